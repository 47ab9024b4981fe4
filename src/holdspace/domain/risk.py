"""What danger sounds like, and where a visit stands: response tiers, lanes and their evidence.

Tiers say what Holdspace does next. They are not a prediction and are shown to no one.
Source: the suicide axis and lanes of the risk protocol (docs/safety.md).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Tier(IntEnum):
    """Ordered, so that `max` joins two opinions; uncertain means the higher one."""

    R0 = 0  # everyday talk
    R1 = 1  # low mood or heavy distress, no death theme
    R2 = 2  # passive or unclear
    R3 = 3  # active thoughts, no method, plan or intent known
    R4 = 4  # method or plan, or intent, or recent behaviour
    R5 = 5  # imminent
    R6 = 6  # an attempt in progress


class Lane(StrEnum):
    """Other dangers, each with its own way of being met."""

    SELF_INJURY = "N"
    HARM_TO_OTHERS = "V"
    ABUSE = "A"
    CHILD = "C"
    PSYCHOSIS = "P"
    EATING = "E"
    INTOXICATION = "I"
    MEDICAL = "M"
    OVERWHELM = "D"
    GRIEF = "B"
    THIRD_PARTY = "T"
    LEANING = "L"


ORDINARY = frozenset({Lane.GRIEF, Lane.OVERWHELM, Lane.THIRD_PARTY, Lane.LEANING})  # of most talks


class Experiencer(StrEnum):
    """Whose danger it is."""

    SELF = "self"
    OTHER = "other"
    FICTION = "fiction"


class Time(StrEnum):
    """When it is."""

    NOW = "now"
    RECENT = "recent"  # weeks or a few months ago
    PAST = "past"
    CONDITIONAL = "conditional"


class Register(StrEnum):
    """How it is meant."""

    PLAIN = "plain"
    IDIOM = "idiom"
    JOKE = "joke"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class LaneLevel:
    """A lane and how far along it, 1 to 3, or None where the lane has no levels."""

    lane: Lane
    level: int | None = None

    def __str__(self) -> str:
        """Write it as reviewers do: A3, or T."""
        return f"{self.lane}{self.level or ''}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing heard that bears on safety; `span` is character offsets, never the words."""

    rule: str
    span: tuple[int, int]
    tier: Tier = Tier.R0
    lane: LaneLevel | None = None
    theme: str = ""
    experiencer: Experiencer = Experiencer.SELF
    negated: bool = False
    time: Time = Time.NOW
    register: Register = Register.PLAIN
    unsure: bool = (
        False  # said every day of lesser things too: counts with a second sign of distress
    )
    likely: float = 1.0  # that there is any of its kind, where a trained head heard it

    @property
    def counts(self) -> bool:
        """Whether this speaks of the person's own danger, plainly, and is not denied."""
        return (
            self.experiencer is Experiencer.SELF
            and not self.negated
            and self.register is Register.PLAIN
        )

    @property
    def by_a_head(self) -> bool:
        """Whether a trained head heard it by meaning, and not the reviewed words or the grammar."""
        return self.rule.startswith(_BY_MEANING)


_BY_MEANING = "meaning-"  # how the rules of what trained heads hear begin
FAINT = "meaning-faint"  # the rule of what a trained head hears, and would not stand on alone
HALF_HEARD = "meaning-half-heard"  # and of what it hears better, and would still not stand on once


def are_apart(evidence: Collection[Evidence]) -> bool:
    """Whether some evidence stands in more than one place, and not only in words it shares."""
    last = max((piece.span[0] for piece in evidence), default=0)
    return last >= min((piece.span[1] for piece in evidence), default=1)


@dataclass(frozen=True, slots=True)
class Signs:
    """All that one message holds that bears on safety."""

    evidence: tuple[Evidence, ...] = ()
    answer: str = (
        ""  # yes | no | no-plan | unsure | skip | why | stop | angry | quiet | adult | when
    )
    minimises: bool = False  # "I was just being dramatic"
    denies: bool = False  # "I'm not suicidal"
    protests: bool = False  # "he's a teenager, not a gangster": something else was meant
    turns: bool = False  # "no, but": what is denied may yet come
    reached: tuple[
        str, ...
    ] = ()  # called, with-someone, or what is in the way of reaching a person
    figures: tuple[
        tuple[int, int], ...
    ] = ()  # where a tense body is spoken of in a figure of speech


@dataclass(frozen=True, slots=True)
class RiskState:
    """Where the whole visit stands: the latched tier, the lanes, what was asked and answered."""

    tier: Tier = Tier.R0
    lanes: tuple[LaneLevel, ...] = ()
    themes: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()  # ids of the safety lines said so far, in order
    answered: Mapping[str, str] = field(default_factory=dict)
    open: str = ""  # the direct question the very last reply asked, while it waits for an answer
    denied: bool = False  # a direct question was answered no, and nothing new was heard since
    answer: str = ""  # how this message answered, or would not
    hushed: bool = False  # they asked not to be asked
    adult: bool = False  # they said that they are no child
    reached: tuple[str, ...] = ()  # what was said of reaching a person and is not met yet
    check_in_owed: bool = False  # the visit stood at R3: the next one asks once how it is
    calm_turns: int = 0
    fresh: bool = False  # this very message brought new evidence
    fresh_lanes: tuple[LaneLevel, ...] = ()
    heard_well: frozenset[Lane] = frozenset()  # told in words, twice, or borne out by an answer
    minimised: bool = False
    denied_all: bool = (
        False  # it was asked about plainly and denied outright, and nothing new was heard since
    )
    said_last: tuple[str, ...] = ()  # ids of the safety lines of the very last reply
    not_so: frozenset[Lane] = frozenset()  # lanes that a head supposed and that were taken back
    worried: str = ""  # what this message asks or tells of somebody else in danger
    let_go: bool = False  # this message says that what a head alone supposed was something else
    supposed: bool = False  # a head alone told of a wish to die, and nothing bears it out
    by_heads: bool = False  # nothing but trained heads told of a wish to die, however often
