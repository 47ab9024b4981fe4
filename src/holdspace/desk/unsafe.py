"""When someone arrives very unsafe: the guide and the numbers of where one is; open to anybody, and kept for when there is no network."""

import json

from starlette.requests import Request
from starlette.responses import Response

from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.reflect import arriving, sheet
from holdspace.desk.rendering import help_for, page
from holdspace.safety import helpline
from holdspace.ui import assets
from holdspace.ui.doors.looks import looks_in
from holdspace.ui.doors.numbers import Help

HERE = "/desk/unsafe"
_LOOKS = (
    *("css/tokens.css", "css/frame.css", "css/pages.css", "css/desk.css", "css/reflect.css"),
    *("js/night.js", "js/leave.js", "js/print.js", "js/desk-offline.js", "img/icons.svg"),
    *("fonts/literata-latin-wght-normal.woff2",),
)


async def unsafe(request: Request) -> Response:
    """Show the guide, with the numbers of the country that was asked for, else of the one that is known."""
    today = house(request).clock.now().date()
    chosen = helpline.country(request.query_params.get("country", ""))
    help_here = Help(chosen, today) if chosen else help_for(request, looks_in(request.cookies))
    lines = [line for kind, most in arriving.KINDS.items() for line in help_here.of(kind)[:most]]
    return page(
        request,
        "desk/unsafe.html",
        guide=arriving.guide(),
        help=help_here,
        lines=lines,
        kinds=helpline.KIND_NAMES,
        countries=helpline.countries(),
        today=today,
    )


async def service_worker(_: Request) -> Response:
    """Send the script that keeps the guide, and nothing else of the desk."""
    looks = [assets.url(name) for name in _LOOKS]
    script = (
        f"const EDITION = {json.dumps(assets.edition())};\n"
        f"const PAGE = {json.dumps(HERE)};\nconst FILES = {json.dumps(looks)};\n"
        + assets.assets()["js/desk-worker.js"].body.decode()
    )
    headers = {"Service-Worker-Allowed": "/desk/"}
    return Response(script, media_type="text/javascript", headers=headers)


async def colleagues(request: Request) -> Response:
    """Show the sheet of three questions for a group of colleagues."""
    therapist(request)
    return page(request, "desk/colleagues.html", sheet=sheet.sheet())
