"""Somebody's own story, sealed: their passages and keepsakes, one row each, and what they have not done writing."""

from holdspace.domain.people import Private
from holdspace.domain.story import MOST_KEEPSAKES, Keepsake, Passage, written
from holdspace.ports.story import STORY, HeldKeepsake, HeldPassage, StoryKept
from holdspace.vault.journey import Rows
from holdspace.vault.loose import Belongings
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault


class OwnStory:
    """The Story of the ports, with one person's keys."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault, self._keys = vault, keys
        self._passages = Rows(vault, keys, Passage)
        self._keepsakes = Rows(vault, keys, Keepsake)

    def kept(self) -> StoryKept:
        """Return all of it."""
        passages = (HeldPassage(row, leaf) for row, leaf in self._passages.all())
        keepsakes = (HeldKeepsake(row, leaf) for row, leaf in self._keepsakes.all())
        return StoryKept(
            tuple(sorted(passages, key=lambda held: (held.passage.at, held.id))),
            tuple(sorted(keepsakes, key=lambda held: (held.keepsake.on, held.keepsake.words.text))),
            Belongings(self._vault, self._keys).draft(STORY),
        )

    def passage(self, which: str) -> Passage:
        """Return one passage. Raises NothingHere."""
        return self._passages.one(which)

    def write(self, words: Private) -> str:
        """Keep what was written as a passage of today, and let its draft go; return its row. Sent twice, it is one."""
        made = written(words, self._vault.clock.now())
        row = next((row for row, held in self._passages.all() if _is_same(held, made)), None)
        if row is None:
            (row,) = self._passages.add(made)
        Belongings(self._vault, self._keys).let_draft_go(STORY)
        return row

    def change(self, which: str, passage: Passage) -> None:
        """Put another passage in place of one. Raises NothingHere."""
        self._passages.change(which, passage)

    def remove(self, which: str) -> None:
        """Remove a passage for good, with what was heard in it. Raises NothingHere."""
        self._passages.remove(which)

    def keep(self, *keepsakes: Keepsake) -> None:
        """Keep words of their own, each once."""
        there = [held for _, held in self._keepsakes.all()]
        have = {(held.kind, held.words) for held in there}
        asked = {(made.kind, made.words): made for made in keepsakes if made.words}
        fresh = [made for key, made in asked.items() if key not in have]
        self._keepsakes.add(*fresh[: max(0, MOST_KEEPSAKES - len(there))])

    def change_keepsake(self, which: str, keepsake: Keepsake) -> None:
        """Put another keepsake in place of one. Raises NothingHere."""
        self._keepsakes.change(which, keepsake)

    def keepsake(self, which: str) -> Keepsake:
        """Return one keepsake. Raises NothingHere."""
        return self._keepsakes.one(which)

    def forget(self, which: str) -> None:
        """Forget a keepsake for good. Raises NothingHere."""
        self._keepsakes.remove(which)


def _is_same(held: Passage, made: Passage) -> bool:
    """Whether a passage is the one that is written once more: the same words on the same day."""
    return held.on == made.on and held.words == made.words
