"""The records behind a signed answer, kept without a name: ids and a checksum of the facts that were counted."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from benchmarks.evidence.queries import Measured, records
from benchmarks.frameworks.queries import framework_for
from benchmarks.models import Return
from frontdoor.ground.privacy import past
from frontdoor.record.models import Participation

# What a rule may ask of a record. A change of any of them after the signature is told; names are read live. The dates of
# an activity are the last, and are among the facts only where there are any: what was frozen before they were stored
# keeps its checksum.
FACTS = (
    "activity__kind", "activity__day", "activity__last_day", "activity__hours", "activity__mode", "activity__subject",
    "activity__one_to_one", "activity__adviser_level", "activity__in_school_hours", "activity__parts",
    "activity__provider_kinds", "attendance", "hours", "feedback", "activity__dates",
)  # fmt: skip


def frozen_evidence(found: Return, live: Mapping[str, Measured], stored: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row for each question that the records answered, with what the return says instead where it differs."""
    return [_row(found, one, stored.get(f"answer:{key}") or {}) for key, one in sorted(live.items())]


def _row(found: Return, one: Measured, answer: Mapping[str, Any]) -> dict[str, Any]:
    rows = facts_of(records(found, one.plan, today=one.on))
    return {
        "question": one.question,
        "rule": one.plan.rule.words,
        "framework": found.framework_id,
        "value": one.value,
        "base": one.base,
        "on": one.on.isoformat(),
        "answered": answer.get("count"),
        "reason": answer.get("reason", ""),
        "records": rows,
        "sha256": hashlib.sha256(json.dumps(rows, sort_keys=True, separators=(",", ":")).encode()).hexdigest(),
    }


def facts_of(rows: QuerySet[Participation]) -> dict[str, str]:
    """A short checksum of the counted facts of each record, by its id."""
    return {str(row[0]): _digest(row[1:]) for row in rows.order_by("pk").values_list("pk", *FACTS)}


def _digest(facts: Iterable[Any]) -> str:
    *told, dates = facts
    told += [dates] if dates else []
    text = json.dumps([str(sorted(fact) if isinstance(fact, list) else fact) for fact in told])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def changed_since(found: Return) -> dict[str, int]:
    """How many records behind each signed answer have been changed or deleted since the signature; none for 0.

    One that was erased with its learner is not among them: `erased_since`.
    """
    return {question: number for question, (number, _) in _since(found).items() if number}


def erased_since(found: Return) -> dict[str, int]:
    """How many records behind each signed answer have been erased: the person asked for it, or it was kept long enough.

    Their ids and the checksum stay and lead nowhere.
    """
    return {question: number for question, (_, number) in _since(found).items() if number}


def _since(found: Return) -> dict[str, tuple[int, int]]:
    """Of each question how many records are not as they were, and how many are erased.

    Deleting a record keeps its history; only erasing takes that too (`record.erasing`).
    """
    evidence = found.frozen.evidence
    ids = {int(key) for row in evidence for key in row["records"]}
    now = facts_of(Participation.objects.filter(pk__in=ids)) if ids else {}
    missing = {pk for pk in ids if str(pk) not in now}
    deleted = set(past(Participation).filter(pgh_obj_id__in=missing).values_list("pgh_obj_id", flat=True))
    erased = {str(pk) for pk in missing - deleted}
    return {
        row["question"]: (
            sum(now.get(key) != kept for key, kept in row["records"].items() if key not in erased),
            len(erased & row["records"].keys()),
        )
        for row in evidence
    }


def shown_evidence(found: Return) -> list[dict[str, Any]]:
    """What the records said to each question when it was signed, with the question's words and what changed since."""
    form = framework_for(found.framework_id).form(found.form)
    words, since = {one.id: one.text for one in form.questions()}, _since(found)
    return [
        row
        | {"text": words[row["question"]], "changed": since[row["question"]][0], "erased": since[row["question"]][1]}
        for row in found.frozen.evidence
    ]
