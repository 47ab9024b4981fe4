"""Everybody who keeps something here, as the front door meets them: from guest to kept, in by a passphrase, out at once."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field, replace
from functools import partial
from typing import ClassVar

from sqlalchemy import Connection, select

from holdspace.domain.errors import NotOpened
from holdspace.domain.people import Private, Role, VisitId
from holdspace.domain.refusals import TicketOver
from holdspace.domain.spoken_of import Known
from holdspace.domain.talk import Memory
from holdspace.domain.visit_checks import Checked
from holdspace.ports.keeping import Asked, Entered, Keeping, Portion
from holdspace.vault import loose
from holdspace.vault.accounts import Beside, nothing
from holdspace.vault.door import KeptDoor
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.guest import GuestRecord
from holdspace.vault.invitations import role_of
from holdspace.vault.leaves import Draft, KnownWord
from holdspace.vault.loose import Belongings, leave, leave_draft
from holdspace.vault.member import KeptMember
from holdspace.vault.sealing import KEY_BYTES, ClientKeys
from holdspace.vault.sign_ins import SignedIn
from holdspace.vault.tables import person
from holdspace.vault.taking import Taken, take_over
from holdspace.vault.tickets import Tickets
from holdspace.vault.to_bring import OwnToBring
from holdspace.vault.vault import Vault

_DOT = "."  # between whose it is and the secret, in the cookie of what is kept until tomorrow


@dataclass(frozen=True, slots=True)
class KeptMembers(KeptDoor):
    """The Members of the ports. Built once, at the composition root."""

    guests: GuestRecord
    takes_new: bool = True
    tickets: Tickets = field(default_factory=Tickets)

    roles: ClassVar[frozenset[Role]] = frozenset({Role.CLIENT, Role.KEEPER})

    def enter(self, cookie: str) -> Entered | None:
        """Return whose cookie this is; without the member while it is locked, and None for no cookie of ours."""
        found = self._found(cookie)
        if found is None:
            return None
        if found.keys is None:
            return Entered(None, self._unlocked_here(found))
        return Entered(KeptMember(self.accounts, self.sign_ins, found.keys, cookie))

    def make(self, visit: VisitId | None, keeping: Keeping, label: Private) -> str:
        """Make a place of their own with what a guest keeps; return the cookie of their sign-in."""
        beside, role = self._beside(visit, keeping), Role.CLIENT
        if keeping.link:
            role = role_of(self.vault, keeping.link)
            beside = partial(self._by_link, keeping.link, beside)
        keys = self.accounts.make(keeping.name, keeping.passphrase, role=role, beside=beside)
        return self._let_in(keys, label)

    def make_until_tomorrow(self, visit: VisitId, keeping: Keeping) -> str:
        """Keep a guest's visit for 36 hours; return the cookie that alone opens it."""
        keys, given = self.accounts.make_until_tomorrow(self._beside(visit, keeping))
        return f"{keys.client}{_DOT}{urlsafe_b64encode(given).decode()}"

    def ask_about(self, cookie: str, visit: VisitId, offers: tuple[Known, ...]) -> Asked:
        """Return which of some words may be asked about at the end of a visit: each once; then they were."""
        found = self._found(cookie) if offers else None
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
        found = self._found(cookie)
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

    def come_in_with_words(self, keeping: Keeping, words: Private, label: Private) -> str:
        """Sign in with recovery words and set a new passphrase. Raises NotOpened, OtherDoor, and PassphraseTooShort."""
        keys = self._ours(self.accounts.with_words(keeping.name, words))
        self.accounts.change_passphrase(keys, keeping.passphrase)
        return self._let_in(keys, label)

    def come_in_here(self, until_tomorrow: str, label: Private) -> str:
        """Sign in by the cookie of what was kept until tomorrow. Raises NotOpened."""
        return self.sign_ins.open(self._opened_here(until_tomorrow), label)

    def let_go_here(self, until_tomorrow: str) -> None:
        """Remove what was kept until tomorrow. Raises NotOpened."""
        self.vault.remove_person(self._opened_here(until_tomorrow).client)

    def lock(self, cookie: str, draft: Private, place: str = "") -> None:
        """Take the key out of a sign-in, and keep what was not sent yet, and from which place, sealed for the person alone."""
        found = self._found(cookie)
        if found is None:
            return
        try:
            if draft:
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

    def let_expired_go(self) -> int:
        """Remove what was kept until tomorrow and is over, and lock what nobody came back to; return how many went."""
        self.sign_ins.let_idle_lock()
        return self.vault.let_expired_go()

    def _by_link(self, link: str, beside: Beside, connection: Connection, keys: ClientKeys) -> None:
        """Use a link up in the transaction that makes whoever came by it. Raises LinkEnded."""
        self._use(connection, link)
        beside(connection, keys)

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
