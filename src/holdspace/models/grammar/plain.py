"""Puts hurried writing into the plain form a parser knows, keeping where each letter stood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_PIECE = 400


def _either(words: str) -> str:
    """Return a pattern for any one of some words."""
    return f"(?:{'|'.join(words.split())})"


_SAME = str.maketrans(
    dict.fromkeys("‘’ʼ′´`＇‛", "'")  # noqa: RUF001  look-alikes of an apostrophe are what this folds
    | dict.fromkeys("“”„", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013", "-")
)
_UNSEEN = re.compile("[\u200b-\u200f\u2060-\u2064\u202a-\u202e\ufeff\u00ad\ufe0f]")
_NEGATED = "do does did is was are were have has had ca wo could would should ai must need"
_AFTER_ITS = (
    "a an the not been just so too my like all because really hard getting going been gonna no"
    " very over only also almost always never making killing driving eating affecting ruining"
    " pretty kinda quite more better worse too cold hot been time borderline expensive embarrassing overwhelming painful difficult easy weird sad scary crazy stressful exhausting frustrating awful"
)
_AFTER_ID = "like love rather be have been never just do go feel say give die want hate"
_AFTER_ILL = "never be just have get go always ever probably try do end"
_CONTRACTED = (
    rf"\b({_either(_NEGATED)}n)(t)\b",
    r"\b(i)(m|ve)\b",
    rf"\b(i)(d)\b(?= {_either(_AFTER_ID)}\b)",
    rf"\b(i)(ll)\b(?= {_either(_AFTER_ILL)}\b)",
    r"\b(he|she|that|there|what|here)(s)\b",
    r"\b(they|you)(re|ve)\b",
    rf"\b(it)(s)\b(?= {_either(_AFTER_ITS)}\b)",
)
_APOSTROPHES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _CONTRACTED)
_LONE_I = re.compile(r"(?<![\w'.-])i(?![\w.-])")
_NO_SPACE = re.compile(r"(?<=[^\W\d_]{2})(?:[,;!?]|\.{1,4}|…)(?=[^\W\d_]{2}|[Ii]\b)")
_WEB = re.compile(r"\w\.(?:com|org|net|co|io|uk|de)\b|www\.|https?:", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*\s+|\n+")
_LOUD = 0.7


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made plain, the text it was made from, and where each plain letter stood in it."""

    text: str = field(repr=False)
    written: str = field(repr=False)
    places: tuple[int, ...] = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the plain letters from `start` to `end` stood as they were written."""
        return self.places[start], self.places[end - 1] + 1


def plain(written: str) -> Plain:
    """Return `written` with plain quotes, single spaces, a big "I" and its apostrophes put in."""
    letters = [
        (char, at)
        for at, char in enumerate(written)
        if not _UNSEEN.match(char) and not (char.isspace() and written[at - 1 : at].isspace())
    ]
    text = "".join(" " if char.isspace() else char for char, _ in letters).translate(_SAME)
    places = [at for _, at in letters]
    text = _LONE_I.sub("I", _quiet(text))
    for pattern in _APOSTROPHES:
        text, places = _put_in(text, places, pattern)
    if not _WEB.search(text):
        text, places = _spaced(text, places)
    return Plain(text, written, tuple(places))


def _quiet(text: str) -> str:
    """Return a text that was all in capitals in small letters."""
    letters = [char for char in text if char.isalpha()]
    loud = sum(char.isupper() for char in letters)
    if len(letters) < len("I AM SO") - 2 or loud < _LOUD * len(letters):
        return text
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _put_in(text: str, places: list[int], pattern: re.Pattern[str]) -> tuple[str, list[int]]:
    """Put in the apostrophes that hurried writing leaves out; "im" becomes "I'm"."""
    for found in reversed(list(pattern.finditer(text))):
        at = found.start(2)
        begun = "I" if found.group(1) == "i" else found.group(1)
        text = text[: found.start()] + begun + "'" + text[at:]
        places = [*places[:at], places[at], *places[at:]]
    return text, places


def _spaced(text: str, places: list[int]) -> tuple[str, list[int]]:
    """Put in the space that is missing after a full stop or comma."""
    for found in reversed(list(_NO_SPACE.finditer(text))):
        at = found.end()
        text = text[:at] + " " + text[at:]
        places = [*places[:at], places[at - 1], *places[at:]]
    return text, places


def chunks(text: str, longest: int) -> Iterator[tuple[str, int]]:
    """Yield pieces of whole sentences with where each begins; of a long text, both its ends."""
    for first, end in _ends(text, longest):
        start = first
        while start < end:
            stop = _stop(text, start, end)
            if text[start:stop].strip():
                yield text[start:stop], start
            start = stop


def _ends(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of `text` that are read at all, cut at a space where there is one."""
    if len(text) <= longest:
        yield 0, len(text)
        return
    half = longest // 2
    first = text.rfind(" ", half // 2, half)
    last = text.find(" ", len(text) - half, len(text) - half // 2)
    yield 0, first if first > 0 else half
    yield (last if last > 0 else len(text) - half), len(text)


def _stop(text: str, start: int, end: int) -> int:
    """Return where the piece beginning at `start` ends: after a sentence, else at a space."""
    if end - start <= _PIECE:
        return end
    stops = [m.end() for m in _SENTENCE_END.finditer(text, start, min(end, start + _PIECE))]
    if stops:
        return stops[-1]
    space = text.rfind(" ", start + 1, start + _PIECE)
    return space if space > start else start + _PIECE
