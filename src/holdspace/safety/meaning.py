"""Says how a cue is meant: whose danger, whether denied, when, and in earnest or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from holdspace.domain.cues import CueBook, Found, Step
from holdspace.domain.risk import Experiencer, Register, Time
from holdspace.domain.words import Word
from holdspace.safety.reading import book, context

_REACH = 8  # words before a cue among which its person is looked for
_FAR = 40  # words before a cue among which a film or a quotation is looked for
_DENIES = 6  # words before a cue among which a "not" may deny it
_LINKS = frozenset({"but", "and", "so", "because", "cause", "cos", "cuz", "bc", "then", "though"})
_OWNING = frozenset({"my", "our"})
_COMMAS = frozenset(",:;()-")


@dataclass(frozen=True, slots=True)
class _Single:
    """The words that name the person, others, and the "not" words."""

    me: frozenset[str]
    subjects: frozenset[str]
    others: frozenset[str]
    objects: frozenset[str]
    reflexive: frozenset[str]
    nots: frozenset[str]
    able: frozenset[str]
    raising: frozenset[str]
    fiction: frozenset[str]
    laughs: frozenset[str]
    ifs: frozenset[str]
    ends: frozenset[str]


@cache
def _single() -> _Single:
    """Read the single words that bear on meaning, once."""
    people, denied, meant = context()["people"], context()["denied"], context()["meant"]
    return _Single(
        me=frozenset(people["me"]),
        subjects=frozenset(people["subjects"]),
        others=frozenset(people["others"]),
        objects=frozenset(people["objects"]),
        reflexive=frozenset(people["reflexive"]),
        nots=frozenset(denied["nots"]),
        able=frozenset(denied["able"]),
        raising=frozenset(denied["raising"]),
        fiction=frozenset(meant["fiction"]),
        laughs=frozenset(meant["laughs"]),
        ifs=frozenset(meant["ifs"]),
        ends=frozenset(meant["ends"]),
    )


@cache
def _cues() -> CueBook:
    """Read the phrases that bear on meaning, once."""
    when, denied = context()["when"], context()["denied"]
    named = {
        "empty": denied["empty"],
        **{name: when[name] for name in ("past", "recent", "lately")},
    }
    return book((name, cue) for name, cues in named.items() for cue in cues)


@dataclass(frozen=True, slots=True)
class Meant:
    """How one cue is meant."""

    experiencer: Experiencer
    negated: bool
    time: Time
    register: Register


@dataclass(frozen=True, slots=True)
class Setting:
    """A message with all in it that bears on how its cues are meant."""

    words: tuple[Word, ...]
    opens: tuple[int, ...]  # where the sentence of each word begins
    clause: tuple[int, ...]  # which clause each word belongs to
    said: Mapping[str, frozenset[int]]  # clauses that speak of long ago, of lately
    empty: frozenset[int]  # words that look like a "not" and deny nothing
    laughs: frozenset[int]  # sentences, by where they begin, that laugh

    @classmethod
    def of(cls, words: tuple[Word, ...]) -> "Setting":
        """Read the setting of a message."""
        opens, clause = _numbered(words)
        said: dict[str, set[int]] = {"past": set(), "recent": set(), "lately": set()}
        empty: set[int] = set()
        for one in _cues().find(words):
            if one.tells == "empty":
                empty.update(range(one.first, one.last))
            else:
                said[one.tells].add(clause[one.first])
        laughs = frozenset(
            opens[i] for i, word in enumerate(words) if word.text in _single().laughs
        )
        told = {name: frozenset(clauses) for name, clauses in said.items()}
        return cls(words, opens, clause, told, frozenset(empty), laughs)

    def meant(self, found: Found, *, past: bool, other: bool) -> Meant:
        """Say how a cue is meant by what stands around it."""
        return Meant(
            experiencer=self._experiencer(found, other=other),
            negated=self._is_denied(found),
            time=Time.PAST if past else self._time(found),
            register=self._register(found),
        )

    def ends(self, found: Found) -> bool:
        """Whether nothing that would change its meaning follows the cue in its clause."""
        if found.last >= len(self.words):
            return True
        after = self.words[found.last]
        return not after.text[0].isalnum() or after.text in _single().ends

    def is_whole(self, found: Found) -> bool:
        """Whether the cue is all of its sentence; one of several words, give or take a word."""
        before = found.first - self.opens[found.first]
        rest = self.words[found.last : found.last + 3]
        stop = next((i for i, word in enumerate(rest) if word.stops), len(rest))
        after = sum(word.text[0].isalnum() for word in rest[:stop])
        return before + after <= min(1, found.last - found.first - 1)

    def _before(self, found: Found, reach: int) -> range:
        """Return the places of the few words before a cue, inside its sentence."""
        return range(max(self.opens[found.first], found.first - reach), found.first)

    def _experiencer(self, found: Found, *, other: bool) -> Experiencer:
        """Say whose danger it is: by the cue's own words, else by the nearest person before it."""
        inside = range(found.first, found.last)
        texts = [_stem(self.words[i]) for i in inside]
        mine = any(self._is_mine(i) for i in inside)
        if not mine and self._is_fiction(found):
            return Experiencer.FICTION
        if other or not _single().reflexive.isdisjoint(texts):
            return Experiencer.OTHER
        if mine:
            return Experiencer.SELF
        near = (*texts[:1], *(_stem(self.words[i]) for i in reversed(self._before(found, _REACH))))
        named = (text for text in near if text in _single().subjects or text in _single().others)
        return Experiencer.SELF if next(named, "i") in _single().subjects else Experiencer.OTHER

    def _is_mine(self, at: int) -> bool:
        """Whether a word names the person: "my", and not the "my" of "my friend"."""
        text = self.words[at].text
        if text not in _single().me:
            return False
        after = self.words[at + 1 : at + 2]
        return text not in _OWNING or not after or not is_another(_stem(after[0]))

    def _is_fiction(self, found: Found) -> bool:
        """Whether a film or a book is spoken of, and the person does not come between."""
        for i in reversed(self._before(found, _FAR)):
            if _stem(self.words[i]) in _single().me:
                return False
            if self.words[i].text in _single().fiction:
                return True
        return False

    def _is_denied(self, found: Found) -> bool:
        """Whether a "not" that reaches the cue denies it; a cue that says "not" itself is whole."""
        inside = range(found.first, found.last)
        own = sum(self.words[i].text in _single().nots for i in inside if i not in self.empty)
        if own and any(map(_says_not, found.cue.parts)):
            return False
        near = [
            i for i in self._before(found, _DENIES) if self.clause[i] == self.clause[found.first]
        ]
        return (own + sum(self._denies(i, near) for i in near)) % 2 == 1

    def _denies(self, at: int, near: Sequence[int]) -> bool:
        """Whether a word is a "not" whose reach is not cut off by "i" before the cue."""
        text = self.words[at].text
        if text not in _single().nots or at in self.empty or text in _single().able:
            return False
        after = [self.words[i].text for i in near if i > at]
        mine = next((i for i, word in enumerate(after) if word in _single().me), None)
        return mine is None or any(word in _single().raising for word in after[:mine])

    def _time(self, found: Found) -> Time:
        """Say when it is: long ago only where nothing in the same clause says lately."""
        here = self.clause[found.first]
        recent = Time.RECENT if here in self.said["recent"] else Time.NOW
        if {here, self.clause[found.last - 1]} & self.said["lately"]:
            return recent
        opening = self.clause[self.opens[found.first]]  # "when I was six, ..."
        opens_so = opening in self.said["past"] and here - opening <= 1
        if opens_so or here in self.said["past"]:
            return Time.PAST
        is_if = any(self.words[i].text in _single().ifs for i in self._before(found, _REACH))
        return Time.CONDITIONAL if is_if and recent is Time.NOW else recent

    def _register(self, found: Found) -> Register:
        """Say how it is meant: plainly, as a joke, or in someone else's quoted words."""
        before = [i for i in self._before(found, _FAR) if self.words[i].text == '"']
        rest = self.words[found.last : found.last + _FAR]
        closes = any(word.text == '"' for word in rest)
        if len(before) % 2 == 1 and closes and self._another_says(before[-1]):
            return Register.QUOTE
        return Register.JOKE if self.opens[found.first] in self.laughs else Register.PLAIN

    def _another_says(self, mark: int) -> bool:
        """Whether it is someone else who speaks, where a quotation opens."""
        texts = [_stem(word) for word in self.words[max(0, mark - _REACH) : mark]]
        named = [text for text in texts if _is_person(text) or text in _single().fiction]
        return bool(named) and named[-1] not in _single().me


def _is_person(text: str) -> bool:
    """Whether a word names the person or someone else."""
    return text in _single().me or is_another(text)


def is_another(text: str) -> bool:
    """Whether a word names someone else: "she", "friend", "them"."""
    return text in _single().others or text in _single().objects


def is_reflexive(text: str) -> bool:
    """Whether a word turns what is done back on someone else: "himself"."""
    return text in _single().reflexive


def _stem(word: Word) -> str:
    """Return a word without its "'s"."""
    return word.text if is_another(word.text) else word.text.removesuffix("'s")


def _says_not(step: Step) -> bool:
    """Whether a step of a cue itself says "not", so that the cue means what it says with it."""
    if not step.words.isdisjoint(_single().nots):
        return True
    return any(_says_not(part) for phrase in step.phrases for part in phrase)


def _numbered(words: tuple[Word, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Say of each word where its sentence begins, and which clause it belongs to."""
    opens, clauses, start, clause = [], [], 0, 0
    for i, word in enumerate(words):
        clause += word.text in _LINKS
        opens.append(start)
        clauses.append(clause)
        start = i + 1 if word.stops else start
        clause += word.stops or word.text in _COMMAS
    return tuple(opens), tuple(clauses)
