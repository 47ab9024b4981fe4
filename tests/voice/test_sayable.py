"""Every sentence the house can say stands on a shelf, with plain words for what it is for."""

import itertools
import re

from holdspace.safety.script import wordings
from holdspace.voice.lines import SLOT, bank
from holdspace.voice.sayable import sayables

EVERY = sayables()


def test_nothing_the_voice_or_the_script_can_say_is_left_out() -> None:
    shown = {each.says for each in EVERY}
    held = bank()
    said = {line.says for group in held.meaning.values() for line in group}
    said |= {line.says for group in held.others.values() for line in group}
    said |= {says for ways in wordings().values() for says in ways}
    assert {says.replace(SLOT, "…") for says in said} - shown == set()


def test_what_a_sentence_is_for_reads_as_plain_words() -> None:
    odd = {each.when for each in EVERY if re.search(r"[_{}]|\b[A-Z]\d\b|-\d", each.when)}
    assert odd == set()


def test_a_shelf_stands_together() -> None:
    themes = [each.theme.id for each in EVERY]
    changes = sum(one != other for one, other in itertools.pairwise(themes))
    assert changes == len(set(themes)) - 1
