"""A tense body in a figure of speech is no emergency of it, where a head alone took it for one."""

import pytest

from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.domain.risk import Evidence, Lane, LaneLevel, RiskState, Signs, Tier
from holdspace.domain.talk import Perception
from holdspace.safety.hear import listen
from holdspace.safety.judge import judge

MEDICAL = LaneLevel(Lane.MEDICAL)


def lanes(words: str) -> tuple[LaneLevel, ...]:
    """Return the lanes of a first message in which a head hears an emergency of the body."""
    heard = Evidence(rule="meaning-M", span=(0, len(words)), lane=MEDICAL, likely=0.97)
    signs = listen(Private(words), Parse())
    return judge(RiskState(), signs, Perception(evidence=(heard,))).lanes


@pytest.mark.parametrize(
    "words",
    [
        "my shoulders are up at my ears",
        "shoulders up round my ears all day",
        "my shoulders have been by my ears",
        "my neck is like a board",
    ],
)
def test_a_figure_of_speech_is_none(words: str) -> None:
    assert lanes(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "my shoulder hurts and my chest is tight",
        "my shoulders are up at my ears and my chest hurts so much I can hardly breathe",
        "everything went numb",
    ],
)
def test_what_is_more_than_that_is_heard(words: str) -> None:
    assert MEDICAL in lanes(words)


def test_a_figure_hides_no_danger_but_that_of_the_body() -> None:
    words = "my shoulders are up at my ears"
    heard = Evidence(rule="meaning-R3", span=(0, len(words)), tier=Tier.R3, likely=0.9)
    signs = Signs(figures=((0, len(words)),))
    assert judge(RiskState(), signs, Perception(evidence=(heard,))).tier is Tier.R3
