"""Our sentences for the senses are well kept: known names, halves by hash, and none that is learnt is also counted."""

from collections import Counter

from bench.corpora import HALVES, half_of
from bench.labelled import Labelled, labelled, read_public
from tools.senses.vocabulary import ANY, ONE

ROWS = [row for half in HALVES for row in labelled(half)]
LEARNT = labelled("learn")


def test_there_are_thousands_in_many_families() -> None:
    assert len(ROWS) >= 6_000
    assert len({row.family for row in ROWS}) >= 1_200
    assert len(LEARNT) >= 12_000


def test_the_hash_of_a_family_says_its_half() -> None:
    assert {row.family for row in ROWS if half_of(row.family) != row.part} == set()


def test_no_sentence_is_there_twice() -> None:
    said = Counter(row.says.strip().lower() for row in (*ROWS, *LEARNT))
    assert [says for says, times in said.items() if times > 1] == []


def test_every_label_is_one_the_heads_know() -> None:
    for row in (*ROWS, *LEARNT, *read_public().values()):
        assert _is_known(row), row.family


def _is_known(row: Labelled) -> bool:
    """Whether every label of a sentence is one of the heads', and every grade one of five."""
    several = ((row.feelings, "feelings"), (row.appraisals, "appraisals"), (row.themes, "themes"))
    return (
        all(set(names) <= set(ANY[head]) for names, head in several)
        and set(row.feelings.values()) <= {1, 2, 3, 4, 5}
        and row.state in ONE["state"]
        and row.doing in ONE["doing"]
    )


def test_every_meaning_has_sentences_in_both_halves() -> None:
    for half in HALVES:
        meant = Counter(name for row in labelled(half) for name in row.appraisals)
        assert {name for name in ANY["appraisals"] if meant[name] < 3} == set(), half


def test_of_public_sentences_no_words_are_here() -> None:
    assert all(not row.says for row in read_public().values())
