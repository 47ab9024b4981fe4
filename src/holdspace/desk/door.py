"""Puts the desk together: which page is where, and what stands before all of them. Every path is whole, and begins with /desk."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from holdspace.desk import (
    account,
    alongside,
    answering,
    apart,
    come_in,
    invited,
    notes,
    passkeys,
    people,
    places,
    printing,
    reflect_paths,
    scores,
    second,
    shown,
)
from holdspace.desk.coming import Coming, Outside
from holdspace.desk.house import House
from holdspace.desk.rendering import trouble
from holdspace.domain.errors import HoldspaceError, NothingHere
from holdspace.log import logger
from holdspace.ui.doors.headers import Doorway, Kindly

PAGES = (
    Route("/desk", shown.first),
    Route("/desk/alongside/{id}/shown", shown.shown),
    Route("/desk/alongside/{id}/days", shown.days),
    Route("/desk/alongside/{id}/measures", shown.measures),
    Route("/desk/alongside/{id}/plan", shown.plan),
    Route("/desk/shared/{id}", answering.one),
    Route("/desk/people", people.people),
    Route("/desk/people/{id}", people.one),
    Route("/desk/people/{id}/print", people.printed),
    Route("/desk/people/{id}/note", notes.new),
    Route("/desk/people/{id}/note/{note}", notes.read),
    Route("/desk/people/{id}/apart", apart.apart),
    Route("/desk/people/{id}/scores", scores.scores),
    Route("/desk/print", printing.blank_pages),
    Route("/desk/print/{form}", printing.blank_page),
    Route("/desk/come-in", come_in.come_in),
    Route("/desk/come-in/words", come_in.words),
    Route("/desk/invited/{link}", invited.invited),
    Route("/desk/second", second.second),
    Route("/desk/second/code", second.code),
    Route("/desk/words", account.words),
    Route("/desk/account", account.account),
    Route("/desk/alongside", alongside.alongside),
    Route("/desk/alongside/offer", alongside.new_offer),
    Route("/desk/alongside/offers/{id}", alongside.one_offer),
    Route("/desk/alongside/{id}", alongside.one_link),
    Route("/desk/along", account.along),
)
ACTS = (
    Route("/desk/alongside/{id}/notes", answering.begin_notes, methods=["POST"]),
    Route("/desk/shared/{id}", answering.answer, methods=["POST"]),
    Route("/desk/people", people.add_or_find, methods=["POST"]),
    Route("/desk/people/{id}", people.change, methods=["POST"]),
    Route("/desk/people/{id}/note", notes.keep, methods=["POST"]),
    Route("/desk/people/{id}/note/{note}", notes.change, methods=["POST"]),
    Route("/desk/people/{id}/apart", apart.keep_apart, methods=["POST"]),
    Route("/desk/people/{id}/scores", scores.keep, methods=["POST"]),
    Route("/desk/come-in", come_in.enter, methods=["POST"]),
    Route("/desk/come-in/words", come_in.enter_by_words, methods=["POST"]),
    Route("/desk/come-in/without", come_in.without, methods=["POST"]),
    Route("/desk/invited", invited.make, methods=["POST"]),
    Route("/desk/second", second.enter, methods=["POST"]),
    Route("/desk/second/code", second.set_code, methods=["POST"]),
    Route("/desk/second/let-go", second.let_code_go, methods=["POST"]),
    Route("/desk/passkey", passkeys.enter, methods=["POST"]),
    Route("/desk/passkey/ask", passkeys.ask, methods=["POST"]),
    Route("/desk/passkey/new", passkeys.ask_new, methods=["POST"]),
    Route("/desk/passkey/keep", passkeys.keep_new, methods=["POST"]),
    Route("/desk/passkey/remove", passkeys.remove, methods=["POST"]),
    Route("/desk/words", account.make_words, methods=["POST"]),
    Route("/desk/alongside/offer", alongside.offer, methods=["POST"]),
    Route("/desk/alongside/offers/{id}", alongside.answer, methods=["POST"]),
    Route("/desk/alongside/{id}", alongside.change, methods=["POST"]),
    Route("/desk/account/passphrase", account.passphrase, methods=["POST"]),
    Route("/desk/account/devices", account.devices, methods=["POST"]),
    Route("/desk/account/remove", account.remove, methods=["POST"]),
    Route("/desk/along", account.take_along, methods=["POST"]),
    Route("/desk/lock", places.lock, methods=["POST"]),
    Route("/desk/leave", places.leave, methods=["POST"]),
)


def build(house: House) -> Starlette:
    """Return the desk of a house; it answers what lies under /desk and nothing else."""
    app = Starlette(
        routes=[*ACTS, *reflect_paths.ACTS, *PAGES, *reflect_paths.PAGES],
        middleware=[
            Middleware(Doorway, origin=house.origin),
            Middleware(GZipMiddleware, minimum_size=500),
            Middleware(Kindly, answer=_slipped),
            Middleware(Coming),
        ],
        exception_handlers={
            404: _not_here,
            405: _not_here,
            NothingHere: _not_here,
            HoldspaceError: _later,
            Outside: _outside,
        },
    )
    app.state.house = house
    return app


async def _outside(request: Request, _: Exception) -> Response:
    """Lead whoever is not signed in to the door, whatever they asked for."""
    del request
    return RedirectResponse("/desk/come-in", 303)


async def _not_here(request: Request, missing: Exception) -> Response:
    """Say that there is no such page, or not in this way; the same for what is another's."""
    status = missing.status_code if isinstance(missing, HTTPException) else 404
    return trouble(request, "not-here", status=status)


async def _later(request: Request, fault: Exception) -> Response:
    """Say that the record does not let something be done just now."""
    logger().error("not done", fault=type(fault).__name__)
    return trouble(request, "later", status=503)


def _slipped(request: Request) -> Response:
    """Say that something on our side slipped."""
    return trouble(request, "slipped", status=500)
