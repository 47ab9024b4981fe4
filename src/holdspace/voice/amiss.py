"""Tells where a stretch of words would be said back amiss: it is somebody else's speech, stops before its point, or is undone by what follows."""

from holdspace.domain.language import SUBJECTS
from holdspace.voice.left_unsaid import is_unclear
from holdspace.voice.lexicon import lexicon
from holdspace.voice.syntax import SELF, Stretch, Syntax

_QUOTES = frozenset({"'", "''", "``", '"', "“", "”", "‘"})  # noqa: RUF001  as phones set them
_AFTER_SPEECH = frozenset({",", ":", "like", "that", "me", "us", "him", "her", "them"})
_BE = frozenset({"be", "'m", "'s", "'re", "is", "are", "was", "were", "m", "s"})
_GOES_ON = frozenset({",", ";", "and", "because", "so", "but", "when", "if", "-", "–", "—"})  # noqa: RUF001
_ENDS = frozenset({".", "!", "?", "...", "…", ".."})
_FEW = 3  # words of a sentence that only undoes the one before it
_META = 5  # words in which something known, said or seen tells nothing else
_TAKEN_BACK = frozenset({"but", "except", "though", "correction", "no", "nope", "nah"})
_ASKS = ("WP", "WDT", "WRB", "WP$")
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
        _is_speech(syntax, verb) and any(verb + 1 < at and _spoken(syntax, verb, at) for at in own)
        for verb in stretch.tokens
    )


def _is_speech(syntax: Syntax, verb: int) -> bool:
    """Whether somebody else says something there."""
    subject = syntax.subject(verb)
    says = syntax.about(verb, lexicon()["speech"]) and syntax.tokens[verb].tag.startswith("VB")
    return says and not syntax.is_self(subject)


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
    if after is None or (after.text in _ENDS and after.text != ":"):
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
    for at in stretch.tokens[1:]:
        token = syntax.tokens[at]
        if token.tag.startswith(_ASKS) and syntax.tokens[at - 1].text == ",":
            verb = token.head
            if (
                syntax.lowers[at] in {"what", "why", "how"}
                or syntax.tokens[verb].relation not in _RELATIVE
            ):
                return syntax.lowers[at] not in {"when", "where", "which", "whose"}
    return False


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
    starts = tuple(" ".join(phrase) for phrase in lexicon().phrases["preface_starts_phrases"])
    if text.startswith(starts):
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


JUDGES = (is_unclear, in_somebodys_words, ends_on_saying, undone, asks_at_its_end, orders, prefaces)
