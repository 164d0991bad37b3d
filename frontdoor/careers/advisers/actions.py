"""Putting the adult service in place."""

from frontdoor.careers.advisers.models import AdultService
from frontdoor.careers.advisers.queries import shipped


def put_adult_service() -> None:
    """Store the shipped facts where there is no service yet: what an editor wrote stays. A second run changes nothing."""
    if not AdultService.objects.exists():
        facts = {
            field.name: getattr(shipped(), field.name) for field in AdultService._meta.fields if field.name != "id"
        }
        AdultService.objects.create(**facts)
