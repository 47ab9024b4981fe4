"""Whatever happens, in whatever order, among two hundred clients and twenty therapists: a therapist sees what is shown to them, and nothing that hints at more."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from holdspace.domain.errors import NothingHere
from holdspace.domain.people import Private
from holdspace.domain.shared import Piece, Shared, Sort
from holdspace.domain.story import Keepsake, KeptAs
from holdspace.vault import entries
from holdspace.vault.alongside import OwnAlongside
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sharing import OwnSharing
from tests.vault.many import CLIENTS, THERAPISTS, Days, Many, Statements, copied, make, opened_with
from tests.vault.walked import AGREEMENT, YES

NOBODYS = "no-such-share"
FEWEST = 3  # links that stay, so that a run does not end with nobody left who shows anything
MOST_GONE = 2
T = TypeVar("T")
some_client = st.integers(0, CLIENTS - 1)
some_therapist = st.integers(0, THERAPISTS - 1)


_HELD = TemporaryDirectory(prefix="holdspace-")


@cache
def everybody() -> Many:
    """Return everybody in the record that each run copies, made once."""
    return make(Path(_HELD.name))


def shown(canary: str, until: date | None, today: date) -> Shared:
    """Make something to show."""
    return Shared(Sort.WORDS, today, pieces=(Piece("", Private(canary)),), until=until)


@dataclass(frozen=True)
class Share:
    """What a test knows of a share."""

    id: str
    client: int
    therapist: int
    canary: str
    until: date | None = None
    source: str | None = None


class Sharing(RuleBasedStateMachine):
    """Links and shares, beside a plain list of what is to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.many = everybody()
        self.place = TemporaryDirectory(prefix="holdspace-")
        self.clock = Days()
        self.vault = copied(Path(_HELD.name), Path(self.place.name) / "record", self.clock)
        self.statements = Statements().of(self.vault)
        self.links: dict[tuple[int, int], tuple[str, str]] = {}
        self.seen: dict[str, Share] = {}  # what may be seen, by the share
        self.ever: list[Share] = []
        self.written: list[str] = []  # what was written and never shown
        self.gone: set[str] = set()
        self.pool: tuple[list[int], list[int]] = ([], [])
        self.unswept: set[str] = set()  # over, and not yet removed by the hour
        self.parted: set[tuple[int, int]] = set()  # ended together: two goodbyes are left

    def teardown(self) -> None:
        self.vault.close()
        self.place.cleanup()

    @initialize(
        clients=st.lists(some_client, min_size=6, max_size=12, unique=True),
        therapists=st.lists(some_therapist, min_size=2, max_size=4, unique=True),
    )
    def begin(self, clients: list[int], therapists: list[int]) -> None:
        """Let some of the two hundred meet some of the twenty; the others are there, and nothing of theirs may show."""
        self.pool = (clients, therapists)
        for n, c in enumerate(clients):
            self._link(c, therapists[n % len(therapists)])

    @rule(c=some_client, t=some_therapist)
    def link(self, c: int, t: int) -> None:
        clients, therapists = self.pool
        self._link(clients[c % len(clients)], therapists[t % len(therapists)])

    def _link(self, c: int, t: int) -> None:
        """Let two say yes to each other."""
        if (c, t) in self.links or {self._c(c).client, self._t(t).client} & self.gone:
            return
        code = self.hers(t).offer(AGREEMENT, Private("Amara"), Private(""))
        mine = self.theirs(c).accept(code, YES)
        (offer,) = [each for each in self.hers(t).offers() if each.taken]
        self.links[c, t] = (mine, self.hers(t).confirm(offer.id))
        self.check(t)

    @precondition(lambda self: self.links)
    @rule(which=st.integers(0), days=st.integers(0, 3))
    def show_until_a_day(self, which: int, days: int) -> None:
        self._show(which, days, copies=False)

    @precondition(lambda self: self.links)
    @rule(which=st.integers(0))
    def show_a_copy_of_an_entry(self, which: int) -> None:
        self._show(which, None, copies=True)

    @precondition(lambda self: self.links)
    @rule(which=st.integers(0), copies=st.booleans())
    def show(self, which: int, copies: bool) -> None:
        self._show(which, None, copies=copies)

    def _show(self, which: int, days: int | None, *, copies: bool) -> None:
        """Show something, until a day or for good, of an entry or by itself."""
        (c, t), (mine, _) = pick(self.links.items(), which)
        canary = f"heron-{len(self.ever)}-of-{c}"
        until = None if days is None else self.clock.today + timedelta(days=days)
        source = self._write(c, canary) if copies else None
        row = self.theirs(c).give(mine, shown(canary, until, self.clock.today), source)
        share = Share(row, c, t, canary, until, source)
        self.seen[row] = share
        self.ever.append(share)
        self.check(t)

    @rule(c=some_client)
    def write_and_show_nobody(self, c: int) -> None:
        if self._c(c).client not in self.gone:
            self._write(c, f"hidden-{len(self.written)}-of-{c}")
            self.check(c % THERAPISTS)

    @precondition(lambda self: self.seen)
    @rule(which=st.integers(0), whole=st.booleans())
    def take_back(self, which: int, whole: bool) -> None:
        share = pick(self.seen.values(), which)
        own = self.theirs(share.client)
        (own.let_go if whole else own.take_back)(share.id)
        self._unseen(lambda each: each.id == share.id)
        self.check(share.therapist)

    @precondition(lambda self: any(each.until for each in self.seen.values()))
    @rule(days=st.integers(1, 2), sweeps=st.booleans())
    def time_goes_by(self, days: int, sweeps: bool) -> None:
        self.clock.wait(days)
        today = self.clock.today
        over = self._unseen(lambda each: bool(each.until and each.until < today))
        self.unswept |= {each.id for each in over}
        if sweeps:
            self.vault.let_expired_go()
            self.unswept.clear()
        for t in {each.therapist for each in over}:
            self.check(t)

    @precondition(lambda self: len(self.links) > FEWEST)
    @rule(which=st.integers(0), by_client=st.booleans())
    def unlink(self, which: int, by_client: bool) -> None:
        (c, t), (mine, hers) = pick(self.links.items(), which)
        if by_client:
            self.theirs(c).end(mine)
        else:
            self.hers(t).end(hers)
        self._ended(c, t)

    @precondition(lambda self: len(self.links) > FEWEST)
    @rule(which=st.integers(0))
    def end_together(self, which: int) -> None:
        (c, t), (mine, hers) = pick(self.links.items(), which)
        self.theirs(c).say_goodbye(mine, Private(f"farewell-of-{c}-"))
        self.check(t)
        self.hers(t).say_goodbye(hers, Private("go well"))
        self.parted.add((c, t))
        self._ended(c, t)

    @precondition(lambda self: any(each.source for each in self.seen.values()))
    @rule(which=st.integers(0))
    def remove_what_a_share_is_a_copy_of(self, which: int) -> None:
        share = pick([each for each in self.seen.values() if each.source], which)
        with self.vault.database.writing() as connection:
            entries.remove(connection, self._c(share.client), share.source or "")
        self._unseen(lambda each: each.id == share.id)
        self.check(share.therapist)

    @precondition(lambda self: len(self.gone) < MOST_GONE)
    @precondition(lambda self: len(self.links) > FEWEST)
    @rule(which=st.integers(0), the_client=st.booleans())
    def delete(self, which: int, the_client: bool) -> None:
        (c, t), _ = pick(self.links.items(), which)
        gone = self._c(c) if the_client else self._t(t)
        self.vault.remove_person(gone.client)
        self.gone.add(gone.client)
        ended = [
            pair for pair in self.links if pair[0 if the_client else 1] == (c if the_client else t)
        ]
        for pair in ended:
            self._ended(*pair)

    def check(self, t: int) -> None:
        """Hold what a therapist sees against what is to be seen: the list, each opening, and the statements it takes."""
        if self._t(t).client in self.gone:
            return
        hers, theirs = self.hers(t), [each for each in self.seen.values() if each.therapist == t]
        assert {each.id for each in hers.listed()} == {each.id for each in theirs}
        for each in theirs:
            assert hers.open(each.id).pieces[0].words.text == each.canary
        refused = {self._refused(hers, NOBODYS)}
        others = [each for each in self.ever if each.id not in {mine.id for mine in theirs}]
        refused |= {self._refused(hers, each.id) for each in others[-8:]}
        assert len(refused) == 1, (
            "what is not there and what is not theirs took different statements"
        )
        self._copy_the_record_and_try_their_key(t)

    def _copy_the_record_and_try_their_key(self, t: int) -> None:
        """Hold all that a key opens in a copy of the whole record against what is to be seen."""
        bodies = b" ".join(opened_with(self.vault, self._t(t)))
        opened = {each.id for each in self.ever if f'"{each.canary}"'.encode() in bodies}
        mine = {each.id for each in self.seen.values() if each.therapist == t}
        assert mine <= opened <= mine | self.unswept
        assert b"hidden-" not in bodies
        told = {c for c, other in self.parted if other == t}
        said = {c for c in range(CLIENTS) if f"farewell-of-{c}-".encode() in bodies}
        assert said <= told

    def _refused(self, hers: OwnAlongside, which: str) -> tuple[str, ...]:
        """Return the statements of an opening that is refused."""
        self.statements.take()
        with pytest.raises(NothingHere):
            hers.open(which)
        return self.statements.take()

    def _ended(self, c: int, t: int) -> None:
        """Note that a link is over; another may be made after it."""
        self.links.pop((c, t))
        self._unseen(lambda each: (each.client, each.therapist) == (c, t))
        self.check(t)

    def _unseen(self, which: Callable[[Share], bool]) -> list[Share]:
        """Note that some shares are seen no more; return them."""
        over = [each for each in self.seen.values() if which(each)]
        for each in over:
            del self.seen[each.id]
        return over

    def _write(self, c: int, words: str) -> str:
        """Keep something of a client's own, in an entry; return its row."""
        row, leaf = self.vault.dice.id(), Keepsake(KeptAs.MOMENT, Private(words), self.clock.today)
        with self.vault.database.writing() as connection:
            entries.add(connection, self._c(c), entries.beside(leaf, row))
        self.written.append(words)
        return row

    def hers(self, t: int) -> OwnAlongside:
        return OwnAlongside(self.vault, self._t(t))

    def theirs(self, c: int) -> OwnSharing:
        return OwnSharing(self.vault, self._c(c))

    def _c(self, c: int) -> ClientKeys:
        return self.many.clients[c]

    def _t(self, t: int) -> ClientKeys:
        return self.many.therapists[t]


def pick(some: Iterable[T], which: int) -> T:
    """Return one of some."""
    them = list(some)
    return them[which % len(them)]


Sharing.TestCase.settings = settings(max_examples=20, stateful_step_count=50, deadline=None)
TestSharing = Sharing.TestCase
