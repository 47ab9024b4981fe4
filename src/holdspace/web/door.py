"""Puts the front door together: which page is where, and what stands before all of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from holdspace.domain.errors import HouseFull
from holdspace.web import country, places, plan, saying, settling, talk, words
from holdspace.web.headers import Doorway, Kindly
from holdspace.web.house import House
from holdspace.web.turns import Turns

PAGES = (
    Route("/", talk.arrive),
    Route("/talk", talk.talk),
    Route("/help", places.help_now),
    Route("/plan", plan.plan),
    Route("/plan/all", plan.plan_all),
    Route("/plan/now", plan.plan_now),
    Route("/plan/edit", plan.plan_edit),
    Route("/plan/empty", plan.plan_empty),
    Route("/plan/text", plan.plan_text),
    Route("/tell", plan.tell),
    Route("/tell/empty", plan.tell_empty),
    Route("/gentle", places.gentle),
    Route("/gentle/{id}", places.gentle_thing),
    Route("/settings", places.settings, methods=["GET", "POST"]),
    Route("/settings/manner", places.manner, methods=["POST"]),
    Route("/keeper", places.keeper),
    Route("/words", words.words),
    Route("/words/{theme}", words.shelf),
    *(Route(f"/{name}", places.quiet) for name in places.QUIET),
)
_ACTS = (
    Route("/talk", saying.say, methods=["POST"]),
    Route("/talk/unsay", saying.unsay, methods=["POST"]),
    Route("/goodbye", saying.goodbye, methods=["POST"]),
    Route("/goodbye/file", settling.file, methods=["POST"]),
    Route("/plan", plan.keep, methods=["POST"]),
    Route("/plan/back", plan.bring_back, methods=["POST"]),
    Route("/plan/let-go", plan.let_go, methods=["POST"]),
    Route("/plan/file", plan.plan_file, methods=["GET", "POST"]),
    Route("/country", country.choose_country, methods=["POST"]),
    Route("/words", words.find, methods=["POST"]),
    Route("/leave", places.leave, methods=["POST"]),
)
_FILES = (
    Route("/static/{edition}/{name:path}", places.static),
    Route("/sw.js", places.service_worker),
    Route("/manifest.webmanifest", places.manifest),
    Route("/ready", places.ready),
)


def build(house: House) -> Starlette:
    """Return the client's front door to a house."""
    app = Starlette(
        routes=[*_ACTS, *PAGES, *_FILES],
        middleware=[
            Middleware(Doorway, origin=house.origin),
            Middleware(GZipMiddleware, minimum_size=500),
            Middleware(Kindly, answer=places.slipped),
        ],
        exception_handlers={
            404: places.not_here,
            405: places.not_here,
            HouseFull: places.full,
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
        yield
        group.cancel_scope.cancel()
