"""The way to the file; and the rows in it that belong to no other noun."""

from collections.abc import Iterator

from django.urls import reverse

from frontdoor.letters.models import Letter
from frontdoor.record.models import ClaimCode, Joining, Learner
from frontdoor.record.shown import Page, Table

CAUSES = {"code": "You typed a code", "left": "The school that you had left took you off its roll"}


def own_pages(learner: Learner) -> Iterator[Page]:  # noqa: ARG001 every learner has it
    """Where the file is made."""
    yield Page("Take your record with you", reverse("record:export"), "As a PDF or JSON file")


def holds(learner: Learner) -> Iterator[Table]:
    """Who they are, how they sign in, the codes they were given, the records that became this one, letters to them."""
    yield _person(learner)
    if learner.account is not None:
        yield _account(learner)
    yield _codes(learner)
    yield _joinings(learner)
    yield _letters(learner)


def held_back(learner: Learner) -> Iterator[str]:  # noqa: ARG001 the same for all
    """What nobody's export holds."""
    yield "Earlier versions of what was changed since, which are kept to show who changed what."
    yield "The names of staff who made or changed a row."
    yield "Whether another school keeps a record that may be yours. It joins yours only when that is sure."
    yield "Your password and the secrets of your second step, which nobody can read."


def _person(learner: Learner) -> Table:
    columns = [
        ("given_names", "First names"),
        ("family_name", "Last name"),
        ("known_as", "Known as"),
        ("date_of_birth", "Date of birth"),
        ("began_at", "Record began"),
    ]
    born = learner.date_of_birth
    row = [learner.given_names, learner.family_name, learner.known_as, born, learner.created_at]
    return Table("person", "You", columns, [row])


def _account(learner: Learner) -> Table:
    columns = [
        ("email", "Email address"),
        ("full_name", "Name"),
        ("made_at", "Made"),
        ("last_sign_in", "Last signed in"),
    ]
    account = learner.account
    assert account is not None  # noqa: S101 asked by the caller
    return Table(
        "account",
        "Your account",
        columns,
        [[account.email, account.full_name, account.date_joined, account.last_login]],
    )


def _codes(learner: Learner) -> Table:
    columns = [("school", "From"), ("made_at", "Made"), ("expires_at", "Works until"), ("used_at", "Used")]
    made = ClaimCode.objects.filter(enrolment__learner=learner).select_related("enrolment__institution")
    rows = [
        [one.enrolment.institution.name, one.created_at, one.expires_at, one.used_at] for one in made.order_by("pk")
    ]
    return Table("codes", "Codes that gave you this record", columns, rows)


def _joinings(learner: Learner) -> Table:
    columns = [("joined_at", "Joined"), ("why", "Why"), ("undone_at", "Taken apart again")]
    made = Joining.objects.filter(kept=learner).order_by("pk")
    rows = [[one.created_at, CAUSES.get(one.cause, ""), one.undone_at] for one in made]
    return Table("joinings", "Records that became one with yours", columns, rows)


def _letters(learner: Learner) -> Table:
    """Subject and time; the words are in their own mailbox, and some carried a key."""
    addresses = set(learner.enrolments.exclude(email="").values_list("email", flat=True))
    if learner.account is not None:
        addresses.add(learner.account.email)
    sent = Letter.objects.filter(to__in=addresses).order_by("created_at", "pk")
    rows = [[one.created_at, one.subject, one.get_state_display()] for one in sent]
    return Table("letters", "Letters to you", [("at", "When"), ("subject", "About"), ("state", "Sent")], rows)
