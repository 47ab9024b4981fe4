"""Everybody who keeps something here, as the front door meets them: from guest to kept, in by a passphrase, out at once."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field, replace
from functools import partial

from sqlalchemy import Connection, select

from holdspace.domain.errors import NothingHere, NotOpened, SealBroken
from holdspace.domain.people import Private, Role, VisitId
from holdspace.domain.refusals import LinkEnded, TicketOver
from holdspace.domain.spoken_of import Known
from holdspace.domain.talk import Memory
from holdspace.domain.visit_checks import Checked
from holdspace.ports.keeping import Asked, Entered, Keeping, Portion
from holdspace.ports.opening import KnownPasskey, NewPasskey
from holdspace.vault import loose, passkeys, second
from holdspace.vault.accounts import Accounts, Beside, nothing
from holdspace.vault.codes import new_secret
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.guest import GuestRecord
from holdspace.vault.invitations import role_of, use
from holdspace.vault.leaves import Draft, KnownWord
from holdspace.vault.loose import Belongings, leave, leave_draft
from holdspace.vault.member import KeptMember
from holdspace.vault.recovery import suggested_passphrase, unknown_words
from holdspace.vault.sealing import KEY_BYTES, ClientKeys
from holdspace.vault.sign_ins import SignedIn, SignIns
from holdspace.vault.tables import person
from holdspace.vault.taking import Taken, take_over
from holdspace.vault.tickets import Tickets
from holdspace.vault.to_bring import OwnToBring
from holdspace.vault.vault import Vault
from holdspace.vault.waiting import KeptWaiting

_DOT = "."  # between whose it is and the secret, in the cookie of what is kept until tomorrow


@dataclass(frozen=True, slots=True)
class KeptMembers:
    """The Members of the ports. Built once, at the composition root."""

    vault: Vault
    accounts: Accounts
    sign_ins: SignIns
    guests: GuestRecord
    takes_new: bool = True
    tickets: Tickets = field(default_factory=Tickets)

    def enter(self, cookie: str) -> Entered | None:
        """Return whose cookie this is; without the member while it is locked, and None for no cookie of ours."""
        try:
            found = self.sign_ins.enter(cookie)
        except SealBroken:  # the row, or the person's key, was altered: nobody is let in by it
            return None
        if found is None:
            return None
        if found.keys is None:
            return Entered(None, self._unlocked_here(found))
        if found.waits:
            return Entered(
                None, waiting=KeptWaiting(self.accounts, self.sign_ins, found.keys, cookie)
            )
        return Entered(KeptMember(self.accounts, self.sign_ins, found.keys, cookie))

    def make(self, visit: VisitId | None, keeping: Keeping, label: Private) -> str:
        """Make a place of their own with what a guest keeps; return the cookie of their sign-in."""
        beside, role = self._beside(visit, keeping), Role.CLIENT
        if keeping.link:
            role = role_of(self.vault, keeping.link)
            beside = partial(_by_link, self.vault, keeping.link, beside)
        keys = self.accounts.make(keeping.name, keeping.passphrase, role=role, beside=beside)
        return self._let_in(keys, label)

    def invited(self, link: str) -> Role | None:
        """Return which door a keeper's link opens; None where it is used or over."""
        try:
            return role_of(self.vault, link)
        except LinkEnded:
            return None

    def make_until_tomorrow(self, visit: VisitId, keeping: Keeping) -> str:
        """Keep a guest's visit for 36 hours; return the cookie that alone opens it."""
        keys, given = self.accounts.make_until_tomorrow(self._beside(visit, keeping))
        return f"{keys.client}{_DOT}{urlsafe_b64encode(given).decode()}"

    def ask_about(self, cookie: str, visit: VisitId, offers: tuple[Known, ...]) -> Asked:
        """Return which of some words may be asked about at the end of a visit: each once; then they were."""
        found = self.sign_ins.enter(cookie) if offers else None
        if found is None or found.keys is None:
            return Asked()
        words = EarlierVisits(self.vault, found.keys).not_asked(visit, offers)
        now = self.vault.clock.now()
        rows = {self.vault.dice.id(): word for word in words}
        return Asked(words, self.tickets.give(found.keys, rows, now)) if words else Asked()

    def keep_known(self, ticket: str, words: frozenset[str]) -> None:
        """Keep those of the words of a ticket that were ticked. Raises TicketOver and NothingHere."""
        now = self.vault.clock.now()
        held = self.tickets.take(ticket, now)
        kept = {
            row: KnownWord(known, now.date())
            for row, known in held.words.items()
            if known.word.text in words
        }
        leave(self.vault, held, kept)

    def ask_how(self, cookie: str) -> str:
        """Return a ticket for what may be said of a visit, or nothing where nobody is signed in."""
        found = self.sign_ins.enter(cookie)
        if found is None or found.keys is None:
            return ""
        row = self.vault.dice.id()
        return self.tickets.give(found.keys, {}, self.vault.clock.now(), check=row)

    def keep_check(self, ticket: str, checked: Checked) -> None:
        """Keep what they say of a visit; once, and what they left out stays out. Raises TicketOver and NothingHere."""
        held = self.tickets.take(ticket, self.vault.clock.now())
        if not held.check:
            raise TicketOver
        if checked:
            leave(self.vault, held, {held.check: checked})

    def come_in(self, name: Private, passphrase: Private, label: Private) -> str:
        """Sign in, or wait for the second step. Raises NotOpened."""
        return self._let_in(self.accounts.with_passphrase(name, passphrase), label)

    def come_in_with_words(self, keeping: Keeping, words: Private, label: Private) -> str:
        """Sign in with recovery words and set a new passphrase. Raises NotOpened, and PassphraseTooShort.

        A second step counts as lost too: where one is asked for, it is to be set up anew.
        """
        keys = self.accounts.with_words(keeping.name, words)
        self.accounts.change_passphrase(keys, keeping.passphrase)
        if second.is_asked(self.vault, keys):
            second.set_anew(self.vault, keys)
        return self._let_in(keys, label)

    def come_in_here(self, until_tomorrow: str, label: Private) -> str:
        """Sign in by the cookie of what was kept until tomorrow. Raises NotOpened."""
        return self.sign_ins.open(self._opened_here(until_tomorrow), label)

    def let_go_here(self, until_tomorrow: str) -> None:
        """Remove what was kept until tomorrow. Raises NotOpened."""
        self.vault.remove_person(self._opened_here(until_tomorrow).client)

    def known_passkey(self, credential: bytes) -> KnownPasskey | None:
        """Return what checks a passkey's signature, or None where it is nobody's here."""
        return passkeys.known(self.vault, credential)

    def come_in_by_passkey(self, used: NewPasskey, count: int) -> str:
        """Sign in by a passkey whose signature was checked. Raises NotOpened."""
        keys = self.accounts.with_passkey(used.credential, used.given)
        passkeys.counted(self.vault, used.credential, count)
        return self.sign_ins.open(keys, used.label)

    def unlock(self, cookie: str, passphrase: Private) -> None:
        """Open a locked sign-in again. Raises NotOpened, for a sign-in that has ended too."""
        found = self.sign_ins.enter(cookie)
        if found is None:
            raise NotOpened
        keys = self.accounts.with_passphrase_of(found.person, passphrase)
        try:
            self.sign_ins.unlock(cookie, keys)
        except NothingHere:
            raise NotOpened from None

    def lock(self, cookie: str, draft: Private, place: str = "") -> None:
        """Take the key out of a sign-in, and keep what was not sent yet, and from which place, sealed for the person alone."""
        found = self.sign_ins.enter(cookie)
        if found is None:
            return
        try:
            if draft and not found.waits:
                self._leave(found, Draft(draft, place))
        finally:  # what cannot be kept keeps nothing open
            if found.keys:
                self.sign_ins.lock(cookie)

    def _leave(self, found: SignedIn, draft: Draft) -> None:
        """Seal what was not sent yet. What is written at length was sealed as it was written: the last of it takes its place."""
        if draft.place and found.keys:
            Belongings(self.vault, found.keys).keep_draft(draft.words, draft.place)
        else:
            leave_draft(self.vault, found.person, draft)

    def leave(self, cookie: str) -> None:
        """End a sign-in at once."""
        self.sign_ins.leave(cookie)

    def let_expired_go(self) -> int:
        """Remove what was kept until tomorrow and is over, and lock what nobody came back to; return how many went."""
        self.sign_ins.let_idle_lock()
        return self.vault.let_expired_go()

    def code_secret(self) -> Private:
        """Draw the secret of codes to be set up, in letters."""
        return new_secret()

    def unknown_words(self, words: Private) -> tuple[int, ...]:
        """Return which of some recovery words are none of the list."""
        return unknown_words(words)

    def suggestion(self) -> Private:
        """Return a passphrase one may take."""
        return suggested_passphrase()

    def _let_in(self, keys: ClientKeys, label: Private) -> str:
        """Sign in whoever's passphrase opened, or let them wait for the second step where their door asks for one."""
        return self.sign_ins.open(keys, label, waits=second.is_asked(self.vault, keys))

    def _unlocked_here(self, found: SignedIn) -> str:
        """Return whose a locked sign-in is, where no passphrase can open it; empty where one can."""
        theirs = select(person.c.expires_at).where(person.c.id == found.person)
        with self.vault.database.reading() as connection:
            return found.person if connection.scalar(theirs) else ""

    def _opened_here(self, until_tomorrow: str) -> ClientKeys:
        """Return the keys that a device's cookie opens. Raises NotOpened."""
        who, _, given = until_tomorrow.partition(_DOT)
        try:
            secret = urlsafe_b64decode(given.encode("ascii"))
        except ValueError:
            raise NotOpened from None
        if len(secret) != KEY_BYTES:
            raise NotOpened
        return self.accounts.with_device(who, secret)

    def _beside(self, visit: VisitId | None, keeping: Keeping) -> Beside:
        """Return what writes a guest's visit, and what they keep beside it, together with the person who keeps it."""
        beside = (
            nothing if visit is None else partial(_take, self.vault, self._taken(visit, keeping))
        )
        if not keeping.care and not keeping.to_bring:
            return beside
        return partial(_with_more, self.vault, keeping, beside)

    def _taken(self, visit: VisitId, keeping: Keeping) -> Taken:
        """Return what a keeping takes of a guest's visit; what was not asked for is not there."""
        page, memory = self.guests.page(visit), self.guests.memory(visit)
        whole = keeping.portion is Portion.VISIT
        return Taken(
            page if whole else replace(page, exchanges=()),
            memory if whole else Memory(),
            self.guests.plans(visit) if keeping.plan else (),
            keeping.lines if keeping.portion is not Portion.PLACE else (),
            ended=self.guests.is_parted(visit) or not whole,
            known=keeping.known,
            asked=whole and keeping.asked,
        )


def _by_link(  # noqa: PLR0913, PLR0917  what a transaction needs
    vault: Vault, link: str, beside: Beside, connection: Connection, keys: ClientKeys
) -> None:
    """Use a link up in the transaction that makes whoever came by it."""
    use(connection, link, vault.clock.now())
    beside(connection, keys)


def _with_more(  # noqa: PLR0913, PLR0917  what a transaction needs
    vault: Vault, keeping: Keeping, beside: Beside, connection: Connection, keys: ClientKeys
) -> None:
    """Write what they keep of gentle things, and what they want to bring, beside the rest."""
    if keeping.care:
        loose.put(connection, keys, vault.dice.id(), keeping.care)
    beside(connection, keys)
    OwnToBring(vault, keys).put_beside(connection, keeping.to_bring)


def _take(vault: Vault, taken: Taken, connection: Connection, keys: ClientKeys) -> None:
    """Write what is taken over."""
    take_over(connection, vault, keys, taken)
