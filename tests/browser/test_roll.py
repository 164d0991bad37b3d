"""A careers leader loads a roll of 1,200, puts a rejected row right, and starts the next school year."""

import csv
import io
from pathlib import Path

import pytest
from django.utils import timezone

from frontdoor.ground.jobs import actions
from frontdoor.ground.models import Job
from frontdoor.ground.tasks import run_job
from frontdoor.ground.years import in_words
from frontdoor.record.models import Enrolment
from frontdoor.record.roll import queries
from tests.browser.visitors import Forms, Keyboard
from tests.record.factories import SafeguardingContactFactory
from tests.record.roll.files import roll_file, row

PUPILS, MOST_SCREENS = 1_200, 6


@pytest.fixture(autouse=True)
def _ready(tmp_path: Path, settings, here) -> None:
    settings.MEDIA_ROOT = tmp_path
    SafeguardingContactFactory(institution=here)


def worked(visitor: Keyboard | Forms) -> str:
    """The worker does its part; the page comes to say so by itself where there is script. Its heading."""
    before = visitor.heading
    run_job(Job.objects.latest("pk").pk)
    if isinstance(visitor, Keyboard):
        visitor.wait_until(f"document.querySelector('h1').innerText.trim() !== '{before}'")
    visitor.open(visitor.path)
    return visitor.heading


def rejected_rows() -> str:
    """The newest file of rejected rows."""
    return actions.path(Job.objects.exclude(rejects="").latest("pk").rejects).read_text(encoding="utf-8-sig")


def test_a_roll_of_1200_is_loaded_in_few_screens(visitor, amina) -> None:
    rows = [row(n, **{"Year Group": f"Year {7 + n % 7}"}) for n in range(PUPILS - 1)]
    visitor.sign_in(amina)
    visitor.open("/learners/900001/")
    visitor.follow("Load the roll")
    screens = [visitor.heading]
    visitor.upload("The file with your pupils", "roll.csv", roll_file(*rows, row(5_000, DOB="soon")))
    visitor.press("Read this file")
    screens += [visitor.heading, worked(visitor)]
    assert screens[-1] == "What this file changes"
    assert "1,199" in visitor.text
    visitor.press("Load the roll")
    screens += [visitor.heading, worked(visitor)]

    assert screens == [
        "Load the roll",
        "Reading the file",
        "What this file changes",
        "Loading the roll",
        "The roll is loaded",
    ]
    assert len(screens) <= MOST_SCREENS
    assert Enrolment.objects.filter(ended_on=None).count() == PUPILS - 1

    lines = list(csv.reader(io.StringIO(rejected_rows())))
    assert [line[0] for line in lines[1:]] == [str(PUPILS + 1)]
    written = io.StringIO()
    csv.writer(written).writerows([["04/03/2011" if cell == "soon" else cell for cell in line] for line in lines])
    visitor.open("/learners/900001/roll/")
    visitor.upload("The file with your pupils", "roll.csv.rejected.csv", written.getvalue().encode())
    visitor.press("Read this file")
    assert worked(visitor) == "What this file changes"
    visitor.press("Load the roll")
    assert worked(visitor) == "The roll is loaded"
    assert Enrolment.objects.filter(ended_on=None).count() == PUPILS


def test_a_new_school_year_is_started(visitor, amina, here) -> None:
    visitor.sign_in(amina)
    visitor.open("/learners/900001/roll/")
    visitor.upload("The file with your pupils", "roll.csv", roll_file(row(1), row(2, **{"Year Group": "13"})))
    visitor.press("Read this file")
    worked(visitor)
    visitor.press("Load the roll")
    worked(visitor)
    visitor.follow("See your pupils")
    visitor.follow("Start a new school year")
    visitor.press(f"Start the year {in_words(queries.starting_year(timezone.localdate()))}")
    assert "Pupils who moved on: 1." in visitor.text
    assert [one.year_group for one in Enrolment.objects.filter(ended_on=None)] == [12]
