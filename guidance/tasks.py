"""What the workers do for this room."""

from celery import shared_task
from django.utils import timezone

from guidance.advisers import expiry, forgetting
from guidance.booking.forgetting import forget_holds
from guidance.meetings import reminders
from guidance.notes import forgetting as notes
from guidance.outcomes import recount
from guidance.waiting import sweep


@shared_task
def remind_of_expiry() -> None:
    """Each day at 9:20: advisers with whom soon nobody can be booked, or since now, and who relies on them."""
    now = timezone.now()
    expiry.remind_of_expiry(on=timezone.localdate(now), now=now)


@shared_task
def forget_former() -> None:
    """Each night: what a service knew of an adviser who left it a year ago."""
    forgetting.forget_former(now=timezone.now())


@shared_task
def forget_notes() -> None:
    """Each night: advisers' own notes about meetings of a year ago."""
    notes.forget_notes(now=timezone.now())


@shared_task
def follow_levels(adviser_id: int | None = None) -> None:
    """Each night: records of meetings whose adviser's level on that day is another now. Of one adviser right after a decision."""
    if adviser_id is None:
        recount.catch_up(now=timezone.now())
    else:
        recount.recount([adviser_id])


@shared_task
def remind_of_meetings() -> None:
    """Each hour of the day: whoever meets an adviser in 7 days, or tomorrow, gets a letter once each."""
    reminders.remind(now=timezone.now())


@shared_task
def offer_free_times(service_id: int | None = None) -> None:
    """Every 10 minutes: offers that run out, and free times for those who wait. Of one service right after a time of it is freed.

    Before it, so that nothing stops it: times that were kept for somebody and are over are forgotten.
    """
    now = timezone.now()
    forget_holds(now=now)
    sweep.run(now=now, service_id=service_id)
