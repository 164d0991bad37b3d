"""Who can see my record, and withdrawing: it acts in the next request and on letters that wait."""

from datetime import date

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.letters import sending
from frontdoor.letters.actions import queue
from frontdoor.letters.models import Letter, State
from frontdoor.organisations.access import Can
from frontdoor.record import actions as record
from frontdoor.record.access import learners_seen
from frontdoor.record.carers import actions as carers
from frontdoor.record.joining.clashes import carer_key
from frontdoor.record.models import Reason, ReasonKind, ReasonScope
from frontdoor.record.sharing import actions, bases, shown
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _autumn():
    with time_machine.travel("2026-11-20 10:00", tick=True):
        yield


@pytest.fixture
def petra():
    return UserFactory(email="petra@home.example")


@pytest.fixture
def sami(here):
    """Sixteen, and signs in."""
    learner = LearnerFactory(given_names="Sami", account=UserFactory(), date_of_birth=date(2010, 1, 4))
    return enrolled(here, learner=learner).learner


@pytest.fixture
def link(sami, here, amina, petra):
    """Petra sees Sami's record, and Sami has agreed."""
    now = timezone.now()
    made = carers.name_carer(learner=sami, institution=here, email=petra.email, name="Petra", by=amina, now=now)
    carers.invite(carer_id=made.pk, now=now)
    carers.accept(carer_id=made.pk, by=petra, now=now)
    return carers.decide(carer_id=made.pk, agrees=True, by=sami.account, now=now)


def supporter(sami, person) -> Reason:
    """A reason that rests on the learner's yes."""
    return record.open_reason(
        learner=sami, kind=ReasonKind.SUPPORTER, scope=ReasonScope.RECORD, source_key="test:1", person=person,
        starts_on=timezone.localdate(), now=timezone.now(),
    )  # fmt: skip


def end(client, reason):
    return client.post(reverse("record:sharing-end", kwargs={"reason_id": reason.pk}), follow=True)


def test_every_kind_of_reason_has_its_words_and_its_basis() -> None:
    assert bases.bases().keys() == set(ReasonKind.values)
    assert {one.learner_ends for one in bases.bases().values()} == {bases.ALWAYS, bases.FROM_16, bases.NEVER}


def test_the_page_says_who_why_and_what_allows_it(signed_in, sami, here, link, petra) -> None:
    page = signed_in(sami.account).get(reverse("record:sharing")).content.decode()
    for words in (here.name, "You are on its roll", "public task", "Your school or college invited them", "Stop it"):
        assert words in page
    assert page.count("Stop it") == 1  # the parent's, not the school's


def test_withdrawing_acts_in_the_next_request_on_pages_lists_and_letters(signed_in, sami, petra, link) -> None:
    parent, me = signed_in(petra), signed_in(sami.account)
    child = reverse("home:child", kwargs={"learner_id": sami.pk})
    assert parent.get(child).status_code == 200
    facts = {"to": petra.email, "context": {"school": "Here", "name": "Sami"}, "now": timezone.now()}
    waiting = queue("test-note", key="note:1", because=carer_key(link), **facts)
    other = queue("test-note", key="note:2", **facts)

    answer = end(me, Reason.objects.get(source_key=carer_key(link)))

    assert "They no longer see your record" in answer.content.decode()
    assert parent.get(child).status_code == 404
    assert parent.get(child).content == parent.get(reverse("home:child", kwargs={"learner_id": 10**9})).content
    assert "Sami" not in parent.get(reverse("home:children")).content.decode()
    assert not learners_seen(petra, Can.SEE_LEARNERS, today=timezone.localdate()).exists()
    assert sending.send(letter_id=waiting.pk, now=timezone.now()) == State.NOT_NEEDED
    assert sending.send(letter_id=other.pk, now=timezone.now()) == State.SENT
    assert [one.subject for one in mail.outbox] == [other.subject]


def test_a_letter_that_waits_goes_while_the_reason_holds(sami, petra, link) -> None:
    facts = {"to": petra.email, "context": {"school": "Here", "name": "Sami"}, "now": timezone.now()}
    waiting = queue("test-note", key="note:1", because=carer_key(link), **facts)
    assert sending.send(letter_id=waiting.pk, now=timezone.now()) == State.SENT


def test_an_invitation_that_waits_does_not_go_after_the_school_stopped_the_link(sami, here, amina) -> None:
    now = timezone.now()
    made = carers.name_carer(learner=sami, institution=here, email="p@home.example", name="", by=amina, now=now)
    carers.invite(carer_id=made.pk, now=now)
    letter = Letter.objects.get(kind="record-carer-invitation")
    carers.stop(carer_id=made.pk, by=amina, now=now)
    assert sending.send(letter_id=letter.pk, now=now) == State.NOT_NEEDED


def test_a_supporter_ends_with_one_press_and_the_school_does_not(signed_in, sami, petra, here) -> None:
    reason, me = supporter(sami, petra), signed_in(sami.account)
    assert learners_seen(petra, Can.SEE_LEARNERS, today=timezone.localdate()).get() == sami
    end(me, reason)
    first = Reason.objects.get(pk=reason.pk).ended_at
    end(me, reason)
    assert Reason.objects.get(pk=reason.pk).ended_at == first
    assert not learners_seen(petra, Can.SEE_LEARNERS, today=timezone.localdate()).exists()

    school = Reason.objects.get(kind=ReasonKind.ENROLLED)
    assert "You cannot end this yourself" in end(me, school).content.decode()
    assert Reason.objects.get(pk=school.pk).ended_at is None


def test_nobody_ends_anothers_reason(signed_in, sami, petra, amina) -> None:
    reason = supporter(sami, petra)
    LearnerFactory(account=petra)
    assert end(signed_in(petra), reason).status_code == 404
    with pytest.raises(Refused):
        actions.withdraw(reason_id=reason.pk, by=amina, now=timezone.now())
    assert Reason.objects.get(pk=reason.pk).ended_at is None


def test_before_13_a_child_is_not_told_which_parents_follow(signed_in, sami, petra, link) -> None:
    sami.date_of_birth = date(2014, 1, 4)
    sami.save()
    page = signed_in(sami.account).get(reverse("record:sharing")).content.decode()
    assert "Petra" not in page
    assert petra.email not in page
    [table] = shown.holds(sami)
    assert [row[1] for row in table.rows] == ["You are on its roll"]


def test_the_export_has_what_is_over_too(sami, here, petra, link) -> None:
    record.end_reason(source_key=carer_key(link), now=timezone.now(), by=petra)
    [table] = shown.holds(sami)
    assert {(row[0], row[-1]) for row in table.rows} == {(here.label, None), (petra.full_name, date(2026, 11, 20))}


def test_a_parent_without_a_name_is_not_told_by_their_address(signed_in, sami, petra, link) -> None:
    petra.full_name = ""
    petra.save()
    assert petra.email not in signed_in(sami.account).get(reverse("record:sharing")).content.decode()
    [table] = shown.holds(sami)
    assert [row[0] for row in table.rows if row[1] != "You are on its roll"] == ["Your parent or carer"]


def test_who_signs_in_with_the_schools_address_is_told_to_change_it(signed_in, sami) -> None:
    me = signed_in(sami.account)
    assert "Keep your way in" not in me.get("/record/").content.decode()
    sami.enrolments.update(email=sami.account.email.upper())
    page = me.get("/record/").content.decode()
    assert "Keep your way in" in page
    assert reverse("account_email") in page
