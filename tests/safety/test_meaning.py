"""How a cue is meant: whose danger, whether denied, when, and in earnest or not."""

import anyio
import pytest

from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.domain.risk import FAINT, Evidence, Experiencer, Register, RiskState, Tier, Time
from holdspace.domain.talk import Perception
from holdspace.models.grammar import EmbeddedGrammar
from holdspace.safety.hear import listen
from holdspace.safety.judge import judge

GRAMMAR = EmbeddedGrammar()
FAINTLY = (Evidence(FAINT, (0, 1)),)


def own_life(words: str, parse: Parse | None = None) -> Evidence:
    """Return the gravest evidence on the suicide axis."""
    found = listen(Private(words), parse or Parse()).evidence
    return max((e for e in found if e.lane is None), key=lambda e: e.tier)


def parsed(words: str) -> Parse:
    return anyio.run(GRAMMAR.parse, Private(words))


def tier(words: str, evidence: tuple[Evidence, ...] | None = None) -> Tier:
    """Return the tier of one message, with what a trained head heard."""
    signs = listen(Private(words), Parse())
    return judge(RiskState(), signs, Perception(evidence=evidence)).tier


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("I want to kill myself", Experiencer.SELF),
        ("since he left I want to kill myself", Experiencer.SELF),
        ("told my mum I want to kill myself", Experiencer.SELF),
        ("my brother wants to kill himself", Experiencer.OTHER),
        ("my friend said she wants to kill herself", Experiencer.OTHER),
        ("she keeps telling me she wants to end her life", Experiencer.OTHER),
        ("in the film he decides to end his life", Experiencer.FICTION),
        ("everyone would be better off without me", Experiencer.SELF),
    ],
)
def test_whose_danger_it_is_is_heard_by_words_alone(words: str, who: Experiencer) -> None:
    assert own_life(words).experiencer is who


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("I don't want to kill myself", True),
        ("I'm not suicidal", True),
        ("I would never end my life", True),
        ("no thoughts of suicide at all", True),
        ("I can't stop thinking about suicide", False),
        ("I don't know why but I want to kill myself", False),
        ("not going to lie, I want to kill myself", False),
        ("I don't want to live", False),
        ("I can't kill myself because of mum", False),
    ],
)
def test_a_denial_is_told_from_a_not_that_denies_nothing(words: str, denied: bool) -> None:
    assert own_life(words).negated is denied


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("I tried to kill myself when I was nineteen", Time.PAST),
        ("twenty years ago I wanted to end my life", Time.PAST),
        ("I tried to kill myself last month", Time.RECENT),
        ("if she leaves I will kill myself", Time.CONDITIONAL),
        ("I want to kill myself", Time.NOW),
    ],
)
def test_when_it_is_is_heard_by_words_alone(words: str, time: Time) -> None:
    assert own_life(words).time is time


@pytest.mark.parametrize(
    ("words", "register"),
    [
        ("I want to kill myself lol", Register.JOKE),
        ('he shouted "I want to kill myself" and slammed the door', Register.QUOTE),
        ("I want to kill myself", Register.PLAIN),
    ],
)
def test_how_it_is_meant_is_heard_by_words_alone(words: str, register: Register) -> None:
    assert own_life(words).register is register


def test_a_joke_is_still_asked_about() -> None:
    assert tier("i want to kill myself lol", ()) is Tier.R2


def test_a_condition_is_no_less_grave() -> None:
    assert tier("if she leaves I will kill myself", ()) >= Tier.R3


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("My sister, who has been ill for years, wants to die.", Experiencer.OTHER),
        ("What she said about her mother made me want to kill myself.", Experiencer.SELF),
    ],
)
def test_the_parse_says_better_whose_danger_it_is(words: str, who: Experiencer) -> None:
    assert own_life(words, parsed(words)).experiencer is who


@pytest.mark.parametrize(
    "words", ["I want to kill myself", "my friend said she wants to die", "I'm not suicidal"]
)
def test_a_parse_that_failed_changes_nothing(words: str) -> None:
    with_none = own_life(words)
    with_one = own_life(words, parsed(words))
    assert (with_one.experiencer, with_one.negated) == (with_none.experiencer, with_none.negated)


def test_an_everyday_phrase_alone_is_distress_and_no_more() -> None:
    assert tier("I'm done", ()) <= Tier.R1


def test_an_everyday_phrase_with_a_second_sign_is_asked_about() -> None:
    assert tier("I'm done. I can't stop crying.", ()) is Tier.R2
    assert tier("I'm done", FAINTLY) is Tier.R2


def test_where_no_head_could_listen_an_everyday_phrase_counts() -> None:
    assert tier("I'm done", None) is Tier.R2


def test_what_would_be_grave_is_asked_about_even_alone() -> None:
    assert tier("I took all my tablets", ()) is Tier.R2
    assert tier("I took all my tablets", FAINTLY) is Tier.R6


@pytest.mark.parametrize("told", [Tier.R2, Tier.R4, Tier.R6])
def test_a_trained_head_only_raises(told: Tier) -> None:
    head = (Evidence("meaning", (0, 1), told),)
    assert tier("I want to kill myself", head) is max(told, Tier.R3)
    assert tier("I want to kill myself", ()) is Tier.R3
