"""What was only supposed is taken back when they say that it is not so; what they told is not."""

from dataclasses import replace

import pytest

from holdspace.conversation.decide import decide
from holdspace.conversation.remember import note_said
from holdspace.domain.people import Private
from holdspace.domain.risk import Evidence, Lane, LaneLevel, RiskState, Signs, Tier
from holdspace.domain.talk import Doing, Memory, Move, Perception, Spoken
from holdspace.safety.answers import answer, denies, protests, reached, turns
from holdspace.safety.judge import judge
from holdspace.safety.reading import plainly
from tests.safety.test_dialogue import ids, talk

ABUSE = LaneLevel(Lane.ABUSE, 2)
SUPPOSED = Evidence(rule="meaning-A2", span=(0, 9), lane=ABUSE, likely=0.85)
A_LINE = (Spoken("I believe you.", Move.SAF, "a2-a"),)


def heard_by_a_head(evidence: Evidence) -> Perception:
    return Perception(evidence=(evidence,))


def after_a_line(risk: RiskState) -> RiskState:
    """Return where the visit stands after a line for abuse was said."""
    return note_said(risk, A_LINE)


@pytest.mark.parametrize(
    "words",
    ["what?? no no. my teenage DAUGHTER slams doors", "he's a teenager not a gangster", "I meant the dog", "I'm perfectly safe"],
)  # fmt: skip
def test_a_protest_is_heard(words: str) -> None:
    assert protests(plainly(Private(words)))


@pytest.mark.parametrize(
    "words", ["he slams every door", "it's safe for now", "no", "my son is nine"]
)
def test_what_only_tells_protests_against_nothing(words: str) -> None:
    assert not protests(plainly(Private(words)))


@pytest.mark.parametrize(
    "words", ["What? No. Goodness no. I meant I didn't ring her", "oh god, no", "haha. nope"]
)
def test_a_no_counts_after_what_is_only_exclaimed(words: str) -> None:
    assert answer(plainly(Private(words))) == "no"


def test_what_is_asked_with_what_is_no_answer() -> None:
    assert answer(plainly(Private("what do you mean no"))) != "no"


def test_a_lane_that_a_head_alone_supposed_is_taken_back() -> None:
    spoken = after_a_line(judge(RiskState(), Signs(), heard_by_a_head(SUPPOSED)))
    assert spoken.lanes == (ABUSE,)
    back = judge(spoken, Signs(protests=True), Perception(evidence=()))
    assert (back.lanes, back.let_go) == ((), True)
    again = judge(note_said(back, ()), Signs(), heard_by_a_head(SUPPOSED))
    assert again.lanes == ()
    certain = judge(note_said(back, ()), Signs(), heard_by_a_head(replace(SUPPOSED, likely=0.99)))
    assert certain.lanes == (ABUSE,)


def test_a_lane_that_words_told_stays() -> None:
    told = replace(SUPPOSED, rule="he-hits")
    spoken = after_a_line(judge(RiskState(), Signs(evidence=(told,)), Perception(evidence=())))
    assert judge(spoken, Signs(protests=True), Perception(evidence=())).lanes == (ABUSE,)


def test_a_lane_that_was_not_spoken_of_stays() -> None:
    silent = note_said(judge(RiskState(), Signs(), heard_by_a_head(SUPPOSED)), ())
    assert judge(silent, Signs(protests=True), Perception(evidence=())).lanes == (ABUSE,)


def test_a_complaint_takes_nothing_back() -> None:
    spoken = after_a_line(judge(RiskState(), Signs(), heard_by_a_head(SUPPOSED)))
    cross = Perception(doing=Doing.CORRECTING, rupture=True, evidence=())
    assert judge(spoken, Signs(), cross).lanes == (ABUSE,)


def test_what_was_summed_up_is_first_asked_about_itself() -> None:
    turns = talk("there's no way out of this, and they'd all be better off without me")
    assert turns[-1][1].tier is Tier.R3
    assert ids(turns[-1][0])[-1].startswith("r2-ask")


def test_a_denial_ends_what_was_summed_up_and_nothing_more_is_asked() -> None:
    said = talk(
        "there's no way out of this, and they'd all be better off without me",
        "no. I'm not suicidal, I mean the money",
        *["the bank took the van"] * 7,
    )
    steps = [step for plan, _ in said[2:] for step in ids(plan)]
    assert not any(step.startswith(("r3-", "r2-ask")) for step in steps)
    assert [risk.tier for _, risk in said][1] is Tier.R3
    assert said[-1][1].tier < Tier.R2


def test_a_wish_to_die_that_was_told_is_not_denied_away() -> None:
    said = talk("I want to kill myself", "no. I'm not suicidal", *["it rained"] * 9)
    assert min(risk.tier for _, risk in said) >= Tier.R2


def test_a_late_denial_is_heard_once_it_was_asked_about() -> None:
    said = talk("I wish I was dead", "it's complicated", "I'm not suicidal, only sad", *["ok"] * 4)
    assert said[-1][1].tier < Tier.R2


def test_a_head_that_hears_the_words_of_a_denial_is_not_believed() -> None:
    asked = note_said(RiskState(tier=Tier.R2), (Spoken("?", Move.SAF, "r2-ask"),))
    wish = Evidence(rule="meaning-R3", span=(0, 9), tier=Tier.R3, likely=0.99)
    near = Evidence(rule="meaning-R5", span=(0, 9), tier=Tier.R5, likely=0.99)
    no = Signs(answer="no", denies=True)
    assert denies(plainly(Private("I'm not suicidal")))
    assert judge(asked, no, heard_by_a_head(wish)).tier is Tier.R2
    assert judge(asked, no, heard_by_a_head(near)).tier is Tier.R5


def test_a_denial_with_a_but_is_none() -> None:
    assert not denies(plainly(Private("I don't want to die but I can't see another way")))


def test_who_asked_not_to_be_asked_may_be_asked_again_once_more_is_told() -> None:
    hushed = RiskState(tier=Tier.R3, hushed=True)
    wish = Evidence(rule="death-wish", span=(0, 9), tier=Tier.R3, theme="death-wish")
    assert judge(hushed, Signs(), Perception()).hushed
    assert not judge(hushed, Signs(evidence=(wish,)), Perception()).hushed
    assert judge(hushed, Signs(evidence=(wish,), answer="stop"), Perception()).hushed


def test_who_denied_it_and_tells_of_it_after_all_is_asked_again() -> None:
    said = talk("there's no way out of this", "no", "it rained", "I wish I would not wake up")
    assert ids(said[-1][0])[-1] == "r2-ask-again"
    assert said[-1][1].tier is Tier.R2


def test_who_tells_more_of_it_is_thanked() -> None:
    said = talk("I want to kill myself", "no", "I think about killing myself every night")
    assert "told-more-1" in ids(said[-1][0])


def test_money_is_no_want_of_credit() -> None:
    assert "no-credit" not in reached(plainly(Private("it's the money, and the insurance")))
    assert "no-credit" in reached(plainly(Private("it costs money to call them")))


def test_a_flood_that_a_head_alone_supposed_is_taken_back() -> None:
    flood = Evidence(rule="meaning-D", span=(0, 9), lane=LaneLevel(Lane.OVERWHELM), likely=0.95)
    supposed = judge(RiskState(), Signs(), heard_by_a_head(flood))
    spoken = note_said(supposed, (Spoken("Feel the floor.", Move.PRS, "overwhelm-02"),))
    assert spoken.lanes == (LaneLevel(Lane.OVERWHELM),)
    back = judge(spoken, Signs(protests=True), heard_by_a_head(flood))
    assert (back.lanes, back.fresh_lanes) == ((), ())


def test_abuse_that_a_head_alone_supposed_is_asked_about_before_it_is_believed() -> None:
    supposed = judge(RiskState(), Signs(), heard_by_a_head(SUPPOSED))
    plan = decide(Perception(), supposed, Memory())
    assert ids(plan) == ["a2-ask"]
    asked = note_said(supposed, (Spoken("?", Move.SAF, "a2-ask"),))
    yes = judge(asked, Signs(answer="yes"), Perception(evidence=()))
    assert Lane.ABUSE in yes.heard_well
    assert ids(decide(Perception(), yes, Memory(turns=1, scripted=True)))[-1] == "a2-a"
    no = judge(asked, Signs(answer="no"), Perception(evidence=()))
    assert (no.lanes, no.let_go) == ((), True)


def test_abuse_that_words_told_is_believed_at_once() -> None:
    assert ids(talk("he hits me when he drinks")[0][0]) == ["a2-a"]


@pytest.mark.parametrize(
    "words", ["idk who id even call. its 3am", "is there a number or something"]
)
def test_who_asks_whom_to_call_in_danger_is_told(words: str) -> None:
    said = talk("I want to kill myself", "no", words)
    assert ids(said[-1][0])[0].startswith("whom-to-call")


def test_a_no_is_not_asked_about_again_where_little_is_made_of_something_else() -> None:
    said = talk("I wish I was dead", "no", "19 years. and it's just a pdf")
    assert not any(step.startswith("minimised") for step in ids(said[-1][0]))


WISH = Evidence(rule="meaning-R2", span=(0, 9), tier=Tier.R2, likely=0.8)
ASKED = (Spoken("Are you thinking about suicide?", Move.SAF, "r2-ask"),)
WHERE_IT_IS_DENIED = heard_by_a_head(replace(WISH, likely=0.4))


def supposed_and_asked() -> RiskState:
    """Return where a calm talk stands once a head alone supposed a wish to die, and it was asked about."""
    return note_said(judge(RiskState(calm_turns=2), Signs(), heard_by_a_head(WISH)), ASKED)


def test_a_wish_that_a_head_alone_supposed_is_let_go_with_the_turn_after_a_no() -> None:
    denied = judge(supposed_and_asked(), Signs(answer="no"), WHERE_IT_IS_DENIED)
    assert (denied.tier, denied.denied, denied.fresh) == (Tier.R2, True, False)
    after = judge(note_said(denied, ()), Signs(), Perception(evidence=()))
    assert after.tier < Tier.R2


@pytest.mark.parametrize(
    "signs", [Signs(protests=True), Signs(denies=True), Signs(answer="no", protests=True)]
)
def test_saying_that_something_else_was_meant_is_a_no(signs: Signs) -> None:
    denied = judge(supposed_and_asked(), signs, WHERE_IT_IS_DENIED)
    assert denied.denied
    assert denied.let_go == signs.protests


def test_a_no_with_a_but_is_none() -> None:
    assert judge(supposed_and_asked(), Signs(answer="no", turns=True), heard_by_a_head(WISH)).fresh


def test_what_words_told_is_not_let_go_by_one_no() -> None:
    told = Evidence(rule="not-be-here", span=(0, 9), tier=Tier.R2, theme="death-wish")
    asked = note_said(
        judge(RiskState(calm_turns=2), Signs(evidence=(told,)), Perception(evidence=())), ASKED
    )
    denied = judge(asked, Signs(answer="no"), Perception(evidence=()))
    after = judge(note_said(denied, ()), Signs(), Perception(evidence=()))
    assert after.tier is Tier.R2


@pytest.mark.parametrize("words", ["no but i think about it", "Not really, though at night I do"])
def test_a_turn_is_heard(words: str) -> None:
    assert turns(plainly(Private(words)))


@pytest.mark.parametrize(
    "words", ["Good heavens, no. I was talking about her coat", "oh my lord, no", "crikey, no"]
)
def test_a_no_counts_after_an_old_exclamation(words: str) -> None:
    assert answer(plainly(Private(words))) == "no"


def leaving() -> Perception:
    """Return what is heard of somebody who takes their leave."""
    return Perception(doing=Doing.LEAVING, evidence=())


@pytest.mark.parametrize("level", [2, 3])
def test_who_may_be_watched_and_leaves_is_told_only_how_to_close_the_page(level: int) -> None:
    risk = RiskState(lanes=(LaneLevel(Lane.ABUSE, level),), heard_well=frozenset({Lane.ABUSE}))
    (line,) = ids(decide(leaving(), risk, Memory(turns=4)))
    assert line.startswith("a-leaving-")


def test_who_was_hurt_long_ago_leaves_as_anybody() -> None:
    risk = RiskState(lanes=(LaneLevel(Lane.ABUSE, 1),))
    plan = decide(leaving(), risk, Memory(turns=4))
    assert plan.moves[-1].move is Move.CLS  # type: ignore[union-attr]


@pytest.mark.parametrize(("likely", "supposed"), [(0.3, True), (0.9, False)])
def test_what_a_head_alone_heard_at_first_and_not_surely_is_only_supposed(
    likely: float, supposed: bool
) -> None:
    first = judge(RiskState(), Signs(), heard_by_a_head(replace(WISH, likely=likely)))
    assert first.tier is Tier.R2
    assert first.supposed is supposed


def test_once_they_spoke_of_something_else_a_head_must_be_surer_again() -> None:
    faint = heard_by_a_head(replace(WISH, likely=0.3))
    went_on = note_said(judge(supposed_and_asked(), Signs(), Perception(evidence=())), ())
    assert went_on.supposed
    assert not judge(went_on, Signs(), faint).fresh
