"""Answers to what people ask: reviewed, short, with a source where they state a fact."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from holdspace.shelf import read_all
from holdspace.voice.lines import Fields, check_row

_FIELDS = Fields(frozenset({"id", "about", "asks", "unlike", "says", "source"}), called="an answer")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ways of asking for it, what only looks like that, its words, and where its facts were seen."""

    id: str
    about: str
    asks: tuple[str, ...]
    unlike: tuple[str, ...]
    says: str
    source: str


@cache
def answers(language: str = "en") -> tuple[Answer, ...]:
    """Return every answer there is in a language. Raises BrokenData, naming file and answer, where one is broken."""
    files = read_all("voice", "answers", language)
    return tuple(_answer(name, row) for name, content in files for row in content["answer"])


@cache
def answers_by_id(language: str = "en") -> Mapping[str, Answer]:
    """Return the answers of a language, each by its id."""
    return {answer.id: answer for answer in answers(language)}


def source_of(line_id: str) -> str:
    """Return where the facts of a line were seen; nothing where it is no answer, or states none."""
    answer = answers_by_id().get(line_id)
    return answer.source if answer else ""


def _answer(name: str, row: Mapping[str, Any]) -> Answer:
    """Read one answer."""
    check_row(f"voice/answers/{name}.toml", row, _FIELDS)
    return Answer(**{**row, "asks": tuple(row["asks"]), "unlike": tuple(row["unlike"])})
