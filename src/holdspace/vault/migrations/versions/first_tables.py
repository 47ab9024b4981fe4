"""The first tables: people and their key wraps, passkeys and sign-ins, visits and entries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.String(64)


def upgrade() -> None:
    """Make the tables."""
    _people()
    _keys()
    _sign_ins()
    _entries()


def downgrade() -> None:
    """Take the tables away, and all that is in them."""
    for table in ("entry", "visit", "sign_in", "key_wrap", "passkey", "person"):
        op.drop_table(table)


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("name", sa.String(200)),
        sa.Column("folded", sa.String(400), unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("expires_at", sa.BigInteger),
    )


def _keys() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", _ID, primary_key=True),
        _of("person", index=True),
        sa.Column("credential", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        *_sealed(),
    )
    op.create_table(
        "key_wrap",
        sa.Column("id", _ID, primary_key=True),
        _of("person", index=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("memory", sa.Integer),
        sa.Column("passes", sa.Integer),
        _of("passkey", nullable=True),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
    )


def _sign_ins() -> None:
    op.create_table(
        "sign_in",
        sa.Column("id", _ID, primary_key=True),
        _of("person", index=True),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("salt", sa.LargeBinary),
        sa.Column("key_envelope", sa.LargeBinary),
        *_sealed(),
    )


def _entries() -> None:
    op.create_table(
        "visit", sa.Column("id", _ID, primary_key=True), _of("person", index=True), *_sealed()
    )
    op.create_table(
        "entry",
        sa.Column("id", _ID, primary_key=True),
        _of("person"),
        _of("visit", nullable=True),
        sa.Column("number", sa.Integer),
        *_sealed(),
        sa.UniqueConstraint("visit", "number"),
    )
    op.create_index(op.f("ix_entry_person_visit"), "entry", ["person", "visit"])


def _of(table: str, *, nullable: bool = False, index: bool = False) -> sa.Column[str]:
    """Make the column that points to another table and goes with its row."""
    points = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(table, _ID, points, nullable=nullable, index=index)


def _sealed() -> tuple[sa.Column[bytes], sa.Column[bytes]]:
    """Make the two columns of something sealed."""
    return (
        sa.Column("wrap", sa.LargeBinary, nullable=False),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
    )
