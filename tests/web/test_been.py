"""How days felt: noted with one tap or in words, drawn, changed, removed; and danger in a note meets people at once."""

import gzip
import re
from datetime import date, timedelta

import pytest

from holdspace.domain.days import LONGEST_NOTE, Day, Felt
from holdspace.domain.people import Private
from holdspace.vault.days import KeptDays, put_days
from tests.web.browser import Browser
from tests.web.keeping import NAME, PASSPHRASE, Place, come_in, goodbye, tell, text

TODAY = "2026-01-01"


@pytest.fixture
def browser(juno: Browser) -> Browser:
    return juno


def note(browser: Browser, on: str = TODAY, **more: str) -> str:
    """Note a day; return where it led."""
    answer = browser.post("/been", data={"on": on, **more})
    assert answer.status_code == 303, text(answer.text)
    return answer.headers["location"]


def place_of(browser: Browser, address: str = "/talk") -> bool:
    """Whether a page shows it as a place."""
    page = browser.get(address).text
    return ">How it's been</a>" in page[page.index("<nav") : page.index("</nav>")].replace("&#39;", "'")  # fmt: skip


def test_a_guest_and_whoever_is_out_see_nothing_of_it(stranger: Browser) -> None:
    tell(stranger, "hello")
    assert not place_of(stranger)
    for path in ("/been", "/been/all", "/been/day", "/been/words", f"/been/day/{TODAY}"):
        assert stranger.get(path).headers["location"] == "/come-in"
    assert stranger.post("/been", data={"felt": "heavy"}).headers["location"] == "/come-in"


def test_an_empty_page_says_that_nothing_needs_to_be_there_and_is_no_place(
    browser: Browser,
) -> None:
    assert "nothing needs to be" in text(browser.get("/been").text)
    tell(browser, "hello")
    assert not place_of(browser)
    assert place_of(browser, "/been")
    assert 'href="/been"' in browser.get("/account").text


def test_one_tap_is_enough_and_makes_it_a_place(browser: Browser) -> None:
    assert note(browser, felt="heavy") == "/been"
    page = browser.get("/been").text
    assert "Today: heavy." in text(page)
    assert page.count('<svg class="chart') == 2
    tell(browser, "hello")
    assert place_of(browser)


def test_a_day_in_words_and_parts_is_in_the_table_and_its_note_beside_the_picture(
    browser: Browser,
) -> None:
    note(browser, felt="light", words="walked by the canal", body="shoulders down", mark="therapist")  # fmt: skip
    note(browser, "2025-12-20", felt="heavy", mind="loud")
    page = text(browser.get("/been").text)
    for says in ("walked by the canal Jan 1", "Thu, Jan 1 light", "shoulders down", "Marked for your therapist", "Sat, Dec 20 heavy", "Mind loud"):  # fmt: skip
        assert says in page


def test_nothing_is_said_of_open_days_and_nothing_is_counted_or_compared(
    browser: Browser, place: Place
) -> None:
    for day in range(10, 31, 2):
        note(browser, f"2025-12-{day}", felt="heavy")
    place.clock.wait(60 * 24 * 3)
    come_in(browser)
    for path in ("/been", "/been/all", "/been/2025", "/been/2025-12"):
        page = text(browser.get(path).text).lower()
        assert "mostly heavy." in page
        assert not re.search(
            r"\d+ (of|out of|days)|%|streak|missed|not noted|in a row|average|better|worse|more than", page
        )  # fmt: skip


def test_under_seven_days_no_sentence_stands_over_the_picture(browser: Browser) -> None:
    for day in range(1, 7):
        note(browser, f"2025-12-2{day}", felt="heavy")
    assert "Mostly" not in text(browser.get("/been").text)
    note(browser, felt="heavy")
    assert "Mostly heavy." in text(browser.get("/been").text)


def test_a_while_is_four_weeks_a_month_a_year_or_all(browser: Browser) -> None:
    assert note(browser, "2024-02-29", words="leap day", felt="very-light") == "/been/2024-02"
    note(browser, "2025-12-31", felt="heavy")
    assert "leap day" not in text(browser.get("/been").text)
    month = browser.get("/been/2024-02").text
    assert "leap day" in text(month)
    assert 'href="/been/2025-12" rel="next"' in month
    year = browser.get("/been/2025").text
    assert 'href="/been/2024" rel="prev"' in year
    assert 'href="/been/2026" rel="next"' in year
    assert "February 2024 very light" in text(browser.get("/been/all").text)
    assert "Nothing was noted here." in text(browser.get("/been/2025-01").text)


@pytest.mark.parametrize("odd", ["x", "20", "0000", "9999", "9999-12", "2026-13", "2026-00", "٢٠٢٦", "2026-1", "-1"])  # fmt: skip
def test_a_while_that_is_none_is_not_here(browser: Browser, odd: str) -> None:
    assert browser.get(f"/been/{odd}").status_code == 404


@pytest.mark.parametrize("odd", ["x", "2026-02-30", "2026-W01-1", "1"])
def test_a_day_that_is_none_is_not_here(browser: Browser, odd: str) -> None:
    assert browser.get(f"/been/day/{odd}").status_code == 404


def test_a_day_is_changed_moved_and_removed(browser: Browser) -> None:
    note(browser, felt="heavy", words="boxes")
    another = browser.get("/been/day").text
    assert 'value="2025-12-31"' in another
    assert "boxes" not in another
    page = browser.get(f"/been/day/{TODAY}").text
    assert 'value="heavy" checked' in page
    assert ">boxes</textarea>" in page
    note(browser, "2025-12-31", was=TODAY, felt="light", words="fewer boxes")
    assert browser.get(f"/been/day/{TODAY}").status_code == 404
    assert "fewer boxes" in text(browser.get("/been").text)
    browser.post("/been", data={"what": "remove", "on": "2025-12-31", "was": "2025-12-31"})
    assert "nothing needs to be" in text(browser.get("/been").text)
    assert not place_of(browser, "/account")


def test_noting_a_day_that_was_noted_loses_nothing_of_it(browser: Browser) -> None:
    note(browser, felt="heavy", words="boxes")
    note(browser, words="and Juno rang")
    page = text(browser.get("/been").text)
    assert "boxes" in page
    assert "and Juno rang" in page


@pytest.mark.parametrize("odd", ["", "2026-01-03", "1850-01-01", "x"])
def test_a_day_to_come_or_of_no_calendar_is_refused_and_the_words_stay(
    browser: Browser, odd: str
) -> None:
    answer = browser.post("/been", data={"on": odd, "words": "boxes"})
    assert answer.status_code == 422
    assert "still in the boxes" in text(answer.text)
    assert ">boxes</textarea>" in answer.text


def test_tomorrow_is_today_somewhere(browser: Browser) -> None:
    note(browser, "2026-01-02", felt="heavy")
    assert "Fri, Jan 2 heavy" in text(browser.get("/been").text)


def test_a_note_that_is_far_too_long_is_refused_and_not_cut(browser: Browser) -> None:
    answer = browser.post("/been", data={"on": TODAY, "words": "x" * (LONGEST_NOTE + 1)})
    assert answer.status_code == 422
    assert "x" * (LONGEST_NOTE + 1) in answer.text
    assert "nothing needs to be" in text(browser.get("/been").text)


def test_a_second_note_of_a_day_that_has_no_room_left_stays_in_the_boxes(browser: Browser) -> None:
    note(browser, words="x" * LONGEST_NOTE)
    answer = browser.post("/been", data={"on": TODAY, "words": "boxes"})
    assert answer.status_code == 422
    assert ">boxes</textarea>" in answer.text


def test_all_of_it_can_be_removed(browser: Browser) -> None:
    note(browser, felt="heavy")
    note(browser, "2025-03-03", felt="heavy")
    browser.post("/been", data={"what": "all"})
    assert "nothing needs to be" in text(browser.get("/been/all").text)


@pytest.mark.parametrize(
    "sent",
    [
        {"words": "I want to kill myself"},
        {"words": "everyone would be better off without me"},
        {"body": "chest pain since this morning"},
        {"spirit": "I don't want to be alive any more"},
        {"on": "never a day", "words": "I took all of them"},
    ],
)
def test_danger_in_a_note_is_answered_in_talk_with_people_and_the_note_is_kept(
    browser: Browser, sent: dict[str, str]
) -> None:
    answer = browser.post("/been", data={"on": TODAY, **sent})
    assert answer.headers["location"] == "/talk#end"
    talk = browser.get("/talk").text
    (said,) = (words for name, words in sent.items() if name != "on")
    assert said in text(talk).replace("&#39;", "'")
    assert 'id="people"' in talk
    page = browser.get("/been").text
    assert ("on" in sent) or 'aria-labelledby="felt"' in page


def test_a_medical_emergency_in_the_body_part_is_met_as_one(browser: Browser) -> None:
    browser.post("/been", data={"on": TODAY, "body": "crushing chest pain, my left arm is numb"})
    assert "emergency" in text(browser.get("/talk").text).lower()


def test_a_hard_day_stays_where_it_was_written(browser: Browser) -> None:
    assert note(browser, felt="very-heavy", words="cried in the car, boxes everywhere") == "/been"
    assert browser.get("/talk").headers["location"] == "/"


def test_a_danger_that_is_past_or_feared_has_people_beside_it_and_leads_nobody_away(
    browser: Browser,
) -> None:
    answer = browser.post("/been", data={"on": TODAY, "words": "my dad used to hit me"})
    assert answer.status_code == 200
    assert 'id="people"' in answer.text
    assert "That's kept." in text(answer.text)
    assert "my dad used to hit me" in text(browser.get("/been").text)


def test_words_that_were_answered_once_are_not_answered_again_by_another_mark(
    browser: Browser,
) -> None:
    words = "I want to kill myself"
    browser.post("/been", data={"on": TODAY, "words": words})
    sent = {"on": TODAY, "was": TODAY, "words": words, "mark": "therapist"}
    assert browser.post("/been", data=sent).headers["location"] == "/been"


def test_danger_is_met_though_nobody_is_signed_in_any_more(stranger: Browser) -> None:
    answer = stranger.post("/been", data={"on": TODAY, "words": "I want to kill myself"})
    assert answer.headers["location"] == "/talk#end"
    assert 'id="people"' in stranger.get("/talk").text


def test_what_is_sent_to_a_locked_page_waits_sealed_and_danger_finds_help(browser: Browser) -> None:
    browser.post("/lock", data={})
    assert browser.post("/been", data={"words": "boxes", "body": "tired"}).headers["location"] == "/come-in"  # fmt: skip
    danger = browser.post("/been", data={"words": "I want to kill myself"})
    assert danger.headers["location"] == "/help"
    browser.post("/come-in", data={"passphrase": PASSPHRASE})
    assert "boxes" in browser.get("/").text


def test_where_the_record_takes_nothing_in_the_words_stay_and_danger_is_met(
    browser: Browser, place: Place
) -> None:
    note(browser, felt="heavy")
    with place.vault.database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    answer = browser.post("/been", data={"on": TODAY, "words": "boxes"})
    assert answer.status_code == 503
    assert ">boxes</textarea>" in answer.text
    danger = browser.post("/been", data={"on": TODAY, "words": "I want to kill myself"})
    assert 'id="people"' in danger.text


def test_words_that_came_back_are_shown_on_asking_and_kept_with_a_yes(browser: Browser) -> None:
    for day in ("28", "29", "30"):
        note(browser, f"2025-12-{day}", words="Walked by the canal with my sister")
    assert "canal" not in _words_card(browser)
    offered = browser.get("/been/words").text
    assert "the canal" in text(offered)
    assert "my sister" in text(offered)
    assert "checked" not in offered
    browser.post("/been/words", data={"word": ["the canal", "never said"]})
    assert "the canal" in _words_card(browser)
    assert "my sister" not in _words_card(browser)
    assert "never said" not in browser.get("/been/words").text
    kept = browser.get("/remembers").text
    assert "A word you came back to: the canal" in text(kept)
    (which,) = re.findall(r'name="which" value="([\w-]+)"><button class="pill quiet" name="what" value="forget"', browser.get("/been/words").text)  # fmt: skip
    browser.post("/been/words", data={"what": "forget", "which": which})
    assert "the canal" not in _words_card(browser)


def _words_card(browser: Browser) -> str:
    page = browser.get("/been").text
    card = page[page.index('aria-labelledby="back"') :]
    return text(card[: card.index("</section>")])


def test_no_word_of_danger_and_none_that_is_left_alone_is_offered(browser: Browser) -> None:
    for day in ("28", "29", "30"):
        browser.post("/been", data={"on": f"2025-12-{day}", "words": "the bridge, I want to die"})
        note(browser, f"2025-11-{day}", words="the wedding and the canal")
    browser.post("/remembers", data={"what": "alone", "add": "my wedding"})
    offered = text(browser.get("/been/words").text)
    assert "the canal" in offered
    assert "bridge" not in offered
    assert "wedding" not in offered


def test_every_month_is_among_what_is_remembered_and_taken_along(browser: Browser) -> None:
    note(browser, felt="heavy")
    note(browser, "2025-12-31", felt="heavy")
    kept = browser.get("/remembers").text
    assert "January 2026: what you noted of 1 day" in text(kept)
    assert 'href="/been/2025-12"' in kept


def test_five_years_of_days_weigh_less_than_forty_kilobytes(browser: Browser, place: Place) -> None:
    keys = place.members.accounts.with_passphrase(Private(NAME), Private(PASSPHRASE))
    days = [
        Day(date(2026, 1, 1) - timedelta(days=at), list(Felt)[at * 7 % 5], note=Private(f"Day {at} by the canal."))
        for at in range(1826)
    ]  # fmt: skip
    with place.vault.database.writing() as connection:
        put_days(connection, place.vault, keys, {day.on: day for day in days})
    assert len(KeptDays(place.vault, keys).noted().days) == 1826
    for path in ("/been", "/been/all", "/been/2025", "/been/2025-12"):
        assert len(gzip.compress(browser.get(path).content)) < 40_000


def test_a_goodbye_and_what_follows_say_nothing_of_it(browser: Browser) -> None:
    note(browser, felt="heavy")
    tell(browser, "hello")
    assert "heavy" not in goodbye(browser)
