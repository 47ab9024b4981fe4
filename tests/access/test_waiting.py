"""Until when something shown may lie unread, going by a therapist's own words; the latest they can mean."""

from datetime import date

import pytest

from holdspace.access.waiting import unread_until

THURSDAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("says", "until"),
    [
        ("two working days", date(2026, 1, 5)),
        ("Within 2 business days.", date(2026, 1, 5)),
        ("within five weekdays", date(2026, 1, 8)),
        ("within three days", date(2026, 1, 4)),
        ("up to a week, often sooner", date(2026, 1, 8)),
        ("within 24 hours", date(2026, 1, 2)),
        ("within 36 hours", date(2026, 1, 3)),
        ("an hour when I am in", date(2026, 1, 2)),
        ("within two hours on Tuesdays, else within four days", date(2026, 1, 5)),
        ("at our next appointment", None),
        ("I don't answer here", None),
        ("within 900 days", None),
        ("0 days", date(2026, 1, 2)),
        ("", None),
    ],
)
def test_the_longest_time_that_is_named_counts(says: str, until: date | None) -> None:
    assert unread_until(says, THURSDAY) == until
