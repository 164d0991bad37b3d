"""Contacts from a file (URN, email): where an institution's letters go until somebody joins."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from frontdoor.ground.importing import Report, read_table
from frontdoor.organisations.joining import actions, queries
from frontdoor.organisations.models import Contact, Joining, Organisation, Role
from frontdoor.people.models import User

WHAT = "a list of contacts with the columns URN and email"


def load(
    data: bytes, report: Report, *, reach: QuerySet[Organisation], by: User | None, invite: bool, now: datetime
) -> None:
    """Add each row's address to its institution. Rows outside `reach` are rejected as if they did not exist.

    With `invite`, a new contact of an institution where nobody is and nobody is invited gets an invitation to be its
    careers leader. Unreadable: the file is no list of contacts, and nothing is changed.
    """
    table = read_table(_small_header(data), needed=["urn", "email"], what=WHAT)
    for row in report.rows(table):
        organisation, problem = _organisation(row["urn"], reach)
        email = row["email"].lower()
        problem = problem or _wrong(email)
        if organisation is None or problem:
            report.reject(row.line, row.cells, problem)
        else:
            _keep(organisation, email, report, by=by, invite=invite, now=now)


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
    organisation: Organisation, email: str, report: Report, *, by: User | None, invite: bool, now: datetime
) -> None:
    _, made = Contact.objects.get_or_create(
        organisation=organisation, email=email, defaults={"created_at": now, "created_by": by}
    )
    report.counts.created += made
    report.counts.unchanged += not made
    if made and invite and not _is_taken(organisation):
        actions.invite(organisation=organisation, role=Role.LEADER, email=email, by=by, now=now)


def _is_taken(organisation: Organisation) -> bool:
    return queries.live_members(organisation).exists() or Joining.objects.filter(organisation=organisation).exists()
