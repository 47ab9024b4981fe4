"""Reads written words without a grammar: folds them, splits them, and finds cues in them.

A cue is a short phrase such as `nobody|no one _ notic*`. Its words stand for:
`word` itself; `a|b` either (`no-one` in the text counts as one word, so write multi-word
alternatives as separate cues); `stem*` any word so beginning; `_` one word, any;
`...` up to four words, any, inside the same sentence; `word?` the word or nothing.
"dont", "do not" and "don't" are one word, `don't`, in texts and in cues alike; so are the others.
A cue is tried only where its rarest word was said; the work is linear in the length of the text.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from holdspace.domain.errors import BrokenData

_QUOTES = str.maketrans(
    dict.fromkeys("‘’ʼ′´`＇‛", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‐‑‒–—", "-")
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\u202a-\u202e\ufeff\u00ad\ufe0f]")
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_](?:[^\W_]|['-](?=[^\W_]))*|[.!?;,:\n()\"]|[^\w\s]")
_STOPS = frozenset(".!?;\n")
_MARKS = frozenset(',:()"')
_LEET = str.maketrans("013457@$", "oieastas")
_GAP = 4
_NEGATED = {
    verb: f"{verb}n't"
    for verb in (
        *("do", "does", "did", "is", "are", "was", "were", "have", "has", "had"),
        *("would", "could", "should", "must", "need"),
    )
} | {"can": "can't", "will": "won't"}
_CONTRACTED = {written.replace("'", ""): written for written in _NEGATED.values()} | {
    "cannot": "can't", "im": "i'm", "ive": "i've", "youre": "you're", "theyre": "they're",
    "hes": "he's", "shes": "she's", "thats": "that's", "theres": "there's", "whats": "what's",
    "gonna": "gonna", "aint": "ain't", "youve": "you've", "theyve": "they've", "couldve": "could've",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One written word, folded, with its place in the text as it was written."""

    text: str = field(repr=False)
    start: int
    end: int
    also: str = field(default="", repr=False)  # "feeel" reads as "fel" and as "feel"

    @property
    def stops(self) -> bool:
        """Whether this mark ends a sentence."""
        return self.text in _STOPS


def fold(text: str) -> str:
    """Return `text` in one plain form of the same length: small letters, straight quotes.

    The same length, so that offsets found in the folded text hold in the text as written.
    """
    out = []
    for char in text.translate(_QUOTES):
        plain = unicodedata.normalize("NFKC", char).casefold()
        out.append(plain if len(plain) == 1 else plain[:1] or char)
    return "".join(out)


def split(text: str) -> tuple[Word, ...]:
    """Return the words and marks of `text`, folded, each with where it stood.

    Zero-width characters are passed over, drawn-out letters shortened ("sooooo" is "so"),
    and digits standing for letters inside a word read as the letters.
    """
    folded = fold(text)
    kept = [i for i, char in enumerate(folded) if not _INVISIBLE.match(char)]
    dense = "".join(folded[i] for i in kept)
    return _join_nots(
        _word(found.group(), kept[found.start()], kept[found.end() - 1] + 1)
        for found in _WORD.finditer(dense)
    )


def _join_nots(words: Iterable[Word]) -> tuple[Word, ...]:
    """Join "do not" into "don't", so that a cue need not be written twice."""
    joined: list[Word] = []
    for word in words:
        before = joined[-1] if joined else None
        if word.text == "not" and before is not None and before.text in _NEGATED:
            joined[-1] = Word(_NEGATED[before.text], before.start, word.end)
        else:
            joined.append(word)
    return tuple(joined)


def _word(text: str, start: int, end: int) -> Word:
    """Make a word, its drawn-out letters shortened and leet inside it read as letters."""
    if not text[0].isalnum():
        return Word(text, start, end)
    if text[0].isalpha() and any(c.isdigit() for c in text):  # "k1ll", and not "3am"
        text = text.translate(_LEET)
    text = _CONTRACTED.get(text, text)
    short, double = _LONG.sub(r"\1", text), _LONG.sub(r"\1\1", text)
    return Word(short, start, end, double if double != short else "")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a cue: the words and stems that answer it, or any word, or a gap."""

    words: frozenset[str]
    stems: tuple[str, ...]
    any: bool = False
    gap: bool = False
    optional: bool = False

    @property
    def required(self) -> bool:
        """Whether one of these words must stand in the text for the cue to be heard."""
        return not (self.any or self.gap or self.optional)

    def answers(self, word: Word) -> bool:
        """Whether a written word is one of those meant."""
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

    def may_be_in(self, texts: set[str]) -> bool:
        """Whether each step that names whole words finds one of them among `texts`."""
        return all(
            step.stems or not step.required or not step.words.isdisjoint(texts)
            for step in self.parts
        )


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

    def __init__(self, cues: Iterable[tuple[str, str]]) -> None:
        """Take pairs of what a cue tells and the cue's phrase. Raises BrokenData at a bad one."""
        told = [cue for tells, phrase in cues for cue in _cues(tells, _steps(phrase))]
        common = Counter(key for cue in told for step in cue.parts for key in _keys(step))
        self._by_word: defaultdict[str, list[Cue]] = defaultdict(list)
        self._by_stem: defaultdict[str, list[Cue]] = defaultdict(list)
        for cue in told:
            rarest = min(filter(_is_required, cue.parts), key=partial(_commonness, common))
            for word in rarest.words:
                self._by_word[word].append(cue)
            for stem in rarest.stems:
                self._by_stem[stem].append(cue)
        self._lengths = sorted({len(stem) for stem in self._by_stem})

    def find(self, words: tuple[Word, ...]) -> list[Found]:
        """Return every cue heard in `words`, each place once, in the order of where they begin."""
        found = {}
        for cue in self._likely(words):
            opening = cue.parts[0]
            for first, word in enumerate(words):
                if opening.answers(word) and (last := _follow(cue.parts, 1, words, first + 1)):
                    span = (word.start, words[last - 1].end)
                    found[first, last, cue.tells] = Found(cue.tells, cue, first, last, span)
        return [found[place] for place in sorted(found)]

    def tells(self, words: tuple[Word, ...]) -> frozenset[str]:
        """Return all that the cues heard in `words` tell."""
        return frozenset(found.tells for found in self.find(words))

    def _likely(self, words: tuple[Word, ...]) -> Iterable[Cue]:
        """Return the cues all of whose words were said, in whatever order."""
        texts = {word.text for word in words} | {word.also for word in words}
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


def _is_required(step: Step) -> bool:
    """Whether a step names a word that must be there."""
    return step.required


def _keys(step: Step) -> tuple[str, ...]:
    """Return what a step can be filed under."""
    return (*step.words, *(f"{stem}*" for stem in step.stems)) if step.required else ()


def _commonness(common: Mapping[str, int], step: Step) -> int:
    """Say in how many cues the words of a step stand."""
    return sum(common[key] for key in _keys(step))


def _cues(tells: str, steps: tuple[str, ...]) -> Iterator[Cue]:
    """Make a cue of its steps: two, where it may begin with or without its first word."""
    first = steps[0] if steps else ""
    optional = first.endswith("?") and first != "?"
    if first in {"", "...", "_"} or (optional and not steps[1:]):
        raise BrokenData(f"The cue '{' '.join(steps)}' must begin with a word.")
    if optional:
        yield from _cues(tells, steps[1:])
        steps = (first[:-1], *steps[1:])
    yield Cue(tells, steps, tuple(map(_step, steps)))


def _step(written: str) -> Step:
    """Read one step."""
    if written == "...":
        return Step(frozenset(), (), gap=True)
    optional = written.endswith("?") and written != "?"
    options = written.removesuffix("?").split("|") if optional else written.split("|")
    stems = tuple(o[:-1] for o in options if o.endswith("*") and o != "*")
    words = frozenset(o for o in options if o == "*" or not o.endswith("*")) - {"_"}
    return Step(words, stems, any="_" in options, optional=optional)


def _steps(phrase: str) -> tuple[str, ...]:
    """Read a cue's phrase into steps, contracted as texts are."""
    steps: list[str] = []
    for step in fold(phrase).split():
        plain = "|".join(_CONTRACTED.get(option, option) for option in step.split("|"))
        if plain == "not" and steps and steps[-1] in _NEGATED:
            steps[-1] = _NEGATED[steps[-1]]
        else:
            steps.append(plain)
    return tuple(steps)


def _follow(parts: tuple[Step, ...], step: int, words: tuple[Word, ...], at: int) -> int | None:
    """Return the index just past the words that answer `parts` from `step` on, or None."""
    if step == len(parts):
        return at
    here = parts[step]
    if here.gap:
        return _leap(parts, step + 1, words, at)
    if here.optional and (skipped := _follow(parts, step + 1, words, at)) is not None:
        return skipped
    while at < len(words) and words[at].text in _MARKS:
        at += 1
    if at < len(words) and here.answers(words[at]):
        return _follow(parts, step + 1, words, at + 1)
    return None


def _leap(parts: tuple[Step, ...], step: int, words: tuple[Word, ...], at: int) -> int | None:
    """Try the rest of the steps after none to four words of the same sentence."""
    for ahead in range(at, min(at + _GAP, len(words)) + 1):
        if ahead > at and words[ahead - 1].stops:
            return None
        last = _follow(parts, step, words, ahead)
        if last is not None:
            return last
    return None
