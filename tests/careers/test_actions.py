"""Careers put in place, twice, and edited by hand."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.core.management import call_command

from frontdoor.careers import actions
from frontdoor.careers.entries import Entry
from frontdoor.careers.models import Career, Related, Way, Words
from frontdoor.careers.queries import whole_career
from frontdoor.careers.shipped import load_careers

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)


def entry(slug="tester", **more):
    return Entry(
        **{"slug": slug, "title": slug.capitalize(), "categories": ["healthcare"], "overview": "Tests. All day."} | more
    )


def put(*entries, words=Words.OURS):
    actions.put_categories({"healthcare": "Healthcare", "transport": "Transport"})
    return actions.put(entries, words=words, as_at=DAY)


def test_same_entry_twice_changes_nothing():
    ways = {"work": {}, "college": {"needs": [{"what": "gcse", "least": 2}]}}
    one = entry(hours={"least": 37.5, "most": 40.0, "kind": "a week"}, ways=ways, traits={"doer": 3})

    assert str(put(one)) == "created=1 updated=0 unchanged=0 rejected=0"
    assert str(put(one)) == "created=0 updated=0 unchanged=1 rejected=0"
    assert Way.objects.count() == 2


def test_changed_entry_replaces_words_ways_and_categories():
    put(entry(ways={"work": {}}))

    put(entry(overview="New. Words.", categories=["transport", "healthcare"], ways={"direct": {}}))

    career = Career.objects.get()
    assert (career.overview, career.main_category_id) == ("New. Words.", "transport")
    assert {one.pk for one in career.categories.all()} == {"healthcare", "transport"}
    assert [way.kind for way in career.ways.all()] == ["direct"]


def test_career_edited_by_hand_is_left_alone():
    put(entry())
    career = Career.objects.get()
    career.overview = "An editor's words. They stay."
    career.save()
    actions.edited(career, now=datetime(2026, 11, 22, tzinfo=UTC))

    counts = put(entry(overview="From the file. Again."))

    career.refresh_from_db()
    assert (career.overview, counts.unchanged) == ("An editor's words. They stay.", 1)


def test_our_words_do_not_replace_an_operators():
    put(entry(overview="Theirs. By licence."), words=Words.NCS)

    assert put(entry(overview="Ours. Shipped.")).unchanged == 1
    assert Career.objects.get().words == Words.NCS


def test_related_careers_follow_what_is_stored():
    put(entry("one", soc2020=""), entry("two"))
    assert Related.objects.count() == 2

    put(entry("two", categories=["transport"]))

    assert Related.objects.count() == 0


def test_shipped_careers_load_once_and_each_page_takes_one_query(django_assert_num_queries):
    first, second = load_careers(), load_careers()

    assert (first.created, second.unchanged, second.updated) == (829, 829, 0)
    assert Career.objects.filter(related__isnull=True).count() == 0
    with django_assert_num_queries(1):
        found = whole_career("nurse")
        assert found.career.main_category.title == "Healthcare"
        assert found.career.occupation.median
    nurse = Career.objects.get(slug="nurse")
    assert found.ways == list(nurse.ways.all())
    assert [near.title for near in found.related] == [row.other.title for row in nurse.related.all()]
    assert found.categories == list(nurse.categories.all())
    for way, stored in zip(found.ways, nurse.ways.all(), strict=True):
        assert {**vars(way), "_state": 0} == {**vars(stored), "_state": 0}


def test_career_without_anything_around_it_is_whole():
    put(entry(soc2020=""))

    found = whole_career("tester")

    assert (found.ways, found.related, found.career.occupation) == ([], [], None)
    assert whole_career("nobody") is None


def test_history_keeps_words_before_an_edit():
    put(entry())
    Career.objects.update(overview="Later. Words.")

    history = apps.get_model("careers", "CareerEvent")
    assert [event.overview for event in history.objects.all()] == ["Tests. All day."]


def test_load_careers_command_says_what_became_of_them(capsys):
    call_command("load_careers")
    assert capsys.readouterr().out.endswith("created=829 updated=0 unchanged=0 rejected=0\n")
