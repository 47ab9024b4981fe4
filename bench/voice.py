"""How people are met in whole visits: the gates of empathy and pace over all talks, counted.

`python -m bench voice` prints every figure; `python -m bench.voice --transcripts [PERSONA ...]` prints whole visits,
`--pairs FILE` writes what was said and what came back, nothing else, so that people can judge replies blind.
BENCH_SEED chooses the dice. An empathy rating by people (clinical.md 3.3) has not been made.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

import anyio

from bench.messages import percentiles
from bench.talks import Played, Stage, Talk, Turn, faults, read_talks
from holdspace.domain.risk import Tier
from holdspace.domain.talk import Move, Spoken, State
from holdspace.safety.gates import ours
from holdspace.voice.lint import grade

REFLECTIONS = frozenset({Move.SRF, Move.CRF, Move.SUM})
QUESTIONS = frozenset({Move.OQ, Move.CQ})
MET = REFLECTIONS | {Move.VAL, Move.GEN, Move.NRM, Move.AFF, Move.PRS}  # what listens
ANSWERS = frozenset(
    {Move.INF, Move.BND, Move.PRM, Move.COL, Move.BRG, Move.SAF, Move.AUT, Move.RPR}
)
PUSHES = frozenset({Move.SUG, Move.PRC})
SMALL_VISIT = 6  # turns from which the gates of a visit hold
LONG_RHYTHM = 4  # replies in a row of the very same moves
REFLECTED = 2  # times, before anything may be suggested unasked
AGAIN = 20  # turns within which no written line comes twice
SHORT = 2  # words of a line that may
THREADS_FROM = 4  # turns after which earlier words are joined
_WISHES = (
    "shorter",
    "plainer",
    "slower",
    "just-listen",
    "no-questions",
    "no-advice",
    "breath-declined",
    "call-me",
    "refusal",
    "correction",
)
_NEVER = (
    "you should",
    "you must",
    "you need to",
    "you have to",
    "calm down",
    "at least",
    "look on the bright side",
    "everything happens for a reason",
    "i understand",
    "i know how you feel",
    "be strong",
    "stay positive",
)


@dataclass(frozen=True, slots=True)
class Gate:
    """One row: what is counted, where it could have been, where it was so, and what is wanted of its share."""

    name: str
    judge: Callable[[Played], Iterable[bool]]
    least: float = 1.0


def _each(played: Played, wanted: Callable[[Turn], bool], so: Callable[[Turn], bool]) -> list[bool]:
    """Judge every turn that counts."""
    return [so(turn) for turn in played.turns if wanted(turn)]


def _marked(mark: str, so: Callable[[Turn], bool]) -> Callable[[Played], list[bool]]:
    """Judge every turn in which a person does one thing."""
    return lambda played: _each(played, lambda turn: mark in turn.says.marks, so)


def _ratio(least: float) -> Callable[[Played], Iterator[bool]]:
    """Judge whether a visit has enough reflections for each question."""

    def judge(played: Played) -> Iterator[bool]:
        moves = Counter(move for turn in played.turns for move in turn.moves)
        asked = sum(moves[move] for move in QUESTIONS)
        if len(played.turns) >= SMALL_VISIT:
            yield sum(moves[move] for move in REFLECTIONS) >= least * asked

    return judge


def _complex_share(played: Played) -> Iterator[bool]:
    """Judge whether enough of the reflections say more than was said."""
    moves = Counter(move for turn in played.turns for move in turn.moves)
    reflected = sum(moves[move] for move in REFLECTIONS)
    if len(played.turns) >= SMALL_VISIT and reflected:
        yield moves[Move.CRF] >= 0.4 * reflected


def _early_push(played: Played) -> Iterator[bool]:
    """Judge whether two reflections came before anything was suggested unasked."""
    reflected, asked = 0, False
    for turn in played.turns:
        asked = asked or bool(turn.says.marks & {"Q", "P"}) or Move.PRM in turn.moves
        if PUSHES & set(turn.moves):
            yield reflected >= REFLECTED or asked
        reflected += sum(move in REFLECTIONS for move in turn.moves)


def _push_without_leave(played: Played) -> Iterator[bool]:
    """Judge whether leave was asked before a practice or a suggestion."""
    asked = False
    for turn in played.turns:
        asked = asked or Move.PRM in turn.moves
        if PUSHES & set(turn.moves):
            yield asked


def _fresh(played: Played) -> Iterator[bool]:
    """Judge whether no written line came twice within 20 turns."""
    last: dict[str, int] = {}
    for turn in played.turns:
        for spoken in turn.reply.said:
            text = ours(spoken)
            if len(text.replace(";", "").split()) > SHORT:  # of our own words
                yield turn.number - last.get(text, -100) > AGAIN
                last[text] = turn.number


def _answered_in_two(played: Played) -> Iterator[bool]:
    """Judge whether of two direct questions in a row at least one was met with more than listening."""
    asked = [turn for turn in played.turns if "Q" in turn.says.marks]
    for one, two in pairwise(asked):
        yield bool(ANSWERS & {*one.moves, *two.moves})


def _rhythm(played: Played) -> Iterator[bool]:
    """Judge whether the very same moves come in no more than a few replies running."""
    run = 1
    for one, two in pairwise(played.turns):
        run = run + 1 if one.moves == two.moves else 1
        yield run < LONG_RHYTHM


def _is_acknowledged(turn: Turn) -> bool:
    """Whether a wish about manner was taken up as one."""
    return any(spoken.line_id.startswith(_WISHES) for spoken in turn.reply.said)


GATES: tuple[Gate, ...] = (
    Gate("reflections for each question: 1.5, by visit", _ratio(1.5)),
    Gate("reflections for each question: 1, by visit", _ratio(1.0)),
    Gate("two in five reflections say more, by visit", _complex_share),
    Gate("at most one question mark", lambda p: _each(p, _any, lambda t: t.text.count("?") <= 1)),
    Gate("a feeling told: begins with listening", _marked("F", lambda t: t.moves[0] in MET - {Move.PRS}), 0.95),
    Gate("nothing suggested before two reflections", _early_push),
    Gate("no practice without leave", _push_without_leave),
    Gate("no order, cheering up or claimed feeling", lambda p: _each(p, _any, _is_kind)),
    Gate("no written line twice in 20 turns", _fresh),
    Gate("not the same moves four replies running", _rhythm, 0.95),
    Gate("self-attack: met gently", _marked("S", lambda t: bool({Move.GEN, Move.VAL} & set(t.moves))), 0.9),
    Gate("refused: no question in the reply", _marked("N", lambda t: "?" not in t.text or Move.PRM in t.moves)),
    Gate("another manner asked for: acknowledged", _marked("P", _is_acknowledged), 0.9),
    Gate("missed them: mended", _marked("R", lambda t: Move.RPR in t.moves), 0.9),
    Gate("trauma told: nothing asked", _marked("T", lambda t: "?" not in t.text), 0.95),
    Gate("asked: more than listening", _marked("Q", lambda t: bool(ANSWERS & set(t.moves))), 0.9),
    Gate("of two questions running one is answered", _answered_in_two),
    Gate("leaving: let go, no question", _marked("B", lambda t: Move.CLS in t.moves and "?" not in t.text), 0.95),
    Gate("no danger: no alarm", lambda p: _each(p, _any, lambda t: t.reply.tier < Tier.R2), 0.98),
)  # fmt: skip


def _any(turn: Turn) -> bool:
    """Count every turn."""
    del turn
    return True


def _is_kind(turn: Turn) -> bool:
    """Whether none of the phrases that push, cheer up or pretend is in our own words."""
    written = " ".join(map(ours, turn.reply.said)).lower()
    return not any(phrase in written for phrase in _NEVER)


def main() -> None:
    """Play every talk and print how people were met."""
    played = play(())
    for fault in faults(read_talks()):
        print(f"  written amiss: {fault}")
    print(f"  {len(played)} visits of {len({p.talk.persona for p in played})} personas, ", end="")
    print(f"{sum(len(p.turns) for p in played)} turns")
    for gate in GATES:
        print(_row(gate, [held for visit in played for held in gate.judge(visit)]))
    _print_lengths(played)
    _print_sources(played)
    _print_times(played)


def play(chosen: Sequence[str]) -> list[Played]:
    """Play the talks of some personas, or of all."""
    stage = Stage(os.environ.get("BENCH_SEED", "1"))
    talks = [talk for talk in read_talks() if not chosen or talk.persona in chosen]
    return anyio.run(_play, stage, talks)


async def _play(stage: Stage, talks: Sequence[Talk]) -> list[Played]:
    """Play talks one after another."""
    return [await stage.play(talk) for talk in talks]


def _row(gate: Gate, held: list[bool]) -> str:
    """Say how one gate went."""
    share = sum(held) / len(held) if held else 1.0
    mark = "" if share >= gate.least else f"  < {gate.least:.0%}"
    return f"  {gate.name:50} {sum(held):5} of {len(held):<5} {share:7.1%}{mark}"


def _print_lengths(played: Sequence[Played]) -> None:
    """Print how long and how hard to read replies are, by the state that was heard."""
    turns = [turn for visit in played for turn in visit.turns]
    for state in State:
        words = [len(turn.text.split()) for turn in turns if turn.state is state]
        if words:
            print(f"  words when {state:8} median {median(words):3.0f} of {len(words)} replies")
    grades = [grade(" ".join(map(ours, turn.reply.said))) for turn in turns]
    print(f"  reading grade of our words: median {median(grades):.1f} (gate 6)")


def _print_sources(played: Sequence[Played]) -> None:
    """Print what replies are made of, and how much of it is the person's own."""
    turns = [turn for visit in played for turn in visit.turns]
    with_line = sum(any(_is_written(spoken) for spoken in turn.reply.said) for turn in turns)
    own = sum(any(spoken.own for spoken in turn.reply.said) for turn in turns)
    joined = [
        _is_joined(turn) for visit in played for turn in visit.turns if turn.number > THREADS_FROM
    ]
    print(
        f"  with a meaning line {with_line / len(turns):.1%}, with words of their own {own / len(turns):.1%}"
    )
    print(
        f"  after turn 4, joined to what was said earlier {sum(joined) / max(1, len(joined)):.1%} (aim 20 %)"
    )
    shapes = Counter("+".join(turn.moves) for turn in turns)
    print(
        "  commonest shapes:",
        ", ".join(f"{shape} {n / len(turns):.0%}" for shape, n in shapes.most_common(8)),
    )


def _is_written(spoken: Spoken) -> bool:
    """Whether a line was written to say what something means."""
    return spoken.move in {Move.CRF, Move.VAL, Move.NRM} and not spoken.line_id.startswith(
        "feeling"
    )


def _is_joined(turn: Turn) -> bool:
    """Whether a reply joins what is said now to earlier words."""
    return any(spoken.joins for spoken in turn.reply.said)


def _print_times(played: Sequence[Played]) -> None:
    """Print how long a turn takes."""
    times = [turn.took for visit in played for turn in visit.turns]
    print(f"  a turn takes {percentiles(times)}")


def print_transcripts(chosen: Sequence[str]) -> None:
    """Print visits whole."""
    for visit in play(chosen):
        print(f"\n## {visit.talk.id}")
        for turn in visit.turns:
            print(f"\n> {turn.says.text}")
            for spoken in turn.reply.said:
                print(f"    {spoken.text}   ({spoken.move} {spoken.line_id})")


def write_pairs(file: Path) -> None:
    """Write every message with what came before it, and its reply, one a line."""
    with file.open("w", encoding="utf-8") as out:
        for row in _pairs(play(())):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _pairs(played: Iterable[Played]) -> Iterator[dict[str, object]]:
    """Yield for each turn what had been said, and what came back."""
    for visit in played:
        before: list[str] = []
        for turn in visit.turns:
            before.append(turn.says.text)
            yield {"context": list(before), "reply": turn.text}
            before.append(turn.text)


if __name__ == "__main__":
    _, *asked = sys.argv
    if asked[:1] == ["--pairs"]:
        write_pairs(Path(asked[1]))
    elif asked[:1] == ["--transcripts"]:
        print_transcripts(asked[1:])
    else:
        main()
