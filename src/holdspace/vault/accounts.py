"""Who keeps something here: made with a passphrase or until tomorrow, opened again, given new keys."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from secrets import token_bytes
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from holdspace.domain.errors import (
    NameMissing,
    NameTaken,
    NameTooLong,
    NothingHere,
    NotOpened,
    PassphraseTooShort,
    SealBroken,
)
from holdspace.domain.people import Private, Role, folded
from holdspace.ports.opening import NewPasskey
from holdspace.vault.keys import (
    FLOOR,
    SALT_BYTES,
    Cost,
    KeyWrap,
    Kind,
    Opener,
    passphrase,
    recovery,
    secret,
    unwrap_keys,
    wrap_keys,
)
from holdspace.vault.leaves import Label, written
from holdspace.vault.recovery import recovery_words
from holdspace.vault.sealing import (
    KEY_BYTES,
    ClientKeys,
    Slot,
    new_keys,
    seal,
    unwrap_item_key,
    wrap_item_key,
)
from holdspace.vault.tables import (
    disclosure,
    entry,
    key_wrap,
    link,
    offer,
    passkey,
    person,
    second_factor,
    share,
    share_key,
    sign_in,
    visit,
)
from holdspace.vault.vault import UNTIL_TOMORROW, Vault

_DECOY = token_bytes(1 + 12 + KEY_BYTES + 16)  # of a wrap's size; opens for nobody
_REWRAPPED = (
    visit,
    entry,
    passkey,
    second_factor,
    link,
    share,
    share_key,
    disclosure,
)  # tables with item keys that a rotation wraps anew, sign-ins being ended
MOST_LETTERS = 60  # of a name
_MOST_FOLDED = 400  # of its column: a few signs stand for whole phrases

Row = dict[str, Any]
Beside = Callable[[Connection, ClientKeys], None]  # what is written together with a new person


def nothing(connection: Connection, keys: ClientKeys) -> None:
    """Write nothing beside a new person: their place is empty."""
    del connection, keys


class Accounts:
    """Makes people, opens their keys again, and changes what opens them."""

    def __init__(self, vault: Vault, cost: Cost = FLOOR) -> None:
        self.vault = vault
        self.cost = cost

    def make(
        self,
        name: Private,
        typed: Private,
        *,
        role: Role = Role.CLIENT,
        beside: Beside = nothing,
    ) -> ClientKeys:
        """Make a person with a passphrase, and what they keep, in one transaction.

        Raises NameMissing, NameTooLong, NameTaken and PassphraseTooShort, and what `beside` does; then nobody was made.
        """
        opener, called = passphrase(typed), _named(name)
        keys = new_keys(self.vault.dice.id())
        closed = self._closed(keys, opener)
        with self._naming() as connection:
            self._add_person(connection, keys, role=role, **called)
            connection.execute(insert(key_wrap).values(closed))
            beside(connection, keys)
        return keys

    def make_until_tomorrow(self, beside: Beside = nothing) -> tuple[ClientKeys, bytes]:
        """Make a nameless person whose keys open with a secret in this device's cookie, for 36 hours."""
        keys, given = new_keys(self.vault.dice.id()), token_bytes(KEY_BYTES)
        ends = self.vault.clock.now() + UNTIL_TOMORROW
        closed = self._closed(keys, secret(Kind.DEVICE, given))
        with self.vault.database.writing() as connection:
            self._add_person(connection, keys, role=Role.CLIENT, expires_at=ends)
            connection.execute(insert(key_wrap).values(closed))
            beside(connection, keys)
        return keys, given

    def make_mine(self, keys: ClientKeys, name: Private, typed: Private) -> None:
        """Turn what was kept until tomorrow into an account. Raises what `make` does, and NothingHere for any other."""
        opener, called = passphrase(typed), _named(name)
        closed = self._closed(keys, opener)
        with self._naming() as connection:
            them = update(person).where(
                person.c.id == keys.client, person.c.expires_at.is_not(None)
            )
            if connection.execute(them.values(expires_at=None, **called)).rowcount == 0:
                raise NothingHere  # an account's passphrase is changed only by whoever knows it
            _replace(connection, Kind.DEVICE, closed)
        self.vault.database.tidy()

    def with_passphrase_of(self, who: str, typed: Private) -> ClientKeys:
        """Open again for somebody known by id, whose sign-in is locked. Raises NotOpened."""
        return self._open(_tried(typed), person.c.id == who)

    def with_passphrase(self, name: Private, typed: Private) -> ClientKeys:
        """Open by name and passphrase. Raises NotOpened alike for an unknown name and a wrong passphrase."""
        return self._open(_tried(typed), person.c.folded == folded(name))

    def with_words(self, name: Private, typed: Private) -> ClientKeys:
        """Open by name and recovery words. Raises NotOpened."""
        return self._open(recovery(typed), person.c.folded == folded(name))

    def with_device(self, who: str, given: bytes) -> ClientKeys:
        """Open what was kept until tomorrow, by the cookie's secret. Raises NotOpened, also once it is over."""
        self.vault.let_expired_go()
        return self._open(secret(Kind.DEVICE, given), person.c.id == who)

    def with_passkey(self, credential: bytes, given: bytes) -> ClientKeys:
        """Open by what a passkey's PRF gave, its signature having been checked. Raises NotOpened."""
        theirs = select(passkey.c.id).where(passkey.c.credential == credential)
        return self._open(secret(Kind.PASSKEY, given), key_wrap.c.passkey.in_(theirs))

    def new_words(self, keys: ClientKeys) -> Private:
        """Make ten recovery words, to be shown once; those before open nothing more."""
        words = recovery_words()
        closed = self._closed(keys, recovery(words))
        with self.vault.database.writing() as connection:
            _replace(connection, Kind.RECOVERY, closed)
        self.vault.database.tidy()
        return words

    def change_passphrase(self, keys: ClientKeys, typed: Private) -> None:
        """Rewrap the private key; no entry is touched. Every sign-in ends, for one may be why they change it."""
        closed = self._closed(keys, passphrase(typed))
        with self.vault.database.writing() as connection:
            _replace(connection, Kind.PASSPHRASE, closed)
            connection.execute(delete(sign_in).where(sign_in.c.person == keys.client))
        self.vault.database.tidy()

    def add_passkey(self, keys: ClientKeys, made: NewPasskey, count: int = 0) -> str:
        """Keep a passkey, and close the keys with its PRF's 32 bytes where it gives any; return its id."""
        row = self.vault.dice.id()
        label = seal(written(Label(made.label)), Slot("passkey", row, keys.client), keys.public)
        with self.vault.database.writing() as connection:
            connection.execute(
                insert(passkey).values(
                    id=row,
                    person=keys.client,
                    credential=made.credential,
                    public_key=made.public_key,
                    count=count,
                    wrap=label.wrap,
                    envelope=label.envelope,
                )
            )
            if made.given:
                closed = self._closed(keys, secret(Kind.PASSKEY, made.given), passkey=row)
                connection.execute(insert(key_wrap).values(closed))
        return row

    def openers(self, keys: ClientKeys) -> frozenset[Kind]:
        """Return what kinds of things open a person's record."""
        theirs = select(key_wrap.c.kind).where(key_wrap.c.person == keys.client)
        with self.vault.database.reading() as connection:
            return frozenset(map(Kind, connection.scalars(theirs)))

    def rotate(self, keys: ClientKeys, typed: Private) -> tuple[ClientKeys, Private]:
        """Give a person a new key pair: every item key is wrapped anew, no entry is sealed again.

        Returns the new keys and new recovery words. Every sign-in ends, and passkeys sign in but open nothing until they
        are added again. Raises PassphraseTooShort, and SealBroken where an entry does not open: then nothing changes.
        """
        words, new = recovery_words(), new_keys(keys.client)
        closed = [self._closed(new, opener) for opener in (passphrase(typed), recovery(words))]
        with self.vault.database.writing() as connection:
            them = update(person).where(person.c.id == keys.client)
            connection.execute(
                them.values(public_key=new.public)
            )  # first: whoever still writes waits
            for table in _REWRAPPED:
                _rewrap(connection, table.name, keys, new)
            for table in (key_wrap, sign_in, offer):  # an offer names the key of before
                connection.execute(delete(table).where(table.c.person == keys.client))
            connection.execute(insert(key_wrap), closed)
        self.vault.database.tidy()
        return new, words

    @contextmanager
    def _naming(self) -> Iterator[Connection]:
        """Write where a name may be taken. Raises NameTaken."""
        with self.vault.database.writing() as connection:
            try:
                yield connection
            except IntegrityError:
                raise NameTaken from None

    def _add_person(self, connection: Connection, keys: ClientKeys, **columns: Any) -> None:
        """Write a person's row."""
        made_on = self.vault.clock.now().date()
        row = insert(person).values(
            id=keys.client, public_key=keys.public, made_on=made_on, **columns
        )
        connection.execute(row)

    def _closed(self, keys: ClientKeys, opener: Opener, passkey: str | None = None) -> Row:
        """Close a private key; return the row. Done before any transaction begins: a passphrase takes its time."""
        row = self.vault.dice.id()
        wrap = wrap_keys(keys, Slot("key_wrap", row, keys.client), opener, self.cost)
        return {
            "id": row,
            "person": keys.client,
            "kind": wrap.kind,
            "salt": wrap.salt,
            "memory": wrap.cost.memory if wrap.cost else None,
            "passes": wrap.cost.passes if wrap.cost else None,
            "passkey": passkey,
            "envelope": wrap.envelope,
        }

    def _open(self, opener: Opener, whose: Any) -> ClientKeys:
        """Open the one wrap of a kind that fits; where there is none, spend the same on one that opens for nobody."""
        columns = (key_wrap, person.c.public_key)
        joined = key_wrap.join(person, key_wrap.c.person == person.c.id)
        wanted = select(*columns).select_from(joined).where(whose, key_wrap.c.kind == opener.kind)
        with self.vault.database.reading() as connection:
            row = connection.execute(wanted).mappings().first()
        try:
            keys = unwrap_keys(*(_stored(row) if row else self._decoy(opener.kind)), opener)
        except SealBroken:
            raise NotOpened from None
        if row is None or keys.public != row["public_key"]:
            raise SealBroken  # the public key was exchanged for somebody else's
        return keys

    def _decoy(self, kind: Kind) -> tuple[KeyWrap, Slot]:
        """Return a wrap that opens for nobody and takes as long to try."""
        cost = self.cost if kind is Kind.PASSPHRASE else None
        return KeyWrap(kind, bytes(SALT_BYTES), cost, _DECOY), Slot("key_wrap", "", "")


def _replace(connection: Connection, kind: Kind, closed: Row) -> None:
    """Write a wrap in place of those of a kind."""
    theirs = key_wrap.c.person == closed["person"]
    connection.execute(delete(key_wrap).where(theirs, key_wrap.c.kind == kind))
    connection.execute(insert(key_wrap).values(closed))


def _tried(typed: Private) -> Opener:
    """Take a passphrase that shall open something. Raises NotOpened for one that is none, as for a wrong one."""
    try:
        return passphrase(typed)
    except PassphraseTooShort:
        raise NotOpened from None


def _named(name: Private) -> dict[str, str]:
    """Return a name's columns. Raises NameMissing and NameTooLong."""
    if not name:
        raise NameMissing
    said = Private(" ".join(name.text.split()))
    alike = folded(said)
    if len(said.text) > MOST_LETTERS or len(alike) > _MOST_FOLDED:
        raise NameTooLong
    return {"name": said.text, "folded": alike}


def _stored(row: RowMapping) -> tuple[KeyWrap, Slot]:
    """Return a wrap and its slot as they stand in a row."""
    cost = Cost(row["memory"], row["passes"]) if row["memory"] and row["passes"] else None
    wrap = KeyWrap(Kind(row["kind"]), row["salt"], cost, row["envelope"])
    return wrap, Slot("key_wrap", row["id"], row["person"])


def _rewrap(connection: Connection, name: str, old: ClientKeys, new: ClientKeys) -> None:
    """Wrap every item key of a table for a new pair. Raises SealBroken."""
    table = person.metadata.tables[name]
    theirs = select(table.c.id, table.c.wrap).where(table.c.person == old.client)
    for row, wrap in connection.execute(theirs).all():
        slot = Slot(name, row, old.client)
        wrapped = wrap_item_key(unwrap_item_key(wrap, slot, old.private), slot, new.public)
        connection.execute(update(table).where(table.c.id == row).values(wrap=wrapped))
