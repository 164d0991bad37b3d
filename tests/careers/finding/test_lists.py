"""The lists of words name real careers, say nothing twice, and name who reviewed them when."""

from collections import Counter
from datetime import date

import pytest

from frontdoor.careers import content
from frontdoor.careers.content import DATA, read
from frontdoor.careers.shipped import entries
from frontdoor.ground.words import tokens

FILES = sorted((DATA / "everyday").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_career_of_a_wish_exists_and_stands_once(path):
    known = {entry.slug for entry in entries()}
    for row in read(path)["wishes"]:
        assert set(row["careers"]) <= known, row["says"]
        assert len(set(row["careers"])) == len(row["careers"]), row["says"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_wish_is_a_text_that_says_something(path):
    empty = [said for row in read(path)["wishes"] for said in row["says"] if not tokens(str(said))]
    assert empty == []
    assert all(isinstance(said, str) for row in read(path)["wishes"] for said in row["says"])


@pytest.mark.parametrize("path", [*FILES, DATA / "synonyms.yaml"], ids=lambda path: path.stem)
def test_list_says_when_it_was_reviewed(path):
    assert isinstance(read(path)["reviewed"], date)


def test_group_has_two_phrases_or_more_and_none_twice():
    for group in content.synonyms():
        assert len(group) > 1
        assert Counter(group).most_common(1)[0][1] == 1, group
