"""Finds cues in written words: short phrases that tell something, and where they stand.

A cue is a phrase such as `nobody|no-one _ notic*`. Its steps stand for:
`word` itself; `a|b` either; `(a|b c)` either, where one has several words; `stem*` any word so
beginning; `_` one word, any;
`...` up to four words, any, inside the same sentence; `word?` the word or nothing;
`<name>` any word or phrase of the list of that name, which may name further lists.
A cue is tried only where its words were said near one another; the work is linear in the length of the text.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from holdspace.domain.errors import BrokenData
from holdspace.domain.words import Word, fold, spelt

Lists = Mapping[str, Sequence[str]]

_MARKS = frozenset(',:()"')
_GAP = 4
_STRETCH = 240  # words looked through at once
_REACH = 40  # words beyond, in which a cue that began may end; none is longer
_NONE: Lists = {}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a cue: the words, stems and phrases that answer it, or any word, or a gap."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    phrases: tuple[tuple["Step", ...], ...] = ()
    any: bool = False
    gap: bool = False
    optional: bool = False
    opens: frozenset[str] = frozenset()  # whole words that what answers this step may begin with
    loose: bool = False  # whether it may begin with others too

    @property
    def required(self) -> bool:
        """Whether one of these words must stand in the text for the cue to be heard."""
        return not (self.any or self.gap or self.optional)

    def may_begin_at(self, word: Word) -> bool:
        """Whether a written word may be the first of what answers this step."""
        return self.loose or word.text in self.opens or word.also in self.opens

    def answers(self, word: Word) -> bool:
        """Whether a written word alone is one of those meant."""
        if word.text in self.words or (word.also and word.also in self.words):
            return True
        if self.stems and word.text.startswith(self.stems):
            return True
        return self.any and word.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase to listen for and what it tells."""

    tells: str
    steps: tuple[str, ...]
    parts: tuple[Step, ...] = field(repr=False)
    needs: tuple[frozenset[str], ...] = field(repr=False)  # of each of these, one word was said

    def may_be_in(self, texts: frozenset[str]) -> bool:
        """Whether each step that names whole words finds one of them among `texts`."""
        return not any(map(texts.isdisjoint, self.needs))

    def openings(self, places: Mapping[str, list[int]], within: range) -> Iterable[int]:
        """Return the places within a stretch of words where this cue may begin."""
        opening = self.parts[0]
        if opening.loose:
            return within
        told = (places[text] for text in opening.opens if text in places)
        return [at for each in told for at in each if at < within.stop]


@dataclass(frozen=True, slots=True)
class Found:
    """A cue that was heard: what it tells, and where, in words and in characters."""

    tells: str
    cue: Cue
    first: int
    last: int
    span: tuple[int, int]


class CueBook:
    """Many cues, each filed under its rarest word, so that most are never tried."""

    def __init__(self, cues: Iterable[tuple[str, str]], lists: Lists = _NONE) -> None:
        """Take pairs of what a cue tells and its phrase, and the lists that cues may name.

        Raises BrokenData at a cue that cannot be read, or that names a list there is not.
        """
        reader = _Reader(lists)
        told = [cue for tells, phrase in cues for cue in reader.cues(tells, _steps(phrase))]
        common = Counter(key for cue in told for step in cue.parts for key in _keys(step))
        self._by_word: defaultdict[str, list[Cue]] = defaultdict(list)
        self._by_stem: defaultdict[str, list[Cue]] = defaultdict(list)
        for cue in told:
            for key in _rarest(common, cue.parts):
                if key.endswith("*"):
                    self._by_stem[key[:-1]].append(cue)
                else:
                    self._by_word[key].append(cue)
        self._lengths = sorted({len(stem) for stem in self._by_stem})

    def find(self, words: tuple[Word, ...]) -> list[Found]:
        """Return every cue heard in `words`, each place once, in the order of where they begin."""
        found: dict[tuple[int, int, str], Found] = {}
        for begins in range(0, len(words), _STRETCH):
            stretch = range(begins, min(begins + _STRETCH, len(words)))
            for one in self._begun(words, stretch):
                found[one.first, one.last, one.tells] = one
        return [found[place] for place in sorted(found)]

    def _begun(self, words: tuple[Word, ...], stretch: range) -> Iterator[Found]:
        """Yield the cues that begin in a stretch of the words."""
        places = _places(words, stretch)
        for cue in self._likely(frozenset(places)):
            for first in cue.openings(places, stretch):
                if words[first].text in _MARKS:
                    continue
                if last := _follow(cue.parts, words, first):
                    span = (words[first].start, words[last - 1].end)
                    yield Found(cue.tells, cue, first, last, span)

    def tells(self, words: tuple[Word, ...]) -> frozenset[str]:
        """Return all that the cues heard in `words` tell."""
        return frozenset(found.tells for found in self.find(words))

    def _likely(self, texts: frozenset[str]) -> Iterable[Cue]:
        """Return the cues all of whose words were said, in whatever order."""
        likely: dict[int, Cue] = {}
        for text in texts:
            for cue in self._filed(text):
                if id(cue) not in likely and cue.may_be_in(texts):
                    likely[id(cue)] = cue
        return likely.values()

    def _filed(self, text: str) -> Iterator[Cue]:
        """Yield the cues filed under a word, or under a stem it begins with."""
        yield from self._by_word.get(text, ())
        for length in self._lengths:
            yield from self._by_stem.get(text[:length], ())


def _places(words: tuple[Word, ...], stretch: range) -> Mapping[str, list[int]]:
    """Return where each word stands in a stretch, and in what a cue begun there may reach."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(stretch.start, min(stretch.stop + _REACH, len(words))):
        places[words[at].text].append(at)
        if words[at].also:
            places[words[at].also].append(at)
    return places


class _Reader:
    """Reads cues as they are written, each list once."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._read: dict[str, tuple[tuple[Step, ...], ...]] = {}

    def cues(self, tells: str, steps: tuple[str, ...]) -> Iterator[Cue]:
        """Make a cue of its steps: two, where it may begin with or without its first word."""
        first = steps[0] if steps else ""
        optional = first.endswith("?") and first != "?"
        if first in {"", "...", "_"} or (optional and not steps[1:]):
            raise BrokenData(f"The cue '{' '.join(steps)}' must begin with a word.")
        if optional:
            yield from self.cues(tells, steps[1:])
            steps = (first[:-1], *steps[1:])
        parts = tuple(map(self._step, steps))
        if _longest(parts) > _REACH:
            raise BrokenData(f"The cue '{' '.join(steps)}' may be longer than {_REACH} words.")
        yield Cue(tells, steps, parts, tuple(_needs(parts)))

    def _step(self, written: str) -> Step:
        """Read one step."""
        if written == "...":
            return Step(gap=True)
        optional = written.endswith("?") and written != "?"
        options = _divided(_bare(written.removesuffix("?") if optional else written), "|")
        named = [phrase for option in options for phrase in self._phrases(option)]
        single = [phrase[0] for phrase in named if len(phrase) == 1]
        plain = [o for o in options if not _is_list(o) and " " not in o]
        stems = (o[:-1] for o in plain if o.endswith("*") and o != "*")
        words = (o for o in plain if o == "*" or not o.endswith("*"))
        meant = frozenset(words).union(*(step.words for step in single)) - {"_"}
        phrases = (
            *(phrase for phrase in named if len(phrase) > 1),
            *(phrase for step in single for phrase in step.phrases),
        )
        all_stems = (*stems, *(stem for step in single for stem in step.stems))
        is_any = "_" in options
        return Step(
            words=meant,
            stems=all_stems,
            phrases=phrases,
            any=is_any,
            optional=optional,
            opens=meant.union(*(phrase[0].opens for phrase in phrases)),
            loose=is_any or bool(all_stems) or any(phrase[0].loose for phrase in phrases),
        )

    def _phrases(self, option: str) -> tuple[tuple[Step, ...], ...]:
        """Return the phrases an option stands for: those of its list, or its own several words."""
        if _is_list(option):
            return self._list(option[1:-1])
        return (tuple(map(self._step, _steps(option))),) if " " in option else ()

    def _list(self, name: str) -> tuple[tuple[Step, ...], ...]:
        """Return the phrases of a list. Raises BrokenData where there is no such list."""
        if name not in self._lists:
            raise BrokenData(f"There is no list '{name}' for cues to name.")
        if name not in self._read:
            phrases = (tuple(map(self._step, _steps(phrase))) for phrase in self._lists[name])
            self._read[name] = tuple(_plain(name, phrase) for phrase in phrases)
        return self._read[name]


def _longest(parts: Iterable[Step]) -> int:
    """Return the most words that may answer some steps."""
    return sum(_GAP if part.gap else max((1, *map(_longest, part.phrases))) for part in parts)


def _is_list(option: str) -> bool:
    """Whether an option names a list."""
    return option.startswith("<") and option.endswith(">")


def _plain(name: str, phrase: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return a phrase of a list as it is. Raises BrokenData where it does not begin with a word."""
    if not phrase or not phrase[0].required:
        raise BrokenData(f"A phrase of the list '{name}' does not begin with a word.")
    return phrase


def _needs(parts: Iterable[Step]) -> Iterator[frozenset[str]]:
    """Yield, for each step that names whole words, words of which one must have been said."""
    for part in parts:
        keys = _keys(part)
        if keys and not any(key.endswith("*") for key in keys):
            yield frozenset(keys)


def _rarest(common: Mapping[str, int], parts: Iterable[Step]) -> tuple[str, ...]:
    """Return the keys of the step of a cue whose words stand in the fewest cues."""
    keys = (_keys(step) for step in parts if step.required)
    return min(keys, key=partial(_commonness, common))


def _keys(step: Step) -> tuple[str, ...]:
    """Return what a step can be filed under: its words, and one word of each of its phrases."""
    if not step.required:
        return ()
    first = (key for phrase in step.phrases for key in _filing(phrase))
    return (*step.words, *(f"{stem}*" for stem in step.stems), *first)


def _filing(phrase: tuple[Step, ...]) -> tuple[str, ...]:
    """Return the words to file a phrase under: those of its step with the fewest."""
    return min((_keys(step) for step in phrase if step.required), key=len)


def _commonness(common: Mapping[str, int], keys: tuple[str, ...]) -> int:
    """Say in how many cues some words stand."""
    return sum(common[key] for key in keys)


def _steps(phrase: str) -> tuple[str, ...]:
    """Read a cue's phrase into steps, contracted as texts are."""
    return spelt(map(_spelt, _divided(fold(phrase), " ")))


def _spelt(step: str) -> str:
    """Return a step with each of its single words contracted as texts are."""
    return "|".join(spelt([option])[0] for option in _divided(step, "|"))


def _bare(option: str) -> str:
    """Take away the brackets around a step."""
    return option[1:-1] if option.startswith("(") and option.endswith(")") else option


def _divided(text: str, mark: str) -> list[str]:
    """Divide a text at a mark, but never inside brackets."""
    parts, depth = [""], 0
    for char in text:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == mark and not depth:
            parts.append("")
        else:
            parts[-1] += char
    if depth:
        raise BrokenData(
            f"The cue '{text}' opens a bracket it does not close, or the other way round."
        )
    return [part for part in parts if part]


def _follow(parts: tuple[Step, ...], words: tuple[Word, ...], at: int) -> int | None:
    """Return the index just past the words from `at` on that answer `parts`, or None."""
    if not parts:
        return at
    here, rest = parts[0], parts[1:]
    if here.gap:
        return _leap(rest, words, at)
    if here.optional and (skipped := _follow(rest, words, at)) is not None:
        return skipped
    while at < len(words) and words[at].text in _MARKS:
        at += 1
    if at == len(words) or not here.may_begin_at(words[at]):
        return None
    if here.answers(words[at]) and (last := _follow(rest, words, at + 1)) is not None:
        return last
    return _through(here.phrases, rest, words, at)


def _through(
    phrases: tuple[tuple[Step, ...], ...],
    rest: tuple[Step, ...],
    words: tuple[Word, ...],
    at: int,
) -> int | None:
    """Try each phrase of a step, and the rest of the steps after it."""
    for phrase in phrases:
        if phrase[0].may_begin_at(words[at]):
            last = _follow((*phrase, *rest), words, at)
            if last is not None:
                return last
    return None


def _leap(rest: tuple[Step, ...], words: tuple[Word, ...], at: int) -> int | None:
    """Try the rest of the steps after none to four words of the same sentence."""
    for ahead in range(at, min(at + _GAP, len(words)) + 1):
        if ahead > at and words[ahead - 1].stops:
            return None
        last = _follow(rest, words, ahead)
        if last is not None:
            return last
    return None
