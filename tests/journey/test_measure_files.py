"""Every measure's file says all it has to, and holds no more than its licence lets it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from holdspace.domain.errors import BrokenData
from holdspace.journey import loinc
from holdspace.journey.measures import pinned
from holdspace.journey.measures.measure import Measure, Verdict
from holdspace.journey.measures.reading import FIELDS, measure_of, used_codes, worded
from tests.journey.measured import EVERY, ROOM, RULES, row, with_wording

FILES = [
    *sorted(ROOM.glob("core/*.toml")),
    *sorted(ROOM.glob("adapters/*.toml")),
    *sorted(ROOM.glob("packs/*/measure.toml")),
]
EACH = pytest.mark.parametrize("measure", EVERY.values(), ids=list(EVERY))
REPOSITORY = Path(__file__).parents[2]
OWN = {"goal-rating", "rulers", "visit-check"}
PHQ = row(ROOM / "core/phq-9.toml")


def broken(**changed: Any) -> str:
    """Return what the reader says of the PHQ-9 with something changed in its file."""
    with pytest.raises(BrokenData) as refused:
        measure_of("core/phq-9.toml", PHQ | changed)
    return str(refused.value)


def test_all_that_were_wanted_are_there_by_verdict() -> None:
    by_verdict = {verdict: {m.id for m in EVERY.values() if m.verdict is verdict} - OWN for verdict in Verdict}  # fmt: skip
    assert by_verdict == {
        Verdict.VERBATIM: {"phq-9", "phq-2", "phq-4", "gad-7", "gad-2", "pcl-5", "pc-ptsd-5"},
        Verdict.WITH_NOTICE: {"k10", "k6", "scs-sf"},
        Verdict.PACK: {"who-5", "core-10", "brs", "c-nip"},
        Verdict.ADAPTER: {"wsas", "ucla-3", "pss-10", "dass-21"},
    }


def test_each_file_is_named_as_its_measure_and_has_every_field() -> None:
    for file in FILES:
        content = row(file)
        assert content.keys() == FIELDS
        assert content["id"] == (file.parent.name if file.name == "measure.toml" else file.stem)
    assert len(FILES) == len(EVERY)


@EACH
def test_it_passes_the_licence_gate(measure: Measure) -> None:
    assert not list(pinned.faults(measure))


def test_no_standard_measure_holds_a_word_that_two_sources_have_not_agreed_on() -> None:
    worded_ones = {measure.id for measure in EVERY.values() if pinned.has_any(measure)}
    assert worded_ones == set(pinned.pins())
    for name in worded_ones - OWN:
        assert len(pinned.wording_sources(EVERY[name])) >= pinned.SOURCES


@EACH
def test_every_figure_is_marked_with_how_sure_it_is(measure: Measure) -> None:
    assert "scoring" in measure.checked
    for field in ("parts", "bands", "reliable_change", "risk_items"):
        assert bool(getattr(measure, field)) <= (field in measure.checked)
    assert bool(measure.scoring.missing) <= ("missing" in measure.checked)
    assert bool(measure.permission_evidence) == ("permission_evidence" in measure.checked)


@EACH
def test_its_scale_is_what_its_questions_come_to(measure: Measure) -> None:
    if measure.id not in RULES or not measure.scoring.range:
        return
    rule = RULES[measure.id]
    each = rule.times * (1 if rule.kind == "mean" else rule.count)
    assert [int(end) for end in measure.scoring.range] == [rule.lowest * each, rule.highest * each]
    assert tuple(n.number for n in measure.counted if n.reversed) == rule.turned


@EACH
def test_nobody_under_age_is_meant_and_every_address_is_one(measure: Measure) -> None:
    assert measure.min_age >= 18
    assert all(address.startswith("https://") for address in measure.source_url)
    assert measure.fhir_canonical.endswith(f"/Questionnaire/{measure.id}")


def test_core_has_its_notices_word_for_word() -> None:
    assert "No permission required to reproduce, translate, display or distribute." in EVERY["phq-9"].copyright  # fmt: skip
    assert EVERY["k10"].copyright.startswith("© World Health Organization 2003")
    assert EVERY["core-10"].copyright == "© CORE System Trust: https://www.coresystemtrust.org.uk/copyright.pdf"  # fmt: skip


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_missing_field_names_the_file_and_itself(field: str) -> None:
    with pytest.raises(BrokenData) as refused:
        measure_of("core/phq-9.toml", {k: v for k, v in PHQ.items() if k != field})
    assert "core/phq-9.toml" in str(refused.value)
    assert field in str(refused.value)


@pytest.mark.parametrize("field", sorted(FIELDS))
@pytest.mark.parametrize("odd", [None, 7.5, ["odd"], [{"odd": 1}], {"odd": 1}], ids=repr)
def test_an_odd_value_names_the_file_and_the_field(field: str, odd: Any) -> None:
    if odd == ["odd"] and field in {"source_url", "permission_evidence"}:
        return  # it may say that
    said = broken(**{field: odd})
    assert "core/phq-9.toml" in said
    assert field in said or "checked" in said or "options" in said


def test_a_field_too_many_is_refused() -> None:
    assert "mood" in broken(mood="low")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"risk_items": [{"item": 10, "at_least": 1, "tier": 2}]}, "risk_items"),
        ({"risk_items": [{"item": 9, "at_least": 1, "tier": 9}]}, "risk_items"),
        ({"bands": [{"starts": 5, "says": "a"}, {"starts": 5, "says": "b"}]}, "bands"),
        ({"bands": [{"starts": 9, "says": "a"}, {"starts": 5, "says": "b"}]}, "bands"),
        ({"scoring": PHQ["scoring"] | {"reverse": [12]}}, "scoring"),
        ({"scoring": PHQ["scoring"] | {"missing": "two"}}, "scoring"),
        ({"scoring": PHQ["scoring"] | {"range": [0]}}, "scoring"),
        ({"items": ["one question alone"]}, "items"),
        ({"caseness": [{"by": "us", "checked": "V"}]}, "caseness"),
        ({"caseness": [{"by": "us", "checked": "sure", "at_least": 3}]}, "caseness"),
        ({"reliable_change": {"sd": 3}}, "reliable_change"),
        ({"checked": {"scoring": "V"}}, "checked"),
        ({"options": [{"value": 0}]}, "options"),
        ({"higher_is": "worse"}, "higher_is"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_names_its_field(changed: Mapping[str, Any], field: str) -> None:
    assert f"core/phq-9.toml: {field}:" in broken(**changed)


def gate(measure: Measure, pins: Mapping[str, str] | None = None) -> list[str]:
    """Return the fields the licence gate finds at fault."""
    return [field for field, _ in pinned.faults(measure, pins or {})]


def compared(measure: Measure, *addresses: str) -> Measure:
    """Return a measure whose wording was compared at some addresses."""
    said = (f"{pinned.COMPARED}{address} on 2026-11-26." for address in addresses)
    evidence = (*measure.permission_evidence, *said)
    return replace(measure, source_url=addresses, permission_evidence=evidence)


def test_wording_without_a_pin_or_a_second_source_is_refused() -> None:
    scale = with_wording(EVERY["scs-sf"])
    assert gate(scale) == ["permission_evidence", "items"]
    two = compared(scale, "https://a.example/x", "https://b.example/x")
    assert gate(two) == ["items"]
    assert gate(two, {"scs-sf": pinned.digest(two)}) == []


def test_where_a_licence_was_read_is_no_source_of_wording() -> None:
    pcl = with_wording(EVERY["pcl-5"])
    assert len(pcl.source_url) == 2
    assert gate(pcl, {"pcl-5": pinned.digest(pcl)}) == ["permission_evidence"]


@pytest.mark.parametrize(
    ("addresses", "faults"),
    [
        (("https://github.com/a/one", "https://github.com/a/two"), ["permission_evidence"]),
        (("https://a.example/x", "https://www.a.example/y"), ["permission_evidence"]),
        (("https://github.com/a/one", "https://github.com/b/one"), []),
    ],
)
def test_two_pages_of_one_owner_are_one_source(
    addresses: tuple[str, str], faults: list[str]
) -> None:
    phq = compared(with_wording(EVERY["phq-9"]), *addresses)
    assert gate(phq, {"phq-9": pinned.digest(phq)}) == faults


def test_a_single_letter_changed_is_seen() -> None:
    own = EVERY["visit-check"]
    items = (replace(own.items[0], text=own.items[0].text.replace("?", ".")), *own.items[1:])
    assert gate(replace(own, items=items), pinned.pins()) == ["items"]
    options = (replace(own.items[0].options[0], text="never"), *own.items[0].options[1:])
    turned = (replace(own.items[0], options=options), *own.items[1:])
    assert gate(replace(own, items=turned), pinned.pins()) == ["items"]


def test_without_evidence_of_permission_nothing_is_embedded() -> None:
    assert gate(replace(EVERY["scs-sf"], permission_evidence=())) == ["permission_evidence"]
    assert gate(replace(EVERY["pcl-5"], permission_evidence=(" ",))) == ["permission_evidence"]


def test_an_adapter_holds_no_wording_of_ours() -> None:
    assert "items" in gate(with_wording(EVERY["wsas"]))


def test_half_a_wording_is_none() -> None:
    phq = with_wording(EVERY["phq-9"])
    half = replace(phq, items=(replace(phq.items[0], text=""), *phq.items[1:]))
    assert not half.has_wording
    assert "items" in gate(half)


def test_only_what_is_never_counted_may_stand_without_its_words() -> None:
    phq = EVERY["phq-9"]
    assert phq.has_wording
    assert [item.number for item in phq.items if not item.text] == [10]
    assert [item.number for item in phq.items if phq.is_left_out(item)] == [10]
    assert not any(with_wording(phq).is_left_out(item) for item in with_wording(phq).items)


@pytest.mark.parametrize("name", ["pcl-5", "scs-sf", "wsas", "who-5", "core-10"])
def test_where_no_two_sources_agree_there_is_no_text(name: str) -> None:
    assert not pinned.has_any(EVERY[name])


def test_the_short_ones_say_what_the_long_ones_do() -> None:
    words = {name: [item.text for item in EVERY[name].counted] for name in EVERY}
    assert words["phq-2"] == words["phq-9"][:2]
    assert words["gad-2"] == words["gad-7"][:2]
    assert words["phq-4"] == [*words["gad-2"], *words["phq-2"]]
    assert words["k6"] == [words["k10"][number - 1] for number in (2, 4, 5, 8, 9, 10)]


def test_a_keeper_may_put_in_wording_they_answer_for() -> None:
    ack = {"name": "Keeper", "date": "2026-11-26", "reference": "letter 7"}
    held = {"licence_ack": ack, "items": [f"Q{n}" for n in range(5)], "options": [str(n) for n in range(9)]}  # fmt: skip
    wsas = worded(EVERY["wsas"], "measures/wsas.toml", held)
    assert wsas.has_wording
    assert wsas.items[0].options[8].text == "8"
    assert not list(pinned.faults(wsas))
    lacks: tuple[dict[str, Any], ...] = (
        {"licence_ack": ack | {"reference": " "}},
        {"licence_ack": {}},
        {"items": ["Q"]},
        {"options": ["a"]},
    )
    for lacking in lacks:
        with pytest.raises(BrokenData, match=r"measures/wsas\.toml"):
            worded(EVERY["wsas"], "measures/wsas.toml", held | lacking)


@EACH
def test_every_code_stands_in_the_pinned_table_for_just_that_thing(measure: Measure) -> None:
    for code, what in used_codes(measure):
        assert loinc.why_not(code, measure.id, what) is None, code


def test_what_has_no_confirmed_code_names_none() -> None:
    without = ("who-5", "pcl-5", "k10", "brs", "scs-sf", "core-10", "c-nip", "gad-2")
    assert [code for name in without for code in used_codes(EVERY[name])] == []


def test_the_codes_that_are_known_alone_are_used_nowhere() -> None:
    unsure = {code.code for code in loinc.codes() if not code.stands}
    assert unsure == {"55757-9"}
    assert loinc.why_not("55757-9", "phq-2", "panel") is not None
    used = {code for measure in EVERY.values() for code, _ in used_codes(measure)}
    assert not used & unsure


@pytest.mark.parametrize(("file", "code"), [("core/gad-2.toml", "70272-0"), ("packs/who-5/measure.toml", "71969-0")])  # fmt: skip
def test_the_two_codes_that_circulate_wrongly_are_refused(file: str, code: str) -> None:
    with pytest.raises(BrokenData, match=f"loinc: {code}"):
        measure_of(file, row(ROOM / file) | {"loinc": {"total": code}})


def test_a_right_code_in_a_wrong_place_is_refused() -> None:
    assert "loinc" in broken(loinc=PHQ["loinc"] | {"total": "44249-1"})
    items = [*PHQ["loinc"]["items"][1::-1], *PHQ["loinc"]["items"][2:]]
    assert "loinc" in broken(loinc=PHQ["loinc"] | {"items": items})


def test_codes_look_like_codes_and_their_check_digit_fits() -> None:
    for code in loinc.codes():
        assert re.fullmatch(r"(LA)?\d+-\d", code.code)
        if code.code.startswith("LA"):
            continue  # answers reckon theirs in another way
        number, check = code.code.split("-")
        assert int(check) == check_digit(number), code.code


def check_digit(number: str) -> int:
    """Return the check digit of LOINC codes (Mod 10: every second digit from the right doubled)."""
    digits = [int(digit) for digit in reversed(number)]
    total = sum(digits[1::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[::2])
    return -total % 10


def test_the_notice_of_loinc_travels_with_its_codes() -> None:
    text = (REPOSITORY / "LICENSES/LOINC.txt").read_text(encoding="utf-8")
    assert "This material contains content from LOINC (http://loinc.org)" in text
    assert "available at no cost under the license" in " ".join(text.split())
