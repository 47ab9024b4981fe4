"""Leads through a practice in a talk by the same map of screens as a page does: one screen a turn, and only after a yes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from holdspace.conversation import ways
from holdspace.conversation.offering import (
    END,
    KEPT,
    STILL,
    Here,
    explained,
    first,
    line,
    line_id,
    lines,
    offer_of,
    pair_beside,
    people,
    spoken,
    with_caution,
)
from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import Memory, Move, Perception, Plan, Walk
from holdspace.practice.choosing import Standing, fitting, standing
from holdspace.practice.library import HELP, Channel, Practice, practice
from holdspace.practice.walk import Go, Screen, after, question, screen, screens

_FLOODED = LaneLevel(Lane.OVERWHELM)
_LEAVES = {Go.LEAVE.value: "left", Go.SKIP.value: "unanswered", ways.CROSS: "cross"}
_STAYS = {ways.REPEAT: "again", ways.RESUME: "resume"}
_TO = {ways.DONE: "after", Go.HIDE.value: "hidden"}
_BESIDE = {ways.WAIT, ways.ALARM}
_JUDGED = frozenset({Go.BETTER.value, Go.SAME.value, Go.NOT_SURE.value})
_ON = "You were in the middle of something gentle, so this is where it goes on."
_YES = "You said yes to something gentle."
_LEFT = "You wanted to leave it, so it is left."


def lead_on(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """Lead where they want to go in a practice; where they want to go nowhere in one, say nothing."""
    goes = ways.ALARM if _is_flooded(risk, memory) else perception.goes
    if not goes:
        return None
    here = Here.of(perception, risk, memory)
    if here.only_people:
        return people(here)
    if goes == ways.NONE:
        declined = line("practice-declined", here.pick("declined"), Move.PRS)
        return spoken(declined, because=_LEFT)
    if goes == ways.EXPLAIN:
        return explained(perception.practice, here)
    walk = memory.aside if goes == ways.RESUME else memory.walk
    begins = goes in {ways.NAMED, ways.CHOSEN}
    found = practice(perception.practice if begins else walk.practice if walk else "")
    if found is None:
        return None
    return _opened(found, here) if begins or walk is None else _Leading(found, walk, here).on(goes)


def _is_flooded(risk: RiskState, memory: Memory) -> bool:
    """Whether it became too much in the middle of a practice."""
    amid = memory.walk is not None and memory.walk.at.isdigit()
    return amid and _FLOODED in risk.fresh_lanes


def _opened(found: Practice, here: Here) -> Plan:
    """Open a practice that was chosen or asked for by name, with its caution first where one holds."""
    around, memory = here.around, here.memory
    if not found.ways_without(around.left_out):
        return offer_of(pair_beside(found, (), here), here, here.pick("left_out"))
    where = standing(found, around)
    rests = found.is_inward and around.care.rests_inward(around.on)
    if where is Standing.CLOSED or rests:
        return offer_of(pair_beside(found, (), here), here, here.pick("kinder"))
    told = bool(memory.recent) and memory.recent[-1].line_id.startswith(STILL)
    if where is Standing.UNLISTED and not (told and found.id in memory.offered):
        return with_caution(found, here)
    return _Leading(found, Walk(found.id), here).start()


def asked(check: Screen) -> Iterator[str]:
    """Yield what software cannot know, and last the one question whether it is all right."""
    cautions = [choice.says for choice in check.choices if choice.go is Go.INSTEAD and choice.says]
    yield from cautions
    asks = any("?" in says for says in cautions)
    yield lines()["plain_question"][0] if asks else question(check)


@dataclass(frozen=True, slots=True)
class _Leading:
    """One turn of one practice, as it stands for somebody."""

    practice: Practice
    walk: Walk
    here: Here

    def on(self, goes: str) -> Plan | None:
        """Return what is said once they went on from where they are."""
        at = screen(self.practice, self.walk, self.here.around.left_out)
        if at is None:
            return None
        if goes in _LEAVES:
            left = line(line_id(replace(self.walk, at=END)), self.here.pick(_LEAVES[goes]))
            return spoken(left, because=_LEFT)
        goes = Go.WORSE if goes == ways.ALARM and self._is_too_much() else goes
        return self._staying(goes, at) or self._going(goes, at)

    def start(self, *before: str) -> Plan:
        """Return the invitation with what is asked before the first step, or the first step where nothing is."""
        walk = replace(self.walk, at="check" if self._asks_before() else "1")
        says = before if self.here.memory.manner.terse else (*before, self.practice.invites)
        led = self._shown(walk, *says, because=_YES)
        return replace(led, moves=(*first(self.here), *led.moves))

    def _staying(self, goes: str, at: Screen) -> Plan | None:
        """Return what is said where they stay where they are; None where they do not."""
        if goes in _STAYS:
            return self._shown(self.walk, self.here.pick(_STAYS[goes]))
        if goes == Go.BACK and at.step == 1:
            return self._shown(self.walk, self.here.pick("first_already"))
        if goes in _BESIDE:
            return self._said(goes, self.here.pick(goes))
        if goes == Go.KEEP and at.step:
            return self._said(KEPT, self._line_of(KEPT))
        return self._said(goes, self.practice.why) if goes == ways.WHY else None

    def _going(self, goes: str, at: Screen) -> Plan | None:
        """Return what stands behind a word that means a screen or another practice, or behind a choice."""
        if goes == ways.ELSE:
            return self._something_else(*self.practice.beside)
        if goes in _TO:
            return self._shown(replace(self.walk, at=_TO[goes]))
        if goes == Go.OTHER_WAY:
            return self._another_way()
        return self._by_choice(goes, at)

    def _by_choice(self, goes: str, at: Screen) -> Plan | None:
        """Return what stands behind one of the choices of a screen."""
        fitted = fitting(self.practice, at, self.here.around)
        choices = [each for each in fitted.choices if each.go.value == goes]
        if goes == Go.INSTEAD:
            return self._something_else(*(each.practice for each in choices))
        onward = after(self.walk, choices[0]) if choices else None
        if onward is None:
            return None
        led = replace(self, walk=onward)
        return led.start() if onward.at == "invite" else self._shown(onward)

    def _is_too_much(self) -> bool:
        """Whether a loud body, or an old moment, says that a practice makes it harder: one that turns inward, or a second time running."""
        recent = self.here.memory.recent
        last = recent[-1].line_id if recent else ""
        return self.practice.is_inward or last == f"{line_id(self.walk)}:{ways.ALARM}"

    def _asks_before(self) -> bool:
        """Whether something is asked before the first step: not of who is flooded, about what only looks outward."""
        if self.here.flooded and self.practice.channel is Channel.OUT:
            return False
        return any(each.name == "check" for each in self._screens(self.walk.way))

    def _line_of(self, name: str) -> str:
        """Return what the screen of a name says first."""
        found = screen(self.practice, replace(self.walk, at=name), self.here.around.left_out)
        return found.says[0] if found else ""

    def _screens(self, way: int) -> tuple[Screen, ...]:
        return screens(self.practice, self.here.around.left_out, way)

    def _shown(self, walk: Walk, *before: str, because: str = _ON) -> Plan:
        """Return a screen as it is said in a talk, past the steps that may not be said."""
        found = screen(self.practice, walk, self.here.around.left_out)
        while found is not None and found.step and not self.here.may_say(*found.says):
            walk = replace(walk, at=found.choices[0].to)
            found = screen(self.practice, walk, self.here.around.left_out)
        says = (*before, *self._texts(found, walk.way)) if found else before
        return spoken(*(line(line_id(walk), each) for each in says), because=because)

    def _texts(self, found: Screen, way: int) -> tuple[str, ...]:
        """Return what a screen says in a talk: after its own words how to go on, where that is new."""
        if found.name == "check":
            return tuple(asked(found))
        person = found.choice(Go.PERSON)
        more = (person.says,) if person else tuple(map(self.here.pick, self._hints(found, way)))
        return (*found.says, *more)

    def _hints(self, found: Screen, way: int) -> Iterator[str]:
        """Yield what is said beside a screen: how to go on, where writing goes, what may become of a practice."""
        before = (each for each in self._screens(way) if 0 < each.step < found.step)
        if found.step == 1:
            yield "how"
        if found.writes and not any(each.writes for each in before):
            yield "to_write"
        if found.name in _JUDGED:
            yield "judged"

    def _another_way(self) -> Plan:
        """Return the practice done in the next of its ways; what was asked before it is not asked again."""
        found = self.practice.ways_without(self.here.around.left_out)
        if len(found) == 1:
            return self._said("only", self.here.pick("no_other_way"))
        way = (self.walk.way + 1) % len(found)
        told = self.here.pick("other_way", way=found[way].title.lower())
        led = replace(self, walk=replace(self.walk, way=way))
        if self.walk.at.isdigit() and found[way].brings <= found[self.walk.way].brings:
            return self._shown(replace(led.walk, at="1"), told)
        return led.start(told)

    def _something_else(self, *kinder: str) -> Plan:
        """Return an offer of what is kinder, and a person before it where one of them is."""
        plan = offer_of(pair_beside(self.practice, kinder, self.here), self.here)
        if HELP not in kinder or self.here.risk.tier >= Tier.R2:
            return plan
        person = line("practice-person", self.here.pick("person"), Move.BRG)
        return replace(plan, moves=(person, *plan.moves))

    def _said(self, what: str, says: str) -> Plan:
        """Return something said while they stay where they are."""
        return spoken(line(f"{line_id(self.walk)}:{what}", says), because=_ON)
