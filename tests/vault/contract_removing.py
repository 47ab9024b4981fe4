"""Who leaves takes everything along and leaves nothing, whatever tables there are."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from holdspace.domain.errors import NothingHere, NotOpened, RecordFull
from holdspace.domain.people import Private, VisitId
from holdspace.vault import passkeys
from holdspace.vault.accounts import Accounts
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.kept import KeptRecord
from holdspace.vault.leaving import EXPORTS, export
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.tables import entry, metadata, person
from holdspace.vault.tombstones import SHREDDED, UNOWNED, Tombstones, unlock
from holdspace.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE, Home
from tests.vault.filled import CANARY, fill, words_kept


def counts(vault: Vault) -> dict[str, int]:
    """Return how many rows each table has."""
    with vault.database.reading() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
            if table not in UNOWNED
        }


def test_every_table_has_its_export_and_its_shredder() -> None:
    tables = set(metadata.tables)
    owned = {table.name for table in SHREDDED}
    assert set(EXPORTS) == owned
    assert len(SHREDDED) == len(owned)
    assert owned | {table.name for table in UNOWNED} == tables


def test_a_table_that_is_nobodys_names_nobody_and_holds_no_words() -> None:
    for table in UNOWNED:
        assert not table.foreign_keys
        assert {column.name for column in table.c} <= {"id", "role", "ends_at"}


def test_what_is_exported_is_everything_in_plain_values(vault: Vault) -> None:
    keys = fill(vault, "Juno")
    fill(vault, "Ivo", "somebody else's words")
    taken = export(vault, keys)
    text = json.dumps(taken)
    for table in EXPORTS:
        assert taken[table], table
    assert "somebody else" not in text
    kinds = {row["kind"] for row in taken["entry"]}
    assert kinds == {"turn", "open-visit", "plan", "draft", "care"}
    assert text.count(CANARY) >= 8
    assert keys.secret.hex() not in text
    assert taken["person"][0]["name"] == "Juno"


def test_a_row_that_does_not_open_is_exported_as_broken(vault: Vault) -> None:
    keys = fill(vault, "Juno")
    with vault.database.writing() as connection:
        connection.execute(update(entry).where(entry.c.number == 1).values(wrap=b"altered"))
    broken = [row for row in export(vault, keys)["entry"] if row.get("broken")]
    assert len(broken) == 1
    assert broken[0]["number"] == 1


def test_a_removed_person_has_no_row_in_any_table_and_others_keep_theirs(vault: Vault) -> None:
    ivo = fill(vault, "Ivo")
    before = counts(vault)
    juno = fill(vault, "Juno")
    assert all(counts(vault)[table] > before[table] for table in before)
    vault.remove_person(juno.client)
    assert counts(vault) == before
    assert len(words_kept(vault, ivo)) == 2
    assert vault.tombstones.ids()[-1:] == (juno.client,)
    with pytest.raises(NotOpened):
        Accounts(vault).with_passphrase(Private("Juno"), PASSPHRASE)
    vault.remove_person("nobody")


def test_the_keeper_finds_an_account_by_its_name_and_opens_nothing(
    vault: Vault, keys: ClientKeys
) -> None:
    assert vault.find_person("juno") == keys.client
    assert vault.find_person(keys.client) == keys.client
    assert vault.find_person("ivo") is None


def test_a_removal_cut_off_after_the_list_was_written_is_ended_by_the_next_start(
    home: Home,
) -> None:
    vault = home.open()
    juno = fill(vault, "Juno")
    vault.tombstones.add(juno.client)
    vault.close()
    again = home.open()
    assert set(counts(again).values()) == {0}
    again.close()


def test_a_removal_cut_off_after_the_keys_went_leaves_nothing_to_open(home: Home) -> None:
    vault = home.open()
    juno = fill(vault, "Juno")
    vault.tombstones.add(juno.client)
    with vault.database.writing() as connection:
        unlock(connection, juno.client)
    with pytest.raises(NotOpened):
        Accounts(vault).with_passphrase(Private("Juno"), PASSPHRASE)
    vault.close()
    again = home.open()
    assert counts(again)["person"] == 0
    again.close()


def test_where_the_list_cannot_be_written_nothing_is_half_removed(
    vault: Vault, tmp_path: Path
) -> None:
    keys = fill(vault, "Juno")
    stuck = Vault(vault.database, Tombstones(tmp_path / "no/folder"), vault.clock, vault.dice)
    with pytest.raises(RecordFull):
        stuck.remove_person(keys.client)
    assert len(words_kept(vault, keys)) == 2


def test_the_list_says_ids_and_nothing_else_and_a_torn_line_spoils_no_other(tmp_path: Path) -> None:
    tombstones = Tombstones(tmp_path / "removed.list")
    assert tombstones.ids() == ()
    tombstones.add("one", "two")
    with (tmp_path / "removed.list").open("ab") as file:
        file.write(b"thr\xff")
    tombstones.add("four", "one")
    assert tombstones.ids() == ("one", "two", "four")
    assert (tmp_path / "removed.list").stat().st_mode & 0o777 == 0o600


def test_a_long_list_is_applied_whole(vault: Vault) -> None:
    juno = fill(vault, "Juno")
    vault.tombstones.add(*(f"gone-{number}" for number in range(1_200)), juno.client)
    with vault.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(person)) == 1
    again = Vault(vault.database, vault.tombstones, vault.clock, vault.dice)
    again.finish_removals()
    assert set(counts(vault).values()) == {0}


def test_nothing_of_another_s_can_be_put_on_the_list_and_no_words_either(home: Home) -> None:
    vault = home.open()
    juno, ivo = fill(vault, "Juno"), fill(vault, "Ivo")
    (passkey,) = passkeys.held(vault, juno)
    visit = KeptRecord(vault, juno).current()
    for which in (passkey.id, juno.client, str(visit), CANARY, "é", "\n"):
        passkeys.removed(vault, ivo, which)
    assert vault.tombstones.ids() == ()
    vault.close()
    again = home.open()
    assert words_kept(again, juno) == [CANARY, f"and {CANARY}"]
    passkeys.removed(again, juno, passkey.id)
    assert passkeys.held(again, juno) == ()
    assert again.tombstones.ids() == (passkey.id,)
    again.close()


def test_what_no_column_takes_names_nothing(vault: Vault) -> None:
    keys = fill(vault, "Juno")
    with pytest.raises(NothingHere):
        EarlierVisits(vault, keys).read(VisitId("a\0b"))
