"""One exchange in values: what was heard and understood, what was decided, what was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from holdspace.domain.care import Care
from holdspace.domain.just_before import just_before
from holdspace.domain.language import Parse
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import Evidence, RiskState, Tier
from holdspace.domain.spoken_of import (
    Known,
    Mention,
    SpokenOf,
    is_left_alone,
    names_in,
    offerable,
)


class Move(StrEnum):
    """What one spoken line does, coded as helping-skills research codes it."""

    PRS = "PRS"  # presence
    SIL = "SIL"  # chosen quiet
    SRF = "SRF"  # simple reflection
    CRF = "CRF"  # complex reflection
    SUM = "SUM"  # summary
    VAL = "VAL"  # validation
    NRM = "NRM"  # common humanity
    OQ = "OQ"  # open question
    CQ = "CQ"  # closed question
    PRM = "PRM"  # ask permission
    COL = "COL"  # seek collaboration
    AUT = "AUT"  # emphasise autonomy
    AFF = "AFF"  # affirm a strength, with evidence
    GEN = "GEN"  # being gentle with oneself is allowed
    INF = "INF"  # information
    SUG = "SUG"  # suggestion from a menu
    PRC = "PRC"  # lead a practice
    PAT = "PAT"  # notice a pattern
    HOP = "HOP"  # hope
    REA = "REA"  # re-authoring
    BRG = "BRG"  # bridge to a person
    RPR = "RPR"  # repair
    BND = "BND"  # the limits of a program
    SAF = "SAF"  # safety script
    CLS = "CLS"  # goodbye


class State(StrEnum):
    """How much a person has room for, from their words and choices alone."""

    WITHIN = "within"
    HIGH = "high"
    LOW = "low"
    TIRED = "tired"
    UNKNOWN = "unknown"


class Tone(StrEnum):
    """Whether what was told is welcome to them."""

    PLEASANT = "pleasant"
    PAINFUL = "painful"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Doing(StrEnum):
    """What the person is doing with this message."""

    TELLING = "telling"
    ASKING = "asking"
    REQUESTING = "requesting"  # a practice, company, quiet
    REFUSING = "refusing"
    CORRECTING = "correcting"
    THANKING = "thanking"
    LEAVING = "leaving"
    SILENT = "silent"
    SMALL = "small"  # a small message: a greeting, a test, a shrug


class Tap(StrEnum):
    """What can be said without typing, by a button or a pace word."""

    SKIP = "skip"
    SLOWER = "slower"
    LISTEN = "listen"
    DONE = "done"
    YES_THAT = "yes-that"
    NOT_QUITE = "not-quite"
    DONT_KNOW = "dont-know"
    JUST_STAY = "just-stay"
    NOT_SAFE = "not-safe"
    TOO_MUCH = "too-much"
    ANSWERED = "answered"  # an answer on a questionnaire that has to be met at once; no button of a page sends it


@dataclass(frozen=True, slots=True)
class Heard:
    """What the client just said or tapped, and when."""

    visit: VisitId
    words: Private
    at: datetime
    tap: Tap | None = None
    night: bool = False  # their own clock says so; the hour itself is not kept
    country: str = ""  # where numbers are looked up: chosen by them, else by the keeper
    raised: tuple[Evidence, ...] = ()  # what an answer on a questionnaire tells of danger
    before: Private = field(default_factory=lambda: Private(""))  # in whose light they are meant


@dataclass(frozen=True, slots=True)
class Feeling:
    """A feeling that was heard, graded 1 faint to 5 overwhelming; `named` if they said it."""

    name: str
    grade: int = 3
    named: bool = True


@dataclass(frozen=True, slots=True)
class Trace:
    """Which of their words led to what: `span` is character offsets, never the words themselves."""

    head: str  # feelings, appraisals, themes, state, self-attack, hopelessness
    name: str  # which of them; of a head that is one thing, the same again
    likely: float  # how often what is heard like this is so, from 0 to 1
    span: tuple[int, int]


# About how they are met, from the next line on.
WISHES = frozenset({"shorter-on", "plainer", "slower-on", "just-listen-on", "call-me", "no-questions", "no-advice", "breath-declined", "echo-off"})  # fmt: skip
SAID_TO_A_PRACTICE = (
    "said-to-a-practice"  # what a message is about that is nothing but a way on in one, or its name
)
TO_THE_COMPANION = WISHES | {
    "practice-wanted",
    "practice-wanted-cant-sleep",
    "practice-wanted-hard-on-myself",
    "practice-wanted-too-flat",
    "practice-wanted-too-much",
    "refusal",
    "correction",
    "rupture-confrontation",
    "not-answered",
    "dont-want-to-be-here",
}


def best(rated: Mapping[str, float], enough: float) -> str:
    """Return the best of several where it is good enough, or nothing."""
    rate, name = max(((rate, name) for name, rate in rated.items()), default=(0.0, ""))
    return name if rate >= enough else ""


@dataclass(frozen=True, slots=True)
class Perception:
    """What was understood of a message, and what stays unknown."""

    feelings: tuple[Feeling, ...] = ()
    state: State = State.UNKNOWN
    tone: Tone = Tone.UNKNOWN
    appraisals: tuple[tuple[str, float], ...] = ()  # what it means to them, likeliest first
    themes: frozenset[str] = frozenset()
    self_attack: bool = False
    doing: Doing = Doing.TELLING
    about: str = ""  # which small message, question or refusal it is; "" for plain telling
    asked: str = ""  # the answer that was asked for, by its id, where there is one
    situation: str = ""  # the kind of event that is told of, by its id, where it is one we know
    called: str = field(default="", repr=False)  # what they just asked to be called
    goes: str = ""  # where they want to go in a practice, in a word of practice.walk or of ways
    practice: str = ""  # the practice they ask for, or choose, by its id
    again: Known | None = None  # what they asked to have known, where they speak of it again
    rupture: bool = False
    evidence: tuple[Evidence, ...] | None = None  # what a trained head heard; None: none listened
    ruled_out: frozenset[str] = (
        frozenset()
    )  # of which it heard next to nothing: a lane's letter, or "R"
    intensity: int | None = None  # of it all, 1 faint to 5 overwhelming
    traces: tuple[Trace, ...] = ()
    perhaps: Mapping[str, Mapping[str, float]] = field(
        default_factory=dict
    )  # by head, how likely each feeling, appraisal and situation is that is not ruled out

    def likeliest(self, of: str, enough: float) -> str:
        """Return what a head finds likeliest, where it is likely enough."""
        return best(self.perhaps.get(of, {}), enough)

    @classmethod
    def unknown(cls) -> Self:
        """Stand in for senses that failed: nothing is presumed."""
        return cls()


@dataclass(frozen=True, slots=True)
class Line:
    """A reviewed sentence, with the one move it makes."""

    id: str
    move: Move
    says: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A part of a plan whose words are already decided."""

    line: Line


@dataclass(frozen=True, slots=True)
class Find:
    """A part of a plan whose words the voice finds: a move, and what it is about."""

    move: Move
    about: str


Part = Fixed | Find
UNASKING = ":unasking"  # added to what a part is about, where its words may ask nothing


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now, in order, in how many words, and why in one line a person can read."""

    moves: tuple[Part, ...]
    budget: int
    because: str
    otherwise: tuple[Part, ...] = (Find(Move.PRS, "presence"),)  # when no part finds words
    lines: int = 2  # how many it has at most, but for what is fixed


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line as it was said; `own` marks, in character offsets, the person's own words in it."""

    text: str = field(repr=False)
    move: Move
    line_id: str = ""
    own: tuple[tuple[int, int], ...] = ()

    @property
    def joins(self) -> bool:
        """Whether it joins what is told to what was told before, or gathers it."""
        return self.line_id.startswith(("thread-", "again-"))


@dataclass(frozen=True, slots=True)
class Examples:
    """What people say where a sentence of the voice fits, and what only looks like it."""

    like: tuple[str, ...]
    unlike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """Something they told, in one clause turned to them, which what comes later may join.

    `says` is as it stands inside a sentence, without capital or full stop; `own` marks their own words in it, in characters.
    """

    says: str = field(repr=False)
    own: tuple[tuple[int, int], ...]
    names: frozenset[str] = field(repr=False)  # of what it speaks, by base form
    meant: frozenset[str]  # what it may mean to them
    turn: int = 0
    worth: float = 0.0  # how telling it is beside others


@dataclass(frozen=True, slots=True)
class Told:
    """A message with all that was understood of it.

    `near` says how close it lies to the examples of each sentence, up to 1; empty where nothing could tell.
    """

    heard: Heard
    parse: Parse
    perception: Perception
    near: Mapping[str, float] = field(default_factory=dict)
    spoken_of: SpokenOf = field(default_factory=SpokenOf)


@dataclass(frozen=True, slots=True)
class Said:
    """What a gate may look at: the plan, the risk, this reply so far, and recent lines."""

    plan: Plan
    risk: RiskState
    lines: tuple[Spoken, ...] = ()
    recent: tuple[Spoken, ...] = ()  # the last 20 turns, newest last
    threads: tuple[Thread, ...] = ()  # what was told earlier and may be spoken of, newest last
    manner: Manner = field(default_factory=Manner)  # how they asked to be met
    unechoed: bool = False  # their own words are not to be said back

    def after(self, spoken: Spoken) -> "Said":
        """Return what has been said once `spoken` is said too."""
        return replace(self, lines=(*self.lines, spoken))

    @property
    def words(self) -> int:
        """How many words this reply has so far."""
        return sum(len(spoken.text.split()) for spoken in self.lines)


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange, complete: the unit that is kept, shown and reviewed."""

    number: int
    heard: Heard
    plan: Plan
    tier: Tier
    lanes: tuple[str, ...]
    said: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """One turn gone by, as far as it bears on the next: how they were, and what was done."""

    tone: Tone = Tone.UNKNOWN
    state: State = State.UNKNOWN
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """Somebody on their way through a practice: which one, done in which of the ways left to them, and where they are."""

    practice: str
    way: int = 0
    at: str = "invite"


@dataclass(frozen=True, slots=True)
class Memory:
    """What of the open visit bears on this turn; small, whatever the visit's length."""

    turns: int = 0
    recent: tuple[Spoken, ...] = ()  # spoken lines of the last 20 turns, newest last
    risk: RiskState = field(default_factory=RiskState)
    manner: Manner = field(default_factory=Manner)
    asked_last: bool = False  # the last reply held a question
    scripted: bool = False  # the last reply held a line of the safety script
    pointed: bool = False  # and it pointed to people
    lately: tuple[Past, ...] = ()  # the last turns, newest last
    reflections: int = 0
    questions: int = 0
    repairs: int = 0
    unechoed: bool = False  # they asked not to hear their own words back, or are learning English
    threads: tuple[Thread, ...] = ()  # what they told, newest last
    not_now: tuple[Private, ...] = ()  # topics they asked to leave alone
    last_words: Private = field(default_factory=lambda: Private(""))  # the end of what they told
    country: str = ""
    way: int = 0  # which of several wordings this visit is given, so that no two feel like a form
    permission_for: str = ""  # what the last reply asked leave for
    walk: Walk | None = None  # the practice under way, and how far
    aside: Walk | None = None  # one they turned from a while ago, to tell or to ask something
    turned_at: int = 0  # and in which turn
    offered: tuple[str, ...] = ()  # the practices that the last reply offered, by id
    mentions: tuple[Mention, ...] = ()  # whom and what they spoke of, the latest last
    hushed: tuple[str, ...] = field(default=(), repr=False)  # by which words nobody is offered
    known: tuple[Known, ...] = ()  # what they asked to have known next time
    reminded: bool = False  # it said once in this visit that one of these came up before
    care: Care = field(default_factory=Care)  # of gentle things: which, and how they were; no words
    today: date = date.min
    mend: tuple[str, ...] = ()  # what was missing in the visit before: heard, pace, useful

    @property
    def just_before(self) -> Private:
        """In whose light the next words are meant: the last ones, and what they were then asked in talk."""
        last = self.recent[-1].text if self.recent and not self.scripted else ""
        return Private(just_before(self.last_words.text, last if last.endswith("?") else ""))

    @property
    def refused(self) -> frozenset[str]:
        """The plain words of what they asked to leave alone."""
        return frozenset().union(*(names_in(topic.text) for topic in self.not_now))

    @property
    def joinable(self) -> tuple[Thread, ...]:
        """What was told and may be spoken of: nothing that they asked to leave alone."""
        refused = self.refused
        told = ((thread, names_in(thread.says)) for thread in self.threads)
        return tuple(thread for thread, names in told if not is_left_alone(names, refused))

    @property
    def offerable(self) -> tuple[Mention, ...]:
        """What may be offered to be known next time: nothing left alone, nothing of danger, nothing known already."""
        return offerable(self.mentions, self.refused | set(self.hushed), self.known)
