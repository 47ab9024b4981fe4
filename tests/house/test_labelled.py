"""Our sentences for the senses are well kept: known names, halves by hash, and none in both."""

from collections import Counter

from bench.corpora import HALVES, half_of
from bench.labelled import labelled
from tools.senses.vocabulary import ANY, ONE

ROWS = [row for half in HALVES for row in labelled(half)]


def test_there_are_thousands_in_many_families() -> None:
    assert len(ROWS) >= 6_000
    assert len({row.family for row in ROWS}) >= 1_200


def test_the_hash_of_a_family_says_its_half() -> None:
    assert {row.family for row in ROWS if half_of(row.family) != row.half} == set()


def test_no_sentence_is_there_twice() -> None:
    said = Counter(row.says.strip().lower() for row in ROWS)
    assert [says for says, times in said.items() if times > 1] == []


def test_every_label_is_one_the_heads_know() -> None:
    for row in ROWS:
        assert set(row.feelings) <= set(ANY["feelings"]), row.family
        assert set(row.feelings.values()) <= {1, 2, 3, 4, 5}, row.family
        assert set(row.appraisals) <= set(ANY["appraisals"]), row.family
        assert set(row.themes) <= set(ANY["themes"]), row.family
        assert row.state in ONE["state"], row.family
        assert row.doing in ONE["doing"], row.family


def test_every_meaning_has_sentences_in_both_halves() -> None:
    for half in HALVES:
        meant = Counter(name for row in labelled(half) for name in row.appraisals)
        assert {name for name in ANY["appraisals"] if meant[name] < 3} == set(), half
