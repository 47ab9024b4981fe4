"""Who is signed in, on which device: rows that Leave takes back at once, and a key only the cookie opens."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_bytes

from sqlalchemy import ColumnElement, RowMapping, delete, insert, select, update

from holdspace.domain.errors import HoldspaceError, NothingHere, SealBroken
from holdspace.domain.people import Private, Role
from holdspace.ports.opening import Device
from holdspace.vault.keys import KeyWrap, Kind, secret, unwrap_keys, wrap_keys
from holdspace.vault.leaves import Label, read, written
from holdspace.vault.sealing import KEY_BYTES, ClientKeys, Sealed, Slot, seal, unseal
from holdspace.vault.tables import person, sign_in
from holdspace.vault.vault import Vault

IDLE = timedelta(minutes=30)  # then it locks: the row stays, the key does not
LONGEST = timedelta(days=30)
JUST_NOW = timedelta(minutes=10)
WAITS = timedelta(minutes=10)  # for a second step
_MINUTE = timedelta(minutes=1)
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whose cookie this is; without keys while locked."""

    person: str
    keys: ClientKeys | None
    role: Role
    waits: bool = False  # the second step is to come; until then nothing of theirs is shown


class SignIns:
    """Opens, finds, locks and ends sign-ins."""

    def __init__(self, vault: Vault, idle: timedelta = IDLE) -> None:
        self._vault = vault
        self._idle = idle

    def open(self, keys: ClientKeys, label: Private, *, waits: bool = False) -> str:
        """Sign somebody in on a device; return the cookie, the only thing that holds the secret.

        With `waits` it only waits for a second step, for ten minutes.
        """
        drawn, given = token_bytes(_ID_BYTES), token_bytes(KEY_BYTES)
        row, now = _row_of(drawn), self._vault.clock.now()
        self._let_old_go()
        says = seal(written(Label(label)), Slot("sign_in", row, keys.client), keys.public)
        with self._vault.database.writing() as connection:
            connection.execute(
                insert(sign_in).values(
                    id=row,
                    person=keys.client,
                    opened_at=now,
                    seen_at=now,
                    waits_until=now + WAITS if waits else None,
                    wrap=says.wrap,
                    envelope=says.envelope,
                    **_closed(keys, row, given),
                )
            )
        return urlsafe_b64encode(drawn + given).decode()

    def enter(self, cookie: str) -> SignedIn | None:
        """Return whose cookie this is, or None when it was never one, was ended, or is too old.

        Locks what was idle too long. Raises SealBroken where the row was altered.
        """
        row, given = _parts(cookie)
        wanted = (
            select(sign_in, person.c.public_key, person.c.role)
            .join(person)
            .where(sign_in.c.id == row)
        )
        with self._vault.database.reading() as connection:
            found = connection.execute(wanted).mappings().first()
        now = self._vault.clock.now()
        if found is None:
            return None
        who, role = found["person"], Role(found["role"])
        if _is_over(found, now):
            _if_it_can(self.leave, cookie)
            return None
        if found["waits_until"]:
            return SignedIn(who, _opened(found, given), role, waits=True)
        if abs(now - found["seen_at"]) > self._idle:  # abs: a clock can be set back too
            _if_it_can(self.lock, cookie)
            return SignedIn(who, None, role)
        if found["key_envelope"] is None:
            return SignedIn(who, None, role)
        _if_it_can(self._see, row, now, found["seen_at"])
        return SignedIn(who, _opened(found, given), role)

    def lock(self, cookie: str) -> None:
        """Take the key out of a sign-in; the passphrase brings it back. One that waits for a second step ends."""
        this = sign_in.c.id == _parts(cookie)[0]
        with self._vault.database.writing() as connection:
            connection.execute(delete(sign_in).where(this, sign_in.c.waits_until.is_not(None)))
            connection.execute(update(sign_in).where(this).values(salt=None, key_envelope=None))
        self._vault.database.tidy()

    def unlock(self, cookie: str, keys: ClientKeys) -> None:
        """Put the key back into a locked sign-in of the same person. Raises NothingHere for anybody else's."""
        row, given = _parts(cookie)
        theirs = update(sign_in).where(
            sign_in.c.id == row, sign_in.c.person == keys.client, sign_in.c.waits_until.is_(None)
        )
        values = _closed(keys, row, given) | {"seen_at": self._vault.clock.now()}
        with self._vault.database.writing() as connection:
            if connection.execute(theirs.values(**values)).rowcount == 0:
                raise NothingHere

    def let_idle_lock(self) -> None:
        """Lock what was idle too long though nobody came back, and end what is too old."""
        idle = sign_in.c.seen_at < self._vault.clock.now() - self._idle
        left = update(sign_in).where(idle, sign_in.c.key_envelope.is_not(None))
        with self._vault.database.writing() as connection:
            connection.execute(left.values(salt=None, key_envelope=None))
        self._let_old_go()

    def leave(self, cookie: str) -> None:
        """End a sign-in at once; its cookie opens nothing any more."""
        self._end(sign_in.c.id == _parts(cookie)[0])

    def end(self, keys: ClientKeys, device: str) -> None:
        """End one of a person's own sign-ins, by its place in their list."""
        self._end((sign_in.c.id == device) & (sign_in.c.person == keys.client))

    def end_others(self, keys: ClientKeys, cookie: str) -> None:
        """End every sign-in of a person but this one."""
        self._end((sign_in.c.id != _parts(cookie)[0]) & (sign_in.c.person == keys.client))

    def devices(self, keys: ClientKeys, cookie: str = "") -> tuple[Device, ...]:
        """Return where a person is signed in, latest first; `cookie` says which is this one. Raises SealBroken."""
        theirs = select(sign_in).where(
            sign_in.c.person == keys.client, sign_in.c.waits_until.is_(None)
        )
        with self._vault.database.reading() as connection:
            rows = connection.execute(theirs.order_by(sign_in.c.seen_at.desc())).mappings().all()
        here = _parts(cookie)[0]
        return tuple(_device(row, keys, here) for row in rows)

    def came_just_now(self, cookie: str) -> bool:
        """Whether this sign-in was opened minutes ago, so that its owner need not show again who they are."""
        opened_at = select(sign_in.c.opened_at).where(sign_in.c.id == _parts(cookie)[0])
        with self._vault.database.reading() as connection:
            since: datetime | None = connection.scalar(opened_at)
        return since is not None and abs(self._vault.clock.now() - since) <= JUST_NOW

    def _end(self, which: ColumnElement[bool]) -> None:
        """Remove sign-ins, and what is left of their keys in the log."""
        with self._vault.database.writing() as connection:
            connection.execute(delete(sign_in).where(which))
        self._vault.database.tidy()

    def _see(self, row: str, now: datetime, before: datetime) -> None:
        """Note that somebody is still there, once a minute at most; a full disk keeps nobody from reading."""
        if now - before >= _MINUTE or now < before:
            with suppress(HoldspaceError), self._vault.database.writing() as connection:
                seen = update(sign_in).where(sign_in.c.id == row)
                connection.execute(seen.values(seen_at=now))

    def _let_old_go(self) -> None:
        """End what was opened too long ago and never came back, and what waited too long for a second step."""
        now = self._vault.clock.now()
        self._end((sign_in.c.opened_at < now - LONGEST) | (sign_in.c.waits_until <= now))


def _is_over(row: RowMapping, now: datetime) -> bool:
    """Whether a sign-in was opened too long ago, or waited too long for a second step, or a clock was set back meanwhile."""
    opened, until = row["opened_at"], row["waits_until"]
    if until is None:
        return bool(abs(now - opened) > LONGEST)
    return not now - _MINUTE < until <= now + WAITS + _MINUTE


def _if_it_can(write: Callable[..., None], *given: object) -> None:
    """Write what a look at a sign-in leaves behind; a disk that is full locks nobody out, and opens nothing either."""
    with suppress(HoldspaceError):
        write(*given)


def _parts(cookie: str) -> tuple[str, bytes]:
    """Return a cookie's row and its secret; what is no cookie of ours fits no row."""
    try:
        whole = urlsafe_b64decode(cookie.encode("ascii"))
    except ValueError:
        whole = b""
    if len(whole) != _ID_BYTES + KEY_BYTES:
        return "", bytes(KEY_BYTES)
    return _row_of(whole[:_ID_BYTES]), whole[_ID_BYTES:]


def _row_of(drawn: bytes) -> str:
    """Return the id of a row from which nobody can find the cookie's."""
    return sha256(drawn).hexdigest()


def _closed(keys: ClientKeys, row: str, given: bytes) -> dict[str, bytes]:
    """Return the columns of a private key closed by a cookie's secret."""
    wrap = wrap_keys(keys, Slot("sign_in", row, keys.client), secret(Kind.SIGN_IN, given))
    return {"salt": wrap.salt, "key_envelope": wrap.envelope}


def _opened(row: RowMapping, given: bytes) -> ClientKeys:
    """Return the keys of a sign-in. Raises SealBroken."""
    wrap = KeyWrap(Kind.SIGN_IN, row["salt"], None, row["key_envelope"])
    keys = unwrap_keys(wrap, Slot("sign_in", row["id"], row["person"]), secret(Kind.SIGN_IN, given))
    if keys.public != row["public_key"]:
        raise SealBroken
    return keys


def _device(row: RowMapping, keys: ClientKeys, here: str) -> Device:
    """Return one sign-in as its owner sees it."""
    sealed = Sealed(row["wrap"], row["envelope"])
    label = read(unseal(sealed, Slot("sign_in", row["id"], keys.client), keys))
    says = label.says if isinstance(label, Label) else Private("")
    return Device(row["id"], says, row["opened_at"], row["seen_at"], here=row["id"] == here)
