"""The parts of `bin/bench pages` that need no measuring: the client counts whole answers, a limit missed is said."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client, override_settings

from tests.load.client import Talk, length, rate, size
from tests.load.ratios import Page, table, verdict
from tests.load.servers import command

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5"


class Handler(BaseHTTPRequestHandler):
    """`/SIZE` for so many bytes, on connections that are kept."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The page."""
        body = b"x" * int(self.path.strip("/"))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.headers.get("Connection") == "close"

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def served() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def page(**more: object) -> Page:
    usual = {"name": "career", "rates": [900], "bare": [1000], "wagtail": [90], "queries": 0, "size": 18_000}
    return Page(**usual | more)  # type: ignore[arg-type]


@pytest.mark.parametrize("pieces", [[1000], [10, 90], [len(HEAD) + 2, 7], [1] * 70])
def test_answer_is_whole_however_it_arrives(pieces: list[int]) -> None:
    answer, talk, whole = HEAD + b"\r\n\r\nabcde", Talk(None), []  # type: ignore[arg-type]

    for piece in pieces:
        part, answer = answer[:piece], answer[piece:]
        whole += [talk.take(part)] if part else []

    assert whole == [False] * (len(whole) - 1) + [True]
    assert talk.take(HEAD + b"\r\n\r\nabcde")


@pytest.mark.parametrize("head", [HEAD.replace(b"200 OK", b"503 No"), HEAD.replace(b"Content-Length", b"Other")])
def test_answer_that_is_no_page_stops_the_measurement(head: bytes) -> None:
    with pytest.raises(ValueError, match=r"not a page|without its length"):
        length(head)


def test_more_than_the_answer_said_stops_the_measurement() -> None:
    with pytest.raises(ValueError, match="more came"):
        Talk(None).take(HEAD + b"\r\n\r\nabcdef")  # type: ignore[arg-type]


def test_client_counts_pages_of_a_real_server() -> None:
    with served() as port:
        assert size(port, "/70000") == 70_000
        assert rate(port, "/70000", 0.3, connections=2) > 5


def test_limits_are_kept_to_the_hair() -> None:
    words, status = verdict([page(), page(name="new", rates=[240], bare=[2000], wagtail=[120], queries=4, anew=True)])

    assert status == 0
    assert words.endswith("kept")
    assert "worst 0.90 of the bare view (least 0.9), 10.0 times Wagtail" in words


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"rates": [890]}, "career: 0.89 of the bare view, least 0.9"),
        ({"wagtail": [100]}, "career: 9.0 times Wagtail, least 10"),
        ({"anew": True, "rates": [200], "wagtail": [110]}, "career: 1.8 times Wagtail, least 2"),
        ({"anew": True, "queries": 5}, "career: 5 queries, most 4"),
    ],
)
def test_limit_that_is_missed_is_named_and_fails(more: dict[str, object], said: str) -> None:
    words, status = verdict([page(), page(**more)])

    assert status == 1
    assert f"NOT KEPT: {said}" in words.splitlines()


def test_ratio_is_of_the_same_round() -> None:
    slow_moment = page(rates=[900, 90, 900], bare=[1000, 100, 300])

    assert slow_moment.of_bare == 0.9


def test_table_has_a_line_for_each_page_and_for_what_it_is_held_against() -> None:
    lines = table([page()], {"Wagtail's start page": (90.0, "4", 6_845)}).splitlines()

    assert lines[0].split()[:3] == ["requests/s", "queries", "bytes"]
    assert lines[1].split() == ["career", "900", "0", "18,000", "0.90", "0.9", "10.0", "10"]
    assert lines[2].split()[-3:] == ["90", "4", "6,845"]


def test_servers_are_started_as_in_the_procfile() -> None:
    words = command("other.wsgi:application")

    assert "granian" in words
    assert "--blocking-threads 2" in words
    assert words.endswith(" other.wsgi:application")


@override_settings(ROOT_URLCONF="tests.load.urls")
def test_bare_view_is_a_body_of_the_size_that_is_asked_for_and_is_never_kept() -> None:
    response = Client().get("/bare/1234/")

    assert len(response.content) == 1234
    assert not hasattr(response, "public_page")
