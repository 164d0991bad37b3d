"""Who gets the pages of employers: their own people, the hub and the department that check them, schools that ask."""

from tests.access.rows import Row
from tests.workexperience.answers.rows import ROWS_OF_ANSWERS
from tests.workexperience.applications.rows import ROWS_OF_APPLICATIONS
from tests.workexperience.approaches.rows import ROWS_OF_APPROACHES
from tests.workexperience.checks.rows import ROWS_OF_CHECKS
from tests.workexperience.demand.rows import ROWS_OF_DEMAND
from tests.workexperience.employers.rows import ROWS_OF_EMPLOYERS
from tests.workexperience.listing.rows import ROWS_OF_LISTING
from tests.workexperience.logbook.rows import ROWS_OF_LOGBOOK
from tests.workexperience.offers.rows import ROWS_OF_OFFERS
from tests.workexperience.public.rows import ROWS_OF_PUBLIC
from tests.workexperience.reports.rows import ROWS_OF_REPORTS

ROWS: list[Row] = [
    *ROWS_OF_ANSWERS,
    *ROWS_OF_APPLICATIONS,
    *ROWS_OF_APPROACHES,
    *ROWS_OF_CHECKS,
    *ROWS_OF_DEMAND,
    *ROWS_OF_EMPLOYERS,
    *ROWS_OF_LISTING,
    *ROWS_OF_LOGBOOK,
    *ROWS_OF_OFFERS,
    *ROWS_OF_PUBLIC,
    *ROWS_OF_REPORTS,
]
