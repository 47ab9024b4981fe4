"""Whoever takes everything along can put it in again and has the same; what is no whole file of ours changes nothing."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdspace.domain.errors import HoldspaceError, NotOpened, PassphraseTooShort
from holdspace.domain.manner import Gives, Leads, Manner
from holdspace.domain.people import Private, VisitId
from holdspace.domain.refusals import (
    ParcelClosed,
    ParcelDamaged,
    ParcelForeign,
    ParcelTooLarge,
    ParcelTooNew,
)
from holdspace.domain.risk import RiskState
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.domain.talk import Memory
from holdspace.ports import Version
from holdspace.ports.keeping import Brought
from holdspace.vault import bringing, entries
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring, unpacked
from holdspace.vault.closed_file import MAGIC, close_file, is_closed, open_file
from holdspace.vault.entries import Entry
from holdspace.vault.kept import KeptRecord
from holdspace.vault.leaves import About, Draft, KeptTurn, OpenVisit, Plans, Standing, Summary
from holdspace.vault.loose import Belongings
from holdspace.vault.parcel import INSIDE, TO_READ, document, packed
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.tables import metadata
from holdspace.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE
from tests.vault.contract_moving import rows
from tests.vault.filled import CANARY, fill
from tests.vault.test_leaves import cares, exchanges, manners, memories, moments, plans, private

Held = dict[str, Any]
SHEET = Manner(
    slower=True,
    brief=True,
    just_listen=True,
    no_breath=True,
    called="Jun",
    leads=Leads.ME,
    gives=Gives.COMFORT,
    no_faith=True,
    avoid=(Private("steeple"),),
    hard_days=Private("tea first"),
)


def new(vault: Vault) -> ClientKeys:
    """Make an empty account."""
    return Accounts(vault).make_until_tomorrow()[0]


def kept(vault: Vault, keys: ClientKeys) -> Held:
    """Return what is theirs wherever they are: not the name, the keys and the devices."""
    taken = document(vault, keys)
    return {name: taken[name] for name in ("visits", "beside", "unopened")}


def zipped(taken: Any, how: int = ZIP_DEFLATED, name: str = INSIDE) -> bytes:
    """Return a zip with something as its document."""
    whole = BytesIO()
    with ZipFile(whole, "w", how) as file:
        file.writestr(name, taken if isinstance(taken, bytes) else json.dumps(taken))
    return whole.getvalue()


turns = st.lists(st.tuples(exchanges, st.none() | moments), max_size=3)
versions = st.lists(plans, max_size=3).map(
    lambda made: tuple(Version(number, each) for number, each in enumerate(made, 1))[::-1]
)
visits = st.tuples(
    st.builds(About, moments, st.none() | moments),
    turns,
    st.lists(st.builds(Summary, st.lists(private, max_size=2).map(tuple)), max_size=1),
)
besides = st.tuples(
    st.none() | st.builds(Standing, manners, st.lists(private, max_size=2).map(tuple)),
    st.none() | st.builds(Plans, versions),
    st.none() | cares,
    st.none() | st.builds(Draft, private),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(visits, max_size=3), besides, st.none() | st.builds(OpenVisit, memories, moments))
def test_what_was_taken_along_and_brought_in_again_is_the_same(
    vault: Vault, made: list[Any], beside: Any, still_open: OpenVisit | None
) -> None:
    juno, ivo, mira = new(vault), new(vault), new(vault)
    with vault.database.writing() as connection:
        for number, (about, said, heard) in enumerate(made):
            visit = VisitId(vault.dice.id())
            entries.add_visit(connection, juno, visit, about)
            for place, (exchange, at) in enumerate(said, 1):
                leaf = KeptTurn(replace(exchange, number=place), at)
                entries.add(connection, juno, Entry(vault.dice.id(), leaf, visit, place))
            for leaf_beside in heard:
                entries.add(connection, juno, Entry(vault.dice.id(), leaf_beside, visit))
            if still_open and number == 0:
                entries.add(connection, juno, Entry(vault.dice.id(), still_open, visit, 0))
        for leaf_loose in filter(None, beside):
            entries.add(connection, juno, Entry(vault.dice.id(), leaf_loose))
    bring(vault, ivo, packed(document(vault, juno)))
    if not (still_open and made):
        assert kept(vault, ivo) == kept(vault, juno)
    bring(vault, mira, packed(document(vault, ivo)))
    assert kept(vault, mira) == kept(vault, ivo)
    for keys in (juno, ivo, mira):
        vault.remove_person(keys.client)


def test_everything_that_is_kept_is_in_it_and_nothing_of_anybody_else(vault: Vault) -> None:
    keys = fill(vault, "Juno")
    fill(vault, "Ivo", "somebody else's words")
    taken = document(vault, keys)
    text = json.dumps(taken)
    assert text.count(CANARY) >= 12
    for not_mine in ("somebody else", keys.secret.hex(), keys.client):
        assert not_mine not in text
    assert taken["person"]["name"] == "Juno"
    assert taken["opens_with"] == ["passkey", "passphrase", "recovery"]
    assert [each["kind"] for each in taken["devices"]] == ["passkey", "sign_in"]
    assert {leaf["kind"] for leaf in taken["beside"]} == {"plan", "draft", "care"}
    (visit,) = taken["visits"]
    assert [turn["number"] for turn in visit["turns"]] == [1, 2]
    assert visit["beside"][0]["kind"] == "open-visit"
    assert taken["unopened"] == 0


def test_what_does_not_open_is_counted(vault: Vault) -> None:
    keys = fill(vault, "Juno")
    with vault.database.writing() as connection:
        for name in ("visit", "passkey"):
            connection.execute(metadata.tables[name].update().values(wrap=b"altered"))
    taken = document(vault, keys)
    assert taken["unopened"] == 2
    assert taken["visits"][0]["opened_at"] is None
    assert "could not be opened" in ZipFile(BytesIO(packed(taken))).read(TO_READ).decode()
    ivo = new(vault)
    assert bring(vault, ivo, packed(taken)) == Brought(1, plans=1)
    assert len(document(vault, ivo)["visits"][0]["turns"]) == 2


def test_brought_in_twice_it_is_there_once(vault: Vault) -> None:
    juno, ivo = fill(vault, "Juno"), fill(vault, "Ivo", "my own words")
    file = packed(document(vault, juno))
    assert bring(vault, ivo, file) == Brought(1, plans=1)
    once = kept(vault, ivo)
    assert bring(vault, ivo, file) == Brought(0, 1)
    assert kept(vault, ivo) == once
    assert len(once["visits"]) == 2


def test_what_is_here_comes_before_what_is_brought_in(vault: Vault) -> None:
    juno, ivo = fill(vault, "Juno"), fill(vault, "Ivo", "my own words")
    record = KeptRecord(vault, juno)
    visit = record.current()
    assert visit
    with vault.database.writing() as connection:
        memory = Memory(manner=Manner(brief=True), not_now=(Private("school"),))
        there = entries.numbered(connection, juno, visit, 0)
        assert there
        entries.rewrite(connection, juno, there.id, OpenVisit(memory, vault.clock.now()))
    record.close(visit)
    bring(vault, ivo, packed(document(vault, juno)))
    belongings = Belongings(vault, ivo)
    assert [each.safety_plan.signs.text for each in belongings.plans()] == ["my own words", CANARY]
    assert [each.number for each in belongings.plans()] == [2, 1]
    held = [leaf["holds"] for leaf in document(vault, ivo)["beside"] if leaf["kind"] == "draft"]
    assert sorted(each["words"]["text"] for each in held) == ["my own words", CANARY]
    standing = next(leaf for leaf in document(vault, ivo)["beside"] if leaf["kind"] == "standing")
    assert standing["holds"]["not_now"] == [{"text": "school"}]


def test_an_open_visit_comes_back_closed_and_only_a_check_in_outlives_it(vault: Vault) -> None:
    juno, ivo = new(vault), new(vault)
    visit = KeptRecord(vault, juno).open()
    with vault.database.writing() as connection:
        there = entries.numbered(connection, juno, visit, 0)
        assert there
        risk = RiskState(check_in_owed=True, hushed=True)
        held = OpenVisit(Memory(risk=risk), vault.clock.now())
        entries.rewrite(connection, juno, there.id, held)
    bring(vault, ivo, packed(document(vault, juno)))
    assert KeptRecord(vault, ivo).current() is None
    (brought,) = document(vault, ivo)["visits"]
    assert datetime.fromisoformat(brought["closed_at"]) == vault.clock.now()
    (standing,) = document(vault, ivo)["beside"]
    assert standing["holds"]["check_in_since"] == vault.clock.now().date().isoformat()
    assert "hushed" not in json.dumps(document(vault, ivo))


def test_a_zip_holds_two_files_that_say_nothing_of_when_or_where(vault: Vault) -> None:
    file = packed(document(vault, fill(vault, "Juno")))
    inside = ZipFile(BytesIO(file))
    assert inside.namelist() == [INSIDE, TO_READ]
    assert {each.date_time[0] for each in inside.infolist()} == {1980}
    assert json.loads(inside.read(INSIDE))["schema"] == 1


def test_the_page_runs_nothing_fetches_nothing_and_escapes_everything(vault: Vault) -> None:
    wild = '<script>alert(1)</script> & "quotes" \' <img src=x onerror=y>'
    keys = fill(vault, "Juno", wild)
    page = ZipFile(BytesIO(packed(document(vault, keys)))).read(TO_READ).decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "default-src 'none'" in page
    assert "http://" not in page.replace("http-equiv", "")
    assert "https://" not in page
    assert page.count("&lt;script&gt;") >= 6
    assert "1 January 2026" in page
    assert "Signs it&#39;s getting harder" in page


def test_every_part_of_a_document_is_on_the_page(vault: Vault) -> None:
    keys = new(vault)
    at = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    visit = VisitId("v")
    with vault.database.writing() as connection:
        entries.add_visit(connection, keys, visit, About(at, at + timedelta(hours=1)))
        for leaf, place in (
            (Summary((Private("heard one"),)), visit),
            (Draft(Private("not sent")), None),
            (
                Standing(
                    SHEET,
                    (Private("school"),),
                ),
                None,
            ),
            (
                Plans(
                    (
                        Version(2, SafetyPlan(staying=Private("the sea"))),
                        Version(1, SafetyPlan(away=Private("the park"))),
                    )
                ),
                None,
            ),
        ):
            entries.add(connection, keys, Entry(vault.dice.id(), leaf, place))
    page = ZipFile(BytesIO(packed(document(vault, keys)))).read(TO_READ).decode()
    for words in ("4 March 2026", "heard one", "not sent", "school", "the sea", "the park", "Jun",
                  "Slower", "Shorter", "You lead", "Comfort first", "No words of faith", "steeple", "tea first", "just listening", "breathing", "As it was before"):  # fmt: skip
        assert words in page, words


def test_closed_with_a_passphrase_it_opens_with_that_alone(vault: Vault) -> None:
    juno, ivo = fill(vault, "Juno"), new(vault)
    file = packed(document(vault, juno))
    closed = close_file(file, PASSPHRASE)
    assert is_closed(closed)
    assert not is_closed(file)
    assert open_file(closed, PASSPHRASE) == file
    assert closed != close_file(file, PASSPHRASE)
    assert b"holdspace.json" not in closed
    with pytest.raises(PassphraseTooShort):
        close_file(file, Private("short"))
    for wrong in ("another river in autumn", "short"):
        with pytest.raises(NotOpened):
            open_file(closed, Private(wrong))
    with pytest.raises(ParcelClosed) as refused:
        bring(vault, ivo, closed)
    assert refused.value.retry
    assert bring(vault, ivo, closed, PASSPHRASE) == Brought(1, plans=1)


def test_a_closed_file_that_was_altered_anywhere_or_cut_off_does_not_open() -> None:
    closed = close_file(b"PK content", PASSPHRASE)
    for at in range(0, len(closed), 37):
        altered = closed[:at] + bytes([closed[at] ^ 1]) + closed[at + 1 :]
        with pytest.raises((NotOpened, ParcelDamaged, ParcelForeign, ParcelTooNew)):
            open_file(altered, PASSPHRASE)
    for size in range(len(MAGIC), len(closed), 41):
        with pytest.raises((NotOpened, ParcelDamaged)):
            open_file(closed[:size], PASSPHRASE)
    with pytest.raises(ParcelDamaged):
        open_file(closed + b"more", PASSPHRASE)
    with pytest.raises(ParcelTooNew):
        open_file(MAGIC + b"\x02" + closed[len(MAGIC) + 1 :], PASSPHRASE)
    greedy = closed.replace((19 * 1024).to_bytes(4), (1024 * 1024).to_bytes(4))
    with pytest.raises(ParcelDamaged):
        open_file(greedy, PASSPHRASE)


@pytest.fixture
def taken(vault: Vault) -> Held:
    return document(vault, fill(vault, "Juno"))


@pytest.mark.parametrize(
    ("file", "error"),
    [
        (b"", ParcelForeign),
        (b"a letter", ParcelForeign),
        (b"PK", ParcelDamaged),
        (zipped({}), ParcelForeign),
        (zipped([]), ParcelForeign),
        (zipped(b"{"), ParcelDamaged),
        (zipped(b"[" * 200_000), ParcelDamaged),
        (zipped({"format": "holdspace-parcel"}), ParcelDamaged),
        (zipped({"format": "holdspace-parcel", "schema": 2}), ParcelTooNew),
        (zipped({"format": "holdspace-parcel", "schema": True}), ParcelDamaged),
        (zipped({"format": "holdspace-parcel", "schema": 1}), ParcelDamaged),
        (zipped({}, name="letter.txt"), ParcelForeign),
        (zipped({}, ZIP_BZIP2), ParcelDamaged),
    ],
)
def test_what_is_no_whole_parcel_is_refused_in_one_sentence(
    vault: Vault, file: bytes, error: type[HoldspaceError]
) -> None:
    with pytest.raises(error) as refused:
        bring(vault, new(vault), file)
    assert str(refused.value).count(".") <= 2
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


LONE = {"kind": "draft", "holds": {"words": {"text": "\ud800"}}}
NAIVE: Held = {"opened_at": "2026-01-01T00:00:00", "closed_at": None, "turns": [], "beside": []}


@pytest.mark.parametrize(
    "change",
    [
        lambda taken: taken["visits"][0]["turns"][0].update(number="1"),
        lambda taken: taken["visits"][0]["turns"][0].update(number=2),
        lambda taken: taken["visits"][0]["turns"][0].update(number=0),
        lambda taken: taken["visits"][0]["turns"][0].update(number=10**30),
        lambda taken: taken["visits"][0]["turns"][0]["holds"].pop("exchange"),
        lambda taken: taken["visits"][0].pop("opened_at"),
        lambda taken: taken["visits"].append(NAIVE),
        lambda taken: taken["visits"].append(None),
        lambda taken: taken["visits"][0]["beside"].append({"kind": "label", "holds": {}}),
        lambda taken: taken["beside"].append({"kind": "nothing", "holds": {}}),
        lambda taken: taken["beside"].append(taken["visits"][0]["beside"][0]),
        lambda taken: taken["beside"].append(LONE),
        lambda taken: taken["beside"].append({"kind": "draft", "holds": {"words": {"text": "x" * 5_000_000}}}),
        lambda taken: next(e for e in taken["beside"] if e["kind"] == "plan")["holds"]["versions"][0].update(number=0),
        lambda taken: taken.update(made_on="yesterday"),
        lambda taken: taken.update(visits=7),
    ],
)  # fmt: skip
def test_what_is_wrong_anywhere_leaves_everything_as_it_was(
    vault: Vault, taken: Held, change: Any
) -> None:
    ivo = fill(vault, "Ivo")
    change(taken)
    before = rows(vault)
    with pytest.raises(ParcelDamaged) as refused:
        bring(vault, ivo, zipped(taken))
    assert rows(vault) == before
    assert "saffron" not in f"{refused.value!r}"


def test_whatever_bytes_of_a_zip_are_damaged_it_is_refused_or_the_same(taken: Held) -> None:
    file = packed(taken)
    for at in range(0, len(file), len(file) // 60):
        altered = file[:at] + bytes([file[at] ^ 0x55]) + file[at + 1 :]
        try:
            assert unpacked(altered) == taken
        except (ParcelDamaged, ParcelForeign):
            continue
    for size in range(0, len(file), len(file) // 20):
        with pytest.raises((ParcelDamaged, ParcelForeign)):
            unpacked(file[:size])


def test_what_is_too_large_is_refused_before_it_is_unpacked(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = zipped(b" " * 300_000)
    monkeypatch.setattr(bringing, "MOST_INSIDE", 200_000)
    with pytest.raises(ParcelTooLarge):
        bring(vault, new(vault), bomb)
    monkeypatch.setattr(bringing, "MOST_PACKED", 100)
    for size in (101, 201):
        with pytest.raises(ParcelTooLarge):
            bring(vault, new(vault), b"PK" + b"x" * size)


def test_a_full_disk_or_a_new_key_in_between_leaves_nothing_of_it(vault: Vault) -> None:
    juno, ivo = fill(vault, "Juno"), fill(vault, "Ivo")
    Accounts(vault).rotate(ivo, PASSPHRASE)
    before = rows(vault)
    with pytest.raises(HoldspaceError):
        bring(vault, ivo, packed(document(vault, juno)))
    assert rows(vault) == before
