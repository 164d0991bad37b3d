"""Journey: an employer joins, sends its check, the hub accepts it, an offer is made in six screens, and a school asks for more."""

from datetime import date

import pytest

from frontdoor.careers.models import Category
from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Organisation, Outcode, Point, Postcode
from frontdoor.people.models import User
from tests.factories import UserFactory
from workexperience.models import Approach, Check, Employer, Offer
from workexperience.offers.queries import listed

pytestmark = pytest.mark.django_db
YEAR = date.today().year + 1
MERROW = Point(426_000, 427_000)


@pytest.fixture
def enid(here: Organisation) -> User:
    """Somebody of an employer whose postcode is known, beside a school of the hub's council."""
    Outcode.objects.update_or_create(outcode="ZY1", defaults={"point": MERROW, "region": "South West"})
    Postcode.objects.create(postcode="ZY1 1AA", point=MERROW, country="England")
    Category.objects.get_or_create(slug="manufacturing", defaults={"title": "Manufacturing"})
    here.easting, here.northing = 426_100, 427_100
    here.save(update_fields=["easting", "northing"])
    return UserFactory(email="enid@pumps.example", full_name="Enid Pump")


def test_an_employer_is_checked_once_and_offers_in_six_screens(visitor, enid, hugo, amina, here):
    visitor.sign_in(enid)
    visitor.open("/employers/")
    visitor.follow("Start now")
    visitor.press("Add employer")
    assert "Enter the name of the employer" in visitor.errors
    add(visitor)
    visitor.follow("Send your check")
    check(visitor)
    employer = Employer.objects.get()
    assert Letter.objects.filter(to=hugo.email).exists()

    visitor.sign_in(hugo)
    visitor.open("/employers/checks/")
    visitor.follow("Pumps and Pipes")
    assert "at the website’s own domain, pumps.example" in visitor.text
    visitor.press("Accept")
    assert "Accepted" in visitor.text
    assert Check.objects.get().decided_by == hugo

    visitor.sign_in(enid)
    visitor.open(f"/employers/{employer.pk}/")
    visitor.follow("What you offer")
    visitor.follow("Make an offer")
    offer(visitor)
    assert listed(date.today()).filter(pk=Offer.objects.get().pk).exists()

    visitor.sign_in(amina)
    visitor.open(f"/employers/near/{here.urn}/")
    visitor.follow("Pumps and Pipes")
    ask(visitor)
    assert Approach.objects.get().institution == here

    visitor.sign_in(enid)
    visitor.open("/to-do/")
    visitor.follow("Answer")
    visitor.follow(here.name)
    visitor.choose("What is your answer?", "Yes, we would like to")
    visitor.fill("Your reply", "With pleasure: ring us in May.")
    visitor.press("Send the answer")
    assert Approach.objects.get().accepted
    assert Letter.objects.filter(to=amina.email, kind__startswith="approach").exists()


def add(visitor) -> None:
    """The one page of a new employer."""
    visitor.fill("Name of the employer", "Pumps and Pipes")
    visitor.choose("How can we look you up?", "Company number")
    visitor.fill("What is the company number?", "1234567 8")
    visitor.fill("Website (optional)", "https://www.pumps.example")
    visitor.fill("Sector", "Manufacturing")
    visitor.fill("What you do", "We make pumps.")
    visitor.fill("Town or city", "Merrow")
    visitor.fill("Postcode", "zy1 1aa")
    visitor.press("Add employer")
    assert visitor.errors == []
    assert visitor.heading.endswith("Pumps and Pipes")


def check(visitor) -> None:
    """Three screens, and the answers once more."""
    visitor.fill("Name of the insurer", "Inventshire Mutual")
    visitor.fill("Policy number", "EL 100")
    visitor.fill_date("Last day of the insurance", "31", "1", str(YEAR))
    visitor.press("Continue")
    visitor.fill("How do you keep people safe?", "Everybody is shown the exits.")
    visitor.fill("What could harm a young person, and what do you do about it?", "Machines. They stay away from them.")
    visitor.press("Continue")
    visitor.fill("Full name", "Sana Reed")
    visitor.fill("Email address", "sana@pumps.example")
    visitor.fill("Phone number", "01632 960 001")
    visitor.press("Continue")
    assert "Sana Reed" in visitor.text
    visitor.press("Send")
    assert "Your check is sent." in visitor.text


def offer(visitor) -> None:
    """Six screens; what breaks a rule gets its sentence on the screen that mends it."""
    visitor.choose("What is it?", "Work experience placement")
    visitor.choose("Is it part of one of these?", "Neither")
    visitor.choose("Where does it happen?", "In person")
    visitor.press("Save and continue")
    visitor.fill("Title", "A week with pumps")
    visitor.fill("What will they do?", "You will take a pump apart.")
    visitor.fill("What will they learn?", "How a pump works.")
    visitor.press("Save and continue")
    visitor.fill("Address", "Pump House")
    visitor.fill("Postcode", "ZY1 1AA")
    visitor.press("Save and continue")
    visitor.tick("Year 10")
    visitor.press("Save and continue")
    assert "under 16" in visitor.errors[0]
    visitor.fill("Who supervises them?", "Sol Marsh")
    visitor.fill("That person’s phone number", "01632 960 002")
    visitor.press("Save and continue")
    visitor.choose("Which days?", "These dates")
    visitor.fill_date("First day", "3", "3", str(YEAR))
    visitor.fill("From", "9am")
    visitor.fill("To", "6.30pm")
    visitor.fill("How many can come?", "4")
    visitor.press("Save and continue")
    assert "8 hours" in visitor.errors[0]
    visitor.fill("To", "3.30pm")
    visitor.press("Save and continue")
    assert visitor.heading.endswith("Check your answers")
    visitor.press("Open this offer")
    assert visitor.heading.endswith("A week with pumps")
    assert "It is open." in visitor.text


def ask(visitor) -> None:
    """A school asks for something else, and reads it once more."""
    visitor.follow("Ask this employer")
    visitor.choose("What would you like?", "Mock interview")
    visitor.fill("For which year group?", "Year 11")
    visitor.fill("How many young people?", "30")
    visitor.fill("Say more", "Could three of you give mock interviews in June?")
    visitor.press("Continue")
    assert visitor.heading == "Check before you send"
    visitor.press("Send")
    assert "Your request is sent." in visitor.text
