"""Joins what reviewed words tell with what trained heads find likely: words first, heads where words are silent."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from holdspace.domain.likely import GENTLE
from holdspace.domain.talk import Doing, Feeling, Perception, State, Tone, Trace
from holdspace.models.senses.heads import HeadEar, Heads
from holdspace.models.senses.tone import ToneEar

_MOST_FEELINGS, _MOST_MEANINGS = 3, 6
_PLAIN_GRADE = 3  # of a feeling whose strength the heads could not tell
_SIDES = {"pleasant": Tone.PLEASANT, "painful": Tone.PAINFUL}
SPOKEN = 0.6  # of what a reply may rest on; what is less likely is told to researchers, and not to the person
_TOLD = ("feelings", "appraisals", "doing", "said")  # of which it is told how likely each is
_RULED_OUT = 0.05  # less likely than this is not so
_OBEYED = frozenset({Doing.REFUSING, Doing.CORRECTING, Doing.LEAVING})  # ends what was going on
OBEYED_FROM = 0.8
WITHOUT_HOPE = 0.45
HOPELESS = "hopeless"  # the theme that keeps heavy distress from being let go too soon


class Blend:
    """Adds to a perception what the heads are sure enough of, and what does not contradict the words."""

    def __init__(self, ear: HeadEar, tone: ToneEar) -> None:
        """Take what reads the heads, and what knows the tone of feelings and meanings."""
        self._ear, self._tone = ear, tone

    def join(self, perception: Perception, heads: Heads, length: int) -> Perception:
        """Return the perception with what the heads add; `length` is that of the whole message."""
        traces = tuple(self._traces(heads, (0, length)))
        grade = round(heads.intensity) if heads.intensity is not None else None
        told = replace(perception, feelings=self._feelings(perception, heads, grade))
        meant = replace(told, tone=self._toned(told))
        said = heads.likely("said")
        hopeless = {HOPELESS} if said.get("hopelessness", 0.0) >= WITHOUT_HOPE else set[str]()
        themes = {name for name, _ in self._ear.heard(heads, "themes", SPOKEN)}
        return replace(
            meant,
            appraisals=self._meanings(meant, heads),
            state=self._state(meant, heads),
            themes=meant.themes | themes | hopeless,
            self_attack=meant.self_attack or said.get("self-attack", 0.0) >= GENTLE,
            intensity=perception.intensity or (grade if meant.feelings else None),
            traces=(*perception.traces, *traces),
            doing=self._doing(perception, heads),
            perhaps={head: _not_ruled_out(heads, head) for head in _TOLD},
        )

    def _feelings(
        self, perception: Perception, heads: Heads, grade: int | None
    ) -> tuple[Feeling, ...]:
        """Return the feelings of the words, and where they name none those of the heads."""
        if perception.feelings or self._asks(heads):
            return perception.feelings
        likely = self._ear.heard(heads, "feelings", SPOKEN)
        fitting = (name for name, _ in likely if self._fits(name, perception.tone))
        found = (Feeling(name, grade or _PLAIN_GRADE, named=False) for name in fitting)
        return tuple(found)[:_MOST_FEELINGS]

    def _asks(self, heads: Heads) -> bool:
        """Whether a message only asks: what it may carry beside the question is not presumed."""
        return [name for name, _ in self._ear.heard(heads, "doing", SPOKEN)] == [Doing.ASKING]

    def _fits(self, feeling: str, tone: Tone) -> bool:
        """Whether a feeling is not of the other side than the tone that words told."""
        side = _SIDES.get(self._tone.of_feeling(feeling))
        return side is None or tone in {side, Tone.MIXED, Tone.UNKNOWN}

    def _toned(self, perception: Perception) -> Tone:
        """Return the tone of the words, or that which all feelings have in common."""
        if perception.tone is not Tone.UNKNOWN or not perception.feelings:
            return perception.tone
        sides = {self._tone.of_feeling(feeling.name) for feeling in perception.feelings}
        known = [_SIDES[side] for side in sides if side in _SIDES]
        return known[0] if len(known) == 1 else Tone.MIXED if known else Tone.UNKNOWN

    def _meanings(self, perception: Perception, heads: Heads) -> tuple[tuple[str, float], ...]:
        """Return the meanings the words told, then those that the heads find likely beside them."""
        told = {name for name, _ in perception.appraisals}
        likely = (
            (name, round(value, 3))
            for name, value in self._ear.heard(heads, "appraisals", SPOKEN)
            if name not in told and self._tone.agrees(name, perception.tone, surely=False)
        )
        return (*perception.appraisals, *likely)[:_MOST_MEANINGS]

    def _state(self, perception: Perception, heads: Heads) -> State:
        """Return the state; that of room enough is what words say of whoever shows no other."""
        likely = [State(name) for name, _ in self._ear.heard(heads, "state", SPOKEN)]
        if perception.state is State.WITHIN and likely and likely[0] is not State.UNKNOWN:
            return likely[0]
        return perception.state

    def _doing(self, perception: Perception, heads: Heads) -> Doing:
        """Return what the person does with the message, where that is likely enough."""
        likely = self._ear.heard(heads, "doing", SPOKEN)
        if not likely or perception.doing is not Doing.TELLING:
            return perception.doing
        name, how_likely = likely[0]
        unsure = Doing(name) in _OBEYED and how_likely < OBEYED_FROM
        return Doing.TELLING if unsure else Doing(name)

    def _traces(self, heads: Heads, whole: tuple[int, int]) -> Iterator[Trace]:
        """Yield everything the heads are sure enough of; they read the whole, so the whole led to it."""
        for head in ("feelings", "appraisals", "themes", "state", "doing"):
            for name, likely in self._ear.heard(heads, head):
                yield Trace(head, name, round(likely, 3), whole)
        for name, likely in heads.likely("said").items():  # however likely: it is so, or not
            yield Trace(name, name, round(likely, 3), whole)


def _not_ruled_out(heads: Heads, head: str) -> Mapping[str, float]:
    """Return how likely each name of a head is that is not ruled out."""
    return {name: p for name, p in heads.likely(head).items() if p >= _RULED_OUT}
