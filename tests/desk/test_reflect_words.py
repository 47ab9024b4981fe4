"""The words of Reflect: every stance, cell, step and prompt is there, in the house's voice, and nothing is counted or ranked."""

import re
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.desk.reflect import arriving, board, chair, prompts, sheet, stances, written_out
from holdspace.domain.people import Private
from holdspace.domain.reflections import MOST_MUCH, Answer, Beside, Cell, Occasion, Reflection

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STANCES = [stance.id for stance in stances.mirror().stances]
PLACES = [(p.id, m.id) for p in board.board().principles for m in board.board().moments]
ORDERS = re.compile(r"\b(should|must|always|relax|try to)\b", re.IGNORECASE)
PRAISE = re.compile(r"\b(well done|great|excellent|proud|brave|amazing)\b", re.IGNORECASE)
CLAIMS = re.compile(r"\b(cures?|proven|evidence-based|effective|heals?)\b", re.IGNORECASE)


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    return [text for each in value for text in strings(each)] if isinstance(value, tuple) else []


def of_the_board() -> list[str]:
    words = board.board()
    asks = [text for principle in words.principles for text in principle.asks.values()]
    return [words.opening, words.named_after, words.statement_says, *asks]


OURS = [
    *strings(asdict(stances.mirror())),
    *of_the_board(),
    *strings(asdict(arriving.guide())),
    *strings(asdict(prompts.prompts())),
    *strings(asdict(sheet.sheet())),
    *[getattr(chair.chair(), name) for name in ("opening", "write", "note", "rested", "danger")],
]


@pytest.mark.parametrize("said", [ORDERS, PRAISE, CLAIMS, re.compile("!")])
def test_no_sentence_orders_praises_claims_or_shouts(said: re.Pattern[str]) -> None:
    assert [text for text in OURS if said.search(text)] == []


def test_every_sentence_is_short() -> None:
    sentences = [each for text in OURS for each in re.split(r"(?<=[.?…:;])\s", text)]
    assert [each for each in sentences if len(each.split()) > 26] == []


def test_there_are_twelve_stances_and_one_of_trauma_each_with_its_dissent() -> None:
    every = stances.mirror().stances
    assert len(every) == 13
    assert every[-1].id == "trauma"
    assert len({stance.dissent for stance in every}) == 13
    assert all(stance.dissent.endswith("?") for stance in every)
    softness = stances.mirror().stance("softness")
    assert softness
    assert softness.dissent == "When has softness not served?"


def test_how_much_is_seven_words_and_no_figure() -> None:
    much = stances.mirror().much
    assert len(set(much)) == MOST_MUCH + 1
    assert not [word for word in much if re.search(r"\d", word)]


marks = st.builds(
    Beside,
    st.sampled_from(STANCES),
    st.integers(0, 900).map(lambda days: NOW + timedelta(days=days)),
    st.none() | st.integers(0, MOST_MUCH),
)


@given(st.lists(marks, max_size=30))
def test_every_stance_stands_under_one_heading_in_the_order_of_the_page(
    given_: list[Beside],
) -> None:
    picture = stances.picture(given_)
    groups = (picture.near, picture.partly, picture.far, picture.open)
    assert sorted(s.id for group in groups for s in group) == sorted(STANCES)
    for group in groups:
        assert [s.id for s in group] == [name for name in STANCES if name in {s.id for s in group}]


@given(st.lists(marks, max_size=30))
def test_what_is_said_back_holds_no_number(given_: list[Beside]) -> None:
    assert not re.search(r"\d", written_out.of_picture(given_).text)


def test_only_a_change_is_said_to_have_moved() -> None:
    first, same, other = (Beside("hope", NOW + timedelta(days=days), much) for days, much in ((0, 2), (40, 2), (80, 5)))  # fmt: skip
    assert stances.picture([first, same]).moved == ()
    assert stances.picture([first, same]).looked_before
    (moved,) = stances.picture([first, same, other]).moved
    assert (moved.before, moved.now) == ("A little mine", "Very much mine")
    assert stances.picture([first, Beside("hope", NOW + timedelta(days=3))]).moved == ()


def test_the_board_asks_at_each_of_thirty_places_and_never_the_same() -> None:
    asks = [ask for principle in board.board().principles for ask in principle.asks.values()]
    assert len(PLACES) == len(set(asks)) == 30
    assert all(
        set(p.asks) == {m.id for m in board.board().moments} for p in board.board().principles
    )
    assert {each.id for each in board.board().evidence} == {"consent", "room", "exit", "hours", "crisis", "complaint", "records"}  # fmt: skip


@given(st.sets(st.sampled_from(PLACES)))
def test_a_statement_holds_what_was_written_and_nothing_of_empty_cells(
    there: set[tuple[str, str]],
) -> None:
    cells = [Cell(*place, Private(f"done at {'-'.join(place)}")) for place in there]
    told = written_out.of_board([*cells, Cell("safety", "first", again=date(2026, 1, 1))] if ("safety", "first") not in there else cells).text  # fmt: skip
    assert told.count("done at ") == len(there)
    assert "2026" not in told


def test_what_waited_longest_comes_first_to_be_looked_at_again() -> None:
    today = date(2026, 3, 2)
    first, second, later = (Cell(*place, again=on) for place, on in zip(PLACES, (date(2026, 3, 1), date(2026, 1, 1), date(2026, 3, 3)), strict=False))  # fmt: skip
    assert board.due([first, second, later], today) == (second, first)
    assert board.due([Cell("gone", "away", again=today)], today) == ()


def test_the_sheet_has_the_three_questions_and_takes_an_hour_and_a_half() -> None:
    told = sheet.sheet()
    assert [part.id for part in told.parts] == ["arrive", "mine", "safe", "unsafe", "leave"]
    assert told.minutes == 90
    assert all(part.title.endswith("?") for part in told.parts[1:4])


def test_what_moved_me_says_nothing_of_what_therapy_can_do() -> None:
    words = prompts.prompts().moved
    assert "It says nothing of what therapy can do." in words.opening


def test_the_scenes_go_round() -> None:
    words = chair.chair()
    assert words.after(words.scenes[-1].id) == words.scenes[0]
    assert [scene.week for scene in words.scenes] == sorted(scene.week for scene in words.scenes)
    assert words.scenes[0].played[-1].text == words.scenes[0].says


def test_a_reflection_is_written_out_with_its_questions_and_no_day() -> None:
    ask = prompts.prompts().after.asks[0]
    made = Reflection(Occasion.AFTER, NOW, (Answer(ask.id, Private("her hands")),))
    assert written_out.of_reflection(made).text == f"{ask.says}\nher hands"


def test_an_agenda_is_headed_and_holds_what_was_listed() -> None:
    ask = prompts.prompts().after.asks[0]
    theirs = Reflection(Occasion.AGENDA, NOW, (Answer("words", Private("my fees")),), "frame")
    listed = Reflection(
        Occasion.AFTER, NOW, (Answer(ask.id, Private("her hands")),), for_supervision=True
    )
    left = Reflection(Occasion.AFTER, NOW, (Answer(ask.id, Private("the door")),))
    told = written_out.of_agenda([theirs, listed, left]).text
    assert "About the frame: time, money, contact, notes\n- my fees" in told
    assert "her hands" in told
    assert "the door" not in told
