"""Small typed readers of the process environment, used by `frontdoor.settings` only.

Each reader takes the variable's name; a value that cannot be read as its type stops the process with the name,
what was found and what is wanted.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class Misconfigured(SystemExit):
    """The environment lacks something; the message names the variable and how to set it."""


_missing: list[str] = []


def text(name: str, default: str = "") -> str:
    """The variable as text, without surrounding spaces."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """True for 1, true, yes, on; false for 0, false, no, off or empty."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise Misconfigured(f"{name} is {value!r}. Set it to 1 or 0.")


def whole(name: str, default: int) -> int:
    """The variable as a whole number."""
    value = text(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise Misconfigured(f"{name} is {value!r}. Set it to a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """The variable split at commas and spaces, empty parts left out."""
    return text(name, default).replace(",", " ").split()


def required(name: str, *, how: str, unless: bool, default: str = "") -> str:
    """The variable as text; when it is missing, and not `unless`, `stop_if_incomplete` will name it and say how to set it."""
    value = text(name)
    if not value and not unless:
        _missing.append(f"{name} is not set. {how}")
    return value or default


def stop_if_incomplete() -> None:
    """Stop the process when something required was missing, naming all of it at once."""
    if _missing:
        raise Misconfigured("Front door cannot start.\n" + "\n".join(f"  {line}" for line in _missing))


def folder(name: str, default: Path) -> Path:
    """The variable as a folder's path."""
    return Path(text(name) or default)


def database(url: str) -> dict[str, object]:
    """A PostgreSQL URL as Django's settings.

    `postgresql://user:password@host:port/name`, or for a socket `postgresql:///name?host=/folder&user=frontdoor`.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise Misconfigured("DATABASE_URL must begin with postgresql://. No other database is supported.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "frontdoor",
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": {key: unquote(value) for key, value in query.items()},
    }


def redis(url: str) -> tuple[str, str]:
    """A Redis or Valkey URL as two: Celery's broker (database 0) and Django's cache (database 1).

    Takes `redis://host:port`, `rediss://...` or `unix:///path/to/socket`, each with `:password@` before the host.
    """
    parts = urlsplit(url)
    if parts.scheme == "unix":
        place = f"{parts.netloc.rpartition('@')[0]}@{parts.path}".lstrip("@")
        return f"redis+socket://{place}?virtual_host=0", f"unix://{place}?db=1"
    if parts.scheme not in {"redis", "rediss"}:
        raise Misconfigured("REDIS_URL must begin with redis://, rediss:// or unix://.")
    base = url.split("?", maxsplit=1)[0].rstrip("/")
    if parts.path.strip("/"):
        base = base.rsplit("/", 1)[0]
    return f"{base}/0", f"{base}/1"


def smtp(url: str) -> dict[str, object]:
    """`smtp://user:password@host:port` (`smtps://` for TLS from the start, `?tls=1` for STARTTLS) as Django's settings."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise Misconfigured("FRONTDOOR_EMAIL_URL must begin with smtp:// or smtps://.")
    return {
        "EMAIL_BACKEND": "frontdoor.letters.smtp.Backend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587 if "tls=1" in parts.query else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": "tls=1" in parts.query,
        "EMAIL_TIMEOUT": 20,
    }


def is_this_machine(site_url: str, hosts: list[str]) -> bool:
    """Whether the site's address and every host it answers to mean this machine and no other."""
    here = {"127.0.0.1", "localhost", "::1", "[::1]"}
    return {urlsplit(site_url).hostname or "", *hosts} <= here
