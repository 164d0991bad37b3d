"""The letters about a signature. Each is made in the transaction of its cause, with a key that names the fact."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from benchmarks.models import HeadLink, Return, SigningChoice
from frontdoor.ground.dates import day_in_words
from frontdoor.ground.years import in_words
from frontdoor.letters import actions as letters
from frontdoor.organisations.models import Membership, Organisation, Role


def to_head(found: Return, *, link: HeadLink, key: str, now: datetime) -> None:
    """Asks the head to sign; carries the single-use link, and is not sent once the link would have expired."""
    letters.queue(
        "return-to-head",
        key=f"return-to-head:{link.pk}",
        to=link.sent_to,
        context=_about(found)
        | {
            "path": f"{reverse('benchmarks:sign-by-link')}?{urlencode({'key': key})}",
            "asked_by": str(link.created_by),
            "expires": day_in_words(link.expires_at),
        },
        now=now,
        organisation_id=found.organisation_id,
        keep_for=timedelta(days=3),
    )


def submitted(found: Return, *, now: datetime) -> None:
    """The receipt: to the careers leaders and to the head."""
    about = _about(found) | {
        "path": _path("benchmarks:results", found),
        "reference": found.reference,
        "signed_name": found.signed_name,
        "signed_role": found.signed_role,
        "signed_on": day_in_words(found.submitted_at),
        "by_leader": found.signed_by_leader,
    }
    for who, address in _everybody(found).items():
        letters.queue(
            "return-submitted",
            key=f"return-submitted:{found.pk}:{who}",
            to=address,
            context=about,
            now=now,
            organisation_id=found.organisation_id,
        )


def sent_back(found: Return, *, now: datetime) -> None:
    """Tells the careers leaders that the head wants something changed."""
    about = _about(found) | {
        "path": _path("benchmarks:year", found),
        "name": found.sent_back_name,
        "note": found.sent_back_note,
    }
    for who, address in _leaders(found).items():
        letters.queue(
            "return-sent-back",
            key=f"return-sent-back:{found.pk}:{now:%Y%m%d%H%M%S}:{who}",
            to=address,
            context=about,
            now=now,
            organisation_id=found.organisation_id,
        )


def who_signs(choice: SigningChoice, *, now: datetime) -> None:
    """Tells every head that the choice of who submits was changed, and by whom."""
    for who, address in _live(choice.organisation, Q(role=Role.HEAD)).items():
        letters.queue(
            "return-who-signs",
            key=f"return-who-signs:{choice.pk}:{now:%Y%m%d%H%M%S%f}:{who}",
            to=address,
            context={
                "institution": choice.organisation.name,
                "changed_by": str(choice.changed_by),
                "leader_alone": choice.leader_alone,
                "path": reverse("benchmarks:who-signs", args=[choice.organisation.urn]),
            },
            now=now,
            organisation_id=choice.organisation_id,
        )


def _about(found: Return) -> dict[str, object]:
    return {"institution": found.organisation.name, "year": in_words(found.year)}


def _path(name: str, found: Return) -> str:
    return reverse(name, args=[found.organisation.urn, found.year])


def _live(institution: Organisation, which: Q) -> dict[str, str]:
    """Addresses of people who belong to the institution now, each under a name that tells nobody who it is."""
    live = Membership.objects.filter(which, organisation=institution, ended_at=None, user__is_active=True)
    return {f"user-{pk}": email for pk, email in live.values_list("user_id", "user__email")}


def _leaders(found: Return) -> dict[str, str]:
    """The careers leaders, and whoever sent the return to the head, if still there."""
    return _live(found.organisation, Q(role=Role.LEADER) | Q(user=found.sent_to_head_by))


def _everybody(found: Return) -> dict[str, str]:
    """Leaders and heads, and the address that the link went to; nobody twice."""
    people = _live(found.organisation, Q(role__in=[Role.LEADER, Role.HEAD]) | Q(user=found.sent_to_head_by))
    if found.head_email and found.head_email not in people.values():
        people["head"] = found.head_email
    return people
