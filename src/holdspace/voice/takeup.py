"""Takes up a short message as it stands, turned to the person: "two years" is met by "Two years."."""

from collections.abc import Callable, Iterator
from functools import cache

from holdspace import shelf
from holdspace.domain.talk import Doing, Told
from holdspace.voice.amiss import amiss
from holdspace.voice.clauses import is_fragment
from holdspace.voice.lexicon import lexicon
from holdspace.voice.person import Mirrored, turned
from holdspace.voice.syntax import Stretch, Syntax
from holdspace.voice.tact import JUDGES, conditional, frame, preaches, says_nothing

_MOST = 12  # words: what is longer is mirrored, or not said back at all
_FEWEST_COMMON = 2  # words; a single one is taken up only where it surely is a word
_SUPPOSING = frozenset({"if", "maybe", "perhaps"})  # said whole, a supposition stays one
_AFTERTHOUGHTS = (
    ("i", "suppose"),
    ("i", "guess"),
    ("i", "think"),
    ("i", "mean"),
    ("you", "know"),
    ("though",),
)
_TAILS = frozenset({"btw", "tho", "lol", "lmao", "haha", "hahaha", "really", "tbh", "obvs", "obviously", "anyway", "innit", "eh", "xx", "x", "actually", "honestly", ","})  # fmt: skip
_MARKS = frozenset({".", "!", "...", "…", ".."})
_MEANT = frozenset(
    {"just", "no", "like", "nothing", "or", "love", "god"}
)  # begin what is meant as often
_VERBS = frozenset(["is", "are", "was", "were", "has", "had", "does", "do", "did", "'s"])
_UNSAID = frozenset({"fuck", "fucking", "shit", "kill"})
_ALRIGHT = frozenset({"fine", "ok", "okay", "alright"})
_SHRUG = 3


def takeups(told: Told) -> Iterator[Mirrored]:
    """Yield a short message said back as it is, where nothing in it would wound or mislead."""
    if told.perception.self_attack or told.perception.doing is Doing.ASKING:
        return
    syntax = Syntax(told.parse)
    tokens = _kept(syntax)
    if not tokens or not _is_plain(syntax, tokens):
        return
    root = syntax.roots[tokens[0]]
    stretch = Stretch(tokens, root, 0.0, is_fragment(syntax, root, list(tokens)))
    if amiss(syntax, stretch) or any(
        judge(syntax, stretch) for judge in _judges([syntax.lowers[i] for i in tokens])
    ):
        return
    line = turned(syntax, stretch, frame(syntax, stretch))
    if line is not None:
        yield line


def _judges(lowers: list[str]) -> Iterator[Callable[[Syntax, Stretch], bool]]:
    """Yield what a message must not do; one about others may say little, or only suppose."""
    supposing = lowers[0] in _SUPPOSING or {"would", "have"} <= set(lowers)
    step = bool(_steps() & {tuple(lowers[:n]) for n in range(3, 6)})
    for judge in JUDGES:
        if judge is says_nothing and lowers[0] != "i":
            continue
        if judge is conditional and (supposing or step):
            continue
        if judge is preaches and step:
            continue
        yield judge


def _kept(syntax: Syntax) -> tuple[int, ...]:
    """Return the tokens worth saying back: no "well" before, no "I suppose" after."""
    tokens = list(range(len(syntax.tokens)))
    while tokens and syntax.tokens[tokens[-1]].text in _MARKS:
        tokens = tokens[:-1]
    while len(tokens) > 1 and syntax.lowers[tokens[0]] in lexicon()["leads"] - _MEANT:
        tokens = tokens[1:]
    for words in _AFTERTHOUGHTS:
        if tuple(syntax.lowers[i] for i in tokens[-len(words) :]) == words:
            tokens = tokens[: -len(words)]
    while len(tokens) > 1 and syntax.lowers[tokens[-1]] in _TAILS | _MARKS:
        tokens = tokens[:-1]
    return tuple(tokens)


def _is_plain(syntax: Syntax, tokens: tuple[int, ...]) -> bool:
    """Whether the words are few, plainly English, and tell or name something."""
    lowers = [syntax.lowers[i] for i in tokens]
    words = [word for word in lowers if word[0].isalnum()]
    if not words or len(words) > _MOST or not all(_is_word(word) for word in lowers):
        return False
    if any(syntax.about(i, lexicon()["insults"] - {"nobody"}) for i in tokens):
        return False
    if set(lowers) & _UNSAID or (len(words) <= _SHRUG and set(lowers) & _ALRIGHT):
        return False
    if len(words) < _FEWEST_COMMON:
        return words[0] in _words("alone")
    numbered = syntax.tokens[tokens[0]].tag == "CD"
    told = words[0] == "i" or (words[0].isalpha() and words[1] in _VERBS)
    return numbered or told or words[0] in _words("openings")


@cache
def _steps() -> frozenset[tuple[str, ...]]:
    """Return how a small step of one's own is announced: "I might text"; it is theirs to hear back."""
    ahead = [("i", "might"), ("i", "'m", "going", "to"), ("i", "'ll"), ("i", "could")]
    return frozenset((*words, verb) for words in ahead for verb in _words("steps"))


@cache
def _words(name: str) -> frozenset[str]:
    """Return one list of plain words. Raises BrokenData when it cannot be read."""
    return frozenset(shelf.read("voice", "wording", "takeup.toml")[name])


def _is_word(word: str) -> bool:
    """Whether something is written in plain letters, as a number, or a clipped ending."""
    return word in {"-", ",", "."} or (
        word.replace("'", "").replace("-", "").isalnum() and word.isascii()
    )
