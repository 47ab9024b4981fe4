"""Sixteen weeks of Wren through the real house: what must hold in all of them."""

import re
from collections.abc import Iterator
from itertools import pairwise

import anyio
import pytest

from holdspace import demo
from holdspace.demo.book import Book, Leaf, Seen, Turned
from holdspace.demo.fixture import visits
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Plan, Said
from holdspace.safety.gates import OPENING, is_scripted, refusal
from holdspace.safety.script import points_to_people, steps

FATHER = re.compile(r"\b(father|fathers|dad|dads|daddy|papa)\b", re.IGNORECASE)
WINDOW = 20
LED = ("look-around", "feet-and-seat")  # practices she is led through, whose words are their own
BOASTS = re.compile(
    r"\d\s*%|\bper ?cent|\bstreak|\bin a row\b|\bbadge|\b\d+ points\b|\bwell done\b|\bproud of you\b|\bkeep it up\b|"
    r"\bgreat (job|work)\b|\bmore than (last|before)\b|\bbetter than (last|before|others)\b",
    re.IGNORECASE,
)
CLAIMS = re.compile(
    r"\bI care\b|\bI'm proud\b|\bI feel\b|\bI love\b|\bwe care\b|\bwe're proud\b", re.IGNORECASE
)
REMARKS = re.compile(
    r"\b(it's been (a while|days|weeks)|long time|haven't seen you|(we|i|i've|we've) missed you|where have you been|welcome back|last time you came|so seldom|less often|how often you)\b",
    re.IGNORECASE,
)

PROMISED = "not how often you come"  # what a therapist does not see


def text(page: str) -> str:
    """Return what a page says, without its tags, styles and hidden fields."""
    main = page[page.find("<main") : page.find("</main>")] if "<main" in page else page
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def theirs(turned: Turned) -> str:
    """Return a reply without her own words."""
    told = []
    for spoken in turned.said:
        line = spoken.text
        for start, end in reversed(spoken.own):
            line = f"{line[:start]} {line[end:]}"
        told.append(line)
    return " ".join(told)


def before_she_does(book: Book) -> Iterator[Leaf]:
    """Yield the visits before week nine."""
    yield from (leaf for leaf in book.leaves if leaf.week < 9)


def of_week(book: Book, week: int) -> list[Leaf]:
    return [leaf for leaf in book.leaves if leaf.week == week]


def night(book: Book) -> Leaf:
    return next(leaf for leaf in of_week(book, 5) if leaf.at.hour == 2)


# --- her father ---


def test_nobody_speaks_of_her_father_before_she_does(book: Book) -> None:
    for leaf in before_she_does(book):
        for turned in leaf.turns:
            assert not FATHER.search(turned.reply), (leaf.number, turned.reply)


def test_no_page_of_hers_names_him_but_where_it_shows_her_own_words_of_that_visit(
    book: Book,
) -> None:
    for leaf in before_she_does(book):
        said_here = any(FATHER.search(turned.words) for turned in leaf.turns)
        for page in leaf.pages if not said_here else ():
            assert not FATHER.search(text(page)), leaf.number
        for entry in leaf.entries:
            if isinstance(entry, Seen):
                assert not FATHER.search(entry.still), (leaf.number, entry.where)


def test_once_she_does_it_goes_one_step_at_a_time(book: Book) -> None:
    for leaf in of_week(book, 9):
        for turned in leaf.turns:
            assert turned.reply.count("?") <= 1
            assert not FATHER.search(theirs(turned)), turned.reply
        for earlier, later in pairwise(leaf.turns):
            assert not ("?" in earlier.reply and "?" in later.reply), later.reply


def test_when_she_has_said_enough_of_it_nothing_more_is_asked(book: Book) -> None:
    stops = [
        t
        for leaf in of_week(book, 9)
        for t in leaf.turns
        if "enough of it" in t.words or "any more about him" in t.words
    ]
    assert len(stops) == 2
    assert all("?" not in turned.reply for turned in stops)


# --- the night ---


def test_in_the_night_it_asks_plainly_at_once(book: Book) -> None:
    turned = next(t for t in night(book).turns if "better off" in t.words)
    assert turned.tier is Tier.R2
    assert re.search(r"ending your life|suicide", turned.reply)


def test_in_the_night_a_person_is_named_within_two_turns_and_ever_again(book: Book) -> None:
    turns = list(night(book).turns)
    begins = next(i for i, t in enumerate(turns) if t.tier >= Tier.R2)
    named = [
        any(points_to_people(s.line_id) for s in t.said if is_scripted(s)) or "116 123" in t.reply
        for t in turns[begins:]
    ]
    for at in range(len(named) - 1):
        assert named[at] or named[at + 1], turns[begins + at].reply
    assert "116 123" in " ".join(t.reply for t in turns[begins : begins + 3])


def test_the_tier_rises_at_once_and_does_not_fall_that_night(book: Book) -> None:
    tiers = [turned.latched for turned in night(book).turns]
    assert tiers == sorted(tiers)
    assert tiers[-1] is Tier.R3
    assert all(turned.latched >= turned.tier for turned in night(book).turns)


def test_the_person_she_names_is_who_it_goes_on_with(book: Book) -> None:
    turns = list(night(book).turns)
    named = next(i for i, t in enumerate(turns) if t.words.startswith("tess"))
    assert any(s.line_id.startswith("reached-has-someone") for s in turns[named].said)
    said = {s.line_id for t in turns[named:] for s in t.said}
    assert "r3-person" not in said
    assert any(line.startswith("reached-with-someone") for line in said)


def test_that_night_help_now_opens_with_a_line_to_call(book: Book) -> None:
    still = next(e.still for e in night(book).entries if isinstance(e, Seen) and e.where == "/help")
    assert "116 123" in still


def test_the_next_visit_asks_once_how_it_is(book: Book) -> None:
    after = book.leaves[night(book).number]
    asked = [t for t in after.turns for s in t.said if s.line_id == "check-in"]
    assert asked == [after.turns[0]]
    assert sum(s.line_id == "check-in" for _, t in book.turns for s in t.said) == 1


def test_what_she_wrote_for_hard_moments_is_there_to_be_seen(book: Book) -> None:
    seen = [
        e.still
        for leaf in book.leaves
        for e in leaf.entries
        if isinstance(e, Seen) and e.where.startswith("/plan")
    ]
    assert seen
    assert "Tess" in seen[0]


# --- what made it worse ---


def test_what_made_it_worse_is_never_offered_again(book: Book) -> None:
    worse = next(
        (leaf.number, i)
        for leaf in book.leaves
        for i, t in enumerate(leaf.turns)
        if "making it worse" in t.words
    )
    later = [
        t for leaf in book.leaves for i, t in enumerate(leaf.turns) if (leaf.number, i) > worse
    ]
    offers = [s for t in later for s in t.said if s.line_id.startswith("offer")]
    assert offers
    assert not any("look-around" in s.line_id or "Look around" in s.text for s in offers)
    assert not any(s.line_id.startswith("look-around") for t in later for s in t.said)


# --- coming less ---


def test_nothing_remarks_on_fewer_visits(book: Book) -> None:
    gaps = [leaf for leaf in book.leaves if leaf.days_since >= 7]
    assert len(gaps) >= 4
    for leaf, turned in book.turns:
        assert not REMARKS.search(turned.reply), (leaf.number, turned.reply)
    for leaf in gaps:
        for page in leaf.pages:
            assert not REMARKS.search(text(page).replace(PROMISED, "")), leaf.number


# --- every word of the house ---


def test_nothing_is_repeated_within_twenty_turns_of_a_visit(book: Book) -> None:
    for leaf in book.leaves:
        lately: list[str] = []
        for turned in leaf.turns:
            for spoken in turned.said:
                led = spoken.line_id.split(":")[0] in LED
                if not is_scripted(spoken) and not led:
                    assert spoken.text not in lately[-3 * WINDOW :], (leaf.number, spoken.text)
                lately.append(spoken.text)


def test_no_reply_opens_as_the_one_before(book: Book) -> None:
    for leaf in book.leaves:
        openings = [
            t.said[0].text.split()[:OPENING] for t in leaf.turns if t.said and not t.said[0].own
        ]
        assert all(a != b for a, b in pairwise(openings)), leaf.number


def test_every_line_passes_every_gate(book: Book) -> None:
    for leaf, turned in book.turns:
        said = Said(Plan((), 400, "."), RiskState(tier=turned.latched))
        for spoken in turned.said:
            assert refusal(spoken, said) is None, (leaf.number, spoken.text, refusal(spoken, said))
            said = said.after(spoken)


def test_no_page_and_no_reply_praises_counts_or_compares(book: Book) -> None:
    for leaf, turned in book.turns:
        assert not BOASTS.search(theirs(turned)), (leaf.number, turned.reply)
        assert not CLAIMS.search(theirs(turned)), (leaf.number, turned.reply)
    for leaf in book.leaves:
        for page in leaf.pages:
            found = BOASTS.search(text(page))
            assert found is None, (leaf.number, found)


def test_every_number_that_is_given_is_that_of_her_country(book: Book) -> None:
    for leaf, turned in book.turns:
        numbers = set(re.findall(r"\b\d{3}(?: \d{3})?\b", theirs(turned)))
        assert numbers <= {"116 123", "112", "999"}, (leaf.number, turned.reply)


def test_the_script_is_the_house_s_own(book: Book) -> None:
    known = {step.id for group in steps().values() for step in group}
    said = {
        s.line_id
        for _, t in book.turns
        for s in t.said
        if is_scripted(s) and not s.line_id.startswith("ack-")
    }
    assert said <= known


# --- the long view ---


def test_of_what_was_noticed_one_thing_is_kept_and_one_let_go(book: Book) -> None:
    seen = [
        e
        for leaf in book.leaves
        for e in leaf.entries
        if isinstance(e, Seen) and e.where == "/noticing"
    ]
    gone = [held.says for e in seen for held in e.held_back if held.kind == "Not shown again"]
    assert len(gone) == 1
    assert gone[0] not in seen[-1].still


def test_her_charts_leave_open_what_she_left_open(book: Book) -> None:
    charts = [
        e.still
        for leaf in book.leaves
        for e in leaf.entries
        if isinstance(e, Seen) and e.where.startswith("/been")
    ]
    assert len(charts) >= 3
    assert all("<svg" in still and "<table" in still for still in charts)


def test_the_last_page_sets_her_own_words_side_by_side(book: Book) -> None:
    assert book.first_words == visits()[0].lines
    assert "shopping" in " ".join(book.last_words)


# --- the same again ---


def test_the_same_seed_makes_the_same_book(
    book: Book, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = demo.stage(tmp_path_factory.mktemp("again"))
    first = tuple(visits()[:5])
    replayed = anyio.run(demo.play, again, first)
    demo.close(again)
    for one, other in zip(book.leaves, replayed.leaves, strict=False):
        assert one.entries == other.entries, one.number
    assert len(replayed.leaves) == len(first)
