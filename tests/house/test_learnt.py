"""What the encoder learns of public messages: named once each, by marks that it knows, and told of as readers found it."""

import json
from pathlib import Path

import pytest

from bench.public import rows
from tools.hearing.public import PARTS, harmless_apart, mistaken
from tools.hearing.sentences import LEARN, NAMES, TOLD, meant
from tools.senses.samples import plain


class Dice:
    """Chance that always draws what comes first."""

    def choice(self, options: tuple[str, ...]) -> str:
        return options[0]

    def sample(self, options: list[str], most: int) -> list[str]:
        return options[:most]


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


def test_what_stays_apart_is_learnt_from_only_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = "emotion_empatheticdialogues_train"
    talks = [
        {"situation": f"day {day} was long and calm", "turns": [["speaker", f"day {day}, at last"]]}
        for day in range(9)
    ]
    (tmp_path / f"{apart}.jsonl").write_text("\n".join(map(json.dumps, talks)), encoding="utf-8")
    (tmp_path / "comments.jsonl").write_text(json.dumps({"text": "a comment"}), encoding="utf-8")
    read = [
        {"file": "comments", "row": 0, "part": "text", "is": []},
        {"file": apart, "row": 1, "part": "first", "is": []},
    ]
    (tmp_path / "public.jsonl").write_text("\n".join(map(json.dumps, read)), encoding="utf-8")
    monkeypatch.setattr("tools.hearing.public.LEARN", tmp_path)
    monkeypatch.setattr("tools.hearing.public.measured_on", lambda _: {plain("day 3, at last")})
    rows.cache_clear()
    assert [each.says for each in mistaken(tmp_path)] == ["a comment"]
    assert [each.says for each in mistaken(tmp_path, apart=True)] == ["day 1, at last"]
    drawn = harmless_apart(tmp_path, 8, Dice())  # type: ignore[arg-type]  # all the chance it needs
    calm = {each.says for each in drawn}
    assert len(calm) == 8
    assert "day 3, at last" not in calm
