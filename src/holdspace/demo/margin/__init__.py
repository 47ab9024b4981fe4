"""What stands beside a turn: what the house could have said and did not, and why; all of it from the real policy, finder and rules."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.conversation.aside import by_a_head_alone, left_alone, not_offered, put_aside
from holdspace.conversation.offering import OFFER, Here
from holdspace.conversation.pondering import Pondered, ponder
from holdspace.demo.book import HeldBack
from holdspace.demo.overhearing import Overheard
from holdspace.domain.risk import Tier
from holdspace.domain.talk import Told
from holdspace.practice.choosing import set_aside
from holdspace.safety.coming_back import CHECK_IN
from holdspace.voice.overlay import keepers_bank
from holdspace.voice.presuming import presuming
from holdspace.voice.threads import kin

MOST = 3  # that stand beside one turn; the first of these matter most
A_GAP = 7  # days


def held_back(overheard: Overheard, days_since: int = 0) -> tuple[HeldBack, ...]:
    """Return what was held back in a turn, the gravest first; `days_since` is given for the first turn of a visit."""
    told = overheard.told
    if told is None:
        return ()
    pondered = ponder(told, overheard.memory)
    every = dict.fromkeys(_everything(overheard, pondered, days_since))
    return tuple(every)[:MOST]


def held(kind: str, rule: str, says: str = "", **fills: str) -> HeldBack:
    """Return one thing for the margin, in the words its rule has there."""
    return HeldBack(title(kind), words()["why"][rule].format_map(fills), says)


def title(kind: str) -> str:
    """Return what stands above one kind of thing."""
    return str(words()["titles"][kind])


@cache
def words() -> Mapping[str, Any]:
    """Read the words of the margin, once. Raises BrokenData."""
    return shelf.read("demo", "margin", "en.toml")


def _everything(overheard: Overheard, pondered: Pondered, days_since: int) -> Iterator[HeldBack]:
    """Yield all of it, in the order it matters."""
    yield from _of_danger(overheard, pondered)
    yield from _of_what_is_left_alone(overheard, pondered)
    yield from _of_practices(overheard, pondered)
    if days_since >= A_GAP:
        yield held("gap", "gap", days=str(days_since))
    rules = [rule for rule in put_aside(pondered) if rule.value in words()["why"]]
    yield from _of_presumptions(pondered.lit, pondered)
    yield from _of_lines(overheard)
    yield from (held("question", rule) for rule in rules if rule.value != "safety-first")


def _of_danger(overheard: Overheard, pondered: Pondered) -> Iterator[HeldBack]:
    """Yield what danger put aside, and by what it was heard."""
    said = overheard.turn.said if overheard.turn else ()
    if any(spoken.line_id == CHECK_IN for spoken in said):
        yield held("check-in", "check-in")
    if by_a_head_alone(pondered):
        yield held("head-alone", "head-alone")
    if pondered.risk.tier >= Tier.R2 and "safety-first" in put_aside(pondered):
        yield held("safety", "safety-first")


def _of_what_is_left_alone(overheard: Overheard, pondered: Pondered) -> Iterator[HeldBack]:
    """Yield what is left alone from now on, what will not be offered to be known, and what is not joined."""
    before = {topic.text for topic in overheard.memory.not_now}
    new = [topic.text for topic in overheard.after.not_now if topic.text not in before]
    for topic in new:
        yield held("left-alone", "left-alone", topic)
    if new:
        for mention in not_offered(pondered, overheard.after):
            yield held("not-offered", "not-offered", mention.known.word.text)
    for thread, _ in kin(pondered.lit, left_alone(pondered)):
        yield held("threads", "threads", thread.says)


def _of_practices(overheard: Overheard, pondered: Pondered) -> Iterator[HeldBack]:
    """Yield what was left out of an offer of gentle things, for what she said of it."""
    said = overheard.turn.said if overheard.turn else ()
    if not any(spoken.line_id.startswith(OFFER) for spoken in said):
        return
    around = Here.of(pondered.lit.perception, pondered.risk, pondered.met).around
    for practice, why in set_aside(around):
        yield held("worse", why, practice.title)


def _of_presumptions(told: Told, pondered: Pondered) -> Iterator[HeldBack]:
    """Yield the line that would have fitted best but for what it takes for granted."""
    if pondered.risk.tier >= Tier.R2 or pondered.plan.moves == ():
        return
    found = presuming(told, keepers_bank(None, "en"))
    if found:
        what = ", ".join(sorted(tag.replace("-", " ") for tag in found.unproven))
        yield held("presumes", "presumes", found.line.says, what=what)


def _of_lines(overheard: Overheard) -> Iterator[HeldBack]:
    """Yield reviewed lines that were found and put aside, with what put them aside.

    Not one that this very reply had said a moment before: that is no line held back.
    """
    said = {spoken.text for spoken in overheard.turn.said} if overheard.turn else set()
    for _, aside in overheard.aside:
        why = words()["line"].get(aside.why)
        if why and aside.spoken.text not in said:
            yield HeldBack(title("line"), why, aside.spoken.text)
