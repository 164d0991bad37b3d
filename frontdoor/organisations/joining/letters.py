"""The letters about joining. Each key names its fact by ids."""

from datetime import datetime

from django.urls import reverse

from frontdoor.letters.actions import queue
from frontdoor.organisations.access import DESCRIPTIONS, Can, roles_with
from frontdoor.organisations.joining import links
from frontdoor.organisations.models import Joining, Membership, Role, Step
from frontdoor.organisations.models.joining import LINK_LIVES
from frontdoor.people.models import User


def confirm(joining: Joining, *, now: datetime) -> None:
    """To somebody who asked: a link that proves the address; or, once it is proved, that the request waits."""
    if joining.step(now) == Step.WAITING:
        _wait(joining, now)
    else:
        _send("join-confirm", f"join-confirm:{joining.pk}", joining, now)


def invite(joining: Joining, *, now: datetime) -> None:
    """To somebody who is invited: a link to accept with."""
    _send("join-invitation", f"join-invitation:{joining.pk}", joining, now)


def remind(joining: Joining, *, now: datetime) -> None:
    """To somebody invited whose address was typed on the page for asking: the invitation again, at most once a day."""
    if joining.step(now) == Step.WAITING:
        _wait(joining, now)
    else:
        _send("join-invitation", f"join-invitation:{joining.pk}:{now:%Y-%m-%d}", joining, now)


def declined(joining: Joining, *, now: datetime) -> None:
    """To somebody whose request was declined."""
    _send("join-declined", f"join-declined:{joining.pk}", joining, now)


def joined(membership: Membership, *, asked: str, now: datetime) -> None:
    """To the person: you have joined. `asked` names the role they asked for when they got less, else nothing."""
    key = f"join-joined:{membership.pk}"
    _write("join-joined", key, membership.user.email, membership, now, url=reverse("account_login"), asked=asked)


def already(membership: Membership, *, now: datetime) -> None:
    """To somebody who asked and belongs already: at most one a day."""
    key = f"join-already:{membership.pk}:{now:%Y-%m-%d}"
    _write("join-already", key, membership.user.email, membership, now, url=reverse("account_login"))


def tell(membership: Membership, colleague: User, *, asked: str, now: datetime) -> None:
    """To everybody already there: somebody has joined, and what they asked for when they got less."""
    live = colleague.memberships.filter(organisation=membership.organisation_id, ended_at=None)
    here = set(live.values_list("role", flat=True))
    manages = not here.isdisjoint(roles_with(Can.MANAGE_MEMBERS))  # nobody else can open the page of people
    url = reverse("organisations:members", kwargs={"organisation_id": membership.organisation_id}) if manages else ""
    key = f"join-told:{membership.pk}:{colleague.pk}"
    _write(
        "join-told", key, colleague.email, membership, now, who=membership.user, here=bool(here), url=url, asked=asked
    )


def ended(membership: Membership, *, now: datetime) -> None:
    """To the person: your role has ended."""
    _write("join-ended", f"join-ended:{membership.pk}", membership.user.email, membership, now)


def _wait(joining: Joining, now: datetime) -> None:
    _send("join-waiting", f"join-waiting:{joining.pk}:{now:%Y-%m-%d}", joining, now)


def _send(kind: str, key: str, joining: Joining, now: datetime) -> None:
    queue(
        kind,
        key=key,
        to=joining.email,
        context=_words(joining) | {"joining": joining, "url": links.path(joining)},
        now=now,
        organisation_id=joining.organisation_id,
        keep_for=LINK_LIVES,
    )


def _write(kind: str, key: str, to: str, membership: Membership, now: datetime, **more: object) -> None:
    context = _words(membership) | more
    queue(kind, key=key, to=to, context=context, now=now, organisation_id=membership.organisation_id)


def _words(thing: Joining | Membership) -> dict[str, object]:
    role = Role(thing.role)
    return {"organisation": thing.organisation.label, "role": role.label, "can": DESCRIPTIONS[role]}
