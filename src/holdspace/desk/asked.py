"""What the pages of one person share: whose page it is, which day was named, and doing something with what is the therapist's own."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from anyio import to_thread
from starlette.requests import Request

from holdspace.domain.errors import HoldspaceError, NothingHere
from holdspace.domain.people import Private
from holdspace.ui.doors.forms import Form

T = TypeVar("T")


def which_of(request: Request) -> str:
    """Return whose page an address is of."""
    which: str = request.path_params["id"]
    return which


def place(request: Request) -> str:
    """Return where something is being written, as the lock names it."""
    return request.url.path


async def theirs(work: Callable[[], T]) -> T:
    """Do something with what is the therapist's own, off the event loop. Raises NothingHere alike for what is gone and what is another's."""
    return await to_thread.run_sync(work)


async def refused(work: Callable[[], object]) -> HoldspaceError | None:
    """Do something, and return why it could not be done, so that what was written can stay in its boxes. Raises NothingHere."""
    try:
        await theirs(work)
    except NothingHere:
        raise
    except HoldspaceError as why:
        return why
    return None


def words_in(form: Form, name: str) -> Private:
    """Return what was written in a box."""
    return Private(form.one(name).replace("\r\n", "\n"))


def day_in(form: Form, today: date) -> date | None:
    """Return the day a form names, today where it names none, and None for one that is none or is still to come."""
    sent = form.one("on")
    try:
        on = date.fromisoformat(sent) if sent else today
    except ValueError:
        return None
    return on if on <= today + timedelta(days=1) else None  # east of here it is tomorrow already
