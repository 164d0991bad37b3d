"""What the learner reads of who has looked, and what they never learn."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from frontdoor.organisations.models import Kind, Role
from frontdoor.record.actions import end_enrolments, open_reason
from frontdoor.record.joining.actions import CODE, join_learners
from frontdoor.record.looks import queries
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Learner, Look, LookKind, LookReason, ReasonKind, ReasonScope
from frontdoor.record.shown import held_back, holds
from tests.factories import OrganisationFactory, UserFactory, member
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, 5, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def learner(here) -> Learner:
    """Fifteen years old, with an account."""
    return enrolled(here, learner=LearnerFactory(given_names="Asha", account=UserFactory(full_name="Asha"))).learner


def look(learner, by, institution=None, **more) -> None:
    looked(by=by, institution=institution, learners=[learner.pk, 999], **{"page": "Pupil page", "now": NOW} | more)


def page(learner, signed_in, query="") -> str:
    return signed_in(learner.account).get(f"/record/looked/{query}").content.decode()


def test_staff_of_their_school_stand_with_role_name_time_and_reason(here, learner, bryn, signed_in) -> None:
    look(learner, bryn, here, kind=LookKind.LIST, page="Pupils")

    said = page(learner, signed_in)
    for words in ("Teacher, Herefield School", "Bryn Parry", "2 November 2026", "9:05am"):
        assert words in said
    assert "A list with you in it: Pupils" in said
    assert "You were on their roll." in said
    assert "Question this" in said


def test_name_stays_when_staff_or_learner_have_left(here, learner, bryn) -> None:
    look(learner, bryn, here)
    bryn.memberships.update(ended_at=NOW)
    end_enrolments(enrolments=learner.enrolments.all(), on=TODAY, now=NOW)

    [one] = queries.in_words(queries.shown(learner, today=TODAY))
    assert one.name == "Bryn Parry"


def test_name_of_somebody_elsewhere_is_not_told_unless_they_advise_them(learner) -> None:
    service = OrganisationFactory(kind=Kind.ADVISER_SERVICE, name="Invented Advisers")
    adviser = member("ad@advisers.example", "Ada Viser", service, Role.ADVISER)
    look(learner, adviser, service, reason=LookReason.BOOKED)
    [one] = queries.in_words(queries.shown(learner, today=TODAY))
    assert (one.who, one.name, one.can_question) == ("Careers adviser, Invented Advisers", "", False)

    reason = open_reason(
        learner=learner, kind=ReasonKind.BOOKED, scope=ReasonScope.CARD, source_key="x:1", starts_on=TODAY, now=NOW,
        person=adviser,
    )  # fmt: skip
    [one] = queries.in_words(queries.shown(learner, today=TODAY))
    assert one.name == "Ada Viser"

    reason.ended_at = NOW
    reason.save(update_fields=["ended_at"])
    [one] = queries.in_words(queries.shown(learner, today=TODAY))
    assert one.name == ""


def test_parents_look_is_listed_from_13_with_their_name(learner, signed_in) -> None:
    parent = UserFactory(full_name="Pat Quill")
    look(learner, parent, reason=LookReason.PARENT, page="Your child’s record")
    said = page(learner, signed_in)
    assert "Your parent or carer" in said
    assert "Pat Quill" in said
    assert "Question this" not in said

    Learner.objects.filter(pk=learner.pk).update(date_of_birth=date(2014, 11, 3))
    said = page(learner, signed_in)
    assert "Your parent or carer" not in said
    assert "Nobody is listed yet" in said


def test_safeguarding_looks_change_nothing_that_a_learner_gets(here, learner, bryn, hana, signed_in) -> None:
    for minute in range(60):
        look(learner, bryn, here, now=NOW - timedelta(minutes=minute))
    before = [page(learner, signed_in, query) for query in ("", "?page=2", "?page=3")]
    told = holds(learner), held_back(learner)
    for minute in range(60):
        look(learner, hana, here, now=NOW - timedelta(minutes=minute), reason=LookReason.SAFEGUARDING)

    after = [page(learner, signed_in, query) for query in ("", "?page=2", "?page=3")]
    assert [_without_nonce(one) for one in after] == [_without_nonce(one) for one in before]
    assert (holds(learner), held_back(learner)) == told
    hidden = Look.objects.filter(reason=LookReason.SAFEGUARDING).first()
    client = signed_in(learner.account)
    assert client.get(f"/record/looked/{hidden.pk}/question/").status_code == 404
    assert "Some looks are not listed" in after[0]


def _without_nonce(said: str) -> str:
    return "\n".join(line for line in said.splitlines() if "nonce" not in line and "csrf" not in line)


def test_own_look_and_looks_at_others_are_not_theirs(here, learner, bryn, signed_in) -> None:
    looked(by=bryn, institution=here, learners=[998, 999], page="Pupils", now=NOW)
    look(learner, learner.account, here)

    assert "Nobody is listed yet" in page(learner, signed_in)


def test_looks_at_a_record_that_was_joined_into_theirs_are_theirs(here, elsewhere, learner, cora) -> None:
    other = enrolled(elsewhere, learner=LearnerFactory(given_names="Asha")).learner
    look(other, cora, elsewhere)
    assert not queries.shown(learner, today=TODAY)
    join_learners(kept=learner, absorbed=other, cause=CODE, now=NOW, by=learner.account)

    [one] = queries.in_words(queries.shown(learner, today=TODAY))
    assert one.name == "Cora Blake"


def test_somebody_without_a_record_has_no_such_page(signed_in) -> None:
    assert signed_in(UserFactory()).get("/record/looked/").status_code == 404


def test_viewer_whose_account_went_is_still_a_role(here, learner, bryn) -> None:
    look(learner, bryn, here)
    Look.objects.update(viewer=None)

    [one] = queries.in_words(queries.shown(learner, today=TODAY))
    assert (one.who, one.name) == ("Teacher, Herefield School", "")


def test_export_has_what_the_page_has_and_says_what_is_missing(here, learner, bryn, hana) -> None:
    look(learner, bryn, here)
    look(learner, hana, here, reason=LookReason.SAFEGUARDING)

    [table] = [one for one in holds(learner) if one.key == "looks"]
    assert [row[1:3] for row in table.rows] == [["Teacher, Herefield School", "Bryn Parry"]]
    assert any("not listed" in one for one in held_back(learner))


@pytest.mark.parametrize("number", [2, 70])
def test_page_costs_the_same_at_any_length(here, learner, bryn, signed_in, number, django_assert_num_queries) -> None:
    for minute in range(number):
        look(learner, bryn, here, now=NOW - timedelta(minutes=minute))
    client = signed_in(learner.account)
    client.get("/record/looked/")

    with django_assert_num_queries(8):
        client.get("/record/looked/")


def test_looks_of_one_learner_are_found_by_the_index(learner) -> None:
    """What is asked is what the index answers: with 300,000 looks it took 1 ms (docs/decisions/who-looked.md)."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert "record_look_of_learners" in queries.shown(learner, today=TODAY)[:50].explain()
