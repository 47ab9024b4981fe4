"""Says a short answer back in quotation marks, as it was given: "seasick" is met by '"Seasick." Said as it is.'."""

from collections.abc import Iterator

from holdspace.domain.risk import Tier
from holdspace.domain.talk import Doing, Move, Said, Spoken, Told
from holdspace.voice.person import Mirrored, written
from holdspace.voice.quote import framed, frames, piece, wounds
from holdspace.voice.syntax import Stretch, Syntax
from holdspace.voice.tact import JUDGES, YOU, says_nothing

ECHO = "echo"  # the id of a short answer said back
_MOST, _LONGEST = 9, 14  # words said back, and words of a message that may be an answer
_FEWEST_NAMING, _NAMING = 2, ("NN", "NNS", "NNP", "NNPS")
_FEWEST_BEFORE = 3  # words before a comma that stand by themselves
_APART = 3  # lines between two answers said back
_STOPS = frozenset({".", "!", "?", "...", "\u2026", "..", ";", "\u2013", "\u2014"})
_QUESTIONS = frozenset({Move.OQ, Move.CQ})
_LIKENING = frozenset({("like",), ("sort",), ("kind",), ("bit",)})  # of, to or like something
_NO_ANSWER = ("UH", "W")  # a sigh or a question is none
_ALONE = ("JJ", "RB", "VB")  # what says how it is in one word
_JUDGES = tuple(each for each in JUDGES if each is not says_nothing)
_ADDS_NOTHING = frozenset({"please", "thanks", "thank", "anyway", "lol", "haha", "hello", "hi", "morning", "afternoon", "evening", "aye", "ta", "so", "hm", "hmm", "exactly", "enough", "correct", "right", "true", "sure", "fine", "ok", "okay", "much", "wait"})  # fmt: skip


def spoken_back(told: Told, said: Said) -> Iterator[Spoken]:
    """Yield the first words of a short answer in every frame that begins with them.

    Only to what was asked, or likens what is felt to something, or names it in a few words. Nothing that asks, wounds or
    speaks to us; nothing in danger, and nothing where an answer was said back so of late.
    """
    perception, syntax = told.perception, Syntax(told.parse)
    lately = any(spoken.line_id == ECHO for spoken in said.recent[-_APART:])
    tells = perception.doing is Doing.TELLING and not perception.about
    if lately or not tells or perception.self_attack or said.risk.tier >= Tier.R2:
        return
    asked = any(spoken.move in _QUESTIONS for spoken in said.recent[-1:])
    words = _answer(syntax)
    if words and (asked or syntax.lowers[:1] in _LIKENING or _names_something(syntax, words)):
        for turn, says in enumerate(frames()):
            if says.startswith('"'):
                line = framed(words, turn)
                yield Spoken(line.text, Move.SRF, ECHO, line.own)


def _answer(syntax: Syntax) -> Mirrored | None:
    """Return the words to say back, or None where they would wound, or may be a slip."""
    run = _without_fillers(syntax, _first_words(syntax))
    if not run or not all(_may_stand(syntax, at) for at in run) or _may_be_a_slip(syntax, run):
        return None
    if syntax.lowers[run[0]] in _ADDS_NOTHING:
        return None
    stretch = Stretch(run, syntax.roots[run[0]], 0.0)
    if any(judge(syntax, stretch) for judge in _JUDGES):
        return None
    return written([piece(syntax, at, run[0]) for at in run])


def _names_something(syntax: Syntax, words: Mirrored) -> bool:
    """Whether a few words name something, in the middle of a talk: "snow on the barges", "legs have stopped"."""
    few = _FEWEST_NAMING <= len(words.text.split()) <= _MOST
    return few and any(token.tag in _NAMING for token in syntax.tokens)


def _may_be_a_slip(syntax: Syntax, run: tuple[int, ...]) -> bool:
    """Whether a single word names something: it may be a slip of the keys."""
    return len(run) == 1 and not syntax.tokens[run[0]].tag.startswith(_ALONE)


def _first_words(syntax: Syntax) -> tuple[int, ...]:
    """Return the first sentence of a short message, or what stands before its first comma, where that says something; nothing where it is long."""
    if sum(token.text[0].isalnum() for token in syntax.tokens) > _LONGEST:
        return ()
    end = next((at for at, t in enumerate(syntax.tokens) if t.text in _STOPS), len(syntax.tokens))
    comma = next((at for at in range(end) if syntax.tokens[at].text == ","), end)
    if comma < end and _FEWEST_BEFORE <= _words(syntax, comma) <= _MOST:
        return tuple(range(comma))
    return tuple(range(end)) if _words(syntax, end) <= _MOST else ()


def _without_fillers(syntax: Syntax, run: tuple[int, ...]) -> tuple[int, ...]:
    """Return a run of words without what adds nothing at its end: "that i'd pass lol"; nothing where little is left."""
    kept = run
    while kept and syntax.lowers[kept[-1]] in _ADDS_NOTHING:
        kept = kept[:-1]
    return kept if kept == run or len(kept) > 1 else ()


def _words(syntax: Syntax, end: int) -> int:
    """Return how many written words stand before a place."""
    return sum(at == 0 or syntax.tokens[at - 1].space_after for at in range(end))


def _may_stand(syntax: Syntax, at: int) -> bool:
    """Whether a word may be said back: no mark, nobody spoken to, nothing that wounds."""
    token = syntax.tokens[at]
    told = token.text.replace("'", "").replace("\u2019", "").replace("-", "x").isalpha()
    told = told or token.text == ","
    return (
        told
        and syntax.lowers[at] not in YOU
        and not token.tag.startswith(_NO_ANSWER)
        and not wounds(syntax, at)
    )
