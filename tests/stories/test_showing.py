"""Two people side by side: invite, agree, show one entry, see exactly that, take it back, gone; a session prepared and held."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from holdspace import desk, web
from holdspace.app import Beside
from holdspace.domain.people import Private
from holdspace.vault.sealing import ClientKeys
from tests.desk.sitting import DeskPlace
from tests.stories.conftest import Visitor
from tests.stories.serving import serving
from tests.stories.test_alongside import PHONE, Two, hand_over, read_and_say_yes
from tests.stories.test_everybody import FITS, SMALL, faults
from tests.web.keeping import PASSPHRASE

ENTRY, BESIDE = "the boxes are still in the hall", "something that stays with me"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[DeskPlace]:
    made = DeskPlace(tmp_path)
    made.make("Rowan")
    yield made
    made.vault.close()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def pair(request: pytest.FixtureRequest, place: DeskPlace, visitor: Visitor) -> Iterator[Two]:
    """Serve both doors; Amara is in at the desk, and Rowan with a phone."""
    front = web.build(place.house)
    front.add_middleware(Beside, desk=desk.build(place.desk))
    rowan = place.members.accounts.with_passphrase(Private("Rowan"), Private(PASSPHRASE))
    sides: tuple[tuple[str, ClientKeys, dict[str, Any]], ...] = (
        ("holdspace-desk", place.therapist(), {}),
        ("holdspace-in", rowan, PHONE),
    )
    with serving(front) as address:
        pages = []
        for cookie, whose, options in sides:
            page = visitor(address, java_script_enabled=request.param, **options)
            value = place.members.sign_ins.open(whose, Private("a test"))
            page.context.add_cookies([{"name": cookie, "value": value, "url": address}])
            pages.append(page)
        two = Two(address, pages[0], pages[1])
        read_and_say_yes(two, hand_over(two))
        two.amara.reload()
        two.amara.get_by_role("button", name="Say yes").click()
        expect(two.amara.get_by_text("You see what Rowan chose to show you")).to_be_visible()
        yield two


def as_it_stands(page: Page) -> str:
    """Return what stands between the edges of something shown."""
    return " ".join(page.locator(".as-seen, .shared").first.inner_text().split())


def looked_at(page: Page) -> None:
    """Make sure that a page is fit for whoever reads it."""
    assert page.evaluate(FITS), page.url
    assert page.evaluate(SMALL) == [], page.url
    assert faults(page) == [], page.url


def note_two_days(pair: Two) -> None:
    """Let Rowan note two days, of which one will be shown."""
    for on, words in (("2025-12-30", ENTRY), ("2025-12-31", BESIDE)):
        noted: dict[str, str | float | bool] = {
            "what": "keep",
            "on": on,
            "felt": "heavy",
            "words": words,
        }
        pair.rowan.request.post(f"{pair.at}/been", form=noted, headers={"origin": pair.at})


def test_one_entry_is_shown_seen_exactly_and_taken_back(pair: Two) -> None:
    amara, rowan = pair.amara, pair.rowan
    note_two_days(pair)
    rowan.goto(f"{pair.at}/showing")
    rowan.get_by_role("link", name="Show something").click()
    rowan.get_by_role("link", name=re.compile("How it's been")).last.click()
    rowan.get_by_label("From", exact=True).fill("2025-12-30")
    rowan.get_by_label("To", exact=True).fill("2025-12-30")
    rowan.get_by_label("And what I wrote of it").check()
    rowan.get_by_label("What I'd like from you").fill("just read it")
    rowan.get_by_role("button", name="See it as they will").click()
    expect(rowan.get_by_text("Nothing is shown yet.")).to_be_visible()
    expect(rowan.get_by_text(re.compile("Amara may not see this"))).to_be_visible()
    seen = as_it_stands(rowan)
    assert ENTRY in seen
    assert BESIDE not in seen
    amara.goto(f"{pair.at}/desk")
    expect(amara.get_by_text("No one has shared anything new. That's fine.")).to_be_visible()
    rowan.get_by_role("button", name="Show it to Amara").click()
    expect(rowan.get_by_role("heading", name="Amara can see")).to_be_visible()
    amara.reload()
    expect(amara.get_by_text("just read it")).to_be_visible()
    expect(amara.get_by_text(ENTRY)).to_have_count(0)
    amara.get_by_role("link", name=re.compile("Rowan.*How days felt")).click()
    assert ENTRY in as_it_stands(amara)
    assert BESIDE not in amara.content()
    amara.get_by_label("In your own words").fill("I read it.")
    amara.get_by_role("button", name="Leave it for them").click()
    rowan.reload()
    expect(rowan.get_by_text("I read it.")).to_be_visible()
    expect(rowan.get_by_text("Amara opened “How days felt”")).to_be_visible()
    rowan.get_by_role("button", name=re.compile("Take it back")).click()
    expect(rowan.get_by_text("Nothing just now. That's fine.")).to_be_visible()
    amara.reload()
    expect(amara.get_by_text(ENTRY)).to_have_count(0)
    amara.goto(f"{pair.at}/desk")
    expect(amara.get_by_text("No one has shared anything new. That's fine.")).to_be_visible()


def test_a_session_is_prepared_and_held(pair: Two) -> None:
    amara, rowan = pair.amara, pair.rowan
    rowan.goto(f"{pair.at}/to-bring")
    rowan.get_by_label("Something I'd like to bring").fill("what my mother said")
    rowan.get_by_role("button", name="Put it on the page").click()
    rowan.goto(f"{pair.at}/alongside")
    rowan.get_by_role("link", name="Prepare for my session").click()
    rowan.get_by_label("The words of this, for the session, 1").fill("what she said on Sunday")
    rowan.get_by_label("Something else to talk about").fill("and the move")
    rowan.get_by_label("What I'd like from you").fill("help me begin")
    rowan.get_by_role("button", name="See it as they will").click()
    rowan.get_by_role("button", name="Show it to Amara").click()
    rowan.wait_for_url(re.compile(r"/(showing(#.*)?|talk.*)$"))
    amara.goto(f"{pair.at}/desk")
    amara.get_by_role("link", name=re.compile("Rowan.*For a session")).click()
    expect(amara.get_by_text("help me begin")).to_be_visible()
    amara.get_by_label("A page for your own notes").fill("Winter")
    amara.get_by_role("button", name="Begin it").click()
    expect(amara.get_by_text("what she said on Sunday")).to_be_visible()
    held, note = amara.locator(".shared").first, amara.get_by_label("Note", exact=True)
    at, beside = held.bounding_box(), note.bounding_box()
    assert at is not None
    assert beside is not None
    assert beside["x"] > at["x"] + at["width"] - 1  # side by side
    note.fill("they began with Sunday")
    amara.get_by_role("button", name="Keep it, sealed").click()
    expect(amara.get_by_role("heading", name="Winter")).to_be_visible()
    expect(amara.get_by_text("they began with Sunday")).to_be_visible()


def test_words_for_danger_say_when_they_may_be_read(pair: Two) -> None:
    amara, rowan = pair.amara, pair.rowan
    rowan.goto(f"{pair.at}/showing/new/danger")
    expect(
        rowan.get_by_text("These words call nobody, and may be read days later.")
    ).to_be_visible()
    rowan.get_by_label("It has been very dark.").check()
    rowan.get_by_role("button", name="See it as they will").click()
    rowan.get_by_role("button", name="Show it to Amara").click()
    rowan.wait_for_url(re.compile(r"/(showing(#.*)?|talk.*)$"))
    amara.goto(f"{pair.at}/desk")
    expect(amara.get_by_role("heading", name="About being in danger")).to_be_visible()


@pytest.mark.parametrize("pair", [True], indirect=True)
def test_axe_finds_nothing_on_either_side(pair: Two) -> None:
    amara, rowan = pair.amara, pair.rowan
    for path in ("words", "danger", "things-to-bring"):
        rowan.goto(f"{pair.at}/showing/new/{path}")
        looked_at(rowan)
    rowan.goto(f"{pair.at}/showing/new/words")
    rowan.get_by_label("In your words").fill(ENTRY)
    rowan.get_by_role("button", name="See it as they will").click()
    expect(rowan.get_by_text("Nothing is shown yet.")).to_be_visible()
    looked_at(rowan)
    rowan.get_by_role("button", name="Show it to Amara").click()
    expect(rowan.get_by_role("heading", name="Amara can see")).to_be_visible()
    looked_at(rowan)
    amara.goto(f"{pair.at}/desk")
    looked_at(amara)
    amara.get_by_role("link", name=re.compile("Rowan.*A few words")).click()
    expect(amara.get_by_role("heading", name="Writing to Rowan")).to_be_visible()
    looked_at(amara)
    amara.get_by_role("link", name="Shown", exact=True).click()
    expect(amara.get_by_role("heading", name="This week")).to_be_visible()
    looked_at(amara)
