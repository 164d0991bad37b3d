"""A pupil gets their record with a school's code; a parent sees it, until the pupil of 16 says no; a pupil plans."""

import json
import re
from datetime import date, timedelta

from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.letters.models import Letter
from frontdoor.record.models import Case, Learner
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled


def school_invites(visitor, here, learner, parent) -> str:
    """Staff make a code for the year group and send the parent a letter; the code on the slip."""
    visitor.open(f"/learners/{here.urn}/")
    visitor.follow("Give pupils their record")
    visitor.press("Make the codes")
    assert visitor.errors == ["Choose at least one year group"]
    visitor.tick("Year 11")
    visitor.press("Make the codes")
    code = re.search(r"[B-Z2-9]{4}-[B-Z2-9]{4}", visitor.text)[0]
    visitor.open(f"/learners/{here.urn}/{learner.pk}/")
    visitor.follow("Parents and carers: invite and stop")
    visitor.fill("Name of the parent or carer", "Petra Made-Up")
    visitor.fill("Their email address", parent.email)
    visitor.press("Add and send the letter")
    return code


def claim(visitor, code: str, born: date) -> None:
    """From the slip to one's own record."""
    visitor.open("/record/")
    visitor.follow("I have a code")
    visitor.fill("Your code", code.lower())
    visitor.press("Continue")
    assert visitor.heading == "Is this you?"
    for label, value in (("Day", born.day), ("Month", born.month), ("Year", born.year)):
        visitor.fill(label, str(value))
    visitor.press("Yes, this is me")


def as_person(visitor, person) -> None:
    """Somebody else sits down at the same computer."""
    visitor.open("/")
    visitor.sign_in(person)


def test_a_pupil_claims_their_record_and_a_parent_sees_it_until_a_no(visitor, here, amina):
    born = date(timezone.localdate().year - 17, 1, 5)
    learner = LearnerFactory(given_names="Nina", date_of_birth=born)
    enrolled(here, learner=learner)
    nina, petra = UserFactory(email="nina@home.example"), UserFactory(email="petra@home.example")
    visitor.sign_in(amina)
    code = school_invites(visitor, here, learner, petra)

    as_person(visitor, nina)
    claim(visitor, code, born)
    assert visitor.heading == learner.name
    assert Learner.objects.get(account=nina) == learner

    as_person(visitor, petra)
    visitor.open(re.search(r"(/record/children/accept/\?key=\S+)", Letter.objects.get(to=petra.email).text)[1])
    visitor.press("Accept")
    assert "your child decides" in visitor.text

    as_person(visitor, nina)
    visitor.open("/to-do/")
    assert "Decide whether your parents see your record" in visitor.text
    visitor.open("/record/parents/")
    visitor.press("Yes Petra Made-Up")
    visitor.follow("See what they see as Petra Made-Up")
    assert visitor.heading == "What Petra Made-Up sees"

    as_person(visitor, petra)
    visitor.open("/record/children/")
    visitor.follow(learner.name)
    assert visitor.heading == learner.name

    as_person(visitor, nina)
    visitor.open("/record/parents/")
    visitor.press("Stop it Petra Made-Up")
    as_person(visitor, petra)
    visitor.open(f"/record/children/{learner.pk}/", status=404)


def test_a_pupil_plans_and_ticks_off(visitor, here):
    pupil = UserFactory(email="nina@home.example")
    enrolled(here, learner=LearnerFactory(given_names="Nina", account=pupil))
    day = timezone.localdate() + timedelta(days=3)
    visitor.sign_in(pupil)
    visitor.open("/help/")
    visitor.follow("My record")
    visitor.follow("My plan")
    visitor.follow("Add a goal")
    visitor.press("Add the goal")
    assert visitor.errors == ["Enter what you want to reach"]
    visitor.fill("What do you want to reach?", "Become a vet")
    visitor.press("Add the goal")

    visitor.follow("Add an action")
    visitor.fill("What needs doing?", "Visit a surgery")
    visitor.choose("Who does it?", "Me")
    visitor.fill_date("By which day?", str(day.day), str(day.month), str(day.year - 5))
    visitor.press("Add the action")
    assert visitor.errors == ["The day must be today or later"]
    visitor.fill_date("By which day?", str(day.day), str(day.month), str(day.year))
    visitor.press("Add the action")
    assert f"By {day_in_words(day)}. Me" in visitor.text

    visitor.open("/to-do/")
    visitor.follow("Open my plan")
    visitor.press("Done Visit a surgery")
    assert "Ticked as done" in visitor.text
    visitor.open("/record/")
    assert "Nothing is waiting to be done" in visitor.text


def test_a_pupil_sees_who_looked_asks_about_it_and_takes_the_record_along(visitor, here, amina):
    pupil = UserFactory(email="nina@home.example")
    learner = enrolled(here, learner=LearnerFactory(given_names="Nina", account=pupil)).learner
    visitor.sign_in(amina)
    visitor.open(f"/learners/{here.urn}/{learner.pk}/")

    as_person(visitor, pupil)
    visitor.open("/record/")
    visitor.follow("Who can see my record")
    assert here.name in visitor.text
    visitor.open("/record/")
    visitor.follow("Who has looked")
    assert str(amina) in visitor.text
    assert "Careers leader" in visitor.text
    visitor.follow("Question this")
    visitor.fill("What do you want to know? (optional)", "Why was my page opened?")
    visitor.press("Send my question")
    assert Case.objects.get().learner == learner

    visitor.open("/record/")
    visitor.follow("Take your record with you")
    visitor.choose("What kind of file?", "JSON, for another computer program")
    kept = json.loads(visitor.download("Make the file"))
    assert "Nina" in json.dumps(kept)
    assert str(amina) in json.dumps(kept)
    assert kept["held_back"]

    as_person(visitor, amina)
    visitor.open("/to-do/")
    visitor.follow("Answer")
    visitor.follow(learner.name)
    assert "Why was my page opened?" in visitor.text
    visitor.choose("What is your answer?", "It was right. I explain why")
    visitor.fill("Tell them in your own words", "We looked before your meeting.")
    visitor.press("Send the answer")

    as_person(visitor, pupil)
    visitor.open("/record/")
    visitor.follow("Questions and corrections")
    assert "We looked before your meeting." in visitor.text
