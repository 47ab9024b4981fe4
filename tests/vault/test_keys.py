"""A private key opens with what closed it, however that is typed, and with nothing else."""

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.errors import PassphraseTooShort, SealBroken
from holdspace.domain.people import Private
from holdspace.domain.words import split
from holdspace.safety.gates import _means, _refused, _weapons
from holdspace.vault.keys import (
    FLOOR,
    Cost,
    KeyWrap,
    Kind,
    Opener,
    _bound,
    _stretched,
    _wrap_keys,
    choose_cost,
    passphrase,
    recovery,
    secret,
    unwrap_keys,
    wrap_keys,
)
from holdspace.vault.recovery import (
    RECOVERY_WORDS,
    plain_words,
    recovery_words,
    suggested_passphrase,
    unknown_words,
)
from holdspace.vault.sealing import ClientKeys, Slot, new_keys

CASES = json.loads((Path(__file__).parent / "vectors/keys.json").read_text(encoding="utf-8"))
KEYS = new_keys("juno")
SLOT = Slot("key_wrap", "wrap-1", "juno")
BY_WORDS = recovery(Private("acorn river lamp"))


def taken(kind: Kind, given_as: str) -> Opener:
    """Take what a vector gives, as its kind is taken."""
    if kind is Kind.PASSPHRASE:
        return passphrase(Private(given_as))
    if kind is Kind.RECOVERY:
        return recovery(Private(given_as))
    return secret(kind, bytes.fromhex(given_as))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_published_vectors_hold(case: dict[str, str]) -> None:
    slot, kind = Slot(case["table"], case["row"], case["client"]), Kind(case["kind"])
    opener = taken(kind, case["given"])
    private = X25519PrivateKey.from_private_bytes(bytes.fromhex(case["private_hex"]))
    cost = Cost(int(case["memory"]), int(case["passes"]))
    drawn = (cost, bytes.fromhex(case["salt_hex"]), bytes.fromhex(case["nonce_hex"]))
    wrap = _wrap_keys(ClientKeys(slot.client, private), slot, opener, drawn)
    assert wrap.envelope.hex() == case["envelope_hex"]
    assert unwrap_keys(wrap, slot, opener).secret.hex() == case["private_hex"]


def test_a_passphrase_opens_what_it_closed_and_no_other_does() -> None:
    wrap = wrap_keys(KEYS, SLOT, passphrase(Private("a quiet river in autumn")))
    again = unwrap_keys(wrap, SLOT, passphrase(Private("a quiet river in autumn")))
    assert again.secret == KEYS.secret
    with pytest.raises(SealBroken):
        unwrap_keys(wrap, SLOT, passphrase(Private("A quiet river in autumn")))


@given(st.text(min_size=12, max_size=40).filter(lambda text: len(text.strip()) >= 24))
def test_a_letter_typed_in_two_ways_is_the_same_letter(typed: str) -> None:
    whole, parts = unicodedata.normalize("NFC", typed), unicodedata.normalize("NFD", typed)
    assert passphrase(Private(whole)) == passphrase(Private(parts))


@pytest.mark.parametrize("pasted", [" {}", "{}\n", "\t{} \r\n", "\N{NO-BREAK SPACE}{}"])
def test_white_space_that_came_with_pasting_does_not_count(pasted: str) -> None:
    typed = "four plain words here"
    assert passphrase(Private(pasted.format(typed))) == passphrase(Private(typed))


def test_spaces_within_count_whatever_their_kind() -> None:
    plain = passphrase(Private("four plain words here"))
    assert passphrase(Private("four\N{NO-BREAK SPACE}plain words here")) == plain
    assert passphrase(Private("four  plain words here")) != plain


def test_look_alikes_of_another_kind_stay_apart() -> None:
    assert passphrase(Private("\N{LATIN SMALL LIGATURE FI}ve plain words")) != passphrase(
        Private("five plain words")
    )


@pytest.mark.parametrize("short", ["", "eleven char", "            ", "   eleven char    "])
def test_fewer_than_twelve_characters_are_refused_without_saying_them(short: str) -> None:
    with pytest.raises(PassphraseTooShort) as refused:
        passphrase(Private(short))
    assert "eleven" not in str(refused.value)


def test_twelve_characters_are_enough() -> None:
    passphrase(Private("twelve chars"))
    passphrase(Private("z\N{LATIN SMALL LETTER U WITH DIAERESIS}rich am see"))


@given(st.lists(st.sampled_from(["acorn", "river", "lamp"]), min_size=1, max_size=4), st.data())
def test_recovery_words_may_be_typed_with_any_case_space_and_hyphen(
    words: list[str], data: st.DataObject
) -> None:
    between = data.draw(st.sampled_from([" ", "-", "  ", "\n", " - ", ""]))
    shape = data.draw(st.sampled_from([str.upper, str.title, str.lower]))
    assert recovery(Private(f" {shape(between.join(words))} ")) == recovery(
        Private(" ".join(words))
    )


def test_recovery_words_open_what_they_closed() -> None:
    words = recovery_words()
    wrap = wrap_keys(KEYS, SLOT, recovery(words))
    typed = Private(words.text.upper().replace(" ", "-"))
    assert unwrap_keys(wrap, SLOT, recovery(typed)).secret == KEYS.secret
    with pytest.raises(SealBroken):
        unwrap_keys(wrap, SLOT, recovery(recovery_words()))


@pytest.mark.parametrize("kind", [Kind.PASSKEY, Kind.DEVICE, Kind.SIGN_IN])
def test_a_secret_opens_what_it_closed_and_only_as_its_own_kind(kind: Kind) -> None:
    wrap = wrap_keys(KEYS, SLOT, secret(kind, b"s" * 32))
    assert unwrap_keys(wrap, SLOT, secret(kind, b"s" * 32)).secret == KEYS.secret
    others = {Kind.PASSKEY, Kind.DEVICE, Kind.SIGN_IN} - {kind}
    for other in others:
        for tried in (wrap, replace(wrap, kind=other)):
            with pytest.raises(SealBroken):
                unwrap_keys(tried, SLOT, secret(other, b"s" * 32))
    with pytest.raises(SealBroken):
        secret(kind, b"s" * 31)


def test_a_key_of_another_length_is_refused_like_any_that_does_not_open() -> None:
    opener, salt, nonce = secret(Kind.DEVICE, b"s" * 32), bytes(16), bytes(12)
    sealed = AESGCM(_stretched(opener, salt, None)).encrypt(
        nonce, b"short", _bound(SLOT, Kind.DEVICE, salt, None)
    )
    with pytest.raises(SealBroken):
        unwrap_keys(KeyWrap(Kind.DEVICE, salt, None, b"\x01" + nonce + sealed), SLOT, opener)


def altered() -> list[KeyWrap]:
    """Return wraps of one passphrase, each altered in one way."""
    wrap = wrap_keys(KEYS, SLOT, passphrase(Private("a quiet river in autumn")))
    cut = wrap.envelope
    return [
        replace(wrap, salt=bytes(16)),
        replace(wrap, salt=wrap.salt[:8]),
        replace(wrap, cost=Cost(FLOOR.memory, FLOOR.passes + 1)),
        replace(wrap, cost=Cost(8, 1)),
        replace(wrap, cost=Cost(1 << 40, 2)),
        replace(wrap, cost=None),
        replace(wrap, envelope=b"\x02" + cut[1:]),
        replace(wrap, envelope=cut[:-1]),
        replace(wrap, envelope=b""),
        replace(wrap, envelope=cut[:20] + bytes([cut[20] ^ 1]) + cut[21:]),
    ]


def test_an_altered_wrap_is_refused_and_never_makes_us_spend_more_than_is_sane() -> None:
    for wrap in altered():
        with pytest.raises(SealBroken):
            unwrap_keys(wrap, SLOT, passphrase(Private("a quiet river in autumn")))


def test_a_wrap_moved_to_another_row_or_client_is_refused() -> None:
    wrap = wrap_keys(KEYS, SLOT, BY_WORDS)
    for slot in (replace(SLOT, row="wrap-2"), replace(SLOT, client="ivo")):
        with pytest.raises(SealBroken):
            unwrap_keys(wrap, slot, BY_WORDS)


@pytest.mark.parametrize(
    ("seconds_a_pass_of_64_mib", "memory", "passes"),
    [(0.01, 64, 45), (0.1, 64, 4), (0.2, 64, 2), (0.35, 46, 2), (0.5, 19, 3), (5, 19, 2)],
)
def test_the_cost_fits_the_machine_and_never_falls_below_the_minimum(
    seconds_a_pass_of_64_mib: float, memory: int, passes: int
) -> None:
    def seconds(cost: Cost) -> float:
        return seconds_a_pass_of_64_mib * cost.passes * cost.memory / (64 * 1024)

    cost = choose_cost(seconds)
    assert cost == Cost(memory * 1024, passes)
    assert cost.memory >= FLOOR.memory
    assert cost.passes >= FLOOR.passes
    assert 0.3 <= seconds(cost) <= 0.6 or cost == FLOOR


def test_this_machine_can_be_measured() -> None:
    assert choose_cost().passes >= FLOOR.passes


def test_the_list_has_2048_short_distinct_words_that_weigh_nothing() -> None:
    words = plain_words()
    assert len(words) == len(set(words)) == 2_048
    assert all(word.isascii() and word.islower() and word.isalpha() for word in words)
    assert all(3 <= len(word) <= 12 for word in words)
    for book in (_means(), _weapons(), _refused()):
        assert not [word for word in words if book.tells(split(word))]


def test_ten_words_are_drawn_and_a_suggestion_is_long_enough() -> None:
    assert len(recovery_words().text.split()) == RECOVERY_WORDS
    assert recovery_words() != recovery_words()
    shortest = " ".join(sorted(plain_words(), key=len)[:5])
    passphrase(Private(shortest))
    passphrase(suggested_passphrase())


def test_a_slip_is_found_by_its_place() -> None:
    assert unknown_words(Private("Acorn rivver lake-MEADOW xx")) == (2, 5)
