"""The demo's made-up learners and what happened to them: each noun's own, in the order in which they need each other."""

from frontdoor.record.activities import seed as activities
from frontdoor.record.care import seed as care
from frontdoor.record.carers import seed as carers
from frontdoor.record.looks import seed as looks
from frontdoor.record.plan import seed as plan
from frontdoor.record.roll import seed as roll


def seed_demo() -> None:
    """Contacts before rolls: without one no pupil can be added. Parents and activities after the learners are on one."""
    care.seed_demo()
    roll.seed_demo()
    carers.seed_demo()
    activities.seed_demo()
    plan.seed_demo()
    looks.seed_demo()
