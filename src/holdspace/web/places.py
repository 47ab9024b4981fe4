"""The quiet pages: help, gentle things, settings, and plain words about this place."""

import json

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from holdspace.log import logger
from holdspace.safety import helpline
from holdspace.ui import assets
from holdspace.web import forms
from holdspace.web.coming import cookie_of, sign_out
from holdspace.web.house import house, turns
from holdspace.web.keeping_house import keeps_house
from holdspace.web.looks import chosen, keep, looks
from holdspace.web.offline import SAME, kept_pages, pages_asked_for
from holdspace.web.rendering import page, trouble, wants_stream
from holdspace.web.visitor import anyway, aside, forget, guest_key, manner_of, visitor

QUIET = (
    "sit",
    "too-much",
    "let-go",
    "limits",
    "safety",
    "leaving",
    "offline",
)  # pages without any question


async def quiet(request: Request) -> Response:
    """Show a page that only says something."""
    return page(request, f"{request.url.path.strip('/')}.html")


async def help_now(request: Request) -> Response:
    """Show the one door for danger, and the numbers, on one screen."""
    return page(
        request,
        "help.html",
        countries=helpline.countries(),
        regions=helpline.emergency_by_region(),
        happens=helpline.what_happens,
        not_known=helpline.NOT_KNOWN,
    )


async def keeper(request: Request) -> Response:
    """Say who keeps this place and what they could and could not see."""
    here = house(request)
    return page(
        request,
        "keeper.html",
        name=here.keeper_name,
        on_this_computer=here.on_this_computer,
        keeps_house=await keeps_house(request),
    )


async def settings(request: Request) -> Response:
    """Show how pages can look, and keep what is chosen."""
    if request.method == "GET":
        kept = request.query_params.get("kept") == "yes"
        return page(request, "settings.html", kept=kept, manner=manner_of(request))
    form = await forms.sent(request)
    response = RedirectResponse("/settings?kept=yes", 303)
    keep(response, request, chosen(form, looks(request)))
    return response


async def leave(request: Request) -> Response:
    """End the visit and the sign-in at once; the browser is already on its way elsewhere."""
    here, known = house(request), visitor(request)
    here.guests.close(guest_key(request))
    if known:
        turns(request).leave(known.key)
    if here.members and (cookie := cookie_of(request)):
        await anyway(to_thread.run_sync(here.members.leave, cookie))
    if known:
        await anyway(aside(known.visits, known.visits.close, known.key))
    response = Response(status_code=204, headers={"Clear-Site-Data": '"cache"'})
    forget(response, request)
    sign_out(response, request)
    return response


async def static(request: Request) -> Response:
    """Send one of our own files; its address changes with its content."""
    asset = assets.assets().get(request.path_params["name"])
    if asset is None or request.path_params["edition"] != assets.edition():
        raise HTTPException(404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if asset.zipped and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.zipped, media_type=asset.kind, headers=headers)
    return Response(asset.body, media_type=asset.kind, headers=headers)


async def service_worker(_: Request) -> Response:
    """Send the script that keeps Help now and gentle things for when there is no network."""
    looks_of = [assets.url(name) for name in assets.assets() if _is_look(name)]
    script = (
        f"const EDITION = {json.dumps(assets.edition())};\n"
        f"const PAGES = {json.dumps(kept_pages())};\nconst FILES = {json.dumps(looks_of)};\n"
        f"const APART = {json.dumps(pages_asked_for())};\nconst SAME = {json.dumps(SAME)};\n"
        + assets.assets()["js/worker.js"].body.decode()
    )
    return Response(script, media_type="text/javascript", headers={"Service-Worker-Allowed": "/"})


async def manifest(request: Request) -> Response:
    """Send what a phone needs to keep Holdspace on its first screen, under its own name or a quiet one."""
    quiet = "notes" in request.url.path
    name = "Notes" if quiet else "Holdspace"
    content = {
        "name": name,
        "short_name": name,
        "description": name if quiet else "An unhurried place to be heard.",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f2f1ec",
        "theme_color": "#e6edee",
        "icons": _icons(quiet=quiet),
    }
    return Response(json.dumps(content), media_type="application/manifest+json")


async def ready(request: Request) -> Response:
    """Tell a keeper's container whether the grammar is loaded."""
    is_ready = house(request).ready()
    return PlainTextResponse("ready" if is_ready else "not yet", 200 if is_ready else 503)


async def not_here(request: Request, missing: Exception) -> Response:
    """Say kindly that there is no such page, or not in this way."""
    status = missing.status_code if isinstance(missing, HTTPException) else 404
    return trouble(request, "not-here", status=status)


async def full(request: Request, _: Exception) -> Response:
    """Say kindly that there is no free place just now."""
    return trouble(request, "full", status=503)


async def later(request: Request, fault: Exception) -> Response:
    """Say kindly that the record does not let something be done just now."""
    logger().error("not done", fault=type(fault).__name__)
    return trouble(request, "later", status=503)


def slipped(request: Request) -> Response:
    """Say kindly that something on our side slipped."""
    what = "broken" if wants_stream(request) or request.method == "POST" else "slipped"
    return trouble(request, what, status=500)


def _is_look(name: str) -> bool:
    """Whether a page kept for later needs this file to look and work as it does online."""
    return name.startswith(("css/", "js/")) or name == "img/icons.svg"


def _icons(*, quiet: bool) -> list[dict[str, str]]:
    """Return the pictures a first screen may show."""
    drawn = {"sizes": "any", "type": "image/svg+xml"}
    if quiet:
        return [{"src": assets.url("img/quiet.svg"), **drawn}]
    painted = {"sizes": "512x512", "type": "image/png"}
    return [
        {"src": assets.url("img/icon.svg"), **drawn},
        {"src": assets.url("img/icon-512.png"), **painted},
    ]
