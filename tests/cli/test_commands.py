import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from holdspace.cli import commands, main
from holdspace.domain.errors import PortTaken, UnknownSetting, UnusableFolder


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDSPACE_HOME", str(tmp_path / "home"))


def run(*words: str, given: str | None = None) -> Result:
    """Run a command as a person would type it."""
    return CliRunner().invoke(commands, words, input=given)


def test_a_reply_as_json_says_everything_about_itself() -> None:
    says = (
        "I've been holding everything together since the move, and on Friday my sister said "
        "I make it look easy while the kids were fighting in the next room"
    )
    told = json.loads(run("reply", says, "--json").stdout)
    assert set(told) == {"reply", "own", "moves", "because", "tier", "lanes", "ms"}
    assert told["tier"] == "R0"
    start, end = told["own"][0]
    assert told["reply"][start:end].lower() in says.lower()
    assert len(told["moves"]) >= 1
    assert told["ms"] > 0


def test_a_plain_reply_is_just_the_words() -> None:
    said = run("reply", "hello").stdout.strip()
    assert said
    assert not said.startswith("{")


def test_every_sentence_can_be_read_and_searched() -> None:
    every = run("words").stdout
    assert len(every.splitlines()) > 2_000
    found = run("words", "no", "hurry").stdout.splitlines()
    assert all("hurry" in line for line in found if line.startswith("    "))
    shelves = run("words", "--shelves", "hurry").stdout.splitlines()
    assert any(line.startswith("Being there (") for line in shelves)
    assert run("words", "zebra").stdout == "No sentence has that.\n"


def test_replay_echoes_ids_keeps_order_and_reports_bad_lines(tmp_path: Path) -> None:
    file = tmp_path / "visits.jsonl"
    rows = [
        '{"id": 7, "turns": ["hi", "I am so tired"]}',
        "not json",
        '{"id": "b", "turns": "no"}',
        '{"id": "z", "turns": []}',
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    result = run("replay", str(file))
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["id"] for one in told] == [7, None, "b", "z"]
    assert [one["heard"] for one in told[0]["turns"]] == ["hi", "I am so tired"]
    assert "error" in told[1]
    assert "error" in told[2]
    assert told[3]["turns"] == []
    assert result.exit_code == 1


def test_a_good_replay_ends_well(tmp_path: Path) -> None:
    file = tmp_path / "visits.jsonl"
    file.write_text('{"id": "a", "turns": ["I want to kill myself", "ok"]}\n', encoding="utf-8")
    result = run("replay", str(file))
    turns = json.loads(result.stdout)["turns"]
    assert result.exit_code == 0
    assert [turn["tier"] for turn in turns] == ["R3", "R3"]


HEARD = {
    "feelings",
    "intensity",
    "state",
    "doing",
    "appraisals",
    "themes",
    "self_attack",
    "hopelessness",
    "evidence",
    "ms",
}


def test_what_was_heard_is_told_with_the_words_that_led_to_it() -> None:
    words = "I'm so sad, I'm such an idiot"
    told = json.loads(run("hear", words, "--json").stdout)
    assert set(told) == HEARD
    assert "sadness" in told["feelings"]
    assert told["self_attack"] >= 0.5
    assert told["doing"] == "telling"
    led = {one["what"]: words[one["start"] : one["end"]] for one in told["evidence"]}
    assert "sad" in led["feelings/sadness"]


def test_what_was_heard_is_told_plainly_too() -> None:
    said = run("hear", "see you later, bye").stdout
    assert "doing: leaving" in said
    assert "feelings:" in said


def test_a_batch_is_heard_line_by_line_and_reports_bad_ones(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    rows = ['{"id": 7, "text": "I am so tired"}', "not json", '{"id": "b"}', '{"text": ""}']
    file.write_text("\n".join(rows), encoding="utf-8")
    result = run("hear", "--batch", str(file), "--labels", "goemotions")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["id"] for one in told] == [7, None, "b", None]
    assert "tiredness" in told[0]["feelings"]
    assert isinstance(told[0]["labels"], list)
    assert "error" in told[1]
    assert "error" in told[2]
    assert set(told[3]) == {*HEARD, "id", "labels"}
    assert result.exit_code == 1


@pytest.mark.parametrize("words", [("hear",), ("hear", "hi", "--batch", "/dev/null")])
def test_hearing_needs_a_message_or_a_file(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "--batch" in result.output


def test_a_visit_in_the_terminal_ends_kindly() -> None:
    result = run("talk", given="I made dinner and nobody looked up\nI'm done for now\n")
    assert "computer program" in result.output
    assert "Nothing was kept" in result.output
    assert result.exit_code == 0


def test_the_terminal_can_be_left_by_closing_it() -> None:
    result = run("talk", given="")
    assert result.exit_code == 0
    assert "Nothing was kept" in result.output


def test_doctor_says_what_leaves_this_machine() -> None:
    result = run("doctor")
    assert (
        "What leaves this machine: nothing. No way to tell somebody at once is set up."
        in result.output
    )
    assert result.exit_code == 0


def test_doctor_names_what_fails_without_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDSPACE_ORIGIN", "http://192.168.0.9:8642")
    said = run("doctor").output
    for failing in ("passphrases included", "installing", "offline", "passkeys"):
        assert failing in said


def test_doctor_names_it_too_where_others_are_let_in_without_an_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOLDSPACE_HOST", "0.0.0.0")  # noqa: S104  what a keeper may have set
    assert "without HTTPS" in run("doctor").output


def test_a_taken_port_is_one_clear_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", str(taken.getsockname()[1]))
    assert isinstance(result.exception, PortTaken)
    assert "--port" in str(result.exception)


def test_an_unknown_setting_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDSPACE_COUNTRI", "IE")
    result = run("serve")
    assert isinstance(result.exception, UnknownSetting)
    assert "HOLDSPACE_COUNTRI" in str(result.exception)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "many"), ("COUNTRY", "XX"), ("ORIGIN", "holdspace.example"), ("PORT", "0")],
)
def test_a_setting_that_does_not_fit_names_itself(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"HOLDSPACE_{name}", value)
    result = run("serve")
    assert isinstance(result.exception, UnknownSetting)
    assert f"HOLDSPACE_{name}" in str(result.exception)


def test_an_unwritable_folder_is_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a-file"
    file.touch()
    monkeypatch.setenv("HOLDSPACE_HOME", str(file / "home"))
    result = run("serve")
    assert isinstance(result.exception, UnusableFolder)
    assert "HOLDSPACE_HOME" in str(result.exception)


def test_a_broken_settings_file_is_one_clear_sentence(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "holdspace.toml").write_text("country = ", encoding="utf-8")
    result = run("serve")
    assert isinstance(result.exception, UnknownSetting)


def test_errors_reach_a_person_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOLDSPACE_PORT", "many")
    monkeypatch.setattr("sys.argv", ["holdspace"])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert said.count("\n") == 1
    assert "Traceback" not in said
