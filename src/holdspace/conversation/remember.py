"""What a visit remembers of a turn once it is over: little, and always as little."""

from dataclasses import replace

from holdspace.conversation.decide import pace_after
from holdspace.conversation.hearing import (
    GOING,
    NOT_ANSWERED,
    NOT_SO,
    NOT_YET,
    REFUSED,
    TAKEN_WRONG,
    TOLD_AND_GOODBYE,
    topics,
)
from holdspace.conversation.mending import is_mending
from holdspace.conversation.practised import after_a_practice
from holdspace.domain.just_before import told_so_far
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import ORDINARY, RiskState, Tier
from holdspace.domain.talk import (
    Doing,
    Memory,
    Move,
    Past,
    Perception,
    Spoken,
    State,
    Thread,
    Tone,
    Turn,
)
from holdspace.safety.answered import question_in
from holdspace.safety.coming_back import with_check_in
from holdspace.safety.script import points_to_people
from holdspace.safety.taken_back import is_for_a_flood

TURNS = 20  # turns within which no line comes twice
THREADS = 12  # things told that later talk may join
MOST_TOPICS = 50  # left alone at once
LATELY = 6  # turns of which the tone, the state and the moves are remembered
_TONE_HOLDS, _TIREDNESS_HOLDS = 3, 2  # turns over which what was heard colours what comes next
_REFLECTIONS = frozenset({Move.SRF, Move.CRF, Move.SUM})
_QUESTIONS = frozenset({Move.OQ, Move.CQ})
_SAID_BACK = _REFLECTIONS | {Move.VAL}
_CORRECTION = "correction"
_UNECHOED = frozenset({"echo-off", "english-clear"})  # after these their words are not said back
_TALKING = (
    2  # turns after which lines lean on each other, and an event must be clearer to be met as one
)
_CLEAR = 0.65
_PERHAPS_SO = 0.35  # how likely a correction must be beside words that may be one


def remember(memory: Memory, turn: Turn, perception: Perception, risk: RiskState) -> Memory:
    """Return the memory after `turn`; its size does not grow with the visit."""
    said = turn.said
    moves = [spoken.move for spoken in said]
    about = perception.about
    return replace(
        memory,
        turns=turn.number,
        recent=_recent(memory.recent, said),
        risk=note_said(risk, said),
        manner=_manner(memory, perception),
        scripted=any(_is_scripted(spoken) for spoken in said),
        pointed=any(_is_scripted(each) and points_to_people(each.line_id) for each in said),
        lately=(*memory.lately, Past(perception.tone, perception.state, tuple(moves)))[-LATELY:],
        asked_last=any("?" in spoken.text for spoken in said),
        reflections=memory.reflections + sum(move in _REFLECTIONS for move in moves),
        questions=memory.questions + sum(move in _QUESTIONS for move in moves),
        repairs=memory.repairs + (Move.RPR in moves),
        unechoed=is_unechoed(memory, perception),
        threads=memory.threads[:-1] if about in REFUSED else memory.threads,
        not_now=_not_now(memory, turn, about),
        last_words=Private(told_so_far(memory.last_words.text, turn.heard.words.text)),
        permission_for=_permission(said),
        mend=() if any(map(is_mending, said)) else memory.mend,
        reminded=memory.reminded or any(each.line_id.startswith("again-") for each in said),
        **after_a_practice(memory, turn),
    )


def in_its_light(perception: Perception, memory: Memory) -> Perception:
    """Return what was heard in the light of the turns before it.

    After something was mended, what it is not and what it is are the fuller telling that was asked for.
    "It's mostly weeds" is no pleasant line after a day of tears, and "he smiled at me" no joy after anger at him until a
    feeling is named; what may sound painful in the midst of gladness is not met as pain until one is, or more of it comes.
    """
    perception = _as_meant_here(perception, memory)
    if memory.turns >= _TALKING and _likelihood(perception) < _CLEAR:
        perception = replace(perception, situation="")
    tones = [past.tone for past in reversed(memory.lately[-_TONE_HOLDS:])]
    before = next((tone for tone in tones if tone is not Tone.UNKNOWN), Tone.UNKNOWN)
    tired = any(past.state is State.TIRED for past in memory.lately[-_TIREDNESS_HOLDS:])
    if tired and perception.state in {State.WITHIN, State.UNKNOWN}:
        perception = replace(perception, state=State.TIRED)
    if perception.tone is Tone.UNKNOWN:
        return replace(perception, tone=before)
    if {perception.tone, before} != {Tone.PLEASANT, Tone.PAINFUL}:
        return perception
    if before is Tone.PAINFUL and perception.feelings:
        named = tuple(feeling for feeling in perception.feelings if feeling.named)
        return replace(perception, tone=Tone.MIXED, feelings=named)
    if perception.feelings:
        return perception
    return replace(perception, tone=Tone.MIXED, appraisals=(), situation="")


def _as_meant_here(perception: Perception, memory: Memory) -> Perception:
    """Return what was heard with what it can only mean in this talk: a wish, a correction, or something told."""
    if _is_mistaken(perception, memory):
        return replace(perception, about="", doing=Doing.TELLING)
    if perception.about in {NOT_SO, NOT_YET, TAKEN_WRONG}:
        return replace(perception, about=_CORRECTION, doing=Doing.CORRECTING)
    return perception


def _is_mistaken(perception: Perception, memory: Memory) -> bool:
    """Whether what sounds like a wish cannot be one here.

    Nobody goes who has only come, or mends what was just mended unless it was taken wrongly again; what somebody came to tell is met before the goodbye
    after it; and "no, not angry" corrects what was said back, and else only where a head hears that too.
    """
    about, moves = perception.about, set(memory.lately[-1].moves if memory.lately else ())
    corrects = perception.perhaps.get("wishes", {}).get(_CORRECTION, 0.0) >= _PERHAPS_SO
    return {
        GOING: memory.turns < _TALKING,
        TOLD_AND_GOODBYE: not memory.turns and perception.tone is not Tone.PLEASANT,
        NOT_SO: bool(memory.permission_for) or (moves.isdisjoint(_SAID_BACK) and not corrects),
        NOT_YET: memory.asked_last or moves.isdisjoint(_SAID_BACK),
        _CORRECTION: Move.RPR in moves or not memory.turns,
        TAKEN_WRONG: not memory.turns,
        NOT_ANSWERED: not memory.turns,
    }.get(about, False)


def _likelihood(perception: Perception) -> float:
    """Say how likely the event is that is taken as told of; one that no head heard is certain."""
    return perception.perhaps.get("situations", {}).get(perception.situation, 1.0)


def is_unechoed(memory: Memory, perception: Perception) -> bool:
    """Whether their words are not said back: from the reply on in which they wish it."""
    return memory.unechoed or perception.about in _UNECHOED


def leaves_a_thread(perception: Perception, risk: RiskState) -> bool:
    """Whether a message tells of something that may be spoken of again: nothing of danger, no verdict on oneself."""
    in_danger = risk.tier >= Tier.R2 or any(told.lane not in ORDINARY for told in risk.lanes)
    if in_danger or risk.fresh_lanes or perception.self_attack:
        return False
    return perception.doing is Doing.TELLING and not perception.about


def with_thread(memory: Memory, thread: Thread | None) -> Memory:
    """Return a memory that holds one more thing told, in the turn it is of."""
    if thread is None:
        return memory
    return replace(memory, threads=(*memory.threads, replace(thread, turn=memory.turns))[-THREADS:])


def way_of(visit: VisitId) -> int:
    """Return which of several wordings a visit is given: by its random id, the same all through."""
    return sum(map(ord, visit))


def _permission(said: tuple[Spoken, ...]) -> str:
    """Name what this reply asked leave for: ideas, a practice, or nothing."""
    asked = next((spoken.line_id for spoken in said if spoken.move is Move.PRM), "")
    if not asked:
        return ""
    return "ideas" if asked.startswith("advice-asked") else "practice"


def _manner(memory: Memory, perception: Perception) -> Manner:
    """Return how they are met from now on."""
    manner, about = memory.manner, perception.about
    wish = pace_after(about, memory)
    shorter = _pace("shorter", manner.brief, wish) or about == "plainer"
    return replace(
        manner,
        slower=_pace("slower", manner.slower, wish),
        brief=shorter,
        fuller=manner.fuller and not shorter,
        just_listen=_pace("just-listen", manner.just_listen, wish) or about == "no-questions",
        no_breath=manner.no_breath or about == "breath-declined",
        called=perception.called or manner.called,
    )


def _pace(name: str, on: bool, wish: str) -> bool:  # noqa: FBT001 - the pace as it was
    """Return whether a pace holds after a wish about it."""
    return on if not wish.startswith(name) else wish == f"{name}-on"


def _recent(recent: tuple[Spoken, ...], said: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    """Keep the lines of the last turns; three lines a turn at most."""
    return (*recent, *said)[-3 * TURNS :]


def note_said(risk: RiskState, said: tuple[Spoken, ...]) -> RiskState:
    """Note which safety lines were said, so that none is asked or said twice needlessly."""
    scripted = tuple(spoken.line_id for spoken in said if _is_scripted(spoken))
    question = (
        question_in(scripted) or risk.open
    )  # open still where they only asked why, or were quiet
    asked = (*(step for step in risk.asked if step not in scripted), *scripted)
    risk = with_check_in(risk, scripted)
    said_last = tuple(each.line_id for each in said if _is_scripted(each) or is_for_a_flood(each))
    return replace(
        risk,
        asked=asked,
        open=question,
        said_last=said_last,
        fresh=False,
        fresh_lanes=(),
        let_go=False,
    )


def _is_scripted(spoken: Spoken) -> bool:
    """Whether a line is of the safety script."""
    return spoken.move in {Move.SAF, Move.BRG}


def _not_now(memory: Memory, turn: Turn, about: str) -> tuple[Private, ...]:
    """Leave alone what was named in a refusal; what was told last is let go beside it."""
    if about not in REFUSED:
        return memory.not_now
    named = (Private(word) for word in topics(turn.heard.words))
    return tuple(dict.fromkeys((*memory.not_now, *named)))[-MOST_TOPICS:]
