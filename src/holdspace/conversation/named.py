"""Finds the name a person wants to be called by, in their own words."""

import re

_TITLES = r"(?:(?:mr|mrs|ms|miss|dr|auntie|aunty|aunt|uncle|sister|brother|sir|lady)\.?\s+)?"
_WANTED = re.compile(
    rf"\b(?:call(?:ed)?(?: me)?|address me as|go by|name(?: is|'s|’s))\s+({_TITLES}[^\W\d_][\w'’-]{{0,19}})",  # noqa: RUF001
    re.IGNORECASE,
)
_NO_NAMES = frozenset({"a", "an", "the", "what", "that", "it", "back", "later", "now", "anything", "something", "whatever", "names", "stupid", "crazy", "when", "if", "by", "not", "me"})  # fmt: skip


def name_wanted(text: str) -> str:
    """Return the name a message asks to be called by, as it was written, or nothing."""
    for found in _WANTED.finditer(text):
        name = found.group(1).strip()
        if name.lower() not in _NO_NAMES:
            return name if not name.islower() else name.title()
    return ""
