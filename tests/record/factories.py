"""Made-up learners for tests: on the roll of a made-up school that has named its safeguarding contact."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from frontdoor.organisations.models import Organisation
from frontdoor.record import actions
from frontdoor.record.models import Enrolment, Learner, SafeguardingContact
from tests.factories import UserFactory

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)


class LearnerFactory(DjangoModelFactory):
    """A record without an account."""

    class Meta:
        model = Learner

    given_names = factory.Sequence(lambda n: f"Given{n}")
    family_name = "Inventedson"
    date_of_birth = date(2011, 3, 4)
    created_at = NOW


class SafeguardingContactFactory(DjangoModelFactory):
    """Whom a school's pupils turn to."""

    class Meta:
        model = SafeguardingContact
        django_get_or_create = ("institution",)

    name = "Sade Guard"
    job_title = "Designated safeguarding lead"
    phone = "01632 960 001"
    email = "safe@herefield.example"
    reviewed_on = date(2026, 9, 1)
    created_by = factory.SubFactory(UserFactory)
    created_at = NOW


def enrolled(
    institution: Organisation, *, year_group: int | None = 11, learner: Learner | None = None, **facts
) -> Enrolment:
    """A learner on this institution's roll since 1 September 2026, with its reason to see them."""
    SafeguardingContactFactory(institution=institution)
    return actions.enrol(
        learner=learner or LearnerFactory(),
        institution=institution,
        year_group=year_group,
        now=NOW,
        **{"started_on": date(2026, 9, 1)} | facts,
    )
