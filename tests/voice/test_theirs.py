"""He or she of the one a message is about, where it is told so; else "they" stays."""

import pytest

from holdspace import shelf
from holdspace.voice.situations import situations
from holdspace.voice.theirs import said_of_one, told_of_one
from tests.voice.test_mirror import told

UNCHANGED = frozenset(  # what may stand beside "they" and is the same of one
    ["must", "could", "did", "didn't", "got", "came", "told", "let", "had", "might", "can", "picked", "said", "would", "announced", "gave", "kept", "saw", "went", "meant", "won't", "paid", "should", "liked", "put"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("my brother came off his motorbike on sunday", "he"),
        ("Grandmother is in hospital since Tuesday.", "she"),
        ("the dog ate something in the park and he's been so quiet", "he"),
        ("my boss shouted at me and then she laughed", "she"),
        ("my cousin is ill", ""),
        ("my brother hit my sister", ""),
        ("my friend's husband died and she can't sleep", ""),
        ("my parents are coming and he won't like it", ""),
        ("they told my dad to wait", ""),
        ("I'm a bad mum, they all say so", ""),
        ("some days I'm just not a good dad", ""),
        ("Kev and Ana came and she cried", ""),
        ("", ""),
    ],
)
def test_somebody_is_he_or_she_where_they_alone_are_told_of_so(text: str, who: str) -> None:
    """Two people, several, or nobody whose word tells it: then it stays open."""
    assert told_of_one(told(text), "situation-loved-one-accident") == who


def test_whom_a_situation_is_of_cannot_be_somebody_else() -> None:
    """A child who has moved out is not the husband who cried."""
    assert (
        told_of_one(told("ours went off to uni, my husband cried"), "situation-child-moved-out")
        == ""
    )
    assert told_of_one(told("my son went off to uni"), "situation-child-moved-out") == "he"


@pytest.mark.parametrize(
    ("text", "he", "she"),
    [
        ("How are they getting on?", "How is he getting on?", "How is she getting on?"),
        ("What do they say about it themselves?", "What does he say about it himself?", "What does she say about it herself?"),
        ("They really get to you.", "He really gets to you.", "She really gets to you."),
        ("What did they want?", "What did he want?", "What did she want?"),
        ("Who's looking after them?", "Who's looking after him?", "Who's looking after her?"),
        ("They're glad of their room.", "He's glad of his room.", "She's glad of her room."),
    ],
)  # fmt: skip
def test_the_verb_goes_with_it(text: str, he: str, she: str) -> None:
    """One does where several do."""
    assert said_of_one(text, "he") == he
    assert said_of_one(text, "she") == she
    assert said_of_one(text, "") == text


def test_every_verb_beside_they_is_known() -> None:
    """Whoever writes a sentence of one person with a verb that is new here adds how it is said of one."""
    lists = shelf.read("voice", "wording", "theirs.toml")
    known = {*lists["agrees"], *UNCHANGED, *lists["verbs"]["between"]}
    for situation in situations().values():
        for sentence in (*situation.reacts, *situation.asks) if situation.of_one else ():
            words = sentence.lower().rstrip(".?").replace(",", "").split()
            for at, word in enumerate(words[:-1]):
                inverted = at and words[at - 1] in lists["verbs"]["before"]
                assert word != "they" or inverted or words[at + 1] in known, sentence
