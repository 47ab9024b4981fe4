"""Kinds of events people tell of, each with what one says to it at once, and what one may ask about just that."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from holdspace.domain.errors import BrokenData
from holdspace.domain.talk import Move, Spoken, Tone
from holdspace.shelf import read_all
from holdspace.voice.lines import Fields, check_row

PREFIX = "situation-"
_FIELDS = Fields(
    frozenset({"id", "tone", "fits", "unlike", "reacts", "asks"}),
    frozenset({"playful", "of_one"}),
    called="a situation",
)


@dataclass(frozen=True, slots=True)
class Situation:
    """One kind of event: ways of telling it, what only looks like that, and the sentences for it, those that fit most tellings first."""

    id: str
    tone: Tone
    fits: tuple[str, ...]
    unlike: tuple[str, ...]
    reacts: tuple[str, ...]
    asks: tuple[str, ...]
    playful: frozenset[str] = frozenset()  # which of its sentences make light of it a little
    of_one: bool = False  # whether "they" in its sentences is the one it tells of

    def spoken(self, move: Move) -> tuple[Spoken, ...]:
        """Return what is said to it at once (SRF), or what may be asked about it (OQ)."""
        sentences = self.reacts if move is Move.SRF else self.asks
        named = f"{self.id}-{move}".lower()
        return tuple(Spoken(says, move, f"{named}-{n}") for n, says in enumerate(sentences, 1))


@cache
def situations(language: str = "en") -> Mapping[str, Situation]:
    """Return every situation there is in a language, by its id. Raises BrokenData, naming file and situation, where one is broken."""
    files = read_all("voice", "situations", language)
    every = [_situation(name, row) for name, content in files for row in content["situation"]]
    return {situation.id: situation for situation in every}


def _situation(name: str, row: Mapping[str, Any]) -> Situation:
    """Read one situation."""
    check_row(f"voice/situations/{name}.toml", row, _FIELDS)
    many = {field: tuple(row[field]) for field in ("fits", "unlike", "reacts", "asks")}
    playful = frozenset(row.get("playful", ()))
    if playful - {*many["reacts"], *many["asks"]}:
        raise BrokenData(f"voice/situations/{name}.toml: {row['id']}: check playful.")
    of_one = bool(row.get("of_one"))
    return Situation(PREFIX + row["id"], Tone(row["tone"]), playful=playful, of_one=of_one, **many)
