"""Every page x every role x {own, elsewhere, missing} x {GET, POST} x {htmx or not}. Read `tests/access/__init__.py`."""

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, reverse

from tests.access.rows import FURNISHERS, NOT_OFFERED, Row, gather
from tests.access.world import ROLES, World, build

pytestmark = pytest.mark.django_db
ROWS = gather()
ASKED = [(method, htmx) for method in ("get", "post") for htmx in (False, True)]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One state of the database for the whole table, rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        for furnish in FURNISHERS:
            furnish(made)
        connection.check_constraints()  # once for all: otherwise each test checks all rows of the world again
        yield made
        transaction.set_rollback(True)


def ask(world: World, role: str, row: Row, column: str, method: str, *, htmx: bool) -> HttpResponse | None:
    """The answer; None when the row has no such column for this role."""
    args = row.args(world, role, column)
    if args is None:
        return None
    headers = {"HX-Request": "true"} if htmx else {}
    return getattr(world.client(role), method)(
        reverse(row.route, kwargs=args), row.data if method == "post" else None, headers=headers
    )


def told(answer: HttpResponse) -> tuple[int, bytes, str]:
    """All that an answer tells: the address after `?next=` is what was asked for."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body, answer.get("Location", "").split("?")[0]


@pytest.mark.parametrize(
    ("method", "htmx"), ASKED, ids=lambda v: v if isinstance(v, str) else ("htmx" if v else "page")
)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.route)
def test_access(world, row, method, htmx):
    wrong = [problem for role in ROLES for problem in problems(world, row, role, method, htmx=htmx)]

    assert not wrong, "\n".join([f"{row.route} {method}{' with htmx' if htmx else ''}:", *wrong])


def problems(world: World, row: Row, role: str, method: str, *, htmx: bool) -> list[str]:
    """What is not as the row says for this role; the database is afterwards as it was before."""
    with transaction.atomic():  # what is refused changes nothing, so what may change something is asked last
        missing, elsewhere, own = (
            ask(world, role, row, column, method, htmx=htmx) for column in ("missing", "elsewhere", "own")
        )
        transaction.set_rollback(True)
    found = []
    expected = row.expected(method, role)
    if own is not None and own.status_code != expected:
        found.append(f"{role}, own: {own.status_code}, not {expected} {own.get('Location', '')}")
    if own is not None and missing is not None and own.status_code == 404 and told(own) != told(missing):
        found.append(f"{role}, own: a 404 that differs from that of a thing that does not exist")
    if missing is not None:
        found += strange(row, role, "missing", missing, expected)
    if elsewhere is not None and missing is not None and not row.is_public:
        found += strange(row, role, "elsewhere", elsewhere, expected)
        if told(elsewhere) != told(missing):
            found.append(f"{role}: elsewhere can be told from what does not exist")
    return found


def strange(row: Row, role: str, column: str, answer: HttpResponse, expected: int) -> list[str]:
    """What a stranger may get: 404; the way to sign in when signed out; 405 when the method is not offered at all."""
    if expected == NOT_OFFERED:
        allowed = answer.status_code == NOT_OFFERED
    elif role == "anonymous" and not row.is_public:
        allowed = answer.status_code == 404 or answer.get("Location", "").startswith(reverse("account_login"))
    else:
        allowed = answer.status_code == 404
    return [] if allowed else [f"{role}, {column}: {answer.status_code} {answer.get('Location', '')}"]


def routes(patterns, namespaces: tuple[str, ...] = (), prefix: str = ""):
    """The name of every page, or its pattern when it has no name."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name]) if pattern.name else f"{prefix}{pattern.pattern}"
        else:
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from routes(pattern.url_patterns, inner, f"{prefix}{pattern.pattern}")


def test_every_page_has_a_row():
    """Django's admin has its own test (tests/home/test_admin.py): its pages are made by the register's models."""
    pages = {name for name in routes(get_resolver().url_patterns) if not name.startswith(("admin:", "admin/"))}
    listed = {row.route for row in ROWS}

    unlisted = sorted(pages - listed)
    assert not unlisted, f"No access row for {unlisted}: add them in tests/<room>/access_rows.py"
    assert not listed - pages, f"Rows for pages that are gone: {sorted(listed - pages)}"
