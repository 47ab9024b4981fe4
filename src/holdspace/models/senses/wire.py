"""What was understood of a message as plain data: for researchers, and between a house and its senses elsewhere."""

from collections.abc import Mapping
from typing import Any

from holdspace.domain.talk import Doing, Feeling, Perception, State, Trace

_LIKELY = 0.5  # from here one thing that is so or not counts as heard
_PLAIN_GRADE = 3
_HOPELESS = "hopeless"


def written(perception: Perception) -> dict[str, Any]:
    """Return a perception as data: likelihoods by name, and which words led to what, in code points."""
    return {
        "feelings": _likely(perception, "feelings"),
        "intensity": perception.intensity,
        "state": perception.state.value,
        "doing": _doing(perception),
        "appraisals": _likely(perception, "appraisals"),
        "themes": _likely(perception, "themes"),
        "self_attack": _likely(perception, "self-attack").get("self-attack", 0.0),
        "hopelessness": _likely(perception, "hopelessness").get("hopelessness", 0.0),
        "evidence": [_evidence(trace) for trace in perception.traces if _counts(trace)],
    }


def _doing(perception: Perception) -> str:
    """Return what is being done: what rules heard, and where these hear only telling, what heads find."""
    if perception.doing not in {Doing.TELLING, Doing.SMALL}:
        return perception.doing.value
    return next(iter(_likely(perception, "doing")), Doing.TELLING.value)


def _likely(perception: Perception, head: str) -> dict[str, float]:
    """Return how likely each name of one head is, likeliest first."""
    likely: dict[str, float] = {}
    for trace in perception.traces:
        if trace.head == head:
            likely[trace.name] = max(trace.likely, likely.get(trace.name, 0.0))
    return dict(sorted(likely.items(), key=lambda pair: -pair[1]))


def _counts(trace: Trace) -> bool:
    """Whether a trace led to anything: of what is so or not, the likelihood is told in any case."""
    return trace.head != trace.name or trace.likely >= _LIKELY


def _evidence(trace: Trace) -> dict[str, Any]:
    """Return which words led to what."""
    return {"what": f"{trace.head}/{trace.name}", "start": trace.span[0], "end": trace.span[1]}


def read(told: Mapping[str, Any]) -> Perception:
    """Return the perception that data tells of.

    Raises KeyError, TypeError or ValueError where it is not what `written` writes.
    """
    grade = None if told["intensity"] is None else int(told["intensity"])
    hopeless = float(told["hopelessness"]) >= _LIKELY
    return Perception(
        feelings=tuple(
            Feeling(str(n), grade or _PLAIN_GRADE, named=False) for n in told["feelings"]
        ),
        state=State(told["state"]),
        doing=Doing(told["doing"]),
        appraisals=tuple((str(name), float(p)) for name, p in told["appraisals"].items()),
        themes=frozenset(map(str, told["themes"])) | ({_HOPELESS} if hopeless else set()),
        self_attack=float(told["self_attack"]) >= _LIKELY,
        intensity=grade,
    )
