"""Whoever asks the desk for whatever, in whatever shape: never a slip, never another's words, always the way to people and out."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.desk.neighbours import AMARAS, ROLES, Neighbours, neighbours
from tests.desk.sitting import AMARA
from tests.desk.walking import EXAMPLES, OPEN, PARTS, desk_ways, filled, sending
from tests.web.keeping import PASSPHRASE
from tests.web.strangers import statements
from tests.web.test_every_way_in import ODD, values
from tests.web.walking import METHODS, Way, expect_ours, forms_in, way_of

FORGED = "AAAAAAAAAAAAAAAAAAAAAA"
LEADS = re.compile(r'href="(/desk/[^"#?]*)"')


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neighbours]:
    with neighbours(tmp_path_factory.mktemp("house")) as made:
        yield made


def ways_in(house: Neighbours) -> tuple[Way, ...]:
    return desk_ways(house.place.desk)


def ask(house: Neighbours, role: str, way: Way, **more: object) -> httpx.Response:
    """Ask as somebody who comes anew, and make sure of what every answer must be."""
    parts = {part: quote(str(more.pop(part)), safe="") for part in way.parts if part in more}
    return asked(house, role, way.method, filled(way, **parts), **more)


def asked(house: Neighbours, role: str, method: str, path: str, **more: object) -> httpx.Response:
    answer = house.come(role).request(method, path, **more)
    expect_ours(answer)
    told = answer.text + str(answer.headers)
    for words in ROLES[role]:
        assert words not in told, (role, method, path)
    return answer


def test_every_way_in_has_its_example_and_no_example_is_of_a_way_that_is_gone(here: Neighbours) -> None:  # fmt: skip
    ways = ways_in(here)
    assert all(way.path.startswith("/desk") for way in ways)
    assert {way.path for way in ways if way.method == "POST"} == set(EXAMPLES)
    assert {way.path for way in ways if way.parts} == set(PARTS)


def test_every_field_of_every_form_on_every_page_is_in_its_example(here: Neighbours) -> None:
    ways, seen, missing = ways_in(here), set[str](), set[tuple[str, str]]()
    browser = here.come("therapist")
    pages, todo = set[str](), ["/desk/people", "/desk/account", "/desk/print", "/desk/along", "/desk/words", "/desk/second/code", "/desk/reflect"]  # fmt: skip
    while todo:
        path = todo.pop()
        if path in pages:
            continue
        pages.add(path)
        page = browser.get(path).text
        todo += LEADS.findall(page)
        for goes, fields in forms_in(page):
            of = way_of(goes, ways)
            seen.add(of)
            missing.update((of, name) for name in fields - EXAMPLES[of].keys())
    for role, path in (("nobody", "/desk/come-in"), ("nobody", "/desk/come-in/words"), ("locked", "/desk/come-in"), ("waiting", "/desk/second")):  # fmt: skip
        for goes, fields in forms_in(here.come(role).get(path).text):
            seen.add(way_of(goes, ways))
            missing.update((way_of(goes, ways), name) for name in fields - EXAMPLES[way_of(goes, ways)].keys())  # fmt: skip
    assert missing == set()
    assert {"/desk/people/{id}/apart", "/desk/people/{id}/note/{note}", "/desk/second"} <= seen
    assert len(seen) > 14


@pytest.mark.parametrize("role", ROLES)
def test_every_page_opens_or_is_kindly_refused(here: Neighbours, role: str) -> None:
    for way in ways_in(here):
        if way.method == "GET":
            answer = ask(here, role, way)
            if role not in ("therapist", "waiting") and not way.path.startswith(OPEN):  # fmt: skip
                assert answer.headers["location"] == "/desk/come-in", way.path


@pytest.mark.parametrize("role", ROLES)
def test_what_is_sent_as_it_should_be_is_answered(here: Neighbours, role: str) -> None:
    for way in ways_in(here):
        if way.method == "POST":
            ask(here, role, way, data=EXAMPLES[way.path])
    assert here.unchanged()


@pytest.mark.parametrize("role", ROLES)
def test_with_amara_s_ids_nothing_of_hers_is_read_or_changed(here: Neighbours, role: str) -> None:
    for way in ways_in(here):
        for stolen in here.amaras.values():
            parts = dict.fromkeys(way.parts, stolen)
            if way.method == "GET" and way.parts:
                ask(here, role, way, **parts)
            if way.method == "POST":
                ask(here, role, way, data=sending(way.path, stolen), **parts)
                ask(here, role, way, data=sending(way.path, stolen) | {"what": "remove", "really": "yes"} if "really" not in EXAMPLES[way.path] or way.parts else {}, **parts)  # fmt: skip
    assert here.unchanged()


def test_nor_after_the_next_start(here: Neighbours) -> None:
    here.place.vault.finish_removals()
    assert here.unchanged()


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd[:12]))
def test_no_odd_value_in_any_field_or_address_makes_it_slip(here: Neighbours, odd: str) -> None:
    for way in ways_in(here):
        if way.parts and len(odd) < 6_000:
            ask(here, "therapist", way, **dict.fromkeys(way.parts, odd))
        if way.method == "POST":
            ask(here, "therapist", way, data=sending(way.path, odd))


def test_missing_empty_doubled_and_foreign_bodies_are_taken_or_refused(here: Neighbours) -> None:
    for way in ways_in(here):
        if way.method != "POST":
            continue
        example = EXAMPLES[way.path]
        doubled = [(name, str(value)) for name, value in example.items() for _ in range(2)]
        bodies: tuple[tuple[str, bytes], ...] = (
            ("application/x-www-form-urlencoded", b"&&==&;%"),
            ("application/x-www-form-urlencoded", urlencode(doubled).encode()),
            ("application/json", json.dumps(dict(example)).encode()),
            ("multipart/form-data; boundary=x", b"--x\r\n\r\nhi\r\n--x--"),
            ("", b"words=" + b"x" * 500_000),
        )
        for kind, body in bodies:
            ask(here, "therapist", way, content=body, headers={"content-type": kind})


def test_every_method_at_every_address_is_answered(here: Neighbours) -> None:
    for path in dict.fromkeys(filled(way) for way in ways_in(here)):
        for method in METHODS:
            asked(here, "nobody", method, path)
    assert asked(here, "therapist", "GET", "/desk/no-such-page").status_code == 404
    assert asked(here, "therapist", "GET", "/desk/").status_code in {307, 404}


@settings(max_examples=60)
@given(data=some.data())
def test_whatever_is_sent_by_whomever_to_wherever(here: Neighbours, data: some.DataObject) -> None:
    way = data.draw(some.sampled_from(ways_in(here)))
    role = data.draw(some.sampled_from(sorted(ROLES)))
    fields = sorted({*EXAMPLES.get(way.path, {}), "words", "number", "which"})
    sent = data.draw(some.dictionaries(some.sampled_from(fields), some.lists(values, max_size=3)))
    parts = {part: data.draw(values)[:200] for part in way.parts if data.draw(some.booleans())}
    more = {"data": sent} if way.method == "POST" else {"params": {"shape": data.draw(values)[:200]}}  # fmt: skip
    ask(here, role, way, **parts, **more)


@pytest.mark.parametrize("value", ["", "x", "A" * 64, "=" * 64, '"\\000\\377"', "\xe9\xff", "9" * 6_000])  # fmt: skip
def test_no_forged_cookie_makes_it_slip_or_opens_anything(here: Neighbours, value: str) -> None:
    headers = {"cookie": f"holdspace-desk={value}".encode("latin-1")}
    for method, path in (("GET", "/desk"), ("GET", "/desk/people"), ("POST", "/desk/leave"), ("POST", "/desk/lock"), ("POST", "/desk/people")):  # fmt: skip
        asked(here, "nobody", method, path, headers=headers)


OF_SOMEBODY = (  # every address and field that holds an id of something a therapist keeps
    *(("GET", f"/desk/people/{{}}{at}", {}) for at in ("", "/print", "/note", "/apart", "/scores")),
    *(("GET", f"/desk/people/{at}/note/{{}}", {}) for at in ("MINE", "{}")),
    *(("POST", "/desk/people/{}", {"what": what, "label": "x", "really": "yes"}) for what in ("label", "away", "back", "remove")),
    ("POST", "/desk/people/{}/note", {"what": "keep", "free": "a line"}),
    *(("POST", "/desk/people/MINE/note/{}", {"what": what, "free": "a line"}) for what in ("keep", "remove")),
    ("POST", "/desk/people/{}/apart", {"what": "keep", "words": "a thought"}),
    *(("POST", "/desk/people/MINE/apart", {"what": what, "words": "a thought", "which": "{}"}) for what in ("change", "remove")),
    ("POST", "/desk/people/{}/scores", {"what": "keep", "measure": "phq-9", "value": "12"}),
    ("POST", "/desk/people/MINE/scores", {"what": "remove", "which": "{}"}),
    *(("GET", f"/desk/reflect/{at}/{{}}", {}) for at in ("written", "leaving")),
    *(("POST", "/desk/reflect/written/{}", {"do": do, "words": "a line"}) for do in ("change", "list", "remove")),
    ("POST", "/desk/account/devices", {"which": "{}"}),
    ("POST", "/desk/passkey/remove", {"which": "{}"}),
)  # fmt: skip


@pytest.mark.parametrize("of", OF_SOMEBODY, ids=lambda of: "-".join(map(str, of)))
def test_what_is_not_there_and_what_is_another_s_are_answered_alike(
    here: Neighbours, of: tuple[str, str, dict[str, str]]
) -> None:
    method, path, sent = of
    mine = here.mine()
    seen = set()
    for tried in (*here.amaras.values(), FORGED, "A" * 64, "1"):
        browser = here.come("therapist")
        with statements(here.place) as made:
            data = {name: value.format(tried) for name, value in sent.items()}
            at = path.replace("MINE", mine).replace("{}", tried)
            answer = browser.request(method, at, data=data)
        where = (answer.headers.get("location") or "").replace(tried, "")
        seen.add((answer.status_code, where, answer.content, tuple(made)))
    assert len(seen) == 1
    assert AMARAS not in str(seen)
    assert here.unchanged()


def test_names_that_are_there_and_names_that_are_not_are_answered_alike(here: Neighbours) -> None:
    seen = set()
    for name in (AMARA, "Juno", "Nobody"):
        browser = here.come("nobody")
        with statements(here.place) as made:
            sent = {"name": name, "passphrase": f"{PASSPHRASE} no"}
            answer = browser.post("/desk/come-in", data=sent)
        seen.add((answer.status_code, answer.text.replace(name, ""), tuple(made)))
    assert len(seen) == 1
