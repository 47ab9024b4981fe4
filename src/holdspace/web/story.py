"""My story: what somebody wrote at length, by chapters, the words of it they keep, and two days of it side by side."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.errors import NothingHere
from holdspace.domain.marks import Mark, mark_of
from holdspace.domain.people import Private, VisitId
from holdspace.domain.story import (
    LONGEST_CHAPTER,
    LONGEST_KEEPSAKE,
    Keepsake,
    KeptAs,
    Passage,
)
from holdspace.domain.to_bring import Origin
from holdspace.journey.story import chapters, in_full
from holdspace.ports.keeping import Member
from holdspace.web import forms
from holdspace.web.earlier import insider, theirs
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.rendering import page
from holdspace.web.taken_back import bring_no_longer
from holdspace.web.writing import kind_of, line_of
from holdspace.web.written import kept_and_met, where_nothing_is_kept

_STORY = "/story"
_FEWEST = 2  # days there are words of, before two can stand side by side


@dataclass(frozen=True, slots=True)
class Words:
    """Words of theirs by their day: a passage, or what a visit began with; `which` says so, and is no word of theirs."""

    which: str
    at: datetime
    chapter: str = ""


async def story(request: Request) -> Response:
    """Show all of it."""
    member = insider(request)
    kept = await to_thread.run_sync(member.story.kept)
    days = await to_thread.run_sync(_every_day, member)
    kinds = [(kind, [one for one in kept.keepsakes if one.keepsake.kind is kind]) for kind in KeptAs]  # fmt: skip
    return page(
        request,
        "story.html",
        draft=bool(kept.draft),
        chapters=chapters((held.id, held.passage) for held in kept.passages),
        kinds=kinds,
        two_days=len(days) >= _FEWEST,
        longest=LONGEST_KEEPSAKE,
    )


async def read(request: Request) -> Response:
    """Show one passage whole."""
    member, which = insider(request), request.path_params["id"]
    passage = await theirs(partial(member.story.passage, which))
    kept = await to_thread.run_sync(member.story.kept)
    named = dict.fromkeys(held.passage.chapter.text for held in kept.passages)
    return page(
        request,
        "story_passage.html",
        which=which,
        passage=passage,
        chapters=[name for name in named if name],
        longest=LONGEST_CHAPTER,
    )


async def change(request: Request) -> Response:
    """Change the words of a passage, its chapter, its marks, or what was heard in it; or remove it."""
    form, which = await forms.sent(request), request.path_params["id"]
    what, written = form.one("what"), in_full(_written(form))
    if answer := await where_nothing_is_kept(request, *written):
        return answer
    member = insider(request)
    if what == "remove":
        await theirs(partial(member.story.remove, which))
        await bring_no_longer(request, which, Origin.PASSAGE)
        return RedirectResponse(_STORY, 303)
    if what not in _CHANGES or form.too_long:
        raise HTTPException(404 if what not in _CHANGES else 413)
    answer = await kept_and_met(request, partial(_change, member, form, which), *written)
    return answer or RedirectResponse(f"{_STORY}/{which}", 303)


async def keepsakes(request: Request) -> Response:
    """Keep some words of their own, change them, or forget them."""
    form = await forms.sent(request)
    words = line_of(form.one("line")) if form.one("what") != "forget" else Private("")
    if answer := await where_nothing_is_kept(request, words):
        return answer
    work = partial(_kept, insider(request), form, house(request).clock.now().date())
    answer = await kept_and_met(request, work, words)
    return answer or RedirectResponse(f"{_STORY}#kept", 303)


async def then_and_now(request: Request) -> Response:
    """Set two days of their own choice side by side: their words, and none of ours between."""
    member = insider(request)
    days = await to_thread.run_sync(_every_day, member)
    asked = [request.query_params.get(side, "") for side in ("then", "now")]
    chosen = [next((day for day in days if day.which == which), None) for which in asked]
    sides = [(day, await theirs(partial(_words_of, member, day))) for day in chosen if day]
    return page(request, "story_then.html", days=days, chosen=asked, sides=sides)


def _written(form: Form) -> Private:
    """Return all that a form of a passage holds of their words."""
    sent = (form.one("words"), form.one("chapter"), *form.fields.get("line", []))
    return Private("\n".join(filter(None, sent)))


def _kept(member: Member, form: Form, today: date) -> None:
    """Do what one form of keepsakes asks for. Raises NothingHere."""
    what, which, words = form.one("what"), form.one("which"), line_of(form.one("line"))
    kind = kind_of(form.one("as"))
    if what == "forget":
        member.story.forget(which)
    elif words and what == "change":
        _reword(member, form, which)
    elif words and kind:
        member.story.keep(Keepsake(kind, words, today, mark_of(form.one("mark"))))


def _change(member: Member, form: Form, which: str) -> None:
    """Do what one form of a passage asks for. Raises NothingHere."""
    passage = member.story.passage(which)
    changed = _CHANGES[form.one("what")](passage, form)
    if changed.paragraphs:  # emptied, it is left as it was: removing has a button of its own
        member.story.change(which, changed)


def _with_words(passage: Passage, form: Form) -> Passage:
    """Return a passage with other words."""
    return passage.revised(form.words)


def _with_chapter(passage: Passage, form: Form) -> Passage:
    """Return a passage in another chapter."""
    name = " ".join(form.one("chapter").split())[:LONGEST_CHAPTER].strip()
    return replace(passage, chapter=Private(name))


def _with_marks(passage: Passage, form: Form) -> Passage:
    """Return a passage with these of its paragraphs marked for a therapist."""
    numbers = (forms.number(sent) for sent in form.fields.get("therapist", []))
    return passage.marked(frozenset(number for number in numbers if number is not None))


def _with_heard(passage: Passage, form: Form) -> Passage:
    """Return a passage with what was heard in it as they changed it; an emptied line is gone."""
    lines = (line_of(line) for line in form.fields.get("line", [])[: len(passage.heard)])
    return replace(passage, heard=tuple(line for line in lines if line))


_CHANGES: dict[str, Callable[[Passage, Form], Passage]] = {
    "words": _with_words,
    "chapter": _with_chapter,
    "marks": _with_marks,
    "heard": _with_heard,
}


def _reword(member: Member, form: Form, which: str) -> None:
    """Change the words of a keepsake, what it is to them, and its mark. Raises NothingHere."""
    before = member.story.keepsake(which)
    changed = replace(
        before,
        words=line_of(form.one("line")),
        kind=kind_of(form.one("as")) or before.kind,
        mark=mark_of(form.one("mark")) if "mark" in form.fields else Mark.ME,
    )
    member.story.change_keepsake(which, changed)


def _every_day(member: Member) -> list[Words]:
    """Return all there are words of, the earliest day first; visits that were put away are left where they are."""
    kept = member.story.kept().passages
    passages = [Words(held.id, held.passage.at, held.passage.chapter.text) for held in kept]
    visits = [
        Words(each.visit, each.opened_at)
        for each in member.earlier.listed().visits
        if not each.away
    ]
    return sorted((*passages, *visits), key=lambda day: (day.at, day.which))


def _words_of(member: Member, day: Words) -> Private:
    """Return the words of a passage, or the first ones of a visit. Raises NothingHere."""
    try:
        return member.story.passage(day.which).words
    except NothingHere:
        exchanges = member.earlier.read(VisitId(day.which)).exchanges
        return next((each.words for each in exchanges if each.words), Private(""))
