"""Reads a text with upper layers of their own, on the lower ones of the encoder for danger: what happened, what is asked, what is felt.

Both hear through the same lower layers, so a text that was listened to for danger costs only the upper ones more.
"""

import threading
from collections.abc import Mapping
from typing import Any

from holdspace.models.encoder import FOLDER, Encoder, Place, session

_MODEL = FOLDER / "upper.onnx"


class Upper:
    """Loads the upper layers once, from any thread, and reads texts with them."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        """Take the encoder whose lower layers these stand on; nothing is read before `load` or the first text."""
        self.encoder = encoder or Encoder()
        self._loading = threading.Lock()
        self._session: Any = None
        self._names: tuple[str, ...] = ()
        self._last: Mapping[int, tuple[Any, Any]] = {}

    @property
    def ready(self) -> bool:
        """Whether the layers, and what they stand on, are in memory."""
        return self._session is not None and self.encoder.ready

    def load(self) -> None:
        """Read the layers into memory, and what they stand on, once. Raises BrokenData where a file is not the one shipped."""
        self.encoder.load()  # which looks at every file
        with self._loading:
            if self._session is None:
                layers = session(_MODEL)
                self._names = tuple(layers.get_modelmeta().custom_metadata_map["names"].split())
                self._session = layers

    def read(self, text: str) -> Mapping[str, float]:
        """Return how likely each thing is that may be heard in a text, from 0 to 1, by its head and name."""
        likely = self._run(text)[0]
        return dict(zip(self._names, map(float, likely), strict=True))

    def place(self, text: str) -> Place:
        """Return where a text lies among others: near what tells of the same, or asks the same."""
        place: Place = self._run(text)[1]
        return place

    def _run(self, text: str) -> tuple[Any, Any]:
        """Return the likelihoods of a text and its place; of the last one they are kept, not the text."""
        self.load()
        key, last = hash(text), self._last
        if key not in last:
            floor = self.encoder.floor(text)
            likely, place = self._session.run(["likely", "place"], {"floor": floor[None]})
            last = self._last = {key: (likely[0], place[0])}
        return last[key]
