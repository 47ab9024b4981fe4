"""Chooses what to do now. Considerations are asked in order; the first that speaks decides."""

from collections.abc import Callable
from dataclasses import replace

from holdspace.conversation.leading import lead_on
from holdspace.conversation.listening import BUDGET, listen
from holdspace.conversation.mending import mend_first
from holdspace.conversation.offering import offer
from holdspace.conversation.ways import WANTED
from holdspace.domain.risk import Lane, LaneLevel, RiskState
from holdspace.domain.talk import (
    UNASKING,
    Doing,
    Find,
    Memory,
    Move,
    Perception,
    Plan,
    State,
)
from holdspace.safety.coming_back import ask_how_it_is
from holdspace.safety.people import point_to_people
from holdspace.safety.respond import stay_safe

Consideration = Callable[[Perception, RiskState, Memory], Plan | None]

_OVERWHELMED, _PERHAPS_TOO_MUCH = LaneLevel(Lane.OVERWHELM), LaneLevel(Lane.OVERWHELM, 1)
_JUST_THIS = frozenset({"stay", "breath-declined", "call-me", "plainer", "echo-off", "english-clear"})  # fmt: skip
_SHRUGS = frozenset({"whatever", "fine"})
REPAIRS = 2  # a third repair in a few turns means that it fails them
_WAYS_OUT = "third-repair"
_COMPLAINTS = frozenset({"not-quite", "rupture-withdrawal", "not-answered"})
A_WHILE = 3  # turns after which a goodbye settles first
TALKING = 2  # turns after which a shrug or a thank-you belongs to the talk
TALK_ON = "just-listen-off"
ADVICE_HOLDS = 9  # lines within which being asked for advice once more is heard as that
_YES_TO_IDEAS = frozenset({"yes", "ideas-wanted", "advice-again"})
_FOR_EXERCISES = "answer-help-61"  # whoever asks if there are any is offered some
_ADVICE = frozenset({"what-should-i-do", "choose-for-me", "advice-again"})


def honour_a_stop(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """A wish to go, or to leave something alone, is never argued with."""
    del risk
    if perception.doing is Doing.LEAVING:
        settle = (Find(Move.PRS, "settle"),) if memory.turns >= A_WHILE else ()
        return Plan((*settle, Find(Move.CLS, "goodbye")), 30, "You said you were done for now.")
    if perception.doing is Doing.REFUSING:
        return Plan((Find(Move.AUT, perception.about),), 25, "You asked to leave that where it is.")
    return None


def keep_their_pace(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """A wish about pace holds from the next line on."""
    del risk
    pace = pace_after(perception.about, memory)
    if pace == TALK_ON:
        moves = (Find(Move.AUT, pace), Find(Move.SRF, "happened"), Find(Move.OQ, "open-question"))
        return Plan(moves, 40, "You asked it to say more again.", lines=3)
    if pace:
        return Plan((Find(Move.AUT, pace),), 20, "You asked for a different pace.")
    if perception.about in _JUST_THIS:
        more = (Find(Move.SRF, "happened"),) if perception.about == "echo-off" else ()
        return Plan(
            (Find(Move.PRS, perception.about), *more),
            30 if more else 15,
            "You asked for just this.",
        )
    return None


def pace_after(about: str, memory: Memory) -> str:
    """Return the pace a wish leads to, such as "slower-on", or nothing where it is no such wish.

    A button turns what is on off again; what is typed always means itself.
    """
    on = {
        "slower": memory.manner.slower,
        "just-listen": memory.manner.just_listen,
        "shorter": memory.manner.brief,
    }
    if about in on:
        return f"{about}-{'off' if on[about] else 'on'}"
    return about if about in {f"{pace}-{turn}" for pace in on for turn in ("on", "off")} else ""


def repair_first(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """What was missed is mended before anything else; where it misses them again and again, they are shown ways out, once.

    What puts a word right is help, and no sign that it fails: only a complaint is.
    """
    del risk
    shrug = memory.turns >= TALKING and not memory.repairs and perception.about in _SHRUGS
    if perception.doing is not Doing.CORRECTING and not perception.rupture and not shrug:
        return None
    heard = "rupture-withdrawal" if shrug else perception.about
    complains = heard in _COMPLAINTS or perception.rupture
    lately = sum(Move.RPR in past.moves for past in memory.lately)
    about = _for_a_complaint(heard, lately, memory) if complains else heard
    theirs = (Find(Move.SRF, "their-words"),) if about == "correction" else ()
    return Plan((Find(Move.RPR, about), *theirs), 40, "It seemed the last reply missed you.")


def _for_a_complaint(heard: str, lately: int, memory: Memory) -> str:
    """Return what answers a complaint: after several, ways out; once these were shown, few words that ask nothing."""
    if _was_shown(memory):
        return f"{heard}{UNASKING}"
    return _WAYS_OUT if lately >= REPAIRS else heard


def _was_shown(memory: Memory) -> bool:
    """Whether they were shown the ways out before: what is said over and over pushes them out."""
    return any(spoken.line_id.startswith(_WAYS_OUT) for spoken in memory.recent)


def steady_overwhelm(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """In overwhelm: few words, outward, nothing asked."""
    del memory
    flooded = _OVERWHELMED in risk.fresh_lanes
    if not flooded and perception.about != "overwhelm":
        return None
    moves = (Find(Move.PRS, "overwhelm"), Find(Move.PRS, "overwhelm"))
    return Plan(moves, 15, "It sounded like too much at once, so it keeps to short, steady words.")


def go_softly(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """Where it may be too much at once: their words, then something steady, and no question."""
    del memory
    if _PERHAPS_TOO_MUCH not in risk.fresh_lanes or perception.self_attack:
        return None
    moves = (Find(Move.SRF, "happened"), Find(Move.PRS, "steady"))
    because = "It may be a lot at once, so it says little and asks nothing."
    return Plan(moves, BUDGET[State.LOW], because, (Find(Move.PRS, "presence"),))


def use_the_permission_given(
    perception: Perception, risk: RiskState, memory: Memory
) -> Plan | None:
    """Ideas are offered only after a clear yes to them."""
    if memory.permission_for == "ideas" and perception.about in _YES_TO_IDEAS:
        return offer(perception, risk, memory)
    return None


def answer_what_was_said(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """A greeting, a test, a question about the program: answered as itself, shortly."""
    if perception.about.startswith(WANTED) or perception.asked == _FOR_EXERCISES:
        return offer(perception, risk, memory)
    if not perception.about:
        return None
    answer = (Find(Move.PRS, _in_this_talk(perception.about, memory)),)
    if perception.doing is Doing.ASKING:
        because = "You asked something, so that is answered first."
        return Plan(answer, 40, because, (Find(Move.BND, "unanswered"),))
    return Plan(answer, 40, "You said something short, so this is short too.")


def _in_this_talk(about: str, memory: Memory) -> str:
    """Return what a small message is about once the talk before it is remembered."""
    if about == "yes" and _nodded(memory):
        return "yes-that"
    if about == "yes" and memory.turns:
        return "yes-in-talk"
    if about == "thanks" and memory.turns >= TALKING:
        return "thanks-in-talk"
    asked = {spoken.line_id.rpartition("-")[0] for spoken in memory.recent[-ADVICE_HOLDS:]}
    if about in {"ideas-wanted", "advice-asked"}:
        return "advice-again" if "advice-asked" in asked else "advice-asked"
    return "advice-again" if about in _ADVICE and asked & _ADVICE else about


def _nodded(memory: Memory) -> bool:
    """Whether a yes can only mean that what was said back is so."""
    last = memory.recent[-1].move if memory.recent else None
    return last in {Move.SRF, Move.CRF, Move.VAL} and not memory.asked_last


CONSIDERATIONS: tuple[Consideration, ...] = (
    stay_safe,
    lead_on,
    honour_a_stop,
    keep_their_pace,
    repair_first,
    steady_overwhelm,
    use_the_permission_given,
    answer_what_was_said,
    go_softly,
    listen,
)


def decide(perception: Perception, risk: RiskState, memory: Memory) -> Plan:
    """Return the first plan a consideration offers, with a way to people where one is owed."""
    offers = (consider(perception, risk, memory) for consider in CONSIDERATIONS)
    plan = next(plan for plan in offers if plan is not None)
    plan = ask_how_it_is(plan, perception, risk, memory)
    plan = mend_first(plan, perception, risk, memory)
    return point_to_people(_unasking(plan) if memory.manner.just_listen else plan, risk, memory)


def _unasking(plan: Plan) -> Plan:
    """Return a plan whose lines ask nothing, but for leave that was sought and for safety."""
    parts = (
        Find(part.move, f"{part.about}{UNASKING}")
        if isinstance(part, Find) and part.move is not Move.PRM
        else part
        for part in plan.moves
    )
    return replace(plan, moves=tuple(parts))
