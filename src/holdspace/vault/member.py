"""Somebody signed in, for one request: their open visit, and all that they keep, behind the ports of the front door."""

from collections.abc import Callable, Mapping

from holdspace.domain.care import Care
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private, Role, VisitId
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.domain.talk import Heard, Memory, Turn
from holdspace.domain.to_bring import ToBring
from holdspace.ports import Version, VisitPage
from holdspace.ports.keeping import Brought, Keeping
from holdspace.ports.remembered import Alongside, HeldWord, Remembered
from holdspace.ports.story import STORY
from holdspace.vault import entries, loose
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring
from holdspace.vault.caring import Change
from holdspace.vault.closed_file import close_file
from holdspace.vault.days import KeptDays
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.entries import Entries
from holdspace.vault.feels_safe import OwnFeelsSafe
from holdspace.vault.filled import OwnFilled
from holdspace.vault.hopes import OwnHopes
from holdspace.vault.kept import KeptRecord
from holdspace.vault.keys import Kind
from holdspace.vault.leaves import Plans, Standing, Summary
from holdspace.vault.owner import KeptOwner
from holdspace.vault.parcel import document, packed
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sharing import OwnSharing
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.story import OwnStory
from holdspace.vault.to_bring import OwnToBring


class KeptMember(KeptOwner):
    """The Member of the ports: small doors to what the vault does, with one person's keys."""

    waits = True

    def __init__(
        self, accounts: Accounts, sign_ins: SignIns, keys: ClientKeys, cookie: str
    ) -> None:
        super().__init__(accounts, sign_ins, keys, cookie)
        self._record = KeptRecord(self._vault, keys)
        self.earlier = EarlierVisits(self._vault, keys)
        self.story = OwnStory(self._vault, keys)
        self.hopes = OwnHopes(self._vault, keys)
        self.days = KeptDays(self._vault, keys)
        self.filled = OwnFilled(self._vault, keys)
        self.sharing = OwnSharing(self._vault, keys)
        self.feels_safe = OwnFeelsSafe(self._vault, keys)
        self._to_bring = OwnToBring(self._vault, keys)

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
            feels_safe=self.feels_safe.kept(),
            alongside=self._alongside(),
        )

    def _alongside(self) -> Alongside:
        """Return what there is of walking alongside a therapist."""
        own = self.sharing
        return Alongside(
            links=tuple(link.called for link in own.links()),
            shown=len(own.given()),
            opened=len(own.disclosures()),
            replies=len(own.replies()),
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

    def _standing(self) -> Standing:
        """Return what outlives visits."""
        with self._vault.database.reading() as connection:
            return loose.standing(connection, self._keys)


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
