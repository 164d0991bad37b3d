"""What is left of a meeting: its summary, the adviser's own notes, and what its learner says of it."""

from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import who

MOST_SUMMARY, MOST_OPTIONS, MOST_NOTE, MOST_SAID = 2000, 1000, 4000, 600  # characters


@audited()
class Summary(models.Model):
    """What was talked about and decided, for the learner. Two more may read it where the learner agrees, and nobody else.

    `school_may_read`: the careers leader and head of the school or college on whose behalf it was held, while the learner
    is on its roll. `advisers_may_read`: whoever meets the learner as an adviser later, while they see the record.
    """

    meeting = models.OneToOneField("guidance.Meeting", on_delete=models.CASCADE, related_name="summary")
    talked = models.TextField("what you talked about and decided", max_length=MOST_SUMMARY)
    options = models.TextField("choices you looked at", max_length=MOST_OPTIONS, blank=True)
    school_may_read = models.BooleanField(default=False)
    advisers_may_read = models.BooleanField(default=False)
    written_by = who()
    written_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"talked", "options", "written_by"}
    PLAIN = {"id", "meeting", "school_may_read", "advisers_may_read", "written_at"}

    class Meta:
        verbose_name_plural = "summaries"
        constraints = [models.CheckConstraint(condition=~Q(talked=""), name="guidance_summary_says_something")]

    def __str__(self) -> str:
        return f"summary {self.pk}"


class Note(models.Model):
    """An adviser's own words about a meeting, for that adviser alone: no school, no service, no other adviser reads them.

    The learner is told that notes exist and how to ask for them. No history is kept.
    """

    meeting = models.ForeignKey("guidance.Meeting", on_delete=models.CASCADE, related_name="notes")
    adviser = models.ForeignKey("guidance.Adviser", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=MOST_NOTE)
    changed_at = models.DateTimeField()

    PERSONAL = {"adviser", "words"}
    PLAIN = {"id", "meeting", "changed_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "adviser"], name="guidance_note_one_each"),
            models.CheckConstraint(condition=~Q(words=""), name="guidance_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Helped(models.TextChoices):
    """Whether the meeting helped, as its learner says."""

    A_LOT = "a-lot", "A lot"
    A_BIT = "a-bit", "A bit"
    NOT_REALLY = "not-really", "Not really"


class Feedback(models.Model):
    """What a learner says of a meeting. The adviser reads it; so do those who run the service, without a name.

    No history is kept: what somebody once thought is theirs to change.
    """

    meeting = models.OneToOneField("guidance.Meeting", on_delete=models.CASCADE, related_name="feedback")
    helped = models.CharField(max_length=10, choices=Helped)
    knows_next = models.BooleanField("knows what to do next")
    words = models.TextField(max_length=MOST_SAID, blank=True)
    said_at = models.DateTimeField()

    PERSONAL = {"helped", "knows_next", "words"}
    PLAIN = {"id", "meeting", "said_at"}

    class Meta:
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"feedback {self.pk}"
