"""Paper clients: a label only the therapist knows, notes in four shapes, what is kept apart, and scores typed from paper."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from holdspace.desk.printing import printables
from holdspace.desk.scores import typed_measures, value_in
from holdspace.domain.caseload import LONGEST_LABEL, LONGEST_PART, OfACase, Shape
from holdspace.domain.errors import RecordFull
from holdspace.journey.measures import library
from holdspace.ports.desk import AtTheDesk
from holdspace.ui.doors.forms import Form
from holdspace.vault.caseload import OwnCaseload
from holdspace.vault.therapist import KeptTherapist
from holdspace.vault.therapists import KeptTherapists
from tests.desk.sitting import DeskPlace
from tests.web.browser import Browser
from tests.web.keeping import text

SAID, THOUGHT = "sleeps four hours", "I want to repair it for them"


@pytest.fixture
def harbour(amara: Browser) -> str:
    """The address of one person on the list."""
    return add(amara, "Harbour")


def add(browser: Browser, label: str) -> str:
    return browser.post("/desk/people", data={"what": "add", "label": label}).headers["location"]


def labels(page: str) -> list[str]:
    """Return the labels in sight, in order."""
    return re.findall(r'<a href="/desk/people/[\w-]+" dir="auto">([^<]+)</a>', page)


def test_somebody_is_added_found_put_away_and_brought_back(amara: Browser) -> None:
    assert "Nobody is on the list." in text(amara.get("/desk/people").text)
    for label in ("Winter", "Harbour", "  Old   harbour "):
        add(amara, label)
    assert labels(amara.get("/desk/people").text) == ["Harbour", "Old harbour", "Winter"]
    found = amara.post("/desk/people", data={"what": "find", "find": "HARB"})
    assert labels(found.text) == ["Harbour", "Old harbour"]
    assert "No label has these letters." in text(amara.post("/desk/people", data={"what": "find", "find": "zz"}).text)  # fmt: skip
    winter = re.findall(r'href="(/desk/people/[\w-]+)" dir="auto">Winter', amara.get("/desk/people").text)[0]  # fmt: skip
    amara.post(winter, data={"what": "away"})
    page = amara.get("/desk/people").text
    assert labels(page) == ["Harbour", "Old harbour", "Winter"]
    assert page.index("Put away") < page.index(">Winter<")
    amara.post(winter, data={"what": "back"})
    assert "Put away" not in amara.get("/desk/people").text


@pytest.mark.parametrize("label", ["", "   ", "x" * (LONGEST_LABEL + 1)])
def test_a_label_that_is_none_is_told_and_what_was_typed_stays(amara: Browser, label: str) -> None:
    answer = amara.post("/desk/people", data={"what": "add", "label": label})
    assert answer.status_code == 422
    assert "between one letter and sixty" in text(answer.text)
    assert label.strip() in answer.text


def test_a_label_is_changed_and_stands_in_no_address_or_title(amara: Browser, harbour: str) -> None:
    assert amara.post(harbour, data={"what": "label", "label": ""}).status_code == 422
    answer = amara.post(harbour, data={"what": "label", "label": "Garden"})
    assert "Garden" not in answer.headers["location"]
    page = amara.get(harbour).text
    assert "Garden" in page
    assert "Garden" not in page.split("</title>")[0]


@pytest.mark.parametrize("shape", list(Shape))
def test_a_note_is_kept_in_its_shape_read_changed_and_removed(
    amara: Browser, harbour: str, shape: Shape
) -> None:
    form = amara.get(f"{harbour}/note?shape={shape}").text
    assert re.findall(r'<textarea id="[\w-]+" name="(\w+)"', form) == list(shape.parts)
    words = {part: f"{SAID}, in {part}" for part in shape.parts}
    kept = amara.post(f"{harbour}/note", data={"shape": shape, "on": "2025-12-04", **words})
    assert kept.headers["location"] == harbour
    page = amara.get(harbour).text
    for said in words.values():
        assert said in page
    assert "Thursday, December 4, 2025" in text(page)
    (note,) = re.findall(rf'href="({harbour}/note/[\w-]+)"', page)
    assert f'name="shape" value="{shape}"' in amara.get(note).text
    first = shape.parts[0]
    amara.post(note, data={"what": "keep", "shape": shape, "on": "2025-12-03", **words, first: "otherwise"})  # fmt: skip
    page = amara.get(harbour).text
    assert "otherwise" in page
    assert words[first] not in page
    assert "Wednesday, December 3, 2025" in text(page)
    amara.post(note, data={"what": "remove"})
    assert "No notes yet." in text(amara.get(harbour).text)
    assert amara.get(note).status_code == 404


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"free": "  \n "}, "Nothing was written yet"),
        ({"free": SAID, "on": "2026-02-30"}, "That day is still to come, or it isn't one"),
        ({"free": SAID, "on": "2027-01-01"}, "That day is still to come, or it isn't one"),
        ({"free": SAID + "x" * LONGEST_PART}, "more than one box holds"),
    ],
)
def test_a_note_that_can_t_be_kept_stays_in_its_boxes(
    amara: Browser, harbour: str, sent: dict[str, str], says: str
) -> None:
    answer = amara.post(f"{harbour}/note", data={"shape": "free", **sent})
    assert answer.status_code == 422
    assert says in text(answer.text)
    assert (SAID in answer.text) == (SAID in sent["free"])
    assert "No notes yet." in text(amara.get(harbour).text)


class FullCaseload(OwnCaseload):
    """A caseload on a disk that takes in nothing more."""

    def write(self, which: str, made: OfACase) -> str:
        raise RecordFull


class FullTherapists(KeptTherapists):
    """Therapists on such a disk."""

    def enter(self, cookie: str) -> AtTheDesk | None:
        entered, found = super().enter(cookie), self.sign_ins.enter(cookie)
        assert entered is not None
        assert found is not None
        assert found.keys is not None
        assert isinstance(entered.therapist, KeptTherapist)
        entered.therapist.caseload = FullCaseload(self.vault, found.keys)
        return entered


def test_where_the_disk_is_full_the_words_stay_in_their_boxes(
    place: DeskPlace, amara: Browser, harbour: str
) -> None:
    members = place.members
    full = FullTherapists(place.vault, members.accounts, members.sign_ins)
    place.rest(replace(place.desk, therapists=full))
    for path, sent in (("note", {"free": SAID}), ("apart", {"words": SAID})):
        answer = amara.post(f"{harbour}/{path}", data=sent)
        assert answer.status_code == 503
        assert SAID in answer.text
        assert "The disk takes in nothing more." in text(answer.text)
    score = {"measure": "phq-9", "value": "12", "on": "2025-12-04"}
    answer = amara.post(f"{harbour}/scores", data=score)
    assert (answer.status_code, 'value="12"' in answer.text) == (503, True)


def test_what_is_kept_apart_is_on_its_own_page_and_on_no_other(
    amara: Browser, harbour: str
) -> None:
    amara.post(f"{harbour}/apart", data={"words": THOUGHT, "on": "2025-12-04"})
    assert THOUGHT in amara.get(f"{harbour}/apart").text
    for path in ("", "/print", "/note", "/scores"):
        assert THOUGHT not in amara.get(harbour + path).text, path
    assert THOUGHT not in amara.get("/desk/people").text
    page = amara.get(f"{harbour}/apart").text
    (row,) = re.findall(r'name="which" value="([\w-]+)"', page)
    empty = amara.post(f"{harbour}/apart", data={"what": "change", "which": row, "words": ""})
    assert empty.status_code == 422
    amara.post(f"{harbour}/apart", data={"what": "change", "which": row, "words": "otherwise"})
    page = amara.get(f"{harbour}/apart").text
    assert (THOUGHT in page, "otherwise" in page) == (False, True)
    amara.post(f"{harbour}/apart", data={"what": "remove", "which": row})
    assert "otherwise" not in amara.get(f"{harbour}/apart").text


def test_what_was_being_written_apart_waits_there_after_a_lock(
    amara: Browser, harbour: str
) -> None:
    at = f"{harbour}/apart"
    amara.post("/desk/lock", data={"words": THOUGHT, "place": at})
    back = amara.post("/desk/come-in", data={"passphrase": "a quiet river in autumn"})
    assert back.headers["location"] == at
    assert THOUGHT in amara.get(at).text
    amara.post(at, data={"words": THOUGHT})
    assert "What you were writing is in the box." not in text(amara.get(at).text)
    amara.post("/desk/leave")


def test_removing_somebody_takes_all_of_it_and_no_page_is_left_to_be_led_to(
    amara: Browser, harbour: str
) -> None:
    amara.post(f"{harbour}/note", data={"free": SAID})
    assert amara.post(harbour, data={"what": "remove"}).headers["location"] == f"{harbour}#remove"
    amara.post("/desk/lock", data={"words": "half a line", "place": f"{harbour}/note"})
    amara.post("/desk/come-in", data={"passphrase": "a quiet river in autumn"})
    amara.post(harbour, data={"what": "remove", "really": "yes"})
    for path in ("", "/note", "/apart", "/scores", "/print"):
        assert amara.get(harbour + path).status_code == 404
    amara.post("/desk/lock", data={"words": "", "place": ""})
    back = amara.post("/desk/come-in", data={"passphrase": "a quiet river in autumn"})
    assert back.headers["location"] == "/desk"


def type_score(browser: Browser, at: str, *scores: tuple[str, str], measure: str = "phq-9") -> None:
    for on, value in scores:
        sent = {"what": "keep", "measure": measure, "value": value, "on": on}
        answer = browser.post(f"{at}/scores", data=sent)
        assert answer.status_code == 303, text(answer.text)


def rows(page: str) -> list[list[str]]:
    """Return the rows of the first table on a page."""
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("</tr>"))
    return [[re.sub("<[^>]+>", "", cell) for cell in row] for row in cells if row]


def test_scores_stand_beside_the_one_before_and_the_first_in_words(
    amara: Browser, harbour: str
) -> None:
    type_score(amara, harbour, ("2025-12-11", "16"), ("2025-12-04", "18"), ("2025-12-18", "10"), ("2025-12-25", "20"))  # fmt: skip
    page = amara.get(f"{harbour}/scores").text
    assert rows(page) == [
        ["Dec 4, 2025", "18", "", ""],
        ["Dec 11, 2025", "16", "no reliable change", "no reliable change"],
        ["Dec 18, 2025", "10", "reliably better", "reliably better"],
        ["Dec 25, 2025", "20", "reliably worse", "no reliable change"],
    ]
    told = text(page)
    assert "The words go by the figure of NHS Talking Therapies" in told
    assert "They name no cause." in told
    for never in ("risk", "severe", "moderate", "caseness"):
        assert never not in told.lower()


def test_without_a_figure_seen_in_a_source_nothing_more_than_numbers_is_said(
    amara: Browser, harbour: str
) -> None:
    for measure, low, high in (("k10", "50", "10"), ("pcl-5", "80", "0")):
        type_score(amara, harbour, ("2025-12-04", low), ("2025-12-11", high), measure=measure)
    page = amara.get(f"{harbour}/scores").text
    assert "reliably" not in text(page)
    assert text(page).count("not enough data") == 4
    assert "No figure for a reliable change was seen in a source" in text(page)


@pytest.mark.parametrize("value", ["", "28", "-1", "12.5", "twelve", "NaN", "1e1", "٣", "9" * 20])
def test_a_number_the_form_can_t_come_to_is_told(amara: Browser, harbour: str, value: str) -> None:
    sent = {"what": "keep", "measure": "phq-9", "value": value, "on": "2025-12-04"}
    answer = amara.post(f"{harbour}/scores", data=sent)
    if value in ("1e1", "٣"):  # ten, and three, however they are written
        assert answer.status_code == 303
        return
    assert answer.status_code == 422
    assert "This form can't come to that number." in text(answer.text)
    assert amara.post(f"{harbour}/scores", data=sent | {"measure": "nothing"}).status_code == 422


def test_a_mean_takes_hundredths_and_a_comma() -> None:
    measure = library.measures()["scs-sf"]
    assert value_in(Form({"value": ["3,25"]}), measure) == Decimal("3.25")
    assert value_in(Form({"value": ["3.255"]}), measure) is None


def test_only_measures_that_come_to_one_number_are_offered() -> None:
    offered = {measure.id for measure in typed_measures(library.measures())}
    assert {"phq-9", "gad-7", "k10"} <= offered
    assert offered & {"rulers", "visit-check"} == set()


def test_a_score_is_removed_and_is_on_the_page_to_print_while_it_is_there(
    amara: Browser, harbour: str
) -> None:
    type_score(amara, harbour, ("2025-12-04", "18"))
    amara.post(f"{harbour}/note", data={"free": SAID})
    printed = amara.get(f"{harbour}/print").text
    assert (SAID in printed, "18" in text(printed)) == (True, True)
    (row,) = re.findall(r'name="which" value="([\w-]+)"', amara.get(f"{harbour}/scores").text)
    amara.post(f"{harbour}/scores", data={"what": "remove", "which": row})
    assert "<table" not in amara.get(f"{harbour}/scores").text


def test_blank_pages_have_nobody_s_name_and_room_to_write(amara: Browser) -> None:
    add(amara, "Harbour")
    listed = text(amara.get("/desk/print").text)
    for one in printables().values():
        assert one.title in listed
        page = amara.get(f"/desk/print/{one.id}").text
        assert page.count("line-to-write") == sum(part.lines for part in one.parts)
        assert all(part.asks in text(page) for part in one.parts)
        assert "Harbour" not in page
        assert "Amara" not in page
    plan = text(amara.get("/desk/print/plan").text)
    assert "7. What I want to stay for" in plan
    assert "112" in plan
    assert amara.get("/desk/print/nothing").status_code == 404


def test_the_agreement_says_that_nobody_watches_and_shows_whom_to_call(amara: Browser) -> None:
    page = text(amara.get("/desk/print/agreement").text)
    assert "Nobody watches messages in between." in page
    assert "Call 112" in page
