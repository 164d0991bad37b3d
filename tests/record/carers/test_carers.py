"""A parent or carer sees a record because the school named them, until the school or the learner ends it."""

from datetime import date, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters import sending, tasks
from frontdoor.letters.models import Decision, Letter
from frontdoor.letters.queries import open_decisions
from frontdoor.letters.sweeping import sweep
from frontdoor.record.actions import end_enrolments
from frontdoor.record.carers import actions, inbox, queries
from frontdoor.record.models import Carer, Reason, Sort
from tests.factories import UserFactory
from tests.record.factories import NOW, LearnerFactory, enrolled

TODAY = NOW.date()
TWELVE, FOURTEEN, SIXTEEN = date(2014, 3, 4), date(2012, 3, 4), date(2010, 3, 4)
pytestmark = pytest.mark.django_db


@pytest.fixture
def petra():
    return UserFactory(email="petra@home.example")


def named(here, amina, born=FOURTEEN, email="Petra@home.example", **facts) -> Carer:
    """A pupil's parent, to whom a letter has gone."""
    learner = enrolled(here, learner=LearnerFactory(date_of_birth=born, account=UserFactory(), **facts)).learner
    made = actions.name_carer(learner=learner, institution=here, email=email, name="Petra Made-Up", by=amina, now=NOW)
    return actions.invite(carer_id=made.pk, now=NOW)


def sees(person) -> list:
    return list(queries.children_of(person, today=TODAY))


def test_who_accepts_sees_the_record_and_twice_is_once(here, amina, petra) -> None:
    carer = named(here, amina)
    assert sees(petra) == []
    for _ in range(2):
        actions.accept(carer_id=carer.pk, by=petra, now=NOW)
    assert sees(petra) == [carer.learner]
    reason = Reason.objects.get(person=petra)
    assert (reason.kind, reason.scope, reason.source_key) == ("parent", "record", f"record.carer:{carer.pk}")


def test_the_letter_names_the_school_and_nobody_else(here, amina) -> None:
    carer = named(here, amina, given_names="Ottoline", family_name="Rarename")
    letter = Letter.objects.get()
    assert (letter.to, carer.email) == ("petra@home.example", "petra@home.example")
    assert "Herefield School" in letter.text
    for secret in ("Ottoline", "Rarename", "2012"):
        assert secret not in letter.text + letter.html + letter.subject + letter.key


def test_a_second_press_sends_no_second_letter_and_a_later_one_a_new_code(here, amina, petra) -> None:
    carer = named(here, amina)
    actions.invite(carer_id=carer.pk, now=NOW + timedelta(minutes=9))
    assert Letter.objects.count() == 1
    again = actions.invite(carer_id=carer.pk, now=NOW + timedelta(minutes=10))
    assert Letter.objects.count() == 2
    assert again.code_hash != carer.code_hash


def test_another_address_or_one_not_confirmed_cannot_accept(here, amina) -> None:
    carer = named(here, amina)
    with pytest.raises(Refused, match="another email address"):
        actions.accept(carer_id=carer.pk, by=UserFactory(), now=NOW)
    with pytest.raises(Refused, match="Confirm your email address"):
        actions.accept(carer_id=carer.pk, by=UserFactory(email="petra@home.example", confirmed=False), now=NOW)
    assert not Reason.objects.filter(kind="parent").exists()


def test_a_code_expires_and_a_row_of_the_roll_without_a_letter_cannot_be_accepted(here, amina, petra) -> None:
    carer = named(here, amina)
    with pytest.raises(Refused, match="expired"):
        actions.accept(carer_id=carer.pk, by=petra, now=NOW + timedelta(days=60))
    Carer.objects.filter(pk=carer.pk).update(invited_at=None, code_hash="")
    with pytest.raises(Refused, match="does not match"):
        actions.accept(carer_id=carer.pk, by=petra, now=NOW)
    assert queries.find_code("") is None


def test_the_learner_cannot_be_their_own_parent(here, amina) -> None:
    learner = enrolled(here, learner=LearnerFactory(account=UserFactory()), email="me@herefield.example").learner
    for email in (learner.account.email.upper(), "Me@herefield.example"):
        with pytest.raises(Refused, match="own address"):
            actions.name_carer(learner=learner, institution=here, email=email, name="", by=amina, now=NOW)


def test_nobody_is_named_twice(here, amina) -> None:
    carer = named(here, amina)
    with pytest.raises(Refused, match="already"):
        actions.name_carer(
            learner=carer.learner, institution=here, email="PETRA@home.example", name="", by=amina, now=NOW
        )


def test_the_school_stops_it_at_once_and_writes_to_nobody(here, amina, petra) -> None:
    carer = named(here, amina)
    actions.accept(carer_id=carer.pk, by=petra, now=NOW)
    for _ in range(2):
        actions.stop(carer_id=carer.pk, by=amina, now=NOW)
    assert sees(petra) == []
    assert Letter.objects.count() == 1  # the invitation
    for again in (
        lambda: actions.accept(carer_id=carer.pk, by=petra, now=NOW),
        lambda: actions.invite(carer_id=carer.pk, now=NOW),
        lambda: actions.decide(carer_id=carer.pk, agrees=True, by=carer.learner.account, now=NOW),
    ):
        with pytest.raises(Refused):
            again()
    assert sees(petra) == []


def test_who_was_stopped_before_accepting_never_gets_in(here, amina, petra) -> None:
    carer = named(here, amina)
    actions.stop(carer_id=carer.pk, by=amina, now=NOW)
    with pytest.raises(Refused, match="does not match"):
        actions.accept(carer_id=carer.pk, by=petra, now=NOW)


def test_under_16_the_learner_does_not_decide(here, amina, petra) -> None:
    carer = named(here, amina, FOURTEEN)
    actions.accept(carer_id=carer.pk, by=petra, now=NOW)
    with pytest.raises(Refused, match="from the age of 16"):
        actions.decide(carer_id=carer.pk, agrees=False, by=carer.learner.account, now=NOW)
    assert sees(petra) == [carer.learner]


def test_at_16_a_link_goes_on_until_the_learner_says_no_and_comes_back_with_a_yes(here, amina, petra) -> None:
    carer = named(here, amina)
    actions.accept(carer_id=carer.pk, by=petra, now=NOW)
    learner = carer.learner
    learner.date_of_birth = SIXTEEN
    learner.save()
    assert sees(petra) == [learner]
    assert [due.button for due in inbox.due(learner.account, NOW)] == ["Decide"]

    actions.decide(carer_id=carer.pk, agrees=False, by=learner.account, now=NOW)
    assert sees(petra) == []
    assert not list(inbox.due(learner.account, NOW))
    actions.accept(carer_id=carer.pk, by=petra, now=NOW)  # the letter's link, pressed again
    assert sees(petra) == []

    actions.decide(carer_id=carer.pk, agrees=True, by=learner.account, now=NOW)
    assert sees(petra) == [learner]
    assert Letter.objects.count() == 1


def test_a_new_link_at_16_opens_with_the_learners_yes(here, amina, petra) -> None:
    carer = named(here, amina, SIXTEEN)
    actions.accept(carer_id=carer.pk, by=petra, now=NOW)
    assert sees(petra) == []
    actions.decide(carer_id=carer.pk, agrees=True, by=carer.learner.account, now=NOW)
    assert sees(petra) == [carer.learner]


def test_only_the_learner_themself_decides(here, amina, petra) -> None:
    carer = named(here, amina, SIXTEEN)
    for somebody in (amina, petra):
        with pytest.raises(Refused):
            actions.decide(carer_id=carer.pk, agrees=True, by=somebody, now=NOW)


def test_a_pupil_under_16_who_leaves_the_last_roll_takes_no_parent_along(here, elsewhere, amina, cora, petra) -> None:
    carer = named(here, amina)
    actions.accept(carer_id=carer.pk, by=petra, now=NOW)
    learner = carer.learner
    waiting = actions.name_carer(
        learner=learner, institution=here, email="new@home.example", name="", by=amina, now=NOW
    )
    actions.invite(carer_id=waiting.pk, now=NOW)
    enrolled(elsewhere, learner=learner, sort=Sort.OTHER)
    end_enrolments(enrolments=learner.enrolments.filter(institution=here), on=TODAY, now=NOW)
    assert sees(petra) == [learner]  # the other school can stop it

    end_enrolments(enrolments=learner.enrolments.all(), on=TODAY, now=NOW)
    assert sees(petra) == []
    with pytest.raises(Refused, match="does not match"):
        actions.accept(carer_id=waiting.pk, by=UserFactory(email="new@home.example"), now=NOW)

    enrolled(elsewhere, learner=learner)
    again = actions.name_carer(learner=learner, institution=elsewhere, email=carer.email, name="", by=cora, now=NOW)
    actions.invite(carer_id=again.pk, now=NOW)
    actions.accept(carer_id=again.pk, by=petra, now=NOW)
    assert sees(petra) == [learner]


def test_from_16_the_parent_stays_when_the_pupil_leaves(here, amina, petra) -> None:
    carer = named(here, amina, SIXTEEN)
    actions.accept(carer_id=carer.pk, by=petra, now=NOW)
    actions.decide(carer_id=carer.pk, agrees=True, by=carer.learner.account, now=NOW)
    end_enrolments(enrolments=carer.learner.enrolments.all(), on=TODAY, now=NOW)
    assert sees(petra) == [carer.learner]


def test_a_code_works_once_and_for_one_account(here, amina, petra) -> None:
    carer = named(here, amina)
    actions.accept(carer_id=carer.pk, by=petra, now=NOW)
    carer.refresh_from_db()
    assert carer.code_hash == ""
    petra.emailaddress_set.all().delete()  # the address is another account's now
    type(petra).objects.filter(pk=petra.pk).update(email="moved@home.example")
    with pytest.raises(Refused, match="has been used"):
        actions.accept(carer_id=carer.pk, by=UserFactory(email="petra@home.example"), now=NOW)
    carer.refresh_from_db()
    assert carer.account == petra


def test_a_no_stands_whatever_the_age_is_now_and_whichever_school_names_them(
    here, elsewhere, amina, cora, petra
) -> None:
    carer = named(here, amina, SIXTEEN)
    actions.accept(carer_id=carer.pk, by=petra, now=NOW)
    learner = carer.learner
    actions.decide(carer_id=carer.pk, agrees=False, by=learner.account, now=NOW)
    learner.date_of_birth = FOURTEEN  # put right by a roll
    learner.save()
    actions.accept(carer_id=carer.pk, by=petra, now=NOW)
    assert sees(petra) == []

    enrolled(elsewhere, learner=learner, sort=Sort.OTHER)
    other = actions.name_carer(learner=learner, institution=elsewhere, email=carer.email, name="", by=cora, now=NOW)
    actions.invite(carer_id=other.pk, now=NOW)
    actions.accept(carer_id=other.pk, by=petra, now=NOW)
    assert sees(petra) == []


def test_a_stop_by_one_school_ends_the_persons_links_of_every_school(here, elsewhere, amina, cora, petra) -> None:
    carer = named(here, amina)
    enrolled(elsewhere, learner=carer.learner, sort=Sort.OTHER)
    other = actions.name_carer(
        learner=carer.learner, institution=elsewhere, email=carer.email, name="", by=cora, now=NOW
    )
    for one in (carer, actions.invite(carer_id=other.pk, now=NOW)):
        actions.accept(carer_id=one.pk, by=petra, now=NOW)
    actions.stop(carer_id=carer.pk, by=amina, now=NOW)
    assert sees(petra) == []


def test_a_letter_with_a_code_belongs_to_no_organisation_and_is_emptied_however_it_ends(here, amina, settings) -> None:
    settings.DEMO = False
    named(here, amina)
    letter = Letter.objects.get()
    assert (letter.organisation, bool(letter.text)) == (None, True)
    letter.to = "no-address"
    letter.subject = "Two\nlines"  # cannot be put into an email
    letter.save()
    assert sending.send(letter_id=letter.pk, now=NOW) == "refused"
    letter.refresh_from_db()
    assert (letter.text, letter.html) == ("", "")
    assert Decision.What.AGAIN not in open_decisions(letter, now=NOW)

    named(here, amina, email="late@home.example")
    late = Letter.objects.get(to="late@home.example")
    sweep(now=late.expires_at, send=tasks.send)
    late.refresh_from_db()
    assert (late.state, late.text, late.html) == ("expired", "", "")


def test_the_year_group_stands_for_an_unknown_birth_date(here) -> None:
    for year, knows, decides in ((8, False, False), (9, True, False), (12, True, True)):
        learner = enrolled(here, year_group=year, learner=LearnerFactory(date_of_birth=None)).learner
        assert queries.knows_parents(learner, today=TODAY) is knows
        assert queries.decides(learner, today=TODAY) is decides
