"""The cookies that hold a key: no script reads them, no other site sends them, and over https they name this very host."""

from typing import Literal

from starlette.responses import Response

from holdspace.web.house import House

_STRICT: Literal["strict"] = "strict"


def name_of(here: House, name: str) -> str:
    """Return the cookie's name; the prefix makes browsers refuse it from anywhere else."""
    return f"__Host-{name}" if here.secure else name


def put(response: Response, here: House, name: str, value: str, seconds: int | None = None) -> None:  # noqa: PLR0913, PLR0917  what a cookie is
    """Set a cookie; without `seconds` it goes when the browser closes."""
    response.set_cookie(
        name_of(here, name),
        value,
        max_age=seconds,
        path="/",
        secure=here.secure,
        httponly=True,
        samesite=_STRICT,
    )


def drop(response: Response, here: House, name: str) -> None:
    """Take a cookie back."""
    response.delete_cookie(
        name_of(here, name), path="/", secure=here.secure, httponly=True, samesite=_STRICT
    )
