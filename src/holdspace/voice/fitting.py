"""Says whether a written line may be said here and now."""

from holdspace.domain.talk import Move, Said, Spoken, Told, Tone
from holdspace.safety.gates import refusal
from holdspace.voice.lines import MeaningLine
from holdspace.voice.moment import OPPOSITE, USUAL_GRADE

_RATIONED = {Move.GEN: 18, Move.NRM: 15}  # lines within which a move comes once: six turns, five
_GENTLE = "gentle-"  # lines to someone hard on themselves


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


def may_be_said(spoken: Spoken, said: Said) -> bool:
    """Whether a line passes every gate, and its move was not made too lately.

    What is said to someone hard on themselves waits for nothing but its like.
    """
    span = _RATIONED.get(spoken.move, 0)
    lines = (*said.recent, *said.lines)[-span:] if span else ()
    if spoken.line_id.startswith(_GENTLE):
        lines = tuple(line for line in lines if line.line_id.startswith(_GENTLE))
    return spoken.move not in {line.move for line in lines} and refusal(spoken, said) is None
