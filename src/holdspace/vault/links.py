"""The table of one-time links. A row is nobody's: it names no person, and goes when the link is used or over."""

from sqlalchemy import Column, String, Table

from holdspace.vault.tables import ID, Minute, metadata

invitation = Table(
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
