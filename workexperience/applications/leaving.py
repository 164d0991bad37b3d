"""What becomes of applications of those who have left the school through which they applied: nobody answers for them there."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from frontdoor.record.access import live
from frontdoor.record.models import Reason, ReasonKind
from workexperience.applications import moves, rules
from workexperience.models import ENDS, Application, ApplicationState, Day

WORDS = "No longer on the roll of the school or college that agreed to it."


def left(*, now: datetime) -> QuerySet[Application]:
    """Applications that go on, through an institution that may not see the learner any more, with no day behind them.

    The first day may be today, as long as nobody has said anything about it. A placement that has begun goes on.
    """
    today = timezone.localdate(now)
    here = Reason.objects.filter(
        live(today), kind=ReasonKind.ENROLLED, organisation=OuterRef("institution"), learner=OuterRef("learner")
    )
    marked = Day.objects.filter(application=OuterRef("pk")).exclude(mark="")
    found = Application.objects.filter(~Exists(here), ~Exists(marked), session__first_day__gte=today)
    return found.exclude(state__in=ENDS).exclude(online_session__first_day__lt=today)


def withdraw_left(*, now: datetime) -> int:
    """Withdraw them, so that their places go to the next in the line; how many. Each in a transaction of its own."""
    due, done = list(left(now=now).order_by("pk").values_list("pk", flat=True)), 0
    for pk in due:
        with transaction.atomic():
            application = moves.locked(pk)
            if left(now=now).filter(pk=pk).exists() and rules.allowed(application.state, ApplicationState.WITHDRAWN):
                moves.put(application, ApplicationState.WITHDRAWN, by=None, now=now, words=WORDS)
                done += 1
    return done
