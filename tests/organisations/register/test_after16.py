"""Where somebody can learn after 16: what each is called, and how the search reads the register."""

import pytest
from django.db import connection

from frontdoor.organisations.models import Organisation, Point
from frontdoor.organisations.register.after16 import Setting, after_16, nearest, setting_name, website
from tests.factories import SchoolFactory


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"type_code": "34"}, "School sixth form"),
        ({"type_code": "01"}, "School sixth form"),
        ({"type_code": "18", "phase_code": "6"}, "College"),
        ({"type_code": "45", "phase_code": "6"}, "Sixth form college"),
        ({"type_code": "35", "phase_code": "6"}, "Sixth form college"),
        ({"type_code": "40"}, "University technical college"),
        ({"type_code": "41"}, "Studio school"),
        ({"type_code": "32", "phase_code": "6"}, "Special college"),
        ({"type_code": "07"}, "Special school with places after 16"),
        ({"type_code": "", "setting": "special"}, "Special school with places after 16"),
    ],
)
def test_setting_is_named_by_the_registers_codes(facts, name):
    assert setting_name(Organisation(**facts)) == name


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www.here.example", "http://www.here.example"),
        ("https://here.example/a", "https://here.example/a"),
        ("http://here.example", "http://here.example"),
        ("javascript://here.example/%0aalert(1)", ""),
        ("to be told", ""),
        ("none", ""),
        ("", ""),
    ],
)
def test_website_is_a_web_address_or_nothing(written, address):
    assert website(Organisation(website=written)) == address


@pytest.mark.django_db
def test_kinds_do_not_overlap():
    for facts in (
        {"type_code": "34"},
        {"type_code": "18", "phase_code": "6"},
        {"type_code": "32", "phase_code": "6"},
        {"type_code": "07", "phase_code": "0", "age_high": 19},
        {"type_code": "", "setting": "special", "phase_code": "0", "age_high": 19},
        {"type_code": "", "setting": "post-16", "phase_code": "6", "age_low": 16},
    ):
        SchoolFactory(**facts)

    found = [pk for setting in Setting for pk in after_16(setting).values_list("pk", flat=True)]

    assert len(found) == len(set(found)) == after_16().count() == 6


@pytest.mark.django_db
def test_search_goes_through_the_index_of_points():
    spread = [(1_000 * east, 1_000 * north) for east in range(400, 440) for north in range(400, 440)]
    Organisation.objects.bulk_create(SchoolFactory.build(easting=east, northing=north) for east, north in spread)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE organisations_organisation")

    plan = nearest(Point(426_000, 427_500), 16_000)[:10].explain()

    assert "organisations_point" in plan
