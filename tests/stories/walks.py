"""How somebody goes through a gentle thing in a browser: what stands there at each screen, and where they press."""

import re

from playwright.sync_api import Locator, Page, expect

from holdspace.practice.library import Practice
from holdspace.practice.walk import Screen, screens

PATIENT = 20_000  # a slow machine draws slowly, and hundreds of stories are played on it
SEEN = """(hushed) => {
    const named = (name) => [...document.querySelectorAll('a')].find((one) =>
        one.checkVisibility() && one.textContent.trim() === name);
    const inSight = (one) => { const box = one?.getBoundingClientRect();
        return Boolean(box) && box.top < innerHeight && box.bottom > 0; };
    const moves = (one) => one.playState === 'running' && one.effect.getComputedTiming().duration > 1
        && one.effect.getKeyframes().some((frame) => frame.transform || frame.offsetDistance);
    return {
        fits: document.documentElement.scrollWidth <= innerWidth,
        help: inSight(named('Help now')), leave: inSight(named('Leave quickly')),
        out: Boolean(document.querySelector('main') && named("I'm done for now")),
        moving: hushed ? document.getAnimations().filter(moves).length : 0,
    };
}"""
MOST_TABS = 60


class Led:
    """Somebody in the midst of a practice: by hand, or by keyboard alone, or where nothing may move."""

    def __init__(self, page: Page, practice: Practice, coming: str) -> None:
        self.page = page
        self._practice = practice
        self._by_keyboard = coming == "desktop"
        self._still = coming == "reduced-motion"
        self._take(0)

    def _take(self, way: int) -> None:
        self._screens = {each.name: each for each in screens(self._practice, frozenset(), way)}
        self.steps = [each for each in self._screens.values() if each.step]

    def takes(self, way: int) -> None:
        """Choose another way of doing it, from the invitation."""
        here = self.stands_at("invite")
        here.get_by_text("Other ways to do it").click()
        self._take(way)
        title = self._practice.ways[way].title
        self._press(here.get_by_role("link", name=title, exact=True))
        expect(self.page.locator(".screen:visible")).to_contain_text(title, timeout=PATIENT)

    def stands_at(self, screen: Screen | str) -> Locator:
        """Make sure that one screen stands there and no other, whole, with every way out; return it."""
        found = self._screens[screen] if isinstance(screen, str) else screen
        here = self.page.locator(".screen:visible")
        for line in found.says if found.name != "invite" else ():
            expect(here.get_by_text(line, exact=True)).to_be_visible(timeout=PATIENT)
        expect(here).to_have_count(1, timeout=PATIENT)
        seen = self.page.evaluate(SEEN, self._still)
        out = found.name != "after"  # where no answer is the way out
        wanted = {"fits": True, "help": True, "leave": True, "out": out, "moving": 0}
        assert seen == wanted, found.name
        return here

    def begins(self) -> None:
        """Go from the invitation past what is asked first, to the first step."""
        self._press(self.stands_at("invite").get_by_role("link", name="Begin"))
        if "check" in self._screens:
            here = self.stands_at("check")
            on = here.get_by_role("link", name="go on")
            self._press(on.or_(here.get_by_role("link", name="Yes, that's all right")))
        self.stands_at(self.steps[0])

    def goes_on(self, steps: int) -> None:
        """Read some steps and go on after each; the steps of a practice are in their order."""
        for step in self.steps[:steps]:
            here = self.stands_at(step)
            assert here.get_by_role("button", name="This makes it harder").is_visible()
            self._press(here.get_by_role("link", name="Next"))
        self.stands_at(self.steps[steps] if steps < len(self.steps) else "after")

    def answers(self, answer: str) -> None:
        """Say how it is now."""
        self._press(self.stands_at("after").get_by_role("button", name=answer))

    def decides(self, what: str) -> None:
        """Say what is to become of it."""
        self._press(self.page.locator(".screen:visible").get_by_role("button", name=what))

    def is_done(self) -> None:
        """Leave by the way out that stands on the screen."""
        here = self.page.locator(".screen:visible")
        self._press(here.get_by_role("link", name="I'm done for now"))

    def is_out_without_a_word(self) -> None:
        """Be among the gentle things again, with nothing said about having left."""
        expect(self.page).to_have_url(re.compile(r"/gentle$"), timeout=PATIENT)
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_have_text("What might help right now?", timeout=PATIENT)
        assert self.page.locator("[role=alert], [role=status]:not(:empty)").count() == 0

    def _press(self, target: Locator) -> None:
        """Press something: by a click, or by going to it with the keyboard as somebody would."""
        if not self._by_keyboard:
            target.click(timeout=PATIENT)
            return
        expect(target).to_be_visible(timeout=PATIENT)
        for _ in range(MOST_TABS):
            if target.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        expect(target).to_be_focused(timeout=PATIENT)
        self.page.keyboard.press("Enter")
