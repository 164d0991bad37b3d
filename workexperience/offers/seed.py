"""The demo's offers: `employer@`'s, of most kinds, open, draft and closed. Made up, with their own points on the grid."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.careers.models import Category
from frontdoor.people.models import User
from workexperience.employers.seed import DEMO_EMPLOYER, demo_employer, email_of
from workexperience.listing.actions import refresh
from workexperience.models import Adjustment, Employer, Label, Mode, Offer, OfferKind, OfferState
from workexperience.offers.days import replace_days
from workexperience.offers.plan import Days

MADE_AT = datetime(2026, 9, 14, 9, tzinfo=UTC)
CLOSED_AT = datetime(2026, 10, 30, 9, tzinfo=UTC)
EVERY_DAY = (1, 2, 3, 4, 5)
# Where the invented town of Merrow is: its postcodes exist nowhere, so its points stand here.
MERROW: dict[str, Any] = {
    "address": "Pump House, Mill Lane",
    "town": "Merrow",
    "postcode": "ZZ1 2ZZ",
    "easting": 400_000,
    "northing": 300_000,
    "travel_note": "Bus 14 stops at the gate. The walk from Merrow station takes ten minutes.",
}
SAFE: dict[str, Any] = {
    "dress": "Old clothes and flat shoes. We lend boots, glasses and gloves.",
    "banned_tasks": "Use power tools or cranes, lift more than 10 kg, or be in the workshop alone.",
    "supervisor_name": "Sol Marsh",
    "supervisor_phone": "01632 960 115",
}
ALL_THREE = {"has_task": True, "has_live_contact": True, "gives_feedback": True}


@dataclass(frozen=True)
class Made:
    """One made-up offer: its reference, what `Offer` columns say, its days, and where it stands."""

    reference: str
    facts: dict[str, Any]
    days: tuple[Days, ...] = ()
    sector: str = "engineering-and-maintenance"
    state: OfferState = field(default=OfferState.OPEN)


def _week(first: date, last: date, places: int = 4) -> Days:
    return Days(first, last, EVERY_DAY, time(9), time(15, 30), 30, places=places)


def _day(when: date, start: time, end: time, places: int, *, online: bool = False) -> Days:
    return Days(when, when, (when.isoweekday(),), start, end, 0, online, places)


MADE = [
    Made(
        "LF-01",
        MERROW | SAFE | {
            "kind": OfferKind.PLACEMENT, "mode": Mode.IN_PERSON, "year_groups": [10, 11], "pays_travel": True,
            "title": "A week in the pump workshop",
            "doing": "You will spend a day each in the drawing office, the store and the test bay, and two in the workshop.\n"
            "You will measure parts, read drawings, and help to put a small pump together.",
            "learning": "You will learn how an idea becomes a drawing, a part and a pump, and how a team checks its work.",
            "adjustments": [Adjustment.STEP_FREE, Adjustment.QUIET, Adjustment.VISIT_FIRST],
            "closes_on": date(2027, 5, 14),
        },
        (
            _week(date(2027, 3, 1), date(2027, 3, 5)),
            _week(date(2027, 6, 7), date(2027, 6, 11)),
            _week(date(2027, 6, 21), date(2027, 6, 25), 6),
        ),
    ),
    Made(
        "LF-02",
        MERROW | SAFE | {
            "kind": OfferKind.VISIT, "mode": Mode.IN_PERSON, "year_groups": [7, 8, 9],
            "title": "See how a pump is made",
            "doing": "You will walk through the works, see a pump tested, and ask three people how they came to their jobs.",
            "learning": "You will learn which jobs there are in a works, and what school subjects they use.",
            "adjustments": [Adjustment.STEP_FREE, Adjustment.TOILET, Adjustment.HEARING],
        },
        (
            _day(date(2027, 2, 10), time(10), time(13), 24),
            _day(date(2027, 4, 28), time(10), time(13), 24),
        ),
    ),
    Made(
        "LF-03",
        ALL_THREE | {
            "kind": OfferKind.PROJECT, "mode": Mode.ONLINE, "year_groups": [10, 11, 12, 13],
            "title": "Keep a village dry",
            "doing": "You will plan how to keep a village from flooding. Each week you meet one of our engineers online.",
            "learning": "You will learn to plan with others, to work with a budget, and to show what you found.",
            "adjustments": [Adjustment.HEARING, Adjustment.SCREEN_READER],
            "dress": "A computer or a phone with the internet.",
        },
        (Days(date(2027, 1, 19), date(2027, 2, 9), (2,), time(16), time(18), 0, True, 40),),
        "environment-and-land",
    ),
    Made(
        "LF-04",
        MERROW | SAFE | ALL_THREE | {
            "kind": OfferKind.PLACEMENT, "mode": Mode.BLENDED, "year_groups": [10],
            "title": "Design a part, then make it",
            "doing": "You will design a part online with one of our designers, and then make it in a week with us.",
            "learning": "You will learn to draw on a computer, and what can go wrong between a drawing and a part.",
            "adjustments": [Adjustment.QUIET, Adjustment.HOURS],
        },
        (
            Days(date(2027, 5, 10), date(2027, 5, 14), EVERY_DAY, time(9), time(15, 30), 30, False, 3),
            Days(date(2027, 5, 4), date(2027, 5, 6), (2, 4), time(16), time(18, 30), 0, True, 3),
        ),
    ),
    Made(
        "LF-05",
        MERROW | SAFE | {
            "kind": OfferKind.PLACEMENT, "mode": Mode.IN_PERSON, "label": Label.T_LEVEL, "year_groups": [12, 13],
            "title": "Two days a week with our maintenance team", "pays_travel": True,
            "doing": "You will go out with our mechanics, keep the log of each pump, and take on jobs of your own.",
            "learning": "You will learn to find a fault, to plan a repair, and to hand it over.",
            "adjustments": [Adjustment.STEP_FREE],
        },
        (Days(date(2027, 1, 18), date(2027, 7, 6), (1, 2), time(8, 30), time(16, 30), 60, False, 2),),
    ),
    Made(
        "LF-06",
        MERROW | SAFE | {
            "kind": OfferKind.PLACEMENT, "mode": Mode.IN_PERSON, "label": Label.SUPPORTED, "youngest": 16, "oldest": 24,
            "title": "A supported internship in our store", "pays_travel": True,
            "doing": "You will receive goods, count them, and send out what the workshop asks for, with your job coach.",
            "learning": "You will learn the work of a store step by step, and to work with a team.",
            "adjustments": [Adjustment.SUPPORTER, Adjustment.QUIET, Adjustment.HOURS, Adjustment.VISIT_FIRST],
        },
        (Days(date(2027, 2, 1), date(2027, 7, 29), (1, 2, 3, 4), time(10), time(15), 45, False, 2),),
        "delivery-and-storage",
    ),
    Made(
        "LF-07",
        {
            "kind": OfferKind.INTERVIEW, "mode": Mode.IN_PERSON, "year_groups": [11],
            "title": "A first interview",
            "doing": "You will be interviewed as if for an apprenticeship, and hear how it went.",
        },
        state=OfferState.DRAFT,
    ),
    Made(
        "LF-08",
        MERROW | SAFE | {
            "kind": OfferKind.TALK, "mode": Mode.IN_PERSON, "year_groups": [8, 9],
            "title": "From school to the drawing office",
            "doing": "You will hear how two of our apprentices chose, and ask them what you like.",
            "learning": "You will learn what an apprentice does in a week, and how to become one.",
        },
        (_day(date(2026, 11, 12), time(10), time(11), 120),),
        state=OfferState.CLOSED,
    ),
    Made(
        "LF-09",
        MERROW | SAFE | ALL_THREE | {
            "kind": OfferKind.PLACEMENT, "mode": Mode.BLENDED, "year_groups": [10, 11], "pays_travel": True,
            "title": "From a flooded field to a pump",
            "doing": "You will work in our workshop for a week, and then show online what you would do for a farm.",
            "learning": "You will learn how a pump is made, and to explain a plan to people who do not know it.",
            "closes_on": date(2026, 9, 25),
        },
        (
            _week(date(2026, 10, 12), date(2026, 10, 16), 2),
            Days(date(2026, 10, 20), date(2026, 10, 22), (2, 4), time(16), time(18, 30), 0, True, 2),
        ),
        state=OfferState.CLOSED,
    ),
]  # fmt: skip


@transaction.atomic
def seed_demo() -> None:
    """Each once, found by its reference; what somebody changed at one that is here already stays."""
    employer = demo_employer()
    by = User.objects.get(email=email_of(DEMO_EMPLOYER))
    for made in MADE:
        if not employer.offers.filter(reference=made.reference).exists():
            _make(employer, made, by)


def _make(employer: Employer, made: Made, by: User) -> None:
    offer = Offer(employer=employer, reference=made.reference, created_by=by, created_at=MADE_AT, **made.facts)
    offer.sector = Category.objects.filter(slug=made.sector).first()
    if made.state != OfferState.DRAFT:
        offer.opened_by, offer.opened_at = by, MADE_AT
    if made.state == OfferState.CLOSED:
        offer.closed_by, offer.closed_at = by, CLOSED_AT
    offer.save()
    replace_days(offer, made.days)
    refresh([offer.pk], now=timezone.now())
