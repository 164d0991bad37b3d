"""Reads of activities: a learner's timeline, an institution's list, who was there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from frontdoor.ground.years import academic_year, first_day, last_day
from frontdoor.organisations.models import Organisation
from frontdoor.record.access import learners_at
from frontdoor.record.activities.experience import Stay
from frontdoor.record.models import Activity, ActivityKind, Attendance, Enrolment, Learner, Participation
from frontdoor.record.queries import roll

WAS_THERE = Count("participations", filter=Q(participations__attendance=Attendance.ATTENDED))
WAS_ABSENT = Count("participations", filter=Q(participations__attendance=Attendance.ABSENT))


def timeline(learner: Learner) -> QuerySet[Participation]:
    """What a learner took part in, over all years and schools, newest first; with host and institution, in one query."""
    attended = Participation.objects.filter(learner=learner, attendance=Attendance.ATTENDED)
    found = attended.select_related("activity", "activity__host", "activity__institution")
    return found.order_by("-activity__day", "-activity_id")


def stays_of(done: Iterable[Participation], *, today: date) -> list[Stay]:
    """Where a learner met work until today, of what their timeline has. No query of its own."""
    return [
        Stay(one.activity.mode, one.activity.day, one.activity.last_day, hours_of(one), tuple(one.activity.dates))
        for one in done
        if one.activity.kind == ActivityKind.WORKPLACE and one.activity.day <= today
    ]


def hours_of(one: Participation) -> Decimal:
    """How long this learner was there: the activity's hours unless their own are known."""
    return one.hours if one.hours is not None else one.activity.hours


def activities_of(institution: Organisation, *, year: str = "", kind: str = "") -> QuerySet[Activity]:
    """An institution's activities, newest first; those of one academic year (`2026-27`) and kind where asked."""
    found = Activity.objects.filter(institution=institution)
    if year:
        found = found.filter(day__range=(first_day(year), last_day(year)))
    if kind:
        found = found.filter(kind=kind)
    return found.select_related("host").order_by("-day", "-pk")


def unmarked(institution: Organisation, *, today: date) -> QuerySet[Activity]:
    """Activities of the last year whose day is past and where somebody is still only invited, the oldest first."""
    invited = Participation.objects.filter(activity=OuterRef("pk"), attendance=Attendance.INVITED)
    past = Activity.objects.filter(institution=institution, day__lt=today, day__gte=today - timedelta(days=365))
    return past.filter(Exists(invited)).order_by("day", "pk")


def counted(activities: list[Activity]) -> dict[int, tuple[int, int]]:
    """How many were there, and how many absent, for each of these activities, in one query."""
    found = Activity.objects.filter(pk__in=[one.pk for one in activities])
    rows = found.annotate(there=WAS_THERE, absent=WAS_ABSENT).values_list("pk", "there", "absent")
    return {pk: (there, absent) for pk, there, absent in rows}


def years_of(institution: Organisation, *, today: date) -> list[str]:
    """The academic years from the first recorded activity to the last, and this one; the newest first."""
    days = Activity.objects.filter(institution=institution).aggregate(first=Min("day"), last=Max("day"))
    first, last = min(days["first"] or today, today), max(days["last"] or today, today)
    return [academic_year(date(year, 9, 1)) for year in range(_start(last), _start(first) - 1, -1)]


def _start(day: date) -> int:
    return first_day(academic_year(day)).year


@dataclass(frozen=True)
class Name:
    """Somebody on the roll, as a list of names shows them."""

    pk: int
    name: str
    year_group: int | None
    tutor_group: str


def names(institution: Organisation, *, today: date, learners: Q | None = None) -> list[Name]:
    """The roll as names, by year group, tutor group and name; narrowed where asked. One query."""
    rows: QuerySet[Enrolment] = roll(institution, today=today)
    rows = rows.filter(learners) if learners is not None else rows
    rows = rows.order_by("year_group", "tutor_group", "learner__family_name", "learner__given_names", "learner_id")
    return [Name(row.learner_id, row.learner.name, row.year_group, row.tutor_group) for row in rows]


def attendance_of(activity: Activity) -> dict[int, str]:
    """Each learner's mark, by id."""
    return dict(activity.participations.values_list("learner_id", "attendance"))


def seen_at(institution: Organisation, ids: list[int], *, today: date) -> set[int]:
    """Those of these ids that the institution may see."""
    return set(learners_at(institution, today=today).filter(pk__in=ids).values_list("pk", flat=True))


def subjects_of(institution: Organisation) -> list[str]:
    """The subjects that this institution has named before, for its lessons."""
    lessons = Activity.objects.filter(institution=institution).exclude(subject="")
    return list(lessons.values_list("subject", flat=True).distinct().order_by("subject")[:60])


@dataclass(frozen=True)
class Group:
    """A year group with its tutor groups, each with its value in the form (`drafting.in_groups`), words and number."""

    value: str
    year_group: int | None
    number: int
    tutor_groups: list[tuple[str, str, int]]


def groups_of(institution: Organisation, *, today: date) -> list[Group]:
    """The groups that the roll has, each with how many are in it. One query."""
    rows = roll(institution, today=today).order_by("year_group", "tutor_group")
    counts = rows.values_list("year_group", "tutor_group").annotate(number=Count("pk"))
    years: dict[int | None, list[tuple[str, str, int]]] = {}
    for year, tutor, number in counts:
        years.setdefault(year, []).append((f"t:{_text(year)}:{tutor}", tutor, number))
    return [
        Group(f"y:{_text(year)}", year, sum(number for _, _, number in found), [one for one in found if one[1]])
        for year, found in years.items()
    ]


def _text(year: int | None) -> str:
    return "" if year is None else str(year)


def batch_of(activity: Activity) -> QuerySet[Activity]:
    """The activities that were recorded with this one in one go: one-to-one meetings of several learners."""
    key = activity.source_key.split(":")
    if key[0] != "log" or len(key) < 5:
        return Activity.objects.filter(pk=activity.pk)
    return Activity.objects.filter(institution=activity.institution_id, source_key__startswith=":".join(key[:4]) + ":")
