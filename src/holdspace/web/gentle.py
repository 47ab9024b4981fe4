"""Gentle things: what there is for somebody just now, and each of them whole on one page, so that it needs no script and no network."""

from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from holdspace.practice import library
from holdspace.practice.choosing import Around, Standing, holding, listed, standing, two
from holdspace.practice.library import Door, Practice
from holdspace.practice.naming import kinds_to_name
from holdspace.web.care import around
from holdspace.web.house import house
from holdspace.web.offline import made_to_keep
from holdspace.web.rendering import page
from holdspace.web.screens import afterwards, instead_of, ways_led

_FIRST_DOORS = 4  # the others stand further down
_KINDS = ("ground", "move", "kind", "people", "think", "write", "soften", "breath", "night")


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a door: two to begin with, and the others."""

    door: Door
    first: tuple[Practice, ...]
    more: tuple[Practice, ...]


async def gentle(request: Request) -> Response:
    """Show what might help just now: by what somebody comes with, two first, and by kind."""
    now = _now(request)
    behind = tuple(_behind(door, now) for door in Door)
    every = listed(now)
    return page(
        request,
        "gentle.html",
        first=behind[:_FIRST_DOORS],
        further=behind[_FIRST_DOORS:],
        kinds=_by_kind(every),
        at_hand=tuple(each for each in every if each.id in now.care.kept),
    )


async def gentle_thing(request: Request) -> Response:
    """Show one gentle thing, every screen of it; one that is not for now, with its caution first or something kinder."""
    now = _now(request)
    practice = library.practice(request.path_params["id"])
    stands = standing(practice, now) if practice else Standing.CLOSED
    if practice is None or stands is Standing.CLOSED:
        return page(request, "kinder.html", status=404, instead=two(now))
    return page(
        request,
        "walk.html",
        practice=practice,
        ways=ways_led(practice, now),
        afterwards=afterwards(practice, now),
        unlisted=stands is Standing.UNLISTED,
        reasons=tuple(caution.says for caution in holding(practice, now)),
        kinder=instead_of(practice, now),
        put_away=practice.id in now.care.hidden,
        to_name=kinds_to_name() if practice.player == "categories" else (),
    )


def _now(request: Request) -> Around:
    """Return what is known of somebody just now; for a page that a browser keeps, nothing of anybody."""
    if made_to_keep(request):
        return Around(house(request).clock.now().date())
    return around(request)


def _behind(door: Door, now: Around) -> Behind:
    first = two(now, door)
    return Behind(door, first, tuple(each for each in listed(now, door) if each not in first))


def _by_kind(every: tuple[Practice, ...]) -> tuple[tuple[str, tuple[Practice, ...]], ...]:
    shelved = sorted(every, key=lambda each: _KINDS.index(each.kind))
    return tuple((kind, tuple(found)) for kind, found in groupby(shelved, lambda each: each.kind))
