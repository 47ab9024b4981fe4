"""How I make it safe: the board of six principles by five moments, and one cell of it at a time."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.reflect import board
from holdspace.desk.reflect.board import Moment, Principle
from holdspace.desk.reflecting import box, done, kept_of, own, run
from holdspace.desk.rendering import page
from holdspace.domain.errors import NothingHere
from holdspace.domain.reflections import Cell
from holdspace.ui.doors import forms


async def safe(request: Request) -> Response:
    """Show the whole board."""
    kept = await kept_of(request)
    today = house(request).clock.now().date()
    return page(
        request,
        "desk/safe.html",
        board=board.board(),
        cells=board.laid_out(kept.cells),
        today=today,
        stated=board.stated(kept.cells),
    )


async def cell(request: Request) -> Response:
    """Show one cell, with what stands in it."""
    principle, moment = _place(request)
    kept = await kept_of(request)
    return await own(
        request,
        "desk/cell.html",
        board=board.board(),
        principle=principle,
        moment=moment,
        cell=board.laid_out(kept.cells)[principle.id, moment.id],
        today=house(request).clock.now().date(),
    )


async def set_cell(request: Request) -> Response:
    """Keep what stands in one cell."""
    principle, moment = _place(request)
    form, today = await forms.sent(request), house(request).clock.now().date()
    known = {each.id for each in board.board().evidence}
    chosen = tuple(each for each in form.fields.get("evidence", ()) if each in known)
    looked = today if form.one("looked") == "1" else _day(form.one("reviewed"))
    made = Cell(
        principle.id,
        moment.id,
        box(form, "does"),
        box(form, "would_know"),
        chosen,
        looked,
        _day(form.one("again")),
    )
    await run(therapist(request).reflecting.set_cell, made)
    return await done(request, f"/desk/reflect/safe#{principle.id}")


def _place(request: Request) -> tuple[Principle, Moment]:
    """Return the principle and the moment a page is about. Raises NothingHere where they do not meet."""
    therapist(request)
    ids = request.path_params
    found = board.board().place(ids["principle"], ids["moment"])
    if found is None:
        raise NothingHere
    return found


def _day(sent: str) -> date | None:
    """Return a day as a browser sends it, or None for anything else."""
    try:
        return date.fromisoformat(sent)
    except ValueError:
        return None
