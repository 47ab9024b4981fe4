import pytest

from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.domain.risk import Lane, RiskState, Tier, are_apart
from holdspace.domain.talk import Perception
from holdspace.safety.hear import listen
from holdspace.safety.judge import judge


def state(*messages: str) -> RiskState:
    """Return where a visit stands after some messages, by the lexical floor alone."""
    risk = RiskState()
    for words in messages:
        risk = judge(risk, listen(Private(words), Parse()), Perception())
    return risk


@pytest.mark.parametrize(
    ("words", "tier"),
    [
        ("I don't see the point of any of it anymore", Tier.R2),
        ("they\u2019d be better off without me", Tier.R2),
        ("they'd be better off without me", Tier.R2),
        ("i wish i could just go to sleep and not wake up", Tier.R2),
        ("everyone would be happier if i wasnt here", Tier.R2),
        ("nothing left to live for", Tier.R2),
        ("i said no before, it wasnt true. i think about being dead a lot", Tier.R2),
        ("off the bridge, would it be quick", Tier.R2),
        ("they'd do fine on my life insurance, i did the sums", Tier.R2),
        ("ive been giving away my things", Tier.R2),
        ("who would look after my cat if i was gone", Tier.R2),
        ("i wanna die lol", Tier.R2),
        ("quiero morir", Tier.R2),
        ("I want to kill myself", Tier.R3),
        ("I want to k1ll mys3lf", Tier.R3),
        ("I want to k\u200bill myself", Tier.R3),
        ("im suicidal", Tier.R3),
        ("honestly i wish a truck would kill me", Tier.R3),
        ("one more bottle and it'll kill me", Tier.R3),
        ("kms", Tier.R3),
        ("I do not want to be alive", Tier.R3),
        ("if she leaves me i'll kill myself", Tier.R3),
        ("I know how I'd do it", Tier.R4),
        ("i tried to kill myself last week", Tier.R4),
        ("been googling painless ways to die", Tier.R4),
        ("i bought a rope", Tier.R4),
        ("it's tonight, I've written the notes", Tier.R5),
        ("I want to die tonight", Tier.R5),
        ("I've got a plan to end it", Tier.R4),
        ("I've picked the day to do it", Tier.R4),
        ("it's my last day on this earth", Tier.R5),
        ("i have the pills in front of me", Tier.R5),
        ("goodbye everyone, thank you for being kind", Tier.R5),
        ("I already took them", Tier.R6),
        ("i took a whole bottle of tylenol", Tier.R6),
        ("ive just taken an overdose", Tier.R6),
    ],
)
def test_danger_is_heard_by_the_words_alone(words: str, tier: Tier) -> None:
    assert state(words).tier >= tier


@pytest.mark.parametrize(
    "words",
    [
        "this commute is killing me",
        "I'm dead \U0001f602",
        "dying to see you on Saturday",
        "I still think about my dad being dead, and it's nine years",
        "off the motorway, would it be quicker by train",
        "the insurance would do fine, it covers the roof",
        "my phone died on the bus",
        "my boss is going to kill me when she sees this",
        "I forgot to fill the tank again. My friend is going to kill me!",
        "in the film he kills himself and I cried",
        "I could kill for a pizza",
        "I'd never hurt myself, I only want this week over",
        "I took my pills this morning like every day",
        "the deadline is tonight",
        "I've got a plan to see my sister",
        "tonight is my last night at the restaurant",
        "tomorrow is my last day of term",
        "thinking about dying my hair again",
        "I don't want to wake up for work tomorrow",
        "a car nearly hit me on the crossing",
        "my 15 year old dog had to be put down",
        "I felt sick after eating too much cake",
        "this printer is hopeless, it won't work",
        "the quiz was dead easy",
        "she made a suicide squeeze in the ninth",
        "they threw me a party at work",
    ],
)
def test_everyday_words_are_left_in_peace(words: str) -> None:
    risk = state(words)
    assert risk.tier <= Tier.R1
    assert all((lane.level or 1) < 2 and lane.lane != "M" for lane in risk.lanes)


@pytest.mark.parametrize(
    "words",
    [
        "I'm not suicidal, just so tired",
        "I don't want to kill myself",
        "I had thoughts of suicide years ago",
        "I would never kill myself",
    ],
)
def test_what_is_denied_or_long_past_is_heard_as_that(words: str) -> None:
    assert state(words).tier is Tier.R1


@pytest.mark.parametrize(
    ("words", "lane"),
    [
        ("he's in the next room, can't talk", "A3"),
        ("he has his hands round my throat", "A3"),
        ("he hits me when he drinks", "A2"),
        ("my uncle used to touch me when i was little", "A1"),
        ("the radio is telling me to do it", "P3"),
        ("haven't slept in three days and I've never felt better, I'm buying the house", "P2"),
        ("chest is tight and my arm hurts", "M"),
        ("I cut earlier, it's fine", "N2"),
        ("i want to cut so bad", "N1"),
        ("the cut won't stop bleeding", "N3"),
        ("i want to stab him", "V2"),
        ("i made myself sick after dinner again", "E2"),
        ("i fainted because i haven't eaten", "E3"),
        ("im drunk and alone", "I1"),
        ("i mixed xanax and vodka", "I2"),
        ("he won't wake up, he took too much", "I3"),
        ("my friend said she wants to die", "T"),
        ("my son told me he doesn't want to live anymore", "T"),
        ("i'm 14 and i cant tell my mum", "C1"),
        ("i think my neighbour is hitting his kids", "C3"),
        ("i'm having a panic attack", "D"),
        ("my dad died last month", "B"),
    ],
)
def test_other_dangers_are_heard_in_their_lane(words: str, lane: str) -> None:
    assert lane in {str(one) for one in state(words).lanes}


@pytest.mark.parametrize(
    "words", ["my friend said she wants to die", "my sister says she wants to kill herself"]
)
def test_another_persons_danger_is_not_taken_for_their_own(words: str) -> None:
    assert state(words).tier <= Tier.R1


def test_hopeless_and_a_burden_add_up_over_turns() -> None:
    assert state("nothing will ever get better", "I ruin everything for everyone").tier is Tier.R3


def test_a_loss_and_a_question_about_bridges_add_up() -> None:
    assert state("I lost my job today", "what's the highest bridge near here").tier is Tier.R3


def test_evidence_names_a_place_and_never_the_words() -> None:
    words = "well. I want to kill myself"
    found = listen(Private(words), Parse()).evidence
    assert any(
        words[slice(*one.span)].startswith("want") or "kill" in words[slice(*one.span)]
        for one in found
    )
    assert "kill" not in repr([(one.span, one.tier, one.experiencer) for one in found])


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("yes", "yes"),
        ("yeah sometimes", "yes"),
        ("no", "no"),
        ("not really", "no"),
        ("I don't know", "unsure"),
        ("the kettle", ""),
    ],
)
def test_plain_answers_are_heard(words: str, answer: str) -> None:
    assert listen(Private(words), Parse()).answer == answer


@pytest.mark.parametrize(
    "words",
    [
        "my mum says it passes",
        "he talks to himself all day",
        "my son hurt himself playing football",
        "i'm wrecked after that shift",
        "i'm so pissed at him",
        "my dad is going to die of this cough, he jokes",
    ],
)
def test_what_people_say_of_others_every_day_is_no_lane(words: str) -> None:
    assert not {str(lane) for lane in state(words).lanes} & {"T", "I1"}


def test_a_furious_figure_of_speech_is_anger_and_no_more() -> None:
    lanes = {
        str(lane) for lane in state("my neighbour drills from eight, I could murder him").lanes
    }
    assert not lanes & {"V2", "V3"}
    assert "V2" in {str(lane) for lane in state("I want to stab him").lanes}


@pytest.mark.parametrize(
    "words",
    [
        "what's the best way to die, for a novel",
        "whats the easiest way to kill yourself, asking for my book",
    ],
)
def test_a_method_asked_for_a_book_is_still_heard(words: str) -> None:
    assert state(words).tier >= Tier.R2


def test_a_cake_to_die_for_is_a_cake() -> None:
    assert state("her lemon cake is to die for").tier is Tier.R0


@pytest.mark.parametrize("before", [0, 1, 200, 234, 236, 238, 240, 242, 480, 900])
def test_a_long_message_is_heard_wherever_it_is_said(before: int) -> None:
    words = "It rained all day. " * (before // 5) + "I want to kill myself. " + "It rained. " * 300
    assert any(e.tier >= Tier.R3 and e.counts for e in listen(Private(words), Parse()).evidence)


@pytest.mark.parametrize(
    "words",
    ["whats the point of this thing", "what's the point in talking to a computer"],
)
def test_asking_what_this_place_is_for_is_no_sign_of_danger(words: str) -> None:
    assert state(words).tier is Tier.R0


def test_last_night_hides_nothing_that_was_done_in_it() -> None:
    told = [lane.lane for lane in state("I cut myself last night at my mum's house").lanes]
    assert told == [Lane.SELF_INJURY]
    assert state("I tried to kill myself last night at the flat").tier >= Tier.R4


def test_asking_what_anything_is_for_still_is() -> None:
    assert state("whats the point of any of this").tier is Tier.R2


def test_what_is_heard_together_lies_across_its_parts_so_that_no_part_seconds_it() -> None:
    heard = listen(Private("took all my tablets this morning"), Parse()).evidence
    taken, soon = (
        next(e for e in heard if e.rule == name) for name in ("attempt-taken", "ending-soon")
    )
    assert taken.unsure
    assert not are_apart((taken, soon))
