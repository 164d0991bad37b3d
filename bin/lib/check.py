"""`bin/check`: every check that needs no test run, each in a line; exit 1 when one of them fails."""

import re
import subprocess
import sys
import time

import prepared
from common import ROOT

# What a careful operator would set; none of it is used for anything but `check --deploy`.
PRODUCTION = {
    "FRONTDOOR_DEMO": "0",
    "FRONTDOOR_SECRET_KEY": "only-for-check-deploy-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcdefghijk",
    "FRONTDOOR_HOSTS": "careers.example",
    "FRONTDOOR_SITE_URL": "https://careers.example",
    "FRONTDOOR_EMAIL_URL": "smtp://mail.example:587?tls=1",
    "FRONTDOOR_OPERATOR": "Inventshire Council",
    "FRONTDOOR_CONTACT_EMAIL": "careers@inventshire.example",
}
LOCKS = ("requirements/*.txt", "package-lock.json", ".npmrc")
# Addresses that only say where a package's authors can be thanked or read about are no registry.
HOSTED = re.compile(r"--(extra-)?index-url|--find-links|--trusted-host|\"resolved\"|\bregistry\s*=|file://|@ https?://")
MACHINE = re.compile(r"(?:^|[\s\"'=@(])/(?:root|home|Users|tmp|opt|work|mnt|srv)/[\w.-]+", re.MULTILINE)


def main() -> int:
    """Run all checks, also after one fails: one run shows everything."""
    environment, interpreter, _ = prepared.ready("test", "dev")
    python = [str(interpreter), "-m"]
    manage = [str(interpreter), "-W", "ignore::RuntimeWarning", str(ROOT / "manage.py")]
    scripts = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "bin" / "lib").glob("*.py"))
    typed = {**environment, "MYPYPATH": str(ROOT / "bin" / "lib")}
    checks = {
        "format": ([*python, "ruff", "format", "--check", "--quiet", "."], environment),
        "lint": ([*python, "ruff", "check", "--quiet", "."], environment),
        "architecture": ([str(interpreter.parent / "lint-imports")], environment),
        "types": ([*python, "mypy", "frontdoor", "benchmarks", "workexperience", "guidance"], environment),
        "types of bin": ([*python, "mypy", *scripts, "conftest.py"], typed),
        "check --deploy": ([*manage, "check", "--deploy", "--fail-level", "WARNING"], environment | PRODUCTION),
        "migrations": ([*manage, "makemigrations", "--check", "--dry-run"], environment),
    }
    results = [checked(name, command, env) for name, (command, env) in checks.items()]
    results.append(told("locks", locks_are_clean()))
    return 0 if all(results) else 1


def checked(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """Run one check and show its words only when it fails."""
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    words = "" if done.returncode == 0 else done.stdout + done.stderr or f"ended with status {done.returncode}"
    return told(name, words, time.monotonic() - began)


def told(name: str, words: str, seconds: float = 0) -> bool:
    """One line a check; what is wrong below it."""
    print(f"{'ok  ' if not words else 'FAIL'} {name} ({seconds:.1f} s)", flush=True)
    if words:
        print(words.rstrip())
    return not words


def locks_are_clean() -> str:
    """Names no package host and no path of a machine: what was locked here installs anywhere. Empty when clean."""
    found = []
    for file in sorted(path for pattern in LOCKS for path in ROOT.glob(pattern)):
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if HOSTED.search(line) or MACHINE.search(line):
                found.append(f"{file.relative_to(ROOT)}:{number}: names a host or a machine: {line.strip()}")
    return "\n".join(found)


if __name__ == "__main__":
    sys.exit(main())
