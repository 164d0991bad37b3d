"""Several questions in one message: each gets its own rows, and what is set holds for those after it."""

import pytest

from frontdoor.ground.asking import Question, ask

pytestmark = pytest.mark.django_db


def test_each_question_of_a_message_gets_its_own_rows(django_assert_num_queries):
    twice = Question("SELECT %(number)s * 2", {"number": 4}, lambda rows: rows[0][0])
    none = Question("SELECT 1 WHERE false", {}, list)
    several = Question("SELECT n FROM generate_series(1, %(number)s) n", {"number": 4}, len)

    with django_assert_num_queries(1):
        assert ask(twice, none, several) == [8, [], 4]


def test_what_is_set_before_a_question_holds_from_there_on():
    bitmaps = "SELECT current_setting('enable_bitmapscan')"
    before = Question(bitmaps, {}, lambda rows: rows[0][0])
    after = Question(bitmaps, {}, lambda rows: rows[0][0], ("SET LOCAL enable_bitmapscan = off", "SET LOCAL jit = off"))

    assert ask(before, after, before) == ["on", "off", "off"]
