"""Parses messages with a small English model that ships in this folder, off the event loop."""

import re
import threading
import warnings
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread

from holdspace.domain.language import Parse, Token, clauses_of
from holdspace.domain.people import Private
from holdspace.models import shipped
from holdspace.models.grammar.plain import Plain, chunks, plain

FOLDER = Path(__file__).parent / "en"
LONGEST = 4_000
_STOP = re.compile(r"[.!?…]+")


class EmbeddedGrammar:
    """Makes the one parse of a message that safety, senses and voice share."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Take the model's folder; nothing is read before `load` or the first parse."""
        self._folder = folder
        self._loading = threading.Lock()
        self._model: Any = None
        self._turn = anyio.CapacityLimiter(1)

    @property
    def ready(self) -> bool:
        """Whether the model is in memory."""
        return self._model is not None

    def load(self) -> None:
        """Read the model into memory; safe to call from any thread, and more than once."""
        with self._loading:
            if self._model is None:
                verify(self._folder)
                self._model = _read(self._folder)
                self._model("I'm here.")  # the first parse builds what all later ones use

    async def parse(self, words: Private) -> Parse:
        """Return the grammar of `words`, or an empty Parse when it is not to be had.

        At most 4,000 characters are read, the first and the last 2,000. A long message is parsed
        piece by piece, so that others are not held up behind it.
        """
        tokens: list[Token] = []
        try:
            for chunk in chunks(words.text, LONGEST):
                made = await anyio.to_thread.run_sync(self._tokens, chunk, limiter=self._turn)
                before = len(tokens)
                tokens += [replace(token, head=token.head + before) for token in made]
            return Parse(tuple(tokens), clauses_of(tuple(tokens)))
        except Exception:  # noqa: BLE001  a person is answered whatever grammar does
            return Parse()

    def _tokens(self, chunk: tuple[str, int]) -> list[Token]:
        """Parse one piece of a message."""
        self.load()
        text, start = chunk
        source = plain(text)
        doc = self._model.make_doc(source.text)
        _mark_sentences(doc, source)
        return _translated(self._model(doc), source, start)


def verify(folder: Path = FOLDER) -> None:
    """Raise BrokenData unless every file of the model is the one that was shipped."""
    shipped.verify(folder, "models/grammar")


def _read(folder: Path) -> Any:
    """Load the model, leaving the second it takes to import its library until now."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's dependencies announce their own futures
        import spacy  # noqa: PLC0415  a second of import, paid by the thread that loads

        return spacy.load(folder)


def _mark_sentences(doc: Any, source: Plain) -> None:
    """Say where sentences surely begin: after a full stop or its like, and on a new line."""
    for before, word in pairwise(doc):
        place = before.idx + len(before.text) - 1
        between = source.written[slice(*source.span(place, word.idx + 1))]
        if _STOP.fullmatch(before.text) or "\n" in between:
            word.is_sent_start = True


def _translated(doc: Any, source: Plain, start: int) -> list[Token]:
    """Return the model's tokens as the house's, placed in the words as they were written."""
    words = [word for word in doc if not word.is_space]
    place = {word.i: index for index, word in enumerate(words)}
    return [
        Token(
            text=source.written[slice(*span)],
            lemma=word.lemma_,
            tag=word.tag_,
            relation=word.dep_,
            head=place.get(word.head.i, index),
            start=start + span[0],
            space_after=source.written[span[1] : span[1] + 1].isspace(),
        )
        for index, word in enumerate(words)
        for span in (source.span(word.idx, word.idx + len(word.text)),)
    ]
