"""Puts the front door together: which page is where, and what stands before all of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio import to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from holdspace.domain.errors import HoldspaceError, HouseFull, NothingHere
from holdspace.log import logger
from holdspace.ports.keeping import Members
from holdspace.ui.doors.headers import Doorway, Kindly
from holdspace.web import (
    account,
    afterwards,
    alongside,
    been,
    bring,
    carrying_on,
    come_in,
    country,
    earlier,
    feels_safe,
    finding,
    gentle,
    hopes,
    keep,
    keeping_house,
    locking,
    measures,
    measures_along,
    mine,
    noticing,
    noting,
    parting,
    passkeys,
    picking,
    places,
    plan,
    remembers,
    saying,
    settling,
    sheet,
    showing,
    story,
    talk,
    to_bring,
    words,
    writing,
)
from holdspace.web.coming import Coming
from holdspace.web.earlier import Outside
from holdspace.web.house import House
from holdspace.web.quiet import Quietly
from holdspace.web.turns import Turns

_HOUR = 3600
PAGES = (
    Route("/", talk.arrive),
    Route("/talk", talk.talk),
    Route("/help", places.help_now),
    Route("/find", finding.find),
    Route("/plan", plan.plan),
    Route("/plan/all", plan.plan_all),
    Route("/plan/now", plan.plan_now),
    Route("/plan/edit", plan.plan_edit),
    Route("/plan/empty", plan.plan_empty),
    Route("/plan/here", plan.plan_here),
    Route("/plan/text", plan.plan_text),
    Route("/tell", plan.tell),
    Route("/tell/empty", plan.tell_empty),
    Route("/gentle", gentle.gentle),
    Route("/gentle/mine", mine.mine),
    Route("/gentle/mine/here", mine.mine_here),
    Route("/gentle/{id}", gentle.gentle_thing),
    Route("/to-bring", to_bring.to_bring),
    Route("/to-bring/large", to_bring.large),
    Route("/to-bring/text", to_bring.text),
    Route("/settings", places.settings, methods=["GET", "POST"]),
    Route("/settings/manner", sheet.sheet),
    Route("/keeper", places.keeper),
    Route("/words", words.words),
    Route("/words/{theme}", words.shelf),
    *(Route(f"/{name}", places.quiet) for name in places.QUIET),
)
KEPT = (  # pages there are only where a record is
    Route("/come-in", come_in.come_in),
    Route("/come-in/words", come_in.words),
    Route("/keep", keep.keep),
    Route("/keep/kept", keep.kept),
    Route("/keep/gone", keep.gone),
    Route("/keep/mine", keep.mine),
    Route("/keep/words", keep.words),
    Route("/mine", keep.mine_made),
    Route("/invited/{link}", keep.invited),
    Route("/along", account.along),
    Route("/bring", bring.bring),
    Route("/still", keep.still),
    Route("/earlier", earlier.earlier),
    Route("/earlier/{id}", earlier.read),
    Route("/remembers", remembers.remembers),
    Route("/account", account.account),
    Route("/feels-safe", feels_safe.feels_safe),
    Route("/alongside", alongside.alongside),
    Route("/alongside/with/{code}", alongside.handed),
    Route("/showing", showing.showing),
    Route("/showing/new", picking.kinds),
    Route("/showing/new/{sort}", picking.pick),
    Route("/showing/{id}", showing.one),
    Route("/hopes", hopes.hopes),
    Route("/noticing", noticing.noticing),
    Route("/measures", measures.measures),
    Route("/measures/along", measures_along.along),
    Route("/measures/{id}", measures.measure),
    Route("/measures/{id}/all", measures.sheet),
    Route("/carrying-on", carrying_on.carrying_on),
    Route("/keeper/setup", keeping_house.setup),
    Route("/story", story.story),
    Route("/story/write", writing.writing),
    Route("/story/then", story.then_and_now),
    Route("/story/{id}", story.read),
    Route("/story/{id}/heard", writing.heard),
    Route("/been", been.been),
    Route("/been/day", noting.new_day),
    Route("/been/day/{on}", noting.one_day),
    Route("/been/words", been.words),
    Route("/been/{span}", been.been),
)
_ACTS = (
    Route("/talk", saying.say, methods=["POST"]),
    Route("/talk/unsay", saying.unsay, methods=["POST"]),
    Route("/goodbye", parting.goodbye, methods=["POST"]),
    Route("/goodbye/file", settling.file, methods=["POST"]),
    Route("/goodbye/known", parting.know, methods=["POST"]),
    Route("/goodbye/check", parting.check, methods=["POST"]),
    Route("/hopes", hopes.change, methods=["POST"]),
    Route("/noticing", noticing.answer, methods=["POST"]),
    Route("/feels-safe", feels_safe.change, methods=["POST"]),
    Route("/alongside/read", alongside.read, methods=["POST"]),
    Route("/alongside/yes", alongside.accept, methods=["POST"]),
    Route("/alongside/{id}", alongside.change, methods=["POST"]),
    Route("/showing/danger", showing.in_danger, methods=["POST"]),
    Route("/showing/new/{sort}", picking.show, methods=["POST"]),
    Route("/showing/{id}", showing.change, methods=["POST"]),
    Route("/measures", measures.let_go, methods=["POST"]),
    Route("/measures/along", measures_along.take_along, methods=["POST"]),
    Route("/measures/{id}", measures.fill_in, methods=["POST"]),
    Route("/keeper/setup", keeping_house.compose, methods=["POST"]),
    Route("/carrying-on", carrying_on.write, methods=["POST"]),
    Route("/plan", plan.keep, methods=["POST"]),
    Route("/plan/back", plan.bring_back, methods=["POST"]),
    Route("/plan/let-go", plan.let_go, methods=["POST"]),
    Route("/plan/file", plan.plan_file, methods=["GET", "POST"]),
    Route("/gentle/mine", mine.keep, methods=["POST"]),
    Route("/gentle/{id}", afterwards.afterwards, methods=["POST"]),
    Route("/settings/manner", sheet.meet, methods=["POST"]),
    Route("/to-bring", to_bring.change, methods=["POST"]),
    Route("/country", country.choose_country, methods=["POST"]),
    Route("/words", words.find, methods=["POST"]),
    Route("/leave", places.leave, methods=["POST"]),
    Route("/lock", locking.lock, methods=["POST"]),
    Route("/come-in", come_in.enter, methods=["POST"]),
    Route("/come-in/words", come_in.enter_by_words, methods=["POST"]),
    Route("/come-in/without", come_in.without, methods=["POST"]),
    Route("/come-in/here", come_in.enter_here, methods=["POST"]),
    Route("/keep", keep.choose, methods=["POST"]),
    Route("/keep/mine", keep.make_mine, methods=["POST"]),
    Route("/keep/words", keep.make_words, methods=["POST"]),
    Route("/earlier", earlier.search, methods=["POST"]),
    Route("/earlier/{id}", earlier.change, methods=["POST"]),
    Route("/remembers", remembers.forget, methods=["POST"]),
    Route("/been", noting.note, methods=["POST"]),
    Route("/been/words", been.keep_words, methods=["POST"]),
    Route("/account/passphrase", account.passphrase, methods=["POST"]),
    Route("/account/devices", account.devices, methods=["POST"]),
    Route("/account/remove", account.remove, methods=["POST"]),
    Route("/along", account.take_along, methods=["POST"]),
    Route("/bring", bring.bring_in, methods=["POST"]),
    Route("/story/write", writing.write, methods=["POST"]),
    Route("/story/draft", writing.draft, methods=["POST"]),
    Route("/story/kept", story.keepsakes, methods=["POST"]),
    Route("/story/{id}", story.change, methods=["POST"]),
    Route("/story/{id}/heard", writing.keep_heard, methods=["POST"]),
    Route("/passkey", passkeys.enter, methods=["POST"]),
    Route("/passkey/ask", passkeys.ask, methods=["POST"]),
    Route("/passkey/new", passkeys.ask_new, methods=["POST"]),
    Route("/passkey/keep", passkeys.keep_new, methods=["POST"]),
    Route("/passkey/remove", passkeys.remove, methods=["POST"]),
)
_FILES = (
    Route("/static/{edition}/{name:path}", places.static),
    Route("/sw.js", places.service_worker),
    Route("/manifest.webmanifest", places.manifest),
    Route("/notes.webmanifest", places.manifest),
    Route("/ready", places.ready),
)


def build(house: House) -> Starlette:
    """Return the client's front door to a house."""
    app = Starlette(
        routes=[*_ACTS, *PAGES, *KEPT, *_FILES],
        middleware=[
            Middleware(Doorway, origin=house.origin),
            Middleware(GZipMiddleware, minimum_size=500),
            Middleware(Kindly, answer=places.slipped),
            Middleware(Coming),
            Middleware(Quietly),
        ],
        exception_handlers={
            404: places.not_here,
            405: places.not_here,
            HoldspaceError: places.later,
            HouseFull: places.full,
            Outside: earlier.outside,
            NothingHere: places.not_here,
        },
        lifespan=_open,
    )
    app.state.house = house
    return app


@asynccontextmanager
async def _open(app: Starlette) -> AsyncIterator[None]:
    """Keep the turns running for as long as the door is open."""
    async with anyio.create_task_group() as group:
        app.state.turns = Turns(group)
        if members := app.state.house.members:
            group.start_soon(_keep_the_promise, members)
        yield
        group.cancel_scope.cancel()


async def _keep_the_promise(members: Members) -> None:
    """Let what was kept until tomorrow go when it is over, though nobody comes back for it."""
    while True:
        await anyio.sleep(_HOUR)
        try:
            await to_thread.run_sync(members.let_expired_go)
        except HoldspaceError as fault:
            logger().error("could not let expired go", fault=type(fault).__name__)
