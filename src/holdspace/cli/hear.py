"""What was heard in a message, as JSON or in a few plain lines: for researchers, and for looking closely."""

import json
import sys
import time
from collections.abc import Iterator
from typing import Any, TextIO

import anyio
import click

from holdspace.app import Engine, build_engine
from holdspace.cli import rows
from holdspace.models.senses.wire import written

_PUBLIC = "goemotions"


@click.command()
@click.argument("words", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print everything that was heard.")
@click.option(
    "--batch",
    type=click.File(encoding="utf-8"),
    help='Hear a file of lines like {"id": "1", "text": "…"}.',
)
@click.option("--labels", type=click.Choice([_PUBLIC]), help="Add the labels of a public set.")
def hear(
    words: str | None,
    *,
    as_json: bool = False,
    batch: TextIO | None = None,
    labels: str | None = None,
) -> None:
    """Say what was heard in one message, or in each of a file."""
    if (words is None) == (batch is None):
        raise click.UsageError("Give a message to hear, or --batch and a file of them.")
    engine = build_engine()
    engine.load()
    if batch is not None:
        sys.exit(anyio.run(_hear_all, engine, batch, bool(labels)))
    told = anyio.run(_hear_one, engine, words or "", bool(labels))
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(_plainly(told)))


async def _hear_all(engine: Engine, file: TextIO, labels: bool) -> int:  # noqa: FBT001  anyio.run takes no names
    """Hear each line; return 1 when any was bad."""
    bad = False
    for line in filter(str.strip, file):
        outcome = await _hear_line(engine, line, labels=labels)
        bad = bad or "error" in outcome
        click.echo(json.dumps(outcome, ensure_ascii=False))
    return int(bad)


async def _hear_line(engine: Engine, line: str, *, labels: bool) -> dict[str, Any]:
    """Hear one line of a batch; say what is wrong with a line that is none."""
    row, fault = rows.read(line, _has_text, 'A line is {"id": …, "text": "…"}.')
    if row is None:
        return fault
    return {"id": row.get("id"), **await _hear_one(engine, row["text"], labels)}


def _has_text(row: rows.Row) -> bool:
    """Whether a row has a message in it."""
    return isinstance(row.get("text"), str)


async def _hear_one(engine: Engine, words: str, labels: bool) -> dict[str, Any]:  # noqa: FBT001
    """Return everything that was heard in a message, and how long it took."""
    began = time.perf_counter()
    perception = await engine.hear(words)
    took = round((time.perf_counter() - began) * 1000, 2)
    public = {"labels": list(await engine.senses.labels(words))} if labels else {}
    return {**written(perception), **public, "ms": took}


def _plainly(told: dict[str, Any]) -> Iterator[str]:
    """Yield what was heard in plain lines."""
    for head in ("feelings", "appraisals", "themes"):
        names = ", ".join(f"{name} {likely:.0%}" for name, likely in told[head].items())
        yield f"{head}: {names or 'unknown'}"
    yield f"intensity: {told['intensity'] or 'unknown'}; state: {told['state']}; doing: {told['doing']}"
    yield f"self-attack: {told['self_attack']:.0%}; hopelessness: {told['hopelessness']:.0%}"
    if "labels" in told:
        yield f"labels: {', '.join(told['labels']) or 'none'}"
