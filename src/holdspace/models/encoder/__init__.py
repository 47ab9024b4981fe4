"""Reads sentences with small language models of our own tuning: how likely each meaning is.

The one for danger lies here: a twelve-layer MPNet, tuned on the sentences in `corpora/learn` by `tools/hearing`.
That for feelings and meaning lies in `models/weights/senses`. They run on the person's own machine; the
`card.toml` beside each says what it was tuned on and measured by.
"""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from holdspace.models import shipped

FOLDER = Path(__file__).parent / "en"
_LONGEST = 256  # word pieces of one text; the rest of it is not read


Place = NDArray[np.float32]


class Encoder:
    """Loads the model once, from any thread, and reads texts with it."""

    def __init__(self, folder: Path = FOLDER, model: str = "encoder.onnx") -> None:
        """Take the model's folder and file; nothing is read before `load` or the first text."""
        self._folder, self._model = folder, model
        self._loading = threading.Lock()
        self._session: Any = None
        self._last: tuple[int, Mapping[str, Any]] = (0, {})
        self._pieces: Any = None
        self._asks: list[str] = []
        self._gives: list[str] = []
        self.names: tuple[str, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether the model came with this installation."""
        return (self._folder / self._model).exists()

    @property
    def ready(self) -> bool:
        """Whether the model is in memory."""
        return self._session is not None

    def verify(self) -> None:
        """Raise BrokenData unless every file of the model is the one that was shipped."""
        shipped.verify(self._folder, _room(self._folder))

    def load(self) -> None:
        """Read the model into memory, once. Raises BrokenData where a file is not the one shipped."""
        with self._loading:
            if self._session is None:
                self.verify()
                self._pieces = _tokenizer(self._folder)
                layers = session(self._folder / self._model)
                self.names = tuple(layers.get_modelmeta().custom_metadata_map["names"].split())
                self._asks = [asked.name for asked in layers.get_inputs()]
                self._gives = [output.name for output in layers.get_outputs()]
                self._session = layers

    def read(self, texts: Sequence[str], before: str = "") -> tuple[Mapping[str, float], ...]:
        """Return for each text how likely each meaning is, from 0 to 1, by its name, in the light of what went before it.

        Each text is read alone: together, whole-number models colour one by the other.
        """
        if texts:
            self.load()
        return tuple(self._likely(text, before) for text in texts)

    def place(self, text: str) -> Place:
        """Return where a text lies among others, as a vector of length 1: near what means the same."""
        self.load()
        place: Place = self._run(text, "place")
        return place

    def floor(self, text: str, before: str = "") -> NDArray[np.float32]:
        """Return what the lower layers say of a text, pieces x width: others may stand on them (`upper.py`, `together.py`)."""
        self.load()
        floor: NDArray[np.float32] = self._run(text, "floor", before)
        return floor

    def own(self, text: str, before: str) -> NDArray[np.int64]:
        """Return 1 for each piece of that floor which is the text's own, and 0 for one of what went before it."""
        self.load()
        own: NDArray[np.int64] = self._run(text, "own", before)
        return own

    def _likely(self, text: str, before: str) -> Mapping[str, float]:
        """Return how likely each meaning of one text is."""
        return dict(zip(self.names, map(float, self._run(text, "likely", before)), strict=True))

    def _run(self, text: str, what: str, before: str = "") -> Any:
        """Return one row of figures that the model gives for a text.

        What it gave last is kept, not the text: the same message is asked for its likelihoods and its place.
        """
        key, last = hash((before, text)), self._last
        if key != last[0] or what not in last[1]:
            last = self._last = key, self._all(text, before)
        return last[1][what]

    def _all(self, text: str, before: str) -> Mapping[str, Any]:
        """Return the rows of everything that the model gives for a text, by their names."""
        pieces = self._pieces.encode(before, text) if before else self._pieces.encode(text)
        told = {"ids": pieces.ids, "mask": pieces.attention_mask, "own": own_pieces(pieces)}
        rows = {name: np.array([row], dtype=np.int64) for name, row in told.items()}
        given = self._session.run(self._gives, {name: rows[name] for name in self._asks})
        rows |= zip(self._gives, given, strict=True)
        return {name: row[0] for name, row in rows.items()}


def own_pieces(encoded: Any) -> list[int]:
    """Return 1 for each piece of a text itself, with the marks at its ends, and 0 for what went before it, or fills up."""
    if 1 not in encoded.sequence_ids:
        return list(encoded.attention_mask)
    first = encoded.sequence_ids.index(1) - 1
    return [int(at >= first and there) for at, there in enumerate(encoded.attention_mask)]


def verify(folder: Path = FOLDER) -> None:
    """Raise BrokenData unless every file of the model is the one that was shipped."""
    shipped.verify(folder, _room(folder))


def _room(folder: Path) -> str:
    """Name the folder of a model as people find it in the package."""
    return "/".join(folder.parts[-3:])


def _tokenizer(folder: Path) -> Any:
    """Return what divides a text into the pieces the model knows."""
    from tokenizers import Tokenizer  # noqa: PLC0415  paid by the thread that loads

    pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pieces.enable_truncation(max_length=_LONGEST)
    pieces.no_padding()
    return pieces


def session(model: Path) -> Any:
    """Return the running model: one thread, since visits are many and cores are few."""
    import onnxruntime  # noqa: PLC0415  paid by the thread that loads

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
