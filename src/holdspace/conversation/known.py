"""Whom and what somebody spoke of: counted while the visit is open, and spoken of again only where they asked for it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from holdspace.conversation.hearing import REFUSED, topics
from holdspace.domain.risk import ORDINARY, RiskState, Tier
from holdspace.domain.spoken_of import Known, SpokenOf, is_left_alone, joined, names_in
from holdspace.domain.talk import Doing, Memory, State, Told
from holdspace.domain.words import split

MENTIONS, HUSHED = 60, 200  # remembered of a visit, whatever its length
_STRONG = 4
_CALM = frozenset({State.WITHIN, State.UNKNOWN})


def in_sight_of_what_is_known(told: Told, memory: Memory, risk: RiskState) -> Told:
    """Return what was told with what they asked to have known, where this message speaks of it again and is calm.

    Once in a visit, and never at the first message; nothing that was left alone, or stood beside danger or hurt.
    """
    if memory.reminded or not memory.turns or told.spoken_of.hurting or not _is_calm(told, risk):
        return told
    silent = memory.refused | set(memory.hushed)
    again = next(_again(told, memory.known, silent), None)
    return replace(told, perception=replace(told.perception, again=again))


def _is_calm(told: Told, risk: RiskState) -> bool:
    """Whether a message has room for a word about another day."""
    perception = told.perception
    grades = [feeling.grade for feeling in perception.feelings]
    return (
        not _in_danger(risk)
        and perception.doing is Doing.TELLING
        and not (perception.about or perception.self_attack)
        and perception.state in _CALM
        and max([*grades, perception.intensity or 0]) < _STRONG
    )


def _in_danger(risk: RiskState) -> bool:
    """Whether anything of danger was heard, in this message or in the visit."""
    lanes = any(told.lane not in ORDINARY for told in risk.lanes)
    return risk.tier >= Tier.R2 or lanes or bool(risk.fresh_lanes)


def _again(told: Told, known: tuple[Known, ...], silent: frozenset[str]) -> Iterator[Known]:
    """Yield what is known and spoken of again; somebody known by name wherever the name is said, and only there."""
    written = _written_as_names(told)
    for each in known:
        names, named = names_in(each.word.text), _names_of(each)
        said = [one.names for one in told.spoken_of.mentions if one.person == each.person]
        same = any((named or names) <= one for one in said) or (named and named <= written)
        if names and same and not is_left_alone(names, silent):
            yield each


def _written_as_names(told: Told) -> frozenset[str]:
    """Return the nouns that are written with a capital: a name that is known needs no other sign that it is one."""
    tokens = (token for token in told.parse.tokens if token.tag.startswith("NN"))
    return names_in(" ".join(token.text for token in tokens if token.text[0].isupper()))


def _names_of(known: Known) -> frozenset[str]:
    """Return the names in a word that is known, those written with a capital: of "my sister Juno", Juno."""
    text = known.word.text
    capitals = " ".join(
        text[word.start : word.end] for word in split(text) if text[word.start].isupper()
    )
    return names_in(capitals)


def with_mentions(memory: Memory, told: Told, risk: RiskState) -> Memory:
    """Return the memory after a turn with whom and what it spoke of, or without them where they are not to be offered."""
    found, perception = told.spoken_of, told.perception
    if _in_danger(risk):
        return _hush(memory, names_in(told.heard.words.text))
    if perception.about in REFUSED:
        return _hush(memory, {*_of_turn(memory, memory.turns - 1), *_of_topics(told)})
    if found.hurting:
        return _hush(memory, _hurt(memory, found))
    if perception.self_attack or perception.doing is not Doing.TELLING or perception.about:
        return memory
    mentions = memory.mentions
    for mention in found.mentions:
        mentions = joined(mentions, replace(mention, turns=(memory.turns,)))
    return replace(memory, mentions=mentions[-MENTIONS:])


def _hurt(memory: Memory, found: SpokenOf) -> frozenset[str]:
    """Return whom a message about hurting names; where it names nobody, those of the message before: "he did it again"."""
    named = frozenset(name for one in found.mentions if one.person for name in one.names)
    return named or _of_turn(memory, memory.turns - 1)


def _of_turn(memory: Memory, turn: int) -> frozenset[str]:
    """Return by which words those are known that were spoken of in a turn."""
    return frozenset(name for one in memory.mentions if turn in one.turns for name in one.names)


def _of_topics(told: Told) -> Iterator[str]:
    """Yield the plain words of what a refusal names."""
    yield from names_in(" ".join(topics(told.heard.words)))


def _hush(memory: Memory, names: Iterable[str]) -> Memory:
    """Let nobody and nothing be offered that goes by these words, in this visit."""
    quiet = frozenset(names)
    left = tuple(one for one in memory.mentions if not is_left_alone(one.names, quiet))
    hushed = tuple(dict.fromkeys((*memory.hushed, *sorted(quiet))))[-HUSHED:]
    return replace(memory, mentions=left, hushed=hushed)
