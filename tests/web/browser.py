"""A browser without a screen: asks the front door, keeps its cookies, follows nothing by itself."""

from contextlib import ExitStack
from functools import partial
from typing import Any, Self

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.applications import Starlette


class Browser:
    """Asks an app for pages, from ordinary test functions, while its door is open."""

    def __init__(
        self, app: Starlette, base: str = "http://localhost", *, kind: bool = False
    ) -> None:
        self.app = app
        transport = httpx.ASGITransport(app, raise_app_exceptions=not kind)
        self._client = httpx.AsyncClient(transport=transport, base_url=base)
        self._stack = ExitStack()
        self._portal: BlockingPortal

    def __enter__(self) -> Self:
        self._portal = self._stack.enter_context(start_blocking_portal())
        lifespan = self.app.router.lifespan_context(self.app)
        self._stack.enter_context(self._portal.wrap_async_context_manager(lifespan))
        return self

    def __exit__(self, *fault: object) -> None:
        self._portal.call(self._client.aclose)
        self._stack.close()

    @property
    def cookies(self) -> httpx.Cookies:
        return self._client.cookies

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self._portal.call(partial(self._client.request, method, path, **more))

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self._portal.call(partial(self._client.get, path, **more))

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self._portal.call(partial(self._client.post, path, **more))
