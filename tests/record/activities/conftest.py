"""A moment, a year group and facts that these tests share."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from frontdoor.organisations.models import Organisation
from frontdoor.record.activities import actions
from frontdoor.record.activities.facts import Facts
from frontdoor.record.models import Activity, ActivityKind
from tests.record.factories import enrolled

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def talk(**other: Any) -> Facts:
    """An employer's talk of an hour."""
    same: dict[str, Any] = {"kind": ActivityKind.EMPLOYER, "title": "Bridges", "day": TODAY, "hours": Decimal(1)}
    return Facts(**same | other)


@pytest.fixture
def year11(here: Organisation) -> list[int]:
    """The ids of four learners of Year 11."""
    return [enrolled(here, tutor_group="11A").learner_id for _ in range(4)]


@pytest.fixture
def logged(here: Organisation, amina: Any) -> Callable[..., Activity]:
    """`logged(ids, absent=[...], **facts)`: one activity recorded by amina."""
    made = iter(range(1_000))

    def log(attended: list[int], *, absent: list[int] = [], **facts: Any) -> Activity:  # noqa: B006 never changed
        return actions.log_activity(
            institution=here, by=amina, now=NOW, facts=talk(**facts), attended=attended, absent=absent,
            source="Recorded here", source_key=f"log:{next(made)}",
        )  # fmt: skip

    return log
