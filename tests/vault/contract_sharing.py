"""Nothing is seen of a client but what they show, for as long as they show it."""

from datetime import timedelta

import pytest

from holdspace.domain.errors import NothingHere, VisitFull
from holdspace.domain.linking import Agreement, Between, LinkState
from holdspace.domain.people import Private
from holdspace.domain.refusals import CodeEnded, KeyChanged, LinkedAlready, OfferNotWhole
from holdspace.domain.shared import Sort
from holdspace.vault.accounts import Accounts
from holdspace.vault.alongside import OwnAlongside
from holdspace.vault.sharing import OwnSharing
from holdspace.vault.vault import Vault
from tests.fakes import NOON, FakeClock
from tests.vault.conftest import PASSPHRASE
from tests.vault.walked import AGREEMENT, YES, Walked, client, code_of, therapist, walk, words


@pytest.fixture
def walked(vault: Vault) -> Walked:
    return walk(vault, client(vault), therapist(vault))


def test_what_is_shown_is_opened_word_for_word_and_written_in_the_log(walked: Walked) -> None:
    share = walked.theirs.give(walked.link, words("the river was high", note=Private("just read")))
    (listed,) = walked.hers.listed()
    assert listed.id == share
    assert listed.is_new
    assert listed.link == walked.beside
    assert listed.note.text == "just read"
    assert walked.theirs.disclosures() == ()
    assert walked.hers.open(share).pieces[0].words.text == "the river was high"
    walked.hers.open(share)
    (line,) = walked.theirs.disclosures()
    assert (line.share, line.sort, line.by.text, line.on) == (
        share,
        Sort.WORDS,
        "Amara",
        NOON.date(),
    )
    assert not walked.hers.listed()[0].is_new


def test_each_day_of_opening_is_one_line_of_the_log(walked: Walked, clock: FakeClock) -> None:
    share = walked.theirs.give(walked.link, words("the river was high"))
    walked.hers.open(share)
    clock.wait(24 * 60)
    walked.hers.open(share)
    walked.hers.open(share)
    assert [line.on for line in walked.theirs.disclosures()] == [
        NOON.date() + timedelta(days=1),
        NOON.date(),
    ]


def test_what_is_taken_back_is_gone_at_once_and_stays_in_their_own_list(walked: Walked) -> None:
    share = walked.theirs.give(walked.link, words("the river was high"))
    walked.hers.open(share)
    walked.theirs.take_back(share)
    assert walked.hers.listed() == ()
    with pytest.raises(NothingHere):
        walked.hers.open(share)
    (given,) = walked.theirs.given()
    assert not given.seen
    assert given.shared.pieces[0].words.text == "the river was high"
    assert len(walked.theirs.disclosures()) == 1
    walked.theirs.let_go(share)
    assert walked.theirs.given() == ()


def test_a_share_ends_with_its_last_day(walked: Walked, clock: FakeClock) -> None:
    share = walked.theirs.give(walked.link, words("the river was high", until=NOON.date()))
    assert walked.hers.open(share).pieces
    clock.wait(13 * 60)
    assert walked.hers.listed() == ()
    with pytest.raises(NothingHere):
        walked.hers.open(share)
    assert not walked.theirs.given()[0].seen


def test_ending_a_link_ends_what_was_shown_whoever_ends_it(vault: Vault) -> None:
    for name, ends in (("One", "theirs"), ("Two", "hers")):
        walked = walk(vault, client(vault, name), therapist(vault, f"Dr {name}"))
        share = walked.theirs.give(walked.link, words("the river was high"))
        if ends == "theirs":
            walked.theirs.end(walked.link)
        else:
            walked.hers.end(walked.beside)
        assert walked.theirs.links() == walked.hers.links() == ()
        assert walked.hers.listed() == ()
        with pytest.raises(NothingHere):
            walked.hers.open(share)
        with pytest.raises(NothingHere):
            walked.theirs.give(walked.link, words("more"))
        assert len(walked.theirs.given()) == 1


def test_nothing_can_be_shown_before_both_said_yes(vault: Vault) -> None:
    rowan, amara = client(vault), therapist(vault)
    theirs, hers = OwnSharing(vault, rowan), OwnAlongside(vault, amara)
    link = theirs.accept(code_of(vault, amara), YES)
    assert theirs.links()[0].state is LinkState.ASKED
    assert hers.links() == ()
    for act in (
        lambda: theirs.give(link, words("early")),
        lambda: theirs.say_goodbye(link, Private("early")),
        lambda: theirs.agree_between(link, Between()),
    ):
        with pytest.raises(NothingHere):
            act()
    (offer,) = hers.offers()
    assert offer.taken is not None
    assert (offer.label.text, offer.taken.called.text) == ("the blue scarf", "Rowan")
    assert offer.taken.between == YES.between
    hers.confirm(offer.id)
    assert theirs.links()[0].state is LinkState.LIVE
    assert hers.links()[0].called.text == "Rowan"
    assert hers.offers() == ()


def test_a_therapist_who_does_not_say_yes_leaves_nothing(vault: Vault) -> None:
    rowan, amara = client(vault), therapist(vault)
    hers = OwnAlongside(vault, amara)
    OwnSharing(vault, rowan).accept(code_of(vault, amara), YES)
    hers.withdraw(hers.offers()[0].id)
    assert OwnSharing(vault, rowan).links() == ()
    assert hers.offers() == ()


def test_a_code_opens_once_and_for_a_week(vault: Vault, clock: FakeClock) -> None:
    amara = therapist(vault)
    theirs = OwnSharing(vault, client(vault))
    code = code_of(vault, amara)
    assert (
        theirs.offered(Private(f" {code.text.lower().replace('-', ' ')} ")).agreement == AGREEMENT
    )
    theirs.accept(code, YES)
    other = OwnSharing(vault, client(vault, "Juno"))
    with pytest.raises(CodeEnded):
        other.accept(code, YES)
    late = code_of(vault, amara)
    clock.wait(7 * 24 * 60)
    for wrong in (code, late, Private("0000-0000-0000-0000"), Private("no code"), Private("")):
        with pytest.raises(CodeEnded):
            other.offered(wrong)


def test_a_yes_nobody_answers_is_gone_after_a_month(vault: Vault, clock: FakeClock) -> None:
    amara, theirs = therapist(vault), OwnSharing(vault, client(vault))
    theirs.accept(code_of(vault, amara), YES)
    clock.wait(29 * 24 * 60)
    vault.let_expired_go()
    assert len(theirs.links()) == 1
    clock.wait(2 * 24 * 60)
    vault.let_expired_go()
    assert theirs.links() == ()


def test_two_are_linked_once(walked: Walked) -> None:
    with pytest.raises(LinkedAlready):
        walked.theirs.accept(code_of(walked.vault, walked.amara), YES)


def test_a_therapist_links_with_nobody_as_a_client_and_a_client_offers_nothing(
    walked: Walked,
) -> None:
    another = therapist(walked.vault, "Bea")
    with pytest.raises(CodeEnded):
        OwnSharing(walked.vault, another).accept(code_of(walked.vault, walked.amara), YES)
    code = code_of(walked.vault, walked.rowan)
    with pytest.raises(CodeEnded):
        OwnSharing(walked.vault, client(walked.vault, "Juno")).offered(code)


def test_an_agreement_with_a_part_missing_is_offered_to_nobody(walked: Walked) -> None:
    with pytest.raises(OfferNotWhole):
        walked.hers.offer(Agreement(Private("x")), Private("Amara"), Private(""))
    long = Agreement(Private("x" * 2001), *AGREEMENT.terms[1:], "zz")
    with pytest.raises(VisitFull):
        walked.hers.offer(long, Private("Amara"), Private(""))


def test_what_is_between_is_the_clients_to_change_and_read_by_both(walked: Walked) -> None:
    walked.theirs.agree_between(walked.link, Between((Private("my brother"),)))
    for side in (walked.theirs, walked.hers):
        assert side.links()[0].between.for_the_room == (Private("my brother"),)


def test_nobody_else_opens_takes_back_or_ends_anything(walked: Walked) -> None:
    share = walked.theirs.give(walked.link, words("the river was high"))
    other = walk(walked.vault, client(walked.vault, "Juno"), therapist(walked.vault, "Bea"))
    for act in (
        lambda: other.hers.open(share),
        lambda: other.theirs.take_back(share),
        lambda: other.theirs.let_go(share),
        lambda: other.theirs.end(walked.link),
        lambda: other.hers.end(walked.beside),
        lambda: other.theirs.give(walked.link, words("x")),
        lambda: other.theirs.agree_between(walked.link, Between()),
        lambda: other.hers.say_goodbye(walked.beside, Private("x")),
        lambda: other.hers.reply(walked.beside, words("x", sort=Sort.REPLY)),
    ):
        with pytest.raises(NothingHere):
            act()
    assert other.hers.listed() == other.hers.listed(walked.beside) == ()
    assert walked.hers.open(share).pieces


def test_a_reply_is_read_by_the_client_and_stays_when_the_link_ends(walked: Walked) -> None:
    share = walked.theirs.give(walked.link, words("the river was high"))
    walked.hers.reply(walked.beside, words("Thank you.", sort=Sort.REPLY, answers=share))
    walked.hers.end(walked.beside)
    ((_, reply),) = walked.theirs.replies()
    assert reply.pieces[0].words.text == "Thank you."
    assert reply.answers == share
    assert reply.to.text == "Rowan"


def test_nothing_is_shown_to_a_key_that_was_not_pinned(walked: Walked) -> None:
    shown = walked.theirs.give(walked.link, words("the river was high"))
    new, _ = Accounts(walked.vault).rotate(walked.amara, Private("another river in autumn"))
    hers = OwnAlongside(walked.vault, new)
    assert hers.open(shown).pieces[0].words.text == "the river was high"
    assert not walked.theirs.links()[0].same_key
    with pytest.raises(KeyChanged):
        walked.theirs.give(walked.link, words("more"))
    again = walk(walked.vault, walked.rowan, new)
    share = again.theirs.give(again.link, words("more"))
    assert [each.id for each in again.hers.listed()] == [share]


def test_a_client_with_new_keys_still_reads_their_log_and_shows_more(walked: Walked) -> None:
    share = walked.theirs.give(walked.link, words("the river was high"))
    walked.hers.open(share)
    new, _ = Accounts(walked.vault).rotate(walked.rowan, PASSPHRASE)
    theirs = OwnSharing(walked.vault, new)
    assert len(theirs.given()) == len(theirs.disclosures()) == 1
    assert walked.hers.open(theirs.give(walked.link, words("more"))).pieces


def test_goodbyes_open_together_and_nothing_else_is_seen_any_more(walked: Walked) -> None:
    share = walked.theirs.give(walked.link, words("the river was high"))
    walked.theirs.say_goodbye(walked.link, Private("thank you for"))
    walked.theirs.say_goodbye(walked.link, Private("thank you for walking along"))
    assert walked.hers.links()[0].state is LinkState.PARTING
    assert walked.hers.goodbye(walked.beside).text == ""
    assert walked.hers.open(share).pieces
    walked.hers.say_goodbye(walked.beside, Private("go well"))
    assert walked.theirs.goodbye(walked.link).text == "go well"
    assert walked.hers.goodbye(walked.beside).text == "thank you for walking along"
    assert walked.theirs.own_goodbye(walked.link).text == "thank you for walking along"
    assert [link.state for link in (*walked.theirs.links(), *walked.hers.links())] == [
        LinkState.ENDED,
        LinkState.ENDED,
    ]
    assert walked.hers.listed() == ()
    for act in (
        lambda: walked.hers.open(share),
        lambda: walked.theirs.give(walked.link, words("more")),
        lambda: walked.theirs.say_goodbye(walked.link, Private("again")),
    ):
        with pytest.raises(NothingHere):
            act()


def test_a_goodbye_that_was_not_answered_is_read_by_nobody(walked: Walked) -> None:
    walked.theirs.say_goodbye(walked.link, Private("thank you"))
    walked.hers.end(walked.beside)
    assert walked.theirs.links() == ()
    assert walked.theirs.given() == ()


def test_whoever_goes_takes_the_link_and_what_they_showed_along(vault: Vault) -> None:
    for gone in ("rowan", "amara"):
        walked = walk(vault, client(vault, f"Rowan {gone}"), therapist(vault, f"Amara {gone}"))
        walked.theirs.give(walked.link, words("the river was high"))
        vault.remove_person(getattr(walked, gone).client)
        assert walked.hers.listed() == ()
        stays = walked.hers if gone == "rowan" else walked.theirs
        assert stays.links() == ()
