"""The second step of whoever's door asks for one, and sign-ins that wait for it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.String(64)


def upgrade() -> None:
    """Make the table, and the column."""
    op.create_table(
        "second_factor",
        sa.Column("id", _ID, primary_key=True),
        sa.Column(
            "person",
            _ID,
            sa.ForeignKey("person.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("wrap", sa.LargeBinary, nullable=False),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
    )
    op.add_column("sign_in", sa.Column("waits_until", sa.BigInteger))


def downgrade() -> None:
    """Take both away, and first every sign-in that waits: without the column it would be a whole one."""
    op.execute("DELETE FROM sign_in WHERE waits_until IS NOT NULL")
    op.drop_column("sign_in", "waits_until")
    op.drop_table("second_factor")
