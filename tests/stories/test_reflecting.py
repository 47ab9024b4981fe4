"""A therapist alone with Reflect: the guide without a network, the chair, and a piece that leaves once each name in it is decided."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from holdspace.app import build_engine, build_members, build_web
from holdspace.config import Settings
from holdspace.domain.people import Private, Role
from holdspace.vault.keys import FLOOR
from tests.stories.conftest import Visitor
from tests.stories.serving import serving
from tests.stories.test_desk import Desk
from tests.stories.test_everybody import FITS, SMALL, Scheme, faults
from tests.stories.test_keeping import PASSPHRASE

GUIDE, REFLECT = "/desk/unsafe", "/desk/reflect"
ASKED = re.compile("suicide|ending your life", re.IGNORECASE)
TITLE = "When someone arrives very unsafe"
MOVED = "I saw Amina again. She thanked her own hands, in Leeds, on 3 March."
PAGES = (
    "", "/after", "/moved", "/written", "/supervision", "/mine", "/mine/softness", "/safe", "/safe/trust/first", "/chair",
    "/chair/wall", "/colleagues", "/leaving/mine",
)  # fmt: skip


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, elsewhere: str) -> Iterator[Desk]:
    home: Path = tmp_path_factory.mktemp("home")
    settings, engine = Settings(home=home, country="IE", exit_page=elsewhere), build_engine()
    engine.load_models()
    members = build_members(settings, engine, FLOOR)
    assert members is not None
    keys = members.accounts.make(Private("Amara"), Private(PASSPHRASE), role=Role.THERAPIST)
    with serving(build_web(settings, engine, members)) as address:
        yield Desk(address, members, keys)


def at(page: Page, here: Desk, path: str) -> Page:
    page.goto(here.address + path)
    return page


def keep_what_moved(page: Page, here: Desk) -> None:
    at(page, here, f"{REFLECT}/moved")
    page.get_by_label("What was it?").fill(MOVED)
    page.get_by_role("button", name="Keep it", exact=True).click()
    page.get_by_role("link", name="Change, take along or remove").first.click()
    page.get_by_role("link", name="Take it along as a piece").click()


def decide(page: Page, of: str, instead: str = "") -> None:
    point = page.get_by_role("group").filter(has_text=of)
    point.get_by_label(
        "Put this instead" if instead else "Leave it as it is", exact=False
    ).first.check()
    if instead:
        point.get_by_role("textbox").fill(instead)


def test_the_guide_opens_without_a_network_for_somebody_who_is_not_signed_in(
    visitor: Visitor, here: Desk
) -> None:
    page = at(visitor(here.address), here, GUIDE)
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_timeout(300)
    page.context.set_offline(offline=True)
    at(page, here, GUIDE)
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.locator("a[href='tel:112'], a[href='tel:999']").first).to_be_visible()
    asks = page.get_by_label("Suicide, by its name")
    asks.check()
    expect(asks).to_be_checked()
    expect(page.get_by_role("link", name="Leave quickly")).to_be_visible()


def test_what_is_kept_of_the_desk_is_the_guide_as_anybody_sees_it(
    visitor: Visitor, here: Desk
) -> None:
    page = here.sit(visitor(here.address))
    at(page, here, GUIDE)
    expect(page.get_by_role("link", name="Your own settings")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_timeout(300)
    kept = page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))"
        ".then((all) => all.flat().map((one) => new URL(one.url).pathname).filter((path) => !path.startsWith('/static/')))"
    )
    assert [path for path in kept if path.startswith("/desk")] == [GUIDE]
    page.context.set_offline(offline=True)
    at(page, here, f"{REFLECT}/moved")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_role("link", name="Your own settings")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_piece_leaves_once_each_name_in_it_is_decided(
    visitor: Visitor, here: Desk, *, script: bool
) -> None:
    page = here.sit(visitor(here.address, java_script_enabled=script))
    keep_what_moved(page, here)
    expect(page.locator("mark")).to_have_text(["Amina", "Leeds", "3 March"])
    decide(page, "Amina", "someone")
    decide(page, "Leeds")
    page.get_by_role("button", name="Put these in place").click()
    expect(page.locator("mark")).to_have_text(["3 March"])
    decide(page, "3 March", "that spring")
    page.get_by_role("button", name="Put these in place").click()
    page.get_by_role("button", name="Save it as a file").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("I have read it once more").check()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save it as a file").click()
    assert saved.value.suggested_filename == "reflection.txt"
    text = saved.value.path().read_text(encoding="utf-8")
    assert text == MOVED.replace("Amina", "someone").replace("3 March", "that spring")
    assert "Amina" not in page.url + page.title()


def test_in_the_chair_the_house_answers_after_oneself(visitor: Visitor, here: Desk) -> None:
    page = at(here.sit(visitor(here.address)), here, f"{REFLECT}/chair/better-off")
    expect(page.get_by_text("Why these words?")).to_have_count(0)
    page.get_by_label("What would you say?").fill("Are you thinking of ending your life?")
    page.get_by_role("button", name="Now see what Holdspace says").click()
    expect(page.get_by_text("Why these words?")).to_be_visible(timeout=20_000)
    expect(page.locator("p.letter").last).to_have_text(ASKED)
    expect(page.get_by_role("link", name="Asking plainly, in the guide")).to_be_visible()
    page.get_by_label("What do you notice between the two?").fill("Both ask.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/chair/in-trouble")
    at(page, here, f"{REFLECT}/written")
    expect(page.get_by_text("Both ask.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 820}, {"width": 320, "height": 640}])
def test_axe_finds_nothing_on_any_page_of_reflect(
    visitor: Visitor, here: Desk, scheme: Scheme, size: dict[str, int]
) -> None:
    page = here.sit(visitor(here.address, color_scheme=scheme, viewport=size, reduced_motion="reduce"))  # fmt: skip
    keep_what_moved(page, here)
    found = {"leaving": faults(page)}
    for path in (GUIDE, *(REFLECT + path for path in PAGES)):
        at(page, here, path)
        found[path] = faults(page)
        assert page.evaluate(FITS), path
        assert page.evaluate(SMALL) == [], path
    assert {path: fault for path, fault in found.items() if fault} == {}
