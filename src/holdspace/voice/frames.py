"""Names one feeling, or two, in a line: plainly where they were named, tentatively where inferred."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.talk import Feeling, Perception, Tone
from holdspace.domain.words import Word

_SPEAKABLE = 2  # a fainter feeling that nobody named is left alone
_NEAR = 1  # two feelings are spoken of together when their grades lie this near
_FAINT, _STRONG = 2, 4
_BOTH = "both"


@dataclass(frozen=True, slots=True)
class Framed:
    """One line about a feeling; `own` marks the person's own words in it, in characters."""

    text: str = field(repr=False)
    own: tuple[tuple[int, int], ...]
    template_id: str


@dataclass(frozen=True, slots=True)
class Naming:
    """How a feeling is spoken of: nouns by strength, and the noun for each word people use."""

    tone: str
    noun: str
    faint: str
    strong: str
    said: Mapping[str, str]
    proof: frozenset[str]  # words that name it too, and are not said back


@dataclass(frozen=True, slots=True)
class Template:
    """A line with a place for one feeling or two, and what it suits."""

    id: str
    says: str
    tone: str
    named: bool
    grades: tuple[int, int]
    two: bool


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A feeling as it would be spoken of to this person."""

    grade: int
    tone: str
    noun: str
    word: str  # their own word for it, or nothing
    named: bool  # they named it, and here is the word that did
    noun_is_own: bool


@cache
def _naming(language: str) -> Mapping[str, Naming]:
    """Return how each feeling is spoken of, read once."""
    table = shelf.read("voice", "bank", language, "frames", "feeling.toml")["feelings"]
    return {name: _named(entry) for name, entry in table.items()}


def _named(entry: Mapping[str, Any]) -> Naming:
    """Make a naming of one entry; nouns that are not given are the plain one."""
    noun = entry["noun"]
    return Naming(
        tone=entry["tone"],
        noun=noun,
        faint=entry.get("faint", noun),
        strong=entry.get("strong", noun),
        said=entry["said"],
        proof=frozenset(entry.get("proof", ())),
    )


def is_pleasant(feeling: str, language: str = "en") -> bool:
    """Whether a feeling is one of those that are good to have."""
    naming = _naming(language).get(feeling)
    return naming is not None and naming.tone == Tone.PLEASANT


@cache
def templates(language: str = "en") -> tuple[Template, ...]:
    """Return every feeling frame of a language, in the order of its file."""
    frames_read = shelf.read("voice", "bank", language, "frames", "feeling.toml")["frame"]
    return tuple(
        Template(
            id=entry["id"],
            says=entry["says"],
            tone=entry["tone"],
            named=entry["named"],
            grades=(entry["grades"][0], entry["grades"][1]),
            two=entry.get("two", False),
        )
        for entry in frames_read
    )


def frames(
    perception: Perception, at: int, words: tuple[Word, ...], language: str = "en"
) -> Iterator[Framed]:
    """Yield lines about what they feel, fitting first; `at` turns the order, any number will do.

    Two feelings are spoken of together when they are about as strong; else the strongest alone.
    """
    spoken = _speakable(perception, words, language)
    if len(spoken) > 1 and _together(spoken[0], spoken[1]):
        yield from _filled(spoken[:2], at, language)
    if spoken:
        yield from _filled(spoken[:1], at, language)


def _speakable(
    perception: Perception, words: tuple[Word, ...], language: str
) -> tuple[_Spoken, ...]:
    """Return the feelings worth speaking of, those that agree with the tone, strongest first."""
    written = frozenset(word.text for word in words)
    naming = _naming(language)
    told = [
        _as_spoken(feeling, naming[feeling.name], written)
        for feeling in perception.feelings
        if feeling.name in naming and (feeling.named or feeling.grade >= _SPEAKABLE)
    ]
    told.sort(key=lambda one: one.grade + one.named, reverse=True)
    sided = [one for one in told if one.tone != "neutral" and _agrees(one, perception.tone)]
    return tuple(sided or (one for one in told if one.tone == "neutral"))


def _agrees(one: _Spoken, tone: Tone) -> bool:
    """Whether a feeling does not contradict the tone of the message."""
    return tone in {Tone.MIXED, Tone.UNKNOWN} or one.tone == tone


def _as_spoken(feeling: Feeling, naming: Naming, written: frozenset[str]) -> _Spoken:
    """Return how one feeling would be spoken of, by their own word where they gave one."""
    word = next((w for w in naming.said if w in written), "") if feeling.named else ""
    by_grade = naming.strong if feeling.grade >= _STRONG else naming.noun
    noun = naming.said.get(word) or (naming.faint if feeling.grade <= _FAINT else by_grade)
    named = feeling.named and bool(word or naming.proof & written)
    return _Spoken(feeling.grade, naming.tone, noun, word, named, noun in written)


def _together(one: _Spoken, other: _Spoken) -> bool:
    """Whether two feelings are about as strong, alike in being named, and not one word twice."""
    near = abs(one.grade - other.grade) <= _NEAR
    return near and one.named == other.named and one.noun != other.noun


def _filled(spoken: Sequence[_Spoken], at: int, language: str) -> Iterator[Framed]:
    """Yield each frame that suits these feelings, filled, beginning at a place `at` chooses."""
    tones = {one.tone for one in spoken}
    tone = tones.pop() if len(tones) == 1 else _BOTH
    fitting = [
        template
        for template in templates(language)
        if (template.two, template.tone, template.named) == (len(spoken) > 1, tone, spoken[0].named)
        and template.grades[0] <= spoken[0].grade <= template.grades[1]
        and (spoken[0].word or "{word}" not in template.says.lower())
    ]
    start = at % len(fitting) if fitting else 0
    for template in (*fitting[start:], *fitting[:start]):
        yield _fill(template, spoken)


def _fill(template: Template, spoken: Sequence[_Spoken]) -> Framed:
    """Put the feelings in their places and mark which of the words are the person's own."""
    first, last = spoken[0], spoken[-1]
    slots = {
        "noun": (first.noun, first.noun_is_own),
        "word": (first.word, True),
        "a": (first.noun, first.noun_is_own),
        "b": (last.noun, last.noun_is_own),
    }
    text, own = "", []
    for piece in template.says.split("{"):
        slot, closed, rest = piece.partition("}")
        if not closed:
            text += piece
            continue
        filler, is_own = slots[slot.lower()]
        if is_own:
            own.append((len(text), len(text) + len(filler)))
        text += (filler if slot.islower() else filler.capitalize()) + rest
    return Framed(text, tuple(own), template.id)
