"""Which pages a browser keeps for when there is no network. They know nothing of anybody: not even that somebody is signed in."""

from holdspace.practice import library

_PAGES = (
    *("/help", "/plan/empty", "/tell/empty", "/gentle", "/sit", "/too-much", "/let-go"),
    *("/leaving", "/offline"),
)


def kept_pages() -> tuple[str, ...]:
    """Return the addresses of the pages a browser may keep."""
    return (*_PAGES, *(f"/gentle/{practice.id}" for practice in library.practices()))
