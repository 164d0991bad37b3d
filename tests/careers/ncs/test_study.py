"""Courses, subjects, awards and levels in the source's lines."""

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.careers.ncs.study import read_awards, read_courses, read_levels, read_subjects


def test_named_courses_are_read_with_their_kind():
    lines = [
        "You could do a course like:",
        "- Level 2 Certificate in Plumbing",
        "- T level in Design, Surveying and Planning",
        "- A level in Computing",
        "You can take a Level 2 or 3 Diploma in Hairdressing at college before looking for work.",
    ]

    assert read_courses(lines) == [
        {"kind": "Level 2 Certificate", "name": "Plumbing"},
        {"kind": "T level", "name": "Design, Surveying and Planning"},
        {"kind": "A level", "name": "Computing"},
        {"kind": "Level 2 or 3 Diploma", "name": "Hairdressing"},
    ]


def test_subjects_that_only_open_a_second_degree_are_left_out():
    lines = [
        "You can do a degree in:",
        "- fine art",
        "- illustration",
        "You could do a postgraduate course if you have a degree:",
        "- psychology",
    ]
    assert read_subjects(lines) == ["fine art", "illustration"]


def test_subject_within_a_sentence_loses_its_link():
    assert read_subjects(["You can do a degree in adult nursing [https://x.example/] approved by the council."]) == [
        "adult nursing"
    ]


def test_awards_and_levels_are_named_lowest_first():
    assert read_awards(["You could do a foundation degree, higher national diploma or degree in:"]) == [
        "foundation degree",
        "higher national diploma",
        "degree",
    ]
    assert read_awards(["a degree apprenticeship"]) == []
    assert read_levels(["You can do an intermediate or advanced creative hair professional apprenticeship."]) == [
        "intermediate",
        "advanced",
    ]


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_lines_are_read_without_error(lines):
    for read in (read_courses, read_subjects, read_awards, read_levels):
        found = read(lines)
        assert len(found) == len({str(one) for one in found})
