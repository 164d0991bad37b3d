"""The demo's employer was asked twice: one school waits for an answer, the other has a yes."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from frontdoor.organisations.access import Can, organisations_for
from workexperience.approaches import actions, queries
from workexperience.models import Employer, OfferKind

DOMAIN = "demo.frontdoor.example"
ASKED = [
    (
        "leader",
        OfferKind.INTERVIEW,
        11,
        30,
        "We practise interviews in the second half of term. Could three of you give a morning?",
    ),
    (
        "otherleader",
        OfferKind.VISIT,
        8,
        24,
        "Our Year 8 have never seen a workshop. An hour on the floor and time for questions would be plenty.",
    ),
]
REPLY = "We would like that. Ring our front desk and ask for Emil: any Tuesday suits us."


def seed_demo() -> None:
    """Once the employer has been checked; a second run changes nothing."""
    users = {
        user.email.partition("@")[0]: user for user in get_user_model().objects.filter(email__endswith=f"@{DOMAIN}")
    }
    employer = _employer(users.get("employer"))
    if employer is None or not users.keys() >= {"leader", "otherleader"} or employer.approaches.exists():
        return
    now = timezone.now()
    made = []
    for name, kind, year_group, learners, words in ASKED:
        school = organisations_for(users[name], Can.APPROACH_EMPLOYERS).get()
        facts = {"kind": kind, "year_group": year_group, "learners": learners, "words": words}
        made.append(
            actions.approach(employer_id=employer.pk, institution=school, **facts, by=users[name], now=now)  # type: ignore[arg-type]
        )
    actions.answer(approach_id=made[0].pk, accepted=True, reply=REPLY, by=users["employer"], now=now)


def _employer(user: object) -> Employer | None:
    """The employer of the demo's person, when a school can ask it."""
    if user is None:
        return None
    theirs = organisations_for(user, Can.MANAGE_OFFERS).values("pk")
    return queries.reachable(timezone.localdate()).filter(pk__in=theirs).order_by("pk").first()
