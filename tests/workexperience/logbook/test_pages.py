"""The learner's own pages about their days, who reads them, and the certificate that anybody can check."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.record.models import Activity, Part
from tests.factories import UserFactory
from tests.workexperience.logbook.conftest import MONDAY, NOW, mark, went
from workexperience.applications import moves
from workexperience.learner import holds, theirs
from workexperience.logbook import actions, certificates, queries
from workexperience.logbook.inbox import due
from workexperience.models import Application, ApplicationState, Happened, Mark

S = ApplicationState
pytestmark = pytest.mark.django_db
WORDS = "I learned to ask before I cut."


@pytest.fixture
def page(placement, signed_in):
    """`page("log/")` opens a page of the placement as its learner; `page("reflect/", text="...")` sends it."""
    client = signed_in(placement.learner.account)

    def ask(path="", **data):
        address = f"/record/work-experience/{placement.pk}/{path}"
        return client.post(address, data) if data else client.get(address)

    return ask


def first_day(placement):
    return placement.days.first()


def fed_back(placement):
    """The employer has written feedback, after all days were marked."""
    went(placement)
    found = moves.locked(placement.pk)
    found.feedback, found.feedback_name, found.feedback_at = "They measured well.", "Sol", NOW
    return moves.put(found, S.REFLECTION, by=None, now=NOW)


def reflect(placement, **more):
    told = {"text": WORDS, "happened": [Happened.TASK], "by": placement.learner.account, "now": NOW}
    return actions.reflect(application_id=placement.pk, **told | more)


def test_a_day_that_has_begun_takes_words_and_one_to_come_says_so(placement, page):
    day = first_day(placement)
    assert page(f"log/{day.pk}/", text="Measured the long beam.").status_code == 302
    assert "Measured the long beam." in page("log/").content.decode()
    with time_machine.travel(NOW - timedelta(days=5), tick=False):  # the Sunday between the two weeks
        last = placement.days.last()
        assert "This day has not begun yet." in page("log/").content.decode()
        assert page(f"log/{last.pk}/").status_code == 302
        with pytest.raises(Refused, match="not begun"):
            actions.write_log(day_id=last.pk, text="Early", by=placement.learner.account, now=NOW - timedelta(days=5))


def test_an_empty_box_takes_the_words_away(placement, page):
    day = first_day(placement)
    actions.write_log(day_id=day.pk, text="Rain.", by=placement.learner.account, now=NOW)
    page(f"log/{day.pk}/", text="")
    day.refresh_from_db()
    assert (day.log, day.logged_at) == ("", None)


def test_a_withdrawn_placement_takes_no_words(placement):
    moves.put(moves.locked(placement.pk), S.WITHDRAWN, by=None, now=NOW)
    with pytest.raises(Refused, match="did not go ahead"):
        actions.write_log(day_id=first_day(placement).pk, text="Rain.", by=placement.learner.account, now=NOW)
    with pytest.raises(Refused, match="did not go ahead"):
        reflect(placement)


def test_another_learners_pages_are_not_there(placement, signed_in):
    stranger = signed_in(UserFactory())
    for path in ("log/", f"log/{first_day(placement).pk}/", "reflect/", "certificate/"):
        assert stranger.get(f"/record/work-experience/{placement.pk}/{path}").status_code == 404


def test_a_reflection_after_the_feedback_finishes_the_placement(placement, page):
    fed_back(placement)
    assert page("reflect/", text=WORDS, happened=["task", "range-of-people"]).status_code == 302
    placement.refresh_from_db()
    assert (placement.state, placement.reflection) == (S.COUNTED, WORDS)
    week = Activity.objects.get(source_key=f"workexperience.application:{placement.pk}")
    assert {Part.REFLECTION, Part.TASK, Part.RANGE_OF_PEOPLE, Part.FEEDBACK} <= set(week.parts)


def test_a_reflection_before_the_feedback_is_kept_and_the_employer_still_has_it(placement):
    went(placement)
    moves.put(moves.locked(placement.pk), S.FEEDBACK, by=None, now=NOW)
    assert reflect(placement).state == S.FEEDBACK


def test_a_reflection_finishes_a_placement_whose_employer_wrote_no_feedback(placement):
    went(placement)
    moves.put(moves.locked(placement.pk), S.FEEDBACK, by=None, now=NOW)
    moves.put(moves.locked(placement.pk), S.REFLECTION, by=None, now=NOW, words="The employer wrote no feedback.")
    assert reflect(placement).state == S.COUNTED


def test_to_do_asks_the_learner_for_it_until_it_is_written(placement):
    assert list(due(placement.learner.account, NOW)) == []
    fed_back(placement)
    (one,) = due(placement.learner.account, NOW)
    assert (one.what, one.by) == ("Say what you learned", NOW.date() + timedelta(days=28))
    reflect(placement)
    assert list(due(placement.learner.account, NOW)) == []


def test_nothing_is_reflected_before_the_days_are_over_or_unseen(placement, page):
    assert "once the employer has said that you were there" in page("reflect/").content.decode()
    with time_machine.travel(NOW - timedelta(days=5), tick=False):
        assert "once your last day is over" in page("reflect/").content.decode()
    answer = page("reflect/", text=WORDS)
    assert WORDS in answer.content.decode()  # refused, and nothing is lost
    assert Application.objects.get().reflection == ""


def test_a_second_click_and_other_words_later_count_once(placement):
    fed_back(placement)
    reflect(placement)
    assert reflect(placement, text="More.").reflection == "More."
    assert Application.objects.get().steps.filter(state=S.COUNTED).count() == 1


def test_the_careers_leader_reads_it_a_teacher_does_not(placement, here, amina, bryn, signed_in):
    actions.write_log(day_id=first_day(placement).pk, text="Measured beams.", by=placement.learner.account, now=NOW)
    path = f"/learners/{here.urn}/work-experience/{placement.pk}/"
    assert "Measured beams." in signed_in(amina).get(path).content.decode()
    assert "Measured beams." not in signed_in(bryn).get(path).content.decode()


def test_the_file_has_what_was_written_and_their_own_words_can_be_deleted(placement):
    actions.write_log(day_id=first_day(placement).pk, text="Measured beams.", by=placement.learner.account, now=NOW)
    fed_back(placement)
    reflect(placement)
    tables = {table.key: table for table in holds(placement.learner)}
    assert len(tables["placement-days"].rows) == 7
    assert all(len(row) == len(table.columns) for table in tables.values() for row in table.rows)
    assert "Measured beams." in str(tables["placement-days"].rows)
    assert WORDS in str(tables["placements"].rows)
    (mine,) = theirs(placement.learner)
    assert mine.words == "What I wrote about my work experience: 2 texts"
    mine.delete()
    assert list(theirs(placement.learner)) == []
    for model, name in ((Application, "reflection"), (type(first_day(placement)), "log")):
        assert not model.objects.exclude(**{name: ""}).exists()
        assert not past(model).exclude(**{name: ""}).exists()
    assert Application.objects.get().state == S.COUNTED


# --- the certificate


def checked(client, code, surname):
    return client.post("/certificate/", {"code": code, "surname": surname}).content.decode()


@pytest.fixture
def code(placement):
    """The code, as it is printed; no guess of another test is counted."""
    cache.clear()
    placement.learner.family_name = "O’Brien-Sée"
    placement.learner.save()
    went(placement)
    placement.refresh_from_db()
    return certificates.shown(placement.certificate)


def test_a_certificate_is_made_once_when_the_days_are_over(placement, page):
    assert "Your certificate is ready when" in page("certificate/").content.decode()
    with time_machine.travel(NOW - timedelta(days=5), tick=False):
        mark(placement, Mark.HERE, now=NOW - timedelta(days=5))
        assert Application.objects.get().certificate is None
    first = actions.make_certificate(application_id=placement.pk, by=None, now=NOW)
    assert actions.make_certificate(application_id=placement.pk, by=None, now=NOW) == first
    assert len(first) == certificates.LENGTH
    shown = page("certificate/").content.decode()
    assert certificates.shown(first) in shown
    assert "30 hours in person and 5 hours online" in shown


def test_nobody_who_was_never_there_gets_one(placement):
    mark(placement, Mark.NOT_HERE)
    with pytest.raises(Refused, match="no certificate yet"):
        actions.make_certificate(application_id=placement.pk, by=None, now=NOW)


def test_code_and_last_name_show_hours_and_employer_and_nothing_else(placement, code, client):
    page = checked(client, code.lower().replace("-", " "), "obrien see")
    assert placement.offer.employer.organisation.name in page
    assert "30 hours in person and 5 hours online" in page
    learner, here = placement.learner, placement.institution
    for secret in (learner.given_names, learner.family_name, here.name, placement.offer.title, "2027", code):
        assert secret not in page


@pytest.mark.parametrize(("typed", "surname"), [("", "Stranger"), ("BBBB-BBBB-BBBB", "O’Brien-Sée"), ("", "’-")])
def test_a_wrong_code_and_a_wrong_name_say_one_and_the_same(placement, code, client, typed, surname):
    page = checked(client, typed or code, surname)
    assert "There is no certificate with this code and this last name" in page
    assert placement.offer.employer.organisation.name not in page


def test_a_certificate_is_worth_nothing_once_the_marks_are_taken_back(placement, code, client):
    mark(placement, Mark.NOT_HERE)
    assert "There is no certificate" in checked(client, code, "O’Brien-Sée")


def test_guessing_is_limited_by_code(code, client):
    answers = [client.post("/certificate/", {"code": code, "surname": f"Guess {n}"}).status_code for n in range(12)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_hours_are_of_the_days_that_were_attended(placement):
    mark(placement, Mark.HERE, MONDAY)
    assert queries.attended(placement).words == "6 hours in person"
