"""The preference sheet as a page: calm, optional, kept where it belongs, and never losing what it has no box for."""

import re
from html import unescape

from holdspace.domain.manner import Brings, Dwells, Gives, Leads, Manner, Stays
from holdspace.domain.people import Private
from holdspace.practice import library
from holdspace.voice.left_out import brings
from holdspace.web.manner import CHOICES, MOST_HARD_DAYS, NOT_YET, SWITCHES
from holdspace.web.offline import kept_pages
from tests.web.browser import Browser
from tests.web.fakes import FakeGuests
from tests.web.keeping import Place, come_in, tell, text
from tests.web.reading import say

SHEET = {
    "leads": "it", "stays": "thoughts", "dwells": "back", "gives": "comfort", "length": "fuller",
    "slower": "1", "just_listen": "1", "no_breath": "1", "no_body": "1", "no_touch": "1",
    "no_faith": "1", "no_play": "1", "called": "Ju",
}  # fmt: skip
CHOSEN = Manner(
    leads=Leads.IT, stays=Stays.THOUGHTS, dwells=Dwells.BACK, gives=Gives.COMFORT, fuller=True,
    slower=True, just_listen=True, no_breath=True, no_body=True, no_touch=True, no_faith=True,
    no_play=True, called="Ju",
)  # fmt: skip
OWN = {"avoid": "church, so strong\n\nchurch\n", "hard_days": " Tea first.\r\nNo advice. "}


def of_visit(guests: FakeGuests) -> Manner:
    return next(iter(guests.open_visits.values())).manner


def test_every_choice_reaches_the_open_visit_and_the_next_one(
    browser: Browser, guests: FakeGuests
) -> None:
    say(browser)
    browser.post("/settings/manner", data=SHEET)
    assert of_visit(guests) == CHOSEN
    guests.open_visits.clear()
    say(browser)
    assert of_visit(guests) == CHOSEN


def test_the_page_shows_what_is_chosen_and_opens_where_it_is(browser: Browser) -> None:
    plain = browser.get("/settings/manner").text
    assert '<details class="more">' in plain
    browser.post("/settings/manner", data=SHEET)
    page = browser.get("/settings/manner").text
    assert '<details class="more" open>' in page
    for name, value in SHEET.items():
        if name != "called":
            assert f'name="{name}" value="{value}" checked' in page
    assert 'value="Ju"' in page
    settings = unescape(browser.get("/settings").text)
    assert "It leads a little · Longer replies · Slower" in settings


def test_every_field_of_a_manner_has_a_place_on_the_page(place: Place) -> None:
    with place.browser() as browser:
        come_in(browser)
        page = browser.get("/settings/manner").text
    form = page.partition('class="card settings sheet"')[2]
    names = set(re.findall(r'name="(\w+)"', form)) - {"length"} | {"brief", "fuller"}
    assert names == set(Manner.__dataclass_fields__) - NOT_YET


def test_every_field_is_a_choice_a_switch_or_their_own_words() -> None:
    assert {*CHOICES, *SWITCHES, *NOT_YET, "called", "avoid", "hard_days"} == set(
        Manner.__dataclass_fields__
    )


def test_the_page_asks_about_all_that_can_be_brought_in_and_nothing_else() -> None:
    ways = [way for practice in library.practices() for way in practice.ways]
    brought = {each for way in ways for each in (*way.brings, *way.steps_bring)}
    brought |= {each for tags in brings().values() for each in tags}
    assert {f"no_{each}" for each in brought} == {f"no_{each}" for each in Brings} - NOT_YET


def test_what_is_not_on_offer_is_no_choice(browser: Browser, guests: FakeGuests) -> None:
    say(browser)
    browser.post("/settings/manner", data={"leads": "them", "length": "x", "stays": ["feelings"]})
    assert of_visit(guests) == Manner(stays=Stays.FEELINGS)


def test_a_guest_is_asked_for_no_words_of_their_own_and_none_reach_the_cookie(
    browser: Browser, guests: FakeGuests
) -> None:
    page = browser.get("/settings/manner").text
    assert 'name="avoid"' not in page
    assert 'name="hard_days"' not in page
    say(browser)
    browser.post("/settings/manner", data=SHEET | OWN)
    assert of_visit(guests) == CHOSEN
    assert "church" not in browser.cookies["holdspace-manner"]
    assert len(browser.cookies["holdspace-manner"]) < 300


def test_a_manner_that_has_words_of_its_own_leaves_them_out_of_the_cookie(
    browser: Browser, guests: FakeGuests
) -> None:
    """However they came into the visit."""
    say(browser)
    visit = next(iter(guests.open_visits.values()))
    guests.meet(visit.visit, Manner(avoid=(Private("church"),), hard_days=Private("tea")))
    browser.post("/settings/manner", data={"slower": "1"})
    assert of_visit(guests).avoid == (Private("church"),)
    assert browser.cookies["holdspace-manner"].strip('"') == "slower=1"


def test_somebody_signed_in_keeps_words_to_leave_out_and_a_line_for_hard_days(place: Place) -> None:
    with place.browser() as browser:
        come_in(browser)
        tell(browser, "hello")
        browser.post("/settings/manner", data=SHEET | OWN)
        page = text(browser.get("/settings/manner").text)
        assert "church so strong" in page.replace("\n", " ")
        browser.post("/settings/manner", data={"slower": "1"})
        assert "holdspace-manner" not in browser.cookies
        remembered = text(browser.get("/remembers").text)
        assert "A word no reply may use: so strong" in remembered
        assert "On hard days you'd like: Tea first." in remembered
        assert "It leads" not in remembered


def test_each_setting_is_remembered_in_words_and_can_be_forgotten(place: Place) -> None:
    with place.browser() as browser:
        come_in(browser)
        browser.post("/settings/manner", data=SHEET | OWN)
        whichs = re.findall(r'name="which" value="(\w+)"', browser.get("/remembers").text)
        assert set(whichs) == {*SHEET, "fuller", "hard_days"} - {"length"}
        for which in whichs:
            browser.post("/remembers", data={"what": "manner", "which": which})
        for words in ("church", "so strong"):
            browser.post("/remembers", data={"what": "avoid", "topic": words})
        assert "Nothing in particular." in text(browser.get("/remembers").text)


def test_a_line_for_hard_days_stands_beside_the_plan_and_on_no_page_a_browser_keeps(
    place: Place,
) -> None:
    with place.browser() as browser:
        come_in(browser)
        assert "On hard days" not in browser.get("/plan").text
        browser.post("/settings/manner", data=OWN)
        for path in ("/plan", "/plan/all", "/plan/now", "/plan/edit"):
            assert "Tea first." in browser.get(path).text, path
        for path in (*kept_pages(), "/plan/text", "/plan/file"):
            assert "Tea first." not in browser.get(path).text, path


def test_words_of_their_own_are_bounded(place: Place) -> None:
    with place.browser() as browser:
        come_in(browser)
        long = {"avoid": ",".join(f"w{n}" for n in range(40)), "hard_days": "x" * 5000}
        browser.post("/settings/manner", data=long)
        page = browser.get("/settings/manner").text
        assert "w11" in page
        assert "w12" not in page
        assert "x" * MOST_HARD_DAYS in page
        assert "x" * (MOST_HARD_DAYS + 1) not in page
