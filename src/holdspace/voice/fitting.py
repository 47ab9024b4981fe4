"""Says whether a written line may be said here and now, and why not."""

from dataclasses import dataclass

from holdspace.domain.talk import Move, Said, Spoken, Told, Tone
from holdspace.safety.gates import refusal
from holdspace.voice.lines import MeaningLine
from holdspace.voice.moment import OPPOSITE, USUAL_GRADE

_RATIONED = {Move.GEN: 18, Move.NRM: 15}  # lines within which a move comes once: six turns, five
_GENTLE = "gentle-"  # lines to someone hard on themselves
_LATELY = "is of a kind that was said lately"


@dataclass(frozen=True, slots=True)
class PutAside:
    """A line that could have been said and was not, with why."""

    spoken: Spoken
    why: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """The words that were found for one part, and what was put aside before them."""

    spoken: Spoken | None
    aside: tuple[PutAside, ...] = ()


def fits(line: MeaningLine, told: Told, proven: frozenset[str]) -> bool:
    """Whether a line presumes nothing unsaid and suits tone, state and strength."""
    perception = told.perception
    grade = max((feeling.grade for feeling in perception.feelings), default=USUAL_GRADE)
    low, high = line.intensity
    return (
        line.presumes <= proven
        and OPPOSITE.get(line.tone) is not perception.tone
        and (line.move, perception.tone) != (Move.GEN, Tone.PLEASANT)  # gladness needs no leave
        and perception.state in line.states
        and low <= grade <= high
    )


def why_not_said(spoken: Spoken, said: Said) -> str | None:
    """Return why a line may not be said: a gate refuses it, or its move was made too lately; None where it may.

    What is said to someone hard on themselves waits for nothing but its like.
    """
    span = _RATIONED.get(spoken.move, 0)
    lines = (*said.recent, *said.lines)[-span:] if span else ()
    if spoken.line_id.startswith(_GENTLE):
        lines = tuple(line for line in lines if line.line_id.startswith(_GENTLE))
    if spoken.move in {line.move for line in lines}:
        return _LATELY
    return refusal(spoken, said)
