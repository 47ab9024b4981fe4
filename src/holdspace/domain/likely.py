"""What trained heads find likely in a message, asked plainly; where none listened, what words told stands.

The bars were set by readers' judgements of replies in whole talks; the figures are in decisions 55 and 57.
"""

from holdspace.domain.talk import Doing, Perception

JOKE = "joke"  # the name of what one would laugh at
GENTLE = 0.25  # of being hard on oneself: gentleness is seldom amiss, and among public messages each one so likely was
_FEELINGS, _MOODS, _APPRAISALS, _DOING = "feelings", "moods", "appraisals", "doing"
_OF_HERE = "the-visit-itself"
_TELLS, _OF_HERE_ENOUGH = 0.7, 0.1
_MEANT = 0.2
_JOKING = 0.25
_SAID, _ATTACK = "said", "self-attack"
_HARD = 0.8  # of two heads together
_FELT = 0.3
_GRIEF, _MAY_GRIEVE = "grief", 0.2


def tells_of_something(perception: Perception) -> bool:
    """Whether a message tells of something, and not of coming here, of trying this, or of manners."""
    perhaps = perception.perhaps
    telling = perhaps[_DOING].get(Doing.TELLING, 0.0) if _DOING in perhaps else 1.0
    of_here = perhaps.get(_APPRAISALS, {}).get(_OF_HERE, 0.0)
    return telling >= _TELLS and of_here < _OF_HERE_ENOUGH


def is_unfelt(perception: Perception) -> bool:
    """Whether heads listened for feelings, and neither they nor words found one that is likely."""
    heard = perception.perhaps.get(_FEELINGS, {})
    return bool(heard) and not perception.feelings and max(heard.values()) < _FELT


def may_grieve(perception: Perception) -> bool:
    """Whether grief is likely enough that a wrong guess at what happened would hurt."""
    return perception.perhaps.get(_FEELINGS, {}).get(_GRIEF, 0.0) >= _MAY_GRIEVE


def is_meant(perception: Perception, feeling: str) -> bool:
    """Whether a feeling that a word named is meant: "a tense" is none, nor is the shame of "what a shame"."""
    heard = [perception.perhaps[of] for of in (_FEELINGS, _MOODS) if of in perception.perhaps]
    return not heard or max(each.get(feeling, 0.0) for each in heard) >= _MEANT


def is_hard(perception: Perception, harsh: float) -> bool:
    """Whether a line of a talk is hard on who writes it, as two heads hear it together: a joke, a grudge and a grief sound like it to one."""
    return harsh + perception.perhaps[_SAID].get(_ATTACK, 0.0) >= _HARD


def by_words_alone(perception: Perception) -> bool:
    """Whether words told of being hard on oneself, and no head made it of anything else."""
    return perception.self_attack and perception.perhaps[_SAID].get(_ATTACK, 0.0) < GENTLE


def how_moved(perception: Perception) -> float:
    """Return how likely a friend would react to a line at once, whichever way; 0 where no head listened."""
    moods = perception.perhaps.get(_MOODS, {})
    return sum(likely for mood, likely in moods.items() if mood != JOKE)


def is_joking(perception: Perception) -> bool:
    """Whether a line may well be a joke: then nothing is asked about it, and nothing gathered."""
    return perception.perhaps.get(_MOODS, {}).get(JOKE, 0.0) >= _JOKING
