"""One school follows another: conversion to an academy, a merger, a new name under a new URN."""

from datetime import datetime

from django.db import transaction

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Contact, Joining, Kind, Membership, Organisation, Succession
from frontdoor.organisations.signals import succeeded
from frontdoor.people.models import User


def succeed(*, old: Organisation, new: Organisation, by: User | None, now: datetime) -> Succession:
    """Let `new` follow `old`: people and open work move, what was submitted stays where it is and is read under both.

    `by` is None when the register's links file said so. Twice is once. What other rooms keep (drafts, open requests)
    they move on the signal `succeeded`, in this transaction.
    """
    with transaction.atomic():
        # In the order of their ids, so that two successions at once cannot wait for each other.
        locked = {
            row.pk: row
            for row in Organisation.objects.select_for_update().filter(pk__in=[old.pk, new.pk]).order_by("pk")
        }
        old, new = locked[old.pk], locked[new.pk]
        if known := Succession.objects.filter(old=old, new=new, direct=True).first():
            return known
        _refuse_nonsense(old, new)
        succession = _record(old, new, by, now)
        end = _end_of_line(new)
        _move_people(old, end, by, now)
        _move_contact(old, end)
        _move_requests(old, end)
        succeeded.send(Organisation, old=old, new=end, by=by, now=now)
        return succession


def _refuse_nonsense(old: Organisation, new: Organisation) -> None:
    if old == new or Kind.INSTITUTION not in {old.kind} & {new.kind}:
        raise Refused("A school can only be followed by another school.")
    if old.made_up != new.made_up:
        raise Refused("A made-up school and a real one cannot follow each other.")
    if Succession.objects.filter(old=new, new=old).exists():
        raise Refused(f"{new} came before {old}, so it cannot follow it.")
    # There is no way back: its people and drafts live at the first by now, with what they did there since.
    if first := Succession.objects.filter(old=old, direct=True).select_related("new").first():
        raise Refused(f"{first.new.label} ({first.new.urn}) follows {old.label} already, and its people moved there.")


def _record(old: Organisation, new: Organisation, by: User | None, now: datetime) -> Succession:
    """The direct row, and one for each school of the line before `old` and after `new`."""
    before = [old.pk, *Succession.objects.filter(new=old).values_list("old", flat=True)]
    after = [new.pk, *Succession.objects.filter(old=new).values_list("new", flat=True)]
    for older in before:
        for newer in after:
            direct = (older, newer) == (old.pk, new.pk)
            row, _ = Succession.objects.get_or_create(
                old_id=older, new_id=newer, defaults={"direct": direct, "created_at": now, "created_by": by}
            )
            if direct:
                found = row
    return found


def _end_of_line(new: Organisation) -> Organisation:
    """Where people belong now: `new` may itself have been followed already, when a file tells of both at once."""
    later = Organisation.objects.filter(precursions__old=new, successions=None)
    return later.first() or new


def _move_people(old: Organisation, new: Organisation, by: User | None, now: datetime) -> None:
    """Memberships end at the old school and begin at the new, unless the person already has the role there."""
    there = set(Membership.objects.filter(organisation=new, ended_at=None).values_list("user", "role"))
    moving = list(Membership.objects.filter(organisation=old, ended_at=None))
    Membership.objects.bulk_create(
        Membership(user_id=one.user_id, organisation=new, role=one.role, created_at=now, created_by=by)
        for one in moving
        if (one.user_id, one.role) not in there
    )
    Membership.objects.filter(pk__in=[one.pk for one in moving]).update(ended_at=now, ended_by=by)


def _move_contact(old: Organisation, new: Organisation) -> None:
    """The address where letters go until somebody joins; the new school's own comes first."""
    if not Contact.objects.filter(organisation=new).exists():
        Contact.objects.filter(organisation=old).update(organisation=new)


def _move_requests(old: Organisation, new: Organisation) -> None:
    """Requests to join that nobody has decided, unless the same one waits at the new school."""
    there = Joining.objects.filter(organisation=new, decided_at=None, withdrawn_at=None)
    for one in Joining.objects.filter(organisation=old, decided_at=None, withdrawn_at=None):
        if not there.filter(role=one.role, email=one.email).exists():
            one.organisation = new
            one.save(update_fields=["organisation"])
