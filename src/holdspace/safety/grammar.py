"""Lets the one parse of a message say whose danger a cue tells of, and whether it is denied.

The lexical floor has spoken before; a parse that failed, or that sees no clear subject, changes nothing.
"""

from collections.abc import Iterator
from dataclasses import replace

from holdspace.domain.language import Parse, Token
from holdspace.domain.risk import Evidence, Experiencer
from holdspace.safety.meaning import is_another, is_reflexive

_ME = frozenset({"i", "me", "my", "myself", "mine", "we", "us", "our"})
_SUBJECTS = ("nsubj", "nsubjpass")
_CARRIED = frozenset({"xcomp", "conj", "acomp", "attr", "oprd"})  # whose subject is the governor's
_REACHED = _CARRIED | {
    "pcomp",
    "prep",
    "dobj",
    "pobj",
    "ccomp",
    "advcl",
    "acl",
    "relcl",
    "dep",
}  # by a "not" above
_DEEPEST = 5  # governing words looked at above a cue


def by_grammar(evidence: Evidence, parse: Parse) -> Evidence:
    """Return the evidence with its experiencer and polarity read off the parse where it is plain.

    Another person is believed in only where none of the cue's words is the person's own; a denial
    that the parse does not find near the cue is dropped. Source: risk protocol 2.2.
    """
    if not parse.tokens or evidence.lane is not None or evidence.experiencer is Experiencer.FICTION:
        return evidence
    inside = [i for i, token in enumerate(parse.tokens) if _is_in(token, evidence.span)]
    if not inside:
        return evidence
    top = _top(parse, inside)
    chain = tuple(_governors(parse, top, _CARRIED))
    subject = _subject(parse, chain, inside)
    mine = any(parse.tokens[i].lower in _ME for i in inside)
    theirs = any(is_reflexive(parse.tokens[i].lower) for i in inside)
    if subject in _ME and not theirs:
        evidence = replace(evidence, experiencer=Experiencer.SELF)
    elif subject and not mine:
        evidence = replace(evidence, experiencer=Experiencer.OTHER)
    if evidence.negated and not any(
        _is_denied(parse, i) for i in (*_governors(parse, top, _REACHED), *inside)
    ):
        evidence = replace(evidence, negated=False)
    return evidence


def _is_in(token: Token, span: tuple[int, int]) -> bool:
    """Whether a token lies inside a cue."""
    return span[0] <= token.start < span[1]


def _top(parse: Parse, inside: list[int]) -> int:
    """Return the token of a cue that governs the others: the first whose head lies outside."""
    own = set(inside)
    return next(
        (i for i in inside if parse.tokens[i].head not in own or parse.tokens[i].head == i),
        inside[0],
    )


def _governors(parse: Parse, at: int, through: frozenset[str]) -> Iterator[int]:
    """Yield a token and those that govern it through some relations, up to one with a subject."""
    for _ in range(_DEEPEST):
        yield at
        token = parse.tokens[at]
        has_subject = any(parse.tokens[kid].relation in _SUBJECTS for kid in parse.children(at))
        if (
            token.head == at
            or token.relation not in through
            or (has_subject and through is _CARRIED)
        ):
            return
        at = token.head


def _subject(parse: Parse, chain: tuple[int, ...], inside: list[int]) -> str:
    """Return who does or feels it, where that is plainly a person; a cue's own subject is its own."""
    for at in chain:
        subject = parse.child(at, *_SUBJECTS)
        if subject is not None:
            word = parse.tokens[subject].lower
            is_person = word in _ME or is_another(word)
            return word if is_person and subject not in inside else ""
    return ""


def _is_denied(parse: Parse, at: int) -> bool:
    """Whether a "not" hangs on a token."""
    return any(
        parse.tokens[kid].relation == "neg" or parse.tokens[kid].lower in {"never", "no", "without"}
        for kid in parse.children(at)
    )
