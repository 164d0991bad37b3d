"""Synonym groups are found in texts by any form of their words."""

from frontdoor.careers.finding.synonyms import Span, Synonyms
from frontdoor.ground.words import tokens

GROUPS = Synonyms([["kid", "child"], ["old people", "elderly"]])


def test_phrase_of_a_group_is_found_wherever_it_stands():
    assert GROUPS.spans(tokens("caring for old people")) == [Span(1, 3, "=1")]


def test_forms_and_members_share_the_group():
    terms = {span.term for text in ("kids", "children", "child") for span in GROUPS.spans(tokens(text))}
    assert terms == {"=0"}


def test_refused_word_belongs_to_no_group():
    assert GROUPS.spans(tokens("no kids")) == []
