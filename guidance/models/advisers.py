"""The register: who gives guidance, what they are able to do, and what their service has seen to prove it."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who


class Channel(models.TextChoices):
    """How a meeting is held."""

    VIDEO = "video", "Video call"
    PHONE = "phone", "Phone"
    FACE = "face-to-face", "Face to face"


class Language(models.TextChoices):
    """In which a meeting can be held, besides English."""

    BSL = "bsl", "British Sign Language"
    ARABIC = "ar", "Arabic"
    BENGALI = "bn", "Bengali"
    CHINESE = "zh", "Chinese"
    FRENCH = "fr", "French"
    GUJARATI = "gu", "Gujarati"
    PANJABI = "pa", "Panjabi"
    PERSIAN = "fa", "Persian"
    POLISH = "pl", "Polish"
    PORTUGUESE = "pt", "Portuguese"
    ROMANIAN = "ro", "Romanian"
    SOMALI = "so", "Somali"
    SPANISH = "es", "Spanish"
    TURKISH = "tr", "Turkish"
    UKRAINIAN = "uk", "Ukrainian"
    URDU = "ur", "Urdu"


class Specialism(models.TextChoices):
    """What an adviser knows more about than every adviser does."""

    SEND = "send", "Special educational needs and disabilities"
    CARE = "care", "Young people in care and care leavers"
    APPRENTICESHIPS = "apprenticeships", "Apprenticeships"
    UNIVERSITY = "university", "University and other higher education"
    TECHNICAL = "technical", "T Levels and technical courses"
    LEFT_EARLY = "left-early", "Young people not in education or work"
    RETURNING = "returning", "Coming back to work"
    CHANGING = "changing", "Changing career, or losing a job"
    NEW_HERE = "new-here", "New to England"
    CONVICTIONS = "convictions", "People with a conviction"


MINUTES = (30, 45, 60, 75, 90)  # how long a meeting can be; 45 is the usual recommendation (domain 4.2)


@audited()
class Adviser(models.Model):
    """A person who gives guidance for a service: at work there while a live membership of theirs says so.

    `minutes` is how long a meeting of theirs is, `buffer` how many minutes stay free before the next one, `most_a_day` and
    `most_a_week` how many they hold at most, `notice` how many hours ahead a meeting must be booked.
    `feed_hash` is the SHA-256 of the secret in the address of their calendar; empty: there is no such address.
    """

    service = models.ForeignKey("guidance.Service", on_delete=models.PROTECT, related_name="advisers")
    user = who(related_name="advising")
    is_public = models.BooleanField(default=False, help_text="Their name and `about` stand on the public pages")
    about = models.TextField(max_length=600, blank=True)
    languages = ArrayField(models.CharField(max_length=3, choices=Language), default=list, blank=True)
    specialisms = ArrayField(models.CharField(max_length=16, choices=Specialism), default=list, blank=True)
    channels = ArrayField(models.CharField(max_length=12, choices=Channel), default=list, blank=True)
    areas = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, help_text="Regions of England; none: all of it"
    )
    minutes = models.PositiveSmallIntegerField(default=45, choices=[(minutes, str(minutes)) for minutes in MINUTES])
    buffer = models.PositiveSmallIntegerField(default=15, validators=[MaxValueValidator(120)])
    most_a_day = models.PositiveSmallIntegerField(default=5, validators=[MinValueValidator(1), MaxValueValidator(12)])
    most_a_week = models.PositiveSmallIntegerField(default=20, validators=[MinValueValidator(1), MaxValueValidator(60)])
    notice = models.PositiveSmallIntegerField(default=24, validators=[MaxValueValidator(336)])
    video_room = models.URLField("address of the video room", max_length=300, blank=True)
    feed_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {
        "user",
        "is_public",
        "about",
        "languages",
        "specialisms",
        "channels",
        "areas",
        "video_room",
        "feed_hash",
    }
    PLAIN = {"id", "service", "minutes", "buffer", "most_a_day", "most_a_week", "notice", "created_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "user"], name="guidance_adviser_once_at_a_service"),
            models.UniqueConstraint(fields=["feed_hash"], condition=~Q(feed_hash=""), name="guidance_adviser_feed"),
        ]

    def __str__(self) -> str:
        return f"adviser {self.pk}"


class ProofKind(models.TextChoices):
    """What a service sees of an adviser (domain 4.1, 4.6)."""

    QUALIFICATION = "qualification", "Qualification"
    REGISTER = "register", "Professional register"
    DBS = "dbs", "DBS check"


class ProofState(models.TextChoices):
    """Where a proof stands (`Proof.state`)."""

    WAITING = "waiting", "Waiting to be checked"
    SENT_BACK = "sent-back", "Sent back"
    NOT_YET = "not-yet", "Checked, not begun"
    HOLDS = "holds", "Checked"
    EXPIRED = "expired", "Expired"
    ENDED = "ended", "Withdrawn"


@audited()
class Proof(models.Model):
    """One thing that shows what an adviser is able to do, as they sent it; their service has seen it and accepts it.

    It holds from `starts` (the day it was given) to `until`, both days included; empty: it does not run out. A DBS check has
    an `until`, the day by which the service sees a new one, because the certificate itself has none. Answers never change
    after they were sent: a renewal is another row. No copy and no number of a DBS certificate is kept.
    """

    adviser = models.ForeignKey(Adviser, on_delete=models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=13, choices=ProofKind)
    name = models.CharField(max_length=160, help_text="The qualification, the register, or the level of the DBS check")
    level = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(3), MaxValueValidator(8)]
    )
    number = models.CharField(max_length=40, blank=True, help_text="The number in the register")
    starts = models.DateField()
    until = models.DateField(null=True, blank=True)
    created_by = who()
    created_at = models.DateTimeField()

    decided_by = who(optional=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    note = models.TextField("what has to change", max_length=600, blank=True)
    ended_by = who(optional=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    AUDITED = True
    PERSONAL = {
        "adviser",
        "kind",
        "name",
        "level",
        "number",
        "starts",
        "until",
        "created_by",
        "decided_by",
        "note",
        "ended_by",
        "ended_because",
    }
    PLAIN = {"id", "created_at", "decided_at", "accepted", "ended_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["adviser", "kind"], condition=Q(decided_at=None), name="guidance_proof_one_of_a_kind_waits"
            ),
            models.CheckConstraint(
                condition=(Q(kind=ProofKind.QUALIFICATION, level__isnull=False) & Q(number=""))
                | (Q(kind=ProofKind.REGISTER, level=None, until__isnull=False) & ~Q(number=""))
                | Q(kind=ProofKind.DBS, level=None, number="", until__isnull=False),
                name="guidance_proof_tells_what_its_kind_needs",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("starts")), name="guidance_proof_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=together("decided_by", "decided_at", "accepted"), name="guidance_proof_decided_by_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(accepted=False) | ~Q(note=""), name="guidance_proof_sent_back_with_a_note"
            ),
            models.CheckConstraint(
                condition=together("ended_by", "ended_at")
                & (Q(ended_at=None) | (Q(accepted=True) & ~Q(ended_because=""))),
                name="guidance_proof_ended_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(decided_at=None), name="guidance_proof_waiting"),
            models.Index(fields=["until"], condition=Q(accepted=True, ended_at=None), name="guidance_proof_until"),
        ]

    def __str__(self) -> str:
        return f"proof {self.pk}"

    @property
    def counts(self) -> bool:
        """Whether the service has accepted it and not withdrawn it, whatever the day."""
        return bool(self.accepted) and self.ended_at is None

    @property
    def decider(self) -> str:
        """Who accepted it or sent it back, by name."""
        return _name(self.decided_by)

    @property
    def ender(self) -> str:
        """Who withdrew it, by name."""
        return _name(self.ended_by)

    def state(self, on: date) -> ProofState:
        """Where it stands on a day; the order is fixed."""
        if self.decided_at is None:
            return ProofState.WAITING
        if not self.accepted:
            return ProofState.SENT_BACK
        if self.ended_at:
            return ProofState.ENDED
        if on < self.starts:
            return ProofState.NOT_YET
        return ProofState.HOLDS if self.until is None or on <= self.until else ProofState.EXPIRED


def _name(person: Any) -> str:
    """Whoever acted had a name; an account that was emptied since has none."""
    return (person.full_name if person else "") or "Somebody who ran the service"
