"""Is this way mine? One stance at a time held beside one's own way, and what is said back of them in words."""

from starlette.requests import Request
from starlette.responses import Response

from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.reflect import stances
from holdspace.desk.reflect.stances import Stance
from holdspace.desk.reflecting import box, done, kept_of, own, run
from holdspace.desk.rendering import page
from holdspace.domain.errors import NothingHere
from holdspace.domain.reflections import MOST_MUCH, Beside
from holdspace.ui.doors import forms

_HERE = "/desk/reflect/mine"


async def mine(request: Request) -> Response:
    """Show every stance with what was marked last, and what is said back."""
    kept = await kept_of(request)
    return page(
        request,
        "desk/mine.html",
        mirror=stances.mirror(),
        now=stances.latest(kept.beside),
        picture=stances.picture(kept.beside),
    )


async def stance(request: Request) -> Response:
    """Show one stance, with what was said of it last."""
    asked = _stance(request)
    kept = await kept_of(request)
    said = stances.latest(kept.beside).get(asked.id)
    return await own(request, "desk/stance.html", mirror=stances.mirror(), stance=asked, said=said)


async def hold_beside(request: Request) -> Response:
    """Keep what is said of a stance today, and go on to the next or back."""
    asked, form = _stance(request), await forms.sent(request)
    much = forms.number(form.one("much"))
    made = Beside(
        asked.id,
        house(request).clock.now(),
        much if much is not None and much <= MOST_MUCH else None,
        box(form, "shows"),
        box(form, "otherwise"),
        box(form, "different"),
    )
    await run(therapist(request).reflecting.hold_beside, made)
    following = _next(asked) if form.one("then") == "next" else None
    return await done(request, f"{_HERE}/{following.id}" if following else _HERE)


def _stance(request: Request) -> Stance:
    """Return the stance a page is about. Raises NothingHere where there is none of that id."""
    therapist(request)
    found = stances.mirror().stance(request.path_params["stance"])
    if found is None:
        raise NothingHere
    return found


def _next(asked: Stance) -> Stance | None:
    """Return the stance after one, or None after the last."""
    every = stances.mirror().stances
    at = every.index(asked) + 1
    return every[at] if at < len(every) else None
