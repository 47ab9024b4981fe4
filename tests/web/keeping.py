"""A house with a real record, and what people do in it who keep something."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

from holdspace.conversation import take_turn
from holdspace.domain.people import Private
from holdspace.vault.accounts import Accounts
from holdspace.vault.guest import GuestRecord
from holdspace.vault.members import KeptMembers
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.vault import open_vault
from holdspace.web import House, build
from holdspace.work.local import SystemDice
from tests.fakes import FakeClock, FakeVoice, room
from tests.web.browser import Browser

NAME, PASSPHRASE = "Juno", "a quiet river in autumn"


class Place:
    """One Holdspace with a record in a file, to be reached by any number of browsers."""

    def __init__(self, folder: Path, *, takes_new: bool = True) -> None:
        self.clock, dice = FakeClock(), SystemDice()
        self.guests = GuestRecord(self.clock, dice)
        self.vault = open_vault(f"sqlite:///{folder}/holdspace.db", folder, self.clock, dice)
        accounts = Accounts(self.vault)
        self.members = KeptMembers(
            self.vault, accounts, SignIns(self.vault), self.guests, takes_new=takes_new
        )
        self.voice = FakeVoice(*("I hear you." for _ in range(50)))
        self.house = House(
            room=room(record=self.guests, voice=self.voice),
            guests=self.guests,
            members=self.members,
            clock=self.clock,
            dice=dice,
            turn=take_turn,
        )

    @contextmanager
    def browser(self) -> Iterator[Browser]:
        """Open a browser of its own."""
        with Browser(build(self.house)) as browser:
            yield browser

    def make(self, name: str = NAME) -> None:
        """Let somebody keep an empty place here, with ten words on paper."""
        keys = self.members.accounts.make(Private(name), Private(PASSPHRASE))
        self.members.accounts.new_words(keys)


def tell(browser: Browser, *words: str) -> None:
    """Say some things, as a browser without our script does."""
    for said in words:
        assert browser.post("/talk", data={"words": said}).status_code == 303


def goodbye(browser: Browser) -> str:
    """Say goodbye; return the page."""
    return text(browser.post("/goodbye", data={"tap": "done"}).text)


def make_mine(browser: Browser, **more: str) -> str:
    """Make it theirs; return where they were sent."""
    sent = {"portion": "visit", "name": NAME, "passphrase": PASSPHRASE, "recovery": "later"}
    answer = browser.post("/keep/mine", data=sent | more)
    assert answer.status_code == 303, text(answer.text)
    return answer.headers["location"]


def come_in(browser: Browser, name: str = NAME, passphrase: str = PASSPHRASE) -> int:
    """Come back in; return the status."""
    sent = {"name": name, "passphrase": passphrase}
    return browser.post("/come-in", data=sent).status_code


def text(page: str) -> str:
    """Return what a page says, without its tags."""
    main = page[page.index("<main") : page.index("</main>")] if "<main" in page else page
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def visits(browser: Browser) -> list[str]:
    """Return the addresses of the earlier visits in sight."""
    return re.findall(r'href="(/earlier/[\w-]+)"', browser.get("/earlier").text)
