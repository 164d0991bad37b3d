"""What people type finds the career they mean: titles before parts, other names, spelling, slang, refusals."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdoor.careers.finding import index
from frontdoor.careers.finding.asking import nearness
from frontdoor.careers.finding.ranking import FITS, Found, find, worth_showing
from frontdoor.careers.models import Career
from tests.careers.factories import CareerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def careers(db):
    for title, also in {
        "Nurse": ["staff nurse", "ward sister"],
        "Dental nurse": ["dentist's helper"],
        "Firefighter": ["fireman", "put out fires"],
        "Wedding planner": ["plan weddings"],
        "Photographer": ["take pictures"],
        "Dog groomer": ["wash dogs"],
        "Accountant": ["good with maths"],
        "Gardener": ["no maths", "mow lawns"],
        "Childminder": ["look after children at home"],
        "Paediatrician": [],
    }.items():
        CareerFactory(title=title, slug=title.lower().replace(" ", "-"), also=also)
    index.fill()


def best(text, **how):
    found = find(text, **how)
    return Career.objects.get(pk=found[0].career).title if found else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nurse", "Nurse"),
        ("NURSE!!", "Nurse"),
        ("dental nurse", "Dental nurse"),
        ("i want to be a nurse", "Nurse"),
        ("firefigter", "Firefighter"),
        ("fire fighter", "Firefighter"),
        ("putting out fires", "Firefighter"),
        ("fotographer", "Photographer"),
        ("photography", "Photographer"),
        ("weddingplanner", "Wedding planner"),
        ("weding planing", "Wedding planner"),
        ("doggroomer", "Dog groomer"),
        ("job with maths", "Accountant"),
        ("job with no maths", "Gardener"),
        ("kids", "Childminder"),
        ("pediatrician", "Paediatrician"),
    ],
)
def test_everyday_words_find_the_career(careers, typed, meant):
    assert best(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "   ", "i want a job", "zzzzqqq", "🦄", "' OR 1=1 --", "\\", "a" * 3_000, "%_%", ":*"]
)
def test_odd_text_finds_nothing_and_breaks_nothing(careers, typed):
    assert find(typed) == []


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_an_answerable_question(careers, typed):
    scores = [found.score for found in find(typed)]
    assert scores == sorted(scores, reverse=True)


def test_beginning_of_a_word_is_enough_while_typing(careers):
    assert best("photogr", typing=True) == "Photographer"
    assert best("wedding pl", typing=True) == "Wedding planner"


def test_same_words_give_the_same_order(careers):
    assert find("nurse") == find("nurse")


def test_what_fits_scores_above_the_limit_and_a_stray_word_below(careers):
    assert find("nurse")[0].score > FITS
    assert find("invent quarks with sausages")[0].score < FITS


def test_long_tail_is_not_worth_showing():
    assert worth_showing([Found(1, 1.0), Found(2, 0.5), Found(3, 0.1)]) == [Found(1, 1.0), Found(2, 0.5)]
    assert worth_showing([]) == []


@pytest.mark.parametrize(("typed", "at_most"), [("nurse", 2), ("nurse dog wedding", 2), ("fotographer", 4)])
def test_search_costs_the_same_for_any_number_of_careers(careers, django_assert_max_num_queries, typed, at_most):
    with django_assert_max_num_queries(at_most):
        find(typed)


@given(alike=st.floats(0, 1), letters=st.integers(0, 9))
def test_nearness_is_a_share_and_falls_with_each_letter(alike, letters):
    one, two = (
        nearness("sparkling", "sparklers", alike=alike, letters=n, sounds=False, is_name=True)
        for n in (letters, letters + 1)
    )
    assert 0 <= two <= one <= 0.98 or letters == 9
