"""Needs and similar marks: who sees them, that they start and end with history, and that they show up nowhere else."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import PERMISSIONS
from frontdoor.organisations.models import Role
from frontdoor.record.actions import end_enrolments
from frontdoor.record.models import Need, NeedKind
from frontdoor.record.needs import actions
from frontdoor.record.needs.queries import needs_of
from frontdoor.record.needs.shown import TO_THE_LEARNER, sections
from frontdoor.record.shown import Looking
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOW.date()
SINCE = {"starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2026"}
# Every word that would give a mark away.
WORDS = re.compile(
    rf"\b({'|'.join(re.escape(word) for kind in NeedKind for word in (kind.value, kind.label))})\b", re.IGNORECASE
)


@pytest.fixture
def pupil(here):
    return enrolled(here, learner=LearnerFactory(account=UserFactory())).learner


def mark(pupil, here, by, kind=NeedKind.LOOKED_AFTER, since=date(2026, 9, 1)) -> Need:
    return actions.start(learner=pupil, institution=here, kind=kind, starts_on=since, by=by, now=NOW)


def page(school, pupil, end="") -> str:
    return f"/learners/{school.urn}/{pupil.pk}/needs/{end}"


def titles(look: Looking) -> list[str]:
    return [section.title for section in sections(look)]


@time_machine.travel(NOW)
def test_leader_marks_ends_and_sees_what_was(amina, here, pupil, signed_in) -> None:
    client = signed_in(amina)

    assert client.post(page(here, pupil), SINCE | {"kind": NeedKind.YOUNG_CARER}).status_code == 302
    need = Need.objects.get()
    assert (need.kind, need.starts_on, need.created_by) == (NeedKind.YOUNG_CARER, date(2026, 9, 1), amina)
    assert client.post(page(here, pupil, "end/"), {"need": need.pk}).status_code == 302

    need.refresh_from_db()
    assert need.ended_on == TODAY
    assert need.events.get().ended_on is None
    assert "Young carer, 1 September 2026 to 22 November 2026" in client.get(page(here, pupil)).content.decode()


def test_mark_that_was_never_true_is_taken_back_and_history_knows(amina, here, pupil, signed_in) -> None:
    need = mark(pupil, here, amina)

    signed_in(amina).post(page(here, pupil, "end/"), {"need": need.pk, "mistake": "yes"})

    assert not Need.objects.exists()
    assert Need.pgh_event_model.objects.filter(pgh_label="delete").count() == 1


def test_teacher_sees_the_pupil_and_no_mark(bryn, amina, here, pupil, signed_in) -> None:
    mark(pupil, here, amina)
    client = signed_in(bryn)

    body = client.get(f"/learners/{here.urn}/{pupil.pk}/").content.decode()
    assert pupil.name in body
    assert not WORDS.search(body)
    assert client.get(page(here, pupil)).status_code == 403
    assert client.post(page(here, pupil, "end/"), {"need": Need.objects.get().pk}).status_code == 403


def test_another_schools_mark_is_neither_seen_nor_ended(amina, cora, here, elsewhere, pupil, signed_in) -> None:
    enrolled(elsewhere, learner=pupil, sort="other")
    theirs = mark(pupil, elsewhere, cora)
    client = signed_in(amina)

    assert "since 1 September" not in client.get(page(here, pupil)).content.decode()
    assert client.post(page(here, pupil, "end/"), {"need": theirs.pk}).status_code == 404
    assert client.post(page(here, pupil, "end/"), {"need": "x"}).status_code == 404
    assert needs_of([pupil], here) == {}


def test_section_is_for_staff_with_the_permission_and_for_the_learner(amina, bryn, here, pupil) -> None:
    mark(pupil, here, amina)
    as_staff = {"learner": pupil, "today": TODAY, "institution": here}

    assert titles(Looking(user=amina, can=PERMISSIONS[Role.LEADER], **as_staff)) == ["Needs and similar marks"]
    assert titles(Looking(user=bryn, can=PERMISSIONS[Role.TEACHER], **as_staff)) == []
    (mine,) = sections(Looking(pupil, pupil.account, TODAY))
    assert mine.lines[0].text == "A council looks after you"
    assert "Herefield School has marked this since 1 September 2026" in mine.lines[0].note
    assert set(TO_THE_LEARNER) == set(NeedKind)
    assert titles(Looking(pupil, UserFactory(), TODAY)) == []


def test_the_same_mark_twice_is_one_and_no_mark_starts_tomorrow(amina, here, pupil) -> None:
    assert mark(pupil, here, amina) == mark(pupil, here, amina)
    with pytest.raises(Refused, match="today or in the past"):
        mark(pupil, here, amina, NeedKind.EHC_PLAN, TODAY + timedelta(days=1))


def test_marks_of_many_come_in_one_query(amina, here, pupil, django_assert_num_queries) -> None:
    other = enrolled(here).learner
    for one in (pupil, other):
        mark(one, here, amina, NeedKind.EHC_PLAN)
    mark(pupil, here, amina)
    actions.end(need=mark(other, here, amina), on=TODAY)

    with django_assert_num_queries(1):
        found = needs_of([pupil, other], here)

    assert found == {pupil.pk: [NeedKind.EHC_PLAN, NeedKind.LOOKED_AFTER], other.pk: [NeedKind.EHC_PLAN]}


def test_marks_end_when_the_pupil_leaves_that_school_and_no_other(amina, cora, here, elsewhere, pupil) -> None:
    enrolled(elsewhere, learner=pupil, sort="other")
    mine, theirs = mark(pupil, here, amina), mark(pupil, elsewhere, cora)

    end_enrolments(enrolments=[pupil.enrolments.get(institution=here)], on=TODAY, now=NOW, by=amina)

    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.ended_on, theirs.ended_on) == (TODAY, None)
