"""What a therapist keeps at the desk: sealed for them alone, the list opened without the notes, and what is kept apart apart."""

import json
import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import event, select, update

from holdspace.domain.caseload import ApartNote, PaperClient, SessionNote, Shape, TypedScore
from holdspace.domain.errors import NothingHere
from holdspace.domain.people import Private, Role
from holdspace.domain.refusals import ParcelDamaged
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring
from holdspace.vault.caseload import OwnCaseload
from holdspace.vault.closed_file import open_file
from holdspace.vault.parcel import document, packed
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.tables import entry
from holdspace.vault.therapist import KeptTherapist
from holdspace.vault.vault import Vault
from tests.fakes import NOON
from tests.vault.conftest import PASSPHRASE

DAY = date(2025, 12, 4)
SAID, THOUGHT = "sleeps four hours", "I want to repair it for them"
NOTE = SessionNote(DAY, Shape.FREE, (Private(SAID),), NOON)
APART = ApartNote(DAY, Private(THOUGHT), NOON)
SCORE = TypedScore("phq-9", "1", DAY, Decimal(18), NOON)


@pytest.fixture
def amara(accounts: Accounts) -> ClientKeys:
    return accounts.make(Private("Amara"), PASSPHRASE, role=Role.THERAPIST)


@pytest.fixture
def caseload(vault: Vault, amara: ClientKeys) -> OwnCaseload:
    return OwnCaseload(vault, amara)


@pytest.fixture
def others(vault: Vault, accounts: Accounts) -> OwnCaseload:
    """The caseload of another therapist."""
    return OwnCaseload(vault, accounts.make(Private("Bela"), PASSPHRASE, role=Role.THERAPIST))


def called(label: str) -> PaperClient:
    return PaperClient(Private(label), DAY)


def test_the_list_is_by_label_whatever_the_case(caseload: OwnCaseload) -> None:
    for label in ("winter", "Garden", "K.", "harbour"):
        caseload.add(called(label))
    assert [held.client.label.text for held in caseload.listed()] == ["Garden", "harbour", "K.", "winter"]  # fmt: skip


def test_what_is_written_is_there_earliest_first_and_apart_is_apart(caseload: OwnCaseload) -> None:
    which = caseload.add(called("Harbour"))
    later = replace(NOTE, on=date(2025, 12, 11), shape=Shape.DAP, parts=(Private("a"), Private(""), Private("b")))  # fmt: skip
    for made in (later, NOTE, APART, SCORE):
        caseload.write(which, made)
    kept = caseload.kept(which)
    assert [held.note for held in kept.notes] == [NOTE, later]
    assert [held.score for held in kept.scores] == [SCORE]
    assert [held.note for held in caseload.apart(which)] == [APART]
    assert THOUGHT not in str(kept)
    assert THOUGHT not in repr([each.note.parts[0].text for each in kept.notes])


def test_sent_twice_it_is_there_once(caseload: OwnCaseload) -> None:
    which = caseload.add(called("Harbour"))
    for made in (NOTE, APART, SCORE):
        again = replace(made, at=NOON.replace(hour=13))
        assert caseload.write(which, made) == caseload.write(which, again)
    assert len(caseload.kept(which).notes) == len(caseload.apart(which)) == 1


def test_the_list_opens_no_note(caseload: OwnCaseload, vault: Vault) -> None:
    which = caseload.add(called("Harbour"))
    row = caseload.write(which, NOTE)
    caseload.write(which, APART)
    with vault.database.writing() as connection:
        connection.execute(update(entry).where(entry.c.id == row).values(envelope=b"altered"))
    assert [held.id for held in caseload.listed()] == [which]
    kept = caseload.kept(which)
    assert (kept.notes, kept.broken) == ((), 1)


@pytest.mark.parametrize("made", [NOTE, APART, SCORE])
def test_what_is_another_s_and_what_is_gone_are_answered_alike(
    caseload: OwnCaseload, others: OwnCaseload, vault: Vault, made: SessionNote
) -> None:
    which = caseload.add(called("Harbour"))
    row = caseload.write(which, made)
    mine = others.add(called("Elsewhere"))
    for tried in (
        others.client,
        others.kept,
        others.apart,
        lambda at: others.write(at, made),
        lambda at: others.rewrite(at, row, made),
        lambda at: others.let_go(at, row),
        lambda at: others.change(at, lambda before: replace(before, away=True)),
        others.remove,
    ):
        seen = set()
        for at in (which, "nothing", row):
            statements: list[str] = []

            def note(*given: object, made_of: list[str] = statements) -> None:
                made_of.append(str(given[2]))

            event.listen(vault.database.engine, "before_cursor_execute", note)
            with pytest.raises(NothingHere):
                tried(at)
            event.remove(vault.database.engine, "before_cursor_execute", note)
            seen.add(tuple(statements))
        assert len(seen) == 1
    with pytest.raises(NothingHere):
        others.let_go(mine, row)
    with pytest.raises(NothingHere):
        others.rewrite(mine, row, made)
    assert caseload.listed()[0].client == called("Harbour")
    assert len((*caseload.kept(which).notes, *caseload.kept(which).scores, *caseload.apart(which))) == 1  # fmt: skip


def test_a_note_is_no_psychotherapy_note_and_takes_no_other_s_place(caseload: OwnCaseload) -> None:
    which = caseload.add(called("Harbour"))
    note, apart = caseload.write(which, NOTE), caseload.write(which, APART)
    with pytest.raises(NothingHere):
        caseload.rewrite(which, note, APART)
    with pytest.raises(NothingHere):
        caseload.rewrite(which, apart, NOTE)
    changed = replace(NOTE, parts=(Private("sleeps six"),))
    caseload.rewrite(which, note, changed)
    assert [held.note for held in caseload.kept(which).notes] == [changed]
    assert [held.note for held in caseload.apart(which)] == [APART]


def test_what_goes_goes_for_good(caseload: OwnCaseload, vault: Vault) -> None:
    which, stays = caseload.add(called("Harbour")), caseload.add(called("Garden"))
    kept = caseload.write(stays, NOTE)
    rows = {caseload.write(which, made) for made in (NOTE, APART, SCORE)}
    one = rows.pop()
    caseload.let_go(which, one)
    assert one in vault.tombstones.ids()
    caseload.remove(which)
    assert {which, *rows} <= set(vault.tombstones.ids())
    with vault.database.reading() as connection:
        left = set(connection.scalars(select(entry.c.id)))
    assert left & {which, one, *rows} == set()
    assert kept in left
    assert stays not in vault.tombstones.ids()


def test_nothing_in_the_file_tells_a_word_or_whose_a_note_is(
    caseload: OwnCaseload, vault: Vault
) -> None:
    first, second = caseload.add(called("Harbour")), caseload.add(called("Garden"))
    for which in (first, second):
        for made in (NOTE, APART, SCORE):
            caseload.write(which, replace(made, on=date(2025, 12, 5 if which == first else 6)))
    with vault.database.reading() as connection:
        rows = connection.execute(select(entry)).mappings().all()
    for row in rows:
        held = bytes(row["envelope"]) + bytes(row["wrap"])
        for word in ("Harbour", "Garden", SAID, THOUGHT, "session-note", "apart", "case"):
            assert word.encode() not in held
        assert (row["visit"], row["number"] in (-2, -3)) == (None, True)
    beside = {(row["person"], row["visit"], row["number"]) for row in rows if row["number"] == -3}
    assert len(beside) == 1  # six rows that nothing tells apart


def test_two_notes_written_at_once_are_both_there(caseload: OwnCaseload) -> None:
    which = caseload.add(called("Harbour"))
    notes = [replace(NOTE, parts=(Private(f"line {number}"),)) for number in range(6)]
    threads = [threading.Thread(target=caseload.write, args=(which, note)) for note in notes]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(caseload.kept(which).notes) == len(notes)


def test_new_keys_open_it_and_the_old_ones_write_nothing_more(
    caseload: OwnCaseload, vault: Vault, accounts: Accounts, amara: ClientKeys
) -> None:
    which = caseload.add(called("Harbour"))
    caseload.write(which, NOTE)
    caseload.write(which, APART)
    new, _ = accounts.rotate(amara, PASSPHRASE)
    after = OwnCaseload(vault, new)
    assert [held.note for held in after.kept(which).notes] == [NOTE]
    assert [held.note for held in after.apart(which)] == [APART]
    with pytest.raises(NothingHere):
        caseload.write(which, replace(NOTE, parts=(Private("too late"),)))


def therapist(accounts: Accounts, keys: ClientKeys) -> KeptTherapist:
    sign_ins = SignIns(accounts.vault)
    return KeptTherapist(accounts, sign_ins, keys, sign_ins.open(keys, Private("a phone")))


def taken(file: bytes) -> tuple[dict[str, object], str]:
    """Return what a file to take along holds: for programs, and to read."""
    with ZipFile(BytesIO(file)) as whole:
        inside = {name: whole.read(name).decode() for name in whole.namelist()}
    assert set(inside) == {"holdspace-desk.json", "at-the-desk.html"}
    return json.loads(inside["holdspace-desk.json"]), inside["at-the-desk.html"]


def test_the_file_to_take_along_has_what_is_kept_apart_only_where_asked_for(
    caseload: OwnCaseload, accounts: Accounts, amara: ClientKeys
) -> None:
    which = caseload.add(called("Harbour"))
    for made in (NOTE, APART, SCORE):
        caseload.write(which, made)
    amara_in = therapist(accounts, amara)
    for apart in (False, True):
        file = amara_in.taken_along(Private(""), apart=apart)
        whole, page = taken(file)
        told = json.dumps(whole)
        for words in ("Harbour", SAID, "phq-9", "18"):
            assert words in told
            assert words in page
        assert (THOUGHT in told, THOUGHT in page) == (apart, apart)
    closed = amara_in.taken_along(PASSPHRASE)
    assert SAID.encode() not in closed
    assert SAID in taken(open_file(closed, PASSPHRASE))[1]


def test_a_client_s_file_brings_in_nothing_of_a_desk(
    caseload: OwnCaseload, vault: Vault, accounts: Accounts, amara: ClientKeys
) -> None:
    which = caseload.add(called("Harbour"))
    caseload.write(which, NOTE)
    file = packed(document(vault, amara))
    assert b"session-note" in ZipFile(BytesIO(file)).read("holdspace.json")
    with pytest.raises(ParcelDamaged):
        bring(vault, accounts.make(Private("Juno"), PASSPHRASE), file, None)


def test_where_something_was_being_written_is_told_until_it_is_let_go(
    accounts: Accounts, amara: ClientKeys
) -> None:
    who = therapist(accounts, amara)
    assert who.left_at() == ""
    who.keep_draft(Private("half a line"), "/desk/people/x/note")
    assert who.left_at() == "/desk/people/x/note"
    who.let_draft_go("/desk/people/x/note")
    assert who.left_at() == ""
