"""What is sealed comes back the same, whatever values it holds; what is unknown is refused without a quotation."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.care import After, Care, Sense, SetDown, Soothing, Tried
from holdspace.domain.caseload import ApartNote, PaperClient, SessionNote, Shape, TypedScore
from holdspace.domain.days import CameBack, Day, Felt
from holdspace.domain.errors import SealBroken
from holdspace.domain.feels_safe import FeelsSafe
from holdspace.domain.filled import FilledIn, Given
from holdspace.domain.hopes import Goal, HopeMap, Letter, Rating
from holdspace.domain.linking import Agreement, Between, Points
from holdspace.domain.manner import Dwells, Gives, Leads, Manner, Stays
from holdspace.domain.marks import Mark
from holdspace.domain.noticed import Fits, Noticed
from holdspace.domain.people import Private
from holdspace.domain.reflections import Answer, Beside, Cell, Occasion, Reflection
from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.safety_plan import Person, SafetyPlan
from holdspace.domain.shared import Disclosure, Piece, Shared, Sort
from holdspace.domain.spoken_of import Known, Mention
from holdspace.domain.story import Keepsake, KeptAs, Paragraph, Passage
from holdspace.domain.talk import Memory, Move, Past, Spoken, State, Tap, Thread, Tone, Walk
from holdspace.domain.to_bring import Afterword, Like, Origin, Thing, ToBring
from holdspace.domain.visit_checks import Checked, Checks
from holdspace.ports import Exchange, Version
from holdspace.vault.leaves import (
    AT_THE_DESK,
    KINDS,
    OF_LINKS,
    About,
    Case,
    Draft,
    KeptTurn,
    KnownWord,
    Label,
    Leaf,
    NotedDays,
    OpenVisit,
    Plans,
    Standing,
    Summary,
    read,
    shown,
    written,
)
from holdspace.vault.linked import Answered, Linked, Made, Offered

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
private = st.builds(Private, words)
moments = st.datetimes(min_value=datetime(1970, 1, 2), timezones=st.just(UTC))  # noqa: DTZ001 - a bound has none
days = st.dates(date(1970, 1, 1))
spans = st.tuples(st.integers(0, 99), st.integers(0, 99))
spoken = st.builds(Spoken, words, st.sampled_from(Move), words, st.lists(spans).map(tuple))
some_spoken = st.lists(spoken, max_size=3).map(tuple)
exchanges = st.builds(
    Exchange,
    st.integers(1),
    st.none() | private,
    st.none() | st.sampled_from(Tap),
    some_spoken,
    words,
    st.sampled_from(Tier),
    st.lists(words, max_size=2).map(tuple),
)
manners = st.builds(
    Manner,
    **{each.name: st.booleans() for each in fields(Manner) if each.default is False},
    called=words,
    leads=st.sampled_from(Leads),
    stays=st.sampled_from(Stays),
    dwells=st.sampled_from(Dwells),
    gives=st.sampled_from(Gives),
    avoid=st.lists(private, max_size=2).map(tuple),
    hard_days=private,
)
risks = st.builds(
    RiskState,
    tier=st.sampled_from(Tier),
    lanes=st.lists(
        st.builds(LaneLevel, st.sampled_from(Lane), st.none() | st.integers(1, 3)), max_size=2
    ).map(tuple),
    themes=st.frozensets(words, max_size=2),
    answered=st.dictionaries(words, words, max_size=2),
    check_in_owed=st.booleans(),
)
pasts = st.builds(
    Past, st.sampled_from(Tone), st.sampled_from(State), st.lists(st.sampled_from(Move)).map(tuple)
)
threads = st.builds(
    Thread, words, st.lists(spans).map(tuple), st.frozensets(words), st.frozensets(words)
)
knowns = st.builds(Known, private, st.booleans())
mentions = st.builds(
    Mention,
    private,
    st.frozensets(words, max_size=2),
    st.booleans(),
    st.lists(st.integers(1)).map(tuple),
)
walks = st.builds(Walk, st.sampled_from(["look-around"]), st.integers(0, 3), st.just("2"))
memories = st.builds(
    Memory,
    turns=st.integers(0),
    recent=some_spoken,
    risk=risks,
    manner=manners,
    lately=st.lists(pasts, max_size=2).map(tuple),
    threads=st.lists(threads, max_size=2).map(tuple),
    not_now=st.lists(private, max_size=2).map(tuple),
    last_words=private,
    mentions=st.lists(mentions, max_size=2).map(tuple),
    known=st.lists(knowns, max_size=2).map(tuple),
    walk=st.none() | walks,
    aside=st.none() | walks,
    offered=st.lists(st.sampled_from(["look-around", "categories"]), max_size=2).map(tuple),
    care=st.builds(Care, kept=st.lists(words, max_size=2).map(tuple)),
)
people = st.builds(Person, private, private, private)
plans = st.builds(SafetyPlan, signs=private, people=st.lists(people, max_size=2).map(tuple))
cares = st.builds(
    Care,
    st.lists(words, max_size=2).map(tuple),
    st.lists(words, max_size=2).map(tuple),
    st.lists(st.builds(Tried, words, st.sampled_from(After), days), max_size=3).map(tuple),
    st.lists(st.builds(Soothing, st.sampled_from(Sense), private), max_size=2).map(tuple),
    st.lists(private, max_size=2).map(tuple),
    st.lists(st.builds(SetDown, words, private, days), max_size=2).map(tuple),
).map(lambda care: care.beside(Care()))  # as it is kept: nothing twice
ratings = st.lists(st.builds(Rating, days, st.integers(0, 10)), max_size=2).map(tuple)
answers = st.none() | st.integers(0, 10)
checked = st.builds(Checked, moments, answers, answers, answers)
noted_days = st.builds(
    Day,
    st.dates(date(1970, 1, 1)),
    st.none() | st.sampled_from(Felt),
    **dict.fromkeys(("note", "mind", "heart", "body", "spirit"), private),
    mark=st.sampled_from(Mark),
)
agreements = st.builds(Agreement, private, private, private, private, words)
betweens = st.builds(Between, st.lists(private, max_size=2).map(tuple), st.sampled_from(Points))
of_links: tuple[st.SearchStrategy[Leaf], ...] = (
    betweens,
    st.builds(Linked, private, words, words, agreements, words, days),
    st.builds(Made, private, private, private, agreements, days),
    st.builds(Offered, private, words, agreements),
    st.builds(Answered, private, words, words, words, betweens),
    st.builds(
        Shared,
        st.sampled_from(Sort),
        days,
        private,
        st.none() | days,
        st.lists(st.builds(Piece, words, private), max_size=2).map(tuple),
        private,
        st.none() | days,
    ),
    st.builds(Disclosure, words, st.sampled_from(Sort), days, private, days),
)
things = st.builds(Thing, words, private, st.sampled_from(Origin), words, st.none() | days)
rows = st.lists(words, max_size=2).map(tuple)
at_the_desk: st.SearchStrategy[Leaf] = st.one_of(
    st.builds(Case, st.builds(PaperClient, private, days, st.booleans()), rows, rows),
    st.builds(SessionNote, days, st.sampled_from(Shape), st.lists(private).map(tuple), moments),
    st.builds(ApartNote, days, private, moments),
    st.builds(TypedScore, words, words, days, st.integers(0, 99).map(Decimal), moments),
    st.builds(
        Reflection,
        st.sampled_from(Occasion),
        moments,
        st.lists(st.builds(Answer, words, private), max_size=2).map(tuple),
        words,
        st.none() | st.integers(0, 4),
        st.booleans(),
    ),
    st.builds(Beside, words, moments, st.none() | st.integers(0, 6), private, private, private),
    st.builds(Cell, words, words, private, private, rows, st.none() | days, st.none() | days),
)
leaves: st.SearchStrategy[Leaf] = st.one_of(
    at_the_desk,
    st.builds(KeptTurn, exchanges, st.none() | moments),
    st.builds(OpenVisit, memories, moments),
    st.builds(
        Standing,
        manners,
        st.lists(private).map(tuple),
        st.none() | st.dates(date(1970, 1, 1)),
        places=st.lists(words, max_size=2).map(tuple),
    ),
    st.builds(Plans, st.lists(st.builds(Version, st.integers(1), plans), max_size=2).map(tuple)),
    st.builds(Draft, private, st.sampled_from(["", "story"])),
    st.builds(Summary, st.lists(private, max_size=3).map(tuple)),
    st.builds(About, moments, st.none() | moments, st.booleans(), st.booleans()),
    st.builds(KnownWord, knowns, st.dates(date(1970, 1, 1))),
    st.builds(Label, private),
    cares,
    st.builds(
        Passage,
        st.lists(st.builds(Paragraph, private, st.sampled_from(Mark)), max_size=3).map(tuple),
        moments,
        private,
        st.lists(private, max_size=2).map(tuple),
    ),
    st.builds(
        Keepsake, st.sampled_from(KeptAs), private, days, st.sampled_from(Mark), st.booleans()
    ),
    st.builds(Goal, private, days, ratings, st.sampled_from(Mark)),
    st.builds(HopeMap, days, private, st.lists(private, max_size=2).map(tuple), private, private),
    st.builds(Letter, days, private, st.sampled_from(Mark)),
    st.builds(
        Noticed,
        st.none() | st.booleans(),
        st.lists(st.builds(Fits, private, private, days), max_size=2).map(tuple),
        st.lists(private, max_size=2).map(tuple),
    ),
    st.builds(
        FilledIn,
        st.text(),
        st.text(),
        st.text(),
        moments,
        st.lists(st.builds(Given, st.integers(), st.integers()), max_size=2).map(tuple),
        st.text(),
    ),
    checked,
    st.builds(Checks, st.lists(checked, max_size=2).map(tuple)),
    st.builds(NotedDays, st.lists(noted_days, min_size=1, max_size=3).map(tuple)),
    st.builds(CameBack, private, st.dates(date(1970, 1, 1))),
    *of_links,
    st.builds(FeelsSafe, private, private, private),
    st.builds(
        ToBring,
        st.lists(things, max_size=2).map(tuple),
        st.lists(st.sampled_from(Like), max_size=2).map(tuple),
        private,
        st.lists(st.builds(Afterword, words, days, private), max_size=2).map(tuple),
    ),
)


@given(leaves)
def test_what_is_written_is_read_the_same(leaf: Leaf) -> None:
    assert read(written(leaf)) == leaf


def test_a_visit_that_was_open_in_the_midst_of_a_practice_before_an_update_still_opens() -> None:
    held = shown(OpenVisit(Memory(turns=4), datetime(2026, 1, 1, 12, tzinfo=UTC)))
    memory = held["holds"]["memory"]
    for newer in ("walk", "aside", "turned_at", "offered", "care", "today"):
        del memory[newer]
    memory |= {"practice": "feet-and-seat", "practice_step": 2, "permission_for": "practice"}
    opened = read(json.dumps(held).encode())
    assert isinstance(opened, OpenVisit)
    assert opened.memory == Memory(turns=4, permission_for="practice")


def test_a_manner_that_was_kept_before_the_sheet_grew_opens_with_the_rest_as_usual() -> None:
    held = {"slower": True, "brief": False, "just_listen": False, "no_breath": True, "called": "Ju"}
    body = {"kind": "standing", "holds": {"manner": held, "not_now": [], "check_in_since": None}}
    assert read(json.dumps(body).encode()) == Standing(
        Manner(slower=True, no_breath=True, called="Ju")
    )


@given(leaves)
def test_what_is_shown_is_what_is_sealed(leaf: Leaf) -> None:
    assert json.loads(written(leaf)) == shown(leaf)
    assert shown(leaf)["kind"] in KINDS


@given(leaves)
def test_no_rendering_of_a_leaf_shows_a_draft_or_a_plan(leaf: Leaf) -> None:
    held: Any = getattr(leaf, "words", None) or getattr(leaf, "says", None)
    assert not isinstance(held, Private) or "<private>" in str(held)
    assert "text=" not in repr(leaf)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"a canary",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"kind": "a canary", "holds": {}}',
        b'{"kind": "turn"}',
        b'{"kind": "turn", "holds": "a canary"}',
        b'{"kind": "draft", "holds": {"words": {"text": ["a canary"]}}}',
        b'{"kind": ["draft"], "holds": {}}',
    ],
)
def test_an_unknown_kind_or_shape_is_refused_without_a_word_of_it(body: bytes) -> None:
    with pytest.raises(SealBroken) as refused:
        read(body)
    assert "canary" not in f"{refused.value!r} {refused.value}"
    assert refused.value.__suppress_context__
    assert refused.value.__cause__ is None


def test_every_kind_is_tried_here() -> None:
    assert set(KINDS.values()) == {
        KeptTurn, OpenVisit, Standing, Plans, Draft, Summary, About, Label, KnownWord, Care, Passage, Keepsake,
        NotedDays, CameBack, Goal, HopeMap, Letter, Noticed, Checked, Checks, FilledIn, ToBring, FeelsSafe,
        *OF_LINKS,
    } | set(AT_THE_DESK)  # fmt: skip
