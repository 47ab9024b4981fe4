"""The cookies of the front door that hold a key."""

from starlette.responses import Response

from holdspace.ui.doors.cookies import KeyCookie
from holdspace.web.house import House


def name_of(here: House, name: str) -> str:
    """Return the cookie's name; the prefix makes browsers refuse it from anywhere else."""
    return KeyCookie(name, here.secure).called


def put(response: Response, here: House, name: str, value: str, seconds: int | None = None) -> None:  # noqa: PLR0913, PLR0917  what a cookie is
    """Set a cookie; without `seconds` it goes when the browser closes."""
    KeyCookie(name, here.secure).put(response, value, seconds)


def drop(response: Response, here: House, name: str) -> None:
    """Take a cookie back."""
    KeyCookie(name, here.secure).drop(response)
