"""Which words somebody came back to, in what they wrote on different days; only offered, and kept with a yes."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from holdspace.domain.people import Private
from holdspace.domain.spoken_of import is_left_alone, names_in, plain, says_what

FEWEST = 3  # things they wrote in which a word came up
MOST = 8  # words offered at once
_BEFORE = frozenset({"my", "our", "the"})  # stays with a word it mostly stands before
_EVERYDAY = frozenset(
    """after afternoon already always anyway around bad before best better day days down during early evening every feeling
    feels felt few fine first good great hard heavy hour hours last late later less light long made make many maybe minute
    minutes month months morning much new next nice night nothing ok okay old once other own part past quite same since
    slept sleep slow small soon start started through time times tired today tomorrow two three used usual week weekend weeks
    went well worse year years yesterday""".split()  # noqa: SIM905 - a list of them would be a page long
) - {"sleep", "slept", "tired", "hard", "heavy", "light", "slow"}  # which say how it was


def came_back(
    written: Iterable[Private], silent: Collection[str], held: Iterable[Private]
) -> tuple[Private, ...]:
    """Return the words that came up in three or more things they wrote, as they mostly wrote them, the most frequent first.

    Nothing that is left alone (`silent`, in plain words), and nothing that is kept already.
    """
    forms: dict[str, Counter[str]] = {}
    times: Counter[str] = Counter()
    for words in written:
        for name, said in _said(words):
            forms.setdefault(name, Counter())[said] += 1
        times.update(names_in(words.text) & forms.keys())
    kept = frozenset().union(*(names_in(word.text) for word in held))
    often = [
        name
        for name, count in times.most_common()
        if count >= FEWEST and name not in kept and not is_left_alone({name}, silent)
    ]
    return tuple(Private(_form(forms[name])) for name in often[:MOST])


def _said(words: Private) -> Iterator[tuple[str, str]]:
    """Yield each word that says something: in its plain form, and as it was written with what belongs before it."""
    for at, word in enumerate(words.split):
        if not says_what(word.text) or word.text in _EVERYDAY:
            continue
        before = words.split[at - 1] if at else None
        written = words.text[word.start : word.end]
        if before and before.text in _BEFORE:
            yield plain(word.text), f"{before.text} {written}"
        elif before and not before.stops:
            yield plain(word.text), written
        else:
            yield plain(word.text), written.lower()


def _form(forms: Counter[str]) -> str:
    """Return how a word was mostly written; a name keeps the capital it has anywhere within a sentence."""
    most = forms.most_common(1)[0][0]
    capitals = (form for form in forms if form != form.lower() and form.lower() == most)
    return next(capitals, most)
