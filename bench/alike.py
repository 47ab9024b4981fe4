"""How long what is not there takes beside what is somebody else's, for every address and field that holds an id: nobody can tell by the clock.

The two are asked for one right after the other, in an order of chance, and each pair is compared by itself: what else the machine
does falls on both, and a busy minute moves the medians and not what lies between them.
"""

import random
import re
import time
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import anyio
import httpx

from holdspace.app import build_engine, build_members, build_web
from holdspace.config import Settings
from holdspace.domain.people import Private
from holdspace.ports.opening import NewPasskey
from holdspace.vault.keys import FLOOR
from holdspace.vault.members import KeptMembers

TIMES = 500
NEAR = 0.1  # of the other, at the median of all pairs
_FORGED = "AAAAAAAAAAAAAAAAAAAAAA"
_PASSPHRASE = Private("a quiet river in autumn")
_CHANGES = ("away", "back", "heard", "remove", "line")
Asked = tuple[str, str, dict[str, str], str]  # method, address, fields, and whose id is tried


def main() -> None:
    """Print both medians of each, and mark what is further apart than it may be."""
    with TemporaryDirectory(prefix="holdspace-bench-") as folder:
        anyio.run(_measure_all, Path(folder))


async def _measure_all(folder: Path) -> None:
    """Make two people, and ask as one for what is the other's, and for what is not there."""
    settings = Settings(home=folder)
    engine = build_engine()
    members = build_members(settings, engine, FLOOR)
    assert members  # noqa: S101 - keeping is on
    app = build_web(settings, engine, members)
    transport = httpx.ASGITransport(app)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        client = await stack.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url="http://localhost")
        )
        ids = await _juno(members, client)
        client.cookies.clear()
        client.cookies.set("holdspace-in", _come(members, "ivo"))
        for asked in _every(ids):
            _print(asked, await _taken(client, asked))
    members.vault.close()


async def _juno(members: KeptMembers, client: httpx.AsyncClient) -> dict[str, str]:
    """Let somebody keep one thing of each kind; return its id."""
    client.cookies.set("holdspace-in", _come(members, "juno"))
    await client.post("/talk", data={"words": "the day was long"})
    page = (await client.get("/earlier")).text
    keys = members.accounts.with_passphrase(Private("juno"), _PASSPHRASE)
    new = NewPasskey(b"credential", b"public", Private("a phone"), b"p" * 32)
    return {
        "visit": re.findall(r"/earlier/([\w-]{22})", page)[0],
        "device": members.sign_ins.devices(keys)[0].id,
        "passkey": members.accounts.add_passkey(keys, new),
    }


def _come(members: KeptMembers, name: str) -> str:
    """Make somebody and sign them in; return the cookie."""
    keys = members.accounts.make(Private(name), _PASSPHRASE)
    return members.sign_ins.open(keys, Private("here"))


def _every(ids: dict[str, str]) -> list[Asked]:
    """Return every request that names something of somebody's."""
    changes: list[Asked] = [
        ("POST", "/earlier/{}", {"what": what, "number": "1"}, ids["visit"]) for what in _CHANGES
    ]
    return [
        ("GET", "/earlier/{}", {}, ids["visit"]),
        *changes,
        ("POST", "/account/devices", {"which": "{}"}, ids["device"]),
        ("POST", "/passkey/remove", {"which": "{}"}, ids["passkey"]),
    ]


async def _taken(client: httpx.AsyncClient, asked: Asked) -> tuple[list[float], list[float]]:
    """Return how long each took of what is not there and of what is another's, in milliseconds, pair by pair."""
    method, path, sent, theirs = asked
    forged = _FORGED.ljust(len(theirs), "A")
    took: dict[str, list[float]] = {forged: [], theirs: []}
    chance = random.Random(1)  # noqa: S311 - an order, no secret
    for _ in range(TIMES):
        for tried in chance.sample([forged, theirs], 2):
            data = {name: value.format(tried) for name, value in sent.items()}
            began = time.perf_counter()
            await client.request(method, path.format(tried), data=data or None)
            took[tried].append((time.perf_counter() - began) * 1000)
    return took[forged], took[theirs]


def _print(asked: Asked, took: tuple[list[float], list[float]]) -> None:
    """Print one line."""
    absent, forbidden = (median(each) for each in took)
    apart = abs(median(one / other for one, other in zip(*took, strict=True)) - 1)
    method, path, sent, _ = asked
    named = f"{method} {path} {sent.get('what', '')}".strip()
    verdict = "ok" if apart <= NEAR else "< over"
    print(
        f"  {named:28} absent {absent:6.2f} ms, another's {forbidden:6.2f} ms: {apart:4.0%} apart  {verdict}"
    )
