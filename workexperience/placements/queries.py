"""A placement and its days: what is missing before it is confirmed, what waits for whom, what needs somebody at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Membership, Organisation
from frontdoor.record.access import ids_at, live
from frontdoor.record.models import Learner, Reason
from workexperience.applications import moves, rules
from workexperience.checks.queries import current
from workexperience.consents.queries import agreed
from workexperience.models import ENDS, URGENT, Application, ApplicationState, Day, Employer, Mark, Session
from workexperience.offers import plan
from workexperience.offers.queries import days_of

S = ApplicationState
LINK_LIVES = timedelta(days=14)  # after the last day, for the feedback
AROUND = ("learner", "institution", "session", "online_session", "offer__employer__organisation")
BEEN_ON = (S.CONFIRMED, S.ACCEPTED)  # the second: on hold, where it was confirmed once
BY_SCHOOL = (*BEEN_ON, S.FEEDBACK, S.REFLECTION, S.COUNTED, S.ABSENT, S.EXPIRED)
GOING = (S.CONFIRMED, S.FEEDBACK)  # what a workplace does something for


@dataclass(frozen=True)
class Planned:
    """One day as its session has it."""

    session: Session
    day: date

    @property
    def key(self) -> tuple[date, bool]:
        """What tells it from the placement's other days."""
        return self.day, self.session.is_online


def planned(application: Application) -> list[Planned]:
    """Every day of every part, in order."""
    parts = [one for one in (application.session, application.online_session) if one]
    found = [Planned(one, day) for one in parts for day in plan.days(days_of(one))]
    return sorted(found, key=lambda one: (one.day, one.session.starts_at))


def missing(application: Application, *, on: date) -> list[str]:
    """What has to be there before this placement is confirmed, a sentence each; empty when nothing is missing.

    The page, the list and the action ask this. Who supervises stands in its `Day` rows.
    """
    return [*_nobody_reachable(application), *_others(application, on)]


def _nobody_reachable(application: Application) -> Iterator[str]:
    open_days = [one.day for one in application.days.all() if not (one.supervisor_name and one.supervisor_phone)]
    if open_days:
        when = f"on {day_in_words(open_days[0])}" if len(open_days) == 1 else f"on {len(open_days)} days"
        yield f"The employer says who supervises {when}, and on which phone number they are reached."
    if not (application.contact_name and application.contact_phone):
        yield "The school names a contact and a phone number for these days."


def _others(application: Application, on: date) -> Iterator[str]:
    if not agreed(application, today=on):
        yield "A parent or carer has to agree to these days."
    if current(application.offer.employer, on=on) is None:
        yield "The employer’s check does not hold today. Nobody can be confirmed without one."


def first_name(learner: Learner) -> str:
    """The first of the names that they are called by: all that a supervisor is told."""
    return ((learner.known_as or learner.given_names).split() or ["Somebody"])[0]


def card_name(learner: Learner) -> str:
    """First name and the initial of the family name, as an employer's people read it."""
    initial = learner.family_name[:1]
    return f"{first_name(learner)} {initial}." if initial else first_name(learner)


def link_works(application: Application, *, on: date) -> bool:
    """Whether the supervisor's link shows the placement on a day: from the first day to 14 days after the last."""
    return moves.first_day(application) <= on <= moves.last_day(application) + LINK_LIVES


def is_checked(application: Application, *, on: date) -> bool:
    """Whether its employer's check holds: without one nobody there is told a name."""
    return current(application.offer.employer, on=on) is not None


def shows_by_link(application: Application, *, on: date) -> bool:
    """Whether the supervisor's link tells who comes: in its time, while the placement goes on and the check holds.

    And while the employer has its reason to see them: whoever ends that ends the link.
    """
    goes_on = link_works(application, on=on) and application.state in GOING and is_checked(application, on=on)
    return goes_on and _has_reason(application, on=on)


def _has_reason(application: Application, *, on: date) -> bool:
    return Reason.objects.filter(live(on), source_key=moves.reason_key(application)).exists()


def stand_of_link(application: Application, *, on: date) -> str:
    """Why a link tells nothing: `early`, `hold`, `done`, `off` or `over`."""
    if application.state in (S.REFLECTION, S.COUNTED, S.ABSENT):
        return "done"
    if application.state in ENDS:
        return "off"
    if on < moves.first_day(application):
        return "early"
    return "over" if on > moves.last_day(application) + LINK_LIVES else "hold"


def by_link(link_hash: str) -> Application | None:
    """The placement of a supervisor's link, by the hash of its key."""
    return Application.objects.filter(link_hash=link_hash).exclude(link_hash="").select_related(*AROUND).first()


def days_over(application: Application, *, on: date) -> bool:
    """Whether the last day is over and every day is marked."""
    return last_date(application) < on and not application.days.filter(mark="").exists()


def last_date(application: Application) -> date:
    """The last date on which somebody comes: the days of an offer may end on one that is none of its weekdays."""
    return max((one.day for one in planned(application)), default=moves.last_day(application))


def waits_for_school(application: Application) -> bool:
    """Whether the workplace has said that something was not right on a day, and nobody at the school has answered."""
    return application.days.filter(mark__in=URGENT, answered_at=None).exists()


def can_mark(day: Day, *, now: datetime) -> str:
    """Why somebody at the workplace cannot say who was there on this day; empty when they can.

    What was said can be put right on the same day, until the school has answered.
    """
    today = timezone.localdate(now)
    if day.application.state != S.CONFIRMED:
        return "This placement is not going on at the moment."
    if day.day > today:
        return "This day has not come yet."
    if day.answered_at:
        return "The school has answered already. Ring the school if something has changed."
    if day.marked_at and timezone.localdate(day.marked_at) != today:
        return "This day was marked before today. Ring the school if it has to be put right."
    return ""


def can_write_feedback(application: Application, *, on: date) -> str:
    """Why nobody can write feedback on a placement now; empty when they can."""
    if application.feedback:
        return "The feedback is written. Thank you."
    if application.state not in GOING:
        return "This placement is not going on at the moment."
    if on < last_date(application):
        return f"You can write feedback from the last day, {day_in_words(last_date(application))}."
    return ""


def urgent(institution: Organisation) -> QuerySet[Day]:
    """The days of an institution's learners on which somebody was not there, hurt, or something was wrong, unanswered.

    The newest first; each with its application and learner. Of somebody who has left the roll too, without a name
    (`is_here`): the school that sent them is whom the workplace was told to ring.
    """
    found = Day.objects.filter(mark__in=URGENT, answered_at=None, application__institution=institution)
    return _at(found, institution).order_by("-marked_at", "-pk")


def on_day(institution: Organisation, day: date) -> QuerySet[Day]:
    """Where an institution's learners are on a day: confirmed placements and those whose days are over by now."""
    states = (S.CONFIRMED, S.FEEDBACK, S.REFLECTION, S.COUNTED, S.ABSENT)
    found = Day.objects.filter(day=day, application__institution=institution, application__state__in=states)
    return _at(found, institution).order_by("starts_at", "application__learner__family_name", "pk")


def coming(institution: Organisation, *, on: date) -> QuerySet[Application]:
    """An institution's placements that are confirmed, or on hold, with days after this one; the next to begin first."""
    seen = Application.objects.filter(institution=institution, learner__in=ids_at(institution, today=on))
    kept = seen.filter(Q(state=S.CONFIRMED) | Q(state=S.ACCEPTED, confirmed_at__isnull=False))
    later = kept.filter(Q(session__last_day__gt=on) | Q(online_session__last_day__gt=on))
    return later.select_related(*AROUND).order_by("session__first_day", "pk")


def school_cannot_mark(day: Day, *, on: date) -> str:
    """Why a school cannot say who was there on a day, or put it right; empty when it can."""
    if day.application.state not in BY_SCHOOL or not day.application.confirmed_at:
        return "This placement did not go ahead. Its days stay as they are."
    return "This day has not come yet." if day.day > on else ""


def at(institution: Organisation) -> QuerySet[Any]:
    """Every day of an institution’s placements that it may see, each with `is_here`: whether it may see who."""
    return _at(Day.objects.filter(application__institution=institution), institution)


def unsaid(institution: Organisation, *, on: date) -> QuerySet[Day]:
    """The days before this one of an institution's placements of which nobody has said who was there, the oldest first."""
    found = Day.objects.filter(application__institution=institution, mark="", day__lt=on)
    kept = found.filter(application__state__in=BEEN_ON, application__confirmed_at__isnull=False)
    return _at(kept, institution).order_by("day", "pk")


def _at(found: QuerySet[Day], institution: Organisation) -> QuerySet[Day]:
    """Those that a school sees: of learners on its roll (`is_here`), and what it still answers for of who has left it.

    That is a placement that goes on, to its last day, and whatever a workplace said that nobody has answered.
    """
    today = timezone.localdate()
    here = Q(application__learner__in=ids_at(institution, today=today))
    to_come = Q(application__session__last_day__gte=today) | Q(application__online_session__last_day__gte=today)
    goes_on = Q(application__state__in=GOING) & to_come
    owed = Q(mark__in=URGENT, answered_at=None)
    seen = found.annotate(is_here=ExpressionWrapper(here, BooleanField())).filter(Q(is_here=True) | goes_on | owed)
    return seen.select_related(*(f"application__{one}" for one in AROUND), "marked_by", "answered_by")


def unmarked(employers: QuerySet[Employer], *, before: date) -> QuerySet[Day]:
    """The days of confirmed placements at these employers that are over and that nobody has marked, the oldest first."""
    found = Day.objects.filter(
        application__offer__employer__in=employers.values("pk"), application__state=S.CONFIRMED, mark="", day__lt=before
    )
    return found.select_related("application__offer__employer__organisation").order_by("day", "pk")


def not_asked_for(found: QuerySet[Day]) -> QuerySet[Day]:
    """Those of these days about which somebody at the employer has had no letter yet."""
    people = Membership.objects.filter(
        organisation=OuterRef("application__offer__employer__organisation"), ended_at=None, user__is_active=True
    )
    key = Concat(
        Value("placement-unmarked:"), OuterRef("application"), Value(":"), OuterRef("pk"), Value(":"), F("user"),
        output_field=CharField(),
    )  # fmt: skip
    written = Letter.objects.filter(key=OuterRef("letter_key"))
    return found.filter(Exists(people.annotate(letter_key=key).filter(~Exists(written))))


def to_come(employer: Employer, *, after: date) -> QuerySet[Application]:
    """The confirmed placements at an employer with a day after this one."""
    later = Day.objects.filter(application=OuterRef("pk"), day__gt=after)
    return Application.objects.filter(Exists(later), offer__employer=employer, state=S.CONFIRMED)


def feedback_ends(application: Application) -> date:
    """The last day on which the workplace can write feedback."""
    return moves.last_day(application) + rules.EMPLOYER_SEES_AFTER


def was_on() -> Q:
    """The placements that are confirmed, or on hold after that."""
    return Q(state=S.CONFIRMED) | Q(state=S.ACCEPTED, confirmed_at__isnull=False)


def unanswered() -> Exists:
    """Whether a placement has a day of which the workplace said something that nobody at the school has answered."""
    return Exists(Day.objects.filter(application=OuterRef("pk"), mark__in=URGENT, answered_at=None))


def stuck() -> Q:
    """The placements that only the school's answer moves on: nobody was there, and nobody has said why."""
    days = Day.objects.filter(application=OuterRef("pk"))
    was_there = days.exclude(mark__in=("", Mark.NOT_HERE))
    return Q(unanswered()) & ~Q(Exists(was_there))


def last_day_before(day: date) -> Q:
    """The applications of which every part ended before a day."""
    return Q(session__last_day__lt=day) & (Q(online_session=None) | Q(online_session__last_day__lt=day))


def first_day_by(day: date) -> Q:
    """The applications of which a part has begun by a day."""
    return Q(session__first_day__lte=day) | Q(online_session__first_day__lte=day)
