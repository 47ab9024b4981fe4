from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.domain.errors import NotAChoice
from holdspace.journey.measures.measure import Method
from holdspace.journey.measures.scoring import band, ends, meets, score
from tests.journey.measured import EVERY, RULES, again, answers_of

STANDARD = pytest.mark.parametrize("name", RULES)


def every(name: str, value: int) -> dict[int, int]:
    """Return one answer for all questions of a measure."""
    return dict.fromkeys((item.number for item in EVERY[name].counted), value)


def whole(name: str, answers: dict[int, int]) -> Decimal | None:
    return score(EVERY[name], answers).value


def called(name: str, value: float, part: str = "") -> str:
    found = band(EVERY[name], Decimal(str(value)), part)
    return found.says if found else ""


def case(name: str, answers: dict[int, int], **which: object) -> bool | None:
    measure = EVERY[name]
    (line,) = (
        each for each in measure.caseness if all(getattr(each, k) == v for k, v in which.items())
    )
    return meets(line, measure, answers)


def test_every_standard_measure_is_reckoned_twice() -> None:
    assert {name for name, measure in EVERY.items() if measure.standard} == set(RULES)


@STANDARD
@settings(max_examples=25)
@given(data=st.data())
def test_any_answers_come_to_the_same_number_in_two_ways(name: str, data: st.DataObject) -> None:
    answers = data.draw(answers_of(EVERY[name], all_of_them=False))
    found = score(EVERY[name], answers)
    second = again(RULES[name], answers)
    assert (None if found.value is None else float(found.value)) == second
    assert found.missing == RULES[name].count - len(answers)
    assert found.prorated == (second is not None and found.missing > 0)


@STANDARD
@settings(max_examples=25)
@given(data=st.data())
def test_the_order_of_answers_changes_nothing(name: str, data: st.DataObject) -> None:
    answers = data.draw(answers_of(EVERY[name]))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert score(EVERY[name], shuffled) == score(EVERY[name], answers)


@STANDARD
@settings(max_examples=25)
@given(data=st.data())
def test_a_step_up_moves_the_score_as_its_question_is_turned(
    name: str, data: st.DataObject
) -> None:
    measure = EVERY[name]
    answers = data.draw(answers_of(measure))
    item = data.draw(st.sampled_from(measure.counted))
    higher = [o.value for o in item.options if o.value > answers[item.number]]
    if not higher or measure.scoring.method is Method.NONE:
        return
    more = score(measure, answers | {item.number: higher[0]}).value
    less = score(measure, answers).value
    assert more is not None
    assert less is not None
    assert (more < less) == (item.number in RULES[name].turned)


@STANDARD
@settings(max_examples=25)
@given(data=st.data())
def test_no_score_leaves_its_scale(name: str, data: st.DataObject) -> None:
    measure = EVERY[name]
    found = score(measure, data.draw(answers_of(measure, all_of_them=False)))
    if found.value is not None:
        low, high = measure.scoring.range
        assert low <= found.value <= high
    for part in measure.parts:
        if part.id in found.parts:
            low, high = ends(part, measure)
            assert low <= found.parts[part.id] <= high


@STANDARD
@settings(max_examples=25)
@given(data=st.data())
def test_what_is_prorated_with_the_mean_of_the_rest_is_the_same(
    name: str, data: st.DataObject
) -> None:
    """Equal answers throughout: leaving some out, as far as it goes, changes nothing."""
    measure, rule = EVERY[name], RULES[name]
    if rule.turned or not rule.may_miss:
        return
    value = data.draw(st.sampled_from([o.value for o in measure.counted[0].options]))
    left_out = data.draw(st.sets(st.sampled_from(range(1, rule.count + 1)), max_size=rule.may_miss))
    answers = {n: v for n, v in every(name, value).items() if n not in left_out}
    assert whole(name, answers) == whole(name, every(name, value))


@pytest.mark.parametrize(
    ("name", "answers", "value"),
    [
        ("phq-9", every("phq-9", 3), 27),
        ("phq-9", {1: 2, 2: 2, 3: 1, 4: 2, 5: 0, 6: 1, 7: 1, 8: 0, 9: 0}, 9),
        ("phq-9", {1: 2, 2: 2, 3: 1, 4: 2, 5: 0, 6: 1, 7: 1}, 12),  # 9 of 7, so 11.57 of 9
        ("gad-7", every("gad-7", 3), 21),
        ("gad-7", {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 2}, 8),  # 7 of 6, so 8.17 of 7
        ("phq-9", {1: 1, 2: 1, 3: 1, 4: 1, 5: 0, 6: 0, 7: 0, 8: 0}, 5),  # 4.5, halves upward
        ("gad-7", {1: 2, 2: 2, 3: 2, 4: 1, 5: 1, 6: 1}, 11),  # 10.5, halves upward
        ("phq-4", {1: 3, 2: 2, 3: 1, 4: 0}, 6),
        ("who-5", every("who-5", 5), 100),
        ("who-5", {1: 3, 2: 3, 3: 3, 4: 2, 5: 2}, 52),  # raw 13
        ("pcl-5", every("pcl-5", 4), 80),
        ("k10", every("k10", 1), 10),
        ("k10", every("k10", 5), 50),
        ("k6", every("k6", 4), 24),
        ("ucla-3", every("ucla-3", 1), 3),
        ("wsas", every("wsas", 8), 40),
        ("pss-10", every("pss-10", 0), 16),  # the four turned ones count 4 each
        ("brs", {1: 5, 2: 1, 3: 5, 4: 1, 5: 5, 6: 1}, 5),
        ("brs", {1: 4, 2: 2, 3: 4, 4: 3, 5: 3, 6: 2}, 3.67),
        ("scs-sf", every("scs-sf", 5), 3),  # half of them are turned
        ("core-10", {n: 1 if n in {2, 3} else 4 for n in range(1, 11)}, 38),
        ("core-10", {n: 4 if n in {2, 3} else 1 for n in range(1, 10)}, 7.78),  # 7 of 9
    ],
)
def test_worked_by_hand(name: str, answers: dict[int, int], value: float) -> None:
    assert whole(name, answers) == Decimal(str(value))


@pytest.mark.parametrize(
    ("name", "left_out", "scored"),
    [
        ("phq-9", 2, True),
        ("phq-9", 3, False),
        ("gad-7", 1, True),
        ("gad-7", 2, False),
        ("core-10", 1, True),
        ("core-10", 2, False),
        ("pcl-5", 1, False),
        ("wsas", 1, False),
        ("brs", 1, False),
    ],
)
def test_only_so_many_may_be_missing(name: str, left_out: int, scored: bool) -> None:
    lowest = EVERY[name].counted[0].options[0].value
    answers = {n: v for n, v in every(name, lowest).items() if n > left_out}
    found = score(EVERY[name], answers)
    assert (found.value is not None) is scored
    assert found.prorated is scored


def test_nothing_answered_is_no_score_and_no_fault() -> None:
    assert {score(measure, {}).value for measure in EVERY.values()} == {None}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("phq-9", 4, "minimal"),
        ("phq-9", 5, "mild"),
        ("phq-9", 9, "mild"),
        ("phq-9", 10, "moderate"),
        ("phq-9", 14, "moderate"),
        ("phq-9", 15, "moderately severe"),
        ("phq-9", 19, "moderately severe"),
        ("phq-9", 20, "severe"),
        ("gad-7", 4, "minimal"),
        ("gad-7", 5, "mild"),
        ("gad-7", 10, "moderate"),
        ("gad-7", 15, "severe"),
        ("phq-4", 2, "none"),
        ("phq-4", 3, "mild"),
        ("phq-4", 6, "moderate"),
        ("phq-4", 9, "severe"),
        ("wsas", 9, "subclinical"),
        ("wsas", 10, "significant"),
        ("wsas", 20, "significant"),
        ("wsas", 21, "moderately severe"),
        ("k10", 15, "low"),
        ("k10", 16, "moderate"),
        ("k10", 22, "high"),
        ("k10", 30, "very high"),
        ("core-10", 14.44, "mild"),
        ("core-10", 25, "severe"),
        ("brs", 2.99, "low"),
        ("brs", 3, "normal"),
        ("brs", 4.3, "normal"),
        ("brs", 4.31, "high"),
        ("scs-sf", 2.49, "low"),
        ("scs-sf", 2.5, "mid"),
        ("scs-sf", 3.5, "mid"),
        ("scs-sf", 3.58, "high"),
        ("who-5", 48, "low"),
        ("who-5", 52, ""),
    ],
)
def test_bands_begin_and_end_where_the_table_says(name: str, value: float, says: str) -> None:
    assert called(name, value) == says


def test_the_part_on_tension_is_doubled_and_has_its_own_bands() -> None:
    answers = dict.fromkeys((1, 6, 8, 11, 12, 14, 18), 1)
    assert score(EVERY["dass-21"], answers).parts == {"stress": 14}
    words = [called("dass-21", value, "stress") for value in (14, 15, 19, 26, 34)]
    assert words == ["normal", "mild", "moderate", "severe", "extremely severe"]


def test_parts_have_just_their_questions() -> None:
    parts = {part.id: part.items for part in EVERY["pcl-5"].parts}
    assert parts == {
        "b": tuple(range(1, 6)),
        "c": (6, 7),
        "d": tuple(range(8, 15)),
        "e": tuple(range(15, 21)),
    }
    dass = sorted(number for part in EVERY["dass-21"].parts for number in part.items)
    assert dass == list(range(1, 22))
    sums = [tuple(map(int, ends(part, EVERY["c-nip"]))) for part in EVERY["c-nip"].parts]
    assert sums == [(-15, 15), (-15, 15), (-9, 9), (-15, 15)]


def test_a_part_with_a_question_left_out_is_not_summed() -> None:
    assert score(EVERY["phq-4"], {1: 1, 2: 1, 3: 1}).parts == {"gad-2": 2}


def test_a_no_at_the_gate_is_nought_and_a_yes_is_not_counted() -> None:
    assert whole("pc-ptsd-5", {0: 0}) == 0
    assert whole("pc-ptsd-5", {0: 1} | every("pc-ptsd-5", 1)) == 5
    assert whole("pc-ptsd-5", {0: 1}) is None


def test_how_hard_it_made_things_is_never_counted() -> None:
    assert whole("phq-9", every("phq-9", 1) | {10: 3}) == 9


def test_lines_that_services_draw_are_met_from_their_figure_on() -> None:
    assert case("phq-9", every("phq-9", 1) | {1: 2}, at_least=10) is True
    assert case("phq-9", every("phq-9", 1), at_least=10) is False
    assert case("gad-7", every("gad-7", 1), at_least=8) is False
    assert case("who-5", {1: 3, 2: 3, 3: 2, 4: 2, 5: 2}, at_most=50) is True
    assert case("who-5", {1: 3, 2: 3, 3: 3, 4: 2, 5: 2}, at_most=50) is False
    assert case("phq-9", {}, at_least=10) is None
    assert case("phq-4", {1: 2, 2: 1}, part="gad-2") is True


def test_the_rule_by_clusters_wants_its_number_in_each() -> None:
    one_each = every("pcl-5", 0) | {1: 2, 6: 2, 8: 2, 9: 2, 15: 2, 16: 2}
    assert case("pcl-5", one_each, answered_from=2) is True
    assert case("pcl-5", one_each | {16: 1}, answered_from=2) is False
    assert case("pcl-5", {n: v for n, v in one_each.items() if n != 20}, answered_from=2) is None


def test_a_line_always_says_how_sure_it_is() -> None:
    lines = [line for measure in EVERY.values() for line in measure.caseness]
    assert len(lines) > 10
    assert all(line.by for line in lines)


@pytest.mark.parametrize("answers", [{1: 4}, {1: -1}, {11: 0}, {0: 1}])
def test_an_answer_to_no_question_is_refused(answers: dict[int, int]) -> None:
    with pytest.raises(NotAChoice):
        score(EVERY["phq-9"], answers)


def test_a_score_never_shows_itself() -> None:
    assert "27" not in repr(score(EVERY["phq-9"], every("phq-9", 3)))
