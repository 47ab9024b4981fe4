"""What a device may keep of somebody's own, where they chose so: which pages, and when the house tells it to let them go."""

from starlette.requests import Request
from starlette.responses import Response

from holdspace.web.coming import came, cookie_of
from holdspace.web.looks import looks
from holdspace.web.offline import kept_pages

THEIRS = ("/plan/here", "/gentle/mine/here")  # js/worker.js and js/device.js know these too
_HEADER = "Holdspace-Device"


def tell_device(response: Response, request: Request) -> None:
    """Tell the script that keeps pages to let somebody's own go: others use the device too, or their sign-in was ended elsewhere."""
    who = came(request)
    if request.url.path in kept_pages():
        return
    if looks(request).shared:
        response.headers[_HEADER] = "shared"
    elif cookie_of(request) and not (who.member or who.locked or who.unreached):
        response.headers[_HEADER] = "ended"
