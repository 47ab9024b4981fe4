"""Preparing for a session: what somebody has put on their page to bring or marked for their therapist, to pick from and to change."""

from collections.abc import Iterator
from dataclasses import dataclass

from holdspace.domain.hopes import HopeMap
from holdspace.domain.marks import Mark
from holdspace.domain.people import Private, VisitId
from holdspace.domain.shared import Piece
from holdspace.domain.to_bring import LONGEST_THING, ToBring
from holdspace.journey.showing import LIKES, OPENING
from holdspace.journey.to_bring import in_a_sentence
from holdspace.ports.hopes import HopesKept
from holdspace.ports.keeping import Member
from holdspace.ports.story import StoryKept
from holdspace.web.forms import Form

ORIGINS = (
    "message", "reply", "passage", "practice", "part", "afterword", "own", "day", "goal", "map", "letter", "keepsake",
    "feels-safe", "feels-less-safe", "to-be-different",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that may be brought: where it comes from, and its words."""

    key: str
    origin: str
    words: Private
    picked: bool = False


def candidates(member: Member) -> tuple[Candidate, ...]:
    """Return what there is to pick from: their page to bring first, then whatever they marked for their therapist."""
    every = (*_on_page(member.to_bring(VisitId(""))), *_marked(member))
    return tuple(each for each in every if each.words)


def filled_in(found: tuple[Candidate, ...], form: Form) -> tuple[Candidate, ...]:
    """Return the candidates as a form left them."""
    words = dict(zip(form.fields.get("key", ()), form.fields.get("says", ()), strict=False))
    picked = form.fields.get("bring", ())
    return tuple(
        Candidate(
            each.key,
            each.origin,
            Private(words.get(each.key, each.words.text)),
            each.key in picked,
        )
        for each in found
    )


def prepared(to_bring: ToBring, form: Form) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return how a session would begin, and each thing that was picked, in the words the form has for it."""
    begin = form.fields.get("begin", ())
    likes = Private(in_a_sentence(to_bring.likes) if LIKES in begin else "")
    opening = to_bring.opening if OPENING in begin else Private("")
    return (Piece(LIKES, likes), Piece(OPENING, opening)), tuple(_picked(form))


def _picked(form: Form) -> Iterator[Piece]:
    """Yield each thing that was ticked, and what was written beside."""
    ticked = form.fields.get("bring", ())
    rows = zip(form.fields.get("key", ()), form.fields.get("says", ()), strict=False)
    for key, says in rows:
        origin = key.partition(":")[0]
        if key in ticked and origin in ORIGINS:
            yield Piece(origin, _tidy(says))
    yield Piece("own", _tidy(form.one("own")))


def _tidy(says: str) -> Private:
    """Return words as they are kept."""
    return Private(says.replace("\r\n", "\n").strip()[:LONGEST_THING])


def _on_page(held: ToBring) -> Iterator[Candidate]:
    """Yield what is on their page to bring; it was put there for this, so it is ticked."""
    for thing in held.things:
        yield Candidate(f"{thing.origin}:{thing.id}", thing.origin, thing.words, picked=True)


def _marked(member: Member) -> Iterator[Candidate]:
    """Yield what they marked for their therapist, wherever they did."""
    yield from _of_story(member.story.kept())
    yield from _of_hopes(member.hopes.kept())
    for day in member.days.noted().days:
        if day.mark is Mark.THERAPIST:
            yield Candidate(f"day:{day.on.isoformat()}", "day", day.written)


def _of_story(story: StoryKept) -> Iterator[Candidate]:
    """Yield what is marked in their story."""
    for held in story.passages:
        for at, paragraph in enumerate(held.passage.paragraphs):
            if paragraph.mark is Mark.THERAPIST:
                yield Candidate(f"passage:{held.id}/{at}", "passage", paragraph.words)
    for kept in story.keepsakes:
        if kept.keepsake.mark is Mark.THERAPIST:
            yield Candidate(f"keepsake:{kept.id}", "keepsake", kept.keepsake.words)


def _of_hopes(hopes: HopesKept) -> Iterator[Candidate]:
    """Yield what is marked of their hopes, and of what they wrote to themselves."""
    goals = ((f"goal:{each.id}", each.goal.mark, each.goal.says) for each in hopes.goals)
    maps = ((f"map:{each.id}", each.map.mark, _lines(each.map)) for each in hopes.maps)
    letters = ((f"letter:{each.id}", each.letter.mark, each.letter.says) for each in hopes.letters)
    for key, mark, words in (*goals, *maps, *letters):
        if mark is Mark.THERAPIST:
            yield Candidate(key, key.partition(":")[0], words)


def _lines(made: HopeMap) -> Private:
    """Return what stands on a map of hope, a thing to a line."""
    return Private("\n".join(each.text for each in made.words))
