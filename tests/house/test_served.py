"""The real program, killed, out of disk, or on a damaged file: what was said to be kept is there, and nothing of it is printed."""

from pathlib import Path

import httpx
import pytest

from holdspace.domain.people import Private
from holdspace.vault.accounts import Accounts
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.vault import open_vault
from holdspace.work.local import SystemClock, SystemDice
from tests.house.served import Served, serving

CANARY = "the saffron heron folded its umbrella"
UNKEPT = "This can&#39;t be kept just now."
MINE = {"portion": "visit", "name": "Juno", "passphrase": "a quiet river in autumn", "recovery": "later"}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir(mode=0o700)
    return tmp_path / "home"


def make_mine(served: Served) -> None:
    """Keep the open visit; a passphrase takes its time."""
    assert served.post("/keep/mine", **MINE).headers["location"] == "/mine"


def kept(home: Path) -> list[tuple[str, bool]]:
    """Return what Juno said in all visits, and whether a reply is beside it, as a new start opens it."""
    vault = open_vault(f"sqlite:///{home}/holdspace.db", home, SystemClock(), SystemDice())
    keys = Accounts(vault).with_passphrase(Private("Juno"), Private(MINE["passphrase"]))
    earlier = EarlierVisits(vault, keys)
    listed = earlier.listed()
    assert listed.broken == 0
    said = [each for visit in listed.visits for each in earlier.exchanges(visit.visit)]
    vault.close()
    return [(each.words.text, bool(each.said)) for each in said if each.words]


def expect_nothing_readable(home: Path) -> None:
    """Make sure that no file of the folder, what was printed among them, holds the words."""
    for file in home.rglob("*"):
        assert not file.is_file() or CANARY.encode() not in file.read_bytes(), file.name


def test_killed_in_the_middle_of_a_turn_everything_that_was_answered_is_there(home: Path) -> None:
    with serving(home) as served:
        served.post("/talk", words=CANARY)
        make_mine(served)
        served.post("/talk", words=f"and {CANARY}")
        served.killed_during("/talk", {"words": f"but {CANARY}"}, "entry")
    assert kept(home)[:2] == [(CANARY, True), (f"and {CANARY}", True)]
    assert [words for words, _ in kept(home)[2:]] == [f"but {CANARY}"]
    expect_nothing_readable(home)


def test_killed_while_it_is_being_kept_it_is_there_whole(home: Path) -> None:
    with serving(home) as served:
        served.post("/talk", words=CANARY)
        served.post("/talk", words=f"and {CANARY}")
        served.killed_during("/keep/mine", MINE, "person")
    assert kept(home) == [(CANARY, True), (f"and {CANARY}", True)]
    expect_nothing_readable(home)


def test_on_a_disk_that_takes_no_more_the_reply_comes_and_says_so(home: Path) -> None:
    with serving(home, most_bytes=400_000) as served:
        served.post("/talk", words="hello")
        make_mine(served)
        told: list[str] = []
        words, answer = CANARY, served.post("/talk", words=CANARY)
        while answer.status_code == httpx.codes.SEE_OTHER and len(told) < 300:
            told.append(words)
            words = f"{len(told)} {CANARY}"
            answer = served.post("/talk", words=words)
        assert UNKEPT in answer.text
        assert words in answer.text
        assert answer.text.rindex('class="them"') > answer.text.rindex(words)
        assert "Help now" in served.browser.get("/help").text
        assert served.post("/leave").status_code == 204
        assert "holdspace-in" not in served.browser.cookies
    assert [words for words, _ in kept(home)][1 : len(told) + 1] == told
    expect_nothing_readable(home)


@pytest.mark.parametrize("left", [0, 50, 20_000])
def test_a_file_that_was_cut_off_is_said_guests_are_let_in_and_nothing_is_written_over_it(
    home: Path, left: int
) -> None:
    vault = open_vault(f"sqlite:///{home}/holdspace.db", home, SystemClock(), SystemDice())
    Accounts(vault).make(Private("Juno"), Private(MINE["passphrase"]))
    vault.close()
    file = home / "holdspace.db"
    file.write_bytes(file.read_bytes()[:left])
    before = file.read_bytes()
    with serving(home) as served:
        assert served.post("/talk", words=CANARY).headers["location"] == "/talk#end"
        assert CANARY in served.browser.get("/talk").text
        assert served.browser.get("/come-in").status_code == 404
    assert file.read_bytes() == before
    printed = (home / "printed").read_text()
    assert "its file is damaged, or is no record of Holdspace" in printed
    assert "Until then nothing can be kept here." in printed
    expect_nothing_readable(home)
