"""Tells where a stretch of words would be said back amiss: it is somebody else's speech, stops before its point, or is undone by what follows."""

from functools import cache

from holdspace.domain.language import SUBJECTS
from holdspace.voice.left_unsaid import is_unclear
from holdspace.voice.lexicon import lexicon
from holdspace.voice.syntax import SELF, Stretch, Syntax

_QUOTES = frozenset({"'", "''", "``", '"', "“", "”", "‘"})  # noqa: RUF001  as phones set them
_GOES_ON = frozenset({",", ";", "and", "because", "so", "but", "when", "if", "-", "–", "—"})  # noqa: RUF001
_ENDS = frozenset({".", "!", "?", "...", "…", ".."})
_FEW = 3  # words of a sentence that only undoes the one before it
_META = 5  # words in which something known, said or seen tells nothing else
_TAKEN_BACK = frozenset({"but", "except", "though", "correction", "no", "nope", "nah"})
_ASKS = ("WP", "WDT", "WRB", "WP$")
_ASK_ALONE = frozenset({"what", "why", "how"})
_TELLS_MORE = frozenset({"when", "where", "which", "whose"})
_RELATIVE = frozenset({"relcl", "acl", "advcl", "ccomp", "pcomp", "xcomp", "csubj"})


def amiss(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether a stretch said back would be somebody else's words, half of what was meant, or none of it."""
    return any(judge(syntax, stretch) for judge in JUDGES)


def in_somebodys_words(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether an "I" or "my" in it is somebody else's: "Mum said, honey, I'm just done"."""
    first = stretch.tokens[0]
    if first and syntax.tokens[first - 1].text in _QUOTES:
        return True
    own = [at for at in stretch.tokens if syntax.lowers[at] in SELF]
    return any(
        others_speak(syntax, verb)
        and any(verb + 1 < at and _spoken(syntax, verb, at) for at in own)
        for verb in stretch.tokens
    )


def others_speak(syntax: Syntax, verb: int) -> bool:
    """Whether a verb tells that somebody else says something."""
    says = syntax.about(verb, lexicon()["speech"]) and syntax.tokens[verb].tag.startswith("VB")
    return says and not syntax.is_self(syntax.subject(verb))


def _spoken(syntax: Syntax, verb: int, own: int) -> bool:
    """Whether what follows a verb of speech is said as it was: after a mark, or as an order."""
    if any(syntax.tokens[at].text in {":", *_QUOTES} for at in range(verb + 1, own)):
        return True
    if syntax.tokens[verb + 1].text in {",", "like"}:
        return True
    told = syntax.tokens[verb + 1]
    return told.tag == "VB" and syntax.child(verb + 1, *SUBJECTS, "aux") is None


def ends_on_saying(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it stops where somebody begins to speak: "on Sunday he goes"."""
    last = stretch.tokens[-1]
    after = syntax.tokens[last + 1] if last + 1 < len(syntax.tokens) else None
    if after is None or after.text in _ENDS:
        return False
    if after.text == ":":
        return True
    tail = [syntax.lowers[at] for at in stretch.tokens[-2:]]
    before = tail[0] if len(tail) > 1 else ""
    speaks = syntax.about(last, lexicon()["speech"]) and before not in {"to", "'ll", "will"}
    asked = tail[-1] in {"me", "us"} and syntax.about(stretch.tokens[-2], lexicon()["speech"])
    return after.text not in _GOES_ON and (speaks or asked or tail[-1] == "like")


def undone(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether the next sentence takes it back or turns it: "I can hear a car. No, next door"."""
    last = stretch.tokens[-1]
    while last + 1 < len(syntax.tokens) and not syntax.tokens[last + 1].text[0].isalnum():
        last += 1
    if last + 1 >= len(syntax.tokens) or not set(syntax.tokens[last].text) & set(".!…"):
        return False
    rest = []
    for at in range(last + 1, len(syntax.tokens)):
        if syntax.tokens[at].text in _ENDS:
            break
        rest.append(syntax.lowers[at])
    denied = rest[0] == "only" and any(syntax.lowers[at] in {"n't", "not"} for at in stretch.tokens)
    later = rest[0] in {"then", "now"} and len(stretch.tokens) <= _META
    turns = rest[0] in _TAKEN_BACK or denied or later
    short = len(rest) < _FEW and bool({"do", "did", "was", "were", "am", "now"} & set(rest))
    return turns or short


def asks_at_its_end(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it runs into a question after a comma: "he is seven months, what piano"."""
    asks = next((at for at in stretch.tokens[1:] if _begins_to_ask(syntax, at)), None)
    return asks is not None and syntax.lowers[asks] not in _TELLS_MORE


def _begins_to_ask(syntax: Syntax, at: int) -> bool:
    """Whether a word after a comma asks, and does not only say more of what stands before it."""
    token = syntax.tokens[at]
    if not token.tag.startswith(_ASKS) or syntax.tokens[at - 1].text != ",":
        return False
    return syntax.lowers[at] in _ASK_ALONE or syntax.tokens[token.head].relation not in _RELATIVE


def orders(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether something is asked of whoever reads, at its beginning or after a comma: "don't ask me why", "bear with me"."""
    for n, at in enumerate(stretch.tokens):
        opens = n == 0 or syntax.tokens[stretch.tokens[n - 1]].text == ","
        if opens and _is_an_order(syntax, at):
            return True
    return False


def _is_an_order(syntax: Syntax, at: int) -> bool:
    """Whether a bare verb without anybody who does it begins here."""
    lower, token = syntax.lowers[at], syntax.tokens[at]
    after = syntax.lowers[at + 1] if at + 1 < len(syntax.tokens) else ""
    if lower == "do" and after in {"n't", "not"}:
        return syntax.child(token.head, *SUBJECTS) is None
    bare = token.tag in {"VB", "VBP"} and lower in lexicon()["orders"]
    to_us = SELF & set(syntax.lowers[at + 1 : at + 1 + _FEW])
    return bare and bool(to_us) and syntax.child(at, *SUBJECTS, "aux") is None


def prefaces(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it only says that something is known, said or seen, and not what: "I know it", "I want to say that"."""
    words = [at for at in stretch.tokens if syntax.tokens[at].text[0].isalnum()]
    text = f"{' '.join(syntax.lowers[at] for at in stretch.tokens)} "
    if text.startswith(_prefaces()):
        return True
    root = stretch.root
    bare = not any(syntax.tokens[at].tag.startswith(("NN", "JJ")) for at in words)
    own = syntax.is_self(syntax.subject(root)) and not syntax.negated(root)
    return (
        len(words) <= _META
        and bare
        and own
        and syntax.about(root, lexicon()["thinks"] | lexicon()["minded"])
    )


@cache
def _prefaces() -> tuple[str, ...]:
    """Return how clauses open that only lead to the next."""
    return tuple(" ".join(phrase) for phrase in lexicon().phrases["preface_starts_phrases"])


JUDGES = (is_unclear, in_somebodys_words, ends_on_saying, undone, asks_at_its_end, orders, prefaces)
