"""The source's phrases as facts. These are all 66 phrases in use, in the form "phrase" -> our words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.careers.facts import is_need, need_words
from frontdoor.careers.ncs.needs import read_needs

PHRASES = [
    ("2 to 3 A levels, or equivalent, for a degree", ["2 or 3 A levels for a degree"]),
    (
        "4 or 5 GCSEs at grades 9 to 4 (A* to C), or equivalent, for a level 3 course",
        ["4 or 5 GCSEs at grades 9 to 4 for a level 3 course"],
    ),
    (
        "some GCSEs, usually including English and maths, or equivalent, for an intermediate apprenticeship",
        ["some GCSEs, usually with English and maths, for an intermediate apprenticeship"],
    ),
    (
        "4 or 5 GCSEs at grades 9 to 4 (A* to C) and A levels, or equivalent, for a degree apprenticeship",
        ["4 or 5 GCSEs at grades 9 to 4 for a degree apprenticeship", "A levels for a degree apprenticeship"],
    ),
    ("between 1 and 3 A levels, or equivalent, for a higher national diploma or degree",
     ["1 to 3 A levels for a higher national diploma or degree"]),
    ("at least 1 A level, or equivalent, for a foundation degree", ["1 or more A levels for a foundation degree"]),
    ("at least 5 GCSEs grades 9 to 7 (A* or A), including English maths and sciences",
     ["5 or more GCSEs at grades 9 to 7, with English, maths and sciences"]),
    ("2 or fewer GCSEs at grades 3 to 1 (D to G), or equivalent, for a level 1 course",
     ["2 or fewer GCSEs at grades 3 to 1 for a level 1 course"]),
    ("a degree in any subject for a postgraduate course", ["a degree in any subject for a postgraduate course"]),
    ("a degree in a relevant subject for postgraduate study", ["a degree in a related subject for a postgraduate course"]),
    ("1 or 2 A levels, a level 3 diploma or relevant experience for a level 4 or level 5 course",
     ["1 or 2 A levels, or a level 3 diploma or experience of this work, for a level 4 or level 5 course"]),
    ("3 A levels, or equivalent, including at least 1 science", ["3 A levels, with at least 1 science"]),
    ("entry requirements vary", []),
    ("to juggle five torches", ["to juggle five torches"]),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "words"), PHRASES, ids=[phrase[:40] for phrase, _ in PHRASES])
def test_phrase_is_read_as_facts(phrase, words):
    assert [need_words(need) for need in read_needs(phrase)] == words


@given(st.text(max_size=200))
def test_any_text_gives_sound_needs(text):
    assert all(is_need(need) for need in read_needs(text))
