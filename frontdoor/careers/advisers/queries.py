"""Whom a reader can talk to, for the component that every page about careers and choices shows."""

from dataclasses import dataclass
from datetime import date
from functools import cache as once
from pathlib import Path

import yaml
from django.core.cache import cache
from django.utils import timezone

from frontdoor.careers.advisers.models import AdultService
from frontdoor.ground.addresses import is_there
from frontdoor.ground.asking import Question
from frontdoor.ground.public_pages import VERSION

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "adult_service.yaml"
KEPT_FOR = 60  # seconds; what an editor saves is seen at once, as it raises the content's version
GUIDANCE = "/guidance/"
CURRENT = f"""
SELECT {", ".join(field.attname for field in AdultService._meta.concrete_fields)}
FROM careers_adultservice WHERE starts <= %(today)s ORDER BY starts DESC LIMIT 1
"""  # noqa: S608 made of the model's columns


@dataclass(frozen=True)
class Talk:
    """The adult service, and the address where a meeting is booked once that room answers."""

    service: AdultService
    guidance: str | None

    @property
    def href(self) -> str:
        """Where "ask an adviser" leads: to booking, else to the service's row on the same page."""
        return self.guidance or "#adviser"


def talk() -> Talk:
    """What `templates/components/adviser.html` shows. At most one query, and none for a minute after it."""
    return talk_of(adult_service())


def talk_of(service: AdultService | None) -> Talk:
    """The same for a page whose own query brought the service; the shipped facts where it found none."""
    return Talk(service or shipped(), GUIDANCE if is_there(GUIDANCE) else None)


def adult_service() -> AdultService:
    """The service that has started last; the shipped facts where no row says otherwise."""
    key = f"careers-adult-service-{cache.get(VERSION)}"
    found: AdultService = cache.get_or_set(key, _current, KEPT_FOR)  # type: ignore[assignment]
    return found


def current_service(today: date) -> Question[AdultService | None]:
    """The service that has started last as a question, for a page that sends several together; None where no row says one."""
    return Question(CURRENT, {"today": today}, lambda rows: next((AdultService(*row) for row in rows), None))


def _current() -> AdultService:
    today = timezone.localdate()
    return AdultService.objects.filter(starts__lte=today).order_by("-starts").first() or shipped()


@once
def shipped() -> AdultService:
    """The facts that come with the portal, as an unsaved row."""
    return AdultService(**yaml.safe_load(SHIPPED.read_text(encoding="utf-8")))
