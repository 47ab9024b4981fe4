"""Says that a word somebody asked to have known has come up before, and claims nothing beyond the word."""

from holdspace.domain.spoken_of import Known
from holdspace.domain.talk import Move, Spoken
from holdspace.voice.lines import frames_in
from holdspace.voice.person import Mirrored, placed

_PLACE, _TURNED = "{word}", {"my": "your", "our": "your"}
PERSON, THING = "person", "thing"


def again(known: Known, language: str = "en") -> tuple[Spoken, ...]:
    """Return every line about a word that is known, the word turned to them and marked as theirs."""
    kind = PERSON if known.person else THING
    return tuple(_line(name, says, known) for name, says in frames_in("again", kind, language))


def _line(name: str, says: str, known: Known) -> Spoken:
    """Put the word into its place; "your" is ours, the rest is theirs."""
    first, space, rest = known.word.text.partition(" ")
    turned = _TURNED.get(first.lower(), "")
    ours, theirs = (f"{turned}{space}", rest) if turned and rest else ("", known.word.text)
    begun = ours or theirs
    if says.startswith(_PLACE):
        begun = begun[:1].upper() + begun[1:]
    ours, theirs = (begun, theirs) if ours else ("", begun)
    own = ((len(ours), len(ours) + len(theirs)),)
    line = placed(says, _PLACE, Mirrored(f"{ours}{theirs}", own))
    return Spoken(line.text, Move.SRF, name, line.own)
