"""The demo's guidance: services with places, advisers with proofs and hours, the schools that chose them, meetings, and what is bought."""

from guidance.advisers import seed as advisers
from guidance.booking import seed as booking
from guidance.outcomes import seed as outcomes
from guidance.selling import seed as selling
from guidance.services import seed as services
from guidance.supplies import seed as supplies
from guidance.times import seed as times


def seed_demo() -> None:
    """Each noun's own, in the order in which they need each other."""
    services.seed_demo()
    advisers.seed_demo()
    times.seed_demo()
    supplies.seed_demo()
    booking.seed_demo()
    outcomes.seed_demo()
    selling.seed_demo()
