"""The plan for hard moments: written, shown, printed, taken along; kept in the open visit alone."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from holdspace.domain.errors import HoldspaceError, HouseFull, RecordUnreachable
from holdspace.domain.people import Private
from holdspace.domain.risk import Tier
from holdspace.domain.safety_plan import PlanPart, SafetyPlan
from holdspace.domain.to_bring import Origin
from holdspace.safety import helpline
from holdspace.safety.prepared import lines_to_begin_with, ways_to_be_safer, words_to_send
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.forms import Form
from holdspace.web.looks import country_code, keep_country
from holdspace.web.plan_form import planned
from holdspace.web.rendering import is_hurt, is_quiet, page, sentence, trouble, wants_stream
from holdspace.web.taken_back import bring_no_longer
from holdspace.web.turns import Visitor
from holdspace.web.visitor import aside, manner_of, page_of, remember, versions_of, welcome_plan

_THEN = ("/plan/all", "/plan/now", "/plan/edit")
_STATUS = {"plan-too-long": 413, "plan-full": 503, "plan-locked": 401, "plan-unkept": 503}


async def plan(request: Request) -> Response:
    """Show the plan: its short form in danger, the empty one while nothing is written."""
    if came(request).locked:
        return RedirectResponse("/come-in", 303)
    if _tier(request) >= Tier.R4:
        return _show(request, "plan_now.html")
    return _show(request, "plan.html" if plan_of(request) else "plan_edit.html")


async def plan_all(request: Request) -> Response:
    """Show all seven parts."""
    return _show(request, "plan.html")


async def plan_now(request: Request) -> Response:
    """Show the short form: people first, then making things safer, with little to type."""
    return _show(request, "plan_now.html")


async def plan_edit(request: Request) -> Response:
    """Show every part with a place to write."""
    return _show(request, "plan_edit.html")


async def plan_empty(request: Request) -> Response:
    """Show the plan with nothing in it, for a browser to keep: never anything of anybody's."""
    return _show(request, "plan_edit.html", safety_plan=SafetyPlan())


async def plan_here(request: Request) -> Response:
    """Show the plan with nothing to fill in, for a device to keep where somebody chose so."""
    who = came(request)
    if who.locked:
        return RedirectResponse("/come-in", 303)
    if not plan_of(request):
        return trouble(request, "not-here", status=410 if who.member else 404)
    return _show(request, "plan_here.html")


async def plan_text(request: Request) -> Response:
    """Show the plan as plain text, to select or copy."""
    return _show(request, "plan_text.html")


async def plan_file(request: Request) -> Response:
    """Send the plan as a file of its own: the visit's, or what a form holds and nobody keeps."""
    safety_plan = plan_of(request)
    if request.method == "POST":
        form = await forms.sent(request)
        safety_plan = planned(form, SafetyPlan(), _begins(request))
    response = _show(request, "plan_file.html", safety_plan=safety_plan)
    name = "notes" if is_quiet(request) else "for-hard-moments"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.html"'
    return response


async def keep(request: Request) -> Response:
    """Keep what a form wrote in the visit; what cannot be kept stays in its boxes."""
    form = await forms.read(request)
    if form is None:
        return _not_kept(request, "plan-too-long", plan_of(request))
    safety_plan = planned(form, plan_of(request), _begins(request))
    if safety_plan.too_long:
        return _not_kept(request, "plan-too-long", safety_plan)
    if came(request).locked:
        return _not_kept(request, "plan-locked", safety_plan)
    try:
        who = await _keep(request, safety_plan)
    except HouseFull:
        return _not_kept(request, "plan-full", safety_plan)
    except HoldspaceError:
        return _not_kept(request, "plan-unkept", safety_plan)
    response = Response(status_code=204) if wants_stream(request) else _then(form)
    remember(response, request, who)
    if "country" in form.fields:
        keep_country(response, request, form.one("country"))
    return response


async def bring_back(request: Request) -> Response:
    """Make an earlier version the plan again."""
    form = await forms.sent(request)
    found = [v for v in versions_of(request) if str(v.number) == form.one("number")]
    if found:
        who = await welcome_plan(request)
        await aside(who.visits, who.visits.keep_plan, who.visit, found[0].safety_plan)
    return RedirectResponse("/plan/all", 303)


async def let_go(request: Request) -> Response:
    """Forget the plan and every version of it."""
    if versions_of(request):
        who = await welcome_plan(request)
        await aside(who.visits, who.visits.let_plan_go, who.visit)
        await bring_no_longer(request, "", Origin.PART)
    return RedirectResponse("/plan?gone=yes", 303)


async def tell(request: Request) -> Response:
    """Show words that stand ready, and ways to send them from the person's own phone."""
    return _show(request, "tell.html")


async def tell_empty(request: Request) -> Response:
    """Show the same with nothing of anybody's in it, for a browser to keep."""
    return _show(request, "tell.html", safety_plan=SafetyPlan())


def plan_of(request: Request) -> SafetyPlan:
    """Return this person's plan as it stands; without a visit, an empty one."""
    versions = versions_of(request)
    return versions[0].safety_plan if versions else SafetyPlan()


async def _keep(request: Request, safety_plan: SafetyPlan) -> Visitor:
    """Keep a plan where this person's things are; return who they are. Raises HouseFull, and what the record does."""
    if came(request).unreached:
        raise RecordUnreachable
    who = await welcome_plan(request)
    await aside(who.visits, who.visits.keep_plan, who.visit, safety_plan)
    return who


def _show(request: Request, name: str, /, *, status: int = 200, **given: Any) -> Response:
    """Show a page of the plan; one for a browser to keep knows nothing of the visit."""
    empty = request.url.path.endswith("/empty")
    hurt = not empty and _hurt(request)
    calm, *_, near = words_to_send()
    shown = {
        "safety_plan": plan_of(request),
        "earlier": () if empty else versions_of(request)[1:],
        "begins": _begins(request),
        "parts": tuple(PlanPart),
        "safer": ways_to_be_safer(),
        "words": words_to_send(hurt_by_someone=hurt),
        "hurt": hurt,
        "says": near if hurt else calm,
        "near": near,
        "countries": helpline.countries(),
        "kept": request.query_params.get("kept") == "yes",
        "gone": request.query_params.get("gone") == "yes",
        "problem": "",
        "empty": empty,
        "hard_days": Private("") if empty else manner_of(request).hard_days,
    }
    return page(request, name, status=status, **shown | given)


def _not_kept(request: Request, what: str, safety_plan: SafetyPlan) -> Response:
    """Say in one sentence why it could not be kept, with every word still in its box."""
    status = _STATUS[what]
    if wants_stream(request):
        return JSONResponse({"says": sentence(what)}, status_code=status)
    return _show(
        request, "plan_edit.html", status=status, safety_plan=safety_plan, problem=sentence(what)
    )


def _then(form: Form) -> Response:
    """Return to the page a form names, where it is one of ours."""
    asked = form.one("then")
    if form.one("country"):
        return RedirectResponse("/plan/now" if asked == "/plan/now" else "/plan/edit#lines", 303)
    return RedirectResponse(f"{asked if asked in _THEN else _THEN[0]}?kept=yes", 303)


def _begins(request: Request) -> str:
    """Return the lines a plan begins with where this person is."""
    return lines_to_begin_with(helpline.country(country_code(request)))


def _tier(request: Request) -> Tier:
    visit = page_of(request)
    return visit.tier if visit else Tier.R0


def _hurt(request: Request) -> bool:
    """Whether they told that somebody is hurting them."""
    visit = page_of(request)
    return visit is not None and is_hurt(visit)
