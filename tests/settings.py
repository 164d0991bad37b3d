"""The product's settings with what tests change: a quick password hash, unhashed static files, letters kept in memory."""

import os

os.environ.setdefault("FRONTDOOR_DEMO", "1")
os.environ.setdefault("FRONTDOOR_SECRET_KEY", "for-tests-only-for-tests-only-for-tests-only-for-tests-only")

from frontdoor.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Two test runs at once must not share a database, nor the keys of the cache.
DATABASES["default"]["TEST"] = {"NAME": f"test_frontdoor_{os.environ.get('FRONTDOOR_TEST_RUN', os.getppid())}"}  # noqa: F405
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405 - a live server's thread must not hold the test database
CACHES["default"]["KEY_PREFIX"] = f"test-{os.environ.get('FRONTDOOR_TEST_RUN', os.getppid())}"  # noqa: F405
CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = CACHES["default"]["KEY_PREFIX"]  # noqa: F405
# Clearing the cache empties a whole numbered database: each process of each run has its own of the server's sixteen.
_process = int("0" + os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw"))
_number = 2 + (_process + 5 * sum(CACHES["default"]["KEY_PREFIX"].encode())) % 14  # noqa: F405
CACHES["default"]["LOCATION"] = CACHES["default"]["LOCATION"][:-1] + str(_number)  # noqa: F405
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = False
# Nothing is built for tests: static files are served by the live server itself.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]  # noqa: F405
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "templates")  # noqa: F405
PAGE_CACHE_SECONDS = 0  # but in the tests of that cache: rows made behind its back would not be seen
# A busy machine is no fault: only the tests of a cache that is away ask as briefly as the product does.
BRIEF_CACHE = dict(CACHES["default"]["OPTIONS"])  # noqa: F405
CACHES["default"]["OPTIONS"] = {"socket_connect_timeout": 5, "socket_timeout": 5}  # noqa: F405
