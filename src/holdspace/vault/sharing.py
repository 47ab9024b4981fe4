"""The client's side of links: a yes to an offer, what they show and take back, and the plain log of what was opened."""

from secrets import token_bytes

from sqlalchemy import Connection, RowMapping, delete, select, update

from holdspace.access.seeing import may_show
from holdspace.domain.errors import NothingHere, SealBroken, VisitFull
from holdspace.domain.linking import LONGEST_CALLED, Between, LinkState
from holdspace.domain.people import Private, Role
from holdspace.domain.refusals import CodeEnded, LinkedAlready
from holdspace.domain.shared import Disclosure, Given, Shared, Sort
from holdspace.ports.sharing import Accepting, Link, Offer
from holdspace.vault import links, shares
from holdspace.vault.ended import ANSWER_LASTS, offer_is_over
from holdspace.vault.leaves import read, written
from holdspace.vault.linked import Answered, Linked, Offered
from holdspace.vault.links import Bonds, NewSide
from holdspace.vault.offer_codes import key_of, row_of
from holdspace.vault.sealing import KEY_BYTES, Sealed, Slot, open_body, seal_body, unseal
from holdspace.vault.tables import disclosure, offer, person, share, share_key

ANSWER = "answer"  # the slot of a yes, beside that of the offer


class OwnSharing(Bonds):
    """The Sharing of the ports, with one client's keys."""

    role = Role.CLIENT

    def standing(self) -> tuple[Link, ...]:
        """Return the links that stand."""
        with self._vault.database.reading() as connection:
            found = links.sides(connection, self._keys)
        return tuple(side.shown for side in found if may_show(side.state, side.theirs))

    def offered(self, code: Private) -> Offer:
        """Return what a code offers, without using it. Raises CodeEnded."""
        with self._vault.database.reading() as connection:
            _, offered = self._offer(connection, code)
        return Offer(offered.called, offered.agreement)

    def accept(self, code: Private, yes: Accepting) -> str:
        """Say yes; return the link, which waits for the therapist's. Raises CodeEnded and LinkedAlready."""
        if not yes.between.fits or len(yes.called.text) > LONGEST_CALLED:
            raise VisitFull
        common = token_bytes(KEY_BYTES).hex()
        with self._writing() as connection:
            row, offered = self._offer(connection, code)
            self._make_room(connection, row["person"])
            public = self._keys.public.hex()
            says = Answered(yes.called, public, common, yes.place, yes.between)
            self._answer(connection, row["id"], says, key_of(code))
            holds = Linked(
                called=offered.called,
                public=offered.public,
                common=common,
                agreement=offered.agreement,
                place=yes.place,
                since=self._today,
            )
            made = NewSide(row["person"], holds, yes.between, LinkState.ASKED)
            return links.add_side(connection, self._giver, made)

    def agree_between(self, which: str, between: Between) -> None:
        """Change what the companion does between appointments, once both said yes. Raises NothingHere, and VisitFull."""
        if not between.fits:
            raise VisitFull
        with self._writing() as connection:
            links.hold(connection, self._keys, which)
            side = links.side_of(connection, self._keys, which)
            if side.theirs is None:
                raise NothingHere
            links.agree(connection, self._keys, side, between)

    def give(self, link: str, shared: Shared, source: str | None = None) -> str:
        """Show something. Raises NothingHere, KeyChanged, and VisitFull."""
        with self._writing() as connection:
            links.hold(connection, self._keys, link)
            side = links.side_of(connection, self._keys, link)
            return self._give(connection, side, shared, source)

    def take_back(self, which: str) -> None:
        """Take a share back at once; their own copy stays."""
        with self._writing() as connection:
            self._expect_own(connection, which)
            handed = select(share_key.c.id).where(share_key.c.share == which)
            shares.shut(connection, self._vault, connection.scalars(handed))
        self._vault.database.tidy()

    def let_go(self, which: str) -> None:
        """Take it back, and remove their own copy too."""
        with self._writing() as connection:
            self._expect_own(connection, which)
            self._vault.tombstones.add(which)
            connection.execute(delete(share).where(share.c.id == which))
        self._vault.database.tidy()

    def given(self) -> tuple[Given, ...]:
        """Return what they ever showed and did not let go, latest first."""
        with self._vault.database.reading() as connection:
            found = shares.given(connection, self._keys, self._vault.clock.now())
        return tuple(each for each in found if each.shared.sort is not Sort.GOODBYE)

    def disclosures(self) -> tuple[Disclosure, ...]:
        """Return the plain log, latest first."""
        theirs = select(disclosure).where(disclosure.c.person == self._keys.client)
        with self._vault.database.reading() as connection:
            rows = connection.execute(theirs).mappings().all()
        found = dict.fromkeys(filter(None, (self._line(row) for row in rows)))
        return tuple(sorted(found, key=lambda line: line.on, reverse=True))

    def replies(self) -> tuple[tuple[str, Shared], ...]:
        """Return what was written to them, latest first."""
        theirs = shares.openable(self._keys, self._vault.clock.now())
        with self._vault.database.reading() as connection:
            found = shares.received(connection, self._keys, theirs, self._today)
        said = ((each.id, each.shared) for each in found if each.shared.sort is Sort.REPLY)
        return tuple(sorted(said, key=lambda each: each[1].on, reverse=True))

    def _offer(self, connection: Connection, code: Private) -> tuple[RowMapping, Offered]:
        """Return an offer nobody said yes to yet. Raises CodeEnded alike for one used, over, or never made."""
        wanted = (
            select(offer, person.c.public_key)
            .join(person, person.c.id == offer.c.person)
            .where(
                offer.c.id == row_of(code),
                offer.c.taker.is_(None),
                ~offer_is_over(self._vault.clock.now()),
                person.c.role == Role.THERAPIST,
            )
        )
        row = connection.execute(wanted).mappings().first()
        if row is None:
            raise CodeEnded
        try:
            slot = Slot(offer.name, row["id"], row["person"])
            offered = read(open_body(row["offered"], slot, key_of(code)))
        except SealBroken:
            raise CodeEnded from None
        if not isinstance(offered, Offered) or bytes.fromhex(offered.public) != row["public_key"]:
            raise CodeEnded
        return row, offered

    def _answer(self, connection: Connection, row: str, says: Answered, key: bytes) -> None:
        """Seal a yes under the code, for whoever made it. Raises CodeEnded where somebody else was quicker."""
        sealed = seal_body(written(says), Slot(ANSWER, row, self._keys.client), key)
        free = update(offer).where(offer.c.id == row, offer.c.taker.is_(None))
        until = self._vault.clock.now() + ANSWER_LASTS
        values = {"taker": self._keys.client, "answer": sealed, "ends_at": until}
        if connection.execute(free.values(**values)).rowcount == 0:
            raise CodeEnded

    def _make_room(self, connection: Connection, therapist: str) -> None:
        """Make sure there is no link yet. One whose key changed, or that is over, makes room. Raises LinkedAlready."""
        theirs = select(person.c.role).where(person.c.id == self._keys.client)
        if connection.scalar(theirs) != Role.CLIENT:
            raise CodeEnded
        before = links.side_with(connection, self._keys, therapist)
        if before is None:
            return
        if before.same_key and before.state is not LinkState.ENDED:
            raise LinkedAlready
        self._shut(connection, therapist)
        links.unlink(connection, self._vault, self._keys.client, therapist)

    def _expect_own(self, connection: Connection, which: str) -> None:
        """Make sure that a share is theirs. Raises NothingHere."""
        mine = select(share.c.id).where(share.c.id == which, share.c.person == self._keys.client)
        if connection.scalar(mine) is None:
            raise NothingHere

    def _line(self, row: RowMapping) -> Disclosure | None:
        """Open one line of the log; None where it does not open any more."""
        slot = Slot(disclosure.name, row["id"], self._keys.client)
        try:
            leaf = read(unseal(Sealed(row["wrap"], row["envelope"]), slot, self._keys))
        except SealBroken:
            return None
        return leaf if isinstance(leaf, Disclosure) else None
