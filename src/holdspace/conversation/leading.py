"""Offers practices in a talk, and leads through one by the same map of screens as a page does: one screen a turn, only after a yes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from holdspace.conversation import ways
from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
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
from holdspace.practice.choosing import Around, Standing, holding, listed, standing, two
from holdspace.practice.library import HELP, OUTWARD, Channel, Door, Practice, practice
from holdspace.practice.walk import Go, Screen, after, question, screen, screens
from holdspace.safety.gates import names_a_means
from holdspace.safety.people import is_emergency, people_now
from holdspace.shelf import read

OFFER, STILL = "offer", "offer-still"  # how the id of an offer begins; the second after a caution
END = "end"  # where a practice stands that was left
_LEAVES = {Go.LEAVE.value: "left", Go.SKIP.value: "unanswered", ways.CROSS: "cross"}
_ROOM = 40  # words of a reply beyond what is led
_FLOODED = LaneLevel(Lane.OVERWHELM)
_STATE_HOLDS = 3  # turns
_ON = "You were in the middle of something gentle, so this is where it goes on."
_YES = "You said yes to something gentle."
_ASKED = "You asked for something that might help."
_LEFT = "You wanted to leave it, so it is left."


def lead_on(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """Lead where they want to go in a practice; where they want to go nowhere in one, say nothing."""
    goes = perception.goes
    if memory.walk is not None and memory.walk.at.isdigit() and _FLOODED in risk.fresh_lanes:
        goes = Go.WORSE
    if not goes:
        return None
    if _only_people(risk):
        return _people(risk, memory)
    if goes == ways.NONE:
        return _spoken(_line("practice-declined", _pick("declined", memory), Move.PRS), because=_LEFT)
    if goes == ways.EXPLAIN:
        return _explained(memory)
    around = around_now(perception, risk, memory)
    if goes == ways.NAMED or (goes == ways.CHOSEN and perception.practice):
        return _open(perception, around, risk, memory)
    walk = memory.aside if goes == ways.RESUME else memory.walk
    found = practice(walk.practice) if walk else None
    if walk is None or found is None:
        return None
    return _Leading(found, walk, around, risk, memory).on(goes)


def offer(perception: Perception, risk: RiskState, memory: Memory) -> Plan:
    """Offer two small things by their titles, or none of them; where a person is kinder than any, point there."""
    door = perception.about.removeprefix(f"{ways.WANTED}-")
    through = Door(door) if door in set(Door) else None
    return _offer(around_now(perception, risk, memory), risk, memory, through)


def around_now(perception: Perception, risk: RiskState, memory: Memory) -> Around:
    """Return what bears on which practice suits them now."""
    lately = [perception.state, *(past.state for past in reversed(memory.lately[-_STATE_HOLDS:]))]
    state = next((each for each in lately if each is not State.UNKNOWN), State.UNKNOWN)
    return Around(
        on=memory.today,
        state=state,
        lanes=frozenset(lane.lane for lane in risk.lanes),
        tier=risk.tier,
        left_out=memory.manner.left_out,
        care=memory.care,
    )


class _Leading:
    """One turn of one practice, as it stands for somebody."""

    def __init__(
        self, found: Practice, walk: Walk, around: Around, risk: RiskState, memory: Memory
    ) -> None:
        self._practice, self._walk, self._around = found, walk, around
        self._risk, self._memory = risk, memory

    def on(self, goes: str) -> Plan | None:
        """Return what is said once they went on from where they are."""
        at = screen(self._practice, self._walk, self._around.left_out)
        if at is None:
            return None
        goes = Go.WORSE if goes == ways.ALARM and self._is_too_much() else goes
        kept = self._kept_here(goes)
        if kept is not None:
            return self._shown(self._walk, kept)
        if goes in _LEAVES:
            return self._left(_LEAVES[goes])
        if goes == ways.ELSE:
            return _other(self._practice.id, "", self._around, (self._risk, self._memory))
        if goes == ways.DONE:
            return self._shown(replace(self._walk, at="after"))
        if goes == Go.OTHER_WAY:
            return self._another_way()
        return self._by_choice(goes, at)

    def _is_too_much(self) -> bool:
        """Whether a body that is loud says that a practice makes it harder: one that turns inward, or a second time running."""
        last = self._memory.recent[-1].line_id if self._memory.recent else ""
        return self._practice.is_inward or last == f"{_id(self._walk)}:{ways.ALARM}"

    def start(self, *before: str) -> Plan:
        """Return the invitation with what is asked before the first step, or the first step where nothing is."""
        ask = self._asks_before()
        walk = replace(self._walk, at="check" if ask else "1")
        says = (*before, *(() if self._memory.manner.terse else (self._practice.invites,)))
        led = self._shown(walk, says, because=_YES)
        return replace(led, moves=(*_first(self._risk, self._memory), *led.moves))

    def _kept_here(self, goes: str) -> tuple[str, ...] | None:
        """Return what is said first where they stay where they are; None where they do not."""
        if goes == ways.REPEAT:
            return (_pick("again", self._memory),)
        if goes == ways.RESUME:
            return (_pick("resume", self._memory),)
        if goes == Go.BACK and self._walk.at == "1":
            return (_pick("first_already", self._memory),)
        return None

    def _by_choice(self, goes: str, at: Screen) -> Plan | None:
        """Return what stands behind one of the choices of a screen; a pause and a reason stand behind each step."""
        if goes in {ways.WAIT, ways.ALARM}:
            return self._said(goes, _pick(goes, self._memory))
        if goes == ways.WHY:
            return self._said("why", self._practice.why)
        choice = next((each for each in at.choices if each.go.value == goes), None)
        if choice is None:
            return None
        if choice.go is Go.INSTEAD:
            return _other(self._practice.id, choice.practice, self._around, (self._risk, self._memory))
        onward = after(self._walk, choice)
        if onward is None:
            return self._left("left")
        if onward.at == "invite":
            return _Leading(self._practice, onward, self._around, self._risk, self._memory).start()
        return self._shown(onward)

    def _asks_before(self) -> bool:
        """Whether something is asked before the first step: not of who is flooded, about what only looks outward."""
        flooded = self._around.state is State.HIGH or Lane.OVERWHELM in self._around.lanes
        if flooded and self._practice.channel is Channel.OUT:
            return False
        found = screens(self._practice, self._around.left_out, self._walk.way)
        return any(each.name == "check" for each in found)

    def _shown(self, walk: Walk, before: tuple[str, ...] = (), because: str = _ON) -> Plan:
        """Return a screen as it is said in a talk, with what may be said at all."""
        walk = self._passing_over(walk)
        found = screen(self._practice, walk, self._around.left_out)
        says = self._texts(found) if found else ()
        here = _id(walk)
        return _spoken(*(_line(here, each) for each in (*before, *says)), because=because)

    def _texts(self, found: Screen) -> tuple[str, ...]:
        """Return what a screen says in a talk: after its own words how to go on, where that is new."""
        if found.name == "check":
            return tuple(_asked(found))
        more = []
        if found.step == 1:
            more.append(_pick("how", self._memory))
        elif found.writes and not self._wrote_before(found):
            more.append(_pick("to_write", self._memory))
        elif found.name in {Go.BETTER, Go.SAME, Go.NOT_SURE}:
            more.append(_pick("judged", self._memory))
        person = found.choice(Go.PERSON) if found.name == Go.WORSE else None
        return (*found.says, *((person.says,) if person else ()), *more)

    def _wrote_before(self, found: Screen) -> bool:
        every = screens(self._practice, self._around.left_out, self._walk.way)
        return any(each.writes and each.step < found.step for each in every)

    def _passing_over(self, walk: Walk) -> Walk:
        """Return where to go on where a step holds what they asked not to read, or what is not said in danger."""
        found = screen(self._practice, walk, self._around.left_out)
        while found is not None and found.step and not _may_be_said(found.says, self._risk, self._memory):
            walk = replace(walk, at=found.choices[0].to)
            found = screen(self._practice, walk, self._around.left_out)
        return walk

    def _another_way(self) -> Plan:
        """Return the practice done in the next of its ways."""
        found = self._practice.ways_without(self._around.left_out)
        if len(found) == 1:
            return self._said("only", _pick("no_other_way", self._memory))
        way = (self._walk.way + 1) % len(found)
        told = _pick("other_way", self._memory).format(way=found[way].title.lower())
        walk = replace(self._walk, way=way, at="1")
        if self._walk.at.isdigit() and found[way].brings <= found[self._walk.way].brings:
            return self._shown(walk, (told,))  # what is asked before it was asked
        return _Leading(self._practice, walk, self._around, self._risk, self._memory).start(told)

    def _said(self, what: str, says: str) -> Plan:
        """Return something said while they stay where they are."""
        return _spoken(_line(f"{_id(self._walk)}:{what}", says), because=_ON)

    def _left(self, how: str) -> Plan:
        """Return the few words with which a practice is left; nothing is asked, and nothing is said of it."""
        here = _id(replace(self._walk, at=END))
        return _spoken(_line(here, _pick(how, self._memory)), because=_LEFT)


def _open(perception: Perception, around: Around, risk: RiskState, memory: Memory) -> Plan:
    """Open a practice that was chosen or asked for by name, with its caution first where one holds."""
    found = practice(perception.practice)
    if found is None:
        return _offer(around, risk, memory)
    told = memory.recent[-1].line_id.startswith(STILL) if memory.recent else False
    deliberate = told and found.id in memory.offered
    where = standing(found, around)
    if not found.ways_without(around.left_out):
        return _other(found.id, "", around, (risk, memory), _pick("left_out", memory))
    if where is Standing.CLOSED or (found.is_inward and around.care.rests_inward(around.on)):
        return _other(found.id, "", around, (risk, memory), _pick("kinder", memory))
    if where is Standing.UNLISTED and not deliberate:
        return _with_caution(found, around, (risk, memory))
    return _Leading(found, Walk(found.id), around, risk, memory).start()


def _with_caution(
    found: Practice, around: Around, here: tuple[RiskState, Memory]
) -> Plan:
    """Say first why a practice is not for now, and what is kinder; it is still theirs to choose."""
    risk, memory = here
    held = next(iter(holding(found, around)), None)
    pair = _pair(held.instead if held else "", found.id, around)
    other = next(iter(pair), None)
    names = {"one": other.title if other else found.title, "two": found.title}
    what = "unlisted" if held else "put_away"
    if held is None:  # only put away: it comes first
        names = {"one": found.title, "two": other.title if other else ""}
    says = _pick(what if other else f"{what}_one", memory).format_map(names)
    ids = (*([other.id] if other else []), found.id) if held else (found.id, *([other.id] if other else []))
    line = _line(":".join((STILL, *ids)), says, Move.PRM)
    lead = ()
    if held:
        told = held.says if _may_be_said((held.says,), risk, memory) else _pick("kinder", memory)
        lead = (_line(_id(Walk(found.id, at=END)), told),)
    return _spoken(*lead, line, because=_ASKED, first=_first(risk, memory))


def _other(
    without: str, first: str, around: Around, here: tuple[RiskState, Memory], *before: str
) -> Plan:
    """Offer something else than a practice: what is kinder, beside another; or a person."""
    risk, memory = here
    if first == HELP:
        return _spoken(_line("practice-person", _pick("person", memory), Move.BRG), because=_ASKED)
    return _offering(_pair(first, without, around), here, *before)


def _offer(around: Around, risk: RiskState, memory: Memory, door: Door | None = None) -> Plan:
    """Offer two by the door they came through."""
    if _only_people(risk):
        return _people(risk, memory)
    return _offering(two(around, door), (risk, memory))


def _offering(
    pair: tuple[Practice, ...], here: tuple[RiskState, Memory], *before: str
) -> Plan:
    """Return an offer of what there is to offer."""
    risk, memory = here
    if not pair or _only_people(risk):
        return _people(risk, memory)
    names = dict(zip(("one", "two"), (each.title for each in pair), strict=False))
    says = _pick("offers" if len(pair) > 1 else "offers_one", memory, names)
    line = _line(":".join((OFFER, *(each.id for each in pair))), says, Move.PRM)
    lead = (_line("practice-before", each, Move.PRS) for each in before)
    return _spoken(*lead, line, because=_ASKED, first=_first(risk, memory))


def _pair(first: str, without: str, around: Around) -> tuple[Practice, ...]:
    """Return two to choose from beside one that is not for now: what is kinder than it first."""
    aside = replace(around, care=around.care.hiding(without))
    may = {each.id: each for each in listed(aside)}
    kinder = [may[each] for each in (first, OUTWARD) if each in may][:1]
    others = [each for each in two(aside) if each not in kinder]
    return (*kinder, *others)[:2]


def _explained(memory: Memory) -> Plan:
    """Say of each that was offered what it is, and leave the choice as it was."""
    found = [each for name in memory.offered if (each := practice(name))]
    here = memory.recent[-1].line_id if memory.recent else OFFER
    said = (_line(here, f"\"{each.title}\": {each.says}", Move.PRM) for each in found)
    return _spoken(*said, because=_ASKED)


def _asked(check: Screen) -> Iterable[str]:
    """Yield what software cannot know, and last the one question whether it is all right."""
    cautions = [choice.says for choice in check.choices if choice.go is Go.INSTEAD and choice.says]
    yield from cautions
    asks = any("?" in says for says in cautions)
    yield _lines()["plain_question"] if asks else question(check)


def _may_be_said(says: Iterable[str], risk: RiskState, memory: Memory) -> bool:
    """Whether words hold nothing they asked not to read, and nothing that is not said in danger."""
    danger = risk.tier >= Tier.R2
    return not any(memory.manner.avoids(each) or (danger and names_a_means(each)) for each in says)


def _only_people(risk: RiskState) -> bool:
    """Whether only a person helps: in an emergency, and from where only the script speaks."""
    return risk.tier >= Tier.R4 or any(map(is_emergency, risk.lanes))


def _people(risk: RiskState, memory: Memory) -> Plan:
    return Plan((people_now(risk, memory),), 60, "It could be an emergency, so people come before a practice.")


def _first(risk: RiskState, memory: Memory) -> tuple[Fixed, ...]:
    """Return the way to people that comes before any practice where someone may be in danger."""
    if risk.tier < Tier.R2:
        return ()
    people = people_now(risk, memory)
    return (Fixed(replace(people.line, move=Move.BRG)),)


def _id(walk: Walk) -> str:
    return f"{walk.practice}:{walk.way}:{walk.at}"


def walk_of(line_id: str) -> Walk | None:
    """Return where a practice stands after one of its lines, or None where it was left."""
    name, way, at = line_id.split(":")[:3]
    return None if at == END else Walk(name, int(way), at)


def _line(name: str, says: str, move: Move = Move.PRC) -> Fixed:
    return Fixed(Line(name, move, says))


def _spoken(*lines: Fixed, because: str, first: tuple[Part, ...] = ()) -> Plan:
    """Return a plan with room for all that is led: its words are what was asked for."""
    words = sum(len(each.line.says.split()) for each in lines)
    return Plan((*first, *lines), 2 * words + _ROOM, because)


def _pick(name: str, memory: Memory, names: Mapping[str, str] | None = None) -> str:
    """Return one of several wordings: another each turn, and none that was said lately where there is one left."""
    options = [each.format_map(names) if names else each for each in _lines()[name]]
    said = {spoken.text for spoken in memory.recent}
    begins = (memory.way + memory.turns) % len(options)
    turned = (*options[begins:], *options[:begins])
    return next((each for each in turned if each not in said), turned[0])


@cache
def _lines() -> Mapping[str, list[str]]:
    return read("conversation", "leading", "en.toml")
