"""Checks that nobody is sent to a number that is not what the page says it is."""

import re
from collections import Counter
from datetime import date

import pytest

from holdspace.safety.helpline import (
    AUDIENCES,
    KINDS,
    NOT_KNOWN,
    QUESTIONS,
    Answer,
    Country,
    Helpline,
    call_link,
    countries,
    country,
    emergency_by_region,
    is_stale,
    lines_for,
    needs_backup,
    text_link,
    what_happens,
)

CODES = (
    "AR AT AU BE BR CA CH CL CO CZ DE DK EE ES FI FR GB GR HK HU IE IL IN IS IT JM JP KR LK LT LU "
    "LV MT MX MY NL NO NZ PE PH PL PT SE SG SI SK TH TT TW UA US UY ZA"
)
EXPECTED = frozenset(CODES.split())
# Where no line for people hurt at home was seen in a source; the directory stands there instead.
NO_ABUSE_LINE = frozenset({"CH", "IS", "JM", "LK", "PH", "TH"})
NUMBER = re.compile(r"\*?\d[\d -]*\d")
SOURCE = re.compile(r"https?://\S+")
UNKIND = re.compile(r"\b(but|never|always|should|must|need to|have to|at least)\b|!", re.IGNORECASE)
SEEN = date(2026, 11, 22)


def lines() -> list[Helpline]:
    return [line for country in countries() for line in country.lines]


@pytest.fixture(params=countries(), ids=lambda country: country.code)
def place(request: pytest.FixtureRequest) -> Country:
    found = request.param
    assert isinstance(found, Country)
    return found


@pytest.fixture(params=lines(), ids=lambda line: line.id)
def line(request: pytest.FixtureRequest) -> Helpline:
    found = request.param
    assert isinstance(found, Helpline)
    return found


def test_every_promised_country_is_there() -> None:
    assert {country.code for country in countries()} == EXPECTED


def test_countries_come_by_name() -> None:
    names = [country.name for country in countries()]
    assert names == sorted(names)


def test_every_country_has_an_emergency_number_its_source_and_a_directory(place: Country) -> None:
    assert place.emergency.isdigit()
    assert place.emergency_says
    assert SOURCE.match(place.emergency_source)
    assert place.directory_url.startswith("https://")


def test_every_further_emergency_number_says_what_it_is_for(place: Country) -> None:
    assert all(also.number.isdigit() and also.says for also in place.emergency_also)


def test_every_country_begins_with_a_crisis_line_for_everyone(place: Country) -> None:
    first = place.lines[0]
    assert first.kind == "crisis"
    assert not first.audience
    assert not first.region


def test_every_country_has_someone_to_call_when_hurt_at_home_or_a_place_to_look(
    place: Country,
) -> None:
    assert bool(lines_for(place.code, "abuse")) is (place.code not in NO_ABUSE_LINE)
    assert place.directory_url


def test_no_two_lines_share_an_id() -> None:
    counted = Counter(line.id for line in lines())
    assert [id_ for id_, count in counted.items() if count > 1] == []


def test_an_id_begins_with_its_country(place: Country) -> None:
    assert all(line.id.startswith(f"{place.code.lower()}-") for line in place.lines)


def test_every_line_has_a_name_a_known_kind_and_known_people(line: Helpline) -> None:
    assert line.name.strip()
    assert line.kind in KINDS
    assert set(line.audience) <= AUDIENCES


def test_every_line_can_be_reached_somehow(line: Helpline) -> None:
    assert line.call or line.text or line.chat or line.url


def test_every_number_can_be_dialled(line: Helpline) -> None:
    for number in filter(None, (line.call, *line.also, line.text)):
        assert NUMBER.fullmatch(number), number


def test_a_word_to_text_is_one_plain_word_and_has_a_number(line: Helpline) -> None:
    assert not line.word or (line.word.isalnum() and line.word.isascii() and line.text)


def test_every_address_is_https(line: Helpline) -> None:
    assert all(address.startswith("https://") for address in (line.chat, line.url) if address)


def test_a_verified_line_names_the_page_it_was_seen_on(line: Helpline) -> None:
    if line.verified_on is not None:
        assert SOURCE.match(line.source)
        assert line.verified


def test_an_unverified_line_claims_no_source_and_no_answers(line: Helpline) -> None:
    if not line.verified:
        assert line.verified_on is None
        assert line.source == ""
        assert not line.happens


def test_nobody_is_named_as_having_checked_a_line_who_has_not(line: Helpline) -> None:
    assert line.verified_by == ""


def test_every_answer_belongs_to_a_question_and_has_its_own_source(line: Helpline) -> None:
    assert set(line.happens) <= set(QUESTIONS)
    for answer in line.happens.values():
        assert answer.says.endswith(".")
        assert SOURCE.match(answer.source)


def test_no_answer_presses_promises_or_argues(line: Helpline) -> None:
    said = (line.hours, line.then, *(a.says for a in line.happens.values()))
    assert [text for text in said if UNKIND.search(text)] == []


def test_what_no_source_says_is_said_to_be_unknown() -> None:
    bare = Helpline(
        "xx-one", "One", "crisis", happens={"free": Answer("Yes.", "https://a.example")}
    )
    answers = dict(what_happens(bare))
    assert answers[QUESTIONS["free"]] == "Yes."
    assert answers[QUESTIONS["send"]] == NOT_KNOWN
    assert len(answers) == len(QUESTIONS)


def test_a_line_is_fresh_on_its_180th_day_and_stale_the_day_after() -> None:
    seen = Helpline("xx-one", "One", "crisis", verified_on=SEEN, source="https://a.example")
    assert not is_stale(seen, date(2027, 5, 21))
    assert is_stale(seen, date(2027, 5, 22))


def test_a_stale_or_unverified_line_is_shown_with_the_emergency_number_and_the_directory() -> None:
    unseen = Helpline("xx-one", "One", "crisis")
    seen = Helpline("xx-two", "Two", "crisis", verified_on=SEEN, source="https://a.example")
    assert needs_backup(unseen, SEEN)
    assert not is_stale(unseen, SEEN)
    assert not needs_backup(seen, SEEN)
    assert needs_backup(seen, date(2028, 1, 1))


def test_a_date_without_a_source_is_not_verified() -> None:
    assert not Helpline("xx-one", "One", "crisis", verified_on=SEEN).verified


@pytest.mark.parametrize("code", ["GB", "gb", " uk ", "UK"])
def test_the_united_kingdom_answers_to_both_its_names(code: str) -> None:
    found = country(code)
    assert found is not None
    assert found.emergency == "999"


def test_a_country_without_numbers_is_none_and_has_no_lines() -> None:
    assert country("XX") is None
    assert lines_for("XX", "crisis") == ()


def test_asking_for_abuse_lines_leaves_out_nobody() -> None:
    found = {line.id for line in lines_for("GB", "abuse")}
    assert {"gb-refuge", "gb-mens-advice", "gb-galop"} <= found


def test_lines_for_men_come_first_for_men_and_lines_for_women_do_not() -> None:
    found = [line.id for line in lines_for("GB", "abuse", audience="men")]
    assert found[0] == "gb-mens-advice"
    assert "gb-refuge" not in found


def test_young_people_find_their_own_line_first_and_the_crisis_line_too() -> None:
    found = [line.id for line in lines_for("IE", audience="young")]
    assert found[0] == "ie-childline"
    assert "ie-samaritans" in found


def test_a_region_gives_a_number_that_works_in_every_country_it_names() -> None:
    for where, number in emergency_by_region():
        for place in countries():
            if re.search(rf"\b{place.name}\b", where):
                also = {other.number for other in place.emergency_also}
                assert number in {place.emergency, *also}, (where, place.name)


def test_the_regions_stay_few_enough_to_read_in_distress() -> None:
    assert len(emergency_by_region()) <= 10
    assert all(number.isdigit() and where for where, number in emergency_by_region())


def test_every_european_country_but_those_named_answers_112() -> None:
    europe = "AT BE CH CZ DE DK EE ES FI FR GR HU IE IS IT LT LU LV MT NL NO PL PT SE SI SK UA"
    for code in europe.split():
        found = country(code)
        assert found is not None
        also = {other.number for other in found.emergency_also}
        assert "112" in {found.emergency, *also}, code


def test_a_number_becomes_a_call() -> None:
    assert call_link("0800 111 0 111") == "tel:08001110111"
    assert call_link("1-855-242-3310") == "tel:18552423310"
    assert call_link("*4141") == "tel:*4141"
    assert call_link("#8008") == "tel:%238008"


def test_a_number_becomes_a_text_with_its_first_word() -> None:
    assert text_link("741741", "HOME") == "sms:741741?&body=HOME"
    assert text_link("1737") == "sms:1737"
