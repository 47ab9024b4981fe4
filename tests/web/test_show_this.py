"""A quiet link beside what is theirs leads to the preview with just that picked; only while there is somebody it can be shown to."""

import html
import re
from collections.abc import Mapping

import httpx
import pytest

from holdspace.domain.linking import Agreement
from holdspace.domain.people import Private, Role
from holdspace.vault.alongside import OwnAlongside
from tests.vault.walked import AGREEMENT
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, Place, text
from tests.web.test_alongside import say_yes

CANARY = "the copper sparrow missed its tram"
_LINK = re.compile(r'<a class="(?:show-this|pill quiet)" href="(/showing/new/[^"]+\?[^"]+)"')
# What the preview of each kind holds, and what it leaves out until somebody asks for more.
HOLDS: Mapping[str, tuple[str, str]] = {
    "passage": ("it began with the move", ""),
    "days": ("heavy", CANARY),
    "goal": ("to ring my sister", "How near it felt"),
    "measure": ("PHQ-2", "Each answer"),
    "plan": ("I go quiet", CANARY),
    "met": ("I lead", CANARY),
}


@pytest.fixture
def browser(juno: Browser) -> Browser:
    keep_some(juno)
    return juno


def keep_some(browser: Browser) -> None:
    """Keep one of everything that can be shown from its own page."""
    browser.post(
        "/story/write", data={"what": "done", "words": "it began with the move\n\nthen the boxes"}
    )
    browser.post("/hopes", data={"what": "goal", "goal": "to ring my sister"})
    noted = {"what": "keep", "on": "2025-12-30", "felt": "heavy", "words": CANARY}
    browser.post("/been", data=noted)
    browser.post("/plan", data={"signs": "I go quiet", "staying": CANARY})
    browser.post("/settings/manner", data={"leads": "me", "hard_days": CANARY})
    browser.post("/measures/phq-2", data={"what": "keep", "so_far": "1:1 2:1"})


def pages(browser: Browser) -> Mapping[str, list[httpx.Response]]:
    """Return the pages a link may stand on, by the kind it leads to."""
    found = re.search(r'href="(/story/[\w-]{22})"', browser.get("/story").text)
    assert found is not None
    addresses = {
        "passage": [found[1]],
        "days": ["/been", "/been/2025", "/been/day/2025-12-30"],
        "goal": ["/hopes"],
        "measure": ["/measures", "/measures/phq-2"],
        "plan": ["/plan"],
        "met": ["/settings/manner"],
    }
    return {sort: [browser.get(each) for each in sites] for sort, sites in addresses.items()}


def linked(place: Place, browser: Browser, name: str = "Amara") -> OwnAlongside:
    keys = place.members.accounts.make(Private(name), Private(PASSPHRASE), role=Role.THERAPIST)
    own = OwnAlongside(place.vault, keys)
    code = own.offer(Agreement(*AGREEMENT.terms, "zz"), Private(name), Private(""))
    assert say_yes(browser, code.text) == 303
    own.confirm(next(offer.id for offer in own.offers() if offer.taken))
    return own


def links_of(page: httpx.Response) -> list[str]:
    assert page.status_code == 200, page.url
    return [html.unescape(each) for each in _LINK.findall(page.text)]


def preview(answer: httpx.Response) -> str:
    found = re.search(r"<article class=\"card as-seen\".*?</article>", answer.text, re.DOTALL)
    assert found is not None, text(answer.text)
    return text(found[0])


def expect_none(browser: Browser) -> None:
    for sites in pages(browser).values():
        for page in sites:
            assert links_of(page) == []
            assert "/showing/new" not in page.text
            assert "Show this to" not in page.text
            assert "Show a part" not in page.text


def test_somebody_linked_with_nobody_sees_none(browser: Browser) -> None:
    expect_none(browser)


def test_a_guest_sees_none_on_what_they_have(place: Place) -> None:
    with place.browser() as guest:
        guest.get("/talk")
        guest.post("/talk", data={"words": "the day was long"})
        guest.post("/plan", data={"signs": "I go quiet"})
        for path in ("/plan", "/settings/manner"):
            page = guest.get(path)
            assert links_of(page) == []
            assert "/showing" not in page.text
        assert "I go quiet" in guest.get("/plan").text


def test_each_leads_to_the_preview_of_just_that_and_shows_nothing_by_itself(
    place: Place, browser: Browser
) -> None:
    hers = linked(place, browser)
    for sort, sites in pages(browser).items():
        holds, without = HOLDS[sort]
        for page in sites:
            (link, *_) = links_of(page)
            assert "Show this to Amara" in text(page.text)
            answer = browser.get(link)
            assert answer.status_code == 200
            assert "This is all that Amara will see. Nothing is shown yet." in text(answer.text)
            assert holds in preview(answer)
            assert not without or without not in preview(answer)
    assert hers.listed() == ()


def test_what_is_previewed_so_can_be_shown_and_changed_first(
    place: Place, browser: Browser
) -> None:
    hers = linked(place, browser)
    (link,) = links_of(pages(browser)["goal"][0])
    page = browser.get(link).text
    form = re.search(r'<form class="card keys".*?</form>', page, re.DOTALL)
    assert form is not None
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
    change = browser.post("/showing/new/goal", data=sent | {"what": "change"})
    assert re.search(r'name="which" value="[\w-]+" checked', change.text)
    browser.post("/showing/new/goal", data=sent | {"what": "give"})
    (listed,) = hers.listed()
    opened = hers.open(listed.id)
    assert [piece.words.text for piece in opened.pieces] == ["to ring my sister"]


def test_one_part_of_a_plan_is_one_part(place: Place, browser: Browser) -> None:
    linked(place, browser)
    links = links_of(pages(browser)["plan"][0])
    assert links == ["/showing/new/plan?which=signs", "/showing/new/plan?which=staying"]
    assert "I go quiet" not in preview(browser.get(links[1]))


def test_a_part_of_a_passage_goes_without_the_rest(place: Place, browser: Browser) -> None:
    linked(place, browser)
    (page,) = pages(browser)["passage"]
    ticks = re.findall(r'name="part" value="([\w-]+/\d)"', page.text)
    assert len(ticks) == 2
    shown = preview(browser.get("/showing/new/passage", params={"part": ticks[1]}))
    assert "then the boxes" in shown
    assert "it began" not in shown
    (whole,) = links_of(page)
    assert "it began with the move then the boxes" in preview(browser.get(whole))


def test_of_a_day_with_words_alone_the_words_are_seen(place: Place, browser: Browser) -> None:
    linked(place, browser)
    browser.post("/been", data={"what": "keep", "on": "2025-12-29", "words": "no sleep"})
    (link,) = links_of(browser.get("/been/day/2025-12-29"))
    shown = preview(browser.get(link))
    assert "no sleep" in shown
    assert CANARY not in shown


def test_with_two_it_is_asked_for_whom_with_the_thing_still_picked(
    place: Place, browser: Browser
) -> None:
    linked(place, browser)
    linked(place, browser, "Noor")
    (page,) = pages(browser)["goal"]
    assert "Show this to Amara or Noor" in text(page.text)
    (link,) = links_of(page)
    answer = browser.get(link)
    assert answer.status_code == 200
    assert "For whom" in text(answer.text)
    assert 'role="alert"' not in answer.text
    assert re.search(r'name="which" value="[\w-]+" checked', answer.text)


def test_there_is_none_once_they_end_it_together_or_it_ended(
    place: Place, browser: Browser
) -> None:
    hers = linked(place, browser)
    assert any(links_of(page) for sites in pages(browser).values() for page in sites)
    (link,) = hers.links()
    hers.say_goodbye(link.id, Private("go well"))
    expect_none(browser)
    hers.end(link.id)
    expect_none(browser)


def test_nothing_but_ids_days_and_our_own_names_stands_in_an_address(
    place: Place, browser: Browser
) -> None:
    linked(place, browser)
    known = r"which=(?:[\w-]{22}|[a-z]+)|from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d(?:&with=words)?"
    for sites in pages(browser).values():
        for link in (each for page in sites for each in links_of(page)):
            assert re.fullmatch(known, link.partition("?")[2]), link


def test_an_address_with_something_else_in_it_picks_nothing(place: Place, browser: Browser) -> None:
    linked(place, browser)
    for asked in ("words?words=x", "danger?ready=x", "met?which=leads:me", "goal?note=x"):
        answer = browser.get(f"/showing/new/{asked}")
        assert answer.status_code == 200
        assert "as-seen" not in answer.text
    gone = browser.get("/showing/new/goal?which=AAAAAAAAAAAAAAAAAAAAAA")
    assert "Nothing is picked yet, or nothing of it is left." in text(gone.text)
