#!/usr/bin/env python
"""Django's command line. `bin/manage` calls it with the environment and the embedded services up."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.settings")
    import pghistory
    from django.core.management import execute_from_command_line

    # What a command changes in audited models names the command as its source.
    with pghistory.context(source=f"command {' '.join(sys.argv[1:2])}"):
        execute_from_command_line(sys.argv)
