"""Offers practices in a talk: two by their titles and none, only where they were asked for; or a person, where one is kinder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from holdspace.conversation.ways import WANTED
from holdspace.domain.risk import Lane, RiskState, Tier
from holdspace.domain.talk import (
    Fixed,
    Line,
    Memory,
    Move,
    Part,
    Perception,
    Plan,
    State,
    Walk,
)
from holdspace.practice.choosing import Around, holding, listed, two
from holdspace.practice.library import OUTWARD, Door, Practice, practice
from holdspace.safety.gates import names_a_means
from holdspace.safety.people import is_emergency, people_now
from holdspace.shelf import read

OFFER, STILL = "offer", "offer-still"  # how the id of an offer begins; the second after a caution
KEPT = "kept"  # what the id of a line ends with that keeps a practice at hand in its middle
END = "end"  # where a practice stands that was left
_ROOM = 40  # words of a reply beyond what is led
_STATE_HOLDS = 3  # turns
_ASKED = "You asked for something that might help."
_TOLD = "You asked what it is, so that is said."
_EMERGENCY = "It could be an emergency, so people come before a practice."


@dataclass(frozen=True, slots=True)
class Here:
    """What bears on a practice in this turn."""

    around: Around
    risk: RiskState
    memory: Memory

    @classmethod
    def of(cls, perception: Perception, risk: RiskState, memory: Memory) -> "Here":
        """Return it for a turn: how they are, as far as it was heard now or a little while ago."""
        lately = [past.state for past in reversed(memory.lately[-_STATE_HOLDS:])]
        states = (each for each in (perception.state, *lately) if each is not State.UNKNOWN)
        around = Around(
            on=memory.today,
            state=next(states, State.UNKNOWN),
            lanes=frozenset(lane.lane for lane in risk.lanes),
            tier=risk.tier,
            left_out=memory.manner.left_out,
            care=memory.care,
        )
        return cls(around, risk, memory)

    @property
    def only_people(self) -> bool:
        """Whether only a person helps: in an emergency, and from where only the script speaks."""
        return self.risk.tier >= Tier.R4 or any(map(is_emergency, self.risk.lanes))

    @property
    def flooded(self) -> bool:
        """Whether it is too much for them."""
        return self.around.state is State.HIGH or Lane.OVERWHELM in self.around.lanes

    def may_say(self, *says: str) -> bool:
        """Whether words hold nothing they asked not to read, and nothing that is not said in danger."""
        danger = self.risk.tier >= Tier.R2
        avoids = self.memory.manner.avoids
        return not any(avoids(each) or (danger and names_a_means(each)) for each in says)

    def pick(self, name: str, **names: str) -> str:
        """Return one of several wordings: another each turn, and none that was said lately where one is left."""
        options = [each.format_map(names) for each in lines()[name]]
        said = {spoken.text for spoken in self.memory.recent}
        begins = (self.memory.way + self.memory.turns) % len(options)
        turned = (*options[begins:], *options[:begins])
        return next((each for each in turned if each not in said), turned[0])


def offer(perception: Perception, risk: RiskState, memory: Memory) -> Plan:
    """Offer two small things, or none of them, by the door they came through."""
    door = perception.about.removeprefix(f"{WANTED}-")
    here = Here.of(perception, risk, memory)
    return offer_of(two(here.around, Door(door) if door in set(Door) else None), here)


def offer_of(pair: tuple[Practice, ...], here: Here, *before: str) -> Plan:
    """Return an offer of what there is to offer; where there is nothing, the way to people."""
    if not pair or here.only_people:
        return people(here)
    names = dict(zip(("one", "two"), (each.title for each in pair), strict=False))
    says = here.pick("offers" if len(pair) > 1 else "offers_one", **names)
    lead = (line("practice-before", each, Move.PRS) for each in before)
    made = line(":".join((OFFER, *(each.id for each in pair))), says, Move.PRM)
    return spoken(*lead, made, because=_ASKED, first=first(here))


def with_caution(found: Practice, here: Here) -> Plan:
    """Say first why a practice is not for now, and what is kinder; it is still theirs to choose."""
    held = next(iter(holding(found, here.around)), None)
    other = pair_beside(found, (held.instead,) if held else (), here)[:1]
    # what was only put away comes first; before what a caution holds back comes what is kinder
    both = (*other, found) if held else (found, *other)
    names = dict(zip(("one", "two"), (each.title for each in both), strict=False))
    says = here.pick(f"{'unlisted' if held else 'put_away'}{'' if other else '_one'}", **names)
    made = line(":".join((STILL, *(each.id for each in both))), says, Move.PRM)
    if held is None:
        return spoken(made, because=_ASKED, first=first(here))
    told = held.says if here.may_say(held.says) else here.pick("kinder")
    lead = line(line_id(Walk(found.id, at=END)), told)
    return spoken(lead, made, because=_ASKED, first=first(here))


def pair_beside(found: Practice, kinder: Iterable[str], here: Here) -> tuple[Practice, ...]:
    """Return two to choose from beside one that is not for now: what is kinder than it first."""
    around = replace(here.around, care=here.around.care.hiding(found.id))
    may = {each.id: each for each in listed(around)}
    gentler = [may[each] for each in dict.fromkeys((*kinder, OUTWARD)) if each in may]
    others = [each for each in two(around) if each not in gentler]
    return (*gentler, *others)[:2]


def explained(name: str, here: Here) -> Plan:
    """Say of each that was offered, or was asked about, what it is; the choice stays theirs."""
    names = (name,) if name else here.memory.offered
    about = [each for each in map(practice, names) if each]
    made = line(":".join((OFFER, *(each.id for each in about))), "", Move.PRM)
    said = (f'"{each.title}": {each.says}' for each in about)
    lines = tuple(replace(made, line=replace(made.line, says=says)) for says in said)
    asks = replace(made, line=replace(made.line, says=here.pick("explained")))
    return spoken(*lines, asks, because=_TOLD)


def people(here: Here) -> Plan:
    """Point to people in place of any practice."""
    return Plan((people_now(here.risk, here.memory),), 60, _EMERGENCY)


def first(here: Here) -> tuple[Fixed, ...]:
    """Return the way to people that comes before any practice where someone may be in danger."""
    if here.risk.tier < Tier.R2:
        return ()
    return (Fixed(replace(people_now(here.risk, here.memory).line, move=Move.BRG)),)


def line_id(walk: Walk) -> str:
    """Return by which id a line tells where somebody is."""
    return f"{walk.practice}:{walk.way}:{walk.at}"


def walk_of(name: str) -> Walk | None:
    """Return where a practice stands after one of its lines, or None where it was left."""
    found, way, at = name.split(":")[:3]
    return None if at == END else Walk(found, int(way), at)


def line(name: str, says: str, move: Move = Move.PRC) -> Fixed:
    """Return a line of a practice, or around one."""
    return Fixed(Line(name, move, says))


def spoken(*said: Fixed, because: str, first: tuple[Part, ...] = ()) -> Plan:
    """Return a plan with room for all that is led: its words are what was asked for."""
    words = sum(len(each.line.says.split()) for each in said)
    return Plan((*first, *said), 2 * words + _ROOM, because)


@cache
def lines() -> Mapping[str, tuple[str, ...]]:
    """Read what is said around a practice in a talk, once."""
    content = read("conversation", "leading", "en.toml")
    return {name: tuple(says) for name, says in content.items() if isinstance(says, list)}
