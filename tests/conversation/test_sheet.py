"""Each choice of the preference sheet changes the next line, and none changes what is said in danger."""

from dataclasses import replace
from itertools import chain

import anyio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdspace.app import Engine
from holdspace.conversation import take_turn
from holdspace.conversation.decide import decide
from holdspace.conversation.leaning import FULL, Policy, policy_of
from holdspace.conversation.listening import BUDGET
from holdspace.domain.manner import Brings, Dwells, Gives, Leads, Manner, Stays
from holdspace.domain.people import Private
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import (
    Doing,
    Feeling,
    Find,
    Heard,
    Memory,
    Move,
    Past,
    Perception,
    Plan,
    Said,
    Spoken,
    State,
    Tap,
    Thread,
    Tone,
)
from holdspace.ports import Room
from holdspace.safety.gates import GATES
from holdspace.voice.finder import AuthoredVoice
from holdspace.voice.lines import MeaningLine, OtherLine, bank
from holdspace.work.local import SeededDice
from tests.fakes import FakeGrammar, FakeRecord, FakeSenses, FakeVoice, heard, room

TOLD = "we moved house in the spring"
CALM = Perception(state=State.WITHIN)
SORE = Perception(state=State.WITHIN, tone=Tone.PAINFUL, feelings=(Feeling("sadness", 3),))
TALKED = Memory(turns=3, reflections=8)
EVERYTHING = Manner(
    slower=True,
    brief=True,
    just_listen=True,
    no_breath=True,
    fuller=True,
    leads=Leads.ME,
    stays=Stays.THOUGHTS,
    dwells=Dwells.NOW,
    gives=Gives.NUDGES,
    no_body=True,
    no_closed_eyes=True,
    no_imagery=True,
    no_touch=True,
    no_faith=True,
    no_play=True,
    avoid=tuple(map(Private, ("emergency", "you", "now", "safe", "the", "call"))),
    hard_days=Private("quiet"),
)
manners = st.builds(
    Manner,
    slower=st.booleans(),
    brief=st.booleans(),
    just_listen=st.booleans(),
    no_breath=st.booleans(),
    fuller=st.booleans(),
    leads=st.sampled_from(Leads),
    stays=st.sampled_from(Stays),
    dwells=st.sampled_from(Dwells),
    gives=st.sampled_from(Gives),
    no_body=st.booleans(),
    no_touch=st.booleans(),
    no_faith=st.booleans(),
    no_play=st.booleans(),
    avoid=st.lists(
        st.sampled_from(["you", "it", "that", "a lot", "river", ".", ""]).map(Private), max_size=4
    ).map(tuple),
)


def visited(
    manner: Manner, perception: Perception, memory: Memory = TALKED, words: str = TOLD
) -> FakeRecord:
    """Say or tap something in a visit that stands as `memory` says, with the real voice; return its record."""
    record = FakeRecord(replace(memory, manner=manner))
    where = room(senses=FakeSenses(perception), record=record)
    message = heard("", Tap(words)) if words in set(Tap) else heard(words)
    anyio.run(_take, message, replace(where, voice=AuthoredVoice(SeededDice())))
    return record


def said(manner: Manner, perception: Perception, **more: object) -> tuple[Spoken, ...]:
    """Return what one turn says."""
    return visited(manner, perception, **more).kept[0].said  # type: ignore[arg-type]


async def _take(message: Heard, where: Room) -> None:
    async for _ in take_turn(message, where):
        pass


def shelves(lines: tuple[Spoken, ...]) -> list[str]:
    """Return what each line is about, by its id."""
    return [line.line_id.rpartition("-")[0] for line in lines]


def asked(lines: tuple[Spoken, ...]) -> list[str]:
    """Return the questions, by what they are about."""
    return [shelf for line, shelf in zip(lines, shelves(lines), strict=True) if "?" in line.text]


def planned(manner: Manner, perception: Perception, memory: Memory = TALKED) -> Plan:
    """Return what is decided."""
    return decide(perception, RiskState(), replace(memory, manner=manner))


def abouts(plan: Plan) -> list[str]:
    return [part.about for part in plan.moves if isinstance(part, Find)]


def test_where_they_lead_nothing_is_asked_joined_or_gathered_by_itself() -> None:
    long = replace(TALKED, turns=8, lately=(Past(Tone.PAINFUL),) * 3)
    usual = abouts(planned(Manner(), CALM, long))
    theirs = abouts(planned(Manner(leads=Leads.ME), CALM, long))
    assert {"sum", "thread", "open-question"} <= set(usual)
    assert not {"sum", "sum-check", "thread", "open-question"} & set(theirs)
    assert "follow" in theirs


def test_where_it_leads_a_question_comes_sooner_and_never_twice_running() -> None:
    rested = replace(TALKED, lately=(Past(moves=(Move.OQ,)), Past(moves=(Move.SRF,))))
    assert "open-question" not in abouts(planned(Manner(), CALM, rested))
    assert "open-question" in abouts(planned(Manner(leads=Leads.IT), CALM, rested))
    running = replace(TALKED, lately=(Past(moves=(Move.OQ,)),), asked_last=True)
    assert "open-question" not in abouts(planned(Manner(leads=Leads.IT), CALM, running))


@pytest.mark.parametrize(
    ("manner", "about"),
    [
        (Manner(stays=Stays.FEELINGS), "open-question-feelings"),
        (Manner(stays=Stays.THOUGHTS), "open-question-thoughts"),
        (Manner(dwells=Dwells.NOW), "open-question-now"),
        (Manner(dwells=Dwells.BACK), "open-question-back"),
        (Manner(gives=Gives.NUDGES), "nudge"),
    ],
)
def test_a_question_goes_where_they_would_rather_go(manner: Manner, about: str) -> None:
    assert asked(said(Manner(), SORE)) == ["felt-sadness-now"]
    assert asked(said(manner, SORE)) == [about]


def test_no_nudge_comes_before_they_were_heard() -> None:
    begun = replace(TALKED, turns=1)
    assert asked(said(Manner(gives=Gives.NUDGES), SORE, memory=begun)) == ["felt-sadness-now"]


def test_feelings_are_met_first_or_not_at_all() -> None:
    usual = said(Manner(), SORE)
    thinking = said(Manner(stays=Stays.THOUGHTS), SORE)
    feeling = said(Manner(stays=Stays.FEELINGS), SORE)
    met = ("reaction-sadness", "feeling-")
    assert any(line.line_id.startswith(met) for line in usual)
    assert any(line.line_id.startswith(met) for line in feeling)
    assert not any(line.line_id.startswith(met) for line in thinking)


def test_now_means_that_nothing_told_before_is_brought_back_and_before_that_it_may_be_sooner() -> (
    None
):
    thread = Thread("you sold the boat", (), frozenset({"house"}), frozenset())
    early, later = replace(TALKED, turns=1, threads=(thread,)), replace(TALKED, threads=(thread,))
    assert "thread" in abouts(planned(Manner(), CALM, later))
    assert "thread" not in abouts(planned(Manner(dwells=Dwells.NOW), CALM, later))
    assert "thread" not in abouts(planned(Manner(), CALM, early))
    assert "thread" in abouts(planned(Manner(dwells=Dwells.BACK), CALM, early))


def test_comfort_meets_any_pain_as_making_sense_before_it_asks_and_not_twice_running() -> None:
    comfort = Manner(gives=Gives.COMFORT)
    assert "validation" not in abouts(planned(Manner(), SORE))
    theirs = abouts(planned(comfort, SORE))
    assert "validation" in theirs
    assert "open-question" not in theirs
    lines = said(comfort, SORE)
    assert "validation-5" in shelves(lines)
    assert not asked(lines)
    asking = replace(SORE, doing=Doing.ASKING)
    assert abouts(planned(comfort, asking)) == abouts(planned(Manner(), asking))
    again = replace(TALKED, lately=(Past(moves=(Move.VAL,)),))
    assert "validation" not in abouts(planned(comfort, SORE, again))
    assert abouts(planned(comfort, CALM)) == abouts(planned(Manner(), CALM))


@pytest.mark.parametrize(
    "perception",
    [
        replace(SORE, feelings=(Feeling("grief", 5),)),
        replace(CALM, state=State.HIGH),
        replace(CALM, state=State.LOW),
        replace(CALM, state=State.TIRED),
        replace(CALM, tone=Tone.PLEASANT),
        replace(CALM, self_attack=True),
    ],
)
def test_no_nudge_reaches_who_is_worn_overcome_or_glad(perception: Perception) -> None:
    assert "nudge" not in abouts(planned(Manner(gives=Gives.NUDGES), perception))


def test_more_words_leave_room_for_a_third_line_and_less_for_one() -> None:
    usual, more, less = (
        planned(Manner(), CALM),
        planned(Manner(fuller=True), CALM),
        planned(Manner(brief=True), CALM),
    )
    assert less.budget < usual.budget < more.budget == FULL
    assert (usual.lines, more.lines) == (2, 3)
    assert len(less.moves) == 1

    def spoken_of(manner: Manner) -> int:
        voice = FakeVoice("One.", "Two.", "Three.", "Four.")
        record = FakeRecord(replace(TALKED, turns=0, manner=manner))
        anyio.run(_take, heard(TOLD), room(voice, senses=FakeSenses(CALM), record=record))
        return len(record.kept[0].said)

    assert [spoken_of(Manner(brief=True)), spoken_of(Manner()), spoken_of(Manner(fuller=True))] == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize("state", [State.HIGH, State.LOW, State.TIRED])
def test_more_words_never_reach_who_has_room_for_few(state: State) -> None:
    plan = planned(Manner(fuller=True), replace(CALM, state=state))
    assert (plan.budget, plan.lines) == (BUDGET[state], 2)


def test_no_questions_means_none() -> None:
    assert asked(said(Manner(), CALM))
    assert not asked(said(Manner(just_listen=True), CALM))


def test_a_word_they_would_rather_not_read_is_in_no_reply() -> None:
    usual = said(Manner(), CALM)[0].text
    word = max(usual.strip(".?").split(), key=len)
    theirs = " ".join(line.text for line in said(Manner(avoid=(Private(word),)), CALM))
    assert theirs
    assert word.lower() not in theirs.lower().split()


@pytest.mark.parametrize(
    ("avoid", "text", "avoided"),
    [
        ("church", "The church was cold.", True),
        ("church", "Two CHURCHES, then.", True),
        ("mum", "Your mum's house.", True),
        ("so strong", "You were so strong.", True),
        ("strong", "A stronghold.", False),
        ("so strong", "Strong, and so on.", False),
        (" ", "Anything at all.", False),
    ],
)
def test_words_are_left_out_whole_in_any_case_and_number(
    avoid: str, text: str, *, avoided: bool
) -> None:
    assert Manner(avoid=(Private(avoid),)).avoids(text) is avoided


@pytest.mark.parametrize(
    ("manner", "brought"),
    [(Manner(no_body=True), Brings.BODY), (Manner(no_touch=True), Brings.TOUCH)],
)
def test_what_steadies_leaves_out_body_or_touch(manner: Manner, brought: Brings) -> None:
    """Whichever line comes next: the shelf is said to its end."""

    def ever_said(manner: Manner) -> set[str]:
        memory, ids = TALKED, set()
        for _ in range(6):
            lines = said(manner, CALM, memory=memory, words="too-much")
            ids |= {line.line_id for line in lines}
            memory = replace(memory, recent=(*memory.recent, *lines))
        return ids

    tagged = {line.id for line in bank().others["overwhelm"] if brought in line.brings}
    assert tagged & ever_said(Manner())
    assert not tagged & ever_said(manner)


def test_no_word_of_faith_and_nothing_playful_is_said_where_they_are_left_out() -> None:
    voice = AuthoredVoice(SeededDice())
    for manner, line, text in (
        (Manner(no_faith=True), "faith-shaken-", "believe"),
        (Manner(no_play=True), "joke-request-", "spoil the ending"),
    ):
        meanings = chain.from_iterable(bank().meaning.values())
        others = chain.from_iterable(bank().others.values())
        every: tuple[MeaningLine | OtherLine, ...] = (*meanings, *others)
        shelf = [each for each in every if each.id.startswith(line) and text in each.says]
        assert shelf
        for each in shelf:
            spoken = Spoken(each.says, each.move, each.id)
            usual, theirs = (
                Said(Plan((), 60, "."), RiskState(), manner=met) for met in (Manner(), manner)
            )
            assert voice.may_say(spoken, usual)
            assert not voice.may_say(spoken, theirs)


@pytest.mark.parametrize("tier", [Tier.R3, Tier.R4, Tier.R5, Tier.R6])
def test_in_danger_nothing_of_a_sheet_changes_what_must_be_said(tier: Tier) -> None:
    memory = replace(TALKED, risk=RiskState(tier=tier, fresh=True))
    words = "I already took them" if tier is Tier.R6 else "I am going to kill myself"

    def scripted(manner: Manner) -> list[str]:
        lines = said(manner, CALM, memory=memory, words=words)
        return [line.text for line in lines if line.move in {Move.SAF, Move.BRG}]

    assert scripted(Manner())
    assert scripted(EVERYTHING) == scripted(Manner())


@pytest.mark.parametrize("lead", Leads)
def test_from_r2_on_nothing_leans(lead: Leads) -> None:
    manner = Manner(leads=lead, gives=Gives.NUDGES, fuller=True, no_body=True, called="Ju")
    assert policy_of(manner.level) == Policy()
    assert manner.level == Manner(no_body=True, called="Ju")


@given(manner=manners, words=st.sampled_from([TOLD, "hello", "I lost my job", "whatever", "?"]))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_sheet_a_reply_comes_and_every_gate_holds(
    engine: Engine, manner: Manner, words: str
) -> None:
    quick = replace(engine, room=replace(engine.room, grammar=FakeGrammar()))

    async def visit() -> tuple[Spoken, ...]:
        key, opened = engine.record.open(manner)
        exchange = await quick.answer(opened, words)
        engine.record.close(key)
        return exchange.said

    lines = anyio.run(visit)
    assert lines
    before = Said(Plan((), 200, "."), RiskState(), manner=manner)
    for line in lines:
        if line.line_id.partition("-")[0] not in {"safe", "fail"}:  # what is left where all else is
            assert [gate(line, before) for gate in GATES if gate(line, before)] == []
        before = before.after(line)


def test_a_wish_for_less_said_in_the_talk_outranks_more_and_loses_nothing_else() -> None:
    manner = replace(EVERYTHING, brief=False, slower=False)
    record = visited(manner, CALM, words="shorter please")
    assert record.memory.manner == replace(manner, brief=True, fuller=False)
