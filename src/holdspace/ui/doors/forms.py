"""Reads what a form sent to either door: plain fields, never longer than a page may send."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.requests import Request

Fields = Mapping[str, list[str]]
_MOST_BYTES = 400_000  # 20,000 characters of any script, percent-encoded, and the other fields
_FIGURES = 9  # of a number somebody may send; every number of ours has fewer


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one form."""

    fields: Fields = field(repr=False)

    def one(self, name: str) -> str:
        """Return a field's value, empty when it was not sent; without what no database takes."""
        return next(iter(self.fields.get(name, [])), "").replace("\0", "")

    @property
    def differs(self) -> bool:
        """Whether a new passphrase was typed twice, as a page without scripts asks, and not alike."""
        return "again" in self.fields and self.one("again") != self.one("passphrase")


async def fields_of(request: Request) -> Fields | None:
    """Return what was sent, or None when it is far longer than any page would send; no database takes a null, so none is left."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return None
    text = body.replace(b"%00", b"").replace(b"\0", b"").decode("ascii", errors="replace")
    return parse_qs(text, keep_blank_values=True, errors="replace")


async def sent(request: Request) -> Form:
    """Return the form; of something far longer than any page would send, an empty one."""
    return Form(await fields_of(request) or {})


def number(sent: str) -> int | None:
    """Return the number that was sent, or None where it is none of ours: far too long ones break whatever reads them."""
    return int(sent) if sent.isdecimal() and len(sent) <= _FIGURES else None
