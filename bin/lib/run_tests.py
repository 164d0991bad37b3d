"""`bin/test [pytest arguments]`: servers for tests, built assets, a browser where possible, then pytest on two processes.

With a test's path, `-n`, `--pdb` or `-s` among the arguments pytest runs in one process unless `-n` says otherwise.
"""

import os
import sys

import assets
import browser
import prepared
from common import ROOT

arguments = sys.argv[1:]
environment, interpreter, _ = prepared.ready("test", "dev")
paths = [part for part in arguments if not part.startswith("-") and (ROOT / part.split("::")[0]).exists()]
whole = all(part.strip("/") == "tests" for part in paths)
if whole or any("browser" in part for part in paths):
    browser.install()
assets.build(environment, interpreter)
environment.setdefault("FRONTDOOR_TEST_RUN", str(os.getpid()))  # names the test databases: two runs do not clash
if found := browser.find():
    environment["FRONTDOOR_CHROMIUM"] = found
alone = any(
    part.startswith(("-n", "--numprocesses", "--pdb", "--trace", "--screens")) or part == "-s" for part in arguments
)
spread = ["-n", "2", "--dist", "loadgroup"] if whole and not alone else []
os.chdir(ROOT)
command = [str(interpreter), "-m", "pytest", *spread, *arguments]
os.execve(interpreter, command, environment)
