"""Finds whom and what a message speaks of, in the person's own words; where it is not plain, nobody."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from holdspace import shelf
from holdspace.domain.people import Private
from holdspace.domain.spoken_of import Mention, SpokenOf, names_in, plain
from holdspace.domain.talk import Told
from holdspace.domain.words import holds_any
from holdspace.voice.lexicon import lexicon
from holdspace.voice.syntax import Syntax
from holdspace.voice.threads import names

_MINE = frozenset({"my", "our"})
_SELF = frozenset({"i", "me", "myself"})
_QUOTES = frozenset({'"', "“", "”", "\N{LEFT SINGLE QUOTATION MARK}", "``", "''"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "dative"})
_SPOKEN_TO = frozenset({"npadvmod", "intj", "vocative"})
_NEARBY = 12  # words within which "she" is taken for whoever was just named
_SHORTEST_THING = 4  # letters


def spoken_of(told: Told) -> SpokenOf:
    """Return the people and things a message speaks of, each once, in the order they were named."""
    syntax, hurting = Syntax(told.parse), is_about_hurting(told)
    people = tuple(_people(syntax, doubtful=hurting))
    taken = frozenset(name for one in people for name in one.names)
    things = (one for one in _things(told) if not one.names & taken)
    return SpokenOf((*people, *things), hurting)


def is_about_hurting(told: Told) -> bool:
    """Whether a message tells of somebody being hurt, or feared."""
    words = wording()["hurting"]
    named = any(token.lemma.lower() in words or token.lower in words for token in told.parse.tokens)
    said = (word.text for word in told.heard.words.split)
    return named or holds_any(said, wording()["hurting_phrases"])


def _people(syntax: Syntax, *, doubtful: bool) -> Iterator[Mention]:
    """Yield whoever is spoken of: those one has, those called by a name, and where asked whatever may be a name."""
    found: list[tuple[str, frozenset[int]]] = list(_had(syntax))
    if not _is_shouted(syntax):
        _add(found, _named(syntax))
        _add(found, _perhaps_named(syntax) if doubtful else ())
    seen: set[frozenset[str]] = set()
    for word, _ in sorted(found, key=lambda each: min(each[1])):
        called = names_in(word)
        if called and called not in seen:
            seen.add(called)
            yield Mention(Private(word), called)


def _add(
    found: list[tuple[str, frozenset[int]]], more: Iterable[tuple[str, frozenset[int]]]
) -> None:
    """Add those whose words name nobody found already."""
    for word, tokens in more:
        if not any(tokens & taken for _, taken in found):
            found.append((word, tokens))


def _perhaps_named(syntax: Syntax) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield whatever may be a name: beside hurt nobody is left unheard because the grammar was unsure."""
    for at, token in enumerate(syntax.tokens):
        if _may_be_name(syntax, at):
            yield token.text, frozenset({at})


def _had(syntax: Syntax) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield those somebody has, with the tokens that name them: "my sister", "my sister Juno", "Ana, my neighbour"."""
    for at, lower in enumerate(syntax.lowers):
        if lower not in wording()["relations"] | wording()["animals"]:
            continue
        first = _mine_before(syntax, at)
        if first is None or _is_quoted(syntax, at) or _belongs_to_another(syntax, at):
            continue
        kept = [syntax.lowers[first], *_which(syntax, first, at), lower]
        name = _name_beside(syntax, first, at)
        if name is not None:
            kept.append(syntax.tokens[name].text)
        yield " ".join(kept), frozenset({*range(first, at + 1), *(() if name is None else (name,))})


def _mine_before(syntax: Syntax, at: int) -> int | None:
    """Return where "my" stands before a word, with nothing but what may stand between them; None where it does not."""
    between = wording()["which"] | wording()["besides"]
    before = at - 1
    while before >= 0 and syntax.lowers[before] in between:
        before -= 1
    return before if before >= 0 and syntax.lowers[before] in _MINE else None


def _which(syntax: Syntax, first: int, at: int) -> list[str]:
    """Return the words between that stay: "my little brother", and not "my late husband"."""
    return [word for word in syntax.lowers[first + 1 : at] if word in wording()["which"]]


def _name_beside(syntax: Syntax, first: int, at: int) -> int | None:
    """Return the name that stands right after a relation, or right before it with a comma; None without one."""
    after = at + 1
    if after < len(syntax.tokens) and _may_be_name(syntax, after):
        return after
    if first > 1 and syntax.tokens[first - 1].text == "," and _may_be_name(syntax, first - 2):
        return first - 2 if syntax.tokens[at].relation == "appos" else None
    return None


def _belongs_to_another(syntax: Syntax, at: int) -> bool:
    """Whether it only says whose somebody else is: "my friend's mum"."""
    owned = syntax.tokens[at].head if syntax.tokens[at].relation == "poss" else at
    of_people = wording()["relations"] | wording()["animals"] | wording()["professions"]
    return owned != at and syntax.lowers[owned] in of_people


def _named(syntax: Syntax) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield those who are called by a name, or by what they are to somebody, used as one."""
    for at, token in enumerate(syntax.tokens):
        if _is_quoted(syntax, at) or token.relation in _SPOKEN_TO:
            continue
        if _is_kin_name(syntax, at):
            yield token.text, frozenset({at})
        elif at and syntax.lowers[at - 1] in wording()["before_names"] and _may_be_name(syntax, at):
            if syntax.tokens[at - 1].text[0].isupper():
                yield f"{syntax.tokens[at - 1].text} {token.text}", frozenset({at - 1, at})
        elif _may_be_name(syntax, at) and _stands_alone(syntax, at) and _is_somebody(syntax, at):
            yield token.text, frozenset({at})


def _is_kin_name(syntax: Syntax, at: int) -> bool:
    """Whether a word for kin is used as a name: "Mum says", and not "the mum" or "her mum"."""
    token, lower = syntax.tokens[at], syntax.lowers[at]
    called = lower in wording()["kin_names"] or (
        lower in wording()["kin_capitals"] and token.text[0].isupper()
    )
    bare = not any(
        syntax.tokens[kid].relation in {"poss", "det", "amod", "compound"}
        for kid in syntax.kids[at]
    )
    placed = token.relation in _SUBJECT | _OBJECT | {"poss", "pobj", "conj"}
    return called and bare and placed and not _mine_before(syntax, at)


def _may_be_name(syntax: Syntax, at: int) -> bool:
    """Whether a token is written as a name, and is none of the words that only look like one."""
    token = syntax.tokens[at]
    plainly = token.text[:1].isupper() and not token.text.isupper() and token.text.isalpha()
    return plainly and token.tag.startswith("NN") and plain(token.lower) not in _not_names()


def _stands_alone(syntax: Syntax, at: int) -> bool:
    """Whether a name is not one of several words, and has no title or article: those are strangers, places and books."""
    around = [i for i in (at - 1, at + 1) if 0 <= i < len(syntax.tokens)]
    part = any(
        syntax.tokens[i].tag.startswith("NNP") and syntax.tokens[i].text[0].isupper()
        for i in around
    )
    before = syntax.lowers[at - 1] if at else ""
    titled = before.rstrip(".") in wording()["titles"] or before in wording()["professions"]
    described = any(
        syntax.tokens[kid].relation in {"det", "amod", "poss", "compound", "nummod"}
        for kid in syntax.kids[at]
    )
    return (
        not (part or titled or described)
        and not _is_own(syntax, at)
        and not _is_of_work(syntax, at)
    )


def _is_own(syntax: Syntax, at: int) -> bool:
    """Whether a name is given as one's own: "I'm Sam", "my name is Sam", "call me Sam"."""
    token = syntax.tokens[at]
    around = {syntax.lowers[k] for k in syntax.kids[token.head]} | set(
        syntax.lowers[max(0, at - 4) : at]
    )
    return token.relation in {"attr", "oprd", "ROOT"} or "name" in around


def _is_of_work(syntax: Syntax, at: int) -> bool:
    """Whether a name is that of somebody whose work it is to be spoken with: "the nurse, Ada"."""
    hanging = (*syntax.kids[at], syntax.tokens[at].head)
    return any(syntax.lowers[i] in wording()["professions"] and i != at for i in hanging)


def _is_somebody(syntax: Syntax, at: int) -> bool:
    """Whether what stands round a name tells that it is a person's."""
    token, verb = syntax.tokens[at], syntax.tokens[at].head
    lemma = syntax.tokens[verb].lemma.lower()
    if _is_beside_self(syntax, at):
        return True
    if token.relation in _SUBJECT and _followed_by(syntax, at, frozenset({"they", "it", "its"})):
        return False  # of a firm or a place, or nobody can tell
    match token.relation:
        case "nsubj" | "nsubjpass":
            visits = lemma == "come" and not wording()["coming"].isdisjoint(
                syntax.lowers[verb + 1 : verb + 3]
            )
            sure = lemma in wording()["deeds"] or visits
        case "dobj" | "dative":
            sure = lemma in wording()["towards"]
        case "pobj":
            sure = syntax.lowers[verb] == "with" or (
                syntax.lowers[verb] == "to"
                and syntax.tokens[syntax.tokens[verb].head].lemma.lower() in wording()["speaking"]
            )
        case "poss":
            sure = syntax.lowers[verb] in wording()["theirs"]
        case _:
            return False
    return sure or _followed_by(syntax, at, frozenset({"he", "she", "his", "her", "him"}))


def _is_beside_self(syntax: Syntax, at: int) -> bool:
    """Whether a name is joined to oneself: "me and Kofi", "Kofi and I"."""
    token = syntax.tokens[at]
    joined = [token.head] if token.relation == "conj" else []
    joined += [kid for kid in syntax.kids[at] if syntax.tokens[kid].relation == "conj"]
    return any(syntax.lowers[i] in _SELF for i in joined)


def _followed_by(syntax: Syntax, at: int, pronouns: frozenset[str]) -> bool:
    """Whether one of some pronouns comes soon after, and nobody else was named between."""
    for after in range(at + 1, min(at + 1 + _NEARBY, len(syntax.tokens))):
        if syntax.lowers[after] in pronouns:
            return True
        if _may_be_name(syntax, after) or syntax.lowers[after] in wording()["relations"]:
            return False
    return False


def _is_quoted(syntax: Syntax, at: int) -> bool:
    """Whether a token stands in somebody's speech, where "my" is not the person's."""
    before = sum(token.text in _QUOTES or token.tag in {"``", "''"} for token in syntax.tokens[:at])
    return before % 2 == 1


def _is_shouted(syntax: Syntax) -> bool:
    """Whether capitals say nothing here, since most words have one."""
    words = [token.text for token in syntax.tokens if token.text[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 3 and 2 * capitals > len(words)  # noqa: PLR2004 - of three words two may well be names


def _things(told: Told) -> Iterator[Mention]:
    """Yield what a message speaks of, in the word they used for it: plain nouns that are nobody's body, illness or deed."""
    lists, seen = lexicon(), set()
    never = (
        lists["heavy"]
        | lists["slurs"]
        | lists["illnesses"]
        | lists["insults"]
        | lists["felt"]
        | lists["endings"]
    )
    people = whoever()
    spoken = names(told)
    for token in told.parse.tokens:
        lemma = token.lemma.lower()
        usual = token.tag in {"NN", "NNS"} and lemma in spoken and len(lemma) >= _SHORTEST_THING
        if not usual or not token.text.isalpha() or lemma in seen:
            continue
        if {lemma, token.lower} & (
            never | people | wording()["never_things"] | wording()["hurting"]
        ):
            continue
        seen.add(lemma)
        yield Mention(Private(token.lower), frozenset({plain(lemma)}), person=False)


def whoever() -> frozenset[str]:
    """Return the nouns for people and animals of theirs, and for those whose work it is to be spoken with."""
    lists = wording()
    return lists["relations"] | lists["animals"] | lists["professions"] | lists["kin_names"]


@cache
def _not_names() -> frozenset[str]:
    """Return what only looks like a name, in plain form."""
    return frozenset(plain(word) for word in wording()["not_names"])


@cache
def wording() -> Mapping[str, frozenset[str]]:
    """Read the lists, once. Raises BrokenData when they cannot be read."""
    return {
        name: frozenset(words)
        for name, words in shelf.read("voice", "wording", "people.toml").items()
    }
