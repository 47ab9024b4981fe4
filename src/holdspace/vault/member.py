"""Somebody signed in, for one request: their open visit, and all that they keep, behind the ports of the front door."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import select

from holdspace.domain.care import Care
from holdspace.domain.errors import NothingHere, NotOpened
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private, Role, VisitId
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.domain.talk import Heard, Memory, Turn
from holdspace.domain.to_bring import ToBring
from holdspace.ports import Version, VisitPage
from holdspace.ports.keeping import Brought, Keeping
from holdspace.ports.opening import NewPasskey
from holdspace.ports.remembered import Account, HeldWord, Remembered
from holdspace.ports.story import STORY
from holdspace.vault import entries, loose, passkeys, second
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring
from holdspace.vault.caring import Change
from holdspace.vault.closed_file import close_file
from holdspace.vault.days import KeptDays
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.entries import Entries
from holdspace.vault.filled import OwnFilled
from holdspace.vault.hopes import OwnHopes
from holdspace.vault.kept import KeptRecord
from holdspace.vault.keys import Kind
from holdspace.vault.leaves import Plans, Standing, Summary
from holdspace.vault.loose import Belongings
from holdspace.vault.parcel import document, packed
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.story import OwnStory
from holdspace.vault.tables import person
from holdspace.vault.to_bring import OwnToBring
from holdspace.vault.vault import Vault


class _Who(NamedTuple):
    """What the table of people says of somebody."""

    name: str | None
    role: str
    made_on: date
    expires_at: datetime | None


class KeptMember:
    """The Member of the ports: small doors to what the vault does, with one person's keys."""

    waits = True

    def __init__(
        self, accounts: Accounts, sign_ins: SignIns, keys: ClientKeys, cookie: str
    ) -> None:
        self._vault: Vault = accounts.vault
        self._accounts, self._sign_ins = accounts, sign_ins
        self._keys, self._cookie = keys, cookie
        self._record = KeptRecord(self._vault, keys)
        self._belongings = Belongings(self._vault, keys)
        self.earlier = EarlierVisits(self._vault, keys)
        self.story = OwnStory(self._vault, keys)
        self.hopes = OwnHopes(self._vault, keys)
        self.days = KeptDays(self._vault, keys)
        self.filled = OwnFilled(self._vault, keys)
        self._to_bring = OwnToBring(self._vault, keys)

    @cached_property
    def name(self) -> str:
        """What they are called here; empty where it is kept until tomorrow."""
        return self._who().name or ""

    async def note(self, heard: Heard) -> None:
        """Seal the words before anything else can fail."""
        await self._record.note(heard)

    async def recall(self, visit: VisitId) -> Memory:
        """Return what bears on the next turn."""
        return await self._record.recall(visit)

    async def keep(self, turn: Turn, memory: Memory) -> None:
        """Seal a finished exchange."""
        await self._record.keep(turn, memory)

    def current(self) -> VisitId | None:
        """Return the open visit, or None."""
        return self._record.current()

    def open(self) -> VisitId:
        """Begin a visit."""
        return self._record.open()

    def close(self, key: str) -> None:
        """End the visit of that id; its turns stay."""
        self._record.close(VisitId(key))

    def page(self, visit: VisitId) -> VisitPage:
        """Return what a page may show of the open visit."""
        return self._record.page(visit)

    def unsay(self, visit: VisitId, number: int) -> bool:
        """Take back what was said in one exchange."""
        return self._record.unsay(visit, number)

    def meet(self, visit: VisitId, manner: Manner) -> None:
        """Meet them in another manner from the next line on."""
        self._record.meet(visit, manner)

    def plans(self, visit: VisitId) -> tuple[Version, ...]:
        """Return their plan and its earlier versions, whichever visit it was written in."""
        del visit
        return self._belongings.plans()

    def keep_plan(self, visit: VisitId, safety_plan: SafetyPlan) -> None:
        """Seal a plan. Raises VisitFull."""
        del visit
        self._belongings.keep_plan(safety_plan)

    def let_plan_go(self, visit: VisitId) -> None:
        """Remove the plan and every version of it."""
        del visit
        self._belongings.let_plan_go()

    def care(self, visit: VisitId) -> Care:
        """Return what they keep of gentle things, whichever visit it was noted in."""
        del visit
        return self._record.care()

    def change_care(self, visit: VisitId, how: Change) -> Care:
        """Change it as a function says, and seal it. Raises VisitFull."""
        del visit
        return self._record.change_care(how)

    def to_bring(self, visit: VisitId) -> ToBring:
        """Return what they want to bring, whichever visit it was put there in."""
        del visit
        return self._to_bring.kept()

    def change_to_bring(self, visit: VisitId, how: Callable[[ToBring], ToBring]) -> ToBring:
        """Change it as a function says, and seal it. Raises VisitFull."""
        del visit
        return self._to_bring.change(how)

    def draft(self, place: str = "") -> Private:
        """Return what was not sent yet from a place."""
        return self._belongings.draft(place)

    def keep_draft(self, words: Private, place: str = "") -> None:
        """Seal what was not sent yet."""
        self._belongings.keep_draft(words, place)

    def let_draft_go(self, place: str = "") -> None:
        """Remove it for good."""
        self._belongings.let_draft_go(place)

    def role(self) -> Role:
        """Return which door they come in by."""
        return Role(self._who().role)

    def places(self) -> frozenset[str]:
        """Return which pages of their own hold something; their story does too while it is being written."""
        writing = {STORY} if self.draft(STORY) else set()
        return frozenset(self._standing().places) | writing

    def manner(self) -> Manner:
        """Return how they asked to be met."""
        return self._standing().manner

    def meet_always(self, manner: Manner) -> None:
        """Meet them so from now on."""
        self._record.change(manner=manner)

    def left_alone(self) -> tuple[Private, ...]:
        """Return which things are left alone."""
        return self._standing().not_now

    def leave_alone(self, topics: tuple[Private, ...]) -> None:
        """Set which things are left alone."""
        self._record.change(not_now=topics)

    def let_check_in_go(self) -> None:
        """Forget that it was to ask, once, how they are."""
        self._record.change(check_in_since=None)

    def change_known(self, which: str, word: Private) -> None:
        """Put another word in place of one to be known."""
        self._belongings.change_known(which, word)
        self._record.know()

    def forget_known(self, which: str) -> None:
        """Forget one word, for good."""
        self._belongings.forget_known(which)
        self._record.know()

    def is_to_be_asked(self) -> bool:
        """Whether a day went by and they were never asked if they are glad that this is kept; asks once."""
        who = self._who()
        young = self._vault.clock.now().date() <= who.made_on
        if young or who.expires_at or self._standing().asked_still:
            return False
        self._record.change(asked_still=True)
        return True

    def is_to_be_shown_words(self) -> bool:
        """Whether they have no recovery words and were not asked about them since the first visit; asks once."""
        opened_by = self._accounts.openers(self._keys)
        if Kind.RECOVERY in opened_by or not self.name or self._standing().asked_words:
            return False
        self._record.change(asked_words=True)
        return True

    def account(self) -> Account:
        """Return what opens their place, and where it is open; no entry of theirs is opened for it."""
        who = self._who()
        return Account(
            name=who.name or "",
            since=who.made_on,
            expires_at=who.expires_at,
            openers=frozenset(map(str, self._accounts.openers(self._keys))),
            devices=self._sign_ins.devices(self._keys, self._cookie),
            passkeys=passkeys.held(self._vault, self._keys),
            asks_second=self.asks_second(),
            code_since=second.since(self._vault, self._keys),
        )

    def remembered(self) -> Remembered:
        """Return everything that is kept of them."""
        visits, standing = self.earlier.listed(), self._standing()
        with self._vault.database.reading() as connection:
            every = entries.everything(connection, self._keys)
        return Remembered(
            account=self.account(),
            manner=standing.manner,
            not_now=standing.not_now,
            check_in_since=standing.check_in_since,
            plans=_versions(every),
            draft=self.draft(),
            summaries=_summaries(every),
            visits=len(visits.visits),
            broken=every.broken + visits.broken,
            care=self._record.care(),
            known=tuple(
                HeldWord(row, held.known, held.on) for row, held in self._belongings.known()
            ),
            story=self.story.kept(),
            hopes=self.hopes.kept(),
            noted=self.days.noted(),
            filled=self.filled.kept(),
            to_bring=self._to_bring.kept(),
        )

    def taken_along(self, typed: Private) -> bytes:
        """Return a zip of everything; closed with a passphrase where one was typed. Raises PassphraseTooShort."""
        whole = packed(document(self._vault, self._keys))
        return close_file(whole, typed, self._accounts.cost) if typed else whole

    def bring(self, file: bytes, typed: Private | None) -> Brought:
        """Put a file that was taken along beside what is kept here, whole or not at all."""
        return bring(self._vault, self._keys, file, typed)

    def make_mine(self, keeping: Keeping) -> None:
        """Give what was kept until tomorrow a name and a passphrase."""
        self._accounts.make_mine(self._keys, keeping.name, keeping.passphrase)

    def came_just_now(self) -> bool:
        """Whether they came in minutes ago, and need not type the passphrase again."""
        return self._sign_ins.came_just_now(self._cookie)

    def new_words(self, typed: Private) -> Private:
        """Make ten recovery words, shown once. Raises NotOpened for another passphrase, unless they came just now."""
        if not self.came_just_now():
            self._accounts.with_passphrase_of(self._keys.client, typed)
        return self._accounts.new_words(self._keys)

    def change_passphrase(self, before: Private, after: Private) -> None:
        """Change it; every sign-in ends. Raises NotOpened and PassphraseTooShort."""
        self._accounts.with_passphrase_of(self._keys.client, before)
        self._accounts.change_passphrase(self._keys, after)

    def close_anew(self, before: Private, after: Private) -> Private:
        """Close everything with new keys; return ten new words. Raises NotOpened, PassphraseTooShort and SealBroken."""
        self._accounts.with_passphrase_of(self._keys.client, before)
        self._keys, words = self._accounts.rotate(self._keys, after)
        return words

    def signed_in_anew(self, label: Private) -> str:
        """Open another sign-in for them, after every one was ended."""
        return self._sign_ins.open(self._keys, label)

    def asks_second(self) -> bool:
        """Whether their door asks for a second step."""
        return second.is_asked(self._vault, self._keys)

    def set_code(self, letters: Private, typed: Private) -> None:
        """Make codes of a new secret their second step, in place of those before. Raises CodeNotTaken."""
        second.set_code(self._vault, self._keys, letters, typed)

    def let_code_go(self) -> None:
        """Ask for codes no more. Raises LastStep."""
        second.let_code_go(self._vault, self._keys)

    def add_passkey(self, made: NewPasskey, count: int) -> None:
        """Keep a passkey, and close the keys with what it gives, where it gives anything. Raises NotOpened, unless they came just now."""
        if not self.came_just_now():
            raise NotOpened
        self._accounts.add_passkey(self._keys, made, count)

    def remove_passkey(self, which: str) -> None:
        """Remove one of their passkeys, and what it opens. Raises LastStep."""
        second.expect_another(self._vault, self._keys, which)
        passkeys.removed(self._vault, self._keys, which)

    def end_device(self, device: str) -> None:
        """End one of their sign-ins."""
        self._sign_ins.end(self._keys, device)

    def end_other_devices(self) -> None:
        """End every sign-in but this one."""
        self._sign_ins.end_others(self._keys, self._cookie)

    def remove_everything(self) -> None:
        """Remove all of it, and them, for good."""
        self._vault.remove_person(self._keys.client)

    def _standing(self) -> Standing:
        """Return what outlives visits."""
        with self._vault.database.reading() as connection:
            return loose.standing(connection, self._keys)

    def _who(self) -> _Who:
        """Return what the table of people says of them."""
        columns = (person.c.name, person.c.role, person.c.made_on, person.c.expires_at)
        with self._vault.database.reading() as connection:
            theirs = select(*columns).where(person.c.id == self._keys.client)
            found = connection.execute(theirs).first()
        if found is None:
            raise NothingHere
        return _Who(*found)


def _versions(found: Entries) -> int:
    """Return how many versions of the plan there are."""
    plans = (each.leaf.versions for each in found.opened if isinstance(each.leaf, Plans))
    return sum(len(versions) for versions in plans)


def _summaries(found: Entries) -> Mapping[VisitId, tuple[Private, ...]]:
    """Return what was kept as heard, by the visit it was heard in."""
    return {
        each.visit: each.leaf.lines
        for each in found.opened
        if isinstance(each.leaf, Summary) and each.visit
    }
