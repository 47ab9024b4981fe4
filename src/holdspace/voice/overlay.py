"""What a keeper adds to the bank or retires from it: a folder of their own, held to the same rules as the bank.

`retired.toml` names lines (`retired = ["stuck-03"]`). Every other file adds some: to a meaning, where it names an
`appraisal`, else to what each line is `about`. Lines of the safety script are not in the bank, so they stay as they are.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from holdspace.domain.errors import BrokenData
from holdspace.safety.script import wordings
from holdspace.voice.lines import (
    Bank,
    MeaningLine,
    OtherLine,
    bank,
    check_ids,
    meaning_lines,
    other_lines,
)
from holdspace.voice.lint import faults

RETIRED = "retired.toml"

L = TypeVar("L", MeaningLine, OtherLine)


@cache
def keepers_bank(folder: Path | None, language: str = "en") -> Bank:
    """Return the bank of a language as a keeper's folder makes it, read once. Raises BrokenData as `laid_over` does."""
    held = bank(language)
    return laid_over(held, folder) if folder else held


def laid_over(held: Bank, folder: Path) -> Bank:
    """Return the bank as a keeper's folder makes it; a folder that is not there changes nothing.

    Raises BrokenData, naming file and line, where something in the folder does not fit.
    """
    for file in sorted(folder.glob("*.toml")):
        content = _content(file)
        try:
            held = _step(held, file.name, content)
        except (ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise BrokenData(f"words/{file.name}: {wrong} does not fit there.") from wrong
    check_ids(_ids(held))
    return held


def _content(file: Path) -> Mapping[str, Any]:
    """Read one file of the folder."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise BrokenData(f"words/{file.name} cannot be read: {fault}.") from fault


def _step(held: Bank, name: str, content: Mapping[str, Any]) -> Bank:
    """Return a bank with the lines of one file added, or without those it retires."""
    if name == RETIRED:
        return _without(held, content)
    if not content.get("line"):
        raise BrokenData(f"words/{name}: there is no [[line]] in it.")
    return (_with_meanings if "appraisal" in content else _with_others)(held, name, content)


def _with_others(held: Bank, name: str, content: Mapping[str, Any]) -> Bank:
    """Return a bank with lines added to what each is about."""
    lines = tuple(other_lines(f"words/{name}", content))
    _check(name, lines)
    unknown = next((line for line in lines if line.about not in held.others), None)
    if unknown is not None:
        raise BrokenData(
            f"words/{name}: {unknown.id} is about {unknown.about}, which is never asked for."
        )
    others = {
        about: (*shelf, *(line for line in lines if line.about == about))
        for about, shelf in held.others.items()
    }
    return replace(held, others=others)


def _with_meanings(held: Bank, name: str, content: Mapping[str, Any]) -> Bank:
    """Return a bank with lines added to one meaning."""
    meaning = content["appraisal"]
    if meaning not in held.meaning:
        raise BrokenData(f"words/{name}: there is no meaning called {meaning}.")
    tone = held.meaning[meaning][0].tone
    lines = tuple(meaning_lines(f"words/{name}", meaning, {"tone": tone, **content}))
    _check(name, lines)
    return replace(held, meaning={**held.meaning, meaning: (*held.meaning[meaning], *lines)})


def _check(name: str, lines: Iterable[MeaningLine | OtherLine]) -> None:
    """Refuse a line that would not pass as one of the bank's own."""
    for line in lines:
        for fault in faults(line):
            raise BrokenData(f"words/{name}: {line.id} {fault}.")


def _without(held: Bank, content: Mapping[str, Any]) -> Bank:
    """Return a bank without the lines that are retired; the last line of anything stays."""
    retired = frozenset(content.get("retired", ()))
    for one in sorted(retired - frozenset(_ids(held))):
        why = (
            "is part of the safety script, which stays"
            if one in wordings()
            else "is no line there is"
        )
        raise BrokenData(f"words/{RETIRED}: {one} {why}.")
    left = replace(held, meaning=_left(held.meaning, retired), others=_left(held.others, retired))
    bare = [
        name
        for shelves in (left.meaning, left.others)
        for name, lines in shelves.items()
        if not lines
    ]
    if bare:
        raise BrokenData(f"words/{RETIRED}: nothing would be left to say for {bare[0]}.")
    return left


def _left(
    shelves: Mapping[str, tuple[L, ...]], retired: frozenset[str]
) -> Mapping[str, tuple[L, ...]]:
    """Return shelves without the lines that are retired."""
    return {
        name: tuple(line for line in lines if line.id not in retired)
        for name, lines in shelves.items()
    }


def _ids(held: Bank) -> list[str]:
    """Return the name of every line of a bank."""
    meaning = (line.id for lines in held.meaning.values() for line in lines)
    return [*meaning, *(line.id for lines in held.others.values() for line in lines)]
