"""Notices what came back in somebody's own entries: only after a yes, from three of them at least, shown with each of them.

What is noticed says what stood beside what, never why, and never anything about why others do what they do.
Source: the move PAT of the helping-skills model, and S40 (docs/safety.md).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import combinations
from typing import Any

from holdspace import shelf
from holdspace.domain.people import Private
from holdspace.domain.spoken_of import plain, says_what

FEWEST = 3  # entries of theirs, of as many days, below which nothing is noticed
MOST_LOOKED_AT = 400  # entries, the latest; what was so long ago is another time
SHOWN = 5  # entries that are shown as evidence, the latest
_OFTEN, _APART = (
    2 / 3,
    1 / 4,
)  # how large a share is often; how far it lies from that of the other days
_BESIDE = 0.6  # how large a share of the entries about one word hold the other too
_A_DAY = timedelta(days=1)
_WEEK = 7
_REACH = 3  # words before "rang" in which a "nobody" takes it back


class Lean(StrEnum):
    """Which side a day was on, as they said it."""

    HEAVIER = "heavier"
    BETWEEN = "between"
    LIGHTER = "lighter"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something of theirs, of one day: what they wrote, and how the day felt, where they said so."""

    on: date
    says: Private = field(default_factory=lambda: Private(""))
    felt: Lean | None = None


@dataclass(frozen=True, slots=True)
class Eased:
    """That a gentle thing was done, and whether they said that it was easier afterwards."""

    on: date
    title: str
    outward: bool
    easier: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """One entry in which something was noticed, as it is shown: their day, their words."""

    on: date
    says: Private
    felt: Lean | None = None
    easier: bool | None = None


@dataclass(frozen=True, slots=True)
class Noticing:
    """Something that came back, in one tentative sentence, with every entry it comes from."""

    key: Private  # by which it is let go for good; it may hold words of theirs
    says: Private
    perhaps: str
    evidence: tuple[Seen, ...]

    @property
    def days(self) -> frozenset[date]:
        """The days it rests on: what is noticed of the same days is the same thing by another word."""
        return frozenset(seen.on for seen in self.evidence)

    @property
    def shown(self) -> tuple[Seen, ...]:
        """The latest of its evidence, in order."""
        return self.evidence[-SHOWN:]


Finder = Callable[["_Own"], Iterator[tuple[str, Sequence[str], Iterable[Seen]]]]


@dataclass(frozen=True, slots=True)
class _Own:
    """Entries as they are looked through: the words of each, and how each day felt."""

    entries: tuple[tuple[Entry, Mapping[str, str]], ...]
    eased: tuple[Eased, ...]
    days: Mapping[date, Lean]

    @classmethod
    def of(cls, entries: Iterable[Entry], eased: Iterable[Eased]) -> "_Own":
        """Read entries, earliest first."""
        latest = sorted(entries, key=lambda entry: entry.on)[-MOST_LOOKED_AT:]
        days = {entry.on: entry.felt for entry in latest if entry.felt}
        ordered = tuple(sorted(eased, key=lambda each: each.on))
        return cls(tuple((entry, telling_words(entry.says)) for entry in latest), ordered, days)

    def seen(self, entry: Entry) -> Seen:
        """Return an entry as evidence, with how its day felt."""
        return Seen(entry.on, entry.says, self.days.get(entry.on))

    def seen_on(self, days: Collection[date]) -> Iterator[Seen]:
        """Yield what there is of some days."""
        for day in sorted(days):
            said = next(
                (each.says for each, _ in self.entries if each.on == day and each.says), None
            )
            yield Seen(day, said or Private(""), self.days.get(day))


def noticings(
    entries: Iterable[Entry], eased: Iterable[Eased] = (), answered: Collection[Private] = ()
) -> tuple[Noticing, ...]:
    """Return what may be noticed, what rests on most days first, and of some days one thing; nothing that was answered before.

    Whoever asks has their yes, and leaves out what tells of danger and what they asked to leave alone.
    """
    own = _Own.of(entries, eased)
    made = (_noticing(*found) for finder in _FINDERS for found in finder(own))
    enough = sorted((each for each in made if len(each.days) >= FEWEST), key=_rests_on_most)
    over = [each.days for each in enough if each.key in answered]
    once: dict[frozenset[date], Noticing] = {}
    for each in enough:
        once.setdefault(each.days, each)
    return tuple(
        each
        for days, each in once.items()
        if not any(days <= gone or gone <= days for gone in over)
    )


def _rests_on_most(noticing: Noticing) -> int:
    return -len(noticing.days)


def subject(key: Private) -> Private:
    """Return in words what something noticed was about, for whoever looks through what they let go of."""
    kind, _, about = key.text.partition(":")
    said, names = _said(), about.split("+")
    if kind == "weekday" and about.isdecimal():
        return Private(str(said["weekdays"][int(about) % _WEEK]))
    named = " · ".join(f"“{name}”" for name in names if name)
    return Private(named or str(said["about"].get(kind, "")))


def telling_words(says: Private) -> Mapping[str, str]:
    """Return the words of a text that may be noticed, by their plain form, each as it was written."""
    told = (
        (plain(word.text), says.text[word.start : word.end])
        for word in says.split
        if _tells(word.text)
    )
    return {name: written for name, written in told if name not in _words("plain")}


def _tells(word: str) -> bool:
    return says_what(word) and word not in _words("plain")


def _together(own: _Own) -> Iterator[tuple[str, Sequence[str], Iterable[Seen]]]:
    """Yield two words that often stand in one entry."""
    said: dict[str, list[int]] = {}
    for at, (_, words) in enumerate(own.entries):
        for name in words:
            said.setdefault(name, []).append(at)
    often = {name: frozenset(places) for name, places in said.items() if len(places) >= FEWEST}
    for one, other in combinations(sorted(often), 2):
        both = often[one] & often[other]
        first, second = (one, other) if len(often[one]) <= len(often[other]) else (other, one)
        usual = len(often[second]) / len(own.entries)
        beside = len(both) / len(often[first])
        if len(both) >= FEWEST and beside >= _BESIDE and beside - usual >= _APART:
            words = own.entries[max(both)][1]
            yield (
                "together",
                (words[first], words[second]),
                (own.seen(own.entries[at][0]) for at in sorted(both)),
            )


def _word_and_side(own: _Own) -> Iterator[tuple[str, Sequence[str], Iterable[Seen]]]:
    """Yield a word whose days were often on one side; a person's never on the heavy one."""
    of_word: dict[str, set[date]] = {}
    written: dict[str, set[str]] = {}
    for entry, words in own.entries:
        for name, as_written in words.items():
            of_word.setdefault(name, set()).add(entry.on)
            written.setdefault(name, set()).add(as_written)
    for name, days in of_word.items():
        for side in (Lean.LIGHTER, Lean.HEAVIER):
            person = side is Lean.HEAVIER and _may_be_somebody(name, written[name])
            if not person and _stands_out(own, days, side):
                says = max(written[name], key=len)
                yield "word", (says, side), own.seen_on(_felt(own, days))


def _weekday(own: _Own) -> Iterator[tuple[str, Sequence[str], Iterable[Seen]]]:
    """Yield a day of the week that was often on one side."""
    for weekday in range(_WEEK):
        days = {day for day in own.days if day.weekday() == weekday}
        for side in (Lean.LIGHTER, Lean.HEAVIER):
            if _stands_out(own, days, side):
                yield "weekday", (str(weekday), side), own.seen_on(days)


def _with_someone(own: _Own) -> Iterator[tuple[str, Sequence[str], Iterable[Seen]]]:
    """Yield that days with somebody, and the ones after, were often lighter."""
    met = {entry.on for entry, _ in own.entries if _meets_someone(entry.says)}
    around = met | {day + _A_DAY for day in met}
    if len(met) >= FEWEST and _stands_out(own, around, Lean.LIGHTER):
        yield "someone", (), own.seen_on(_felt(own, around))


def _passes(own: _Own) -> Iterator[tuple[str, Sequence[str], Iterable[Seen]]]:
    """Yield that heavy days came one after another, and then one that was not: three times at least."""
    heavy, ends = 0, []
    for day in sorted(own.days):
        follows = (day - _A_DAY) in own.days
        if own.days[day] is Lean.HEAVIER:
            heavy = heavy + 1 if follows else 1
            continue
        if follows and heavy > 1:
            ends.append(day)
        heavy = 0
    if len(ends) >= FEWEST:
        yield "passes", (), own.seen_on(ends)


def _which_way(own: _Own) -> Iterator[tuple[str, Sequence[str], Iterable[Seen]]]:
    """Yield whether it was easier after looking outward or after turning inward, where their answers differ."""
    ways = {
        outward: [each for each in own.eased if each.outward is outward]
        for outward in (True, False)
    }
    if any(len({each.on for each in some}) < FEWEST for some in ways.values()):
        return
    out, inward = (
        sum(each.easier for each in some) / len(some) for some in (ways[True], ways[False])
    )
    if max(out, inward) >= _OFTEN and abs(out - inward) >= _APART:
        every = (Seen(e.on, Private(e.title), easier=e.easier) for e in own.eased)
        yield "outward" if out > inward else "inward", (), every


_FINDERS: tuple[Finder, ...] = (
    _with_someone,
    _passes,
    _word_and_side,
    _weekday,
    _together,
    _which_way,
)


def _stands_out(own: _Own, days: Collection[date], side: Lean) -> bool:
    """Whether some days were often on a side, and the other days were not."""
    some = [own.days[day] is side for day in days if day in own.days]
    rest = [felt is side for day, felt in own.days.items() if day not in days]
    if min(len(some), len(rest)) < FEWEST:
        return False
    share, usual = sum(some) / len(some), sum(rest) / len(rest)
    return share >= _OFTEN and share - usual >= _APART


def _felt(own: _Own, days: Collection[date]) -> list[date]:
    """Return those of some days of which they said how they felt."""
    return [day for day in days if day in own.days]


def _may_be_somebody(name: str, written: Collection[str]) -> bool:
    """Whether a word may be a person: by what it means, or by its capital."""
    return name in _words("people") or all(each[:1].isupper() for each in written)


def _meets_someone(says: Private) -> bool:
    """Whether an entry tells of being with somebody, or speaking with them."""
    words = [word.text for word in says.split]
    someone = _said()["someone"]
    for cue in someone["says"]:
        wanted = cue.split()
        for at in range(len(words) - len(wanted) + 1):
            before = words[max(0, at - _REACH) : at]
            if words[at : at + len(wanted)] == wanted and not set(before) & set(someone["denied"]):
                return True
    return False


def _noticing(kind: str, about: Sequence[str], seen: Iterable[Seen]) -> Noticing:
    """Return something noticed, in words."""
    said = _said()
    one, other = (*about, "", "")[:2]
    fills = {"one": one, "other": other, "side": said["sides"].get(other, "")}
    if kind == "weekday":
        fills["day"] = said["weekdays"][int(one)]
    named = sorted(plain(each.lower()) for each in about if each not in set(Lean))
    key = f"{kind}:{'+'.join(named)}"  # let go of on one side, it comes back on neither
    perhaps = said["tentative"][len(key) % len(said["tentative"])]
    says = Private(said["says"][kind].format_map(fills))
    return Noticing(Private(key), says, perhaps, tuple(seen))


@cache
def _said() -> Mapping[str, Any]:
    """Read the words, once."""
    return shelf.read("journey", "noticing", "en.toml")


@cache
def _words(of: str) -> frozenset[str]:
    """Return one of the lists of words."""
    return frozenset(map(plain, _said()["words"][of].split()))
