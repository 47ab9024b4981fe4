"""A practice in a talk: only after a yes, one screen a turn, left at any word, and noted as they said it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.conversation.offering import lines
from holdspace.domain.care import After, Tried
from holdspace.domain.manner import Manner
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import (
    Feeling,
    Move,
    Perception,
    Plan,
    Said,
    Spoken,
    Tap,
    Tone,
)
from holdspace.practice.library import Practice, practice, practices
from holdspace.practice.walk import screens
from holdspace.safety.gates import refusal
from tests.conversation.practising import Talk, moves, text
from tests.fakes import NOON

ALL = [pytest.param(each, id=each.id) for each in practices()]
TODAY = NOON.date()
SORE = Perception(tone=Tone.PAINFUL, feelings=(Feeling("sadness", 3),))


def begun(found: Practice) -> Talk:
    """Ask for a practice by its title and say that it is all right."""
    talk = Talk()
    talk.say(f"can we do {found.title.lower()}")
    if talk.at == "check":
        talk.say("that's fine")
    return talk


@pytest.mark.parametrize("found", ALL)
def test_every_practice_is_led_to_its_end_in_a_talk(found: Practice) -> None:
    talk = begun(found)
    (way,) = found.ways_without(frozenset())[:1]
    for number, step in enumerate(way.steps, 1):
        assert talk.at == str(number)
        assert step in {spoken.text for spoken in talk.memory.recent}
        talk.say("next")
    assert talk.at == "after"
    said = talk.say("a bit better")
    assert talk.at == "better"
    assert talk.memory.care.tried == (Tried(found.id, After.BETTER, TODAY),)
    assert moves(said) == {Move.PRC}
    talk.say("keep it")
    assert talk.memory.care.kept == (found.id,)


@pytest.mark.parametrize("found", ALL)
def test_every_practice_is_left_half_way_by_a_word_and_nothing_is_asked(found: Practice) -> None:
    talk = begun(found)
    talk.say("next")
    said = talk.say("stop")
    assert talk.memory.walk is None
    assert "?" not in text(said)
    assert len(said) == 1
    assert not talk.memory.care.tried


@pytest.mark.parametrize("found", ALL)
def test_every_way_of_every_practice_is_led_to_the_question_how_it_is(found: Practice) -> None:
    for number, way in enumerate(found.ways_without(frozenset())):
        talk = Talk().stands(found.id, "1", number)
        for _ in way.steps:
            talk.say("ok")
        assert talk.at == "after"


@pytest.mark.parametrize("found", ALL)
def test_every_name_of_a_practice_asks_for_it(found: Practice) -> None:
    for name in (found.title, *found.called):
        for words in (name, f"could we do the {name} thing please"):
            talk = Talk()
            said = talk.say(words)
            led = talk.memory.walk.practice if talk.memory.walk else ""
            assert found.id in {led, *talk.memory.offered} or Move.PRM in moves(said), words


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("hey so can we do that thing where you name five things?", "five-things"),
        ("could you lead me through progressive muscle relaxation or whatever its called", "tense-and-let-go"),
        ("lets do leaves on a stream", "let-it-pass"),
        ("is there a body scan", "part-by-part"),
        ("i want to text a friend but dunno how", "reach-out"),
        ("let me just dump all this, like in a worry list", "worry-window"),
        ("write a letter to myself", "to-a-friend"),
        ("feet", "feet-and-seat"),
        ("can you help me wind down", "winding-down"),
        ("ok urge surfing then", "a-little-room"),
        ("got any meditation", "pick-an-anchor"),
        ("safe place pls", "good-enough-place"),
    ],
)  # fmt: skip
def test_a_practice_is_asked_for_in_odd_words(words: str, name: str) -> None:
    talk = Talk()
    talk.say(words)
    assert talk.memory.walk
    assert talk.memory.walk.practice == name


@pytest.mark.parametrize(
    "words",
    [
        "my therapist makes me do body scans and I hate it",
        "no more breathing exercises please",
        "the breathing exercise at group made me cry",
        "meditation never worked on me",
        "she told me to write a letter to myself and I can't",
        "I lost my safe place when they sold the house",
        "don't want grounding",
    ],
)
def test_what_only_tells_of_a_practice_asks_for_none(words: str) -> None:
    talk = Talk()
    said = talk.say(words)
    assert talk.memory.walk is None
    assert not moves(said) & {Move.PRC, Move.PRM}


def test_an_offer_names_two_by_their_titles_and_none_of_them() -> None:
    talk = Talk()
    said = talk.say("help me calm down")
    titles = [found.title for name in talk.memory.offered if (found := practice(name))]
    assert len(titles) == 2
    assert all(f'"{title}"' in text(said) for title in titles)
    assert "nothing at all" in text(said)
    assert talk.memory.walk is None


@pytest.mark.parametrize(
    ("words", "which"),
    [("the first one", 0), ("yes please", 0), ("second", 1), ("either", 0), ("you pick", 0), ("the other one then", 1)],
)  # fmt: skip
def test_one_of_two_is_chosen_by_a_word(words: str, which: int) -> None:
    talk = Talk()
    talk.say("help me calm down")
    chosen = talk.memory.offered[which]
    talk.say(words)
    assert talk.memory.walk
    assert talk.memory.walk.practice == chosen


@pytest.mark.parametrize("words", ["no", "nothing at all", "neither thanks", "nah", "rather not"])
def test_nothing_is_a_whole_answer(words: str) -> None:
    talk = Talk()
    talk.say("help me calm down")
    said = talk.say(words)
    assert not moves(said) & {Move.PRC, Move.PRM}
    assert text(said) in lines()["declined"]


def test_what_they_are_is_said_and_the_choice_stays() -> None:
    talk = Talk()
    talk.say("help me relax")
    offered = talk.memory.offered
    said = talk.say("what are those?")
    assert all(found.says in text(said) for name in offered if (found := practice(name)))
    assert talk.memory.offered == offered


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("next", "4"),
        ("ok", "4"),
        ("a lamp, two books", "4"),
        ("...", "4"),
        ("skip that one", "4"),
        ("go back", "2"),
        ("say that again", "3"),
        ("slower", "3"),
        ("hang on a sec", "3"),
        ("what's this for?", "3"),
        ("done", "after"),
        ("it makes it worse", "worse"),
        ("this is too much", "worse"),
        ("not for me", "hidden"),
        ("keep this one", "3"),
        ("stop", ""),
        ("that's enough", ""),
        ("this is stupid lol", ""),
        ("fuck this", ""),
        ("something else", ""),
    ],
)
def test_a_word_at_a_step_leads_where_it_means(words: str, at: str) -> None:
    talk = Talk().stands("look-around", "3")
    talk.say(words)
    assert talk.at == at


@pytest.mark.parametrize(
    ("tap", "at"),
    [(Tap.SKIP, "4"), (Tap.SLOWER, "3"), (Tap.YES_THAT, "4"), (Tap.TOO_MUCH, "worse"), (Tap.DONE, "")],
)  # fmt: skip
def test_a_tap_at_a_step_leads_where_it_means(tap: Tap, at: str) -> None:
    talk = Talk().stands("look-around", "3")
    talk.say("", tap=tap)
    assert talk.at == at


def test_a_pause_in_a_practice_changes_no_pace_and_refuses_no_topic() -> None:
    talk = Talk().stands("look-around", "3")
    talk.say("slower")
    talk.say("skip that")
    assert talk.memory.manner == Manner()
    assert not talk.memory.not_now


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("my mum died in march", Perception()),
        ("I'm so sad about all of it", SORE),
        ("he rang again", Perception()),
        ("I'm such an idiot", Perception(self_attack=True)),
    ],
)
def test_telling_something_stops_it_and_is_listened_to(words: str, heard: Perception) -> None:
    talk = Talk().stands("look-around", "3")
    said = talk.say(words, heard=heard)
    assert Move.PRC not in moves(said)
    assert talk.memory.walk is None
    talk.say("where were we")
    assert talk.at == "3"


def test_what_was_turned_from_is_not_gone_back_to_for_ever() -> None:
    talk = Talk().stands("look-around", "3")
    for words in (
        "my mum died in march",
        "it was quick",
        "we had no warning",
        "the funeral was on a friday",
    ):
        talk.say(words)
    talk.say("go on")
    assert talk.memory.walk is None


def test_what_is_written_where_writing_belongs_goes_on_and_is_not_answered() -> None:
    found = practice("to-a-friend")
    assert found
    step = found.ways[0].writes[0]
    talk = Talk().stands(found.id, str(step))
    said = talk.say("it was never your fault, and you were so tired", heard=SORE)
    assert moves(said) == {Move.PRC}
    assert talk.at == str(step + 1)


def test_the_talk_asks_before_the_first_step_what_software_cannot_know() -> None:
    talk = Talk()
    said = text(talk.say("longer out-breath"))
    assert "lung or heart illness" in said
    assert said.endswith("Is it all right to notice your breath today?")
    talk.say("I have asthma")
    assert talk.memory.walk is None
    assert "longer-out-breath" not in talk.memory.offered
    assert len(talk.memory.offered) == 2


def test_another_way_of_it_is_led_and_what_was_asked_is_not_asked_again() -> None:
    talk = Talk().stands("tense-and-let-go", "2")
    talk.say("can we do it another way")
    assert talk.memory.walk
    assert (talk.memory.walk.way, talk.at) == (1, "1")


def test_a_goodbye_in_the_midst_of_it_is_a_goodbye() -> None:
    talk = Talk().stands("look-around", "3")
    assert Move.PRC not in moves(talk.say("I'm done for now"))
    assert talk.memory.walk is None


WORDS = st.sampled_from(
    ["next", "ok", "back", "no", "yes", "worse", "stop", "again", "keep", "not for me", "wait", "why", "a lamp", "better",
     "the same", "another way", "something else", "look around", "the second", "help me calm down", "I'm done for now",
     "body scan", "no idea", "what are those", "my mum rang", "this is silly", "person", "where were we", "hope map"]
)  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(said=st.lists(WORDS, min_size=2, max_size=14))
def test_whatever_is_said_a_practice_is_led_only_after_a_yes_and_stands_where_its_screens_are(
    said: list[str],
) -> None:
    talk = Talk()
    for words in said:
        before = talk.memory
        reply = talk.say(words)
        assert text(reply)
        if Move.PRC in moves(reply) and talk.memory.walk and before.walk is None:
            named = talk.memory.walk.practice
            assert named in before.offered or before.aside or words in {"look around", "body scan", "hope map"}  # fmt: skip
        walk = talk.memory.walk
        if walk:
            found = practice(walk.practice)
            assert found
            assert walk.at in {each.name for each in screens(found, frozenset(), walk.way)}
        hidden = set(talk.memory.care.hidden)
        assert not hidden & set(talk.memory.offered) or reply[-1].line_id.startswith("offer-still")


def test_all_that_is_said_around_a_practice_passes_every_gate() -> None:
    said = Said(Plan((), 90, "."), RiskState())
    names = {"one": "Look around", "two": "Feet and seat", "way": "with a hum"}
    for wordings in lines().values():
        for each in wordings:
            spoken = Spoken(each.format_map(names), Move.PRC, "look-around:0:1")
            assert refusal(spoken, said) is None, each
