"""Everybody who comes in by the desk, as that door meets them: made by a keeper's link, in by a passphrase and a second step, out at once."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from sqlalchemy import Connection

from holdspace.domain.people import Private, Role
from holdspace.domain.refusals import LinkEnded
from holdspace.ports.desk import AtTheDesk, NewTherapist
from holdspace.vault import second
from holdspace.vault.codes import new_secret
from holdspace.vault.door import KeptDoor
from holdspace.vault.invitations import role_of
from holdspace.vault.leaves import Draft
from holdspace.vault.loose import leave_draft
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.therapist import KeptTherapist
from holdspace.vault.waiting import KeptWaiting


@dataclass(frozen=True, slots=True)
class KeptTherapists(KeptDoor):
    """The Therapists of the ports. Built once, at the composition root."""

    roles: ClassVar[frozenset[Role]] = frozenset({Role.THERAPIST})

    def enter(self, cookie: str) -> AtTheDesk | None:
        """Return whose cookie this is; without the therapist while it is locked, or waits for the second step."""
        found = self._found(cookie)
        if found is None:
            return None
        if found.keys is None:
            return AtTheDesk()
        if found.waits:
            waiting = KeptWaiting(self.accounts, self.sign_ins, found.keys, cookie)
            return AtTheDesk(waiting=waiting)
        return AtTheDesk(KeptTherapist(self.accounts, self.sign_ins, found.keys, cookie))

    def make(self, new: NewTherapist, label: Private) -> str:
        """Make a therapist's account by a link. Raises what the port says."""
        role = role_of(self.vault, new.link)
        if role not in self.roles:
            raise LinkEnded
        by_link = partial(self._by_link, new.link)
        return self._let_in(
            self.accounts.make(new.name, new.passphrase, role=role, beside=by_link), label
        )

    def come_in_with_words(
        self, name: Private, words: Private, passphrase: Private, label: Private
    ) -> str:
        """Sign in with recovery words and set a new passphrase; the second step is to be set up anew."""
        keys = self._ours(self.accounts.with_words(name, words))
        self.accounts.change_passphrase(keys, passphrase)
        second.set_anew(self.vault, keys)
        return self._let_in(keys, label)

    def lock(self, cookie: str, draft: Private, place: str) -> None:
        """Take the key out of a sign-in, and keep what was not sent yet, sealed for the therapist alone."""
        found = self._found(cookie)
        if found is None:
            return
        try:
            if draft and not found.waits:
                leave_draft(self.vault, found.person, Draft(draft, place))
        finally:  # what cannot be kept keeps nothing open
            if found.keys:
                self.sign_ins.lock(cookie)

    def code_secret(self) -> Private:
        """Draw the secret of codes to be set up, in letters."""
        return new_secret()

    def _by_link(self, link: str, connection: Connection, keys: ClientKeys) -> None:
        """Use a link up in the transaction that makes whoever came by it. Raises LinkEnded."""
        del keys
        self._use(connection, link)
