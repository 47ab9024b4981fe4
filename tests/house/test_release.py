"""A release waits while a helpline was last seen in its source more than 180 days ago."""

from datetime import date, timedelta

import pytest

from holdspace.safety import helpline
from tools import release

DAYS = sorted(
    line.verified_on
    for country in helpline.countries()
    for line in country.lines
    if line.verified_on
)


def test_on_the_180th_day_a_release_goes_ahead(capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main(DAYS[0] + timedelta(days=180)) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_on_the_181st_day_it_stops_and_names_each_line_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert release.main(DAYS[0] + timedelta(days=181)) == 1
    said = capsys.readouterr().out.splitlines()
    assert len(said) == DAYS.count(DAYS[0]) + 1
    assert all(sentence.endswith("181 days ago.") for sentence in said[:-1])
    assert said[-1].startswith(f"Read {len(said) - 1} of the helplines again")


def test_a_line_is_named_with_its_country_and_its_day() -> None:
    (samaritans,) = [s for s in release.stale_lines(date(2027, 6, 1)) if "(gb-samaritans)" in s]
    assert samaritans.startswith("United Kingdom: Samaritans (gb-samaritans) was last seen")


def test_a_line_never_seen_in_a_source_is_no_reason_to_stop() -> None:
    unseen = [line.id for c in helpline.countries() for line in c.lines if not line.verified_on]
    assert unseen
    said = "\n".join(release.stale_lines(DAYS[-1] + timedelta(days=400)))
    assert not [line for line in unseen if f"({line})" in said]
