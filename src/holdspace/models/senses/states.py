"""Hears how much room a person has, and whether they turn on themselves."""

from collections.abc import Mapping
from typing import Any

from holdspace.domain.cues import CueBook
from holdspace.domain.talk import Feeling, State, Tone
from holdspace.models.senses.overlap import longest
from holdspace.models.senses.standing import Sentence

_FLOODED = {"overwhelm": 5, "fear": 5, "anger": 5}  # from this grade a feeling floods
_FLAT = {"numbness": 3}
_SPENT = {"tiredness": 4}
_FEW = 2  # words: fewer tell nothing about a state
_QUOTED_WITHIN = 7  # words: how far back somebody else's word for them is looked for


class StateEar:
    """Hears the state in one language."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Take the language's table of states."""
        self._ear = CueBook((kind, phrase) for kind, phrases in table.items() for phrase in phrases)

    def hear(self, sentence: Sentence, feelings: tuple[Feeling, ...], *, shouted: bool) -> State:
        """Return the state that words and feelings show; the one needing most care wins."""
        told = {
            found.tells
            for found in longest(self._ear.find(sentence.words))
            if (standing := sentence.stand(found)).own and not standing.denied and not standing.over
        }
        if "high" in told or shouted or _reaches(feelings, _FLOODED):
            return State.HIGH
        if "low" in told or _reaches(feelings, _FLAT):
            return State.LOW
        if "tired" in told or _reaches(feelings, _SPENT):
            return State.TIRED
        spoken = sum(word.text[0].isalnum() for word in sentence.words)
        return State.WITHIN if feelings or spoken > _FEW else State.UNKNOWN


def _reaches(feelings: tuple[Feeling, ...], grades: Mapping[str, int]) -> bool:
    """Whether one of the feelings is as strong as its grade here."""
    return any(f.name in grades and f.grade >= grades[f.name] and f.named for f in feelings)


def is_shouted(*, loud: bool, tone: Tone) -> bool:
    """Whether loud words are distress, and not delight."""
    return loud and tone in {Tone.PAINFUL, Tone.MIXED}


class SelfAttackEar:
    """Hears a person turning on themselves, and not what somebody else called them."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Take the language's table of self-attack."""
        self._attacks = CueBook(("attack", phrase) for phrase in table["attack"])
        self._quoted = CueBook(("quoted", phrase) for phrase in table["quoted"])

    def hear(self, sentence: Sentence) -> tuple[int, int] | None:
        """Return where one of the attacks stands that is their own and not denied, if there is one."""
        heard = self._attacks.find(sentence.words)
        quotes = tuple(q.last for q in self._quoted.find(sentence.words)) if heard else ()
        own = (
            found.span
            for found in heard
            if (standing := sentence.stand(found)).own
            and not standing.denied
            and not any(0 <= found.last - last <= _QUOTED_WITHIN for last in quotes)
        )
        return next(own, None)
