"""What the words of a practice are held to: each fault as the end of a sentence about a line."""

import re
from collections.abc import Iterator

import pyphen

from holdspace.domain.manner import Brings
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Move, Plan, Said, Spoken
from holdspace.practice.library import Practice
from holdspace.safety.gates import says_nothing_refused
from holdspace.voice.lint import grade

MOST_WORDS = 20  # of a step
HARDEST = 6.0  # reading grade of a step
HARDEST_LINE = 9.0  # and of another line of some length, as in the bank
_FEW = 7  # words of which a grade means little
_SYLLABLES = pyphen.Pyphen(lang="en_GB")
_SAID = Said(Plan((), 60, "."), RiskState())

ORDERS = re.compile(
    r"\b(should|must|need(?:s|ed)? to|ha(?:ve|s) to|try|relax|calm down|always|never|but|simply|just)\b",
    re.IGNORECASE,
)
PRESSES = re.compile(
    r"\b(timer|count(?:ing)? down|countdown|hold(?:ing)? (?:your|the|a|that) breath|clear your mind|empty your mind"
    r"|well done|good job|great|perfect|you did it|will help|will feel|makes? you feel|will calm"
    r"|calories?|ice|snap)\b",
    re.IGNORECASE,
)
NAMES = {  # how a thing somebody left out would be named
    Brings.BREATH: re.compile(
        r"\b(breath\w*|inhal\w*|exhal\w*|sigh(?:s|ed|ing)?)\b", re.IGNORECASE
    ),
    Brings.BODY: re.compile(
        r"\b(body|bodies|muscles?|jaw|shoulders?|forehead|belly|chest|toes?|heels?)\b",
        re.IGNORECASE,
    ),
    Brings.CLOSED_EYES: re.compile(
        r"\b(clos\w+ (?:your |both )?eyes|eyes? (?:shut|closed|can close|may close))\b",
        re.IGNORECASE,
    ),
    Brings.IMAGERY: re.compile(
        r"\b(imagin\w+|(?<!a )(?<!the )picture (?:it|a|your|some\w*)|in your mind|in mind)\b",
        re.IGNORECASE,
    ),
    Brings.TOUCH: re.compile(r"\b(touch\w*|strok(?:e|ing) (?:it|your|the))\b", re.IGNORECASE),
    Brings.FAITH: re.compile(
        r"\b(god|pray\w*|faith|holy|sacred|soul|spirit\w*|bless\w*)\b", re.IGNORECASE
    ),
}


def steps_of(practice: Practice) -> Iterator[str]:
    """Yield every step of every way."""
    for way in practice.ways:
        yield from way.steps


def lines_of(practice: Practice) -> Iterator[str]:
    """Yield every line of a practice that somebody may read while they do it."""
    yield from (practice.invites, practice.says, practice.why)
    yield from (caution.says for caution in practice.cautions)
    yield from practice.notes
    yield from steps_of(practice)


def faults_of_a_step(step: str) -> Iterator[str]:
    """Yield what is wrong with a step."""
    count = len(step.split())
    if count > MOST_WORDS:
        yield f"has {count} words"
    if step.rstrip("'\"”")[-1:] not in {".", "?", "…"}:
        yield "does not end as a sentence"
    if len(re.findall(r"[.?](?=\s|$)", step)) > 3:
        yield "says more than one thing"
    if step.count("?") > 1:
        yield "asks more than one thing"
    if grade_of(step) > HARDEST:
        yield f"is hard to read ({grade_of(step):.1f})"
    yield from faults_of_a_line(step)


def faults_of_a_line(line: str) -> Iterator[str]:
    """Yield what is wrong with any line."""
    yield from (f"says “{found.group()}”" for found in ORDERS.finditer(line))
    yield from (f"says “{found.group()}”" for found in PRESSES.finditer(line))
    if "!" in line:
        yield "shouts"
    if refused := says_nothing_refused(Spoken(line, Move.SRF, "line"), _SAID):
        yield refused
    if len(line.split()) > _FEW and grade_of(line) > HARDEST_LINE:
        yield f"is hard to read ({grade_of(line):.1f})"


def grade_of(text: str) -> float:
    """Return about how many years of school a text asks for, its syllables counted by rule."""
    return grade(text, lambda word: 1 + len(_SYLLABLES.positions(word)))


def names(line: str, brings: Brings) -> bool:
    """Whether a line names a thing that somebody may have left out."""
    pattern = NAMES.get(brings)
    return pattern is not None and pattern.search(line) is not None
