"""Finds the words for a plan: fixed where they are decided, else the voice's."""

from collections.abc import AsyncIterator, Iterator

from holdspace.conversation.attempt import attempt
from holdspace.domain.talk import Find, Fixed, Move, Part, Plan, Said, Spoken, Told
from holdspace.ports import Voice

# never what a reply begins with
_SECOND = frozenset({"open-question", "nudge", "sum-check", "follow", "thread", "again"})


async def say(told: Told, said: Said, voice: Voice) -> AsyncIterator[Spoken]:
    """Yield the reply, one line at a time; where no part finds words, what the plan has instead.

    A lone line that holds none of their own words may be followed by the question kept in reserve.
    """
    for part in _in_order(said.plan):
        if not _is_due(part, said):
            continue
        spoken = await _words(part, told, said, voice)
        if spoken is not None:
            said = said.after(spoken)
            yield spoken


def _in_order(plan: Plan) -> Iterator[Part]:
    """Yield the parts of a plan, what is in reserve included: a way to people, and goodbye, last."""
    first = (
        plan.moves[:1] if any(map(_is_bridge, plan.moves[:1])) else ()
    )  # people come first there
    rest = plan.moves[len(first) :]
    yield from first
    yield from (part for part in rest if not _is_bridge(part) and not _is_goodbye(part))
    yield from () if any(map(_is_goodbye, plan.moves)) else plan.otherwise
    yield from filter(_is_bridge, rest)
    yield from filter(_is_goodbye, plan.moves)


def _is_goodbye(part: Part) -> bool:
    """Whether a part ends the visit."""
    return isinstance(part, Find) and part.move is Move.CLS


def _is_bridge(part: Part) -> bool:
    """Whether a part points to people beside what is said."""
    return isinstance(part, Fixed) and part.line.move is Move.BRG


def _is_due(part: Part, said: Said) -> bool:
    """Whether a part is still to be said: one line often is enough, and the plan says how many are the most."""
    if isinstance(part, Fixed):
        return True
    about = part.about.partition(":")[0]
    if not said.lines:
        return about not in _SECOND
    if part not in said.plan.moves:  # in reserve, for a reply that came out bare
        return part.move is Move.OQ and len(said.lines) == 1 and not said.lines[0].own
    return _still_fits(about, said)


def _still_fits(about: str, said: Said) -> bool:
    """Whether what a part is about still fits after the lines of this reply."""
    lines = said.lines
    moves, room = [spoken.move for spoken in lines], len(lines) < said.plan.lines
    if Move.INF in moves:
        return False  # a question was answered, and the answer is the reply
    if Move.SUM in moves:
        return about == "sum-check"
    fits = {
        "follow": moves == [Move.SRF] or (room and len(moves) > 1),
        "open-question": room,
        "nudge": room,
        "validation": room,
        "unanswered": len(moves) == 1,
        "hard-on-oneself": Move.GEN not in moves,
        "sum-check": False,
        "meaning": (room or Move.VAL not in moves)
        and not {Move.OQ, Move.CQ} & set(moves)
        and not any(spoken.joins for spoken in lines),
    }
    return fits.get(about, True)


async def _words(part: Part, told: Told, said: Said, voice: Voice) -> Spoken | None:
    """Return the words of one part, or None when there are none or the voice failed."""
    if isinstance(part, Fixed):
        return Spoken(part.line.says, part.line.move, part.line.id)
    return await attempt(voice.find(part, told, said), None)
