"""The vault put together: the record's database, the list of what was removed, and how things leave it."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import or_, select, update

from holdspace.domain.people import Role
from holdspace.ports import Clock, Dice
from holdspace.vault.database import Database, open_database
from holdspace.vault.ended import let_over_go
from holdspace.vault.tables import person
from holdspace.vault.tombstones import Tombstones, bury, shred, unlock

REMOVED = "removed.list"
UNTIL_TOMORROW = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Vault:
    """Everything that keeping needs. Built once, at the composition root."""

    database: Database
    tombstones: Tombstones
    clock: Clock
    dice: Dice

    def remove_person(self, who: str) -> None:
        """Remove a person: first what opens their record, then the record. Raises RecordFull and its like.

        It needs no key: they themselves or the keeper may do it. Cut off anywhere, the next start ends it.
        """
        self.tombstones.add(who)
        with self.database.writing() as connection:
            unlock(connection, who)
        with self.database.writing() as connection:
            shred(connection, who)
        self.database.tidy()

    def finish_removals(self) -> None:
        """Remove whatever is on the list and still there."""
        if ids := self.tombstones.ids():
            with self.database.writing() as connection:
                bury(connection, ids)

    def let_expired_go(self) -> int:
        """Remove what was kept until tomorrow and is over, and what was shown until a day that is; return how many of the first.

        A clock set back must not stretch the promise: what would last longer than any such keeping can is cut to that.
        """
        now = self.clock.now()
        longest = now + UNTIL_TOMORROW
        with self.database.writing() as connection:
            late = update(person).where(person.c.expires_at > longest)
            connection.execute(late.values(expires_at=longest))
            over = select(person.c.id).where(person.c.expires_at <= now)
            gone = tuple(connection.scalars(over))
            let_over_go(connection, now)
        for who in gone:
            self.remove_person(who)
        return len(gone)

    def find_person(self, name_or_id: str) -> str | None:
        """Return the id of whoever goes by a folded name or has an id: for a keeper who removes an account."""
        named = or_(person.c.folded == name_or_id, person.c.id == name_or_id)
        with self.database.reading() as connection:
            found: str | None = connection.scalar(select(person.c.id).where(named))
        return found

    def role_of(self, who: str) -> Role | None:
        """Return by which door somebody comes in; None where they are gone."""
        with self.database.reading() as connection:
            found = connection.scalar(select(person.c.role).where(person.c.id == who))
        return None if found is None else Role(found)

    def close(self) -> None:
        """Let the database go."""
        self.database.close()


def open_vault(address: str, home: Path, clock: Clock, dice: Dice) -> Vault:
    """Open the record at an address; `home` is the folder of the list of what was removed.

    Ends whatever removal was cut off. Raises what `open_database` does.
    """
    vault = Vault(open_database(address), Tombstones(home / REMOVED), clock, dice)
    vault.finish_removals()
    vault.let_expired_go()
    vault.database.tidy()
    return vault
