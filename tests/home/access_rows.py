"""Who gets the door's own pages: anyone, but for what people said about the service."""

from tests.access.rows import Row, anyone, by_urn, only, person
from tests.record.access_rows import STAFF, pupil

PUBLIC = [
    "start", "for-schools", "what-to-expect", "worried", "help", "accessibility", "privacy", "privacy-younger",
    "privacy-older", "terms", "feedback-thanks", "security-text", "robots-text",
]  # fmt: skip


def slug(world, role, column):
    """An audience's page."""
    return {"own": {"slug": "students"}, "missing": {"slug": "nobody"}}.get(column)


ROWS = [
    *(Row(f"home:{name}", get=anyone()) for name in PUBLIC),
    Row("home:sitemap-xml", get=anyone(), post=anyone()),
    Row("home:sitemap-offers-xml", get=anyone(), post=anyone()),
    Row("home:door", get=anyone(), args=slug),
    Row("home:reading-settings", get=anyone(), post=anyone()),
    Row("home:cookies", get=anyone()),
    Row("home:delete-cookie", get=None, post=anyone(302), data={"name": "reading"}),
    Row("home:feedback", get=anyone(), post=anyone(302), data={"words": "Good."}),
    Row("home:search", get=anyone()),
    Row("home:search-suggestions", get=anyone()),
    Row("home:to-do", get=person()),
    Row("home:learners-home", get=person() | dict.fromkeys(STAFF, 302)),
    Row("home:capacity", get=only("leader", "head"), args=by_urn),
    Row("home:learners", get=only(*STAFF), post=only(*STAFF), args=by_urn),
    Row("home:learner", get=only(*STAFF), args=pupil),
    Row("home:feedback-list", get=only("department"), post=only("department", status=302)),
]
