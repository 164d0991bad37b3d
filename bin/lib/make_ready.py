"""Run by `bin/start` inside the virtual environment: migrations, the demo's first data, and who the demo people are.

One process for all of it, because loading Django is most of the time. Prints the demo people as JSON on standard
output (an empty list outside demo mode); progress goes to standard error.
"""

import hashlib
import json
import os
import sys
from io import StringIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.settings")

import django
from django.core.management import call_command

django.setup()

from django.conf import settings  # noqa: E402  (after setup)
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils.crypto import salted_hmac  # noqa: E402

from frontdoor.careers.models import Career  # noqa: E402
from frontdoor.ground.safety import refuse_demo_people  # noqa: E402
from frontdoor.organisations.invented.actions import make_invented  # noqa: E402
from frontdoor.organisations.invented.people import DOMAIN  # noqa: E402


def seeded() -> Path:
    """The mark that this very database has the demo's data; it is set only when all of it is there."""
    where = {key: connection.settings_dict[key] for key in ("HOST", "PORT", "NAME")}
    return Path(settings.STATE) / f"seeded-{hashlib.sha256(json.dumps(where).encode()).hexdigest()[:10]}"


def fill() -> None:
    """The demo's data on the first run, and again when the database was emptied; a new password whenever it changed."""
    password = salted_hmac("demo password", settings.DEMO_PASSWORD).hexdigest()
    people = get_user_model().objects.filter(email__endswith=f"@{DOMAIN}")
    if not seeded().exists() or not people.exists() or not Career.objects.exists():
        print("· making up the demo's institutions, people and activity", file=sys.stderr, flush=True)
        call_command("seed", size="demo", stdout=sys.stderr)
    elif seeded().read_text() != password:
        print("· giving the demo people their new password", file=sys.stderr, flush=True)
        make_invented()
    seeded().write_text(password)


def main() -> None:
    """Bring the database up to the code, and on the first run in demo mode fill it."""
    call_command("migrate", interactive=False, verbosity=0)
    refuse_demo_people()
    people = "[]"
    if settings.DEMO:
        fill()
        answer = StringIO()
        call_command("demo", stdout=answer)
        people = answer.getvalue()
    print(people)


if __name__ == "__main__":
    main()
