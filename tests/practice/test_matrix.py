"""Which practice stands where, for every state, lane, tier and wish: printed, pinned beside this file, and changed on purpose only.

    HOLDSPACE_PIN=matrix .venv/bin/pytest tests/practice/test_matrix.py

writes it anew; `-s` shows it. One line a practice, and one mark for where it stands with that alone, in a state that suits it:
`+` it may be offered, `·` it is listed, `-` it opens for whoever looks for it, with its caution first, `x` it does not open.
The last column counts every state with every lane, tier and wish together: offered, listed, opening only, closed.
Under it stands which two are offered behind each door, in each state, to somebody nobody knows more of.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

from holdspace.domain.manner import Brings
from holdspace.domain.risk import Lane, Tier
from holdspace.domain.talk import State
from holdspace.practice import library
from holdspace.practice.choosing import Around, Standing, standing, two
from holdspace.practice.library import Door, Practice

PINNED = Path(__file__).with_name("matrix.txt")
MARKS = {
    Standing.OFFERED: "+",
    Standing.LISTED: "·",
    Standing.UNLISTED: "-",
    Standing.CLOSED: "x",
}
TODAY = date(2026, 3, 3)
STATES = {
    State.WITHIN: "W",
    State.HIGH: "H",
    State.LOW: "L",
    State.TIRED: "T",
    State.UNKNOWN: "?",
}
LEFT_OUT = {
    Brings.BREATH: "breath",
    Brings.BODY: "body",
    Brings.CLOSED_EYES: "eyes",
    Brings.IMAGERY: "image",
    Brings.TOUCH: "touch",
    Brings.FAITH: "faith",
    Brings.PLAY: "play",
}


def test_where_every_practice_stands_is_as_it_was_reviewed() -> None:
    now = matrix()
    print(f"\n{now}")  # noqa: T201  a figure to look at, with `-s`
    if os.environ.get("HOLDSPACE_PIN") == "matrix":
        PINNED.write_text(now, encoding="utf-8")
    assert PINNED.read_text(encoding="utf-8").splitlines() == now.splitlines()


def matrix() -> str:
    """Return the whole of it as text."""
    head = "number, id | states | lanes | tiers | what is left out | of all together: + · - x"
    rows = [_line(practice) for practice in library.practices()]
    return "\n".join([head, *rows, "", "door, state | which two", *_pairs()]) + "\n"


def _pairs() -> Iterator[str]:
    for door, (state, letter) in product((None, *Door), STATES.items()):
        chosen = " ".join(practice.id for practice in two(Around(TODAY, state), door))
        yield f"{door or 'no door':14} {letter} | {chosen}"


def _line(practice: Practice) -> str:
    suited = Around(TODAY, next(state for state in STATES if state in practice.states_ok))
    states = (MARKS[standing(practice, Around(TODAY, state))] for state in STATES)
    lanes = (MARKS[standing(practice, replace(suited, lanes=frozenset({lane})))] for lane in Lane)
    tiers = (MARKS[standing(practice, replace(suited, tier=tier))] for tier in Tier)
    wishes = (
        MARKS[standing(practice, replace(suited, left_out=frozenset({brings})))]
        for brings in LEFT_OUT
    )
    columns = (
        _named(STATES.values(), states),
        _named((lane.value for lane in Lane), lanes),
        _named((str(int(tier)) for tier in Tier), tiers),
        " ".join(f"{name}{mark}" for name, mark in zip(LEFT_OUT.values(), wishes, strict=True)),
        _counted(practice),
    )
    return f"{practice.number:2} {practice.id:17} | " + " | ".join(columns)


def _named(names: Iterable[str], marks: Iterable[str]) -> str:
    return "".join(f"{name}{mark}" for name, mark in zip(names, marks, strict=True))


def _counted(practice: Practice) -> str:
    """Return how often it stands where, over every state with every lane, tier and wish."""
    lanes = [frozenset[Lane](), *(frozenset({lane}) for lane in Lane)]
    wishes = [frozenset[Brings](), *(frozenset({brings}) for brings in Brings)]
    everybody = (Around(TODAY, *each) for each in product(State, lanes, Tier, wishes))
    counted = Counter(standing(practice, around) for around in everybody)
    return " ".join(f"{counted[each]:4}" for each in MARKS)
