"""Joins what is told now to what they told earlier in the visit, in their own words, and gathers several such things."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from holdspace import shelf
from holdspace.domain.talk import Move, Said, Spoken, Thread, Told
from holdspace.voice.clauses import stretches
from holdspace.voice.lexicon import lexicon
from holdspace.voice.lines import frames_in
from holdspace.voice.mirror import said_back
from holdspace.voice.person import Mirrored, placed
from holdspace.voice.syntax import FINITE, Stretch, Syntax
from holdspace.voice.tact import frame

_FEWEST, _MOST, _MOST_IN_SUM = 4, 14, 12  # words of a thread
_NAMELESS = frozenset({"he", "she", "they", "it", "its", "that", "thats", "this", "there", "theyre", "hes", "shes"})  # fmt: skip
_SHORTEST_NAME = 3  # letters
SAME, ALIKE, SUM = "same", "alike", "sum"
_PLACE, _PLACES = ("{told}",), ("{one}", "{two}", "{three}")


def thread_of(told: Told) -> Thread | None:
    """Return what of a message later talk may join: its most telling clause with a subject and a verb."""
    syntax = Syntax(told.parse)
    meant = frozenset(dict(told.perception.appraisals))
    for stretch in stretches(syntax):
        line = said_back(syntax, stretch) if _stands(syntax, stretch) else None
        if line is not None and _FEWEST <= len(line.text.split()) <= _MOST:
            says, spoken_of = _inside(syntax, stretch, line), names(told, stretch)
            return Thread(says, line.own, spoken_of, meant, worth=stretch.worth + _felt(told))
    return None


def _felt(told: Told) -> float:
    """Return how likely a friend would react to a message at all, from 0 to 1."""
    return sum(told.perception.perhaps.get("moods", {}).values())


def _stands(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether a stretch can follow "you said": one plain statement that needs nothing before it."""
    first = stretch.tokens[0]
    finite = any(syntax.tokens[i].tag in FINITE for i in stretch.tokens)
    subject = syntax.subject(stretch.root)
    return (
        finite
        and not stretch.fragment
        and subject is not None
        and subject in stretch.tokens
        and syntax.tokens[first].tag not in {"CC", "IN", "WRB", "WP"}
        and not frame(syntax, stretch)
    )


def _inside(syntax: Syntax, stretch: Stretch, line: Mirrored) -> str:
    """Return a line as it stands inside a sentence: no full stop, and no capital but a name's."""
    text = line.text.removesuffix(".")
    first, begins = syntax.tokens[stretch.tokens[0]], text.split(maxsplit=1)[0]
    capital = first.tag in {"NNP", "NNPS"} and first.lower not in lexicon()["kin"]
    named = begins.lower() == first.lower and (capital or first.lower in lexicon()["names"])
    return text if named or begins == "I" else text[0].lower() + text[1:]


def names(told: Told, stretch: Stretch | None = None) -> frozenset[str]:
    """Return of whom and what a message, or a stretch of it, speaks: its nouns, but for the vague ones."""
    tokens = told.parse.tokens
    within = range(len(tokens)) if stretch is None else stretch.tokens
    found = (tokens[i].lemma.lower() for i in within if tokens[i].tag.startswith("NN"))
    return frozenset(noun for noun in found if len(noun) >= _SHORTEST_NAME and noun not in _vague())


def kin(told: Told, earlier: Sequence[Thread]) -> Iterator[tuple[Thread, str]]:
    """Yield what was told earlier that belongs with this message, the closest first, each with how it does."""
    here, meant = names(told), dict(told.perception.appraisals).keys()
    same = [thread for thread in earlier if thread.names & here]
    for thread in sorted(same, key=lambda thread: -len(thread.names & here)):
        yield thread, SAME
    for thread in reversed(earlier):
        if thread not in same and thread.meant & meant:
            yield thread, ALIKE


def to_gather(told: Told, said: Said) -> tuple[Thread, ...]:
    """Return three things told that no sum of late holds, this message's among them; none where there are fewer."""
    return for_a_sum(told, since_gathered(said))


def for_a_sum(told: Told, earlier: Sequence[Thread]) -> tuple[Thread, ...]:
    """Return the three most telling things told, this message's among those to choose from, in the order they were told; none where there are fewer.

    Of equals the first and the last two.
    """
    now = thread_of(told)
    every = [*earlier, now] if now else list(earlier)
    fitting = [thread for thread in every if _stands_alone(thread)]
    if len(fitting) < len(_PLACES):
        return ()
    ends = [0, *range(len(fitting) - 1, 0, -1)]
    best = sorted(ends, key=lambda at: -fitting[at].worth)[: len(_PLACES)]
    return tuple(fitting[at] for at in sorted(best))


def _stands_alone(thread: Thread) -> bool:
    """Whether a thing told says by itself of whom it speaks, and is short enough to stand among others."""
    words = thread.says.lower().split()
    return len(words) <= _MOST_IN_SUM and words[0].split("'")[0] not in _NAMELESS


def not_held(threads: Sequence[Thread], lines: Iterable[Spoken]) -> tuple[Thread, ...]:
    """Return the threads that none of some lines holds."""
    spoken_of = " ".join(line.text for line in lines).lower()
    return tuple(each for each in threads if each.says.lower() not in spoken_of)


def since_gathered(said: Said) -> tuple[Thread, ...]:
    """Return what was told and not yet gathered in a sum of late."""
    return not_held(said.threads, (line for line in said.recent if line.move is Move.SUM))


def joined(says: str, *threads: Thread) -> Mirrored:
    """Put one thread, or three, into the places of a frame, and mark what is theirs."""
    places = _PLACES if len(threads) > 1 else _PLACE
    line = Mirrored(says, ())
    for place, thread in zip(places, threads, strict=True):
        filled = placed(line.text, place, Mirrored(thread.says, thread.own))
        line = Mirrored(filled.text, (*line.own, *filled.own))
    return line


def frames(kind: str, language: str = "en") -> tuple[tuple[str, str], ...]:
    """Return the written frames of one kind, each with its id. Raises BrokenData when they cannot be read."""
    return frames_in("thread", kind, language)


@cache
def _vague() -> frozenset[str]:
    """Return the nouns by which two things told are not yet about the same."""
    return frozenset(shelf.read("voice", "wording", "threads.toml")["vague"])
