"""A client reads a code, says yes, chooses what is between, and ends it; where the law asks for it, the companion is quiet meanwhile."""

import re
from dataclasses import replace

import pytest

from holdspace.domain.linking import Agreement
from holdspace.domain.people import Private, Role
from holdspace.vault.alongside import OwnAlongside
from tests.vault.walked import AGREEMENT
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, Place, come_in, tell, text


@pytest.fixture
def browser(juno: Browser) -> Browser:
    return juno


@pytest.fixture
def hers(place: Place) -> OwnAlongside:
    return amaras(place)


def amaras(place: Place) -> OwnAlongside:
    """Return the side of Amara, a therapist."""
    keys = place.members.accounts.make(Private("Amara"), Private(PASSPHRASE), role=Role.THERAPIST)
    return OwnAlongside(place.vault, keys)


def code(hers: OwnAlongside, at: str = "zz") -> str:
    agreement = Agreement(*AGREEMENT.terms, at)
    return hers.offer(agreement, Private("Amara"), Private("")).text


def say_yes(browser: Browser, code: str, **more: str | list[str]) -> int:
    sent = {"code": code, "place": "zz", "called": "Rowan", "agreed": "yes", "points": "not"}
    return browser.post("/alongside/yes", data=sent | more).status_code


def walk(browser: Browser, hers: OwnAlongside, at: str = "zz", **more: str | list[str]) -> str:
    """Let both say yes; return the address of the link on their own side."""
    assert say_yes(browser, code(hers, at), **more) == 303
    hers.confirm(next(offer.id for offer in hers.offers() if offer.taken))
    return link_on(browser)


def link_on(browser: Browser) -> str:
    found = re.search(r'action="(/alongside/[\w-]{20,})"', browser.get("/alongside").text)
    assert found is not None
    return found[1]


def test_everything_is_read_before_a_yes(browser: Browser, hers: OwnAlongside) -> None:
    page = text(browser.post("/alongside/read", data={"code": code(hers)}).text)
    for says in (
        "If somebody may be hurt, I may have to tell somebody else.",
        "Tuesdays and Thursdays, nine to five",
        "two working days",
        "Call 112.",
        "Nobody watches this place.",
        "You can take it back at once",
    ):
        assert says in page
    assert "Say yes" not in page
    assert hers.offers()[0].taken is None


def test_what_linking_turns_off_is_said_before_the_yes(
    browser: Browser, hers: OwnAlongside
) -> None:
    for theirs, at in (("us-il", "zz"), ("zz", "us-nv")):
        sent = {"code": code(hers, at), "place": theirs}
        page = text(browser.post("/alongside/read", data=sent).text)
        assert "Quiet while you are linked Talking with the companion" in page
        assert "What stays Help now" in page
    page = text(browser.post("/alongside/read", data={"code": code(hers), "place": "gb"}).text)
    assert "Nothing here is turned off." in page
    assert "Quiet while you are linked" not in page


def test_a_yes_without_its_box_a_name_or_a_place_is_none(
    browser: Browser, hers: OwnAlongside
) -> None:
    made = code(hers)
    assert say_yes(browser, made, agreed="") == 422
    assert say_yes(browser, made, called=" ") == 422
    assert say_yes(browser, made, place="") == 422
    assert hers.offers()[0].taken is None
    assert say_yes(browser, made) == 303
    page = text(browser.get("/alongside").text)
    assert "You said yes. Once Amara does too, you can show something here." in page


def test_a_code_that_opens_nothing_says_so_kindly_and_tries_are_counted(
    browser: Browser, hers: OwnAlongside
) -> None:
    del hers
    answer = browser.post("/alongside/read", data={"code": "0000-0000-0000-0000"})
    assert answer.status_code == 422
    assert "That code opens nothing" in text(answer.text)
    answers = [browser.post("/alongside/read", data={"code": "nothing"}) for _ in range(12)]
    assert answers[-1].status_code == 429


def test_whoever_comes_by_the_picture_without_a_place_is_told_the_way(
    place: Place, hers: OwnAlongside
) -> None:
    made = code(hers)
    with place.browser() as stranger:
        page = text(stranger.get(f"/alongside/with/{made}").text)
        assert made in page
        assert "Make a place of my own" in page
        assert "nine to five" not in page
        assert stranger.get("/alongside").status_code == 303
        come_in(stranger)
        assert "nine to five" in text(stranger.get(f"/alongside/with/{made}").text)


def test_what_is_kept_for_the_room_is_left_alone_until_it_is_not(
    browser: Browser, hers: OwnAlongside
) -> None:
    browser.post("/remembers", data={"what": "alone", "add": "work"})
    link = walk(browser, hers, topic=["the move", "", "my brother"])
    assert hers.links()[0].between.for_the_room == (Private("the move"), Private("my brother"))
    assert "the move" in text(browser.get("/remembers").text)
    browser.post(link, data={"what": "between", "topic": ["my brother"], "points": "hard"})
    page = text(browser.get("/remembers").text)
    assert ("the move" in page, "my brother" in page, "work" in page) == (False, True, True)
    assert hers.links()[0].between.points == "hard"
    browser.post(link, data={"what": "end"})
    page = text(browser.get("/remembers").text)
    assert ("my brother" in page, "work" in page) == (False, True)
    assert hers.links() == ()


def test_where_the_law_asks_for_it_the_companion_is_quiet_while_they_are_linked(
    place: Place, browser: Browser, hers: OwnAlongside
) -> None:
    tell(browser, "the river was high")
    said = len(place.voice.asked)
    link = walk(browser, hers, at="us-il")
    for path in ("/", "/talk", "/noticing"):
        page = browser.get(path)
        assert "The companion is quiet here" in text(page.text), path
        assert 'name="words"' not in page.text
    answer = browser.post("/talk", data={"words": "and the bridge too"})
    assert "It was not sent, and is kept nowhere." in text(answer.text)
    assert "and the bridge too" in text(answer.text)
    browser.post("/goodbye", data={"tap": "done"})
    assert len(place.voice.asked) == said
    come_in(browser)
    for path in ("/gentle", "/plan", "/been", "/story", "/hopes", "/measures", "/help"):
        assert browser.get(path).status_code == 200, path
    browser.post(link, data={"what": "end"})
    tell(browser, "hello again")
    assert len(place.voice.asked) > said


def test_it_is_not_quiet_before_both_said_yes_nor_where_no_law_asks_for_it(
    place: Place, browser: Browser, hers: OwnAlongside
) -> None:
    made = code(hers, "us-il")
    say_yes(browser, made)
    assert 'name="words"' in browser.get("/").text
    hers.withdraw(hers.offers()[0].id)
    walk(browser, hers, at="gb")
    assert 'name="words"' in browser.get("/").text
    place.house = replace(place.house, profile="us-nv")
    with place.browser() as another:
        come_in(another)
        assert 'name="words"' not in another.get("/").text


def test_danger_in_what_is_written_still_leads_to_people_where_it_is_quiet(
    place: Place, browser: Browser, hers: OwnAlongside
) -> None:
    walk(browser, hers, at="us-il")
    said = len(place.voice.asked)
    answer = browser.post("/hopes", data={"what": "goal", "goal": "I want to kill myself tonight"})
    assert answer.headers["location"] == "/help"
    assert len(place.voice.asked) == said


def test_ending_together_shows_both_goodbyes_once_both_are_written(
    browser: Browser, hers: OwnAlongside
) -> None:
    link = walk(browser, hers)
    browser.post(link, data={"what": "goodbye", "words": "thank you for walking along"})
    (beside,) = hers.links()
    assert "You are ending this together." in text(browser.get("/alongside").text)
    hers.say_goodbye(beside.id, Private("go well"))
    page = text(browser.get("/alongside").text)
    assert "What Amara wrote go well" in page
    assert "What you wrote thank you for walking along" in page
    assert "Ending together" not in page
    assert hers.goodbye(beside.id).text == "thank you for walking along"


def test_what_was_agreed_stands_beside_the_numbers_only_where_they_chose_so(
    browser: Browser, hers: OwnAlongside
) -> None:
    link = walk(browser, hers, points="goodbye")
    assert "Call 112." not in text(browser.get("/talk").text)
    browser.post(link, data={"what": "between", "points": "hard"})
    tell(browser, "I want to kill myself tonight")
    assert "You agreed, for when it can't wait: Call 112." in text(browser.get("/talk").text)
    assert "If something of this is for Amara" in text(
        browser.post("/goodbye", data={"tap": "done"}).text
    )


def test_nobody_elses_link_is_changed_or_hinted_at(
    place: Place, browser: Browser, hers: OwnAlongside
) -> None:
    link = walk(browser, hers)
    place.make("Ivo")
    with place.browser() as other:
        come_in(other, "Ivo")
        answers = {
            (answer.status_code, answer.text.replace(address, ""))
            for address in (link, "/alongside/no-such-link-of-anybody")
            for answer in [other.post(address, data={"what": "end"})]
        }
        assert len({status for status, _ in answers}) == 1
        assert "Amara" not in other.get("/alongside").text
    assert len(hers.links()) == 1
