"""Says what the answer to a direct question tells: in reviewed words, and, where these find none, by what it means."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from holdspace.domain.risk import Lane, RiskState, Signs, Tier
from holdspace.domain.talk import Perception
from holdspace.safety.answers import NOT_ME, SOMEBODY_THERE, WHEN, WHEN_ALONE, WHEN_MAYBE
from holdspace.safety.latch import ASKS_NOW, ASKS_PLAINLY
from holdspace.safety.taken_back import ASKS_OF_LANE, spoken_of

ANSWERS: Mapping[str, Mapping[str, Tier]] = {  # what an answer to a direct question raises to
    "r2-ask": {"yes": Tier.R3},
    "check-in": {"yes": Tier.R3, "unsure": Tier.R2},
    "r3-plan": {"yes": Tier.R4},
    "r3-intent": {"yes": Tier.R4, "unsure": Tier.R4},
    "r3-hand": {"yes": Tier.R4},
    "r3-when": {"yes": Tier.R5},
    "r4-hand": {"yes": Tier.R5},
    "r4-when": {"yes": Tier.R5},
    "r2-ask-again": {"yes": Tier.R3},
    "minimised-1": {"yes": Tier.R3, "unsure": Tier.R2},
    "n1-c": {"yes": Tier.R3, "unsure": Tier.R2},
    "n2-b": {"yes": Tier.R3, "unsure": Tier.R2},
    "n3-c": {"yes": Tier.R4, "unsure": Tier.R3},
    "t-d": {"yes": Tier.R3, "unsure": Tier.R2},
    ASKS_NOW: {"yes": Tier.R5, "unsure": Tier.R4},
}
_ASKS_OF_MEANS = frozenset({"r3-plan", "r3-hand", "r4-hand"})  # answered by naming a means
SAFE_HERE = frozenset({"a2-a", "a2-p"})  # direct questions whether it is safe to read here
_OF_A_LANE = SAFE_HERE | ASKS_OF_LANE.keys()
WAITING = frozenset({"why", "quiet"})  # no answer, and no refusal: the question still stands
LEFT = frozenset({"stop", "angry"})  # a refusal to answer
_ASKS_WHEN = frozenset({"r3-when", "r4-when"})
# To these a time, even beside a "maybe", says how near suicide is.
_ASKS_HOW_NEAR = _ASKS_WHEN | {"r3-plan", "r3-intent"}
_OF_THOUGHTS = ASKS_PLAINLY | {"check-in", "t-ask"}  # whether there are thoughts of suicide
_PLAINEST = "r2-ask"  # stands for what was asked of near danger, once that is left open
_NEEDS_NO_ANSWER = frozenset({"r2-unsaid"})  # what leaves a question be
_MEANT = 0.6  # from here a head hears what no cue has the words of
# What stands in the way, in words of ordinary talk.
_SAID_OF_MUCH = frozenset({"nobody-to-call", "cannot-call"})
_OPEN = frozenset({"", "unsure"})  # answers that a yes meant beside them outweighs


def still_asked(before: RiskState) -> RiskState:
    """Return the visit with the plain question open for one message more, where the last reply only said that it needs no answer: "yes" is one all the same."""
    if before.open or _NEEDS_NO_ANSWER.isdisjoint(before.said_last):
        return before
    asked = (step for step in reversed(before.asked) if step in ASKS_PLAINLY)
    return replace(before, open=next(asked, _PLAINEST))


def as_asked(signs: Signs, before: RiskState) -> Signs:
    """Return the signs with a time among a few words as a yes where a time was asked for, and as no answer elsewhere: "tuesdays off".

    "Tonight" alone is a yes to whatever was asked of suicide, and to nothing else: "Morning" answers no question about voices.
    "Tonight maybe" is a yes wherever it says how near suicide is, and elsewhere no more than a "maybe". "Not me, him" is a yes where
    somebody else was asked about, and elsewhere a no.
    """
    if signs.answer == NOT_ME:
        of_others = ASKS_OF_LANE.get(before.open) is Lane.THIRD_PARTY
        return replace(signs, answer="yes" if of_others else "no")
    if signs.answer == WHEN_ALONE:
        return replace(signs, answer="" if before.open in _OF_A_LANE else "yes")
    if signs.answer == WHEN:
        return replace(signs, answer="yes" if before.open in _ASKS_WHEN else "")
    if signs.answer == WHEN_MAYBE:
        return replace(signs, answer="yes" if before.open in _ASKS_HOW_NEAR else "unsure")
    return signs


def with_meant(signs: Signs, before: RiskState, perception: Perception) -> Signs:
    """Return the signs with what is meant where no cue has its words: an answer to the plain question, and what is told of reaching a person."""
    answer = _answer_meant(signs, before, perception) or signs.answer
    reached = signs.reached or _reached_meant(before, perception)
    return replace(signs, answer=answer, reached=reached)


def _answer_meant(signs: Signs, before: RiskState, perception: Perception) -> str:
    """Name the answer that a head hears, or nothing.

    A yes is heard in any case, even beside a "maybe"; a no only where nothing but a head had told of a wish to die, so that none lowers what was told in words.
    """
    if before.open not in _OF_THOUGHTS or signs.answer not in _OPEN:
        return ""
    meant = perception.likeliest("answers", _MEANT)
    if (signs.answer and meant != "yes") or (meant == "no" and not before.supposed):
        return ""
    return meant


def _reached_meant(before: RiskState, perception: Perception) -> tuple[str, ...]:
    """Name what a head hears of reaching a person, where danger is known; from R4 only words tell that somebody is there, since much is left unsaid then."""
    if before.tier < Tier.R2:
        return ()
    kind = perception.likeliest("reaching", _MEANT)
    unsure = before.tier >= Tier.R4 and kind in SOMEBODY_THERE
    return () if not kind or unsure else (kind,)


def answered_by(before: RiskState, signs: Signs, *, no_wish: bool) -> Mapping[str, str]:
    """Note the answer to the question that was left open, if this message gives one."""
    told = "no" if no_wish else signs.answer or _by_naming_means(before, signs)
    if not before.open or not told or told in WAITING:
        return before.answered
    answer = "skip" if told in LEFT else told
    if answer == "no-plan":  # denies a plan, and says nothing of thoughts
        answer = "no" if before.open == "r3-plan" else "unsure"
    return {**before.answered, before.open: answer}


def _by_naming_means(before: RiskState, signs: Signs) -> str:
    """Return the yes that lies in naming what one would use, where just that was asked about."""
    named = any(e.theme == "means" and e.counts for e in signs.evidence)
    return "yes" if named and before.open in _ASKS_OF_MEANS else ""


def is_troubled(signs: Signs) -> bool:
    """Whether a message tells of reaching a person, or leaves a question without an answer: no turn has passed calmly."""
    return bool(signs.reached) or signs.answer in WAITING | LEFT


def lanes_borne_out(before: RiskState, signs: Signs) -> frozenset[Lane]:
    """Name the lanes of which the last reply spoke, where a message says what stands in the way of a person.

    "Nobody" and "can't" are said of much else: to who only asked whether it is so they bear nothing out.
    """
    asked = before.open in ASKS_OF_LANE
    kinds = set(signs.reached) - SOMEBODY_THERE - (_SAID_OF_MUCH if asked else frozenset())
    return frozenset(spoken_of(before)) if kinds else frozenset()


def bears_out(signs: Signs) -> bool:
    """Whether a message says what stands in the way of a person, as only who needs one does."""
    return bool(set(signs.reached) - SOMEBODY_THERE)


def question_in(said: Iterable[str]) -> str:
    """Return the direct question among the lines of one reply, or an empty string."""
    return next((step for step in said if step in ANSWERS or step in _OF_A_LANE), "")


def by_answer(before: RiskState, answered: Mapping[str, str]) -> Tier:
    """Say what the answer to the open question raises the visit to."""
    return ANSWERS.get(before.open, {}).get(answered.get(before.open, ""), Tier.R0)
