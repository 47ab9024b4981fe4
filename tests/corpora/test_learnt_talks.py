"""The talks that are learnt from are well formed, and nothing of any examination stands in them."""

from bench.corpora import rows
from bench.personas import read_visits
from bench.talks import read_talks
from bench.wished import wished
from tools.hearing.sentences import NAMES
from tools.hearing.talks import lines

LINES = tuple(lines())
TIERS_AND_LANES = frozenset(NAMES)
WISHES = {one.kind for one in wished("learn")} | {"ask"}
FEW = 3  # words that anybody may say


def folded(says: str) -> str:
    """Return a line as it is compared: its letters only."""
    return " ".join("".join(c for c in says.lower() if c.isalpha() or c == " ").split())


def test_there_are_many_and_in_most_nobody_is_in_danger() -> None:
    in_danger = {line.who for line in LINES if line.danger}
    assert len(LINES) > 5_000
    assert 100 < len(in_danger) < len({line.who for line in LINES}) * 0.7


def test_every_mark_is_one_that_is_known() -> None:
    assert {mark for line in LINES for mark in line.danger} <= TIERS_AND_LANES
    assert {mark for line in LINES for mark in line.wishes} <= WISHES
    assert {mark for line in LINES for mark in line.marks if not mark[0].isalpha()} == {"-"}


def test_a_line_that_only_sounds_so_is_no_danger() -> None:
    sounding = [line for line in LINES if "-" in line.marks]
    assert sounding
    assert not [line.says for line in sounding if line.danger]


def test_the_first_line_of_a_talk_has_nothing_before_it() -> None:
    firsts = {line.who: line for line in reversed(LINES)}
    assert all(line.before == "" or "?" in line.before for line in firsts.values())


def test_no_line_of_an_examination_is_learnt_from() -> None:
    examined = {folded(row.says) for half in ("tune", "hold") for row in rows(half)}
    examined |= {folded(says) for visit in read_visits() for says in visit.lines}
    examined |= {folded(says) for talk in read_talks() for says in talk.lines}
    examined |= {folded(one.says) for one in wished("hold")}
    said = {folded(line.says) for line in LINES}
    assert not [says for says in said & examined if len(says.split()) > FEW]
