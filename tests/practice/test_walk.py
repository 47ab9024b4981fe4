"""Being led: at one's own pace, with the way out on every screen, and nothing said that was left out."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.care import After
from holdspace.domain.manner import Brings
from holdspace.domain.talk import Walk
from holdspace.practice import library
from holdspace.practice.library import HELP, OUTWARD, Practice, Way
from holdspace.practice.walk import AFTER, OUT, Choice, Go, Screen, after, screen, screens
from tests.practice import wording

EVERY = pytest.mark.parametrize("practice", library.practices(), ids=lambda found: found.id)
NOTHING: frozenset[Brings] = frozenset()
AGAIN = {Go.BACK, Go.AGAIN, Go.OTHER_WAY}  # what may lead where somebody was before
SETTLED = {"better", "same", "not-sure", "worse", "kept", "hidden"}

practices = st.sampled_from(library.practices())
left_out = st.frozensets(st.sampled_from(Brings))
turns = st.lists(st.integers(0, 30), max_size=40)  # which choice is taken, one after another


def everywhere(practice: Practice, without: frozenset[Brings] = NOTHING) -> Iterator[Screen]:
    """Yield every screen of every way of a practice."""
    for way in range(len(practice.ways_without(without))):
        yield from screens(practice, without, way)


def walked(
    practice: Practice, without: frozenset[Brings], picks: list[int]
) -> Iterator[tuple[Walk, Screen, Practice]]:
    """Walk as the picks say, and yield where somebody was; another practice begins where it begins."""
    walk: Walk | None = Walk(practice.id)
    for pick in (*picks, 0):
        found = library.practice(walk.practice) if walk else None
        here = screen(found, walk, without) if found and walk else None
        if walk is None or found is None or here is None:
            return
        yield walk, here, found
        walk = after(walk, here.choices[pick % len(here.choices)])


# ── The way out ──────────────────────────────────────────────────────────────


@EVERY
def test_one_may_leave_from_every_screen_and_nothing_is_said_about_it(practice: Practice) -> None:
    for here in everywhere(practice):
        leave = here.choice(Go.LEAVE)
        assert leave == Choice(Go.LEAVE, OUT)
        assert after(Walk(practice.id, at=here.name), leave) is None


@given(practice=practices, without=left_out, picks=turns)
def test_wherever_somebody_walks_they_can_leave_at_once(
    practice: Practice, without: frozenset[Brings], picks: list[int]
) -> None:
    for walk, here, _ in walked(practice, without, picks):
        leave = here.choice(Go.LEAVE)
        assert leave is not None
        assert after(walk, leave) is None


@EVERY
def test_every_way_on_leads_to_a_screen_there_is(practice: Practice) -> None:
    for way in range(len(practice.ways)):
        found = {here.name: here for here in screens(practice, NOTHING, way)}
        for here in found.values():
            for choice in here.choices:
                assert choice.to in {OUT, *found}
                assert choice.way is None or screens(practice, NOTHING, choice.way)
                assert choice.practice in {"", HELP} or library.practice(choice.practice)


@EVERY
def test_no_two_screens_of_a_way_share_a_name(practice: Practice) -> None:
    for way in range(len(practice.ways)):
        names = [here.name for here in screens(practice, NOTHING, way)]
        assert len(names) == len(set(names))


@given(practice=practices, without=left_out, picks=turns)
def test_every_path_ends(practice: Practice, without: frozenset[Brings], picks: list[int]) -> None:
    """Whoever does not ask for it again comes to an end, sooner than there are screens."""
    ways = practice.ways_without(without)
    walk: Walk | None = Walk(practice.id, picks[0] % len(ways) if picks and ways else 0)
    most = len(screens(practice, without, walk.way)) if walk else 0
    for pick in [*picks, *range(most + 1)]:
        here = screen(practice, walk, without) if walk else None
        if walk is None or here is None or walk.practice != practice.id:
            return
        onward = [choice for choice in here.choices if choice.go not in AGAIN]
        walk = after(walk, onward[pick % len(onward)])
        most -= 1
        assert most >= -1
    assert walk is None


@given(practice=practices, without=left_out)
def test_going_on_leads_through_each_step_once_and_to_the_question_how_it_is(
    practice: Practice, without: frozenset[Brings]
) -> None:
    for at, way in enumerate(practice.ways_without(without)):
        walk: Walk | None = Walk(practice.id, at)
        read: list[str] = []
        while walk is not None and walk.at != "after":
            here = screen(practice, walk, without)
            assert here is not None
            read += here.says if here.step else ()
            onward = here.choice(Go.NEXT) or here.choice(Go.ALL_RIGHT) or here.choice(Go.BEGIN)
            assert onward is not None
            walk = after(walk, onward)
        assert walk is not None
        assert tuple(read) == way.steps


@EVERY
def test_one_may_go_back_from_every_step_but_the_first(practice: Practice) -> None:
    for here in everywhere(practice):
        if here.step > 1:
            assert here.choice(Go.BACK) == Choice(Go.BACK, str(here.step - 1))


def test_a_screen_that_is_no_more_is_nowhere() -> None:
    found = library.practices()[0]
    assert screen(found, Walk(found.id, at="99"), NOTHING) is None
    assert screen(found, Walk(found.id, way=99), NOTHING) is None
    assert screens(found, NOTHING, -1) == ()


# ── Before and after (S18) ───────────────────────────────────────────────────


@EVERY
def test_it_begins_with_an_invitation_that_can_be_declined(practice: Practice) -> None:
    for way in range(len(practice.ways)):
        first = screens(practice, NOTHING, way)[0]
        assert first.name == "invite"
        assert first.says[0] == practice.invites
        assert {Go.BEGIN, Go.LEAVE} <= {choice.go for choice in first.choices}


@EVERY
def test_every_other_way_is_offered_at_the_beginning(practice: Practice) -> None:
    for way in range(len(practice.ways)):
        first = screens(practice, NOTHING, way)[0]
        others = {choice.way for choice in first.choices if choice.go is Go.OTHER_WAY}
        assert others == set(range(len(practice.ways))) - {way}


@EVERY
def test_what_is_asked_first_comes_before_every_step(practice: Practice) -> None:
    """One question at the most; with it all that software cannot know, and what is kinder then."""
    asked = [caution for caution in practice.cautions if caution.asked]
    for way in range(len(practice.ways)):
        found = {here.name: here for here in screens(practice, NOTHING, way)}
        begin = found["invite"].choice(Go.BEGIN)
        assert begin is not None
        if not asked:
            continue
        check = found[begin.to]
        instead = [choice for choice in check.choices if choice.go is Go.INSTEAD]
        assert begin.to == "check"
        assert sum(line.count("?") for line in check.says) <= 1
        assert [choice.says for choice in instead] == [caution.says for caution in asked]
        assert check.choice(Go.ALL_RIGHT) == Choice(Go.ALL_RIGHT, "1")


@EVERY
def test_whatever_looks_inward_is_asked_about_first(practice: Practice) -> None:
    for way in range(len(practice.ways)):
        if practice.ways[way].brings & {Brings.BREATH, Brings.BODY, Brings.IMAGERY, Brings.TOUCH}:
            names = [here.name for here in screens(practice, NOTHING, way)]
            assert names[1] == "check"


@EVERY
def test_how_it_was_is_asked_once_and_need_not_be_answered(practice: Practice) -> None:
    for way in range(len(practice.ways)):
        found = {here.name: here for here in screens(practice, NOTHING, way)}
        goes = [choice.go for choice in found["after"].choices]
        assert goes == [Go.BETTER, Go.SAME, Go.WORSE, Go.NOT_SURE, Go.SKIP, Go.LEAVE]
        last = found[str(len(practice.ways[way].steps))].choice(Go.NEXT)
        assert last == Choice(Go.NEXT, "after")


def test_every_answer_is_one_that_can_be_kept() -> None:
    assert set(AFTER.values()) == set(After)


@EVERY
def test_it_may_be_kept_or_put_away_whatever_the_answer(practice: Practice) -> None:
    found = {here.name: here for here in screens(practice, NOTHING)}
    for name in ("better", "same", "not-sure"):
        assert {Go.KEEP, Go.HIDE, Go.AGAIN} <= {choice.go for choice in found[name].choices}
    assert found["hidden"].choice(Go.KEEP) is not None


def test_no_answer_is_praised_or_counted() -> None:
    """No progress, no figure and no comparison: nobody's way is measured by another's (S19)."""
    said = {
        line for found in library.practices() for here in everywhere(found) for line in here.says
    }
    around = said - {step for found in library.practices() for step in wording.steps_of(found)}
    assert [line for line in around if any(sign in line for sign in "0123456789%!")] == []
    assert [line for line in around if wording.PRESSES.search(line)] == []


# ── When it makes things harder ──────────────────────────────────────────────


@EVERY
def test_every_step_can_be_told_to_make_it_worse(practice: Practice) -> None:
    for here in everywhere(practice):
        if here.step or here.name == "after":
            assert here.choice(Go.WORSE) == Choice(Go.WORSE, "worse")


@given(practice=practices, without=left_out, picks=turns)
def test_worse_stops_at_once_comes_back_to_this_place_and_offers_a_person(
    practice: Practice, without: frozenset[Brings], picks: list[int]
) -> None:
    for walk, here, found in walked(practice, without, picks):
        worse = here.choice(Go.WORSE)
        if worse is None:
            continue
        then = after(walk, worse)
        assert then is not None
        stopped = screen(found, then, without)
        assert stopped is not None
        assert not stopped.step
        assert not stopped.writes
        assert "look" in " ".join(stopped.says).lower()
        assert "in this place, on this day" in " ".join(stopped.says)
        goes = [choice.go for choice in stopped.choices]
        assert set(goes) <= {Go.INSTEAD, Go.PERSON, Go.LEAVE}
        assert {Go.PERSON, Go.LEAVE} <= set(goes)
        outward = stopped.choice(Go.INSTEAD)
        assert outward is None if found.id == OUTWARD else outward == Choice(Go.INSTEAD, practice=OUTWARD)  # fmt: skip


# ── What is left out ─────────────────────────────────────────────────────────


@given(practice=practices, without=left_out)
def test_nothing_that_was_left_out_is_ever_said(
    practice: Practice, without: frozenset[Brings]
) -> None:
    gone = {step for way in practice.ways for step in _left_out_of(way, without)}
    for here in everywhere(practice, without):
        assert not gone & set(here.says)
        assert not any(here.says == (way.title,) for way in practice.ways if way.brings & without)


def _left_out_of(way: Way, without: frozenset[Brings]) -> set[str]:
    if way.brings & without:
        return set(way.steps)
    return {way.steps[at - 1] for brings in without for at in way.steps_bring.get(brings, ())}


@given(practice=practices, without=left_out)
def test_nothing_that_was_left_out_is_asked_about(
    practice: Practice, without: frozenset[Brings]
) -> None:
    for here in everywhere(practice, without):
        if here.name == "check":
            asks = " ".join(line for line in here.says if line.endswith("?"))
            assert [each for each in without if wording.names(asks, each)] == []


@EVERY
def test_the_box_stays_with_its_step_whatever_else_is_left_out(practice: Practice) -> None:
    for way in practice.ways:
        boxes = {way.steps[at - 1] for at in way.writes}
        for brings in Brings:
            left = way.without(frozenset({brings}))
            if left is not None:
                assert {left.steps[at - 1] for at in left.writes} == boxes & set(left.steps)


def test_a_way_of_which_nothing_is_left_falls() -> None:
    way = Way("All of touch", ("If you like, touch it.",), frozenset(), {Brings.TOUCH: (1,)})
    assert way.without(frozenset({Brings.TOUCH})) is None
    assert way.without(frozenset({Brings.FAITH})) == replace(way, steps_bring={})
