"""Says a few of a person's own words back, untouched, where their clause cannot be turned."""

from collections.abc import Iterator
from functools import cache

from holdspace import shelf
from holdspace.domain.language import Parse
from holdspace.domain.talk import Doing, Told
from holdspace.voice.lexicon import lexicon
from holdspace.voice.mirror import Allowed, anything
from holdspace.voice.person import Mirrored, Piece, trued, written
from holdspace.voice.syntax import FINITE, SELF, Syntax
from holdspace.voice.tact import YOU

_FEWEST, _MOST, _BEST = 2, 7, 3
_MUCH = 0.6  # of a message: then its words may be quoted though they tell no feeling
_WHOLE = frozenset({"dobj", "pobj", "nsubj", "attr", "acomp", "xcomp", "ROOT", "conj", "nsubjpass"})
_ENDS = ("NN", "JJ", "VBG", "VBN", "CD", "RB")
_STARTS = ("NN", "JJ", "VBG", "VBN", "CD", "DT", "RB")
_WOUNDING = ("insults", "slurs", "heavy", "illnesses", "endings", "faults", "strays")
_COARSE = frozenset({"kill", "fault", "suck", "fuck", "fucking", "shit"})
_DOUBT = frozenset(
    [
        "not",
        "n't",
        "never",
        "no",
        "none",
        "nobody",
        "nothing",
        "nor",
        "neither",
        "without",
        "hardly",
        "barely",
        "if",
        "unless",
        "would",
        "could",
        "should",
        "will",
        "might",
        "may",
        "wo",
        "stop",
        "maybe",
        "perhaps",
        "less",
        "least",
        "few",
        "little",
    ]
)
_LOOSE = frozenset(
    [
        "that",
        "this",
        "there",
        "here",
        "such",
        "as",
        "so",
        "very",
        "too",
        "more",
        "most",
        "much",
        "all",
        "any",
        "some",
        "other",
        "back",
        "ago",
        "only",
        "also",
        "even",
    ]
)


def quote(told: Told, *, turn: int = 0, allowed: Allowed = anything) -> Mirrored | None:
    """Return a line around two to seven of their own words, or None when none stand alone.

    `turn` varies the frame; `allowed` is asked about each line.
    """
    return next((line for line in quotes(told, turn=turn) if allowed(line.text)), None)


def quotes(told: Told, *, turn: int = 0) -> Iterator[Mirrored]:
    """Yield the best quotations of a message, each in every frame, beginning with this turn's; none of a question."""
    if told.perception.doing is Doing.ASKING:
        return
    for words in key_words(told.parse)[:_BEST]:
        for step in range(len(frames())):
            yield framed(words, turn + step)


def framed(words: Mirrored, turn: int) -> Mirrored:
    """Put some words into the written frame of this turn."""
    says = frames()[turn % len(frames())]
    opens = says.startswith('"')
    before, after = says.split("{words}")
    bare = words.text.removesuffix(".")
    text = (bare if opens else _small(bare)).join((before, after))
    return Mirrored(text, ((len(before), len(before) + len(bare)),))


def _small(text: str) -> str:
    """Return words with a small first letter where they stand inside a sentence."""
    first = text.split(maxsplit=1)[0]
    named = first == "I" or first[1:] != first[1:].lower()
    return text if named else text[0].lower() + text[1:]


@cache
def frames() -> tuple[str, ...]:
    """Return the written frames. Raises BrokenData when they cannot be read."""
    content = shelf.read("voice", "bank", "en", "frames", "quote.toml")
    return tuple(frame["says"] for frame in content["frame"])


def key_words(parse: Parse) -> tuple[Mirrored, ...]:
    """Return the phrases of a message that can be quoted, the most telling first."""
    syntax = Syntax(parse)
    found = {
        run: _worth(syntax, run) for at in range(len(syntax.tokens)) for run in _runs(syntax, at)
    }
    best = sorted(found, key=lambda run: (-found[run], run))
    return tuple(written([piece(syntax, at, run[0]) for at in run]) for run in best)


def piece(syntax: Syntax, at: int, first: int) -> Piece:
    """Return one quoted token as it was written, its apostrophe mended."""
    glued = at > first and not syntax.tokens[at - 1].space_after
    return Piece(trued(syntax, at), glued=glued)


def _runs(syntax: Syntax, at: int) -> Iterator[tuple[int, ...]]:
    """Yield the quotable stretches of words that hang on one token."""
    if syntax.tokens[at].relation not in _WHOLE or _in_doubt(syntax, at):
        return
    first, last = syntax.edges(at)
    run: list[int] = []
    for i in range(first, last + 2):
        if i <= last and _quotable(syntax, i):
            run.append(i)
            continue
        run = _squared(syntax, run)
        if at in run and _FEWEST <= _size(syntax, run) <= _MOST and _telling(syntax, run):
            yield tuple(run)
        run = []


def _squared(syntax: Syntax, run: list[int]) -> list[int]:
    """Return a run of words without what says nothing at its edges."""
    start, end = 0, len(run)
    while end > start and not _edge(syntax, run[end - 1], _ENDS):
        end -= 1
    while start < end and not _edge(syntax, run[start], _STARTS):
        start += 1
    return run[start:end]


def _edge(syntax: Syntax, at: int, tags: tuple[str, ...]) -> bool:
    """Whether a word may stand at the edge of a quotation."""
    return syntax.tokens[at].tag.startswith(tags) and not _loose(syntax, at)


def _loose(syntax: Syntax, at: int) -> bool:
    """Whether a word says nothing at the edge of a quotation."""
    return syntax.lowers[at] in _LOOSE or syntax.lowers[at] in lexicon()["leads"]


def _size(syntax: Syntax, run: list[int]) -> int:
    """Return how many written words a run of tokens makes."""
    return sum(1 for i in run if i == run[0] or syntax.tokens[i - 1].space_after)


def _quotable(syntax: Syntax, at: int) -> bool:
    """Whether a word may stand in a quotation: nobody's pronoun, no mark, nothing that wounds."""
    token = syntax.tokens[at]
    if not token.text.replace("'", "").replace("’", "").replace("-", "").isalnum():  # noqa: RUF001  a written apostrophe
        return False
    if token.tag in {"PRP", "PRP$", "WP", "WDT", "WRB", "UH"} or syntax.lowers[at] in SELF | YOU:
        return False
    return not wounds(syntax, at)


def wounds(syntax: Syntax, at: int) -> bool:
    """Whether a word could wound where it is said back."""
    lists = lexicon()
    return any(syntax.about(at, lists[name]) for name in _WOUNDING) or syntax.about(at, _COARSE)


def _in_doubt(syntax: Syntax, at: int) -> bool:
    """Whether the sentence denies, asks or only supposes, so that a part could say the opposite."""
    root = syntax.roots[at]
    sentence = [i for i, r in enumerate(syntax.roots) if r == root]
    return any(
        syntax.lowers[i] in _DOUBT or syntax.lowers[i] in YOU or syntax.tokens[i].text[0] in '?"'
        for i in sentence
    )


def _telling(syntax: Syntax, run: list[int]) -> bool:
    """Whether a run of words is whole and says something of its own."""
    lists = lexicon()
    before = syntax.tokens[run[0] - 1] if run[0] else None
    after = syntax.tokens[run[-1] + 1].text if run[-1] + 1 < len(syntax.tokens) else "."
    if (before and not before.space_after and before.text[-1] in "-'$") or after in {"-", "'s"}:
        return False
    if any(syntax.tokens[i].tag in FINITE for i in run) or _broken_off(syntax, run):
        return False
    if len(run) - (syntax.tokens[run[0]].tag == "DT") < _FEWEST:
        return False
    felt = any(syntax.about(i, lists["felt"] | lists["events"]) for i in run)
    words = [t for t in syntax.tokens if t.text[0].isalnum()]
    return felt or len(run) > _MUCH * len(words)


def _broken_off(syntax: Syntax, run: list[int]) -> bool:
    """Whether what a word of the run governs at its end was left out: "things are starting"."""
    left_out = {"xcomp", "ccomp", "dobj", "prt", "acomp", "attr", "pobj", "relcl"}
    return any(
        syntax.tokens[k].relation in left_out and k > run[-1] for i in run for k in syntax.kids[i]
    ) or any(syntax.tokens[i].tag == "VBN" and syntax.tokens[i].relation == "ROOT" for i in run[:1])


def _worth(syntax: Syntax, run: tuple[int, ...]) -> float:
    """Return how telling a run of words is."""
    lists = lexicon()
    worth = sum(
        2.0 * syntax.about(i, lists["felt"]) + 1.0 * syntax.about(i, lists["events"]) for i in run
    )
    return worth - abs(len(run) - 4) * 0.3 - 0.5 * (syntax.tokens[run[0]].tag == "DT")
