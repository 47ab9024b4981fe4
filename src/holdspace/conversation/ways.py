"""Hears where somebody wants to go in a practice: the next step, a pause, another one, or out.

What a word means depends on where they are: "no" is an answer at a step, and a refusal before the first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from holdspace.conversation.asking import is_spoken
from holdspace.domain.cues import CueBook, Found
from holdspace.domain.talk import (
    SAID_TO_A_PRACTICE,
    Doing,
    Memory,
    Perception,
    Tap,
    Told,
    Tone,
    Walk,
)
from holdspace.domain.words import Word, split
from holdspace.practice.library import Practice, practice, practices
from holdspace.practice.walk import Go, Screen, screen
from holdspace.shelf import read

# Where somebody goes by a word that leads to no other screen.
WAIT, REPEAT, WHY, DONE, CROSS, ELSE, ALARM = (
    "wait",
    "repeat",
    "why",
    "done",
    "cross",
    "else",
    "alarm",
)
CHOSEN, NAMED, NONE, EXPLAIN, RESUME = "chosen", "named", "none", "explain", "resume"
WANTED = (
    "practice-wanted"  # what a message is about that asks for something steadying, by which door
)
PERSON = "talk-to-human"  # what is asked for where a person is

_ASIDE_HOLDS = 3  # turns in which a practice that was turned from may be gone on with
_FEW = 12  # words: what notices rather than tells is no longer
_FEW_UNREAD = 4  # of one whose grammar was not to be had
_MOST_WITH_A_NAME = 26  # of one that asks, and names it somewhere
_GUESS = 3  # words
_LONG_NAME = 2  # words; a shorter name may be any word
_CLOSE = 4  # words before a name
_QUOTES = frozenset({'"', "\u201c", "\u2018", "'"})
_MOST_ASKING = 16  # words of a message that asks for a practice by name
_AT_A_STEP = "way"
_PLACES = (_AT_A_STEP, "check", "after", "closing", "choice", "resume")
_TAPPED: Mapping[Tap, str] = {
    Tap.SKIP: Go.NEXT,
    Tap.SLOWER: WAIT,
    Tap.YES_THAT: Go.NEXT,
    Tap.TOO_MUCH: Go.WORSE,
    Tap.JUST_STAY: WAIT,
}
_JUDGED = frozenset({Go.BETTER, Go.SAME, Go.NOT_SURE, Go.WORSE, "kept", "hidden"})
_WRITES = frozenset({Doing.TELLING, Doing.CORRECTING, Doing.THANKING, Doing.SMALL, Doing.SILENT})
_CLOSING = frozenset({Go.KEEP, Go.HIDE, Go.AGAIN, Go.PERSON, ELSE})


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a table: where it leads, and how much of the message it must be."""

    go: str
    anywhere: bool
    most_words: int


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of one place, in the order they were written."""

    rows: Mapping[str, _Row]
    book: CueBook

    def hear(self, words: tuple[Word, ...]) -> str:
        """Return where a message leads by the first row that holds, or nothing."""
        spoken = _spoken(words)
        found = (each for each in self.book.find(words) if self._holds(each, words, spoken))
        row = min((each.tells for each in found), default=None)
        return self.rows[row].go if row is not None else ""

    def is_all(self, words: tuple[Word, ...]) -> bool:
        """Whether a row covers a message but for fillers."""
        spoken = _spoken(words)
        return any(_is_covered(each, words, spoken) for each in self.book.find(words))

    def _holds(self, found: Found, words: tuple[Word, ...], spoken: list[int]) -> bool:
        row = self.rows[found.tells]
        if row.anywhere:
            return len(spoken) <= row.most_words
        return _is_covered(found, words, spoken)


def _spoken(words: tuple[Word, ...]) -> list[int]:
    """Return where the words of a message stand, marks left out."""
    return [at for at, word in enumerate(words) if is_spoken(word)]


def _is_covered(found: Found, words: tuple[Word, ...], spoken: list[int]) -> bool:
    """Whether nothing is left beside what was found but fillers."""
    left = (words[at].text for at in spoken if not found.first <= at < found.last)
    return all(text in _fillers() for text in left)


def on_the_way(told: Told, memory: Memory) -> Perception:
    """Return what was heard with where it leads in a practice, as far as it clearly leads anywhere.

    What leads somewhere is said to the practice: it refuses no topic and changes no pace.
    """
    perception = told.perception
    goes, name = _where(told, memory)
    if not goes or (perception.doing is Doing.LEAVING and goes != RESUME):
        return perception
    if goes == Go.PERSON:
        return replace(perception, about=PERSON, doing=Doing.REQUESTING)
    about = SAID_TO_A_PRACTICE if _is_nothing_else(told.heard.words.split) else ""
    led = replace(perception, about=about, doing=Doing.SMALL, rupture=False, asked="", situation="")
    return replace(led, goes=goes, practice=name, called="")


def _is_nothing_else(words: tuple[Word, ...]) -> bool:
    """Whether a message is made of nothing but reviewed words for a way on, or for a practice."""
    return bool(_named(words)) or any(_tables()[place].is_all(words) for place in _PLACES)


def way_on(words: str, found: Screen) -> str:
    """Return where typed words lead from a screen, or nothing where that is not clear."""
    return _from(found, split(words))


def by_name(words: str) -> str:
    """Return the id of the practice that a request names, or nothing."""
    return _named(split(words))


def _where(told: Told, memory: Memory) -> tuple[str, str]:
    """Return where a message leads, and to which practice."""
    words = told.heard.words.split
    if memory.offered:
        name = _title_among(words, memory.offered)
        goes = _tables()["choice"].hear(words) if not name or _book("explains").tells(words) else ""
        if name or goes:
            return _chosen(goes, name, memory.offered)
    if memory.walk is not None:
        goes = _in_a_walk(memory.walk, told, memory)
        if goes:
            return goes, memory.walk.practice
    if one := _about_one(told.perception, words):
        return one
    lately = memory.turns - memory.turned_at < _ASIDE_HOLDS
    if memory.aside is not None and lately and _tables()["resume"].hear(words):
        return RESUME, memory.aside.practice
    return "", ""


def _about_one(perception: Perception, words: tuple[Word, ...]) -> tuple[str, str] | None:
    """Return the practice that is asked for by name, or asked about; None where something steadying is wanted, whatever it is."""
    if perception.about.startswith(WANTED):
        return None
    if name := _named(words):
        return NAMED, name
    if len(words) > _MOST_ASKING or not _book("explains").tells(words):
        return None
    names = [each for each in _tables()["named"].book.find(words) if _asks_for(each, words)]
    rows = _tables()["named"].rows
    return (EXPLAIN, rows[names[0].tells].go) if names else None


def _chosen(goes: str, name: str, offered: tuple[str, ...]) -> tuple[str, str]:
    """Return which of those that were offered is meant, if it is any."""
    if goes in {NONE, EXPLAIN}:
        return goes, name
    if name:
        return CHOSEN, name
    return CHOSEN, offered[-1] if goes == "second" else offered[0]


def _in_a_walk(walk: Walk, told: Told, memory: Memory) -> str:
    """Return where a message leads from the screen somebody is at."""
    perception, heard = told.perception, told.heard
    found = practice(walk.practice)
    at = screen(found, walk, memory.manner.left_out) if found else None
    if at is None:
        return ""
    if heard.tap is not None:
        tapped = _TAPPED.get(heard.tap, "")
        return tapped if at.step else ""
    goes = _from(at, heard.words.split)
    if perception.self_attack and goes != Go.WORSE and not at.writes:
        return ""  # that is met before any step
    if goes:
        return goes
    if at.writes and perception.doing in _WRITES:
        return Go.NEXT  # what they write is theirs, and nothing is said to it
    return Go.NEXT if at.step and _only_notices(told) else ""


def _from(at: Screen, words: tuple[Word, ...]) -> str:
    """Return where words lead from a screen, by the tables that hold there."""
    if at.name == "after":
        return _tables()["after"].hear(words) or _of(words, {Go.KEEP, Go.HIDE, Go.PERSON})
    if at.name in _JUDGED:
        return _tables()["closing"].hear(words) or _of(words, _CLOSING)
    if at.step:
        return _tables()[_AT_A_STEP].hear(words)
    goes = _of(words, {Go.OTHER_WAY, Go.PERSON, WHY, CROSS, WAIT, Go.LEAVE, ELSE, REPEAT})
    return (
        goes
        if goes in {Go.OTHER_WAY, Go.LEAVE, Go.PERSON}
        else _tables()["check"].hear(words) or goes
    )


def _of(words: tuple[Word, ...], wanted: Iterable[str]) -> str:
    """Return where words lead at a step, where it is one of those wanted."""
    goes = _tables()[_AT_A_STEP].hear(words)
    return goes if goes in wanted else ""


def _only_notices(told: Told) -> bool:
    """Whether a message says no more than what is seen, heard or felt at a step; what tells of anything else is listened to."""
    perception = told.perception
    if perception.doing in {Doing.SILENT, Doing.SMALL}:
        return not perception.about.startswith("rupture")
    wonders = perception.doing is Doing.ASKING and _wonders_what_it_is(told.heard.words.split)
    if perception.doing is not Doing.TELLING and not wonders:
        return False
    if perception.about or perception.situation:
        return False
    if _book("notices").tells(told.heard.words.split) and len(told.heard.words.split) <= _FEW:
        return True
    named = any(feeling.named for feeling in perception.feelings)
    told_of = perception.tone is Tone.PAINFUL and bool(
        _verbs(told)
    )  # a head may take three lamps for a worry
    pained = told_of or (named and perception.tone is not Tone.PLEASANT)
    return not pained and _is_plainly_here(told)


def _wonders_what_it_is(words: tuple[Word, ...]) -> bool:
    """Whether a few words are a guess at what is noticed: "a fridge?"."""
    return len(_spoken(words)) <= _GUESS and _set("questions").isdisjoint(
        each.text for each in words
    )


def _is_plainly_here(told: Told) -> bool:
    """Whether a message is short, and speaks of things and of noticing them, or only names somebody."""
    if told.heard.words.text.lstrip()[:1] in _QUOTES:
        return True  # words for somebody else
    words = told.heard.words.split
    said, few = {word.text for word in words}, len(_spoken(words)) <= _FEW_UNREAD
    verbs = _verbs(told)
    if said & _set("people"):
        return few and bool(told.parse.tokens) and not verbs
    if few and not said & _set("selves"):
        return True
    read = bool(told.parse.tokens) or few
    return read and verbs <= _set("noticing") and len(_spoken(words)) <= _FEW


def _verbs(told: Told) -> set[str]:
    return {token.lemma.lower() for token in told.parse.tokens if token.tag[:2] in {"VB", "MD"}}


def _title_among(words: tuple[Word, ...], ids: tuple[str, ...]) -> str:
    """Return which of a few practices a message names, by any of its names or a word of its title that no other has."""
    named = _named(words)
    if named in ids:
        return named
    said = {word.text for word in words}
    titles = {each.id: _words_of(each) for each in practices() if each.id in ids}
    own = {name: mine - _others(titles, name) for name, mine in titles.items()}
    found = [name for name, mine in own.items() if mine & said]
    short = len(words) <= _MOST_ASKING
    return found[0] if len(found) == 1 and short else ""


def _words_of(each: Practice) -> set[str]:
    return {word.text for word in split(each.title) if word.text not in _fillers()}


def _others(titles: Mapping[str, set[str]], name: str) -> set[str]:
    return set().union(*(mine for other, mine in titles.items() if other != name))


def _named(words: tuple[Word, ...]) -> str:
    """Return the practice that a message asks for, where all the rest of it is asking."""
    if len(words) <= _MOST_ASKING and (name := _tables()["named"].hear(words)):
        return name
    if len(words) > _MOST_WITH_A_NAME or not _book("asks").tells(words):
        return ""
    found = (each for each in _tables()["named"].book.find(words) if _asks_for(each, words))
    longest = max(found, key=lambda each: each.last - each.first, default=None)
    return _tables()["named"].rows[longest.tells].go if longest else ""


def _asks_for(found: Found, words: tuple[Word, ...]) -> bool:
    """Whether a name of several words stands where it is asked for: nothing close before it turns it round."""
    before = {word.text for word in words[max(0, found.first - _CLOSE) : found.first]}
    return found.last - found.first >= _LONG_NAME and before.isdisjoint(_set("turned"))


@cache
def _tables() -> Mapping[str, _Table]:
    """Read every table, once; keys are row numbers, so that order can decide."""
    content = read("conversation", "ways", "en.toml")
    tables = {place: _table(map(_row, content[place])) for place in _PLACES}
    return tables | {"named": _table(_names(content["named"]))}


def _table(rows: Iterable[tuple[_Row, Iterable[str]]]) -> _Table:
    numbered = {f"{at:03}": row for at, row in enumerate(rows)}
    cues = ((key, cue) for key, (_, cues) in numbered.items() for cue in cues)
    return _Table({key: row for key, (row, _) in numbered.items()}, CueBook(cues))


def _row(row: Mapping[str, Any]) -> tuple[_Row, tuple[str, ...]]:
    made = _Row(row["go"], row.get("anywhere", False), row.get("most_words", 0))
    return made, tuple(row["cues"])


def _names(more: Iterable[Mapping[str, Any]]) -> Iterator[tuple[_Row, tuple[str, ...]]]:
    """Yield how each practice is asked for: by its title, by what people call it, and by the names of the table."""
    for each in practices():
        titles = {" ".join(word.text for word in split(each.title)), each.id.replace("-", " ")}
        yield _Row(each.id, anywhere=False, most_words=0), (*sorted(titles), *each.called)
    for row in more:
        yield _Row(row["practice"], anywhere=False, most_words=0), tuple(row["cues"])


@cache
def _book(name: str) -> CueBook:
    return CueBook((name, cue) for cue in read("conversation", "ways", "en.toml")[name])


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(read("conversation", "ways", "en.toml")[name])


def _fillers() -> frozenset[str]:
    return _set("fillers")
