"""Whoever is signed in, at either door, as the owner of what they keep: what opens it, where it is open, and removing it."""

from typing import Protocol

from holdspace.domain.people import Private, Role
from holdspace.ports.opening import KnownPasskey, NewPasskey
from holdspace.ports.remembered import Account


class Owner(Protocol):
    """Somebody signed in, for one request, as the owner of all they keep."""

    @property
    def name(self) -> str:
        """What they are called here; empty where it is kept until tomorrow."""
        ...

    def draft(self, place: str = "") -> Private:
        """Return what was not sent yet from a place, as usual the talk; empty where there is nothing."""
        ...

    def keep_draft(self, words: Private, place: str = "") -> None:
        """Seal what was not sent yet."""
        ...

    def let_draft_go(self, place: str = "") -> None:
        """Remove it for good."""
        ...

    def account(self) -> Account:
        """Return what opens their place, and where it is open. Raises NothingHere."""
        ...

    def came_just_now(self) -> bool:
        """Whether they came in minutes ago, and need not type the passphrase again."""
        ...

    def new_words(self, typed: Private) -> Private:
        """Make ten recovery words, shown once; those before open nothing more.

        Whoever finds a page open must not get a lasting way in: raises NotOpened for another passphrase than theirs,
        unless they came just now.
        """
        ...

    def change_passphrase(self, before: Private, after: Private) -> None:
        """Change it; every sign-in ends. Raises NotOpened where the one before is another, and PassphraseTooShort."""
        ...

    def close_anew(self, before: Private, after: Private) -> Private:
        """Close everything with new keys and another passphrase; return ten new words. Every sign-in ends.

        Raises NotOpened where the one before is another, PassphraseTooShort, and SealBroken where a row does not open:
        then nothing changes.
        """
        ...

    def signed_in_anew(self, label: Private) -> str:
        """Open another sign-in for them, after every one was ended; return its cookie."""
        ...

    def add_passkey(self, made: NewPasskey, count: int) -> None:
        """Keep a passkey, and close the keys with what it gives, where it gives anything. Raises NotOpened, unless they came just now."""
        ...

    def remove_passkey(self, which: str) -> None:
        """Remove one of their passkeys, and what it opens. Raises LastStep."""
        ...

    def end_device(self, device: str) -> None:
        """End one of their sign-ins."""
        ...

    def end_other_devices(self) -> None:
        """End every sign-in but this one."""
        ...

    def remove_everything(self) -> None:
        """Remove all of it, and them, for good."""
        ...


class Door(Protocol):
    """One of the two doors: how somebody comes in by it, and how they go."""

    def invited(self, link: str) -> Role | None:
        """Return for whom a keeper's link is; None where it is used or over."""
        ...

    def come_in(self, name: Private, passphrase: Private, label: Private) -> str:
        """Sign in, or wait for the second step where this door asks for one; return the cookie.

        Raises NotOpened, and OtherDoor for somebody who comes in by the other one.
        """
        ...

    def known_passkey(self, credential: bytes) -> KnownPasskey | None:
        """Return what checks a passkey's signature, or None where it is nobody's here."""
        ...

    def come_in_by_passkey(self, used: NewPasskey, count: int) -> str:
        """Sign in by a passkey whose signature was checked; return the cookie. Raises what `come_in` does."""
        ...

    def unlock(self, cookie: str, passphrase: Private) -> None:
        """Open a locked sign-in again. Raises NotOpened."""
        ...

    def leave(self, cookie: str) -> None:
        """End a sign-in at once."""
        ...

    def unknown_words(self, words: Private) -> tuple[int, ...]:
        """Return which of some recovery words, counted from 1, are none of the list."""
        ...

    def suggestion(self) -> Private:
        """Return a passphrase one may take: a few plain words, drawn at random."""
        ...
