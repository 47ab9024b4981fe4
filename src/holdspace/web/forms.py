"""Reads what a form sent: plain fields, never longer than a page may send."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.requests import Request

from holdspace import shelf
from holdspace.domain.people import Private
from holdspace.domain.talk import Tap

LONGEST = 20_000  # characters of one message
_MOST_BYTES = 400_000  # 20,000 characters of any script, percent-encoded, and the other fields
_LATE, _EARLY = 22, 5
_FIGURES = 9  # of a number somebody may send; every number of ours has fewer


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one form."""

    fields: Mapping[str, list[str]] = field(repr=False)

    def one(self, name: str) -> str:
        """Return a field's value, empty when it was not sent; without what no database takes."""
        return next(iter(self.fields.get(name, [])), "").replace("\0", "")

    @property
    def differs(self) -> bool:
        """Whether a new passphrase was typed twice, as a page without scripts asks, and not alike."""
        return "again" in self.fields and self.one("again") != self.one("passphrase")

    @property
    def words(self) -> Private:
        """What the person wrote, or the sentence their picked words make."""
        written = self.one("words").replace("\r\n", "\n")
        return Private(written or sentence(self.fields.get("word", [])))

    @property
    def too_long(self) -> bool:
        """Whether the message is longer than Holdspace takes in at once."""
        return len(self.words.text) > LONGEST

    @property
    def tap(self) -> Tap | None:
        """What was tapped, when something was."""
        tapped = self.one("tap")
        return Tap(tapped) if tapped in set(Tap) - {Tap.ANSWERED} else None

    @property
    def night(self) -> bool:
        """Whether it is night where the person is; the hour itself is not kept."""
        hour = number(self.one("hour"))
        return hour is not None and not _EARLY <= hour < _LATE


async def read(request: Request) -> Form | None:
    """Return the form, or None when it is far longer than any page would send; no database takes a null, so none is left."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return None
    text = body.replace(b"%00", b"").replace(b"\0", b"").decode("ascii", errors="replace")
    return Form(parse_qs(text, keep_blank_values=True, errors="replace"))


async def sent(request: Request) -> Form:
    """Return the form; of something far longer than any page would send, an empty one."""
    return await read(request) or Form({})


def number(sent: str) -> int | None:
    """Return the number that was sent, or None where it is none of ours: far too long ones break whatever reads them."""
    return int(sent) if sent.isdecimal() and len(sent) <= _FIGURES else None


def feelings() -> tuple[str, ...]:
    """Return the words one can pick instead of writing."""
    return tuple(shelf.read("ui", "feelings", "en.toml")["words"])


def sentence(picked: list[str]) -> str:
    """Return the sentence that picked words make; words that are not on the page are left out."""
    page = shelf.read("ui", "feelings", "en.toml")
    words = [word for word in page["words"] if word in picked]
    if not words:
        return ""
    *most, last = words
    listed = f"{', '.join(most)} {page['and']} {last}" if most else last
    return f"{page['opens']} {listed}."
