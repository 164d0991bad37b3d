"""Letters about placements are easy to read, and those to an employer hold nothing of a learner."""

import pytest
from django.template.loader import get_template

from frontdoor.letters.writing import write
from tests.reading import reading_age
from tests.workexperience.placements.conftest import MORNING, day_of
from workexperience.models import ApplicationState, Mark
from workexperience.placements import letters

S = ApplicationState
SAID = {
    "school": "Here", "employer": "Acme", "offer": "A week", "when": "1 March", "until": "5 March", "day": "1 March",
    "days": "Monday: ask for Sol", "where": "Mill Lane", "contact": "Amina", "because": "We are full.", "many": "One",
    "have": "has", "supervisor": "Sol", "what": "is not there", "was_on": True, "gaps": "A parent has to agree.", "site": "", "path": "", "link": "",
}  # fmt: skip
KINDS = [
    "placement-asked", "placement-over", "placement-feedback-due", "placement-confirmed", "placement-on",
    "placement-on-school", "placement-gaps", "placement-gaps-school",
    "placement-other-days", "placement-no", "placement-no-school", "placement-on-hold",
    "placement-on-hold-school", "placement-day-link", "placement-unmarked", "placement-unsaid-school", "placement-urgent", "check-ending-school",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_letter_is_easy_to_read(kind):
    said = get_template(f"letters/{kind}.txt").render(SAID).partition("\n\n")[2].replace("Hello,", "")
    assert reading_age(said, "young person", "feedback", "employer") <= 11.5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("more", [{}, {"was_on": False, "is_right_again": True, "changed": True, "ran_out": True}])
def test_letter_says_its_subject_and_why_it_comes_apart(kind, more):
    letter = write(kind, SAID | more)
    assert "Why:" not in letter.subject
    assert "You got it because" in letter.text


@pytest.mark.django_db
def test_letters_to_the_employer_are_made_of_nothing_about_the_learner(one, clock):
    clock(MORNING)
    said = " ".join(map(str, letters.about(one).values()))
    for word in (one.learner.given_names, one.learner.family_name, one.why, one.learner.account.email):
        assert word not in said


@pytest.mark.django_db
def test_letter_of_an_urgent_mark_leads_to_the_day(one, clock, amina):
    clock(MORNING)
    day = day_of(one)
    day.mark = Mark.NOT_HERE
    letters.told_school(day, was_urgent=False, now=MORNING)
    found = letters.Letter.objects.get(kind="placement-urgent", to=amina.email)
    assert f"/work-experience/schools/{one.institution.urn}/days/{day.pk}/" in found.text
    assert found.because == ""  # it names nobody: it goes whatever the roll says
