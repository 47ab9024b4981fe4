"""One reply, or thousands of visits, as JSON: for researchers, and for looking closely."""

import json
import sys
import time
from itertools import accumulate
from typing import Any, TextIO

import anyio
import click
from rich.console import Console
from rich.progress import Progress

from holdspace.app import Engine, build_engine
from holdspace.cli import rows
from holdspace.config import load
from holdspace.ports import Exchange


@click.command()
@click.argument("words")
@click.option("--json", "as_json", is_flag=True, help="Print everything about the reply.")
@click.option("--country", default="", help="Two letters, for the numbers to name.")
def reply(words: str, *, as_json: bool = False, country: str = "") -> None:
    """Answer one message, once."""
    engine = _ready_engine()
    began = time.perf_counter()
    exchange = anyio.run(_answer_once, engine, words, country)
    told = _told(exchange, began)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else told["reply"])


async def _answer_once(engine: Engine, words: str, country: str) -> Exchange:
    return await engine.answer_once(words, country=country)


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"))
def replay(file: TextIO) -> None:
    """Run visits of a file, one JSON line each, through the engine; for research."""
    engine = _ready_engine()
    sys.exit(anyio.run(_replay_all, engine, file))


async def _replay_all(engine: Engine, file: TextIO) -> int:
    """Replay each line; return 1 when any was bad."""
    lines = file.readlines()
    bad = 0
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        for line in progress.track(lines, description="visits"):
            if line.strip():
                outcome = await _replay_one(engine, line)
                bad += "error" in outcome
                click.echo(json.dumps(outcome, ensure_ascii=False))
    return min(bad, 1)


async def _replay_one(engine: Engine, line: str) -> dict[str, Any]:
    """Replay one visit; say what is wrong with a line that is none."""
    row, fault = rows.read(line, _has_turns, 'A visit is {"id": …, "turns": ["…", "…"]}.')
    if row is None:
        return fault
    key, visit = engine.record.open()
    told = []
    for words in row["turns"]:
        began = time.perf_counter()
        told.append({"heard": words, **_told(await engine.answer(visit, words), began)})
    engine.record.close(key)
    return {"id": row.get("id"), "turns": told}


def _has_turns(row: rows.Row) -> bool:
    """Whether a row has messages in it, one after another."""
    turns = row.get("turns")
    return isinstance(turns, list) and all(isinstance(turn, str) for turn in turns)


def _ready_engine() -> Engine:
    """Build the engine and load it, so that times measured leave loading out."""
    engine = build_engine(words=load().words)
    engine.load()
    return engine


def _told(exchange: Exchange, began: float) -> dict[str, Any]:
    """Return an exchange as the JSON a researcher reads; `own` counts in `reply`."""
    texts = [spoken.text for spoken in exchange.said]
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    own = [
        [start + a, start + b]
        for spoken, start in zip(exchange.said, starts, strict=False)
        for a, b in spoken.own
    ]
    return {
        "reply": " ".join(texts),
        "own": own,
        "moves": [str(spoken.move) for spoken in exchange.said],
        "because": exchange.because,
        "tier": exchange.tier.name,
        "lanes": list(exchange.lanes),
        "ms": round((time.perf_counter() - began) * 1000, 2),
    }
