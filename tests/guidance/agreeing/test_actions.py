"""Saying yes for a child, and taking it back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.record.carers.actions import stop
from frontdoor.record.models import Carer
from guidance.agreeing import actions, queries
from guidance.booking.yeses import why_not
from guidance.meetings.erasing import forget_letters
from guidance.models import AgreedTo, Channel, ParentalYes, VideoYes
from tests.guidance.booking.people import NINE, NOW, book

TODAY = NOW.date()
MEETINGS, VIDEO = AgreedTo.MEETINGS, AgreedTo.VIDEO


def say(learner, by, agreed_to=MEETINGS, **more):
    school = learner.enrolments.get().institution
    facts = {"name": "Rhea Kent", "said_on": TODAY, "told": school, "now": NOW} | more
    return actions.say_yes(learner=learner, agreed_to=agreed_to, by=by, **facts)


def take_back(learner, by, **more):
    return actions.take_back(learner=learner, agreed_to=MEETINGS, by=by, **{"is_parent": False, "now": NOW} | more)


def test_staff_cannot_take_back_what_a_parent_said_in_their_own_account(kit, rhea, amina) -> None:
    say(kit, rhea, told=Carer.objects.get(learner=kit))

    with pytest.raises(Refused, match="Only a parent or carer"):
        take_back(kit, amina)
    assert take_back(kit, rhea, is_parent=True)


def test_staff_record_a_yes_after_a_parents_no_only_when_it_was_said_later(kit, rhea, amina) -> None:
    say(kit, amina)
    take_back(kit, rhea, is_parent=True)
    later = NOW + timedelta(days=1)

    for on in (TODAY, TODAY - timedelta(days=1)):
        with pytest.raises(Refused, match="took their yes back on 9 September 2026"):
            say(kit, amina, said_on=on, now=later)
    assert say(kit, rhea, told=Carer.objects.get(learner=kit))
    take_back(kit, rhea, is_parent=True)
    assert say(kit, amina, said_on=later.date(), now=later)


def test_every_parent_who_sees_the_record_gets_a_letter_of_what_staff_recorded(kit, here, rhea, amina) -> None:
    made = say(kit, amina)
    letter = Letter.objects.get(kind="parental-yes-recorded")

    assert letter.to == rhea.email
    for words in (
        "Kit",
        here.name,
        "Meetings with a careers adviser",
        f"/guidance/agree/{kit.pk}/",
        "on 9 September 2026",
    ):
        assert words in letter.text
    assert "Kent" not in letter.text
    assert is_wanted(letter, now=NOW)
    assert say(kit, amina) == made
    take_back(kit, amina)
    assert not is_wanted(letter, now=NOW)
    say(kit, rhea, told=Carer.objects.get(learner=kit))
    assert Letter.objects.filter(kind="parental-yes-recorded").count() == 1


def test_letter_of_a_recorded_yes_is_emptied_with_the_record(kit, amina) -> None:
    say(kit, amina)
    forget_letters([kit.pk])

    assert Letter.objects.get(kind="parental-yes-recorded").text == ""


def test_yes_holds_until_the_end_of_the_school_year(kit, amina) -> None:
    assert say(kit, amina).until == date(2027, 8, 31)
    assert say(kit, amina, VIDEO, said_on=TODAY - timedelta(days=2)).until == date(2027, 8, 31)


def test_second_press_changes_nothing(kit, amina, hana) -> None:
    first = say(kit, amina)

    assert say(kit, hana, name="Somebody Else") == first
    assert ParentalYes.objects.count() == 1


def test_yes_lets_somebody_under_13_be_booked(kit, here, amina) -> None:
    assert why_not(kit, here.pk, Channel.PHONE, on=TODAY)
    say(kit, amina)
    assert not why_not(kit, here.pk, Channel.PHONE, on=TODAY)
    assert why_not(kit, here.pk, Channel.VIDEO, on=TODAY)
    say(kit, amina, VIDEO)
    assert not why_not(kit, here.pk, Channel.VIDEO, on=TODAY)


def test_yes_of_a_parent_whom_the_school_stopped_holds_no_more(kit, here, rhea, amina) -> None:
    carer = Carer.objects.get(learner=kit)
    say(kit, rhea, told=carer)
    assert not why_not(kit, here.pk, Channel.PHONE, on=TODAY)

    stop(carer_id=carer.pk, by=amina, now=NOW)
    assert why_not(kit, here.pk, Channel.PHONE, on=TODAY)
    assert not queries.holding(kit, on=TODAY).exists()

    say(kit, amina, name="Somebody Else")
    assert not why_not(kit, here.pk, Channel.PHONE, on=TODAY)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"name": "  "}, "Enter the full name"),
        ({"said_on": TODAY + timedelta(days=1)}, "today or in the past"),
        ({"said_on": date(2026, 8, 31)}, "run out on 31 August 2026"),
    ],
)
def test_bad_yes_is_refused(kit, amina, more, sentence) -> None:
    with pytest.raises(Refused, match=sentence):
        say(kit, amina, **more)
    assert not ParentalYes.objects.exists()


def test_what_is_not_asked_at_an_age_is_refused(noor, mia, amina) -> None:
    with pytest.raises(Refused, match="old enough"):
        say(noor, amina, MEETINGS)
    with pytest.raises(Refused, match="old enough"):
        say(mia, amina, VIDEO)


def test_taking_back_holds_from_now_on_and_can_be_said_again(kit, here, amina) -> None:
    say(kit, amina)
    assert take_back(kit, amina)
    assert not take_back(kit, amina)
    assert why_not(kit, here.pk, Channel.PHONE, on=TODAY)

    say(kit, amina)
    assert ParentalYes.objects.count() == 2


def test_booked_meeting_stays_when_the_yes_is_taken_back(kit, ada, amina) -> None:
    say(kit, amina)
    made = book(kit, ada, NINE, by=amina)
    take_back(kit, amina)

    made.refresh_from_db()
    assert made.cancelled_at is None


def test_yes_that_has_run_out_gives_way_to_a_new_one(kit, amina) -> None:
    say(kit, amina)
    later = datetime(2026, 12, 1, 9, tzinfo=UTC)
    ParentalYes.objects.update(said_on=date(2025, 9, 9), until=date(2026, 8, 31))
    assert not queries.holding(kit, on=later.date())

    say(kit, amina, said_on=later.date(), now=later)
    assert list(queries.holding(kit, on=later.date()).values_list("until", flat=True)) == [date(2027, 8, 31)]
    assert ParentalYes.objects.filter(ended_at=later).count() == 1


def test_yes_of_last_school_year_can_be_said_until_it_ends(kit, amina) -> None:
    august = datetime(2026, 8, 20, 9, tzinfo=UTC)

    assert say(kit, amina, said_on=august.date(), now=august).until == date(2026, 8, 31)


def test_school_says_yes_to_video_once_and_takes_it_back(here, noor, amina, hana) -> None:
    first = actions.allow_video(institution=here, by=amina, now=NOW)
    assert actions.allow_video(institution=here, by=hana, now=NOW) == first
    assert not why_not(noor, here.pk, Channel.VIDEO, on=TODAY)

    assert actions.stop_video(institution=here, by=hana, now=NOW)
    assert not actions.stop_video(institution=here, by=hana, now=NOW)
    assert why_not(noor, here.pk, Channel.VIDEO, on=TODAY)
    actions.allow_video(institution=here, by=amina, now=NOW)
    assert VideoYes.objects.count() == 2


def test_schools_yes_is_not_enough_under_13(here, kit, amina) -> None:
    actions.allow_video(institution=here, by=amina, now=NOW)

    assert "under 13" in why_not(kit, here.pk, Channel.VIDEO, on=TODAY)
