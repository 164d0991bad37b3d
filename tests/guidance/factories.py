"""Made-up services, places, advisers with what they proved, their hours and meetings."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import factory
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from factory.django import DjangoModelFactory

from frontdoor.organisations.models import Kind, Organisation, Point, Role
from guidance.models import (
    Adviser,
    Block,
    BookedAs,
    Channel,
    Meeting,
    Place,
    PricedBy,
    Proof,
    ProofKind,
    Service,
    Supply,
    TimeOffer,
    Topic,
    Weekly,
)
from tests.factories import OrganisationFactory, SchoolFactory, UserFactory, member
from tests.record.factories import LearnerFactory

MADE = datetime(2026, 9, 14, 9, tzinfo=UTC)
QUALIFIED = {"kind": ProofKind.QUALIFICATION, "name": "Level 6 Diploma in Career Guidance and Development", "level": 6}
CLEARED = {"kind": ProofKind.DBS, "name": "Enhanced, with children's barred list", "until": date(2028, 8, 31)}


class ServiceFactory(DjangoModelFactory):
    """An adviser service that schools may choose."""

    class Meta:
        model = Service

    organisation = factory.SubFactory(
        OrganisationFactory, kind=Kind.ADVISER_SERVICE, name=factory.Sequence(lambda n: f"Invented Advisers {n}")
    )
    takes_schools = True
    created_at = MADE


class PlaceFactory(DjangoModelFactory):
    """A room where a service meets people."""

    class Meta:
        model = Place

    service = factory.SubFactory(ServiceFactory)
    name = factory.Sequence(lambda n: f"Careers room {n}")
    postcode = "ZZ1 1ZZ"
    point = Point(430_000, 430_000)
    step_free = True
    created_at = MADE


class ProofFactory(DjangoModelFactory):
    """A level 6 qualification that the service has accepted; `waiting=True`: one that waits."""

    class Meta:
        model = Proof

    kind = ProofKind.QUALIFICATION
    name = QUALIFIED["name"]
    level = 6
    starts = date(2020, 7, 1)
    created_by = factory.SelfAttribute("adviser.user")
    created_at = MADE
    decided_by = factory.SubFactory(UserFactory)
    decided_at = MADE
    accepted = True

    class Params:
        waiting = factory.Trait(decided_by=None, decided_at=None, accepted=None)
        dbs = factory.Trait(level=None, starts=date(2025, 9, 1), **CLEARED)
        register = factory.Trait(
            kind=ProofKind.REGISTER,
            name="UK Register of Career Development Professionals",
            level=None,
            number="RCDP 1001",
            until=date(2027, 3, 31),
        )


class WeeklyFactory(DjangoModelFactory):
    """Mondays from 9 to noon by video and phone, from 1 September 2026."""

    class Meta:
        model = Weekly

    weekday = 0
    starts_at = time(9)
    ends_at = time(12)
    channels = factory.LazyFunction(lambda: [Channel.VIDEO, Channel.PHONE])
    first_day = date(2026, 9, 1)
    created_by = factory.SelfAttribute("adviser.user")
    created_at = MADE


class SupplyFactory(DjangoModelFactory):
    """A school has chosen a service for Years 10 and 11."""

    class Meta:
        model = Supply

    institution = factory.SubFactory(SchoolFactory)
    service = factory.SubFactory(ServiceFactory)
    year_groups = factory.LazyFunction(lambda: [10, 11])
    first_day = date(2026, 9, 1)
    created_by = factory.SubFactory(UserFactory)
    created_at = MADE


def adviser_at(organisation: Organisation, email: str = "ada@advisers.example", name: str = "Ada Viser") -> Adviser:
    """Somebody who becomes an adviser of an organisation; nothing is proved."""
    member(email, name, organisation, Role.ADVISER)
    return Adviser.objects.get(user__email=email, service__organisation=organisation)


def able_adviser(organisation: Organisation, email: str = "ada@advisers.example", name: str = "Ada Viser") -> Adviser:
    """The same with a qualification without an end and a DBS check seen until 31 August 2028."""
    adviser = adviser_at(organisation, email, name)
    ProofFactory(adviser=adviser)
    ProofFactory(adviser=adviser, dbs=True)
    return adviser


def meeting(adviser: Adviser, start: datetime, end: datetime, **more: object) -> Meeting:
    """A booked meeting by video."""
    count = Meeting.objects.count()
    facts = {
        "channel": Channel.VIDEO,
        "reference": f"M{count:07d}",
        "topic": Topic.NOT_SURE,
        "booked_as": BookedAs.ADVISER,
        "created_by": adviser.user,
        "created_at": MADE,
    }
    if "learner" not in more:
        facts["learner"] = LearnerFactory()
    return Meeting.objects.create(adviser=adviser, during=DateTimeTZRange(start, end), **(facts | more))


class TimeOfferFactory(DjangoModelFactory):
    """Sessions by video and phone for 40 pounds each, for all of England, confirmed at once up to 50."""

    class Meta:
        model = TimeOffer

    service = factory.SubFactory(ServiceFactory)
    name = "Guidance by video and phone"
    channels = factory.LazyFunction(lambda: [Channel.VIDEO, Channel.PHONE])
    priced_by = PricedBy.SESSION
    price = Decimal(40)
    minutes = 45
    notice_hours = 48
    cancel_days = 14
    months_valid = 12
    confirms_up_to = 50
    safeguarding = "Every call is in a room of its own. Concerns go to the school's safeguarding lead on the same day."
    created_by = factory.SubFactory(UserFactory)
    created_at = MADE


class BlockFactory(DjangoModelFactory):
    """Ten confirmed sessions for Years 10 and 11 in the school year 2026 to 2027. The supply is made by `bought`."""

    class Meta:
        model = Block

    offer = factory.SubFactory(TimeOfferFactory)
    service = factory.SelfAttribute("offer.service")
    institution = factory.SubFactory(SchoolFactory)
    reference = factory.Sequence(lambda n: f"B{n:07d}")
    year_groups = factory.LazyFunction(lambda: [10, 11])
    sessions = 10
    total = Decimal(400)
    order_number = "PO 1234"
    first_day = date(2026, 9, 1)
    last_day = date(2027, 7, 31)
    order_key = factory.Sequence(lambda n: f"made:{n}")
    ordered_by = factory.SubFactory(UserFactory)
    ordered_at = MADE
    accepted = True
    decided_at = MADE
    channels = factory.SelfAttribute("offer.channels")
    priced_by = factory.SelfAttribute("offer.priced_by")
    price = factory.SelfAttribute("offer.price")
    sessions_a_day = factory.SelfAttribute("offer.sessions_a_day")
    minutes = factory.SelfAttribute("offer.minutes")
    notice_hours = factory.SelfAttribute("offer.notice_hours")
    cancel_days = factory.SelfAttribute("offer.cancel_days")


def bought(institution: Organisation, service: Service, sessions: int = 10, **more: object) -> Block:
    """A block that the school bought of the service, which is its supplier by it."""
    offer = more.pop("offer", None) or TimeOfferFactory(service=service)
    block = BlockFactory(offer=offer, institution=institution, sessions=sessions, **more)
    SupplyFactory(institution=institution, service=service, by_block=True, year_groups=block.year_groups)
    return block
