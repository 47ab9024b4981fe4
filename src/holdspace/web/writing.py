"""Writing at length: nothing comes between while somebody writes, and what they wrote is held whole once they say that it is done."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from holdspace.conversation.danger import signs
from holdspace.conversation.whole import Bounds, Whole, hold_whole
from holdspace.domain.language import Parse
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.story import LONGEST_KEEPSAKE, Keepsake, KeptAs, Passage
from holdspace.domain.talk import Heard, Perception
from holdspace.journey.story import in_full
from holdspace.ports.keeping import Member
from holdspace.ports.story import STORY
from holdspace.safety import helpline
from holdspace.safety.judge import judge
from holdspace.safety.people import is_emergency
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.earlier import insider, theirs
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.locking import locked
from holdspace.web.looks import country_code
from holdspace.web.plan import plan_of
from holdspace.web.rendering import page, sentence
from holdspace.web.visitor import anyway
from holdspace.web.written import kept_and_met, met, where_nothing_is_kept

LINES = 12  # of what was heard, and of their own beside it, that one form may send
_WITH_THIS = "heard"  # a line that stays with the passage it was heard in


async def writing(request: Request) -> Response:
    """Show the page one writes on, with what was begun before; there is no question on it."""
    draft = await to_thread.run_sync(insider(request).draft, STORY)
    return _writing(request, draft.text)


async def write(request: Request) -> Response:
    """Keep what was written, for later or as it is; who tells of danger is met with people before anything else.

    Danger is heard whether it could be kept or not; and what could not be kept is in the box still.
    """
    form = await forms.read(request)
    if form is None or form.too_long:
        words = form.one("words") if form else ""
        return _writing(request, words, status=413, problem=sentence("too-long"))
    if came(request).locked:
        return await locked(request, form)
    whereto = await anyway(to_thread.run_sync(_kept, request, form))
    if danger := await met(request, *in_full(form.words)):
        return danger
    if whereto is None:
        return _writing(request, form.words.text, status=503, problem=sentence("broken"))
    return RedirectResponse(whereto, 303)


async def draft(request: Request) -> Response:
    """Keep what is being written, as our script sends it now and then; nothing is said, and the words stay where they are.

    Where danger is plain in it, people are shown above; the page neither asks nor moves.
    """
    form = await forms.read(request)
    if form is None or form.too_long:
        return JSONResponse({"says": sentence("too-long")}, status_code=413)
    if came(request).locked:
        return await locked(request, form)
    done = await anyway(to_thread.run_sync(_sealed, request, form.words))
    told = {"tier": int(_tier(request, form.words))}
    return JSONResponse(told, status_code=200 if done else 503)


async def heard(request: Request) -> Response:
    """Show what was heard in a passage: three parts of it or more, in their words, of which nothing is kept yet."""
    member, which = insider(request), request.path_params["id"]
    passage = await theirs(partial(member.story.passage, which))
    bounds = await to_thread.run_sync(_bounds, member)
    words = Heard(VisitId(""), passage.words, house(request).clock.now())
    whole = await hold_whole(words, house(request).room, bounds)
    return _heard(request, passage, whole)


async def keep_heard(request: Request) -> Response:
    """Keep what was chosen of it, as what they chose, and nothing else."""
    which, form = request.path_params["id"], await forms.sent(request)
    lines, kept = _lines(form), _keepsakes(form, house(request).clock.now().date())
    chosen = Private("\n".join((*(each.text for each in lines), *(k.words.text for k in kept))))
    if answer := await where_nothing_is_kept(request, chosen):
        return answer
    work = partial(_keep, insider(request), which, lines, kept)
    answer = await kept_and_met(request, work, chosen)
    return answer or RedirectResponse(f"/story/{which}", 303)


def line_of(written: str) -> Private:
    """Return a line of theirs as it is kept: in one line, and no longer than one is."""
    return Private(" ".join(written.split())[:LONGEST_KEEPSAKE].strip())


def kind_of(sent: str) -> KeptAs | None:
    """Return what a form calls some words, or None for nothing that is on offer."""
    return KeptAs(sent) if sent in set(KeptAs) else None


def _kept(request: Request, form: Form) -> str:
    """Keep what a form sends, as it is or for later; return where one goes on."""
    member = insider(request)
    if not form.words:
        member.let_draft_go(STORY)
    elif form.one("what") == "done":
        return f"/story/{member.story.write(form.words)}/heard"
    else:
        member.keep_draft(form.words, STORY)
    return "/story"


def _sealed(request: Request, words: Private) -> str:
    """Seal what is being written; of nothing there is no draft."""
    member = insider(request)
    if words:
        member.keep_draft(words, STORY)
    else:
        member.let_draft_go(STORY)
    return STORY


def _keep(member: Member, which: str, lines: tuple[Private, ...], kept: tuple[Keepsake, ...]) -> None:  # fmt: skip
    """Keep lines with their passage, and keepsakes by themselves. Raises NothingHere."""
    passage = member.story.passage(which)
    if lines:
        heard = tuple(dict.fromkeys((*passage.heard, *lines)))
        member.story.change(which, replace(passage, heard=heard))
    member.story.keep(*kept)


def _chosen(form: Form) -> list[tuple[str, str]]:
    """Return each line with what was chosen for it."""
    lines, choices = form.fields.get("line", []), form.fields.get("as", [])
    return list(zip(lines, choices, strict=False))[:LINES]


def _lines(form: Form) -> tuple[Private, ...]:
    """Return the lines that stay with the passage."""
    return tuple(line_of(line) for line, kind in _chosen(form) if kind == _WITH_THIS and line.strip())  # fmt: skip


def _keepsakes(form: Form, today: date) -> tuple[Keepsake, ...]:
    """Return the words that are kept by themselves, and the people that were ticked."""
    asked = ((line, kind_of(kind)) for line, kind in _chosen(form))
    people = ((word, KeptAs.PERSON) for word in form.fields.get("person", [])[:LINES])
    return tuple(
        Keepsake(kind, line_of(line), today, heard=True)
        for line, kind in (*asked, *people)
        if kind and line.strip()
    )


def _bounds(member: Member) -> Bounds:
    """Return what the reply to a long text may not pass."""
    kept = member.story.kept().keepsakes
    known = (held.keepsake.words for held in kept if held.keepsake.kind is KeptAs.PERSON)
    return Bounds(member.manner(), member.left_alone(), tuple(known))


def _tier(request: Request, words: Private) -> Tier:
    """Return for which tier people are shown above what is being written: none below R3, where it would be a question.

    By the floor that needs no model: it may be asked every few seconds.
    """
    said = Heard(VisitId(""), words, house(request).clock.now(), country=country_code(request))
    risk = judge(RiskState(), signs(said, Parse()), Perception.unknown())
    if any(map(is_emergency, risk.lanes)):
        return max(risk.tier, Tier.R5)
    return risk.tier if risk.tier >= Tier.R3 else Tier.R0


def _writing(request: Request, words: str, status: int = 200, problem: str = "") -> Response:
    """Show the page one writes on."""
    told: dict[str, Any] = {"words": words, "problem": problem, "longest": forms.LONGEST}
    told["tier"] = _tier(request, Private(words))
    return page(request, "story_write.html", status=status, **told, **_people(request))


def _heard(request: Request, passage: Passage, whole: Whole) -> Response:
    """Show what was heard; of danger nothing is said back, and people stand first."""
    told: dict[str, Any] = {"passage": passage, "whole": whole}
    told |= {"longest": LONGEST_KEEPSAKE, "which": request.path_params["id"]}
    told["tier"] = Tier.R3 if whole.danger else Tier.R0
    return page(request, "story_heard.html", **told, **_people(request))


def _people(request: Request) -> dict[str, Any]:
    """Return what the card with people needs."""
    return {
        "safety_plan": plan_of(request),
        "countries": helpline.countries(),
        "hurt": False,
    }
