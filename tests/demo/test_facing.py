"""What Amara sees of Wren's sixteen weeks at her desk: one line in week seven, and otherwise nothing at all."""

from collections.abc import Iterator

import pytest

from holdspace import demo
from holdspace.demo.book import Book, Did
from holdspace.demo.fixture import Lived, desk, visits, who
from holdspace.domain.shared import Sort
from tests.demo.test_play import FATHER, text
from tests.web.browser import Browser

BLANK = "Nothing was shared this week."
WEEK = 7
LONG_ENOUGH = 10  # letters; "ok" and "all of it" are anybody's words


@pytest.fixture(scope="module")
def reader(book: Book, stage: demo.Stage) -> Iterator[Browser]:
    with Browser(demo.book_door(book, stage)) as browser:
        yield browser


def acts_of(sittings: tuple[Lived, ...], kind: str) -> list[str]:
    return [act.of for sitting in sittings for act in sitting.acts if act.kind == kind]


def line() -> str:
    (shown,) = acts_of(visits(), "show")
    return shown


def answer() -> str:
    (written,) = acts_of(desk().sittings, "answer")
    return written


def words_in(given: object) -> Iterator[str]:
    """Yield every stretch of words in what one of her acts holds."""
    if isinstance(given, str):
        yield from (part.strip() for part in given.split("\n"))
    elif isinstance(given, dict):
        for part in given.values():
            yield from words_in(part)
    elif isinstance(given, list):
        for part in given:
            yield from words_in(part)


def other_words() -> set[str]:
    """Return all else she wrote, line by line and sentence by sentence."""
    written = (
        words
        for visit in visits()
        for act in visit.acts
        if act.kind not in {"show", "look", "practice", "measure", "yes"}
        for words in (*words_in(act.of), *words_in(dict(act.more)))
    )
    parts = {part.strip() for words in written for part in (words, *words.split(". "))}
    return {part for part in parts if len(part) >= LONG_ENOUGH}


def pages_of(reader: Browser) -> list[str]:
    return [text(reader.get(f"/book/week/{number}").text) for number in range(1, 17)]


# --- the facing pages ---


def test_fifteen_weeks_are_blank_and_the_seventh_is_not(book: Book, reader: Browser) -> None:
    assert len(book.facing) == 16
    assert [number for number, week in enumerate(book.facing, 1) if week.opened] == [WEEK]
    blank = [BLANK in page for page in pages_of(reader)]
    assert blank.count(True) == 15
    assert not blank[WEEK - 1]


def test_week_seven_holds_exactly_that_one_line_and_its_answer(book: Book) -> None:
    ((view, replies),) = book.facing[WEEK - 1].opened
    shown = view.shared
    assert [piece.words.text for piece in shown.pieces] == [line()]
    assert (shown.note.text, shown.days, shown.filled) == ("", (), ())
    assert [piece.words.text for reply in replies for piece in reply.pieces] == [answer()]
    assert [(reply.sort, reply.note.text) for reply in replies] == [(Sort.REPLY, who().therapist)]


def test_the_page_of_week_seven_says_that_line_and_then_the_answer(reader: Browser) -> None:
    page = pages_of(reader)[WEEK - 1]
    assert page.count(line()) == page.count(answer()) == 1
    assert page.index(line()) < page.index(answer())


def test_weeks_in_which_nobody_came_have_their_page_too(book: Book, reader: Browser) -> None:
    came = {leaf.week for leaf in book.leaves}
    away = [number for number in range(1, 17) if number not in came]
    assert away == [13, 15]
    for number in away:
        assert f'href="/book/week/{number}" aria-current="true"' in reader.get(f"/book/week/{number}").text  # fmt: skip
    assert reader.get("/book/week/0").status_code == 404
    assert reader.get("/book/week/17").status_code == 404


# --- what her desk was given ---


def test_the_desk_was_given_that_line_and_no_other_word_of_hers(book: Book) -> None:
    pages = [text(page) for page in book.desk_pages]
    assert any(line() in page for page in pages)
    given = " ".join(page.replace(line(), "").replace(answer(), "") for page in pages)
    found = {words for words in other_words() if words.casefold() in given.casefold()}
    assert len(other_words()) > 200
    assert found == set()


def test_her_father_is_nowhere_on_amaras_pages(book: Book, reader: Browser) -> None:
    for page in (*book.desk_pages, *pages_of(reader)):
        assert not FATHER.search(page)


def test_nothing_amara_is_given_tells_when_or_how_often_wren_came(book: Book) -> None:
    days = {leaf.at.date() for leaf in book.leaves}
    shown = {view.shared.on for week in book.facing for view, _ in week.opened}
    given = " ".join(book.desk_pages)
    linked = {visit.at.date() for visit in visits() if acts_of((visit,), "yes")}
    sat = {sitting.at.date() for sitting in desk().sittings}
    for day in days - shown - linked - sat:
        assert day.isoformat() not in given, day


def test_no_list_at_the_desk_holds_its_words_before_it_is_opened_or_after(book: Book) -> None:
    lists = [text(page) for page in book.desk_pages if 'href="/desk/shared/' in page]
    assert len(lists) >= 4
    assert not any(line() in page for page in lists)


# --- on her own side ---


def test_she_says_yes_once_she_trusts_and_before_she_shows_anything(book: Book) -> None:
    done = [
        (leaf.week, entry.kind)
        for leaf in book.leaves
        for entry in leaf.entries
        if isinstance(entry, Did) and entry.kind in {"links", "shows"}
    ]
    assert done == [(6, "links"), (7, "shows")]


def test_being_linked_does_not_turn_the_companion_off(book: Book) -> None:
    for leaf, visit in zip(book.leaves, visits(), strict=True):
        answered = [turned.words for turned in leaf.turns if turned.said]
        assert all(words in answered for words in visit.lines), leaf.number


def test_the_answer_waits_for_her_and_the_log_says_who_opened_it(book: Book) -> None:
    pages = [(leaf.week, text(page)) for leaf in book.leaves for page in leaf.pages]
    seen = [(week, page) for week, page in pages if answer() in page]
    assert [week for week, _ in seen] == [8]
    assert f"{who().therapist} opened" in seen[0][1]
    assert seen[0][1].count(f"{who().therapist} opened") == 1
