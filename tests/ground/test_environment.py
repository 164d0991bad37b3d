"""The readers of the environment."""

import pytest
from kombu.utils.url import url_to_parts
from redis import ConnectionPool

from frontdoor.ground import environment


@pytest.mark.parametrize(
    ("url", "broker", "cache"),
    [
        ("redis://redis.example:6379", "redis://redis.example:6379/0", "redis://redis.example:6379/1"),
        ("rediss://:sesame@redis.example/3", "rediss://:sesame@redis.example/0", "rediss://:sesame@redis.example/1"),
        ("unix:///run/valkey.sock", "redis+socket:///run/valkey.sock?virtual_host=0", "unix:///run/valkey.sock?db=1"),
    ],
)
def test_redis_url_names_a_broker_and_a_cache(url, broker, cache):
    assert environment.redis(url) == (broker, cache)


@pytest.mark.parametrize(("user", "name"), [("", None), ("ann", "ann")])
def test_password_of_a_socket_reaches_broker_and_cache(user, name):
    """As each client reads the address; an `@` and a `/` in a password are written as %40 and %2F."""
    broker, cache = environment.redis(f"unix://{user}:se%40sa%2Fme@/run/valkey.sock")

    read = url_to_parts(broker.removeprefix("redis+"))
    assert (read.username or None, read.password, read.path) == (name, "se@sa/me", "run/valkey.sock")
    kept = ConnectionPool.from_url(cache).connection_kwargs
    assert (kept.get("username"), kept["password"], kept["path"]) == (name, "se@sa/me", "/run/valkey.sock")
