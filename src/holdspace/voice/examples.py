"""Gathers what people say where each sentence of the voice fits, and what only looks like it."""

from collections.abc import Mapping
from pathlib import Path

from holdspace.domain.talk import Examples
from holdspace.voice.answers import answers
from holdspace.voice.overlay import keepers_bank


def examples(words: Path | None = None, language: str = "en") -> Mapping[str, Examples]:
    """Return the examples of each line of the bank, a keeper's own included, and of each answer, by its id."""
    meaning = keepers_bank(words, language).meaning
    lines = (line for shelf in meaning.values() for line in shelf)
    return {
        **{line.id: Examples(line.fits, line.unlike) for line in lines},
        **{answer.id: Examples(answer.asks, answer.unlike) for answer in answers(language)},
    }
