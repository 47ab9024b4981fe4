"""Chooses the stretches of a message that are worth saying back, likeliest first."""

import re
from collections.abc import Iterator
from dataclasses import replace

from holdspace.domain.language import Clause
from holdspace.voice.lexicon import lexicon
from holdspace.voice.syntax import Stretch, Syntax
from holdspace.voice.weight import worth

SHORTEST, LONGEST = 3, 19
_DRAWN = re.compile(
    r"o+m+g+|u+g+h+|a+h+|o+h+|h+m+|u*a*r+g+h*|a+g+h+|s+o{2,}|(?:ha){2,}h?|w+o+w+|l+o+l+|l+m+a+o+|h+i+|h+e+y+"
)
_NEAR = 4
_TOGETHER = 4  # how many clauses are said back in one breath at most
_BOUNDS = frozenset(["...", "…", "..", ";", ":", "-", "--", "—", "\u2013", "(", ")", "?", "*", "/"])
_LOOSE = frozenset({"right", "too", "damn"})
_SIGNS_FROM = 0x2190  # arrows, symbols, emoji


def stretches(syntax: Syntax) -> tuple[Stretch, ...]:
    """Return what could be said back of a message, the most worth saying first."""
    found = [s for group in _sentences(syntax) for s in _of_sentence(syntax, group)]
    return tuple(sorted(found, key=lambda s: -s.worth))


def _sentences(syntax: Syntax) -> Iterator[tuple[Clause, ...]]:
    """Yield the clauses of each sentence, cut where a bracket or dots break it."""
    group: list[Clause] = []
    for clause in syntax.parse.clauses:
        if group and not _same_sentence(syntax, group[-1], clause):
            yield tuple(group)
            group = []
        group.append(clause)
    if group:
        yield tuple(group)


def _same_sentence(syntax: Syntax, before: Clause, clause: Clause) -> bool:
    """Whether two clauses are one sentence, by the parse or by an "and" or "but" between them."""
    if _ended(syntax, before):
        return False
    one = syntax.roots[clause.root] == syntax.roots[before.root]
    return one or syntax.tokens[clause.start].relation == "cc"


def _ended(syntax: Syntax, clause: Clause) -> bool:
    """Whether a mark ends the sentence after a clause."""
    return bool(set(syntax.tokens[clause.end - 1].text) & set(".!?…"))


def _of_sentence(syntax: Syntax, group: tuple[Clause, ...]) -> Iterator[Stretch]:
    """Yield what could be said back of one sentence."""
    if any(syntax.tokens[i].text.startswith("?") for i in range(group[0].start, group[-1].end)):
        return
    for first in range(len(group)):
        for last in range(first, min(first + _TOGETHER, len(group))):
            if _stands(syntax, group, first, last):
                yield from _trimmed(syntax, group, first, last)


def _stands(syntax: Syntax, group: tuple[Clause, ...], first: int, last: int) -> bool:
    """Whether the clauses from `first` to `last` can be said without the others."""
    within = range(group[first].start, group[last].end)
    for clause in group[first : last + 1]:
        outside = syntax.tokens[clause.root].head not in within
        if outside and not _free(syntax, clause, group[first] is clause):
            return False
    return all(
        _may_go(syntax, other, before=i < first)
        for i, other in enumerate(group)
        if not first <= i <= last and _leans(syntax, other, group[first], within)
    )


def _leans(syntax: Syntax, other: Clause, first: Clause, within: range) -> bool:
    """Whether a clause left out belongs to those that are said, or governs them."""
    joined = other.start == within.stop and syntax.tokens[other.start].relation == "cc"
    return (
        joined
        or syntax.tokens[other.root].head in within
        or syntax.tokens[first.root].head in range(other.start, other.end)
    )


def _free(syntax: Syntax, clause: Clause, opens: bool) -> bool:  # noqa: FBT001  a claim, not a switch
    """Whether a clause whose governor is left out may stand alone."""
    root = syntax.tokens[clause.root]
    if root.relation == "ROOT" or root.head == clause.root:
        return True
    if not opens or _marks(syntax, clause):
        return False
    if root.relation == "conj" and syntax.tokens[root.head].tag.startswith(("NN", "PRP")):
        return False  # "my cousin and I stopped": the grammar took two people for two sentences
    if root.relation in {"conj", "parataxis"}:
        return not _marks_above(syntax, clause.root) and not _is_cleft(syntax, clause)
    return root.relation == "ccomp" and (
        clause.root < root.head or _honest_without_frame(syntax, clause)
    )


def _is_cleft(syntax: Syntax, clause: Clause) -> bool:
    """Whether a clause only says more of what "it's" named: "it's her laugh I keep hearing"."""
    named = syntax.tokens[clause.root].head
    subject = syntax.subject(named)
    parted = not syntax.lowers[clause.start - 1][:1].isalnum() if clause.start else True
    return (
        not parted
        and subject is not None
        and syntax.lowers[subject] in {"it", "that", "this"}
        and syntax.child(named, "attr") is not None
    )


def _marks(syntax: Syntax, clause: Clause) -> str:
    """Return the word that makes a clause lean on another: because, if, when, that."""
    for kid in syntax.kids[clause.root]:
        token = syntax.tokens[kid]
        if kid < clause.root and (token.relation == "mark" or token.tag in {"WRB", "WP", "WDT"}):
            return syntax.lowers[kid]
    return ""


def _marks_above(syntax: Syntax, at: int) -> bool:
    """Whether a clause is joined to one that leans on yet another, as in "if he left and ..."."""
    while syntax.tokens[at].relation == "conj":
        at = syntax.tokens[at].head
        if syntax.child(at, "mark") is not None:
            return True
    return syntax.tokens[at].relation in {"advcl", "ccomp", "relcl", "acl", "xcomp", "pcomp"} and (
        syntax.tokens[at].relation != "ccomp" or syntax.tokens[at].head < at
    )


def _honest_without_frame(syntax: Syntax, clause: Clause) -> bool:
    """Whether "I think" or "I guess" may be left off: what follows is about oneself and felt."""
    head = syntax.tokens[clause.root].head
    words = lexicon()
    return (
        syntax.tokens[head].lemma in {"think", "guess", "suppose", "mean"}
        and not syntax.negated(head)
        and syntax.is_self(syntax.subject(head))
        and syntax.is_self(syntax.subject(clause.root))
        and any(syntax.about(i, words["felt"]) for i in range(clause.start, clause.end))
    )


def _may_go(syntax: Syntax, clause: Clause, *, before: bool) -> bool:
    """Whether a clause may be left unsaid and what is said stays true."""
    root = syntax.tokens[clause.root]
    opening = [syntax.lowers[i] for i in range(clause.start, min(clause.start + 2, clause.end))]
    if root.relation == "advcl":
        if opening[1:] and opening[1] in {"though", "if"}:
            return False
        if (
            opening[0] == "as"
            and "as" in syntax.lowers[max(clause.start - _NEAR, 0) : clause.start]
        ):
            return False  # "as empty as I am" is one thing
        mark = _marks(syntax, clause)
        return mark in lexicon()["may_go"] and not (
            mark == "when" and _under_way(syntax, root.head)
        )
    if before:
        return _told_frame(syntax, clause) or not _marks(syntax, clause)
    if root.relation == "ccomp" and root.head < clause.root:
        return False
    return root.relation in {"conj", "parataxis", "ccomp", "ROOT"} and not (
        {"but", "or", "yet", "except", "if", "unless", "until", "though", "although"} & set(opening)
    )


def _under_way(syntax: Syntax, verb: int) -> bool:
    """Whether a clause only sets the scene for its "when": "I was on my way home when ..."."""
    was = {syntax.lowers[k] for k in syntax.kids[verb]} | {syntax.lowers[verb]}
    going = syntax.tokens[verb].tag == "VBG" or syntax.child(verb, "prep") is not None
    return bool(was & {"was", "were"}) and going and syntax.child(verb, "acomp") is None


def _told_frame(syntax: Syntax, clause: Clause) -> bool:
    """Whether a clause only frames the next as one's own thought."""
    return syntax.tokens[clause.root].lemma in lexicon()["thinks"]


def _trimmed(syntax: Syntax, group: tuple[Clause, ...], first: int, last: int) -> Iterator[Stretch]:
    """Yield a stretch of clauses whole, and shorter at the end where that is safe."""
    start, end = group[first].start, group[last].end
    for stop in _stops(syntax, group[last], end):
        tokens = _bare(syntax, list(range(start, stop)))
        if not tokens or any(syntax.tokens[i].text in _BOUNDS for i in tokens):
            continue
        size = written_words(syntax, tokens)
        if SHORTEST - 1 <= size <= LONGEST:
            heads = [c.root for c in group[first : last + 1] if c.root in tokens]
            root = _main_root(syntax, heads)
            if root >= 0:
                whole = first == 0 and last == len(group) - 1 and stop == end
                fragment = is_fragment(syntax, root, tokens)
                bare = Stretch(tuple(tokens), root, 0.0, fragment, whole)
                yield replace(bare, worth=worth(syntax, bare, size))


def _main_root(syntax: Syntax, heads: list[int]) -> int:
    """Return the verb that the rest leans on, else the first head word, else -1."""
    verbs = [r for r in heads if syntax.tokens[r].tag.startswith(("VB", "MD"))]
    main = [r for r in verbs if syntax.tokens[r].relation != "advcl"]
    return (main or verbs or heads or [-1])[0]


def _stops(syntax: Syntax, clause: Clause, end: int) -> Iterator[int]:
    """Yield where a stretch may end: at its end, or before a loose piece that ends it."""
    yield end
    for i in range(clause.root + 1, end):
        token = syntax.tokens[i]
        if token.relation not in {"relcl", "conj", "advcl"} or token.head not in range(
            clause.start, i
        ):
            continue
        left, right = syntax.edges(i)
        if right < end - 2 or left <= clause.root + 1:
            continue
        before = syntax.lowers[left - 1]
        if token.relation == "relcl" and before == ",":
            yield left
        if token.relation == "conj" and before == "and" and token.tag.startswith("VB"):
            yield left - 1
        if (
            token.relation == "advcl"
            and syntax.lowers[left] in lexicon()["may_go"]
            and not _under_way(syntax, token.head)
        ):
            yield left


def _bare(syntax: Syntax, tokens: list[int]) -> list[int]:
    """Return the tokens without greetings, fillers and marks at either end."""
    words = lexicon()
    shorter = True
    while shorter and tokens:
        size = len(tokens)
        tokens = _without_lead(syntax, tokens)
        tokens = _without_phrase(syntax, tokens, words.phrases["lead_phrases"], at_end=False)
        tokens = _without_tail(syntax, tokens)
        tokens = _without_phrase(syntax, tokens, words.phrases["tail_phrases"], at_end=True)
        shorter = len(tokens) < size
    return [i for i in tokens if not _stray(syntax, i)]


def _stray(syntax: Syntax, at: int) -> bool:
    """Whether a token is noise wherever it stands."""
    token = syntax.tokens[at]
    return token.lower in lexicon()["strays"] or not token.text.strip() or _picture(token.text)


def _picture(text: str) -> bool:
    """Whether a token is an emoji or another sign outside writing."""
    return not any(c.isalnum() for c in text) and any(ord(c) >= _SIGNS_FROM for c in text)


def _without_lead(syntax: Syntax, tokens: list[int]) -> list[int]:
    """Leave off one filler or mark at the beginning."""
    if not tokens[1:]:
        return [i for i in tokens if syntax.tokens[i].text[0].isalnum()]
    token, after = syntax.tokens[tokens[0]], syntax.tokens[tokens[1]]
    if not token.text[0].isalnum():
        return tokens[1:]
    if _DRAWN.fullmatch(token.lower):
        return tokens[1:]
    if token.lower not in lexicon()["leads"] or _belongs(syntax, tokens):
        return tokens
    if token.lower in {"so", "really"} and after.tag.startswith(("JJ", "RB", "VBN")):
        return tokens if _modifies(syntax, tokens) else tokens[1:]
    return tokens[1:]


def _belongs(syntax: Syntax, tokens: list[int]) -> bool:
    """Whether a word that may be a filler at the beginning is part of what is told: "like I've swallowed a stone", "nothing helps"."""
    token, after = syntax.tokens[tokens[0]], syntax.tokens[tokens[1]]
    if after.text == ",":
        return False
    if token.lower == "like":
        then = syntax.lowers[tokens[2]] if tokens[2:] else ""
        return after.tag != "PRP" or then in {"'m", "'ve", "am", "have", "'re"}
    if token.lower in lexicon()["before_somebody"]:
        return after.tag not in {"PRP", "EX"}
    return token.lower in _LOOSE and token.relation not in {"intj", "cc"}


def _modifies(syntax: Syntax, tokens: list[int]) -> bool:
    """Whether the first of two words strengthens the second, as in "so tired"."""
    return len(tokens) > 1 and syntax.tokens[tokens[0]].head == tokens[1]


def _without_tail(syntax: Syntax, tokens: list[int]) -> list[int]:
    """Leave off one filler or mark at the end."""
    if not tokens:
        return tokens
    token = syntax.tokens[tokens[-1]]
    if _DRAWN.fullmatch(token.lower):
        return tokens[:-1]
    if not any(c.isalnum() for c in token.text) and token.text not in {"%", "$", "'"}:
        return tokens[:-1]
    # "All right" and "just then" say something.
    counts = token.relation in {"acomp", "pobj", "dobj"} or _modifies(syntax, tokens[-2:])
    counts = counts or (token.lower == "right" and syntax.tokens[tokens[-1] - 1].text != ",")
    chat = token.lower in lexicon()["chat"]
    if token.lower in lexicon()["tails"] and (chat or not counts):
        return tokens[:-1]
    return tokens


def _without_phrase(
    syntax: Syntax, tokens: list[int], phrases: tuple[tuple[str, ...], ...], *, at_end: bool
) -> list[int]:
    """Leave off one phrase that says nothing, at the beginning or the end."""
    lowers = [syntax.lowers[i] for i in tokens]
    for phrase in phrases:
        size = len(phrase)
        if size < len(tokens) and tuple(lowers[-size:] if at_end else lowers[:size]) == phrase:
            return tokens[:-size] if at_end else tokens[size:]
    return tokens


def written_words(syntax: Syntax, tokens: list[int] | tuple[int, ...]) -> int:
    """Return how many written words some tokens make."""
    return sum(
        any(c.isalnum() for c in syntax.tokens[i].text)
        and (i == 0 or i - 1 not in tokens or syntax.tokens[i - 1].space_after)
        for i in tokens
    )


def is_fragment(syntax: Syntax, root: int, tokens: list[int]) -> bool:
    """Whether the verb of some tokens has its subject elsewhere, or none."""
    subject = syntax.subject(root)
    return subject is None or subject not in tokens
