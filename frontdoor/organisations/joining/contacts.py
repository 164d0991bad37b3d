"""Contacts from a file (URN, email): where an institution's letters go until somebody joins."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from frontdoor.ground.importing import Report, Row, Unreadable, read_table
from frontdoor.organisations.joining import actions, queries
from frontdoor.organisations.models import Contact, Joining, Organisation, Role
from frontdoor.people.models import User

WHAT = "a list of contacts with the columns URN and email"
MOST_ROWS = 2_000  # in one upload on the page; the command has no limit
MOST_CONTACTS = 5  # of one institution: a reminder goes to each


def load(
    data: bytes,
    report: Report,
    *,
    reach: QuerySet[Organisation],
    by: User | None,
    invite: bool,
    now: datetime,
    most_rows: int | None = None,
    may_send: Callable[[], bool] = lambda: True,
) -> None:
    """Add each row's address to its institution. Rows outside `reach` are rejected as if they did not exist.

    With `invite`, a new contact of an institution where nobody is and nobody is invited gets an invitation to be its
    careers leader; `may_send` is asked before each. Unreadable: the file is no list of contacts or has more than
    `most_rows` rows, and nothing is changed.
    """
    table = read_table(_small_header(data), needed=["urn", "email"], what=WHAT)
    if most_rows is not None and len(table.rows) + len(table.misfits) > most_rows:
        raise Unreadable(f"The file has more than {most_rows:,} rows. Split it, and send one part after the other.")
    for row in report.rows(table):
        organisation, problem = _organisation(row["urn"], reach)
        problem = problem or _wrong(row["email"])
        if organisation is None or problem:
            report.reject(row.line, row.cells, problem)
        else:
            _keep(organisation, row, report, by=by, invite=invite, now=now, may_send=may_send)


def _small_header(data: bytes) -> bytes:
    """`urn,Email` is as good as `URN,email`."""
    head, newline, rest = data.partition(b"\n")
    return head.lower() + newline + rest


def _organisation(urn: str, reach: QuerySet[Organisation]) -> tuple[Organisation | None, str]:
    if not (urn.isascii() and urn.isdigit() and len(urn) < 10):
        return None, "The URN is not a number."
    found = reach.filter(urn=int(urn))
    if open_one := (found & queries.joinable()).first():
        return open_one, ""
    return None, "This institution is closed." if found.exists() else "There is no institution with this URN here."


def _wrong(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        return "This is not an email address."
    return "" if len(email) <= 254 else "This email address is too long."


def _keep(
    organisation: Organisation,
    row: Row,
    report: Report,
    *,
    by: User | None,
    invite: bool,
    now: datetime,
    may_send: Callable[[], bool],
) -> None:
    email = row["email"].lower()
    there = Contact.objects.filter(organisation=organisation)
    if there.filter(email=email).exists():
        report.counts.unchanged += 1
        return
    if there.count() >= MOST_CONTACTS:
        report.reject(
            row.line, row.cells, f"This institution has {MOST_CONTACTS} contacts already, the most it can have."
        )
        return
    invite = invite and not _is_taken(organisation)
    if invite and not may_send():
        report.reject(
            row.line, row.cells, "You have sent as many invitations as you can in an hour. Send this row later."
        )
        return
    Contact.objects.create(organisation=organisation, email=email, created_at=now, created_by=by)
    report.counts.created += 1
    if invite:
        actions.invite(organisation=organisation, role=Role.LEADER, email=email, by=by, now=now)


def _is_taken(organisation: Organisation) -> bool:
    return queries.live_members(organisation).exists() or Joining.objects.filter(organisation=organisation).exists()
