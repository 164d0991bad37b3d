"""Celery workers as they run in production, one process group each, to be killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def database_url() -> str:
    """The database that this process uses now, as DATABASE_URL."""
    found = connection.settings_dict
    query = [
        f"{name}={quote(str(found[name.upper()]), safe='')}" for name in ("host", "port", "user") if found[name.upper()]
    ]
    password = f":{quote(found['PASSWORD'], safe='')}" if found["PASSWORD"] else ""
    if password:
        place = f"{quote(found['USER'])}{password}@{found['HOST']}" + (f":{found['PORT']}" if found["PORT"] else "")
        return f"postgresql://{place}/{found['NAME']}"
    return f"postgresql:///{found['NAME']}?{'&'.join(query)}"


def environment(*, broker_url: str, mail_url: str) -> dict[str, str]:
    """A production process's environment: not demo mode, so that letters really leave."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FRONTDOOR_", "DJANGO_"))}
    return kept | {
        "FRONTDOOR_STATE": str(settings.STATE),  # where this process keeps uploads
        "DJANGO_SETTINGS_MODULE": "frontdoor.settings",
        "CELERY_SKIP_CHECKS": "1",  # a second less at each start
        "FRONTDOOR_DEMO": "0",
        "FRONTDOOR_SECRET_KEY": "for-tests-only-for-tests-only-for-tests-only-for-tests-only",
        "FRONTDOOR_HOSTS": "frontdoor.example",
        "FRONTDOOR_SITE_URL": "https://frontdoor.example",
        "FRONTDOOR_EMAIL_URL": mail_url,
        "DATABASE_URL": database_url(),
        "REDIS_URL": broker_url,
    }


class Worker:
    """One worker with one child process, as the Procfile starts them."""

    def __init__(self, *, broker_url: str, mail_url: str, log: Path) -> None:
        self.environment = environment(broker_url=broker_url, mail_url=mail_url)
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it takes tasks some seconds later."""
        command = [sys.executable, "-m", "celery", "-A", "frontdoor", "worker", "-c", "1", "-l", "INFO"]
        command += ["--without-gossip", "--without-mingle"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """-9 to the worker and its child at once: nothing of it can finish what it was doing."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """TERM, and -9 when it does not end."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
