"""A sentence a therapist writes anywhere at the desk is in no log, address, title, header, file in clear or backup, and at no other door."""

import logging
from pathlib import Path

import pytest

from holdspace.log import set_up
from holdspace.vault.moving import backup
from tests.desk.neighbours import neighbours
from tests.desk.walking import EXAMPLES, desk_ways, filled, sending
from tests.house.test_kept_privacy import CANARY, _is_clean

NAMES = {"name"}  # the keeper's to read, and a client's who links


@pytest.mark.parametrize("role", ["therapist", "locked", "waiting", "client", "nobody"])
def test_typed_into_every_field_of_the_desk_it_is_nowhere_but_in_its_envelope(
    tmp_path: Path, role: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up()
    caplog.set_level(
        logging.DEBUG
    )  # before the record opens, so that every library says all it can
    with neighbours(tmp_path) as house:
        mine = house.mine()
        for way in desk_ways(house.place.desk):
            if way.method != "POST":
                continue
            sent = sending(way.path, CANARY)
            for field in NAMES & sent.keys():
                sent[field] = "Mira"
            for day in {"on"} & sent.keys():
                sent[day] = "2025-12-04"
            answer = house.come(role).post(filled(way, id=mine), data=sent)
            _is_clean(answer)
        if role == "therapist":
            house.come(role).post(f"/desk/people/{mine}/note", data={"free": CANARY})
            page = house.come(role).get(f"/desk/people/{mine}")
            assert CANARY in page.text
            _is_clean(page)
            assert CANARY in house.come(role).get(f"/desk/people/{mine}/apart").text
            _is_clean(house.come(role).get("/desk/people"))
        for path in ("/", "/talk", "/account", "/remembers", "/earlier"):
            assert CANARY not in house.come("client").get(path).text
        backup(house.place.vault, tmp_path / "copy.backup")
    shown = capfd.readouterr()
    assert CANARY not in caplog.text + shown.out + shown.err
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"holdspace.db", "copy.backup"} <= {path.name for path in written}
    assert [path for path in written if CANARY.encode() in path.read_bytes()] == []


def test_a_fault_at_the_desk_says_nothing_of_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up()
    with neighbours(tmp_path) as house, caplog.at_level(logging.DEBUG):
        mine = house.mine()
        browser = house.come("therapist")
        house.place.vault.close()
        file = Path(house.place.vault.database.engine.url.database or "")
        file.write_bytes(b"no record at all" * 500)
        for path in EXAMPLES:
            if "{id}" in path and "{note}" not in path:
                answer = browser.post(path.replace("{id}", mine), data=sending(path, CANARY))
                assert answer.status_code == 503
                assert 'href="/help"' in answer.text
                _is_clean(answer)
    shown = capfd.readouterr()
    assert CANARY not in caplog.text + shown.out + shown.err


def test_a_draft_of_the_desk_is_sealed_for_the_therapist_alone(tmp_path: Path) -> None:
    with neighbours(tmp_path) as house:
        mine = house.mine()
        at = f"/desk/people/{mine}/note"
        house.come("therapist").post("/desk/lock", data={"words": CANARY, "place": at})
        assert CANARY.encode() not in (tmp_path / "holdspace.db").read_bytes()
        assert at.encode() not in (tmp_path / "holdspace.db").read_bytes()
        assert CANARY in house.come("therapist").get(at).text
