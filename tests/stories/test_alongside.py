"""Two people side by side: a code is handed over, both say yes, the companion is quiet where the law asks for it, and they end it together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from holdspace import desk, web
from holdspace.app import Beside
from holdspace.domain.linking import Agreement
from holdspace.domain.people import Private
from holdspace.ports.sharing import Accepting
from holdspace.vault.alongside import OwnAlongside
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sharing import OwnSharing
from tests.desk.sitting import DeskPlace
from tests.stories.conftest import Visitor
from tests.stories.serving import serving
from tests.stories.test_everybody import FITS, SMALL, Scheme, faults
from tests.vault.walked import AGREEMENT
from tests.web.keeping import PASSPHRASE

PHONE = {"viewport": {"width": 390, "height": 780}, "color_scheme": "dark"}
NARROW = {"width": 320, "height": 640}
TERMS = {
    "What stays between you": "If somebody may be hurt, I may have to tell somebody else.",
    "Your hours": "Tuesdays, nine to five",
    "How soon there is an answer": "at our next appointment",
    "When it can't wait": "Call 112.",
    "For whom": "the blue scarf",
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[DeskPlace]:
    made = DeskPlace(tmp_path)
    made.make("Rowan")
    yield made
    made.vault.close()


@pytest.fixture
def both(place: DeskPlace) -> Iterator[str]:
    """Serve both doors."""
    front = web.build(place.house)
    front.add_middleware(Beside, desk=desk.build(place.desk))
    with serving(front) as address:
        yield address


@dataclass(frozen=True)
class Two:
    """Amara at the desk, and Rowan with a phone."""

    at: str
    amara: Page
    rowan: Page


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def two(request: pytest.FixtureRequest, place: DeskPlace, both: str, visitor: Visitor) -> Two:
    """Let both be in, without a passphrase being spent on it."""
    keys = place.members.accounts.with_passphrase(Private("Rowan"), Private(PASSPHRASE))
    pages = []
    for cookie, whose, options in (
        ("holdspace-desk", place.therapist(), {}),
        ("holdspace-in", keys, PHONE),
    ):
        page = visitor(both, java_script_enabled=request.param, **options)
        value = place.members.sign_ins.open(whose, Private("a test"))
        page.context.add_cookies([{"name": cookie, "value": value, "url": both}])
        pages.append(page)
    return Two(both, pages[0], pages[1])


def hand_over(two: Two) -> str:
    """Let Amara make an offer; return the code on her page."""
    page = two.amara
    page.goto(f"{two.at}/desk/alongside")
    page.get_by_role("link", name="Make an offer").click()
    for label, words in TERMS.items():
        page.get_by_label(re.compile(label)).fill(words)
    page.get_by_label("Where you work").select_option("us-il")
    page.get_by_role("button", name="Make the code").click()
    expect(page.get_by_role("img", name=re.compile("A picture for a camera"))).to_be_visible()
    return page.locator(".code-letters").inner_text()


def read_and_say_yes(two: Two, code: str) -> None:
    """Let Rowan read everything, choose, and say yes."""
    page = two.rowan
    page.goto(f"{two.at}/alongside")
    page.get_by_label("The code").fill(code.lower())
    page.get_by_role("button", name="Read what it offers").click()
    expect(page.get_by_text("If somebody may be hurt")).to_be_visible()
    expect(page.get_by_role("button", name="Say yes")).to_have_count(0)
    page.get_by_label("Where you are").select_option("gb")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Quiet while you are linked")).to_be_visible()
    page.get_by_label("Kept for the room, 1").fill("the move")
    page.get_by_label("What Amara calls you here").fill("Rowan")
    page.get_by_label(re.compile("I have read this")).check()
    page.get_by_role("button", name="Say yes").click()
    expect(page.get_by_text("Once Amara does too")).to_be_visible()


def test_two_people_walk_alongside_and_part(two: Two) -> None:
    amara, rowan = two.amara, two.rowan
    read_and_say_yes(two, hand_over(two))
    amara.reload()
    expect(amara.get_by_role("heading", name="Rowan said yes")).to_be_visible()
    expect(amara.get_by_text("the move")).to_be_visible()
    amara.get_by_role("button", name="Say yes").click()
    expect(amara.get_by_text("You see what Rowan chose to show you")).to_be_visible()
    rowan.goto(two.at)
    expect(rowan.get_by_text("The companion is quiet here while you are linked.")).to_be_visible()
    rowan.goto(f"{two.at}/alongside")
    rowan.locator("summary", has_text="Ending together").click()
    rowan.get_by_label("Your goodbye").fill("thank you for walking along")
    rowan.get_by_role("button", name="Keep my goodbye").click()
    expect(rowan.get_by_text("You are ending this together.")).to_be_visible()
    amara.reload()
    expect(amara.get_by_text("thank you for walking along")).to_have_count(0)
    amara.get_by_label("Your goodbye").fill("go well")
    amara.get_by_role("button", name="Keep my goodbye").click()
    expect(amara.get_by_text("You ended this together.")).to_be_visible()
    rowan.reload()
    expect(rowan.get_by_text("go well", exact=True)).to_be_visible()
    amara.reload()
    expect(amara.get_by_text("thank you for walking along")).to_be_visible()
    rowan.goto(two.at)
    expect(rowan.get_by_label("Your words")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_of_these_pages(
    place: DeskPlace, both: str, visitor: Visitor, scheme: Scheme
) -> None:
    amara = place.therapist()
    hers = OwnAlongside(place.vault, amara)
    keys = place.members.accounts.with_passphrase(Private("Rowan"), Private(PASSPHRASE))
    code = hers.offer(Agreement(*AGREEMENT.terms, "us-il"), Private("Amara"), Private("")).text
    client = visitor(f"{both}/alongside/with/{code}", color_scheme=scheme, viewport=NARROW)
    is_well_made(client)
    sign_in(place, client, "holdspace-in", keys)
    for path in ("/alongside", f"/alongside/with/{code}"):
        client.goto(both + path)
        is_well_made(client)
    client.get_by_label("Where you are").select_option("gb")
    client.get_by_role("button", name="Go on").click()
    is_well_made(client)
    OwnSharing(place.vault, keys).accept(Private(code), Accepting(Private("Rowan"), "gb"))
    offer = hers.offers()[0].id
    page = visitor(both, color_scheme=scheme, viewport=NARROW)
    sign_in(place, page, "holdspace-desk", amara)
    pages = ["/desk/alongside", "/desk/alongside/offer", f"/desk/alongside/offers/{offer}"]
    for path in pages:
        page.goto(both + path)
        is_well_made(page)
    page.goto(f"{both}/desk/alongside/{hers.confirm(offer)}")
    is_well_made(page)
    for path in ("/", "/alongside"):
        client.goto(both + path)
        is_well_made(client)


def sign_in(place: DeskPlace, page: Page, cookie: str, keys: ClientKeys) -> None:
    """Let somebody be in."""
    value = place.members.sign_ins.open(keys, Private("a test"))
    page.context.add_cookies([{"name": cookie, "value": value, "url": page.url}])


def is_well_made(page: Page) -> None:
    """Nothing an ear, a finger or a narrow screen stumbles over."""
    assert faults(page) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate(FITS)
