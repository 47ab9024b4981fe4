"""The plan for hard moments: written without an account, never lost, taken along, and nobody else's."""

import re
from html import unescape

import pytest

from holdspace.domain.safety_plan import MOST_LETTERS, PlanPart
from holdspace.web import build
from tests.web.browser import Browser
from tests.web.fakes import FakeGuests, make_house
from tests.web.reading import STREAM, say

HEADINGS = [
    "Signs it's getting harder",
    "Things I can do on my own for a while",
    "People or places that take my mind off it",
    "People I can tell",
    "Professionals and lines",
    "Making things safer around me",
    "What I want to stay for",
]
PLAN = {
    "signs": "I stop answering\r\nEverything is loud",
    "staying": "the garden in May",
    "person-name": ["Rosa", ""],
    "person-reach": ["555 0100 101", ""],
    "person-words": ["", ""],
}


def keep(browser: Browser, **fields: object) -> None:
    """Keep a plan as a browser without scripts does."""
    sent = browser.post("/plan", data=PLAN | fields)
    assert sent.status_code == 303
    assert "garden" not in sent.headers["location"]


def text(browser: Browser, path: str) -> str:
    """Return a page as a person reads it."""
    return unescape(browser.get(path).text)


def boxes(page: str) -> dict[str, str]:
    """Return what stands in the boxes of the form."""
    found = re.findall(r'<textarea name="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return {name: unescape(words) for name, words in found}


@pytest.mark.parametrize("path", ["/plan", "/plan/all", "/plan/edit", "/plan/empty"])
def test_the_seven_headings_stand_there_before_anything_is_written(
    browser: Browser, guests: FakeGuests, path: str
) -> None:
    page = text(browser, path)
    places = [page.index(f"<h2>{heading}</h2>") for heading in HEADINGS]
    assert places == sorted(places)
    assert "not a promise, and not a contract" in page
    assert not guests.open_visits


def test_what_is_kept_is_on_the_plan_and_on_no_title_or_address(browser: Browser) -> None:
    keep(browser)
    page = text(browser, "/plan")
    for words in ("I stop answering", "Everything is loud", "the garden in May", "Rosa"):
        assert words in page
    assert "garden" not in page.split("</title>", maxsplit=1)[0]
    assert 'href="tel:5550100101"' in page
    assert "sms:5550100101?&body=I%27m%20not%20doing%20well." in page


def test_a_part_a_form_does_not_show_stays_as_it_was(browser: Browser) -> None:
    keep(browser)
    browser.post("/plan", data={"safer": "Rosa keeps it"})
    page = text(browser, "/plan/all")
    assert "Rosa keeps it" in page
    assert "the garden in May" in page


def test_every_part_can_be_emptied_again(browser: Browser) -> None:
    keep(browser)
    keep(browser, signs="", staying="", **{"person-name": "", "person-reach": ""})
    page = text(browser, "/plan/all")
    assert "the garden in May" not in page.split("Earlier versions", maxsplit=1)[0]
    assert page.split("Earlier versions", maxsplit=1)[0].count("Write here") == 6


def test_the_numbers_of_the_country_fill_the_lines_until_they_are_changed(
    browser: Browser,
) -> None:
    browser.post("/country", data={"country": "GB"})
    written = boxes(browser.get("/plan/edit").text)["lines"]
    assert "Samaritans: 116 123" in written
    keep(browser, lines=written.replace("\n", "\r\n"))
    browser.post("/country", data={"country": "NZ"})
    assert 'href="tel:111"' in browser.get("/plan/all").text
    keep(browser, lines="Dr Okafor: 01 555 0100")
    page = browser.get("/plan/all").text
    assert 'href="tel:015550100"' in page
    assert "Dr Okafor: 01 555 0100" in boxes(browser.get("/plan/edit").text)["lines"]


def test_choosing_a_country_on_the_form_keeps_what_was_written(browser: Browser) -> None:
    sent = browser.post("/plan", data=PLAN | {"lines": "", "country": "IE"})
    assert sent.headers["location"] == "/plan/edit#lines"
    held = boxes(browser.get("/plan/edit").text)
    assert held["staying"] == "the garden in May"
    assert "116 123" in held["lines"]


def test_too_much_for_a_plan_is_one_kind_sentence_and_nothing_is_lost(
    browser: Browser,
) -> None:
    keep(browser)
    words = "x" * (MOST_LETTERS + 1)
    refused = browser.post("/plan", data={"alone": words, "safer": "with Rosa"})
    assert refused.status_code == 413
    held = boxes(refused.text)
    assert (held["alone"], held["safer"]) == (words, "with Rosa")
    assert held["staying"] == "the garden in May"
    assert 'class="card over" id="alone"' in refused.text
    said = browser.post("/plan", data={"alone": words}, headers=STREAM).json()["says"]
    assert "still in the boxes" in said
    assert said in unescape(refused.text)
    assert "xxx" not in text(browser, "/plan/all")


def test_in_a_full_house_the_words_stay_in_the_boxes_and_can_be_saved() -> None:
    house, _ = make_house(FakeGuests(places=0))
    with Browser(build(house)) as browser:
        full = browser.post("/plan", data=PLAN)
        assert full.status_code == 503
        assert boxes(full.text)["staying"] == "the garden in May"
        assert 'value="Rosa"' in full.text
        saved = browser.post("/plan/file", data=PLAN)
        assert "the garden in May" in saved.text


def test_a_file_is_theirs_alone_and_needs_nothing_else(browser: Browser) -> None:
    browser.post("/country", data={"country": "IE"})
    keep(browser)
    saved = browser.get("/plan/file")
    assert saved.headers["content-disposition"] == 'attachment; filename="for-hard-moments.html"'
    assert saved.headers["cache-control"] == "no-store"
    for words in ("the garden in May", 'href="tel:5550100101"', 'href="tel:116123"'):
        assert words in saved.text
    assert "<script" not in saved.text
    assert "http" not in saved.text
    assert "Holdspace" not in saved.text


def test_what_a_form_saves_as_a_file_is_kept_nowhere(browser: Browser, guests: FakeGuests) -> None:
    saved = browser.post("/plan/file", data=PLAN)
    assert "the garden in May" in saved.text
    assert not guests.open_visits
    assert not guests.kept


def test_as_plain_text_it_can_be_selected_without_scripts(browser: Browser) -> None:
    browser.post("/country", data={"country": "IE"})
    keep(browser)
    page = text(browser, "/plan/text")
    shown = page[page.index("readonly") :]
    shown = shown[shown.index("\n") + 1 : shown.index("</textarea>")]
    assert shown.startswith("For hard moments\n")
    assert "\n1. Signs it's getting harder\n- I stop answering\n- Everything is loud\n" in shown
    assert "\n4. People I can tell\n- Rosa, 555 0100 101\n" in shown
    assert "- Samaritans: 116 123" in shown
    assert [f"{n}. {h}" in shown for n, h in enumerate(HEADINGS, 1)] == [True] * 7


def test_an_earlier_version_can_be_brought_back(browser: Browser) -> None:
    keep(browser)
    keep(browser, staying="nothing just now")
    assert "the garden in May" in text(browser, "/plan/all")
    browser.post("/plan/back", data={"number": "1"})
    assert boxes(browser.get("/plan/edit").text)["staying"] == "the garden in May"
    assert "nothing just now" in text(browser, "/plan/all")
    assert browser.post("/plan/back", data={"number": "99"}).status_code == 303


def test_letting_it_go_forgets_every_version(browser: Browser, guests: FakeGuests) -> None:
    keep(browser)
    keep(browser, staying="nothing just now")
    gone = browser.post("/plan/let-go")
    page = text(browser, gone.headers["location"])
    assert "Gone. You don't have to explain." in page
    assert not guests.kept
    assert "garden" not in page


def test_leaving_takes_the_plan_along(browser: Browser, guests: FakeGuests) -> None:
    keep(browser)
    browser.post("/leave")
    assert not guests.kept
    assert "garden" not in text(browser, "/plan/all")


def test_goodbye_hands_the_plan_over_before_it_goes(browser: Browser, guests: FakeGuests) -> None:
    keep(browser)
    page = unescape(browser.post("/goodbye", data={"tap": "done"}).text)
    assert not guests.kept
    assert "Your plan, before it goes" in page
    carried = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    assert carried["staying"] == "the garden in May"
    assert "the garden in May" in browser.post("/plan/file", data=carried).text
    assert "garden" not in text(browser, "/plan/all")


def test_goodbye_without_a_plan_says_nothing_of_one(browser: Browser) -> None:
    say(browser)
    assert "before it goes" not in browser.post("/goodbye", data={"tap": "done"}).text


def test_in_danger_the_plan_is_short_and_people_come_first(browser: Browser) -> None:
    keep(browser)
    say(browser, "tier R4")
    page = text(browser, "/plan")
    assert page.index("<h2>People I can tell</h2>") < page.index("Making things safer around me")
    assert "Signs it's getting harder" not in page
    assert "sms:5550100101?&body=I%27m%20not%20safe.%20Can%20you%20come%3F" in page
    assert 'href="/plan/all"' in page
    assert "<textarea" not in page


def test_ways_to_be_safer_are_kept_by_tap_and_only_once(browser: Browser) -> None:
    picks = {"safer-pick": ["I go where other people are", "<b>"], "safer-more": "the blue box"}
    browser.post("/plan", data=picks)
    sent = browser.post("/plan", data=picks | {"then": "/plan/now"})
    assert sent.headers["location"] == "/plan/now?kept=yes"
    assert boxes(browser.get("/plan/edit").text)["safer"] == (
        "I go where other people are\nthe blue box"
    )
    assert 'value="I go where other people are"' not in browser.get("/plan/now").text


def test_someone_added_in_the_short_form_joins_those_already_there(browser: Browser) -> None:
    keep(browser)
    added = {"person-name": ["Rosa", "Sam"], "person-reach": ["555 0100 101", "555 0100 102"]}
    browser.post("/plan", data=added)
    page = text(browser, "/plan/now")
    assert 'href="tel:5550100101"' in page
    assert 'href="tel:5550100102"' in page


def test_choosing_a_country_in_the_short_form_comes_back_to_it(browser: Browser) -> None:
    sent = browser.post("/plan", data={"then": "/plan/now", "country": "IE"})
    assert sent.headers["location"] == "/plan/now"
    assert 'href="tel:112"' in browser.get("/plan/now").text


def test_a_form_leads_to_our_own_pages_alone(browser: Browser) -> None:
    sent = browser.post("/plan", data={"then": "https://elsewhere.example"})
    assert sent.headers["location"] == "/plan/all?kept=yes"


@pytest.mark.parametrize("path", ["/plan/empty", "/tell/empty"])
def test_what_a_browser_keeps_for_later_holds_nothing_of_anybodys(
    browser: Browser, path: str
) -> None:
    before = browser.get(path).text
    keep(browser)
    say(browser, "lane A3")
    page = browser.get(path).text
    assert "garden" not in page
    assert "Rosa" not in page
    assert len(page) - len(before) < 40  # a quieter name in the title, and no more


def test_the_service_worker_keeps_the_empty_plan_and_never_a_persons_own(browser: Browser) -> None:
    script = browser.get("/sw.js").text
    kept = script[script.index("PAGES") : script.index("FILES")]
    assert '"/plan/empty"' in kept
    assert '"/tell/empty"' in kept
    for own in ("/plan", "/plan/all", "/plan/now", "/plan/edit", "/plan/text", "/tell"):
        assert f'"{own}"' not in kept


def test_whatever_is_written_is_never_run(browser: Browser) -> None:
    keep(browser, **{part: "<script>alert(1)</script>" for part in PlanPart if part != "people"})
    for path in ("/plan/all", "/plan/edit", "/plan/text", "/plan/now", "/plan/file"):
        assert "<script>alert" not in browser.get(path).text


def test_the_card_in_the_talk_leads_to_the_plan_and_to_telling_someone(browser: Browser) -> None:
    keep(browser)
    say(browser, "tier R2")
    page = browser.get("/talk").text
    card = page[page.index('id="people"') : page.index("</aside>")]
    assert 'href="/plan"' in card
    assert 'href="/tell"' in card
    assert 'href="tel:5550100101"' in card


def test_in_danger_from_somebody_nothing_names_this_place(browser: Browser) -> None:
    keep(browser)
    assert say(browser, "lane A3")[-1]["quiet"]
    for path in ("/talk", "/plan/all", "/tell", "/help"):
        page = browser.get(path).text
        assert "<title>Notes</title>" in page
        assert "<span>Holdspace</span>" not in page
        assert "quiet.svg" in page
    saved = browser.get("/plan/file")
    assert 'filename="notes.html"' in saved.headers["content-disposition"]
    assert "For hard moments" not in saved.text


def test_words_stand_ready_to_be_sent_without_scripts(browser: Browser) -> None:
    page = text(browser, "/tell")
    assert "I'm having thoughts of suicide and I don't want to be alone with it." in page
    assert 'href="sms:?&body=I%27m%20not%20safe.%20Can%20you%20come%3F"' in page
    assert 'href="mailto:?body=I%27m%20not%20safe.%20Can%20you%20come%3F"' in page


def test_a_number_typed_on_tell_someone_has_no_name_and_nowhere_to_go(browser: Browser) -> None:
    page = browser.get("/tell").text
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main
    assert "name=" not in main


def test_where_someone_is_hurting_them_what_calls_leave_behind_is_said_first(
    browser: Browser,
) -> None:
    shows = "Calls and texts show in this phone's history"
    say(browser)
    page = text(browser, "/tell")
    assert page.index(shows) > page.index("<h1>")
    say(browser, "lane A3")
    page = text(browser, "/tell")
    assert page.index(shows) < page.index("<h1>")
    assert page.count(shows) == 1
    assert "Please call the police to my home." in page
    for path in ("/help", "/talk", "/plan/now", "/plan/all"):
        assert shows in text(browser, path)
