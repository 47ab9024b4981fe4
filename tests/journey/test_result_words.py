import re

import pytest

from holdspace import shelf
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Move, Plan, Said, Spoken
from holdspace.journey.measures.asking import NotNow
from holdspace.journey.measures.change import Change, Label
from holdspace.journey.measures.measure import Measure
from holdspace.journey.measures.result import Reading, Result, reading, says_of, says_why_not
from holdspace.journey.measures.scoring import Score, score
from holdspace.safety.gates import GATES
from tests.journey.measured import EVERY

SAID = Said(Plan((), 75, "."), RiskState())
EACH = pytest.mark.parametrize("measure", EVERY.values(), ids=list(EVERY))
NAMES = re.compile(r"\b(depress\w*|anxi\w*|disorder\w*|ptsd|trauma\w*|patholog\w*|symptom\w*|diagnos\w*|illness|you have|you are|you're \w+ly|suffer\w*|normal people|most people|per ?cent|%)\b", re.IGNORECASE)  # fmt: skip
ORDERS = re.compile(r"\b(should|must|need to|have to|try|always|never|but)\b", re.IGNORECASE)


def all_answered(measure: Measure, place: int) -> Score:
    return score(measure, {i.number: i.options[place].value for i in measure.counted})


def readings(measure: Measure) -> list[Reading]:
    return [reading(measure, each) for each in (all_answered(measure, 0), all_answered(measure, -1), Score())]  # fmt: skip


def own_lines() -> list[str]:
    held = shelf.read("journey", "measures", "words", "en.toml")
    return [text for part in held.values() if isinstance(part, dict) for text in part.values()]


@EACH
def test_a_result_names_no_illness_and_says_nothing_of_who_somebody_is(measure: Measure) -> None:
    for each in readings(measure):
        for line in (*each.plain, *each.called):
            assert not NAMES.search(line.replace("normal", "")), line
            assert not [gate(Spoken(line, Move.INF), SAID) for gate in GATES if gate(Spoken(line, Move.INF), SAID)], line  # fmt: skip


@EACH
def test_what_a_number_is_called_comes_only_after_a_tap(measure: Measure) -> None:
    for each in readings(measure):
        plain = " ".join(each.plain)
        for band in measure.bands:
            assert f"“{band.says}”" not in plain


@EACH
def test_a_band_nobody_checked_is_told_to_nobody(measure: Measure) -> None:
    if measure.stands("bands"):
        return
    for each in readings(measure):
        assert each.called == ("There is no word for this number that was checked.",)


def test_a_result_says_its_number_and_what_it_cannot_say() -> None:
    found = reading(EVERY["phq-9"], Score(value=EVERY["phq-9"].scoring.range[1]))
    assert found.plain[0] == "Your answers come to 27. The scale goes from 0 to 27."
    assert "It can't say why" in " ".join(found.plain)
    assert "Nobody else sees this unless you share it." in found.plain
    assert found.called[0].startswith("A number of 20 or more is called “severe”")


def test_a_number_in_between_is_called_with_both_its_ends() -> None:
    brs = EVERY["brs"]
    found = reading(brs, all_answered(brs, 0))
    assert found.called[0].startswith("A number from 3 to 4.3 is called “normal”")


def test_what_was_prorated_is_said_and_what_was_not_scored_too() -> None:
    phq = EVERY["phq-9"]
    some = score(phq, dict.fromkeys(range(1, 8), 1))
    assert "Some questions were left out. The ones you answered stand in for them." in reading(phq, some).plain  # fmt: skip
    assert "too few answers" in reading(phq, Score()).plain[0]


def test_a_measure_of_parts_tells_its_parts() -> None:
    found = reading(EVERY["rulers"], all_answered(EVERY["rulers"], -1))
    assert "Readiness: 10. That scale goes from 0 to 10." in found.plain


@pytest.mark.parametrize("label", Label)
def test_every_label_has_its_sentence_and_no_cause(label: Label) -> None:
    said = says_of(Change(label, stands=True))
    assert label in said
    assert says_of(Change(label, stands=False)) == says_of(Change(Label.NOT_ENOUGH, stands=True))


@pytest.mark.parametrize("reason", NotNow)
def test_every_not_now_has_a_sentence(reason: NotNow) -> None:
    assert says_why_not(reason).endswith(".")


def test_our_own_lines_are_plain_and_kind() -> None:
    for line in own_lines():
        assert not ORDERS.search(line), line
        assert "!" not in line


@pytest.mark.parametrize("name", ["goal-rating", "rulers", "visit-check"])
def test_our_own_questions_are_short_and_end_as_questions(name: str) -> None:
    for item in EVERY[name].items:
        assert item.text.endswith("?")
        assert len(item.text.split()) <= 9
        assert not ORDERS.search(item.text)
        assert not re.search(r"\b(bond|trust|like me|companion)\b", item.text)


def test_a_result_is_shared_with_nobody_and_shows_nothing_of_itself() -> None:
    from datetime import UTC, datetime  # noqa: PLC0415 - one date

    phq = EVERY["phq-9"]
    answers = dict.fromkeys(range(1, 10), 3)
    result = Result(id="r", measure=phq.id, version="1", at=datetime(2026, 1, 1, tzinfo=UTC), answers=answers, score=score(phq, answers))  # fmt: skip
    assert result.shared is False
    assert "27" not in repr(result)
    assert "3" not in repr(result).replace("T", "")
    assert "27" not in repr(reading(phq, result.score))


def test_nobody_is_named_as_reviewer() -> None:
    assert shelf.read("journey", "measures", "words", "en.toml")["reviewed_by"] == ""
