"""Lets through only the lines that every gate passes."""

from collections.abc import AsyncIterator

from holdspace.domain.talk import Move, Said, Spoken
from holdspace.safety.gates import refusal
from holdspace.safety.script import steps


async def check(lines: AsyncIterator[Spoken], said: Said) -> AsyncIterator[Spoken]:
    """Yield lines until one is refused; then yield the safe line instead, and end."""
    async for spoken in lines:
        if refusal(spoken, said):
            yield safe_line(said)
            return
        said = said.after(spoken)
        yield spoken


def safe_line(said: Said) -> Spoken:
    """Return a line that is true whatever was said, and not the one said last."""
    recent = {spoken.line_id for spoken in said.recent}
    options = steps()["safe"]
    step = next((step for step in options if step.id not in recent), options[0])
    return Spoken(step.says[0], Move.PRS, step.id)
