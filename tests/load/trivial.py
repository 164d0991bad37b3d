"""The least that a web server can serve, `/SIZE` for so many bytes: shows that the client could count far more."""

from collections.abc import Callable, Iterable
from typing import Any


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """A WSGI application without a framework."""
    body = b"x" * int(environ["PATH_INFO"].strip("/") or 1)
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    return [body]
