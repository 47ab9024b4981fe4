"""Of whom and of what somebody spoke, in their own words, and which words are left alone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from holdspace.domain.people import Private
from holdspace.domain.words import split

LONGEST_KNOWN = 60  # characters of a word, as it may be changed
TURNS_OF_A_THING = 3  # in which a thing came up before it is more than a word among others
MOST_KNOWN = 60  # words kept; all of them are at hand in every visit
MOST_PEOPLE, MOST_THINGS = 5, 3  # offered at once: a page of boxes is a form
_SHORTEST, _PREFIX = (
    2,
    4,
)  # letters of a word that says what is meant; of one whose endings may differ
_SAME = (  # two words for one person are one, or a topic would come back by its other name
    frozenset({"mum", "mom", "mam", "mother", "mummy", "mommy", "mammy", "mama", "mamma", "ma"}),
    frozenset({"dad", "father", "daddy", "papa", "pa", "da"}),
    frozenset({"gran", "grandma", "granny", "grandmother", "nan", "nana", "nanna"}),
    frozenset({"grandad", "granddad", "grandpa", "grandfather"}),
    frozenset({"kid", "kids", "child", "children"}),
    frozenset({"partner", "boyfriend", "girlfriend"}),
)
_ONE = {word: min(words) for words in _SAME for word in words}
_EMPTY = frozenset(
    """a about again all also am an and any anybody anyone anything are as ask asked asking at away back be because been
    being bit bring bringing but by can can't change come could did do does doing don't done drop dont else enough ever
    everything explain feel for from get go going gone got had has have he her here hers him his how i i'd i'll i'm i've
    if in into is it it's its just keep kind know leave let let's like little lot me mean mention mentioning mine more my
    myself never next no nope not nothing now of off on one or our ours out over please question questions rather ready really
    right say said see she skip so some someone something sort speak speaking still stop subject such sure take talk
    talked talking tell than thank thanks that that's the their them then there these they thing things think this those to today
    tonight too topic up us very want wanted was way we were what when where which while who whole why will with won't
    word would wouldn't yeah yes yet you you're your""".split()  # noqa: SIM905 - a list of them would be a page long
)


@dataclass(frozen=True, slots=True)
class Known:
    """A word that somebody asked to have known next time: of a person or an animal, else of a thing."""

    word: Private
    person: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or a thing that was spoken of: the word they used, and by which plain words it is known."""

    word: Private
    names: frozenset[str] = field(repr=False)
    person: bool = True
    turns: tuple[int, ...] = ()

    @property
    def known(self) -> Known:
        """What would be kept of it: the word alone."""
        return Known(self.word, self.person)


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """All that one message speaks of; `hurting` where it is about somebody being hurt, or feared."""

    mentions: tuple[Mention, ...] = ()
    hurting: bool = False


def plain(word: str) -> str:
    """Return a word in the one form by which it is known: no possessive, no plural, kin by one name."""
    bare = word.removesuffix("'s").removesuffix("'")
    bare = _ONE.get(bare, bare)
    single = bare[:-1] if bare.endswith("s") and not bare.endswith("ss") else bare
    return _ONE.get(single, single)


def says_what(word: str) -> bool:
    """Whether a word, in small letters, names anything."""
    return len(word) >= _SHORTEST and word[0].isalpha() and word not in _EMPTY


def names_in(text: str) -> frozenset[str]:
    """Return the words of a text that name anything, in their plain form."""
    return frozenset(plain(word.text) for word in split(text) if says_what(word.text))


def is_left_alone(names: Collection[str], topics: Collection[str]) -> bool:
    """Whether one of some plain words is a topic, or begins with one: "weddings" is the wedding."""
    return any(
        name == topic or (len(topic) >= _PREFIX and name.startswith(topic))
        for name in names
        for topic in topics
    )


def joined(before: tuple[Mention, ...], mention: Mention) -> tuple[Mention, ...]:
    """Return mentions with one more, which joins the one it is: "Juno" and "my sister Juno" are one person."""
    same = next((one for one in before if _is_same(one, mention)), None)
    if same is None:
        return (*before, mention)
    fuller = max(same, mention, key=lambda one: len(one.names))
    turns = tuple(dict.fromkeys((*same.turns, *mention.turns)))
    whole = Mention(fuller.word, fuller.names, fuller.person, turns[-TURNS_OF_A_THING:])
    return (*(one for one in before if one is not same), whole)


def unspoken(mentions: tuple[Mention, ...], turn: int) -> tuple[Mention, ...]:
    """Return mentions without one turn; what was spoken of in that turn alone is gone."""
    left = ((one, tuple(at for at in one.turns if at != turn)) for one in mentions)
    return tuple(replace(one, turns=turns) for one, turns in left if turns)


def _is_same(one: Mention, other: Mention) -> bool:
    """Whether two mentions are of one person or thing: one of them says no more than the other."""
    return one.person == other.person and (one.names <= other.names or other.names <= one.names)


def offerable(
    mentions: Iterable[Mention], silent: Collection[str], known: Iterable[Known]
) -> tuple[Mention, ...]:
    """Return what may be offered to be known: nothing left alone, nothing known already, what came up most first."""
    held = [names_in(each.word.text) for each in known]
    if len(held) >= MOST_KNOWN:
        return ()
    free = [
        one
        for one in mentions
        if not is_left_alone(one.names, silent)
        and not any(one.names <= names or names <= one.names for names in held)
    ]
    free.sort(key=lambda one: -len(one.turns))
    people = [one for one in free if one.person][:MOST_PEOPLE]
    things = [one for one in free if not one.person and len(one.turns) >= TURNS_OF_A_THING]
    return (*people, *things[:MOST_THINGS])
