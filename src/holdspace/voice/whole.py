"""Says a stretch of a long text back: what can be turned, else a sentence of it as it was written."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby

from holdspace import shelf
from holdspace.domain.people import Private
from holdspace.domain.story import Held
from holdspace.domain.talk import Move, Spoken, Told
from holdspace.voice.clauses import stretches
from holdspace.voice.mirror import as_spoken, said_back
from holdspace.voice.moment import plainly
from holdspace.voice.person import Mirrored
from holdspace.voice.syntax import SELF, Stretch, Syntax
from holdspace.voice.tact import JUDGES, says_nothing

Judge = Callable[[Syntax, Stretch], bool]

_FEWEST, _MOST = 3, 22  # words of a sentence that is said back as it stands
_OF_THEMSELVES = ("You're ", "You are ", "You can", "You don", "You never", "You always", "You feel", "You hate")  # fmt: skip
_PLACE = "{words}"
_POINTING = frozenset({"she", "he", "they", "it", "that", "this", "them", "her", "him", "those", "these"})  # fmt: skip


def parts_of(told: Told) -> Iterator[Held]:
    """Yield what can be said back of a stretch, the most telling first; never what they make of themselves."""
    syntax = Syntax(told.parse)
    yield from sorted(_turned(told, syntax), key=lambda part: _needs_more(syntax, part))
    if not told.perception.self_attack:
        yield from _as_written(told, syntax)


def _turned(told: Told, syntax: Syntax) -> Iterator[Held]:
    """Yield their clauses turned to them."""
    for stretch in stretches(syntax):
        line = said_back(syntax, stretch)
        if line is None or _is_a_verdict(line, told) or _may_be_harm(line, told):
            continue
        yield _part(told, syntax, stretch, as_spoken(line))


def _needs_more(syntax: Syntax, part: Held) -> int:
    """Return how much a part needs what stood before it: nothing of a deed or feeling of their own, more of "she" or "it"."""
    end = part.at + len(part.words.text)
    tokens = [token for token in syntax.tokens if part.at <= token.start < end]
    own = {token.lower for token in tokens} & SELF
    points_back = tokens[0].lower in _POINTING or (
        any(token.lower in _POINTING for token in tokens)
        and not any(token.tag.startswith("NN") for token in tokens)
    )
    return 2 if points_back else 0 if own else 1


def _as_written(told: Told, syntax: Syntax) -> Iterator[Held]:
    """Yield whole sentences in quotation marks, where nothing in them would wound or mislead."""
    for root, run in groupby(range(len(syntax.tokens)), lambda at: syntax.roots[at]):
        tokens = tuple(run)
        words = _words(told, syntax, tokens)
        stretch = Stretch(tokens, root, 0.0, whole=True)
        plain = _FEWEST <= len(words.split()) <= _MOST and not set(words) & set('?"“”')
        if not plain or any(judge(syntax, stretch) for judge in _judges(syntax, stretch)):
            continue
        before, after = _frame().split(_PLACE)
        own = (len(before), len(before) + len(words))
        says = Spoken(f"{before}{words}{after}", Move.SRF, "as-written", (own,))
        yield _part(told, syntax, stretch, says)


def _judges(syntax: Syntax, stretch: Stretch) -> Iterator[Judge]:
    """Yield what a sentence must not do; one that does not begin with "I" may say little of anybody."""
    begins = syntax.lowers[stretch.tokens[0]]
    yield from (judge for judge in JUDGES if judge is not says_nothing or begins == "i")


def _part(told: Told, syntax: Syntax, stretch: Stretch, says: Spoken) -> Held:
    """Return one part with the words it is made of, as a sentence of its own."""
    words = _words(told, syntax, stretch.tokens)
    ends = "" if words.endswith((".", "!", "…")) else "."
    whole = f"{words[:1].upper()}{words[1:]}{ends}"
    return Held(says, Private(whole), syntax.tokens[stretch.tokens[0]].start)


def _words(told: Told, syntax: Syntax, tokens: tuple[int, ...]) -> str:
    """Return some tokens as they were written, in one line."""
    first, last = syntax.tokens[tokens[0]], syntax.tokens[tokens[-1]]
    return " ".join(told.heard.words.text[first.start : last.end].split())


def _is_a_verdict(line: Mirrored, told: Told) -> bool:
    """Whether a line says what they make of themselves, in a stretch in which they are hard on themselves."""
    return told.perception.self_attack and plainly(line.text).startswith(_OF_THEMSELVES)


def _may_be_harm(line: Mirrored, told: Told) -> bool:
    """Whether a line says more than what they themselves did or felt, where the stretch tells of harm."""
    first = line.text.split(maxsplit=1)[0].partition("'")[0]
    return told.spoken_of.hurting and first != "You"


@cache
def _frame() -> str:
    """Return the written frame of a sentence as it stands. Raises BrokenData when it cannot be read."""
    frame: str = shelf.read("voice", "bank", "en", "frames", "whole.toml")["frame"][0]["says"]
    return frame
