"""The environment that every command runs in: packages installed, servers up, addresses and the demo's secret known."""

import contextlib
import os
import secrets
from pathlib import Path

import embedded
import installing
from common import demo, real_servers, state


def ready(kind: str, *sets: str) -> tuple[dict[str, str], Path, int]:
    """The environment, the virtual environment's Python and, with embedded servers, our lock on them (else -1).

    `kind` says which embedded servers (see embedded.Place); `sets` names further lock files to install.
    """
    real = real_servers()
    interpreter = installing.python(*sets, *([] if real else ["embedded"]))
    folder = state()
    environment = {**os.environ, "FRONTDOOR_STATE": str(folder), "PYTHONUNBUFFERED": "1"}
    environment["PATH"] = f"{interpreter.parent}{os.pathsep}{environment.get('PATH', os.defpath)}"
    if demo() and not environment.get("FRONTDOOR_SECRET_KEY"):
        environment["FRONTDOOR_SECRET_KEY"] = _secret(folder / "secret-key")
    if real:
        return environment, interpreter, -1
    place = embedded.Place(folder, kind)
    lock = embedded.connect(place)
    return {**environment, **place.environment()}, interpreter, lock


def _secret(file: Path) -> str:
    """The demo's own secret: made once, readable by its owner, so that people stay signed in over a restart."""
    if not file.exists():
        new = file.with_name(f"{file.name}.{os.getpid()}")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):  # of ten callers at once the first one's stays
            os.link(new, file)
        new.unlink()
    return file.read_text().strip()
