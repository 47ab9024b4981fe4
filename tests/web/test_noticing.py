"""It looks only after a yes, shows what it saw and where, keeps a sentence only with a yes, and comes back to nothing let go of."""

import re
from datetime import timedelta

import pytest

from holdspace.domain.days import Day, Felt
from holdspace.domain.people import Private
from holdspace.ports.keeping import Member
from holdspace.vault import entries
from holdspace.vault.entries import Entry
from holdspace.vault.leaves import Summary
from tests.web.browser import Browser
from tests.web.keeping import Place, come_in, text

JUNOS_DAYS = (
    *((after, "Juno, by the canal", Felt.LIGHT) for after in (-18, -11, -4)),
    *((after, "boxes", Felt.HEAVY) for after in (-15, -8, -2)),
)


@pytest.fixture
def browser(juno: Browser) -> Browser:
    return juno


@pytest.fixture
def member(browser: Browser, place: Place) -> Member:
    entered = place.members.enter(browser.cookies["holdspace-in"])
    assert entered is not None
    assert entered.member is not None
    return entered.member


@pytest.fixture
def noted(member: Member, place: Place) -> Member:
    """Somebody who noted some days."""
    today = place.clock.now().date()
    for after, says, felt in JUNOS_DAYS:
        member.days.note(Day(today + timedelta(days=after), felt, Private(says)))
    return member


def noticing(browser: Browser) -> str:
    return text(browser.get("/noticing").text)


def look(browser: Browser) -> str:
    browser.post("/noticing", data={"what": "look"})
    return noticing(browser)


def key(browser: Browser) -> str:
    return str(re.findall(r'name="key" value="([^"]+)"', browser.get("/noticing").text)[0])


def test_it_asks_first_and_nothing_is_looked_at_before(browser: Browser, noted: Member) -> None:
    page = noticing(browser)
    assert "May it look?" in page
    assert "Juno" not in page
    assert noted.hopes.noticed().looks is None


@pytest.mark.usefixtures("noted")
def test_after_a_yes_it_shows_one_thing_with_every_entry_it_comes_from(browser: Browser) -> None:
    page = look(browser)
    assert "The days on which you wrote of “Juno” were often on the lighter side." in page
    assert "You'd know best." in page
    assert page.count("Juno, by the canal") == 3
    assert page.count("· on the lighter side") == 3
    assert page.count("That fits") == 2  # the button, and what it does


def test_a_no_holds(browser: Browser, noted: Member) -> None:
    browser.post("/noticing", data={"what": "leave"})
    page = noticing(browser)
    assert "It doesn't look." in page
    assert "Juno" not in page
    assert noted.hopes.noticed().looks is False


def test_not_really_lets_it_go_for_good(browser: Browser, noted: Member, place: Place) -> None:
    look(browser)
    browser.post("/noticing", data={"what": "not-really", "key": key(browser)})
    for _ in range(3):
        assert "Juno" not in noticing(browser)
    assert "Never to be shown again: “juno”" in text(browser.get("/remembers").text)
    today = place.clock.now().date()
    noted.days.note(Day(today, Felt.LIGHT, Private("Juno once more")))
    assert "Juno" not in noticing(browser)


@pytest.mark.usefixtures("noted")
def test_what_was_let_go_of_may_be_shown_again_where_they_ask_for_that(browser: Browser) -> None:
    look(browser)
    dropped = key(browser)
    browser.post("/noticing", data={"what": "not-really", "key": dropped})
    browser.post("/remembers", data={"what": "shown-again", "which": dropped})
    assert "Juno" in noticing(browser)


@pytest.mark.usefixtures("noted")
def test_that_fits_keeps_it_in_the_words_they_want_for_it(browser: Browser) -> None:
    look(browser)
    own = "With Juno I walk slower, and it shows."
    sent = {"what": "fits", "key": key(browser), "says": own, "mark": "therapist"}
    browser.post("/noticing", data=sent)
    page = noticing(browser)
    assert f"What you said fits {own}" in page
    assert "marked for your therapist" in page
    assert "were often on the lighter side" not in page
    assert f"You said that it fits: {own}" in text(browser.get("/remembers").text)


@pytest.mark.usefixtures("noted")
def test_what_is_left_alone_is_never_raised(browser: Browser) -> None:
    look(browser)
    browser.post("/remembers", data={"what": "alone", "add": "Juno"})
    assert "Juno" not in noticing(browser)


def test_what_tells_of_danger_is_no_evidence(
    browser: Browser, member: Member, place: Place
) -> None:
    today = place.clock.now().date()
    for after, says, felt in JUNOS_DAYS:
        words = f"{says}, and I want to die" if "Juno" in says else says
        member.days.note(Day(today + timedelta(days=after), felt, Private(words)))
    assert "Juno" not in look(browser)


@pytest.mark.usefixtures("noted")
def test_while_something_else_comes_first_nothing_is_noticed(browser: Browser) -> None:
    assert "Juno" in look(browser)
    browser.post("/talk", data={"words": "I want to die"})
    assert "Juno" not in noticing(browser)


def test_with_nothing_to_notice_it_says_so_and_asks_for_nothing(browser: Browser) -> None:
    page = look(browser)
    assert "Nothing stands out just now" in page
    for nudge in ("note", "more days", "come back", "not enough", "keep going"):
        assert nudge not in page.lower().replace("noted", "").replace("noticing", "").replace(
            "notice", ""
        ).replace("noting", "")


def test_what_was_heard_in_visits_is_looked_through_too(
    browser: Browser, place: Place, member: Member
) -> None:
    said = ("The boat, and my stomach.", "My stomach; the boat again.", "Boat. Stomach.", "A walk.", "Rain.")  # fmt: skip
    keys = member.hopes._keys  # type: ignore[attr-defined]
    for says in said:
        visit = member.open()
        member.close(visit)
        with place.vault.database.writing() as connection:
            heard = Entry(place.house.dice.id(), Summary((Private(says),)), visit)
            entries.add(connection, keys, heard)
        place.clock.wait(60 * 24)
        come_in(browser)
    assert "often stood beside it" in look(browser)


def test_danger_in_words_for_it_is_met_with_people(browser: Browser, noted: Member) -> None:
    look(browser)
    sent = {"what": "fits", "key": key(browser), "says": "without Juno I'd kill myself tonight"}
    assert browser.post("/noticing", data=sent).headers["location"] == "/talk#end"
    assert "without Juno" in noticing(browser) or noted.hopes.noticed().fits


def test_what_they_said_of_gentle_things_is_looked_through_too(
    browser: Browser, place: Place
) -> None:
    for practice, after in (("look-around", "better"), ("longer-out-breath", "same")) * 3:
        browser.post(f"/gentle/{practice}", data={"after": after})
        place.clock.wait(60 * 13)
        come_in(browser)
    page = look(browser)
    assert "easier after gentle things that look outward" in page
    assert "· easier afterwards Look around" in page
    assert "· not easier afterwards" in page
