"""Carrying on: for whoever comes less, or goes. Words to oneself, what to take along, and a door that stays as it is."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.hopes import LONGEST_LETTER, Letter
from holdspace.domain.marks import mark_of
from holdspace.domain.people import Private
from holdspace.ports.hopes import Hopes
from holdspace.web import forms
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.hopes import nothing
from holdspace.web.house import house
from holdspace.web.plan import plan_of
from holdspace.web.rendering import page, trouble
from holdspace.web.written import kept_and_met, where_nothing_is_kept


async def carrying_on(request: Request) -> Response:
    """Show the page."""
    kept = await to_thread.run_sync(insider(request).hopes.kept)
    return page(
        request,
        "carrying_on.html",
        letters=kept.letters,
        longest=LONGEST_LETTER,
        safety_plan=plan_of(request),
    )


async def write(request: Request) -> Response:
    """Keep, change or let go of words to themselves; danger in them is met with people, once they are kept."""
    form = await forms.sent(request)
    words = _words(form)
    if answer := await where_nothing_is_kept(request, words):
        return answer
    if len(words.text) > LONGEST_LETTER:
        return trouble(request, "too-long", status=413, draft=words.text)
    work = _works(request, insider(request).hopes, form).get(form.one("what"))
    if work is None:
        raise HTTPException(404)
    return await kept_and_met(request, work, words) or RedirectResponse("/carrying-on#words", 303)


def _works(request: Request, own: Hopes, form: Form) -> dict[str, Callable[[], None]]:
    """Return what can be done, by the name of its button."""
    words, which, mark = _words(form), form.one("which"), mark_of(form.one("mark"))
    works: dict[str, Callable[[], None]] = {"let-go": partial(own.let_go, which), "letter": nothing}
    if words:
        letter = Letter(house(request).clock.now().date(), words, mark)
        works["letter"] = partial(own.keep_letter, letter)
        works["letter-again"] = partial(
            own.change_letter, which, lambda held: replace(held, says=words, mark=mark)
        )
    return works


def _words(form: Form) -> Private:
    """Return what was written, line breaks and all."""
    return Private(form.one("words").replace("\r\n", "\n").strip())
