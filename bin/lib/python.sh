# Sourced by every bin/ command: finds the checkout (ROOT) and a Python of version 3.11 or later (PYTHON).
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 1
PYTHON=
for candidate in python3 python3.11 python3.12 python3.13 python3.14 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        PYTHON=$candidate
        break
    fi
done
if [ -z "$PYTHON" ]; then
    echo "Front door needs Python 3.11 or later, and found none. On Debian: apt-get install python3 python3-venv" >&2
    exit 1
fi
