"""Reads written words without a grammar: folds them to one plain form and splits them.

"dont", "do not" and "don't" are one word, `don't`, in texts and in cues alike; so are the others.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

_QUOTES = str.maketrans(
    dict.fromkeys("‘’ʼ′´`＇‛", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‐‑‒–—", "-")
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\u202a-\u202e\ufeff\u00ad\ufe0f]")
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_](?:[^\W_]|['-](?=[^\W_]))*|[.!?;,:\n()\"]|[^\w\s]")
_STOPS = frozenset(".!?;\n")
_LEET = str.maketrans("013457@$", "oieastas")
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
    straight = text.translate(_QUOTES)
    if straight.isascii():
        return straight.lower()
    out = []
    for char in straight:
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


def holds_any(words: Iterable[str], phrases: Iterable[str]) -> bool:
    """Whether one of some phrases stands whole among words that are folded already."""
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in phrases)


def spelt(steps: Iterable[str]) -> tuple[str, ...]:
    """Return words that were written apart as texts are read: contracted, "do not" as "don't"."""
    read: list[str] = []
    for step in steps:
        if step == "not" and read and read[-1] in _NEGATED:
            read[-1] = _NEGATED[read[-1]]
        else:
            read.append(_CONTRACTED.get(step, step))
    return tuple(read)


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
    short = _LONG.sub(r"\1", text)
    return Word(short, start, end, _LONG.sub(r"\1\1", text) if short != text else "")
