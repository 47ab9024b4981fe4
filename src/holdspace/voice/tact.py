"""Says what is never said back to a person, however well it would sound."""

from itertools import pairwise

from holdspace.voice.lexicon import lexicon
from holdspace.voice.syntax import SELF, US, Stretch, Syntax

YOU = frozenset(
    {"you", "your", "yours", "yourself", "u", "ur", "ya", "yall", "y'all", "yr", "urself"}
)
_WHO = frozenset({"nobody", "everyone", "everybody", "none", "noone", "no-one"})
_CALLING = frozenset({"attr", "acomp", "oprd", "pobj", "conj", "amod", "dobj", "compound", "appos"})
_OTHERS = frozenset({"he", "she", "him", "her"})
_PAST_HELPERS = frozenset({"was", "were", "did", "had", "has"})
_ALRIGHT = frozenset({"fine", "ok", "okay", "alright", "here"})
_VERDICTS_OF_OTHERS = (
    "right about me ",
    "right about us ",
    "right to hate me ",
    "right to leave me ",
    "just saying ",
)
_RIGHT = tuple(f"{who} {be} right" for who in ("he", "she", "they") for be in ("'s", "is", "was", "'re", "are", "were"))  # fmt: skip
_SHRUG, _SHORT = 9, 5
_SAID = tuple(f"{said} " for said in ("i said it", "i said that", "i said he", "i said she", "i said they", "i said i", "i told u", "i just said", "i did say", "i did just ask", "i did ask", "i already said", "i asked that", "i was saying that"))  # fmt: skip
_OF_THIS_TALK = (*_SAID, *(f"that {be} what i {said} " for be in ("'s", "s", "is", "was") for said in ("said", "meant", "mean", "asked")), "that fits ", "i think that fits ", "that makes sense ", "that 's close ", "do n't go quiet ", "do n't be quiet ", "do n't keep quiet ", "ask me ")  # fmt: skip


def unkind(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether a stretch said back would wound, accuse, presume, preach or say nothing."""
    return any(judge(syntax, stretch) for judge in JUDGES)


def frame(syntax: Syntax, stretch: Stretch) -> str:
    """Return what goes before a stretch so that a feeling is not said as a fact."""
    first, subject = stretch.tokens[0], syntax.subject(stretch.root)
    if subject is None or subject > first + 1:
        return ""
    whole = syntax.lowers[subject] in _WHO or (
        syntax.lowers[subject] == "one" and syntax.lowers[first] == "no"
    )
    present = syntax.tokens[stretch.root].tag in {"VBZ", "VBP", "VB", "VBG"}
    return "it feels like" if whole and present else ""


def _words(syntax: Syntax, stretch: Stretch) -> set[str]:
    """Return the words of a stretch and their base forms, in small letters."""
    lowers = {syntax.lowers[i] for i in stretch.tokens}
    return lowers | {syntax.tokens[i].lemma.lower() for i in stretch.tokens}


def _lowers(syntax: Syntax, stretch: Stretch) -> list[str]:
    """Return the words of a stretch in small letters."""
    return [syntax.lowers[i] for i in stretch.tokens]


def _verbs(syntax: Syntax, stretch: Stretch) -> list[int]:
    """Return the tokens that are verbs."""
    return [i for i in stretch.tokens if syntax.tokens[i].tag[:2] in {"VB", "MD"}]


def _by_self(syntax: Syntax, verb: int) -> bool:
    """Whether the person is the one who does or is it."""
    token = syntax.tokens[verb]
    governor = token.head if token.relation in {"aux", "auxpass"} else verb
    return syntax.is_self(syntax.subject(governor))


def speaks_to_us(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether anyone is addressed."""
    lowers = _lowers(syntax, stretch)
    return (
        bool(set(lowers) & YOU) or lowers[0].startswith("thank") or ("y", "all") in pairwise(lowers)
    )


def too_heavy(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it holds slurs, violence, or an illness said of oneself."""
    lists = lexicon()
    return bool(
        _words(syntax, stretch) & (lists["slurs"] | lists["heavy"] | lists["illnesses"] | {"kill"})
    )


def an_ending(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether the person's own death or disappearing is in it."""
    for i in stretch.tokens:
        if not syntax.about(i, lexicon()["endings"]):
            continue
        verb = i if syntax.tokens[i].tag.startswith("VB") else syntax.tokens[i].head
        subject = syntax.subject(verb)
        if subject is None or syntax.is_self(subject):
            return True
    return False


def an_insult(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it calls the person, or anyone, a name, or says a life is empty."""
    lists = lexicon()
    if _felt(syntax, stretch):
        return False
    for i in stretch.tokens:
        token = syntax.tokens[i]
        calling = token.relation in _CALLING and token.tag[:2] in {"NN", "JJ"}
        calling = calling and syntax.lowers[i - 1 if i else 0] != "like"  # "bleeding like crazy"
        if calling and syntax.about(i, lists["names_called"]):
            return True
        if syntax.about(i, lists["lacking"]) and _lacks(syntax, i):
            return True
        if syntax.about(i, lists["insults"]) and _said_of_self(syntax, i):
            return True
    return False


def _lacks(syntax: Syntax, at: int) -> bool:
    """Whether the person says of themselves that they have none of something that makes a life."""
    determiner = syntax.child(at, "det", "neg")
    return (
        determiner is not None
        and syntax.lowers[determiner] == "no"
        and _by_self(syntax, syntax.tokens[at].head)
    )


def _said_of_self(syntax: Syntax, at: int) -> bool:
    """Whether a word is what the person says they are, or are like."""
    if _likened(syntax, at):
        return syntax.is_self(syntax.subject(syntax.roots[at]))
    while syntax.tokens[at].relation in _CALLING - {"pobj", "dobj"}:
        at = syntax.tokens[at].head
        if syntax.tokens[at].tag.startswith("VB"):
            break
    if syntax.tokens[at].tag.startswith("VB"):
        named = syntax.about(at, frozenset({"be", "'m", "become", "look", "am", "get", "was"}))
        return named and syntax.is_self(syntax.subject(at))
    return syntax.tokens[at].relation == "ROOT"


def _likened(syntax: Syntax, at: int) -> bool:
    """Whether a word is what something is done like."""
    token = syntax.tokens[at]
    return token.relation == "pobj" and syntax.lowers[token.head] in {"like", "as"}


def _felt(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether all of it is told as a feeling."""
    return syntax.tokens[stretch.root].lemma == "feel" and _by_self(syntax, stretch.root)


def a_fault(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it would accuse the person of something."""
    words = _words(syntax, stretch)
    if words & {"fault", "blame"} and words & SELF:
        return True
    return any(
        bool(syntax.forms[i] & lexicon()["faults"]) and _by_self(syntax, i) and _blames(syntax, i)
        for i in _verbs(syntax, stretch)
    )


def _blames(syntax: Syntax, verb: int) -> bool:
    """Whether a verb that can accuse does so here."""
    forms, kids = syntax.forms[verb], syntax.kids[verb]
    if syntax.child(verb, "auxpass", "nsubjpass") is not None:
        return False
    if forms & {"hurt", "break", "waste"}:
        return syntax.child(verb, "dobj") is not None and syntax.child(verb, "prt") is None
    if "fail" in forms:
        return not any(syntax.about(k, lexicon()["exams"]) for k in kids)
    return "lie" not in forms or any(syntax.lowers[k] in {"to", "about"} for k in kids)


def sides_against(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it says that somebody is right about the person, or only says that they say it: said back, a verdict."""
    lowers = " ".join(_lowers(syntax, stretch))
    return lowers.endswith(_RIGHT) or any(
        verdict in f"{lowers} " for verdict in _VERDICTS_OF_OTHERS
    )


def preaches(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether turned to the person it would read as advice, or foretell."""
    lowers = _lowers(syntax, stretch)
    if "better" in lowers and "'d" in lowers:
        return True
    return any(_advises(syntax, i) or _foretells(syntax, i) for i in _verbs(syntax, stretch))


def _advises(syntax: Syntax, verb: int) -> bool:
    """Whether a verb would tell the person what to do."""
    token, lower = syntax.tokens[verb], syntax.lowers[verb]
    if lower in {"should", "must", "ought", "might", "may", "shall"}:
        return True
    if not _by_self(syntax, verb):
        return False
    if syntax.about(verb, lexicon()["musts"]) and token.tag != "VBD" and lower != "supposed":
        return lower not in {"will", "'ll", "wo"} and not _asked_about(syntax, verb)
    return lower in {"have", "'ve", "got", "try"} and _to(syntax, verb)


def _asked_about(syntax: Syntax, verb: int) -> bool:
    """Whether a verb stands in an embedded question: "what I need"."""
    return syntax.tokens[verb].relation in {"ccomp", "pcomp", "relcl"} and any(
        syntax.tokens[k].tag.startswith("W") for k in syntax.kids[verb]
    )


def _foretells(syntax: Syntax, verb: int) -> bool:
    """Whether a verb would say what becomes of the person."""
    lower, own = syntax.lowers[verb], _by_self(syntax, verb)
    if lower in {"will", "'ll"}:
        return not _worried_about(syntax, verb)
    if lower == "wo":
        return own and not _worried_about(syntax, verb)
    ahead = own and lower in {"going", "gon", "gonna"} and _to(syntax, verb)
    return ahead and not _welcome(syntax, verb) and not _worried_about(syntax, verb)


def _worried_about(syntax: Syntax, verb: int) -> bool:
    """Whether what will be stands inside what the person worries about now."""
    at = syntax.tokens[verb].head if syntax.tokens[verb].relation == "aux" else verb
    above = syntax.tokens[at].head
    if syntax.tokens[above].relation == "acomp":
        above = syntax.tokens[above].head
    inside = syntax.tokens[at].relation in {"ccomp", "pcomp", "advcl"} and above < at
    felt = {above, *syntax.kids[above]}
    return (
        inside
        and _by_self(syntax, above)
        and any(syntax.about(k, lexicon()["felt"] | {"wonder", "know", "sure"}) for k in felt)
    )


def _to(syntax: Syntax, verb: int) -> bool:
    """Whether "to" follows a verb, as in "have to"."""
    return syntax.lowers[verb + 1 : verb + 2] in {("to",), ("na",), ("ta",)}


def _welcome(syntax: Syntax, going: int) -> bool:
    """Whether what lies ahead is a plan rather than a dread."""
    lists, verb = lexicon(), going + 2
    if verb >= len(syntax.tokens) or syntax.negated(going):
        return False
    if syntax.tokens[verb].lemma == "be":
        return any(syntax.about(i, lists["kin"]) for i in range(verb, len(syntax.tokens))[:4])
    return syntax.about(verb, lists["ahead"])


def conditional(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it only might be so."""
    lowers = _lowers(syntax, stretch)
    if {"perhaps", "maybe", "hypothetically", "unless"} & set(lowers):
        return True
    return any(_supposes(syntax, i, lowers[max(n - 1, 0)]) for n, i in enumerate(stretch.tokens))


def _supposes(syntax: Syntax, at: int, before: str) -> bool:
    """Whether a word makes what is said a supposition."""
    lower, verb = syntax.lowers[at], syntax.tokens[at].head
    relation = syntax.tokens[verb].relation
    if lower == "if":
        return relation not in {"ccomp", "pcomp"} and before not in {"as", "like"}
    if lower == "could":
        return not syntax.negated(verb) and relation not in {"ccomp", "relcl", "advcl", "acl"}
    if lower == "would" or (lower == "'d" and syntax.tokens[at].tag == "MD"):
        if syntax.negated(verb) and not _by_self(syntax, verb):
            return False  # "he wouldn't talk to me" tells what he did
        wanted = syntax.about(
            verb, frozenset({"like", "love", "rather", "want", "need", "prefer", "ask"})
        )
        return not wanted and relation not in {"ccomp", "relcl", "acl"}
    return False


def mixes_us(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether "I" and "we" both occur, or "we" do to each other what "you" alone cannot."""
    lowers = set(_lowers(syntax, stretch))
    if lowers & {"we", "us", "ourselves", "ours"} and lowers & (SELF - US):
        return True
    if lowers & US and lowers & {"both", "each", "together", "apart", "everyone"}:
        return True
    return any(
        subject is not None
        and syntax.lowers[subject] == "we"
        and syntax.about(i, lexicon()["together"])
        for i in _verbs(syntax, stretch)
        for subject in (syntax.subject(i),)
    )


def says_nothing(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it is only a shrug, a guess, or about nobody in particular."""
    lowers = _lowers(syntax, stretch)
    pairs = set(pairwise(lowers))
    if {("i", "guess"), ("i", "suppose"), ("i", "dunno")} & pairs:
        return True
    if lowers[:1] == ["i"] and lowers[-1] == "know" and len(lowers) < _SHRUG:
        return True
    named = any(syntax.tokens[i].tag.startswith("NN") for i in stretch.tokens)
    if lowers[:4] == ["i", "do", "n't", "know"] and len(lowers) < _SHRUG and not named:
        return True
    if len(lowers) <= _SHORT and _ALRIGHT & set(lowers):
        return True
    return not set(lowers) & (SELF | _OTHERS) and not _tells(syntax, stretch)


def _tells(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether words about nobody in particular still tell of something felt or gone through."""
    lists = lexicon()
    felt = any(syntax.about(i, lists["felt"]) for i in stretch.tokens)
    if stretch.fragment:
        return (
            syntax.tokens[stretch.tokens[0]].tag == "VBD"
            or felt
            or any(syntax.about(i, lists["events"]) for i in stretch.tokens)
        )
    helpers = {syntax.lowers[k] for k in syntax.kids[stretch.root]}
    if syntax.tokens[stretch.root].tag == "VBD" or helpers & _PAST_HELPERS:
        return True
    subject = syntax.subject(stretch.root)
    return felt and subject is not None and syntax.lowers[subject] in {"it", "this", "that"}


def not_meant(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it is taken back, only feared, or asked of somebody."""
    lists, lowers = lexicon(), _lowers(syntax, stretch)
    sentence = {
        syntax.lowers[i]
        for i, root in enumerate(syntax.roots)
        if root == syntax.roots[stretch.root]
    }
    if sentence & lists["unmeant"] or any(
        tuple(lowers[: len(phrase)]) == phrase for phrase in lists.phrases["unmeant_phrases"]
    ):
        return True
    return any(_is_called(syntax, i) or _begs(syntax, i) for i in _verbs(syntax, stretch))


def _is_called(syntax: Syntax, verb: int) -> bool:
    """Whether somebody gives the person a name: "my ex called me a waste of space"."""
    lists, name = lexicon(), syntax.child(verb, "oprd")
    if syntax.tokens[verb].lemma != "call" or name is None:
        return False
    unkind_name = syntax.about(name, lists["insults"] | lists["names_called"])
    return unkind_name and any(syntax.lowers[k] == "me" for k in syntax.kids[verb])


def _begs(syntax: Syntax, verb: int) -> bool:
    """Whether something is asked of whoever reads: "call me tonight"."""
    bare = syntax.tokens[verb].tag in {"VB", "VBP"} and syntax.subject(verb) is None
    alone = not any(syntax.tokens[k].relation in {"aux", "mark"} for k in syntax.kids[verb])
    asked = syntax.tokens[verb].relation in {"ROOT", "conj"}
    return bare and alone and asked and any(syntax.lowers[k] == "me" for k in syntax.kids[verb])


def of_this_talk(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it speaks of what was said here, and not of life: "that's what I said", "I said it's a joke"."""
    text = f"{' '.join(_lowers(syntax, stretch))} "
    return text.startswith(_OF_THIS_TALK)


JUDGES = (
    of_this_talk,
    speaks_to_us,
    not_meant,
    too_heavy,
    an_ending,
    an_insult,
    a_fault,
    sides_against,
    preaches,
    conditional,
    mixes_us,
    says_nothing,
)
