"""Bringing in what was taken along: a parcel read with care, and put into an account whole or not at all."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from holdspace.domain.care import Care
from holdspace.domain.days import CameBack
from holdspace.domain.errors import SealBroken
from holdspace.domain.feels_safe import FeelsSafe
from holdspace.domain.noticed import Noticed
from holdspace.domain.people import Private, VisitId
from holdspace.domain.refusals import (
    ParcelClosed,
    ParcelDamaged,
    ParcelForeign,
    ParcelTooLarge,
    ParcelTooNew,
)
from holdspace.domain.spoken_of import MOST_KNOWN
from holdspace.domain.to_bring import ToBring
from holdspace.ports.keeping import MOST_BROUGHT, Brought
from holdspace.vault import entries, loose
from holdspace.vault.closed_file import is_closed, open_file
from holdspace.vault.days import put_brought
from holdspace.vault.entries import ASIDE, Entry
from holdspace.vault.feels_safe import OwnFeelsSafe
from holdspace.vault.guest import MOST_CARE_BYTES, fitting
from holdspace.vault.journey import keep_places
from holdspace.vault.leaves import (
    APART,
    AT_THE_DESK,
    OF_LINKS,
    About,
    KeptTurn,
    KnownWord,
    Label,
    Leaf,
    NotedDays,
    OpenVisit,
    Plans,
    Standing,
    read,
    shown,
)
from holdspace.vault.parcel import (
    FORMAT,
    INSIDE,
    SCHEMA,
    Document,
    canonical,
    document,
    visit_shown,
)
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sound import is_sound
from holdspace.vault.to_bring import OwnToBring
from holdspace.vault.vault import Vault

MOST_PACKED = MOST_BROUGHT // 2  # bytes of a file that is not closed
MOST_INSIDE = 128 * 1024 * 1024  # bytes of what is in it, once unpacked
_MOST_OF_A_LEAF = (
    4 * 1024 * 1024
)  # bytes of one turn or plan; a long message with every letter escaped is less
_MOST_TURNS = 1_000_000  # of a visit; more fits into no number of ours
_NOT_WHOLE = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
_NOT_SHAPED = (SealBroken, LookupError, TypeError, ValueError, AttributeError, RecursionError)
_OF_A_VISIT_OR_NOBODY = (
    About,
    Label,
    KeptTurn,
    OpenVisit,
    *OF_LINKS,
)  # never stand beside all visits
_JOINED = (NotedDays, CameBack, ToBring, FeelsSafe)  # what came is put together with what is there


@dataclass(frozen=True, slots=True)
class _Visit:
    """One visit of a parcel, in values."""

    about: About
    turns: tuple[tuple[int, KeptTurn], ...]
    beside: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class _Contents:
    """All of a parcel that can be brought in; name, devices and keys belong to where it came from."""

    visits: tuple[_Visit, ...]
    beside: tuple[Leaf, ...]


def bring(vault: Vault, keys: ClientKeys, file: bytes, typed: Private | None = None) -> Brought:
    """Put a parcel into an account, beside what is kept there; what is there already is not put there twice.

    Raises ParcelClosed where a passphrase is needed and none was typed, ParcelShut for another one, ParcelTooLarge,
    ParcelForeign, ParcelDamaged, ParcelTooNew; then nothing was changed. A visit that was open comes back closed.
    """
    contents = _settled(_contents(unpacked(file, typed)))
    there = document(vault, keys)
    here = {canonical(each) for each in there["visits"]}
    fresh = [
        visit
        for visit in contents.visits
        if canonical(visit_shown(visit.about, visit.turns, visit.beside)) not in here
    ]
    new = [VisitId(vault.dice.id()) for _ in fresh]
    abouts = [
        entries.visit_row(keys, row, visit.about) for row, visit in zip(new, fresh, strict=True)
    ]
    made = [
        each for row, visit in zip(new, fresh, strict=True) for each in _inside(vault, row, visit)
    ]
    made += [Entry(vault.dice.id(), leaf, number=ASIDE) for leaf in _journey(contents, there)]
    sealed = [
        entries.entry_row(keys, each) for each in made
    ]  # before the one writer's place is taken
    with vault.database.writing() as connection:
        entries.expect_current(connection, keys)
        entries.add_rows(connection, abouts, sealed)
        into = _Into(vault, keys, connection)
        plans = sum(_put(into, leaf) for leaf in contents.beside if not _is_journey(leaf))
        keep_places(connection, vault, keys)
    return Brought(len(fresh), len(contents.visits) - len(fresh), plans)


def unpacked(file: bytes, typed: Private | None = None) -> Document:
    """Return the document inside a file, as it was written. Raises what `bring` does."""
    if len(file) > MOST_PACKED * 2:  # a closed file is filled up to at most twice its content
        raise ParcelTooLarge
    if is_closed(file):
        if typed is None:
            raise ParcelClosed
        file = open_file(file, typed)
    return _expected(_inside_of(file))


def _inside_of(file: bytes) -> bytes:
    """Return the JSON in a zip. Raises ParcelForeign, ParcelDamaged, ParcelTooLarge."""
    if len(file) > MOST_PACKED:
        raise ParcelTooLarge
    if not file.startswith(b"PK"):
        raise ParcelForeign
    try:
        with ZipFile(BytesIO(file)) as packed:
            found = {each.filename: each for each in packed.infolist()}.get(INSIDE)
            if found is None:
                raise ParcelForeign
            if found.file_size > MOST_INSIDE:
                raise ParcelTooLarge
            if found.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise ParcelDamaged
            with packed.open(found) as inside:
                return inside.read(MOST_INSIDE)  # its sum is checked on the way
    except _NOT_WHOLE:
        raise ParcelDamaged from None


def _expected(text: bytes) -> Document:
    """Return the JSON as a document of ours. Raises ParcelDamaged, ParcelForeign, ParcelTooNew."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise ParcelDamaged from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ParcelForeign
    schema = found.get("schema")
    if not isinstance(schema, int) or schema < 1:
        raise ParcelDamaged
    if schema > SCHEMA:
        raise ParcelTooNew
    return found


def _contents(taken: Document) -> _Contents:
    """Return a document in values, everything in it looked at. Raises ParcelDamaged."""
    try:
        day = datetime.fromisoformat(taken["made_on"]).replace(tzinfo=UTC)
        visits = tuple(_visit(each, day) for each in taken["visits"])
        beside = tuple(map(_leaf, taken["beside"]))
    except _NOT_SHAPED:
        raise ParcelDamaged from None
    if any(isinstance(leaf, _OF_A_VISIT_OR_NOBODY) for leaf in beside):
        raise ParcelDamaged
    return _Contents(visits, beside)


def _visit(found: Document, day: datetime) -> _Visit:
    """Return one visit; where its day could not be opened, it is the day the parcel was made. Raises SealBroken."""
    holds = {name: value for name, value in found.items() if name not in {"turns", "beside"}}
    opened = found["opened_at"] or day.isoformat()
    about = _leaf({"kind": "about", "holds": {**holds, "opened_at": opened}})
    turns = tuple(map(_turn, found["turns"]))
    beside = tuple(map(_leaf, found["beside"]))
    numbers = [number for number, _ in turns]
    if len(set(numbers)) != len(numbers) or not isinstance(about, About):
        raise SealBroken
    if any(isinstance(leaf, (About, Label, KeptTurn, *OF_LINKS)) for leaf in beside):
        raise SealBroken
    return _Visit(about, turns, beside)


def _turn(found: Document) -> tuple[int, KeptTurn]:
    """Return one turn with its place. Raises SealBroken."""
    number, leaf = found["number"], _leaf({"kind": "turn", "holds": found["holds"]})
    if type(number) is not int or not 0 < number <= _MOST_TURNS or not isinstance(leaf, KeptTurn):
        raise SealBroken
    if leaf.exchange.number != number:
        raise SealBroken
    return number, leaf


def _leaf(found: Document) -> Leaf:
    """Return one leaf. Raises SealBroken, also for a moment of no time zone, which could be compared with none of ours."""
    body = json.dumps(
        found, ensure_ascii=False
    ).encode()  # refuses half a character, which no database takes
    if len(body) > _MOST_OF_A_LEAF:
        raise SealBroken
    leaf = read(body)
    if not is_sound(leaf) or isinstance(leaf, AT_THE_DESK):
        raise SealBroken
    return leaf


def _settled(contents: _Contents) -> _Contents:
    """Close what was open: how somebody stood in the middle of a talk is not taken from a file, only what outlives it."""
    stands = next((leaf for leaf in contents.beside if isinstance(leaf, Standing)), Standing())
    opened = False
    visits = []
    for visit in contents.visits:
        held = next((leaf for leaf in visit.beside if isinstance(leaf, OpenVisit)), None)
        if held:
            opened, stands = True, _standing_after(stands, held)
            about = replace(visit.about, closed_at=visit.about.closed_at or held.seen_at)
            beside = tuple(leaf for leaf in visit.beside if not isinstance(leaf, OpenVisit))
            visits.append(replace(visit, about=about, beside=beside))
        else:
            visits.append(visit)
    if not opened:
        return contents
    others = tuple(leaf for leaf in contents.beside if not isinstance(leaf, Standing))
    return _Contents(tuple(visits), (*others, stands))


def _standing_after(before: Standing, held: OpenVisit) -> Standing:
    """Return what outlives an open visit, as closing it would leave it."""
    owed = held.seen_at.date() if held.memory.risk.check_in_owed else None
    memory = held.memory
    return replace(before, manner=memory.manner, not_now=memory.not_now, check_in_since=owed)


def _journey(contents: _Contents, there: Document) -> Iterator[Leaf]:
    """Yield what of the long view is not there already, each once."""
    seen = {canonical(leaf) for leaf in there["beside"]}
    for leaf in map(_unasked, filter(_is_journey, contents.beside)):
        same = canonical(shown(leaf))
        if same not in seen:
            seen.add(same)
            yield leaf


def _unasked(leaf: Leaf) -> Leaf:
    """Return a leaf without a yes or a no to being looked through: whoever brings a file in is asked that here."""
    return replace(leaf, looks=None) if isinstance(leaf, Noticed) else leaf


def _is_journey(leaf: Leaf) -> bool:
    """Whether something belongs to the long view, which lies in rows of its own."""
    return isinstance(leaf, APART) and not isinstance(leaf, _JOINED)


def _inside(vault: Vault, row: VisitId, visit: _Visit) -> Iterator[Entry]:
    """Yield the entries of a visit, each with a row of its own."""
    for number, turn in visit.turns:
        yield Entry(vault.dice.id(), turn, row, number)
    for leaf in visit.beside:
        yield Entry(vault.dice.id(), leaf, row)


@dataclass(frozen=True, slots=True)
class _Into:
    """The account that something is put into, in one transaction."""

    vault: Vault
    keys: ClientKeys
    connection: Any


def _put(into: _Into, leaf: Leaf) -> int:
    """Put what belongs to no visit beside what is there; where there is one of it already, theirs comes first.

    Returns how many versions of the plan are new here.
    """
    if isinstance(leaf, NotedDays | CameBack):
        put_brought(into.connection, into.vault, into.keys, leaf)
        return 0
    if isinstance(leaf, ToBring):
        OwnToBring(into.vault, into.keys).put_beside(into.connection, leaf)
        return 0
    if isinstance(leaf, FeelsSafe):
        OwnFeelsSafe(into.vault, into.keys).put_beside(into.connection, leaf)
        return 0
    there = [each.leaf for each in entries.loose(into.connection, into.keys).opened]
    if isinstance(leaf, Plans):
        return _put_plans(into, leaf, there)
    if isinstance(leaf, Standing):
        before = next((each for each in there if isinstance(each, Standing)), None)
        loose.put(into.connection, into.keys, into.vault.dice.id(), _joined(before, leaf))
    elif isinstance(leaf, Care):
        _put_care(into, leaf)
    elif isinstance(leaf, KnownWord):
        _put_known(into, leaf, there)
    elif leaf not in there:  # a draft too: words that wait beside others are not lost
        entries.add(into.connection, into.keys, Entry(into.vault.dice.id(), leaf))
    return 0


def _put_care(into: _Into, brought: Care) -> None:
    """Put what was kept of gentle things beside what is here; where their words are too many together, those here stay alone."""
    here = loose.care(into.connection, into.keys)[1]
    both = here.beside(brought)
    if both.size > MOST_CARE_BYTES:
        both = both.with_words_of(here)
    loose.put(into.connection, into.keys, into.vault.dice.id(), both)


def _put_known(into: _Into, brought: KnownWord, there: list[Leaf]) -> None:
    """Put a word to be known beside those that are there, unless it is one of them or there are very many."""
    held = [each.known for each in there if isinstance(each, KnownWord)]
    if brought.known not in held and len(held) < MOST_KNOWN:
        entries.add(into.connection, into.keys, Entry(into.vault.dice.id(), brought))


def _put_plans(into: _Into, brought: Plans, there: list[Leaf]) -> int:
    """Put versions of the plan under those that are there, the newest of which is shown first; return how many are new."""
    before = next((each for each in there if isinstance(each, Plans)), None)
    if before is None or not before.versions:
        loose.put(into.connection, into.keys, into.vault.dice.id(), brought)
        return len(brought.versions)
    here = {each.safety_plan for each in before.versions}
    new = [each for each in brought.versions if each.safety_plan not in here]
    numbers = range(before.versions[0].number + len(new), 0, -1)
    ordered = (*before.versions, *new)
    again = tuple(replace(each, number=n) for each, n in zip(ordered, numbers, strict=False))
    loose.put(into.connection, into.keys, into.vault.dice.id(), Plans(fitting(again)))
    return len(new)


def _joined(before: Standing | None, brought: Standing) -> Standing:
    """Join how they are met here with how they were there: manner here rules, and what is left alone adds up."""
    if before is None:
        return replace(brought, places=())  # what holds something here, is found out here
    days = [day for day in (before.check_in_since, brought.check_in_since) if day]
    not_now = tuple(dict.fromkeys((*before.not_now, *brought.not_now)))
    return replace(before, not_now=not_now, check_in_since=max(days, default=None))
