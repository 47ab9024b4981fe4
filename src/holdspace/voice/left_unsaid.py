"""Finds who it was that a hurried line left out: "shook his hand" is the writer's, "showed me where" is his of whom the line before spoke."""

from holdspace.voice.lexicon import lexicon
from holdspace.voice.syntax import Stretch, Syntax

_OTHERS = frozenset({"he", "she", "they"})
_BEFORE_A_DEED = frozenset(
    {"never", "just", "still", "even", "only", "also", "then", "finally", "almost", "nearly"}
)
UNKNOWN = "?"


def left_out(syntax: Syntax, stretch: Stretch) -> str:
    """Return who did it, with what a whole sentence needs: "you", "you're", "you've", "it", "she"; nothing where that is not plain."""
    first = stretch.tokens[0]
    tag, lower = syntax.tokens[first].tag, syntax.lowers[first]
    if tag == "VBD" or (tag == "VBN" and lower != "been"):
        return _who_did(syntax, stretch, first)
    if lower in _BEFORE_A_DEED and len(stretch.tokens) > 1:
        verb = stretch.tokens[1]
        return _who_did(syntax, stretch, verb) if syntax.tokens[verb].tag in {"VBD", "VBP"} else ""
    if lower == "been":
        return "you've" if _spoke_before(syntax, first) in {"", "you"} else ""
    going = lower in {"going", "gonna"} and tag in {"VBG", "VB", "VBP"}
    return "you're" if going and _spoke_before(syntax, first) in {"", "you"} else ""


def is_unclear(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether something was done by somebody of whom the line before spoke by a name or a noun: then nobody can be put in."""
    first = stretch.tokens[0]
    done = (
        stretch.fragment and syntax.tokens[first].tag == "VBD" and not _is_of_a_thing(syntax, first)
    )
    return done and _spoke_before(syntax, first) == UNKNOWN


def _who_did(syntax: Syntax, stretch: Stretch, verb: int) -> str:
    """Return who did what a verb without its subject tells."""
    before = _spoke_before(syntax, stretch.tokens[0])
    if before in _OTHERS:
        return before
    if _is_of_a_thing(syntax, verb):
        return "it" if syntax.lowers[verb] == "was" else ""
    if syntax.about(verb, lexicon()["as_left"]) and syntax.child(verb, "dobj") is None:
        return ""
    to_them = "me" in (syntax.lowers[at] for at in stretch.tokens)  # "took me an hour": it took
    return "you" if before in {"", "you"} and not to_them else ""


def _is_of_a_thing(syntax: Syntax, verb: int) -> bool:
    """Whether a verb tells of something that comes or goes by itself, or how something was."""
    if syntax.lowers[verb] == "was":
        after = syntax.lowers[verb + 1] if verb + 1 < len(syntax.tokens) else ""
        return after in lexicon()["of_a_thing"]
    return syntax.about(verb, lexicon()["by_itself"])


def _spoke_before(syntax: Syntax, first: int) -> str:
    """Return of whom the sentence before spoke: "he", "she" or "they"; "you" for the writer; UNKNOWN for anybody or anything else; nothing where there is none."""
    if not first:
        return ""
    root = syntax.roots[first - 1]
    subject = syntax.subject(root)
    if subject is None:
        return ""
    lower = syntax.lowers[subject]
    if syntax.is_self(subject):
        return "you"
    return lower if lower in _OTHERS else UNKNOWN
