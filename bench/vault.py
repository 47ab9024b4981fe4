"""What keeping costs: sealing and opening a turn, opening a long record, signing in, and whether a turn grows dearer.

Every figure stands beside one that no code of ours can better (the bare key agreement, a record a tenth as long), so that a
busy machine shows in both. The record is made in a folder of its own and removed.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from secrets import token_bytes
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

import anyio
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.messages import messages, percentiles
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import Tier
from holdspace.domain.talk import Heard, Memory, Move, Plan, Spoken, Turn
from holdspace.ports import Exchange
from holdspace.vault import entries
from holdspace.vault.accounts import Accounts
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.entries import Entry
from holdspace.vault.kept import KeptRecord
from holdspace.vault.keys import FLOOR, Cost, choose_cost
from holdspace.vault.leaves import About, KeptTurn, read, written
from holdspace.vault.loose import Belongings
from holdspace.vault.parcel import document, packed
from holdspace.vault.sealing import ClientKeys, Slot, new_keys, seal, unseal
from holdspace.vault.vault import Vault, open_vault
from holdspace.work.local import SystemClock, SystemDice

T = TypeVar("T")
TURNS = 20_000
OF_A_VISIT = 25  # turns
AIM = 1.5  # seconds
AROUND = 60  # turns kept at each length
REPEATS = 400
_NAME, _OTHER = Private("bench"), Private("another")
_PASSPHRASE = Private("a quiet river in autumn")
_SAID = (
    Spoken("You did everything, and nobody noticed.", Move.SRF, "mirror", ((4, 38),)),
    Spoken("There may be no room left for you in it.", Move.CRF, "unseen-01"),
)


def main() -> None:
    """Print every figure."""
    _print_a_turn()
    with _record() as (vault, keys):
        small = _timed_openings(vault, keys, TURNS // 10)
        early = _kept(vault, keys)
        large = _timed_openings(vault, keys, TURNS - TURNS // 10)
        late = _kept(vault, keys)
        _print_openings(small, large)
        print(f"  keeping a turn: {percentiles(early)} in a record of {TURNS // 10} turns,")
        print(
            f"    {percentiles(late)} in one of {TURNS}: ratio {_ratio(late, early):.2f} (aim <= 1.5)"
        )
        _print_size(vault)
    _print_signing_in()


def _print_a_turn() -> None:
    """Print what sealing and opening one turn takes, beside what its primitives alone take."""
    keys, slot = new_keys("bench"), Slot("entry", "bench", "bench")
    bodies = [written(_turn(words, 1)) for words in messages()[:REPEATS]]
    sealed = [seal(body, slot, keys.public) for body in bodies]
    other, key, nonce = (
        X25519PrivateKey.generate().public_key(),
        AESGCM(token_bytes(32)),
        token_bytes(12),
    )
    bare = _each(
        bodies, lambda body: (keys.private.exchange(other), key.encrypt(nonce, body, None))
    )
    sealing = _each(bodies, lambda body: seal(body, slot, keys.public))
    opening = _each(sealed, lambda each: read(unseal(each, slot, keys)))
    print(f"  sealing a turn       {percentiles(sealing)}   (aim p50 <= 1)")
    print(f"  opening it           {percentiles(opening)}   (aim p50 <= 1)")
    print(f"  a key agreement and a cipher, bare: {percentiles(bare)}; ", end="")
    print(
        f"sealing {_ratio(sealing, bare):.1f} times that, opening {_ratio(opening, bare):.1f} times"
    )


@contextmanager
def _record() -> Iterator[tuple[Vault, ClientKeys]]:
    """Make an empty record with one person in it, and remove it."""
    with TemporaryDirectory(prefix="holdspace-bench-") as folder:
        vault = open_vault(
            f"sqlite:///{folder}/bench.db", Path(folder), SystemClock(), SystemDice()
        )
        try:
            yield vault, Accounts(vault).make(_NAME, _PASSPHRASE)
        finally:
            vault.close()


def _timed_openings(vault: Vault, keys: ClientKeys, more: int) -> dict[str, float]:
    """Write so many turns more, and return how long each way of opening takes then, in seconds."""
    _write(vault, keys, more)
    earlier = EarlierVisits(vault, keys)
    latest = earlier.listed().visits[0].visit

    def what_a_sign_in_shows() -> None:
        EarlierVisits(vault, keys).listed()
        earlier.exchanges(latest)
        Belongings(vault, keys).plans()

    return {
        "opened at once": _best(what_a_sign_in_shows),
        "one visit, when looked at": _best(lambda: earlier.exchanges(latest)),
        "every word, for a search": _best(lambda: earlier.search(Private("zebra"))),
        "all of it, into a file to take along": _best(lambda: packed(document(vault, keys)), 1),
    }


def _print_openings(small: dict[str, float], large: dict[str, float]) -> None:
    """Print how long opening takes, beside a record a tenth as long."""
    for name, took in large.items():
        over = "  < over" if took > AIM else ""
        print(f"  {TURNS} turns, {name}: {took:.2f} s; a tenth of them {small[name]:.2f} s{over}")
    print(f"  (aim <= {AIM} s for what is opened at once; what is over it, is marked)")


def _write(vault: Vault, keys: ClientKeys, turns: int) -> None:
    """Write visits of a year and more."""
    lines, now = messages(), vault.clock.now()
    for begun in range(0, turns, OF_A_VISIT):
        visit = VisitId(vault.dice.id())
        about = entries.visit_row(keys, visit, About(now - timedelta(hours=begun), now))
        made = [
            Entry(vault.dice.id(), _turn(lines[(begun + n) % len(lines)], n), visit, n)
            for n in range(1, OF_A_VISIT + 1)
        ]
        with vault.database.writing() as connection:
            entries.add_rows(connection, [about], [entries.entry_row(keys, each) for each in made])


def _turn(words: str, number: int) -> KeptTurn:
    """Make one exchange."""
    return KeptTurn(Exchange(number, Private(words), None, _SAID, "You told how it was.", Tier.R0))


def _kept(vault: Vault, keys: ClientKeys) -> list[float]:
    """Return how long each of a visit's turns takes to note and keep, in milliseconds."""
    record = KeptRecord(vault, keys)
    visit = record.open()
    took = _each(messages()[:AROUND], lambda words: anyio.run(_keep, record, visit, words))
    record.close(visit)
    return took


async def _keep(record: KeptRecord, visit: VisitId, words: str) -> None:
    """Note and keep one turn, as a conversation does."""
    heard = Heard(visit, Private(words), SystemClock().now())
    await record.note(heard)
    turn = Turn(1, heard, Plan((), 40, "You told how it was."), Tier.R0, (), _SAID)
    await record.keep(turn, Memory(recent=_SAID * 20, last_words=heard.words))


def _print_size(vault: Vault) -> None:
    """Print how much room the record takes."""
    vault.database.tidy()
    size = Path(str(vault.database.engine.url.database)).stat().st_size
    print(f"  the file: {size / 1e6:.0f} MB, {size / TURNS / 1024:.1f} KiB a turn")


def _print_signing_in() -> None:
    """Print how long a passphrase takes at the cost that this machine chooses, and at the least there is."""
    chosen = choose_cost()
    for says, cost in (("chosen here, aim 0.3 to 0.6 s", chosen), ("the floor", FLOOR)):
        took = _signing_in(cost)
        spent = f"argon2id {cost.memory // 1024} MiB x {cost.passes}"
        print(f"  signing in: {took:.2f} s with {spent} ({says})")


def _signing_in(cost: Cost) -> float:
    """Return how long a passphrase takes at a cost, in seconds."""
    with _record() as (vault, _):
        accounts = Accounts(vault, cost)
        accounts.make(_OTHER, _PASSPHRASE)
        return _best(lambda: accounts.with_passphrase(_OTHER, _PASSPHRASE))


def _each(of: Sequence[T], do: Callable[[T], object]) -> list[float]:
    """Return how long something took with each, in milliseconds."""
    took = []
    for one in of:
        began = time.perf_counter()
        do(one)
        took.append((time.perf_counter() - began) * 1000)
    return took


def _best(do: Callable[[], object], times: int = 3) -> float:
    """Return the shortest of a few runs in seconds: what else a machine does only ever adds."""
    return min(_each(range(times), lambda _: do())) / 1000


def _ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """Return how many times as long one takes at the median."""
    return median(one) / median(other)
