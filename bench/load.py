"""Many open visits at once: how long the first sentence takes while a thousand people write."""

import random
import resource
import time
from dataclasses import dataclass, field

import anyio
import httpx

from bench.messages import messages, percentiles
from bench.serving import server

VISITS = 1_000
EVERY = 60.0  # seconds between a person's messages, on average
LASTS = 60.0  # seconds the bench writes
LONG = "so much has happened and I keep going round it. " * 420  # about 20,000 characters


@dataclass(slots=True)
class Tally:
    """What was measured."""

    first: list[float] = field(default_factory=list)
    failed: int = 0


def main() -> None:
    """Print the times of first sentences under load, with and without one very long message."""
    with server() as (address, pid):
        tally = anyio.run(_write, address)
        print(
            f"  {VISITS} visits, {len(tally.first)} messages in {LASTS:.0f} s, failed {tally.failed}"
        )
        print(f"  first sentence {percentiles(tally.first)} (aim p95 <= 400)")
        print(f"  server {_cpu(pid):.0f} s of processor time, {_memory(pid):.0f} MB")
        own = resource.getrusage(resource.RUSAGE_SELF)
        print(f"  load generator {own.ru_utime + own.ru_stime:.0f} s of processor time")
        tally = anyio.run(_write_beside_a_long_one, address)
        print(f"  while one person sends 20,000 characters: {percentiles(tally.first)}")


async def _write(address: str) -> Tally:
    """Let every visit write at random moments, once a minute each."""
    tally, lines, chance = Tally(), messages(), random.Random(1)  # noqa: S311 - a bench's spread
    limits = httpx.Limits(max_connections=VISITS, max_keepalive_connections=VISITS)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60) as client:
        cookies = [await _arrive(client, address) for _ in range(VISITS)]
        async with anyio.create_task_group() as people:
            for cookie in cookies:
                wait = chance.uniform(0, EVERY)
                people.start_soon(_one_message, client, cookie, (chance.choice(lines), wait), tally)
    return tally


async def _arrive(client: httpx.AsyncClient, address: str) -> httpx.Cookies:
    """Open a visit with a first word; return its cookies."""
    answer = await client.post(
        "/talk",
        data={"words": "hello", "nonce": str(time.perf_counter())},
        headers=_headers(address),
    )
    cookies = httpx.Cookies(answer.cookies)
    client.cookies.clear()
    return cookies


async def _one_message(
    client: httpx.AsyncClient, cookies: httpx.Cookies, message: tuple[str, float], tally: Tally
) -> None:
    """Wait, write one message, and note when the first sentence came."""
    words, wait = message
    await anyio.sleep(wait)
    began = time.perf_counter()
    headers = _headers(str(client.base_url)) | {
        "Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies.jar)
    }
    data = {"words": words, "nonce": str(began)}
    try:
        async with client.stream("POST", "/talk", data=data, headers=headers) as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data:"):
                    tally.first.append((time.perf_counter() - began) * 1000)
                    break
    except httpx.HTTPError:
        tally.failed += 1


async def _write_beside_a_long_one(address: str) -> Tally:
    """Let twenty people write while one sends a very long message again and again."""
    tally, ignored, lines = Tally(), Tally(), messages()
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        cookies = [await _arrive(client, address) for _ in range(21)]
        async with anyio.create_task_group() as people:
            for i in range(5):
                people.start_soon(
                    _one_message, client, cookies[-1], (LONG[:19_990], 2.0 * i), ignored
                )
            for i, cookie in enumerate(cookies[:-1]):
                people.start_soon(_one_message, client, cookie, (lines[i], 0.5 * i), tally)
    return tally


def _headers(address: str) -> dict[str, str]:
    """Return what a browser sends from our own page."""
    origin = address.rstrip("/")
    return {"Accept": "text/event-stream", "Origin": origin, "Sec-Fetch-Site": "same-origin"}


def _cpu(pid: int) -> float:
    """Return the processor seconds a process has used."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123 - a kernel file
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _memory(pid: int) -> float:
    """Return the memory a process holds, in MB."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:  # noqa: PTH123 - a kernel file
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
