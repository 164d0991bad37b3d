"""Made-up safeguarding contacts of the made-up institutions: before the rolls, which need them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from frontdoor.organisations.invented.actions import leader_of
from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.record.care.shipped import load_helplines
from frontdoor.record.models import SafeguardingContact

# Nobody's name, beside a number that Ofcom keeps for drama and an address that nobody can own.
FIRST = ["Mina", "Joel", "Tess", "Idris", "Carys", "Ravi", "Bea", "Otis", "Nell", "Kofi", "Ines", "Hugh", "Lola"]
LAST = ["Fairbarrow", "Quince", "Oakmantle", "Tern", "Larchwood", "Penhallow", "Sorrel"]
FIRST_MADE_UP = 900_001


@transaction.atomic
def seed_demo() -> None:
    """Helplines, and a contact for each made-up institution: a second run changes nothing."""
    load_helplines()
    made_up = Organisation.objects.filter(kind=Kind.INSTITUTION, made_up=True, urn__gte=FIRST_MADE_UP)
    for school in made_up.filter(safeguarding_contact=None).order_by("urn"):
        _name(school)


def _name(school: Organisation) -> None:
    """Named by the school's careers leader a month ago."""
    number, then = (school.urn or 0) - FIRST_MADE_UP, timezone.now() - timedelta(days=30)
    SafeguardingContact.objects.create(
        institution=school,
        name=f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}",
        job_title="Designated safeguarding lead",
        phone=f"01632 960 {number % 1000:03d}",
        email=f"safe-{school.urn}@{DOMAIN}",
        reviewed_on=timezone.localdate(then),
        created_by=leader_of(school),
        created_at=then,
    )
