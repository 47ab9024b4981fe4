"""Answers a long text once it is written: holds the whole of it in their own words, and says nothing back of danger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from holdspace.conversation import perceive
from holdspace.conversation.attempt import attempt
from holdspace.conversation.danger import signs
from holdspace.conversation.written import tells_of_danger
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private
from holdspace.domain.risk import ORDINARY, RiskState
from holdspace.domain.spoken_of import Known, Mention, is_left_alone, joined, names_in
from holdspace.domain.story import Held
from holdspace.domain.talk import Find, Heard, Move, Part, Plan, Said, Spoken, Told
from holdspace.journey.story import spread, zones
from holdspace.ports import Room
from holdspace.safety.gates import refusal
from holdspace.safety.judge import judge

_ROOM_ENOUGH = 600  # words; the parts of a text may be as long as they are
_OPENS, _HEAVY = Find(Move.PRS, "story-opens"), Find(Move.PRS, "story-heavy")
_CLOSES, _KEPT = Find(Move.AUT, "story-closes"), Find(Move.PRS, "story-kept")


@dataclass(frozen=True, slots=True)
class Whole:
    """A reply to a long text: what is said before and after, what of it is said back, and whom it speaks of."""

    opens: tuple[Spoken, ...] = ()
    held: tuple[Held, ...] = ()
    closes: tuple[Spoken, ...] = ()
    people: tuple[Known, ...] = ()
    danger: bool = False  # it calls for people: then nothing of it is said back


@dataclass(frozen=True, slots=True)
class Bounds:
    """What no reply to a long text may pass: how they asked to be met, and what is left alone or known already."""

    manner: Manner = field(default_factory=Manner)
    left_alone: tuple[Private, ...] = ()
    known: tuple[Private, ...] = ()

    @property
    def silent(self) -> frozenset[str]:
        """The plain words of what is left alone."""
        return frozenset().union(*(names_in(topic.text) for topic in self.left_alone))


async def hold_whole(heard: Heard, room: Room, bounds: Bounds) -> Whole:
    """Return the reply to a long text, which was kept before: at least three parts of it, where it has as many.

    It is read stretch by stretch, since grammar and senses read no more than the ends of a very long text.
    """
    told = _alike([await perceive(replace(heard, words=zone), room) for zone in zones(heard.words)])
    if any(map(tells_of_danger, told)):
        return Whole(danger=True)
    said = Said(Plan((), _ROOM_ENOUGH, ""), RiskState(), manner=bounds.manner)
    parts = spread([await _sayable(each, room, said, bounds) for each in told])
    heavy = any(map(_is_heavy, told))
    opens = (_HEAVY,) if heavy else (_OPENS,) if parts else (_KEPT,)
    closes = (_CLOSES,) if parts else ()
    return Whole(
        await _found(opens, told, said, room),
        parts,
        await _found(closes, told, said, room),
        _people(told, bounds),
    )


def _alike(told: list[Told]) -> list[Told]:
    """Return the stretches, all of them met with care for how hard somebody is on themselves in one."""
    if not any(each.perception.self_attack for each in told):
        return told
    return [replace(each, perception=replace(each.perception, self_attack=True)) for each in told]


async def _sayable(told: Told, room: Room, said: Said, bounds: Bounds) -> Sequence[Held]:
    """Return what of a stretch may be said back: what passes every gate, and touches nothing that is left alone."""
    risk = judge(RiskState(), signs(told.heard, told.parse), told.perception)
    before, silent, heavy = replace(said, risk=risk), bounds.silent, _is_heavy(told)
    return [
        part
        for part in await attempt(room.voice.held(told), ())
        if not refusal(part.says, before)
        and not (heavy and part.says.line_id != "mirror")
        and not is_left_alone(names_in(f"{part.words.text} {part.says.text}"), silent)
    ]


def _is_heavy(told: Told) -> bool:
    """Whether a stretch tells of harm, however long ago: then nothing is asked, and less is said."""
    risk = judge(RiskState(), signs(told.heard, told.parse), told.perception)
    return told.spoken_of.hurting or bool(risk.heard_well - ORDINARY)


async def _found(parts: Iterable[Part], told: Sequence[Told], said: Said, room: Room) -> tuple[Spoken, ...]:  # fmt: skip
    """Return the written lines of the reply; without a voice there are none, and the parts stand alone."""
    if not told:
        return ()
    finds = [part for part in parts if isinstance(part, Find)]
    found = [await attempt(room.voice.find(find, told[0], said), None) for find in finds]
    return tuple(line for line in found if line is not None)


def _people(told: Iterable[Told], bounds: Bounds) -> tuple[Known, ...]:
    """Return whom a text speaks of, each once: nobody beside harm, nobody left alone, nobody kept already."""
    mentions: tuple[Mention, ...] = ()
    for each in told:
        if not _is_heavy(each):
            for mention in each.spoken_of.mentions:
                mentions = joined(mentions, mention) if mention.person else mentions
    held = [names_in(words.text) for words in bounds.known]
    return tuple(
        mention.known
        for mention in mentions
        if not is_left_alone(mention.names, bounds.silent)
        and not any(mention.names <= names or names <= mention.names for names in held)
    )
