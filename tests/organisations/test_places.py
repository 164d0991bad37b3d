"""Postcodes of every published layout, and where a postcode, an outcode or a place is."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.organisations import data
from frontdoor.organisations.models import Outcode, Place, Postcode
from frontdoor.organisations.places import grid, layouts
from frontdoor.organisations.places.actions import load_places
from frontdoor.organisations.places.queries import Whereabouts, locate

db = pytest.mark.django_db
ONSPD = (
    "pcd,pcd2,pcds,dointr,doterm,oseast1m,osnrth1m,ctry,lat,long\n"
    '"EC3A5DE","EC3A 5DE","EC3A 5DE","198001","","533498","181201","E92000001",51.514,-0.0775\n'
    '"EC3A9ZZ","EC3A 9ZZ","EC3A 9ZZ","198001","199606","533400","181200","E92000001",51.5,-0.07\n'
    '"AB101AA","AB10 1AA","AB10 1AA","201101","","394251","806376","S92000003",57.1,-2.09\n'
)
CODE_POINT = '"EC3A5DE",10,533498,181201,"E92000001","E19000003","E18000007","","E09000001","E05009304"\n'
DOOGAL = (
    "Postcode,In Use?,Latitude,Longitude,Easting,Northing,Grid Ref,Introduced,Terminated\n"
    "EC3A 5DE,Yes,51.514000,-0.077500,533498,181201,TQ334812,1980-01-01,\n"
    "EC3A 9ZZ,No,51.514000,-0.077500,533498,181201,TQ334812,1980-01-01,1996-06-01\n"
)
DEGREES = "postcode,latitude,longitude\nEC3A 5DE,51.51397,-0.07753\n"
OUTCODES = "outcode,latitude,longitude,region\nEC3A,51.514,-0.077,London\nAB10,57.13,-2.11,Scotland\n"


@pytest.fixture
def load(tmp_path, capsys):
    def run(text: str | bytes) -> str:
        file = tmp_path / "postcodes.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("import_postcodes", str(file))
        return capsys.readouterr().out.splitlines()[-1]

    return run


@db
@pytest.mark.parametrize(("text", "rows"), [(ONSPD, 3), (CODE_POINT, 1), (DOOGAL, 2), (DEGREES, 1)])
def test_layout_is_recognised_and_a_second_run_changes_nothing(load, text, rows):
    assert load(text) == f"created={rows} updated=0 unchanged=0 rejected=0"
    assert load(text) == f"created=0 updated=0 unchanged={rows} rejected=0"
    east, north = Postcode.objects.get(postcode="EC3A 5DE").point
    assert abs(east - 533498) < 3
    assert abs(north - 181201) < 3


def test_grid_is_turned_with_the_change_of_datum():
    latitude, longitude = grid.degrees(533498, 181201)
    assert round(latitude, 4) == 51.5140
    assert round(longitude, 4) == -0.0775


@given(st.floats(100_000, 600_000), st.floats(50_000, 650_000))
def test_grid_goes_there_and_back(east, north):
    latitude, longitude = grid.degrees(east, north)
    back = grid.metres([latitude], [longitude])[0]
    assert abs(back[0] - east) < 1
    assert abs(back[1] - north) < 1


@given(st.text(max_size=12))
def test_any_text_is_a_postcode_an_outcode_or_neither(text):
    assert not (layouts.postcode(text) and layouts.outcode(text))


@db
def test_shipped_files_are_loaded(load):
    # NPT, a retired code of Newport in Wales, has not the form of an outcode.
    assert load(data.read("postcode_outcodes.csv")) == "created=3078 updated=0 unchanged=0 rejected=1"
    assert load(data.read("postcodes_sample_2018.csv.gz")) == "created=22484 updated=0 unchanged=0 rejected=0"
    assert locate("B11 1AA").point == (408834, 284629)


@db
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b\n1,2\n", "no easting and northing, nor latitude and longitude"),
        ("easting,northing\n1,2\n", "no column of postcodes"),
        ("", "The file is empty"),
        ("postcode,latitude,longitude\nnowhere,1,2\n", "No row of the file could be read"),
        ('postcode,latitude,longitude\nEC3A 5DE,51.5,-0.07\n"EC3A', "cut short"),
    ],
)
def test_wrong_file_gets_a_sentence_and_changes_nothing(load, text, sentence):
    with pytest.raises(CommandError, match=sentence) as refusal:
        load(text)
    assert refusal.value.returncode == 2
    assert not Postcode.objects.exists()


@db
def test_bad_rows_are_set_aside(load, tmp_path):
    bad = "postcode,latitude,longitude\nEC3A 5DE,51.51,-0.07\nnowhere,51,0\nEC3A 5DF,north,east\nEC3A 5DG,10,10\n"
    assert load(bad) == "created=1 updated=0 unchanged=0 rejected=3"
    text = (tmp_path / "postcodes.csv.rejected.csv").read_text(encoding="utf-8-sig")
    assert "There is no postcode in it." in text
    assert "Its place is not a pair of numbers." in text
    assert "Its place is not in the United Kingdom." in text


@pytest.fixture
def known(load):
    load(OUTCODES)
    load(ONSPD)
    for name, council, region in [
        ("Morley", "Leeds", "Yorkshire and The Humber"),
        ("Newport", "Telford and Wrekin", "West Midlands"),
        ("Newport", "Isle of Wight", "South East"),
    ]:
        Place.objects.create(name=name, council_name=council, region=region, point=(426000, 427000))


@db
@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        ("ec3a5de", Whereabouts.FOUND),
        ("EC3A", Whereabouts.FOUND),
        ("morley", Whereabouts.FOUND),
        ("Newport", Whereabouts.SEVERAL),
        ("Newport, Isle of Wight", Whereabouts.FOUND),
        ("Newport, Atlantis", Whereabouts.NOT_KNOWN),
        ("AB10", Whereabouts.OUTSIDE_ENGLAND),
        ("AB10 1AA", Whereabouts.OUTSIDE_ENGLAND),
        ("AB10 9XX", Whereabouts.OUTSIDE_ENGLAND),
        ("ZZ9", Whereabouts.NOT_KNOWN),
        ("ZZ9 9ZZ", Whereabouts.NOT_KNOWN),
        ("Atlantis", Whereabouts.NOT_KNOWN),
        ("", Whereabouts.NOT_KNOWN),
    ],
)
def test_every_look_up_ends_in_a_named_way(known, where, outcome):
    assert locate(where).outcome == outcome


@db
def test_postcode_no_longer_in_use_answers_with_its_outcode_and_says_so(known):
    answer = locate("EC3A 9ZZ")
    assert answer.point == Outcode.objects.get(outcode="EC3A").point
    assert answer.note == "The postcode EC3A 9ZZ is no longer in use. This is the middle of the area EC3A."


@db
def test_an_outcode_without_a_middle_is_not_known(known):
    Outcode.objects.create(outcode="YO99", point=None, region="Yorkshire and The Humber")

    assert locate("YO99").outcome == Whereabouts.NOT_KNOWN


@db
@pytest.mark.parametrize("where", ["EC3A 5DE", "EC3A 9ZZ", "EC3A", "Newport"])
def test_a_look_up_is_one_query(known, where, django_assert_num_queries):
    with django_assert_num_queries(1):
        locate(where)


@db
def test_gazetteer_is_loaded_once():
    for _time in range(2):
        load_places(data.read("places_from_school_addresses.csv"))
    assert Place.objects.count() == 996
