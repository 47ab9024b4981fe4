"""Tells what the policy put aside in a turn, and by which rule: the same pure policy, asked again without that rule.

Nothing of it runs in a turn. It is for whoever wants to see, afterwards, what could have been said and was not.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum

from holdspace.conversation.danger import signs
from holdspace.conversation.listening import listen
from holdspace.conversation.pondering import Pondered
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.spoken_of import Mention, is_left_alone
from holdspace.domain.talk import Fixed, Memory, Move, Perception, Plan, State, Thread
from holdspace.safety.respond import stay_safe

_ASKS = frozenset({Move.OQ, Move.CQ})
Freed = Callable[[Perception, Memory], tuple[Perception, Memory]]


class Rule(StrEnum):
    """By which rule something was put aside."""

    SAFETY_FIRST = "safety-first"  # ordinary listening, while danger is spoken of
    JUST_LISTEN = "just-listen"  # a question, where they asked for none
    ASKED_LATELY = "asked-lately"  # a question, so soon after another
    LISTENED_LITTLE = "listened-little"  # a question, before enough was said back
    LITTLE_ROOM = "little-room"  # a question, where they are tired, low or flooded
    HARD_ON_THEMSELVES = "hard-on-themselves"  # a question, to who is hard on themselves


_FREED: Mapping[Rule, Freed] = {
    Rule.JUST_LISTEN: lambda p, m: (p, replace(m, manner=replace(m.manner, just_listen=False))),
    Rule.ASKED_LATELY: lambda p, m: (p, replace(m, asked_last=False, lately=())),
    Rule.LISTENED_LITTLE: lambda p, m: (p, replace(m, questions=0)),
    Rule.LITTLE_ROOM: lambda p, m: (replace(p, state=State.WITHIN), m),
    Rule.HARD_ON_THEMSELVES: lambda p, m: (replace(p, self_attack=False), m),
}


def put_aside(pondered: Pondered) -> tuple[Rule, ...]:
    """Return by which rules something was put aside that would have been said without them."""
    perception, risk, met = pondered.lit.perception, pondered.risk, pondered.met
    if stay_safe(perception, risk, met) is not None:
        return (Rule.SAFETY_FIRST,)
    if _abouts(pondered.plan) != _abouts(listen(perception, risk, met)):
        return ()  # something else was called for than listening
    return tuple(_questions(perception, risk, met))


def left_alone(pondered: Pondered) -> tuple[Thread, ...]:
    """Return what was told earlier in the visit and is not spoken of, since they asked to leave it alone."""
    memory = pondered.met
    return tuple(thread for thread in memory.threads if thread not in memory.joinable)


def not_offered(pondered: Pondered, after: Memory) -> tuple[Mention, ...]:
    """Return whom and what this message spoke of that will not be offered to be known, since they asked to leave it alone."""
    silent = after.refused | set(after.hushed)
    return tuple(
        one for one in pondered.told.spoken_of.mentions if is_left_alone(one.names, silent)
    )


def by_a_head_alone(pondered: Pondered) -> bool:
    """Whether danger was heard by a trained head in this message, and in no reviewed phrase of it."""
    told = signs(pondered.told.heard, pondered.told.parse).evidence
    graver = any(each.tier >= Tier.R2 for each in pondered.told.perception.evidence or ())
    return pondered.risk.fresh and graver and not any(each.tier >= Tier.R1 for each in told)


def _questions(perception: Perception, risk: RiskState, memory: Memory) -> Iterator[Rule]:
    """Yield each rule without which a question would have been asked."""
    if _asks(listen(perception, risk, memory)):
        return
    for rule, freed in _FREED.items():
        other, earlier = freed(perception, memory)
        if _asks(listen(other, risk, earlier)):
            yield rule


def _abouts(plan: Plan) -> list[str]:
    """Return what each part of a plan is about, whether it may ask or not."""
    return [
        part.line.id if isinstance(part, Fixed) else part.about.partition(":")[0]
        for part in plan.moves
    ]


def _asks(plan: Plan) -> bool:
    """Whether a plan holds a question."""
    return any(
        (part.line.move if isinstance(part, Fixed) else part.move) in _ASKS for part in plan.moves
    )
