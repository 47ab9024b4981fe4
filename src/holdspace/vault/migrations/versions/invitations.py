"""One-time links, by which somebody is asked in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Take the table away, and every link that is open with it."""
    op.drop_table("invitation")
