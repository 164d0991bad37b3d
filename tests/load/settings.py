"""The product's settings with one more page, the bare view. Only `bin/bench pages` uses them."""

from frontdoor.settings import *  # noqa: F403

ROOT_URLCONF = "tests.load.urls"
