"""What is changed while a reply is under way stays changed, when that reply is kept a moment later."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import httpx
import pytest

from holdspace.domain.talk import Find, Said, Spoken, Thread, Told
from holdspace.ports import VisitPage
from holdspace.work.local import LocalLock
from tests.fakes import FakeVoice
from tests.web.browser import Browser
from tests.web.keeping import Place, come_in, tell

_ROOF = Thread("the roof leaks", (), frozenset({"roof"}), frozenset())


class Meanwhile(FakeVoice):
    """A voice during whose second reply something else is sent by the same browser."""

    def __init__(self, path: str, sent: Mapping[str, str]) -> None:
        super().__init__(*("I hear you." for _ in range(50)), leaves=_ROOF)
        self.path, self.sent = path, sent
        self.browser: Browser | None = None
        self.answered: asyncio.Task[httpx.Response] | None = None

    async def find(self, find: Find, told: Told, said: Said) -> Spoken | None:
        if told.heard.words.text == "second" and self.answered is None:
            self.answered = asyncio.ensure_future(self._send())
            await asyncio.sleep(0.05)  # long enough for a change that waits for nobody
        return await super().find(find, told, said)

    async def _send(self) -> httpx.Response:
        assert self.browser is not None
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(self.browser.app),
            base_url="http://localhost",
            cookies=self.browser.cookies,
        ) as other:
            return await other.post(self.path, data=self.sent)


@pytest.fixture
def place(empty_place: Place) -> Place:
    return empty_place


def keeping(place: Place, browser: Browser) -> VisitPage:
    """Return how the open visit stands, of a guest or of somebody signed in."""
    entered = place.members.enter(browser.cookies.get("holdspace-in") or "")
    member = entered.member if entered else None
    visit = member.current() if member else place.guests.find(browser.cookies["holdspace"])
    assert visit
    return (member or place.guests).page(visit)


def talked(place: Place, voice: Meanwhile, *, kept: bool) -> VisitPage:
    """Say two things, the second with something else sent in the middle of its reply; return how the visit stands."""
    place.house = replace(
        place.house, room=replace(place.house.room, voice=voice, lock=LocalLock())
    )
    with place.browser() as browser:
        voice.browser = browser
        if kept:
            place.make()
            come_in(browser)
        tell(browser, "first", "second")
        while voice.answered is None or not voice.answered.done():
            browser.get("/limits")
        assert voice.answered.result().status_code == 303
        return keeping(place, browser)


@pytest.mark.parametrize("kept", [False, True])
def test_a_manner_chosen_in_the_middle_of_a_reply_holds(place: Place, *, kept: bool) -> None:
    visit = talked(place, Meanwhile("/settings/manner", {"length": "brief"}), kept=kept)
    assert visit.manner.brief


@pytest.mark.parametrize("kept", [False, True])
def test_what_is_taken_back_in_the_middle_of_a_reply_is_gone(place: Place, *, kept: bool) -> None:
    visit = talked(place, Meanwhile("/talk/unsay", {"number": "1"}), kept=kept)
    first, second = visit.exchanges
    assert (first.words, second.words is None) == (None, False)
    assert len(visit.threads) == 1  # of the second; nothing may speak of the first again
