"""Goodbye: closes the visit with the words for it, and asks a guest, once, what shall become of it."""

from dataclasses import dataclass, field

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from holdspace.domain.refusals import TicketOver
from holdspace.domain.risk import ORDINARY, Lane, Tier
from holdspace.domain.spoken_of import Known
from holdspace.domain.talk import Spoken
from holdspace.domain.to_bring import ToBring
from holdspace.domain.visit_checks import Checked
from holdspace.journey.measures.visit_check import VisitCheck, to_repair
from holdspace.journey.rulers import STEPS, VISIT, rulers, step
from holdspace.journey.to_bring import liked
from holdspace.ports import VisitPage
from holdspace.ports.keeping import Asked
from holdspace.safety import helpline
from holdspace.ui import letters
from holdspace.web import forms
from holdspace.web.care_cookie import let_care_go
from holdspace.web.come_in import members_of
from holdspace.web.coming import came, cookie_of, sign_out, until_of
from holdspace.web.forms import Form
from holdspace.web.house import house, turns
from holdspace.web.looks import looks
from holdspace.web.plan import plan_of
from holdspace.web.quiet import is_quiet_beside
from holdspace.web.rendering import page
from holdspace.web.saying import running_of
from holdspace.web.settling import Settling, settling
from holdspace.web.to_bring import brought
from holdspace.web.turns import Visitor
from holdspace.web.visitor import anyway, aside, forget, guest_key, visitor

ENOUGH_TO_TELL = 3  # exchanges, with the goodbye, from which on one can say how a visit was
_CALM = frozenset({Lane.GRIEF, Lane.LEANING})  # beside these a few words may be asked about


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be asked of a guest at a gentle ending: whether to keep it, and for how long."""

    keep: bool = False
    until_tomorrow: bool = False
    waits: bool = False  # something is kept on this device until tomorrow already; a second would take its place


@dataclass(frozen=True, slots=True)
class Parted:
    """How a visit ended."""

    said: tuple[Spoken, ...] = ()
    tier: Tier = Tier.R0
    settled: Settling = field(default_factory=Settling)
    offer: Offer = field(default_factory=Offer)
    asked: Asked = field(default_factory=Asked)
    check: str = field(default="", repr=False)  # the ticket for what they may say of the visit


async def goodbye(request: Request) -> Response:
    """Close the visit at one tap, with the words for it; a sign-in ends with it."""
    form = await forms.sent(request)
    known, safety_plan, member = visitor(request), plan_of(request), came(request).member
    bringing = ToBring() if member else await brought(request)
    quiet = is_quiet_beside(request)  # then nothing is said, and the visit ends all the same
    parted = await _part(request, known, form) if known and not quiet else Parted()
    if known and quiet:
        await anyway(aside(known.visits, known.visits.close, known.key))
    response = page(
        request,
        "goodbye.html",
        paragraphs=letters.paragraphs(parted.said),
        tier=parted.tier,
        settled=parted.settled,
        offer=parted.offer,
        asked=parted.asked,
        check=parted.check,
        rulers=rulers(VISIT),
        steps=STEPS,
        kept=bool(member and known),
        safety_plan=safety_plan,
        bringing=bringing,
        liked=liked(bringing),
        hurt=False,
        countries=helpline.countries(),
    )
    let_care_go(response, request)
    members = house(request).members
    if members and (member or came(request).unreached):
        await anyway(to_thread.run_sync(members.leave, cookie_of(request)))
        sign_out(response, request)
        house(request).guests.close(guest_key(request))  # what they said here before they came in
        forget(response, request)
    return response


def offer_for(request: Request, visit: VisitPage) -> Offer:
    """Return what may be asked about keeping a visit: nothing in danger, in overwhelm, or where there is nothing to keep."""
    members = house(request).members
    if members is None or not members.takes_new or not is_steady(visit):
        return Offer()
    ordinary = all(lane[:1] in ORDINARY for lane in visit.lanes)
    here, waits = ordinary and not looks(request).shared, bool(until_of(request))
    return Offer(keep=True, until_tomorrow=here and not waits, waits=here and waits)


def is_steady(visit: VisitPage) -> bool:
    """Whether a visit stands where somebody can choose what becomes of it: in no danger, and not in overwhelm."""
    return visit.tier < Tier.R2 and all(lane[:1] != Lane.OVERWHELM for lane in visit.lanes)


async def _part(request: Request, known: Visitor, form: Form) -> Parted:
    """Let the goodbye be said, and end the visit; a guest's waits for an answer where one is asked for."""
    running = await running_of(request, form)
    await running.finish()
    turns(request).leave(known.key)
    visit = await anyway(aside(known.visits, known.visits.page, known.visit)) or running.after
    if visit is None:
        return Parted(tuple(running.said))
    settled, offer, asked, check = settling(request, visit), Offer(), Asked(), ""
    if came(request).member:
        asked = await anyway(_asked(request, visit)) or Asked()
        check = await anyway(_ticket_for_check(request, visit)) or ""
    elif any(exchange.words for exchange in visit.exchanges):
        offer = offer_for(request, visit)
    if offer.keep:
        house(request).guests.part(known.key)
    else:
        await anyway(aside(known.visits, known.visits.close, known.key))
    tier = running.after.tier if running.after else Tier.R0
    return Parted(tuple(running.said), tier, settled, offer, asked, check)


def words_to_know(visit: VisitPage) -> tuple[Known, ...]:
    """Return whom and what may be asked about at the end of a visit: nothing where it was not a calm one."""
    return visit.offers if is_calm(visit) else ()


def is_calm(visit: VisitPage) -> bool:
    """Whether a visit was one at whose end a few things may be asked about."""
    lanes = {lane[:1] for lane in visit.lanes}
    return visit.tier < Tier.R2 and lanes <= _CALM


async def _asked(request: Request, visit: VisitPage) -> Asked:
    """Return what somebody signed in is asked about; once only, so that it is noted that they were."""
    members, offers = house(request).members, words_to_know(visit)
    if members is None or not offers:
        return Asked()
    return await to_thread.run_sync(members.ask_about, cookie_of(request), visit.visit, offers)


async def _ticket_for_check(request: Request, visit: VisitPage) -> str:
    """Return a ticket for saying how a visit was, where it was a calm one and long enough to tell."""
    members = house(request).members
    if members is None or not is_calm(visit) or len(visit.exchanges) < ENOUGH_TO_TELL:
        return ""
    return await to_thread.run_sync(members.ask_how, cookie_of(request))


async def check(request: Request) -> Response:
    """Keep what somebody who is signed out by now says of their visit; what was left out stays out."""
    members, form = members_of(request), await forms.sent(request)
    said = {ruler.id: step(form.one(ruler.id)) for ruler in rulers(VISIT)}
    checked = Checked(house(request).clock.now(), **said)
    try:
        await to_thread.run_sync(members.keep_check, form.one("ticket"), checked)
    except TicketOver:
        return page(request, "check.html", status=422, over=True)
    mends = bool(to_repair(VisitCheck(**said)))
    return page(request, "check.html", over=False, kept=bool(checked), mends=mends)


async def know(request: Request) -> Response:
    """Keep the words that were ticked at a goodbye, of somebody who is signed out by now."""
    members, form = members_of(request), await forms.sent(request)
    ticked = frozenset(form.fields.get("known", ()))
    try:
        await to_thread.run_sync(members.keep_known, form.one("ticket"), ticked)
    except TicketOver as over:
        return page(request, "known.html", status=422, says=str(over), count=0)
    return page(request, "known.html", says="", count=len(ticked))
