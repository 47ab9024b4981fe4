"""Keeps guests' visits in this process's memory, and nowhere else."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from holdspace.domain.care import Care
from holdspace.domain.errors import HouseFull, VisitFull
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private, VisitId
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.domain.spoken_of import unspoken
from holdspace.domain.talk import Heard, Memory, Turn, Walk
from holdspace.domain.to_bring import ToBring
from holdspace.ports import Clock, Dice, Exchange, Version, VisitPage

IDLE = timedelta(minutes=60)
MOST_GUESTS = 2_000
MOST_BYTES = 256 * 1024  # of words, heard and said, in one visit
MOST_PLAN_BYTES = 96 * 1024  # of those, for a safety plan with its earlier versions
MOST_CARE_BYTES = 48 * 1024  # and for their own words about gentle things
MOST_TO_BRING_BYTES = 64 * 1024  # and for what they want to bring
MOST_VERSIONS = 20
_AS_USUAL = Manner()
SHOWN = 200  # exchanges a page shows; older ones have left the memory


@dataclass(slots=True)
class _Visit:
    """One open visit: the only mutable thing about a guest."""

    id: VisitId
    seen_at: datetime
    memory: Memory = field(default_factory=Memory)
    exchanges: "OrderedDict[int, Exchange]" = field(default_factory=OrderedDict)
    bytes: int = 0  # of the exchanges
    plans: tuple[Version, ...] = ()  # newest first
    cared: Care = field(default_factory=Care)  # their own words alone; the rest is in the memory
    to_bring: ToBring = field(default_factory=ToBring)
    parted: bool = False  # they said goodbye, and may still say that it shall be kept

    @property
    def room(self) -> int:
        """How many bytes of words still fit."""
        beside = _plan_bytes(self.plans) + self.cared.size + self.to_bring.size
        return MOST_BYTES - self.bytes - beside


class GuestRecord:
    """Both the Record of a turn and the Guests of the front door: a visit, in memory only."""

    waits = False

    def __init__(self, clock: Clock, dice: Dice, most: int = MOST_GUESTS) -> None:
        self._clock = clock
        self._dice = dice
        self._most = most
        self._keys: dict[str, VisitId] = {}
        self._visits: dict[VisitId, _Visit] = {}

    def open(self, manner: Manner = _AS_USUAL) -> tuple[str, VisitId]:
        """Begin a visit, met in a manner; return its key and id. Raises HouseFull when there is no place."""
        if len(self._visits) >= self._most:
            self._let_idle_go()
        if len(self._visits) >= self._most:
            raise HouseFull
        key, visit = self._dice.id(), VisitId(self._dice.id())
        self._keys[key] = visit
        self._visits[visit] = _Visit(visit, self._clock.now(), Memory(manner=manner))
        return key, visit

    def meet(self, visit: VisitId, manner: Manner) -> None:
        """Meet a visit's guest in another manner from the next line on."""
        held = self._visits[visit]
        held.memory = replace(held.memory, manner=manner)

    def lead(self, visit: VisitId, walk: Walk) -> None:
        """Stand at a screen of a practice in a visit."""
        held = self._visits[visit]
        held.memory = replace(held.memory, walk=walk)

    def find(self, key: str) -> VisitId | None:
        """Return the open visit of `key`, or None when there is none or it has ended."""
        visit = self._held(key)
        return visit.id if visit and not visit.parted else None

    def part(self, key: str) -> None:
        """End a visit for every page but the one that asks whether to keep it; it goes within the hour."""
        visit = self._held(key)
        if visit:
            visit.parted, visit.seen_at = True, self._clock.now()

    def parted(self, key: str) -> VisitId | None:
        """Return the visit of `key` that was ended and not yet let go, or None."""
        visit = self._held(key)
        return visit.id if visit and visit.parted else None

    def is_parted(self, visit: VisitId) -> bool:
        """Whether they said goodbye in a visit."""
        return self._visits[visit].parted

    def memory(self, visit: VisitId) -> Memory:
        """Return what is remembered in a visit, for it to be kept whole."""
        return self._visits[visit].memory

    def page(self, visit: VisitId) -> VisitPage:
        """Return what a page may show of the visit."""
        held = self._visits[visit]
        return VisitPage.of(visit, tuple(held.exchanges.values()), held.memory)

    def unsay(self, visit: VisitId, number: int) -> bool:
        """Take back what was said in one exchange, reply and memory included; a tier stays."""
        held = self._visits.get(visit)
        exchange = held.exchanges.get(number) if held else None
        if held is None or exchange is None or exchange.words is None:
            return False
        held.bytes -= _size(exchange)
        held.exchanges[number] = replace(exchange, words=None, said=(), because="")
        held.memory = without(held.memory, exchange)
        return True

    def plans(self, visit: VisitId) -> tuple[Version, ...]:
        """Return the visit's safety plan and its earlier versions, newest first."""
        return self._visits[visit].plans

    def keep_plan(self, visit: VisitId, safety_plan: SafetyPlan) -> None:
        """Keep a safety plan for as long as the visit lasts. Raises VisitFull when it is too long."""
        if safety_plan.size > MOST_PLAN_BYTES:
            raise VisitFull
        held = self._visits[visit]
        held.seen_at = self._clock.now()
        newest = held.plans[0] if held.plans else Version(0, SafetyPlan())
        if newest.safety_plan == safety_plan:
            return
        held.plans = fitting((Version(newest.number + 1, safety_plan), *held.plans))
        self._make_room(held, 0)

    def let_plan_go(self, visit: VisitId) -> None:
        """Forget the safety plan and every earlier version of it."""
        self._visits[visit].plans = ()

    def care(self, visit: VisitId) -> Care:
        """Return what they keep of gentle things for as long as the visit lasts."""
        held = self._visits[visit]
        return held.memory.care.with_words_of(held.cared)

    def change_care(self, visit: VisitId, how: Callable[[Care], Care]) -> Care:
        """Change it as a function says. Raises VisitFull when its words are too many."""
        care = how(self.care(visit)).fitting
        if care.size > MOST_CARE_BYTES:
            raise VisitFull
        held = self._visits[visit]
        held.seen_at = self._clock.now()
        held.memory = replace(held.memory, care=care.wordless)
        held.cared = Care().with_words_of(care)
        self._make_room(held, 0)
        return care

    def to_bring(self, visit: VisitId) -> ToBring:
        """Return what they want to bring, for as long as the visit lasts."""
        return self._visits[visit].to_bring

    def change_to_bring(self, visit: VisitId, how: Callable[[ToBring], ToBring]) -> ToBring:
        """Change it as a function says. Raises VisitFull when its words are too many."""
        after = how(self.to_bring(visit))
        if after.size > MOST_TO_BRING_BYTES:
            raise VisitFull
        held = self._visits[visit]
        held.seen_at = self._clock.now()
        held.to_bring = after
        self._make_room(held, 0)
        return after

    def close(self, key: str) -> None:
        """End the visit of `key`; nothing of it stays."""
        self._visits.pop(self._keys.pop(key, VisitId("")), None)

    async def note(self, heard: Heard) -> None:
        """Take the words in before anything can fail. Raises VisitFull when there is no room."""
        visit = self._visits[heard.visit]
        visit.seen_at = heard.at
        size = len(heard.words.text.encode())
        self._make_room(visit, size)
        if visit.room < size:
            raise VisitFull

    async def recall(self, visit: VisitId) -> Memory:
        """Return what bears on the next turn."""
        return self._visits[visit].memory

    async def keep(self, turn: Turn, memory: Memory) -> None:
        """Keep a finished exchange, where the visit is still open."""
        visit = self._visits.get(turn.heard.visit)
        if visit is None:  # they left while the reply was being found
            return
        exchange = Exchange.of(turn.number, turn)
        visit.memory = memory
        visit.exchanges[turn.number] = exchange
        visit.bytes += _size(exchange)
        self._make_room(visit, 0)

    def _make_room(self, visit: _Visit, size: int) -> None:
        """Let the oldest exchanges leave the memory until `size` bytes more fit."""
        while visit.exchanges and (visit.room < size or len(visit.exchanges) > SHOWN):
            _, gone = visit.exchanges.popitem(last=False)
            visit.bytes -= _size(gone)

    def _held(self, key: str) -> _Visit | None:
        """Return the visit of `key`, unless it has been idle for an hour: then it ends."""
        visit = self._visits.get(self._keys.get(key, VisitId("")))
        if (
            visit and abs(self._clock.now() - visit.seen_at) > IDLE
        ):  # abs: a clock can be set back too
            self.close(key)
            return None
        return visit

    def _let_idle_go(self) -> None:
        """End the visits that have been idle for an hour."""
        for key in tuple(self._keys):
            self._held(key)


def _size(exchange: Exchange) -> int:
    """Return how many bytes the words of an exchange take."""
    words = exchange.words.text if exchange.words else ""
    return len(words.encode()) + sum(len(spoken.text.encode()) for spoken in exchange.said)


def _plan_bytes(plans: tuple[Version, ...]) -> int:
    """Return how many bytes the words of all versions take."""
    return sum(version.safety_plan.size for version in plans)


def fitting(plans: tuple[Version, ...]) -> tuple[Version, ...]:
    """Return the newest versions that fit; the newest of all is always among them."""
    kept = plans[:MOST_VERSIONS]
    while len(kept) > 1 and _plan_bytes(kept) > MOST_PLAN_BYTES:
        kept = kept[:-1]
    return kept


def without(memory: Memory, exchange: Exchange, stands: tuple[Private, ...] = ()) -> Memory:
    """Return a memory that holds no word of an exchange; the raised tier stays, without them.

    What is left alone since another day (`stands`) stays so, though its word comes up in what is taken back.
    """
    said = set(exchange.said)
    words = exchange.words.text.lower() if exchange.words else ""
    return replace(
        memory,
        recent=tuple(spoken for spoken in memory.recent if spoken not in said),
        last_words=Private(""),
        lately=(),
        threads=tuple(thread for thread in memory.threads if thread.turn != exchange.number),
        mentions=unspoken(memory.mentions, exchange.number),
        not_now=tuple(
            topic for topic in memory.not_now if topic in stands or topic.text not in words
        ),
    )
