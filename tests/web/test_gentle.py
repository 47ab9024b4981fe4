"""Gentle things: what might help right now, and each of them whole on one page, which needs no script and no network."""

import gzip
import re
from dataclasses import replace
from html import unescape

import pytest

from holdspace.domain.risk import Tier
from holdspace.practice import library
from holdspace.practice.library import Door, Practice
from holdspace.practice.walk import screens
from holdspace.ui import assets
from tests.web.browser import Browser
from tests.web.fakes import FakeGuests
from tests.web.reading import say

EVERY = library.practices()
ADDRESSES = [f"/gentle/{practice.id}" for practice in EVERY]
LINK = re.compile(r'<a\b[^>]*href="([^"]+)"')
PLACE = re.compile(r'\sid="([^"]+)"')
INWARD = ("longer-out-breath", "just-soften", "good-enough-place")
SCREEN = re.compile(r'<section class="screen ([^"]+)" id="([^"]+)"[^>]*>(.*?)</section>', re.DOTALL)


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def in_lane(browser: Browser, guests: FakeGuests, *lanes: str, tier: Tier = Tier.R0) -> None:
    """Say something, in a visit in which a lane or a tier was heard."""
    say(browser)
    (visit,) = guests.open_visits.values()
    guests.put(replace(visit, lanes=lanes, tier=tier))


@pytest.fixture(params=EVERY, ids=lambda practice: practice.id)
def led(request: pytest.FixtureRequest, browser: Browser) -> tuple[Practice, str]:
    practice: Practice = request.param
    return practice, browser.get(f"/gentle/{practice.id}").text


def test_one_page_holds_every_screen_of_every_way(led: tuple[Practice, str]) -> None:
    practice, page = led
    told = unescape(page)
    for way in range(len(practice.ways)):
        for each in screens(practice, frozenset(), way):
            assert all(says in told for says in each.says if each.step), each.name
    assert len(SCREEN.findall(page)) == len(re.findall('<section class="screen', page))


def test_every_place_a_screen_leads_to_is_there_once(led: tuple[Practice, str]) -> None:
    page = led[1]
    places = PLACE.findall(page)
    assert len(places) == len(set(places))
    for link in LINK.findall(main_of(page)):
        if link.startswith("#"):
            assert link[1:] in places, link
        elif link.startswith("/gentle/"):
            assert library.practice(link.removeprefix("/gentle/")), link


def test_every_screen_can_be_left_without_comment(led: tuple[Practice, str]) -> None:
    for kind, name, inside in SCREEN.findall(led[1]):
        assert 'href="/gentle"' in inside, name
        if kind.split()[0] == "step":
            assert 'name="after" value="worse"' in inside, name


def test_no_word_that_somebody_writes_has_anywhere_to_go(led: tuple[Practice, str]) -> None:
    main = main_of(led[1])
    assert not re.search(r"<(?:textarea|input(?! type))[^>]*\sname=", main)
    assert main.count("<form") == 2
    assert re.search(r'<form id="told"[^>]*></form>', main)
    brings = re.search(r'<form id="bring"[^>]*>(.*?)</form>', main)
    assert brings
    assert re.findall(r'type="(\w+)"', brings[1]) == ["hidden", "hidden"]


def test_a_box_is_offered_where_a_step_asks_for_words(led: tuple[Practice, str]) -> None:
    practice, page = led
    boxes = len(re.findall("<textarea", page))
    if practice.player in ("set-down", "reach"):
        assert boxes == 1
    else:
        assert boxes == sum(len(way.writes) for way in practice.ways)
    assert ("Nothing reads these words." in page) == (boxes > 0 and practice.player != "reach")


def test_where_it_comes_from_and_when_it_is_not_for_now_can_be_read(
    led: tuple[Practice, str],
) -> None:
    practice, page = led
    told = unescape(page)
    for says in (practice.why, practice.source, *(each.says for each in practice.cautions)):
        assert says in told


def test_each_door_has_two_things_and_more_below(browser: Browser) -> None:
    page = main_of(browser.get("/gentle").text)
    for door in Door:
        behind = page[page.index(f'id="{door}"') :]
        behind = behind[: behind.index("</div></details>")]
        first, _, others = behind.partition('<details class="others"')
        assert first.count('<li class="card">') == 2, door
        assert '<li class="card">' not in others, door


def test_a_card_says_how_long_it_takes_and_one_honest_line(browser: Browser) -> None:
    page = unescape(browser.get("/gentle").text)
    practice = library.practice("look-around")
    assert practice is not None
    assert "1 to 3 minutes" in page
    assert practice.says in page


@pytest.mark.parametrize("address", ["/gentle", "/gentle?kept"])
def test_their_own_list_is_two_taps_away_without_a_network_too(
    browser: Browser, address: str
) -> None:
    assert 'href="/gentle"' in browser.get("/talk").text + browser.get("/help").text
    assert 'href="/gentle/mine"' in browser.get(address).text


def test_what_is_not_for_now_is_in_no_list(browser: Browser, guests: FakeGuests) -> None:
    assert all(address in browser.get("/gentle").text for address in ADDRESSES)
    in_lane(browser, guests, "D2")
    page = browser.get("/gentle").text
    assert not [inward for inward in INWARD if f"/gentle/{inward}" in page]
    assert "/gentle/look-around" in page


def test_one_that_is_not_for_now_opens_with_its_caution_first(
    browser: Browser, guests: FakeGuests
) -> None:
    in_lane(browser, guests, "D2")
    page = browser.get("/gentle/longer-out-breath").text
    kind, name, inside = SCREEN.findall(page)[0]
    assert (kind, name) == ("first", "caution")
    assert "Looking around is kinder." in inside
    assert 'href="/gentle/look-around"' in inside
    assert 'href="#invite"' in inside


def test_one_that_is_closed_is_answered_as_one_there_is_not(
    browser: Browser, guests: FakeGuests
) -> None:
    in_lane(browser, guests, "E1")
    closed = browser.get("/gentle/cool-and-move")
    nowhere = browser.get("/gentle/no-such-thing")
    assert closed.status_code == nowhere.status_code == 404
    assert main_of(closed.text) == main_of(nowhere.text)
    assert "/gentle/look-around" in closed.text
    assert "Cool and move" not in closed.text


def test_where_a_person_is_kinder_than_anything_the_page_says_so(
    browser: Browser, guests: FakeGuests
) -> None:
    in_lane(browser, guests, "M1")
    page = main_of(browser.get("/gentle").text)
    assert "a person may be kinder" in page
    assert '<li class="card">' not in page
    assert "a person may be kinder" in browser.get("/gentle/no-such-thing").text


def test_what_was_left_out_is_on_no_screen(browser: Browser) -> None:
    browser.post("/settings/manner", data={"no_breath": "1"})
    page = browser.get("/gentle/longer-out-breath").text
    assert "Let the next breath come in" not in page
    assert 'class="breathing' not in page
    assert "any corner will do" in page
    assert "You asked to leave the breath out." in page


def test_a_screen_leads_to_nothing_that_is_not_for_now(
    browser: Browser, guests: FakeGuests
) -> None:
    in_lane(browser, guests, "D2")
    for address in ADDRESSES:
        page = main_of(browser.get(address).text)
        led_to = {link for link in LINK.findall(page) if link.startswith("/gentle/")}
        assert not led_to & {f"/gentle/{inward}" for inward in INWARD}, address


@pytest.mark.parametrize("address", ["/gentle", *ADDRESSES])
def test_a_page_that_a_browser_keeps_knows_nothing_of_anybody(
    browser: Browser, guests: FakeGuests, address: str
) -> None:
    before = re.sub(r"nonce\S+", "", browser.get(f"{address}?kept").text)
    in_lane(browser, guests, "D2", "E1", tier=Tier.R4)
    browser.post("/settings/manner", data={"no_breath": "1", "no_touch": "1"})
    assert re.sub(r"nonce\S+", "", browser.get(f"{address}?kept").text) == before


def test_somebody_signed_in_is_not_on_a_kept_page(juno: Browser) -> None:
    assert "js/lock.js" in juno.get("/gentle/set-it-down").text
    assert "js/lock.js" not in juno.get("/gentle/set-it-down?kept").text
    assert "js/lock.js" in juno.get("/settings?kept=yes").text


def test_words_set_down_go_away_sealed_only_where_somebody_is_in(
    juno: Browser, browser: Browser
) -> None:
    mine, anybody = (main_of(b.get("/gentle/set-it-down").text) for b in (juno, browser))
    assert 'action="/gentle/mine"' in mine
    assert "unless you have them put away" in mine
    assert 'action="/gentle/mine"' not in anybody
    assert "Nothing of them is kept." in anybody


def test_a_browser_asks_for_those_pages_apart(browser: Browser) -> None:
    worker = browser.get("/sw.js").text
    pages, apart = (
        re.findall(rf"const {name} = \[(.*?)\];", worker)[0] for name in ("PAGES", "APART")
    )
    for address in ("/gentle", *ADDRESSES):
        assert f'"{address}"' in pages
        assert f'"{address}"' in apart
    assert '"/help"' not in apart


def test_the_messages_that_stand_ready_are_sent_from_their_own_phone(browser: Browser) -> None:
    page = browser.get("/gentle/reach-out").text
    practice = library.practice("reach-out")
    assert practice is not None
    assert page.count('href="sms:') == page.count('href="mailto:') == len(practice.notes) + 1
    assert "Holdspace sends nothing" in page


@pytest.mark.parametrize("address", ["/gentle", *ADDRESSES, "/sit", "/too-much"])
def test_each_weighs_little_and_its_scripts_less(browser: Browser, address: str) -> None:
    page = browser.get(address).text
    files = set(re.findall(r'"/static/\w+/((?:css|js|img)/[^"#]+\.(?:css|js|svg))["#]', page))
    weights = {name: len(assets.assets()[name].zipped) for name in files}
    scripts = sum(weight for name, weight in weights.items() if name.endswith(".js"))
    assert scripts < 8_000
    assert sum(weights.values()) + len(gzip.compress(page.encode())) < 28_000
