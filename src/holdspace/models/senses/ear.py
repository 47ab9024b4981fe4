"""Listens for thousands of cues at once, by trying only those whose two rarest words were said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from holdspace.domain.words import CueBook, Found, Word, fold, split

_GAP = 4  # words that "..." may stand for
_ALONE = ""  # the second key of a cue that has only one step


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """One cue, ready to be listened for, and what must have been said besides its rarest words."""

    opening: frozenset[str]  # the keys of its first word
    rest: tuple[frozenset[str], ...]
    reach: int  # how many words it can take up
    book: CueBook

    def find(self, words: tuple[Word, ...], places: Mapping[str, list[int]]) -> Iterator[Found]:
        """Yield where the cue is heard, looking only where its first word stands."""
        for at in {at for key in self.opening for at in places.get(key, ())}:
            for found in self.book.find(words[at : at + self.reach]):
                if found.first == 0:
                    yield replace(found, first=at, last=found.last + at)
                break


class Ear:
    """Many cues, each filed under its two rarest words, so that most are never tried."""

    def __init__(self, cues: Iterable[tuple[str, str]]) -> None:
        """Take pairs of what a cue tells and the cue's phrase."""
        told = tuple(dict.fromkeys(cues))
        steps = [_required(phrase) for _, phrase in told]
        common = Counter(key for cue in steps for step in cue for key in step)
        self._shelves: defaultdict[str, defaultdict[str, list[_Entry]]] = defaultdict(_shelf)
        for pair, required in zip(told, steps, strict=True):
            first, second, *rest = _rarest_first(required, common)
            entry = _Entry(required[0], tuple(rest), _reach(pair[1]), CueBook((pair,)))
            for one, other in product(first, second):
                self._shelves[one][other].append(entry)

    def find(self, words: tuple[Word, ...]) -> tuple[Found, ...]:
        """Return every cue heard in `words`, each once, in the order of where they begin."""
        places = _places(words)
        likely = set(self._likely({*places, _ALONE}))
        heard = {found for entry in likely for found in entry.find(words, places)}
        return tuple(sorted(heard, key=lambda found: (found.first, found.last, found.tells)))

    def _likely(self, keys: set[str]) -> Iterator[_Entry]:
        """Yield the cues all of whose words were said, in whatever order."""
        for first in keys & self._shelves.keys():
            shelf = self._shelves[first]
            for second in keys & shelf.keys():
                for entry in shelf[second]:
                    if not any(step.isdisjoint(keys) for step in entry.rest):
                        yield entry


def _places(words: tuple[Word, ...]) -> Mapping[str, list[int]]:
    """Return where each key of the words stands."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        for key in {word.text, word.also, f"{word.text[:2]}*"} - {""}:
            places[key].append(at)
    return places


def _reach(phrase: str) -> int:
    """Return how many words and marks a cue may take up at most."""
    steps = phrase.split()
    return 2 * len(steps) + _GAP * steps.count("...")


def _shelf() -> defaultdict[str, list[_Entry]]:
    """Return a place for the cues that share their rarest word."""
    return defaultdict(list)


def _required(phrase: str) -> tuple[frozenset[str], ...]:
    """Return, for each step of a cue that cannot be skipped, the keys one of which was said."""
    return tuple(
        frozenset(_key(option) for option in step.split("|"))
        for step in _joined(fold(phrase).split())
        if step not in {"_", "..."} and not (step.endswith("?") and len(step) > 1)
    )


def _joined(steps: Iterable[str]) -> list[str]:
    """Join a "not" to the word before it where texts are read so: "do not" is "don't"."""
    joined: list[str] = []
    for step in steps:
        as_one = split(f"{joined[-1]} not") if step == "not" and joined else ()
        if len(as_one) == 1:
            joined[-1] = as_one[0].text
        else:
            joined.append(step)
    return joined


def _key(option: str) -> str:
    """Return the key of one word, as texts are read; stems go by their first two letters."""
    if option.endswith("*") and len(option) > 1:
        return f"{option[:2]}*"
    read = _read(option)
    return read[0].text if len(read) == 1 and not any(c.isdigit() for c in option) else option


@cache
def _read(option: str) -> tuple[Word, ...]:
    """Return one written option of a cue as texts are read."""
    return split(option)


def _rarest_first(required: Sequence[frozenset[str]], common: Counter[str]) -> list[frozenset[str]]:
    """Return the steps, those that fewest cues share first, and at least two of them."""
    ordered = sorted(required, key=lambda step: sum(common[key] for key in step))
    return ordered if len(ordered) > 1 else [*ordered, frozenset({_ALONE})]


def longest(heard: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return what was heard without the cues that lie inside a longer one."""
    return tuple(found for found in heard if not any(_inside(found, wider) for wider in heard))


def _inside(found: Found, wider: Found) -> bool:
    """Whether `found` lies in `wider` and is shorter."""
    return (
        wider.first <= found.first
        and found.last <= wider.last
        and wider.last - wider.first > found.last - found.first
    )
