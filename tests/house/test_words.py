"""Every string a person can see, held against what is never said (risk protocol 2.7 and 2.8)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import holdspace
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Move, Plan, Said, Spoken
from holdspace.safety.gates import does_not_shout, says_nothing_refused
from holdspace.shelf import read_all

HOME = Path(holdspace.__file__).parent
SAID = Said(Plan((), 75, "."), RiskState())
# Data that is seen, and the keys under which its words stand; cues and examples are what people say, not what we say.
MEASURE = {
    "title",
    "about",
    "caution",
    "recall_period",
    "says",
}  # questions are quoted, or our own and held to it in tests/journey
SEEN = {
    ("safety", "lines", "en"): None,
    ("safety", "helplines"): None,
    ("safety", "prepared"): None,
    ("practice", "library", "en"): None,
    ("practice", "naming"): None,
    ("ui", "feelings"): None,
    ("access", "words"): None,
    ("access", "profiles"): {"name", "why"},
    ("desk", "printables"): None,
    ("journey", "measures", "words"): None,
    ("journey", "finding"): None,
    ("journey", "to_bring"): None,
    ("journey", "finding", "routes"): None,
    ("desk", "reflect", "en"): None,
    ("journey", "measures", "core"): MEASURE,
    ("journey", "measures", "adapters"): MEASURE,
    ("voice", "bank", "en"): {"says"},
    ("voice", "bank", "en", "frames"): {"says", "template", "text"},
    ("voice", "bank", "en", "others"): {"says"},
}
PYTHON = (
    "cli/*.py",
    "web/*.py",
    "desk/*.py",
    "ui/**/*.py",
    "config.py",
    "domain/errors.py",
    "domain/refusals.py",
)
PYTHON_TOO = (
    "safety/respond.py",
    "safety/helpline.py",
    "conversation/decide.py",
    "safety/known.py",
)
UNSEEN = {"id", "source", "url", "chat", "emergency_source", "directory_url", "evidence_note"}
# What the gate refuses and what is right where it stands: the place, the refusal, and why.
EXCEPTED: dict[tuple[str, str], str] = {
    (
        "safety/helplines/ca",
        "holds someone back from people or care",
    ): "says what a line itself does not do",
    (
        "safety/helplines/us",
        "holds someone back from people or care",
    ): "says what a line itself does not do",
    (
        "ui/feelings/en",
        "claims what a program cannot",
    ): "begins the person's own sentence, on a button",
    ("talk.html", "claims what a program cannot"): "begins the person's own sentence, on a button",
    ("goodbye.html", "ends or closes a visit"): "they closed it, and are told that it is so",
    ("help.html", "orders someone about"): "says that there is nothing they have to do",
    ("limits.html", "names a diagnosis"): "denies that it diagnoses",
    ("plan_file.html", "asks for a promise"): "says that a plan is no promise",
    ("plan_words.html", "asks for a promise"): "says that a plan is no promise",
    ("safety.html", "judges or labels"): "names what people say of themselves",
    ("safety.html", "agrees that life is not worth living"): "names what is never said",
}


def in_data() -> Iterator[tuple[str, str]]:
    """Yield the words of packaged data."""
    for folder, keys in SEEN.items():
        for name, content in read_all(*folder):
            for text in _strings(content, keys):
                yield f"{'/'.join(folder)}/{name}", text


def _strings(value: Any, keys: set[str] | None, key: str = "") -> Iterator[str]:
    """Yield the strings of a table that stand under one of the keys, or all of them."""
    if isinstance(value, str):
        if key not in UNSEEN and (keys is None or key in keys):
            yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _strings(each, keys, name)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each, keys, key)


def in_templates() -> Iterator[tuple[str, str]]:
    """Yield the words of pages: what is translated, and what stands between the tags."""
    for file in sorted((HOME / "ui" / "templates").rglob("*.html")):
        text = re.sub(r"\{#.*?#\}", " ", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        for found in re.finditer(r"_\(\s*\"((?:[^\"\\]|\\.)*)\"|_\(\s*'((?:[^'\\]|\\.)*)'", text):
            yield file.name, (found[1] or found[2]).replace('\\"', '"')
        bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " . ", text, flags=re.DOTALL)
        yield from ((file.name, piece) for piece in bare.split(" . ") if piece.strip())


def in_python() -> Iterator[tuple[str, str]]:
    """Yield the words of code that speaks: messages, help texts, reasons."""
    for pattern in (*PYTHON, *PYTHON_TOO):
        for file in sorted(HOME.glob(pattern)):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield file.name, node.value


def in_scripts() -> Iterator[tuple[str, str]]:
    """Yield the words of the few scripts a page has."""
    for file in sorted((HOME / "ui").rglob("*.js")):
        for found in re.finditer(r'"([^"\n]{6,})"', file.read_text(encoding="utf-8")):
            yield file.name, found[1]


WALKS = {"data": in_data, "templates": in_templates, "python": in_python, "scripts": in_scripts}


def refused(kind: str) -> Iterator[tuple[str, str, str]]:
    """Yield each text of one kind that the gate refuses: where it stands, why, and the text."""
    for where, text in WALKS[kind]():
        reason = says_nothing_refused(Spoken(text, Move.PRS), SAID)
        if reason:
            yield where, reason, text


@pytest.mark.parametrize("kind", WALKS)
def test_nothing_a_person_can_see_says_what_is_never_said(kind: str) -> None:
    assert not [found for found in refused(kind) if found[:2] not in EXCEPTED]


@pytest.mark.parametrize("kind", ["data", "templates"])
def test_nothing_shouts(kind: str) -> None:
    marked = [
        (where, text)
        for where, text in WALKS[kind]()
        if does_not_shout(Spoken(text, Move.PRS), SAID)
    ]
    assert not marked


def test_the_walk_finds_the_words() -> None:
    found = {kind: sum(1 for _ in walk()) for kind, walk in WALKS.items()}
    assert found["data"] > 2_000
    assert found["templates"] > 200
    assert found["python"] > 100


def test_every_exception_is_still_needed() -> None:
    needed = {found[:2] for kind in WALKS for found in refused(kind)}
    assert set(EXCEPTED) <= needed
