"""The tables of the record, and for every column that is not sealed the reason why it may be read.

Whoever holds the file, the keeper included, can read these columns; so there are few. No table says when an entry was
written, what kind of thing it is, or how long it is: kinds, dates and words are inside the envelopes, and those are
filled up to a few round sizes. What the rows do tell is in docs/decisions/0021-what-the-vault-is-made-of.md.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

ID = String(64)  # 128 random bits, or 32 bytes of a digest in hexadecimal


class Minute(TypeDecorator[datetime]):
    """A moment to the minute and no finer, as minutes since 1970: the same in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """Drop the seconds."""
        del dialect
        return None if value is None else int(value.timestamp()) // 60

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        """Return the moment, in UTC."""
        del dialect
        return None if value is None else datetime.fromtimestamp(value * 60, UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _of(table: str) -> ForeignKey:
    """Point to a row of another table, and go when it goes."""
    return ForeignKey(f"{table}.id", ondelete="CASCADE")


person = Table(
    "person",
    metadata,
    Column("id", ID, primary_key=True),  # random, says nothing
    Column(
        "name", String(200)
    ),  # the keeper must be able to find and remove an account; it may be a pseudonym
    Column(
        "folded", String(400), unique=True
    ),  # the same name without case, so that signing in finds it
    Column(
        "role", String(16), nullable=False
    ),  # which door they come in by: client, therapist, keeper
    Column(
        "public_key", LargeBinary, nullable=False
    ),  # made to be read: with it one can seal, not open
    Column(
        "made_on", Date, nullable=False
    ),  # a date, for the keeper to tell a forgotten account from a new one
    Column(
        "expires_at", Minute
    ),  # until tomorrow: it must go without the person coming back to open it
)

key_wrap = Table(
    "key_wrap",
    metadata,
    Column("id", ID, primary_key=True),  # random, says nothing
    Column("person", ID, _of("person"), nullable=False, index=True),  # whose key it is
    Column(
        "kind", String(16), nullable=False
    ),  # which door to offer: passphrase, words, passkey, this device
    Column("salt", LargeBinary, nullable=False),  # random; needed before anything can be opened
    Column("memory", Integer),  # what argon2id spends; needed before anything can be opened
    Column("passes", Integer),  # the same
    Column(
        "passkey", ID, _of("passkey")
    ),  # which passkey opens it; the wrap goes when that is removed
    Column("envelope", LargeBinary, nullable=False),  # sealed: the private key
)

passkey = Table(
    "passkey",
    metadata,
    Column("id", ID, primary_key=True),  # random, says nothing
    Column("person", ID, _of("person"), nullable=False, index=True),  # whom it signs in
    Column(
        "credential", LargeBinary, nullable=False, unique=True
    ),  # what the browser shows before anybody is known
    Column("public_key", LargeBinary, nullable=False),  # made to be read: it checks a signature
    Column("count", BigInteger, nullable=False),  # of signatures, to notice a copied authenticator
    Column("wrap", LargeBinary, nullable=False),  # sealed: the item key of the label
    Column("envelope", LargeBinary, nullable=False),  # sealed: what the person calls this device
)

second_factor = Table(
    "second_factor",
    metadata,
    Column("id", ID, primary_key=True),  # random, says nothing
    Column(
        "person", ID, _of("person"), nullable=False, unique=True
    ),  # of whom a code is asked, before it can be opened
    Column("wrap", LargeBinary, nullable=False),  # sealed: the item key
    Column(
        "envelope", LargeBinary, nullable=False
    ),  # sealed: what makes the codes, and the last one taken
)

sign_in = Table(
    "sign_in",
    metadata,
    Column(
        "id", ID, primary_key=True
    ),  # SHA-256 of the cookie's id: from the row nobody can make the cookie
    Column("person", ID, _of("person"), nullable=False, index=True),  # who is signed in
    Column(
        "opened_at", Minute, nullable=False
    ),  # it must end in time though nobody comes back; gone with the row
    Column(
        "seen_at", Minute, nullable=False
    ),  # it must lock when idle though nobody comes back; gone with the row
    Column(
        "waits_until", Minute
    ),  # the second step is to come, and not for long; nothing once somebody is in
    Column("salt", LargeBinary),  # random; nothing while locked
    Column(
        "key_envelope", LargeBinary
    ),  # sealed: the private key; nothing while locked, so no cookie opens it then
    Column("wrap", LargeBinary, nullable=False),  # sealed: the item key of the label
    Column("envelope", LargeBinary, nullable=False),  # sealed: what this device is called
)

visit = Table(
    "visit",
    metadata,
    Column("id", ID, primary_key=True),  # random, says nothing
    Column(
        "person", ID, _of("person"), nullable=False, index=True
    ),  # whose visit; needed to find and remove it
    Column("wrap", LargeBinary, nullable=False),  # sealed: the item key
    Column("envelope", LargeBinary, nullable=False),  # sealed: when it was, and what it was for
)

entry = Table(
    "entry",
    metadata,
    Column("id", ID, primary_key=True),  # random, says nothing
    Column(
        "person", ID, _of("person"), nullable=False
    ),  # whose it is; needed to find and remove it
    Column(
        "visit", ID, _of("visit")
    ),  # which visit it goes with; needed to remove that visit whole
    Column(
        "number", Integer
    ),  # which turn of the visit, to show the latest without opening all; -1 for what only a page of its own opens, -2 and -3 for what a therapist's list opens and what only one thing on it knows of
    Column("wrap", LargeBinary, nullable=False),  # sealed: the item key
    Column(
        "envelope", LargeBinary, nullable=False
    ),  # sealed: the words, what kind of thing they are, and when
    UniqueConstraint("visit", "number"),
    Index(None, "person", "visit"),
    Index(None, "person", "number"),
)

invitation = Table(  # nobody's: it names no person, and goes when the link is used or over
    "invitation",
    metadata,
    Column(
        "id", ID, primary_key=True
    ),  # SHA-256 of the link's token: from the row nobody can make the link
    Column(
        "role", String(16), nullable=False
    ),  # which door the link opens: client, therapist, keeper
    Column(
        "ends_at", Minute, nullable=False
    ),  # it must end in time though nobody comes; gone with the row
)

link = Table(  # a client and a therapist: one row for each of the two, which the other's removal takes along
    "link",
    metadata,
    Column("id", ID, primary_key=True),  # random, says nothing
    Column("person", ID, _of("person"), nullable=False, index=True),  # whose side of it
    Column(
        "other", ID, _of("person"), nullable=False, index=True
    ),  # the other one: either may end it while the other is away, and either's removal ends it
    Column(
        "state", String(16), nullable=False
    ),  # what is over opens nothing, though one of the two is away: asked, live, parting, ended
    Column("wrap", LargeBinary, nullable=False),  # sealed: the item key
    Column(
        "envelope", LargeBinary, nullable=False
    ),  # sealed: the other's name and key, the agreement, the key the two have in common, since when
    Column(
        "between", LargeBinary, nullable=False
    ),  # sealed under the key the two have in common: what the companion does between appointments
    UniqueConstraint("person", "other"),
)

offer = Table(  # of a link; goes when both said yes, when it is taken back, or over
    "offer",
    metadata,
    Column(
        "id", ID, primary_key=True
    ),  # SHA-256 of the code: from the row nobody can make the code
    Column("person", ID, _of("person"), nullable=False, index=True),  # the therapist who made it
    Column(
        "ends_at", Minute, nullable=False
    ),  # it must end in time though nobody comes; gone with the row
    Column(
        "taker", ID, _of("person"), index=True
    ),  # who said yes to it: their removal takes it along
    Column("wrap", LargeBinary, nullable=False),  # sealed: the item key
    Column("envelope", LargeBinary, nullable=False),  # sealed: the code, and for whom it is
    Column("offered", LargeBinary, nullable=False),  # sealed under the code: the agreement
    Column("answer", LargeBinary),  # sealed under the code: who said yes, and to what
)

share = Table(
    "share",
    metadata,
    Column("id", ID, primary_key=True),  # random, says nothing
    Column("person", ID, _of("person"), nullable=False, index=True),  # who shows it
    Column(
        "source", ID, _of("entry"), index=True
    ),  # what it is a copy of: it goes with that, whoever removes it
    Column(
        "ends_at", Minute
    ),  # it must end in time though nobody comes; nothing where it has no end
    Column("wrap", LargeBinary, nullable=False),  # sealed: the item key, for whoever shows it
    Column("envelope", LargeBinary, nullable=False),  # sealed: all that the other sees
)

share_key = Table(  # what lets the other open a share; taking back is removing it
    "share_key",
    metadata,
    Column("id", ID, primary_key=True),  # random, says nothing
    Column("person", ID, _of("person"), nullable=False, index=True),  # who may open it
    Column("share", ID, _of("share"), nullable=False, unique=True),  # what it opens
    Column("wrap", LargeBinary, nullable=False),  # sealed: the same item key, for them
)

disclosure = Table(
    "disclosure",
    metadata,
    Column(
        "id", ID, primary_key=True
    ),  # a digest that takes the share's key to make: once a day, and says nothing
    Column("person", ID, _of("person"), nullable=False, index=True),  # whose log it is
    Column("wrap", LargeBinary, nullable=False),  # sealed: the item key
    Column("envelope", LargeBinary, nullable=False),  # sealed: what was opened, and on which day
)
