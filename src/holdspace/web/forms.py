"""Reads what a form sent to the front door: words to be heard, taps, and what was picked instead of writing."""

from dataclasses import dataclass

from starlette.requests import Request

from holdspace import shelf
from holdspace.domain.people import Private
from holdspace.domain.talk import Tap
from holdspace.ui.doors import forms as plain

LONGEST = 20_000  # characters of one message
_LATE, _EARLY = 22, 5
number = plain.number


@dataclass(frozen=True, slots=True)
class Form(plain.Form):
    """The fields of one form."""

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
    """Return the form, or None when it is far longer than any page would send."""
    fields = await plain.fields_of(request)
    return None if fields is None else Form(fields)


async def sent(request: Request) -> Form:
    """Return the form; of something far longer than any page would send, an empty one."""
    return await read(request) or Form({})


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
