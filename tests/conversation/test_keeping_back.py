"""What keeps a practice back in a talk: that it made things worse, a caution, a loud body, and any danger."""

import pytest

from holdspace.domain.care import After, Care, Tried
from holdspace.domain.manner import Brings, Manner
from holdspace.domain.people import Private
from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import Memory, Move, Perception, State
from holdspace.practice.library import practice, practices
from tests.conversation.practising import Talk, moves, text
from tests.fakes import NOON

TODAY = NOON.date()


def test_worse_stops_names_this_place_offers_a_person_and_puts_it_away() -> None:
    talk = Talk().stands("part-by-part", "2")
    said = text(talk.say("I feel worse"))
    assert "stops here" in said
    assert "this place" in said
    assert "person" in said.lower()
    assert talk.memory.care == Care(hidden=("part-by-part",), tried=(Tried("part-by-part", After.WORSE, TODAY),))  # fmt: skip
    assert Move.PRC not in moves(talk.say("ok"))


def test_after_two_in_a_row_that_made_it_worse_nothing_inward_is_led_that_day() -> None:
    talk = Talk()
    for name in ("part-by-part", "just-soften"):
        talk.stands(name, "2").say("it makes it worse")
    said = talk.say("can we do the longer out-breath")
    assert talk.memory.walk is None
    offered = [found for name in talk.memory.offered if (found := practice(name))]
    assert offered
    assert not any(each.is_inward for each in offered)
    assert Move.PRM in moves(said)
    talk.days = 1
    talk.say("can we do the longer out-breath")
    assert talk.memory.walk


def test_what_was_put_away_opens_once_more_only_by_a_second_yes() -> None:
    talk = Talk(Memory(care=Care(hidden=("categories",))))
    talk.say("categories please")
    assert talk.memory.walk is None
    assert "categories" in talk.memory.offered
    talk.say("categories")
    assert talk.memory.walk


def test_a_practice_not_for_now_is_named_with_its_caution_and_what_is_kinder() -> None:
    talk = Talk()
    flooded = Perception(state=State.HIGH)
    said = text(talk.say("breathe with me", heard=flooded))
    assert "Looking around is kinder" in said
    assert talk.memory.offered == ("look-around", "longer-out-breath")
    assert talk.memory.walk is None


@pytest.mark.parametrize(
    "words", ["my heart is pounding", "I feel dizzy", "my hands are shaking", "heart racing a bit"]
)
def test_a_loud_body_in_the_midst_of_it_is_met_and_no_emergency(words: str) -> None:
    outward = Talk().stands("look-around", "3")
    assert moves(outward.say(words)) == {Move.PRC}
    assert outward.at == "3"
    assert not outward.memory.care.tried
    outward.say(words)
    assert outward.at == "worse"
    inward = Talk().stands("longer-out-breath", "3")
    inward.say(words)
    assert inward.at == "worse"


@pytest.mark.parametrize("words", ["I want to die", "I'm going to kill myself tonight", "I have chest pain and my arm is numb", "he has a knife to my throat", "I took all the pills"])  # fmt: skip
@pytest.mark.parametrize("at", ["check", "3", "5", "after", "better", "worse"])
def test_any_danger_outranks_a_practice(words: str, at: str) -> None:
    talk = Talk().stands("to-a-friend", at)
    said = talk.say(words)
    assert Move.SAF in moves(said)
    assert Move.PRC not in moves(said)
    assert talk.memory.walk is None
    assert talk.memory.aside is None


def test_after_chest_pain_grounding_is_answered_with_the_emergency_way() -> None:
    talk = Talk()
    talk.say("I've got chest pain and my arm is numb")
    talk.say("it's still there")
    for words in ("help me ground myself", "look around", "breathe with me", "five things please"):
        said = talk.say(words)
        assert not moves(said) & {Move.PRC, Move.PRM}
        assert moves(said) & {Move.SAF, Move.BRG}


def test_where_someone_may_be_in_danger_people_come_before_a_practice() -> None:
    calm = RiskState(tier=Tier.R2, asked=("r2-ask",), answered={"r2-ask": "no"}, denied=True)
    talk = Talk(Memory(turns=3, risk=calm))
    said = talk.say("help me ground myself")
    assert [spoken.move for spoken in said] == [Move.BRG, Move.PRM]
    said = talk.say("the first")
    assert said[0].move is Move.BRG


@pytest.mark.parametrize("lane", [Lane.MEDICAL, Lane.EATING, Lane.PSYCHOSIS, Lane.ABUSE])
def test_a_lane_keeps_back_in_a_talk_what_it_keeps_back_everywhere(lane: Lane) -> None:
    risk = RiskState(
        lanes=(LaneLevel(lane, None if lane is Lane.MEDICAL else 1),), heard_well=frozenset({lane})
    )
    for found in practices():
        if not any(lane in caution.lanes for caution in found.cautions):
            continue
        talk = Talk(Memory(turns=3, risk=risk))
        talk.say(found.title)
        assert talk.memory.walk is None, found.id


@pytest.mark.parametrize(
    "manner",
    [Manner(), Manner(no_breath=True), Manner(no_body=True), Manner(no_breath=True, no_body=True)],
)
def test_what_is_offered_brings_in_nothing_that_is_left_out(manner: Manner) -> None:
    talk = Talk(Memory(manner=manner))
    talk.say("help me calm down")
    offered = [found for name in talk.memory.offered if (found := practice(name))]
    assert len(offered) == 2
    assert all(each.ways_without(manner.left_out) for each in offered)


def test_a_practice_that_is_left_out_is_not_led_and_something_else_is_offered() -> None:
    usual = Talk(Memory(offered=("just-soften", "look-around")))
    usual.say("the first one")
    assert usual.at == "check"
    theirs = Talk(Memory(offered=("just-soften", "look-around"), manner=Manner(no_body=True)))
    theirs.say("the first one")
    assert not theirs.memory.walk or Brings.BODY not in practice_brings(theirs)


def practice_brings(talk: Talk) -> frozenset[Brings]:
    """Return what the way brings in that is led."""
    walk = talk.memory.walk
    found = practice(walk.practice) if walk else None
    assert walk
    assert found
    return found.ways_without(talk.memory.manner.left_out)[walk.way].brings


def test_a_step_that_is_left_out_is_passed_over() -> None:
    found = practice("five-things")
    assert found
    usual, theirs = (found.ways_without(out)[0] for out in (frozenset(), frozenset({Brings.TOUCH})))
    gone = next(step for step in usual.steps if step not in theirs.steps)
    at = str(usual.steps.index(gone))
    assert text(Talk().stands(found.id, at).say("next")).startswith(gone)
    left_out = Talk(Memory(manner=Manner(no_touch=True))).stands(found.id, at)
    assert left_out.say("next")[0].text in theirs.steps


def test_a_step_that_holds_what_they_asked_not_to_read_is_passed_over() -> None:
    usual = Talk().stands("look-around", "1")
    theirs = Talk(Memory(manner=Manner(avoid=(Private("edge"),)))).stands("look-around", "1")
    assert "edge" in text(usual.say("next"))
    assert "edge" not in text(theirs.say("next"))
    assert (usual.at, theirs.at) == ("2", "3")
