"""Words are counted without anybody's identity, and become readable only on the fifth day."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.home.models import AskedMark, AskedWord
from frontdoor.home.search import counting

FIRST = date(2026, 11, 2)


def on_days(text, days, first=FIRST):
    for day in days:
        counting.count(text, today=first + timedelta(days=day))


@pytest.mark.django_db
def test_word_of_four_days_is_not_readable_and_of_five_is():
    on_days("beekeeper", range(4))
    assert not AskedWord.objects.exists()
    assert not AskedMark.objects.filter(mark__contains="bee").exists()

    on_days("beekeeper", [6])
    assert list(AskedWord.objects.values_list("word", "days", "last_on")) == [
        ("beekeeper", 5, FIRST + timedelta(days=6))
    ]


@pytest.mark.django_db
def test_word_counts_once_a_day_however_often_it_is_typed():
    on_days("beekeeper", [0, 0, 0, 0, 0, 0])
    assert AskedMark.objects.count() == 1
    assert not AskedWord.objects.exists()

    on_days("beekeeper", [1, 2, 3, 4, 4, 4, 5, 5])
    assert AskedWord.objects.get().days == 6


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["sam@example.org", "call 07700 900123", "sw1a 1aa", "born 2010 nurse", "i want to be a"]
)
def test_numbers_addresses_and_stop_words_are_never_counted(text):
    on_days(text, range(6))

    assert not AskedMark.objects.exists()
    assert not AskedWord.objects.exists()


@given(st.text(max_size=80))
def test_what_is_counted_is_letters_only(text):
    for word in counting.countable(text):
        assert word.isalpha()
        assert 3 <= len(word) <= 30


@pytest.mark.django_db
def test_marks_are_worth_nothing_without_the_key():
    on_days("beekeeper", [0])
    old = AskedMark.objects.get().mark

    cache.clear()  # the key goes, as it does after a month
    on_days("beekeeper", [1])

    assert AskedMark.objects.exclude(mark=old).count() == 1


@pytest.mark.django_db
def test_marks_go_with_their_key_and_words_after_a_year():
    on_days("beekeeper", range(5))
    assert counting.forget(today=FIRST + timedelta(days=20)) == 0

    counting.forget(today=FIRST + timedelta(days=40))
    assert not AskedMark.objects.exists()
    assert AskedWord.objects.exists()

    counting.forget(today=FIRST + timedelta(days=400))
    assert not AskedWord.objects.exists()


@pytest.mark.django_db
def test_nonsense_fills_the_table_only_so_far(monkeypatch):
    monkeypatch.setattr(counting, "MOST_A_DAY", 3)
    for word in ("alpha", "bravo", "charlie", "delta", "echo"):
        counting.count(word, today=FIRST)

    assert AskedMark.objects.count() == 3


@pytest.mark.django_db
def test_search_counts_and_suggestions_do_not(client):
    client.get("/search/suggestions/", {"q": "beekeeper"})
    assert not AskedMark.objects.exists()

    client.get("/search", {"q": "beekeeper"})
    assert AskedMark.objects.count() == 1
