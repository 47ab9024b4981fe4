"""A therapist's facing pages: most weeks are blank, and one holds a line and its answer."""

from datetime import date

from holdspace.domain.people import Private
from holdspace.domain.shared import Listed, Piece, Shared, Sort
from holdspace.journey.by_week import every_week
from holdspace.ui.pages import pages
from holdspace.ui.showing import faced

LINE, ANSWER = "the keys were on the hook", "I read it twice. Bring the hook."
DAY = date(2026, 3, 18)
SHOWN = Shared(Sort.WORDS, DAY, pieces=(Piece("", Private(LINE)),))
REPLY = Shared(Sort.REPLY, DAY, pieces=(Piece("", Private(ANSWER)),), note=Private("Amara"), answers="a")  # fmt: skip


def told() -> list[str]:
    """Render every week between February and May."""
    module = '{% from "facing_parts.html" import facing_week with context %}{{ facing_week(week) }}'
    page = pages().from_string(module)
    weeks = every_week([Listed("a", "link", Sort.WORDS, DAY)], date(2026, 2, 2), date(2026, 5, 24))
    opened = {"a": SHOWN}
    return [
        page.render(week=faced(week, opened, [REPLY], measures={}), language="en") for week in weeks
    ]


def test_fifteen_weeks_are_blank_and_the_seventh_holds_one_line_and_its_answer() -> None:
    weeks = told()
    assert len(weeks) == 16
    assert [LINE in week for week in weeks].index(True) == 6
    assert weeks[6].index(LINE) < weeks[6].index(ANSWER) < weeks[6].index("Amara")
    blank = [week for week in weeks if "Nothing was shared this week." in week]
    assert len(blank) == 15


def test_what_was_shown_and_not_opened_leaves_the_page_blank() -> None:
    (week,) = every_week([Listed("a", "link", Sort.WORDS, DAY)], DAY, DAY)
    assert faced(week, {}, [REPLY], measures={}).opened == ()
