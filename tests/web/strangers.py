"""One house with Juno, who keeps things there, Ivo, who does too and may be the wrong person, and a guest; each has words of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection, event

from holdspace.domain.linking import Agreement
from holdspace.domain.people import Private, Role
from holdspace.domain.shared import Piece, Shared, Sort
from holdspace.ports.opening import NewPasskey
from holdspace.ports.sharing import Accepting
from holdspace.ui.doors.patience import Patience
from holdspace.vault.alongside import OwnAlongside
from holdspace.vault.filled import OwnFilled
from holdspace.vault.hopes import OwnHopes
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sharing import OwnSharing
from holdspace.vault.story import OwnStory
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, Place, visits

JUNOS = "an amber otter counted the lamp posts"
IVOS = "a velvet tortoise read the timetable"
GUESTS = "the copper sparrow missed its tram"
# Who may come, and whose words must not be in any answer to them.
ROLES = {
    "member": (JUNOS, GUESTS),
    "guest": (JUNOS, IVOS),
    "nobody": (JUNOS, IVOS, GUESTS),
    "locked": (JUNOS, IVOS, GUESTS),
}
AT = "http://localhost"


@dataclass
class Strangers:
    """The house, one browser to come with as anybody, and the ids of what is Juno's."""

    place: Place
    browser: Browser
    junos: dict[str, str] = field(default_factory=dict)
    _keys: dict[str, ClientKeys] = field(
        default_factory=dict
    )  # so that coming in costs no passphrase
    _guest: dict[str, str] = field(default_factory=dict)

    def come(self, role: str) -> Browser:
        """Let somebody come anew: whatever was done before, they are in, and no door rests."""
        house = replace(self.place.house, patience=Patience(), passkeys_at=AT)
        self.browser.app.state.house = house
        self.browser.cookies.clear()
        if role == "guest":
            self._as_guest()
        if role in ("member", "locked"):
            self._as_ivo(locked=role == "locked")
        return self.browser

    def unchanged(self) -> bool:
        """Whether all that was Juno's is there still."""
        self.sign_in("Juno")
        answers = (self.browser.get(path).text for path in (f"/earlier/{self.junos['visit']}", "/plan/all", "/remembers", "/account", "/been", "/alongside", "/showing"))  # fmt: skip
        told = "".join(answers)
        return (
            told.count(JUNOS) >= len(self.junos)
            and self.junos["device"] in told
            and "Take it back" in told
        )

    def make(self, name: str) -> ClientKeys:
        """Make somebody who keeps something of every kind; return their keys."""
        keys = self.place.members.accounts.make(Private(name), Private(PASSPHRASE))
        self._keys[name] = keys
        self.sign_in(name)
        words = JUNOS if name == "Juno" else IVOS
        fill(self.browser, words)
        alongside(self.place, keys, words)
        return keys

    def sign_in(self, name: str) -> str:
        """Sign somebody in; return the cookie."""
        keys = self._keys[name]
        cookie = self.place.members.sign_ins.open(keys, Private(f"{name} is here"))
        self.browser.cookies.clear()
        self.browser.cookies.set("holdspace-in", cookie)
        return cookie

    def _as_guest(self) -> None:
        if not self.place.guests.find(self._guest.get("holdspace", "")):
            self.browser.post("/talk", data={"words": GUESTS})
            self.browser.post("/plan", data={"signs": GUESTS})
            self.browser.post("/gentle/mine", data={"what": "add", "sense": "see", "says": GUESTS})
            self._guest = dict(self.browser.cookies)
        self.browser.cookies.clear()
        self.browser.cookies.update(self._guest)

    def _as_ivo(self, *, locked: bool) -> None:
        if self.place.vault.find_person("ivo") is None:
            self.make("Ivo")
        cookie = self.sign_in("Ivo")
        if locked:
            self.place.members.sign_ins.lock(cookie)


@contextmanager
def strangers(folder: Path) -> Iterator[Strangers]:
    """Open the house, with all that is Juno's in it."""
    place = Place(folder)
    with place.browser() as browser:
        made = Strangers(place, browser)
        made.junos = _ids(made, made.make("Juno"))
        yield made
    place.vault.close()


def fill(browser: Browser, words: str) -> None:
    """Let somebody who is signed in keep something of every kind."""
    browser.post("/talk", data={"words": words})
    browser.post("/plan", data={"signs": words, "person-name": words})
    browser.post("/plan", data={"signs": f"{words}, again"})
    browser.post("/remembers", data={"what": "alone", "add": words})
    browser.post("/settings/manner", data={"called": words, "brief": "1"})
    browser.post("/gentle/look-around", data={"after": "better"})
    browser.post("/gentle/mine", data={"what": "add", "sense": "touch", "says": words})
    browser.post("/gentle/mine", data={"what": "moments", "moment": words})
    browser.post("/gentle/mine", data={"what": "set-down", "says": words, "until": "7"})
    browser.post("/story/write", data={"what": "done", "words": words})
    browser.post("/story/kept", data={"what": "add", "line": words, "as": "moment"})
    browser.post("/hopes", data={"what": "goal", "goal": words})
    browser.post("/hopes", data={"what": "map", "wish": words})
    browser.post("/measures/phq-2", data={"what": "keep", "so_far": "1:1 2:1"})
    browser.post("/carrying-on", data={"what": "letter", "words": words})
    browser.post("/noticing", data={"what": "fits", "key": "word:otter", "says": words})
    for day in ("2025-12-30", "2025-12-31", "2026-01-01"):
        browser.post("/been", data={"on": day, "felt": "heavy", "words": words, "body": words})
    browser.post("/been/words", data={"word": ["amber", "the timetable"]})


def alongside(place: Place, keys: ClientKeys, words: str) -> None:
    """Link somebody with a therapist of their own, and show one thing."""
    hers = place.members.accounts.make(
        Private(f"Amara for {keys.client}"), Private(PASSPHRASE), role=Role.THERAPIST
    )
    beside, own = OwnAlongside(place.vault, hers), OwnSharing(place.vault, keys)
    agreement = Agreement(Private(words), Private(words), Private(words), Private(words), "zz")
    code = beside.offer(agreement, Private(words[:60]), Private(""))
    link = own.accept(code, Accepting(Private("Ju"), "zz"))
    beside.confirm(beside.offers()[0].id)
    today = place.clock.now().date()
    share = own.give(link, Shared(Sort.WORDS, today, pieces=(Piece("", Private(words)),)))
    beside.open(share)


@contextmanager
def statements(place: Place) -> Iterator[list[str]]:
    """Collect every statement that is made."""
    made: list[str] = []

    def note(_: Connection, __: object, statement: str, *___: object) -> None:
        made.append(statement)

    event.listen(place.vault.database.engine, "before_cursor_execute", note)
    try:
        yield made
    finally:
        event.remove(place.vault.database.engine, "before_cursor_execute", note)


def _ids(made: Strangers, keys: ClientKeys) -> dict[str, str]:
    """Return the ids of all that is Juno's, a passkey among it."""
    (visit,) = visits(made.browser)
    new = NewPasskey(b"credential", b"public", Private(JUNOS), b"p" * 32)
    held = made.place.members.accounts.add_passkey(keys, new)
    (device,) = made.place.members.sign_ins.devices(keys)
    story = OwnStory(made.place.vault, keys).kept()
    hopes = OwnHopes(made.place.vault, keys).kept()
    return {
        "visit": visit.removeprefix("/earlier/"),
        "device": device.id,
        "passkey": held,
        "person": keys.client,
        "passage": story.passages[0].id,
        "keepsake": story.keepsakes[0].id,
        "goal": hopes.goals[0].id,
        "map": hopes.maps[0].id,
        "letter": hopes.letters[0].id,
        "link": OwnSharing(made.place.vault, keys).links()[0].id,
        "share": OwnSharing(made.place.vault, keys).given()[0].id,
        "filled": OwnFilled(made.place.vault, keys).kept()[0].id,
    }
