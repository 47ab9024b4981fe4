"""The cookies that hold a key: no script reads them, no other site sends them, and over https they name this very host."""

from dataclasses import dataclass
from typing import Literal

from starlette.requests import HTTPConnection
from starlette.responses import Response

_STRICT: Literal["strict"] = "strict"


@dataclass(frozen=True, slots=True)
class KeyCookie:
    """One such cookie of one door."""

    name: str
    secure: bool

    @property
    def called(self) -> str:
        """What it is called; the prefix makes browsers refuse it from anywhere else."""
        return f"__Host-{self.name}" if self.secure else self.name

    def of(self, request: HTTPConnection) -> str:
        """Return what a request brought; empty where it brought none."""
        return request.cookies.get(self.called, "")

    def put(self, response: Response, value: str, seconds: int | None = None) -> None:
        """Set it; without `seconds` it goes when the browser closes."""
        response.set_cookie(
            self.called,
            value,
            max_age=seconds,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite=_STRICT,
        )

    def drop(self, response: Response) -> None:
        """Take it back."""
        response.delete_cookie(
            self.called, path="/", secure=self.secure, httponly=True, samesite=_STRICT
        )
