"""Links between a client and a therapist, offers of them, what is shown within them, and the log of what was opened."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = sa.String(64)


def upgrade() -> None:
    """Make the tables."""
    _links()
    _shares()


def downgrade() -> None:
    """Take the tables away, and every link with them."""
    for table in ("disclosure", "share_key", "share", "offer", "link"):
        op.drop_table(table)


def _links() -> None:
    op.create_table(
        "link",
        sa.Column("id", _ID, primary_key=True),
        _of("person", "person"),
        _of("other", "person"),
        sa.Column("state", sa.String(16), nullable=False),
        *_sealed(),
        sa.Column("between", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("person", "other"),
    )
    op.create_table(
        "offer",
        sa.Column("id", _ID, primary_key=True),
        _of("person", "person"),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        _of("taker", "person", nullable=True),
        *_sealed(),
        sa.Column("offered", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary),
    )


def _shares() -> None:
    op.create_table(
        "share",
        sa.Column("id", _ID, primary_key=True),
        _of("person", "person"),
        _of("source", "entry", nullable=True),
        sa.Column("ends_at", sa.BigInteger),
        *_sealed(),
    )
    op.create_table(
        "share_key",
        sa.Column("id", _ID, primary_key=True),
        _of("person", "person"),
        sa.Column(
            "share",
            _ID,
            sa.ForeignKey("share.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("wrap", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "disclosure",
        sa.Column("id", _ID, primary_key=True),
        _of("person", "person"),
        *_sealed(),
    )


def _of(name: str, table: str, *, nullable: bool = False) -> sa.Column[str]:
    """Make a column that points to another table and goes with its row."""
    points = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, _ID, points, nullable=nullable, index=True)


def _sealed() -> tuple[sa.Column[bytes], sa.Column[bytes]]:
    """Make the two columns of something sealed."""
    return (
        sa.Column("wrap", sa.LargeBinary, nullable=False),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
    )
