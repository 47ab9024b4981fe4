"""Somebody shows one thing at a time: seen first just as it will be seen, taken back at once, and a plain log of what was opened."""

import re
from dataclasses import replace
from urllib.parse import quote

import httpx
import pytest

from holdspace.domain.errors import NothingHere
from holdspace.domain.linking import Points
from holdspace.domain.people import Private
from holdspace.domain.shared import Listed, Piece, Shared, Sort
from holdspace.vault.alongside import OwnAlongside
from tests.web.browser import Browser
from tests.web.keeping import Place, text
from tests.web.test_alongside import amaras, walk

CANARY = "the copper sparrow missed its tram"
HERS = "I read it; bring it on Thursday"


@pytest.fixture
def browser(juno: Browser) -> Browser:
    return juno


@pytest.fixture
def hers(place: Place, browser: Browser) -> OwnAlongside:
    """Amara's side, linked."""
    own = amaras(place)
    walk(browser, own)
    return own


def look(browser: Browser, sort: str, **sent: str | list[str]) -> httpx.Response:
    return browser.post(f"/showing/new/{sort}", data={"what": "look"} | sent)


def show(browser: Browser, sort: str, **sent: str | list[str]) -> httpx.Response:
    """Look at it, and show it."""
    seen = re.search(r'name="seen" value="(\w+)"', look(browser, sort, **sent).text)
    assert seen is not None
    return browser.post(f"/showing/new/{sort}", data={"what": "give", "seen": seen[1]} | sent)


def only(hers: OwnAlongside) -> Listed:
    (listed,) = hers.listed()
    return listed


def test_nothing_is_shown_before_it_was_seen(browser: Browser, hers: OwnAlongside) -> None:
    sent = {"words": CANARY, "note": "just read it"}
    page = text(look(browser, "words", **sent).text)
    assert "This is all that Amara will see. Nothing is shown yet." in page
    assert f"What I'd like from you: just read it {CANARY}" in page
    assert hers.listed() == ()
    for wrong in ({}, {"seen": ""}, {"seen": "0" * 64}):
        answer = browser.post("/showing/new/words", data={"what": "give"} | sent | wrong)
        assert "Nothing is shown yet." in text(answer.text)
    assert hers.listed() == ()
    assert show(browser, "words", **sent).headers["location"] == "/showing#shown"
    assert only(hers).note.text == "just read it"
    assert hers.open(only(hers).id).pieces == (Piece("", Private(CANARY)),)


def test_hours_answer_and_that_nobody_watches_stand_beside_every_button(
    browser: Browser, hers: OwnAlongside
) -> None:
    del hers
    pages = [browser.get("/showing"), look(browser, "words", words="x")]
    pages += [browser.get(f"/showing/new/{sort}") for sort in ("words", "danger", "days")]
    for page in pages:
        says = text(page.text)
        assert "Amara may not see this until Monday. Nobody watches this place." in says
        assert "Hours: Tuesdays and Thursdays, nine to five" in says
        assert "How soon there is an answer: two working days" in says
        assert "When it can't wait: Call 112." in says
        assert not re.search(r"alert|notif|immediately|right away", says, re.IGNORECASE)


def test_what_changed_since_the_preview_is_seen_anew_first(
    browser: Browser, hers: OwnAlongside
) -> None:
    browser.post(
        "/been", data={"what": "keep", "on": "2025-12-30", "felt": "heavy", "words": "boxes"}
    )
    sent = {"from": "2025-12-01", "to": "2025-12-31", "with": "words"}
    seen = re.search(r'name="seen" value="(\w+)"', look(browser, "days", **sent).text)
    assert seen is not None
    browser.post(
        "/been", data={"what": "keep", "on": "2025-12-30", "felt": "heavy", "words": CANARY}
    )
    give = {"what": "give", "seen": seen[1]} | sent
    answer = browser.post("/showing/new/days", data=give)
    assert "Something of it changed meanwhile." in text(answer.text)
    assert CANARY in answer.text
    assert hers.listed() == ()


def test_each_kind_is_shown_as_it_was_picked_and_nothing_beside_it(
    browser: Browser, hers: OwnAlongside
) -> None:
    browser.post(
        "/story/write", data={"what": "done", "words": f"it began with the move\n\n{CANARY}"}
    )
    browser.post("/hopes", data={"what": "goal", "goal": "to ring my sister"})
    browser.post(
        "/been", data={"what": "keep", "on": "2025-12-30", "felt": "heavy", "words": CANARY}
    )
    browser.post("/plan", data={"signs": "I go quiet", "staying": CANARY})
    browser.post("/settings/manner", data={"leads": "me", "hard_days": CANARY})
    browser.post("/measures/phq-2", data={"what": "keep", "so_far": "1:1 2:1"})

    def row(sort: str, name: str = "which") -> str:
        found = re.search(
            rf'name="{name}" value="([^"]+)"', browser.get(f"/showing/new/{sort}").text
        )
        assert found is not None, sort
        return found[1]

    assert show(browser, "passage", part=row("passage", "part")).status_code == 303
    assert show(browser, "goal", which=row("goal")).status_code == 303
    assert show(browser, "days", **{"from": "2025-12-30", "to": "2025-12-30", "with": "felt"}).status_code == 303  # fmt: skip
    assert show(browser, "plan", which="signs").status_code == 303
    assert show(browser, "met", which="leads:me").status_code == 303
    assert show(browser, "measure", which=row("measure")).status_code == 303
    page = text(look(browser, "met", which="leads:me").text)
    assert "I lead" in page
    assert "You lead" not in page  # to her it would mean the other way round
    opened = [hers.open(each.id) for each in hers.listed()]
    assert {shared.sort for shared in opened} == {
        Sort.PASSAGE, Sort.GOAL, Sort.DAYS, Sort.PLAN, Sort.MET, Sort.MEASURE,
    }  # fmt: skip
    told = [piece.words.text for shared in opened for piece in shared.pieces]
    told += [day.written.text for shared in opened for day in shared.days]
    assert sorted(filter(None, told)) == [
        "I go quiet",
        "it began with the move",
        "to ring my sister",
    ]
    assert all(not each.answers for shared in opened for each in shared.filled)


def test_what_is_removed_from_the_story_is_shown_no_more(
    browser: Browser, hers: OwnAlongside
) -> None:
    answer = browser.post("/story/write", data={"what": "done", "words": CANARY})
    passage = answer.headers["location"].removesuffix("/heard")
    part = re.search(r'name="part" value="([^"]+)"', browser.get("/showing/new/passage").text)
    assert part is not None
    show(browser, "passage", part=part[1])
    assert hers.listed()
    browser.post(passage, data={"what": "remove"})
    assert hers.listed() == ()


def test_what_is_taken_back_is_gone_at_once_and_their_own_copy_can_go_too(
    browser: Browser, hers: OwnAlongside
) -> None:
    show(browser, "words", words=CANARY)
    share = only(hers).id
    hers.open(share)
    assert "Amara opened “A few words”" in text(browser.get("/showing").text)
    assert browser.post(f"/showing/{share}", data={"what": "take-back"}).status_code == 303
    assert hers.listed() == ()
    with pytest.raises(NothingHere):
        hers.open(share)
    page = text(browser.get("/showing").text)
    assert "Nothing just now. That's fine." in page
    assert "Amara opened “A few words”" in page
    assert "It can't be seen any more" in text(browser.get(f"/showing/{share}").text)
    browser.post(f"/showing/{share}", data={"what": "let-go"})
    assert browser.get(f"/showing/{share}").status_code == 404
    assert CANARY not in browser.get("/showing").text


def test_sent_twice_it_is_shown_once(browser: Browser, hers: OwnAlongside) -> None:
    show(browser, "words", words=CANARY)
    show(browser, "words", words=CANARY)
    assert len(hers.listed()) == 1


def test_it_ends_on_the_day_that_was_said(
    place: Place, browser: Browser, hers: OwnAlongside
) -> None:
    for until, day in (("date", "2025-12-01"), ("date", ""), ("date", "soon")):
        answer = look(browser, "words", words=CANARY, until=until, day=day)
        assert "That last day is over, or it isn't one." in text(answer.text)
        assert CANARY in answer.text
    show(browser, "words", words=CANARY, until="week")
    assert only(hers).until is not None
    place.clock.wait(9 * 24 * 60)
    assert hers.listed() == ()


def test_what_is_missing_is_said_and_what_was_written_stays(
    browser: Browser, hers: OwnAlongside
) -> None:
    answer = look(browser, "words", words="  ", note=CANARY)
    assert answer.status_code == 422
    assert CANARY in answer.text
    assert look(browser, "words", words="x" * 20_001).status_code == 422
    assert look(browser, "words", words="x", note="y" * 2_001).status_code == 422
    back = browser.post("/showing/new/words", data={"what": "change", "words": CANARY})
    assert CANARY in back.text
    assert hers.listed() == ()
    assert browser.get("/showing/new/reply").status_code == 404
    assert browser.get("/showing/new/goodbye").status_code == 404


def test_a_session_is_prepared_from_what_was_marked_and_put_on_the_page(
    browser: Browser, hers: OwnAlongside
) -> None:
    browser.post("/to-bring", data={"what": "own", "words": "what my mother said"})
    browser.post("/to-bring", data={"what": "begin", "like": ["read-it-first"], "opening": "Could you read this?"})  # fmt: skip
    browser.post("/been", data={"what": "keep", "on": "2025-12-30", "felt": "heavy", "words": "no sleep", "mark": "therapist"})  # fmt: skip
    browser.post(
        "/been", data={"what": "keep", "on": "2025-12-31", "felt": "heavy", "words": CANARY}
    )
    page = browser.get("/showing/new/things-to-bring").text
    keys = re.findall(r'name="key" value="([^"]+)"', page)
    assert [key.partition(":")[0] for key in keys] == ["own", "day"]
    assert re.findall(r'name="bring" value="([^"]+)" checked', page) == keys[:1]
    assert CANARY not in page
    sent: dict[str, str | list[str]] = {
        "key": keys, "says": ["what she said on Sunday", "no sleep"], "bring": keys, "begin": ["likes", "opening"],
        "own": "and the move", "note": "help me begin",
    }  # fmt: skip
    show(browser, "things-to-bring", **sent)
    assert only(hers).note.text == "help me begin"
    opened = hers.open(only(hers).id)
    assert [piece.words.text for piece in opened.pieces][1:] == [
        "Could you read this?", "what she said on Sunday", "no sleep", "and the move",
    ]  # fmt: skip
    assert "what my mother said" in browser.get("/to-bring").text


def test_words_for_danger_are_sent_by_themselves_and_never_called_an_alert(
    browser: Browser, hers: OwnAlongside
) -> None:
    page = text(browser.get("/showing/new/danger").text)
    assert "These words call nobody, and may be read days later. A number answers now." in page
    assert "Always" not in page
    ready = "I may not be safe just now, and I wanted you to know."
    assert ready in page
    show(browser, "danger", ready=ready)
    opened = hers.open(only(hers).id)
    assert opened.sort is Sort.DANGER
    assert [piece.words.text for piece in opened.pieces] == [ready]


def test_danger_written_to_a_therapist_is_met_with_people_once_it_is_on_its_way(
    browser: Browser, hers: OwnAlongside
) -> None:
    answer = show(browser, "words", words="I took all the pills tonight")
    assert answer.status_code != 422
    assert hers.listed()
    followed = browser.get(answer.headers["location"]).text if answer.is_redirect else answer.text
    assert "data-tier" in followed


def test_whether_the_words_stand_beside_the_numbers_is_theirs_to_choose(
    browser: Browser, hers: OwnAlongside
) -> None:
    link = re.search(r'name="link" value="([\w-]+)"', browser.get("/showing").text)
    assert link is not None
    for when, points in (("ask", Points.HARD), ("keep", Points.GOODBYE)):
        browser.post("/showing/danger", data={"link": link[1], "when": when})
        assert hers.links()[0].between.points is points
    assert browser.post("/showing/danger", data={"link": "AAAA", "when": "ask"}).status_code == 404


def test_a_written_reply_is_read_with_the_name_of_whoever_wrote_it(
    browser: Browser, hers: OwnAlongside
) -> None:
    show(browser, "words", words=CANARY)
    made = Shared(Sort.REPLY, only(hers).on, pieces=(Piece("", Private(HERS)),))
    signed = replace(made, note=Private("Amara"), answers=only(hers).id)
    hers.reply(hers.links()[0].id, signed)
    page = text(browser.get("/showing").text)
    assert f"{HERS} Amara A person wrote this by hand." in page
    assert HERS in browser.get(f"/showing/{only(hers).id}").text


def test_nothing_of_it_stands_in_an_address_a_title_or_a_header(
    browser: Browser, hers: OwnAlongside
) -> None:
    del hers
    answers = [look(browser, "words", words=CANARY), show(browser, "words", words=CANARY), browser.get("/showing")]  # fmt: skip
    for answer in answers:
        told = str(answer.headers) + str(answer.url)
        assert CANARY not in told
        assert quote(CANARY) not in told
        title = re.search(r"<title>(.*?)</title>", answer.text)
        assert title is None or CANARY not in title[1]


def test_who_is_linked_with_nobody_can_show_nothing(browser: Browser) -> None:
    for path in ("/showing", "/showing/new", "/showing/new/words"):
        assert "Nobody is linked with you just now" in text(browser.get(path).text)
    assert look(browser, "words", words=CANARY).status_code == 422


def test_a_guest_and_a_locked_page_are_led_to_the_door(place: Place) -> None:
    with place.browser() as guest:
        for path in ("/showing", "/showing/new", "/showing/new/words", "/showing/AAAA"):
            assert guest.get(path).headers["location"] == "/come-in"
