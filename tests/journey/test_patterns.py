"""What comes back is noticed only from three days of somebody's own, says no cause, blames no person, and stays away once let go."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace import shelf
from holdspace.domain.people import Private
from holdspace.journey.patterns import (
    FEWEST,
    Eased,
    Entry,
    Lean,
    Noticing,
    noticings,
    telling_words,
)

DAY = date(2026, 3, 2)  # a Monday
L, B, H = Lean.LIGHTER, Lean.BETWEEN, Lean.HEAVIER


def entry(after: int, says: str = "", felt: Lean | None = None) -> Entry:
    return Entry(DAY + timedelta(days=after), Private(says), felt)


def noticed(entries: Iterable[Entry], eased: Iterable[Eased] = ()) -> dict[str, Noticing]:
    return {each.key.text: each for each in noticings(entries, eased)}


JUNO = (
    *(entry(after, "Juno, by the canal", L) for after in (2, 9, 16)),
    *(entry(after, "", B) for after in (5, 12, 19)),
)


def test_days_of_a_word_that_were_often_lighter_are_noticed_with_each_of_them() -> None:
    found = noticed(JUNO)["word:juno"]
    assert found.says.text == (
        "The days on which you wrote of “Juno” were often on the lighter side."
    )
    assert [seen.on for seen in found.evidence] == [each.on for each in JUNO[:3]]
    assert all(seen.says.text.startswith("Juno") for seen in found.evidence)
    assert "You'd know best." in found.perhaps


def test_days_that_go_the_other_way_are_shown_too() -> None:
    more = (*JUNO, entry(23, "Juno was ill", H))
    felt = [seen.felt for seen in noticed(more)["word:juno"].evidence]
    assert felt == [L, L, L, H]


@pytest.mark.parametrize("fewer", range(FEWEST))
def test_below_three_days_of_their_own_nothing_is_noticed(fewer: int) -> None:
    others = [entry(30 + after, "", B) for after in range(8)]
    assert noticed([*JUNO[:fewer], *others]) == {}


def test_three_entries_of_one_day_are_one_day() -> None:
    same = [entry(2, "Juno and the canal", L) for _ in range(5)]
    assert noticed([*same, *(entry(20 + after, "", B) for after in range(5))]) == {}


def test_what_is_so_on_every_day_tells_nothing() -> None:
    assert noticed([entry(after, "Juno rang", L) for after in range(12)]) == {}


@pytest.mark.parametrize(
    "who", ["my mum", "dad", "Juno", "Mr Hale", "my boss", "the neighbour", "our friend"]
)
def test_nobody_is_ever_the_heavy_side_of_anything(who: str) -> None:
    days = [entry(after, f"{who} and the shouting", H) for after in (1, 4, 7, 10)]
    found = noticed([*days, *(entry(20 + after, "", L) for after in range(5))])
    word = who.rsplit(maxsplit=1)[-1].lower()
    assert not any(word in key for key in found if key.startswith("word:"))
    assert "word:shouting" in found


def test_a_thing_may_be() -> None:
    days = [entry(after, "work again", H) for after in (1, 4, 7)]
    found = noticed([*days, *(entry(20 + after, "", B) for after in range(4))])
    assert found["word:work"].says.text.endswith("were often on the heavier side.")


def test_two_words_that_often_stand_together_are_noticed() -> None:
    both = [entry(after, "The move, and my stomach again") for after in (1, 6, 11)]
    rest = [entry(after, "a walk in the garden") for after in (2, 7, 12, 13)]
    found = noticed([*both, *rest])
    assert "together:move+stomach" in found
    assert len(found["together:move+stomach"].evidence) == 3


def test_a_day_of_the_week_is_noticed_only_where_it_differs() -> None:
    sundays = [entry(after, "", H) for after in (6, 13, 20)]
    others = [entry(after, "", B) for after in (1, 2, 8, 9, 15)]
    assert noticed([*sundays, *others])["weekday:6"].says.text == (
        "Of the Sundays you noted, more were on the heavier side than of the other days."
    )
    assert noticed([*sundays, *(entry(after, "", H) for after in (1, 2, 8, 9, 15))]) == {}


def test_days_with_somebody_and_after_are_noticed_where_they_were_lighter() -> None:
    said = ("Rang my sister. It was all right.", "tea with Ivo", "My aunt came over")
    met = [entry(7 * at, says, B) for at, says in enumerate(said)]
    after = [entry(7 * at + 1, "", L) for at in range(3)]
    lighter = [Entry(each.on, each.says, L) for each in met]
    rest = [entry(7 * at + 4, "", H) for at in range(4)]
    found = noticed([*lighter, *after, *rest])
    assert "someone:" in found
    assert len(found["someone:"].evidence) == 6


def test_nobody_is_met_who_did_not_ring() -> None:
    met = [entry(7 * at, "Nobody rang", L) for at in range(4)]
    assert "someone:" not in noticed([*met, *(entry(7 * at + 3, "", H) for at in range(4))])


def test_heavy_days_that_passed_three_times_are_noticed_and_nothing_is_foretold() -> None:
    runs = [entry(10 * run + at, "", felt) for run in range(3) for at, felt in enumerate((H, H, B))]
    found = noticed(runs)["passes:"]
    assert [seen.felt for seen in found.evidence] == [B, B, B]
    assert "passes:" not in noticed(runs[:6])


def test_which_way_a_gentle_thing_looks_is_noticed_where_their_answers_differ() -> None:
    def eased(after: int, *, outward: bool, easier: bool) -> Eased:
        return Eased(DAY + timedelta(days=after), "Look around", outward, easier)

    out = [eased(after, outward=True, easier=True) for after in (1, 3, 5)]
    inward = [eased(after, outward=False, easier=False) for after in (2, 4, 6)]
    assert set(noticed((), [*out, *inward])) == {"outward:"}
    assert noticed((), [*out, *inward[:2]]) == {}
    assert noticed((), [*out, *(eased(n, outward=False, easier=True) for n in (2, 4, 6))]) == {}


def test_what_was_let_go_of_is_away_for_good_on_either_side() -> None:
    (found,) = noticings(JUNO)
    assert noticings(JUNO, (), {found.key}) == ()
    turned = [Entry(each.on, each.says, H if each.felt is L else L) for each in JUNO]
    assert not any(each.key == found.key for each in noticings(turned, (), {found.key}))


def test_no_sentence_names_a_cause_a_motive_or_an_illness() -> None:
    file = shelf.read("journey", "noticing", "en.toml")
    said = [*file["says"].values(), *file["tentative"]]
    claims = r"\b(because|cause|makes?|made|leads?|helps?|help(?:s|ed)|due|why|wants?|trying|always|never|symptom|disorder|anxiety|depress\w+|progress|better|worse|should)\b"
    assert [says for says in said if re.search(claims, says)] == []
    assert not any("!" in says or "%" in says for says in said)


_SAYS = st.lists(
    st.sampled_from(["Juno", "work", "mum", "sleep", "rang", "the move", "a walk"])
).map(" ".join)
_ENTRIES = st.lists(
    st.builds(
        entry,
        st.integers(0, 60),
        _SAYS,
        st.sampled_from([None, L, B, H]),
    ),
    max_size=40,
)


@given(_ENTRIES)
def test_whatever_was_written_each_noticing_rests_on_three_days_of_theirs(
    entries: list[Entry],
) -> None:
    own = {each.on for each in entries}
    for found in noticings(entries):
        days = {seen.on for seen in found.evidence}
        assert len(days) >= FEWEST
        assert days <= own
        assert not noticings(entries, (), {each.key for each in noticings(entries)})


def test_nothing_of_theirs_shows_in_a_repr() -> None:
    (found,) = noticings(JUNO)
    assert "Juno" not in repr(found)
    assert "Juno" not in repr(JUNO)


def test_words_that_tell_nothing_are_not_noticed() -> None:
    assert set(telling_words(Private("Today was a bad day, the morning at work"))) == {"work"}
