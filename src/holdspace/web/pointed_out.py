"""What a link on a page of their own points out to be shown: one thing of one kind, by its id or its days, and by no word of theirs."""

from collections.abc import Mapping, Sequence

from starlette.datastructures import QueryParams

from holdspace.domain.shared import Sort
from holdspace.journey.showing import met_pieces
from holdspace.web.forms import Form
from holdspace.web.gathering import Own

ALL = "all"
# Which fields of an address each kind takes. What else stands in one is nobody's pick.
_TAKES: Mapping[Sort, Sequence[str]] = {
    Sort.PASSAGE: ("which", "part"),
    Sort.DAYS: ("from", "to", "with"),
    Sort.GOAL: ("which",),
    Sort.MEASURE: ("which",),
    Sort.PLAN: ("which",),
    Sort.MET: ("which",),
    Sort.FEELS_SAFE: ("which",),
}


def pointed_out(own: Own, sort: Sort, asked: QueryParams) -> Form:
    """Return what an address picks, as the form of its kind would send it; empty where it picks nothing."""
    takes = _TAKES.get(sort, ())
    fields = {name: asked.getlist(name) for name in takes if name in asked}
    if sort is Sort.PASSAGE:
        fields = {"part": [*fields.get("part", ()), *_whole(own, fields.get("which", ()))]}
    elif sort is Sort.MET:
        fields = {"which": _choices(own) if fields.get("which") == [ALL] else []}
    return Form({name: sent for name, sent in fields.items() if sent})


def _whole(own: Own, rows: Sequence[str]) -> list[str]:
    """Return every paragraph of the passages in these rows."""
    held = [each for each in own.member.story.kept().passages if each.id in rows] if rows else []
    return [f"{each.id}/{at}" for each in held for at in range(len(each.passage.paragraphs))]


def _choices(own: Own) -> list[str]:
    """Return what they chose of how to be met; words of theirs only where nothing else is there, since less comes first."""
    asked = met_pieces(own.member.manner())
    return [piece.heading for piece in asked if not piece.words] or [
        piece.heading for piece in asked
    ]
