"""What every answer says to the browser, and which requests are not let in."""

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALLOWED = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
)
CSP = "; ".join(_ALLOWED)
_SAID = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Doorway:
    """Adds the headers to every answer, and turns away what another site sent."""

    def __init__(self, app: ASGIApp, *, origin: str | None) -> None:
        self._app = app
        self._origin = origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), secure=self._secure)
            await send(message)

        if scope["method"] not in _SAFE and not self._from_here(Headers(scope=scope)):
            stranger = PlainTextResponse("This came from another site.", status_code=403)
            await stranger(scope, receive, say)
            return
        await self._app(scope, receive, say)

    @property
    def _secure(self) -> bool:
        return (self._origin or "").startswith("https://")

    def _from_here(self, headers: Headers) -> bool:
        """Whether one of our own pages sent this.

        Browsers send Sec-Fetch-Site over https and on localhost, and a form's Origin everywhere: with our referrer policy
        our own pages name theirs, and a page that hides its own ("null") is not one of ours. Whoever sends neither is no
        browser, holds no cookie of anybody's, and may come in.
        """
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = headers.get("origin")
        if origin is None:
            return True
        return origin == self._origin or urlsplit(origin).netloc == headers.get("host")


def _add(headers: MutableHeaders, *, secure: bool) -> None:
    """Set what is not set yet; only static files may be stored."""
    for name, value in _SAID.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "no-store")
    if secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")


class Kindly:
    """Answers what went wrong with a kind page that still has every header, then passes it on."""

    def __init__(self, app: ASGIApp, *, answer: Callable[[Request], Response]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; the fault itself goes on to the server's log."""
        begun = False

        async def say(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, say)
        except Exception:
            if not begun and scope["type"] == "http":
                await self._answer(Request(scope, receive))(scope, receive, send)
            raise
