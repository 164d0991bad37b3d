"""What a learner plans, and what they say helps them: theirs to write, to change and to delete."""

from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import who

MOST_WORDS = 1000  # characters of what somebody says helps them


@audited()
class Goal(models.Model):
    """Something that a learner wants to reach. `reached_on` is the day on which they said that they had."""

    learner = models.ForeignKey("record.Learner", on_delete=models.CASCADE, related_name="goals")
    title = models.CharField(max_length=200)
    reached_on = models.DateField(null=True, blank=True)
    created_by = who()
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"learner", "title", "created_by"}
    PLAIN = {"id", "reached_on", "created_at"}

    def __str__(self) -> str:
        return f"goal {self.pk}"


class Owner(models.TextChoices):
    """Who does an action of a plan, as the learner reads it."""

    LEARNER = "learner", "Me"
    SCHOOL = "school", "My school or college"
    ADVISER = "adviser", "My careers adviser"
    FAMILY = "family", "My parent or carer"


@audited()
class PlanAction(models.Model):
    """One thing to do for a goal: by whom, and by which day where there is one.

    `agreed_in` names what it was agreed in (`guidance.meeting:81`); empty for what the learner wrote themself.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(max_length=200)
    owner = models.CharField(max_length=8, choices=Owner, default=Owner.LEARNER)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    agreed_in = models.CharField(max_length=80, blank=True)
    created_by = who()
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"text", "created_by"}
    PLAIN = {"id", "goal", "owner", "due_on", "done_on", "agreed_in", "created_at"}

    def __str__(self) -> str:
        return f"action {self.pk}"


class WhatHelps(models.Model):
    """What helps this learner, in their own words. Nobody else reads it unless they choose so for one booking.

    No history is kept: what somebody once told us about themself is theirs to forget.
    """

    learner = models.OneToOneField("record.Learner", on_delete=models.CASCADE, related_name="what_helps")
    words = models.TextField(max_length=MOST_WORDS)
    changed_at = models.DateTimeField()

    PERSONAL = {"learner", "words"}
    PLAIN = {"id", "changed_at"}

    class Meta:
        verbose_name_plural = "what helps"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="record_what_helps_says_something")]

    def __str__(self) -> str:
        return f"what helps {self.pk}"
