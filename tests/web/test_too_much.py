"""It's too much: one tap from every page, nothing to type, senses outward."""

import re
from html import unescape

import pytest

from tests.web.browser import Browser
from tests.web.reading import say
from tests.web.test_pages import PATHS


@pytest.mark.parametrize("path", PATHS)
def test_it_is_one_tap_from_every_page(browser: Browser, path: str) -> None:
    say(browser)
    assert 'href="/too-much"' in browser.get(path).text


def test_every_line_is_short_and_looks_listens_or_presses_outward(browser: Browser) -> None:
    page = unescape(browser.get("/too-much").text)
    main = page[page.index("<main") : page.index("</main>")]
    lines = re.findall(r"<li>(.*?)</li>", main)
    assert len(lines) >= 5
    for sentence in [*lines, "Who could sit with you, or stay on the phone?"]:
        assert sentence in main
        assert len(sentence.split()) <= 15
    for sense in ("Look around.", "Listen", "Press your feet"):
        assert sense in main
    assert not re.search(r"breath|close your eyes|what happened", main, re.IGNORECASE)


def test_nothing_has_to_be_typed(browser: Browser) -> None:
    page = browser.get("/too-much").text
    assert "<textarea" not in page
    assert not re.search(r'<input(?! type="hidden")', page)


def test_it_opens_without_a_network(browser: Browser) -> None:
    assert '"/too-much"' in browser.get("/sw.js").text
    assert '"/gentle/look-around"' in browser.get("/sw.js").text
