"""What somebody keeps of gentle things: answers after a practice, what is at hand and put away, a list, and what is set down."""

import re
from dataclasses import replace
from datetime import date

import pytest
from starlette.requests import Request

from holdspace.domain.care import After, Care, Tried
from holdspace.domain.manner import Brings
from holdspace.domain.people import VisitId
from holdspace.domain.risk import Lane, Tier
from holdspace.domain.talk import Memory, Past, State
from holdspace.ports import VisitPage
from holdspace.practice.choosing import Around
from holdspace.practice.library import practices
from holdspace.web.care import around, care_of
from tests.web.browser import Browser
from tests.web.fakes import FakeGuests
from tests.web.keeping import NAME, PASSPHRASE, Place, come_in, goodbye, make_mine, tell, text
from tests.web.reading import STREAM
from tests.web.test_record_fails import LONG, broken, full

TODAY = date(2026, 1, 1)
MINE = "/gentle/mine"
MANY = 120


@pytest.fixture(params=["guest", "member"])
def someone(request: pytest.FixtureRequest, stranger: Browser) -> Browser:
    """A browser of a guest, and one in which somebody is in."""
    if request.param == "member":
        come_in(stranger)
    return stranger


@pytest.fixture
def guest(stranger: Browser) -> Browser:
    return stranger


def asked(browser: Browser) -> Request:
    """Make a request as this browser would, which has come through the door."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = [(b"cookie", cookies.encode())]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers}
    return Request(scope | {"app": browser.app})


def add(browser: Browser, sense: str, says: str) -> None:
    sent = {"what": "add", "sense": sense, "says": says}
    answer = browser.post(MINE, data=sent)
    assert answer.status_code == 303
    assert says not in answer.headers["location"]


def shown(browser: Browser) -> str:
    return text(browser.get(MINE).text)


def part(browser: Browser, name: str) -> str:
    """Return what one card of the page says."""
    page = browser.get(MINE).text
    found = re.search(rf'<section class="card" id="{name}".*?</section>', page, re.DOTALL)
    assert found
    return text(found[0])


def test_an_answer_leads_to_its_screen_and_is_counted(someone: Browser) -> None:
    for answer, screen in (("better", "better"), ("same", "same"), ("better", "better")):
        reply = someone.post("/gentle/look-around", data={"after": answer})
        assert reply.status_code == 303
        assert reply.headers["location"] == f"/gentle/look-around#{screen}"
    assert "eased things 2 of the 3 times you said" in part(someone, "helped")
    quiet = someone.post("/gentle/look-around", data={"after": "better"}, headers=STREAM)
    assert (quiet.status_code, quiet.text) == (204, "")


def test_what_made_it_harder_is_put_away_said_and_brought_back(someone: Browser) -> None:
    someone.post("/gentle/double-sigh", data={"after": "worse"})
    assert "made things harder the one time you said" in part(someone, "helped")
    assert "Double sigh" in part(someone, "hand")
    assert "Bring back" in part(someone, "hand")
    someone.post(MINE, data={"what": "open", "practice": "double-sigh"})
    assert "Bring back" not in part(someone, "hand")


def test_a_practice_is_kept_hidden_and_left_open(someone: Browser) -> None:
    kept = someone.post("/gentle/look-around", data={"what": "keep"})
    assert kept.headers["location"] == "/gentle/look-around#kept"
    assert 'href="/gentle/look-around"' in someone.get(MINE).text
    hidden = someone.post("/gentle/look-around", data={"what": "hide"})
    assert hidden.headers["location"] == "/gentle/look-around#hidden"
    assert "Bring back" in part(someone, "hand")
    opened = someone.post("/gentle/look-around", data={"what": "open"})
    assert opened.headers["location"] == "/gentle/look-around"
    assert "Bring back" not in part(someone, "hand")


def test_what_helped_is_offered_and_kept_only_by_a_tap(someone: Browser) -> None:
    someone.post("/gentle/look-around", data={"after": "better"})
    assert "If you like, keep one at hand. Look around" in part(someone, "hand")
    assert "Take one away" not in part(someone, "hand")
    someone.post(MINE, data={"what": "keep", "practice": "look-around"})
    assert "If you like, keep one" not in part(someone, "hand")
    assert "Take one away" in part(someone, "hand")


@pytest.mark.parametrize(
    "sent", [{}, {"after": "great"}, {"what": "burn"}, {"what": "", "after": ""}]
)
def test_what_no_button_says_changes_nothing(someone: Browser, sent: dict[str, str]) -> None:
    assert someone.post("/gentle/look-around", data=sent).status_code == 303
    assert someone.post(MINE, data=sent | {"practice": "no-such"}).status_code == 303
    assert "it is counted here" in part(someone, "helped")


def test_there_is_no_answer_to_what_there_is_not(someone: Browser) -> None:
    assert someone.post("/gentle/no-such-thing", data={"after": "better"}).status_code == 404


def test_a_list_by_the_senses_is_written_and_taken_out(someone: Browser) -> None:
    add(someone, "touch", "a warm mug")
    add(someone, "touch", "a  warm   mug ")
    add(someone, "see", "the canal")
    assert part(someone, "list").startswith("My list To see the canal To touch a warm mug")
    someone.post(MINE, data={"what": "take-out", "sense": "touch", "says": "a warm mug"})
    assert "To touch a warm mug" not in part(someone, "list")
    assert "the canal" in part(someone, "list")
    for sense, says in (("touch", "  "), ("light", "a lamp"), ("", "")):
        someone.post(MINE, data={"what": "add", "sense": sense, "says": says})
    assert "a lamp" not in shown(someone)


def test_good_moments_are_noted_any_line_of_them_and_let_go(someone: Browser) -> None:
    sent = {"what": "moments", "moment": ["The bus waited.", "", "Warm bread."]}
    assert someone.post(MINE, data=sent).status_code == 303
    assert "Warm bread. The bus waited." in part(someone, "moments")
    someone.post(MINE, data={"what": "moment-gone", "says": "Warm bread."})
    assert "Warm bread." not in shown(someone)
    assert "The bus waited." in shown(someone)


def test_answers_are_forgotten_and_then_all_of_it(someone: Browser) -> None:
    add(someone, "see", "the canal")
    someone.post("/gentle/look-around", data={"after": "better"})
    someone.post("/gentle/look-around", data={"what": "keep"})
    someone.post(MINE, data={"what": "forget-answers"})
    assert "it is counted here" in part(someone, "helped")
    assert "Look around" in part(someone, "hand")
    someone.post(MINE, data={"what": "forget-all"})
    assert "Nothing here yet" in part(someone, "list")
    assert "Look around" not in part(someone, "hand")


def test_what_is_left_out_is_not_asked_about(someone: Browser) -> None:
    assert "What do your hands like" in part(someone, "list")
    someone.post("/settings/manner", data={"no_touch": "1"})
    assert "What do your hands like" not in part(someone, "list")


def test_a_guest_s_ids_answers_and_days_are_in_a_cookie_and_no_word(guest: Browser) -> None:
    guest.post("/gentle/look-around", data={"after": "better"})
    guest.post("/gentle/five-things", data={"what": "keep"})
    assert "holdspace" not in guest.cookies  # no visit was opened for it
    answer = guest.post("/gentle/five-things", data={"after": "worse"})
    (cookie,) = (each for each in answer.headers.get_list("set-cookie") if "holdspace-care" in each)
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Max-Age" not in cookie
    assert "expires" not in cookie.lower()
    care = care_of(asked(guest))
    assert care == Care((), ("five-things",), (Tried("look-around", After.BETTER, TODAY), Tried("five-things", After.WORSE, TODAY)))  # fmt: skip
    add(guest, "see", "the saffron heron")
    assert "heron" not in str(guest.cookies)
    assert care_of(asked(guest)).kit[0].says.text == "the saffron heron"


def test_very_many_answers_fit_beside_the_other_cookies(guest: Browser) -> None:
    for number in range(130):
        name = practices()[number % 26].id
        guest.post(f"/gentle/{name}", data={"after": "same"})
        guest.post(f"/gentle/{name}", data={"what": "keep"})
    assert len(guest.cookies["holdspace-care"]) < 600
    assert len(care_of(asked(guest)).tried) == 100
    assert len(care_of(asked(guest)).kept) == 26


def test_a_new_visit_begins_with_what_the_browser_holds(guest: Browser, place: Place) -> None:
    guest.post("/gentle/double-sigh", data={"after": "worse"})
    tell(guest, "hello")
    visit = place.guests.find(guest.cookies["holdspace"])
    assert visit
    assert place.guests.memory(visit).care.hidden == ("double-sigh",)


@pytest.mark.parametrize("way", ["/leave", "/goodbye"])
def test_leaving_takes_all_of_a_guest_s(guest: Browser, way: str) -> None:
    add(guest, "see", "the canal")
    guest.post("/gentle/look-around", data={"what": "keep"})
    guest.post(way, data={"tap": "done"})
    assert "holdspace-care" not in guest.cookies
    assert care_of(asked(guest)) == Care()
    assert "the canal" not in shown(guest)


def test_what_a_member_keeps_is_there_again_and_in_no_cookie(juno: Browser) -> None:
    add(juno, "see", "the canal")
    juno.post("/gentle/look-around", data={"after": "better"})
    assert "holdspace-care" not in juno.cookies
    goodbye(juno)
    assert "the canal" not in shown(juno)
    come_in(juno)
    assert "the canal" in shown(juno)
    assert "eased things the one time you said" in shown(juno)


def test_it_is_on_the_page_of_what_is_remembered(juno: Browser) -> None:
    add(juno, "see", "the canal")
    juno.post(MINE, data={"what": "moments", "moment": "The bus waited."})
    juno.post("/gentle/look-around", data={"what": "keep"})
    juno.post("/gentle/double-sigh", data={"after": "worse"})
    juno.post(MINE, data={"what": "set-down", "says": "the letter", "until": "7"})
    page = text(juno.get("/remembers").text)
    for says in ("At hand: Look around", "Put away: Double sigh", "1 answer", "On your list: the canal", "A good moment: The bus waited.", "Something you put away until Thursday, January 8, 2026"):  # fmt: skip
        assert says in page, says
    assert "the letter" not in page


def test_what_is_set_down_is_shown_from_its_day_on(juno: Browser, place: Place) -> None:
    sent = {"what": "set-down", "says": "the letter", "until": "day", "day": "2026-01-04"}
    juno.post(MINE, data=sent)
    assert "Something, until Sunday, January 4, 2026" in shown(juno)
    assert "the letter" not in juno.get(MINE).text
    place.clock.wait(3 * 24 * 60)
    come_in(juno)
    assert "the letter" in part(juno, "set-down")
    (held,) = re.findall(r'name="set" value="([^"]+)"', juno.get(MINE).text)
    juno.post(MINE, data={"what": "set-down-gone", "set": held})
    assert "the letter" not in juno.get(MINE).text


def test_what_is_set_down_can_be_taken_up_or_let_go_before(juno: Browser) -> None:
    for says in ("the letter", "the call"):
        juno.post(MINE, data={"what": "set-down", "says": says, "until": "30"})
    first, _, second, _ = re.findall(r'name="set" value="([^"]+)"', juno.get(MINE).text)
    juno.post(MINE, data={"what": "take-up", "set": first})
    assert "the letter" in part(juno, "set-down")
    juno.post(MINE, data={"what": "set-down-gone", "set": second})
    juno.post(MINE, data={"what": "set-down-gone", "set": "another"})
    assert "Show it now" not in shown(juno)
    assert "the letter" in part(juno, "set-down")


@pytest.mark.parametrize("day", ["", "yesterday", "2020-01-01", "9999-12-31", "٣"])
def test_a_day_that_is_none_is_tomorrow_or_as_far_as_it_goes(juno: Browser, day: str) -> None:
    juno.post(MINE, data={"what": "set-down", "says": "it", "until": "day", "day": day})
    wanted = "February 5, 2027" if day.startswith("9999") else "January 2, 2026"
    assert wanted in shown(juno)


def test_a_guest_s_goes_nowhere_and_the_page_says_so(guest: Browser) -> None:
    answer = guest.post(MINE, data={"what": "set-down", "says": "the letter"})
    assert answer.headers["location"] == "/gentle/mine?went=nowhere#set-down"
    assert "It went nowhere." in text(guest.get("/gentle/mine?went=nowhere").text)
    assert care_of(asked(guest)) == Care()


def test_while_it_is_locked_nothing_is_shown_or_kept(juno: Browser) -> None:
    add(juno, "see", "the canal")
    juno.post("/lock", data={"words": ""})
    for path in (MINE, f"{MINE}/here", "/plan/here"):
        assert juno.get(path).headers["location"] == "/come-in"
    assert juno.post(MINE, data={"what": "forget-all"}).headers["location"] == "/come-in"
    assert juno.post("/gentle/look-around", data={"what": "keep"}).headers["location"] == "/come-in"
    steadied = juno.post("/gentle/look-around", data={"after": "worse"})
    assert steadied.headers["location"] == "/gentle/look-around#worse"
    juno.post("/come-in", data={"passphrase": PASSPHRASE})
    assert "the canal" in shown(juno)
    assert "it is counted here" in part(juno, "helped")


def test_what_steadies_is_shown_though_nothing_can_be_kept(juno: Browser, place: Place) -> None:
    with full(place):
        for _ in range(MANY):
            steadied = juno.post("/gentle/look-around", data={"after": "worse"})
            assert steadied.headers["location"] == "/gentle/look-around#worse"
        refused = juno.post(MINE, data={"what": "set-down", "says": LONG[:2_000]})
        assert refused.status_code == 503
    entered = place.members.enter(juno.cookies["holdspace-in"])
    assert entered
    assert entered.member
    assert len(entered.member.remembered().care.tried) < MANY


def test_while_the_record_is_out_of_reach_the_browser_holds_it(juno: Browser, place: Place) -> None:
    broken(place)
    juno.post("/gentle/double-sigh", data={"after": "worse"})
    assert "Double sigh" in part(juno, "hand")


def test_a_guest_who_makes_it_theirs_finds_it_there(guest: Browser) -> None:
    tell(guest, "the river was high")
    add(guest, "see", "the canal")
    guest.post("/gentle/look-around", data={"what": "keep"})
    goodbye(guest)
    assert "Which ones I like, and my list, too" in text(guest.get("/keep/mine").text)
    make_mine(guest, name="Mira", care="1")
    assert "the canal" in shown(guest)
    assert "Look around" in part(guest, "hand")


def test_and_without_a_tick_it_goes(guest: Browser) -> None:
    tell(guest, "the river was high")
    add(guest, "see", "the canal")
    make_mine(guest, name="Mira")
    assert "the canal" not in shown(guest)
    assert "holdspace-care" not in guest.cookies


def test_kept_until_tomorrow_it_is_kept_too(guest: Browser) -> None:
    tell(guest, "the river was high")
    add(guest, "see", "the canal")
    goodbye(guest)
    guest.post("/keep", data={"how": "until-tomorrow"})
    guest.post("/come-in/here", data={"how": "open"})
    assert "the canal" in shown(guest)


def test_around_is_how_they_are_now(browser: Browser, guests: FakeGuests) -> None:
    assert around(asked(browser)) == Around(TODAY)
    browser.post("/plan", data={"signs": "I go quiet"})
    page = guests.page(VisitId("visit-0"))
    manner = replace(page.manner, no_breath=True)
    guests.put(replace(page, state=State.HIGH, lanes=("A3", "D"), tier=Tier.R2, manner=manner))
    browser.post("/gentle/look-around", data={"after": "better"})
    lanes = frozenset({Lane.ABUSE, Lane.OVERWHELM})
    care = Care(tried=(Tried("look-around", After.BETTER, TODAY),))
    left_out = frozenset({Brings.BREATH})
    assert around(asked(browser)) == Around(TODAY, State.HIGH, lanes, Tier.R2, left_out, care)


def test_a_page_knows_how_much_room_they_had_in_the_last_turn() -> None:
    turns = (Past(state=State.TIRED), Past(state=State.LOW))
    assert VisitPage.of(VisitId("one"), (), Memory(lately=turns)).state is State.LOW
    assert VisitPage.of(VisitId("one"), (), Memory()).state is State.UNKNOWN


def test_around_without_a_visit_knows_the_browser_s_manner(guest: Browser) -> None:
    guest.post("/settings/manner", data={"no_touch": "1"})
    guest.post("/gentle/look-around", data={"what": "hide"})
    guest.cookies.delete("holdspace")
    found = around(asked(guest))
    assert found.left_out == {Brings.TOUCH}
    assert found.care.hidden == ("look-around",)


def test_a_page_for_a_device_holds_plan_and_list_and_knows_nobody(someone: Browser) -> None:
    for path in ("/plan/here", f"{MINE}/here"):
        assert someone.get(path).status_code in {404, 410}
    add(someone, "see", "the canal")
    someone.post("/plan", data={"signs": "I go quiet"})
    for path, says in (("/plan/here", "I go quiet"), (f"{MINE}/here", "the canal")):
        page = someone.get(path)
        assert page.status_code == 200
        assert says in page.text
        for known in (NAME, "data-idle", "<form", "/remembers"):
            assert known not in page.text


def test_a_device_is_told_to_let_it_go_where_others_use_it_or_a_sign_in_was_ended(
    juno: Browser,
) -> None:
    assert "holdspace-device" not in juno.get(MINE).headers
    cookie = juno.cookies["holdspace-in"]
    juno.post("/leave")
    assert "holdspace-device" not in juno.get(MINE).headers
    juno.cookies.set("holdspace-in", cookie)
    assert juno.get(MINE).headers["holdspace-device"] == "ended"
    juno.post("/settings", data={"shared": "1"})
    page = juno.get(MINE)
    assert page.headers["holdspace-device"] == "shared"
    assert "Keep them on this device" not in page.text
    assert "holdspace-device" not in juno.get("/help").headers
