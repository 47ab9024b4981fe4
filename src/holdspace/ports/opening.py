"""What opens a record besides a passphrase, as the front door knows it: passkeys, the second step of some doors, devices that are in."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from holdspace.domain.people import Private


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A passkey as the browser shows it, what it is called, and the 32 bytes it gives to open the record."""

    credential: bytes
    public_key: bytes
    label: Private
    given: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KnownPasskey:
    """What checks a passkey's signature, and how many it made."""

    public_key: bytes
    count: int


@dataclass(frozen=True, slots=True)
class HeldPasskey:
    """A passkey as its owner sees it."""

    id: str
    label: Private


@dataclass(frozen=True, slots=True)
class Steps:
    """Which second steps somebody has set up: codes of an app, and passkeys by what a browser knows them by."""

    code: bool = False
    passkeys: tuple[bytes, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self.code or bool(self.passkeys)


class Waiting(Protocol):
    """Somebody whose passphrase opened and whose second step is not done; each way on returns the cookie of a sign-in."""

    @property
    def who(self) -> str:
        """Whose tries are counted: an id that says nothing."""
        ...

    def steps(self) -> Steps:
        """Return which second steps they have set up."""
        ...

    def with_code(self, typed: Private, label: Private) -> str:
        """Come in by a code, which then is used up. Raises CodeNotTaken."""
        ...

    def with_passkey(self, used: NewPasskey, count: int) -> str:
        """Come in by one of their own passkeys, whose signature was checked. Raises NotOpened."""
        ...

    def set_code(self, letters: Private, typed: Private, label: Private) -> str:
        """Set up codes, and come in. Raises CodeNotTaken, and NothingHere where a step was set up before."""
        ...

    def add_passkey(self, made: NewPasskey, count: int) -> str:
        """Set up a passkey, and come in. Raises NothingHere where a step was set up before."""
        ...


@dataclass(frozen=True, slots=True)
class Device:
    """One sign-in as its owner sees it in the list of devices."""

    id: str
    label: Private
    opened_at: datetime
    seen_at: datetime
    here: bool = False
