"""Things to bring are sealed in one leaf; what is taken off is gone for good; it is taken along and brought in once."""

from dataclasses import replace
from datetime import date

import pytest

from holdspace.domain.errors import NothingHere, VisitFull
from holdspace.domain.people import Private
from holdspace.domain.refusals import ParcelDamaged
from holdspace.domain.to_bring import Afterword, Like, Origin, Thing, ToBring
from holdspace.ports.keeping import Keeping, Portion
from holdspace.vault import entries
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring
from holdspace.vault.guest import MOST_TO_BRING_BYTES, GuestRecord
from holdspace.vault.members import KeptMembers
from holdspace.vault.parcel import document, packed, page
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.to_bring import OwnToBring
from holdspace.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import entry_ids, member_of, somebody_else

DAY = date(2026, 3, 1)
SUNDAYS = Thing("a", Private("the Sundays"))
JOB = Thing("b", Private("the job"), Origin.MESSAGE, "visit/3", DAY)
SAID = Afterword("s", DAY, Private("one sentence can take an hour"))
PAGE = ToBring((SUNDAYS, JOB), (Like.JUST_LISTEN,), Private("Could you read this first?"), (SAID,))


@pytest.fixture
def own(vault: Vault, keys: ClientKeys) -> OwnToBring:
    return OwnToBring(vault, keys)


def test_it_is_kept_as_it_was_put_and_its_place_is_known_while_it_holds_something(
    own: OwnToBring, vault: Vault, keys: ClientKeys
) -> None:
    assert own.kept() == ToBring()
    assert own.change(lambda _: PAGE) == PAGE == own.kept()
    assert "to-bring" in member_of(vault, keys).places()
    own.change(lambda _: ToBring())
    assert own.kept() == ToBring()
    assert "to-bring" not in member_of(vault, keys).places()


def rows(vault: Vault, keys: ClientKeys) -> tuple[str, ...]:
    """Return the rows in which somebody's page lies."""
    with vault.database.reading() as connection:
        return tuple(each.id for each in entries.aside(connection, keys).opened)


def test_what_is_added_or_moved_stays_in_its_row_and_what_goes_takes_the_row_along(
    own: OwnToBring, vault: Vault, keys: ClientKeys
) -> None:
    own.change(lambda _: ToBring((SUNDAYS,)))
    (row,) = rows(vault, keys)
    own.change(lambda held: held.having(JOB).further_up("b"))
    assert rows(vault, keys) == (row,)
    own.change(lambda held: held.without("a"))
    assert own.kept().things == (JOB,)
    assert row not in entry_ids(vault)
    assert row in vault.tombstones.ids()


def test_another_person_has_a_page_of_their_own(own: OwnToBring, vault: Vault) -> None:
    own.change(lambda _: PAGE)
    other = OwnToBring(vault, somebody_else(vault))
    assert other.kept() == ToBring()
    other.change(lambda _: ToBring((JOB,)))
    assert own.kept() == PAGE


def test_too_many_words_are_refused_and_nothing_changes(own: OwnToBring) -> None:
    own.change(lambda _: PAGE)
    long = tuple(Thing(str(n), Private(str(n) * 19_000)) for n in range(4))
    assert sum(len(thing.words.text) for thing in long) > MOST_TO_BRING_BYTES
    with pytest.raises(VisitFull):
        own.change(lambda held: replace(held, things=long))
    assert own.kept() == PAGE


def test_somebody_who_was_removed_meanwhile_keeps_nothing(
    own: OwnToBring, vault: Vault, keys: ClientKeys
) -> None:
    vault.remove_person(keys.client)
    with pytest.raises(NothingHere):
        own.change(lambda _: PAGE)


def test_it_is_on_the_page_to_read_and_comes_in_once_beside_what_is_there(
    own: OwnToBring, vault: Vault, keys: ClientKeys
) -> None:
    own.change(lambda _: PAGE)
    whole = document(vault, keys)
    for says in ("Just listen.", "Could you read this first?", "the Sundays", "take an hour"):
        assert says in page(whole)
    file, ivo = packed(whole), somebody_else(vault)
    theirs = OwnToBring(vault, ivo)
    theirs.change(lambda _: ToBring(opening=Private("Slowly.")))
    for _ in range(2):
        bring(vault, ivo, file)
    assert theirs.kept() == replace(PAGE, likes=(), opening=Private("Slowly."))
    assert "to-bring" in member_of(vault, ivo).places()
    assert len(rows(vault, ivo)) == 1


def test_what_is_too_much_together_leaves_what_is_here_alone(
    own: OwnToBring, vault: Vault, keys: ClientKeys
) -> None:
    own.change(lambda _: ToBring(tuple(Thing(str(n), Private(str(n) * 20_000)) for n in range(3))))
    file, ivo = packed(document(vault, keys)), somebody_else(vault)
    here = ToBring((Thing("h", Private("h" * 19_000)),))
    OwnToBring(vault, ivo).change(lambda _: here)
    bring(vault, ivo, file)
    assert OwnToBring(vault, ivo).kept() == here


@pytest.mark.parametrize(
    "odd",
    [
        replace(PAGE, opening=Private("x" * 500)),
        replace(PAGE, likes=(Like.READ_IT_FIRST, Like.JUST_LISTEN)),
        replace(PAGE, things=(replace(JOB, words=Private("")),)),
        replace(PAGE, things=tuple(replace(SUNDAYS, id=str(n)) for n in range(50))),
        replace(PAGE, afterwords=(replace(SAID, says=Private("x" * 5_000)),)),
        replace(PAGE, afterwords=(replace(SAID, id=""),)),
    ],
)
def test_one_that_no_page_makes_is_not_brought_in(
    own: OwnToBring, vault: Vault, keys: ClientKeys, odd: ToBring
) -> None:
    own.change(lambda _: odd)
    file, ivo = packed(document(vault, keys)), somebody_else(vault)
    with pytest.raises(ParcelDamaged):
        bring(vault, ivo, file)
    assert OwnToBring(vault, ivo).kept() == ToBring()


@pytest.mark.parametrize("portion", Portion)
def test_a_guest_s_page_is_kept_where_they_ask_for_it(vault: Vault, portion: Portion) -> None:
    guests = GuestRecord(vault.clock, vault.dice)
    members = KeptMembers(vault, Accounts(vault), SignIns(vault), guests)
    for name, brought in (("Wren", PAGE), ("Rowan", ToBring())):
        _, visit = guests.open()
        keeping = Keeping(portion, name=Private(name), passphrase=PASSPHRASE, to_bring=brought)
        entered = members.enter(members.make(visit, keeping, Private("here")))
        assert entered
        assert entered.member
        assert entered.member.to_bring(visit) == brought
