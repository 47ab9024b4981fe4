"""Every page: the way to people and the way out, the headers, the weight, the words."""

import gzip
import html
import re

import pytest

from holdspace.practice import library
from holdspace.safety import helpline
from holdspace.ui import assets
from holdspace.ui.doors.headers import CSP
from holdspace.web import build
from holdspace.web.door import PAGES
from tests.web.browser import Browser
from tests.web.fakes import FakeGuests, make_house
from tests.web.reading import say

PATHS = [
    *(route.path for route in PAGES if "{" not in route.path),
    *(f"/gentle/{practice.id}" for practice in library.practices()),
    "/no-such-page",
    "/static/old/css/frame.css",
]


@pytest.mark.parametrize("path", PATHS)
def test_help_now_and_leave_are_on_every_page(browser: Browser, path: str) -> None:
    say(browser)
    page = browser.get(path)
    assert 'href="/help"' in page.text
    assert 'id="leave"' in page.text
    assert "https://www.bbc.co.uk/weather" in page.text


@pytest.mark.parametrize("path", [*PATHS, "/ready", "/sw.js", "/manifest.webmanifest"])
def test_every_answer_carries_every_header(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    assert headers["content-security-policy"] == CSP
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_the_policy_allows_nothing_unsafe_and_nobody_else() -> None:
    assert "unsafe" not in CSP
    assert "http" not in CSP
    assert "require-trusted-types-for 'script'" in CSP


@pytest.mark.parametrize("path", PATHS)
def test_pages_hold_no_inline_script_or_style_and_ask_nobody_else(
    browser: Browser, path: str
) -> None:
    say(browser)
    page = browser.get(path).text
    assert not re.search(r"\sstyle=|<style|\son\w+=", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(?:https?:)?//', page)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("country", ["", "US"])
def test_a_page_weighs_less_than_thirty_kilobytes_without_fonts(
    browser: Browser, path: str, country: str
) -> None:
    browser.post("/country", data={"country": country})
    say(browser)
    page = browser.get(path).text
    files = set(re.findall(r'"/static/\w+/((?:css|js|img)/[^"#]+\.(?:css|js|svg))["#]', page))
    sent = [assets.assets()[name] for name in files]
    weight = len(gzip.compress(page.encode())) + sum(len(a.zipped or a.body) for a in sent)
    scripts = sum(len(assets.assets()[name].zipped) for name in files if name.endswith(".js"))
    assert weight < 30_000
    assert scripts < 10_000


def test_static_files_are_named_by_their_content_and_kept_for_good(browser: Browser) -> None:
    answer = browser.get(assets.url("css/frame.css"))
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-security-policy"] == CSP


def test_the_numbers_of_the_chosen_country_are_shown(browser: Browser) -> None:
    assert "findahelpline.com" in browser.get("/help").text
    browser.post("/country", data={"country": "IE"})
    page = browser.get("/help").text
    assert "Numbers for Ireland" in page
    assert 'href="tel:116123"' in page


@pytest.mark.parametrize("country", helpline.countries(), ids=lambda country: country.code)
def test_every_number_of_a_country_is_on_help_now(
    browser: Browser, country: helpline.Country
) -> None:
    browser.post("/country", data={"country": country.code})
    page = browser.get("/help").text
    assert helpline.call_link(country.emergency) in page
    missing = [line.id for line in country.lines if line.call and line.call not in page]
    missing += [line.id for line in country.lines if html.escape(line.then) not in page]
    missing += [line.id for line in country.lines for number in line.also if number not in page]
    assert not missing


def test_a_number_for_texts_is_texted_and_not_called(browser: Browser) -> None:
    browser.post("/country", data={"country": "FR"})
    page = browser.get("/help").text
    assert 'href="sms:114"' in page
    assert 'href="tel:114"' not in page


def test_help_now_asks_for_a_country_once_and_calmly(browser: Browser) -> None:
    page = browser.get("/help").text
    assert page.count('<select id="country"') == 1
    names = re.findall(r'<option value="[A-Z]{2}">([^<]+)</option>', page)
    assert names == sorted(names)
    assert len(names) == len(helpline.countries())


def test_the_country_is_never_asked_on_the_first_page(browser: Browser) -> None:
    assert "Where are you?" not in browser.get("/").text


def test_the_first_page_says_what_this_is_before_the_first_word(browser: Browser) -> None:
    page = browser.get("/").text
    assert "a computer program, not a person, a therapist or an emergency service" in page
    assert "Nobody is watching live" in page
    assert "after an hour of quiet" in page


def test_what_is_let_go_has_no_name_and_nowhere_to_go(browser: Browser) -> None:
    page = browser.get("/let-go").text
    form = page[page.index('id="letting"') : page.index("</form>", page.index('id="letting"'))]
    assert "name=" not in form
    assert "action=" not in form
    assert 'type="submit"' not in form
    assert form.count("<button") == form.count('type="reset"') == 1


def test_settings_are_kept_in_the_browser_and_change_the_page(browser: Browser) -> None:
    chosen = {"text": "larger", "theme": "evening", "quiet": "1", "plain": "1", "at_once": "1"}
    browser.post("/settings", data=chosen)
    page = browser.get("/").text
    for mark in ('data-text="larger"', 'data-theme="evening"', 'data-fonts="plain"'):
        assert mark in page
    assert "<title>Notes</title>" in page
    assert "data-at-once" in page
    assert "woff2" not in page


def test_leave_goes_where_they_chose_and_only_to_a_web_page(browser: Browser) -> None:
    browser.post("/settings", data={"exit": "https://news.example/today"})
    assert 'href="https://news.example/today" rel="nofollow' in browser.get("/help").text
    for odd in ("javascript:alert(1)", "data:text/html,x", 'https://x"onclick=', "/talk", "https://" + "x" * 300):  # fmt: skip
        browser.post("/settings", data={"exit": odd})
        assert 'id="leave" href="https://www.bbc.co.uk/weather"' in browser.get("/help").text


def test_under_a_quiet_name_a_first_screen_shows_it_too(browser: Browser) -> None:
    assert browser.get("/manifest.webmanifest").json()["name"] == "Holdspace"
    browser.post("/settings", data={"quiet": "1"})
    assert 'rel="manifest" href="/notes.webmanifest"' in browser.get("/help").text
    quiet = browser.get("/notes.webmanifest")
    assert quiet.json()["name"] == "Notes"
    assert "oldspace" not in quiet.text


def test_nothing_moves_where_they_asked_for_it(browser: Browser) -> None:
    browser.post("/settings", data={"still": "1"})
    page = browser.get("/").text
    assert 'data-motion="still"' in page
    assert "data-at-once" in page


def test_a_strange_cookie_changes_nothing(browser: Browser) -> None:
    browser.cookies.set("holdspace-looks", "theme=%22%3E&country=ZZ&text=larger%00")
    browser.cookies.set("holdspace-told", "9" * 40)
    browser.cookies.set("holdspace", "nobody")
    assert browser.get("/").status_code == 200
    assert "data-theme" not in browser.get("/").text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 204),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost"}, 204),
        ({}, 204),
    ],
)
def test_what_another_site_sent_is_turned_away(
    browser: Browser, headers: dict[str, str], status: int
) -> None:
    assert browser.post("/leave", headers=headers).status_code == status


def test_the_cookie_is_hidden_from_scripts_and_other_sites(browser: Browser) -> None:
    cookie = browser.post("/talk", data={"words": "hi"}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_over_https_the_cookie_is_bound_to_this_very_host() -> None:
    house, _ = make_house(origin="https://holdspace.example")
    with Browser(build(house), "https://holdspace.example") as browser:
        answer = browser.post("/talk", data={"words": "hi"})
        assert answer.headers["set-cookie"].startswith("__Host-holdspace=")
        assert "Secure" in answer.headers["set-cookie"]
        assert browser.get("/talk").status_code == 200


def test_a_page_that_breaks_is_kind_and_keeps_its_headers() -> None:
    class Broken(FakeGuests):
        def find(self, key: str) -> None:
            raise RuntimeError

    house, _ = make_house(Broken())
    with Browser(build(house), kind=True) as browser:
        browser.cookies.set("holdspace", "any")
        answer = browser.get("/talk")
    assert (answer.status_code, "Something slipped" in answer.text) == (500, True)
    assert answer.headers["content-security-policy"] == CSP


def test_the_service_worker_never_keeps_the_talk(browser: Browser) -> None:
    script = browser.get("/sw.js").text
    assert "/help" in script
    assert '"/talk"' not in script
    assert '"/"' not in script


def test_words_are_in_no_address_and_no_title(browser: Browser) -> None:
    sent = browser.post("/talk", data={"words": "private words"})
    assert "private" not in sent.headers["location"]
    assert "private" not in browser.get("/talk").text.split("</title>")[0]
