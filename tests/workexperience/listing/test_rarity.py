"""How many offers hold some words, from what the planner has counted."""

import pytest
from django.db import connection

from tests.workexperience.listing.conftest import offered
from workexperience.listing import rarity
from workexperience.listing.rarity import Counted

MANY = Counted(1_000_000, {"anim": 0.2, "goat": 0.01, "the": 0.9})


@pytest.mark.parametrize(
    ("terms", "number"),
    [
        ("animals", 200_000),
        ("Goats", 10_000),
        ("animals goats", 2_000),
        ("animals or goats", 210_000),
        ("animals -goats", 200_000),
        ("zymurgy", 0),
        ("animals zymurgy", 0),
        ("with animals", 200_000),  # a word of grammar
        ("with", 1_000_000),
        ("-goats", 1_000_000),
        ("", 1_000_000),
    ],
)
def test_expected_follows_the_words(terms, number) -> None:
    assert rarity.expected(terms, MANY) == pytest.approx(number)


@pytest.mark.django_db
def test_a_table_that_was_never_counted_has_only_rare_words() -> None:
    rarity._counted.cache_clear()
    assert rarity.expected("animals", rarity.counted()) == 0


@pytest.mark.django_db
def test_counted_is_what_the_planner_counted() -> None:
    for number in range(40):
        offered(f"Goats and cheese {number}" if number % 4 else f"Clockmaking and ships {number}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE workexperience_listing")
    rarity._counted.cache_clear()
    found = rarity.counted()
    rarity._counted.cache_clear()

    assert found.offers == 40
    assert rarity.expected("goats", found) == pytest.approx(30)
    assert rarity.expected("clockmaking", found) == pytest.approx(10)
