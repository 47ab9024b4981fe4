"""An index by which the open visit is found, however long a record is."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_entry_person_number", "entry", ["person", "number"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_entry_person_number", "entry")
