"""What a client shows is opened at the desk and answered by hand, and nothing else of theirs is there, not even as a number."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from holdspace.domain.days import Day, Felt
from holdspace.domain.filled import FilledIn, Given
from holdspace.domain.people import Private
from holdspace.domain.shared import Piece, Shared, Sort
from holdspace.journey.measures.library import measures
from holdspace.vault.days import KeptDays
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sharing import OwnSharing
from tests.desk.sitting import DeskPlace
from tests.desk.test_alongside import walk
from tests.fakes import NOON
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, text
from tests.web.strangers import statements

CANARY = "the saffron heron folded its umbrella"
BESIDE = "the copper sparrow missed its tram"
TODAY = NOON.date()


@pytest.fixture
def keys(place: DeskPlace) -> ClientKeys:
    return place.members.accounts.make(Private("Rowan"), Private(PASSPHRASE))


@pytest.fixture
def rowan(place: DeskPlace, keys: ClientKeys) -> OwnSharing:
    return OwnSharing(place.vault, keys)


def words(says: str = CANARY, sort: Sort = Sort.WORDS, **more: object) -> Shared:
    shared = Shared(sort, TODAY, pieces=(Piece("", Private(says)),))
    return replace(shared, **more)  # type: ignore[arg-type]


def test_the_desk_opens_on_reflect_until_somebody_is_linked(
    amara: Browser, rowan: OwnSharing
) -> None:
    assert amara.get("/desk").headers["location"] == "/desk/reflect"
    walk(amara, rowan)
    page = text(amara.get("/desk").text)
    assert "No one has shared anything new. That's fine." in page
    assert "Rowan" in page


def test_the_list_shows_what_they_d_like_and_none_of_what_it_holds(
    amara: Browser, rowan: OwnSharing
) -> None:
    at, link = walk(amara, rowan)
    share = rowan.give(link, words(note=Private("just read it")))
    for path in ("/desk", f"{at}/shown"):
        page = text(amara.get(path).text)
        assert "What they'd like from you: just read it" in page
        assert CANARY not in page
    assert rowan.disclosures() == ()
    page = text(amara.get(f"/desk/shared/{share}").text)
    assert CANARY in page
    assert "You see what Rowan chose to show you on Jan 1, 2026, until it is taken back." in page
    (line,) = rowan.disclosures()
    assert (line.share, line.on) == (share, TODAY)
    assert "No one has shared anything new." in text(amara.get("/desk").text)


def test_what_is_taken_back_and_what_never_was_are_one_page(
    place: DeskPlace, amara: Browser, rowan: OwnSharing, keys: ClientKeys
) -> None:
    _, link = walk(amara, rowan)
    share = rowan.give(link, words())
    rowan.take_back(share)
    over = rowan.give(link, words(until=TODAY - timedelta(days=1)))
    KeptDays(place.vault, keys).note(Day(TODAY, Felt.HEAVY, note=Private(BESIDE)))
    answers = []
    for which in (share, over, "AAAAAAAAAAAAAAAAAAAAAA"):
        with statements(place) as made:
            answer = amara.get(f"/desk/shared/{which}")
        answers.append((answer.status_code, answer.text.replace(which, ""), len(made)))
    assert answers[0][0] == 404
    assert len(set(answers)) == 1


def test_nothing_unshared_changes_a_page_by_a_byte_or_a_statement(
    place: DeskPlace, amara: Browser, rowan: OwnSharing, keys: ClientKeys
) -> None:
    at, link = walk(amara, rowan)
    rowan.give(link, words())
    paths = ("/desk", *(f"{at}/{page}" for page in ("shown", "days", "measures", "plan")))

    def seen() -> list[tuple[str, int]]:
        found = []
        for path in paths:
            with statements(place) as made:
                page = amara.get(path).text
            found.append((page, len(made)))
        return found

    before = seen()
    for back in range(20):
        KeptDays(place.vault, keys).note(
            Day(TODAY - timedelta(days=back), Felt.HEAVY, note=Private(BESIDE))
        )
    again = rowan.give(link, words(BESIDE))
    rowan.take_back(again)
    assert seen() == before


def test_days_are_drawn_from_all_that_was_shown_and_the_latest_word_of_each(
    amara: Browser, rowan: OwnSharing
) -> None:
    at, link = walk(amara, rowan)
    days = tuple(Day(date(2025, 12, on), Felt.HEAVY) for on in range(1, 15))
    rowan.give(link, Shared(Sort.DAYS, TODAY - timedelta(days=1), days=days))
    rowan.give(link, Shared(Sort.DAYS, TODAY, days=(Day(date(2025, 12, 14), Felt.LIGHT),)))
    page = amara.get(f"{at}/days").text
    assert page.count('class="chart wide"') == 1
    assert "Mostly heavy" in text(page)
    assert "Sun, Dec 14 light" in text(page)
    assert len(rowan.disclosures()) == 2


def test_questionnaires_stand_with_reliable_change_in_words(
    amara: Browser, rowan: OwnSharing
) -> None:
    at, link = walk(amara, rowan)
    version = measures()["phq-9"].version
    filled = tuple(
        FilledIn("phq-9", version, "PHQ-9", NOON - timedelta(days=back), (Given(9, 1),), came_to)
        for back, came_to in ((30, "18"), (2, "8"))
    )
    for each in filled:
        rowan.give(link, Shared(Sort.MEASURE, TODAY, filled=(each,)))
    page = text(amara.get(f"{at}/measures").text)
    assert "8 reliably better reliably better" in page
    assert "Several days" in page
    assert "risk" not in page.lower()


def test_a_prepared_session_is_held_beside_the_note(amara: Browser, rowan: OwnSharing) -> None:
    at, link = walk(amara, rowan)
    share = rowan.give(link, words(sort=Sort.THINGS_TO_BRING, note=Private("help me begin")))
    began = amara.post(f"{at}/notes", data={"label": "Winter", "share": share})
    assert began.headers["location"] == f"/desk/shared/{share}"
    page = amara.get(f"/desk/shared/{share}?shape=dap").text
    note = re.search(r'action="(/desk/people/[\w-]+/note)"', page)
    assert note is not None
    assert CANARY in page
    assert 'name="data"' in page
    sent = {"what": "keep", "shape": "dap", "on": "2026-01-01", "data": "they brought it"}
    assert amara.post(note[1], data=sent).status_code == 303
    kept = text(amara.get(note[1].removesuffix("/note")).text)
    assert "they brought it" in kept
    assert CANARY not in kept
    amara.post(f"{at}/notes", data={"label": "Again", "share": ""})
    assert "Again" not in amara.get("/desk/people").text


def test_a_reply_is_the_therapist_s_own_words_under_their_name(
    amara: Browser, rowan: OwnSharing
) -> None:
    _, link = walk(amara, rowan)
    share = rowan.give(link, words())
    page = amara.get(f"/desk/shared/{share}").text
    box = re.search(r'<textarea id="box"[^>]*>\n([^<]*)</textarea>', page)
    assert box is not None
    assert box[1] == ""  # nothing is drafted
    sent = {"what": "reply", "words": "I read it. Bring it on Thursday.", "signed": ""}
    for _ in range(2):
        amara.post(f"/desk/shared/{share}", data=sent)
    ((_, reply),) = rowan.replies()
    assert reply.pieces[0].words.text == "I read it. Bring it on Thursday."
    assert (reply.note.text, reply.answers) == ("Amara", share)
    assert "nothing rings" in text(page)


def test_what_cannot_be_answered_any_more_is_not_lost(amara: Browser, rowan: OwnSharing) -> None:
    _, link = walk(amara, rowan)
    share = rowan.give(link, words())
    rowan.take_back(share)
    for which in (share, "AAAAAAAAAAAAAAAAAAAAAA"):
        answer = amara.post(f"/desk/shared/{which}", data={"what": "reply", "words": BESIDE})
        assert answer.status_code == 404
        assert BESIDE in answer.text
    assert rowan.replies() == ()


def test_words_about_danger_come_first_and_are_no_alert(amara: Browser, rowan: OwnSharing) -> None:
    _, link = walk(amara, rowan)
    rowan.give(link, words())
    rowan.give(link, words("I may not be safe just now", Sort.DANGER))
    page = text(amara.get("/desk").text)
    assert page.index("About being in danger") < page.index("Newly shown")
    assert "knew that you may read them later" in page
    for never in ("alert", "urgent", "risk", "last seen", "score"):
        assert never not in page.lower()


def test_another_therapist_sees_none_of_it(
    place: DeskPlace, amara: Browser, rowan: OwnSharing
) -> None:
    at, link = walk(amara, rowan)
    share = rowan.give(link, words())
    with place.browser() as bela:
        place.sit(bela, place.therapist("Bela"))
        for path in (f"/desk/shared/{share}", f"{at}/shown", f"{at}/days", f"{at}/plan"):
            answer = bela.get(path)
            assert answer.status_code == 404
            assert CANARY not in answer.text
        assert bela.post(f"{at}/notes", data={"label": "x"}).status_code == 404
    assert rowan.disclosures() == ()


def test_after_the_link_ends_nothing_is_there_and_the_notes_stay(
    amara: Browser, rowan: OwnSharing
) -> None:
    at, link = walk(amara, rowan)
    share = rowan.give(link, words())
    case = amara.post(f"{at}/notes", data={"label": "Winter"}).headers["location"]
    rowan.end(link)
    assert amara.get(f"/desk/shared/{share}").status_code == 404
    assert amara.get(f"{at}/shown").status_code == 404
    assert "Winter" in amara.get(case).text
