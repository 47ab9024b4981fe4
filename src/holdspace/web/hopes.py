"""What somebody hopes for: up to three wishes with a ruler beside each, a hope map, and gentle things that go with them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.hopes import (
    LONGEST_GOAL,
    LONGEST_OF_A_MAP,
    MOST_GOALS,
    MOST_WAYS,
    Goal,
    HopeMap,
    Rating,
)
from holdspace.domain.marks import mark_of
from holdspace.domain.people import Private
from holdspace.journey.rulers import GOAL, STEPS, in_words, rulers, step
from holdspace.ports.hopes import Hopes
from holdspace.practice.choosing import Around, listed
from holdspace.practice.library import Practice, Strand
from holdspace.web import forms
from holdspace.web.care import around
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.rendering import page
from holdspace.web.written import kept_and_met, where_nothing_is_kept

# That go with what one hopes for; what is of two of them stands where it is the rarer one.
STRANDS = (Strand.RE_AUTHORING, Strand.RELATING, Strand.HOPE)
_MOST_OF_A_STRAND = 3  # gentle things that stand beside it, of each


async def hopes(request: Request) -> Response:
    """Show what they hope for."""
    kept = await to_thread.run_sync(insider(request).hopes.kept)
    return page(
        request,
        "hopes.html",
        kept=kept,
        room=len(kept.goals) < MOST_GOALS,
        ruler=rulers(GOAL)[0],
        steps=STEPS,
        in_words=in_words,
        ways=MOST_WAYS,
        longest=LONGEST_GOAL,
        longest_of_a_map=LONGEST_OF_A_MAP,
        go_with=tuple(_go_with(around(request))),
    )


async def change(request: Request) -> Response:
    """Keep, change, rate or let go of one thing; danger in what was written is met with people, once it is kept."""
    form = await forms.sent(request)
    if answer := await where_nothing_is_kept(request, *_written(form)):
        return answer
    own = insider(request).hopes
    work = _works(request, own, form).get(form.one("what"))
    if work is None:
        raise HTTPException(404)
    answer = await kept_and_met(request, work, *_written(form))
    return answer or RedirectResponse(f"/hopes{_place(form)}", 303)


def _works(request: Request, own: Hopes, form: Form) -> dict[str, Callable[[], None]]:
    """Return what can be done, by the name of its button."""
    now, which = house(request).clock.now().date(), form.one("which")
    words, mark = _words(form, "goal", LONGEST_GOAL), mark_of(form.one("mark"))
    works: dict[str, Callable[[], None]] = {"let-go": partial(own.let_go, which)}
    if words:
        works["goal"] = partial(own.keep_goal, Goal(words, now, mark=mark))
        works["goal-again"] = partial(
            own.change_goal, which, lambda goal: replace(goal, says=words, mark=mark)
        )
    if (at := step(form.one("at"))) is not None:
        works["near"] = partial(own.change_goal, which, lambda goal: goal.rated(Rating(now, at)))
    if made := _map(form, HopeMap(now)):
        works["map"] = partial(own.keep_map, made)
        works["map-again"] = partial(own.change_map, which, partial(_map, form))
    works.setdefault("near", nothing)  # no step was chosen, and none is owed
    works.setdefault("goal", nothing)
    works.setdefault("map", nothing)
    return works


def nothing() -> None:
    """Do nothing: a form that was sent empty asks for nothing."""


def _map(form: Form, before: HopeMap) -> HopeMap:
    """Return a hope map as a form has it; what was empty stays empty."""
    ways = (" ".join(way.split())[:LONGEST_OF_A_MAP] for way in form.fields.get("way", ()))
    return replace(
        before,
        wish=_words(form, "wish", LONGEST_OF_A_MAP),
        ways=tuple(Private(way) for way in ways if way)[:MOST_WAYS],
        before=_words(form, "before", LONGEST_OF_A_MAP),
        sign=_words(form, "sign", LONGEST_OF_A_MAP),
        mark=mark_of(form.one("mark")),
    )


def _words(form: Form, name: str, longest: int) -> Private:
    """Return what was written in one field."""
    return Private(" ".join(form.one(name).split())[:longest])


def _written(form: Form) -> tuple[Private, ...]:
    """Return all that was written."""
    named = (form.one(name) for name in ("goal", "wish", "before", "sign"))
    return tuple(Private(words) for words in (*named, *form.fields.get("way", ())))


def _place(form: Form) -> str:
    """Return which place of the page one comes back to."""
    return "#map" if form.one("what").startswith("map") else ""


def _go_with(now: Around) -> Iterator[tuple[Strand, tuple[Practice, ...]]]:
    """Yield gentle things that go with hope, by strand, each once; none that is not for now, or was put away."""
    shown: set[str] = set()
    for strand in STRANDS:
        found = [each for each in listed(now) if strand in each.strands and each.id not in shown]
        shown.update(each.id for each in found[:_MOST_OF_A_STRAND])
        if found:
            yield strand, tuple(found[:_MOST_OF_A_STRAND])
