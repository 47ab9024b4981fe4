"""Reflect: its first page, with the line for today, and what its other pages share."""

from collections.abc import Callable
from functools import partial
from re import fullmatch
from typing import Any, TypeVar

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.reflect import board, chair, prompts
from holdspace.desk.rendering import page
from holdspace.domain.people import Private
from holdspace.domain.reflections import LONGEST_ANSWER, Answer, Occasion, Reflection
from holdspace.ports.reflecting import HeldReflection, Reflected
from holdspace.ui.doors import forms
from holdspace.ui.doors.forms import Form

T = TypeVar("T")
HOME = "/desk/reflect"
ONLY = "words"  # the one prompt of what has only one box


async def home(request: Request) -> Response:
    """Show what there is to reflect with, the line for today, and what is to be looked at again."""
    kept = await kept_of(request)
    words, today = board.board(), house(request).clock.now().date()
    due = [
        (cell, words.place(cell.principle, cell.moment)) for cell in board.due(kept.cells, today)
    ]
    line = _line_of_today(request, kept)
    return await own(
        request,
        "desk/reflect.html",
        today=prompts.prompts().today,
        line=line.reflection if line else None,
        due=due,
        written=bool(kept.reflections),
        broken=kept.broken,
    )


async def note_today(request: Request) -> Response:
    """Keep a line for how they are, in place of the one of today; an empty one lets it go."""
    form, kept = await forms.sent(request), await kept_of(request)
    picked = forms.number(form.one("picked"))
    known = picked is not None and picked < len(prompts.prompts().today.words)
    made = Reflection(
        Occasion.TODAY,
        house(request).clock.now(),
        answers_in(form, (ONLY,)),
        picked=picked if known else None,
    )
    await put(request, made, _line_of_today(request, kept))
    return await done(request, f"{HOME}#today", HOME)


async def let_go(request: Request) -> Response:
    """Let go of what stood in a page's boxes when it locked."""
    who, form = therapist(request), await forms.sent(request)
    place = form.one("place")
    await run(who.let_draft_go, place)
    return RedirectResponse(place if is_ours(place) else HOME, 303)


async def own(request: Request, name: str, /, **words: Any) -> Response:
    """Return a page one writes on, with what stood in its boxes when it locked."""
    left = await run(therapist(request).draft, request.url.path)
    return page(request, name, left=left.text, **words)


async def done(request: Request, to: str, place: str = "") -> Response:
    """Lead on from what was kept; what stood there when the page locked is needed no more."""
    await run(therapist(request).let_draft_go, place or request.url.path)
    return RedirectResponse(to, 303)


def is_ours(place: str) -> bool:
    """Whether an address is a page of Reflect, and of nobody else's site."""
    return fullmatch(r"/desk/reflect(?:/[\w-]+)*", place) is not None


async def kept_of(request: Request) -> Reflected:
    """Return all that whoever is signed in keeps of Reflect."""
    return await run(therapist(request).reflecting.kept)


async def run(work: Callable[..., T], *given: object) -> T:
    """Do what waits for the record, off the event loop."""
    return await to_thread.run_sync(partial(work, *given))


async def put(request: Request, made: Reflection, before: HeldReflection | None = None) -> None:
    """Keep a reflection, in place of one before it; an empty one lets that go, and keeps nothing."""
    reflecting = therapist(request).reflecting
    if made and before:
        await run(reflecting.change, before.id, made)
    elif made:
        await run(reflecting.write, made)
    elif before:
        await run(reflecting.remove, before.id)


def box(form: Form, name: str) -> Private:
    """Return what was written in one box, no longer than one may be."""
    return Private(form.one(name).replace("\r\n", "\n").strip()[:LONGEST_ANSWER])


def answers_in(form: Form, prompt_ids: tuple[str, ...]) -> tuple[Answer, ...]:
    """Return what was written under some prompts, without the boxes that stayed empty."""
    written = (Answer(to, box(form, to)) for to in prompt_ids)
    return tuple(answer for answer in written if answer.words)


def asks() -> dict[str, str]:
    """Return what is asked after a session, by the id of each question."""
    return {ask.id: ask.says for ask in prompts.prompts().after.asks}


def names() -> dict[Occasion, str]:
    """Return what each sort of reflection is called."""
    words = prompts.prompts()
    return {
        Occasion.AFTER: words.after.title,
        Occasion.MOVED: words.moved.title,
        Occasion.TODAY: words.today.title,
        Occasion.AGENDA: words.agenda.title,
        Occasion.CHAIR: chair.chair().title,
    }


def _line_of_today(request: Request, kept: Reflected) -> HeldReflection | None:
    """Return the line of today, or None."""
    today = house(request).clock.now().date()
    lines = (held for held in kept.reflections if held.reflection.occasion is Occasion.TODAY)
    return next((held for held in lines if held.reflection.at.date() == today), None)
