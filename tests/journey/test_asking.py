from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.risk import Tier
from holdspace.journey.measures.asking import Ask, Asker, Moment, NotNow, why_not
from holdspace.journey.measures.measure import Measure, Starts
from tests.journey.measured import EVERY, with_wording

NOW = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
CALM = Moment(now=NOW)
PHQ, PCL = with_wording(EVERY["phq-9"]), with_wording(EVERY["pcl-5"])


def asks(measure: Measure = PHQ, by: Asker = Asker.CLIENT, *, linked: bool = False, accepted: bool = False) -> Ask:  # fmt: skip
    return Ask(measure=measure, by=by, linked=linked, accepted=accepted)


FROM_THERAPIST = asks(by=Asker.THERAPIST, linked=True, accepted=True)


def test_on_a_calm_day_whoever_asks_gets_it() -> None:
    assert why_not(asks(), CALM) is None
    assert why_not(FROM_THERAPIST, CALM) is None


@pytest.mark.parametrize("measure", EVERY.values(), ids=list(EVERY))
def test_the_house_never_asks_by_itself(measure: Measure) -> None:
    offered = asks(with_wording(measure), Asker.HOUSE, linked=True, accepted=True)
    assert why_not(offered, CALM) is NotNow.NEVER_BY_ITSELF


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        (replace(CALM, tier=Tier.R2), NotNow.DANGER),
        (replace(CALM, tier=Tier.R6), NotNow.DANGER),
        (replace(CALM, tier=Tier.R1), None),
        (replace(CALM, overwhelmed=True), NotNow.OVERWHELM),
        (replace(CALM, first_landing=True), NotNow.FIRST_LANDING),
        (replace(CALM, last_r4=NOW - timedelta(hours=23, minutes=59)), NotNow.SOON_AFTER_DANGER),
        (replace(CALM, last_r4=NOW - timedelta(hours=24)), None),
        (replace(CALM, last_r4=NOW + timedelta(hours=1)), NotNow.SOON_AFTER_DANGER),  # a clock set back
    ],
)  # fmt: skip
def test_there_are_moments_for_no_measure_whoever_asks(
    moment: Moment, reason: NotNow | None
) -> None:
    assert why_not(asks(), moment) is reason
    assert why_not(FROM_THERAPIST, moment) is reason


@pytest.mark.parametrize("name", ["pcl-5", "core-10"])
def test_some_are_a_therapists_to_give_and_a_clients_to_take(name: str) -> None:
    measure = with_wording(EVERY[name])
    assert measure.starts is Starts.THERAPIST
    assert why_not(asks(measure), CALM) is NotNow.THERAPIST_ALONE
    given_ = asks(measure, Asker.THERAPIST)
    assert why_not(given_, CALM) is NotNow.NOT_LINKED
    assert why_not(replace(given_, linked=True), CALM) is NotNow.NOT_ACCEPTED
    assert why_not(replace(given_, accepted=True), CALM) is NotNow.NOT_LINKED
    assert why_not(replace(given_, linked=True, accepted=True), CALM) is None


def test_one_standard_measure_a_week_unless_the_client_asks() -> None:
    this_week = replace(CALM, last_standard=NOW - timedelta(days=6, hours=23))
    assert why_not(FROM_THERAPIST, this_week) is NotNow.ONE_THIS_WEEK
    assert why_not(asks(), this_week) is None
    last_week = replace(CALM, last_standard=NOW - timedelta(days=7))
    assert why_not(FROM_THERAPIST, last_week) is None
    own = replace(FROM_THERAPIST, measure=EVERY["rulers"])
    assert why_not(own, this_week) is None


def test_without_its_wording_a_measure_is_not_asked() -> None:
    assert why_not(asks(EVERY["scs-sf"]), CALM) is NotNow.NO_WORDING


def test_what_is_a_therapists_to_give_says_so_with_its_words_or_without() -> None:
    assert why_not(asks(EVERY["pcl-5"]), CALM) is NotNow.THERAPIST_ALONE
    given_ = asks(EVERY["pcl-5"], Asker.THERAPIST, linked=True, accepted=True)
    assert why_not(given_, CALM) is NotNow.NO_WORDING


@given(
    tier=st.sampled_from(Tier),
    overwhelmed=st.booleans(),
    landing=st.booleans(),
    hours=st.integers(0, 72) | st.none(),
    by=st.sampled_from(Asker),
    linked=st.booleans(),
    accepted=st.booleans(),
)
def test_whatever_comes_together_no_rule_gives_way(  # noqa: PLR0913, PLR0917 - every side of it at once
    tier: Tier,
    overwhelmed: bool,
    landing: bool,
    hours: int | None,
    by: Asker,
    linked: bool,
    accepted: bool,
) -> None:
    danger = None if hours is None else NOW - timedelta(hours=hours)
    moment = Moment(now=NOW, tier=tier, overwhelmed=overwhelmed, first_landing=landing, last_r4=danger)  # fmt: skip
    may = why_not(asks(PCL, by, linked=linked, accepted=accepted), moment) is None
    calm = tier < Tier.R2 and not overwhelmed and not landing and (hours is None or hours >= 24)
    assert may == (calm and by is Asker.THERAPIST and linked and accepted)
