"""Short lists of pages found by words."""

from frontdoor.ground.finding import Hit, Row, of_rows

ROWS = [
    Row(Hit("Privacy", "/privacy/"), "data protection"),
    Row(Hit("Help and contact", "/help/"), "email phone privacy"),
]


def test_name_counts_more_than_words():
    assert [hit.href for hit in of_rows("privacy", ROWS)] == ["/privacy/", "/help/"]


def test_half_of_what_was_asked_must_be_held():
    assert of_rows("privacy of elephants in zoos", ROWS) == []
    assert of_rows("", ROWS) == []
