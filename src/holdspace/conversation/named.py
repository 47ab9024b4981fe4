"""Finds the name a person wants to be called by, in their own words."""

import re

_TITLE = r"(?:(?:(?:mr|mrs|ms|dr)\.?|miss|doctor|frau|auntie|aunty|aunt|uncle|ate|sister|brother|sir|lady)\s+)?"
_WORD = r"[^\W\d_][\w'’-]{0,19}"  # noqa: RUF001  a name's apostrophe
_ASKED = re.compile(  # in any spelling
    rf"(?<!don't )(?<!don’t )(?<!dont )(?<!not )\b(?:call(?:ed)?(?: me)?|address me as|go by|name(?: is|'s|’s))\s+({_TITLE}{_WORD})",  # noqa: RUF001
    re.IGNORECASE,
)
_CAPITAL = rf"((?i:{_TITLE})(?=[A-ZÀ-Þ]){_WORD})"
_GIVEN = tuple(  # where the name is written as one
    re.compile(pattern)
    for pattern in (
        rf"\b{_CAPITAL}(?:'ll| will| is| to)\s+(?:do|fine|enough|nice|proper|ok|okay|easier|the name|strangers)\b",
        rf"\b(?i:say|use|put|then)\s+{_CAPITAL}",
        rf"\b(?i:it'?s|it is|i'?m|i am|names?)\s+{_CAPITAL}",
        rf"\b(?i:calls? me)\s+{_CAPITAL}",
        rf"^{_CAPITAL},? (?i:not|if you please)\b",
        rf"\b(?i:not|name)\b[^.?]*[.?]\s*{_CAPITAL}\W*$",
    )
)
_NO_NAMES = frozenset({"a", "an", "the", "what", "that", "it", "its", "it's", "back", "later", "now", "anything", "something", "whatever", "names", "stupid", "crazy", "when", "if", "by", "not", "me", "i", "i'm", "us", "you", "no", "nobody"})  # fmt: skip


def name_wanted(text: str) -> str:
    """Return the name a message asks to be called by, as it was written, or nothing."""
    return _named(_ASKED, text)


def name_given(text: str) -> str:
    """Return the name in a message that is known to ask to be called by one, as it was written, or nothing."""
    found = (_named(pattern, text) for pattern in (*_GIVEN[:2], _ASKED, *_GIVEN[2:]))
    return next(filter(None, found), "")


def _named(pattern: re.Pattern[str], text: str) -> str:
    """Return the first name a pattern finds, or nothing."""
    for found in pattern.finditer(text):
        name = found.group(1).strip()
        if name.lower() not in _NO_NAMES:
            return name if not name.islower() else name.title()
    return ""
