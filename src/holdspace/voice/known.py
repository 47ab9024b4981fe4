"""Says that a word somebody asked to have known has come up before, and claims nothing beyond the word."""

from functools import cache

from holdspace import shelf
from holdspace.domain.spoken_of import Known
from holdspace.domain.talk import Move, Spoken

_PLACE, _TURNED = "{word}", {"my": "your", "our": "your"}
PERSON, THING = "person", "thing"


def again(known: Known, language: str = "en") -> tuple[Spoken, ...]:
    """Return every line about a word that is known, the word turned to them and marked as theirs."""
    kind = PERSON if known.person else THING
    return tuple(_line(name, says, known) for name, says in _frames(kind, language))


def _line(name: str, says: str, known: Known) -> Spoken:
    """Put the word into its place; "your" is ours, the rest is theirs."""
    first, space, rest = known.word.text.partition(" ")
    turned = _TURNED.get(first.lower(), "")
    ours, theirs = (f"{turned}{space}", rest) if turned and rest else ("", known.word.text)
    at = says.index(_PLACE)
    begun = ours or theirs
    if at == 0:
        begun = begun[:1].upper() + begun[1:]
    ours, theirs = (begun, theirs) if ours else ("", begun)
    start = at + len(ours)
    text = says.replace(_PLACE, f"{ours}{theirs}")
    return Spoken(text, Move.SRF, name, ((start, start + len(theirs)),))


@cache
def _frames(kind: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return the written frames of one kind, each with its id. Raises BrokenData when they cannot be read."""
    content = shelf.read("voice", "bank", language, "frames", "again.toml")
    return tuple((row["id"], row["says"]) for row in content["frame"] if row["kind"] == kind)
