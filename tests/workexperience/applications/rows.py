"""Who gets the pages of applications: whose they are, and staff of the school through which they go."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.access.rows import MISSING_ID, MISSING_URN, Row, anyone, furnish, only
from tests.access.world import World
from tests.workexperience.addresses import WEEK_AHEAD
from tests.workexperience.factories import OfferFactory, SessionFactory, applied
from workexperience.models import ApplicationState, Consent, Employer


@furnish
def _applications(world: World) -> None:
    """The student of each school has asked for something; `things["asked", urn]`. Each waits for the school."""
    for school, body in ((world.school, world.own["employer"]), (world.far_school, world.elsewhere["employer"])):
        assert body
        offer = OfferFactory(employer=Employer.objects.get(pk=body.pk), closes_on=None)
        week = SessionFactory(offer=offer, first_day=WEEK_AHEAD, last_day=WEEK_AHEAD)
        learner = world.things["pupil", school.urn]
        world.things["asked", school.urn] = applied(week, institution=school, learner=learner)
        other = SessionFactory(offer=OfferFactory(employer=offer.employer), first_day=WEEK_AHEAD, last_day=WEEK_AHEAD)
        waits = applied(other, institution=school, learner=learner, state=ApplicationState.PARENT)
        world.things["consent", school.urn] = Consent.objects.create(
            application=waits, session=other, carer=world.things["carer", school.urn], text="A day",
            expires_at=timezone.now() + timedelta(days=14), created_at=timezone.now(),
        )  # fmt: skip


def own_consent(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The question to the student's parent, and that to a parent elsewhere."""
    urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
    return {"consent_id": world.things["consent", urns[column]].pk if column in urns else MISSING_ID}


def offer(world: World, role: str, column: str) -> dict[str, Any] | None:
    """An offer that everybody sees."""
    if column == "missing":
        return {"offer_id": MISSING_ID}
    body = (world.own if column == "own" else world.elsewhere)["employer"]
    assert body
    return {"offer_id": world.things["offer", body.pk].pk}


def own(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The student's application, and that of the student elsewhere."""
    urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
    return {"application_id": world.things["asked", urns[column]].pk if column in urns else MISSING_ID}


def school(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A school's board."""
    if column == "missing":
        return {"urn": MISSING_URN}
    own_school, elsewhere = world.schools(role)
    found = own_school if column == "own" else elsewhere
    return found and {"urn": found.urn}


def at_school(world: World, role: str, column: str) -> dict[str, Any] | None:
    """An application as staff of its school see it."""
    address = school(world, role, column)
    if column == "missing" or address is None:
        return address and address | {"application_id": MISSING_ID}
    return address | {"application_id": world.things["asked", address["urn"]].pk}


STAFF, MAY_ACT = ("leader", "head", "teacher"), ("leader", "head")
acting, acted = only(*MAY_ACT) | {"teacher": 403}, only(*MAY_ACT, status=302) | {"teacher": 403}
CONTACT = {"contact_name": "Lee", "contact_phone": "01632 960 001", "ask": "paper"}
page, acts = only("student"), only("student", status=302)
ROWS_OF_APPLICATIONS = [
    # Whoever cannot apply is told how they could.
    Row("workexperience:apply", args=offer, get=anyone(200), post=anyone(200), public=True),
    Row("workexperience:my-applications", get=page),
    Row("workexperience:my-application", args=own, get=page),
    Row("workexperience:application-sent", args=own, get=page),
    Row("workexperience:application-withdraw", args=own, get=page, post=acts),
    Row("workexperience:application-answer", args=own, get=None, post=acts, data={"agrees": "yes"}),
    Row("workexperience:board", args=school, get=only(*STAFF)),
    # Nothing is ticked, so it leads back to the board.
    Row("workexperience:board-agree", args=school, get=acted, post=acted),
    Row("workexperience:board-agreed", args=school, get=acting),
    Row("workexperience:board-chase", args=school, get=None, post=acted),
    Row("workexperience:school-application", args=at_school, get=only(*STAFF)),
    Row("workexperience:school-approve", args=at_school, get=acting, post=acted, data=CONTACT),
    Row("workexperience:school-refuse", args=at_school, get=acting, post=acted, data={"words": "Exams"}),
    Row("workexperience:school-withdraw", args=at_school, get=acting, post=acted),
    Row("workexperience:consent-ask", args=at_school, get=None, post=acted),
    Row("workexperience:consent-paper", args=at_school, get=acting, post=acting, data={"agrees": "yes"}),
    # Behind a parent's link: everybody without a key reads that the link does not work.
    Row("workexperience:agree-signed-in", args=own_consent, get=only("parent"), post=only("parent")),
    Row("workexperience:agree", get=anyone(200), post=anyone(200), public=True),
]
