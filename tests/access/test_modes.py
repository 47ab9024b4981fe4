"""The least that any of the places lets the companion do is what it does."""

from datetime import date

from holdspace.access.modes import BUILT, ELSEWHERE, Mode, mode_for, profiles, strictest


def test_beside_a_therapist_in_illinois_or_nevada_the_companion_is_quiet() -> None:
    for place in ("us-il", "us-nv"):
        assert mode_for([place], linked=True) is Mode.QUIET
        assert mode_for([place], linked=False) is Mode.SCRIPTED


def test_of_two_places_the_stricter_one_holds() -> None:
    assert mode_for(["gb", "us-il"], linked=True) is Mode.QUIET
    assert mode_for(["us-il", "gb"], linked=True) is Mode.QUIET
    assert mode_for(["gb", "eu"], linked=True) is Mode.SCRIPTED


def test_a_place_nobody_named_counts_as_the_strictest() -> None:
    assert mode_for([""], linked=True) is strictest(linked=True) is Mode.QUIET
    assert mode_for(["nowhere"], linked=True) is Mode.QUIET


def test_nothing_is_done_that_is_not_built() -> None:
    assert mode_for([], linked=False) is BUILT is Mode.SCRIPTED


def test_each_profile_says_where_it_was_read_and_when_it_is_to_be_read_anew() -> None:
    found = profiles()
    assert list(found)[-1] == ELSEWHERE
    assert [each.name for each in list(found.values())[:-1]] == sorted(
        each.name for each in found.values() if each.code != ELSEWHERE
    )
    for each in found.values():
        assert each.sources, each.code
        assert {source.checked for source in each.sources} <= {"V", "V2", "K", "U"}
        assert each.why.endswith(".")
        assert not each.reviewed_by, "a name stands here only once somebody reviewed it"
        assert not each.is_stale(each.review_by)
        assert each.is_stale(date(2030, 1, 1))


def test_linking_lets_the_companion_do_no_more_than_being_alone_does() -> None:
    order = list(Mode)
    for each in profiles().values():
        assert order.index(each.linked) <= order.index(each.alone), each.code
