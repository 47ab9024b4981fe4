"""Bringing a file in: beside what is here, whole or not at all, no larger than it may be, and never on a disk in clear."""

import json
import tempfile
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from holdspace.domain.errors import HoldspaceError
from holdspace.web.files import read_with_file
from tests.vault.contract_moving import rows
from tests.web.browser import Browser
from tests.web.keeping import NAME, PASSPHRASE, Place, come_in, make_mine, tell, text, visits

AFTER = "another river, later"
BOUNDARY = "a-line-between"
FORM = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}
HEAD = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'.encode()
FOOT = f"\r\n--{BOUNDARY}--\r\n".encode()


@pytest.fixture
def browser(juno: Browser) -> Browser:
    return juno


@pytest.fixture
def parcel(place: Place) -> bytes:
    """What Ivo took along: one visit and a plan."""
    place.make("Ivo")
    with place.browser() as theirs:
        come_in(theirs, name="Ivo")
        tell(theirs, "the river was high", "and the bridge was shut")
        theirs.post("/plan", data={"signs": "I go quiet"})
        return theirs.post("/along").content


def bring(browser: Browser, file: bytes, passphrase: str = "") -> httpx.Response:
    """Bring a file in, as a browser without scripts does."""
    sent = {"passphrase": passphrase}
    return browser.post("/bring", data=sent, files={"file": ("holdspace.zip", file)})


def zipped(taken: object, padding: bytes = b"") -> bytes:
    """Return a zip with a document and something large beside it."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as file:
        file.writestr("holdspace.json", json.dumps(taken))
        file.writestr("beside", padding)
    return whole.getvalue()


def test_what_was_taken_along_elsewhere_is_here_and_is_told_in_numbers(
    browser: Browser, parcel: bytes
) -> None:
    tell(browser, "here before")
    page = text(bring(browser, parcel).text)
    assert "1 visit came in." in page
    assert "1 version of your plan for hard moments came in." in page
    assert "Everything that was here is here still." in page
    read = [text(browser.get(visit).text) for visit in visits(browser)]
    assert [any(words in each for each in read) for words in ("here before", "the bridge was shut")] == [True, True]  # fmt: skip


def test_brought_in_twice_it_says_that_it_is_here_already(browser: Browser, parcel: bytes) -> None:
    bring(browser, parcel)
    page = text(bring(browser, parcel).text)
    assert "No visit came in. 1 was here already." in page
    assert "plan for hard moments" not in page
    assert len(visits(browser)) == 1


def test_a_closed_file_opens_with_its_own_passphrase(browser: Browser, place: Place) -> None:
    tell(browser, "the river was high")
    closed = browser.post("/along", data={"passphrase": AFTER}).content
    place.make("Ivo")
    with place.browser() as other:
        come_in(other, name="Ivo")
        refused = bring(other, closed)
        assert refused.status_code == 422
        assert "closed with a passphrase. With it, it opens." in text(refused.text)
        refused = bring(other, closed, PASSPHRASE)
        assert refused.status_code == 422
        assert "That passphrase did not open the file." in text(refused.text)
        assert PASSPHRASE not in refused.text
        assert visits(other) == []
        assert "1 visit came in." in text(bring(other, closed, AFTER).text)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"", "No file has been chosen yet."),
        (b"a letter", "not a file to take along from Holdspace"),
        (b"PK and no more", "damaged or not whole"),
        (zipped({"format": "holdspace-parcel", "schema": 2}), "made by a newer Holdspace"),
        (zipped({"format": "holdspace-parcel", "schema": 1}), "damaged or not whole"),
        (b"PK" + bytes(65 * 1024 * 1024), "larger than can be brought in at once"),
    ],
)
def test_what_cannot_come_in_is_refused_in_one_sentence_and_nothing_changes(
    browser: Browser, place: Place, file: bytes, says: str
) -> None:
    tell(browser, "here before")
    before = rows(place.vault)
    answer = bring(browser, file)
    assert answer.status_code == 422
    assert says in text(answer.text)
    assert "What is here is as it was." in text(answer.text)
    assert rows(place.vault) == before


def test_a_form_that_is_none_or_breaks_off_is_refused_too(browser: Browser) -> None:
    assert "No file has been chosen" in text(browser.post("/bring", data={"file": "x"}).text)
    for body in (b"", HEAD, b"what is this", HEAD + FOOT[: len(FOOT) // 2]):
        answer = browser.post("/bring", content=body, headers=FORM)
        assert answer.status_code == 422
    broken = browser.post("/bring", content=HEAD, headers={"content-type": "multipart/form-data"})
    assert broken.status_code == 422


def test_another_site_cannot_bring_anything_in(browser: Browser, parcel: bytes) -> None:
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        answer = browser.post("/bring", files={"file": ("x", parcel)}, headers=headers)
        assert answer.status_code == 403
    assert visits(browser) == []


def test_a_guest_is_told_what_comes_first_and_then_it_comes_in(place: Place, parcel: bytes) -> None:
    with place.browser() as browser:
        page = browser.get("/bring").text
        assert "It needs a place of your own first" in text(page)
        assert 'href="/keep/mine"' in page
        assert 'type="file"' not in page
        assert bring(browser, parcel).headers["location"] == "/come-in"
        make_mine(browser, name="Mira")
        assert 'href="/bring"' in browser.get("/mine").text
        assert 'type="file"' in browser.get("/bring").text
        assert "1 visit came in." in text(bring(browser, parcel).text)


def test_what_is_kept_until_tomorrow_takes_no_file_with_it(place: Place, parcel: bytes) -> None:
    with place.browser() as browser:
        tell(browser, "one")
        browser.post("/goodbye", data={"tap": "done"})
        browser.post("/keep", data={"how": "until-tomorrow"})
        browser.post("/come-in/here", data={"how": "open"})
        assert "goes by itself tomorrow" in text(browser.get("/bring").text)
        assert bring(browser, parcel).status_code == 403
        assert len(visits(browser)) == 1


def test_where_nobody_new_may_keep_anything_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    closed = Place(tmp_path / "closed", takes_new=False)
    with closed.browser() as browser:
        page = browser.get("/bring").text
        assert "whoever keeps this place can give you a link" in text(page)
        assert "/keep/mine" not in page
    closed.vault.close()


def test_a_locked_page_asks_for_the_passphrase_first(browser: Browser, place: Place) -> None:
    place.clock.wait(31)
    assert browser.get("/bring").headers["location"] == "/come-in"
    assert bring(browser, b"PK").headers["location"] == "/come-in"


def test_after_many_files_the_door_rests(browser: Browser) -> None:
    statuses = [bring(browser, b"a letter").status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_one_file_comes_in_at_a_time_and_the_next_is_asked_to_wait(
    browser: Browser, parcel: bytes
) -> None:
    second: list[httpx.Response] = []

    async def slowly() -> AsyncIterator[bytes]:
        yield HEAD + parcel[:100]
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(browser.app),
            base_url="http://localhost",
            cookies=browser.cookies,
        ) as other:
            second.append(await other.post("/bring", files={"file": ("x", parcel)}))
        yield parcel[100:] + FOOT

    first = browser.post("/bring", content=slowly(), headers=FORM)
    assert (first.status_code, second[0].status_code) == (200, 503)
    assert "Another file is being brought in just now." in text(second[0].text)
    assert bring(browser, parcel).status_code == 200


async def _as_starlette_does(request: Request) -> Response:
    async with request.form() as form:
        return PlainTextResponse(str(len(form)))


async def _as_we_do(request: Request) -> Response:
    try:
        _, file = await read_with_file(request, 1_000)
    except HoldspaceError as refused:
        return PlainTextResponse(type(refused).__name__, 422)
    return PlainTextResponse(str(len(file)))


@pytest.fixture
def reader() -> Iterator[Browser]:
    """Two ways of reading a form with a file, by themselves."""
    ways = (
        Route("/theirs", _as_starlette_does, methods=["POST"]),
        Route("/ours", _as_we_do, methods=["POST"]),
    )
    with Browser(Starlette(routes=ways)) as browser:
        yield browser


def test_no_byte_of_it_goes_through_a_temporary_file(
    browser: Browser, reader: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where temporary files cannot be made, it comes in all the same, and Starlette's own way does not."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no/such/folder"))
    large = zipped(json.loads(along(browser)), bytes(3 * 1024 * 1024))
    assert bring(browser, large).status_code == 200
    with pytest.raises(FileNotFoundError):
        reader.post("/theirs", files={"file": ("x", large)})


def along(browser: Browser) -> bytes:
    """Return the document of everything that is kept."""
    with ZipFile(BytesIO(browser.post("/along").content)) as file:
        return file.read("holdspace.json")


@pytest.mark.parametrize(("size", "answer"), [(1, "1"), (1_000, "1000"), (1_001, "ParcelTooLarge")])
def test_a_file_is_as_large_as_it_may_be_and_no_larger(
    reader: Browser, size: int, answer: str
) -> None:
    assert reader.post("/ours", files={"file": ("x", bytes(size))}).text == answer


def test_of_what_is_too_large_no_more_is_read_than_would_fit(reader: Browser) -> None:
    read: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        yield HEAD
        for number in range(1_000):
            read.append(number)
            yield bytes(1_024)

    assert reader.post("/ours", content=endless(), headers=FORM).text == "ParcelTooLarge"
    assert len(read) < 70
    read.clear()
    said = FORM | {"content-length": str(1_000 * 1_024)}
    assert reader.post("/ours", content=endless(), headers=said).text == "ParcelTooLarge"
    assert read == []


def test_two_files_at_once_are_refused_and_so_are_more_fields_than_a_page_has(
    reader: Browser,
) -> None:
    two = [("file", ("x", b"1")), ("file", ("y", b"2"))]
    assert reader.post("/ours", files=two).text == "ParcelDamaged"
    many = {f"field-{number}": "x" for number in range(9)}
    answer = reader.post("/ours", data=many, files={"file": ("x", b"1")})
    assert answer.text == "ParcelDamaged"


def test_the_name_on_the_form_is_nobody_elses(browser: Browser) -> None:
    assert NAME not in browser.get("/bring").text
