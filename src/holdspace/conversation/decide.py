"""Chooses what to do now. Considerations are asked in order; the first that speaks decides."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import (
    Doing,
    Find,
    Memory,
    Move,
    Part,
    Perception,
    Plan,
    State,
    Tone,
)
from holdspace.practice.walk import next_step, opening
from holdspace.safety.people import point_to_people
from holdspace.safety.respond import stay_safe

Consideration = Callable[[Perception, RiskState, Memory], Plan | None]

BUDGET: Mapping[State, int] = {
    State.WITHIN: 45,
    State.UNKNOWN: 45,
    State.LOW: 25,
    State.TIRED: 25,
    State.HIGH: 15,
}
_OVERWHELMED, _PERHAPS_TOO_MUCH = LaneLevel(Lane.OVERWHELM), LaneLevel(Lane.OVERWHELM, 1)
_SHRUGS = frozenset({"whatever", "fine"})
_PRACTICES = {
    "yes": "look-around",
    "look-around": "look-around",
    "feet": "feet-and-seat",
    "breath": "longer-out-breath",
}
REPAIRS = 2  # a third repair in a visit means: stop trying
A_WHILE = 3  # turns after which a goodbye settles first
TALKING = 2  # turns after which a shrug or a thank-you belongs to the talk
UNASKING = ":unasking"  # added to what a part is about, where its words may ask nothing
JOINING = 3  # turns after which what is told is joined to what was told before
JOINED_HOLDS = 4  # lines within which that is done once
UNDERSTOOD = 2  # turns lately in which it was clear whether what was told is welcome
EVERY = 6  # turns between two checks whether the listening was right
SLOW, BRIEF = 20, 18  # words in a reply once slower, or shorter, was asked for
ANSWER = 60  # words in a reply that answers
ADVICE_HOLDS = 9  # lines within which being asked for advice once more is heard as that
_YES_TO_IDEAS = frozenset({"yes", "ideas-wanted", "advice-again"})
_ADVICE = frozenset({"what-should-i-do", "choose-for-me", "advice-again"})
STRONG = 4  # a feeling of this grade is met with validation


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
    if pace:
        return Plan((Find(Move.AUT, pace),), 20, "You asked for a different pace.")
    if perception.about in {"stay", "breath-declined", "call-me", "plainer"}:
        return Plan((Find(Move.PRS, perception.about),), 15, "You asked for just this.")
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
    """What was missed is mended before anything else; the third time, quiet is offered."""
    del risk
    shrug = memory.turns >= TALKING and not memory.repairs and perception.about in _SHRUGS
    if perception.doing is not Doing.CORRECTING and not perception.rupture and not shrug:
        return None
    heard = "rupture-withdrawal" if shrug else perception.about
    about = heard if memory.repairs < REPAIRS else "third-repair"
    if memory.repairs > REPAIRS:
        about = "quiet-now"  # the way out was shown, and is not shown over and over
    theirs = (Find(Move.SRF, "happened"),) if about == "correction" else ()
    return Plan((Find(Move.RPR, about), *theirs), 40, "It seemed the last reply missed you.")


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


def go_on_with_the_practice(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """A practice under way goes on, one step a turn, until they say otherwise, or tell more."""
    del risk
    telling = perception.feelings or perception.appraisals or perception.self_attack
    if not memory.practice or perception.doing is Doing.ASKING:
        return None
    if telling and not perception.about:
        return None
    step = next_step(memory.practice, memory.practice_step)
    return Plan(
        (step,), 40, "You were in the middle of something gentle, so this is the next step."
    )


def use_the_permission_given(
    perception: Perception, risk: RiskState, memory: Memory
) -> Plan | None:
    """What was offered begins only after a clear yes."""
    del risk
    if memory.permission_for == "ideas" and perception.about in _YES_TO_IDEAS:
        return _offer(memory)
    name = _PRACTICES.get(perception.about)
    if memory.permission_for != "practice" or name is None:
        return None
    return Plan((opening(name),), 40, "You said yes to something gentle.")


def answer_what_was_said(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """A greeting, a test, a question about the program: answered as itself, shortly."""
    del risk
    if not perception.about:
        return None
    if perception.about == "practice-wanted":
        return _offer(memory)
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


def _offer(memory: Memory) -> Plan:
    """Offer something steadying: two small things, or none of them."""
    about = "practice-wanted-no-breath" if memory.manner.no_breath else "practice-wanted"
    return Plan((Find(Move.PRM, about),), 40, "You asked for something that might help.")


def _nodded(memory: Memory) -> bool:
    """Whether a yes can only mean that what was said back is so."""
    last = memory.recent[-1].move if memory.recent else None
    return last in {Move.SRF, Move.CRF, Move.VAL} and not memory.asked_last


def listen(perception: Perception, risk: RiskState, memory: Memory) -> Plan:
    """Say back what happened, then what it may mean to them; a question now and then."""
    watchful = risk.tier >= Tier.R2  # where safety asks, nothing else is asked or said in passing
    budget = (
        SLOW if memory.manner.slower else BRIEF if memory.manner.brief else BUDGET[perception.state]
    )
    if perception.asked:
        budget = max(budget, ANSWER)
    moves = [part for part in _parts(perception, memory) if not (watchful and _in_passing(part))]
    if "long" in perception.themes:
        moves.insert(0, Find(Move.BND, "too-long"))
    room = budget > BUDGET[State.TIRED] and not perception.self_attack and not watchful
    may_ask = room and _may_ask_once_more(perception, memory)
    stay = tuple(_where_no_words_are_found(perception, memory, may_ask=may_ask))
    return Plan(tuple(moves), budget, _because(perception), stay)


def _where_no_words_are_found(
    perception: Perception, memory: Memory, *, may_ask: bool
) -> Iterator[Part]:
    """Yield what a reply falls back on: its meaning where one line is enough, presence, or simply a question."""
    if memory.manner.terse:
        yield Find(Move.CRF, "meaning")
    if may_ask and perception.tone is not Tone.PAINFUL:
        yield Find(Move.OQ, "tell-more")  # of something light, presence would be too solemn
        return
    if perception.doing is Doing.ASKING:
        yield Find(Move.PRS, "unanswered")
    yield Find(Move.PRS, "presence")
    if may_ask:
        yield Find(Move.OQ, "open-question")  # not understood: they may say more, or not


def _parts(perception: Perception, memory: Memory) -> Iterator[Part]:
    """Yield what the reply is made of: what happened, what it means, and at most one thing more."""
    if perception.asked:
        yield Find(Move.INF, "answer")  # and where it was given lately, it listens
    if perception.self_attack:
        yield Find(Move.SRF, "happened")
        yield Find(Move.GEN, "gentle")
        yield Find(Move.VAL, "hard-on-oneself")
        return
    if _sum_is_due(perception, memory):
        yield Find(Move.SUM, "sum")  # which then is the reply
        yield Find(Move.CQ, "sum-check")
    yield Find(Move.SRF, "happened")
    if memory.manner.terse:
        return  # one line is enough: its meaning is said only where the mirror finds no words
    if perception.situation and _may_ask_once_more(perception, memory):
        yield Find(Move.OQ, "open-question")  # one that is about just that
    elif perception.again:
        yield Find(Move.SRF, "again")
    elif _may_join(memory):
        yield Find(Move.SRF, "thread")
    yield Find(Move.CRF, "meaning")
    yield from _one_thing_more(perception, memory)


def _one_thing_more(perception: Perception, memory: Memory) -> Iterator[Part]:
    """Yield what a reply that is still short may add: that it makes sense, a question, or that they may go on."""
    if perception.doing is Doing.ASKING:
        yield Find(Move.BND, "unanswered")
    elif _is_strong(perception) and not perception.appraisals:
        yield Find(Move.VAL, "validation")
    elif _may_ask(perception, memory):
        yield Find(Move.OQ, "open-question")
    elif not any(past.moves == (Move.SRF, Move.PRS) for past in memory.lately):
        yield Find(Move.PRS, "follow")  # now and then: a sentence well said back needs no more


def _in_passing(part: Part) -> bool:
    """Whether a part only keeps a talk going, or looks back over it."""
    return isinstance(part, Find) and part.about in {
        "follow",
        "thread",
        "again",
        "sum",
        "sum-check",
    }


def _may_join(memory: Memory) -> bool:
    """Whether what is told now may be joined to something told before: not at once, and not every time."""
    lately = any(spoken.joins for spoken in memory.recent[-JOINED_HOLDS:])
    return memory.turns >= JOINING and not lately


def _sum_is_due(perception: Perception, memory: Memory) -> bool:
    """Whether it is time to gather what was told, and ask if it was heard right: now and then, never twice in a row."""
    lately = any(Move.CQ in past.moves for past in memory.lately)
    understood = sum(past.tone is not Tone.UNKNOWN for past in memory.lately)
    due = memory.turns >= EVERY - 1 and memory.reflections >= EVERY - 2 and not lately
    told_now = perception.situation or any(feeling.named for feeling in perception.feelings)
    return (
        due
        and not told_now  # what was just told is met first
        and understood >= UNDERSTOOD
        and not memory.manner.terse
        and _may_ask(perception, memory)
    )


def _is_strong(perception: Perception) -> bool:
    """Whether a painful feeling is strong enough to be met with validation."""
    strong = any(feeling.grade >= STRONG for feeling in perception.feelings)
    return strong and perception.tone is Tone.PAINFUL


def _may_ask(perception: Perception, memory: Memory) -> bool:
    """Whether a question is welcome: about one turn in three, and never two turns running."""
    lately = any({Move.OQ, Move.CQ} & set(past.moves) for past in memory.lately[-2:])
    if lately or not _may_ask_once_more(perception, memory):
        return False
    return perception.state not in {State.HIGH, State.TIRED}


def _may_ask_once_more(perception: Perception, memory: Memory) -> bool:
    """Whether one more question leaves them listened to twice as often as asked."""
    if memory.manner.just_listen or memory.manner.terse or memory.asked_last:
        return False
    if perception.doing is Doing.ASKING:
        return False  # a question is not met with a question
    return 2 * (memory.questions + 1) <= memory.reflections + 2


def _because(perception: Perception) -> str:
    """Say in one line what this reply listened for."""
    reasons = (
        (
            perception.self_attack,
            "You were speaking hard to yourself, so it offers a gentler tone.",
        ),
        (perception.asked, "You asked something there is an answer to, so that comes first."),
        (
            perception.doing is Doing.ASKING,
            "You asked something it can't answer for you, so it says so and listens.",
        ),
        (
            perception.situation,
            "You told of something that happened, so it stays with just that.",
        ),
        (perception.appraisals, "It says back what happened, and what that might mean to you."),
        (perception.feelings, "It says back what happened, and the feeling it heard."),
    )
    return next((why for holds, why in reasons if holds), "Nothing called for more than listening.")


CONSIDERATIONS: tuple[Consideration, ...] = (
    stay_safe,
    honour_a_stop,
    keep_their_pace,
    repair_first,
    steady_overwhelm,
    go_on_with_the_practice,
    use_the_permission_given,
    answer_what_was_said,
    go_softly,
    listen,
)


def decide(perception: Perception, risk: RiskState, memory: Memory) -> Plan:
    """Return the first plan a consideration offers, with a way to people where one is owed."""
    offers = (consider(perception, risk, memory) for consider in CONSIDERATIONS)
    plan = next(plan for plan in offers if plan is not None)
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
