"""Gates: each looks at one line before it is spoken and says why it may not be, or nothing."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from holdspace.domain.cues import CueBook
from holdspace.domain.risk import Lane, Tier
from holdspace.domain.talk import Fixed, Move, Said, Spoken
from holdspace.domain.words import split
from holdspace.safety.reading import book
from holdspace.safety.script import wordings
from holdspace.shelf import read

Gate = Callable[[Spoken, Said], str | None]

OPENING = 3  # this many first words the same as the line before is once too often
_SPEAKERLESS_FROM = Tier.R4  # from here no voice speaks, only the script
_OF_DIETS = "speaks of weight, of food as figures, or of diets"  # a reason in refused.toml
_OFFER = "offer"  # begins the id of an offer of practices
_DIGIT = re.compile(r"\d")
_FILLED = re.compile(r"\{\w+\}")


@cache
def _refused() -> CueBook:
    """Read what is refused, by reason."""
    gates = read("safety", "cues", "refused.toml")["gate"]
    return CueBook((gate["because"], cue) for gate in gates for cue in gate["cues"])


@cache
def _means() -> CueBook:
    """Read the words for means, methods and despair that are never said back in danger."""
    return book(("means", cue) for cue in read("safety", "cues", "refused.toml")["means"]["cues"])


def names_a_means(text: str) -> bool:
    """Whether a text names a means, a method, a place, a time or the wish to die."""
    return bool(_means().tells(split(text)))


@cache
def _weapons() -> CueBook:
    """Read the words for weapons, which are said back to nobody."""
    cues = read("safety", "cues", "refused.toml")["weapons"]["cues"]
    return CueBook(("weapons", cue) for cue in cues)


def ours(spoken: Spoken) -> str:
    """Return a line with the person's own words taken out, so that only ours are judged."""
    text = spoken.text
    for start, end in reversed(spoken.own):
        text = f"{text[:start]}; {text[end:]}"
    return text


def says_nothing_refused(spoken: Spoken, said: Said) -> str | None:
    """Refuse orders, false comfort, praise, judgement, diagnosis and claims a program cannot make."""
    del said
    return next(iter(sorted(_refused().tells(split(ours(spoken))))), None)


def asks_one_thing(spoken: Spoken, said: Said) -> str | None:
    """Refuse a second question in one reply."""
    marks = sum(line.text.count("?") for line in (*said.lines, spoken))
    return "asks more than one thing" if marks > 1 else None


def does_not_shout(spoken: Spoken, said: Said) -> str | None:
    """Refuse an exclamation mark."""
    del said
    return "shouts" if "!" in ours(spoken) else None


def leaves_means_unsaid(spoken: Spoken, said: Said) -> str | None:
    """Refuse to say a weapon back to anyone, or a means or the wish to die to who may be in danger."""
    if is_scripted(spoken):
        return None
    if _weapons().tells(split(spoken.text)):
        return "names a weapon"
    if said.risk.tier < Tier.R2:
        return None
    return "names a means or a wish to die" if names_a_means(spoken.text) else None


def leaves_danger_to_the_script(spoken: Spoken, said: Said) -> str | None:
    """Refuse any line that is not the script's from R4 on."""
    if said.risk.tier < _SPEAKERLESS_FROM or is_scripted(spoken):
        return None
    return "only fixed lines are spoken here"


def keeps_figures_out_of_eating(spoken: Spoken, said: Said) -> str | None:
    """Refuse any figure or word of diets where eating is the trouble, the person's own included."""
    eating = any(lane.lane is Lane.EATING for lane in said.risk.lanes)
    if not eating or is_scripted(spoken):
        return None
    told = _DIGIT.search(spoken.text) or _OF_DIETS in _refused().tells(split(spoken.text))
    return "gives a figure where eating is the trouble" if told else None


def is_not_a_repeat(spoken: Spoken, said: Said) -> str | None:
    """Refuse a line said within the last 20 turns, or opening as the line before did.

    A practice is offered and led in its own words as often as it is wanted.
    """
    if is_scripted(spoken) or spoken.move is Move.PRC or spoken.line_id.startswith(_OFFER):
        return None
    heard = (*said.recent, *said.lines)
    if any(spoken.text == line.text for line in heard):
        return "was said lately"
    if heard and _opening(spoken) == _opening(heard[-1]) and not spoken.own:
        return "opens as the line before"
    return None


def _opening(spoken: Spoken) -> tuple[str, ...]:
    """Return the first words of a line."""
    return tuple(word.text for word in split(spoken.text)[:OPENING])


def keeps_to_the_budget(spoken: Spoken, said: Said) -> str | None:
    """Refuse a line that makes the reply longer than there is room for; the first always fits."""
    if not said.lines or is_scripted(spoken):
        return None
    return (
        "is more than there is room for"
        if said.words + len(spoken.text.split()) > said.plan.budget
        else None
    )


def leaves_their_words_out(spoken: Spoken, said: Said) -> str | None:
    """Refuse a line that holds a word they asked not to read; what the script says is never refused for it."""
    if is_scripted(spoken):
        return None
    return "holds a word they asked to leave out" if said.manner.avoids(spoken.text) else None


def leaves_room_for_the_script(spoken: Spoken, said: Said) -> str | None:
    """Refuse a line so long that the whole reply would pass the limit of its tier (protocol 2.3)."""
    fixed_lines = [part.line.says for part in said.plan.moves if isinstance(part, Fixed)]
    if said.risk.tier < Tier.R2 or not fixed_lines or is_scripted(spoken):
        return None
    words = len(" ".join((spoken.text, *fixed_lines)).split())
    return "leaves no room for what must be said" if words > said.plan.budget else None


def is_scripted(spoken: Spoken) -> bool:
    """Whether a line is the safety script's, word for word but for its numbers."""
    wording = _wordings().get(spoken.line_id)
    fixed_move = spoken.move in {Move.SAF, Move.SRF, Move.BRG}
    return fixed_move and wording is not None and wording.fullmatch(spoken.text) is not None


@cache
def _wordings() -> Mapping[str, re.Pattern[str]]:
    """Return what each line of the safety script may look like once its numbers are filled in."""
    return {line: re.compile("|".join(map(_pattern, says))) for line, says in wordings().items()}


def _pattern(says: str) -> str:
    """Return the pattern of one wording; capitals may differ where a number begins a sentence."""
    return "(?i:" + ".+?".join(map(re.escape, _FILLED.split(says))) + ")"


GATES: tuple[Gate, ...] = (
    says_nothing_refused,
    asks_one_thing,
    does_not_shout,
    leaves_means_unsaid,
    leaves_danger_to_the_script,
    keeps_figures_out_of_eating,
    is_not_a_repeat,
    keeps_to_the_budget,
    leaves_their_words_out,
    leaves_room_for_the_script,
)


def refusal(spoken: Spoken, said: Said) -> str | None:
    """Return why a line may not be spoken, or None when every gate passes it."""
    return next((reason for gate in GATES if (reason := gate(spoken, said))), None)
