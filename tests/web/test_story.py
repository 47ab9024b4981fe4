"""My story: written without a question, heard whole, kept with a yes, by whoever it belongs to and nobody else."""

import re
from html import unescape

import pytest

from holdspace.domain.people import Private
from holdspace.domain.spoken_of import Mention, SpokenOf, names_in
from holdspace.web.forms import LONGEST
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, Place, come_in, goodbye, make_mine, tell, text

BEGAN, VAN, COAST = "It began in May.", "The van broke, and I sold it.", "Now I live by the coast."
STORY = f"{BEGAN}\n\n{VAN}\n\n{COAST}"
DANGER = "I want to kill myself tonight."
ALL_OF_IT = ("/story", "/story/write", "/story/then")


def write(browser: Browser, words: str = STORY, what: str = "done") -> str:
    """Write something; return where it leads."""
    answer = browser.post("/story/write", data={"words": words, "what": what, "place": "story"})
    assert answer.status_code == 303, text(answer.text)
    return answer.headers["location"]


def passage(browser: Browser, words: str = STORY) -> str:
    """Write a passage; return its address."""
    return write(browser, words).removesuffix("/heard")


def box(page: str) -> str:
    """Return what stands in the box one writes in."""
    found = re.search(r'<textarea id="box"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def card(page: str) -> int:
    """Return for which tier people are shown; 0 where they are hidden."""
    found = re.search(r'id="people" data-tier="(\d)"[^>]*?( hidden)?>', page)
    assert found
    return 0 if found[2] else int(found[1])


def test_a_guest_sees_nothing_of_it(stranger: Browser) -> None:
    tell(stranger, "it has been a long day")
    for path in ALL_OF_IT:
        assert stranger.get(path).headers["location"] == "/come-in"
    assert stranger.post("/story/write", data={"words": STORY, "what": "done"}).headers["location"] == "/come-in"  # fmt: skip
    assert "My story" not in stranger.get("/").text + stranger.get("/talk").text


def test_it_is_a_place_only_once_it_holds_something(juno: Browser) -> None:
    assert "My story" not in juno.get("/").text
    assert 'href="/story"' in juno.get("/account").text
    assert "This page is yours to write, or not." in text(juno.get("/story").text)
    there = passage(juno)
    assert 'href="/story"' in juno.get("/").text
    juno.post(there, data={"what": "remove"})
    assert "My story" not in juno.get("/").text


def test_nothing_is_asked_while_one_writes(juno: Browser) -> None:
    page = juno.get("/story/write").text
    assert "?" not in text(page)
    assert "placeholder" not in page[page.index("<main") : page.index("</main>")]
    assert box(page) == ""
    assert card(page) == 0


def test_what_was_written_is_kept_before_anything_is_said(juno: Browser) -> None:
    heard = write(juno)
    assert re.fullmatch(r"/story/[\w-]{22}/heard", heard)
    read = text(juno.get(heard.removesuffix("/heard")).text)
    assert read.index(BEGAN) < read.index(VAN) < read.index(COAST)


def test_the_reply_holds_the_whole_of_it_in_order_and_keeps_nothing(juno: Browser) -> None:
    page = juno.get(write(juno)).text
    said = text(page)
    assert said.index(f"You said: {BEGAN} {VAN}") < said.index(f"You said: {COAST}")
    assert page.count('<option value="">Leave it</option>') == 3
    assert "selected" not in page
    assert " checked" not in page
    assert "Moments of strength" not in text(juno.get("/story").text)
    assert "with lines you kept" not in text(juno.get("/remembers").text)


def test_only_what_is_chosen_is_kept_and_as_what_it_is_chosen(juno: Browser) -> None:
    there = passage(juno)
    lines = {"line": [BEGAN, "I sold the van.", COAST, " "], "as": ["", "moment", "heard", "value"]}
    assert juno.post(f"{there}/heard", data=lines).headers["location"] == there
    page, read = text(juno.get("/story").text), text(juno.get(there).text)
    assert "Moments of strength I sold the van." in page
    assert "What matters to me" not in page
    assert f"What was heard {COAST}" in read
    assert f"What was heard {BEGAN}" not in read


def test_whom_it_speaks_of_is_a_box_that_nobody_ticked(juno: Browser, place: Place) -> None:
    place.voice.speaks_of = SpokenOf((Mention(Private("my sister Juno"), names_in("my sister Juno")),))  # fmt: skip
    there = passage(juno)
    page = juno.get(f"{there}/heard").text
    assert '<input type="checkbox" name="person" value="my sister Juno">' in page
    juno.post(f"{there}/heard", data={"person": ["my sister Juno"]})
    assert "People my sister Juno" in text(juno.get("/story").text)
    assert 'name="person"' not in juno.get(f"{there}/heard").text


def test_without_scripts_a_draft_is_kept_for_later_and_gone_on_with(juno: Browser) -> None:
    assert write(juno, BEGAN, "later") == "/story"
    assert "Go on writing" in text(juno.get("/story").text)
    assert box(juno.get("/story/write").text) == BEGAN
    assert not juno.get("/talk").text.count(BEGAN)
    write(juno)
    assert box(juno.get("/story/write").text) == ""


def test_as_it_is_written_it_is_sealed_and_nothing_is_said(juno: Browser) -> None:
    answer = juno.post("/story/draft", data={"words": BEGAN, "place": "story"})
    assert answer.json() == {"tier": 0}
    assert box(juno.get("/story/write").text) == BEGAN
    juno.post("/story/draft", data={"words": "", "place": "story"})
    assert box(juno.get("/story/write").text) == ""


def test_while_danger_is_written_people_are_shown_and_nothing_is_asked(juno: Browser) -> None:
    answer = juno.post("/story/draft", data={"words": f"{STORY}\n{DANGER}", "place": "story"})
    assert answer.json()["tier"] >= 3
    page = juno.get("/story/write").text
    assert card(page) >= 3
    assert DANGER in box(page)
    quiet = juno.post("/story/draft", data={"words": "I don't see the point of any of it anymore"})
    assert (
        quiet.json()["tier"] == 0
    )  # it would be a question: it waits until they say that it is done


@pytest.mark.parametrize("what", ["done", "later"])
def test_danger_in_it_is_met_with_people_first_and_the_text_is_kept(
    juno: Browser, what: str
) -> None:
    told = f"{BEGAN}\n\n{DANGER}\n\n{COAST}"
    assert write(juno, told, what) == "/talk#end"
    assert card(juno.get("/talk").text) >= 3
    kept = juno.get("/story").text
    assert (BEGAN in kept) if what == "done" else (DANGER in box(juno.get("/story/write").text))


def test_danger_in_the_middle_of_a_very_long_text_is_heard(juno: Browser) -> None:
    filler = "The road went on and the fields were wet. " * 220
    assert write(juno, f"{filler} {DANGER} {filler}") == "/talk#end"


def test_of_danger_nothing_is_said_back_later_either(juno: Browser) -> None:
    write(juno, f"{BEGAN} {DANGER}")
    (there,) = re.findall(r'href="(/story/[\w-]{22})"', juno.get("/story").text)
    page = juno.get(f"{there}/heard").text
    assert "You said" not in text(page)
    assert 'name="line"' not in page
    assert card(page) >= 3


@pytest.mark.parametrize(
    "sent",
    [
        ("", {"what": "words", "words": f"{BEGAN} {DANGER}"}),
        ("", {"what": "chapter", "chapter": DANGER}),
        ("/heard", {"line": DANGER, "as": "heard"}),
    ],
)
def test_danger_is_heard_wherever_it_is_written_into_a_passage(
    juno: Browser, sent: tuple[str, dict[str, str]]
) -> None:
    there = passage(juno)
    assert juno.post(f"{there}{sent[0]}", data=sent[1]).headers["location"] == "/talk#end"
    assert DANGER in text(juno.get(there).text)


def test_danger_is_heard_in_a_few_words_too(juno: Browser) -> None:
    sent = {"what": "add", "as": "moment", "line": DANGER}
    assert juno.post("/story/kept", data=sent).headers["location"] == "/talk#end"


def test_a_paragraph_is_marked_for_a_therapist_and_a_changed_one_no_more(juno: Browser) -> None:
    there = passage(juno)
    juno.post(there, data={"what": "marks", "therapist": ["0", "2", "x"]})
    assert text(juno.get(there).text).count("For my therapist") == 2
    assert "For my therapist" in text(juno.get("/story").text)
    juno.post(there, data={"what": "words", "words": STORY.replace(COAST, "Now I live inland.")})
    read = text(juno.get(there).text)
    assert read.count("For my therapist") == 1
    assert "Now I live inland." in read


def test_passages_stand_by_the_chapter_they_were_put_in(juno: Browser) -> None:
    there = passage(juno)
    passage(juno, "Something else.")
    juno.post(there, data={"what": "chapter", "chapter": "  The   van "})
    page = text(juno.get("/story").text)
    assert page.index("The van") < page.index(BEGAN) < page.index("What I wrote") < page.index("Something else.")  # fmt: skip


def test_emptied_words_change_nothing_and_emptied_lines_are_gone(juno: Browser) -> None:
    there = passage(juno)
    juno.post(there, data={"what": "words", "words": " \n "})
    assert VAN in text(juno.get(there).text)
    juno.post(f"{there}/heard", data={"line": ["One line.", "Another."], "as": ["heard", "heard"]})
    juno.post(there, data={"what": "heard", "line": ["", "Another, changed."]})
    read = text(juno.get(there).text)
    assert "What was heard Another, changed." in read
    assert "One line." not in read


def test_a_keepsake_is_changed_marked_and_forgotten(juno: Browser) -> None:
    juno.post("/story/kept", data={"what": "add", "as": "value", "line": "  Bread,\nand time "})
    page = juno.get("/story").text
    (which,) = set(re.findall(r'name="which" value="([\w-]+)"', page))
    assert "What matters to me Bread, and time" in text(page)
    sent = {
        "what": "change",
        "which": which,
        "as": "strength",
        "line": "Bread",
        "mark": "therapist",
    }
    juno.post("/story/kept", data=sent)
    assert "Strengths Bread For my therapist" in text(juno.get("/story").text)
    assert "A strength of mine: Bread" in text(juno.get("/remembers").text)
    juno.post("/story/kept", data={"what": "forget", "which": which})
    assert "Bread" not in text(juno.get("/story").text)


def test_then_and_now_are_their_own_words_with_none_of_ours_between(
    juno: Browser, place: Place
) -> None:
    assert "Then and now" not in text(juno.get("/story").text)
    tell(juno, "everything is in boxes")
    goodbye(juno)
    place.clock.wait(60 * 24 * 60)
    come_in(juno)
    there = passage(juno, COAST)
    page = juno.get("/story/then").text
    assert COAST not in page  # nothing is shown before it is asked for
    days = re.findall(r'<option value="([\w-]+)"( selected)?>', page)
    assert [chosen for _, chosen in days] == [" selected", "", "", " selected"]
    then, now = days[0][0], days[-1][0]
    assert there.endswith(now)
    shown = juno.get("/story/then", params={"then": then, "now": now}).text
    between = text(shown[shown.index('class="two"') :].partition('class="row')[0].partition(">")[2])
    assert between.replace("<div", "").strip() == (
        f"Thursday, January 1, 2026 everything is in boxes Monday, March 2, 2026 {COAST}"
    )


def test_a_visit_that_was_put_away_is_offered_for_no_then(juno: Browser) -> None:
    tell(juno, "everything is in boxes")
    goodbye(juno)
    come_in(juno)
    (visit,) = set(re.findall(r'href="(/earlier/[\w-]+)"', juno.get("/earlier").text))
    juno.post(visit, data={"what": "away"})
    passage(juno)
    assert visit.removeprefix("/earlier/") not in juno.get("/story/then").text
    asked = {"then": visit.removeprefix("/earlier/"), "now": "A" * 22}
    assert "boxes" not in juno.get("/story/then", params=asked).text


def test_a_locked_page_seals_what_was_being_written_and_comes_back_to_it(juno: Browser) -> None:
    juno.post("/lock", data={"words": BEGAN, "place": "story"})
    assert BEGAN not in juno.get("/story/write").text
    assert write(juno, STORY) == "/come-in"
    answer = juno.post("/come-in", data={"passphrase": PASSPHRASE})
    assert answer.headers["location"] == "/story/write"
    assert box(juno.get("/story/write").text) == STORY
    assert STORY not in juno.get("/").text


def test_whoever_tells_of_danger_on_a_locked_page_comes_to_help(juno: Browser) -> None:
    juno.post("/lock", data={"words": "", "place": "story"})
    assert write(juno, f"{STORY} {DANGER}") == "/help"


def test_what_is_too_long_stays_in_the_box(juno: Browser) -> None:
    answer = juno.post("/story/write", data={"words": "x" * (LONGEST + 1), "what": "done"})
    assert answer.status_code == 413
    assert box(answer.text) == "x" * (LONGEST + 1)
    assert juno.post("/story/draft", data={"words": "x" * (LONGEST + 1)}).status_code == 413


def test_nothing_written_is_nothing_kept(juno: Browser) -> None:
    write(juno, BEGAN, "later")
    assert write(juno, " \n ") == "/story"
    assert box(juno.get("/story/write").text) == ""
    assert "What I wrote" not in text(juno.get("/story").text)


def test_no_page_of_it_praises_counts_or_compares(juno: Browser) -> None:
    there = passage(juno)
    juno.post(f"{there}/heard", data={"line": VAN, "as": "moment"})
    told = " ".join(text(juno.get(path).text) for path in (*ALL_OF_IT, there, f"{there}/heard"))
    assert not re.search(r"%|\b(streak|great|well done|amazing|progress|better than|so far|days? in a row)\b", told, re.IGNORECASE)  # fmt: skip
    assert "!" not in told


def test_a_goodbye_and_a_new_place_name_it_by_a_plain_link_and_no_more(
    juno: Browser, empty_place: Place
) -> None:
    tell(juno, "it has been a long day")
    page = juno.post("/goodbye", data={"tap": "done"}).text
    assert page.count('href="/story"') == 1
    with empty_place.browser() as guest:
        tell(guest, "it has been a long day")
        assert 'href="/story"' not in guest.post("/goodbye", data={"tap": "done"}).text
        make_mine(guest, name="Ivo")
        assert 'href="/story"' not in guest.get("/talk").text
