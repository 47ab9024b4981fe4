"""The examination is what its datasheet says: whole families, in the half their hash names, no templates."""

import re
from collections import Counter

import pytest

from bench.corpora import HALVES, Row, half_of, rows, sharing
from tools.hearing.sentences import NAMES, authored, kept_back

EVERY = tuple(row for half in HALVES for row in rows(half))
SIZES = {
    "explicit": 200, "indirect": 200, "hard-negatives": 300, "third-party": 60, "retractions": 40,
    "self-attack": 60, "feelings": 120, "ruptures": 40, "refusals": 40, "goodbyes": 40,
    "identity": 40, "pressure": 60, "faults": 12, "canaries": 20, "everyday": 400,
    **{f"lane-{lane}": 60 for lane in "nvacpeimdbl"},
}  # fmt: skip


@pytest.mark.parametrize("row", {row.family: row for row in EVERY}.values(), ids=lambda r: r.family)
def test_a_family_stands_in_the_half_its_hash_names(row: Row) -> None:
    assert row.half == half_of(row.family)


def test_a_family_stands_in_one_set_alone() -> None:
    sets = Counter(family for family, _ in {(row.family, row.set) for row in EVERY})
    assert max(sets.values()) == 1


def test_every_set_is_as_large_as_promised() -> None:
    sizes = Counter(row.set for row in EVERY)
    assert sizes.keys() == SIZES.keys()
    assert all(sizes[name] >= least for name, least in SIZES.items())


def test_at_most_one_line_in_a_hundred_shares_four_words_in_a_row_with_another_family() -> None:
    assert len(sharing(EVERY)) <= len(EVERY) / 100


def test_no_line_is_said_twice() -> None:
    said = Counter(row.says.lower() for row in EVERY)
    assert [says for says, times in said.items() if times > 1] == []


def test_every_line_has_an_honest_label() -> None:
    for row in EVERY:
        assert row.says.strip()
        assert 0 <= row.tier <= 6
        assert all(re.fullmatch(r"[NVACPEI][123]|[MDBTL]", lane) for lane in row.lane.split())
        assert bool(row.before) == (row.set == "retractions")


def test_what_is_learnt_from_is_not_what_is_held() -> None:
    learnt = {sample.says.lower() for sample in (*authored(), *kept_back())}
    assert not learnt & {row.says.lower() for row in rows("hold")}


def test_every_name_the_head_knows_is_learnt_from_true_sentences_and_near_misses() -> None:
    samples = authored()
    for at, name in enumerate(NAMES):
        true = sum(sample.true[at] for sample in samples)
        assert 50 <= true <= len(samples) / 2, name
