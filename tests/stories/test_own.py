"""Somebody makes a list of their own, finds what helped, keeps plan and list on the device, and leaves nothing on it."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import keep_for_later, make_mine, say
from tests.stories.test_everybody import FITS, PHONE, SMALL, Scheme, faults

HELD = """async () => {
    const held = [];
    for (const name of await caches.keys()) {
        for (const answer of await (await caches.open(name)).matchAll()) held.push(await answer.text());
    }
    return held.join('\\n');
}"""


LIST = 'class="own-list"'  # as a page has it
GONE = f"""async (words) => {{
    while ((await ({HELD})()).includes(words)) await new Promise((then) => {{ setTimeout(then, 50); }});
}}"""


def held(page: Page) -> str:
    """Return all that the browser's stores hold."""
    return str(page.evaluate(HELD))


def make_a_list(page: Page, address: str) -> None:
    """Put two things on the list: one of the ideas, and one in their own words."""
    page.goto(f"{address}/gentle/mine")
    page.get_by_text("Add something", exact=True).click()
    page.get_by_text("To touch", exact=True).click()
    page.get_by_role("button", name="a warm mug").click()
    expect(page.locator(".own-list")).to_contain_text("a warm mug")
    page.get_by_label("What do your hands like to hold or feel?").fill("Juno's saffron blanket")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".own-list")).to_contain_text("saffron blanket")


def write_a_plan(page: Page, address: str) -> None:
    page.goto(f"{address}/plan/edit")
    page.get_by_label("Signs it's getting harder").fill("The heron is gone")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("It's kept")).to_be_visible()


def keep_on_the_device(page: Page, address: str) -> None:
    page.goto(f"{address}/gentle/mine")
    keep_for_later(page)
    expect(page.get_by_text("Anyone who uses this device could open them.")).to_be_visible()
    page.get_by_role("button", name="Keep them on this device").click()
    expect(page.get_by_text("They are on this device now")).to_be_visible()


def test_without_internet_plan_and_list_open_and_leaving_takes_them(
    page: Page, address: str
) -> None:
    make_a_list(page, address)
    write_a_plan(page, address)
    keep_for_later(page)
    assert "heron" not in held(page)
    assert "saffron" not in held(page)
    keep_on_the_device(page, address)
    page.context.set_offline(offline=True)
    for path in ("/plan", "/plan/all"):
        page.goto(address + path)
        expect(page.get_by_text("The heron is gone")).to_be_visible()
    page.goto(f"{address}/gentle/mine")
    expect(page.get_by_text("Juno's saffron blanket")).to_be_visible()
    page.context.set_offline(offline=False)
    page.goto(f"{address}/limits")
    page.get_by_role("link", name="Leave").first.click()
    page.wait_for_url(lambda url: not url.startswith(address))
    page.goto(f"{address}/limits")
    assert "heron" not in held(page)
    assert "saffron" not in held(page)
    page.goto(f"{address}/gentle/mine")
    expect(page.get_by_text("Nothing here yet")).to_be_visible()


def test_what_is_changed_is_changed_on_the_device_and_goes_when_they_say_so(
    page: Page, address: str
) -> None:
    make_a_list(page, address)
    write_a_plan(page, address)
    keep_on_the_device(page, address)
    page.get_by_text("Add something, or take it out").click()
    page.get_by_text("Take something out").click()
    page.get_by_role("button", name="saffron blanket").click()
    expect(page.locator(".own-list")).not_to_contain_text("saffron")
    page.evaluate(GONE, "saffron")
    page.goto(f"{address}/plan/all")
    page.get_by_text("Let all of it go").click()
    page.get_by_role("button", name="Let it go").click()
    page.evaluate(GONE, "heron")
    assert "a warm mug" in held(page)
    page.goto(f"{address}/gentle/mine")
    page.get_by_role("button", name="Take them off this device").click()
    expect(page.get_by_text("They are off this device.")).to_be_visible()
    assert LIST not in held(page)


def test_a_goodbye_signs_out_and_takes_what_was_on_the_device(
    visitor: Visitor, address: str
) -> None:
    page = visitor(address)
    say(page, "the river was high")
    expect(page.locator(".them").last).to_be_visible(timeout=15_000)
    make_mine(page, "Saffron", "a quiet river in autumn")
    make_a_list(page, address)
    keep_on_the_device(page, address)
    assert "saffron blanket" in held(page)
    page.goto(f"{address}/talk")
    page.goto(address)
    say(page, "and it fell")
    expect(page.locator(".them").last).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="I'm done for now").click()
    page.wait_for_url("**/goodbye")
    page.evaluate(GONE, "saffron")


def test_where_others_use_the_device_nothing_is_kept_on_it(page: Page, address: str) -> None:
    make_a_list(page, address)
    keep_on_the_device(page, address)
    page.goto(f"{address}/settings")
    page.context.request.post(
        f"{address}/settings", form={"shared": "1"}, headers={"origin": address}
    )
    page.goto(f"{address}/gentle/mine")
    expect(page.get_by_text("Others use this device too")).to_be_visible()
    page.evaluate(GONE, LIST)


def test_without_scripts_a_list_is_made_and_what_helped_is_told(
    visitor: Visitor, address: str
) -> None:
    page = visitor(address, java_script_enabled=False, **PHONE)
    make_a_list(page, address)
    page.goto(f"{address}/gentle/mine#moments")
    page.get_by_text("Note some").click()
    page.get_by_label("Something that was all right").fill("The bus waited.")
    page.get_by_role("button", name="Keep these").click()
    expect(page.locator("ul.moments")).to_contain_text("The bus waited.")
    expect(page.get_by_role("button", name="Keep them on this device")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 820}, {"width": 320, "height": 640}])
def test_axe_finds_nothing_on_a_page_of_one_s_own(
    visitor: Visitor, nowhere: str, scheme: Scheme, size: dict[str, int]
) -> None:
    page = visitor(nowhere, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    make_a_list(page, nowhere)
    for answer in ("better", "worse", "same"):
        page.context.request.post(
            f"{nowhere}/gentle/look-around", form={"after": answer}, headers={"origin": nowhere}
        )
    for path in ("/gentle/mine", "/gentle/mine/here"):
        page.goto(nowhere + path)
        for fold in page.locator("main details > summary").all():
            if fold.is_visible():
                fold.click()
        assert faults(page) == [], path
        assert page.evaluate(FITS), path
        assert page.evaluate(SMALL) == [], path
