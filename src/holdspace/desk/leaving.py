"""Before a piece of writing leaves: every likely identifier is shown and decided, and nothing leaves before that."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from holdspace.access.identifiers import named
from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.reflect import board, piece, prompts, written_out
from holdspace.desk.reflect.piece import Choice, Piece, looked_at
from holdspace.desk.reflecting import kept_of, run
from holdspace.desk.rendering import is_quiet, page
from holdspace.domain.people import Private
from holdspace.ui.doors import forms
from holdspace.ui.doors.forms import Form

_KEPT, _POINT = "kept", "point"
_MOST_POINTS = 2_000


async def piece_of(request: Request) -> Response:
    """Show a piece as it would leave, with what in it could tell who somebody is."""
    words = await _written(request, request.path_params["what"])
    return await _shown(request, await _looked(request, words))


async def settle(request: Request) -> Response:
    """Put in place what was decided; what is all decided, and was read once more, leaves as asked: printed, or as a file."""
    therapist(request)
    form = await forms.sent(request)
    words = Private(form.one("text").replace("\r\n", "\n")[: piece.LONGEST])
    before = await _looked(request, words, frozenset(form.fields.get(_KEPT, ())))
    words, kept = piece.settled(before, _choices(form))
    after = await _looked(request, words, kept)
    if after.open or form.one("read") != "1":
        tried = form.one("to") in ("file", "print")
        return await _shown(request, after, tried=tried)
    if form.one("to") == "file":
        name = "notes" if is_quiet(request) else "reflection"
        headers = {"Content-Disposition": f'attachment; filename="{name}.txt"'}
        return Response(words.text, media_type="text/plain", headers=headers)
    if form.one("to") == "print":
        return page(request, "desk/piece.html", piece=after)
    return await _shown(request, after)


async def _written(request: Request, what: str) -> Private:
    """Return one of their pages as plain text. Raises NothingHere for a reflection that is not there."""
    who = therapist(request)
    kept = await kept_of(request)
    if what == "mine":
        return written_out.of_picture(kept.beside)
    if what == "safe":
        return written_out.of_board(kept.cells)
    if what == "supervision":
        return written_out.of_agenda(held.reflection for held in kept.reflections)
    return written_out.of_reflection(await run(partial(who.reflecting.one, what)))


async def _looked(request: Request, words: Private, kept: frozenset[str] = frozenset()) -> Piece:
    """Read a text, leaving out our own headings and what was said to name nobody."""
    return await looked_at(words, house(request).grammar, kept | board.own_words())


def _choices(form: Form) -> dict[str, Choice]:
    """Return what was decided of each point; a point of which nothing was chosen stays open."""
    choices: dict[str, Choice] = {}
    for at, key in enumerate(form.fields.get(_POINT, ())[:_MOST_POINTS]):
        what = form.one(f"do-{at}")
        if what in ("keep", "put"):
            choices[key] = Choice(what == "keep", Private(form.one(f"put-{at}")))
    return choices


async def _shown(request: Request, looked: Piece, *, tried: bool = False) -> Response:
    """Show a piece that has not left, saying what holds it where it was asked to leave."""
    return page(
        request,
        "desk/leaving.html",
        status=422 if tried else 200,
        leaving=prompts.prompts().leaving,
        piece=looked,
        named=named,
        tried=tried,
        kept=sorted(looked.kept - board.own_words()),
    )
