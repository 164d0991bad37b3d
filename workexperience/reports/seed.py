"""Somebody has reported one of the demo's offers, and nobody has read it yet."""

from django.utils import timezone

from workexperience.employers.seed import demo_employer
from workexperience.models import OfferState, Report, ReportKind
from workexperience.reports import actions

WORDS = "The page says that the bus stops at the gate. Since September it stops ten minutes away."


def seed_demo() -> None:
    """Once; a second run changes nothing."""
    offer = demo_employer().offers.filter(reference="LF-02").first()
    if offer and offer.state == OfferState.OPEN and not Report.objects.filter(offer=offer).exists():
        actions.send(offer_id=offer.pk, kind=ReportKind.WRONG, words=WORDS, email="", now=timezone.now())
