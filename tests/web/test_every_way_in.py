"""Whoever asks for whatever, in whatever shape: never a slip, never another's words, always the way to people and out."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from holdspace.web import build
from holdspace.web.forms import LONGEST
from tests.web.fakes import make_house
from tests.web.keeping import PASSPHRASE
from tests.web.strangers import JUNOS, ROLES, Strangers, statements, strangers
from tests.web.walking import (
    EXAMPLES,
    METHODS,
    PARTS,
    Way,
    expect_ours,
    forms_in,
    sending,
    way_of,
    ways,
)

WAYS = ways(build(make_house()[0]))
FORGED = "AAAAAAAAAAAAAAAAAAAAAA"
FULL = {"content-type": "application/x-www-form-urlencoded"}
ODD = (
    "",
    " ",
    "\0",
    "é",
    "٣",
    "9" * 5_000,
    str(2**63),
    "-1",
    "../../etc/passwd",
    "%00",
    "a\r\nSet-Cookie: x=1",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "[" * 50_000,
    json.dumps({"rawId": "\ud800", "response": "x"}),
    "\u202e\ufeff\U0001d54f" * 50,
    "x" * (LONGEST + 1),
)
values = some.one_of(
    some.sampled_from(ODD),
    some.text(some.characters(exclude_categories=["Cs"]), max_size=80),
)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Strangers]:
    with strangers(tmp_path_factory.mktemp("house")) as made:
        yield made


def ask(house: Strangers, role: str, way: Way, **more: object) -> httpx.Response:
    """Ask as somebody who comes anew, and make sure of what every answer must be."""
    given = {part: str(more.pop(part)) for part in way.parts if part in more}
    path = way.filled(**{part: quote(value, safe="") for part, value in given.items()})
    return asked(house, role, way.method, path, **more)


def asked(house: Strangers, role: str, method: str, path: str, **more: object) -> httpx.Response:
    """Ask for an address, and make sure of what every answer must be."""
    answer = house.come(role).request(method, path, **more)
    expect_ours(answer)
    told = answer.text + str(answer.headers)
    for words in ROLES[role]:
        assert words not in told, (role, method, path)
    return answer


def test_every_way_in_has_its_example_and_no_example_is_of_a_way_that_is_gone() -> None:
    assert {way.path for way in WAYS if way.method == "POST"} == set(EXAMPLES)
    assert {way.path for way in WAYS if way.parts} == set(PARTS)
    assert all(set(Way("GET", path).parts) == set(parts) for path, parts in PARTS.items())


def test_every_field_of_every_form_on_every_page_is_in_its_example(here: Strangers) -> None:
    seen, missing = set[str](), set[tuple[str, str]]()
    for role in ROLES:
        for way in WAYS:
            if way.method != "GET":
                continue
            visit = {"id": here.junos["visit"]} if way.path == "/earlier/{id}" else {}
            page = here.come(role).get(way.filled(**visit)).text
            for goes, fields in forms_in(page):
                path = way_of(goes, WAYS)
                seen.add(path)
                missing.update((path, name) for name in fields - EXAMPLES[path].keys())
    assert missing == set()
    assert len(seen) > 20


@pytest.mark.parametrize("role", ROLES)
def test_every_page_opens_or_is_kindly_refused(here: Strangers, role: str) -> None:
    for way in WAYS:
        if way.method == "GET":
            ask(here, role, way)


@pytest.mark.parametrize("role", ROLES)
def test_what_is_sent_as_it_should_be_is_answered(here: Strangers, role: str) -> None:
    for way in WAYS:
        if way.method == "POST":
            ask(here, role, way, data=EXAMPLES[way.path])
            ask(here, role, way, data=EXAMPLES[way.path], headers={"accept": "text/event-stream"})
    assert here.unchanged()


@pytest.mark.parametrize("role", ROLES)
def test_with_juno_s_ids_nothing_of_hers_is_read_or_changed(here: Strangers, role: str) -> None:
    for way in WAYS:
        for stolen in here.junos.values():
            parts = dict.fromkeys(way.parts, stolen)
            if way.method == "GET" and way.parts:
                ask(here, role, way, **parts)
            if way.method == "POST":
                ask(here, role, way, data=sending(way.path, stolen), **parts)
    assert here.unchanged()


def test_nor_after_the_next_start(here: Strangers) -> None:
    here.place.vault.finish_removals()
    assert here.unchanged()


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd[:12]))
def test_no_odd_value_in_any_field_or_address_makes_it_slip(here: Strangers, odd: str) -> None:
    for way in WAYS:
        role = "member" if len(way.path) % 2 else "guest"
        if way.parts and len(odd) < 6_000:
            ask(here, role, way, **dict.fromkeys(way.parts, odd))
        if way.method == "POST":
            ask(here, role, way, data=sending(way.path, odd))


@pytest.mark.parametrize("role", ["member", "guest"])
@pytest.mark.parametrize("way", [way for way in WAYS if way.method == "POST"], ids=lambda way: way.path)  # fmt: skip
def test_missing_empty_doubled_and_foreign_bodies_are_taken_or_refused(
    here: Strangers, role: str, way: Way
) -> None:
    example = EXAMPLES[way.path]
    doubled = [(name, str(value)) for name, value in example.items() for _ in range(2)]
    bodies: tuple[tuple[str, bytes], ...] = (
        ("application/x-www-form-urlencoded", b""),
        ("application/x-www-form-urlencoded", b"&&==&;%"),
        ("application/x-www-form-urlencoded", "&".join(f"{name}=" for name in example).encode()),
        ("application/x-www-form-urlencoded", urlencode(doubled).encode()),
        ("application/x-www-form-urlencoded", b"words=\xff\xfe&name=\xc3"),
        ("application/json", json.dumps(dict(example)).encode()),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=words\r\n\r\nhi\r\n--x--"),
        ("text/plain; charset=utf-16", "wörter".encode("utf-16")),
        ("", b"words=" + b"x" * 500_000),
    )  # fmt: skip
    for kind, body in bodies:
        ask(here, role, way, content=body, headers={"content-type": kind})


@pytest.mark.parametrize("role", ROLES)
def test_every_method_at_every_address_is_answered(here: Strangers, role: str) -> None:
    for path in dict.fromkeys(way.filled() for way in WAYS):
        for method in METHODS:
            asked(here, role, method, path)


@settings(max_examples=120)
@given(data=some.data())
def test_whatever_is_sent_by_whomever_to_wherever(here: Strangers, data: some.DataObject) -> None:
    way = data.draw(some.sampled_from(WAYS))
    role = data.draw(some.sampled_from(sorted(ROLES)))
    fields = sorted({*EXAMPLES.get(way.path, {}), "words", "number", "which"})
    sent = data.draw(some.dictionaries(some.sampled_from(fields), some.lists(values, max_size=3)))
    parts = {part: data.draw(values)[:200] for part in way.parts if data.draw(some.booleans())}
    more = {"data": sent} if way.method == "POST" else {"params": {"kept": data.draw(values)[:200]}}
    ask(here, role, way, **parts, **more)


@pytest.mark.parametrize("name", ["holdspace", "holdspace-in", "holdspace-until", "holdspace-looks", "holdspace-manner", "holdspace-told", "holdspace-care"])  # fmt: skip
@pytest.mark.parametrize("value", ["", "x", "A" * 64, "=" * 64, '"\\000\\377"', "\xe9\xff", "9" * 6_000, "country=XX&text=%00&exit=javascript:x", "a.b.c", "01.02.73968301b", "..", "99.99.99999901b00000001w"])  # fmt: skip
def test_no_forged_cookie_makes_it_slip_or_opens_anything(
    here: Strangers, name: str, value: str
) -> None:
    headers = {"cookie": f"{name}={value}".encode("latin-1")}
    for method, path in (("GET", "/"), ("GET", "/talk"), ("GET", "/gentle/mine"), ("POST", "/gentle/mine"), ("GET", "/earlier"), ("POST", "/leave"), ("POST", "/come-in/here"), ("POST", "/lock"), ("POST", "/settings")):  # fmt: skip
        asked(here, "nobody", method, path, headers=headers)


OF_SOMEBODY = (  # every address and field that holds an id of something somebody keeps
    ("GET", "/earlier/{}", {}),
    *(("POST", "/earlier/{}", {"what": what, "number": "1"}) for what in ("away", "back", "heard", "remove", "line")),
    ("POST", "/account/devices", {"which": "{}"}),
    ("POST", "/measures", {"which": "{}"}),
    ("POST", "/measures/along", {"which": "{}"}),
    ("POST", "/passkey/remove", {"which": "{}"}),
    ("GET", "/story/{}", {}),
    ("GET", "/story/{}/heard", {}),
    *(("POST", "/story/{}", {"what": what, "words": "it began", "chapter": "The move"}) for what in ("words", "chapter", "marks", "heard", "remove")),
    ("POST", "/story/{}/heard", {"line": "it began", "as": "heard"}),
    *(("POST", "/hopes", {"what": what, "which": "{}", "goal": "to ring", "at": "4", "wish": "rest"}) for what in ("let-go", "goal-again", "near", "map-again")),
    *(("POST", "/carrying-on", {"what": what, "which": "{}", "words": "you got through"}) for what in ("let-go", "letter-again")),
    *(("POST", "/story/kept", {"what": what, "which": "{}", "line": "it began"}) for what in ("change", "forget")),
    ("POST", "/been/words", {"what": "forget", "which": "{}"}),
    *(("POST", "/to-bring", {"what": what, "which": "{}", "words": "the Sundays"}) for what in ("reword", "up", "off", "forget")),
    *(("POST", "/to-bring", {"what": "bring", "from": what, "which": "1", "visit": "{}"}) for what in ("message", "reply")),
    *(("POST", "/to-bring", {"what": "bring", "from": what, "which": "{}"}) for what in ("passage", "afterword")),
    ("GET", "/showing/{}", {}),
    *(("POST", "/showing/{}", {"what": what}) for what in ("take-back", "let-go")),
    *(("POST", f"/showing/new/{sort}", {"what": "look", "which": "{}", "part": "{}/0"}) for sort in ("goal", "measure", "passage")),
    *(("POST", "/alongside/{}", {"what": what, "words": "go well"}) for what in ("between", "goodbye", "end")),
)  # fmt: skip


def test_every_id_in_an_address_or_a_field_is_among_those_held_alike() -> None:
    asked_for = {
        re.sub(r"/new/\w+", "/new/{sort}", path).replace("{}", "{id}") for _, path, _ in OF_SOMEBODY
    }
    ids = {
        way.path
        for way in WAYS
        if "id" in way.parts and not way.path.startswith(("/gentle", "/measures"))
    }
    whose = {path for path, sent in EXAMPLES.items() if "which" in sent and path != "/remembers"}
    assert asked_for == ids | whose


@pytest.mark.parametrize("of", OF_SOMEBODY, ids=lambda of: "-".join(map(str, of)))
@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_there_and_what_is_another_s_are_answered_alike(
    here: Strangers, role: str, of: tuple[str, str, dict[str, str]]
) -> None:
    method, path, sent = of
    seen = set()
    for tried in (*here.junos.values(), FORGED, "A" * 64, "1"):
        browser = here.come(role)
        with statements(here.place) as made:
            data = {name: value.format(tried) for name, value in sent.items()}
            answer = browser.request(method, path.format(tried), data=data)
        told = re.sub(rb'name="nonce" value="[^"]*"', b"", answer.content)
        seen.add((answer.status_code, answer.headers.get("location"), told, tuple(made)))
    assert len(seen) == 1
    assert here.unchanged()


def test_names_that_are_there_and_names_that_are_not_are_answered_alike(here: Strangers) -> None:
    seen, pages = set(), ""
    for name in ("Juno", "Nobody"):
        browser = here.come("nobody")
        with statements(here.place) as made:
            sent = {"name": name, "passphrase": f"{PASSPHRASE} no"}
            answer = browser.post("/come-in", data=sent)
        told = answer.content.replace(name.encode(), b"")
        pages += answer.text
        seen.add((answer.status_code, told, tuple(made)))
    assert len(seen) == 1
    assert JUNOS not in pages
