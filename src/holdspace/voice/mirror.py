"""Says a person's own words back to them, turned with grammar, or else keeps silent."""

from collections.abc import Callable, Iterator

from holdspace.domain.language import Parse
from holdspace.domain.talk import Move, Spoken, Told
from holdspace.voice.amiss import amiss
from holdspace.voice.clauses import LONGEST, SHORTEST, stretches
from holdspace.voice.person import Mirrored, turned
from holdspace.voice.sound import broken
from holdspace.voice.syntax import Stretch, Syntax
from holdspace.voice.tact import frame, unkind

Allowed = Callable[[str], bool]


def anything(_: str) -> bool:
    """Allow every line: the caller has no gates of its own."""
    return True


def mirror(told: Told, *, allowed: Allowed = anything) -> Mirrored | None:
    """Return what the person said, said back to them, or None rather than a broken sentence.

    `allowed` is asked about each line in turn, so that a caller may keep a means, a place or an
    amount from being repeated.
    """
    return next((line for line in mirrors(told.parse) if allowed(line.text)), None)


def mirrors(parse: Parse) -> Iterator[Mirrored]:
    """Yield every line that can be said back of a message, the most worth saying first."""
    syntax = Syntax(parse)
    yield from filter(None, (said_back(syntax, stretch) for stretch in stretches(syntax)))


def said_back(syntax: Syntax, stretch: Stretch) -> Mirrored | None:
    """Return a stretch said back as a whole sentence, or None where it would break or wound."""
    if broken(syntax, stretch) or amiss(syntax, stretch) or unkind(syntax, stretch):
        return None
    line = turned(syntax, stretch, frame(syntax, stretch))
    fits = line is not None and SHORTEST <= len(line.text.split()) <= LONGEST
    return line if fits else None


def as_spoken(line: Mirrored) -> Spoken:
    """Speak what was said back."""
    return Spoken(line.text, Move.SRF, "mirror", line.own)
