"""An envelope opens whole, in its own slot, for its own key, and in no other way."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.errors import SealBroken
from holdspace.vault.sealing import (
    ClientKeys,
    Sealed,
    Slot,
    _seal_body,
    _wrap_item_key,
    framed,
    new_keys,
    open_body,
    seal,
    unseal,
    unwrap_item_key,
    wrap_item_key,
)

CASES = json.loads((Path(__file__).parent / "vectors/sealing.json").read_text(encoding="utf-8"))
KEYS, OTHERS = new_keys("juno"), new_keys("juno")
SLOT = Slot("entry", "row-1", "juno")
slots = st.builds(Slot, *[st.text(max_size=12)] * 3)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_published_vectors_hold(case: dict[str, str]) -> None:
    known = {name: bytes.fromhex(value) for name, value in case.items() if name.endswith("_hex")}
    slot = Slot(case["table"], case["row"], case["client"])
    keys = ClientKeys(slot.client, X25519PrivateKey.from_private_bytes(known["private_hex"]))
    fresh = X25519PrivateKey.from_private_bytes(known["fresh_private_hex"])
    body, item_key = case["body"].encode(), known["item_key_hex"]
    assert _wrap_item_key(item_key, slot, keys.public, fresh) == known["wrap_hex"]
    assert _seal_body(body, slot, item_key, known["nonce_hex"]) == known["envelope_hex"]
    assert unseal(Sealed(known["wrap_hex"], known["envelope_hex"]), slot, keys) == body


@given(st.binary(max_size=3_000), slots)
def test_what_is_sealed_for_a_key_opens_with_it(body: bytes, slot: Slot) -> None:
    assert unseal(seal(body, slot, KEYS.public), slot, KEYS) == body


@given(slots, slots)
def test_in_any_other_slot_nothing_opens(one: Slot, other: Slot) -> None:
    sealed = seal(b"words", one, KEYS.public)
    if one != other:
        with pytest.raises(SealBroken):
            unseal(sealed, other, KEYS)


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_no_two_lists_of_parts_are_framed_alike(one: list[bytes], other: list[bytes]) -> None:
    assert (framed(*one) == framed(*other)) == (one == other)


@given(st.data())
def test_an_altered_envelope_or_wrap_does_not_open(data: st.DataObject) -> None:
    sealed = seal(b"words", SLOT, KEYS.public)
    part = data.draw(st.sampled_from(["wrap", "envelope"]))
    whole = bytearray(getattr(sealed, part))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    other = sealed.envelope if part == "wrap" else sealed.wrap
    altered = Sealed(bytes(whole), other) if part == "wrap" else Sealed(other, bytes(whole))
    with pytest.raises(SealBroken):
        unseal(altered, SLOT, KEYS)


def test_one_cut_short_or_longer_does_not_open() -> None:
    sealed = seal(b"words", SLOT, KEYS.public)
    for size in range(len(sealed.wrap)):
        with pytest.raises(SealBroken):
            unseal(Sealed(sealed.wrap[:size], sealed.envelope), SLOT, KEYS)
    for size in (*range(40), len(sealed.envelope) - 1):
        with pytest.raises(SealBroken):
            unseal(Sealed(sealed.wrap, sealed.envelope[:size]), SLOT, KEYS)
    with pytest.raises(SealBroken):
        unseal(Sealed(sealed.wrap + b"0", sealed.envelope), SLOT, KEYS)


def test_another_key_of_the_same_client_does_not_open_it() -> None:
    with pytest.raises(SealBroken):
        unseal(seal(b"words", SLOT, KEYS.public), SLOT, OTHERS)


def test_an_item_key_can_be_wrapped_for_a_second_reader_and_the_body_stays() -> None:
    therapist = new_keys("a-therapist")
    sealed = seal(b"words", SLOT, KEYS.public)
    item_key = unwrap_item_key(sealed.wrap, SLOT, KEYS.private)
    shared = wrap_item_key(item_key, SLOT, therapist.public)
    assert open_body(sealed.envelope, SLOT, unwrap_item_key(shared, SLOT, therapist.private)) == (
        b"words"
    )
    with pytest.raises(SealBroken):
        unwrap_item_key(sealed.wrap, SLOT, therapist.private)


def test_no_two_envelopes_of_the_same_words_are_alike() -> None:
    one, other = seal(b"words", SLOT, KEYS.public), seal(b"words", SLOT, KEYS.public)
    assert one.envelope != other.envelope
    assert one.wrap != other.wrap


@given(st.binary(max_size=5_000))
def test_a_length_tells_a_round_size_and_no_more(body: bytes) -> None:
    size = len(seal(body, SLOT, KEYS.public).envelope) - 1 - 12 - 16
    assert size >= 512
    assert size & (size - 1) == 0
    assert size == 512 or size < 2 * (len(body) + 1)


def test_a_public_key_that_agrees_with_nobody_is_refused() -> None:
    for public in (bytes(32), b"short"):
        with pytest.raises(SealBroken):
            seal(b"words", SLOT, public)


def test_an_error_or_a_key_says_nothing_of_what_it_holds() -> None:
    sealed = seal(b"a canary", SLOT, KEYS.public)
    with pytest.raises(SealBroken) as refused:
        unseal(sealed, Slot("entry", "row-2", "juno"), KEYS)
    assert "row" not in str(refused.value)
    assert refused.value.__suppress_context__
    assert KEYS.secret.hex() not in repr(KEYS)
    assert "private" not in repr(KEYS)
    assert "x" not in repr(sealed)
