"""No real service runs with the demo's people in it, whose password is public, nor without saying who answers for it."""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004
from django.db import DatabaseError

from frontdoor.ground.environment import Misconfigured

log = logging.getLogger("frontdoor.safety")
DEMO_DOMAIN = "demo.frontdoor.example"
REFUSAL = (
    f"This database holds accounts at {DEMO_DOMAIN}, whose password is public. "
    "Use a database that never ran in demo mode, or remove these accounts."
)


def demo_people_exist() -> bool:
    """True when an account of the demo is in the database. False for a database that is still empty of tables."""
    return bool(get_user_model().objects.filter(email__iendswith=f"@{DEMO_DOMAIN}").exists())


@register(Tags.security, deploy=True)
def no_demo_people(**_: object) -> list[CheckMessage]:
    """For `check --deploy`: an error when demo people exist outside demo mode; a warning when nobody could look."""
    if settings.DEMO:
        return []
    try:
        return [Error(REFUSAL, id="frontdoor.E001")] if demo_people_exist() else []
    except DatabaseError as error:
        if is_missing_table(error):
            return []
        return [Warning("The database could not be asked whether demo accounts exist.", id="frontdoor.W001")]


@register(Tags.security, deploy=True)
def somebody_answers(**_: object) -> list[CheckMessage]:
    """For `check --deploy`: a warning for each thing that pages would have to make up about who runs this service."""
    if settings.DEMO:
        return []
    told = {
        "FRONTDOOR_OPERATOR": "The privacy and accessibility pages name nobody who runs this service.",
        "FRONTDOOR_CONTACT_EMAIL": "Help, privacy and security.txt give an address that nobody reads.",
    }
    return [
        Warning(sentence, hint=f"Set {name} (docs/operations.md).", id=f"frontdoor.W{number:03}")
        for number, (name, sentence) in enumerate(told.items(), start=2)
        if name in settings.NOT_SAID
    ]


def refuse_demo_people() -> None:
    """For the web process: stop it before it answers anybody. A database that is away is for `/readyz` to report."""
    if settings.DEMO:
        return
    try:
        found = demo_people_exist()
    except DatabaseError as error:
        if not is_missing_table(error):
            log.warning("the database could not be asked whether demo accounts exist")
        return
    if found:
        raise Misconfigured(REFUSAL)


def is_missing_table(error: DatabaseError) -> bool:
    """True for a database that was not migrated yet."""
    return getattr(error.__cause__, "sqlstate", "") == "42P01"
