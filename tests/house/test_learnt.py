"""What the encoder learns of public messages: named once each, by marks that it knows, and told of as readers found it."""

import json
from pathlib import Path

import pytest

from bench.public import rows
from tools.hearing.public import PARTS, mistaken
from tools.hearing.sentences import LEARN, NAMES, TOLD, meant

ROWS = [json.loads(line) for line in (LEARN / "public.jsonl").read_text("utf-8").splitlines()]


def test_every_message_is_named_once_and_by_what_is_known() -> None:
    named = {(row["file"], row["row"], row["part"]) for row in ROWS}
    assert len(named) == len(ROWS) > 1_000
    assert {row["part"] for row in ROWS} <= PARTS
    assert {mark for row in ROWS for mark in row["is"]} <= set(NAMES)


def test_most_of_them_tell_of_no_danger() -> None:
    assert sum(not row["is"] for row in ROWS) > 0.9 * len(ROWS)


def test_a_level_brings_those_below_it_along() -> None:
    true = dict(zip(NAMES, meant(["R4", "A2"]), strict=True))
    assert [name for name, so in true.items() if so] == ["R2", "R3", "R4", "A1", "A2"]


def test_a_message_is_found_again_and_what_was_not_asked_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"situation": "a long day_comma_ at last", "turns": [["speaker", "hello_comma_ hello"]]}
    (tmp_path / "talks.jsonl").write_text(json.dumps(said), encoding="utf-8")
    read = [
        {"file": "talks", "row": 0, "part": part, "is": is_}
        for part, is_ in (("first", []), ("situation", ["A1"]))
    ]
    (tmp_path / "public.jsonl").write_text("\n".join(map(json.dumps, read)), encoding="utf-8")
    monkeypatch.setattr("tools.hearing.public.LEARN", tmp_path)
    rows.cache_clear()
    first, situation = mistaken(tmp_path)
    assert (first.says, situation.says) == ("hello, hello", "a long day, at last")
    assert first.known == TOLD
    assert situation.known[NAMES.index("A1")] == 1 == situation.true[NAMES.index("A1")]
