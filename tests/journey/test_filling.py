from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.risk import RiskState, Signs, Tier
from holdspace.domain.talk import Perception
from holdspace.journey.measures.filling import (
    SKIP,
    Alert,
    Filling,
    alert_of,
    answer,
    begun,
    choices,
    filled_at_once,
    met,
    passed_over,
    standing,
)
from holdspace.journey.measures.measure import Item
from holdspace.journey.measures.result import result
from holdspace.journey.measures.scoring import Score
from holdspace.safety.judge import judge
from tests.journey.measured import EVERY, with_wording

AT = datetime(2026, 11, 26, tzinfo=UTC)


def filled(name: str, answers: dict[int, int]) -> Filling:
    filling = begun(EVERY[name])
    for number, value in answers.items():
        filling = answer(filling, number, value)
    return filling


def test_question_nine_is_met_before_any_later_question_and_before_any_score() -> None:
    asked = Filling(measure=with_wording(EVERY["phq-9"]), answers=dict.fromkeys(range(1, 9), 0))
    assert isinstance(standing(asked), Item)
    raised = standing(answer(asked, 9, 1))
    assert raised == Alert("phq-9", 9, Tier.R2)
    after = met(answer(asked, 9, 1))
    following = standing(after)
    assert isinstance(following, Item)
    assert following.number == 10


def test_a_question_without_its_words_is_not_asked() -> None:
    done = standing(filled("phq-9", dict.fromkeys(range(1, 10), 0)))
    assert done == Score(value=Decimal(0))


@given(value=st.integers(1, 3), first=st.sampled_from(range(1, 10)))
def test_it_is_met_at_once_wherever_it_is_answered(value: int, first: int) -> None:
    asked = answer(begun(EVERY["phq-9"]), 9, value)
    assert isinstance(standing(asked), Alert)
    assert answer(asked, first, 0) == asked  # nothing more is taken in until it was met


def test_a_nought_at_question_nine_raises_nothing() -> None:
    assert alert_of(EVERY["phq-9"], 9, 0) is None


def test_the_other_alarming_questions_raise_what_the_table_says() -> None:
    assert alert_of(EVERY["core-10"], 6, 1) == Alert("core-10", 6, Tier.R4)
    assert alert_of(EVERY["core-10"], 6, 0) is None
    assert alert_of(EVERY["dass-21"], 21, 2) == Alert("dass-21", 21, Tier.R2)
    assert alert_of(EVERY["dass-21"], 21, 1) is None


def test_no_other_question_raises_anything() -> None:
    raising = {
        (measure.id, item.number)
        for measure in EVERY.values()
        for item in measure.items
        for option in item.options
        if alert_of(measure, item.number, option.value)
    }
    assert raising == {("phq-9", 9), ("core-10", 6), ("dass-21", 21)}


def test_changing_the_answer_takes_nothing_back() -> None:
    asked = met(answer(begun(EVERY["phq-9"]), 9, 2))
    changed = answer(asked, 9, 0)
    assert changed.raised == asked.raised
    assert changed.alert is None
    assert passed_over(asked, 9).raised == asked.raised


def test_a_whole_sheet_at_once_is_met_before_it_comes_to_a_number() -> None:
    sheet = filled_at_once(EVERY["core-10"], {1: 4, 6: 1, 10: 0})
    assert standing(sheet) == Alert("core-10", 6, Tier.R4)
    assert result(sheet, id="r", at=AT) is None
    assert isinstance(standing(met(sheet)), Score)
    assert filled_at_once(EVERY["phq-9"], dict.fromkeys(range(1, 10), 0)).alert is None


def test_there_is_no_result_while_anything_stands_before_it() -> None:
    asked = filled("phq-9", dict.fromkeys(range(1, 9), 1))
    assert result(asked, id="r", at=AT) is None
    raised = answer(asked, 9, 1)
    assert result(passed_over(raised, 10), id="r", at=AT) is None
    done = result(passed_over(met(raised), 10), id="r", at=AT)
    assert done is not None
    assert done.score.value == 9
    assert done.shared is False


def test_safety_hears_it_as_evidence_and_the_tier_rises() -> None:
    alert = alert_of(EVERY["phq-9"], 9, 1)
    assert alert is not None
    assert alert.evidence.counts
    risk = judge(RiskState(), Signs(evidence=(alert.evidence,)), Perception.unknown())
    assert risk.tier >= Tier.R2


def test_leaving_a_question_out_is_always_the_first_choice() -> None:
    for measure in EVERY.values():
        assert all(choices(item)[0] == SKIP for item in measure.items)


def test_every_measure_can_be_passed_over_from_end_to_end() -> None:
    for measure in EVERY.values():
        filling = begun(measure)
        for _ in measure.items:
            asked = standing(filling)
            if isinstance(asked, Item):
                filling = passed_over(filling, asked.number)
        done = standing(filling)
        assert isinstance(done, Score)
        assert done.value is None


def test_after_a_no_at_the_gate_nothing_more_is_asked() -> None:
    asked = answer(begun(EVERY["pc-ptsd-5"]), 0, 0)
    assert standing(asked) == Score(value=Decimal(0))
    assert isinstance(standing(answer(begun(EVERY["pc-ptsd-5"]), 0, 1)), Item)


def test_questions_come_in_their_order() -> None:
    first = standing(begun(EVERY["pc-ptsd-5"]))
    assert isinstance(first, Item)
    assert first.number == 0


def test_what_was_answered_never_shows_itself() -> None:
    shown = repr(filled("phq-9", {1: 3, 9: 3}))
    assert "{1: 3" not in shown
    assert "raised" not in shown
