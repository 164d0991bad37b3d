"""What a service sells."""

from django.db.models import QuerySet
from django.db.models.functions import Lower

from guidance.models import Service, TimeOffer


def offers_of(service: Service) -> QuerySet[TimeOffer]:
    """Everything that it sells, by name, and that it sold, the last ended first: offers without an end stand first."""
    return service.time_offers.order_by("-ended_at", Lower("name"), "pk")
