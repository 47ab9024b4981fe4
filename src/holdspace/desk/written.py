"""What a therapist wrote for themselves: after a session, of what moved them, and each of these again, to change, list or remove."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.reflect import chair, prompts
from holdspace.desk.reflecting import (
    HOME,
    ONLY,
    answers_in,
    asks,
    done,
    kept_of,
    names,
    own,
    put,
    run,
)
from holdspace.desk.rendering import page
from holdspace.domain.people import Private
from holdspace.domain.reflections import Occasion, Reflection
from holdspace.ui.doors import forms

_BACK = {"supervision": "/desk/reflect/supervision", "moved": "/desk/reflect/moved"}
_ALL = "/desk/reflect/written"


async def after(request: Request) -> Response:
    """Show the questions for after a session; each can be left."""
    return await own(request, "desk/reflect_after.html", after=prompts.prompts().after)


async def write_after(request: Request) -> Response:
    """Keep what was written after a session; nothing where nothing was."""
    therapist(request)
    form = await forms.sent(request)
    listed = form.one("listed") == "1"
    now = house(request).clock.now()
    made = Reflection(Occasion.AFTER, now, answers_in(form, tuple(asks())), for_supervision=listed)
    await put(request, made)
    return await done(request, _ALL if made else HOME)


async def moved(request: Request) -> Response:
    """Show what moved them, the latest first, and a box for one thing more."""
    kept = await kept_of(request)
    theirs = [held for held in kept.reflections if held.reflection.occasion is Occasion.MOVED]
    words = prompts.prompts().moved
    return await own(request, "desk/reflect_moved.html", moved=words, theirs=theirs)


async def write_moved(request: Request) -> Response:
    """Keep one thing that moved them."""
    therapist(request)
    form = await forms.sent(request)
    await put(
        request, Reflection(Occasion.MOVED, house(request).clock.now(), answers_in(form, (ONLY,)))
    )
    return await done(request, _BACK["moved"])


async def written(request: Request) -> Response:
    """Show everything they wrote here, the latest first."""
    kept = await kept_of(request)
    return page(
        request,
        "desk/reflect_written.html",
        kept=kept,
        names=names(),
        words=prompts.prompts().today.words,
        asks=asks(),
    )


async def one(request: Request) -> Response:
    """Show one reflection, as it can be changed."""
    which = request.path_params["row"]
    held = await run(therapist(request).reflecting.one, which)
    picked = None if held.picked is None else prompts.prompts().today.words[held.picked]
    return await own(
        request,
        "desk/reflect_one.html",
        id=which,
        held=held,
        boxes=asked(held),
        name=names()[held.occasion],
        picked=picked,
        scene=chair.chair().scene(held.about),
    )


async def change_one(request: Request) -> Response:
    """Change one reflection, put it on the list for supervision or take it off, or remove it."""
    which, form = request.path_params["row"], await forms.sent(request)
    reflecting = therapist(request).reflecting
    held, do = await run(reflecting.one, which), form.one("do")
    back = _BACK.get(form.one("back"))
    if do == "remove":
        await run(reflecting.remove, which)
        return await done(request, back or _ALL)
    if do == "list":
        changed = replace(held, for_supervision=not held.for_supervision)
    else:
        changed = replace(held, answers=answers_in(form, tuple(to for to, _, _ in asked(held))))
    if changed:
        await run(reflecting.change, which, changed)
    return await done(request, back or f"{_ALL}/{which}")


def asked(held: Reflection) -> tuple[tuple[str, str, Private], ...]:
    """Return the boxes of a reflection: the id of each prompt, its words, and what stands there; every prompt where more may come."""
    if held.occasion is Occasion.AFTER:
        return tuple((to, says, held.to(to)) for to, says in asks().items())
    if held.occasion is Occasion.CHAIR:
        seat = chair.chair()
        said = (("yours", seat.yours), ("house", seat.house), ("note", seat.note))
        return tuple((to, says, held.to(to)) for to, says in said)
    words = prompts.prompts()
    alone = {Occasion.MOVED: words.moved.ask, Occasion.TODAY: words.today.more}
    return ((ONLY, alone.get(held.occasion, words.agenda.title), held.to(ONLY)),)
