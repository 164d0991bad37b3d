"""Codes as people type them."""

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record import codes


@given(st.text(codes.ALPHABET, min_size=codes.LENGTH, max_size=codes.LENGTH))
def test_a_code_is_read_however_it_is_typed(code) -> None:
    assert codes.tidy(codes.shown(code)) == code
    assert codes.tidy(f" {codes.shown(code).lower()} ") == code
    assert codes.hashed(code, what_for="x") in codes.hashes(codes.shown(code), what_for="x")


@given(st.text(codes.ALPHABET, min_size=codes.LENGTH, max_size=codes.LENGTH))
def test_a_code_for_one_thing_is_none_for_another(code) -> None:
    assert codes.hashed(code, what_for="claim") not in codes.hashes(code, what_for="carer")


def test_codes_have_no_signs_that_look_alike() -> None:
    assert not set("0O1IL5SAEU") & set(codes.ALPHABET)
    assert len({codes.new() for _ in range(50)}) == 50


def test_a_code_still_works_after_the_secret_was_changed(settings) -> None:
    kept = codes.hashed("K7QP2MNX", what_for="claim")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret, long enough for anything that is signed"
    assert kept in codes.hashes("k7qp-2mnx", what_for="claim")
