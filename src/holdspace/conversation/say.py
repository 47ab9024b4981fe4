"""Finds the words for a plan: fixed where they are decided, else the voice's."""

from collections.abc import AsyncIterator

from holdspace.conversation.attempt import attempt
from holdspace.domain.talk import Find, Fixed, Move, Part, Said, Spoken, Told
from holdspace.ports import Voice


async def say(told: Told, said: Said, voice: Voice) -> AsyncIterator[Spoken]:
    """Yield the reply, one line at a time; where no part finds words, what the plan has instead.

    A lone line that holds none of their own words may be followed by the question kept in reserve.
    """
    for parts in (said.plan.moves, said.plan.otherwise):
        for part in parts:
            if not _is_due(part, said):
                continue
            spoken = await _words(part, told, said, voice)
            if spoken is not None:
                said = said.after(spoken)
                yield spoken


def _is_due(part: Part, said: Said) -> bool:
    """Whether a part is still to be said: what is in reserve only where the reply came out bare."""
    if part in said.plan.moves or not said.lines:
        return True
    bare = len(said.lines) == 1 and not said.lines[0].own
    return bare and isinstance(part, Find) and part.move is Move.OQ


async def _words(part: Part, told: Told, said: Said, voice: Voice) -> Spoken | None:
    """Return the words of one part, or None when there are none or the voice failed."""
    if isinstance(part, Fixed):
        return Spoken(part.line.says, part.line.move, part.line.id)
    return await attempt(voice.find(part, told, said), None)
