"""One turn: what the client says comes in, what Holdspace says goes out."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from dataclasses import replace

import anyio

from holdspace.conversation.attempt import attempt
from holdspace.conversation.check import check
from holdspace.conversation.hearing import answer_for, attend, situation_of
from holdspace.conversation.known import with_mentions
from holdspace.conversation.pondering import ponder
from holdspace.conversation.remember import (
    is_unechoed,
    leaves_a_thread,
    remember,
    way_of,
    with_thread,
)
from holdspace.conversation.say import say
from holdspace.domain.language import Parse
from holdspace.domain.spoken_of import SpokenOf
from holdspace.domain.talk import Heard, Memory, Perception, Said, Spoken, Told, Turn
from holdspace.ports import Room
from holdspace.safety.script import fixed

HELLO = 3  # words of what went before, in which nothing was told yet
KEEP_SECONDS = 5  # how long a reply cut short may take to be kept


async def take_turn(heard: Heard, room: Room) -> AsyncGenerator[Spoken, None]:
    """Answer one message line by line; a line that no gate has passed is never spoken.

    One turn at a time in a visit. Whatever adapter fails, an answer comes, and nothing that
    fails can hide danger: the lexical floor of `safety` needs none of them.
    """
    async with room.lock.hold(heard.visit):
        await attempt(room.record.note(heard), None)
        recalled = await attempt(room.record.recall(heard.visit), Memory())
        memory = replace(
            recalled, country=heard.country, way=way_of(heard.visit), today=heard.at.date()
        )
        meant = replace(heard, before=memory.just_before)
        pondered = ponder(await perceive(meant, room), memory)
        told, risk, plan = pondered.told, pondered.risk, pondered.plan
        said: list[Spoken] = []
        try:
            before = Said(
                plan,
                risk,
                recent=memory.recent,
                threads=memory.joinable,
                manner=pondered.met.manner,
                unechoed=is_unechoed(memory, told.perception),
            )
            async for spoken in _speak(pondered.lit, before, room):
                said.append(spoken)
                yield spoken
        finally:  # whoever hangs up, what was spoken is kept
            lanes = tuple(map(str, risk.lanes))
            turn = Turn(memory.turns + 1, heard, plan, risk.tier, lanes, tuple(said))
            with anyio.move_on_after(KEEP_SECONDS, shield=True):
                after = remember(memory, turn, told.perception, risk)
                after = with_mentions(after, told, risk)
                if leaves_a_thread(told.perception, risk):
                    thread = await attempt(room.voice.thread(told), None)
                    after = with_thread(after, thread)
                await attempt(room.record.keep(turn, after), None)


async def perceive(heard: Heard, room: Room) -> Told:
    """Parse once, sense once; what fails is simply not known."""
    parse = await attempt(room.grammar.parse(heard.words), Parse())
    perception = await attempt(room.senses.perceive(heard, parse), Perception.unknown())
    near: Mapping[str, float] = await attempt(room.meaning.closeness(heard.words), {})
    attended = attend(heard, perception)
    asked = answer_for(attended, near)
    opens = len(heard.before.text.split()) <= HELLO
    situation = situation_of(attended, opens=opens)
    told = Told(heard, parse, replace(attended, asked=asked, situation=situation), near)
    return replace(told, spoken_of=await attempt(room.voice.spoken_of(told), SpokenOf()))


async def _speak(told: Told, said: Said, room: Room) -> AsyncIterator[Spoken]:
    """Say and check the plan; when nothing at all can be said, say so and point to people."""
    spoke = False
    async for spoken in check(say(told, said, room.voice), said):
        spoke = True
        yield spoken
    if not spoke:
        line = fixed("fail").line
        yield Spoken(line.says, line.move, line.id)
