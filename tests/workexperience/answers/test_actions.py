"""An employer says yes, offers other days, says no, and takes a yes back: each once."""

from datetime import date, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.record.models import Reason
from tests.workexperience.answers.conftest import NOW, SOL, again, asked, with_birth
from tests.workexperience.factories import MADE, SessionFactory
from workexperience.answers import actions
from workexperience.applications import moves
from workexperience.models import ApplicationState, Consent, Mode
from workexperience.placements.actions import Supervision, settle, supervise
from workexperience.placements.queries import missing

S = ApplicationState
TODAY = NOW.date()
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now", "amina")]


def accept(one, by, supervision=SOL):
    return actions.accept(application_id=one.pk, supervision=supervision, by=by, now=NOW)


def letters(kind):
    return Letter.objects.filter(kind=kind)


def test_yes_confirms_with_a_day_for_each_date_when_nothing_is_missing(one, erin, week):
    done = accept(one, erin)
    days = list(one.days.values_list("day", "hours", "supervisor_name", "supervisor_phone"))
    assert (done.state, done.accepted_by, done.confirmed_at) == (S.CONFIRMED, erin, NOW)
    assert [day for day, *_ in days] == [date(2027, 3, n) for n in range(1, 6)]
    assert {tuple(map(str, rest)) for _, *rest in days} == {("5.50", "Sol Marsh", "01632 960 115")}


def test_somebody_else_can_look_after_them_on_one_day(one, erin):
    accept(one, erin, Supervision(SOL.name, SOL.phone, {(date(2027, 3, 3), False): ("Ada Finch", "01632 960 116")}))
    assert list(one.days.values_list("supervisor_name", flat=True))[1:4] == ["Sol Marsh", "Ada Finch", "Sol Marsh"]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda one: one.offer.employer.checks.update(insured_until=date(2027, 1, 10)), "check does not hold"),
        (lambda one: type(one).objects.filter(pk=one.pk).update(contact_phone=""), "school names a contact"),
        (lambda one: with_birth(one, date(2011, 3, 2)), "parent or carer"),
        (lambda one: with_birth(one, None), "parent or carer"),
        (lambda one: one.days.update(supervisor_phone=""), "who supervises"),
    ],
)
def test_nobody_is_confirmed_while_something_is_missing(one, erin, spoil, sentence):
    accept(one, erin)
    spoil(one)
    done = settle(moves.locked(one.pk), by=None, now=NOW)
    assert done.state == S.ACCEPTED
    assert any(sentence in line for line in missing(again(one), on=TODAY))


def test_parents_yes_to_these_days_counts_and_to_other_days_does_not(one, erin, week):
    with_birth(one, date(2011, 6, 1))
    assert accept(one, erin).state == S.ACCEPTED
    other = SessionFactory(offer=week.offer, first_day=date(2027, 4, 5), last_day=date(2027, 4, 9))
    facts = {"application": one, "text": "Yes", "answered_at": NOW, "agrees": True, "name": "P", "created_at": MADE}
    Consent.objects.create(session=other, expires_at=NOW, **facts)
    assert settle(moves.locked(one.pk), by=None, now=NOW).state == S.ACCEPTED
    Consent.objects.create(session=week, expires_at=NOW, **facts)
    assert settle(moves.locked(one.pk), by=None, now=NOW).state == S.CONFIRMED


def test_second_press_changes_nothing_and_a_colleague_is_told(one, erin, ed):
    assert accept(one, erin) == accept(one, erin)
    assert one.steps.filter(state=S.CONFIRMED).count() == 1
    with pytest.raises(Refused, match="colleague"):
        accept(one, ed)
    with pytest.raises(Refused, match="colleague"):
        actions.decline(application_id=one.pk, reason="busy", words="", by=ed, now=NOW)


def test_nobody_answers_for_another_employer(one, amina):
    with pytest.raises(Refused, match="not there"):
        accept(one, amina)


def test_nobody_answers_without_a_check(one, erin, employer):
    employer.checks.update(insured_until=date(2027, 1, 10))
    with pytest.raises(Refused, match="check does not hold"):
        accept(one, erin)


def test_nobody_says_yes_once_the_days_have_begun(one, erin):
    with pytest.raises(Refused, match="begun"):
        actions.accept(application_id=one.pk, supervision=SOL, by=erin, now=NOW.replace(month=3, day=1))


def test_other_days_are_offered_and_a_yes_makes_their_days(one, erin, week):
    other = SessionFactory(offer=week.offer, first_day=date(2027, 4, 5), last_day=date(2027, 4, 6), places=1)
    chosen = {"application_id": one.pk, "session_id": other.pk, "online_session_id": None, "by": erin, "now": NOW}
    assert actions.offer_other_days(**chosen) == actions.offer_other_days(**chosen)
    found = again(one)
    assert (found.state, found.session, found.expires_at) == (S.OTHER_DAYS, other, NOW + timedelta(days=7))
    assert settle(moves.locked(one.pk), by=None, now=NOW).state == S.CONFIRMED
    assert list(one.days.values_list("day", flat=True)) == [date(2027, 4, 5), date(2027, 4, 6)]
    assert list(one.days.values_list("supervisor_name", flat=True)) == ["Sol Marsh"] * 2  # the offer's


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"first_day": date(2027, 1, 11), "last_day": date(2027, 1, 15)}, "still to come"),
        ({"taken": 2, "places": 2}, "taken"),
        ({"ends_at": "22:30"}, "night work"),
    ],
)
def test_other_days_that_cannot_be_are_refused(one, erin, week, days, sentence):
    facts = {"first_day": date(2027, 4, 5), "last_day": date(2027, 4, 9)} | days
    other = SessionFactory(offer=week.offer, **facts)
    with pytest.raises(Refused, match=sentence):
        actions.offer_other_days(application_id=one.pk, session_id=other.pk, online_session_id=None, by=erin, now=NOW)
    assert again(one).state == S.EMPLOYER


def test_days_of_another_offer_are_refused(one, erin):
    for session in (SessionFactory().pk, one.session_id):
        with pytest.raises(Refused, match=r"this offer|asked for"):
            actions.offer_other_days(
                application_id=one.pk, session_id=session, online_session_id=None, by=erin, now=NOW
            )


def test_one_part_of_a_blended_offer_can_change_while_the_other_is_full(week, here, erin):
    type(week.offer).objects.filter(pk=week.offer_id).update(mode=Mode.BLENDED)
    week.offer.refresh_from_db()
    online = SessionFactory(
        offer=week.offer, is_online=True, places=1, first_day=date(2027, 3, 10), last_day=date(2027, 3, 10),
        weekdays=[3],
    )  # fmt: skip
    one = asked(week, institution=here, online_session=online)
    other = SessionFactory(offer=week.offer, first_day=date(2027, 4, 5), last_day=date(2027, 4, 9), places=1)
    actions.offer_other_days(application_id=one.pk, session_id=other.pk, online_session_id=online.pk, by=erin, now=NOW)
    for session, taken in ((week, 0), (online, 1), (other, 1)):
        session.refresh_from_db()
        assert session.taken == taken


def test_no_frees_the_place_ends_the_reason_and_the_words_reach_the_school_alone(one, erin, week):
    said = {"application_id": one.pk, "reason": "busy", "words": "Try us in June.", "by": erin, "now": NOW}
    assert actions.decline(**said) == actions.decline(**said)
    week.refresh_from_db()
    found = again(one)
    assert (found.state, week.taken) == (S.DECLINED, 0)
    assert found.ended_because == "We have too much on at that time. Try us in June."
    to_learner, to_school = letters("placement-no").get(), letters("placement-no-school").get()
    assert "What they say: We have too much on at that time." in to_learner.text
    assert "June" not in to_learner.text
    assert "Try us in June." in to_school.text
    assert Reason.objects.get(source_key=moves.reason_key(one)).ended_at == NOW
    told = letters("placement-no").get()
    assert told.to == one.learner.account.email
    assert letters("placement-no-school").get().to == "amina@herefield.example"


def test_a_yes_is_taken_back_until_the_first_mark(one, erin):
    accept(one, erin)
    said = {"application_id": one.pk, "reason": "other", "words": "The roof leaks.", "by": erin, "now": NOW}
    one.days.filter(day=date(2027, 3, 1)).update(mark="here", marked_at=NOW)
    with pytest.raises(Refused, match="begun"):
        actions.cancel(**said)
    one.days.update(mark="", marked_at=None)
    assert actions.cancel(**said) == actions.cancel(**said)
    assert (again(one).state, again(one).ended_because) == (S.CANCELLED, "The roof leaks.")
    assert "Do not go there" in letters("placement-no").get().text


def test_letters_to_the_employer_name_no_learner(one, erin):
    accept(one, erin)
    found = Letter.objects.filter(to=erin.email)
    assert set(found.values_list("kind", flat=True)) == {"placement-asked", "placement-confirmed"}
    for letter in found:
        for word in (one.learner.given_names, one.learner.family_name, one.learner.account.email):
            assert word not in letter.text + letter.html + letter.subject


def test_letter_to_the_learner_says_where_when_and_whom_to_ask_for(one, erin):
    accept(one, erin)
    text = letters("placement-on").get().text
    for said in (
        "Unit 4, Mill Lane",
        "Monday 1 March 2027, 9:30am to 3:30pm",
        "Sol Marsh, 01632 960 115",
        "Amina Yusuf",
    ):
        assert said in text


def test_the_learner_is_told_when_somebody_else_looks_after_them(one, erin):
    accept(one, erin)
    later = NOW + timedelta(hours=1)
    for supervision in (SOL, Supervision("Ada Finch", "01632 960 116"), Supervision("Ada Finch", "01632 960 116")):
        supervise(application_id=one.pk, supervision=supervision, by=erin, now=later)
    told = letters("placement-on").order_by("pk")
    assert [letter.subject for letter in told][1:] == ["Changed: who looks after you at Larch and Loom (Made up)"]
    assert "Ada Finch, 01632 960 116" in told.last().text
