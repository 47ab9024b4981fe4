"""Does what Wren does as her browser would: asks the front door for a page, or sends it a form."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import httpx

from holdspace.demo.book import Did, Entry, HeldBack, Seen
from holdspace.demo.fixture import Act, Who
from holdspace.demo.margin.noticed import NotShown
from holdspace.demo.overhearing import Ear
from holdspace.demo.still import still
from holdspace.web.coming import SIGN_IN

_WORDS_A_MINUTE = 12  # as somebody types at night, on a phone
_SECTIONS = {  # of a page that holds more than is looked at, by their labels
    "/been": "felt",
    "/hopes": "goal-1",
    "/noticing": "noticed",
    "/story/heard": "What Holdspace says back",
    "/showing": "written",
}
_LINES = ("signs", "alone", "away", "lines", "safer", "staying")


class PlayedClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self.at

    def wait(self, minutes: int) -> None:
        """Let some minutes pass."""
        self.at += timedelta(minutes=minutes)


class AskedInVain(Exception):
    """A page of the front door did not answer as its forms promise; the play cannot go on."""


@dataclass(slots=True)
class Sitting:
    """Her browser in one visit, and what came of it so far."""

    who: Who
    browser: httpx.AsyncClient
    clock: PlayedClock
    ear: Ear
    not_shown: NotShown
    card: Callable[[], str]  # the code on the back of it, which Amara wrote
    comes_back: bool  # she keeps a place here already
    is_in: bool = False
    entries: list[Entry | int] = field(default_factory=list)  # a number is a turn, by its place
    pages: list[str] = field(default_factory=list)

    @property
    def cookie(self) -> str:
        """The cookie of her sign-in."""
        return self.browser.cookies.get(SIGN_IN) or ""

    async def open(self, path: str) -> str:
        """Look at a page."""
        return self._read(await self.browser.get(path))

    async def send(self, path: str, **fields: Any) -> str:
        """Send a form, and follow where it leads."""
        hour = self.clock.now().astimezone(self.who.zone).hour
        before = len(self.ear.turns)
        answer = await self.browser.post(path, data={**fields, "hour": str(hour)})
        self.entries += range(before, len(self.ear.turns))
        if answer.is_redirect:
            answer = await self.browser.get(answer.headers["location"].partition("#")[0])
        return self._read(answer)

    async def come_in(self) -> None:
        """Come back in with name and passphrase, unless she is in."""
        if self.comes_back and not self.is_in:
            await self.send("/come-in", name=self.who.name, passphrase=self.who.passphrase)
            self.is_in = True

    async def talk(self, **fields: Any) -> str:
        """Send a message or a tap."""
        return await self.send("/talk", **fields)

    def _read(self, answer: httpx.Response) -> str:
        if not answer.is_success:
            raise AskedInVain(str(answer.status_code))
        self.pages.append(answer.text)
        return answer.text


Does = Callable[[Sitting, Act], Awaitable[None]]


async def do(sitting: Sitting, act: Act) -> None:
    """Do one thing, a while after the one before."""
    await sitting.come_in()
    await KINDS[act.kind](sitting, act)
    sitting.clock.wait(1 + len(act.of.split()) // _WORDS_A_MINUTE)


async def _says(sitting: Sitting, act: Act) -> None:
    await sitting.talk(words=act.of)


async def _picks(sitting: Sitting, act: Act) -> None:
    await sitting.talk(word=act.more["words"])


async def _taps(sitting: Sitting, act: Act) -> None:
    await sitting.talk(tap=act.of)


async def _goodbye(sitting: Sitting, act: Act) -> None:
    """Say goodbye; the first time, keep the visit and a place to come back to."""
    await sitting.send("/goodbye", tap="done")
    sitting.is_in = False
    if act.of == "mine":
        sent = {"portion": "visit", "recovery": "later"}
        await sitting.send("/keep/mine", **sent, name=sitting.who.name, passphrase=sitting.who.passphrase)  # fmt: skip
        sitting.comes_back = sitting.is_in = True
        sitting.entries.append(Did("keeps"))


async def _leaves(sitting: Sitting, act: Act) -> None:
    del act
    await sitting.browser.post("/leave")
    sitting.is_in = False
    sitting.entries.append(Did("leaves"))


async def _notes(sitting: Sitting, act: Act) -> None:
    """Note how the day felt: the evening's day, also where it is past midnight."""
    today = sitting.clock.now().astimezone(sitting.who.zone).date()
    on, words = act.more.get("on", today), act.more.get("words", "")
    await sitting.send("/been", what="keep", on=on.isoformat(), felt=act.of, words=words)
    sitting.entries.append(Did(f"notes-{act.of}", tuple(filter(None, [words]))))


async def _practices(sitting: Sitting, act: Act) -> None:
    """Go through a gentle thing by its page, say how it is after it, and what is to become of it."""
    path = f"/gentle/{act.of}"
    page = await sitting.open(path)
    await sitting.send(path, after=act.more["after"])
    if then := act.more.get("then"):
        await sitting.send(path, what=then)
    sitting.entries.append(Did(f"practice-{act.more['after']}", (heading(page),)))


async def _plans(sitting: Sitting, act: Act) -> None:
    """Write the plan for hard moments."""
    told: Mapping[str, str] = act.more["plan"]
    sent: dict[str, Any] = {name: told[name] for name in _LINES if name in told}
    person = {f"person-{name}": [told[given]] for name, given in (("name", "person"), ("reach", "reach"), ("words", "words"))}  # fmt: skip
    await sitting.send("/plan", **sent, **person)
    sitting.entries.append(Did("plan"))


async def _writes(sitting: Sitting, act: Act) -> None:
    """Write at length, read what was heard of it, keep a line, and name a chapter."""
    heard = await sitting.send("/story/write", what="done", words=act.of.strip())
    which = re.search(r"/story/([\w-]+)/heard", heard)
    if which is None:
        raise AskedInVain
    sitting.entries += [Did("story", tuple(act.of.strip().split("\n\n"))), seen("/story/heard", heard)]  # fmt: skip
    path = f"/story/{which[1]}"
    await sitting.send(path, what="chapter", chapter=act.more["chapter"])
    if marked := act.more.get("marked"):
        await sitting.send(path, what="marks", therapist=[str(each) for each in marked])
    if line := act.more.get("line"):
        await sitting.send("/story/kept", what="add", line=line, **{"as": act.more["as"]})
        sitting.entries.append(Did(f"keepsake-{act.more['as']}", (line,)))


async def _notices(sitting: Sitting, act: Act) -> None:
    """Let it look through what she noted, and say yes or no to the one thing it finds."""
    page = await sitting.open("/noticing")
    unseen = sitting.not_shown(sitting.cookie)
    if 'name="key"' not in page and 'value="look"' in page:
        page = await sitting.send("/noticing", what="look")
    key = re.search(r'name="key" value="([^"]*)"', page)
    if key is None:
        raise AskedInVain
    sitting.entries.append(seen("/noticing", page, unseen))
    words = act.more.get("says", "")
    found = re.search(r'name="says"[^>]*>([^<]*)</textarea>', page)
    says = words or unescape(found[1] if found else "")
    await sitting.send("/noticing", what=act.of, key=unescape(key[1]), says=says)
    sitting.entries.append(Did(f"noticing-{act.of}", tuple(filter(None, [words]))))


async def _hopes(sitting: Sitting, act: Act) -> None:
    """Write down something hoped for, or how near it feels."""
    if act.of:
        await sitting.send("/hopes", what="goal", goal=act.of)
        sitting.entries.append(Did("hope", (act.of,)))
    page = await sitting.open("/hopes")
    which = re.search(r'name="which" value="([\w-]+)"', page)
    if which is None:
        raise AskedInVain
    await sitting.send("/hopes", what="near", which=which[1], at=str(act.more["near"]))
    sitting.entries.append(seen("/hopes", await sitting.open("/hopes")))


async def _answers(sitting: Sitting, act: Act) -> None:
    """Fill in a questionnaire of her own choice, on one sheet, and keep it."""
    path, given = f"/measures/{act.of}", act.more["given"]
    told = {f"q{number}": str(value) for number, value in enumerate(given, 1)}
    page = await sitting.send(path, what="sheet", **told)
    sitting.entries.append(seen("/measures", page))
    so_far = re.search(r'name="so_far" value="([^"]*)"', page)
    await sitting.send(path, what="keep", so_far=unescape(so_far[1]) if so_far else "")


async def _letters(sitting: Sitting, act: Act) -> None:
    """Write to herself; where it is met in the talk, her words stand there."""
    before = len(sitting.entries)
    await sitting.send("/carrying-on", what="letter", words=act.of.strip())
    met = len(sitting.entries) > before
    sitting.entries.insert(before, Did("letter", () if met else tuple(act.of.strip().split("\n\n"))))  # fmt: skip


async def _unlocks(sitting: Sitting, act: Act) -> None:
    """Take something off the list of what is left alone."""
    await sitting.send("/remembers", what="alone", topic=act.of)
    sitting.entries.append(Did("unlocks", (act.of,)))


async def _says_yes(sitting: Sitting, act: Act) -> None:
    """Read what the code on the card offers, say where she is, and say yes to it."""
    sent = {"code": sitting.card(), "place": act.of}
    await sitting.send("/alongside/read", **sent)
    await sitting.send("/alongside/yes", **sent, called=sitting.who.name, agreed="yes")
    sitting.entries.append(Did("links"))


async def _shows(sitting: Sitting, act: Act) -> None:
    """Show one line of hers to Amara, once she has seen it as it will be seen."""
    page = await sitting.send("/showing/new/words", what="look", words=act.of)
    seen_so = re.search(r'name="seen" value="(\w+)"', page)
    if seen_so is None:
        raise AskedInVain
    await sitting.send("/showing/new/words", what="give", words=act.of, seen=seen_so[1])
    sitting.entries.append(Did("shows", (act.of,)))


async def _looks(sitting: Sitting, act: Act) -> None:
    """Look at a page."""
    page = await sitting.open(act.of)
    unseen = sitting.not_shown(sitting.cookie) if act.of == "/noticing" else ()
    sitting.entries.append(seen(act.of, page, unseen))


def seen(where: str, page: str, unseen: tuple[HeldBack, ...] = ()) -> Seen:
    """Return a page as she sees it: the section she looks at, or all of it where it has none."""
    only = next((only for begins, only in _SECTIONS.items() if where.startswith(begins)), "")
    return Seen(where, still(page, only) or still(page), unseen)


def heading(page: str) -> str:
    """Return the first heading of a page."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else ""


KINDS: Mapping[str, Does] = {
    "says": _says,
    "words": _picks,
    "tap": _taps,
    "goodbye": _goodbye,
    "leave": _leaves,
    "note": _notes,
    "practice": _practices,
    "plan": _plans,
    "story": _writes,
    "noticing": _notices,
    "hope": _hopes,
    "measure": _answers,
    "letter": _letters,
    "unlock": _unlocks,
    "yes": _says_yes,
    "show": _shows,
    "look": _looks,
}
