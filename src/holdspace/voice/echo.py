"""Says a short answer back in quotation marks, as it was given: "seasick" is met by '"Seasick." Said as it is.'."""

from collections.abc import Iterator

from holdspace.domain.talk import Doing, Told
from holdspace.voice.person import Mirrored, written
from holdspace.voice.quote import frames, framed, piece, wounds
from holdspace.voice.syntax import Syntax
from holdspace.voice.tact import YOU

_MOST, _LONGEST = 7, 14  # words said back, and words of a message that may be an answer
_FEWEST_BEFORE = 3  # words before a comma that stand by themselves
_STOPS = frozenset({".", "!", "?", "...", "\u2026", "..", ";", "-", "\u2013", "\u2014"})
_NO_ANSWER = ("UH", "W")  # a sigh or a question is none
_ADDS_NOTHING = frozenset({"please", "thanks", "thank", "anyway", "lol", "haha", "hello", "hi"})


def echoes(told: Told) -> Iterator[Mirrored]:
    """Yield the first words of a short answer in every frame that begins with them; nothing that asks, wounds or speaks to us."""
    perception = told.perception
    if perception.self_attack or perception.doing is not Doing.TELLING or perception.about:
        return
    syntax = Syntax(told.parse)
    run = _first_words(syntax)
    if not run or not all(_may_stand(syntax, at) for at in run):
        return
    words = written([piece(syntax, at, run[0]) for at in run])
    for turn, says in enumerate(frames()):
        if says.startswith('"'):
            yield framed(words, turn)


def _first_words(syntax: Syntax) -> tuple[int, ...]:
    """Return the first sentence of a short message, or what stands before its first comma; nothing where that is long."""
    if sum(token.text[0].isalnum() for token in syntax.tokens) > _LONGEST:
        return ()
    end = next((at for at, t in enumerate(syntax.tokens) if t.text in _STOPS), len(syntax.tokens))
    comma = next((at for at in range(end) if syntax.tokens[at].text == ","), end)
    whole = _words(syntax, end) <= _MOST and comma == end
    if whole or _FEWEST_BEFORE <= _words(syntax, comma) <= _MOST:
        return tuple(range(end if whole else comma))
    return ()


def _words(syntax: Syntax, end: int) -> int:
    """Return how many written words stand before a place."""
    return sum(at == 0 or syntax.tokens[at - 1].space_after for at in range(end))


def _may_stand(syntax: Syntax, at: int) -> bool:
    """Whether a word may be said back: no mark, nobody spoken to, nothing that wounds."""
    token = syntax.tokens[at]
    told = token.text.replace("'", "").replace("\u2019", "").replace("-", "").isalpha()
    spoken_to = syntax.lowers[at] in YOU | _ADDS_NOTHING
    return told and not spoken_to and not token.tag.startswith(_NO_ANSWER) and not wounds(syntax, at)
