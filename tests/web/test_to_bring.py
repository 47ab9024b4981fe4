"""Things to bring: from wherever they stand onto one page, to print, copy or show; for a guest, and sealed for who keeps something."""

import re

import pytest

from holdspace.journey.to_bring import openings
from tests.web.browser import Browser
from tests.web.keeping import Place, come_in, goodbye, make_mine, tell, text, visits

JS = {"accept": "text/event-stream"}


@pytest.fixture(params=["guest", "member"])
def browser(request: pytest.FixtureRequest) -> Browser:
    """Return the browser of a guest, and of somebody who keeps what they say."""
    found: Browser = request.getfixturevalue("stranger" if request.param == "guest" else "juno")
    return found


def bring(browser: Browser, origin: str, which: str, **more: str | list[str]) -> int:
    """Put something on the page, as a browser without our script does; return the status."""
    sent = {"what": "bring", "from": origin, "which": which, **more}
    return browser.post("/to-bring", data=sent).status_code


def page_of(browser: Browser) -> str:
    """Return what the page itself says, as whoever is shown it reads it."""
    return text(browser.get("/to-bring/text").text)


def which(browser: Browser, says: str) -> str:
    """Return the id of the thing that begins with some words."""
    page = browser.get("/to-bring").text
    found = re.findall(r'<li id="thing-([^"]+)"><p[^>]*>([^<]*)', page)
    return str(next(row for row, words in found if words.startswith(says)))


def test_the_page_is_there_before_anything_is_on_it_and_asks_for_nothing(browser: Browser) -> None:
    page = browser.get("/to-bring").text
    assert "Nothing is on it yet" in page
    assert 'href="/to-bring"' in page
    assert 'href="/to-bring"' not in browser.get("/settings").text
    assert "Nothing is on the page." in browser.get("/to-bring/large").text


def test_what_was_said_and_what_was_answered_can_be_brought(browser: Browser) -> None:
    tell(browser, "he asks about the job I no longer have")
    page = browser.get("/talk").text
    assert page.count('class="bring"') >= 2
    for origin in ("message", "reply"):
        assert bring(browser, origin, "1") == 303
    said = page_of(browser)
    assert "he asks about the job I no longer have" in said
    assert "I hear you." in said
    assert "Something a program said to me" in said
    assert 'href="/to-bring"' in browser.get("/settings").text


def test_tapped_twice_it_is_there_once(browser: Browser) -> None:
    tell(browser, "he asks about the job")
    for _ in range(2):
        answer = browser.post(
            "/to-bring", data={"what": "bring", "from": "message", "which": "1"}, headers=JS
        )
        assert answer.status_code == 204
    assert page_of(browser).count("he asks about the job") == 1


def test_a_part_of_the_plan_and_a_gentle_thing_can_be_brought(browser: Browser) -> None:
    browser.post(
        "/plan",
        data={"signs": "I go quiet", "person-name": ["Wren"], "person-reach": ["by phone"], "person-words": [""]},
    )  # fmt: skip
    page = browser.get("/plan/all").text
    assert page.count('class="bring"') == 2
    for part in ("signs", "people"):
        bring(browser, "part", part)
    bring(browser, "practice", "longer-out-breath")
    said = page_of(browser)
    for says in ("I go quiet", "From my plan for hard moments: Signs", "Wren, by phone", "A longer out-breath"):  # fmt: skip
        assert says in said


@pytest.mark.parametrize(
    ("origin", "number"),
    [
        ("message", "7"), ("message", "0"), ("message", "x"), ("message", ""), ("reply", "9" * 30), ("practice", "no-such"),
        ("part", "signs"), ("part", "nonsense"), ("part", "too_long"), ("own", "1"), ("", "1"), ("afterword", "1"),
    ],
)  # fmt: skip
def test_what_stands_nowhere_is_a_missing_page(browser: Browser, origin: str, number: str) -> None:
    tell(browser, "the day was long")
    assert bring(browser, origin, number) == 404
    assert browser.post("/to-bring", data={"what": "nonsense"}).status_code == 404


def test_something_of_their_own_is_put_there_changed_moved_and_taken_off(browser: Browser) -> None:
    for words in ("the Sundays", "the job"):
        browser.post("/to-bring", data={"what": "own", "words": words})
    browser.post("/to-bring", data={"what": "up", "which": which(browser, "the job")})
    said = page_of(browser)
    assert said.index("the job") < said.index("the Sundays")
    row = which(browser, "the Sundays")
    browser.post(
        "/to-bring", data={"what": "reword", "which": row, "words": "Sundays\r\nand the phone"}
    )
    assert "Sundays and the phone" in page_of(browser)
    browser.post("/to-bring", data={"what": "off", "which": row})
    assert "Sundays" not in page_of(browser)
    browser.post("/to-bring", data={"what": "own", "words": " "})
    assert page_of(browser).count("the job") == 1


def test_it_opens_with_what_they_d_like_and_words_for_a_hard_start(browser: Browser) -> None:
    assert openings()[0] == "There's something I find hard to say. Could you read this first?"
    sent = {"what": "begin", "like": ["read-it-first", "just-listen", "x"], "ready": openings()[0]}
    browser.post("/to-bring", data=sent)
    for page in ("/to-bring/text", "/to-bring/large", "/to-bring"):
        said = text(browser.get(page).text)
        assert "What I'd like: Just listen, read it first." in said
        assert said.index("read it first.") < said.index(openings()[0])
    browser.post("/to-bring", data=sent | {"opening": "Please read the second line first."})
    assert "Please read the second line first." in page_of(browser)
    browser.post("/to-bring", data={"what": "begin", "ready": "words that stand nowhere"})
    assert "What I'd like" not in page_of(browser)
    assert "stand nowhere" not in page_of(browser)


def test_what_they_want_to_remember_is_beside_the_page_and_not_on_it(browser: Browser) -> None:
    for _ in range(2):
        browser.post("/to-bring", data={"what": "remember", "words": "one sentence, one hour"})
    page = browser.get("/to-bring").text
    assert page.count("one sentence, one hour") == 1
    assert "one sentence" not in page_of(browser)
    assert "one sentence" not in browser.get("/to-bring/large").text
    row = re.findall(r'name="which" value="([^"]+)"><button class="pill quiet" name="what" value="forget"', page)[0]  # fmt: skip
    assert bring(browser, "afterword", row) == 303
    assert "What I wanted to remember, " in page_of(browser)
    browser.post("/to-bring", data={"what": "empty"})
    assert "one sentence" in browser.get("/to-bring").text
    browser.post("/to-bring", data={"what": "forget", "which": row})
    assert "one sentence" not in browser.get("/to-bring").text


def test_all_of_it_can_be_let_go(browser: Browser) -> None:
    browser.post("/to-bring", data={"what": "own", "words": "the Sundays"})
    browser.post("/to-bring", data={"what": "remember", "words": "one hour"})
    browser.post("/to-bring", data={"what": "all"})
    page = browser.get("/to-bring").text
    assert "the Sundays" not in page
    assert "one hour" not in page
    assert "Nothing is on it yet" in page


@pytest.mark.parametrize("what", ["own", "begin", "remember"])
def test_danger_in_what_is_written_there_is_met_with_people_and_it_is_kept(
    browser: Browser, what: str
) -> None:
    name = "opening" if what == "begin" else "words"
    answer = browser.post("/to-bring", data={"what": what, name: "I want to die in my sleep"})
    assert answer.headers["location"] == "/talk#end"
    assert 'data-tier="2"' in browser.get("/talk").text
    assert "I want to die in my sleep" in browser.get("/to-bring").text


def test_the_ready_words_themselves_tell_of_no_danger(browser: Browser) -> None:
    for line in openings():
        answer = browser.post("/to-bring", data={"what": "own", "words": f"{line} Really."})
        assert answer.headers["location"].startswith("/to-bring"), line


def test_what_was_unsaid_is_no_longer_there_to_bring(browser: Browser) -> None:
    tell(browser, "he asks about the job", "and then the line goes quiet")
    for origin, number in (("message", "1"), ("reply", "1"), ("message", "2")):
        bring(browser, origin, number)
    browser.post("/talk/unsay", data={"number": "1"})
    said = page_of(browser)
    assert "the job" not in said
    assert "I hear you." not in said
    assert "the line goes quiet" in said


def test_a_plan_let_go_of_takes_its_parts_off_the_page(browser: Browser) -> None:
    browser.post("/plan", data={"signs": "I go quiet"})
    bring(browser, "part", "signs")
    browser.post("/to-bring", data={"what": "own", "words": "the Sundays"})
    browser.post("/plan/let-go")
    said = page_of(browser)
    assert "I go quiet" not in said
    assert "the Sundays" in said


def test_what_is_too_much_stays_in_its_box(browser: Browser) -> None:
    for number in range(3):
        browser.post("/to-bring", data={"what": "own", "words": f"{number}" * 19_000})
    answer = browser.post("/to-bring", data={"what": "own", "words": "3" * 19_000})
    assert answer.status_code == 413
    assert "The page has no room for all of it." in text(answer.text)
    assert "3" * 19_000 in answer.text
    long = browser.post("/to-bring", data={"what": "remember", "words": "x" * 4_001})
    assert long.status_code == 413
    assert "x" * 4_001 in long.text


def test_no_word_stands_in_a_title_an_address_or_a_header(browser: Browser) -> None:
    answer = browser.post("/to-bring", data={"what": "own", "words": "saffron heron"})
    assert "saffron" not in str(answer.headers)
    for path in ("/to-bring", "/to-bring/large", "/to-bring/text"):
        page = browser.get(path)
        assert "saffron" in page.text
        assert "saffron" not in str(page.headers) + str(page.url)
        assert "saffron" not in page.text[: page.text.index("</head>")]


def test_a_guest_is_handed_the_page_at_goodbye_and_then_it_is_gone(stranger: Browser) -> None:
    tell(stranger, "he asks about the job")
    bring(stranger, "message", "1")
    page = goodbye(stranger)
    assert "Your page of things to bring, before it goes" in page
    assert "he asks about the job" in page
    assert "he asks" not in stranger.get("/to-bring").text


def test_a_guest_who_leaves_leaves_nothing_of_it(stranger: Browser) -> None:
    stranger.post("/to-bring", data={"what": "own", "words": "the Sundays"})
    stranger.post("/leave")
    assert "the Sundays" not in stranger.get("/to-bring").text


@pytest.mark.parametrize("asks", [True, False])
def test_a_guest_who_makes_it_theirs_keeps_the_page_where_they_ask(
    stranger: Browser, asks: bool
) -> None:
    tell(stranger, "he asks about the job")
    bring(stranger, "message", "1")
    assert 'name="to_bring" value="1" checked' in stranger.get("/keep/mine").text
    make_mine(stranger, name="Ivo", **({"to_bring": "1"} if asks else {}))
    assert ("he asks about the job" in page_of(stranger)) is asks
    assert ("To remember" in text(stranger.get("/remembers").text)) is False


def test_who_comes_back_finds_it_and_every_piece_is_among_what_is_remembered(
    juno: Browser, place: Place
) -> None:
    juno.post("/to-bring", data={"what": "own", "words": "the Sundays"})
    juno.post("/to-bring", data={"what": "begin", "opening": "Slowly, please."})
    juno.post("/to-bring", data={"what": "remember", "words": "one hour"})
    tell(juno, "hello")
    assert "before it goes" not in goodbye(juno)
    come_in(juno)
    assert "the Sundays" in page_of(juno)
    remembered = text(juno.get("/remembers").text)
    for says in ("the Sundays", "Slowly, please.", "To remember: one hour"):
        assert says in remembered
    with place.browser() as other:
        assert "Sundays" not in other.get("/to-bring").text


def test_an_earlier_visit_and_a_passage_can_be_brought_and_removing_them_removes_it(
    juno: Browser,
) -> None:
    tell(juno, "the river was high", "the bridge was shut")
    goodbye(juno)
    come_in(juno)
    (visit,) = visits(juno)
    which_visit = visit.rsplit("/", 1)[1]
    for number in ("1", "2"):
        assert bring(juno, "message", number, visit=which_visit) == 303
    assert "Something I wrote, Thursday, January 1, 2026" in page_of(juno)
    juno.post(visit, data={"what": "line", "number": "1"})
    assert "the river" not in page_of(juno)
    juno.post(visit, data={"what": "remove"})
    assert "the bridge" not in page_of(juno)
    assert bring(juno, "message", "2", visit=which_visit) == 404


def test_a_passage_is_brought_whole_or_in_part(juno: Browser) -> None:
    juno.post("/story/write", data={"what": "done", "words": "It began with the move.\n\nThen he rang."})  # fmt: skip
    found = re.findall(r'href="/story/([\w-]+)"', juno.get("/story").text)
    row = next(each for each in found if each not in ("write", "then"))
    assert bring(juno, "passage", row, part=["1", "9", "x"]) == 303
    assert "Then he rang." in page_of(juno)
    assert "the move" not in page_of(juno)
    bring(juno, "passage", row)
    assert "It began with the move." in page_of(juno)
    juno.post(f"/story/{row}", data={"what": "remove"})
    assert "he rang" not in page_of(juno)


def test_a_locked_page_shows_nothing_and_seals_what_was_being_written(juno: Browser) -> None:
    juno.post("/to-bring", data={"what": "own", "words": "the Sundays"})
    juno.post("/lock")
    for path in ("/to-bring", "/to-bring/large", "/to-bring/text"):
        assert juno.get(path).headers["location"] == "/come-in"
    answer = juno.post("/to-bring", data={"what": "own", "words": "half a thought"})
    assert "half a thought" not in answer.text
