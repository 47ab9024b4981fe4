"""The desk is a door of its own: its cookie, its lock, its way out, and nobody who comes in by both."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from holdspace.app import build_engine, build_web
from holdspace.config import Settings
from tests.desk.sitting import AMARA, DeskPlace
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, make_mine, tell, text

HALF = "half a line about the corridor"


def test_it_opens_on_reflect_where_nobody_is_linked(amara: Browser) -> None:
    assert amara.get("/desk").headers["location"] == "/desk/reflect"
    page = amara.get("/desk/reflect")
    assert "Nothing here needs a client." in text(page.text)
    places = re.findall(r'<li><a href="(/desk[^"]*)"', page.text.split("</nav>")[0])
    assert places == ["/desk", "/desk/people", "/desk/reflect"]


def test_every_page_says_who_sees_it_and_leads_to_people_and_out(amara: Browser) -> None:
    for path in ("/desk/reflect", "/desk/people", "/desk/print", "/desk/print/plan", "/desk/print/met", "/desk/account"):  # fmt: skip
        page = amara.get(path).text
        assert 'class="strip"' in page, path
        assert 'href="/help"' in page
        assert 'data-ends="/desk/leave"' in page
        assert 'data-locked="/desk/come-in"' in page
        assert 'class="hills"' not in page
        assert "js/offline.js" not in page  # the front door keeps pages; the desk its guide alone


def test_a_therapist_s_name_opens_nothing_at_the_other_door_and_is_told_where(
    place: DeskPlace,
) -> None:
    place.therapist()
    with place.browser() as browser:
        sent = {"name": AMARA, "passphrase": PASSPHRASE}
        refused = browser.post("/come-in", data=sent)
        assert refused.status_code == 422
        assert "therapists by the desk" in text(refused.text)
        assert 'href="/desk/come-in"' in refused.text
        assert "holdspace-in" not in browser.cookies
        wrong = browser.post("/come-in", data=sent | {"passphrase": "another river, later"})
        assert "desk" not in text(wrong.text)


def test_a_client_s_name_opens_no_desk_and_is_told_where(place: DeskPlace) -> None:
    place.make("Juno")
    with place.browser() as browser:
        sent = {"name": "Juno", "passphrase": PASSPHRASE}
        refused = browser.post("/desk/come-in", data=sent)
        assert refused.status_code == 422
        assert 'href="/come-in"' in refused.text
        assert "To the other door" in text(refused.text)
        assert "holdspace-desk" not in browser.cookies


def test_one_name_is_one_person(place: DeskPlace) -> None:
    place.therapist()
    with place.browser() as browser:
        tell(browser, "hello")
        sent = {"portion": "visit", "name": "amara", "passphrase": PASSPHRASE}
        assert "goes by that name already" in text(browser.post("/keep/mine", data=sent).text)


def test_both_doors_may_be_open_in_one_browser_and_each_has_its_own_way_out(
    amara: Browser,
) -> None:
    tell(amara, "hello")
    make_mine(amara, name="Juno")
    assert amara.get("/account").status_code == amara.get("/desk/account").status_code == 200
    assert "Juno" not in amara.get("/desk/account").text
    answer = amara.post("/desk/leave")
    assert (answer.status_code, answer.headers["clear-site-data"]) == (204, '"cache"')
    assert amara.get("/account").status_code == 200
    assert amara.get("/desk/account").headers["location"] == "/desk/come-in"


def test_leave_ends_the_sign_in_itself(amara: Browser) -> None:
    cookie = amara.cookies["holdspace-desk"]
    amara.post("/desk/leave")
    amara.cookies.set("holdspace-desk", cookie)
    assert amara.get("/desk/people").headers["location"] == "/desk/come-in"


def test_the_lock_seals_what_was_being_written_and_leads_back_to_it(amara: Browser) -> None:
    which = amara.post("/desk/people", data={"what": "add", "label": "Harbour"}).headers["location"]
    at = f"{which}/note"
    assert f'data-place="{at}"' in amara.get(at).text
    locked = amara.post("/desk/lock", data={"words": HALF, "place": at})
    assert locked.headers["location"] == "/desk/come-in"
    assert amara.get(at).headers["location"] == "/desk/come-in"
    door = amara.get("/desk/come-in").text
    assert "We closed the page to keep it private." in text(door)
    assert HALF not in door
    assert 'id="name"' not in door
    wrong = amara.post("/desk/come-in", data={"passphrase": "another river, later"})
    assert wrong.status_code == 422
    back = amara.post("/desk/come-in", data={"passphrase": PASSPHRASE})
    assert back.headers["location"] == at
    assert HALF in amara.get(at).text
    amara.post(at, data={"what": "let-go"})
    assert HALF not in amara.get(at).text


def test_quiet_locks_it(place: DeskPlace, amara: Browser) -> None:
    place.clock.wait(31)
    assert amara.get("/desk/people").headers["location"] == "/desk/come-in"
    assert amara.post("/desk/come-in", data={"passphrase": PASSPHRASE}).headers["location"] == "/desk"  # fmt: skip
    assert amara.get("/desk/people").status_code == 200


def test_without_the_passphrase_one_can_leave_a_locked_desk(amara: Browser) -> None:
    amara.post("/desk/lock", data={"words": "", "place": ""})
    answer = amara.post("/desk/come-in/without")
    assert answer.headers["location"] == "/"
    assert 'holdspace-desk=""; ' in answer.headers["set-cookie"]
    assert amara.get("/desk/come-in").text.count('id="name"') == 1


@pytest.mark.parametrize("place_sent", ["https://elsewhere.example/", "//elsewhere.example", "/talk", "", "x" * 500])  # fmt: skip
def test_a_lock_never_leads_out_of_the_desk(amara: Browser, place_sent: str) -> None:
    amara.post("/desk/lock", data={"words": HALF, "place": place_sent})
    back = amara.post("/desk/come-in", data={"passphrase": PASSPHRASE})
    assert back.headers["location"] == "/desk"


def test_over_https_the_cookie_is_for_this_very_host(place: DeskPlace) -> None:
    place.therapist()
    place.desk = replace(place.desk, origin="https://holdspace.example")
    with place.browser() as browser:
        sent = {"name": AMARA, "passphrase": PASSPHRASE}
        said = browser.post("/desk/come-in", data=sent).headers["set-cookie"]
    assert said.startswith("__Host-holdspace-desk=")
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=strict"):
        assert part in said
    assert "Max-Age" not in said


def test_what_another_site_sent_is_turned_away(amara: Browser) -> None:
    answer = amara.post("/desk/people", data={"label": "x"}, headers={"sec-fetch-site": "cross-site"})  # fmt: skip
    assert answer.status_code == 403


def test_tries_at_both_doors_are_one_count(place: DeskPlace) -> None:
    place.therapist()
    with place.browser() as browser:
        sent = {"name": AMARA, "passphrase": "another river, later"}
        seen = [browser.post(door, data=sent).status_code for _ in range(6) for door in ("/come-in", "/desk/come-in")]  # fmt: skip
    assert seen == [422] * 10 + [429] * 2


def test_where_nothing_is_kept_there_is_no_desk(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, keeping="off")
    with Browser(build_web(settings, build_engine(), None)) as browser:
        assert browser.get("/desk").status_code == 404


def test_the_record_out_of_reach_is_said_and_shows_nobody(place: DeskPlace, amara: Browser) -> None:
    amara.post("/desk/people", data={"what": "add", "label": "Harbour"})
    place.vault.close()
    Path(place.vault.database.engine.url.database or "").write_bytes(b"no record at all" * 500)
    for path in ("/desk", "/desk/people", "/desk/account"):
        page = amara.get(path)
        assert page.status_code == 503
        assert "Harbour" not in page.text
        assert 'href="/help"' in page.text
    answer = amara.post("/desk/leave")
    assert answer.status_code == 204
    assert 'holdspace-desk=""; ' in answer.headers["set-cookie"]


def test_the_account_page_changes_what_opens_it(amara: Browser) -> None:
    after = "another river, later"
    wrong = amara.post("/desk/account/passphrase", data={"before": "no such river", "passphrase": after})  # fmt: skip
    assert wrong.status_code == 422
    anew = amara.post("/desk/account/passphrase", data={"before": PASSPHRASE, "passphrase": after, "anew": "1"})  # fmt: skip
    assert len(re.findall(r"<li>(\w+)</li>", anew.text)) == 10
    assert amara.get("/desk/account").status_code == 200
    amara.post("/desk/leave")
    for typed, status in ((PASSPHRASE, 422), (after, 303)):
        sent = {"name": AMARA, "passphrase": typed}
        assert amara.post("/desk/come-in", data=sent).status_code == status


def test_ten_words_are_shown_once(amara: Browser) -> None:
    before = amara.get("/desk/account").text  # which may hold one of them by chance
    words = re.findall(r"<li>(\w+)</li>", amara.post("/desk/words").text)
    assert len(words) == 10
    after = amara.get("/desk/account").text
    assert not [word for word in words if word in after and word not in before]
    assert "You have ten words" in text(amara.get("/desk/account").text)


def test_removing_everything_removes_the_therapist(place: DeskPlace, amara: Browser) -> None:
    amara.post("/desk/people", data={"what": "add", "label": "Harbour"})
    assert amara.post("/desk/account/remove").headers["location"] == "/desk/account#remove"
    assert amara.get("/desk/people").status_code == 200
    amara.post("/desk/account/remove", data={"really": "yes"})
    assert place.vault.find_person("amara") is None
    assert amara.get("/desk/people").headers["location"] == "/desk/come-in"
