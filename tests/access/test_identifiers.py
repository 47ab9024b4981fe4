"""What could tell who somebody is: measured on our own sentences, and in the cases that must not slip."""

import re
from functools import cache
from pathlib import Path

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.identifiers import HALVES, Read, lines, read, share_found, share_stopped_at_nothing
from holdspace.access.identifiers import Kind, Likely, _listed, instead, likely, named
from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.models.grammar import EmbeddedGrammar

FOUND = {"tune": 0.99, "hold": 0.97}  # of what stands there, whole
STOPPED = 0.1  # of sentences with nothing in them, at most


@cache
def reads(half: str) -> tuple[Read, ...]:
    return read(half)


@cache
def grammar() -> EmbeddedGrammar:
    return EmbeddedGrammar()


def found(text: str) -> list[tuple[Kind, str]]:
    words = Private(text)
    parse = anyio.run(grammar().parse, words)
    return [(each.kind, each.words.text) for each in likely(words, parse)]


@pytest.mark.parametrize("half", HALVES)
def test_what_could_tell_who_somebody_is_is_found(half: str) -> None:
    assert share_found(reads(half)) >= FOUND[half], [each.missed for each in reads(half)]


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("kind", Kind)
def test_no_kind_is_passed_over(half: str, kind: Kind) -> None:
    assert share_found(reads(half), kind) >= 0.95


@pytest.mark.parametrize("half", HALVES)
def test_it_seldom_stops_at_nothing(half: str) -> None:
    assert share_stopped_at_nothing(reads(half)) <= STOPPED


def test_the_halves_are_large_and_share_no_sentence() -> None:
    tune, hold = ({line.says for line in lines(half)} for half in HALVES)
    assert not tune & hold
    assert min(len(tune), len(hold)) >= 100
    for half in HALVES:
        clean = [line for line in lines(half) if not line.marked]
        assert len(clean) >= 40


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Dr. Anna Kowalska wrote.", Kind.NAME, "Dr. Anna Kowalska"),
        ("I met O'Leary.", Kind.NAME, "O'Leary"),
        ("we met in amina's house", Kind.NAME, "amina"),
        ("I was in St Mary's Hospital.", Kind.PLACE, "St Mary's Hospital"),
        ("She works for Tesco.", Kind.PLACE, "Tesco"),
        ("Since the 3rd of May 2019 it hurts.", Kind.DATE, "the 3rd of May 2019"),
        ("It was on 2019-05-03.", Kind.DATE, "2019-05-03"),
        ("Ring 0161 496 0000.", Kind.NUMBER, "0161 496 0000"),
        ("Write to a.b@example.org.", Kind.NUMBER, "a.b@example.org"),
        ("He is forty-one years old.", Kind.NUMBER, "forty-one years old"),
    ],
)
def test_each_is_found_whole_and_of_its_kind(text: str, kind: Kind, words: str) -> None:
    assert (kind, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "We stopped after 45 minutes.",
        "It was session 12, or 13.",
        "She will march on, and may rest.",
        "I said: what now?\nNothing came.",
        "On Monday we begin again at Easter.",
    ],
)
def test_how_long_and_how_often_tells_nobody(text: str) -> None:
    assert found(text) == []


def test_a_new_line_begins_a_sentence_and_ends_a_name() -> None:
    assert found("Safety\nThey choose.\nWith Amina\nNoor came") == [
        (Kind.NAME, "Amina"),
        (Kind.NAME, "Noor"),
    ]


def test_without_grammar_names_are_found_all_the_same() -> None:
    words = Private("I saw Amina in Leeds on 3 March.")
    assert {each.words.text for each in likely(words, Parse())} >= {"Amina", "Leeds", "3 March"}


@given(st.text(max_size=300))
def test_any_text_is_read_in_order_and_without_overlap(text: str) -> None:
    ends = 0
    for each in likely(Private(text), Parse()):
        assert ends <= each.start < each.end <= len(text)
        assert each.words.text == text[each.start : each.end]
        ends = each.end


def test_no_rendering_shows_what_was_found() -> None:
    (one,) = likely(Private("I saw Amina."), Parse())[-1:]
    assert isinstance(one, Likely)
    assert "Amina" not in f"{one!r} {one}"


def test_mentions_of_the_same_thing_have_one_key() -> None:
    first, second = likely(Private("with Amina, and with AMINA"), Parse())
    assert first.key == second.key == "amina"


def test_each_kind_has_words_for_a_person_and_something_to_stand_instead() -> None:
    assert all(named(kind) and instead(kind) for kind in Kind)


def test_our_own_words_in_place_of_something_are_not_found_again() -> None:
    for kind in Kind:
        assert found(f"it was with {instead(kind)} then") == []


def test_no_name_of_the_lists_is_a_common_word_in_small_letters() -> None:
    everyday = Path(__file__).parents[2] / "corpora/everyday.toml"
    said = re.findall(r"[a-z']+", everyday.read_text(encoding="utf-8"))
    names = _listed("given_names") - _listed("words_too")
    assert {name for name in names if said.count(name) > 2} == set()
