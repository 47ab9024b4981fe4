"""Rows in every table, through the same doors people use, for tests about whole records."""

from datetime import date, datetime

import anyio
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import select

from holdspace.domain.care import After, Care, Sense, SetDown, Soothing, Tried
from holdspace.domain.linking import Agreement, Between, LinkState
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import Tier
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.domain.shared import Piece, Shared, Sort
from holdspace.domain.talk import Heard, Memory, Move, Plan, Spoken, Turn
from holdspace.ports.opening import NewPasskey
from holdspace.vault import links, shares
from holdspace.vault.accounts import Accounts
from holdspace.vault.alongside import OwnAlongside
from holdspace.vault.codes import DIGITS, SECONDS, new_secret, secret_of
from holdspace.vault.disclosing import disclose
from holdspace.vault.kept import KeptRecord
from holdspace.vault.linked import Linked
from holdspace.vault.loose import Belongings
from holdspace.vault.member import KeptMember
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.second import set_code
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.tables import entry
from holdspace.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE

CANARY = "the saffron heron folded its umbrella"


def member_of(vault: Vault, keys: ClientKeys) -> KeptMember:
    """Return somebody who came in, by their keys alone."""
    return KeptMember(Accounts(vault), SignIns(vault), keys, "")


def somebody_else(vault: Vault) -> ClientKeys:
    """Make somebody whose record is not the one a test is about."""
    return Accounts(vault).make(Private("Ivo"), PASSPHRASE)


def say(vault: Vault, keys: ClientKeys, visit: VisitId, words: str) -> None:
    """Note and keep one exchange."""
    record, heard = KeptRecord(vault, keys), Heard(visit, Private(words), vault.clock.now())
    said = (Spoken(f"{words}, said back.", Move.SRF, "mirror"),)
    turn = Turn(1, heard, Plan((), 40, "Because."), Tier.R1, (), said)
    anyio.run(record.note, heard)
    anyio.run(record.keep, turn, Memory(turns=1, last_words=Private(words)))


def fill(vault: Vault, name: str, words: str = CANARY) -> ClientKeys:
    """Make somebody who has at least one row in every table, with the same words wherever words go."""
    accounts = Accounts(vault)
    keys = accounts.make(Private(name), PASSPHRASE)
    accounts.new_words(keys)
    accounts.add_passkey(keys, NewPasskey(name.encode(), b"public", Private(words), b"p" * 32))
    letters = new_secret()
    set_code(vault, keys, letters, code_at(letters, vault.clock.now()))
    SignIns(vault).open(keys, Private(words))
    visit = KeptRecord(vault, keys).open()
    say(vault, keys, visit, words)
    say(vault, keys, visit, f"and {words}")
    belongings = Belongings(vault, keys)
    belongings.keep_plan(SafetyPlan(signs=Private(words)))
    belongings.keep_draft(Private(words))
    KeptRecord(vault, keys).change_care(lambda _: cared(words))
    show(vault, keys, Private(words))
    return keys


def show(vault: Vault, keys: ClientKeys, words: Private) -> None:
    """Link somebody with themselves, so that every row of it is theirs; show one thing, and open it."""
    agreement = Agreement(words, words, words, words, "zz")
    OwnAlongside(vault, keys).offer(agreement, words, words)
    giver, today = shares.Giver(vault, keys), date(2026, 1, 1)
    linked = Linked(words, keys.public.hex(), "00" * 32, agreement, "zz", today)
    side = links.NewSide(keys.client, linked, Between((words,)), LinkState.LIVE)
    shared = Shared(Sort.WORDS, today, pieces=(Piece("", words),), note=words)
    with vault.database.writing() as connection:
        links.add_side(connection, giver, side)
        row = shares.add(connection, giver, shared)
        shares.hand(connection, giver, row, shares.Reader(keys.client, keys.public))
        openable = shares.openable(keys, vault.clock.now())
        disclose(connection, shares.received(connection, keys, openable, today)[0], today)


def cared(words: str) -> Care:
    """Return something of every kind that is kept of gentle things."""
    today, says = date(2026, 1, 1), Private(words)
    answer = Tried("look-around", After.BETTER, today)
    thing, away = Soothing(Sense.TOUCH, says), SetDown("one", says, today)
    return Care(("look-around",), ("double-sigh",), (answer,), (thing,), (says,), (away,))


def code_at(letters: Private, moment: datetime) -> Private:
    """Return the code that an app shows at a moment."""
    maker = TOTP(secret_of(letters), DIGITS, SHA1(), SECONDS)  # noqa: S303  what apps know
    return Private(maker.generate(int(moment.timestamp())).decode())


def words_kept(vault: Vault, keys: ClientKeys) -> list[str]:
    """Return what somebody said in their open visit."""
    record = KeptRecord(vault, keys)
    visit = record.current()
    exchanges = record.page(visit).exchanges if visit else ()
    return [exchange.words.text for exchange in exchanges if exchange.words]


def entry_ids(vault: Vault) -> set[str]:
    """Return the ids of all entries."""
    with vault.database.reading() as connection:
        return set(connection.scalars(select(entry.c.id)))
