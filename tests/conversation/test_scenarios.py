"""Runs the scenario files: what is said, and what must and must not come back."""

import tomllib
from pathlib import Path
from typing import Any, cast

import anyio
import pytest

from holdspace.app import Engine
from holdspace.conversation import take_turn
from holdspace.domain.people import Private
from holdspace.domain.talk import Heard, Tap
from holdspace.ports import Exchange

FILES = sorted(Path(__file__).parents[1].joinpath("scenarios").glob("*.toml"))
READ = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
SCENARIOS = [
    pytest.param(scenario, id=f"{stem}: {scenario['name']}")
    for stem, content in READ.items()
    for scenario in content.get("scenario", ())
]
KNOWN = frozenset(
    [
        "says",
        "tap",
        "night",
        "country",
        "first",
        "moves",
        "never",
        "words",
        "questions",
        "tier",
        "lanes",
        "has",
        "any",
        "lacks",
    ]
)


def test_there_are_scenarios_enough_and_each_checks_something() -> None:
    assert len(SCENARIOS) >= 60
    for param in SCENARIOS:
        turns = cast("dict[str, Any]", param.values[0])["turn"]
        assert any(set(turn) - {"says", "tap", "night", "country"} for turn in turns)
        assert all(set(turn) <= KNOWN for turn in turns)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_comes_back_fits(scenario: dict[str, Any], engine: Engine) -> None:
    anyio.run(_play, scenario, engine)


async def _play(scenario: dict[str, Any], engine: Engine) -> None:
    key, visit = engine.record.open()
    for turn in scenario["turn"]:
        tap = Tap(turn["tap"]) if "tap" in turn else None
        heard = Heard(
            visit,
            Private(turn.get("says", "")),
            engine.clock.now(),
            tap=tap,
            night=turn.get("night", False),
            country=turn.get("country", ""),
        )
        async for _ in take_turn(heard, engine.room):
            pass
        _check(turn, engine.record.page(visit).exchanges[-1])
    engine.record.close(key)


def _check(turn: dict[str, Any], exchange: Exchange) -> None:
    """Hold one reply against what the scenario asks of it."""
    reply = " ".join(spoken.text for spoken in exchange.said)
    moves = [str(spoken.move) for spoken in exchange.said]
    shown = f"{turn.get('says', turn.get('tap'))!r} -> {reply!r} {moves} {exchange.tier.name}"
    assert moves, shown
    assert reply.count("?") <= turn.get("questions", 1), shown
    assert len(reply.split()) <= turn.get("words", 75), shown
    assert moves[0] in turn.get("first", moves), shown
    assert set(turn.get("moves", ())) <= set(moves), shown
    assert not set(turn.get("never", ())) & set(moves), shown
    assert turn.get("tier", exchange.tier.name) == exchange.tier.name, shown
    assert set(turn.get("lanes", ())) <= set(exchange.lanes), shown
    low = reply.lower()
    assert all(phrase.lower() in low for phrase in turn.get("has", ())), shown
    assert not turn.get("any") or any(phrase.lower() in low for phrase in turn["any"]), shown
    assert not any(phrase.lower() in low for phrase in turn.get("lacks", ())), shown


FIRST = [
    pytest.param(row, content["replies"], id=row["says"])
    for content in READ.values()
    for row in content.get("first", ())
]


def test_there_are_first_messages_enough_with_several_replies_each() -> None:
    assert len(FIRST) >= 120
    for param in FIRST:
        row, replies = cast("tuple[dict[str, Any], dict[str, list[str]]]", param.values)
        assert len([text for key in row["any_of"] for text in replies[key]]) > 1


@pytest.mark.parametrize(("row", "replies"), FIRST)
def test_a_first_message_is_met_as_what_it_is(
    row: dict[str, Any], replies: dict[str, list[str]], engine: Engine
) -> None:
    exchange = anyio.run(engine.answer_once, row["says"])
    reply = " ".join(spoken.text for spoken in exchange.said)
    acceptable = [text for key in row["any_of"] for text in replies[key]]
    assert reply in acceptable
    assert reply.count("?") <= 1
