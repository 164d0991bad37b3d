"""The scope rule: every code of GIAS, every row of the register, and year groups by age."""

import csv
import gzip
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.organisations import data
from frontdoor.organisations.models import Form, Scope
from frontdoor.organisations.scope import (
    COLLEGES,
    GROUPS,
    IN,
    NOT_KNOWN,
    OUT,
    PHASES,
    SCHOOLS,
    SPECIALIST,
    TYPES,
    Facts,
    rule,
    year_groups,
)

CODES = json.loads((Path(__file__).parent / "gias_code_lists.json").read_text(encoding="utf-8"))

BY_TYPE = {
    1: ("Community school", IN, SCHOOLS),
    2: ("Voluntary aided school", IN, SCHOOLS),
    3: ("Voluntary controlled school", IN, SCHOOLS),
    5: ("Foundation school", IN, SCHOOLS),
    6: ("City technology college", IN, SCHOOLS),
    7: ("Community special school", IN, SPECIALIST),
    8: ("Non-maintained special school", OUT, SPECIALIST),
    10: ("Other independent special school", OUT, SPECIALIST),
    11: ("Other independent school", OUT, SCHOOLS),
    12: ("Foundation special school", IN, SPECIALIST),
    14: ("Pupil referral unit", IN, SPECIALIST),
    15: ("Local authority nursery school", OUT, ""),
    18: ("Further education", IN, COLLEGES),
    24: ("Secure units", OUT, ""),
    25: ("Offshore schools", OUT, ""),
    26: ("Service children's education", OUT, ""),
    27: ("Miscellaneous", OUT, ""),
    28: ("Academy sponsor led", IN, SCHOOLS),
    29: ("Higher education institutions", OUT, ""),
    30: ("Welsh establishment", OUT, ""),
    31: ("Sixth form centres", IN, COLLEGES),
    32: ("Special post 16 institution", IN, COLLEGES),
    33: ("Academy special sponsor led", IN, SPECIALIST),
    34: ("Academy converter", IN, SCHOOLS),
    35: ("Free schools", IN, SCHOOLS),
    36: ("Free schools special", IN, SPECIALIST),
    37: ("British schools overseas", OUT, ""),
    38: ("Free schools alternative provision", IN, SPECIALIST),
    39: ("Free schools 16 to 19", IN, COLLEGES),
    40: ("University technical college", IN, SCHOOLS),
    41: ("Studio schools", IN, SCHOOLS),
    42: ("Academy alternative provision converter", IN, SPECIALIST),
    43: ("Academy alternative provision sponsor led", IN, SPECIALIST),
    44: ("Academy special converter", IN, SPECIALIST),
    45: ("Academy 16 to 19 converter", IN, COLLEGES),
    46: ("Academy 16 to 19 sponsor led", IN, COLLEGES),
    49: ("Online provider", OUT, ""),
    56: ("Institution funded by other government department", OUT, ""),
    57: ("Academy secure 16 to 19", IN, COLLEGES),
}
BY_GROUP = {
    1: ("Colleges", IN, COLLEGES),
    2: ("Universities", OUT, ""),
    3: ("Independent schools", OUT, SCHOOLS),
    4: ("Local authority maintained schools", IN, SCHOOLS),
    5: ("Special schools", NOT_KNOWN, ""),
    6: ("Welsh schools", OUT, ""),
    9: ("Other types", NOT_KNOWN, ""),
    10: ("Academies", IN, SCHOOLS),
    11: ("Free Schools", IN, SCHOOLS),
    13: ("Online provider", OUT, ""),
}
BY_PHASE = {
    0: ("Not applicable", NOT_KNOWN, ""),
    1: ("Nursery", OUT, ""),
    2: ("Primary", OUT, ""),
    3: ("Middle deemed primary", IN, SCHOOLS),
    4: ("Secondary", IN, SCHOOLS),
    5: ("Middle deemed secondary", IN, SCHOOLS),
    6: ("16 plus", IN, COLLEGES),
    7: ("All-through", IN, SCHOOLS),
}
BY_STATUS = {
    1: ("Open", IN),
    2: ("Closed", OUT),
    3: ("Open, but proposed to close", IN),
    4: ("Proposed to open", OUT),
}
# What each of the 6,381 rows of the shipped register is.
TOTALS = {
    (IN, SCHOOLS): 3_412,
    (IN, SPECIALIST): 1_074,
    (IN, COLLEGES): 294,
    (OUT, SCHOOLS): 892,  # independent schools
    (OUT, SPECIALIST): 516,  # 464 independent and 52 non-maintained special schools
    (OUT, ""): 193,  # nobody in Years 7 to 13: 189 up to age 11 at most, 4 colleges from age 19
}


def verdict(**facts):
    found = rule(Facts(**facts))
    return found.scope, found.form


@pytest.mark.parametrize("code", BY_TYPE)
@pytest.mark.parametrize("written", ["{}", "{:02}"])
def test_type_decides(code, written):
    assert verdict(type_code=written.format(code)) == BY_TYPE[code][1:]


@pytest.mark.parametrize("code", BY_GROUP)
def test_group_decides_without_a_type(code):
    assert verdict(group_code=str(code)) == BY_GROUP[code][1:]
    assert verdict(group_code=str(code), type_code="34") == (IN, SCHOOLS)


@pytest.mark.parametrize("code", BY_PHASE)
def test_phase_decides_without_type_and_group(code):
    assert verdict(phase_code=str(code)) == BY_PHASE[code][1:]


@pytest.mark.parametrize("code", BY_STATUS)
def test_status_comes_first(code):
    assert verdict(type_code="01", status_code=str(code))[0] == BY_STATUS[code][1]


@pytest.mark.parametrize(
    ("table", "ours"), [("types", BY_TYPE), ("groups", BY_GROUP), ("phases", BY_PHASE), ("statuses", BY_STATUS)]
)
def test_every_code_of_gias_has_its_line(table, ours):
    published = {entry["code"]: entry["name"] for entry in CODES[table]}
    assert published.items() <= {code: line[0] for code, line in ours.items()}.items()


def test_every_line_of_the_rule_is_in_the_tables_here():
    assert set(TYPES) == {str(code) for code in BY_TYPE}
    assert set(GROUPS) == {str(code) for code in BY_GROUP}
    assert set(PHASES) == {str(code) for code in BY_PHASE} - {"0"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"type_code": "99"}, (NOT_KNOWN, "")),
        ({"type_code": "99", "group_code": "10"}, (IN, SCHOOLS)),
        ({}, (NOT_KNOWN, "")),
        ({"phase_code": "0", "age_low": 11, "age_high": 16}, (IN, SCHOOLS)),
        ({"phase_code": "0", "age_low": 16, "age_high": 19}, (IN, COLLEGES)),
        ({"phase_code": "0", "age_low": 3, "age_high": 11}, (OUT, "")),
        ({"phase_code": "0", "age_low": 11, "age_high": 16, "setting": "special"}, (IN, SPECIALIST)),
        ({"phase_code": "0", "setting": "alternative provision"}, (IN, SPECIALIST)),
        ({"phase_code": "0", "setting": "independent"}, (OUT, SCHOOLS)),
        ({"phase_code": "0", "setting": "something new"}, (NOT_KNOWN, "")),
        ({"group_code": "10", "setting": "special"}, (IN, SPECIALIST)),
        ({"type_code": "34", "age_low": 4, "age_high": 11}, (OUT, "")),
        ({"type_code": "34", "phase_code": "2"}, (OUT, "")),
        ({"type_code": "34", "phase_code": "6"}, (IN, COLLEGES)),
        ({"type_code": "35", "age_low": 16, "age_high": 19}, (IN, COLLEGES)),
        ({"type_code": "35", "age_low": 0, "age_high": 0}, (IN, SCHOOLS)),
        ({"type_code": "18", "age_low": 19, "age_high": 99}, (OUT, "")),
        ({"type_code": "18", "age_low": 18, "age_high": 99}, (IN, COLLEGES)),
        ({"type_code": "10", "age_low": 5, "age_high": 11}, (OUT, SPECIALIST)),
    ],
)
def test_facts_are_tried_in_order(facts, expected):
    assert verdict(**facts) == expected


def test_each_row_of_the_register_lands_in_exactly_one():
    text = gzip.decompress((data.FOLDER / "establishments_england.csv.gz").read_bytes()).decode()
    found = Counter(
        verdict(
            type_code=row["TypeOfEstablishment (code)"],
            group_code=row["EstablishmentTypeGroup (code)"],
            phase_code=row["PhaseOfEducation (code)"],
            status_code=row["EstablishmentStatus (code)"],
            age_low=int(row["StatutoryLowAge"]) if row["StatutoryLowAge"] else None,
            age_high=int(row["StatutoryHighAge"]) if row["StatutoryHighAge"] else None,
            setting=row["x_setting"],
        )
        for row in csv.DictReader(io.StringIO(text))
    )
    assert found == TOTALS
    assert found.total() == 6_381


def test_words_are_those_that_are_stored():
    assert {IN, OUT, NOT_KNOWN} == set(Scope.values)
    assert {SCHOOLS, SPECIALIST, COLLEGES} == set(Form.values)


@pytest.mark.parametrize(
    ("ages", "years"),
    [
        ((11, 16), [7, 8, 9, 10, 11]),
        ((11, 18), [7, 8, 9, 10, 11, 12, 13]),
        ((11, 19), [7, 8, 9, 10, 11, 12, 13, 14]),
        ((9, 13), [7, 8]),
        ((13, 18), [9, 10, 11, 12, 13]),
        ((14, 19), [10, 11, 12, 13, 14]),
        ((16, 19), [12, 13, 14]),
        ((16, 99), [12, 13, 14]),
        ((4, 11), []),
        ((19, 99), []),
        ((None, None), [7, 8, 9, 10, 11, 12, 13]),
        ((0, 0), [7, 8, 9, 10, 11, 12, 13]),
        ((14, None), [10, 11, 12, 13]),
    ],
)
def test_ages_decide_the_year_groups(ages, years):
    assert list(year_groups(*ages)) == years


ages = st.integers(0, 99) | st.none()


@given(ages, ages)
def test_year_groups_are_between_7_and_14(low, high):
    assert set(year_groups(low, high)) <= set(range(7, 15))


@given(st.integers(0, 99), st.integers(1, 98))
def test_wider_ages_never_lose_a_year_group(low, high):
    assert set(year_groups(low, high)) <= set(year_groups(low, high + 1))
    assert set(year_groups(low + 1, high)) <= set(year_groups(low, high))


@given(st.builds(Facts, *[st.sampled_from(["", "0", "00", "1", "02", "34", "99", "5"])] * 4, ages, ages))
def test_rule_always_answers_and_what_is_in_scope_has_a_form(facts):
    found = rule(facts)
    assert found.scope in {IN, OUT, NOT_KNOWN}
    assert found.why.endswith(".")
    assert found.form or found.scope != IN
