"""Somebody whose passphrase opened and whose second step is not done: they see nothing of what they keep yet."""

from dataclasses import dataclass

from holdspace.domain.errors import NothingHere, NotOpened
from holdspace.domain.people import Private
from holdspace.ports.opening import NewPasskey, Steps
from holdspace.vault import passkeys, second
from holdspace.vault.accounts import Accounts
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sign_ins import SignIns


@dataclass(frozen=True, slots=True)
class KeptWaiting:
    """The Waiting of the ports, for one request."""

    accounts: Accounts
    sign_ins: SignIns
    keys: ClientKeys
    cookie: str

    @property
    def who(self) -> str:
        """Whose tries are counted."""
        return self.keys.client

    def steps(self) -> Steps:
        """Return which second steps they have set up."""
        return second.steps(self.accounts.vault, self.keys)

    def with_code(self, typed: Private, label: Private) -> str:
        """Come in by a code. Raises CodeNotTaken."""
        second.use_code(self.accounts.vault, self.keys, typed)
        return self._in(label)

    def with_passkey(self, used: NewPasskey, count: int) -> str:
        """Come in by one of their own passkeys, whose signature was checked. Raises NotOpened."""
        if used.credential not in self.steps().passkeys:
            raise NotOpened
        passkeys.counted(self.accounts.vault, used.credential, count)
        return self._in(used.label)

    def set_code(self, letters: Private, typed: Private, label: Private) -> str:
        """Set up codes, and come in. Raises CodeNotTaken, and NothingHere where a step was set up before."""
        self._expect_none()
        second.set_code(self.accounts.vault, self.keys, letters, typed)
        return self._in(label)

    def add_passkey(self, made: NewPasskey, count: int) -> str:
        """Set up a passkey, and come in. Raises NothingHere where a step was set up before."""
        self._expect_none()
        self.accounts.add_passkey(self.keys, made, count)
        return self._in(made.label)

    def _expect_none(self) -> None:
        """Make sure that nothing is set up: what is there is asked for, and is never replaced from here."""
        if self.steps():
            raise NothingHere

    def _in(self, label: Private) -> str:
        """Sign them in, under a new cookie; the one that waited opens nothing more."""
        self.sign_ins.leave(self.cookie)
        return self.sign_ins.open(self.keys, label)
