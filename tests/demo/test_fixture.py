"""The files of Wren hold what she writes and does, and nothing that Holdspace says."""

from importlib.resources import files

from holdspace import shelf
from holdspace.demo.acts import KINDS
from holdspace.demo.fixture import amara, desk, lines_of, visits, who
from holdspace.demo.her_desk import KINDS as AT_THE_DESK


def test_every_file_says_that_she_is_made_up() -> None:
    assert "made up" in who().synthetic
    for name in shelf.names("demo", "wren"):
        told = files("holdspace").joinpath("demo", "wren", f"{name}.toml")
        assert "made up" in told.read_text(encoding="utf-8").split("\n\n", maxsplit=1)[0], name


def test_she_comes_about_two_dozen_times_and_ever_less() -> None:
    weeks = [visit.week for visit in visits()]
    assert len(weeks) == 24
    assert weeks == sorted(weeks)
    assert weeks[0] == 1
    assert weeks[-1] == 16
    quarters = [sum(low < week <= low + 4 for week in weeks) for low in (0, 4, 8, 12)]
    assert quarters == sorted(quarters, reverse=True)


def test_she_comes_by_day_and_by_night() -> None:
    hours = {visit.at.hour for visit in visits()}
    assert hours & {2, 3}
    assert hours & {14, 15, 16}
    assert all(visit.at.utcoffset() is not None for visit in visits())


def test_her_clock_is_put_forward_in_spring() -> None:
    offsets = {visit.at.utcoffset() for visit in visits()}
    assert len(offsets) == 2


def test_everything_she_does_is_something_her_browser_can_do() -> None:
    assert {act.kind for visit in visits() for act in visit.acts} <= set(KINDS)


def test_no_reply_is_written_down() -> None:
    keys = {key for visit in visits() for act in visit.acts for key in act.more}
    assert not keys & {"reply", "says_back", "answered", "expects", "margin"}


def test_she_names_her_father_once_before_week_nine_and_only_to_leave_it() -> None:
    early = [line for week in range(1, 9) for line in lines_of(week) if "father" in line.lower()]
    assert early == ["I don't want to talk about my father"]
    assert any("father" in line for line in lines_of(9))


def test_what_amara_does_is_dated_among_her_weeks() -> None:
    days = [act.on for act in amara()]
    assert days == sorted(days)
    assert who().begins <= days[0]
    assert days[-1] <= visits()[-1].at.date()


def test_amara_sits_at_her_desk_in_order_while_wren_still_comes() -> None:
    sat = [sitting.moment for sitting in desk().sittings]
    assert sat == sorted(sat)
    assert sat[-1] < visits()[-1].moment
    assert {act.kind for sitting in desk().sittings for act in sitting.acts} <= set(AT_THE_DESK)


def test_amara_answers_once_in_few_words_and_asks_for_nothing() -> None:
    (answer,) = (
        act.of for sitting in desk().sittings for act in sitting.acts if act.kind == "answer"
    )
    assert len(answer.split()) <= 30
    assert not {"should", "try", "must", "?"} & set(answer.replace("?", " ?").lower().split())
