"""`bin/bench` knows its measurements. What they measure is for `bin/bench` itself: minutes, on a machine at rest."""

import subprocess
from importlib.util import find_spec

from tests.ground.house import ROOT

NAMES = sorted(file.stem.removeprefix("bench_") for file in (ROOT / "tests" / "load").glob("bench_*.py"))


def bench(*names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(ROOT / "bin" / "bench"), *names], capture_output=True, text=True, check=False)


def test_list_names_each_measurement_and_says_what_it_measures() -> None:
    done = bench("--list")

    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == NAMES
    assert all(len(line.split()) > 3 for line in done.stdout.splitlines())
    assert {"import", "schools"} <= set(NAMES)
    assert all(find_spec(f"tests.load.bench_{name}") for name in NAMES)


def test_unknown_measurement_is_refused_with_what_there_is() -> None:
    done = bench(NAMES[0], "nosuch")

    assert done.returncode == 1
    assert done.stderr.strip() == f"There is no measurement called nosuch. There are: {', '.join(NAMES)}."
    assert not done.stdout
