"""What is shown is a copy of what was picked, and holds nothing that lay beside it."""

from datetime import date, datetime

from holdspace.domain.days import Day, Felt
from holdspace.domain.filled import FilledIn, Given
from holdspace.domain.hopes import Goal, Rating
from holdspace.domain.manner import Leads, Manner
from holdspace.domain.marks import Mark
from holdspace.domain.people import Private
from holdspace.domain.safety_plan import Person, PlanPart, SafetyPlan
from holdspace.domain.shared import Listed, Sort
from holdspace.domain.story import Paragraph, Passage
from holdspace.journey import showing
from holdspace.journey.by_week import every_week
from holdspace.journey.measures.library import measures
from holdspace.journey.measures.series import series_of
from tests.fakes import NOON

TODAY = date(2026, 1, 1)
BESIDE = "the thing that stays with me"


def texts(shared: object) -> str:
    return " ".join(piece.words.text for piece in shared.pieces)  # type: ignore[attr-defined]


def test_only_the_paragraphs_that_were_picked_are_shown() -> None:
    passage = Passage(
        (Paragraph(Private("it began with the move")), Paragraph(Private(BESIDE))),
        NOON,
        heard=(Private(BESIDE),),
    )
    shown = showing.paragraphs([(passage, frozenset({0, 7})), (passage, frozenset())], TODAY)
    assert texts(shown) == "it began with the move"
    assert shown.of == NOON.date()


def test_a_day_is_shown_with_its_words_only_where_that_was_asked_for() -> None:
    day = Day(TODAY, Felt.HEAVY, note=Private(BESIDE), body=Private(BESIDE), mark=Mark.THERAPIST)
    (alone,) = showing.days([day], TODAY, written=False).days
    assert alone == Day(TODAY, Felt.HEAVY)
    (whole,) = showing.days([day], TODAY, written=True).days
    assert whole.note.text == BESIDE
    assert whole.mark is Mark.ME


def test_a_day_of_words_alone_is_nothing_without_them() -> None:
    assert showing.days([Day(TODAY, note=Private(BESIDE))], TODAY, written=False).days == ()


def test_the_parts_of_a_plan_that_were_not_picked_are_not_shown() -> None:
    held = SafetyPlan(
        signs=Private("I go quiet"),
        people=(Person(Private("Ida"), Private("0871234567"), Private("Can you talk?")),),
        staying=Private(BESIDE),
    )
    shown = showing.plan(held, [PlanPart.SIGNS, PlanPart.PEOPLE, PlanPart.SAFER], TODAY)
    assert [piece.heading for piece in shown.pieces] == ["signs", "people"]
    assert BESIDE not in texts(shown)
    assert shown.pieces[1].words.text == "Ida\n0871234567\nCan you talk?"


def test_how_near_a_hope_felt_is_shown_only_where_that_was_asked_for() -> None:
    goal = Goal(Private("to ring my sister"), TODAY, (Rating(TODAY, 4),))
    assert texts(showing.goals([goal], TODAY, near=False)) == "to ring my sister"
    assert texts(showing.goals([goal], TODAY, near=True)) == "to ring my sister 2026-01-01: 4"


def test_single_answers_are_shown_only_where_that_was_asked_for() -> None:
    filled = FilledIn("phq-9", "1", "PHQ-9", NOON, (Given(9, 2),), "2")
    (alone,) = showing.measures([filled], TODAY, answers=False).filled
    assert alone.answers == ()
    assert alone.came_to == "2"
    (whole,) = showing.measures([filled], TODAY, answers=True).filled
    assert whole.answers == filled.answers


def test_how_to_be_met_is_shown_line_by_line() -> None:
    manner = Manner(leads=Leads.ME, no_breath=True, avoid=(Private("journey"),), called="Ju")
    assert {piece.heading for piece in showing.met_pieces(manner)} == {
        "leads:me",
        "no_breath:True",
        "avoid",
    }
    shown = showing.met(manner, ["leads:me", "no_touch:True"], TODAY)
    assert [piece.heading for piece in shown.pieces] == ["leads:me"]


def filled(day: int, came_to: str, version: str = "1", **more: tuple[Given, ...]) -> FilledIn:
    at = datetime(2026, 1, day, 12, tzinfo=NOON.tzinfo)
    return FilledIn("phq-9", version, "PHQ-9", at, more.get("answers", ()), came_to)


def test_scores_stand_beside_the_one_before_and_the_first() -> None:
    known = measures()
    version = known["phq-9"].version
    (one,) = series_of(
        [filled(20, "8", version), filled(1, "18", version), filled(9, "12", version)], known
    )
    assert [(row.came_to, row.before, row.first) for row in one.rows] == [
        ("18", None, None),
        ("12", "reliably better", "reliably better"),
        ("8", "no reliable change", "reliably better"),
    ]
    assert one.source
    assert one.answers == ()


def test_two_versions_are_not_compared_and_what_has_no_number_says_so() -> None:
    known = measures()
    version = known["phq-9"].version
    found = series_of(
        [filled(1, "18", "0"), filled(2, "", version), filled(3, "8", version)], known
    )
    assert sorted(len(one.rows) for one in found) == [1, 2]
    (_, last) = next(one.rows for one in found if len(one.rows) == 2)
    assert last.before == "not enough data"


def test_each_answer_stands_in_the_words_of_its_question() -> None:
    known = measures()
    version = known["phq-9"].version
    (one,) = series_of([filled(1, "2", version, answers=(Given(1, 2),))], known)
    ((asks, (says,)),) = one.answers
    assert asks == known["phq-9"].by_number[1].text
    assert says == "More than half the days"


def test_a_week_without_anything_is_a_week() -> None:
    shown = Listed("AAAA", "link", Sort.WORDS, date(2026, 2, 12))
    weeks = every_week([shown], date(2026, 1, 1), date(2026, 2, 20))
    assert len(weeks) == 8
    assert [week.first.weekday() for week in weeks] == [0] * 8
    assert [len(week.shown) for week in weeks] == [0, 0, 0, 0, 0, 0, 1, 0]
    assert weeks[6].last == date(2026, 2, 15)
