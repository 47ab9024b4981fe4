"""Finds how somebody can be reached in what was written about them, and makes links of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from holdspace.safety.helpline import Helpline, call_link, text_link

_MAIL = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:.]+")
_NUMBER = re.compile(r"\+?\(?\d[\d ()./-]{0,24}\d")
_FEWEST = 3  # digits of the shortest number anywhere
_FEWEST_PARTED = 6  # digits of one written with more than spaces: an hour is no number


@dataclass(frozen=True, slots=True)
class Way:
    """One way to somebody: `kind` is call, text or mail, `to` is shown, `link` is tapped."""

    kind: str
    to: str
    link: str


def ways(reach: str, words: str = "") -> tuple[Way, ...]:
    """Return every way that stands in `reach`; texts and mails open with `words` already there."""
    mails = _MAIL.findall(reach)
    return (
        *(way for number in _numbers(_MAIL.sub(" ", reach)) for way in _by_phone(number, words)),
        *(Way("mail", mail, mail_link(mail, words)) for mail in mails),
    )


def ways_of_line(written: str, known: tuple[Helpline, ...]) -> tuple[Way, ...]:
    """Return the ways in one line of a plan; a number that only takes texts is not called."""
    return tuple(way for number in _numbers(written) for way in _of_number(number, known))


def words_link(words: str) -> str:
    """Return the address that opens a text message with words and no number yet."""
    return text_link("", quote(words, safe=""))


def mail_link(to: str, words: str) -> str:
    """Return the address that opens a mail with words; `to` may be empty."""
    body = f"?body={quote(words, safe='')}" if words else ""
    return f"mailto:{quote(to, safe='@+')}{body}"


def _by_phone(number: str, words: str) -> Iterator[Way]:
    """Yield calling and texting a number."""
    dialled = _as_dialled(number)
    yield Way("call", number, call_link(dialled))
    yield Way("text", number, text_link(dialled, quote(words, safe="")))


def _of_number(number: str, known: tuple[Helpline, ...]) -> Iterator[Way]:
    """Yield what a number is for: what its helpline says, else calling."""
    link = call_link(_as_dialled(number))
    lines = [line for line in known if link in {call_link(line.call), call_link(line.text)}]
    texts = next((line for line in lines if line.text and call_link(line.text) == link), None)
    if texts is None or any(call_link(line.call) == link for line in lines):
        yield Way("call", number, link)
    if texts is not None:
        yield Way("text", number, text_link(number, texts.word))


def _as_dialled(number: str) -> str:
    """Return a number in plain digits; abroad, the nought that is only dialled at home is left out."""
    plain = "".join(str(int(mark)) if mark.isdecimal() else mark for mark in number)
    return plain.replace("(0)", "") if plain.startswith("+") else plain


def _numbers(text: str) -> Iterator[str]:
    """Yield each telephone number once, as it was written."""
    seen = set()
    for found in _NUMBER.findall(text):
        digits = sum(mark.isdigit() for mark in found)
        plain = set(found) <= set("+ 0123456789")
        if digits >= (_FEWEST if plain else _FEWEST_PARTED) and call_link(found) not in seen:
            seen.add(call_link(found))
            yield found
