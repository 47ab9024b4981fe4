"""For supervision: what a therapist asked to have on the list, and what they add to it."""

from starlette.requests import Request
from starlette.responses import Response

from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.reflect import prompts
from holdspace.desk.reflecting import ONLY, answers_in, asks, done, kept_of, names, own, put
from holdspace.domain.reflections import Occasion, Reflection
from holdspace.ports.reflecting import HeldReflection
from holdspace.ui.doors import forms


async def supervision(request: Request) -> Response:
    """Show the list."""
    kept = await kept_of(request)
    theirs = [held for held in kept.reflections if held.reflection.occasion is Occasion.AGENDA]
    listed = [held for held in kept.reflections if held.reflection.for_supervision]
    return await own(
        request,
        "desk/supervision.html",
        agenda=prompts.prompts().agenda,
        headed=under_heads(theirs),
        listed=listed,
        names=names(),
        asks=asks(),
    )


async def write_supervision(request: Request) -> Response:
    """Put one thing more on the list."""
    therapist(request)
    form = await forms.sent(request)
    heads = {head.id for head in prompts.prompts().agenda.heads}
    about = form.one("about") if form.one("about") in heads else ""
    now = house(request).clock.now()
    await put(request, Reflection(Occasion.AGENDA, now, answers_in(form, (ONLY,)), about))
    return await done(request, "/desk/reflect/supervision")


def under_heads(
    theirs: list[HeldReflection],
) -> list[tuple[prompts.Prompt, list[HeldReflection]]]:
    """Return what was written for supervision under its headings, earliest first; what has none stands under the first."""
    heads = prompts.prompts().agenda.heads
    by_head: dict[str, list[HeldReflection]] = {head.id: [] for head in heads}
    for held in reversed(theirs):
        by_head.get(held.reflection.about, by_head[heads[0].id]).append(held)
    return [(head, by_head[head.id]) for head in heads if by_head[head.id]]
