"""The recovery words are read off paper, perhaps over a bad line, by somebody who is upset: no two may be mistaken."""

from itertools import combinations

import pytest

from holdspace.vault.recovery import plain_words

# Gone after reading all of them, with a reason; a word that comes back has to answer it.
LEFT_OUT = {
    "weapons and harm": "arrow archer matchstick slice harness lasso viaduct railway ravine bonfire toxic noose blade",
    "death and fright": "angel halo wreath morning volcano endless iced coffin grave skull",
    "drink and drugs": "cider vineyard poppy pipe joint capsule doctor flask",
    "bodies": "large wide giant lean fitness body height pound stone portion piglet whale dumpling",
    "insults and slurs": "monkey snowflake special simple fairy homely coconut worm donkey native moccasin minstrel",
    "other readings": "grape chick crumpet rubber tool puff swallow",
    "losses": "nursery stork toddler honeymoon partner foster",
    "sound alike": "pear plane deer beach beech bear hour isle thyme night sauce rain sail week queue carrot",
    "spelt in two ways": "grey centre favour cosy cozy yogurt chili donut omelette meter",
    "names": "barry dave maine",
}


def neighbours(word: str) -> set[str]:
    """Return a word with one letter left out, at every place: two words one slip apart share one of these, or are one."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def test_one_slip_never_makes_another_word() -> None:
    words = plain_words()
    known = set(words)
    without: dict[str, str] = {}
    for word in words:
        shorter = neighbours(word)
        assert not shorter & known, word
        swapped = {
            word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            for at in range(len(word) - 1)
            if word[at] != word[at + 1]
        }
        assert not swapped & known, word
        for at in range(len(word)):
            pattern = f"{word[:at]}?{word[at + 1 :]}"
            assert without.setdefault(pattern, word) == word, (word, without[pattern])


@pytest.mark.parametrize("why", LEFT_OUT)
def test_what_was_left_out_stays_out(why: str) -> None:
    assert not set(LEFT_OUT[why].split()) & set(plain_words())


def test_no_word_is_another_with_an_ending() -> None:
    known = set(plain_words())
    endings = ("s", "es", "er", "y", "ly", "ed", "ing", "ist", "ish", "ful")
    assert not [(w, w + end) for w in known for end in endings if w + end in known]


def test_no_two_begin_and_end_alike_and_are_anagrams() -> None:
    by_letters: dict[str, list[str]] = {}
    for word in plain_words():
        by_letters.setdefault(word[0] + word[-1] + "".join(sorted(word)), []).append(word)
    alike = [pair for group in by_letters.values() for pair in combinations(group, 2)]
    assert not alike
