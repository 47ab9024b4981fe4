"""Finding someone: every fact with its source and day, and words that rank, sell, promise and diagnose nothing."""

import re
from dataclasses import asdict
from datetime import date, timedelta

import pytest

from holdspace.journey.finding import Route, countries, finding, is_stale, routes
from holdspace.safety import helpline

SOURCE = re.compile(r"https?://\S+( \([^)]+\))?( and https?://\S+)*$")
ROUTES = [(code, route) for code, found in countries().items() for route in found]
RANKS = re.compile(
    r"\b(best|better than|top|leading|number one|recommend\w*|rated|stars?|favou?rite|superior|trusted by|award\w*|most effective)\b",
    re.IGNORECASE,
)
SELLS = re.compile(
    r"\b(sponsor\w*|partner\w*|affiliate\w*|offer code|discount\w*|commission)\b", re.IGNORECASE
)
# Claim lint, clinical 7.2 and L15, L24: the people are named by their trades; what only they may do is claimed by nobody.
CLAIMS = re.compile(
    r"\b(treat\w*|cures?|heals?|clinically|proven|diagnos\w*|disorder\w*|symptoms?|illness\w*|licensed|FDA|24/7|depression|anxiety|guarantee\w*)\b",
    re.IGNORECASE,
)
PRAISE = re.compile(r"\b(brave|proud|well done|strong|amazing|great)\b", re.IGNORECASE)
ORDERS = re.compile(r"\b(should|must|always|never|relax)\b", re.IGNORECASE)


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _strings(each)]
    return [text for each in value for text in _strings(each)] if isinstance(value, tuple) else []


WORDS = [*_strings(asdict(finding())), *(route.says for _, route in ROUTES)]


@pytest.mark.parametrize("said", [RANKS, SELLS, CLAIMS, PRAISE, ORDERS, re.compile("!")])
def test_no_sentence_ranks_sells_claims_praises_orders_or_shouts(said: re.Pattern[str]) -> None:
    assert [text for text in WORDS if said.search(text)] == []


def test_the_lint_would_hear_what_it_forbids() -> None:
    for said, text in (
        (RANKS, "The best therapist"),
        (SELLS, "our partner"),
        (CLAIMS, "It treats anxiety"),
        (PRAISE, "You are brave"),
    ):
        assert said.search(text)


def test_every_sentence_is_short() -> None:
    sentences = [each for text in WORDS for each in re.split(r"(?<=[.?…:;])\s", text)]
    assert [each for each in sentences if len(each.split()) > 26] == []


def test_each_text_begins_as_a_sentence_does_and_ends() -> None:
    assert [text for text in WORDS if text != text.strip() or "  " in text] == []
    assert all(kind.says.endswith(".") for kind in finding().kinds)


def test_every_kind_of_help_is_there() -> None:
    names = " ".join(kind.name for kind in finding().kinds).lower()
    for word in (
        "therapist", "counsellor", "psychologist", "psychiatrist", "gp", "group", "peer", "body", "faith", "college", "work", "line",
    ):  # fmt: skip
        assert word in names


def test_every_part_is_there_once() -> None:
    ids = [part.id for part in finding().parts]
    assert sorted(ids) == sorted(
        {"general", "questions", "first-meeting", "not-working", "waiting", "no-good-sign"}
    )
    assert all(len(part.lines) >= 5 for part in finding().parts)


def test_the_signs_name_pressure_secrecy_romance_and_promises() -> None:
    told = " ".join(finding().part("no-good-sign").lines).lower()
    assert all(word in told for word in ("press", "secret", "romance", "surely work"))


def test_a_first_message_comes_in_three_lengths_with_dots_and_no_names() -> None:
    messages = finding().messages
    counts = [len(message.says.split()) for message in messages]
    assert [message.length for message in messages] == ["Short", "Middle", "Longer"]
    assert counts == sorted(counts)
    assert counts[0] <= 25
    assert counts[-1] <= 130
    assert all("…" in message.says for message in messages[1:])
    assert not any(mark in message.says for message in messages for mark in "[]{}<>_")


def test_ways_are_only_of_countries_the_house_knows() -> None:
    assert {helpline.country(code) is not None for code in countries()} == {True}
    assert all(code.isupper() for code in countries())


@pytest.mark.parametrize(("code", "route"), ROUTES, ids=lambda each: str(each)[:24])
def test_every_way_names_its_source_and_the_day_it_was_read(code: str, route: Route) -> None:
    del code
    assert route.name
    assert route.says
    assert SOURCE.match(route.source)
    assert date(2026, 11, 1) <= route.seen
    assert route.url == "" or route.url.startswith("https://")
    assert re.fullmatch(r"[\d -]*", route.call)


def test_a_country_without_ways_has_none() -> None:
    assert routes("FR") == ()
    assert routes("") == ()


def test_what_was_read_long_ago_is_stale() -> None:
    (route, *_) = routes("GB")
    assert not is_stale(route, route.seen + timedelta(days=180))
    assert is_stale(route, route.seen + timedelta(days=181))
