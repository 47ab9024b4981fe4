"""Two therapists at one desk, a client at the other door, and somebody who is locked or waits; each has words of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from holdspace.domain.caseload import ApartNote, PaperClient, SessionNote, Shape, TypedScore
from holdspace.domain.linking import Agreement
from holdspace.domain.people import Private
from holdspace.domain.reflections import Answer, Beside, Cell, Occasion, Reflection
from holdspace.domain.shared import Piece, Shared, Sort
from holdspace.ports.opening import NewPasskey
from holdspace.ports.sharing import Accepting
from holdspace.ui.doors.patience import Patience
from holdspace.vault.alongside import OwnAlongside
from holdspace.vault.caseload import OwnCaseload
from holdspace.vault.reflecting import OwnReflecting
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sharing import OwnSharing
from tests.desk.sitting import AMARA, DeskPlace
from tests.web.browser import Browser

AMARAS = "an amber otter counted the lamp posts"
BELAS = "a velvet tortoise read the timetable"
JUNOS = "the copper sparrow missed its tram"
# Who may come, and whose words must not be in any answer to them.
ROLES = {
    "therapist": (AMARAS, JUNOS),
    "locked": (AMARAS, BELAS, JUNOS),
    "waiting": (AMARAS, BELAS, JUNOS),
    "client": (AMARAS, BELAS),
    "nobody": (AMARAS, BELAS, JUNOS),
}
AT = "http://localhost"


@dataclass
class Neighbours:
    """The house, one browser to come with as anybody, and the ids of what is Amara's."""

    place: DeskPlace
    browser: Browser
    keys: dict[str, ClientKeys] = field(default_factory=dict)
    amaras: dict[str, str] = field(default_factory=dict)

    def come(self, role: str) -> Browser:
        """Let somebody come anew: whatever was done before, they are in, and no door rests."""
        self.place.rest(replace(self.place.desk, patience=Patience(), passkeys_at=AT))
        self.browser.cookies.clear()
        sign_ins = self.place.members.sign_ins
        if role == "client":
            cookie = sign_ins.open(self.keys["Juno"], Private("a test"))
            self.browser.cookies.set("holdspace-in", cookie)
            self.browser.cookies.set("holdspace-desk", cookie)  # it opens nothing here
        elif role != "nobody":
            waits = role == "waiting"
            cookie = sign_ins.open(self.keys["Bela"], Private("a test"), waits=waits)
            if role == "locked":
                sign_ins.lock(cookie)
            self.browser.cookies.set("holdspace-desk", cookie)
        return self.browser

    def mine(self) -> str:
        """Return the row of somebody on Bela's own list, new where there is none any more."""
        load = OwnCaseload(self.place.vault, self.keys["Bela"])
        held = load.listed()
        return held[0].id if held else load.add(PaperClient(Private(BELAS), date(2025, 12, 4)))

    def unchanged(self) -> bool:
        """Whether all that is Amara's is there still."""
        load = OwnCaseload(self.place.vault, self.keys[AMARA])
        (held,) = load.listed()
        kept = load.kept(held.id)
        told = f"{held.client.label.text} {kept.notes[0].note.parts[0].text} {load.apart(held.id)[0].note.words.text}"
        devices = self.place.members.sign_ins.devices(self.keys[AMARA])
        beside = OwnAlongside(self.place.vault, self.keys[AMARA])
        if not (beside.links() and beside.offers() and beside.listed()):
            return False
        own = OwnReflecting(self.place.vault, self.keys[AMARA]).kept()
        (reflected,) = own.reflections
        told += f"{reflected.reflection.to('words').text} {own.beside[0].shows.text} {own.cells[0].does.text}"
        return told.count(AMARAS) == 6 and bool(kept.scores) and len(devices) == 1


@contextmanager
def neighbours(folder: Path) -> Iterator[Neighbours]:
    """Open the house."""
    place = DeskPlace(folder)
    with place.browser() as browser:
        made = Neighbours(place, browser)
        for name, words in ((AMARA, AMARAS), ("Bela", BELAS)):
            made.keys[name] = place.therapist(name)
            ids = fill(place, made.keys[name], words)
            made.amaras = made.amaras or ids
        made.keys["Juno"] = place.members.accounts.make(Private("Juno"), Private("a quiet river"))
        yield made
    place.vault.close()


def fill(place: DeskPlace, keys: ClientKeys, words: str) -> dict[str, str]:
    """Keep something of every kind; return the ids of it."""
    load, now, says = OwnCaseload(place.vault, keys), place.clock.now(), Private(words)
    day = date(2025, 12, 4)
    case = load.add(PaperClient(says, day))
    new = NewPasskey(words.encode(), b"public", says, b"p" * 32)
    place.members.sign_ins.open(keys, says)
    own = OwnReflecting(place.vault, keys)
    own.hold_beside(Beside("softness", now, 4, says))
    own.set_cell(Cell("trust", "first", says))
    return {
        "case": case,
        "reflection": own.write(Reflection(Occasion.MOVED, now, (Answer("words", says),))),
        "note": load.write(case, SessionNote(day, Shape.FREE, (says,), now)),
        "apart": load.write(case, ApartNote(day, says, now)),
        "score": load.write(case, TypedScore("phq-9", "1", day, Decimal(12), now)),
        "passkey": place.members.accounts.add_passkey(keys, new),
        "device": place.members.sign_ins.devices(keys)[0].id,
        "person": keys.client,
        **alongside(place, keys, words),
    }


def alongside(place: DeskPlace, keys: ClientKeys, words: str) -> dict[str, str]:
    """Link a therapist with a client who shows one thing, and leave an offer open; return the ids of it."""
    says, today = Private(words), place.clock.now().date()
    own = OwnAlongside(place.vault, keys)
    agreement = Agreement(says, says, says, says, "zz")
    client = place.members.accounts.make(Private(f"for {keys.client}"), Private("a quiet river"))
    theirs = OwnSharing(place.vault, client)
    link = theirs.accept(own.offer(agreement, says, says), Accepting(says, "zz"))
    beside = own.confirm(own.offers()[0].id)
    own.offer(agreement, says, says)
    shared = Shared(Sort.WORDS, today, pieces=(Piece("", says),), note=says)
    return {
        "link": beside,
        "their link": link,
        "offer": own.offers()[0].id,
        "share": theirs.give(link, shared),
    }
