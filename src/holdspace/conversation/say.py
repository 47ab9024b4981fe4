"""Finds the words for a plan: fixed where they are decided, else the voice's."""

from collections.abc import AsyncIterator

from holdspace.conversation.attempt import attempt
from holdspace.domain.talk import Fixed, Part, Said, Spoken, Told
from holdspace.ports import Voice


async def say(told: Told, said: Said, voice: Voice) -> AsyncIterator[Spoken]:
    """Yield the reply, one line at a time; where no part finds words, what the plan has instead."""
    for parts in (said.plan.moves, said.plan.otherwise):
        for part in parts:
            spoken = await _words(part, told, said, voice)
            if spoken is not None:
                said = said.after(spoken)
                yield spoken
        if said.lines:
            return


async def _words(part: Part, told: Told, said: Said, voice: Voice) -> Spoken | None:
    """Return the words of one part, or None when there are none or the voice failed."""
    if isinstance(part, Fixed):
        return Spoken(part.line.says, part.line.move, part.line.id)
    return await attempt(voice.find(part, told, said), None)
