"""Chromium for the browser journeys: found on the machine, or installed from Debian where we may."""

import os
import shutil
from pathlib import Path

from common import run, say


def find() -> str | None:
    """The browser's path."""
    return os.environ.get("FRONTDOOR_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def install() -> None:
    """Install Debian's package when there is no browser, we are root and this is Debian; else do nothing."""
    if find() or os.geteuid() != 0 or not shutil.which("apt-get") or not Path("/etc/debian_version").exists():
        return
    if "ID=ubuntu" in Path("/etc/os-release").read_text():  # its package is only a pointer to another installer
        return
    say("installing Chromium for the browser journeys (apt-get)")
    apt = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "update", "-q", quiet=True, env=apt)
    run("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium", quiet=True, env=apt)
