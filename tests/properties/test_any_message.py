"""Whatever is written, a reply comes, and it keeps the house's promises."""

import string
from dataclasses import replace

import anyio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdspace.app import Engine
from holdspace.domain.risk import Tier
from holdspace.ports import Exchange
from tests.fakes import FakeGrammar

COMMON = (
    "I",
    "you",
    "my mum",
    "never",
    "asked",
    "want",
    "to",
    "die",
    "tired",
    "so",
    "happy",
    "?",
    "!",
    ",",
    "lol",
    "not",
)
ANY_TEXT = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=string.printable, max_size=300),
    st.lists(st.sampled_from(COMMON), max_size=30).map(" ".join),
)
GENTLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def answered(engine: Engine, *messages: str) -> list[Exchange]:
    """Say some messages in one visit, without grammar; return every exchange."""
    quick = replace(engine, room=replace(engine.room, grammar=FakeGrammar()))

    async def visit() -> list[Exchange]:
        key, opened = engine.record.open()
        exchanges = [await quick.answer(opened, words) for words in messages]
        engine.record.close(key)
        return exchanges

    return anyio.run(visit)


@given(words=ANY_TEXT)
@GENTLY
def test_whatever_is_written_a_kind_reply_comes(engine: Engine, words: str) -> None:
    (exchange,) = answered(engine, words)
    reply = " ".join(spoken.text for spoken in exchange.said)
    assert reply
    assert sum(spoken.text.count("?") for spoken in exchange.said if not spoken.own) <= 1
    assert exchange.because.endswith(".")


@given(words=ANY_TEXT)
@GENTLY
def test_the_own_words_of_a_reply_are_their_own(engine: Engine, words: str) -> None:
    (exchange,) = answered(engine, words)
    for spoken in exchange.said:
        for start, end in spoken.own:
            assert 0 <= start < end <= len(spoken.text)


@given(before=ANY_TEXT, after=ANY_TEXT)
@GENTLY
def test_nothing_said_around_it_hides_danger(engine: Engine, before: str, after: str) -> None:
    exchanges = answered(engine, before, f"{before}\n\nI already took them all.\n\n{after}", after)
    assert exchanges[1].tier is Tier.R6
    assert exchanges[2].tier >= Tier.R2
    assert {str(spoken.move) for spoken in exchanges[1].said} == {"SAF"}


@given(messages=st.lists(ANY_TEXT, min_size=2, max_size=8))
@GENTLY
def test_no_line_comes_twice_in_a_visit(engine: Engine, messages: list[str]) -> None:
    said = [spoken for exchange in answered(engine, *messages) for spoken in exchange.said]
    free = [
        spoken.text
        for spoken in said
        if spoken.move not in {"SAF", "BRG"} and not spoken.line_id.startswith(("safe", "ack"))
    ]
    assert len(free) == len(set(free))
