"""The composition root: the only place that knows every room and puts them together."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from queue import SimpleQueue

import anyio
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from holdspace import desk, web
from holdspace.config import HERE, Settings, keepers_measures, make_home, setup
from holdspace.conversation import take_turn
from holdspace.conversation.hearing import attend
from holdspace.domain.errors import BrokenData
from holdspace.domain.language import Parse
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Heard, Move, Perception, Plan, Said, Spoken, Tap, Walk
from holdspace.journey.measures import library
from holdspace.journey.measures.measure import Measure
from holdspace.log import logger
from holdspace.models.encoder.upper import Upper
from holdspace.models.grammar import EmbeddedGrammar
from holdspace.models.senses import EmbeddedSenses
from holdspace.models.senses.heads import HeadEar
from holdspace.models.senses.meaning import EmbeddedMeaning
from holdspace.ports import Clock, Dice, Exchange, Room
from holdspace.practice.library import practices
from holdspace.safety.gates import names_a_means, refusal
from holdspace.safety.hear import listen
from holdspace.safety.helpline import countries
from holdspace.safety.script import acknowledgements
from holdspace.vault.accounts import Accounts
from holdspace.vault.guest import GuestRecord
from holdspace.vault.keys import Cost, choose_cost
from holdspace.vault.members import KeptMembers
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.therapists import KeptTherapists
from holdspace.vault.vault import open_vault
from holdspace.voice.answers import answers_by_id, source_of
from holdspace.voice.examples import examples
from holdspace.voice.finder import AuthoredVoice
from holdspace.voice.frames import templates
from holdspace.voice.sayable import sayables
from holdspace.work.local import LocalLock, SystemClock, SystemDice


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything that answers a message, put together."""

    room: Room
    record: GuestRecord
    clock: Clock
    dice: Dice
    grammar: EmbeddedGrammar
    senses: EmbeddedSenses
    meaning: EmbeddedMeaning
    voice: AuthoredVoice

    def load(self) -> None:
        """Read everything now, so that the first answer need not wait for it.

        Raises BrokenData, naming the file, where something that came with Holdspace is broken.
        """
        self.read_data()
        self.load_models()
        anyio.run(self.answer_once, "hello, it has been a long day")

    def load_models(self) -> None:
        """Read the models, and what the voice can say, from any thread; until then the first message waits."""
        self.voice.load()
        self.grammar.load()
        self.senses.load()
        self.meaning.load()

    @property
    def ready(self) -> bool:
        """Whether the models are in memory."""
        return self.grammar.ready and self.senses.ready and self.meaning.ready

    def read_data(self) -> None:
        """Read all packaged data but the models. Raises BrokenData, naming the file."""
        heard = self.heard(VisitId(""), "hello")
        spoken, plan = Spoken("Hello.", Move.PRS), Plan((), 1, "")
        for read in (
            self.voice.load,
            answers_by_id,
            templates,
            practices,
            countries,
            acknowledgements,
            self.senses.read_words,
        ):
            read()
        listen(heard.words, Parse())
        attend(heard, Perception())
        refusal(spoken, Said(plan, RiskState()))
        names_a_means("hello")

    async def hear(self, words: str) -> Perception:
        """Return what is understood of a message, out of any visit; nothing is kept."""
        heard = self.heard(VisitId(""), words)
        parse = await self.grammar.parse(heard.words)
        return attend(heard, await self.senses.perceive(heard, parse))

    async def answer_once(self, words: str, *, country: str = "") -> Exchange:
        """Answer one message in a visit of its own, and let the visit go."""
        key, visit = self.record.open()
        exchange = await self.answer(visit, words, country=country)
        self.record.close(key)
        return exchange

    async def answer(
        self, visit: VisitId, words: str, *, tap: Tap | None = None, country: str = ""
    ) -> Exchange:
        """Answer one message of a visit, to the end."""
        async for _ in take_turn(self.heard(visit, words, tap=tap, country=country), self.room):
            pass
        return self.record.page(visit).exchanges[-1]

    async def play(self, said: Sequence[Private]) -> Exchange:
        """Answer some messages one after another in a visit of their own, let it go, and return the last exchange."""
        key, visit = self.record.open()
        try:
            for words in said[:-1]:
                await self.answer(visit, words.text)
            return await self.answer(visit, said[-1].text)
        finally:
            self.record.close(key)

    def heard(
        self, visit: VisitId, words: str, *, tap: Tap | None = None, country: str = ""
    ) -> Heard:
        """Make what was heard of plain words, here and now."""
        return Heard(visit, Private(words), self.clock.now(), tap=tap, country=country)


def build_engine(
    dice: Dice | None = None, words: Path | None = None, clock: Clock | None = None
) -> Engine:
    """Put the embedded default together: nothing of it leaves this machine.

    `words` is the keeper's folder of lines of their own; it need not be there.
    """
    clock, dice = clock or SystemClock(), dice or SystemDice()
    record = GuestRecord(clock, dice)
    grammar = EmbeddedGrammar()
    upper = Upper()
    heads = HeadEar(upper=upper)
    senses = EmbeddedSenses(upper=upper, heads=heads)
    meaning = EmbeddedMeaning(heads, partial(examples, words))
    voice = AuthoredVoice(dice, words=words)
    room = Room(grammar, senses, meaning, voice, record, LocalLock())
    return Engine(room, record, clock, dice, grammar, senses, meaning, voice)


def build_members(
    settings: Settings, engine: Engine, cost: Cost | None = None
) -> KeptMembers | None:
    """Open the record, and find out what a passphrase may cost here; None where the keeper wants nothing kept.

    Raises what `open_vault` does.
    """
    if settings.keeping == "off":
        return None
    vault = open_vault(settings.record, make_home(settings), engine.clock, engine.dice)
    accounts = Accounts(vault, cost or choose_cost())
    takes_new = settings.keeping == "open"
    return KeptMembers(vault, accounts, SignIns(vault), engine.record, takes_new=takes_new)


def build_web(
    settings: Settings, engine: Engine | None = None, members: KeptMembers | None = None
) -> Starlette:
    """Put both front doors together; without `members` nothing can be kept, guests need no record, and there is no desk."""
    engine = engine or build_engine(words=settings.words)
    house = web.House(
        room=engine.room,
        guests=engine.record,
        members=members,
        passkeys_at=settings.origin or _on_this_computer(settings),
        clock=engine.clock,
        dice=engine.dice,
        turn=take_turn,
        country=settings.country,
        profile=settings.profile,
        keeper_name=settings.keeper_name,
        exit_page=settings.exit_page,
        origin=settings.origin,
        on_this_computer=settings.host in HERE and not settings.origin,
        ready=lambda: engine.ready,
        sayables=partial(sayables, settings.words),
        source=source_of,
        measures=_measures(settings.measures),
        setup=partial(setup, settings),
    )
    front = web.build(house)
    if members:
        front.state.desk = desk.build(_desk_house(settings, house, members, engine))
        front.add_middleware(Beside, desk=front.state.desk)
    return front


class Beside:
    """Hands what lies under /desk to the desk, before anything of the front door looks at it."""

    def __init__(self, app: ASGIApp, desk: ASGIApp) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, at its door."""
        at_desk = scope["type"] == "http" and f"{scope['path']}/".startswith("/desk/")
        await (self._desk if at_desk else self._app)(scope, receive, send)


def _desk_house(
    settings: Settings, house: web.House, members: KeptMembers, engine: Engine
) -> desk.House:
    """Return what the desk is given: the same record, the same patience, and a cookie of its own."""
    therapists = KeptTherapists(members.vault, members.accounts, members.sign_ins)
    return desk.House(
        therapists=therapists,
        clock=house.clock,
        dice=house.dice,
        grammar=engine.grammar,
        play=engine.play,
        passkeys_at=house.passkeys_at,
        challenges=house.challenges,
        patience=house.patience,
        country=settings.country,
        exit_page=settings.exit_page,
        origin=settings.origin,
        measures=house.measures,
    )


def _measures(folder: Path) -> Mapping[str, Measure]:
    """Return every measure; where a keeper's do not fit, those that came with Holdspace, since nobody's door closes for it.

    `holdspace doctor` says what does not fit.
    """
    try:
        return library.measures(keepers_measures(folder))
    except BrokenData as broken:
        logger().error("measures of the keeper left out", fault=str(broken))
        return library.measures()


def _on_this_computer(settings: Settings) -> str | None:
    """Return the address by which this computer reaches itself, or None where others are let in without an origin."""
    return f"http://localhost:{settings.port}" if settings.host in HERE else None


class Conversation:
    """A visit in plain Python: say something, and read the reply line by line."""

    def __init__(self, engine: Engine, portal: BlockingPortal) -> None:
        self._engine = engine
        self._portal = portal
        self._visit = engine.record.open()[1]

    def say(self, words: str, *, country: str = "") -> Iterator[Spoken]:
        """Yield the reply to `words`, one line at a time, as each is ready."""
        heard = self._engine.heard(self._visit, words, country=country)
        lines: SimpleQueue[Spoken | None] = SimpleQueue()
        ended = self._portal.start_task_soon(self._pour, heard, lines)
        while (spoken := lines.get()) is not None:
            yield spoken
        ended.result()

    async def _pour(self, heard: Heard, lines: "SimpleQueue[Spoken | None]") -> None:
        """Run one turn to its end, in one task, handing its lines over as they come."""
        try:
            async for spoken in take_turn(heard, self._engine.room):
                lines.put(spoken)
        finally:
            lines.put(None)

    def lead(self, walk: Walk) -> None:
        """Stand at a screen of a practice, so that what is said next is said there."""
        self._engine.record.lead(self._visit, walk)

    @property
    def walk(self) -> Walk | None:
        """The practice that is under way, and how far."""
        return self._engine.record.memory(self._visit).walk

    @property
    def last(self) -> Exchange:
        """The latest exchange: its lines, the reason for them, its tier and lanes."""
        return self._engine.record.page(self._visit).exchanges[-1]


@contextmanager
def converse(dice: Dice | None = None, words: Path | None = None) -> Iterator[Conversation]:
    """Open a visit for use as a library; it lives in memory and is gone at the end."""
    with start_blocking_portal() as portal:
        yield Conversation(build_engine(dice, words), portal)


def hear(words: str) -> Perception:
    """Return what is understood of a message, out of any visit; nothing is kept."""
    return anyio.run(_listener().hear, words)


@cache
def _listener() -> Engine:
    """Return an engine to listen with, put together once."""
    return build_engine()
