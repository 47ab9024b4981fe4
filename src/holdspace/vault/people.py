"""Who has an account here, as far as the keeper may see: names, doors and dates."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from holdspace.domain.people import Role
from holdspace.vault.tables import person
from holdspace.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Somebody:
    """One account from outside."""

    name: str
    role: Role
    made_on: date


@dataclass(frozen=True, slots=True)
class Everybody:
    """All accounts from outside; what is kept until tomorrow has no name and is only counted."""

    named: tuple[Somebody, ...]
    until_tomorrow: int


def everybody(vault: Vault) -> Everybody:
    """Return who has an account, oldest first."""
    wanted = select(person.c.name, person.c.role, person.c.made_on).where(
        person.c.name.is_not(None)
    )
    nameless = select(func.count()).select_from(person).where(person.c.name.is_(None))
    with vault.database.reading() as connection:
        rows = connection.execute(wanted.order_by(person.c.made_on, person.c.folded)).all()
        count = connection.scalar(nameless) or 0
    return Everybody(tuple(Somebody(n, Role(role), day) for n, role, day in rows), count)
