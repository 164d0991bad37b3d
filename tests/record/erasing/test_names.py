"""A name is whole words: nobody else's letter or note is emptied because theirs is part of it."""

import pytest
from django.utils import timezone

from frontdoor.letters.erasing import erase as erase_letters
from frontdoor.letters.models import Letter
from frontdoor.record.erasing.actions import erase
from tests.factories import MembershipFactory, SchoolFactory, UserFactory
from tests.record.erasing.test_actions import NOW, activity, attends, letter
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


def naming(text: str, **facts) -> Letter:
    """A letter that has gone."""
    return letter(key=f"t:{Letter.objects.count()}", text=text, **{"state": "sent", "sent_at": NOW} | facts)


def words(rows: list[Letter]) -> list[str]:
    return [Letter.objects.get(pk=one.pk).text for one in rows]


@pytest.mark.parametrize("text", ["ann LEE asks", "Ask (Ann Lee).", "Ann\nLee", "Ann Lee's meeting", "Ann Lee"])
def test_a_letter_that_has_gone_and_names_them_is_emptied(text) -> None:
    gone = naming(text)
    assert erase_letters(to=[], naming=["Ann Lee"], within=[], now=NOW) == 1
    assert words([gone]) == [""]


@pytest.mark.parametrize(
    "text", ["Joann Leeson", "Ann Leeson", "Joann Lee", "Mary-Ann Lee", "Ann Lee-Jones", "Annie Lee", "AnnXLee"]
)
def test_a_letter_about_somebody_with_a_longer_name_stays(text) -> None:
    other = naming(text)
    assert erase_letters(to=[], naming=["Ann Lee", "A.n Lee"], within=[], now=NOW) == 0
    assert words([other]) == [text]


@pytest.mark.parametrize("state", ["queued", "sending", "not-sure"])
def test_a_letter_that_waits_goes_though_it_names_them_and_not_when_it_is_theirs(state) -> None:
    facts = {"state": state, "sent_at": None, "claimed_at": NOW}
    names, theirs = naming("Ann Lee asks", **facts), naming("Hello", to="ann@home.example", **facts)
    assert erase_letters(to=["Ann@home.example"], naming=["Ann Lee"], within=[], now=NOW) == 1
    names.refresh_from_db()
    theirs.refresh_from_db()
    assert (names.state, names.text) == (state, "Ann Lee asks")
    assert (theirs.state, theirs.text) == ("not-needed", "")


def test_a_name_counts_in_letters_of_their_own_institutions_and_of_none(here) -> None:
    learner = enrolled(here, learner=LearnerFactory(given_names="Ann", family_name="Lee")).learner
    rows = [naming("Ann Lee asks", organisation=school) for school in (here, None, SchoolFactory())]
    erase(learner=learner, now=timezone.now())
    assert words(rows) == ["", "", "Ann Lee asks"]


def test_a_name_leaves_the_words_of_an_activity_as_whole_words_in_any_case(here) -> None:
    learner = enrolled(here, learner=LearnerFactory(given_names="Ann", family_name="Lee")).learner
    met = activity(here, title="ann  lee, Joann Leeson", host_name="Ann Leeson", adviser_note="Lee, Ann was late")
    for one in (learner, enrolled(here).learner):
        attends(one, met)
    erase(learner=learner, now=timezone.now())
    met.refresh_from_db()
    said = (met.title, met.host_name, met.adviser_note)
    assert said == ("a learner, Joann Leeson", "Ann Leeson", "a learner was late")


@pytest.mark.parametrize("why", ["role", "asked"])
def test_letters_of_an_account_that_stays_stay(here, why) -> None:
    account = UserFactory(full_name="Ann Lee", email="ann@home.example")
    learner = LearnerFactory(given_names="Ann", known_as="Annie", family_name="Lee", account=account)
    if why == "role":
        MembershipFactory(user=account, organisation=here)
    waits = letter(key="w", to="ann@home.example", text="Confirm the return")
    names, pupil = naming("Ann Lee signs"), naming("Annie Lee asks")

    erase(learner=learner, now=NOW, with_account=why == "role")

    waits.refresh_from_db()
    assert (waits.state, waits.text) == ("queued", "Confirm the return")
    assert words([names, pupil]) == ["Ann Lee signs", ""]
