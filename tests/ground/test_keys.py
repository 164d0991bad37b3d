"""A key that only its letter knows."""

from frontdoor.ground import keys


def test_a_key_is_known_by_its_hash_alone():
    key, key_hash = keys.new()
    assert keys.hashed(key) == key_hash
    assert key not in key_hash


def test_no_two_keys_are_the_same_and_each_fits_an_address():
    made = {keys.new()[0] for _ in range(100)}
    assert len(made) == 100
    assert all(key.replace("-", "").replace("_", "").isalnum() and len(key) == 43 for key in made)
