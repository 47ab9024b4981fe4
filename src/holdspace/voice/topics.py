"""Asks one easy thing about what a message names: a brother, a party, a car; in their own word for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from holdspace.domain.talk import Move, Spoken, Told, Tone
from holdspace.shelf import read_all
from holdspace.voice.lines import Fields, check_row
from holdspace.voice.people import wording
from holdspace.voice.person import Mirrored, placed
from holdspace.voice.syntax import SELF, Syntax
from holdspace.voice.telling import when

PREFIX = "topic-"
_IT = "{it}"
_LISTS = ("asks", "past", "ahead", Tone.PLEASANT)
_FIELDS = Fields(frozenset({"id", "nouns", "asks"}), frozenset(_LISTS) - {"asks"}, called="a topic")
_MANY = {"is": "are", "was": "were", "has": "have", "does": "do"}
_VERB = re.compile(rf"\b({'|'.join(_MANY)}) {re.escape(_IT)}")
_FOREMOST = ("dobj", "nsubj", "nsubjpass", "attr", "pobj")  # the likeliest to be what it is about
_TOWARDS = frozenset({"about", "with", "of", "for", "to"})  # "at the store" only says where
_JOINED = frozenset({"compound"})
_NONE = frozenset({"no", "not", "n't", "never"})
_WISHED, _SOUGHT = frozenset({"want", "wish", "need"}), frozenset({"look", "try", "hope"})
_GOT = frozenset({"dobj", "pobj"})
_LONGEST = 4  # words of what is asked about


@dataclass(frozen=True, slots=True)
class Topic:
    """What may be named in a message, by which nouns it is known, and what may be asked about it."""

    id: str
    nouns: tuple[str, ...]
    asks: Mapping[str, tuple[str, ...]]  # whenever it is, by time, and for what is glad


@dataclass(frozen=True, slots=True)
class Named:
    """A topic that a message names, and their word for it turned to them, where it is plain whose or which."""

    topic: Topic
    it: str
    many: bool


def asked_of_topics(told: Told) -> Iterator[tuple[str, tuple[Spoken, ...]]]:
    """Yield for each topic named, the foremost first, its id and the questions that fit how it was told."""
    for named in _named(Syntax(told.parse)):
        yield named.topic.id, tuple(_questions(named, told))


def _questions(named: Named, told: Told) -> Iterator[Spoken]:
    """Yield the questions of a topic that fit its time and tone: of what is over, none that asks how it is."""
    time = when(told.parse)
    timed = time if named.topic.asks.get(time) else "asks"
    for kind in (timed, told.perception.tone):
        for n, says in enumerate(named.topic.asks.get(kind, ()), 1):
            if named.it or _IT not in says:
                line = _filled(says, named)
                yield Spoken(line.text, Move.OQ, f"{named.topic.id}-{kind}-{n}", line.own)


def _filled(says: str, named: Named) -> Mirrored:
    """Put their word in its place, and mark it as theirs but for whose it is."""
    if named.many:
        says = _VERB.sub(lambda found: f"{_MANY[found[1]]} {_IT}", says)
    if _IT not in says:
        return Mirrored(says, ())
    whose = len(named.it.split(maxsplit=1)[0]) + 1
    return placed(says, _IT, Mirrored(named.it, ((whose, len(named.it)),)))


def _named(syntax: Syntax) -> Iterator[Named]:
    """Yield the topics a message names, each once, the foremost first."""
    known, seen = _by_noun(), set[str]()
    found = [at for at, token in enumerate(syntax.tokens) if _is_named(syntax, at)]
    for at in sorted(found, key=lambda at: _place(syntax, at)):
        topic = known[_noun(syntax, at)]
        if topic.id not in seen:
            seen.add(topic.id)
            yield Named(topic, _their_word(syntax, at), syntax.tokens[at].tag == "NNS")


def _is_named(syntax: Syntax, at: int) -> bool:
    """Whether a token names a topic for itself, and not only whose or which something else is."""
    token = syntax.tokens[at]
    where = token.relation == "pobj" and syntax.lowers[token.head] not in _TOWARDS
    aside = where or token.relation in _JOINED | {"poss", "npadvmod"}
    aside |= _is_what_they_are(syntax, at) or _is_missing(syntax, at) or _is_cut(syntax, at)
    return token.tag.startswith("NN") and not aside and _noun(syntax, at) in _by_noun()


def _is_what_they_are(syntax: Syntax, at: int) -> bool:
    """Whether a noun says what they are themselves: "I'm a nurse"."""
    token = syntax.tokens[at]
    return token.relation == "attr" and syntax.is_self(syntax.subject(token.head))


def _is_missing(syntax: Syntax, at: int) -> bool:
    """Whether there is none of it, or not yet: "I have no friends", "I wish I had a dog", "trying for a baby"."""
    verb = syntax.tokens[at].head
    if any(syntax.lowers[i] in _NONE for i in (*syntax.kids[at], *syntax.kids[verb])):
        return True
    over = {syntax.tokens[i].lemma.lower() for i in (verb, syntax.tokens[verb].head)}
    sought = syntax.lowers[verb] == "for" and not _SOUGHT.isdisjoint(over)
    return sought or (syntax.tokens[at].relation in _GOT and not _WISHED.isdisjoint(over))


def _is_cut(syntax: Syntax, at: int) -> bool:
    """Whether a noun is only a part of a longer one: "mother-in-law"."""
    return at + 1 < len(syntax.tokens) and syntax.tokens[at + 1].text == "-"


def _noun(syntax: Syntax, at: int) -> str:
    """Return the base form of a noun."""
    token = syntax.tokens[at]
    return token.lower if token.lower in _by_noun() else token.lemma.lower()


def _place(syntax: Syntax, at: int) -> tuple[int, int]:
    """Return how far behind a noun stands among what a message is about."""
    relation = syntax.tokens[at].relation
    order = _FOREMOST.index(relation) if relation in _FOREMOST else len(_FOREMOST)
    return order, at


def _their_word(syntax: Syntax, at: int) -> str:
    """Return a noun with whose or which it is, turned to them: "your job interview"; nothing where it is not plain."""
    first = at
    while first and syntax.tokens[first - 1].relation in _JOINED:
        first -= 1
    owners = [syntax.lowers[k] for k in syntax.kids[at] if syntax.tokens[k].relation == "poss"]
    if first < at - _LONGEST or any(owner not in SELF for owner in owners):
        return ""
    words = " ".join(token.text.lower() for token in syntax.tokens[first : at + 1])
    theirs = owners or words in wording()["kin_names"]
    return f"{'your' if theirs else 'the'} {words}" if words.replace(" ", "").isalpha() else ""


@cache
def _by_noun() -> Mapping[str, Topic]:
    """Return each topic by the nouns that name it."""
    return {noun: topic for topic in topics() for noun in topic.nouns}


@cache
def topics(language: str = "en") -> tuple[Topic, ...]:
    """Return every topic there is in a language. Raises BrokenData, naming file and topic, where one is broken."""
    files = read_all("voice", "topics", language)
    return tuple(_topic(name, row) for name, content in files for row in content["topic"])


def _topic(name: str, row: Mapping[str, Any]) -> Topic:
    """Read one topic."""
    check_row(f"voice/topics/{name}.toml", row, _FIELDS)
    asks = {kind: tuple(row.get(kind, ())) for kind in _LISTS}
    return Topic(PREFIX + row["id"], tuple(row["nouns"]), asks)
