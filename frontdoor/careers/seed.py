"""The demo's careers: those that ship, and a few that the demo's student saved."""

from datetime import UTC, datetime, timedelta

from frontdoor.careers.models import Career
from frontdoor.careers.saving import actions
from frontdoor.careers.saving.models import Saved
from frontdoor.careers.shipped import load_careers
from frontdoor.people.models import User

STUDENT = "student@demo.frontdoor.example"
SAVED = ["paramedic", "nurse", "physiotherapist"]  # the newest last
SAVED_AT = datetime(2026, 10, 6, 16, tzinfo=UTC)


def seed_demo() -> None:
    """Put the shipped careers in place, and save some for the student who has none; a second run changes nothing."""
    load_careers()
    student = User.objects.filter(email=STUDENT).first()
    if student is None or Saved.objects.filter(user=student).exists():
        return
    careers = {one.slug: one for one in Career.objects.filter(slug__in=SAVED)}
    for number, slug in enumerate(SAVED):
        if slug in careers:
            actions.save_career(by=student, career=careers[slug], now=SAVED_AT + timedelta(minutes=number))
