"""What every written line is held to, whoever wrote it: tone, one question, length, plain words."""

import re
from collections.abc import Callable, Iterator

from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Plan, Said, Spoken
from holdspace.safety.gates import asks_one_thing, does_not_shout, says_nothing_refused
from holdspace.voice.lines import MeaningLine, OtherLine

SHORTEST, LONGEST = 3, 18  # words of a line that says what something means
HARDEST = 10.5  # reading grade of one line; syllables are counted roughly, so a little above the 9 of the bank
_FEW = 7  # words of which a grade means little
_SAID = Said(Plan((), 60, "."), RiskState())
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[^aeiouyl])e(?:d|s)?$|(?<=[aeiouy])e$")


def faults(line: MeaningLine | OtherLine) -> Iterator[str]:
    """Yield what is wrong with a line, each fault as the end of a sentence about it."""
    spoken = Spoken(line.says, line.move, line.id)
    refusals = (
        gate(spoken, _SAID) for gate in (says_nothing_refused, asks_one_thing, does_not_shout)
    )
    yield from filter(None, refusals)
    count = len(line.says.split())
    if isinstance(line, MeaningLine) and not SHORTEST <= count <= LONGEST:
        yield f"has {count} words, and {SHORTEST} to {LONGEST} fit"
    if line.says.rstrip("'\"”")[-1:] not in {".", "?"}:
        yield "does not end with a full stop or a question mark"
    if not line.says[:1].isupper() and line.says[:1] not in {'"', "“"}:
        yield "does not begin with a capital"
    if count > _FEW and grade(line.says) > HARDEST:
        yield "is hard to read: shorter words or sentences would help"


def _by_vowels(word: str) -> int:
    """Return about how many syllables a word has."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.lower().strip("'")))))


def grade(text: str, syllables: Callable[[str], int] = _by_vowels) -> float:
    """Return about how many years of school a text asks for (Flesch-Kincaid)."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(1, len(re.findall(r"[.?]", text)))
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * spoken / max(1, len(words)) - 15.59
