"""Sit in the chair: a line of Wren's comes, the therapist answers first, and then the house does, with its reason."""

from starlette.requests import Request
from starlette.responses import Response

from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.reflect import chair
from holdspace.desk.reflect.chair import Scene
from holdspace.desk.reflecting import answers_in, box, done, own, put
from holdspace.desk.rendering import page
from holdspace.domain.errors import HoldspaceError, NothingHere
from holdspace.domain.people import Private
from holdspace.domain.reflections import Occasion, Reflection
from holdspace.domain.risk import Tier
from holdspace.log import logger
from holdspace.ports import Exchange
from holdspace.ui.doors import forms


async def seats(request: Request) -> Response:
    """Show which lines there are, and whose they are."""
    therapist(request)
    return page(request, "desk/chair.html", chair=chair.chair())


async def sit(request: Request) -> Response:
    """Show one line, and a box to answer it in; nothing of the house is to be seen yet."""
    return await _shown(request, _scene(request))


async def answer(request: Request) -> Response:
    """Show the house's own reply beside theirs, or keep both with what they noticed."""
    scene, form = _scene(request), await forms.sent(request)
    if form.one("do") == "keep":
        written = answers_in(form, ("yours", "house", "note"))
        made = Reflection(Occasion.CHAIR, house(request).clock.now(), written, scene.id)
        if any(each.to != "house" for each in written):
            await put(request, made)
        return await done(request, f"/desk/reflect/chair/{chair.chair().after(scene.id).id}")
    yours = box(form, "yours")
    return await _shown(request, scene, yours, await _reply(request, scene) if yours else None)


def _scene(request: Request) -> Scene:
    """Return the scene a page is about. Raises NothingHere where there is none of that id."""
    therapist(request)
    found = chair.chair().scene(request.path_params["scene"])
    if found is None:
        raise NothingHere
    return found


async def _reply(request: Request, scene: Scene) -> Exchange | None:
    """Return what the house says to a line after those before it, or None where it has no room to play it just now."""
    try:
        return await house(request).play(scene.played)
    except HoldspaceError as fault:
        logger().error("not played", fault=type(fault).__name__)
        return None


async def _shown(
    request: Request,
    scene: Scene,
    yours: Private | None = None,
    reply: Exchange | None = None,
) -> Response:
    said = " ".join(spoken.text for spoken in reply.said) if reply else ""
    return await own(
        request,
        "desk/scene.html",
        chair=chair.chair(),
        scene=scene,
        yours=yours,
        said=said,
        because=reply.because if reply else "",
        asks=reply is not None and reply.tier >= Tier.R2,
        following=chair.chair().after(scene.id),
    )
