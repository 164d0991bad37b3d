"""The demo's checks: one that holds for about a year, one that waits, one that runs out soon, one that has run out."""

from datetime import date, timedelta

from django.db import transaction

from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.people.models import User
from workexperience.employers.seed import ADDED, BELL, DEMO_EMPLOYER, HATCH, ROOK, demo_employer, email_of
from workexperience.models import Check

SENT = ADDED + timedelta(days=1)
ACCEPTED = ADDED + timedelta(days=6)
# Each employer's: the insurer, the last day of the insurance, and whether hub@ has accepted it. From the seed's fixed day.
PLANS: list[tuple[str, str, date, bool]] = [
    (DEMO_EMPLOYER, "Merrowshire Mutual", date(2027, 8, 31), True),
    (HATCH, "Lantern Insurance", date(2027, 6, 30), False),
    (ROOK, "Merrowshire Mutual", date(2026, 10, 31), True),
    (BELL, "Quayside Cover", date(2026, 12, 31), True),
]


@transaction.atomic
def seed_demo() -> None:
    """Each employer's check once, and none where somebody has sent one already."""
    for name, insurer, until, accepted in PLANS:
        employer = demo_employer(name)
        if not employer.checks.exists():
            who = User.objects.get(email=email_of(name))
            check = _check(insurer, until, who)
            check.employer = employer
            if accepted:
                check.decided_by, check.decided_at, check.accepted = _hub(), ACCEPTED, True
                employer.proven_number = employer.identity
                employer.save(update_fields=["proven_number"])
            check.save()


def _check(insurer: str, until: date, who: User) -> Check:
    return Check(
        insurer=insurer,
        policy_number="EL 4471 902",
        insured_until=until,
        health_and_safety="The manager is responsible. On the first morning everybody is shown the exits, the first aiders "
        "and the rules for each room. Accidents go into a book, and the school is rung at once.",
        young_people="They never use machines, never lift more than 10 kg and never work alone. One person is with them all day.",
        safeguarding_name="Sana Reed",
        safeguarding_email=f"safe@{who.email.split('@')[0]}.example",
        safeguarding_phone="01632 960 114",
        created_by=who,
        created_at=SENT,
    )


def _hub() -> User:
    return User.objects.get(email=f"hub@{DOMAIN}")
