"""What a reply is made of where nothing but listening is called for."""

from collections.abc import Iterator, Mapping

from holdspace.conversation.leaning import ROOM_TO_NUDGE, policy_of
from holdspace.domain.likely import how_moved, is_joking
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Doing, Find, Memory, Move, Part, Perception, Plan, State, Tone

BUDGET: Mapping[State, int] = {
    State.WITHIN: 45,
    State.UNKNOWN: 45,
    State.LOW: 25,
    State.TIRED: 25,
    State.HIGH: 15,
}
JOINED_HOLDS = 4  # lines within which something told before is joined once
UNDERSTOOD = 2  # turns lately in which it was clear whether what was told is welcome
ANSWER = 60  # words in a reply that answers
_MOVED = 0.4  # from here a line moves: a friend would likely react to it at once
STRONG = 4  # a feeling of this grade is met with validation
_NOT_ASKED = frozenset({State.HIGH, State.TIRED})
_PASSING = frozenset({"follow", "thread", "again", "sum", "sum-check"})


def listen(perception: Perception, risk: RiskState, memory: Memory) -> Plan:
    """Say back what happened, then what it may mean to them; a question now and then."""
    watchful = risk.tier >= Tier.R2  # where safety asks, nothing else is asked or said in passing
    budget = _words(perception, memory)
    lines = policy_of(memory.manner).lines if budget > max(BUDGET.values()) else 2
    if perception.asked:
        budget = max(budget, ANSWER)
    moves = [part for part in _parts(perception, memory) if not (watchful and _in_passing(part))]
    if "long" in perception.themes:
        moves.insert(0, Find(Move.BND, "too-long"))
    room = budget > BUDGET[State.TIRED] and not perception.self_attack and not watchful
    may_ask = room and _may_ask_once_more(perception, memory) and not _consoles(perception, memory)
    stay = tuple(_where_no_words_are_found(perception, memory, may_ask=may_ask))
    return Plan(tuple(moves), budget, _because(perception), stay, lines)


def _words(perception: Perception, memory: Memory) -> int:
    """Return the words of a reply: as asked for, and never more than usual where there is room for little."""
    usual, asked = BUDGET[perception.state], policy_of(memory.manner).words
    if asked is None or (asked > usual and usual < max(BUDGET.values())):
        return usual
    return asked


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
    consoles = _consoles(perception, memory)
    if consoles:
        yield Find(Move.VAL, "validation")
    elif (
        perception.situation
        and policy_of(memory.manner).rest is not None
        and perception.state not in _NOT_ASKED
        and _may_ask_once_more(perception, memory)
    ):
        yield _question(perception, memory)  # one that is about just that
    elif perception.again and policy_of(memory.manner).joining is not None:
        yield Find(Move.SRF, "again")
    elif _may_join(memory):
        yield Find(Move.SRF, "thread")
    yield Find(Move.CRF, "meaning")
    if not consoles:
        yield from _one_thing_more(perception, memory)


def _consoles(perception: Perception, memory: Memory) -> bool:
    """Whether it says first that it makes sense: where comfort was asked for, and not twice in a row."""
    if perception.doing is Doing.ASKING or perception.tone is not Tone.PAINFUL:
        return False
    comforts = policy_of(memory.manner).comforts
    return comforts and not (memory.lately and Move.VAL in memory.lately[-1].moves)


def _question(perception: Perception, memory: Memory) -> Find:
    """Return the question that is due: about what was told, or, where they like a nudge, about a small step from there."""
    heard = memory.turns >= ROOM_TO_NUDGE and not _is_strong(perception)
    calm = perception.state not in {State.LOW, State.TIRED, State.HIGH}
    may_nudge = policy_of(memory.manner).nudges and heard and calm
    about = "nudge" if may_nudge and perception.tone is not Tone.PLEASANT else "open-question"
    return Find(Move.OQ, about)


def _one_thing_more(perception: Perception, memory: Memory) -> Iterator[Part]:
    """Yield what a reply that is still short may add: that it makes sense, a question, or that they may go on."""
    if perception.doing is Doing.ASKING:
        yield Find(Move.BND, "unanswered")
    elif _is_strong(perception) and not perception.appraisals:
        yield Find(Move.VAL, "validation")
    elif _may_ask(perception, memory):
        yield _question(perception, memory)
    elif not any(past.moves == (Move.SRF, Move.PRS) for past in memory.lately):
        yield Find(Move.PRS, "follow")  # now and then: a sentence well said back needs no more


def _in_passing(part: Part) -> bool:
    """Whether a part only keeps a talk going, or looks back over it."""
    return isinstance(part, Find) and part.about in _PASSING


def _may_join(memory: Memory) -> bool:
    """Whether what is told now may be joined to something told before: not at once, and not every time."""
    lately = any(spoken.joins for spoken in memory.recent[-JOINED_HOLDS:])
    joining = policy_of(memory.manner).joining
    return joining is not None and memory.turns >= joining and not lately


def _sum_is_due(perception: Perception, memory: Memory) -> bool:
    """Whether it is time to gather what was told, and ask if it was heard right: now and then, never twice in a row."""
    lately = any(Move.CQ in past.moves for past in memory.lately)
    understood = sum(past.tone is not Tone.UNKNOWN for past in memory.lately)
    every = policy_of(memory.manner).gathering
    if every is None:
        return False
    due = memory.turns >= every - 1 and memory.reflections >= every - 2 and not lately
    named = any(feeling.named for feeling in perception.feelings)
    told_now = perception.situation or named or _is_to_be_met(perception) or perception.appraisals
    return (
        due
        and not told_now  # what was just told is met first
        and understood >= UNDERSTOOD
        and not memory.manner.terse
        and _may_ask(perception, memory)
    )


def _is_to_be_met(perception: Perception) -> bool:
    """Whether a line moves, or is funny: a question or a gathering would turn away from it."""
    return how_moved(perception) >= _MOVED or is_joking(perception)


def _is_strong(perception: Perception) -> bool:
    """Whether a painful feeling is strong enough to be met with validation."""
    strong = any(feeling.grade >= STRONG for feeling in perception.feelings)
    return strong and perception.tone is Tone.PAINFUL


def _may_ask(perception: Perception, memory: Memory) -> bool:
    """Whether a question is welcome: about one turn in three, unless they asked otherwise, and never two turns running."""
    rest = policy_of(memory.manner).rest
    if rest is None:
        return False
    lately = any({Move.OQ, Move.CQ} & set(past.moves) for past in memory.lately[-rest:])
    if lately or not _may_ask_once_more(perception, memory):
        return False
    if memory.turns and _is_to_be_met(perception):
        return False
    return perception.state not in _NOT_ASKED


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
