"""Whoever becomes an adviser of an organisation is in its register at once, and the organisation is a service."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from frontdoor.organisations.models import Kind, Membership, Role
from guidance.models import KINDS, Adviser, Service


@receiver(post_save, sender=Membership, dispatch_uid="guidance-take-in")
def take_in_member(*, instance: Membership, created: bool, **_rest: Any) -> None:
    """In the transaction of the membership. Rows made many at a time pass by here: a succession takes them in itself.

    Somebody who comes back is public, and has an address for their calendar, only once they choose it again.
    """
    if instance.role != Role.ADVISER or instance.ended_at is not None:
        return
    if created:
        back = Adviser.objects.filter(user=instance.user_id, service__organisation=instance.organisation_id)
        back.update(is_public=False, feed_hash="")
    take_in(instance)


def take_in(membership: Membership) -> Adviser:
    """The adviser's row at this service, made the first time; somebody who comes back finds their old one."""
    if Kind(membership.organisation.kind) not in KINDS:
        raise ValueError(f"No guidance is given by {membership.organisation.kind}.")
    service, _ = Service.objects.get_or_create(
        organisation=membership.organisation, defaults={"created_at": membership.created_at}
    )
    adviser, _ = Adviser.objects.get_or_create(
        service=service, user=membership.user, defaults={"created_at": membership.created_at}
    )
    return adviser
