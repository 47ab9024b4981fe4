import shutil
import threading
from functools import cache
from pathlib import Path

import anyio
import pytest

from holdspace.domain.errors import BrokenData
from holdspace.domain.language import Parse, clauses_of
from holdspace.domain.people import Private
from holdspace.models.grammar import FOLDER, EmbeddedGrammar, verify
from holdspace.models.grammar.plain import chunks, plain


@cache
def grammar() -> EmbeddedGrammar:
    return EmbeddedGrammar()


def parsed(words: str) -> Parse:
    return anyio.run(grammar().parse, Private(words))


def clauses(words: str) -> list[str]:
    parse = parsed(words)
    return [" ".join(t.text for t in parse.tokens[c.start : c.end]) for c in parse.clauses]


def test_the_model_is_the_one_that_was_shipped() -> None:
    verify()
    listed = {
        line.split(maxsplit=1)[1] for line in (FOLDER / "SHA256SUMS").read_text().splitlines()
    }
    found = {str(p.relative_to(FOLDER)) for p in FOLDER.rglob("*") if p.is_file()}
    assert found - listed == {"SHA256SUMS"}
    assert {"LICENSE", "LICENSES_SOURCES"} <= listed


def test_a_changed_or_missing_file_is_named(tmp_path: Path) -> None:
    copy = tmp_path / "en"
    shutil.copytree(FOLDER, copy)
    (copy / "LICENSE").write_text("changed")
    with pytest.raises(BrokenData, match="LICENSE"):
        verify(copy)
    (copy / "LICENSE").unlink()
    with pytest.raises(BrokenData, match="not complete"):
        verify(copy)


def test_it_carries_no_part_that_is_not_used() -> None:
    assert not (FOLDER / "ner").exists()
    assert not (FOLDER / "senter").exists()


def test_loading_happens_in_any_thread_and_once() -> None:
    fresh = EmbeddedGrammar()
    assert not fresh.ready
    threads = [threading.Thread(target=fresh.load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fresh.ready


def test_a_grammar_that_cannot_load_gives_an_empty_parse(tmp_path: Path) -> None:
    assert anyio.run(EmbeddedGrammar(tmp_path).parse, Private("I am here")) == Parse()


@pytest.mark.parametrize(
    "words",
    [
        "im so tired,and i dont know why",
        "I’m scared; I don’t   want this\u00a0now",  # noqa: RUF001  as phones write it
        "line one\nline two\n\n  cant sleep",
        "THEY LEFT ME ALONE",
        "zero\u200bwidth and 😭 and ünï",
    ],
)
def test_every_token_is_the_text_as_it_was_written(words: str) -> None:
    for token in parsed(words).tokens:
        assert words[token.start : token.end] == token.text


def test_missing_apostrophes_and_small_i_are_understood() -> None:
    parse = parsed("im sad and i dont sleep")
    assert [t.lemma for t in parse.tokens if t.tag == "PRP"] == ["I", "I"]
    assert "not" in [t.lemma for t in parse.tokens if t.relation == "neg"]
    assert [t.text for t in parse.tokens][:2] == ["i", "m"]


def test_words_that_only_look_like_contractions_are_left_alone() -> None:
    for words in ("I feel ill today", "the dog hurt its paw", "we were late", "a well and a shed"):
        assert plain(words).text == words


@pytest.mark.parametrize("words", ["", "   ", "\n\n", "😭", "...", "\u200b"])
def test_next_to_nothing_is_parsed_without_harm(words: str) -> None:
    parse = parsed(words)
    assert len(parse.tokens) <= 1


def test_of_a_long_message_both_ends_are_read() -> None:
    words = "I begin here. " + "And it goes on and on. " * 900 + "I end here."
    parse = parsed(words)
    assert parse.tokens[0].text == "I"
    assert parse.tokens[-2].text == "here"
    assert sum(len(text) for text, _ in chunks(words, 4_000)) <= 4_000
    for token in parse.tokens:
        assert words[token.start : token.end] == token.text


def test_a_long_message_is_parsed_in_small_pieces_of_whole_sentences() -> None:
    words = "I walked to the sea. It was cold there. " * 60
    pieces = list(chunks(words, 4_000))
    assert all(len(text) <= 400 for text, _ in pieces)
    assert all(text.rstrip().endswith(".") for text, _ in pieces)
    assert all(words[start : start + len(text)] == text for text, start in pieces)


def test_a_word_without_end_is_cut() -> None:
    assert all(len(text) <= 400 for text, _ in chunks("a" * 3_000, 4_000))


def test_heads_point_inside_their_own_sentence_after_the_first_piece() -> None:
    parse = parsed("My brother left. I miss him every day. " * 30)
    for at, token in enumerate(parse.tokens):
        assert abs(token.head - at) < 12


def test_one_long_message_lets_others_through() -> None:
    order: list[str] = []

    async def say(name: str, words: str) -> None:
        await grammar().parse(Private(words))
        order.append(name)

    async def both() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(say, "long", "I walked to the sea and it was cold. " * 100)
            group.start_soon(say, "short", "I am here.")

    anyio.run(both)
    assert order == ["short", "long"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I was on my way home when a car hit us", ["I was on my way home", "when a car hit us"]),
        ("my car died and my phone broke", ["my car died", "and my phone broke"]),
        ("my friend said she wants to go", ["my friend said", "she wants to go"]),
        ("I sat in the car and cried", ["I sat in the car and cried"]),
        ("My mum, who drinks, never called.", ["My mum , who drinks , never called ."]),
        ("I'm scared, I don't want this", ["I 'm scared ,", "I do n't want this"]),
    ],
)
def test_a_message_is_divided_into_clauses(words: str, expected: list[str]) -> None:
    assert clauses(words) == expected


def test_every_token_is_in_exactly_one_clause() -> None:
    words = (
        "So I left, because he, drunk again, shouted (at me) and I think she knew it but who cares"
    )
    parse = parsed(words)
    covered = [i for clause in parse.clauses for i in range(clause.start, clause.end)]
    assert covered == list(range(len(parse.tokens)))
    assert all(clause.start <= clause.root < clause.end for clause in parse.clauses)


def test_no_tokens_make_no_clauses() -> None:
    assert clauses_of(()) == ()
