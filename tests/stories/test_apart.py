"""Two people keep something in one house: neither ever sees the other's, and a changed passphrase shuts the door on whoever knew the old one."""

from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, make_mine, say
from tests.stories.test_keeping import PASSPHRASE, come_in

AFTER = "another river, much later"
JUNOS, IVOS = "the heron stood in the river", "the van broke down outside town"


def keep(page: Page, words: str) -> str:
    """Say something and make it theirs; return the name they chose."""
    name = f"Somebody {uuid4().hex[:8]}"
    say(page, words)
    be_met(page)
    make_mine(page, name, PASSPHRASE)
    return name


def test_two_people_with_one_passphrase_never_see_each_other(
    visitor: Visitor, address: str
) -> None:
    juno, ivo = visitor(address), visitor(address)
    keep(juno, JUNOS)
    keep(ivo, IVOS)
    juno.goto(f"{address}/earlier")
    theirs = juno.locator(".visits a").first.get_attribute("href")
    ivo.goto(f"{address}/earlier")
    expect(ivo.locator(".visits a")).to_have_count(1)
    ivo.get_by_label("Find something that was said").fill("heron")
    ivo.get_by_role("button", name="Find").click()
    expect(ivo.get_by_text(JUNOS)).to_have_count(0)
    absent, another = (
        ivo.request.get(f"{address}{path}") for path in ("/earlier/AAAAAAAAAAAAAAAAAAAAAA", theirs)
    )
    assert (another.status, another.text()) == (absent.status, absent.text())
    assert another.status == 404
    juno.goto(f"{address}{theirs}")
    expect(juno.get_by_text(JUNOS, exact=True)).to_be_visible()
    for path in ("/", "/talk", "/remembers", "/account"):
        ivo.goto(f"{address}{path}")
        expect(ivo.get_by_text("heron")).to_have_count(0)


def test_after_a_changed_passphrase_only_the_new_one_opens_it(
    visitor: Visitor, address: str
) -> None:
    page, elsewhere = visitor(address), visitor(address)
    name = keep(page, JUNOS)
    come_in(elsewhere, name)
    expect(elsewhere.get_by_role("link", name="Earlier visits")).to_be_visible()
    page.goto(f"{address}/account")
    page.get_by_label("The one you have now").fill(PASSPHRASE)
    page.get_by_label("The new one").fill(AFTER)
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_text("The new passphrase is in place.")).to_be_visible()
    elsewhere.goto(f"{address}/earlier")
    expect(elsewhere.get_by_role("heading", name="Come back in")).to_be_visible()
    elsewhere.goto(address)
    come_in(elsewhere, name)
    expect(elsewhere.get_by_text("That did not open anything.")).to_be_visible()
    elsewhere.goto(address)
    come_in(elsewhere, name, AFTER)
    elsewhere.get_by_role("link", name="Earlier visits").click()
    elsewhere.locator(".visits a").first.click()
    expect(elsewhere.get_by_text(JUNOS, exact=True)).to_be_visible()
