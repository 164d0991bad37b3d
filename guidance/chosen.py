"""Which choices of a service still count: asked by the register, by suppliers and by times alike."""

from datetime import date

from django.db.models import Q, QuerySet

from guidance.models import Supply


def not_over(on: date) -> QuerySet[Supply]:
    """What is in place on a day, or begins later."""
    return Supply.objects.filter(Q(ended_at=None) | Q(ended_at__date__gt=on), Q(last_day=None) | Q(last_day__gte=on))
