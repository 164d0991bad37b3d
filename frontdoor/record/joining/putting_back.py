"""Undoing a joining: what moved and still exists goes back; what came since stays."""

from typing import Any

from django.core import serializers
from django.db.models import CASCADE

from frontdoor.organisations.models import Membership, Role
from frontdoor.record.joining.clashes import carer_key
from frontdoor.record.joining.relations import column, rows_of
from frontdoor.record.models import Carer, Learner, Reason, ReasonKind
from frontdoor.record.shown import sources


def put_back(kept: Learner, absorbed: Learner, moved: dict[str, Any]) -> None:
    """Rows back to `absorbed` if they are still `kept`'s, rows set aside made again, values restored if unchanged."""
    for name, ids in moved["rows"].items():
        field = column(name)
        if field is not None:
            rows = rows_of(field).filter(pk__in=ids, **{field.name: kept})
            rows.update(**{field.name: absorbed})
    _reasons_follow(kept, absorbed, moved["rows"])
    for name, values in moved["was"].items():
        for pk, (before, after) in values.items():
            _restore(name, int(pk), before, after)
    for row in moved["dropped"]:
        _make_again([kept, absorbed], row)


def _reasons_follow(kept: Learner, absorbed: Learner, rows: dict[str, list[int]]) -> None:
    """Whoever sees it since the joining, by a link, an enrolment or a meeting that goes back, sees that record and not this one."""
    keys = [key for one in sources() for key in one.keys_of(rows.get(f"{one.standing.model._meta.label}.learner", ()))]
    Reason.objects.filter(learner=kept, source_key__in=keys).update(learner=absorbed)


def _restore(name: str, pk: int, before: str | None, after: str | None) -> None:
    field = column(name)
    if field is None:
        return
    row = rows_of(field).filter(pk=pk).first()
    if row is None or _text(getattr(row, field.name)) != after or _is_taken(row, field.name, before):
        return
    setattr(row, field.name, field.to_python(before))
    row.save(update_fields=[field.name])


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _is_taken(row: Any, name: str, sort: Any) -> bool:
    """Whether the learner has since got another current enrolment of the sort that this one had."""
    if name != "sort" or row.ended_on:
        return False
    return row.learner.enrolments.filter(sort=sort, ended_on=None).exclude(pk=row.pk).exists()


def _make_again(both: list[Learner], row: dict[str, Any]) -> None:
    """The row with its old number, if what it names is still there and nobody has ended what took its place."""
    for made in serializers.deserialize("python", [row], ignorenonexistent=True):
        if _still_stands(made.object) and not _was_ended_since(both, made.object):
            made.save()


def _still_stands(row: Any) -> bool:
    """Whether all that the row cannot be without is there; what it can be without and has gone is emptied."""
    for field in row._meta.concrete_fields:
        if not field.is_relation or getattr(row, field.attname) is None:
            continue
        named = field.related_model._base_manager.filter(pk=getattr(row, field.attname))  # noqa: SLF001 as rows_of
        if named.exists():
            continue
        if not field.null or field.remote_field.on_delete is CASCADE:
            return False
        setattr(row, field.name, None)
    return True


def _was_ended_since(both: list[Learner], row: Any) -> bool:
    """Nobody comes back by an undoing who was ended since: a parent who was stopped or refused, an adviser who has left."""
    if isinstance(row, Reason) and row.kind == ReasonKind.BOOKED:
        return not Membership.objects.filter(user=row.person_id, role=Role.ADVISER, ended_at=None).exists()
    if isinstance(row, Reason) and row.kind == ReasonKind.PARENT:
        twins = [
            carer_key(one) for one in Carer.objects.filter(learner__in=both, account=row.person_id, stopped_at=None)
        ]
        return not Reason.objects.filter(source_key__in=twins, ended_at=None).exists()
    if isinstance(row, Carer):
        twin = Carer.objects.filter(institution=row.institution_id, email=row.email, stopped_at=None)
        return not twin.filter(learner__in=both).exists()
    return False
