"""Hears feelings and meaning with a small trained model: how likely each is, by calibrated heads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from holdspace.models.encoder import Encoder, Place
from holdspace.models.encoder.upper import Upper
from holdspace.models.odds import likelihood, odds
from holdspace.shelf import read

FOLDER = Path(__file__).parents[1] / "weights" / "senses"
_LONGEST = 1_200  # characters read: the first and the last half of them
_UPPER = 0.5  # how much of what two models say is the word of the larger one
_ONE_OF = ("state", "doing")  # heads of which one name is so

Likely = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Heads:
    """How likely each name of each head is, from 0 to 1, and how strong it all is, from 1 to 5."""

    of: Mapping[str, Likely] = field(default_factory=dict)
    intensity: float | None = None

    def likely(self, head: str) -> Likely:
        """Return the likelihoods of one head; empty where none was read."""
        return self.of.get(head, {})


class HeadEar:
    """Reads a text with the trained heads, and says which of what they find is likely enough."""

    def __init__(
        self,
        encoder: Encoder | None = None,
        bars: Mapping[str, Likely] | None = None,
        upper: Upper | None = None,
    ) -> None:
        """Take the model, its thresholds, and what hears the same beside it; nothing is read before `load` or the first text."""
        self._encoder = encoder or Encoder(FOLDER, "model.onnx")
        self._given, self._upper = bars, upper
        self.is_there = self._encoder.is_there  # without it words alone are heard

    @property
    def ready(self) -> bool:
        """Whether all there is is in memory."""
        return self._encoder.ready or not self.is_there

    def verify(self) -> None:
        """Raise BrokenData unless every file of the model, if it is there, is the one that was shipped."""
        if self.is_there:
            self._encoder.verify()

    def load(self) -> None:
        """Read the model now, if it is there. Raises BrokenData where a file is not as it was shipped."""
        if self.is_there:
            self._encoder.load()
            thresholds()

    def read(self, text: str) -> Heads:
        """Return what the heads find in a text, likely or not."""
        (found,) = self._encoder.read([_ends(text)])
        if self._upper is not None:
            found = _joined(found, self._upper.read(_ends(text)))
        of: dict[str, dict[str, float]] = {}
        for name, likely in found.items():
            head, _, what = name.partition("/")
            of.setdefault(head, {})[what] = likely
        strength = of.pop("intensity", {}).get("intensity")
        return Heads(of, None if strength is None else 1 + 4 * strength)

    def place(self, text: str) -> Place:
        """Return where a text lies among others, as a vector of length 1: near what means the same."""
        return self._encoder.place(_ends(text))

    def labels(self, text: str) -> tuple[str, ...]:
        """Return the public labels of a text, likeliest first: at least the likeliest one."""
        heads = self.read(text)
        heard = tuple(name for name, _ in self.heard(heads, "labels"))
        likely = heads.likely("labels")
        return heard or (max(likely, key=lambda name: likely[name]),)

    def heard(self, heads: Heads, head: str, least: float = 0.0) -> tuple[tuple[str, float], ...]:
        """Return what of one head is likely enough to count, likeliest first; else it is unknown.

        Whoever acts on it may ask for more than the threshold: `least`.
        """
        bars = (self._given or thresholds())[head]
        likely = heads.likely(head)
        if head in _ONE_OF:
            likely = dict([max(likely.items(), key=lambda pair: pair[1])]) if likely else {}
        counted = (
            (name, value) for name, value in likely.items() if value >= max(bars[name], least)
        )
        return tuple(sorted(counted, key=lambda pair: -pair[1]))


@cache
def thresholds() -> Mapping[str, Likely]:
    """Return from which likelihood on each name counts, as the model's card has it, read once."""
    bars: Mapping[str, Likely] = read("models", "weights", "senses", "card.toml")["thresholds"]
    return bars


def _joined(one: Likely, other: Likely) -> Likely:
    """Return what two models come to; what only one of them hears is as that one hears it."""
    return {
        name: likelihood((1 - _UPPER) * odds(likely) + _UPPER * odds(other[name]))
        if name in other
        else likely
        for name, likely in one.items()
    }


def _ends(text: str) -> str:
    """Return a text, and of a very long one its beginning and its end."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} {text[-half:]}"
