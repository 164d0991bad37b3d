"""A learner says how a meeting was: in its time, once, and as often otherwise as they like."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdoor.ground.refused import Refused
from guidance.booking import actions as booking
from guidance.feedback import actions
from guidance.models import Feedback, Helped, Outcome
from guidance.outcomes import actions as outcomes
from tests.guidance.booking.people import NOW, TEN, book, missed

pytestmark = pytest.mark.django_db
LAST = datetime(2026, 10, 12, 22, 59, tzinfo=UTC)  # 28 days after it, a minute before midnight in England


def say(made, now=TEN, **other):
    facts = {"helped": "a-lot", "knows_next": True, "words": " It was kind. "} | other
    return actions.say(meeting_id=made.pk, **facts, now=now)


def test_what_is_said_is_kept_and_a_second_press_changes_nothing(met) -> None:
    first = say(met)
    again = say(met, now=TEN + timedelta(hours=1))
    assert (again.pk, again.helped, again.knows_next, again.words) == (first.pk, Helped.A_LOT, True, "It was kind.")
    assert again.said_at == TEN


def test_what_is_said_later_takes_its_place(met) -> None:
    say(met)
    say(met, now=LAST, helped="not-really", knows_next=False, words="")
    found = Feedback.objects.get()
    assert (found.helped, found.knows_next, found.words, found.said_at) == ("not-really", False, "", LAST)


def test_after_28_days_nothing_can_be_said_or_changed(met) -> None:
    say(met, now=LAST)
    with pytest.raises(Refused, match="until 12 October 2026"):
        say(met, now=LAST + timedelta(minutes=1), helped="not-really")
    assert Feedback.objects.get().helped == "a-lot"


def test_of_information_and_advice_it_can_be_said_too(mia, ada) -> None:
    made = book(mia, ada)
    outcomes.record(meeting_id=made.pk, outcome=Outcome.INFORMED, said=None, by=ada.user, now=TEN)
    assert say(made)


def test_nothing_is_said_of_a_meeting_that_was_not(mia, ada) -> None:
    made = book(mia, ada)
    with pytest.raises(Refused, match="when your adviser has noted"):
        say(made)
    missed(made.pk, ada.user, TEN)
    with pytest.raises(Refused, match="You were not at this meeting"):
        say(made)
    other = book(mia, ada, TEN + timedelta(days=7))
    booking.cancel(meeting_id=other.pk, because="", by=mia.account, now=NOW)
    with pytest.raises(Refused, match="cancelled"):
        say(other)
    assert not Feedback.objects.exists()


def test_words_go_and_ticks_stay(met, mia, pat) -> None:
    say(met)
    actions.delete_words(learner=pat)
    assert Feedback.objects.get().words
    actions.delete_words(learner=mia)
    assert (Feedback.objects.get().words, Feedback.objects.get().helped) == ("", "a-lot")
