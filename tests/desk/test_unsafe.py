"""When someone arrives very unsafe: open to anybody, the same for everybody, with the numbers of where one is, and kept for no network."""

import re
from datetime import timedelta
from html import unescape

import pytest

from holdspace.desk.reflect.arriving import KINDS, guide
from holdspace.safety import helpline
from tests.desk.sitting import DeskPlace
from tests.web.browser import Browser
from tests.web.keeping import text

HERE = "/desk/unsafe"


@pytest.fixture
def page(place: DeskPlace) -> str:
    with place.browser() as nobody:
        return unescape(nobody.get(HERE).text)


def test_it_opens_for_anybody_with_every_step_and_side_note(page: str) -> None:
    told = guide()
    for step in told.steps:
        assert f'id="{step.id}"' in page
        assert all(line in page for line in (step.title, step.says, *step.checks, *step.words))
    for note in (*told.notes, told.again):
        assert all(line in page for line in note.lines)


def test_it_has_the_nine_steps_in_their_order() -> None:
    ids = [step.id for step in guide().steps]
    assert ids == ["danger", "arrive", "steady", "hear", "ask", "agreement", "circle", "next", "afterwards"]  # fmt: skip
    assert {note.id for note in guide().notes} == {"abuse", "psychosis", "dissociation", "mandated", "services"}  # fmt: skip


def test_suicide_is_asked_about_by_its_name(page: str) -> None:
    assert "Suicide, by its name" in page
    assert "Are you having thoughts of ending your life?" in page


def test_nothing_of_it_can_be_sent_or_kept(page: str) -> None:
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall(r"<form[^>]*method=\"(\w+)\"", main) == ["get"]
    boxes = re.findall(r'<input type="checkbox"[^>]*>', main)
    assert len(boxes) == sum(len(step.checks) for step in guide().steps)
    assert not [box for box in boxes if "name=" in box]
    assert "<textarea" not in main


def test_the_keepers_country_is_there_at_first(page: str) -> None:
    ireland = helpline.country("IE")
    assert ireland
    assert f'href="{helpline.call_link(ireland.emergency)}"' in page
    assert all(helpline.lines_for("IE", kind)[0].name in page for kind in KINDS if helpline.lines_for("IE", kind))  # fmt: skip


def test_every_country_has_its_emergency_number_on_the_guide(place: DeskPlace) -> None:
    with place.browser() as nobody:
        for country in helpline.countries():
            page = unescape(nobody.get(f"{HERE}?country={country.code}").text)
            assert helpline.call_link(country.emergency) in page, country.code


def test_a_country_nobody_knows_shows_the_keepers(place: DeskPlace) -> None:
    with place.browser() as nobody:
        assert "Samaritans" in nobody.get(f"{HERE}?country=XX").text


def test_a_number_seen_long_ago_says_what_else_there_is(place: DeskPlace) -> None:
    seen = max(line.verified_on for line in helpline.lines_for("IE") if line.verified_on)
    place.clock.time += (seen + timedelta(days=200)) - place.clock.now().date()
    with place.browser() as nobody:
        assert "If it doesn't answer: " in text(nobody.get(HERE).text)


def test_the_browser_keeps_this_page_and_nothing_else_of_the_desk(place: DeskPlace) -> None:
    with place.browser() as nobody:
        worker = nobody.get("/desk/sw.js")
        assert worker.headers["content-type"].startswith("text/javascript")
        assert 'const PAGE = "/desk/unsafe"' in worker.text
        for path in re.findall(r'"(/static/[^"]+)"', worker.text):
            assert nobody.get(path).status_code == 200, path
        front = nobody.get("/sw.js").text
    assert not re.search(r'"/desk', front)
    assert "startsWith(DESK)" in front


def test_what_is_kept_knows_nobody(place: DeskPlace, amara: Browser) -> None:
    with place.browser() as nobody:
        kept = nobody.get(HERE).text
    assert "/desk/account" not in kept
    assert "/desk/account" in amara.get(HERE).text
    assert "credentials: 'omit'" in amara.get("/desk/sw.js").text


def test_help_and_the_way_out_are_on_it(page: str) -> None:
    assert 'href="/help"' in page
    assert 'id="leave"' in page
