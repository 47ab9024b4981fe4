"""A house with both doors and a real record, and what a therapist does at the desk."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx

from holdspace import desk, web
from holdspace.app import Beside
from holdspace.domain.errors import HouseFull
from holdspace.domain.people import Private, Role
from holdspace.domain.risk import Tier
from holdspace.domain.talk import Move, Spoken
from holdspace.ports import Exchange
from holdspace.vault.invitations import invite
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.second import set_code
from holdspace.vault.therapists import KeptTherapists
from tests.fakes import FakeGrammar
from tests.vault.filled import code_at
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, Place

AMARA = "Amara"


class DeskPlace(Place):
    """One Holdspace with both doors, to be reached by any number of browsers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.full, self.tier = False, Tier.R0  # what a line played to the house meets
        members = self.members
        self.therapists = KeptTherapists(self.vault, members.accounts, members.sign_ins)
        self.desk = desk.House(
            therapists=self.therapists,
            clock=self.clock,
            dice=self.house.dice,
            grammar=FakeGrammar(),
            play=self.play,
            patience=self.house.patience,
            country="IE",
        )

    @contextmanager
    def browser(self) -> Iterator[Browser]:
        """Open a browser of its own, for both doors."""
        front, self._app = web.build(self.house), desk.build(self.desk)
        front.add_middleware(Beside, desk=self._app)
        with Browser(front) as browser:
            yield browser

    def rest(self, house: desk.House) -> None:
        """Give the desk that is open something else from now on."""
        self.desk = self._app.state.house = house

    async def play(self, said: Sequence[Private]) -> Exchange:
        """Answer as the house would, or raise what it would."""
        if self.full:
            raise HouseFull
        return Exchange(
            len(said),
            said[-1],
            None,
            (Spoken("All of that.", Move.CRF),),
            "A reflection.",
            self.tier,
        )

    def with_passkeys(self, at: str) -> None:
        """Have passkeys work at an address."""
        self.desk = replace(self.desk, passkeys_at=at)

    def therapist(self, name: str = AMARA) -> ClientKeys:
        """Make a therapist whose second step is set up; return their keys."""
        keys = self.members.accounts.make(Private(name), Private(PASSPHRASE), role=Role.THERAPIST)
        letters = self.therapists.code_secret()
        set_code(self.vault, keys, letters, code_at(letters, self.clock.now()))
        return keys

    def sit(self, browser: Browser, keys: ClientKeys) -> None:
        """Let a therapist be in, without a passphrase being spent on it."""
        cookie = self.members.sign_ins.open(keys, Private("a test"))
        browser.cookies.set("holdspace-desk", cookie)


def come_by_link(place: DeskPlace, browser: Browser, role: Role = Role.THERAPIST) -> httpx.Response:
    """Come by a link, and choose a name and a passphrase."""
    link = invite(place.vault, role)
    sent = {"name": AMARA, "passphrase": PASSPHRASE, "link": link}
    return browser.post("/desk/invited", data=sent)


def letters_of(page: str) -> Private:
    """Return the secret that a page shows."""
    found = re.search(r'name="secret" value="(\w+)"', page)
    assert found is not None
    return Private(found[1])
