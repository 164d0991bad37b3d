"""Letters about placements, each made in the transaction of its cause.

To an employer's people: never a name, they lead to the page. To a learner: all that they need for the day. To a school: that
something waits, and where.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.clock import time_in_words
from frontdoor.ground.dates import day_in_words
from frontdoor.letters.actions import queue
from frontdoor.letters.keys import carries_a_key
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.organisations.access import Can, people_with
from frontdoor.organisations.models import Membership, Organisation
from frontdoor.record.actions import enrolled_key
from frontdoor.record.care.letters import to_learner
from frontdoor.record.models import Reason
from workexperience.answers.rules import listed
from workexperience.applications import moves
from workexperience.applications.moves import on_entering, reason_key
from workexperience.employers.queries import people
from workexperience.models import Application, ApplicationState, Day, Mark
from workexperience.placements import queries

S = ApplicationState
KEEP = timedelta(days=7)
carries_a_key("placement-day-link")


@on_entering(S.EMPLOYER)
def asked(application: Application, now: datetime) -> None:
    """To the employer: somebody asks to come."""
    _to_employer("placement-asked", application, now)


@on_entering(S.WITHDRAWN, S.REFUSED, S.EXPIRED)
def taken_back(application: Application, now: datetime) -> None:
    """To the employer, where it has seen the application: it is over."""
    if Reason.objects.filter(source_key=reason_key(application)).exists():
        _to_employer("placement-over", application, now, ran_out=application.state == S.EXPIRED)


@on_entering(S.FEEDBACK)
def feedback_due(application: Application, now: datetime) -> None:
    """To the employer: the days are over, a few words are due."""
    until = day_in_words(queries.feedback_ends(application))
    _to_employer("placement-feedback-due", application, now, until=until)


@on_entering(S.CONFIRMED)
def confirmed(application: Application, now: datetime) -> None:
    """To all three: it is on. The learner reads where, when, and whom to ask for."""
    _to_employer("placement-confirmed", application, now, again=_stamp(now))
    _all_of_it(application, now)
    _to_school("placement-on-school", application, now, again=_stamp(now))


def changed(application: Application, now: datetime) -> None:
    """To the learner: somebody else looks after them, or on another number."""
    _all_of_it(application, now, changed=True)


def _all_of_it(application: Application, now: datetime, **more: Any) -> None:
    offer, days = application.offer, [_day_line(one) for one in application.days.all()]
    said = {
        "days": "\n".join(days[:MOST_DAYS]),
        "more_days": max(len(days) - MOST_DAYS, 0),
        "where": ", ".join(filter(None, (offer.address, offer.town, offer.postcode))),
        "dress": offer.dress,
        "contact": f"{application.contact_name}, {application.contact_phone}",
    }
    _to_learner("placement-on", application, now, again=_stamp(now), **said, **more)


@on_entering(S.OTHER_DAYS)
def other_days(application: Application, now: datetime) -> None:
    """To the learner: other days, and until when they can say yes."""
    until = day_in_words(application.expires_at)
    _to_learner("placement-other-days", application, now, again=_stamp(now), until=until)


@on_entering(S.ACCEPTED)
def yes_with_gaps(application: Application, now: datetime) -> None:
    """To school and employer, after a yes to other days: what is still missing. Otherwise nobody would know who is next."""
    before = application.steps.order_by("-pk").values_list("state", flat=True)[1:2]
    if S.OTHER_DAYS not in before:
        return
    gaps = "\n".join(queries.missing(application, on=timezone.localdate(now)))
    _to_employer("placement-gaps", application, now, again=_stamp(now), gaps=gaps)
    _to_school("placement-gaps-school", application, now, again=_stamp(now), gaps=gaps)


@on_entering(S.DECLINED, S.CANCELLED)
def said_no(application: Application, now: datetime) -> None:
    """To the learner and the school: no, and why. The employer's own words reach the school alone."""
    words, was_on = application.ended_because, application.state == S.CANCELLED
    off_list = words == moves.OFF_THE_LIST
    because = words if off_list else listed(words)
    _to_learner("placement-no", application, now, because=because, was_on=was_on, off_list=off_list)
    _to_school("placement-no-school", application, now, because=words, was_on=was_on, off_list=off_list)


def on_hold(application: Application, now: datetime) -> None:
    """To learner and school (the employer is told of its check): the employer's check does not hold, so nobody goes until they hear from us."""
    _to_learner("placement-on-hold", application, now, again=_stamp(now))
    _to_school("placement-on-hold-school", application, now, again=_stamp(now))


def day_link(application: Application, link: str, now: datetime) -> None:
    """To the employer's people: the link (its path) for whoever looks after the learner."""
    until = day_in_words(moves.last_day(application) + queries.LINK_LIVES)
    _to_employer("placement-day-link", application, now, again=_stamp(now), link=link, until=until)


def unmarked(day: Day, now: datetime) -> None:
    """To the employer, once for each day: nobody has said who was there."""
    _to_employer("placement-unmarked", day.application, now, again=str(day.pk), day=day_in_words(day.day))


def is_told(application: Application) -> bool:
    """Whether the school has had its letter about unmarked days."""
    return Letter.objects.filter(key__startswith=_key("placement-unsaid-school", application) + ":").exists()


def unsaid(application: Application, now: datetime) -> None:
    """To the school, once: nobody has said who was there, and in a week nobody at the workplace can any more."""
    ends = day_in_words(queries.feedback_ends(application))
    _to_school("placement-unsaid-school", application, now, until=ends)


def told_school(day: Day, *, was_urgent: bool, now: datetime) -> None:
    """To the school's people, at once: what a workplace said of a pupil of theirs; or that it was put right."""
    if not _still_told(day, now):
        return
    _to_school(
        "placement-urgent",
        day.application,
        now,
        whoever_left=True,
        again=f"{day.pk}:{day.mark}:{_stamp(now)}",
        what=WHAT[Mark(day.mark)],
        is_right_again=was_urgent and day.mark == Mark.HERE,
        day=day_in_words(day.day),
        supervisor=f"{day.supervisor_name}, {day.supervisor_phone}",
        path=reverse("workexperience:placement-day", args=[day.application.institution.urn, day.pk]),
    )


def _still_told(day: Day, now: datetime) -> bool:
    """Two letters of each kind a day, and none that says all is well after three: the last never says so wrongly.

    Whoever has the link can press for as long as they like; the page shows every change.
    """
    found = Letter.objects.filter(key__startswith=_key("placement-urgent", day.application, day.pk, ""))
    keys = found.filter(created_at__gte=now - timedelta(days=1)).values_list("key", flat=True)
    told = {key.rsplit(":", 1)[0] for key in keys}
    if day.mark == Mark.HERE:
        return len(told) < MOST_URGENT
    return len([key for key in told if f":{day.mark}:" in key]) < MOST_OF_A_KIND


MOST_URGENT, MOST_OF_A_KIND = 3, 2
WHAT = {
    Mark.HERE: "is there",
    Mark.NOT_HERE: "is not there",
    Mark.UNWELL: "is hurt or unwell",
    Mark.WRONG: "needs you: something is wrong",
}
MOST_DAYS = 12


def _day_line(day: Day) -> str:
    place = "online" if day.is_online else "ask for"
    who = f"{day.supervisor_name}, {day.supervisor_phone}"
    hours = f"{time_in_words(day.starts_at)} to {time_in_words(day.ends_at)}"
    return f"{day.day:%A} {day_in_words(day.day)}, {hours}: {place} {who}"


def _stamp(now: datetime) -> str:
    """What tells one time that something happened from the next."""
    return str(int(now.timestamp()))


def about(application: Application) -> dict[str, Any]:
    """What every letter about a placement says: the offer, where and when. Nobody's name."""
    return {
        "employer": application.offer.employer.organisation.label,
        "offer": application.offer.title,
        "when": span(moves.first_day(application), moves.last_day(application)),
        "school": application.institution.label,
    }


def span(first: date, last: date) -> str:
    """`1 March 2027`, `1 March 2027 to 5 March 2027`."""
    return day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"


def _to_employer(kind: str, application: Application, now: datetime, *, again: str = "", **more: Any) -> None:
    employer = application.offer.employer
    path = reverse("workexperience:answer", args=[employer.pk, application.pk])
    for member in people(employer):
        queue(
            kind,
            key=_key(kind, application, again, member.user_id),
            to=member.user.email,
            context=about(application) | {"path": path} | more,
            now=now,
            organisation_id=employer.pk,
            keep_for=KEEP,
        )


def _to_learner(kind: str, application: Application, now: datetime, *, again: str = "", **more: Any) -> None:
    to_learner(
        kind,
        learner=application.learner,
        key=_key(kind, application, again),
        context=about(application) | {"path": reverse("workexperience:my-application", args=[application.pk])} | more,
        now=now,
        organisation_id=application.institution_id,
    )


def _to_school(
    kind: str, application: Application, now: datetime, *, again: str = "", whoever_left: bool = False, **more: Any
) -> None:
    """To everybody there who records activities, for as long as the learner is on their roll.

    `whoever_left`: the letter names nobody, and the school that sent them answers for them even if they have left it.
    """
    school = application.institution
    path = reverse("workexperience:school-application", args=[school.urn, application.pk])
    here = application.learner.enrolments.filter(institution=school).order_by("pk").last()
    for member in staff(school):
        queue(
            kind,
            key=_key(kind, application, again, member.user_id),
            to=member.user.email,
            context=about(application) | {"path": path} | more,
            now=now,
            organisation_id=school.pk,
            because=enrolled_key(here) if here and not whoever_left else "",
        )


def staff(school: Organisation) -> Iterable[Membership]:
    """Who at a school or college is told."""
    return people_with(Can.LOG_ACTIVITY, [school])


def _key(kind: str, application: Application, *more: object) -> str:
    return ":".join([kind, str(application.pk), *(str(one) for one in more if one != "")])


@wanted_while("placement-unsaid")
def still_unsaid(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Not once every day is marked."""
    return Day.objects.filter(application=int(letter.key.split(":")[1]), mark="").exists()


@wanted_while("placement-unmarked")
def still_unmarked(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Not once somebody has marked the day."""
    return Day.objects.filter(pk=int(letter.key.split(":")[2]), mark="").exists()


# A letter goes only while its placement is in this state: nobody is asked for an answer that is given, or sent a link to nothing.
WHILE = {
    "placement-asked": S.EMPLOYER,
    "placement-other-days": S.OTHER_DAYS,
    "placement-gaps": S.ACCEPTED,
    "placement-day-link": S.CONFIRMED,
    "placement-feedback-due": S.FEEDBACK,
}


def _is(letter: Letter, now: datetime, *, state: ApplicationState) -> bool:  # noqa: ARG001 the check's signature
    return Application.objects.filter(pk=int(letter.key.split(":")[1]), state=state).exists()


for _kind, _state in WHILE.items():
    wanted_while(_kind)(partial(_is, state=_state))
