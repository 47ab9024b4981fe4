"""What a message, and the lines around it, allow: the plain questions that finding words asks of them."""

from dataclasses import replace

from holdspace.domain.likely import JOKE, is_meant, tells_of_something
from holdspace.domain.risk import Tier
from holdspace.domain.talk import Doing, Feeling, Find, Move, Perception, Said, Spoken, Told, Tone
from holdspace.domain.words import split
from holdspace.voice.lexicon import lexicon
from holdspace.voice.people import is_about_hurting

OPPOSITE = {Tone.PLEASANT: Tone.PAINFUL, Tone.PAINFUL: Tone.PLEASANT}
USUAL_GRADE = 3
LIKELY = 0.6  # of a feeling that is reacted to
OPENING = 0.35  # in what opens a talk: readers never preferred their own words with a question that fits anything
IN_A_TALK = 0.72  # in a line that leans on what went before it, more can be misheard
OF_A_LINE = 0.55  # of what in a line of a talk a friend would react to
_SORE = 0.4  # of all that is painful together
PERHAPS = 0.5  # where there would be nothing but an echo, or a question that leans on no feeling
_STEM = 5  # letters by which two words count as the same
SEEN = 6  # lines within which no two speak of one meaning: a topic is not said the same way twice
_ONE_THING = 24  # words: of a longer message, which holds more, a part may be said back
_FEW, _OF_FEW = 5, 0.85  # words, and how likely a feeling must be in fewer
_OF_GRIEF = 0.3  # how likely: enough to ask nothing lightly
_ECHO = 0.6  # of a message said back is an echo
_STRENGTHENING = frozenset({"just", "really", "still", "honestly", "literally", "totally"})
_NOT = frozenset({"not", "never", "no"})
_OTHERS = frozenset({"he", "she", "they"})


def meant_lately(said: Said) -> frozenset[str]:
    """Return what the last lines were about, so that a topic is not met the same way twice."""
    return frozenset(spoken.line_id.rpartition("-")[0] for spoken in said.recent[-SEEN:])


def is_echo(line: Spoken, told: Told) -> bool:
    """Whether a line says back nearly all of a message about one thing."""
    said, heard = len(line.text.split()), len(told.heard.words.text.split())
    return tells_one_thing(told) and said >= _ECHO * heard


def may_be_asked_about(told: Told, said: Said) -> bool:
    """Whether a reply without any of their words can still simply ask."""
    calm = not is_no_moment_for_it(told, said) and told.perception.tone is not Tone.PAINFUL
    return calm and any(
        part.move is Move.OQ for part in said.plan.otherwise if isinstance(part, Find)
    )


def is_no_moment_for_it(told: Told, said: Said) -> bool:
    """Whether what one says at once would be amiss: in danger, to who is hard on themselves, to a question, to who has only come in."""
    asks = told.perception.doing is Doing.ASKING
    comes_in = not said.recent and not tells_of_something(told.perception)
    return said.risk.tier >= Tier.R2 or told.perception.self_attack or asks or comes_in


def reacted_lately(said: Said) -> bool:
    """Whether the last reply began by reacting to a feeling; one after another they sound alike."""
    return any(spoken.line_id.startswith("reaction-") for spoken in said.recent[-2:])


def has_reacted(said: Said) -> bool:
    """Whether this reply has met the feeling already, as one would at once."""
    return any(line.line_id.startswith("reaction-") for line in said.lines)


def plainly(text: str) -> str:
    """Return a line without what only strengthens its verb: "You just feel" is "You feel"."""
    return " ".join(word for word in text.split() if word not in _STRENGTHENING)


def is_clouded(told: Told) -> bool:
    """Whether the tone of a message, or a word in it, takes back, limits or darkens what else is in it."""
    if told.perception.tone in {Tone.MIXED, Tone.PAINFUL}:
        return True
    lowers = {token.lower for token in told.parse.tokens}
    return not lowers.isdisjoint(lexicon()["clouds"])


def tells_one_thing(told: Told) -> bool:
    """Whether a message is short enough to be about one thing."""
    return len(told.heard.words.text.split()) <= _ONE_THING


def felt(told: Told, least: float) -> list[tuple[str, int]]:
    """Return the feelings that are likely enough to react to, the likeliest first, with their grades.

    Of a few words, such as "I still do it", much can be misheard: there a feeling is named, or very likely. "Less angry" tells of no anger.
    """
    perception = told.perception
    if _is_less(told):
        return []
    few = len(told.heard.words.text.split()) < _FEW
    heard = {each.name: each.grade for each in perception.feelings if each.named or not few}
    perhaps = perception.perhaps.get("feelings", {})
    enough = max(least, _OF_FEW) if few else least
    likely = sorted(
        filter(lambda name: perhaps[name] >= enough, perhaps), key=lambda n: -perhaps[n]
    )
    usual = perception.intensity or USUAL_GRADE
    return [(name, heard.get(name, usual)) for name in dict.fromkeys([*likely, *heard])]


def felt_here(told: Told, said: Said, least: float) -> list[tuple[str, int]]:
    """Return what to react to, the nearest first, with its grade: in the middle of a talk what a friend would react to there, and what they named; else what is likely enough.

    A line of a talk leans on what went before it. What is felt in it was learnt from the lines of talks; where no model learnt it, a feeling has to be surer there.
    """
    if not said.recent:
        lightly = tells_one_thing(told) and not is_about_hurting(told)
        return felt(told, min(least, OPENING) if lightly else least)
    if "moods" not in told.perception.perhaps:
        return felt(told, least if said.unechoed else max(least, IN_A_TALK))
    mood = told.perception.likeliest("moods", OF_A_LINE)
    usual = told.perception.intensity or USUAL_GRADE
    named = [(each.name, each.grade) for each in meant_here(told, said) if each.named]
    first = [] if mood in {"", JOKE} else [(mood, usual)]
    return first + ([] if _is_less(told) else named)


def meant_here(told: Told, said: Said) -> tuple[Feeling, ...]:
    """Return the feelings that were heard; in the middle of a talk those that a head hears as well, since a word there often means something else."""
    feelings = told.perception.feelings
    if not said.recent:
        return feelings
    return tuple(each for each in feelings if is_meant(told.perception, each.name))


def as_meant(told: Told, said: Said) -> Perception:
    """Return what was understood, with those feelings only that may be spoken of here."""
    return replace(told.perception, feelings=meant_here(told, said))


def is_sore(told: Told) -> bool:
    """Whether something painful was likely told of in a line of a talk, whichever it is: then there is something to say before nothing."""
    moods = told.perception.perhaps.get("moods", {})
    painful = (likely for mood, likely in moods.items() if mood in lexicon()["sore"])
    return sum(painful) >= _SORE


def tells_of_a_tone(told: Told, said: Said) -> bool:
    """Whether a message itself tells of something good or bad, and not only the talk before it, so that its tone may be met."""
    tells = told.perception.doing is Doing.TELLING and not is_no_moment_for_it(told, said)
    return tells and (is_felt(told.perception) or is_sore(told))


def _is_less(told: Told) -> bool:
    """Whether a message says that something felt is less than it was."""
    lowers = [token.lower for token in told.parse.tokens]
    pairs = zip(lowers, told.parse.tokens[1:], strict=False)
    return any(one == "less" and two.tag.startswith("JJ") for one, two in pairs)


def is_felt(perception: Perception) -> bool:
    """Whether this very message, and not only the talk before it, tells of something felt."""
    return bool(perception.feelings or perception.appraisals)


def meant(told: Told) -> tuple[str, ...]:
    """Return what may have been meant: what words or heads told, and what heads would not rule out."""
    perception = told.perception
    perhaps = perception.perhaps.get("appraisals", {})
    return tuple(dict.fromkeys([*dict(perception.appraisals), *perhaps]))


def mourns(told: Told) -> bool:
    """Whether a message may tell of a loss by death."""
    lost = "lost-someone" in meant(told) or "grief" in dict(felt(told, _OF_GRIEF))
    return lost or "loss" in told.perception.themes


def denies(text: str) -> bool:
    """Whether a line says that something is not so."""
    return any(word.text in _NOT or word.text.endswith("n't") for word in split(text))


def asks_for_a_feeling(text: str) -> bool:
    """Whether a question asks what somebody feels, which they may just have said."""
    return "feel" in text.lower() or text.startswith(("How are you", "What's that like"))


def is_of_another(text: str) -> bool:
    """Whether a mirrored line only says what somebody else does."""
    return text.split(maxsplit=1)[0].lower().partition("'")[0] in _OTHERS


def echoes(text: str, said: Said) -> bool:
    """Whether a line would say a word of weight that this reply has said already."""
    before = {word.text[:_STEM] for line in said.lines for word in split(line.text)}
    return any(len(word.text) >= _STEM and word.text[:_STEM] in before for word in split(text))
