"""Freezing what was submitted, with a checksum that anybody can work out again."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.utils import timezone

from benchmarks.evidence.freezing import frozen_evidence
from benchmarks.evidence.queries import measured
from benchmarks.models import FrozenResult, Return
from benchmarks.returns.queries import answers_in, entries, result_of


def freeze(found: Return, *, now: datetime) -> FrozenResult:
    """Keep answers and result as they are now; the database refuses to change the row. Part of the submission."""
    live = measured(found, today=timezone.localdate(now))
    stored = entries(found, live)
    answers = dict(answers_in(stored))
    result = result_of(found, stored).as_json()
    evidence = frozen_evidence(found, live, stored)
    return FrozenResult.objects.create(
        of_return=found,
        answers=answers,
        result=result,
        evidence=evidence,
        sha256=checksum(facts=found.facts, answers=answers, result=result, evidence=evidence),
        frozen_at=now,
    )


def checksum(**parts: Any) -> str:
    """SHA-256 over the canonical JSON of the parts: keys sorted, no spaces, UTF-8."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
