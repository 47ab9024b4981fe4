"""Hears danger twice over: with the encoder, and with upper layers on the same lower ones that also learnt from everyday talk.

What they learnt from was first released for no commerce, so they lie in a folder of their own. Without it the encoder hears alone.
"""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from holdspace.models import shipped
from holdspace.models.encoder import Encoder, session
from holdspace.models.odds import likelihood, odds

APART = Path(__file__).parents[1] / "weights" / "apart"
LAYERS = "layers.onnx"
NEXT_TO_NOTHING = 0.03  # where the encoder hears no more than this of anything but a loss, the second is not asked: it costs as long again
_OF_MOST_TALKS = "B"  # a loss, of which a little is heard in most lines


class Together:
    """Reads with both, and says what both come to; the second is loaded once, from any thread."""

    def __init__(self, encoder: Encoder, apart: Path = APART) -> None:
        """Take the encoder, and the folder of what stays apart; nothing is read before `load` or the first text."""
        self._encoder, self._folder = encoder, apart
        self._loading = threading.Lock()
        self._session: Any = None

    @property
    def are_two(self) -> bool:
        """Whether the layers that stay apart came with this installation."""
        return (self._folder / LAYERS).exists()

    def verify(self) -> None:
        """Raise BrokenData where the layers that stay apart are there and not the ones that were shipped."""
        if self.are_two:
            shipped.verify(self._folder, "models/weights/apart")

    def load(self) -> None:
        """Read both into memory, once. Raises BrokenData where a file is not the one shipped."""
        self._encoder.load()
        with self._loading:
            if self._session is None and self.are_two:
                self.verify()
                self._session = session(self._folder / LAYERS)

    def read(self, texts: Sequence[str], before: str = "") -> tuple[Mapping[str, float], ...]:
        """Return for each text how likely each meaning is, in the light of what went before it: the mean of the log odds."""
        if texts:
            self.load()
        return tuple(self._likely(text, before) for text in texts)

    def _likely(self, text: str, before: str) -> Mapping[str, float]:
        """Return what both say of one text; the lower layers read it once."""
        (first,) = self._encoder.read([text], before)
        if self._session is None or _most(first) < NEXT_TO_NOTHING:
            return first
        floor, own = self._encoder.floor(text, before), self._encoder.own(text, before)
        (likely,) = self._session.run(["likely"], {"floor": floor[None], "own": own[None]})
        second = dict(zip(self._encoder.names, map(float, likely[0]), strict=True))
        return {name: likelihood((odds(first[name]) + odds(second[name])) / 2) for name in first}


def _most(likely: Mapping[str, float]) -> float:
    """Return how likely the likeliest meaning is, losses left out."""
    return max(value for name, value in likely.items() if name != _OF_MOST_TALKS)
