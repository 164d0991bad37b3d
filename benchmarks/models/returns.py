"""What is stored of a yearly return: the return, its answers and notes, its frozen result, and reports made elsewhere."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from frontdoor.organisations.models import Form

ACADEMIC_YEAR = 7  # characters in 2026-27


class Kind(models.TextChoices):
    """Why a numbered return of a year was made."""

    FIRST = "first", "First return of the year"
    CORRECTION = "correction", "A correction"
    FRESH_LOOK = "fresh-look", "A fresh look"


class State(models.TextChoices):
    """Where a return is. Only `submitted` counts, and it is never left."""

    DRAFT = "draft", "Draft"
    WITH_HEAD = "with-head", "With the head"
    SUBMITTED = "submitted", "Submitted"


@audited()
class Return(models.Model):
    """One numbered return of an institution for an academic year.

    `facts` are `frameworks.shape.Facts.as_json()`, asked once and used by every share question. `saved_pages` are the
    numbers of the benchmarks whose page was saved at least once, so that copied answers are told from checked ones.
    `signed_name` and `signed_role` are as typed by the signer; `submitted_by` is empty when the head used the link.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="returns")
    year = models.CharField("academic year", max_length=ACADEMIC_YEAR)
    number = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FIRST)
    framework = models.ForeignKey("benchmarks.FrameworkVersion", on_delete=models.PROTECT, related_name="returns")
    form = models.CharField(max_length=12, choices=Form)
    facts = models.JSONField(default=dict, blank=True)
    saved_pages = models.JSONField(default=list, blank=True)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reference = models.CharField(max_length=12, unique=True)
    created_by = who()
    created_at = models.DateTimeField()

    sent_to_head_by = who(optional=True)
    sent_to_head_at = models.DateTimeField(null=True, blank=True)
    head_email = models.EmailField(blank=True)
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_name = models.CharField(max_length=200, blank=True)
    sent_back_note = models.TextField(blank=True)

    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = who(optional=True)
    signed_name = models.CharField(max_length=200, blank=True)
    signed_role = models.CharField(max_length=200, blank=True)
    signed_by_leader = models.BooleanField(default=False)

    AUDITED = True
    PERSONAL = {
        "created_by",
        "sent_to_head_by",
        "head_email",
        "sent_back_name",
        "sent_back_note",
        "submitted_by",
        "signed_name",
        "signed_role",
    }
    PLAIN = {
        "id",
        "organisation",
        "year",
        "number",
        "kind",
        "framework",
        "form",
        "facts",
        "saved_pages",
        "copied_from",
        "state",
        "reference",
        "created_at",
        "sent_to_head_at",
        "sent_back_at",
        "submitted_at",
        "signed_by_leader",
    }

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"],
                condition=~Q(state=State.SUBMITTED),
                name="benchmarks_return_one_open_a_year",
            ),
            models.UniqueConstraint(
                fields=["organisation", "year", "number"], name="benchmarks_return_number_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.FIRST, number=1) | (~Q(kind=Kind.FIRST) & Q(number__gt=1)),
                name="benchmarks_return_first_is_number_one",
            ),
            models.CheckConstraint(
                condition=together("sent_to_head_at", "sent_to_head_by"), name="benchmarks_return_sent_who_and_when"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITH_HEAD) | (Q(sent_to_head_at__isnull=False) & ~Q(head_email="")),
                name="benchmarks_return_with_head_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(sent_back_at__isnull=True, sent_back_name="")
                | (Q(sent_back_at__isnull=False) & ~Q(sent_back_name="")),
                name="benchmarks_return_sent_back_who_and_when",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=State.SUBMITTED, submitted_at__isnull=False) & ~Q(signed_name="") & ~Q(signed_role="")
                )
                | (
                    ~Q(state=State.SUBMITTED)
                    & Q(submitted_at__isnull=True, submitted_by__isnull=True, signed_name="", signed_role="")
                ),
                name="benchmarks_return_submitted_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year} number {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it can still change: a draft, or with the head."""
        return self.state != State.SUBMITTED


@audited(inserts=False)  # changed_by and changed_at say who gave the first one
class Answer(models.Model):
    """One answered question of a return. `version` rises by one with each change: what a second person compares."""

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    value = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    changed_by = who()
    changed_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"changed_by"}
    PLAIN = {"id", "of_return", "question", "value", "version", "changed_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of_return", "question"], name="benchmarks_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question} = {self.value}"


class AreaNote(models.Model):
    """What stands beside one assessment area: evidence (words or a link) and what the institution will do next."""

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="notes")
    area = models.CharField(max_length=60)
    evidence = models.TextField("evidence, as words or a link", blank=True)
    next_step = models.TextField("what we will do next", blank=True)
    owner = models.CharField("who will do it", max_length=200, blank=True)
    due = models.DateField("by when", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = who()
    changed_at = models.DateTimeField()

    # Free words may name a pupil or a colleague.
    PERSONAL = {"evidence", "next_step", "owner", "changed_by"}
    PLAIN = {"id", "of_return", "area", "due", "version", "changed_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of_return", "area"], name="benchmarks_note_once")]

    def __str__(self) -> str:
        return f"Note on {self.area}"

    def as_json(self) -> dict[str, str]:
        """What is written, the date as text; nothing that is empty."""
        due = self.due.isoformat() if self.due else ""
        given = {"evidence": self.evidence, "next_step": self.next_step, "owner": self.owner, "due": due}
        return {key: value for key, value in given.items() if value}


class FrozenResult(models.Model):
    """What was submitted, as it was: the database refuses to change a row.

    `answers` by question, `result` as `scoring.score` gave it, `evidence` what the records said to each question
    (`evidence.freezing`: no name, birth date or UPN), `sha256` over the canonical JSON of facts, answers, result and evidence.
    """

    of_return = models.OneToOneField(Return, on_delete=models.PROTECT, related_name="frozen")
    answers = models.JSONField()
    result = models.JSONField()
    evidence = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    PERSONAL: set[str] = set()
    PLAIN = {"id", "of_return", "answers", "result", "evidence", "sha256", "frozen_at"}

    class Meta:
        triggers = [pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"Result of {self.of_return_id}"


class HeadLink(models.Model):
    """The single-use link in the letter to the head. Only a hash of its key is kept."""

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="head_links")
    key_hash = models.CharField(max_length=64, unique=True)
    sent_to = models.EmailField()
    created_by = who()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    PERSONAL = {"sent_to", "created_by"}
    PLAIN = {"id", "of_return", "key_hash", "created_at", "expires_at", "used_at", "replaced_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of_return"],
                condition=Q(used_at__isnull=True, replaced_at__isnull=True),
                name="benchmarks_headlink_one_live",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="benchmarks_headlink_lasts"),
        ]

    def __str__(self) -> str:
        return f"Link for return {self.of_return_id}"


@audited()
class ElsewhereReport(models.Model):
    """A report made with another tool: as valid as a return made here. A correction withdraws the row and makes another.

    `results` is empty or gives the per cent of each benchmark, `{"1": 100, ...}`; `source` says who told us.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="elsewhere_reports"
    )
    year = models.CharField("academic year", max_length=ACADEMIC_YEAR)
    tool = models.CharField(max_length=100)
    reported_on = models.DateField()
    results = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=200)
    created_by = who()
    created_at = models.DateTimeField()
    withdrawn_by = who(optional=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {"created_by", "withdrawn_by"}
    PLAIN = {
        "id",
        "organisation",
        "year",
        "tool",
        "reported_on",
        "results",
        "source",
        "created_at",
        "withdrawn_at",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"],
                condition=Q(withdrawn_at__isnull=True),
                name="benchmarks_elsewhere_one_live_a_year",
            ),
            models.CheckConstraint(
                condition=together("withdrawn_at", "withdrawn_by"), name="benchmarks_elsewhere_withdrawn_who_and_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}: {self.tool}"


@audited(inserts=False)  # as for answers
class SigningChoice(models.Model):
    """An institution's choice that its careers leader submits alone. No row: the head signs."""

    organisation = models.OneToOneField(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="signing_choice"
    )
    leader_alone = models.BooleanField(default=False)
    changed_by = who()
    changed_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"changed_by"}
    PLAIN = {"id", "organisation", "leader_alone", "changed_at"}

    def __str__(self) -> str:
        return f"{self.organisation}: {'leader alone' if self.leader_alone else 'head signs'}"
