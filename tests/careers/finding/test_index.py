"""The index is made anew from careers and word lists, whenever either changes."""

import pytest
from django.utils import timezone

from frontdoor.careers import actions
from frontdoor.careers.finding import index
from frontdoor.careers.finding.models import SearchText, SearchWord
from frontdoor.careers.finding.ranking import find
from tests.careers.factories import CareerFactory

pytestmark = pytest.mark.django_db


def test_filling_twice_is_filling_once():
    CareerFactory(title="Beekeeper", also=["honey maker"])

    first = index.fill()
    texts, words = SearchText.objects.count(), SearchWord.objects.count()

    assert index.fill() == first == texts == SearchText.objects.count()
    assert SearchWord.objects.count() == words


def test_index_without_careers_finds_nothing():
    index.fill()

    assert SearchText.objects.count() == 0
    assert find("nurse") == []


def test_edited_career_is_found_by_its_new_name():
    career = CareerFactory(title="Beekeeper")
    CareerFactory(title="Plumber")
    index.fill()
    career.title = "Honey farmer"
    career.save()

    actions.edited(career, now=timezone.now())

    assert [found.career for found in find("honey")] == [career.pk]
    assert find("beekeeper") == []


def test_deleted_career_is_found_no_more():
    career = CareerFactory(title="Beekeeper")
    index.fill()

    career.delete()

    assert find("beekeeper") == []


def test_word_of_one_career_is_rarer_than_a_word_of_all():
    for title in ("Dental nurse", "School nurse", "Nurse of owls"):
        CareerFactory(title=title)
    index.fill()

    rarity = dict(SearchWord.objects.values_list("word", "rarity"))
    assert rarity["owls"] > rarity["nurse"]
