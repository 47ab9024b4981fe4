"""What a person reads here is short, kind and plain: every refusal, and the page that goes along."""

import inspect
import re
from importlib.resources import files

import pytest

from holdspace.domain import refusals
from holdspace.domain.errors import HoldspaceError
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Move, Plan, Said, Spoken
from holdspace.safety.gates import does_not_shout, says_nothing_refused

SAID = Said(Plan((), 75, "."), RiskState())
REFUSALS = [
    each
    for _, each in inspect.getmembers(refusals, inspect.isclass)
    if issubclass(each, HoldspaceError) and each is not HoldspaceError
]


def faults(text: str) -> list[str]:
    """Return why a sentence may not be said."""
    spoken = Spoken(text, Move.PRS)
    return [why for gate in (says_nothing_refused, does_not_shout) if (why := gate(spoken, SAID))]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda each: each.__name__)
def test_a_refusal_is_one_or_two_kind_sentences(refusal: type[HoldspaceError]) -> None:
    said = str(refusal())
    assert not faults(said)
    assert said.endswith(".")
    assert len(said.split()) <= 24


def test_the_page_says_nothing_that_is_never_said() -> None:
    text = files("holdspace.vault").joinpath("pages/parcel.html").read_text(encoding="utf-8")
    body = re.sub(r"<style>.*?</style>|\{#.*?#\}", " ", text, flags=re.DOTALL)
    pieces = re.split(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", body)
    said = [piece.strip() for piece in pieces if piece.strip()]
    assert len(said) > 15
    assert not [(piece, faults(piece)) for piece in said if faults(piece)]
