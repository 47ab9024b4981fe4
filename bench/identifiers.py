"""How much of what could tell who somebody is the check finds in our own sentences, and how often it stops at nothing."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import anyio

from holdspace.access.identifiers import Kind, Likely, likely
from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.models.grammar import EmbeddedGrammar

FOLDER = Path(__file__).parents[1] / "corpora/identifiers"
HALVES = ("tune", "hold")
_MARKED = re.compile(r"\{([^{}:]+(?::[^{}:]+)?):(name|date|place|number)\}")


@dataclass(frozen=True, slots=True)
class Line:
    """One written sentence, and where in it something stands that tells who somebody is."""

    says: str
    marked: tuple[tuple[Kind, int, int], ...]


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence and what was found in it."""

    line: Line
    found: tuple[Likely, ...]

    @property
    def missed(self) -> tuple[tuple[Kind, int, int], ...]:
        """What stands there of which a letter or more was passed over."""
        return tuple(mark for mark in self.line.marked if not self._is_covered(mark))

    @property
    def extra(self) -> tuple[Likely, ...]:
        """What was found where nothing stands."""
        return tuple(
            each
            for each in self.found
            if not any(each.start < end and start < each.end for _, start, end in self.line.marked)
        )

    def _is_covered(self, mark: tuple[Kind, int, int]) -> bool:
        letters = {at for at in range(mark[1], mark[2]) if self.line.says[at].isalnum()}
        return letters <= {at for each in self.found for at in range(each.start, each.end)}


def lines(half: str) -> Iterator[Line]:
    """Yield the sentences of one half."""
    with (FOLDER / f"{half}.toml").open("rb") as file:
        for written in tomllib.load(file)["lines"]:
            yield _line(written)


def read(half: str) -> tuple[Read, ...]:
    """Return what is found in each sentence of one half, with the grammar that ships."""
    return anyio.run(_read, tuple(lines(half)))


def read_without_grammar(half: str) -> tuple[Read, ...]:
    """Return what is found where no grammar is to be had."""
    return tuple(Read(line, likely(Private(line.says), Parse())) for line in lines(half))


def share_found(reads: tuple[Read, ...], kind: Kind | None = None) -> float:
    """Return the share of what stands there that was found whole, of one kind or of all."""
    marks = [mark for each in reads for mark in each.line.marked if kind in (None, mark[0])]
    missed = [mark for each in reads for mark in each.missed if kind in (None, mark[0])]
    return 1 - len(missed) / len(marks)


def share_stopped_at_nothing(reads: tuple[Read, ...]) -> float:
    """Return the share of sentences with nothing in them at which the check stops all the same."""
    clean = [each for each in reads if not each.line.marked]
    return sum(bool(each.found) for each in clean) / len(clean)


def main() -> None:
    """Print both halves."""
    for half in HALVES:
        _print(half, read(half))
        _print(f"{half}, without grammar", read_without_grammar(half))


def _print(name: str, reads: tuple[Read, ...]) -> None:
    kinds = ", ".join(f"{kind} {share_found(reads, kind):.3f}" for kind in Kind)
    print(
        f"{name}: found {share_found(reads):.3f} ({kinds}); "
        f"stops at nothing in {share_stopped_at_nothing(reads):.3f} of {len(reads)} sentences"
    )


async def _read(sentences: tuple[Line, ...]) -> tuple[Read, ...]:
    grammar = EmbeddedGrammar()
    made = []
    for line in sentences:
        words = Private(line.says)
        made.append(Read(line, likely(words, await grammar.parse(words))))
    return tuple(made)


def _line(written: str) -> Line:
    """Return a sentence without its braces."""
    says, marked, last = "", [], 0
    for found in _MARKED.finditer(written):
        says += written[last : found.start()]
        marked.append((Kind(found[2]), len(says), len(says) + len(found[1])))
        says += found[1]
        last = found.end()
    return Line(says + written[last:], tuple(marked))
