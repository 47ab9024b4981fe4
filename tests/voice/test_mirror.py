import tomllib
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import anyio
import pytest

from holdspace.domain.language import Parse
from holdspace.domain.people import Private, VisitId
from holdspace.domain.talk import Doing, Heard, Perception, Told
from holdspace.models.grammar import EmbeddedGrammar
from holdspace.voice.mirror import mirror, mirrors
from holdspace.voice.person import Mirrored
from holdspace.voice.quote import frames, quote, quotes

PAIRS = tomllib.loads((Path(__file__).parent / "mirror_pairs.toml").read_text(encoding="utf-8"))[
    "pair"
]
SPOKEN = [pair for pair in PAIRS if "back" in pair]
REFUSED = [pair for pair in PAIRS if pair.get("refuses")]


@cache
def grammar() -> EmbeddedGrammar:
    return EmbeddedGrammar()


def told(words: str) -> Told:
    private = Private(words)
    parse = anyio.run(grammar().parse, private)
    heard = Heard(VisitId("v"), private, datetime(2030, 1, 1, tzinfo=UTC))
    return Told(heard, parse, Perception.unknown())


def back(words: str) -> Mirrored:
    line = mirror(told(words))
    assert line is not None
    return line


def own(line: Mirrored) -> list[str]:
    return [line.text[start:end] for start, end in line.own]


def test_there_are_enough_pairs_and_no_shape_is_used_more_than_three_times() -> None:
    assert len(PAIRS) >= 400
    assert len(REFUSED) >= 60
    assert max(Counter(pair["shape"] for pair in PAIRS).values()) <= 3
    assert all(("back" in pair) != pair.get("refuses", False) for pair in PAIRS)


def test_no_sentence_is_tested_twice() -> None:
    assert max(Counter(pair["says"] for pair in PAIRS).values()) == 1


@pytest.mark.parametrize("pair", SPOKEN, ids=lambda pair: pair["shape"])
def test_a_clause_is_said_back_to_the_person(pair: dict[str, str]) -> None:
    assert back(pair["says"]).text == pair["back"]


@pytest.mark.parametrize("pair", REFUSED, ids=lambda pair: pair["shape"])
def test_what_cannot_be_said_back_is_refused(pair: dict[str, str]) -> None:
    assert [line.text for line in mirrors(told(pair["says"]).parse)] == []


def test_own_marks_the_words_left_as_they_were() -> None:
    line = back("I've been holding everything together since the move")
    assert own(line) == ["been holding everything together since the move"]
    assert own(back("my mum never asked me how I was")) == ["mum never asked", "how"]


def test_own_spans_never_touch_a_turned_word() -> None:
    turned = {"you", "your", "yours", "yourself", "yourselves", "you're", "you've"}
    for pair in SPOKEN:
        line = back(pair["says"])
        assert not turned & {word.lower() for span in own(line) for word in span.split()}
        assert not any(span.endswith(".") for span in own(line))


def test_a_mended_apostrophe_is_still_their_own_word() -> None:
    assert own(back("I cant stop crying at my desk")) == ["can't stop crying at", "desk"]


def test_a_line_that_is_not_allowed_gives_way_to_the_next() -> None:
    heard = told("I'm so angry with my brother. I felt ashamed at the table.")
    first = mirror(heard)
    second = mirror(heard, allowed=lambda line: first is None or line != first.text)
    assert first is not None
    assert second is not None
    assert first.text != second.text


def test_no_words_of_a_question_are_quoted() -> None:
    asked = told("what do people do in that situation")
    assert list(quotes(asked))
    assert not list(quotes(replace(asked, perception=Perception(doing=Doing.ASKING))))


def test_nothing_is_said_when_nothing_is_allowed() -> None:
    assert mirror(told("I lost my job on Friday"), allowed=lambda _: False) is None


def test_nothing_is_said_back_without_a_parse() -> None:
    assert list(mirrors(Parse())) == []


def test_a_negation_is_never_left_off() -> None:
    for words in ("I don't hate my sister", "i never wanted this job", "I am not angry with him"):
        lines = [line.text for line in mirrors(told(words).parse)]
        assert all("n't" in line or "never" in line or "not" in line for line in lines)


def test_what_stands_before_a_but_or_an_unless_is_never_said_alone() -> None:
    for words in ("I love my job but I'm exhausted by it", "I'm fine at night unless he calls me"):
        for line in mirrors(told(words).parse):
            assert line.text not in {"You love your job.", "You're fine at night."}


def test_every_line_is_a_sentence_of_three_words_or_more() -> None:
    for pair in SPOKEN:
        for line in mirrors(told(pair["says"]).parse):
            assert len(line.text.split()) >= 3
            assert line.text[0].isupper() or line.text[0].isdigit()
            assert line.text.endswith(".")
            assert "  " not in line.text


def test_the_words_never_show_in_a_rendering() -> None:
    assert "job" not in repr(back("I lost my job on Friday"))


def test_a_quotation_keeps_their_words_as_they_were() -> None:
    line = quote(told("worries about money and the rent"))
    assert line is not None
    assert own(line)[0].lower() == "worries about money and the rent"


def test_a_quotation_never_holds_an_insult_a_slur_or_a_pronoun() -> None:
    for words in (
        "such a stupid idiot at work",
        "me and my bitch of a boss",
        "total failure as usual",
    ):
        spans = [span.lower() for line in quotes(told(words)) for span in own(line)]
        assert not any(bad in span for span in spans for bad in ("idiot", "bitch", "failure", "my"))


def test_a_quotation_never_says_the_opposite() -> None:
    assert quote(told("would never be happy at home again")) is None
    assert quote(told("not exactly happy at work")) is None


def test_what_only_agrees_is_not_quoted() -> None:
    assert quote(told("pretty much")) is None


def test_turns_vary_the_frame_of_a_quotation() -> None:
    heard = told("constant worries about money")
    lines = {line.text for turn in range(len(frames())) if (line := quote(heard, turn=turn))}
    assert len(lines) == len(frames()) >= 8


def test_no_frame_asks_exclaims_or_claims_a_feeling() -> None:
    for says in frames():
        assert says.count("{words}") == 1
        assert not set("?!") & set(says)
        assert not {"feel", "but", "always", "never", "must", "should"} & set(says.lower().split())
