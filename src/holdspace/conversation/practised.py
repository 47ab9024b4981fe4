"""What a visit remembers of a practice: where it stands, what was turned from, what was offered, and how it left them."""

from datetime import date
from typing import Any

from holdspace.conversation.offering import KEPT, OFFER, walk_of
from holdspace.domain.care import After, Care, Tried
from holdspace.domain.talk import Memory, Move, Spoken, Turn, Walk

_ANSWERED = frozenset(After)


def after_a_practice(memory: Memory, turn: Turn) -> dict[str, Any]:
    """Return what changes in a memory by the practice that was led, left or offered in a turn."""
    led = [spoken.line_id for spoken in turn.said if spoken.move is Move.PRC]
    walk = walk_of(led[-1]) if led else None
    if walk is not None and led[-1].endswith(f":{KEPT}"):
        return {
            "walk": walk,
            "aside": None,
            "care": memory.care.keeping(walk.practice),
            "offered": (),
        }
    came = walk != memory.walk  # staying at a screen counts once
    return {
        "walk": walk,
        **_turned_from(memory, turn, led),
        "offered": _offered(turn.said),
        "care": cared(memory.care, walk, memory.today) if walk and came else memory.care,
    }


def _turned_from(memory: Memory, turn: Turn, led: list[str]) -> dict[str, Any]:
    """Return what stays aside: a practice in whose middle something else was told, and no danger."""
    if led or any(spoken.move in {Move.SAF, Move.PRM} for spoken in turn.said):
        return {"aside": None, "turned_at": 0}
    if memory.walk is None or not (memory.walk.at.isdigit() or memory.walk.at == "check"):
        return {}
    return {"aside": memory.walk, "turned_at": turn.number}


def _offered(said: tuple[Spoken, ...]) -> tuple[str, ...]:
    """Return the practices a reply offered."""
    ids = (spoken.line_id for spoken in said if spoken.move is Move.PRM)
    offers = (each.split(":") for each in ids if each.startswith(OFFER))
    return next((tuple(names) for _, *names in offers), ())


def cared(care: Care, walk: Walk, on: date) -> Care:
    """Return what is kept of gentle things once somebody came to a screen."""
    if walk.at in _ANSWERED:
        return care.having_tried(Tried(walk.practice, After(walk.at), on))
    if walk.at == "kept":
        return care.keeping(walk.practice)
    return care.hiding(walk.practice) if walk.at == "hidden" else care
