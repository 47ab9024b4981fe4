"""A therapist makes an offer, says yes to the right person, and ends a link, and sees nothing of a client meanwhile."""

import logging
import re

import pytest

from holdspace.domain.linking import Between, LinkState, Points
from holdspace.domain.people import Private
from holdspace.domain.shared import Piece, Shared, Sort
from holdspace.ports.sharing import Accepting
from holdspace.vault.sharing import OwnSharing
from tests.desk.sitting import DeskPlace
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, text
from tests.web.strangers import statements

TERMS = {
    "limits": "If somebody may be hurt, I may have to tell somebody else.",
    "hours": "Tuesdays, nine to five",
    "answers": "at our next appointment",
    "emergency": "Call 112.",
    "place": "us-il",
    "called": "Amara",
    "label": "the blue scarf",
}
CANARY = "the saffron heron folded its umbrella"


@pytest.fixture
def rowan(place: DeskPlace) -> OwnSharing:
    keys = place.members.accounts.make(Private("Rowan"), Private(PASSPHRASE))
    return OwnSharing(place.vault, keys)


def offer(amara: Browser, **more: str) -> str:
    """Make an offer; return its page's address."""
    answer = amara.post("/desk/alongside/offer", data=TERMS | more)
    assert answer.status_code == 303, text(answer.text)
    return answer.headers["location"]


def code_on(page: str) -> Private:
    found = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", text(page))
    assert found is not None
    return Private(found[0])


def walk(amara: Browser, rowan: OwnSharing) -> tuple[str, str]:
    """Let both say yes; return the address on the desk, and the link on Rowan's side."""
    at = offer(amara)
    yes = Accepting(Private("Rowan"), "zz", Between((Private("the move"),), Points.HARD))
    link = rowan.accept(code_on(amara.get(at).text), yes)
    assert "Rowan said yes" in text(amara.get(at).text)
    answer = amara.post(at, data={"what": "confirm"})
    return answer.headers["location"], link


def test_an_offer_shows_a_code_and_a_picture_and_all_that_is_read(amara: Browser) -> None:
    page = amara.get(offer(amara))
    assert "<svg" in page.text
    says = text(page.text)
    for part in (TERMS["limits"], TERMS["hours"], TERMS["answers"], "the blue scarf", "Nobody watches this place."):  # fmt: skip
        assert part in says
    assert "the law asks for the companion to be quiet" in says
    assert "the blue scarf" in text(amara.get("/desk/alongside").text)


def test_an_offer_with_a_part_missing_keeps_what_was_written(amara: Browser) -> None:
    for missing in ("limits", "hours", "answers", "emergency", "place", "called"):
        answer = amara.post("/desk/alongside/offer", data=TERMS | {missing: " "})
        assert answer.status_code == 422, missing
        assert "Part of the agreement is still empty." in text(answer.text)
        assert TERMS["hours" if missing == "limits" else "limits"] in answer.text
    begun = amara.get("/desk/alongside/offer").text
    assert TERMS["limits"] not in begun
    offer(amara)
    assert TERMS["limits"] in amara.get("/desk/alongside/offer").text


def test_both_say_yes_and_see_what_was_chosen(amara: Browser, rowan: OwnSharing) -> None:
    at, _ = walk(amara, rowan)
    says = text(amara.get(at).text)
    for part in ("Rowan", "the move", "When it gets hard, beside the numbers", "Call 112."):
        assert part in says
    assert "Rowan" in text(amara.get("/desk/alongside").text)
    assert rowan.links()[0].state is LinkState.LIVE


def test_an_offer_that_is_taken_back_links_nobody(amara: Browser, rowan: OwnSharing) -> None:
    at = offer(amara)
    rowan.accept(code_on(amara.get(at).text), Accepting(Private("Somebody else"), "zz"))
    amara.post(at, data={"what": "withdraw"})
    assert amara.get(at).status_code == 404
    assert rowan.links() == ()


def test_nothing_of_a_client_stands_on_these_pages_whether_they_show_it_or_not(
    place: DeskPlace, amara: Browser, rowan: OwnSharing
) -> None:
    at, link = walk(amara, rowan)
    before = {path: _plain(amara.get(path).text) for path in ("/desk/alongside", at)}
    shared = Shared(Sort.WORDS, place.clock.now().date(), pieces=(Piece("", Private(CANARY)),))
    rowan.give(link, shared)
    after = {path: _plain(amara.get(path).text) for path in before}
    assert after == before


def test_goodbyes_open_together_and_ending_ends(amara: Browser, rowan: OwnSharing) -> None:
    at, link = walk(amara, rowan)
    amara.post(at, data={"what": "goodbye", "words": "go well"})
    rowan.say_goodbye(link, Private(CANARY))
    assert CANARY in text(amara.get(at).text) or rowan.goodbye(link).text == "go well"
    assert CANARY in text(amara.get(at).text)
    amara.post(at, data={"what": "end"})
    assert amara.get(at).status_code == 404
    assert rowan.links() == ()


def test_what_is_absent_and_what_is_anothers_are_the_same_page(
    place: DeskPlace, amara: Browser, rowan: OwnSharing
) -> None:
    at, _ = walk(amara, rowan)
    taken = offer(amara)
    bea = place.therapist("Bea")
    with place.browser() as other:
        place.sit(other, bea)
        for theirs in (at, taken):
            absent = f"{theirs.rsplit('/', 1)[0]}/no-such-link-of-anybody"
            for answer in ("get", "post"):
                ask = getattr(other, answer)
                sent = {} if answer == "get" else {"data": {"what": "end"}}
                told, asked = [], []
                for path in (theirs, absent):
                    with statements(place) as made:
                        told.append(ask(path, **sent))
                    asked.append(tuple(made))
                assert {each.status_code for each in told} == {404}
                assert len({len(each.content) for each in told}) == 1
                assert asked[0] == asked[1]
    assert amara.get(at).status_code == 200


def test_nobody_outside_sees_any_of_it(place: DeskPlace, amara: Browser, rowan: OwnSharing) -> None:
    at, _ = walk(amara, rowan)
    with place.browser() as stranger:
        for path in ("/desk/alongside", "/desk/alongside/offer", at):
            assert stranger.get(path).headers["location"] == "/desk/come-in"


def _plain(page: str) -> str:
    return re.sub(r'name="nonce" value="[^"]*"', "", page)


def test_what_is_written_in_a_link_is_in_its_envelope_and_nowhere_else(
    place: DeskPlace,
    amara: Browser,
    rowan: OwnSharing,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = place.vault.tombstones.folder
    with caplog.at_level(logging.DEBUG):
        at = offer(amara, limits=CANARY, label=CANARY)
        yes = Accepting(Private(CANARY), "zz", Between((Private(CANARY),)))
        link = rowan.accept(code_on(amara.get(at).text), yes)
        beside = amara.post(at, data={"what": "confirm"}).headers["location"]
        pieces = (Piece("", Private(CANARY)),)
        rowan.give(link, Shared(Sort.WORDS, place.clock.now().date(), pieces=pieces))
        amara.post(beside, data={"what": "goodbye", "words": CANARY})
        answer = amara.get(beside)
    assert answer.text.count(CANARY) == 5  # the name twice, the topic, the agreement, the goodbye
    assert CANARY not in answer.text[: answer.text.index("<body")] + str(answer.headers) + beside
    place.vault.database.tidy()
    for file in folder.rglob("*"):
        assert not file.is_file() or CANARY.encode() not in file.read_bytes(), file
    assert CANARY not in caplog.text
