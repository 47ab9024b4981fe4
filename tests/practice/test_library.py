"""Gentle things: short steps, nothing ordered, a way out, and nothing claimed that is not so."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from holdspace import shelf
from holdspace.domain.errors import BrokenData
from holdspace.domain.manner import Brings
from holdspace.domain.risk import Lane, Tier
from holdspace.domain.talk import State
from holdspace.domain.words import split
from holdspace.practice import library
from holdspace.practice.library import HELP, Caution, Channel, Door, Practice, Strand
from tests.practice import wording

EVERY = pytest.mark.parametrize("practice", library.practices(), ids=lambda found: found.id)
ROOT = Path(__file__).resolve().parents[2]
KINDS = {"ground", "breath", "soften", "kind", "think", "write", "move", "people", "night"}
PLAYERS = {
    *("words", "light", "senses", "look", "categories", "tense", "soften", "hand", "set-down"),
    *("worry", "hope", "reach"),
}
OUTWARD = {"look-around", "feet-and-seat", "five-things", "reach-out"}  # whatever the danger
INWARD_PICTURES = {"pick-an-anchor", "warm-presence", "good-enough-place", "let-it-pass"}
OF_THE_BODY = {"cool-and-move", "part-by-part"}
NOT_IN_A_FLASHBACK = {Channel.BREATH, Channel.IMAGE, Channel.WRITE}


def named(name: str) -> Practice:
    found = library.practice(name)
    assert found is not None
    return found


def row(name: str) -> dict[str, Any]:
    return dict(shelf.read("practice", "library", "en", f"{name}.toml"))


# ── What is there ────────────────────────────────────────────────────────────


def test_all_twenty_six_are_there_in_their_order_and_the_most_outward_one_comes_first() -> None:
    assert [practice.number for practice in library.practices()] == list(range(1, 27))
    assert library.practices()[0].id == "look-around"


def test_a_name_nobody_knows_is_nothing() -> None:
    assert library.practice("no-such-thing") is None


@pytest.mark.parametrize("key", sorted(row("look-around")))
def test_a_file_that_lacks_something_names_it(key: str) -> None:
    short = {name: value for name, value in row("look-around").items() if name != key}
    with pytest.raises(BrokenData, match=r"look-around\.toml"):
        library._practice("look-around", short)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("surprise", "yes"),
        ("id", "another"),
        ("channel", "taste"),
        ("doors", ["too-loud"]),
        ("strands", ["winning"]),
        ("states_ok", ["fine"]),
        ("lanes_ok", ["Z"]),
        ("brings", ["incense"]),
        ("steps", []),
        ("cautions", []),
        ("steps_bring", {"touch": [40]}),
        ("writes", [40]),
        ("cautions", [{"says": "Not now.", "when": [], "instead": "help"}]),
        ("cautions", [{"says": "Not now.", "when": ["moon:full"], "instead": "help"}]),
        ("cautions", [{"says": "Not now.", "when": ["tier:9"], "instead": "help"}]),
    ],
    ids=str,
)
def test_a_file_that_says_what_nobody_knows_is_refused(key: str, value: object) -> None:
    with pytest.raises(BrokenData, match=r"look-around\.toml"):
        library._practice("look-around", row("look-around") | {key: value})


@EVERY
def test_it_has_a_shape_that_can_be_led(practice: Practice) -> None:
    first, *others = practice.ways
    assert practice.kind in KINDS
    assert practice.player in PLAYERS
    assert 1 <= practice.minutes[0] <= practice.minutes[1] <= 15
    assert 1 <= len(practice.title.split()) <= 5
    assert 5 <= len(first.steps) <= 12
    assert 2 <= len(others) <= 4
    assert all(3 <= len(way.steps) <= 9 for way in others)
    assert len({way.title for way in practice.ways}) == len(practice.ways)
    assert len(practice.beside) <= 3
    assert all(len(set(way.steps)) == len(way.steps) for way in practice.ways)


@EVERY
def test_no_reviewer_is_invented_and_a_source_is_named(practice: Practice) -> None:
    assert practice.reviewed_by == ""
    assert practice.source
    assert practice.evidence_note


@pytest.mark.parametrize("strand", Strand)
def test_every_strand_has_at_least_three(strand: Strand) -> None:
    assert sum(strand in practice.strands for practice in library.practices()) >= 3


@pytest.mark.parametrize("door", Door)
def test_behind_every_door_there_is_something_to_choose_from(door: Door) -> None:
    behind = [practice for practice in library.practices() if door in practice.doors]
    assert len(behind) >= 3
    assert len({practice.channel for practice in behind}) >= 2


# ── How it is worded ─────────────────────────────────────────────────────────


@EVERY
def test_every_way_begins_with_an_offer(practice: Practice) -> None:
    assert [way.title for way in practice.ways if not way.steps[0].startswith("If you like")] == []


@EVERY
def test_steps_are_short_and_plain(practice: Practice) -> None:
    faulty = {step: list(wording.faults_of_a_step(step)) for step in wording.steps_of(practice)}
    assert {step: faults for step, faults in faulty.items() if faults} == {}


@EVERY
def test_nothing_is_ordered_or_promised(practice: Practice) -> None:
    faulty = {line: list(wording.faults_of_a_line(line)) for line in wording.lines_of(practice)}
    assert {line: faults for line, faults in faulty.items() if faults} == {}


def test_no_sentence_stands_in_two_practices() -> None:
    """What is read every night is not read twice."""
    said = Counter(
        sentence
        for practice in library.practices()
        for sentence in {
            sentence for step in wording.steps_of(practice) for sentence in sentences(step)
        }
    )
    assert [sentence for sentence, times in said.items() if times > 1] == []


def sentences(step: str) -> Iterator[str]:
    yield from (
        sentence.strip(" .").lower()
        for sentence in step.replace("?", ".").split(". ")
        if len(sentence.split()) > 3 and "in your head" not in sentence
    )


def test_no_two_practices_are_opened_or_ended_in_the_same_words() -> None:
    firsts = Counter(practice.ways[0].steps[0] for practice in library.practices())
    lasts = Counter(practice.ways[0].steps[-1] for practice in library.practices())
    assert (firsts | lasts).most_common(1)[0][1] == 1
    assert Counter(practice.says for practice in library.practices()).most_common(1)[0][1] == 1


@EVERY
def test_a_step_that_offers_a_box_also_says_that_it_can_stay_unwritten(practice: Practice) -> None:
    writes = [way.steps[at - 1] for way in practice.ways for at in way.writes]
    free = ("head", "mind", "aloud", "paper", "unwritten", "write nothing", "not write", "or not")
    assert [step for step in writes if not any(word in step for word in free)] == []


# ── What it is called ────────────────────────────────────────────────────────


@EVERY
def test_it_is_asked_for_in_words_that_people_use(practice: Practice) -> None:
    assert 4 <= len(practice.called) <= 10
    assert [name for name in practice.called if name != name.lower() or len(name) < 5] == []


def test_no_two_practices_answer_to_the_same_words() -> None:
    calls = [(name, practice.id) for practice in library.practices() for name in practice.called]
    assert [
        (one, other)
        for (one, of), (other, another) in combinations(calls, 2)
        if of != another and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")
    ] == []


def test_no_ordinary_message_asks_for_a_practice() -> None:
    calls = [words(name) for practice in library.practices() for name in practice.called]
    plain = [words(said) for said in ordinary() if "help me" not in said]
    assert [(name, said) for said in plain for name in calls if name in said] == []


TOLD = (
    "they did a full body scan at the hospital",
    "I hope exercise helps me sleep",
    "I'm in a good enough place with her now",
    "I can't imagine a safe place anywhere",
    "my values work against me here",
    "my mindfulness practice has gone out of the window",
    "the breathing exercise made it worse",
    "I can't put this thought away",
    "she sent me a compassionate letter",
    "I did a short meditation on the bus",
)


@pytest.mark.parametrize("said", TOLD)
def test_what_is_told_of_a_practice_does_not_ask_for_it(said: str) -> None:
    calls = [words(name) for practice in library.practices() for name in practice.called]
    assert [name for name in calls if name in words(said)] == []


def words(text: str) -> str:
    return " " + " ".join(word.text for word in split(text)) + " "


def ordinary() -> Iterator[str]:
    """Yield what people say of their days: nothing of it asks for anything."""
    text = (ROOT / "corpora" / "everyday.toml").read_text(encoding="utf-8")
    yield from (row["says"] for row in tomllib.loads(text)["row"])
    for path in sorted((ROOT / "corpora" / "risk" / "tune").glob("*.toml")):
        for family in tomllib.loads(path.read_text(encoding="utf-8"))["family"]:
            yield from (line["says"] for line in family["line"])


# ── When it is not for now ───────────────────────────────────────────────────


@EVERY
def test_no_state_is_both_right_and_not_for_now(practice: Practice) -> None:
    assert practice.states_ok
    assert not practice.states_ok & practice.states_no
    assert not practice.lanes_ok & practice.lanes_no


@EVERY
def test_an_emergency_is_for_people(practice: Practice) -> None:
    assert Lane.MEDICAL in practice.lanes_no
    assert {each.instead for each in practice.cautions if Lane.MEDICAL in each.lanes} == {HELP}


@EVERY
def test_only_what_looks_outward_is_for_grave_danger(practice: Practice) -> None:
    assert practice.tier_no is not None
    if practice.id in OUTWARD:
        assert practice.tier_no is Tier.R6
    else:
        assert practice.tier_no <= Tier.R4


@EVERY
def test_what_looks_inward_is_not_for_a_flood_nor_a_flashback(practice: Practice) -> None:
    if practice.channel in {Channel.BREATH, Channel.IMAGE} or practice.id == "pick-an-anchor":
        assert State.HIGH in practice.states_no
    if practice.channel in NOT_IN_A_FLASHBACK or _is_body_focus(practice):
        assert Lane.OVERWHELM in practice.lanes_no


def _is_body_focus(practice: Practice) -> bool:
    return practice.channel is Channel.BODY and practice.id not in OUTWARD | {"cool-and-move"}


def test_pictures_and_meditation_stay_closed_where_beliefs_are_unusual() -> None:
    assert {name for name in INWARD_PICTURES if Lane.PSYCHOSIS not in named(name).lanes_no} == set()


def test_what_turns_to_the_body_stays_closed_where_eating_is_the_trouble() -> None:
    assert {name for name in OF_THE_BODY if Lane.EATING not in named(name).lanes_no} == set()


def test_reaching_out_is_left_to_people_who_know_where_contact_may_be_unsafe() -> None:
    assert [c.instead for c in named("reach-out").cautions if Lane.ABUSE in c.lanes] == [HELP]


@pytest.mark.parametrize(
    ("name", "tier"),
    [("worry-window", Tier.R2), ("hope-map", Tier.R3), ("let-it-pass", Tier.R4)],
)
def test_what_thinks_about_ones_life_gives_way_early(name: str, tier: Tier) -> None:
    assert named(name).tier_no is not None
    assert named(name).tier_no == tier


@EVERY
def test_what_is_kinder_does_not_hold_for_the_same_reason(practice: Practice) -> None:
    """A caution never leads from one thing that is not for now to another."""
    for caution in practice.cautions:
        if caution.instead != HELP:
            kinder = named(caution.instead)
            assert not caution.states & kinder.states_no
            assert not caution.lanes & kinder.lanes_no
            assert not (_from(caution.tier) & _from(kinder.tier_no))


def _from(tier: Tier | None) -> set[Tier]:
    return set() if tier is None else {each for each in Tier if each >= tier}


@EVERY
def test_somebody_is_asked_what_software_cannot_know(practice: Practice) -> None:
    bodily = {Channel.BODY, Channel.BREATH, Channel.IMAGE}
    if practice.channel in bodily:
        assert any(caution.asked for caution in practice.cautions)


# ── What is left out ─────────────────────────────────────────────────────────


@EVERY
def test_what_is_left_out_is_not_named(practice: Practice) -> None:
    """Neither by its card, where it stands in a list for them, nor by any step that is left."""
    for brings in wording.NAMES:
        left = _lines_without(practice, brings)
        assert [line for line in left if wording.names(line, brings)] == [], brings


def _lines_without(practice: Practice, brings: Brings) -> Iterator[str]:
    """Yield what somebody reads of a practice who left something out."""
    ways = practice.ways_without(frozenset({brings}))
    yield from (step for way in ways for step in way.steps)
    if ways and not _held_by(brings, practice.cautions):
        yield from (practice.title, practice.says, practice.invites)
        yield from (way.title for way in ways)


@EVERY
def test_what_the_whole_of_it_is_made_of_is_a_caution_for_whoever_left_it_out(
    practice: Practice,
) -> None:
    assert [each for each in practice.ways[0].brings if not _held_by(each, practice.cautions)] == []


@EVERY
def test_what_made_things_harder_is_a_caution(practice: Practice) -> None:
    assert any(caution.worse for caution in practice.cautions)


def _held_by(brings: Brings, cautions: tuple[Caution, ...]) -> bool:
    return any(brings in caution.left_out for caution in cautions)


@pytest.mark.parametrize(
    ("name", "brings"),
    [
        ("longer-out-breath", Brings.BREATH),
        ("kind-hand", Brings.TOUCH),
        ("good-enough-place", Brings.IMAGERY),
        ("warm-presence", Brings.IMAGERY),
    ],
)
def test_a_wish_leaves_another_way(name: str, brings: Brings) -> None:
    assert named(name).ways_without(frozenset({brings}))


@pytest.mark.parametrize("name", sorted(OUTWARD - {"feet-and-seat"}))
def test_what_looks_outward_is_there_whatever_is_left_out(name: str) -> None:
    assert named(name).ways_without(frozenset(Brings))
