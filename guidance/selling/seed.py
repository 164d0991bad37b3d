"""What the demo's services sell, and a block that its school has bought for Year 9, with a few meetings on it."""

from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, people_with
from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.people.models import User
from frontdoor.record.models import Learner
from guidance.blocks import actions
from guidance.blocks.actions import Order
from guidance.booking import actions as booking
from guidance.booking import finding
from guidance.booking.actions import Answers, Chosen
from guidance.booking.ways import ways
from guidance.models import Block, BookedAs, Channel, PricedBy, Service, TimeOffer, Topic
from guidance.selling.actions import Facts
from guidance.services.seed import ADVISERS, BEGUN, COUNCIL
from guidance.times.stored import Asker

NEXT_COUNCIL = {"kind": Kind.COUNCIL, "la_code": "X02"}
SCHOOL, YEAR = 900_001, 9
SESSIONS, BOOKED = 24, 3
SAFE = (
    "Each meeting is in a room with a glass door, or in a call that nobody else can join. Our advisers have yearly "
    "safeguarding training. A worry about a pupil goes to the school's safeguarding lead on the same day."
)
BY_SESSION = Facts(
    name="Guidance by video and phone", channels=(Channel.VIDEO.value, Channel.PHONE.value), areas=(),
    priced_by=PricedBy.SESSION.value, price=Decimal(42), sessions_a_day=1, minutes=45, least_sessions=10, months_valid=12,
    notice_hours=48, cancel_days=14, confirms_up_to=50, safeguarding=SAFE,
)  # fmt: skip
BY_DAY = replace(
    BY_SESSION, name="An adviser at your school, by the day", channels=(Channel.FACE.value,),
    priced_by=PricedBy.DAY.value, price=Decimal(285), sessions_a_day=6, least_sessions=6, notice_hours=72, cancel_days=28,
    confirms_up_to=0,
)  # fmt: skip
COUNCILS_OWN = replace(
    BY_SESSION, name="Council careers advisers", channels=(Channel.PHONE.value, Channel.FACE.value), price=Decimal("38.50"),
    minutes=60, least_sessions=12, notice_hours=24, confirms_up_to=30,
)  # fmt: skip
NEXT_COUNCILS = replace(
    BY_SESSION, name="Guidance days for schools", channels=(Channel.VIDEO.value, Channel.FACE.value),
    priced_by=PricedBy.DAY.value, price=Decimal(260), sessions_a_day=5, minutes=60, least_sessions=5, months_valid=6,
    confirms_up_to=20,
)  # fmt: skip
SELLERS: list[tuple[dict[str, Any], str, list[Facts]]] = [
    (ADVISERS, "", [BY_SESSION, BY_DAY]),
    (COUNCIL, "", [COUNCILS_OWN]),
    (NEXT_COUNCIL, "Careers advisers of Tidewell. We come to your school for a day at a time.", [NEXT_COUNCILS]),
]


@transaction.atomic
def seed_demo() -> None:
    """Each offer once, also when somebody has ended it; one block, and its meetings with it."""
    for organisation, about, facts in SELLERS:
        place = Organisation.objects.filter(made_up=True, **organisation).first()
        if place and (lead := _who_runs(place)):
            _sell(_service(place, about), facts, lead)
    school = Organisation.objects.filter(urn=SCHOOL, made_up=True).first()
    leader = User.objects.filter(email=f"leader@{DOMAIN}").first()
    if school and leader and not Block.objects.filter(institution=school).exists():
        _buy(school, leader)


def _who_runs(place: Organisation) -> User | None:
    """Who made its offers; the department where nobody of the demo works there."""
    mine = people_with(Can.MANAGE_ADVISERS, [place.pk]).first()
    return mine.user if mine else User.objects.filter(email=f"department@{DOMAIN}").first()


def _service(place: Organisation, about: str) -> Service:
    facts = {"about": about, "takes_schools": True, "created_at": BEGUN}
    return Service.objects.get_or_create(organisation=place, defaults=facts)[0]


def _sell(service: Service, offers: list[Facts], lead: User) -> None:
    for facts in offers:
        said = asdict(facts) | {"created_by": lead, "created_at": BEGUN}
        TimeOffer.objects.get_or_create(service=service, name=said.pop("name"), defaults=said)


def _buy(school: Organisation, leader: User) -> None:
    """A block of the council's, which the council confirmed at once, from today."""
    now = timezone.now()
    offer = TimeOffer.objects.filter(
        service__organisation__la_code="X01", name=COUNCILS_OWN.name, ended_at=None
    ).first()
    if offer is None:
        return
    asked = Order(SESSIONS, (YEAR,), timezone.localdate(now), "AV-2041")
    try:
        actions.order(institution=school, offer_id=offer.pk, asked=asked, key="demo", by=leader, now=now)
    except Refused:  # somebody has changed the offer, or the school's people
        return
    pupils = Learner.objects.filter(
        enrolments__institution=school, enrolments__year_group=YEAR, enrolments__ended_on=None, meetings=None
    )
    for pupil in pupils.order_by("pk")[:BOOKED]:
        _book(pupil, leader, now)


def _book(pupil: Learner, leader: User, now: datetime) -> None:
    """By phone, at the next free time; nothing where none is free."""
    wanted = finding.Wanted(channel=Channel.PHONE)
    for slot in finding.slots(ways(pupil, now=now), wanted, Asker(is_child=True), now, most=1):
        chosen = Chosen(slot.adviser.pk, slot.time.start, Channel.PHONE)
        answers = Answers(Topic.NOT_SURE, phone="01632 960 077")
        with suppress(Refused):  # somebody's yes is missing
            booking.book(learner=pupil, chosen=chosen, answers=answers, booked_as=BookedAs.STAFF, by=leader, now=now)
