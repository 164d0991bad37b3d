"""What the page of figures shows. Facts that are kept anyway are counted as they are; only the rest has a tally."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import NoReverseMatch, reverse

from benchmarks.models import Return, State
from frontdoor.ground.tallies import totals
from frontdoor.ground.years import academic_year
from frontdoor.organisations.models import Joining
from frontdoor.oversight.performance.kinds import KINDS
from frontdoor.oversight.performance.rules import Share, share
from frontdoor.people.models import User

DAYS = 28
YES, NO = "useful-yes", "useful-no"
Totals = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Period:
    """Whole days, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Journey:
    """Something that people come to do: what counts as begun and as finished, and how many did each."""

    name: str
    begins: str
    ends: str
    result: Share


def last_days(today: date) -> Period:
    """The 28 whole days before today."""
    return Period(today - timedelta(days=DAYS), today - timedelta(days=1))


def journeys(period: Period, told: Totals) -> list[Journey]:
    """The journeys of these days. Those that are not built yet are left out."""
    found = [
        Journey("Search", "somebody searches", "something is found", _tallied(told, "search", "asked", "found")),
        Journey(
            "Careers quiz",
            "the first answers are sent",
            "a result is shown",
            _tallied(told, "quiz", "started", "result"),
        ),
    ]
    built = [one for one, page in zip(found, ("home:search", "quiz:start"), strict=True) if is_built(page)]
    return [
        *built,
        Journey("Make an account", "an account is asked for", "the email address is confirmed", _accounts(period)),
        Journey(
            "Join a school or other body", "somebody asks to join", "they confirm their email address", _joining(period)
        ),
    ]


def returns(today: date) -> Journey:
    """The yearly return, of all institutions together, this academic year. Made here; not those made elsewhere."""
    number = Count("organisation", distinct=True)
    counts = Return.objects.filter(year=academic_year(today)).aggregate(
        began=number, sent=Count("organisation", distinct=True, filter=Q(state=State.SUBMITTED))
    )
    result = share(counts["sent"], counts["began"])
    return Journey("Yearly return", "a school or college starts its return", "it is submitted", result)


def useful(told: Totals) -> list[tuple[str, Share]]:
    """Each kind of page with enough answers, and the share of yes."""
    shares = []
    for kind, name in KINDS.items():
        yes, no = told.get((kind, YES), 0), told.get((kind, NO), 0)
        shares.append((name, share(yes, yes + no)))
    return [(name, one) for name, one in shares if one.percent is not None]


def tallied(period: Period) -> Totals:
    """The counts of these days."""
    return totals(period.first, period.last)


def is_built(page: str) -> bool:
    """Whether there is a page of this name. By name: the address of any career looks like the quiz's."""
    try:
        reverse(page)
    except NoReverseMatch:
        return False
    return True


def _tallied(told: Totals, what: str, began: str, finished: str) -> Share:
    return share(told.get((what, finished), 0), told.get((what, began), 0))


def _accounts(period: Period) -> Share:
    """Accounts that people made for themselves: who came by an invitation or to join is counted there."""
    confirmed = Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True))
    asked = Exists(Joining.objects.filter(email__iexact=OuterRef("email")))
    made = User.objects.filter(~asked, **_within("date_joined", period))
    counts = made.aggregate(began=Count("pk"), finished=Count("pk", filter=confirmed))
    return share(counts["finished"], counts["began"])


def _joining(period: Period) -> Share:
    asked = Joining.objects.filter(invited=False, **_within("created_at", period))
    counts = asked.aggregate(began=Count("pk"), finished=Count("confirmed_at"))
    return share(counts["finished"], counts["began"])


def _within(field: str, period: Period) -> dict[str, Any]:
    return {f"{field}__date__gte": period.first, f"{field}__date__lte": period.last}
