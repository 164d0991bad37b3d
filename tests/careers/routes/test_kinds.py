"""The kinds of ways in general: each line has its source and its review, and reads like a person talks."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
import yaml

from frontdoor.careers.routes.kinds import DATA, LINES, _line, kinds
from frontdoor.careers.routes.technical import for_occupation, links

NOW = date(2026, 11, 21)
KEYS = {
    "a-levels", "t-level", "v-level", "college-course", "apprenticeship", "apprenticeship-2", "apprenticeship-3",
    "apprenticeship-4-5", "apprenticeship-6-7", "foundation-apprenticeship", "higher-technical", "university", "postgraduate", "work", "direct",
    "volunteering", "training", "supported-internship", "study-programme", "resits", "skills-bootcamp", "free-level-3",
}  # fmt: skip
STAGES = {"13", "16", "18", "left-early", "adult", "changing-career", "returning", "send", "parents", "teachers"}


def test_every_kind_of_way_is_there():
    assert set(kinds()) == KEYS


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_line_of_a_kind_has_words_a_source_and_a_review(key):
    for line in kinds()[key].lines:
        assert all(text.strip() for text in line.text)
        assert line.source.name
        assert urlsplit(line.source.url).scheme == "https"
        assert line.source.date <= line.reviewed <= NOW


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_kind_is_open_to_known_readers_only(key):
    assert kinds()[key].stages <= STAGES


def test_line_without_a_source_is_refused():
    with pytest.raises(ValueError, match="a-levels: the line long"):
        _line({"key": "a-levels", "long": {"text": "2 years", "reviewed": NOW}}, "long", {})


def test_every_source_of_the_list_is_used():
    listed = yaml.safe_load((DATA / "route_kinds.yaml").read_text())["sources"]
    used = {line.source.name for kind in kinds().values() for line in kind.lines}
    assert {row["name"] for row in listed.values()} == used


def test_no_amount_of_money_is_stated():
    """Wages and fees change each year: the pages they are on are linked in place."""
    assert not [line for kind in kinds().values() for line in kind.lines if "£" in str(line)]


def test_lines_are_in_a_fixed_order():
    assert [str(line) for line in kinds()["a-levels"].lines] == [
        str(getattr(kinds()["a-levels"], name)) for name in LINES
    ]


def test_every_technical_link_has_its_source_and_review():
    for link in links():
        assert link.technical_route
        assert link.name
        assert link.kind in {"t-level", "v-level", "higher-technical"}
        assert re.fullmatch(r"\d{3,4}", link.soc2020)
        assert link.source.url.startswith("https://")
        assert link.source.date <= link.reviewed <= NOW


def test_technical_link_stands_once():
    seen = [(link.soc2020, link.kind, link.name) for link in links()]
    assert len(seen) == len(set(seen))


def test_every_code_is_of_the_classification(soc2020_codes):
    assert {link.soc2020 for link in links()} <= soc2020_codes


def test_t_level_is_found_by_the_unit_group():
    assert [(link.kind, link.name) for link in for_occupation("3111")] == [("t-level", "Science")]
    assert for_occupation("9999") == ()
    assert for_occupation(None) == ()
    assert for_occupation("") == ()
