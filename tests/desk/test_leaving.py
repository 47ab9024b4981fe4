"""Before a piece leaves: what could tell who somebody is holds it until each is decided, however the form is sent."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from html import unescape

import anyio
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.desk.reflect.piece import Choice, Piece, looked_at, settled
from holdspace.desk.reflect.prompts import prompts
from holdspace.domain.people import Private
from holdspace.models.grammar import EmbeddedGrammar
from tests.desk.sitting import DeskPlace
from tests.fakes import FakeGrammar
from tests.web.browser import Browser

HERE = "/desk/reflect/leaving"
WRITTEN = "I was slow with Amina today. She rang me from Leeds on 3 March. Amina laughed."
READ = {"read": "1", "to": "file"}


@cache
def grammar() -> EmbeddedGrammar:
    return EmbeddedGrammar()


@pytest.fixture
def amara(place: DeskPlace) -> Iterator[Browser]:
    """A browser in which a therapist is in, where writing is read with grammar."""
    keys = place.therapist()
    place.desk = replace(place.desk, grammar=grammar())
    with place.browser() as opened:
        place.sit(opened, keys)
        yield opened


def kept_row(browser: Browser, words: str = WRITTEN) -> str:
    browser.post("/desk/reflect/moved", data={"words": words})
    found = re.search(r"/desk/reflect/written/([\w-]+)", browser.get("/desk/reflect/moved").text)
    assert found
    return found[1]


def fields(page: str) -> dict[str, str | list[str]]:
    """Return what the page would send of its own accord."""
    text = re.search(r'name="text" value="([^"]*)"', page)
    assert text
    points = re.findall(r'name="point" value="([^"]*)"', page)
    kept = re.findall(r'name="kept" value="([^"]*)"', page)
    return {"text": unescape(text[1]), "point": [unescape(p) for p in points], "kept": [unescape(k) for k in kept]}  # fmt: skip


def decided(page: str, choices: Mapping[str, str]) -> dict[str, str | list[str]]:
    """Return the page's fields with some points decided: by other words, or kept as "="."""
    sent = fields(page)
    for at, key in enumerate(sent["point"]):
        if key in choices:
            sent[f"do-{at}"] = "keep" if choices[key] == "=" else "put"
            sent[f"put-{at}"] = choices[key]
    return sent


def is_a_file(answer: httpx.Response) -> bool:
    return "attachment" in answer.headers.get("content-disposition", "")


def test_what_could_tell_who_somebody_is_is_shown_once_each(amara: Browser) -> None:
    page = amara.get(f"{HERE}/{kept_row(amara)}").text
    assert sorted(fields(page)["point"]) == ["3 march", "amina", "leeds"]
    assert "<mark>Amina</mark>" in page
    assert "2 times" in page


def test_nothing_leaves_while_one_thing_is_not_decided(amara: Browser) -> None:
    page = amara.get(f"{HERE}/{kept_row(amara)}").text
    answer = amara.post(HERE, data=decided(page, {"amina": "someone", "leeds": "="}) | READ)
    assert answer.status_code == 422
    assert not is_a_file(answer)
    assert prompts().leaving.still in unescape(answer.text)
    assert fields(answer.text)["point"] == ["3 march"]


def test_nothing_leaves_unread_though_all_is_decided(amara: Browser) -> None:
    page = amara.get(f"{HERE}/{kept_row(amara)}").text
    every = {"amina": "someone", "leeds": "=", "3 march": "in spring"}
    answer = amara.post(HERE, data=decided(page, every) | {"to": "file"})
    assert answer.status_code == 422
    assert not is_a_file(answer)


def test_what_is_decided_and_read_once_more_leaves_as_a_file(amara: Browser) -> None:
    page = amara.get(f"{HERE}/{kept_row(amara)}").text
    every = {"amina": "someone", "leeds": "=", "3 march": "in spring"}
    page = amara.post(HERE, data=decided(page, every)).text
    assert fields(page)["point"] == []
    answer = amara.post(HERE, data=fields(page) | READ)
    assert is_a_file(answer)
    assert (
        answer.text
        == "I was slow with someone today. She rang me from Leeds on in spring. someone laughed."
    )
    assert "amina" not in answer.headers["content-disposition"].lower()


def test_it_can_be_shown_to_print_instead(amara: Browser) -> None:
    page = amara.get(f"{HERE}/{kept_row(amara, 'I waited, and it was enough.')}").text
    answer = amara.post(HERE, data=fields(page) | {"read": "1", "to": "print"})
    assert "I waited, and it was enough." in answer.text
    assert not is_a_file(answer)


def test_a_text_that_is_sent_without_its_page_is_read_all_the_same(amara: Browser) -> None:
    answer = amara.post(HERE, data={"text": WRITTEN, **READ})
    assert not is_a_file(answer)
    assert "amina" in fields(answer.text)["point"]


def test_what_is_put_in_place_is_read_again(amara: Browser) -> None:
    page = amara.get(f"{HERE}/{kept_row(amara, 'I was slow with Amina.')}").text
    answer = amara.post(HERE, data=decided(page, {"amina": "Fatima"}) | READ)
    assert not is_a_file(answer)
    assert fields(answer.text)["point"] == ["fatima"]


def test_a_stance_a_statement_and_a_list_go_the_same_way(amara: Browser) -> None:
    amara.post("/desk/reflect/mine/softness", data={"much": "2", "otherwise": "With Amina."})
    amara.post("/desk/reflect/safe/trust/first", data={"does": "As Amina taught me."})
    amara.post("/desk/reflect/supervision", data={"words": "What Amina said.", "about": "client"})
    for what in ("mine", "safe", "supervision"):
        page = amara.get(f"{HERE}/{what}").text
        assert "amina" in fields(page)["point"], what


def test_our_own_headings_name_nobody(amara: Browser) -> None:
    amara.post("/desk/reflect/safe/trust/first", data={"does": "two sentences, said slowly."})
    assert fields(amara.get(f"{HERE}/safe").text)["point"] == []


def test_only_a_therapist_may_send_one(place: DeskPlace) -> None:
    with place.browser() as nobody:
        answer = nobody.post(HERE, data={"text": "a quiet day", **READ})
        assert answer.headers["location"] == "/desk/come-in"


def looked(text: str, kept: frozenset[str] = frozenset()) -> Piece:
    return anyio.run(looked_at, Private(text), FakeGrammar(), kept)


@given(st.text(alphabet="abc XY.\n", max_size=200), st.sets(st.sampled_from(["xy", "x", "y"])))
def test_what_is_shown_is_the_text_itself(text: str, kept: set[str]) -> None:
    piece = looked(text, frozenset(kept))
    assert "".join(words for words, _ in piece.pieces) == text


def test_a_long_text_is_read_whole_however_it_is_written() -> None:
    for text in ("so it was. " * 3_000 + "and Amina came", "so it was " * 3_000 + "and Amina came"):
        assert [point.key for point in looked(text).open] == ["amina"]


def test_what_was_said_to_name_nobody_stays_as_it_is() -> None:
    piece = looked("it was with Amina and with Noor, and with Amina.")
    words, kept = settled(piece, {"amina": Choice(keep=True), "noor": Choice(keep=False, put=Private("her"))})  # fmt: skip
    assert words.text == "it was with Amina and with her, and with Amina."
    assert looked(words.text, kept).open == ()
