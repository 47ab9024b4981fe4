"""The senses of one machine: reviewed words, trained heads for feelings and meaning, and one for danger."""

from collections.abc import Mapping
from dataclasses import replace

import anyio
import anyio.to_thread

from holdspace.domain.language import Parse
from holdspace.domain.talk import Heard, Perception
from holdspace.models.encoder.together import Together
from holdspace.models.encoder.upper import Upper
from holdspace.models.senses.blend import Blend
from holdspace.models.senses.danger import Danger, DangerEar
from holdspace.models.senses.heads import HeadEar
from holdspace.models.senses.kinds import SUMS, KindEar
from holdspace.models.senses.lexical import LexicalSenses, ears
from holdspace.models.senses.phrases import Opinions


class EmbeddedSenses:
    """Perceives by words and, off the event loop, by what sentences mean."""

    def __init__(
        self, language: str = "en", upper: Upper | None = None, heads: HeadEar | None = None
    ) -> None:
        """Take the language to listen in, and the models; nothing is read before `load` or the first message."""
        self._upper = upper or Upper()
        self._encoder = self._upper.encoder
        self._language = language
        self._words = LexicalSenses(language)
        self._hearings = Together(self._encoder)
        self._opinions = Opinions(self._hearings)
        self._danger = DangerEar(self._opinions, language)
        self._kinds = {name: KindEar(self._upper, file) for name, file in SUMS.items()}
        self._heads = heads or HeadEar(upper=self._upper)
        self._turn = anyio.CapacityLimiter(1)

    @property
    def ready(self) -> bool:
        """Whether the models are in memory."""
        return self._upper.ready and self._heads.ready

    def read_words(self) -> None:
        """Read the words now, and see that the model is whole. Raises BrokenData where it is not."""
        self._words.load()
        self._encoder.verify()
        self._hearings.verify()
        self._heads.verify()

    def load(self) -> None:
        """Read words and model now. Raises BrokenData where a file is not as it was shipped."""
        self._words.load()
        self._upper.load()  # and the encoder it stands on
        self._hearings.load()
        self._opinions.load()
        for ear in self._kinds.values():
            ear.load()
        self._heads.load()

    async def perceive(self, heard: Heard, parse: Parse) -> Perception:
        """Return what was understood; where the model fails, what the words alone tell."""
        felt = await self.feel(heard, parse)
        perhaps = await self._told_of(felt, heard.words.text)  # reads all of it: once, for both
        danger = await self._danger_in(heard)
        if danger is None:
            return replace(felt, perhaps=perhaps)
        return replace(felt, perhaps=perhaps, evidence=danger.evidence, ruled_out=danger.ruled_out)

    async def feel(self, heard: Heard, parse: Parse) -> Perception:
        """Return what was understood, without listening for danger: for tools, never for a person."""
        perception = await self._words.perceive(heard, parse)
        return await self._felt(perception, heard.words.text)

    async def labels(self, text: str) -> tuple[str, ...]:
        """Return the labels of GoEmotions that a text has, likeliest first; none without a model."""
        if not self._heads.is_there:
            return ()
        return await anyio.to_thread.run_sync(self._heads.labels, text, limiter=self._turn)

    async def _felt(self, perception: Perception, text: str) -> Perception:
        """Return the perception with what the heads add; without a model, or where it fails, as it is."""
        if not self._heads.is_there or not text.strip():
            return perception
        try:
            heads = await anyio.to_thread.run_sync(self._heads.read, text, limiter=self._turn)
            joined = Blend(self._heads, ears(self._language).tone).join(
                perception, heads, len(text)
            )
            alone = len(text.split()) == 1  # of one word, reviewed words know what it means
            return replace(perception, traces=joined.traces) if alone else joined
        except Exception:  # noqa: BLE001  what reviewed words told is already there
            return perception

    async def _told_of(
        self, perception: Perception, text: str
    ) -> Mapping[str, Mapping[str, float]]:
        """Return what is not ruled out, and among it what may be told of, or asked of the companion."""
        try:
            kinds = await anyio.to_thread.run_sync(self._of_kind, text, limiter=self._turn)
        except Exception:  # noqa: BLE001  without an event the talk goes on
            return perception.perhaps
        return {**perception.perhaps, **kinds}

    def _of_kind(self, text: str) -> Mapping[str, Mapping[str, float]]:
        """Return how likely each kind is, by what it is a kind of."""
        return {name: ear.hear(text) for name, ear in self._kinds.items() if ear.is_there}

    async def _danger_in(self, heard: Heard) -> Danger | None:
        """Return what the trained head heard of danger, or None where it could not listen."""
        text, before = heard.words.text, heard.before.text
        try:
            return await anyio.to_thread.run_sync(
                self._danger.listen, text, before, limiter=self._turn
            )
        except Exception:  # noqa: BLE001  the words of `safety` have already been heard
            return None
