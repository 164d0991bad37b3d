"""A career's ways, split into the kinds that a reader chooses between. Read over every career that ships."""

from types import SimpleNamespace

import pytest

from frontdoor.careers.routes.kinds import kinds
from frontdoor.careers.routes.of_career import rows_of
from frontdoor.careers.shipped import entries


def way(kind, **facts):
    empty = {name: [] for name in ("needs", "courses", "subjects", "awards", "levels", "standards")}
    return SimpleNamespace(kind=kind, **empty | facts)


def test_apprenticeships_are_a_row_for_each_level():
    rows = rows_of(
        [
            way(
                "apprenticeship",
                needs=[
                    {
                        "what": "gcse",
                        "with": ["English", "maths"],
                        "usually": True,
                        "for": "an intermediate apprenticeship",
                    },
                    {"what": "gcse", "least": 5, "most": 5, "grades": "9 to 4", "for": "an advanced apprenticeship"},
                ],
                levels=["intermediate", "advanced"],
                standards=[
                    {"reference": "ST1", "title": "Animal care assistant", "level": 2, "months": 12},
                    {"reference": "ST2", "title": "Animal trainer", "level": 3, "months": 18},
                    {"reference": "ST3", "title": "Animal keeper", "level": 3, "months": 24},
                ],
            )
        ]
    )

    assert [(each.kind, each.need, each.names, each.long) for each in rows] == [
        (
            "apprenticeship-3",
            ("5 GCSEs at grades 9 to 4",),
            ("Animal trainer", "Animal keeper"),
            "Usually 18 months to 2 years",
        ),
        (
            "apprenticeship-2",
            ("Some GCSEs, usually with English and maths",),
            ("Animal care assistant",),
            "Usually 1 year",
        ),
    ]


def test_apprenticeship_without_a_level_says_no_level():
    assert [each.kind for each in rows_of([way("apprenticeship")])] == ["apprenticeship"]


def test_university_is_split_by_what_one_comes_out_with():
    rows = rows_of(
        [
            way(
                "university",
                awards=["foundation degree", "degree", "postgraduate course"],
                needs=[
                    {"what": "a-level", "least": 1, "for": "a foundation degree"},
                    {"what": "a-level", "least": 2, "most": 3, "for": "a degree"},
                    {"what": "any-degree", "for": "a postgraduate course"},
                ],
                subjects=["zoology"],
            )
        ]
    )

    assert {each.kind: each.need for each in rows} == {
        "higher-technical": ("1 or more A levels",),
        "university": ("2 or 3 A levels",),
        "postgraduate": ("A degree in any subject",),
    }


def test_need_for_something_else_is_said_of_every_kind():
    need = {"what": "gcse", "least": 1, "most": 1, "with": ["science"], "for": "primary school teaching"}
    rows = rows_of([way("university", awards=["degree", "postgraduate course"], needs=[need])])

    assert {each.need for each in rows} == {("1 GCSE, with science, for primary school teaching",)}


def test_a_levels_and_t_levels_among_courses_are_rows_of_their_own():
    rows = rows_of(
        [
            way(
                "college", courses=[{"kind": "A level", "name": "Computing"}, {"kind": "Level 3 Diploma", "name": "IT"}]
            ),
            way("t-level", courses=[{"kind": "T level", "name": "Science"}]),
        ],
        soc2020="3111",
    )

    assert {each.kind: each.names for each in rows} == {
        "a-levels": ("Computing",),
        "college-course": ("Level 3 Diploma in IT",),
        "t-level": ("Science",),
    }


@pytest.fixture(scope="module")
def tables():
    return {
        entry.slug: (entry, rows_of([way(kind, **facts) for kind, facts in entry.ways.items()], entry.soc2020, "16"))
        for entry in entries()
    }


def test_every_way_of_every_career_that_ships_gets_its_row(tables):
    assert len(tables) == 829
    for slug, (entry, rows) in tables.items():
        assert bool(rows) >= bool(entry.ways), slug
        assert len({each.kind for each in rows}) == len(rows), slug
        for each in rows:
            assert each.kind in kinds()
            assert all([*each.need, each.long, each.money, each.leads]), slug
            assert each.sources
            assert each.reviewed


def test_every_apprenticeship_standard_of_every_career_is_named(tables):
    for slug, (entry, rows) in tables.items():
        named = {name for each in rows for name in each.names}
        assert {one["title"] for one in entry.ways.get("apprenticeship", {}).get("standards", [])} <= named, slug
