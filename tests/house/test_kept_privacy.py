"""A sentence typed on every page that keeps something is in no log, address, title, header, file in clear or backup."""

import logging
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from starlette.routing import Route

from holdspace.log import set_up
from holdspace.vault.moving import backup
from holdspace.web import build
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, Place, come_in, goodbye, make_mine, tell, visits
from tests.web.strangers import strangers
from tests.web.walking import sending, ways

CANARY = "the saffron heron folded its umbrella"
FIELD = re.compile(r'<(?:input|textarea)[^>]*\bname="([\w-]+)"')
ACT = re.compile(r'action="([^"]+)"')
LEAVES_ALONE = {"name", "nonce", "passphrase", "before", "again"}  # names are the keeper's to read


class Reached(AssertionError):
    """Something was asked for elsewhere."""


@pytest.fixture(autouse=True)
def nowhere_to_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection to anywhere but this machine."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1"):
            raise Reached(str(host))
        connect(self, address)  # type: ignore[arg-type]

    def unasked(host: object, *_: object, **__: object) -> None:
        raise Reached(str(host))

    monkeypatch.setattr(socket.socket, "connect", only_here)
    monkeypatch.setattr(socket.socket, "connect_ex", only_here)
    monkeypatch.setattr(socket.socket, "sendto", unasked)
    monkeypatch.setattr(socket, "getaddrinfo", unasked)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    made = Place(tmp_path)
    yield made
    made.vault.close()


def say_everywhere(browser: Browser) -> list[httpx.Response]:
    """Type the canary into every field of every form that somebody signed in sees; return all that came back."""
    answers: list[httpx.Response] = []
    seen: set[tuple[str, str]] = set()
    for path in (*_pages(browser), *visits(browser)):
        page = browser.get(path)
        answers.append(page)
        for form in re.findall(r'<form[^>]*method="post".*?</form>', page.text, re.DOTALL):
            act = ACT.search(form)
            fields = set(FIELD.findall(form)) - LEAVES_ALONE
            if act is None or act[1] in {"/account/remove", "/goodbye", "/lock", "/plan/let-go"}:
                continue
            for what in set(re.findall(r'name="(?:what|how)" value="([\w-]+)"', form)) or {""}:
                if (act[1], what) in seen or what in {"remove", "let-go", "line", "forget-all"}:
                    continue
                seen.add((act[1], what))
                sent = dict.fromkeys(fields, CANARY) | {"what": what, "how": what}
                answers.append(browser.post(act[1], data=sent))
    assert len(seen) > 8
    return answers


def _pages(browser: Browser) -> list[str]:
    """Return every page there is, but those that end something."""
    routes = [route for route in browser.app.routes if isinstance(route, Route)]
    plain = (route.path for route in routes if "GET" in (route.methods or ()))
    return [path for path in plain if "{" not in path]


def test_it_is_nowhere_but_in_its_envelope(
    place: Place,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    set_up()
    with caplog.at_level(logging.DEBUG), place.browser() as browser:
        tell(browser, CANARY)
        make_mine(browser, heard=CANARY)
        answers = say_everywhere(browser)
        tell(browser, CANARY)
        for sent in ({"what": "add", "sense": "touch"}, {"what": "set-down", "until": "7"}):
            answers.append(browser.post("/gentle/mine", data={"says": CANARY} | sent))
        answers.append(browser.post("/gentle/mine", data={"what": "moments", "moment": CANARY}))
        own = browser.get("/gentle/mine")
        assert own.text.count(CANARY) > 2
        answers += [own, browser.get("/gentle/mine/here"), browser.get("/plan/here")]
        browser.post("/lock", data={"words": CANARY})
        browser.post("/come-in", data={"passphrase": PASSPHRASE})
        answers += [browser.get("/talk"), browser.get("/remembers")]
        assert CANARY in answers[-1].text
    for answer in answers:
        _is_clean(answer)
    shown = capfd.readouterr()
    assert CANARY not in caplog.text + shown.out + shown.err
    copy = tmp_path / "copy.backup"
    backup(place.vault, copy)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert copy in written
    assert [path for path in written if CANARY.encode() in path.read_bytes()] == []
    assert not [path for path in written if "heron" in path.name]


@pytest.mark.parametrize("role", ["member", "guest", "locked"])
def test_typed_into_every_field_that_any_address_takes_it_is_nowhere_else(
    tmp_path: Path, role: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up()
    caplog.set_level(
        logging.DEBUG
    )  # before the record opens, so that every library says all it can
    with strangers(tmp_path) as house:
        for way in ways(house.browser.app):
            sent = sending(way.path, CANARY) if way.method == "POST" else {}
            names = {"name"} if role == "member" else {"name", "called"}
            sent |= {
                field: "Wren" for field in sent if field in names
            }  # the keeper's to read; the browser's to keep
            for accept in ("text/html", "text/event-stream") if sent else ():
                answer = house.come(role).post(way.filled(), data=sent, headers={"accept": accept})
                _is_clean(answer)
        backup(house.place.vault, tmp_path / "copy.backup")
    shown = capfd.readouterr()
    assert CANARY not in caplog.text + shown.out + shown.err
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"holdspace.db", "copy.backup"} <= {path.name for path in written}
    assert [path for path in written if CANARY.encode() in path.read_bytes()] == []


def test_a_fault_says_nothing_of_it(
    place: Place, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up()
    place.make()
    with Browser(build(place.house), kind=True) as browser:
        come_in(browser)
        tell(browser, "hello")
        place.vault.close()
        Path(place.vault.database.engine.url.database or "").write_bytes(b"no record at all" * 500)
        with caplog.at_level(logging.DEBUG):
            for sent in (("/talk", {"words": CANARY}), ("/earlier", {"find": CANARY}), ("/plan", {"signs": CANARY})):  # fmt: skip
                answer = browser.post(sent[0], data=sent[1])
                assert 'href="/help"' in answer.text
                _is_clean(answer)
    shown = capfd.readouterr()
    assert CANARY not in caplog.text + shown.out + shown.err


def test_a_file_that_breaks_off_or_is_none_says_nothing_of_it(
    place: Place, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up()
    place.make()
    head = 'Content-Disposition: form-data; name="file"; filename='
    with place.browser() as browser:
        come_in(browser)
        for body in (
            f'--x\r\n{head}"{CANARY}"\r\n\r\n{CANARY}\r\n--x--\r\n',
            f'--x\r\n{head}"a"\r\n\r\n{CANARY}',
            f"--x\r\n{CANARY}: {CANARY}\r\n\r\n",
            CANARY,
        ):
            sent = {"content-type": "multipart/form-data; boundary=x"}
            answer = browser.post("/bring", content=body.encode(), headers=sent)
            assert answer.status_code == 422
            assert CANARY not in answer.text
            _is_clean(answer)
    shown = capfd.readouterr()
    assert caplog.text + shown.out + shown.err == ""


def test_a_goodbye_and_a_choice_say_nothing_of_it(place: Place) -> None:
    with place.browser() as browser:
        tell(browser, CANARY)
        assert CANARY not in goodbye(browser).split("</h1>")[0]
        answer = browser.post("/keep", data={"how": "until-tomorrow"})
        _is_clean(answer)


def _is_clean(answer: httpx.Response) -> None:
    """Make sure that neither address, headers nor title of an answer hold the sentence."""
    for written in (CANARY, quote(CANARY), CANARY.replace(" ", "+")):
        assert written not in str(answer.url)
        assert not [name for name, value in answer.headers.multi_items() if written in value]
        assert "</title>" not in answer.text or written not in answer.text.split("</title>")[0]
