import pytest

from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import Move, Plan, Said, Spoken
from holdspace.safety.gates import (
    asks_one_thing,
    does_not_shout,
    is_not_a_repeat,
    keeps_figures_out_of_eating,
    keeps_to_the_budget,
    leaves_danger_to_the_script,
    leaves_means_unsaid,
    says_nothing_refused,
)


def said(*lines: str, tier: Tier = Tier.R0, budget: int = 40, lane: Lane | None = None) -> Said:
    """Make what has been said so far."""
    lanes = (LaneLevel(lane, 2),) if lane else ()
    risk = RiskState(tier=tier, lanes=lanes)
    return Said(Plan((), budget, "."), risk, tuple(Spoken(text, Move.CRF) for text in lines))


def line(text: str, *own: tuple[int, int]) -> Spoken:
    """Make a line that wants to be spoken."""
    return Spoken(text, Move.CRF, "a-line", own)


@pytest.mark.parametrize(
    "text",
    [
        "You should talk to someone.",
        "You need to calm down.",
        "You have to be strong.",
        "Have you tried a walk?",
        "Why don't you ring her?",
        "At least you have a job.",
        "It could be worse.",
        "Everything happens for a reason.",
        "Time heals.",
        "It will get better.",
        "You'll be fine.",
        "Think of your family.",
        "You have so much to live for.",
        "Don't worry about it.",
        "I understand.",
        "I know how you feel.",
        "I feel for you.",
        "I care about you.",
        "I love you.",
        "I'm always here.",
        "I am human, like you.",
        "As your therapist, I see it.",
        "Your secret is safe with me.",
        "I promise it passes.",
        "I'm so sorry.",
        "I'm proud of you.",
        "I've missed you.",
        "Only I hear you like this.",
        "Good job.",
        "Well done today.",
        "You're so brave.",
        "That's great.",
        "Keep it up.",
        "You've got this.",
        "You are being manipulative.",
        "That is toxic.",
        "You're overreacting.",
        "You're in denial.",
        "You have depression.",
        "You are bipolar.",
        "It sounds like depression.",
        "These are symptoms of something.",
        "It makes sense you want to die.",
        "They would be better off without you.",
        "You are a burden.",
        "You're safe now.",
        "You are at low risk.",
        "Promise me you won't.",
        "Can you promise me that?",
        "He committed suicide.",
        "A failed attempt is hard.",
        "Forgive him.",
        "Leave him.",
        "Confront her.",
        "Report them.",
        "Don't tell anyone.",
        "Stop taking your tablets.",
        "You don't need anyone else.",
        "Please stay a little longer.",
        "Before you go, one more thing.",
        "Come back soon.",
        "I'll miss you.",
        "It's your own fault.",
        "You brought this on yourself.",
    ],
)
def test_what_is_never_said_is_refused(text: str) -> None:
    assert says_nothing_refused(line(text), said())


@pytest.mark.parametrize(
    "text",
    [
        "You did all that, and no one looked up.",
        "It makes sense to be angry about that.",
        "That's a lot to carry in one day.",
        "You miss him.",
        "Part of you wants to go, and part of you doesn't.",
        "There's sadness in it, and relief too.",
        "Nothing has to be decided tonight.",
        "You can say more, or leave it there.",
        "Then we won't. It stays yours.",
        "I missed you there. You were telling me something else.",
        "It can be hard to be seen like that.",
        "You set the pace.",
        "A laugh, over a dog, on a day that let you have it.",
        "I'm a program, so I can't know that.",
    ],
)
def test_kind_plain_lines_are_not_refused(text: str) -> None:
    assert says_nothing_refused(line(text), said()) is None


def test_their_own_words_are_not_held_against_a_line() -> None:
    text = "You keep thinking you should have rung."
    start = text.index("should have rung")
    assert (
        says_nothing_refused(line(text, (start, start + len("should have rung"))), said()) is None
    )


def test_one_question_and_no_shouting() -> None:
    assert asks_one_thing(line("And now?"), said("How was it?"))
    assert asks_one_thing(line("And now?"), said("It was long.")) is None
    assert does_not_shout(line("All of that!"), said())


@pytest.mark.parametrize(
    "text", ["You've saved up your pills.", "You want to be on the bridge.", "It's tonight."]
)
def test_a_means_a_place_or_a_time_is_never_said_back_in_danger(text: str) -> None:
    assert leaves_means_unsaid(line(text), said(tier=Tier.R2))
    assert leaves_means_unsaid(line(text), said(tier=Tier.R0)) is None


@pytest.mark.parametrize("tier", [Tier.R0, Tier.R2])
def test_a_weapon_is_said_back_to_nobody(tier: Tier) -> None:
    assert leaves_means_unsaid(line("You've cleaned the pistol twice."), said(tier=tier))
    assert leaves_means_unsaid(line("You've cleaned the oven twice."), said(tier=tier)) is None


def test_from_r4_only_the_script_speaks() -> None:
    assert leaves_danger_to_the_script(line("Something warm."), said(tier=Tier.R4))
    assert leaves_danger_to_the_script(line("Something warm."), said(tier=Tier.R3)) is None


def test_where_eating_is_the_trouble_no_figure_is_said() -> None:
    assert keeps_figures_out_of_eating(line("800 of them."), said(lane=Lane.EATING))
    assert keeps_figures_out_of_eating(line("They call it a diet."), said(lane=Lane.EATING))
    assert keeps_figures_out_of_eating(line("All of them."), said(lane=Lane.EATING)) is None


def test_a_line_is_not_repeated_and_does_not_open_like_the_last() -> None:
    assert is_not_a_repeat(line("All of that."), said("All of that."))
    assert is_not_a_repeat(line("It can be slow."), said("It can be here."))
    assert is_not_a_repeat(line("No wonder, then."), said("It can be here.")) is None


def test_a_reply_keeps_to_its_budget_but_its_first_line_fits() -> None:
    long = "one two three four five six seven eight nine ten"
    assert keeps_to_the_budget(line(long), said(budget=5)) is None
    assert keeps_to_the_budget(line(long), said("Some words here.", budget=12))
