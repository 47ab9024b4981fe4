"""Questionnaires: opened by a person alone, skipped as they like, met at once where an answer alarms, kept only with a yes."""

import json
import re
from datetime import UTC, datetime

import pytest

from holdspace.domain.filled import FilledIn, Given
from holdspace.domain.people import Private
from holdspace.vault.filled import OwnFilled
from tests.web.browser import Browser
from tests.web.keeping import Place, come_in, tell, text

PHQ = "/measures/phq-9"
DAY = 60 * 24


@pytest.fixture
def browser(juno: Browser, place: Place) -> Browser:
    """Juno, who has been here for a while."""
    tell(juno, "the river was high")
    juno.post("/goodbye", data={"tap": "done"})
    place.clock.wait(2 * DAY)
    come_in(juno)
    return juno


def sheet(browser: Browser, at: str = PHQ, **answers: str) -> str:
    """Answer on one page; return what the next page says."""
    return text(browser.post(at, data={"what": "sheet", **answers}).text)


def keep(browser: Browser, so_far: str, at: str = PHQ) -> str:
    """Ask to keep answers; return where it leads."""
    return browser.post(at, data={"what": "keep", "so_far": so_far}).headers["location"]


def every(value: int, last: int | None = None) -> str:
    """Answer every question of the PHQ-9 alike, the ninth perhaps otherwise."""
    answers = [*[value] * 8, value if last is None else last]
    return " ".join(f"{number}:{each}" for number, each in enumerate(answers, 1))


def test_the_list_says_what_each_asks_how_long_and_who_made_it(browser: Browser) -> None:
    page = text(browser.get("/measures").text)
    assert (
        "PHQ-9 About mood, sleep and energy; it asks about the last two weeks. 9 questions." in page
    )
    assert "World Health Organization 2003" in page
    assert "No permission required to reproduce" in page
    assert "SCS-SF" not in page  # it has no wording
    assert "Readiness" not in page


def test_what_is_a_therapists_to_give_says_so_and_has_no_way_in(browser: Browser) -> None:
    page = browser.get("/measures").text
    assert "through a therapist you have linked with" in text(page)
    assert "PCL-5" in text(page)
    assert 'href="/measures/pcl-5"' not in page
    assert "for you and your therapist together" in text(browser.get("/measures/pcl-5").text)
    began = text(browser.post("/measures/pcl-5", data={"what": "begin"}).text)
    assert "for you and your therapist together" in began


def test_no_other_page_but_the_account_leads_there(browser: Browser) -> None:
    for path in (
        "/",
        "/talk",
        "/gentle",
        "/remembers",
        "/hopes",
        "/story",
        "/carrying-on",
        "/noticing",
    ):
        found = re.findall(r'href="(/measures[^"]*)"', browser.get(path).text)
        assert found == [], path
    assert 'href="/measures"' in browser.get("/account").text


@pytest.mark.parametrize("at", ["goal-rating", "rulers", "visit-check", "nothing", "wsas%00"])
def test_what_is_none_or_is_asked_elsewhere_is_not_here(browser: Browser, at: str) -> None:
    assert browser.get(f"/measures/{at}").status_code == 404
    assert browser.post(f"/measures/{at}", data={"what": "begin"}).status_code == 404


def test_leaving_a_question_out_is_the_first_that_the_keyboard_reaches(browser: Browser) -> None:
    page = browser.post(PHQ, data={"what": "begin"}).text
    main = page[page.index("<main") :]
    first = re.search(r"<(?:a|button|select|textarea|input(?! type=\"hidden\"))\b[^>]*>", main)
    assert first is not None
    assert 'value="skip"' in first[0]
    whole = browser.get(f"{PHQ}/all").text
    for group in re.findall(r"<fieldset>.*?</fieldset>", whole, re.DOTALL):
        assert re.search(r"<input[^>]*>", group)[0].endswith('value="" checked>')  # type: ignore[index]


def test_nothing_is_required_and_all_can_be_skipped(browser: Browser) -> None:
    page = browser.post(PHQ, data={"what": "begin"}).text
    for number in range(1, 10):
        assert "required" not in page[page.index("<main") :].replace(
            "permission required", ""
        ).replace("permission is required", "")
        assert f"Question {number} of 9" in text(page)
        told = re.search(r'name="so_far" value="([^"]*)"', page)
        assert told is not None
        page = browser.post(PHQ, data={"what": "skip", "so_far": told[1], "q": str(number)}).text
    assert "too few answers for a number, and that's fine" in text(page)
    assert 'value="keep"' not in page


def test_one_question_at_a_time_comes_to_the_number_and_can_go_back(browser: Browser) -> None:
    first = browser.post("/measures/phq-2", data={"what": "next", "so_far": "", "q": "1", "a": "3"})
    assert "Feeling down, depressed, or hopeless" in text(first.text)
    assert 'value="1:3"' in first.text
    back = browser.post("/measures/phq-2", data={"what": "back", "so_far": "1:3"})
    assert "Little interest or pleasure in doing things" in text(back.text)
    done = browser.post(
        "/measures/phq-2", data={"what": "next", "so_far": "1:3", "q": "2", "a": "2"}
    )
    assert "Your answers come to 5. The scale goes from 0 to 6." in text(done.text)


def test_a_band_stands_behind_a_tap_and_nothing_names_an_illness(browser: Browser) -> None:
    page = browser.post(
        PHQ, data={"what": "sheet", **{f"q{n}": "2" for n in range(1, 9)}, "q9": "0"}
    ).text
    shown = page[page.index("<main") : page.index("</main>")]
    outside = re.sub(r"<details.*?</details>", "", shown, flags=re.DOTALL)
    assert "Your answers come to 16." in shown
    assert "moderately severe" in shown
    assert "moderately severe" not in outside
    assert not re.search(r"depress|disorder|anxi|symptom|diagnos", shown, re.IGNORECASE)


@pytest.mark.parametrize("way", ["sheet", "next"])
def test_an_alarming_answer_is_met_at_once_with_people_and_nothing_is_lost(
    browser: Browser, way: str
) -> None:
    one = {"what": "next", "so_far": every(1).rsplit(" ", 1)[0], "q": "9", "a": "1"}
    whole = {"what": "sheet", **{f"q{n}": "1" for n in range(1, 10)}}
    answer = browser.post(PHQ, data=whole if way == "sheet" else one)
    page = answer.text
    assert answer.status_code == 200
    assert 'id="people"' in page
    assert 'data-tier="2"' in page
    assert "come to" not in text(page)
    assert "An answer on a questionnaire" in text(page)
    assert f'name="so_far" value="{every(1)}"' in page
    assert (
        browser.post(PHQ, data={"what": "keep", "so_far": every(1), "met": "1"}).headers["location"]
        == "/talk#end"
    )
    assert "PHQ-9 : 9" in text(browser.get("/measures").text)
    assert "An answer on a questionnaire" in text(browser.get("/talk").text)


def test_answers_that_alarm_are_met_before_they_are_kept(browser: Browser) -> None:
    page = browser.post(PHQ, data={"what": "keep", "so_far": every(0, 1)})
    assert 'data-tier="2"' in page.text
    assert "What you kept" not in text(browser.get("/measures").text)


def test_while_danger_stands_none_is_asked(browser: Browser) -> None:
    sheet(browser, q9="2")
    for page in (browser.get(PHQ), browser.post(PHQ, data={"what": "begin"})):
        assert "Right now a person matters more than numbers." in text(page.text)
        assert 'value="begin"' not in page.text
    assert browser.get(f"{PHQ}/all").headers["location"] == PHQ


def test_nor_within_a_day_after_grave_danger_nor_in_overwhelm(
    browser: Browser, place: Place
) -> None:
    tell(browser, "i am going to kill myself tonight, i have the pills here")
    browser.post("/goodbye", data={"tap": "done"})
    place.clock.wait(60 * 20)
    come_in(browser)
    assert "It has been a hard day or night." in text(browser.get(PHQ).text)
    place.clock.wait(60 * 5)
    come_in(browser)
    assert 'value="begin"' in browser.get(PHQ).text
    browser.post("/talk", data={"tap": "too-much"})
    assert "This can wait until there is more room." in text(browser.get(PHQ).text)


def test_nor_at_first_landing(juno: Browser) -> None:
    assert "You've only just arrived." in text(juno.get(PHQ).text)


def test_nothing_is_kept_without_a_yes(browser: Browser) -> None:
    sheet(browser, q1="1", q2="1", q3="1")
    assert "What you kept" not in text(browser.get("/measures").text)
    assert keep(browser, every(0)) == f"{PHQ}#before"
    assert keep(browser, every(0)) == f"{PHQ}#before"
    assert text(browser.get("/measures").text).count("Let it go") == 1


def test_then_and_now_are_words_and_a_table(browser: Browser, place: Place) -> None:
    keep(browser, every(2, 0))
    place.clock.wait(30 * DAY)
    come_in(browser)
    assert "reliably better" in sheet(browser, **{f"q{n}": "1" for n in range(1, 9)}, q9="0")
    keep(browser, every(1, 0))
    page = browser.get(PHQ).text
    assert "Beside the time before: reliably better." in text(page)
    assert page.index(">8<") < page.index(">16<")
    assert not re.search(r"%|streak|well done|great", text(page))


def test_it_is_remembered_in_words_and_let_go_of(browser: Browser) -> None:
    keep(browser, every(1, 0))
    assert "PHQ-9: 8 You filled it in and kept it" in text(browser.get("/remembers").text).replace(
        " :", ":"
    )
    row = re.search(r'name="which" value="([^"]+)"', browser.get("/measures").text)
    assert row is not None
    assert browser.post("/measures", data={"which": row[1]}).headers["location"] == "/measures#kept"
    assert browser.post("/measures", data={"which": row[1]}).status_code == 404
    assert "PHQ-9: 8" not in text(browser.get("/remembers").text).replace(" :", ":")


def test_fhir_is_made_when_asked_of_what_is_ticked_alone(browser: Browser) -> None:
    keep(browser, every(1, 0))
    keep(browser, "1:1 2:1 3:1 4:1 5:1 6:1 7:1", "/measures/gad-7")
    browser.post("/plan", data={"signs": "I go quiet"})
    page = browser.get("/measures/along").text
    assert "checked" not in page[page.index("<main") :]
    assert browser.post("/measures/along", data={"which": "AAAA"}).status_code == 422
    row = re.search(r'name="which" value="([^"]+)"[^>]*><span>GAD-7', page)
    assert row is not None
    answer = browser.post("/measures/along", data={"which": row[1]})
    assert answer.headers["content-disposition"] == 'attachment; filename="holdspace-fhir.json"'
    assert answer.headers["content-type"].startswith("application/fhir+json")
    kinds = [each["resource"]["resourceType"] for each in json.loads(answer.text)["entry"]]
    assert kinds == ["Questionnaire", "QuestionnaireResponse", "Observation", "Provenance"]
    assert "Juno" not in answer.text
    assert "I go quiet" not in answer.text
    with_plan = browser.post("/measures/along", data={"plan": "yes"}).text
    assert "I go quiet" in with_plan


def test_a_guest_sees_nothing_of_it_and_is_met_all_the_same(place: Place) -> None:
    with place.browser() as guest:
        for path in ("/measures", PHQ, f"{PHQ}/all", "/measures/along"):
            assert guest.get(path).headers["location"] == "/come-in"
        assert guest.post(PHQ, data={"what": "sheet", "q1": "1"}).headers["location"] == "/come-in"
        met = guest.post(PHQ, data={"what": "sheet", "q9": "3"})
        assert 'data-tier="2"' in met.text
        assert 'value="keep"' not in met.text


def test_answers_are_in_no_address_and_no_log(
    browser: Browser, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "1:3 2:1 3:2 4:0 5:1 6:2 7:1 8:3 9:0"
    for sent in (
        {"what": "keep", "so_far": told},
        {"what": "next", "so_far": told[:-4], "q": "9", "a": "1"},
    ):
        answer = browser.post(PHQ, data=sent)
        assert "3" not in answer.headers.get("location", "")
    shown = caplog.text + "".join(capsys.readouterr())
    assert told not in shown
    assert "phq" not in shown


def test_what_a_file_from_elsewhere_holds_that_is_no_answer_is_left_unread(
    browser: Browser, place: Place
) -> None:
    keys = place.members.accounts.with_passphrase(
        Private("Juno"), Private("a quiet river in autumn")
    )
    odd = FilledIn("phq-9", "1", "PHQ-9", datetime(2026, 1, 1, tzinfo=UTC), (Given(1, 99),))
    OwnFilled(place.vault, keys).keep(odd)
    assert browser.get(PHQ).status_code == 200
    assert "What you kept" in text(browser.get("/measures").text)
    assert "nothing yet that could go along" in text(browser.get("/measures/along").text)
