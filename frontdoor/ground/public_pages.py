"""Pages that everybody gets alike: made once, kept for a minute in each web process, and asked for before all else.

A view says so with `@public_page`. `PublicPages` is the first middleware: what it has kept it answers itself, so that no
other middleware runs. A page is kept under its address, its query, and the content's version, which every change of
content raises (`changed`); so an editor sees the new page at once. Nothing personal can be kept: an answer that sets a
cookie, or was made for a reader's own settings, is not.

Kept in the process and not in Redis: anybody may ask for any query, and the shared server must not fill up with them.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from gzip import compress, decompress
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from frontdoor.ground.cache import Cache

VERSION = "content-version"
ALIKE_FOR_ALL = "public, max-age=0, must-revalidate"
MOST = 2_000  # pages a process
MOST_QUERY = 300  # letters; a longer one is not kept
SMALL = 200  # bytes; not worth compressing
NEVER_KEPT = {"x-request-id", "date", "content-encoding", "content-length"}
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was sent."""

    until: float
    body: bytes
    packed: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str


_kept: OrderedDict[tuple[Any, ...], Kept] = OrderedDict()
_lock = threading.Lock()


def public_page(view: View) -> View:
    """A view whose answer to GET is one body for everyone: it looks at the address and the query, and at nobody."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            response.public_page = True  # type: ignore[attr-defined]
            response["Cache-Control"] = ALIKE_FOR_ALL
        return response

    return marked


def changed(**_: Any) -> None:
    """Content has changed: every page is made anew. Now, and again once the change is there for other processes to see."""
    _raise_version()
    transaction.on_commit(_raise_version, robust=True)


def watch(models: Iterable[type[Model]]) -> None:
    """Every save or delete of these models counts as a change of content."""
    for model in models:
        for signal in (post_save, post_delete):
            signal.connect(changed, sender=model, dispatch_uid=f"public-pages-{model._meta.label}")


def forget() -> None:
    """Drop what this process has kept."""
    with _lock:
        _kept.clear()


def _raise_version() -> None:
    cache.set(VERSION, time.time_ns(), timeout=None)


class PublicPages:
    """Answers public pages that are kept; keeps those that are made. Must stand before all other middleware.

    Visitors with a reading-settings cookie pass by: without script their page is drawn for them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = self._key(request) if settings.PAGE_CACHE_SECONDS else None
        if key is None:
            return self.get_response(request)
        kept = _kept.get(key)
        if kept is None or kept.until < time.monotonic():
            return self._keep(key, request, self.get_response(request))
        return _answer(request, kept)

    @staticmethod
    def _key(request: HttpRequest) -> tuple[Any, ...] | None:
        """What a page is kept under; None for a request that is not answered from what is kept."""
        query = request.META.get("QUERY_STRING", "")
        if (
            request.method not in ("GET", "HEAD")
            or settings.READING_COOKIE in request.COOKIES
            or len(query) > MOST_QUERY
        ):
            return None
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return None
        request.get_host()  # a host that is not ours is refused, as everywhere
        version = cache.get(VERSION)
        if Cache.away_until > time.monotonic():
            return None  # nobody can say whether something changed
        return version, request.path, query, request.META.get("HTTP_HX_REQUEST") == "true"

    @staticmethod
    def _keep(key: tuple[Any, ...], request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not getattr(response, "public_page", False) or response.cookies or response.streaming:
            return response
        if request.method == "HEAD" or "private" in response.get("Cache-Control", ""):
            return response
        patch_vary_headers(response, ["Accept-Encoding", "HX-Request"])
        # The middleware inside may have packed it for this reader: packing takes longer than the page's query.
        is_packed = response.get("Content-Encoding") == "gzip"
        body = decompress(response.content) if is_packed else response.content
        packed = response.content if is_packed else compress(body, 6)
        headers = tuple((name, value) for name, value in response.items() if name.lower() not in NEVER_KEPT)
        etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        kept = Kept(time.monotonic() + settings.PAGE_CACHE_SECONDS, body, packed, headers, etag)
        with _lock:
            _kept[key] = kept
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        return _answer(request, kept)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    if request.META.get("HTTP_IF_NONE_MATCH") == kept.etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") and len(kept.body) > SMALL
        response = HttpResponse(kept.packed if packed else kept.body)
        if packed:
            response.headers["Content-Encoding"] = "gzip"
    for name, value in kept.headers:
        response.headers[name] = value
    response.headers["ETag"] = kept.etag
    if response.status_code == 200:
        response.headers["Content-Length"] = str(len(response.content))
    return response
