"""What the ground itself stores: files being loaded by a worker."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """Where a job is. A worker that dies leaves it `running`; the sweep hands it to another worker."""

    WAITING = "waiting", "Waiting to start"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Could not be done"


class Job(models.Model):
    """One uploaded file and what became of its rows. Only its uploader ever sees it.

    `upload` and `rejects` are paths below MEDIA_ROOT, empty once the files are deleted. `kind` is a key of
    `settings.JOBS`, `context` what its loader is told besides the file: ids and plain facts. `starts` counts how often a
    worker began: a file that ends three workers is given up.
    """

    kind = models.CharField(max_length=30)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    checksum = models.CharField("SHA-256 of the upload", max_length=64)
    context = models.JSONField("what the loader is told besides", default=dict, blank=True)
    upload = models.CharField(max_length=200, blank=True)
    rejects = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    starts = models.PositiveSmallIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    notes = models.JSONField("sentences about what happened", default=list, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    PERSONAL = {"by", "file_name", "upload", "rejects"}
    PLAIN = {
        "id",
        "kind",
        "checksum",
        "context",
        "state",
        "starts",
        "created",
        "updated",
        "unchanged",
        "rejected",
        "notes",
        "created_at",
        "finished_at",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "by", "checksum", "context"],
                condition=Q(finished_at__isnull=True),
                name="ground_job_same_file_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at__isnull=True),
                name="ground_job_finished_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["by", "kind", "-created_at"], name="ground_job_of_a_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.finished_at is not None


class Tally(models.Model):
    """How often something happened on a day, all people together: `number` times `step` of `what`.

    `what` is a journey ("quiz") or a kind of page (its pattern, never its address). Nothing here says who, or which
    steps belong to one visit; so there is nothing to follow a person by.
    """

    day = models.DateField()
    what = models.CharField(max_length=200, blank=True)
    step = models.CharField(max_length=20)
    number = models.PositiveIntegerField()

    PERSONAL: set[str] = set()
    PLAIN = {"id", "day", "what", "step", "number"}

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(fields=["day", "what", "step"], name="ground_tally_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.step}"
