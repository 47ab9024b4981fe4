"""Whoever answers the port of the senses, here or on another machine, keeps to the same contract."""

from collections.abc import AsyncIterator
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from holdspace.domain.language import Parse
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import Tier
from holdspace.domain.talk import Heard, State, Tone
from holdspace.models.senses import EmbeddedSenses
from holdspace.models.senses.remote import RemoteSenses
from holdspace.models.senses.wire import read, written
from holdspace.ports import Senses

HERE = EmbeddedSenses()
AT = "http://senses.test/hear"
pytestmark = pytest.mark.anyio


def said(words: str) -> Heard:
    """Return a message, said now."""
    return Heard(VisitId("v"), Private(words), datetime(2026, 3, 3, tzinfo=UTC))


async def answer(request: Request) -> JSONResponse:
    """Answer as a server of the senses does."""
    told = await request.json()
    return JSONResponse(written(await HERE.perceive(said(told["text"]), Parse())))


def far(endpoint: object = answer) -> httpx.AsyncClient:
    """Return a client of a server that answers so."""
    app = Starlette(routes=[Route("/hear", endpoint, methods=["POST"])])  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False))


@pytest.fixture(params=["embedded", "remote"])
async def senses(request: pytest.FixtureRequest) -> AsyncIterator[Senses]:
    if request.param == "embedded":
        yield HERE
        return
    async with far() as client:
        yield RemoteSenses(client, AT, HERE)


async def test_a_named_feeling_is_heard_and_a_perception_stays_as_it_is(senses: Senses) -> None:
    perceived = await senses.perceive(said("I'm so angry with my brother"), Parse())
    assert "anger" in {feeling.name for feeling in perceived.feelings}
    assert perceived.tone is Tone.PAINFUL
    with pytest.raises(FrozenInstanceError):
        perceived.tone = Tone.PLEASANT  # type: ignore[misc]


async def test_meaning_and_hard_words_to_oneself_are_heard(senses: Senses) -> None:
    perceived = await senses.perceive(said("I'm such an idiot, it was my fault again"), Parse())
    assert perceived.self_attack
    assert perceived.appraisals


async def test_danger_is_heard_wherever_feelings_are(senses: Senses) -> None:
    perceived = await senses.perceive(said("I don't want to be alive any more"), Parse())
    assert any(one.tier >= Tier.R2 for one in perceived.evidence or ())


@pytest.mark.parametrize("words", ["", "   ", "\n", "x" * 30_000, "\U0001f642", "\x00", "¿qué?"])
async def test_whatever_is_said_is_answered(senses: Senses, words: str) -> None:
    perceived = await senses.perceive(said(words), Parse())
    assert perceived.state in State


async def test_nothing_said_is_nothing_heard(senses: Senses) -> None:
    perceived = await senses.perceive(said(""), Parse())
    assert perceived.feelings == ()
    assert perceived.appraisals == ()


async def broken(request: Request) -> PlainTextResponse:
    """Fail, as a server does."""
    del request
    raise RuntimeError


async def nonsense(request: Request) -> JSONResponse:
    """Answer something else than was asked."""
    del request
    return JSONResponse({"feelings": 7})


@pytest.mark.parametrize("endpoint", [broken, nonsense])
async def test_a_server_that_fails_is_done_without(endpoint: object) -> None:
    async with far(endpoint) as client:
        perceived = await RemoteSenses(client, AT, HERE).perceive(said("I'm so sad"), Parse())
    assert "sadness" in {feeling.name for feeling in perceived.feelings}


async def test_what_is_written_reads_the_same() -> None:
    perceived = await HERE.perceive(said("I'm so sad and so tired"), Parse())
    again = read(written(perceived))
    assert {feeling.name for feeling in again.feelings} == {f.name for f in perceived.feelings}
    assert again.state is perceived.state
    assert again.intensity == perceived.intensity
