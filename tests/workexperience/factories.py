"""Made-up employers, their checks and what they offer."""

from datetime import UTC, date, datetime, time

import factory
from factory.django import DjangoModelFactory

from frontdoor.careers.models import Category
from frontdoor.organisations.models import Organisation
from frontdoor.record.models import Learner
from tests.factories import OrganisationFactory, SchoolFactory, UserFactory
from tests.record.factories import enrolled
from workexperience.models import Application, Check, Employer, Mode, NumberKind, Offer, OfferKind, Session

MADE = datetime(2026, 9, 14, 9, tzinfo=UTC)


class EmployerFactory(DjangoModelFactory):
    """An employer that nobody has checked; a company unless said."""

    class Meta:
        model = Employer

    organisation = factory.SubFactory(OrganisationFactory)
    number_kind = NumberKind.COMPANY
    number = factory.Sequence(lambda n: f"{n:08d}")
    created_at = MADE


class CheckFactory(DjangoModelFactory):
    """A check that waits for somebody to decide."""

    class Meta:
        model = Check

    employer = factory.SubFactory(EmployerFactory)
    insurer = "Inventshire Mutual"
    policy_number = "EL 100"
    insured_until = date(2027, 8, 31)
    health_and_safety = "Everybody is shown the exits and the first-aiders on the first morning."
    young_people = "They never work alone and stay away from the machines."
    safeguarding_name = "Sana Reed"
    safeguarding_email = factory.Sequence(lambda n: f"safe{n}@employers.example")
    safeguarding_phone = "01632 960001"
    created_by = factory.SubFactory(UserFactory)
    created_at = MADE

    class Params:
        accepted_by_hub = factory.Trait(decided_by=factory.SubFactory(UserFactory), decided_at=MADE, accepted=True)


def checked_employer(**organisation: object) -> Employer:
    """An employer with a check that holds until 31 August 2027."""
    employer = EmployerFactory(organisation=OrganisationFactory(**organisation))
    CheckFactory(employer=employer, accepted_by_hub=True)
    return employer


def making() -> Category:
    """A kind of work."""
    return Category.objects.get_or_create(slug="manufacturing", defaults={"title": "Manufacturing"})[0]


class OfferFactory(DjangoModelFactory):
    """An open offer of a placement for Years 10 and 11, with all that an offer needs but its sessions."""

    class Meta:
        model = Offer

    employer = factory.LazyFunction(checked_employer)
    kind = OfferKind.PLACEMENT
    mode = Mode.IN_PERSON
    title = factory.Sequence(lambda n: f"A week in workshop {n}")
    sector = factory.LazyFunction(making)
    doing = "You will help to measure, mark and assemble."
    learning = "You will learn how a drawing becomes a part."
    address = "Unit 4, Mill Lane"
    town = "Merrow"
    postcode = "ZZ1 1ZZ"
    easting = 400_000
    northing = 300_000
    year_groups = factory.LazyFunction(lambda: [10, 11])
    supervisor_name = "Sol Marsh"
    supervisor_phone = "01632 960002"
    closes_on = date(2027, 2, 1)
    created_at = MADE
    opened_at = MADE


class SessionFactory(DjangoModelFactory):
    """A working week, 9:30 to 15:30 with half an hour's break, for four."""

    class Meta:
        model = Session

    offer = factory.SubFactory(OfferFactory)
    first_day = date(2027, 3, 1)
    last_day = date(2027, 3, 5)
    weekdays = factory.LazyFunction(lambda: [1, 2, 3, 4, 5])
    starts_at = time(9, 30)
    ends_at = time(15, 30)
    break_minutes = 30
    places = 4


def applied(
    session: Session, *, institution: Organisation | None = None, learner: Learner | None = None, **facts: object
) -> Application:
    """A Year 11 pupil on a roll asks for these days; the application waits for the school unless said."""
    learner = learner or enrolled(institution or SchoolFactory()).learner
    if learner.account is None:
        learner.account = UserFactory()
        learner.save(update_fields=["account"])
    told = {"why": "I like to find out how things work.", "hopes": "How a workshop plans its day."}
    return Application.objects.create(
        learner=learner,
        institution=institution or learner.enrolments.latest("started_on").institution,
        offer=session.offer,
        session=session,
        created_by=learner.account,
        created_at=MADE,
        state_since=MADE,
        **(told | facts),
    )
