"""What to say, and in what order, when someone may be in danger."""

from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import (
    UNASKING,
    WISHES,
    Doing,
    Find,
    Fixed,
    Memory,
    Move,
    Part,
    Perception,
    Plan,
)
from holdspace.safety.answered import SAFE_HERE
from holdspace.safety.answers import WILL_TELL
from holdspace.safety.latch import was_asked_plainly, was_only_supposed, was_told_outright
from holdspace.safety.meet import (
    barrier,
    goodbye,
    has_reached_someone,
    is_with_someone,
    kind_of_answer,
    manner,
    may_ask,
    met,
    plainly,
    unseen,
)
from holdspace.safety.needless import has_psychosis, needless
from holdspace.safety.people import EMERGENCY, is_emergency, now_round
from holdspace.safety.planned import planned
from holdspace.safety.script import Manner, fixed, next_step, stay_step, steps
from holdspace.safety.supposed import ask_first, asking_script, begun, waits_to_be_heard
from holdspace.safety.taken_back import ASKS_OF_LANE
from holdspace.safety.worried import OWN

_FOR_A_PERSON = "talk-to-human"  # what a message is about that asks whom to call, or for a person
_HEARD_NO = {"r2-heard-no", "r2-misread"}
_WHO_SEES = frozenset(
    {"seen-by-others", "in-the-history", "is-this-private"}
)  # asked by who may be watched, answered first
_PLAINLY_ASKED = frozenset({"hard-word-asked", "own-words", "own-conduct"}) | _WHO_SEES
_LET_GO_BECAUSE = "It took something for a danger that is none, so it takes that back."
_LANE_BECAUSE = "What you wrote could mean danger, so it speaks to that first."
_CHILD_BECAUSE = "This place is made for adults, so it points to people who are there for you."
_NO_SCRIPT = frozenset({Lane.OVERWHELM, Lane.GRIEF, Lane.LEANING})  # met by the conversation
_ACKNOWLEDGE = Find(Move.SRF, "acknowledge")
# Saying it back could feed it, or take a side.
_UNMIRRORED = frozenset({Lane.PSYCHOSIS, Lane.EATING, Lane.HARM_TO_OTHERS})
_SAYS_NOTHING = frozenset({"", OWN})  # of somebody else in danger
_ONGOING_ABUSE = LaneLevel(Lane.ABUSE, 2)
# themes of words that tell of a wish to die
_TELL = frozenset({"ending", "death-wish", "hopeless", "burden", "method", "joining"})
_OPENS = {Tier.R3: "r3-thanks", Tier.R4: "r4-today", Tier.R5: "r5-now"}
_OF_AGE = "C-supposed"  # asks whether it is a child who writes
_UNWILLING = frozenset({"no", "skip", "stop", "angry"})
UNASKED = 3  # steps of a lane said in a row; further ones only when it is heard again
# Steps of one that a head heard alone and once; of an emergency that was not asked about, two.
ONCE, TWICE = 1, 2


def stay_safe(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """Put safety before every other consideration; the most urgent danger speaks first.

    Source: risk protocol 2.3 and 2.4.
    """
    if risk.tier is Tier.R6:
        return ask_first(risk, memory, ()) or _attempt(risk, memory)
    leaving = perception.doing is Doing.LEAVING
    if leaving and (close := unseen(risk, memory)):
        return Plan((close,), 25, _LANE_BECAUSE)
    speaking = _speaking(risk, leaving=leaving)
    urgent = next(filter(is_emergency, speaking), None)
    if urgent is not None and not _waited_long(urgent, risk):
        return _for_lane(urgent, perception, risk, memory)
    spoken = _on_the_axis(perception, risk, memory) or _for_the_worried(risk, memory)
    if spoken is None and speaking:
        spoken = _for_lane(speaking[0], perception, risk, memory)
    return spoken or _for_a_child(perception, risk, memory)


def _on_the_axis(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """Speak of a wish to die, or take back what was mistaken for a danger; nothing where neither is due."""
    if perception.about == _FOR_A_PERSON and Tier.R2 <= risk.tier <= Tier.R4:
        return planned(risk.tier, stay_step("whom-to-call", risk.asked, manner(risk, memory)))
    if asking := ask_first(risk, memory, _acknowledging(perception, risk)):
        return asking
    if risk.tier >= Tier.R3 and not was_only_supposed(risk):
        return _for_tier(perception, risk, memory)
    if _has_just_denied(risk) and not _HEARD_NO & set(risk.asked):
        return _heard_no(risk, memory)
    if risk.let_go and risk.tier < Tier.R2 and not risk.fresh_lanes:
        taken_back = stay_step("let-go", risk.asked, manner(risk, memory))
        return Plan((taken_back, Find(Move.SRF, "happened")), 40, _LET_GO_BECAUSE)
    return _unclear(perception, risk, memory) if risk.tier is Tier.R2 else None


def _heard_no(risk: RiskState, memory: Memory) -> Plan:
    """Take a no as it was given; where something else was meant, and no words had told of it, own that it was misread."""
    if _words_told(risk) or risk.tier is not Tier.R2 or not risk.let_go:
        return planned(Tier.R2, fixed("R2-no", manner(risk, memory)))
    return planned(Tier.R2, fixed("R2-misread", manner(risk, memory)), Find(Move.SRF, "happened"))


def _waited_long(urgent: LaneLevel, risk: RiskState) -> bool:
    """Whether it is the turn of a wish to die that is as near as the emergency that spoke before it."""
    script = f"{risk.tier.name.lower()}-"
    lanes = (f"{str(urgent).lower()}-", "now-")
    told = sum(step.startswith(lanes) for step in risk.asked)
    return risk.tier >= Tier.R4 and told > sum(step.startswith(script) for step in risk.asked)


def _speaking(risk: RiskState, *, leaving: bool = False) -> tuple[LaneLevel, ...]:
    """Return the lanes that have something to say now, the most urgent first.

    Nobody who takes their leave is held back by what was told before, but for an emergency that was heard well.
    """
    fresh = {lane.lane for lane in risk.fresh_lanes}
    scripted = (lane for lane in risk.lanes if lane.lane not in _NO_SCRIPT)
    return tuple(
        lane
        for lane in scripted
        if lane.lane in fresh or (_is_open(lane, risk) and (not leaving or _goes_along(lane, risk)))
    )


def _goes_along(lane: LaneLevel, risk: RiskState) -> bool:
    """Whether a danger is spoken of to somebody who is leaving."""
    return is_emergency(lane) and lane.lane in risk.heard_well


def _is_open(lane: LaneLevel, risk: RiskState) -> bool:
    """Whether a lane still owes its lines: an emergency all of them, another its first few."""
    said = begun(lane, risk)
    if waits_to_be_heard(lane.lane, risk) and not said:
        return False
    left = next_step(str(lane), (*risk.asked, *needless(risk)), Manner()) is not None
    owed = bool(said) or lane.level != 1  # a quiet lane that had to wait may be let go
    well = lane.lane in risk.heard_well
    if is_emergency(lane):
        stays = sum(step.startswith("now-") for step in risk.asked)
        most = TWICE if ASKS_OF_LANE.keys().isdisjoint(said) else ONCE
        enough = stays >= UNASKED if well else len(said) + stays >= most
        return not enough and (left or not is_with_someone(risk))
    return left and owed and len(said) < (UNASKED if well else ONCE)


def _for_lane(
    lane: LaneLevel, perception: Perception, risk: RiskState, memory: Memory
) -> Plan | None:
    """Say the next line of a lane's script, after their words were met or acknowledged."""
    urgent, said = is_emergency(lane), plainly(memory)
    name = _script_of(lane, risk, memory)
    step = next_step(name, (*risk.asked, *needless(risk)), said)
    if urgent and (step is None or is_with_someone(risk)):
        step = stay_step(now_round(risk), risk.asked, said)
    if step is None:
        return None
    alone = urgent or lane.lane in _UNMIRRORED or risk.tier >= Tier.R4
    words = met(kind_of_answer(perception, risk, memory), risk, memory)
    first = (words,) if words else _acknowledging(perception, risk)
    watched = lane.lane is Lane.ABUSE and perception.about in _WHO_SEES
    first = () if (alone and not watched) or name == "A2-unsafe" else first
    return Plan((*first, step), 40 if urgent or risk.tier >= Tier.R4 else 60, _LANE_BECAUSE)


def _for_the_worried(risk: RiskState, memory: Memory) -> Plan | None:
    """Answer what somebody asks, or tells, who is worried about somebody else's life, as long as something is left to say to it."""
    if risk.worried in _SAYS_NOTHING:
        return None
    step = next_step(f"T-{risk.worried}", risk.asked, plainly(memory))
    return Plan((step,), 60, _LANE_BECAUSE) if step else None


def _script_of(lane: LaneLevel, risk: RiskState, memory: Memory) -> str:
    """Name the script of a lane; who may be deluded is not told they are believed (NV12).

    What a head alone heard, and once, is asked about before it is believed.
    """
    if asking := asking_script(lane, risk, memory):
        return asking
    if lane != _ONGOING_ABUSE:
        return str(lane)
    if risk.answer in {"no", "unsure"} and memory.risk.open in SAFE_HERE:
        return "A2-unsafe"
    return "A2-with-P" if has_psychosis(risk) and not begun(lane, risk) else "A2"


def _for_a_child(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """Stop keeping company, kindly, where it is a child who writes; and hear that it is none.

    Source: risk protocol 2.4, C1.
    """
    said = plainly(memory)
    asked = [step for step in risk.asked if step.startswith(("c1-", "c2-"))]
    if risk.adult and asked and (line := next_step("C-adult", risk.asked, said)):
        return Plan((line,), 40, _CHILD_BECAUSE)
    child = any(lane.lane is Lane.CHILD and lane.level != EMERGENCY for lane in risk.lanes)
    if not child or waits_to_be_heard(Lane.CHILD, risk) or perception.doing is Doing.LEAVING:
        return None
    if Lane.CHILD not in risk.heard_well:
        step = next_step(_OF_AGE, risk.asked, said)
        return Plan((step,), 60, _CHILD_BECAUSE) if step else None
    stay = next_step("C1", risk.asked, said) or stay_step("C1-stay", risk.asked, said)
    return Plan((stay,), 60, _CHILD_BECAUSE)


def _attempt(risk: RiskState, memory: Memory) -> Plan:
    """Say only what helps in an emergency: the number first, and how to be found."""
    said = plainly(memory)
    reached = barrier(risk, memory)
    if reached is not None and ("r6-call" in risk.asked or {"called"} & set(risk.reached)):
        return planned(Tier.R6, reached)
    done = (*risk.asked, *needless(risk))
    first = next_step("R6", done, said)
    if first is None:
        return planned(Tier.R6, *_stay(risk, memory, said))
    second = next_step("R6", (*done, first.line.id), said)
    pair = (first, second) if first.line.id == "r6-call" and second else (first,)
    return planned(Tier.R6, *pair)


def _for_tier(perception: Perception, risk: RiskState, memory: Memory) -> Plan:
    """Go on with the script of R3, R4 or R5: open it, meet what was said, then the next step."""
    if _OPENS[risk.tier] not in risk.asked and not _opened_higher(risk):
        return planned(risk.tier, *_first(risk, memory))
    away = goodbye(perception, risk, memory)
    if away is not None and WILL_TELL not in risk.reached:  # which is met before the going
        return planned(risk.tier, away)
    if (reached := barrier(risk, memory)) is not None:
        return planned(risk.tier, *_acknowledging(perception, risk), reached)
    if (again := _once_more(risk, memory)) is not None:
        return planned(risk.tier, again)
    if (child := _child_in_danger(risk, memory)) is not None:
        return planned(risk.tier, *_acknowledging(perception, risk), child)
    return _go_on(perception, risk, memory)


def _first(risk: RiskState, memory: Memory) -> tuple[Part, ...]:
    """Open a tier's script; what already stands in the way is met at once where seconds count."""
    said = manner(risk, memory)
    opening = next_step(risk.tier.name, risk.asked, said)
    if opening is None:
        return _stay(risk, memory, said)
    if risk.tier is Tier.R5 and (reached := barrier(risk, memory)) is not None:
        return (fixed("R5-alive", said), reached)
    if risk.tier > Tier.R3:
        return (opening,)
    told = was_told_outright(risk) or was_asked_plainly(risk)
    name = "R3" if told else "R2"  # what was summed up, or supposed, is first asked about itself
    question = next_step(name, (*risk.asked, opening.line.id, *needless(risk)), said)
    first = (_ACKNOWLEDGE,) if told else ()  # the plain question needs the room
    return (*first, opening, *([question] if question else []))


def _opened_higher(risk: RiskState) -> bool:
    """Whether the visit came down from a tier whose opening said all that this one's would."""
    return any(_OPENS[tier] in risk.asked for tier in _OPENS if tier > risk.tier)


def _go_on(perception: Perception, risk: RiskState, memory: Memory) -> Plan:
    """Say the next step of the tier after meeting how the last one was answered."""
    kind = kind_of_answer(perception, risk, memory)
    tier, said = risk.tier, manner(risk, memory, asking=may_ask(kind, risk))
    words = met(kind, risk, memory)
    if kind == "why" and words is not None:
        return planned(tier, words)
    if tier is Tier.R5:
        return planned(tier, _at_r5(kind, risk, memory))
    step = next_step(tier.name, (*risk.asked, *needless(risk)), said)
    waiting = next((lane for lane in _speaking(risk) if lane.level != 1), None)
    if waiting and (step is None or step.line.id == "r3-barrier"):
        return _for_lane(waiting, perception, risk, memory) or planned(tier, *_stay(risk, memory))
    first = words or _thanks(risk, memory)
    opening = (first,) if first else _acknowledging(perception, risk)
    return planned(tier, *opening, *((step,) if step else _stay(risk, memory, said)))


def _once_more(risk: RiskState, memory: Memory) -> Fixed | None:
    """Return what asks once more where danger was made small; nothing where it was denied outright."""
    if not risk.minimised or risk.denied_all:
        return None
    return next_step("minimised", risk.asked, manner(risk, memory))


def _thanks(risk: RiskState, memory: Memory) -> Fixed | None:
    """Return thanks for telling more of it, where they do, as long as some are left."""
    if not risk.fresh or risk.tier not in {Tier.R2, Tier.R3}:
        return None
    return next_step("told-more", risk.asked, manner(risk, memory))


def _at_r5(kind: str, risk: RiskState, memory: Memory) -> Fixed:
    """Return the next short line; where calling is refused, what makes it hard is asked first."""
    said = plainly(memory)
    last = risk.asked[-1] if risk.asked else ""
    unwilling = kind in _UNWILLING or risk.answer in _UNWILLING
    refuses = unwilling and not has_reached_someone(risk)
    if refuses and last == "r5-near" and (door := _step("r5-door", risk, said)):
        return door
    if refuses and (asks := _step("r5-barrier", risk, said)):
        return asks
    step = next_step("R5", (*risk.asked, *needless(risk)), said)
    return step or stay_step(_round(risk), risk.asked, said)


def _step(step: str, risk: RiskState, said: Manner) -> Fixed | None:
    """Return one step of R5 by its id, if it was not said."""
    if step in risk.asked:
        return None
    return next_step("R5", tuple(s.id for s in steps()["R5"] if s.id != step), said)


def _stay(risk: RiskState, memory: Memory, said: Manner | None = None) -> tuple[Part, ...]:
    """Stay: the tier's script is said, and the visit goes on."""
    said = said or manner(risk, memory)
    return (stay_step(_round(risk), risk.asked, said),)


def _round(risk: RiskState) -> str:
    """Name the lines that go round now: others, once somebody is with them or on the way."""
    alone = risk.tier < Tier.R4 or not has_reached_someone(risk)
    return f"{risk.tier.name}-stay" if alone else f"{risk.tier.name}-with"


def _acknowledging(perception: Perception, risk: RiskState) -> tuple[Part, ...]:
    """Acknowledge their words first up to R3, where there are any beside an "ok".

    From R4 nothing stands before what may help.
    """
    small = perception.doing is Doing.SMALL and not risk.fresh and not risk.fresh_lanes
    return (_first_words(perception, risk),) if risk.tier <= Tier.R3 and not small else ()


def _first_words(perception: Perception, risk: RiskState) -> Find:
    """Take up a wish about how they are met, or a plain question; else, and where danger is told beside it, their own words."""
    if perception.about in _PLAINLY_ASKED:
        return Find(Move.BND, f"{perception.about}{UNASKING}")
    wishes = perception.about in WISHES and not risk.fresh and not risk.fresh_lanes
    return Find(Move.AUT, perception.about) if wishes else _ACKNOWLEDGE


def _child_in_danger(risk: RiskState, memory: Memory) -> Fixed | None:
    """Return the next line for a child who is in danger: a grown-up, and a line for the young; where it is only supposed, whether they are one."""
    if not any(str(lane) == "C2" for lane in risk.lanes):
        return None
    now = risk.tier >= Tier.R5
    if Lane.CHILD not in risk.heard_well:
        return None if now else next_step(_OF_AGE, risk.asked, plainly(memory))
    return next_step("C2-now" if now else "C2", risk.asked, plainly(memory))


def _unclear(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """Ask once, clearly; point to people; ask again only when something new is heard."""
    if (again := _once_more(risk, memory)) is not None:
        return planned(Tier.R2, again)
    if perception.doing is Doing.LEAVING and not risk.fresh:
        return None
    kind = kind_of_answer(perception, risk, memory) if memory.scripted else ""
    words = met(kind, risk, memory)
    if kind == "why" and words is not None:
        return planned(Tier.R2, words)
    asked = memory.scripted and was_asked_plainly(risk)  # before all else it is asked
    if asked and (reached := barrier(risk, memory)) is not None:
        return planned(Tier.R2, _first_words(perception, risk), reached)
    asking = may_ask(kind, risk)
    step = _unclear_step(risk, memory, asking=asking)
    thanks = _thanks(risk, memory) if memory.risk.denied else None
    opening = words or thanks or _first_words(perception, risk)
    return planned(Tier.R2, opening, step) if step is not None else None


def _unclear_step(risk: RiskState, memory: Memory, *, asking: bool) -> Fixed | None:
    """Return the next step of R2; nothing once it was asked, answered, and nothing new is heard."""
    asked = was_asked_plainly(risk)
    unanswered = bool(memory.risk.open) and not risk.denied
    if asked and not risk.fresh and not unanswered:
        return None
    if asked and (child := _child_in_danger(risk, memory)) is not None:
        return child
    if asked and not risk.fresh and not risk.answer and not _words_told(risk):
        return next_step("R2-unsaid", risk.asked, plainly(memory))  # they spoke of something else
    if asking and risk.fresh and memory.risk.denied and "r2-ask-again" not in risk.asked:
        others = (step.id for step in steps()["R2"] if step.id != "r2-ask-again")
        return next_step("R2", tuple(others), manner(risk, memory))
    skipped = (("r2-ask",) if asked else ()) + (("r2-ask-again",) if not risk.fresh else ())
    return next_step("R2", (*risk.asked, *skipped), manner(risk, memory, asking=asking))


def _words_told(risk: RiskState) -> bool:
    """Whether words told of a wish to die, and not a head alone: then what was not answered was told before."""
    return bool(risk.themes & _TELL)


def _has_just_denied(risk: RiskState) -> bool:
    """Whether this very message answered a direct question with a no."""
    return risk.denied and risk.calm_turns == 0
