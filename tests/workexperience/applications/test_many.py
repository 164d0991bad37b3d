"""Agreeing to many at once, reminding whoever has them, the letters, the to-do list, and those who leave."""

from datetime import date, timedelta

import pytest
from django.template.loader import get_template
from django.urls import reverse

from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.organisations.models import Role
from frontdoor.record.actions import end_enrolments
from frontdoor.record.models import Carer
from tests.factories import member
from tests.reading import reading_age
from tests.record.factories import LearnerFactory, enrolled
from tests.workexperience.applications.conftest import NOW
from tests.workexperience.factories import SessionFactory, applied
from workexperience.applications import actions, chasing, deciding, leaving, moves, words
from workexperience.applications.actions import Answers
from workexperience.inbox import due
from workexperience.models import Application, ApplicationState, Consent

S = ApplicationState
CONTACT = {"contact_name": "Amina Yusuf", "contact_phone": "01632 960 003"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def learner(here, born=date(2010, 9, 30)):
    return enrolled(here, learner=LearnerFactory(date_of_birth=born)).learner


def carer(of, here):
    return Carer.objects.create(
        learner=of, institution=here, name="Pat", email=f"pat{of.pk}@people.example", created_at=NOW
    )


def page(name, *args):
    return reverse(f"workexperience:{name}", args=[900001, *args])


def text(response):
    return " ".join(response.content.decode().split())


def states(*applications):
    return [Application.objects.get(pk=one.pk).state for one in applications]


def ready(application):
    return moves.ready(moves.locked(application.pk), by=None, now=NOW)


def test_those_that_are_ready_go_on_and_each_other_one_is_named_with_its_sentence(here, week, zara, amina, signed_in):
    old = applied(week, institution=here, learner=learner(here))
    young = applied(week, institution=here, learner=zara)
    alone = applied(week, institution=here, learner=learner(here, date(2012, 1, 1)))
    twice = applied(SessionFactory(), institution=here, learner=old.learner)
    pat, client = carer(zara, here), signed_in(amina)
    ids = {"application": [one.pk for one in (old, young, alone, twice)]}

    check = text(client.post(page("board-agree"), ids))
    assert all(one.learner.name in check for one in (old, young, alone))
    assert "No parent or carer is named." in check
    assert states(old, young, alone) == [S.SCHOOL] * 3

    unfilled = text(client.post(page("board-agree"), ids | {"step": "agree", f"ask-{young.pk}": pat.pk}))
    assert "Enter their phone number" in unfilled
    assert f'value="{pat.pk}" selected' in unfilled

    sent = ids | CONTACT | {"step": "agree", f"ask-{young.pk}": pat.pk}
    done = text(client.post(page("board-agree"), sent, follow=True))
    assert states(old, young, alone, twice) == [S.EMPLOYER, S.PARENT, S.SCHOOL, S.SCHOOL]
    assert "2 on the way" in done
    assert "2 not agreed to" in done
    assert deciding.NO_CARER in done
    assert deciding.TWICE in done


def test_nobody_elses_application_or_carer_can_be_chosen(here, elsewhere, week, zara, amina, signed_in):
    other = applied(week, institution=elsewhere)
    young = applied(week, institution=here, learner=zara)
    theirs = carer(zara, elsewhere)
    sent = CONTACT | {"application": [other.pk, young.pk], "step": "agree", f"ask-{young.pk}": theirs.pk}
    signed_in(amina).post(page("board-agree"), sent)
    assert states(other, young) == [S.SCHOOL, S.SCHOOL]


def test_fifty_are_checked_with_the_questions_of_two(here, week, amina, signed_in, django_assert_max_num_queries):
    made = [applied(week, institution=here, learner=learner(here, date(2012, 1, 1))) for _ in range(4)]
    for one in made:
        carer(one.learner, here)
    client = signed_in(amina)
    with django_assert_max_num_queries(16):
        client.post(page("board-agree"), {"application": [one.pk for one in made]})


def test_more_ticks_than_can_be_done_at_once_are_not_lost_in_silence(here, week, amina, signed_in):
    one = applied(week, institution=here, learner=learner(here))
    ticks = {"application": [one.pk, *range(10**6, 10**6 + 50)]}
    assert "You ticked more than we can do at once." in text(signed_in(amina).post(page("board-agree"), ticks))
    assert "You ticked more than 50." in text(signed_in(amina).post(page("board-chase"), ticks, follow=True))


# Reminders


def chase(*applications, by, now=NOW):
    return chasing.chase(applications=applications, by=by, now=now)


def test_an_employer_is_reminded_once_in_three_days_however_many_wait(here, week, amina):
    body = week.offer.employer.organisation
    emil = member("emil@employer.example", "Emil", body, Role.EMPLOYER)
    two = [ready(applied(week, institution=here, learner=learner(here))) for _ in range(2)]
    assert chase(*two, by=amina) == chasing.Chased(2, 0, 0)
    letter = Letter.objects.get(kind="application-chase-employer")
    assert letter.to == emil.email
    assert not any(one.learner.name in letter.text for one in two)
    assert chase(*two, by=amina, now=NOW + timedelta(days=2)) == chasing.Chased(0, 2, 0)
    assert chase(*two, by=amina, now=NOW + timedelta(days=3, minutes=1)) == chasing.Chased(2, 0, 0)


def test_a_parent_gets_a_new_link_after_three_days(here, week, zara, amina):
    young, pat = applied(week, institution=here, learner=zara), carer(zara, here)
    deciding.approve(application_id=young.pk, **CONTACT, carer_id=pat.pk, by=amina, now=NOW)
    assert chase(young, by=amina, now=NOW + timedelta(days=1)) == chasing.Chased(0, 1, 0)
    assert chase(young, by=amina, now=NOW + timedelta(days=4)) == chasing.Chased(1, 0, 0)
    assert Consent.objects.filter(replaced_at=None).count() == 1
    assert Letter.objects.filter(kind="consent-asked").count() == 2


def test_a_learner_is_reminded_of_a_free_place_and_nobody_of_what_waits_for_the_school(here, zara, amina):
    week = SessionFactory(places=1)
    asked = applied(week, institution=here, learner=zara)
    first = ready(applied(week))
    mine = ready(asked)
    moves.put(moves.locked(first.pk), S.WITHDRAWN, by=None, now=NOW)
    waiting = applied(SessionFactory(), institution=here, learner=zara)
    assert chase(mine, waiting, by=amina) == chasing.Chased(1, 0, 1)
    letter = Letter.objects.get(kind="application-chase-learner")
    assert (letter.to, is_wanted(letter, now=NOW)) == (zara.account.email, True)
    actions.answer_offered(application_id=mine.pk, agrees=True, by=zara.account, now=NOW)
    assert not is_wanted(letter, now=NOW)


def test_the_board_reminds_whoever_has_what_is_ticked(here, week, amina, signed_in):
    member("emil@employer.example", "Emil", week.offer.employer.organisation, Role.EMPLOYER)
    one = ready(applied(week, institution=here, learner=learner(here)))
    client = signed_in(amina)
    said = text(client.post(page("board-chase"), {"application": [one.pk, "x", "9" * 40]}, follow=True))
    assert "Reminded somebody of 1 application." in said
    assert "Tick the applications" in text(client.post(page("board-chase"), follow=True))


# Letters


def test_a_learner_is_written_to_when_somebody_else_moves_it_on(here, week, zara, amina):
    young = applied(week, institution=here, learner=zara)
    deciding.refuse(application_id=young.pk, words="You have exams.", by=amina, now=NOW)
    letter = Letter.objects.get(kind="application-moved")
    assert letter.to == zara.account.email
    assert letter.subject == f"Not agreed: {week.offer.title}"
    assert "Worried or not safe?" in letter.text
    assert is_wanted(letter, now=NOW)


def test_a_learner_is_not_written_to_about_what_they_did(here, week, zara):
    young = applied(week, institution=here, learner=zara)
    actions.withdraw(application_id=young.pk, words="", by=zara.account, now=NOW)
    assert not Letter.objects.exists()


def test_a_letter_of_a_state_that_is_over_does_not_go(here, week, zara):
    young = ready(applied(week, institution=here, learner=zara))
    letter = Letter.objects.get(kind="application-moved")
    actions.withdraw(application_id=young.pk, words="", by=zara.account, now=NOW)
    assert not is_wanted(letter, now=NOW)


def test_a_school_gets_one_letter_a_day_without_a_name(here, amina, hana, bryn, zara):
    for _ in range(2):
        week = SessionFactory()
        answers = Answers(why="Why", hopes="Hopes")
        asked = {"offer_id": week.offer_id, "session_id": week.pk, "online_session_id": None, "answers": answers}
        actions.apply(learner=zara, by=zara.account, now=NOW, **asked)
    letters = Letter.objects.filter(kind="application-waiting")
    assert {one.to for one in letters} == {amina.email, hana.email}
    assert not any("Zara" in one.text for one in letters)
    assert is_wanted(letters[0], now=NOW)
    Application.objects.update(state=S.EMPLOYER)
    assert not is_wanted(letters[0], now=NOW)


@pytest.mark.parametrize("kind", ["waiting", "chase-employer", "chase-learner", "moved"])
def test_letters_are_easy_to_read(kind):
    said = {"school": "Here", "employer": "Acme", "offer": "A week", "state": "Confirmed", "means": "You are going."}
    letter = get_template(f"letters/application-{kind}.txt").render(said | {"site": "", "link": ""})
    assert reading_age(letter.partition("Hello,")[2]) <= 11


@pytest.mark.parametrize("state", sorted(words.LEARNER))
def test_what_a_learner_reads_of_a_state_is_easy(state):
    _, means = words.LEARNER[state]
    assert reading_age(means.format(school="school", employer="they", until="Monday")) <= 11.5


def test_every_state_has_words():
    assert {*words.LEARNER} == {*S.values}


# To do


def test_to_do_says_how_many_wait_and_since_when(here, week, zara, amina, bryn):
    young = applied(week, institution=here, learner=zara)
    assert [one.what for one in due(amina, NOW)] == ["Answer somebody who asks for work experience"]
    applied(week, institution=here, learner=learner(here))
    assert "Answer 2 who ask for work experience" in [one.what for one in due(amina, NOW)]
    assert list(due(bryn, NOW)) == []
    pat = carer(zara, here)
    deciding.approve(application_id=young.pk, **CONTACT, carer_id=pat.pk, by=amina, now=NOW)
    Letter.objects.filter(kind="consent-asked").update(state="refused")
    assert "Reach a parent or carer" in [one.what for one in due(amina, NOW)]


def test_to_do_of_a_learner_has_the_place_that_waits(here, zara):
    week = SessionFactory(places=1)
    asked = applied(week, institution=here, learner=zara)
    first = ready(applied(week))
    ready(asked)
    assert list(due(zara.account, NOW)) == []
    moves.put(moves.locked(first.pk), S.WITHDRAWN, by=None, now=NOW)
    found = list(due(zara.account, NOW))
    assert [(one.what, one.by) for one in found] == [("Say yes or no to a place", date(2027, 1, 14))]


# Leaving


def test_whoever_leaves_the_roll_gives_their_places_back(here, zara, amina):
    week = SessionFactory(places=1)
    mine, stays = ready(applied(week, institution=here, learner=zara)), ready(applied(week))
    over = applied(SessionFactory(), institution=here, learner=zara)
    actions.withdraw(application_id=over.pk, words="", by=zara.account, now=NOW)
    assert leaving.withdraw_left(now=NOW) == 0
    end_enrolments(enrolments=zara.enrolments.all(), on=NOW.date(), now=NOW)
    assert leaving.withdraw_left(now=NOW) == 1
    assert leaving.withdraw_left(now=NOW) == 0
    assert states(mine, stays) == [S.WITHDRAWN, S.OFFERED]


def test_a_placement_that_has_begun_is_left_alone(here, zara, week):
    mine = ready(applied(week, institution=here, learner=zara))
    end_enrolments(enrolments=zara.enrolments.all(), on=NOW.date(), now=NOW)
    assert leaving.left(now=NOW).get() == mine
    assert not leaving.left(now=NOW.replace(month=3, day=2)).exists()
