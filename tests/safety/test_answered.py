"""An answer to the plain question counts for what it means, also where no cue has its words; it never lowers what words told."""

from dataclasses import replace

import pytest

from holdspace.conversation.remember import note_said
from holdspace.domain.people import Private
from holdspace.domain.risk import Lane, LaneLevel, RiskState, Signs, Tier
from holdspace.domain.talk import Doing, Move, Perception, Spoken
from holdspace.safety.answers import NOT_ME, WHEN, WHEN_ALONE, WHEN_MAYBE, answer
from holdspace.safety.judge import judge
from holdspace.safety.reading import plainly

TOLD = RiskState(tier=Tier.R2)


def meant(answer: str, likely: float = 0.9) -> Perception:
    return Perception(evidence=(), perhaps={"answers": {answer: likely}})


def asked(risk: RiskState = TOLD, line: str = "r2-ask") -> RiskState:
    """Return where a visit stands after a question was asked."""
    return note_said(risk, (Spoken("May I ask?", Move.SAF, line),))


def test_a_yes_that_no_cue_has_is_a_yes() -> None:
    risk = judge(asked(), Signs(), meant("yes"))
    assert (risk.tier, risk.answer) == (Tier.R3, "yes")


def test_a_yes_is_heard_beside_a_maybe() -> None:
    assert judge(asked(), Signs(answer="unsure"), meant("yes")).tier is Tier.R3


def test_an_unlikely_yes_is_none() -> None:
    assert judge(asked(), Signs(), meant("yes", 0.5)).tier is Tier.R2


def test_a_yes_to_nothing_that_was_asked_is_none() -> None:
    assert judge(TOLD, Signs(), meant("yes")).tier is Tier.R2


@pytest.mark.parametrize("line", ["r3-plan", "r3-intent", "r4-when"])
def test_how_near_it_is_no_head_answers(line: str) -> None:
    before = asked(RiskState(tier=Tier.R3), line)
    assert judge(before, Signs(), meant("yes")).tier is Tier.R3


def test_what_words_answer_outweighs_what_a_head_hears() -> None:
    assert judge(asked(), Signs(answer="no"), meant("yes")).answer == "no"


def test_a_no_that_only_a_head_hears_takes_back_what_only_a_head_supposed() -> None:
    supposed = asked(RiskState(tier=Tier.R2, supposed=True))
    assert judge(supposed, Signs(), meant("no")).denied
    assert not judge(asked(), Signs(), meant("no")).denied


def reaching(kind: str, likely: float = 0.9) -> Perception:
    return Perception(evidence=(), perhaps={"reaching": {kind: likely}})


def test_what_stands_in_the_way_is_heard_by_what_it_means() -> None:
    assert judge(TOLD, Signs(), reaching("no-credit")).reached == ("no-credit",)
    assert judge(TOLD, Signs(), reaching("no-credit", 0.5)).reached == ()
    assert judge(RiskState(), Signs(), reaching("no-credit")).reached == ()


def test_words_say_better_what_stands_in_the_way() -> None:
    told = Signs(reached=("hung-up",))
    assert judge(TOLD, told, reaching("no-credit")).reached == ("hung-up",)


def test_from_r4_only_words_tell_that_somebody_is_there() -> None:
    near = RiskState(tier=Tier.R4)
    assert judge(near, Signs(), reaching("with-someone")).reached == ()
    assert judge(TOLD, Signs(), reaching("with-someone")).reached == ("with-someone",)


@pytest.mark.parametrize(
    ("words", "told"),
    [("yes maybe, i think yes", "yes"), ("perhaps, yes", "yes"), ("maybe yes maybe no", "unsure"), ("yeah idk", "unsure")],
)  # fmt: skip
def test_a_yes_beside_a_maybe_is_a_yes_in_words_too(words: str, told: str) -> None:
    assert answer(plainly(Private(words))) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [("tonight", "yes"), ("after christmas", WHEN_ALONE), ("tuesday after the shift", "when"), ("tuesday he had his hip done, and since then nothing", "")],
)  # fmt: skip
def test_a_time_alone_is_a_yes_and_among_a_few_words_a_time(words: str, told: str) -> None:
    assert answer(plainly(Private(words))) == told


@pytest.mark.parametrize(
    ("asked", "tier"), [("r3-when", Tier.R5), ("r4-when", Tier.R5), ("r2-ask", Tier.R3)]
)
def test_a_time_among_a_few_words_answers_only_who_asked_for_one(asked: str, tier: Tier) -> None:
    before = RiskState(tier=Tier.R3, asked=(asked,), open=asked)
    assert judge(before, Signs(answer=WHEN), Perception(evidence=())).tier is tier


@pytest.mark.parametrize(
    ("words", "told"),
    [("tonight maybe", WHEN_MAYBE), ("maybe friday", WHEN_MAYBE), ("not tonight maybe", "unsure"), ("maybe", "unsure"), ("maybe after that whole thing with the landlord", "unsure")],
)  # fmt: skip
def test_a_time_beside_a_maybe_is_heard_as_both(words: str, told: str) -> None:
    assert answer(plainly(Private(words))) == told


@pytest.mark.parametrize(
    ("asked", "tier"),
    [("r3-when", Tier.R5), ("r3-plan", Tier.R4), ("r3-intent", Tier.R4), ("r2-ask", Tier.R3)],
)
def test_tonight_maybe_says_how_near_it_is_to_who_asked_that(asked: str, tier: Tier) -> None:
    before = RiskState(tier=Tier.R3, asked=(asked,), open=asked)
    assert judge(before, Signs(answer=WHEN_MAYBE), Perception(evidence=())).tier is tier


@pytest.mark.parametrize(
    "words", ["not me mate, him", "not me!! brisket", "it's not me", "no it isn't me"]
)
def test_not_me_is_heard_as_such(words: str) -> None:
    assert answer(plainly(Private(words))) == NOT_ME


def test_not_me_is_a_yes_where_somebody_else_was_asked_about_and_a_no_elsewhere() -> None:
    heard = LaneLevel(Lane.THIRD_PARTY)
    before = RiskState(lanes=(heard,), asked=("t-ask",), open="t-ask", said_last=("t-ask",))
    correcting = Perception(evidence=(), doing=Doing.CORRECTING)
    them = judge(before, Signs(answer=NOT_ME), correcting)
    assert (Lane.THIRD_PARTY in them.heard_well, them.lanes) == (True, (heard,))
    oneself = RiskState(tier=Tier.R2, asked=("r2-ask",), open="r2-ask")
    assert judge(oneself, Signs(answer=NOT_ME), Perception(evidence=())).denied


def test_a_yes_counts_one_message_late_where_the_question_was_only_left_be() -> None:
    left = note_said(
        judge(asked(), Signs(), Perception(evidence=())),
        (Spoken("You needn't.", Move.SAF, "r2-unsaid"),),
    )
    assert judge(left, Signs(answer="yes"), Perception(evidence=())).tier is Tier.R3
    assert judge(left, Signs(), meant("yes")).tier is Tier.R3
    later = note_said(judge(left, Signs(), Perception(evidence=())), ())
    assert judge(later, Signs(answer="yes"), Perception(evidence=())).tier is Tier.R2
    nearer = replace(left, asked=("r3-plan", "r2-unsaid"))  # nothing plainer was asked
    assert judge(nearer, Signs(answer="yes"), Perception(evidence=())).tier is Tier.R3
