"""Naming the safeguarding contact, and passing a concern on to them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from frontdoor.record.care import letters, queries
from frontdoor.record.care.rules import is_phone, make_reference
from frontdoor.record.models import Concern, SafeguardingContact

NOBODY = "Nobody is named as safeguarding contact yet. Tell your head now, and call 999 if somebody is in danger."
NOT_A_NUMBER = "Enter a whole phone number, like 01632 960 001"


@transaction.atomic
def name_contact(
    *, institution: Organisation, name: str, job_title: str, phone: str, email: str, by: User, now: datetime
) -> SafeguardingContact:
    """Name the institution's contact, change it, or say that it is still right. History keeps what it was.

    Any of these counts as looked at today. `created_by` is who gave the details that stand now.
    """
    if not is_phone(phone):
        raise Refused(f"{NOT_A_NUMBER}.")
    details = {"name": name, "job_title": job_title, "phone": phone, "email": email}
    today = timezone.localdate(now)
    contact, made = SafeguardingContact.objects.select_for_update().get_or_create(
        institution=institution, defaults=details | {"reviewed_on": today, "created_by": by, "created_at": now}
    )
    if made:
        return contact
    changes: dict[str, object] = {"reviewed_on": today}
    if any(getattr(contact, field) != value for field, value in details.items()):
        changes |= details | {"created_by": by, "created_at": now}
    for field, value in changes.items():
        setattr(contact, field, value)
    contact.save(update_fields=[*changes])
    return contact


@transaction.atomic
def pass_on(*, institution: Organisation, by: User, now: datetime) -> Concern:
    """Tell the safeguarding contact that somebody has a concern: a reference only. Refused where nobody is named.

    Pressed again within ten minutes it is the same concern, and no second letter is made.
    """
    # Everybody who presses at the same time waits here, so that two presses are one.
    contact = SafeguardingContact.objects.select_for_update().filter(institution=institution).first()
    if contact is None:
        raise Refused(NOBODY)
    if passed := queries.just_passed_on(institution=institution, by=by, now=now):
        return passed
    passed = Concern.objects.create(reference=make_reference(), institution=institution, created_by=by, created_at=now)
    letters.concern(passed, contact, now=now)
    return passed
