"""What choices add to the one search: the pages of the ten readers."""

from frontdoor.careers.choices.stages import stages
from frontdoor.ground.finding import Group, Hit, Row, of_rows

NEARLY_ALL = 0.75  # of what was typed: "work" alone, in a wish for a job, is no wish for a page of choices


def group(text: str) -> Group:
    """The readers' pages that fit what was typed."""
    rows = [Row(Hit(page.title, f"/choices/{page.key}/", page.lead, page.who), page.words) for page in stages()]
    return Group("What you can do next", of_rows(text, rows, NEARLY_ALL), place=5)
