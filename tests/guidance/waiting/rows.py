"""Who gets the pages of the waiting list: whoever is signed in their own, and those who run a service the line without names."""

from tests.access.rows import Row, anyone, by_organisation, only, person
from tests.guidance.services.rows import RUN

ROWS_OF_WAITING = [
    Row("guidance:waiting", get=person(), post=person()),
    Row("guidance:waiting-stop", get=only("student", status=302), post=only("student", status=302)),
    Row("guidance:offer", get=anyone(404), post=anyone(404)),
    Row("guidance:waiting-service", get=only(*RUN), args=by_organisation),
]
