"""The therapist's side of links: offers, a yes of their own, what was shown to them, and replies by hand."""

from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, exists, insert, select

from holdspace.access.seeing import SHARES, is_listed
from holdspace.domain.errors import NothingHere, SealBroken, VisitFull
from holdspace.domain.linking import LONGEST_CALLED, Agreement, LinkState
from holdspace.domain.people import Private, Role
from holdspace.domain.refusals import OfferNotWhole
from holdspace.domain.shared import Given, Listed, Shared, Sort
from holdspace.ports.sharing import Accepting, OwnOffer
from holdspace.vault import links, shares
from holdspace.vault.disclosing import disclose, opened_before
from holdspace.vault.ended import OFFER_LASTS, offer_is_over
from holdspace.vault.leaves import read, written
from holdspace.vault.linked import Answered, Linked, Made, Offered
from holdspace.vault.links import Bonds, NewSide
from holdspace.vault.offer_codes import key_of, new_code, row_of
from holdspace.vault.sealing import Sealed, Slot, open_body, seal, seal_body, unseal
from holdspace.vault.sharing import ANSWER
from holdspace.vault.tables import link, offer, person, share


class OwnAlongside(Bonds):
    """The Alongside of the ports, with one therapist's keys."""

    role = Role.THERAPIST

    def offer(self, agreement: Agreement, called: Private, label: Private) -> Private:
        """Make an offer; return its code. Raises OfferNotWhole where a part of it is missing, and VisitFull."""
        if not agreement.is_whole or not called:
            raise OfferNotWhole
        if not agreement.fits or max(len(called.text), len(label.text)) > LONGEST_CALLED:
            raise VisitFull
        made = Made(new_code(), label, called, agreement, self._today)
        row, now = self._row(made), self._vault.clock.now()
        with self._writing() as connection:
            over = offer_is_over(now)
            connection.execute(delete(offer).where(offer.c.person == self._keys.client, over))
            connection.execute(insert(offer).values(**row, ends_at=now + OFFER_LASTS))
        return made.code

    def offers(self) -> tuple[OwnOffer, ...]:
        """Return the offers that are open, earliest first."""
        mine = select(offer).where(
            offer.c.person == self._keys.client, ~offer_is_over(self._vault.clock.now())
        )
        with self._vault.database.reading() as connection:
            rows = connection.execute(mine).mappings().all()
        found = filter(None, (self._shown(row) for row in rows))
        return tuple(sorted(found, key=lambda each: each.on))

    def confirm(self, which: str) -> str:
        """Say yes to the client who took an offer up; return the link. Raises NothingHere."""
        with self._writing() as connection:
            row = self._own_offer(connection, which)
            says, client = self._answer(row), row["taker"]
            theirs = select(person.c.public_key).where(person.c.id == client)
            if says is None or connection.scalar(theirs) != bytes.fromhex(says.public):
                raise NothingHere
            awaiting = links.awaiting(connection, client, self._keys.client)
            if awaiting is None:
                raise NothingHere
            self._forget_before(connection, client)
            made = NewSide(client, self._linked(row, says), says.between, LinkState.LIVE)
            links.set_state(connection, (awaiting,), LinkState.LIVE)
            connection.execute(delete(offer).where(offer.c.id == which))
            return links.add_side(connection, self._giver, made)

    def withdraw(self, which: str) -> None:
        """Take an offer back; a yes that was given to it goes too. Raises NothingHere."""
        with self._writing() as connection:
            row = self._own_offer(connection, which)
            if row["taker"]:
                links.unlink(connection, self._vault, row["taker"], self._keys.client)
            connection.execute(delete(offer).where(offer.c.id == which))
        self._vault.database.tidy()

    def listed(self, link: str | None = None) -> tuple[Listed, ...]:
        """Return what is shown to them and may be opened, latest first; of one link where it is named."""
        with self._vault.database.reading() as connection:
            found = shares.received(connection, self._keys, self._openable(link), self._today)
            opened = opened_before(connection, found)
            with_whom = {row.other: row.id for row in connection.execute(self._givers())}
        listed = (
            Listed(
                id=each.id,
                link=with_whom[each.giver],
                sort=each.shared.sort,
                on=each.shared.on,
                note=each.shared.note,
                until=each.shared.until,
                is_new=each.id not in opened,
                answers=each.shared.answers,
            )
            for each in found
            if is_listed(each.shared)
        )
        return tuple(sorted(listed, key=lambda each: each.on, reverse=True))

    def open(self, which: str) -> Shared:
        """Open one share; it is written into the client's log first. Raises NothingHere."""
        with self._writing() as connection:
            wanted = self._openable().where(share.c.id == which)
            (found, *_) = (*shares.received(connection, self._keys, wanted, self._today), None)
            if found is None:
                raise NothingHere
            disclose(connection, found, self._today)
        return found.shared

    def reply(self, link: str, shared: Shared) -> str:
        """Write to a client. Raises NothingHere, KeyChanged, and VisitFull."""
        with self._writing() as connection:
            links.hold(connection, self._keys, link)
            return self._give(connection, links.side_of(connection, self._keys, link), shared)

    def replies(self) -> tuple[Given, ...]:
        """Return what they wrote, latest first."""
        with self._vault.database.reading() as connection:
            found = shares.given(connection, self._keys, self._vault.clock.now())
        return tuple(each for each in found if each.shared.sort is Sort.REPLY)

    def _openable(self, which: str | None = None) -> Select[Any]:
        """Return the statement that finds what may be opened: wrapped, not over, and in a link that stands."""
        linked = (
            (link.c.person == self._keys.client)
            & (link.c.other == share.c.person)
            & link.c.state.in_(SHARES)
        )
        if which is not None:
            linked &= link.c.id == which
        found = shares.openable(self._keys, self._vault.clock.now())
        return found.where(exists().where(linked))

    def _givers(self) -> Select[Any]:
        """Return the statement that finds which link is with whom."""
        return select(link.c.other, link.c.id).where(link.c.person == self._keys.client)

    def _own_offer(self, connection: Connection, which: str) -> RowMapping:
        """Return one of their own offers. Raises NothingHere alike for none and for somebody else's."""
        now = self._vault.clock.now()
        mine = select(offer).where(offer.c.id == which, offer.c.person == self._keys.client)
        row = connection.execute(mine.where(~offer_is_over(now))).mappings().first()
        if row is None:
            raise NothingHere
        return row

    def _shown(self, row: RowMapping) -> OwnOffer | None:
        """Return an offer as its maker sees it; None where it does not open any more."""
        try:
            made, says = self._made(row), self._answer(row)
        except SealBroken:
            return None
        taken = Accepting(says.called, says.place, says.between) if says else None
        return OwnOffer(row["id"], made.label, made.code, made.agreement, made.on, taken)

    def _row(self, made: Made) -> dict[str, Any]:
        """Seal an offer into the columns of a row: for its maker, and for whoever has the code."""
        row, me = row_of(made.code), self._keys.client
        slot = Slot(offer.name, row, me)
        sealed = seal(written(made), slot, self._keys.public)
        offered = Offered(made.called, self._keys.public.hex(), made.agreement)
        return {
            "id": row,
            "person": me,
            "wrap": sealed.wrap,
            "envelope": sealed.envelope,
            "offered": seal_body(written(offered), slot, key_of(made.code)),
        }

    def _linked(self, row: RowMapping, says: Answered) -> Linked:
        """Return what their own side of a link holds. Raises SealBroken."""
        return Linked(
            called=says.called,
            public=says.public,
            common=says.common,
            agreement=self._made(row).agreement,
            place=says.place,
            since=self._today,
        )

    def _made(self, row: RowMapping) -> Made:
        """Open an offer as it was made. Raises SealBroken."""
        slot = Slot(offer.name, row["id"], self._keys.client)
        leaf = read(unseal(Sealed(row["wrap"], row["envelope"]), slot, self._keys))
        if not isinstance(leaf, Made):
            raise SealBroken
        return leaf

    def _answer(self, row: RowMapping) -> Answered | None:
        """Open the yes somebody gave to an offer; None where nobody did. Raises SealBroken for one the code does not open."""
        if row["answer"] is None:
            return None
        slot = Slot(ANSWER, row["id"], row["taker"])
        leaf = read(open_body(row["answer"], slot, key_of(self._made(row).code)))
        if not isinstance(leaf, Answered):
            raise SealBroken
        return leaf

    def _forget_before(self, connection: Connection, client: str) -> None:
        """Remove their own side of a link of before, whose client said yes anew."""
        before = (link.c.person == self._keys.client) & (link.c.other == client)
        connection.execute(delete(link).where(before))
