"""The book's pages: the same headers as the front door, a way to people and out on each, and nothing made up in a margin."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from holdspace import demo
from holdspace.demo.book import Book
from holdspace.demo.margin import MOST, words
from tests.demo.test_play import BOASTS, text
from tests.web.browser import Browser
from tests.web.walking import expect_ours


@pytest.fixture(scope="module")
def reader(book: Book, stage: demo.Stage) -> Iterator[Browser]:
    with Browser(demo.book_door(book, stage)) as browser:
        yield browser


def addresses(book: Book) -> list[str]:
    within = [
        address
        for week in range(1, 17)
        for address in (
            *(f"/book/{leaf.number}" for leaf in book.leaves if leaf.week == week),
            f"/book/week/{week}",
        )
    ]
    return ["/", *within, "/book/last"]


def test_every_page_has_every_header_and_says_that_she_is_made_up(
    book: Book, reader: Browser
) -> None:
    for address in addresses(book):
        answer = reader.get(address)
        expect_ours(answer)
        assert answer.status_code == 200
        assert "Wren is made up" in answer.text


def test_no_page_of_the_book_praises_counts_or_compares(book: Book, reader: Browser) -> None:
    for address in addresses(book):
        assert BOASTS.search(text(reader.get(address).text)) is None, address


def test_one_can_turn_from_the_cover_to_the_end(book: Book, reader: Browser) -> None:
    every = addresses(book)
    for here, there in pairwise(every):
        assert f'href="{there}" rel="next"' in reader.get(here).text
        assert f'href="{here}" rel="prev"' in reader.get(there).text


def test_help_opens_and_no_service_worker_is_handed_out(reader: Browser) -> None:
    assert "116 123" in reader.get("/help").text
    assert reader.get("/sw.js").status_code == 404
    assert reader.get("/book/0").status_code == 404
    assert reader.get("/book/99").status_code == 404


def test_no_sentence_of_ours_stands_between_her_first_words_and_her_last(reader: Browser) -> None:
    page = reader.get("/book/last").text
    between = page[page.index("</section>") : page.rindex("<section")]
    assert between.strip() == "</section>"


def test_a_margin_says_only_what_a_rule_says(book: Book) -> None:
    told = [*words()["why"].values(), *words()["line"].values()]
    begins = {says.partition("{")[0] for says in told}
    held = [each for _, turned in book.turns for each in turned.held_back]
    assert held
    for each in held:
        assert any(each.why.startswith(begin) for begin in begins), each
    assert all(len(turned.held_back) <= MOST for _, turned in book.turns)


@pytest.mark.parametrize(
    "kind",
    [
        "Left alone",
        "Not asked about",
        "Not offered",
        "Not said",
        "Not asked",
        "Nothing else",
        "Not remarked on",
    ],
)
def test_every_kind_of_thing_that_is_held_back_is_somewhere_in_it(kind: str, book: Book) -> None:
    assert any(each.kind == kind for _, turned in book.turns for each in turned.held_back)


def test_a_line_that_was_held_back_was_not_said_in_that_turn(book: Book) -> None:
    for _, turned in book.turns:
        said = {spoken.text for spoken in turned.said}
        assert not any(each.says in said for each in turned.held_back if each.says)
