"""Letters about an application: to its learner when somebody else has moved it on, to the school that some wait, and reminders.

Placements' own letters (other days, no, confirmed) stand in `placements.letters`.
"""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from frontdoor.letters.actions import queue
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.organisations.access import Can, people_with
from frontdoor.record.care.letters import to_learner
from workexperience.applications import words
from workexperience.applications.moves import on_entering
from workexperience.employers.queries import people
from workexperience.models import Application, ApplicationState, Employer, Step

S = ApplicationState
MOVED, WAITING, CHASE = "application-moved", "application-waiting", "application-chase"


@on_entering(S.PARENT, S.WAITING, S.OFFERED, S.EMPLOYER, S.REFUSED, S.WITHDRAWN, S.EXPIRED)
def moved(application: Application, now: datetime) -> None:
    """To the learner, unless they did it themself."""
    step = application.steps.order_by("-pk").first()
    if step is None or (step.by_id and step.by_id == application.learner.account_id):
        return
    if step.state == S.WITHDRAWN and not (step.by_id or step.words):  # the record is being erased
        return
    _to_learner(MOVED, f"{MOVED}:{application.pk}:{step.pk}", application, now)


def _to_learner(kind: str, key: str, application: Application, now: datetime) -> Letter | None:
    said = words.to_learner(application)
    context = {
        "state": said.state,
        "means": said.means,
        "offer": application.offer.title,
        "link": reverse("workexperience:my-application", args=[application.pk]),
    }
    return to_learner(kind, learner=application.learner, key=key, context=context, now=now)


@wanted_while(MOVED)
def is_still_there(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """What a letter tells is told while it is so: nobody is told of a place that they have lost since."""
    pk, step = letter.key.split(":")[1:]
    newest = Step.objects.filter(application=int(pk)).order_by("-pk").values_list("pk", flat=True).first()
    return str(newest) == step


@on_entering(S.SCHOOL)
def waiting(application: Application, now: datetime) -> None:
    """To the school's people: that somebody waits for them. One letter a day, however many ask, and no name."""
    place = application.institution
    for person in (one.user for one in people_with(Can.LOG_ACTIVITY, [place])):
        queue(
            WAITING,
            key=f"{WAITING}:{place.pk}:{person.pk}:{_day(now)}",
            to=person.email,
            context={"school": place.label, "link": reverse("workexperience:board", args=[place.urn])},
            now=now,
            organisation_id=place.pk,
        )


@wanted_while(WAITING)
def some_wait(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Not once the school has answered all."""
    return Application.objects.filter(institution=int(letter.key.split(":")[1]), state=S.SCHOOL).exists()


def chase_key(who: str, pk: int) -> str:
    """How the keys of reminders to an employer's people, or about one learner's application, begin."""
    return f"{CHASE}:{who}:{pk}:"


def chase_employer(employer: Employer, *, now: datetime) -> int:
    """To each of the employer's people: somebody waits for them. No name; how many letters."""
    place = employer.organisation
    link = reverse("workexperience:answers", args=[employer.pk])
    made = [
        queue(
            f"{CHASE}-employer",
            key=f"{chase_key('employer', employer.pk)}{member.user_id}:{_day(now)}",
            to=member.user.email,
            context={"employer": place.label, "link": link},
            now=now,
            organisation_id=place.pk,
        )
        for member in people(employer)
    ]
    return sum(one is not None for one in made)


@wanted_while(f"{CHASE}-employer")
def waits_for_employer(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Not once the employer has answered all."""
    employer = int(letter.key.split(":")[2])
    return Application.objects.filter(offer__employer=employer, state__in=(S.EMPLOYER, S.FEEDBACK)).exists()


def chase_learner(application: Application, *, now: datetime) -> Letter | None:
    """To the learner: it waits for them. None without an account."""
    key = f"{chase_key('learner', application.pk)}{application.state}:{_day(now)}"
    return _to_learner(f"{CHASE}-learner", key, application, now)


@wanted_while(f"{CHASE}-learner")
def waits_for_learner(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Not once they have answered."""
    _, _, pk, state, _ = letter.key.split(":")
    return Application.objects.filter(pk=pk, state=state).exists()


def _day(now: datetime) -> str:
    return f"{timezone.localdate(now):%Y%m%d}"
