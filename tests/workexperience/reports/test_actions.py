"""A report reaches whoever checks the employer, once; the employer learns of it only what they decide to write."""

import threading
from datetime import timedelta

import pytest

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.organisations.models import Role
from frontdoor.record.erasing.actions import erase
from tests.benchmarks.test_races import at_once
from tests.factories import MembershipFactory
from tests.record.factories import enrolled
from tests.workexperience.factories import applied
from tests.workexperience.reports.conftest import NOW, SAID, offer_of, send
from workexperience.models import Application, ApplicationState, Offer, Report, ReportKind, ReportOutcome
from workexperience.reports import actions, queries
from workexperience.reports.inbox import due

pytestmark = pytest.mark.django_db
O = ReportOutcome  # noqa: E741 as in the forms


def answer(report, by, outcome=O.FINE, note="", now=NOW):
    return actions.answer(report_id=report.pk, outcome=outcome, note=note, by=by, now=now)


def to(kind):
    return sorted(Letter.objects.filter(kind=kind).values_list("to", flat=True))


def test_the_hub_is_told_without_a_word_of_it(offer, hugo, dee, emma):
    send(offer)
    letter = Letter.objects.get()
    assert (letter.kind, letter.to) == ("offer-reported", hugo.email)
    assert "does not look safe" in letter.text
    assert "saw" not in letter.text
    assert "worried@" not in f"{letter.text}{letter.html}{letter.key}"


def test_where_no_hub_has_anybody_the_department_is_told(offer, dee):
    send(offer, kind=ReportKind.GONE)
    letter = Letter.objects.get()
    assert letter.to == dee.email
    assert "something is wrong" in letter.text


def test_a_second_click_is_the_same_report(offer, hugo):
    assert send(offer) == send(offer, now=NOW + timedelta(seconds=1))
    assert Letter.objects.count() == 1
    assert send(offer, words="And the stairs.") != Report.objects.first()
    assert Report.objects.count() == 2


def test_a_flood_about_one_offer_is_two_letters_at_most(offer, hugo):
    for each in range(3):
        send(offer, kind=ReportKind.WRONG, words=f"{each}")
    assert len(to("offer-reported")) == 1
    unsafe = send(offer)
    send(offer, words="The stairs too.")
    send(offer, kind=ReportKind.OTHER)
    assert len(to("offer-reported")) == 2
    assert Report.objects.count() == 6
    answer(unsafe, hugo)
    Report.objects.filter(kind=ReportKind.UNSAFE, answered_at=None).delete()
    send(offer, words="Now the lift.")
    assert len(to("offer-reported")) == 3


def test_nothing_says_who_sent_it(offer):
    report = send(offer, email="")
    assert report.created_by is None
    assert report.email == ""
    assert past(Report).count() == 0


def test_taking_it_off_tells_the_employer_why_in_the_words_of_the_hub_and_no_more(offer, hugo, emma):
    report = answer(send(offer), hugo, O.CLOSED, "Please fit a guard to each machine.")
    offer.refresh_from_db()
    assert offer.state == "closed"
    letter = Letter.objects.get(kind="offer-taken-off")
    assert letter.to == emma.email
    assert "Please fit a guard to each machine." in letter.text
    assert hugo.memberships.get().organisation.label in letter.text
    assert "report" not in letter.text.lower()
    assert "saw" not in letter.text
    assert (report.answered_by, report.answered_at, report.outcome) == (hugo, NOW, O.CLOSED)


def test_taking_it_off_needs_a_reason(offer, hugo):
    report = send(offer)
    with pytest.raises(Refused, match="Say why"):
        answer(report, hugo, O.CLOSED, "  ")
    offer.refresh_from_db()
    assert offer.state == "open"


@pytest.mark.parametrize("outcome", [O.FINE, O.CHANGED])
def test_other_answers_leave_the_offer_and_the_employer_alone(offer, hugo, emma, outcome):
    answer(send(offer), hugo, outcome, "I rang them.")
    offer.refresh_from_db()
    assert offer.state == "open"
    assert emma.email not in Letter.objects.values_list("to", flat=True)


def test_whoever_left_an_address_hears_what_came_of_it_without_the_reason(offer, hugo):
    answer(send(offer), hugo, O.CLOSED, "A guard is missing.")
    letter = Letter.objects.get(kind="offer-report-answered")
    assert letter.to == SAID["email"]
    assert "taken off the list" in letter.text
    assert "The saw" not in letter.text
    answer(send(offer, email=""), hugo)
    assert len(to("offer-report-answered")) == 1


def test_the_same_answer_twice_is_one_and_another_is_refused(offer, hugo, dee):
    report = send(offer)
    assert answer(report, hugo) == answer(report, dee)
    with pytest.raises(Refused, match="in the meantime"):
        answer(report, dee, O.CHANGED)
    assert Report.objects.get().answered_by == hugo


def test_who_is_or_was_of_the_employer_never_sees_what_was_said(offer, hugo, dee):
    report = send(offer)
    left = MembershipFactory(
        user=hugo, organisation=offer.employer.organisation, role=Role.EMPLOYER, ended_at=NOW, ended_by=dee
    )
    assert left.ended_at
    assert list(queries.seen_by(hugo)) == []
    with pytest.raises(Refused, match="cannot answer"):
        answer(report, hugo)


def test_only_whoever_checks_the_employer_answers(offer, amina, emma):
    report = send(offer)
    for person in (amina, emma):
        with pytest.raises(Refused, match="cannot answer"):
            answer(report, person)


def test_the_letter_is_not_wanted_once_somebody_answered(offer, hugo):
    report = send(offer)
    letter = Letter.objects.get()
    assert is_wanted(letter, now=NOW)
    answer(report, hugo)
    assert not is_wanted(letter, now=NOW)


def test_to_do_has_what_may_not_be_safe_on_top(offer, hugo, dee):
    send(offer, kind=ReportKind.GONE)
    send(offer, now=NOW + timedelta(hours=1))
    lines = list(due(hugo, NOW))
    assert [line.what for line in lines] == [
        "Somebody says that an offer does not look safe: read it", "Read a report of an offer",
    ]  # fmt: skip
    assert list(due(dee, NOW)) == []


def test_an_employer_without_a_hub_waits_with_the_department(dee, hugo):
    send(offer_of(None))
    assert len(list(due(dee, NOW))) == 1
    assert list(due(hugo, NOW)) == []


def test_reports_go_a_year_after_the_answer_with_their_history(offer, hugo):
    report = answer(send(offer), hugo)
    waits = send(offer, words="Another.")
    assert past(Report).count() == 1
    assert actions.forget_old(now=NOW + timedelta(days=365)) == 0
    assert actions.forget_old(now=NOW + timedelta(days=366)) == 1
    assert list(Report.objects.all()) == [waits]
    assert not past(Report).filter(pgh_obj_id=report.pk).exists()


def test_an_erased_learner_leaves_no_address_in_a_report(offer, hugo, here):
    learner = enrolled(here, email="Mia@pupils.example").learner
    answer(send(offer, email="mia@pupils.example"), hugo)
    other = send(offer)
    erase(learner=learner, by=None, now=NOW)
    for rows in (Report.objects.exclude(pk=other.pk), past(Report)):
        assert set(rows.values_list("email", "words")) == {("", "")}
    other.refresh_from_db()
    assert other.email == SAID["email"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_servers
def test_two_clicks_at_once_are_one_report(offer, hugo):
    one, two = at_once(lambda: send(offer), lambda: send(offer))
    assert one == two == Report.objects.get()
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_servers
def test_twin_without_the_lock_two_clicks_are_two_reports(offer, hugo, monkeypatch):
    both_made = threading.Barrier(2)
    monkeypatch.setattr(actions, "locked_offer", lambda pk: Offer.objects.get(pk=pk))
    monkeypatch.setattr(actions.letters, "sent", lambda *_, **__: both_made.wait(10))
    at_once(lambda: send(offer), lambda: send(offer))
    assert Report.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_servers
def test_two_answers_at_once_end_in_one(offer, hugo, dee):
    report = send(offer)
    outcomes = at_once(lambda: answer(report, hugo), lambda: answer(report, dee, O.CHANGED))
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Report"]
    assert len(to("offer-report-answered")) == 1


@pytest.mark.usefixtures("at_now")
def test_nobody_goes_where_it_does_not_look_safe_and_all_are_told(offer, here, amina, hugo, emma):
    states = ("school", "parent", "waiting", "employer", "confirmed", "reflection")
    asked = {state: applied(offer.sessions.get(), institution=here, state=state) for state in states}
    offer.sessions.update(taken=3)
    answer(send(offer), hugo, O.CLOSED, "The saw has no guard.")
    after = {state: Application.objects.get(pk=one.pk).state for state, one in asked.items()}
    assert after == dict.fromkeys(states, ApplicationState.CANCELLED) | {"reflection": "reflection"}
    assert offer.sessions.get().taken == 1
    learners = [asked[state].learner.account.email for state in states[:-1]]
    assert to("placement-no") == sorted(learners)
    assert to("placement-no-school") == [amina.email] * len(learners)
    assert "All who had asked to come" in Letter.objects.get(kind="offer-taken-off").text
    for letter in Letter.objects.filter(kind__in=["placement-no", "placement-no-school"]):
        assert "Careers Hub has taken this offer off the list" in letter.text
        assert "The saw" not in letter.text
        assert "its yes back" not in letter.text


@pytest.mark.usefixtures("at_now")
def test_an_offer_that_is_only_unfair_is_closed_and_placements_go_on(offer, here, hugo):
    confirmed = applied(offer.sessions.get(), institution=here, state="confirmed")
    answer(send(offer, kind=ReportKind.UNFAIR), hugo, O.CLOSED, "It asks for boys.")
    confirmed.refresh_from_db()
    assert (Offer.objects.get().state, confirmed.state) == ("closed", "confirmed")
