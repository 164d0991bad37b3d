"""The quiz: from nothing to ten careers, one saved, in the clicks that were promised, by keyboard and without script."""

import pytest

from frontdoor.careers.models import Saved
from frontdoor.careers.quiz.statements import quiz
from tests.browser.counted import Counted
from tests.careers.factories import CareerFactory, CategoryFactory

PROMISED = 14  # from the start page to a saved career


@pytest.fixture
def careers(db):
    """Twenty-four careers in six categories, three kinds of traits."""
    groups = [CategoryFactory(slug=f"category-{number}") for number in range(6)]
    return [
        CareerFactory(
            slug=f"{trait}-{number}",
            title=f"{trait.capitalize()} {number}",
            main_category=groups[number % 6],
            traits={trait: 3, "organiser": number % 3 + 1},
        )
        for trait in ("doer", "helper", "analyst")
        for number in range(8)
    ]


def says(key: str) -> str:
    return next(one.says for one in quiz().statements if one.key == key)


def test_from_no_idea_to_a_saved_career(visitor, careers):
    visitor.open("/")
    counted = Counted(visitor)
    counted.follow("Take the quiz")
    counted.choose(says("mend"), "Strongly agree")
    counted.choose(says("nurse"), "Disagree")
    counted.press("Next page")
    counted.choose(says("draw"), "Disagree")
    counted.choose(says("sell"), "Strongly disagree")
    counted.press("Next page")
    counted.choose(says("outside"), "Agree")
    counted.choose(says("test"), "In the middle")
    counted.press("Next page")
    counted.choose(says("safe"), "Strongly agree")
    counted.choose(says("own"), "Agree")
    counted.press("Show my careers")
    assert visitor.heading == "Ten careers to look at"
    assert visitor.text.count("Because you like") == 10
    assert "Because you like mending things" in visitor.text

    first = ideas(visitor)[0]
    counted.press(f"Save {first}")
    assert counted.clicks <= PROMISED
    assert visitor.heading == "Ten careers to look at"

    visitor.follow("See my saved things")
    assert first in visitor.text
    visitor.tick("Keep on this device for 30 days")
    visitor.press("Update")
    assert "These stay on this device for 30 days." in visitor.text
    visitor.follow("Clear my saved things")
    visitor.press("Clear everything")
    assert "Nothing saved yet" in visitor.text
    assert not Saved.objects.exists()


def ideas(visitor) -> list[str]:
    """The names of the ten, as the result page lists them."""
    words = visitor.text
    named = [f"{trait} {number}" for trait in ("Doer", "Helper", "Analyst") for number in range(8)]
    return sorted((name for name in named if f"{name} Because" in " ".join(words.split())), key=words.index)


def test_not_for_me_back_sharper_and_keeping_the_result(visitor, careers):
    visitor.open("/careers/quiz/4/")
    visitor.press("Show my careers")
    assert "You have not answered a statement yet" in visitor.errors[0]

    visitor.open("/careers/quiz/")
    visitor.choose(says("nurse"), "Strongly agree")
    visitor.press("Next page")
    visitor.press("Skip to my careers")
    before = ideas(visitor)
    visitor.press(f"Not for me {before[0]}")
    assert len(ideas(visitor)) == 10
    assert before[0] not in ideas(visitor)

    visitor.follow("Make it sharper")
    assert visitor.heading == "A sharper result"
    visitor.choose(says("animals"), "Strongly agree")
    visitor.press("Skip to my careers")
    assert "You answered 2 of 40 statements." in visitor.text
    visitor.press("Save this result")
    assert "Your quiz result is saved." in visitor.text
    visitor.press("Result of")
    assert visitor.heading == "Ten careers to look at"
    visitor.press("Clear my answers and start again")
    visitor.follow("How this quiz works")
    assert visitor.heading == "How the careers quiz works"
