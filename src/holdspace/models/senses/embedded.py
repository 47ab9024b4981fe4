"""The senses of one machine: reviewed words for feelings and meaning, a trained head for danger."""

from dataclasses import replace

import anyio
import anyio.to_thread

from holdspace.domain.language import Parse
from holdspace.domain.risk import Evidence
from holdspace.domain.talk import Heard, Perception
from holdspace.models.encoder import Encoder
from holdspace.models.senses.danger import DangerEar
from holdspace.models.senses.lexical import LexicalSenses


class EmbeddedSenses:
    """Perceives by words and, off the event loop, by what sentences mean."""

    def __init__(self, language: str = "en", encoder: Encoder | None = None) -> None:
        """Take the language to listen in; nothing is read before `load` or the first message."""
        self._encoder = encoder or Encoder()
        self._words = LexicalSenses(language)
        self._danger = DangerEar(self._encoder, language)
        self._turn = anyio.CapacityLimiter(1)

    @property
    def ready(self) -> bool:
        """Whether the model is in memory."""
        return self._encoder.ready

    def read_words(self) -> None:
        """Read the words now, and see that the model is whole. Raises BrokenData where it is not."""
        self._words.load()
        self._encoder.verify()

    def load(self) -> None:
        """Read words and model now. Raises BrokenData where a file is not as it was shipped."""
        self._words.load()
        self._encoder.load()

    async def perceive(self, heard: Heard, parse: Parse) -> Perception:
        """Return what was understood; where the model fails, what the words alone tell."""
        perception = await self._words.perceive(heard, parse)
        return replace(perception, evidence=await self._meant(heard.words.text))

    async def _meant(self, text: str) -> tuple[Evidence, ...] | None:
        """Return what the trained head heard of danger, or None where it could not listen."""
        try:
            return await anyio.to_thread.run_sync(self._danger.hear, text, limiter=self._turn)
        except Exception:  # noqa: BLE001  the words of `safety` have already been heard
            return None
