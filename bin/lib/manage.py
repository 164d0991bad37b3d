"""`bin/manage ...`: Django's command line, with the embedded servers up for as long as it runs."""

import os
import sys

import prepared
from common import ROOT

environment, interpreter, _ = prepared.ready("demo")
os.execve(interpreter, [str(interpreter), str(ROOT / "manage.py"), *sys.argv[1:]], environment)
