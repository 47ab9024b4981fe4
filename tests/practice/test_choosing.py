"""Choosing: what may be listed and offered for somebody as they are, by their own answers, and never by what others like."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.care import After, Care, Tried
from holdspace.domain.manner import Brings
from holdspace.domain.risk import Lane, Tier
from holdspace.domain.talk import State
from holdspace.practice import library
from holdspace.practice.choosing import (
    Around,
    Standing,
    fitting,
    holding,
    kinder,
    listed,
    standing,
    two,
)
from holdspace.practice.library import HELP, OUTWARD, Caution, Door, Practice
from holdspace.practice.walk import Go, screens

TODAY = date(2026, 3, 3)
QUIET = Around(TODAY, state=State.WITHIN)
EVERY = pytest.mark.parametrize("practice", library.practices(), ids=lambda found: found.id)
IDS = [practice.id for practice in library.practices()]
DOORS = (None, *Door)

tries = st.builds(
    Tried,
    st.sampled_from(IDS),
    st.sampled_from(After),
    st.sampled_from([TODAY, TODAY - timedelta(1)]),
)
cares = st.builds(
    Care,
    kept=st.lists(st.sampled_from(IDS), max_size=4, unique=True).map(tuple),
    hidden=st.lists(st.sampled_from(IDS), max_size=6, unique=True).map(tuple),
    tried=st.lists(tries, max_size=8).map(tuple),
)
anybody = st.builds(
    Around,
    on=st.just(TODAY),
    state=st.sampled_from(State),
    lanes=st.frozensets(st.sampled_from(Lane), max_size=3),
    tier=st.sampled_from(Tier),
    left_out=st.frozensets(st.sampled_from(Brings), max_size=4),
    care=cares,
)
doors = st.sampled_from(DOORS)


def named(name: str) -> Practice:
    found = library.practice(name)
    assert found is not None
    return found


def after_each(*tried: tuple[str, After]) -> Care:
    care = Care()
    for name, answer in tried:
        care = care.having_tried(Tried(name, answer, TODAY))
    return care


# ── Two, and none ────────────────────────────────────────────────────────────


@given(around=anybody, door=doors)
def test_there_are_always_two_but_where_hardly_any_is_left(
    around: Around, door: Door | None
) -> None:
    """Fewer only where a person is kinder, or where somebody put nearly all of it away (S47)."""
    through = _as_behind(door, around)
    choices = two(around, door)
    left = [each for each in listed(through) if not any(c.worse for c in holding(each, through))]
    assert len({practice.id for practice in choices}) == min(2, len(left))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("tier", [tier for tier in Tier if tier < Tier.R6])
def test_two_are_there_in_every_state_and_danger_whatever_is_left_out(
    state: State, tier: Tier
) -> None:
    for lane in (None, *Lane):
        around = Around(TODAY, state, frozenset({lane} if lane else ()), tier, frozenset(Brings))
        if lane is not Lane.MEDICAL:
            assert len(two(around)) == 2


@pytest.mark.parametrize("door", DOORS)
def test_in_an_emergency_nothing_stands_before_a_person(door: Door | None) -> None:
    for around in (replace(QUIET, lanes=frozenset({Lane.MEDICAL})), replace(QUIET, tier=Tier.R6)):
        assert listed(around, door) == ()
        assert two(around, door) == ()


@given(around=anybody, door=doors)
def test_what_is_offered_is_also_listed(around: Around, door: Door | None) -> None:
    behind = {practice.id for practice in listed(_as_behind(door, around))}
    assert {practice.id for practice in two(around, door)} <= behind


def _as_behind(door: Door | None, around: Around) -> Around:
    """Return somebody as a door understands them, told by another way than the code's."""
    if door is None or (around.state is State.HIGH and door is not Door.TOO_FLAT):
        return around
    said = {Door.TOO_MUCH: State.HIGH, Door.TOO_FLAT: State.LOW, Door.CANT_SLEEP: State.TIRED}
    silent = State.WITHIN if around.state is State.UNKNOWN else around.state
    return replace(around, state=said.get(door, silent))


@pytest.mark.parametrize("door", Door)
def test_a_door_leads_to_what_is_behind_it(door: Door) -> None:
    around = Around(TODAY)
    assert len(listed(around, door)) >= 3
    assert all(door in practice.doors for practice in listed(around, door))
    assert all(door in practice.doors for practice in two(around, door))


def test_two_are_of_two_kinds_where_there_are_two() -> None:
    for door in DOORS:
        first, second = two(Around(TODAY, State.WITHIN), door)
        assert first.channel is not second.channel


def test_no_door_but_one_takes_back_that_it_is_too_much() -> None:
    for door in set(Door) - {Door.TOO_FLAT}:
        flooded = listed(Around(TODAY, State.HIGH), door)
        assert [practice.id for practice in flooded if State.HIGH in practice.states_no] == []


def test_somebody_nobody_knows_anything_of_is_offered_only_what_suits_whoever_comes() -> None:
    for practice in two(Around(TODAY)):
        assert State.UNKNOWN in practice.states_ok


# ── Every caution keeps its practice back ────────────────────────────────────


def reasons(caution: Caution) -> Iterator[Around]:
    """Yield somebody for whom a caution holds, once for each thing that makes it hold."""
    yield from (replace(QUIET, state=state) for state in caution.states)
    yield from (replace(QUIET, lanes=frozenset({lane})) for lane in caution.lanes)
    if caution.tier is not None:
        yield from (replace(QUIET, tier=tier) for tier in Tier if tier >= caution.tier)
    yield from (replace(QUIET, left_out=frozenset({brings})) for brings in caution.left_out)


CASES = [
    pytest.param(practice, caution, id=f"{practice.id}-{at}")
    for practice in library.practices()
    for at, caution in enumerate(practice.cautions, 1)
]


@pytest.mark.parametrize(("practice", "caution"), CASES)
def test_every_caution_keeps_its_practice_out_of_list_and_offer(
    practice: Practice, caution: Caution
) -> None:
    for around in reasons(caution):
        assert caution in holding(practice, around)
        assert standing(practice, around) <= Standing.UNLISTED
        assert practice not in listed(around)
        assert practice not in two(around)
        if not caution.states:  # a door says anew how they are
            assert all(practice not in listed(around, door) for door in Door)
            assert all(practice not in two(around, door) for door in Door)


@EVERY
def test_every_caution_leads_to_something_that_is_for_now(practice: Practice) -> None:
    for caution in practice.cautions:
        for around in reasons(caution):
            assert kinder(practice, caution.instead, around) == caution.instead


@EVERY
def test_what_software_cannot_know_is_asked_and_holds_nothing_back(practice: Practice) -> None:
    for caution in filter(lambda each: each.asked, practice.cautions):
        check = next(each for each in screens(practice, frozenset()) if each.name == "check")
        assert caution.says in [choice.says for choice in check.choices]
        assert list(reasons(caution)) or caution.worse or caution not in holding(practice, QUIET)


@EVERY
def test_where_nothing_holds_it_is_listed_and_in_its_own_states_offered(practice: Practice) -> None:
    for state in practice.states_ok:
        assert standing(practice, Around(TODAY, state)) is Standing.OFFERED
    for state in set(State) - practice.states_ok - practice.states_no:
        assert standing(practice, Around(TODAY, state)) is Standing.LISTED


@given(around=anybody, door=doors)
def test_whatever_is_not_for_now_is_neither_listed_nor_offered(
    around: Around, door: Door | None
) -> None:
    through = _as_behind(door, around)
    for practice in (*listed(around, door), *two(around, door)):
        assert not practice.lanes_no & around.lanes
        assert through.state not in practice.states_no
        assert practice.tier_no is None or around.tier < practice.tier_no
        assert practice.ways_without(around.left_out)


@EVERY
def test_what_could_feed_it_does_not_even_open(practice: Practice) -> None:
    for lane in (Lane.EATING, Lane.PSYCHOSIS):
        stands = standing(practice, replace(QUIET, lanes=frozenset({lane})))
        assert (stands is Standing.CLOSED) == (lane in practice.lanes_no)


@EVERY
def test_everything_else_opens_for_whoever_looks_for_it(practice: Practice) -> None:
    for lane in set(Lane) - {Lane.EATING, Lane.PSYCHOSIS}:
        assert standing(practice, replace(QUIET, lanes=frozenset({lane}))) is not Standing.CLOSED


def test_in_a_flashback_only_what_orients_is_offered() -> None:
    around = Around(TODAY, State.HIGH, frozenset({Lane.OVERWHELM}))
    offered = {p.id for p in library.practices() if standing(p, around) is Standing.OFFERED}
    assert offered == {"look-around", "feet-and-seat", "five-things"}


# ── By their own answers alone (S20) ─────────────────────────────────────────


@given(around=anybody, door=doors)
def test_what_was_put_away_stays_away(around: Around, door: Door | None) -> None:
    shown = {practice.id for practice in (*listed(around, door), *two(around, door))}
    assert not shown & set(around.care.hidden)


@EVERY
def test_what_made_things_harder_is_put_away_until_they_ask_for_it(practice: Practice) -> None:
    around = Around(TODAY, min(practice.states_ok))
    worse = replace(around, care=after_each((practice.id, After.WORSE)))
    assert standing(practice, worse) is Standing.UNLISTED
    opened = replace(worse, care=worse.care.leaving_open(practice.id))
    assert any(caution.worse for caution in holding(practice, opened))
    assert practice in listed(opened)
    assert all(practice not in two(opened, door) for door in DOORS)
    asked_for = replace(worse, care=worse.care.keeping(practice.id))
    assert standing(practice, asked_for) is Standing.OFFERED


def test_a_better_time_takes_the_caution_back() -> None:
    care = after_each(("kindness-break", After.WORSE)).leaving_open("kindness-break")
    better = care.having_tried(Tried("kindness-break", After.BETTER, TODAY))
    assert standing(named("kindness-break"), replace(QUIET, care=better)) is Standing.OFFERED


@given(around=anybody, door=doors)
def test_after_two_worse_in_a_row_nothing_that_looks_inward_is_shown_that_day(
    around: Around, door: Door | None
) -> None:
    care = around.care
    for name in ("categories", "reach-out"):
        care = care.having_tried(Tried(name, After.WORSE, TODAY))
    resting = replace(around, care=care)
    shown = (*listed(resting, door), *two(resting, door))
    assert [practice.id for practice in shown if practice.is_inward] == []


def test_the_next_day_it_is_offered_again() -> None:
    care = after_each(("categories", After.WORSE), ("reach-out", After.WORSE))
    assert standing(named("just-soften"), replace(QUIET, care=care)) is Standing.UNLISTED
    tomorrow = replace(QUIET, on=TODAY + timedelta(1), care=care)
    assert standing(named("just-soften"), tomorrow) is Standing.OFFERED


def test_worse_twice_with_another_answer_between_rests_nothing() -> None:
    care = after_each(
        ("categories", After.WORSE), ("look-around", After.SAME), ("reach-out", After.WORSE)
    )
    assert standing(named("just-soften"), replace(QUIET, care=care)) is Standing.OFFERED


def test_what_looks_inward_is_known_by_what_it_is_made_of() -> None:
    inward = {practice.id for practice in library.practices() if practice.is_inward}
    assert {"pick-an-anchor", "let-it-pass", "a-little-room", "longer-out-breath"} <= inward
    assert not inward & {"look-around", "five-things", "categories", "reach-out"}


def test_what_left_them_better_comes_first() -> None:
    care = after_each(("worry-window", After.BETTER), ("worry-window", After.BETTER))
    assert listed(replace(QUIET, care=care))[0].id == "worry-window"
    assert two(replace(QUIET, care=care))[0].id == "worry-window"


def test_what_they_keep_at_hand_comes_before_what_once_helped() -> None:
    care = after_each(("worry-window", After.BETTER)).keeping("set-it-down")
    assert [p.id for p in listed(replace(QUIET, care=care))][:2] == ["set-it-down", "worry-window"]


def test_without_an_answer_the_most_outward_one_comes_first() -> None:
    assert listed(QUIET)[0].id == OUTWARD


@given(around=anybody)
def test_the_order_is_theirs_and_the_same_each_time(around: Around) -> None:
    assert listed(around) == listed(replace(around))


# ── Where a practice leads on ────────────────────────────────────────────────


@given(around=anybody, practice=st.sampled_from(library.practices()))
def test_no_screen_leads_to_what_is_not_for_now(around: Around, practice: Practice) -> None:
    for_now = {each.id for each in listed(around)} | {"", HELP}
    for here in screens(practice, around.left_out):
        fitted = fitting(practice, here, around)
        assert {choice.practice for choice in fitted.choices} <= for_now - {practice.id}
        assert fitted.choice(Go.LEAVE) == here.choice(Go.LEAVE)
        assert [c for c in fitted.choices if not c.practice] == [c for c in here.choices if not c.practice]  # fmt: skip


@given(around=anybody, practice=st.sampled_from(library.practices()))
def test_where_it_stopped_there_is_a_person_whatever_else_is_put_away(
    around: Around, practice: Practice
) -> None:
    for here in screens(practice, around.left_out):
        if here.name == "worse":
            goes = [choice for choice in fitting(practice, here, around).choices if choice.practice == HELP]  # fmt: skip
            assert [choice.go for choice in goes] == [Go.PERSON]


def test_what_was_to_be_kinder_gives_way_to_a_person_where_it_is_put_away() -> None:
    care = Care(hidden=(OUTWARD,))
    around = replace(QUIET, care=care)
    breath = named("longer-out-breath")
    assert kinder(breath, OUTWARD, around) == HELP
    check = next(each for each in screens(breath, frozenset()) if each.name == "check")
    kinds = {c.practice for c in fitting(breath, check, around).choices if c.go is Go.INSTEAD}
    assert kinds == {"just-soften", HELP}
