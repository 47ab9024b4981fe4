import re
from collections.abc import Iterator

import pytest

from holdspace import shelf
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Feeling, Move, Perception, Plan, Said, Spoken, Tone
from holdspace.domain.words import split
from holdspace.safety.gates import refusal
from holdspace.voice import frames as voice_frames
from holdspace.voice.frames import Framed, templates

_LONGEST = 16


def of(*feelings: Feeling, tone: Tone = Tone.UNKNOWN) -> Perception:
    return Perception(feelings=feelings, tone=tone)


def frames(perception: Perception, at: int, words: str) -> Iterator[Framed]:
    return voice_frames.frames(perception, at, split(words))


def first(perception: Perception, words: str, at: int = 0) -> Framed:
    return next(frames(perception, at, words))


def test_there_are_many_frames_and_no_two_alike() -> None:
    assert len(templates()) >= 40
    assert len({template.says for template in templates()}) == len(templates())
    assert len({template.id for template in templates()}) == len(templates())


def test_every_feeling_the_senses_know_can_be_spoken_of() -> None:
    heard = shelf.read("models", "senses", "en", "feelings.toml")
    spoken = shelf.read("voice", "bank", "en", "frames", "feeling.toml")["feelings"]
    tones = {name: entry["tone"] for name, entry in heard.items() if "tone" in entry}
    assert {name: entry["tone"] for name, entry in spoken.items()} == tones


@pytest.mark.parametrize(
    "name", shelf.read("voice", "bank", "en", "frames", "feeling.toml")["feelings"]
)
@pytest.mark.parametrize("grade", [2, 3, 4, 5])
def test_every_feeling_has_a_line_said_or_inferred(name: str, grade: int) -> None:
    table = shelf.read("voice", "bank", "en", "frames", "feeling.toml")["feelings"]
    word = next(iter(table[name]["said"]))
    assert list(frames(of(Feeling(name, grade)), 0, f"I am {word}"))
    assert list(frames(of(Feeling(name, grade, named=False)), 0, "it happened"))


def test_a_feeling_nobody_named_is_only_ever_guessed_at() -> None:
    tentative = re.compile(
        r"\b(maybe|may|might|could|perhaps|if|sounds|would|seems)\b", re.IGNORECASE
    )
    for template in templates():
        assert template.named or tentative.search(template.says), template.id


def test_named_without_a_word_for_it_is_guessed_at_too() -> None:
    line = first(of(Feeling("sadness", 3)), "I got teary")
    assert "maybe" in line.template_id


def test_two_feelings_of_one_strength_are_spoken_of_together() -> None:
    line = first(of(Feeling("anger", 4), Feeling("sadness", 3)), "so angry and sad")
    assert "anger" in line.text.lower()
    assert "sadness" in line.text.lower()


def test_a_feeling_far_stronger_is_spoken_of_alone() -> None:
    lines = list(frames(of(Feeling("grief", 5), Feeling("worry", 2)), 0, "grief and some worry"))
    assert all("worry" not in line.text.lower() for line in lines)


def test_two_opposite_feelings_are_both_let_stand() -> None:
    line = first(of(Feeling("relief", 3), Feeling("sadness", 3), tone=Tone.MIXED), "relieved, sad")
    assert line.template_id.startswith("feeling-both")


def test_a_feeling_against_the_tone_is_left_unsaid() -> None:
    perception = of(Feeling("joy", 3), Feeling("anger", 3), tone=Tone.PAINFUL)
    assert all(
        "happ" not in line.text.lower() for line in frames(perception, 0, "happy, then angry")
    )


def test_their_own_word_is_marked_as_theirs() -> None:
    lines = list(frames(of(Feeling("sadness", 5)), 0, "I am devastated"))
    said = {line.text[start:end].lower() for line in lines for start, end in line.own}
    assert said == {"devastated"}


def test_a_word_they_never_used_is_not_marked() -> None:
    assert all(
        not line.own for line in frames(of(Feeling("fear", 3, named=False)), 0, "it ran at me")
    )


def test_chance_turns_the_order_and_loses_no_line() -> None:
    perception, words = of(Feeling("worry", 3)), "I'm worried"
    orders = [[line.text for line in frames(perception, at, words)] for at in range(5)]
    assert len({order[0] for order in orders}) == 5
    assert all(sorted(order) == sorted(orders[0]) for order in orders)


def test_nothing_felt_is_nothing_said() -> None:
    assert list(frames(Perception.unknown(), 3, "hello")) == []
    assert list(frames(of(Feeling("joy", 1, named=False)), 0, "ok")) == []


def test_an_unknown_feeling_is_passed_over() -> None:
    assert list(frames(of(Feeling("schadenfreude", 3)), 0, "ha")) == []


def _every_line() -> list[Framed]:
    table = shelf.read("voice", "bank", "en", "frames", "feeling.toml")["feelings"]
    names = tuple(table)
    lines: list[Framed] = []
    for name, other in zip(names, (*names[1:], names[0]), strict=True):
        for grade in range(1, 6):
            for named in (True, False):
                pair = Feeling(name, grade, named), Feeling(other, grade, named)
                words = " ".join((*table[name]["said"], *table[other]["said"]))
                lines.extend(frames(of(*pair), 0, words))
    return lines


def test_every_line_is_short_and_asks_at_most_one_thing() -> None:
    for line in _every_line():
        assert len(line.text.split()) <= _LONGEST, line.text
        assert line.text.count("?") <= 1
        assert line.text[0].isupper()
        assert line.text[-1] in ".?"
        assert "{" not in line.text


def test_every_line_passes_every_gate() -> None:
    said = Said(Plan((), 45, ""), RiskState())
    for line in _every_line():
        spoken = Spoken(line.text, Move.CRF, line.template_id, line.own)
        assert refusal(spoken, said) is None, (line.text, refusal(spoken, said))


def test_no_line_says_that_you_feel_something() -> None:
    assert all("you feel" not in template.says.lower() for template in templates())
