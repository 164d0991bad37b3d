"""What staff of a school see and decide."""

from datetime import date

import pytest
from django.urls import reverse

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.organisations.access import Can
from frontdoor.organisations.models import Role
from frontdoor.record.actions import end_enrolments
from frontdoor.record.models import Carer, Look
from frontdoor.record.shown import Looking, sections
from tests.factories import member
from tests.letters.test_queue import make
from tests.record.factories import LearnerFactory, enrolled
from tests.workexperience.applications.conftest import NOW
from tests.workexperience.factories import SessionFactory, applied
from workexperience.applications import board, deciding
from workexperience.models import ApplicationState, Offer

S = ApplicationState
CONTACT = {"contact_name": "Amina Yusuf", "contact_phone": "01632 960 003"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
def asked(here, week):
    """Of somebody who is sixteen: no parent has to agree."""
    return applied(week, institution=here, learner=of_age(here))


def of_age(here, **facts):
    return enrolled(here, learner=LearnerFactory(date_of_birth=date(2010, 9, 30)), **facts).learner


@pytest.fixture
def employed(week):
    """Two people who work at the employer."""
    place = week.offer.employer.organisation
    return [member(f"{name}@employer.example", name, place, Role.EMPLOYER) for name in ("Eve", "Eno")]


@pytest.fixture
def young(here, week, zara):
    return applied(week, institution=here, learner=zara)


def carer(learner, here, **facts):
    facts = {"name": "Pat", "email": "pat@people.example"} | facts
    return Carer.objects.create(learner=learner, institution=here, created_at=NOW, **facts)


def approve(application, by, **facts):
    return deciding.approve(
        application_id=application.pk, **{**CONTACT, "carer_id": None, "by": by, "now": NOW} | facts
    )


def text(response):
    return " ".join(response.content.decode().split())


def page(name, *args):
    return reverse(f"workexperience:{name}", args=[900001, *args])


def test_from_sixteen_a_yes_goes_to_the_employer_at_once(asked, amina):
    done = approve(asked, amina)
    assert (done.state, done.approved_by, done.contact_name) == (S.EMPLOYER, amina, "Amina Yusuf")
    assert approve(asked, amina).state == S.EMPLOYER
    assert not Letter.objects.filter(kind="consent-asked").exists()


@pytest.mark.usefixtures("employed")
def test_the_page_of_somebody_whose_parents_are_not_asked_tells_what_did_not_arrive(asked, amina, signed_in):
    approve(asked, amina)
    Letter.objects.filter(kind="placement-asked").update(state="refused")
    assert "Ring them" in text(signed_in(amina).get(page("school-application", asked.pk)))


def test_letters_to_the_employer_that_did_not_arrive_are_told_until_one_arrives(asked, amina, employed):
    assert board.trouble([asked], now=NOW) == {}
    approve(asked, amina)
    asked.refresh_from_db()
    told = Letter.objects.filter(kind="placement-asked").order_by("pk")
    assert told.count() == len(employed) == 2
    assert board.trouble([asked], now=NOW) == {}
    told.update(state="refused")
    assert "Ring them" in board.trouble([asked], now=NOW)[asked.pk]
    Letter.objects.filter(pk=told[0].pk).update(state="sent", sent_at=NOW)
    assert board.trouble([asked], now=NOW) == {}


def test_a_letter_about_other_days_that_did_not_arrive_is_told_while_they_wait(asked):
    asked.state = S.OTHER_DAYS
    for number in (1, 2):
        make(key=f"placement-other-days:{asked.pk}:{number}", now=NOW)
    assert board.trouble([asked], now=NOW) == {}
    Letter.objects.filter(key__endswith=":2").update(state="refused")
    assert "Tell them yourself" in board.trouble([asked], now=NOW)[asked.pk]
    asked.state = S.ACCEPTED
    assert board.trouble([asked], now=NOW) == {}


def test_below_sixteen_a_parent_is_asked_first(young, amina, here):
    with pytest.raises(Refused, match="Choose the parent or carer"):
        approve(young, amina)
    pat = carer(young.learner, here)
    assert approve(young, amina, carer_id=pat.pk).state == S.PARENT
    assert Letter.objects.filter(kind="consent-asked", to=pat.email).count() == 1


def test_a_carer_whom_another_school_named_or_this_one_stopped_is_not_asked(young, amina, here, elsewhere):
    other = carer(young.learner, elsewhere)
    stopped = carer(young.learner, here, stopped_at=NOW, stopped_by=amina)
    for one in (other, stopped):
        with pytest.raises(Refused):
            approve(young, amina, carer_id=one.pk)
    young.refresh_from_db()
    assert young.state == S.SCHOOL


def test_nobody_is_agreed_to_without_somebody_to_reach(asked, amina):
    with pytest.raises(Refused, match="reached on each day"):
        approve(asked, amina, contact_phone="")


def test_nobody_is_agreed_to_twice_for_the_same_days_or_once_they_have_begun(asked, amina, here):
    approve(asked, amina)
    second = applied(SessionFactory(), institution=here, learner=asked.learner)
    assert deciding.why_not(second, now=NOW) == deciding.TWICE
    begun = applied(
        SessionFactory(first_day=date(2027, 1, 11), last_day=date(2027, 1, 12)), institution=here, learner=of_age(here)
    )
    with pytest.raises(Refused, match="first day has come"):
        approve(begun, amina)


def test_a_no_is_said_with_its_reason_and_is_final(asked, amina):
    deciding.refuse(application_id=asked.pk, words="You have exams then.", by=amina, now=NOW)
    asked.refresh_from_db()
    assert (asked.state, asked.ended_because) == (S.REFUSED, "You have exams then.")
    with pytest.raises(Refused, match="moved on"):
        approve(asked, amina)


# The board


def test_board_counts_by_state_and_lists_by_name(asked, young, amina, signed_in):
    approve(asked, amina)
    found = board.counted(board.at(asked.institution, today=NOW.date()))
    assert found == [
        ("school", "Waiting for the school", 1),
        ("employer", "Waiting for the employer", 1),
        ("over", "Over", 0),
    ]
    shown = text(signed_in(amina).get(page("board"), {"state": "school"}))
    assert "<strong>1</strong> waiting for the employer" in shown
    assert young.learner.name in shown
    assert asked.learner.name not in shown
    assert Look.objects.latest("pk").learners == [young.learner_id]


def test_board_narrows_by_year_group(asked, here, week, amina, signed_in):
    tenth = applied(week, institution=here, learner=of_age(here, year_group=10))
    shown = text(signed_in(amina).get(page("board"), {"year": "10"}))
    assert tenth.learner.name in shown
    assert asked.learner.name not in shown
    for odd in ("x", "²", "9" * 30):
        assert signed_in(amina).get(page("board"), {"year": odd, "state": odd}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_board_asks_the_same_number_of_questions_at_any_length(
    number, here, week, amina, signed_in, django_assert_max_num_queries
):
    for at in range(number):
        one = applied(week, institution=here, learner=enrolled(here).learner)
        approve(one, amina, carer_id=carer(one.learner, here, email=f"p{at}@people.example").pk)
    client = signed_in(amina)
    with django_assert_max_num_queries(16):
        assert client.get(page("board")).status_code == 200


def test_a_letter_that_did_not_arrive_shows_on_the_board_and_the_page(young, here, amina, signed_in):
    approve(young, amina, carer_id=carer(young.learner, here).pk)
    Letter.objects.filter(kind="consent-asked").update(state="refused")
    for address in (page("board"), page("school-application", young.pk)):
        assert "The letter did not arrive." in text(signed_in(amina).get(address))


def test_who_has_left_is_seen_no_more(asked, here, amina, signed_in):
    end_enrolments(enrolments=asked.learner.enrolments.all(), on=NOW.date(), now=NOW)
    assert asked.learner.name not in text(signed_in(amina).get(page("board")))
    assert signed_in(amina).get(page("school-application", asked.pk)).status_code == 404


def test_a_teacher_reads_and_does_nothing(asked, bryn, signed_in):
    client = signed_in(bryn)
    assert "Do not agree" not in text(client.get(page("school-application", asked.pk)))
    assert client.get(page("school-approve", asked.pk)).status_code == 403


def test_agreeing_on_the_page_fills_in_who_was_given_last(asked, young, here, amina, signed_in):
    approve(asked, amina)
    pat, client = carer(young.learner, here), signed_in(amina)
    form = text(client.get(page("school-approve", young.pk)))
    assert 'value="Amina Yusuf"' in form
    assert "Pat, pat@people.example" in form
    assert "Enter a phone number" in text(
        client.post(page("school-approve", young.pk), CONTACT | {"contact_phone": "x", "ask": pat.pk})
    )
    done = client.post(page("school-approve", young.pk), CONTACT | {"ask": pat.pk}, follow=True)
    assert "Asked Pat on 11 January 2027." in text(done)


def test_page_shows_answers_and_ends_it_for_the_learner(young, amina, signed_in):
    client = signed_in(amina)
    shown = text(client.get(page("school-application", young.pk)))
    assert young.why in shown
    assert "A parent or carer has to agree too." in shown
    client.post(page("school-withdraw", young.pk), {"words": "They moved away."})
    young.refresh_from_db()
    assert (young.state, young.ended_by) == (S.WITHDRAWN, amina)


def test_staff_and_learner_read_who_has_it_now(young, here, amina, bryn):
    today = NOW.date()
    own = [part for part in sections(Looking(young.learner, young.learner.account, today)) if "goes on" in part.title]
    assert own[0].lines[0].note.endswith("Who has it now: Herefield School")
    for_staff = Looking(young.learner, bryn, today, here, frozenset({Can.SEE_LEARNERS}))
    assert [part.lines[0].beside for part in sections(for_staff) if "goes on" in part.title] == [
        "Waiting for the school"
    ]


def test_nobody_is_agreed_to_for_an_offer_that_is_closed(asked, amina):
    Offer.objects.update(closed_at=NOW, closed_by=amina)
    with pytest.raises(Refused, match="not offered any more"):
        approve(asked, amina)
