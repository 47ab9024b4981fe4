"""What a guest keeps of gentle things, in a cookie that goes when the browser closes: which, how they were, and on which day; never a word of theirs."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from holdspace.domain.care import After, Care, Tried
from holdspace.practice import library
from holdspace.web.cookies import drop, name_of, put
from holdspace.web.house import house

CARE = "holdspace-care"
_MOST = 100  # answers that fit beside the other cookies; the oldest give way
_SIGNS = {After.BETTER: "b", After.SAME: "s", After.WORSE: "w", After.NOT_SURE: "n"}
_AFTER = {sign: after for after, sign in _SIGNS.items()}
_OURS = re.compile(r"((?:\d\d)*)\.((?:\d\d)*)\.((?:\d{6}(?:\d\d[bswn])+)*)", re.ASCII)
_DAY = re.compile(r"(\d{6})((?:\d\d[bswn])+)")
_ANSWER = re.compile(r"(\d\d)([bswn])")


def care_in_browser(request: Request) -> Care:
    """Return what this browser holds of it; nothing where it holds none, or none of ours."""
    found = _OURS.fullmatch(request.cookies.get(name_of(house(request), CARE), ""))
    if found is None:
        return Care()
    kept, hidden, tried = found.groups()
    care = Care(tuple(_practices(kept)), tuple(_practices(hidden)), tuple(_answers(tried)))
    return care.fitting


def keep_care_in_browser(response: Response, request: Request, care: Care) -> None:
    """Leave it in the browser; where there is nothing, nothing is left there."""
    if not care.wordless:
        let_care_go(response, request)
        return
    numbers = {practice.id: f"{practice.number:02d}" for practice in library.practices()}
    kept, hidden = (
        "".join(numbers[each] for each in ids if each in numbers)
        for ids in (care.kept, care.hidden)
    )
    known = [tried for tried in care.tried if tried.practice in numbers][-_MOST:]
    days = groupby(known, key=lambda tried: tried.on)
    tried = "".join(
        f"{day.toordinal():06d}"
        + "".join(numbers[each.practice] + _SIGNS[each.after] for each in answers)
        for day, answers in days
    )
    put(response, house(request), CARE, f"{kept}.{hidden}.{tried}")


def let_care_go(response: Response, request: Request) -> None:
    """Take it out of the browser."""
    drop(response, house(request), CARE)


def _practices(held: str) -> Iterator[str]:
    """Yield the practices that numbers of two figures name, each once."""
    ids = _ids()
    numbers = dict.fromkeys(held[at : at + 2] for at in range(0, len(held), 2))
    yield from (ids[number] for number in numbers if number in ids)


def _answers(held: str) -> Iterator[Tried]:
    """Yield the answers of each day; a day of no calendar is passed over."""
    ids = _ids()
    for day, answers in _DAY.findall(held):
        if not 0 < int(day) <= date.max.toordinal():
            continue
        on = date.fromordinal(int(day))
        for number, sign in _ANSWER.findall(answers):
            if number in ids:
                yield Tried(ids[number], _AFTER[sign], on)


def _ids() -> dict[str, str]:
    """Return the practices by their numbers of two figures."""
    return {f"{practice.number:02d}": practice.id for practice in library.practices()}
