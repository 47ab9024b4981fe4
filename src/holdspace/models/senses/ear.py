"""Listens for thousands of cues at once, by trying only those whose rarest word was said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from holdspace.domain.words import CueBook, Found, Word, fold

_Told = tuple[str, str]  # what a cue tells, and its phrase


class Ear:
    """Many cues, each filed under its rarest word, so that most are never tried."""

    def __init__(self, cues: Iterable[_Told]) -> None:
        """Take pairs of what a cue tells and the cue's phrase."""
        told = tuple(dict.fromkeys(cues))
        steps = [_required(phrase) for _, phrase in told]
        common = Counter(key for cue in steps for step in cue for key in step)
        filed: defaultdict[str, list[_Told]] = defaultdict(list)
        for pair, required in zip(told, steps, strict=True):
            for key in _rarest(required, common):
                filed[key].append(pair)
        self._books: Mapping[str, CueBook] = {key: CueBook(pairs) for key, pairs in filed.items()}

    def find(self, words: tuple[Word, ...]) -> tuple[Found, ...]:
        """Return every cue heard in `words`, each once, in the order of where they begin."""
        keys = {word.text for word in words} | {f"{word.text[:2]}*" for word in words}
        keys.update(word.also for word in words if word.also)
        heard = {found for key in keys & self._books.keys() for found in self._books[key].find(words)}
        return tuple(sorted(heard, key=lambda found: (found.first, found.last, found.tells)))


def _required(phrase: str) -> tuple[frozenset[str], ...]:
    """Return, for each step of a cue that cannot be skipped, the keys one of which was said."""
    steps = fold(phrase).split()
    return tuple(
        frozenset(_key(option) for option in step.split("|"))
        for step in steps
        if step not in {"_", "..."} and not (step.endswith("?") and len(step) > 1)
    )


def _key(option: str) -> str:
    """Return the key of one word or stem: stems go by their first two letters."""
    return f"{option[:2]}*" if option.endswith("*") and len(option) > 1 else option


def _rarest(required: Sequence[frozenset[str]], common: Counter[str]) -> frozenset[str]:
    """Return the keys of the step that fewest cues share; ties go to the later, wordier one."""
    return min(reversed(required), key=lambda step: sum(common[key] for key in step))


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
