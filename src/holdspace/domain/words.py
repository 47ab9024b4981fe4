"""Reads written words without a grammar: folds them, splits them, and finds cues in them.

A cue is a short phrase such as `nobody|no one _ notic*`. Its words stand for:
`word` itself; `a|b` either (`no-one` in the text counts as one word, so write multi-word
alternatives as separate cues); `stem*` any word so beginning; `_` one word, any;
`...` up to four words, any, inside the same sentence; `word?` the word or nothing.
"dont", "do not" and "don't" are one word, `don't`, in texts and in cues alike; so are the others.
Cues are found from their first word, so matching is linear in the length of the text.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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
    )} | {"can": "can't", "will": "won't"}
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
class Cue:
    """A phrase to listen for and what it tells."""

    tells: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A cue that was heard: what it tells, and where, in words and in characters."""

    tells: str
    cue: Cue
    first: int
    last: int
    span: tuple[int, int]


class CueBook:
    """Many cues, found together in one pass over the words."""

    def __init__(self, cues: Iterable[tuple[str, str]]) -> None:
        """Take pairs of what a cue tells and the cue's phrase."""
        self._by_word: defaultdict[str, list[Cue]] = defaultdict(list)
        self._by_stem: defaultdict[str, list[Cue]] = defaultdict(list)
        for tells, phrase in cues:
            self._add(Cue(tells, _steps(phrase)))

    def _add(self, cue: Cue) -> None:
        """File a cue under each word it may begin with."""
        first, rest = cue.steps[0], cue.steps[1:]
        if first in {"...", "_"} or (first.endswith("?") and first != "?" and not rest):
            raise BrokenData(f"The cue '{' '.join(cue.steps)}' must begin with a word.")
        if first.endswith("?") and first != "?":
            self._add(Cue(cue.tells, rest))
            self._add(Cue(cue.tells, (first[:-1], *rest)))
            return
        for option in cue.steps[0].split("|"):
            if option.endswith("*"):
                self._by_stem[option[:2]].append(cue)
            else:
                self._by_word[option].append(cue)

    def find(self, words: tuple[Word, ...]) -> Iterator[Found]:
        """Yield every cue heard in `words`, in the order of where they begin."""
        for first, word in enumerate(words):
            for cue in self._beginning(word):
                last = _follow(cue.steps, 0, words, first)
                if last is not None:
                    span = (word.start, words[last - 1].end)
                    yield Found(cue.tells, cue, first, last, span)

    def _beginning(self, word: Word) -> Iterator[Cue]:
        """Yield the cues that may begin with this word."""
        for text in (word.text, word.also):
            yield from self._by_word.get(text, ())
        yield from self._by_stem.get(word.text[:2], ())

    def tells(self, words: tuple[Word, ...]) -> frozenset[str]:
        """Return all that the cues heard in `words` tell."""
        return frozenset(found.tells for found in self.find(words))


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


def _follow(steps: tuple[str, ...], step: int, words: tuple[Word, ...], at: int) -> int | None:
    """Return the index just past the words that match `steps` from `at`, or None."""
    if step == len(steps):
        return at
    here = steps[step]
    if here == "...":
        return _leap(steps, step + 1, words, at)
    if here.endswith("?") and len(here) > 1:
        skipped = _follow(steps, step + 1, words, at)
        return skipped if skipped is not None else _take(steps, step, words, at)
    return _take(steps, step, words, at)


def _take(steps: tuple[str, ...], step: int, words: tuple[Word, ...], at: int) -> int | None:
    """Match one step on one word, passing over a comma or quotation mark before it."""
    while at < len(words) and words[at].text in _MARKS and step > 0:
        at += 1
    if at >= len(words) or not fits(steps[step].removesuffix("?") or "?", words[at]):
        return None
    return _follow(steps, step + 1, words, at + 1)


def _leap(steps: tuple[str, ...], step: int, words: tuple[Word, ...], at: int) -> int | None:
    """Try the rest of the steps after none to four words of the same sentence."""
    for ahead in range(at, min(at + _GAP, len(words)) + 1):
        if ahead > at and words[ahead - 1].stops:
            return None
        last = _follow(steps, step, words, ahead)
        if last is not None:
            return last
    return None


def fits(step: str, word: Word) -> bool:
    """Whether one written word answers one step of a cue."""
    if step == "_":
        return word.text[0].isalnum()
    return any(_is(option, word) for option in step.split("|"))


def _is(option: str, word: Word) -> bool:
    """Whether a word is the one meant, or begins with the stem meant."""
    if option.endswith("*") and len(option) > 1:
        return word.text.startswith(option[:-1])
    return option in (word.text, word.also)
