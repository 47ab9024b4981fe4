"""Whether a leaf that comes from outside is such as keeping makes: a file may have been written by anybody."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from holdspace.domain.care import Care
from holdspace.domain.days import LONGEST_WORD, CameBack
from holdspace.domain.feels_safe import FeelsSafe
from holdspace.domain.filled import FilledIn
from holdspace.domain.hopes import Goal, HopeMap, Letter
from holdspace.domain.noticed import LONGEST_KEPT, Noticed
from holdspace.domain.spoken_of import LONGEST_KNOWN
from holdspace.domain.to_bring import ToBring
from holdspace.domain.visit_checks import Checked, Checks
from holdspace.vault.guest import MOST_CARE_BYTES, MOST_PLAN_BYTES, MOST_TO_BRING_BYTES, fitting
from holdspace.vault.leaves import KnownWord, Leaf, NotedDays, Plans

_LONGEST_ID = 60  # letters of a practice's id, or of one of ours


def is_sound(leaf: Leaf) -> bool:
    """Whether every moment has a time zone, so that it can be compared with ours, and its kind finds nothing wrong."""
    held = (getattr(leaf, each.name) for each in fields(leaf))
    if any(isinstance(each, datetime) and each.tzinfo is None for each in held):
        return False
    return _SOUND.get(type(leaf), _any)(leaf)


def _any(_: Leaf) -> bool:
    """Let a kind pass that has nothing more to be looked at."""
    return True


def _plans(plans: Plans) -> bool:
    """Whether versions are numbered and sized as keeping them does it."""
    numbers = [each.number for each in plans.versions]
    falls = numbers == sorted(set(numbers), reverse=True) and all(number > 0 for number in numbers)
    small = all(each.safety_plan.size <= MOST_PLAN_BYTES for each in plans.versions[:1])
    return falls and small and fitting(plans.versions) == plans.versions


def _known(word: KnownWord) -> bool:
    """Whether a word to be known is one."""
    return len(word.known.word.text) <= LONGEST_KNOWN


def _days(noted: NotedDays) -> bool:
    """Whether there are days, of one month, each once and by date, and nothing in them is longer than a page takes."""
    dates = [day.on for day in noted.days]
    months = {day.month for day in noted.days}
    whole = all(day.fits and not day.is_open for day in noted.days)
    return whole and len(months) == 1 and dates == sorted(set(dates))


def _care(care: Care) -> bool:
    """Whether there is no more of anything than keeping it holds."""
    ids = (*care.kept, *care.hidden, *(tried.practice for tried in care.tried))
    short = all(len(each) <= _LONGEST_ID for each in (*ids, *(held.id for held in care.set_down)))
    return short and care == care.fitting and care.size <= MOST_CARE_BYTES


def _came_back(word: CameBack) -> bool:
    """Whether a word they came back to is one."""
    return bool(word.word) and len(word.word.text) <= LONGEST_WORD


def _fits(made: Goal | HopeMap | Letter | Checked | FilledIn) -> bool:
    """Whether something is such as a page makes it."""
    return made.fits


def _to_bring(to_bring: ToBring) -> bool:
    """Whether it is such as a page makes it, and there is something in it."""
    return bool(to_bring) and to_bring.fits and to_bring.size <= MOST_TO_BRING_BYTES


def _feels_safe(held: FeelsSafe) -> bool:
    """Whether it is such as a page makes it, and there is something in it."""
    return bool(held) and held.fits


def _checks(checks: Checks) -> bool:
    """Whether each answer is one."""
    return all(checked.fits and checked.at.tzinfo for checked in checks)


def _noticed(noticed: Noticed) -> bool:
    """Whether no sentence is longer than a page takes."""
    return all(len(each.says.text) <= LONGEST_KEPT for each in noticed.fits)


# Who adds a kind whose shape matters adds how it is looked at.
_SOUND: Mapping[type, Callable[[Any], bool]] = {
    Plans: _plans,
    KnownWord: _known,
    Care: _care,
    NotedDays: _days,
    CameBack: _came_back,
    Goal: _fits,
    HopeMap: _fits,
    Letter: _fits,
    Noticed: _noticed,
    Checked: _fits,
    Checks: _checks,
    FilledIn: _fits,
    ToBring: _to_bring,
    FeelsSafe: _feels_safe,
}
