"""What first replies are made of, over the messages: meaning, mirror, feeling or presence only."""

from collections import Counter

import anyio

from bench.messages import messages, where
from holdspace.app import Engine, build_engine
from holdspace.ports import Exchange
from holdspace.voice.lines import bank
from holdspace.work.local import SeededDice

KINDS = (
    "meaning",
    "mirrored",
    "feeling frame",
    "own words quoted",
    "small message",
    "safety",
    "presence only",
)


def main() -> None:
    """Print the mix, how distinct the replies are, and the commonest of them."""
    engine = build_engine(SeededDice())
    engine.load()
    lines = messages()
    exchanges = anyio.run(_answer_all, engine, lines)
    counts = Counter(kind(exchange) for exchange in exchanges)
    with_meaning = sum(any(_is_meaning(s.line_id) for s in x.said) for x in exchanges)
    print(f"  {len(lines)} messages from {where()}")
    for name in KINDS:
        print(f"  {name:18} {counts[name] / len(lines):6.1%}")
    print(f"  with a meaning line beside or alone {with_meaning / len(lines):.1%}")
    replies = Counter(" ".join(s.text for s in x.said) for x in exchanges)
    print(f"  distinct replies {len(replies) / len(lines):.1%} (gate >= 95 %)")
    print(f"  one reply stands on at most {max(replies.values())} messages (gate <= 5)")


async def _answer_all(engine: Engine, lines: tuple[str, ...]) -> list[Exchange]:
    """Answer each message in a visit of its own."""
    return [await engine.answer_once(line) for line in lines]


def kind(exchange: Exchange) -> str:
    """Say what the main line of a reply is: the richest source any of its lines came from."""
    ids = [spoken.line_id for spoken in exchange.said]
    moves = {spoken.move for spoken in exchange.said}
    if "SAF" in moves:
        return "safety"
    if any(map(_is_meaning, ids)):
        return "meaning"
    for prefix, name in (
        ("mirror", "mirrored"),
        ("feeling", "feeling frame"),
        ("quote", "own words quoted"),
    ):
        if any(line_id.startswith(prefix) for line_id in ids):
            return name
    plain = (
        "presence",
        "low-state",
        "open-question",
        "open-question-tired",
        "open-question-pleasant",
    )
    presence = {line.id for about in plain for line in bank().others.get(about, ())}
    return "presence only" if set(ids) <= presence else "small message"


def _is_meaning(line_id: str) -> bool:
    """Whether a line is one of the bank's meaning lines."""
    return line_id.rsplit("-", 1)[0] in bank().meaning
