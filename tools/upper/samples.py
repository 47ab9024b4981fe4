"""What the upper layers learn beside what the senses do: which event is told of, and what is asked of the companion itself."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.readers import first_said, told_of
from bench.wished import ANSWERS, WORRIES, wished
from holdspace.models.senses.kinds import NONE
from holdspace.voice.situations import situations
from tools.hearing.talks import lines, wishes_of
from tools.senses.samples import KINDS, Sample, is_kept, measured_on, plain, rows_of, with_event

_BEGUN = "empatheticdialogues"  # whose rows are talks
_IN_NO_DANGER = {ANSWERS: {NONE: 1.0}, WORRIES: {NONE: 1.0}}
_UNASKED = {"wishes": {NONE: 1.0}}


def events(data: Path) -> list[Sample]:
    """Return ways of telling of an event: those written for it, and how people began a talk about it.

    What only looks like an event tells of none. One in eight is kept back.
    """
    return [sample for sample in (*_written(), *_begun(data)) if not is_kept(sample.says)]


def _written() -> Iterator[Sample]:
    """Yield each written way of telling of an event, and what only looks like one."""
    for name, situation in situations().items():
        so = {"events": {name: 1.0}, **_UNASKED}
        yield from (Sample(says, so) for says in situation.fits)
        yield from (Sample(says, {"events": {NONE: 1.0}}) for says in situation.unlike)


def _begun(data: Path) -> Iterator[Sample]:
    """Yield how people began their talks, as far as readers read them: the event, and the feeling they were to tell of."""
    (prefix, known), measured, read = KINDS[_BEGUN], measured_on(data), told_of("learn")
    file = f"{prefix}_{_BEGUN}_train"
    for at, row in enumerate(rows_of(data / f"{file}.jsonl")):
        says = first_said(row)
        if (file, at) in read and plain(says) not in measured:
            yield replace(with_event(known(row), file, at), says=says)


def said(of: str) -> list[Sample]:
    """Return what is said to the companion itself, answers its plain question, or asks about somebody else in danger; and what is only like it."""
    return [Sample(one.says, {of: {one.kind: 1.0}}) for one in wished("learn", of)]


def talks() -> list[Sample]:
    """Return the lines of talks, most of which ask nothing of the companion; what bears no mark answers and asks nothing else either."""
    return [
        Sample(line.says, {"wishes": {kind: 1.0}, **({} if line.marks else _IN_NO_DANGER)})
        for line in lines()
        for kind in wishes_of(line)
    ]
