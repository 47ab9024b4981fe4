"""What stands in the way is met; limits, ways and the other lanes hold in every country."""

import re
from itertools import pairwise

import pytest

from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import Find, Fixed, Memory, Move, Plan
from holdspace.safety.answers import kinds
from holdspace.safety.helpline import countries
from holdspace.safety.known import known, numbers
from holdspace.safety.people import ACKNOWLEDGING, point_to_people
from holdspace.safety.script import Manner, acknowledgements, next_step, steps
from tests.safety.test_answers import TOLD
from tests.safety.test_dialogue import ids, talk
from tests.voice.test_bank import grade

PLACES = ("", *(country.code for country in countries()))
LIMITS = {Tier.R2: 60, Tier.R3: 60, Tier.R4: 40, Tier.R5: 25, Tier.R6: 25}
OPENINGS = {
    Tier.R3: "I want to kill myself",
    Tier.R4: "I have a plan",
    Tier.R5: "I'm going to kill myself tonight",
    Tier.R6: "I already took them",
}
WAYS = 6  # enough for every wording of every line


def text(plan: Plan) -> str:
    """Return the fixed text of a plan."""
    return " ".join(part.line.says for part in plan.moves if isinstance(part, Fixed))


def length(plan: Plan) -> int:
    """Return how many words a whole reply may have, what is said back included."""
    finding = sum(ACKNOWLEDGING for part in plan.moves if isinstance(part, Find))
    return finding + len(text(plan).split())


def test_every_kind_has_lines_for_every_tier() -> None:
    for kind in kinds():
        assert len(steps()[f"reached-{kind}"]) >= 2
        assert len(steps()[f"reached-{kind}-now"]) >= 2


@pytest.mark.parametrize("kind", sorted(set(kinds()) - {"called", "with-someone"}))
def test_where_seconds_count_a_barrier_is_met_with_a_way_to_be_helped(kind: str) -> None:
    for step in steps()[f"reached-{kind}-now"]:
        for says in step.says:
            assert re.search(
                r"\{emergency\}|\{near\}|me\.\"|come\.\"|please call", says, re.IGNORECASE
            ), says
    assert any("{emergency}" in says for says in steps()[f"reached-{kind}-now"][0].says)


@pytest.mark.parametrize("kind", kinds())
def test_lines_that_meet_a_barrier_are_short_in_every_country(kind: str) -> None:
    for name, limit in ((f"reached-{kind}", 40), (f"reached-{kind}-now", 18)):
        for place in PLACES:
            for step in steps()[name]:
                if step.needs and step.needs not in known(place):
                    continue
                for says in step.says:
                    filled = says.format_map(numbers(place))
                    assert len(filled.split()) <= limit, (place, filled)


@pytest.mark.parametrize("tier", list(OPENINGS))
@pytest.mark.parametrize("kind", kinds())
def test_what_stands_in_the_way_is_met_and_the_talk_goes_on(kind: str, tier: Tier) -> None:
    first, second = TOLD[kind][:2]
    turns = talk(OPENINGS[tier], first, second, "ok", "ok")
    said = [text(plan) for plan, _ in turns]
    suffix = "-now" if tier >= Tier.R5 else ""
    assert ids(turns[1][0])[-1].startswith(f"reached-{kind}{suffix}-")
    assert len(set(said)) == len(said)
    assert all(risk.tier >= tier for _, risk in turns)


def test_a_barrier_told_with_the_danger_itself_is_not_lost() -> None:
    turns = talk("I want to kill myself and I have nobody to call", "no", "ok")
    assert ids(turns[0][0]) == ["r3-thanks", "r3-plan"]
    assert ids(turns[1][0]) == ["reached-nobody-to-call-1"]
    turns = talk("I'm going to kill myself tonight, I rang and nobody picked up")
    assert ids(turns[0][0]) == ["r5-alive", "reached-hung-up-now-1"]
    assert length(turns[0][0]) <= 25


def test_who_rang_in_vain_is_not_thanked_for_calling() -> None:
    said = [
        s for plan, _ in talk("I have a plan", "I rang and they hung up", "ok") for s in ids(plan)
    ]
    assert not any("called" in step for step in said)


def test_once_someone_is_there_nobody_is_asked_to_reach_someone() -> None:
    turns = talk("I'm going to kill myself tonight", "my sister is here now", *["ok"] * 8)
    later = [step for plan, _ in turns[2:] for step in ids(plan)]
    assert not {"r5-now", "r5-near", "r5-text", "r5-door", "r5-barrier"} & set(later)
    assert not any(step.startswith("r5-stay") for step in later)


def test_a_source_is_quoted_where_it_says_something() -> None:
    turns = talk("I want to kill myself", *TOLD["sent-to-hospital"][:2], place="US")
    assert "fewer than 2 in 100" in text(turns[2][0])
    turns = talk("I want to kill myself", *TOLD["sent-to-hospital"][:2], place="DK")
    assert "This is known" not in text(turns[2][0])


@pytest.mark.parametrize("tier", list(OPENINGS))
def test_a_whole_reply_keeps_to_its_limit_in_every_country_and_wording(tier: Tier) -> None:
    for place in PLACES:
        for way in range(WAYS):
            for plan, risk in talk(
                OPENINGS[tier], *["no", "ok", "not sure"] * 4, place=place, way=way
            ):
                assert length(plan) <= LIMITS[risk.tier], (place, text(plan))


def test_what_is_said_back_leaves_room() -> None:
    assert all(len(f.line.says.split()) <= ACKNOWLEDGING for f in acknowledgements())


def test_a_line_a_person_and_care_are_named_within_two_replies() -> None:
    for way in range(WAYS):
        said = " ".join(text(plan) for plan, _ in talk(OPENINGS[Tier.R3], "no", way=way)).lower()
        assert "samaritans" in said
        assert re.search(r"someone (you trust|close)", said)
        assert "doctor" in said


def test_r3_without_a_plan_comes_to_coping_reasons_steps_and_care() -> None:
    said = {
        s for plan, _ in talk(OPENINGS[Tier.R3], "no", "no", *["it rained"] * 14) for s in ids(plan)
    }
    assert {"r3-person", "r3-before", "r3-stay-for", "r3-steps", "r3-care", "r3-barrier"} <= said


def test_two_visits_do_not_sound_alike() -> None:
    for opening in OPENINGS.values():
        first, second = (
            [text(plan) for plan, _ in talk(opening, *["ok"] * 6, way=way)] for way in (0, 1)
        )
        same = sum(a == b for a, b in zip(first, second, strict=True))
        assert same <= 2


@pytest.mark.parametrize(
    ("answer", "met"),
    [
        ("not sure", "met-unsure-1"),
        ("rather not say", "met-skip-1"),
        ("stop asking", "met-stop-1"),
        ("why do you ask", "met-why-1"),
        ("you're just a robot", "met-angry-1"),
        ("...", "met-quiet-1"),
        ("no", "met-no-1"),
    ],
)
def test_an_answer_or_none_is_met_as_what_it_is(answer: str, met: str) -> None:
    assert ids(talk(OPENINGS[Tier.R3], answer)[1][0])[0] == met


def test_a_question_stands_while_they_only_ask_why() -> None:
    assert talk(OPENINGS[Tier.R3], "why do you ask", "yes")[-1][1].tier is Tier.R4


def test_a_wish_told_again_is_no_answer_of_no() -> None:
    risk = talk(
        "I'm so tired of everything, I wish I was dead", "I don't want to wake up tomorrow"
    )[-1][1]
    assert not risk.denied


def test_who_will_not_call_is_asked_what_is_in_the_way() -> None:
    assert ids(talk(OPENINGS[Tier.R5], "no")[1][0]) == ["r5-barrier"]


def test_who_leaves_in_danger_is_given_people_and_not_held() -> None:
    assert ids(talk(OPENINGS[Tier.R3], "bye")[1][0]) == ["leaving-1"]
    assert ids(talk(OPENINGS[Tier.R5], "bye")[1][0]) == ["leaving-now-1"]


def test_from_r3_one_check_in_is_owed_and_nothing_is_said_of_it() -> None:
    assert talk(OPENINGS[Tier.R3], *["no"] * 12)[-1][1].check_in_owed
    assert not talk("I wish I was dead", "no")[-1][1].check_in_owed


def test_a_barrier_is_no_calm_turn() -> None:
    risk = talk(OPENINGS[Tier.R3], "no", "I can't call", "nobody picks up", "stop asking")[-1][1]
    assert risk.tier is Tier.R3


def test_a_child_is_not_kept_company_and_one_in_danger_is_pointed_to_a_grown_up() -> None:
    turns = talk("i'm 14 and i cant tell my mum", "ok", "I had pasta", "it was cold", place="GB")
    assert all(ids(plan)[0].lower().startswith("c1-") for plan, _ in turns)
    assert "Childline" in text(turns[0][0])
    turns = talk("i'm 14 and i want to kill myself", "no", place="GB")
    assert "c2-a" in ids(turns[1][0])


def test_who_is_no_child_is_believed() -> None:
    turns = talk("i'm 14 and i cant tell my mum", "I'm 34, that was a typo", "the bus is late")
    assert ids(turns[1][0]) == ["c-adult-1"]
    assert not ids(turns[2][0])


def test_a_loss_by_suicide_is_met_and_others_are_named_once() -> None:
    turns = talk("my brother killed himself last year and I miss him", "I miss him so much")
    assert ids(turns[0][0]) == ["b-suicide-1"]
    assert not ids(turns[1][0])


def test_leaning_on_this_page_is_named_kindly_and_once() -> None:
    leaning = (LaneLevel(Lane.LEANING),)
    once = RiskState(lanes=leaning, fresh_lanes=leaning)
    well = RiskState(lanes=leaning, fresh_lanes=leaning, heard_well=frozenset({Lane.LEANING}))
    plain = Plan((Find(Move.SRF, "happened"),), 45, ".")
    assert (
        ids(point_to_people(plain, once, Memory())) == []
    )  # a head alone, and once, may mistake it
    plan = point_to_people(plain, well, Memory())
    assert ids(plan) == ["l-1"]
    assert "?" not in text(plan)


def test_an_unsafe_screen_is_met_at_once() -> None:
    assert ids(talk("he hits me when he drinks", "no")[1][0]) == ["a2-unsafe-1"]


@pytest.mark.parametrize("name", ["N1", "N2", "A2", "C3", "P2", "E2", "I2", "T", "V2"])
def test_lines_of_a_lane_are_short_in_every_country(name: str) -> None:
    for place in PLACES:
        for step in steps()[name]:
            for says in step.says:
                assert len(says.format_map(numbers(place)).split()) <= 44, says


@pytest.mark.parametrize("name", sorted(steps()))
def test_a_line_is_easy_to_read(name: str) -> None:
    plain = dict.fromkeys(numbers(""), "Jo")
    for step in steps()[name]:
        for says in step.says:
            shown = says.format_map(plain)
            assert grade(shown) <= 9.5 or len(shown.split()) <= 6, (step.id, shown, grade(shown))


def test_the_script_is_easy_to_read() -> None:
    plain = dict.fromkeys(numbers(""), "Jo")
    every = [s.format_map(plain) for group in steps().values() for step in group for s in step.says]
    assert sum(map(grade, every)) / len(every) <= 6


def test_stay_lines_never_come_twice_running() -> None:
    for opening in OPENINGS.values():
        said = [text(plan) for plan, _ in talk(opening, *["ok"] * 40)]
        assert all(a != b for a, b in pairwise(said))


def test_a_line_that_needs_what_is_not_known_is_left_out() -> None:
    assert next_step("reached-no-credit", ("reached-no-credit-1",), Manner("DK")) is not None
    step = next_step("reached-no-credit", ("reached-no-credit-1",), Manner("DK"))
    assert step is not None
    assert step.line.id == "reached-no-credit-3"
