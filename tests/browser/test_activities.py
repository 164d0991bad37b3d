"""A careers leader records an assembly of 214 in three screens, and the same again in one."""

import pytest
from django.utils import timezone

from frontdoor.record.models import Activity, Learner
from tests.browser.counted import Counted
from tests.browser.visitors import Forms
from tests.record.factories import enrolled

pytestmark = pytest.mark.django_db


def roll(here, number: int) -> list[Learner]:
    """So many learners of Year 11 in classes of 27, as the list of names shows them."""
    made = [enrolled(here, tutor_group=f"11{'ABCDEFGH'[place // 27]}") for place in range(number)]
    return [row.learner for row in made]


def what(visitor, counted: Counted) -> int:
    """The first screen, filled in; how many screens that took."""
    visitor.open("/learners/900001/activities/log/")
    counted.choose("What kind of activity was it?", "Encounter with an employer")
    screens = 1
    if isinstance(visitor, Forms):
        counted.press("Show the questions")
        screens = 2
    else:
        visitor.wait_until("document.querySelector('#questions form input[name=parts]')")
    day = timezone.localdate()
    visitor.fill("What was it called?", "Talk by a bridge engineer")
    visitor.fill_date("When was it?", str(day.day), str(day.month), str(day.year))
    counted.press("Continue")
    assert visitor.heading == "Who was there?"
    return screens + 1


def test_an_assembly_of_214_takes_three_screens_and_five_clicks(visitor, here, amina) -> None:
    last = roll(here, 214)[-1]
    visitor.sign_in(amina)
    counted = Counted(visitor)
    screens = what(visitor, counted)
    counted.tick("Year 11 (214)")
    if isinstance(visitor, Forms):
        counted.press("Show the names")
        screens += 1
    else:
        visitor.wait_until("document.querySelectorAll('input[name=attended]').length === 214")
    counted.untick(last.name)
    counted.press("Save")
    screens += 1
    assert visitor.heading == "Recorded"
    assert "213 there, 1 absent" in visitor.text
    assert Activity.objects.get().participations.get(attendance="absent").learner == last
    assert (screens, counted.clicks) == ((5, 7) if isinstance(visitor, Forms) else (3, 5))


def test_the_same_as_last_time_asks_only_the_day(visitor, here, amina) -> None:
    names = [learner.name for learner in roll(here, 3)]
    visitor.sign_in(amina)
    what(visitor, Counted(visitor))  # a small roll is listed at once
    visitor.press("Save")
    visitor.follow("Same as last time")
    visitor.press("Save")
    assert visitor.errors == ["Answer the question: When was it this time?"]
    day = timezone.localdate()
    visitor.fill_date("When was it this time?", str(day.day), str(day.month), str(day.year))
    visitor.untick(names[0])
    visitor.press("Save")
    assert "2 there, 1 absent" in visitor.text
    visitor.follow("See the records")
    assert names[0] in visitor.text
    visitor.follow("Delete")
    visitor.press("Delete it")
    assert "1 activity" in visitor.text
    assert Activity.objects.count() == 1


def test_a_gap_is_found_and_mended(visitor, here, amina) -> None:
    names = [learner.name for learner in roll(here, 3)]
    visitor.sign_in(amina)
    visitor.open("/learners/900001/")
    visitor.follow("Who still needs what")
    visitor.follow("3 not yet: A personal guidance meeting by the end of Year 11, Year 11")
    assert all(name in visitor.text for name in names)
    visitor.untick(f"Choose {names[0]}")
    visitor.press("Record an activity")
    visitor.choose("What kind of activity was it?", "Personal guidance meeting")
    if isinstance(visitor, Forms):
        visitor.press("Show the questions")
    else:
        visitor.wait_until("document.querySelector('#questions form input[name=one_to_one]')")
    day = timezone.localdate()
    visitor.fill("What was it called?", "Guidance meeting")
    visitor.fill_date("When was it?", str(day.day), str(day.month), str(day.year))
    visitor.choose("Was it one to one?", "Yes")
    visitor.choose("What is the adviser’s qualification in careers guidance?", "Level 6")
    visitor.press("Continue")
    visitor.press("Save")
    assert visitor.heading == "Recorded"

    visitor.open("/learners/900001/gaps/")
    visitor.follow("2 done: A personal guidance meeting by the end of Year 11, Year 11")
    assert names[0] not in visitor.text
    assert names[1] in visitor.text
