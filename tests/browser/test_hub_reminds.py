"""Journey: the hub sees who has not yet reported, reminds two schools, and says that a third is not expected to."""

import pytest

from benchmarks.models import NotExpected
from frontdoor.letters.models import Letter
from tests.factories import SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_look]


def test_hub_reminds_and_excuses(visitor, hugo, council, here, elsewhere, amina, hana, cora):
    SchoolFactory(council=council, name="Quiet School", urn=900020)
    visitor.sign_in(hugo)

    visitor.open("/to-do/")
    assert "3 institutions have not yet reported this year" in visitor.text
    visitor.follow("See the list")
    assert visitor.heading.startswith("Who has reported")
    visitor.press("Remind the ones ticked")
    assert "Choose at least one institution" in visitor.text

    visitor.fill("Name, town or URN", "e")
    visitor.fill("Return", "Not yet reported")
    visitor.press("Show")
    visitor.tick("Choose Herefield School")
    visitor.tick("Choose Elsewhere Academy")
    visitor.press("Remind the ones ticked")
    assert visitor.heading == "Check before you remind"
    visitor.press("Remind 2 institutions")
    assert "Reminders are on their way" in visitor.heading
    assert Letter.objects.count() == 3

    visitor.follow("Back to the list")
    visitor.follow("Quiet School")
    visitor.follow("No return is expected this year")
    visitor.press("Save")
    assert visitor.errors == ["Answer the question: Why is no return expected?"]
    visitor.fill("Why is no return expected?", "It closes at Christmas")
    visitor.press("Save")
    assert "It closes at Christmas" in visitor.text
    assert NotExpected.objects.get().created_by == hugo
    visitor.press("Expect a return again")
    assert "A return is expected from Quiet School" in visitor.text

    visitor.follow("Back to the list")
    visitor.follow("No contact")
    assert "Quiet School" in visitor.text
    visitor.follow("Scope not known")
    assert visitor.heading == "Scope not known"
