"""Reflect at the desk: what is written stays with whoever wrote it, can be changed and removed, and is counted nowhere."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from holdspace.desk.reflect import board, chair, prompts, stances
from holdspace.domain.risk import Tier
from holdspace.vault.sealing import ClientKeys
from tests.desk.sitting import DeskPlace
from tests.web.browser import Browser
from tests.web.keeping import text

Later = Callable[[int], None]
HOME = "/desk/reflect"
CANARY = "the kingfisher under the third bridge"
PAGES = (
    HOME, f"{HOME}/after", f"{HOME}/moved", f"{HOME}/written", f"{HOME}/supervision", f"{HOME}/mine", f"{HOME}/mine/softness",
    f"{HOME}/safe", f"{HOME}/safe/trust/first", f"{HOME}/chair", f"{HOME}/chair/wall", f"{HOME}/colleagues", f"{HOME}/leaving/mine",
)  # fmt: skip


@pytest.fixture
def keys(place: DeskPlace) -> ClientKeys:
    """The keys of a therapist whose second step is set up."""
    return place.therapist()


@pytest.fixture
def amara(place: DeskPlace, keys: ClientKeys) -> Iterator[Browser]:
    """A browser in which that therapist is in."""
    with place.browser() as opened:
        place.sit(opened, keys)
        yield opened


@pytest.fixture
def later(place: DeskPlace, keys: ClientKeys, amara: Browser) -> Callable[[int], None]:
    """Let some days go by, and the therapist be in again."""

    def go(days: int) -> None:
        place.clock.wait(days * 24 * 60)
        place.sit(amara, keys)

    return go


def shown(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return text(answer.text)


def rows(browser: Browser) -> list[str]:
    return re.findall(rf'href="{HOME}/written/([\w-]+)"', browser.get(f"{HOME}/written").text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_a_therapist_and_for_nobody_else(
    place: DeskPlace, amara: Browser, path: str
) -> None:
    assert shown(amara, path)
    with place.browser() as nobody:
        answer = nobody.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/desk/come-in")


@pytest.mark.parametrize("path", PAGES)
def test_help_and_the_way_out_are_on_every_page(amara: Browser, path: str) -> None:
    page = amara.get(path).text
    assert 'href="/help"' in page
    assert 'id="leave"' in page


def test_reflect_needs_no_client_and_leads_to_each_of_its_pages(amara: Browser) -> None:
    page = amara.get(HOME).text
    for path in ("mine", "safe", "after", "moved", "chair", "supervision", "colleagues"):
        assert f'href="{HOME}/{path}"' in page
    assert 'href="/desk/unsafe"' in page


def test_a_line_for_today_is_one_line_and_gone_tomorrow(amara: Browser, later: Later) -> None:
    amara.post(f"{HOME}/today", data={"picked": "1", "words": "short night"})
    amara.post(f"{HOME}/today", data={"picked": "0", "words": "better after the walk"})
    page = amara.get(HOME).text
    assert "better after the walk" in page
    assert "short night" not in page
    assert len(rows(amara)) == 1
    later(1)
    assert "better after the walk" not in amara.get(HOME).text
    assert "better after the walk" in shown(amara, f"{HOME}/written")


def test_an_empty_line_for_today_lets_it_go(amara: Browser) -> None:
    amara.post(f"{HOME}/today", data={"picked": "1", "words": "short night"})
    amara.post(f"{HOME}/today", data={"picked": "", "words": " "})
    assert rows(amara) == []


def test_a_number_that_is_none_of_ours_picks_nothing(amara: Browser) -> None:
    for picked in ("9", "-1", "x", "99999999999999999999"):
        amara.post(f"{HOME}/today", data={"picked": picked, "words": "a line"})
        assert "a line" in amara.get(HOME).text


def test_after_a_session_one_answer_is_enough_and_none_keeps_nothing(amara: Browser) -> None:
    assert amara.post(f"{HOME}/after", data={"stayed": " "}).headers["location"] == HOME
    assert rows(amara) == []
    amara.post(f"{HOME}/after", data={"pace": "Mine, I think."})
    (row,) = rows(amara)
    page = shown(amara, f"{HOME}/written/{row}")
    assert "Mine, I think." in page
    assert all(ask.says in page for ask in prompts.prompts().after.asks)


def test_what_was_written_can_be_changed_and_removed(amara: Browser) -> None:
    amara.post(f"{HOME}/after", data={"pace": "Mine, I think."})
    (row,) = rows(amara)
    amara.post(f"{HOME}/written/{row}", data={"do": "change", "pace": "Hers.", "next": "Wait."})
    page = shown(amara, f"{HOME}/written/{row}")
    assert "Hers." in page
    assert "Wait." in page
    amara.post(f"{HOME}/written/{row}", data={"do": "change"})
    assert "Hers." in shown(amara, f"{HOME}/written/{row}")
    amara.post(f"{HOME}/written/{row}", data={"do": "remove"})
    assert rows(amara) == []
    assert amara.get(f"{HOME}/written/{row}").status_code == 404


def test_another_therapist_finds_nothing_of_it(place: DeskPlace, amara: Browser) -> None:
    amara.post(f"{HOME}/moved", data={"words": CANARY})
    (row,) = rows(amara)
    keys = place.therapist("Ivo")
    with place.browser() as ivo:
        place.sit(ivo, keys)
        assert CANARY not in ivo.get(f"{HOME}/moved").text
        theirs, none = ivo.get(f"{HOME}/written/{row}"), ivo.get(f"{HOME}/written/{'A' * 22}")
        assert (theirs.status_code, theirs.text) == (none.status_code, none.text)
        ivo.post(f"{HOME}/written/{row}", data={"do": "remove"})
    assert rows(amara) == [row]


def test_nothing_written_lies_in_the_file_in_clear(
    place: DeskPlace, amara: Browser, tmp_path: Path
) -> None:
    amara.post(f"{HOME}/moved", data={"words": CANARY})
    amara.post(f"{HOME}/mine/softness", data={"much": "2", "otherwise": CANARY})
    amara.post(f"{HOME}/safe/trust/first", data={"does": CANARY})
    place.vault.database.tidy()
    held = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"kingfisher" not in held
    assert b"softness" not in held


def test_what_is_listed_stands_for_supervision_until_it_is_taken_off(amara: Browser) -> None:
    amara.post(f"{HOME}/after", data={"missed": "When I laughed.", "listed": "1"})
    amara.post(f"{HOME}/supervision", data={"words": "My fees.", "about": "frame"})
    page = shown(amara, f"{HOME}/supervision")
    assert "When I laughed." in page
    assert page.index("About the frame") < page.index("My fees.")
    (listed,) = re.findall(
        rf'<form[^>]*action="{HOME}/written/([\w-]+)"><input[^>]*>\s*<button[^>]*value="list"',
        amara.get(f"{HOME}/supervision").text,
    )
    amara.post(f"{HOME}/written/{listed}", data={"do": "list", "back": "supervision"})
    assert "When I laughed." not in shown(amara, f"{HOME}/supervision")
    assert "When I laughed." in shown(amara, f"{HOME}/written")


def test_a_stance_is_marked_in_words_and_said_back_without_a_figure(amara: Browser) -> None:
    amara.post(f"{HOME}/mine/softness", data={"much": "6", "shows": "I slow down."})
    amara.post(f"{HOME}/mine/pace", data={"much": "0", "otherwise": "When time runs out."})
    page = shown(amara, f"{HOME}/mine")
    said = page[page.index("What it comes to") :]
    assert "Near to your own way Softness throughout" in said
    assert "Not yours, or not now Their pace" in said
    assert "When time runs out." in said
    assert not re.search(r"\d|total|score|average|per cent|%", said)


def test_what_has_moved_is_said_of_another_day_only(amara: Browser, later: Later) -> None:
    amara.post(f"{HOME}/mine/softness", data={"much": "1"})
    amara.post(f"{HOME}/mine/softness", data={"much": "5"})
    assert stances.mirror().said.first in shown(amara, f"{HOME}/mine")
    later(40)
    amara.post(f"{HOME}/mine/softness", data={"much": "2"})
    assert "you said: very much mine. Now: a little mine." in shown(amara, f"{HOME}/mine")


def test_after_the_last_stance_one_is_back_at_all_of_them(amara: Browser) -> None:
    every = stances.mirror().stances
    first = amara.post(f"{HOME}/mine/{every[0].id}", data={"then": "next"})
    assert first.headers["location"] == f"{HOME}/mine/{every[1].id}"
    last = amara.post(f"{HOME}/mine/{every[-1].id}", data={"then": "next"})
    assert last.headers["location"] == f"{HOME}/mine"


@pytest.mark.parametrize(
    "path", ["mine/hardness", "safe/trust/never", "safe/luck/first", "chair/x", "leaving/x"]
)
def test_what_is_none_of_ours_is_not_here(amara: Browser, path: str) -> None:
    assert amara.get(f"{HOME}/{path}").status_code == 404


def test_the_board_has_thirty_questions_and_shows_what_stands_in_each(amara: Browser) -> None:
    words = board.board()
    page = amara.get(f"{HOME}/safe").text
    assert len(set(re.findall(rf'href="({HOME}/safe/\w+/\w+)"', page))) == 30
    amara.post(f"{HOME}/safe/choice/during", data={"does": "A raised hand stops us.", "evidence": ["exit", "x"]})  # fmt: skip
    assert "A raised hand stops us." in shown(amara, f"{HOME}/safe")
    page = shown(amara, f"{HOME}/safe/choice/during")
    asked = next(each for each in words.principles if each.id == "choice").asks["during"]
    assert asked in page


def test_a_day_to_look_again_is_told_only_once_it_has_come(
    place: DeskPlace, amara: Browser, later: Later
) -> None:
    on = place.clock.now().date() + timedelta(days=10)
    amara.post(f"{HOME}/safe/safety/ending", data={"does": "We say when.", "again": f"{on}"})
    assert "You meant to look at this again" not in shown(amara, HOME)
    later(11)
    page = amara.get(HOME).text
    assert "You meant to look at this again" in page
    assert f"{HOME}/safe/safety/ending" in page
    amara.post(f"{HOME}/safe/safety/ending", data={"does": "We say when.", "looked": "1", "again": "not a day"})  # fmt: skip
    assert "You meant to look at this again" not in shown(amara, HOME)


def test_an_emptied_cell_is_open_again(amara: Browser) -> None:
    amara.post(f"{HOME}/safe/trust/first", data={"does": "Two sentences."})
    amara.post(f"{HOME}/safe/trust/first", data={})
    assert "Two sentences." not in shown(amara, f"{HOME}/safe")


def test_in_the_chair_one_answers_before_the_house_does(amara: Browser) -> None:
    scene = chair.chair().scenes[0]
    path = f"{HOME}/chair/{scene.id}"
    before = shown(amara, path)
    assert scene.says in before
    assert "All of that." not in before
    assert "All of that." not in text(amara.post(path, data={"yours": " "}).text)
    page = text(amara.post(path, data={"yours": "Yes again, at half three."}).text)
    assert page.index("Yes again, at half three.") < page.index("All of that.")
    assert "A reflection." in page
    assert rows(amara) == []


def test_what_is_noticed_in_the_chair_is_kept_with_both_replies(amara: Browser) -> None:
    path = f"{HOME}/chair/wall"
    sent = {"do": "keep", "yours": "It works.", "house": "All of that.", "note": "Mine is shorter."}
    answer = amara.post(path, data=sent)
    assert answer.headers["location"] == f"{HOME}/chair/{chair.chair().after('wall').id}"
    (row,) = rows(amara)
    page = shown(amara, f"{HOME}/written/{row}")
    assert all(words in page for words in ("It works.", "All of that.", "Mine is shorter."))
    assert next(scene.says for scene in chair.chair().scenes if scene.id == "wall") in page


def test_a_line_that_may_be_about_her_life_says_so(place: DeskPlace, amara: Browser) -> None:
    path = f"{HOME}/chair/better-off"
    assert chair.chair().danger not in text(amara.post(path, data={"yours": "I hear you."}).text)
    place.tier = Tier.R2
    assert chair.chair().danger in text(amara.post(path, data={"yours": "I hear you."}).text)


def test_where_the_house_has_no_room_what_was_written_is_still_there(
    place: DeskPlace, amara: Browser
) -> None:
    place.full = True
    page = text(amara.post(f"{HOME}/chair/wall", data={"yours": "It works, the wall."}).text)
    assert chair.chair().rested in page
    assert "It works, the wall." in page


def test_what_is_written_is_shown_and_never_read_as_a_page(amara: Browser) -> None:
    wild = '<script>alert(1)</script> & "quoted"'
    amara.post(f"{HOME}/moved", data={"words": wild})
    page = amara.get(f"{HOME}/moved").text
    assert "<script>alert" not in page
    assert wild in html.unescape(page)


@pytest.mark.parametrize("path", ["", "/after", "/moved", "/supervision", "/mine/hope", "/safe/trust/first", "/chair/wall"])  # fmt: skip
def test_what_stood_in_the_boxes_when_the_page_locked_is_there_again(
    place: DeskPlace, keys: ClientKeys, amara: Browser, path: str
) -> None:
    assert f'data-place="{HOME}{path}"' in amara.get(HOME + path).text
    amara.post("/desk/lock", data={"place": HOME + path, "words": CANARY})
    place.sit(amara, keys)
    assert CANARY in amara.get(HOME + path).text
    answer = amara.post(f"{HOME}/let-go", data={"place": HOME + path})
    assert answer.headers["location"] == HOME + path
    assert CANARY not in amara.get(HOME + path).text


def test_what_is_kept_needs_its_left_over_words_no_more(
    place: DeskPlace, keys: ClientKeys, amara: Browser
) -> None:
    amara.post("/desk/lock", data={"place": f"{HOME}/moved", "words": CANARY})
    place.sit(amara, keys)
    amara.post(f"{HOME}/moved", data={"words": "something else"})
    assert CANARY not in amara.get(f"{HOME}/moved").text


def test_letting_go_leads_to_no_other_site(amara: Browser) -> None:
    for place in ("https://example.org", "//example.org", f"{HOME}/../../help", ""):
        assert amara.post(f"{HOME}/let-go", data={"place": place}).headers["location"] == HOME
