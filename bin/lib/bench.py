"""`bin/bench [name]`: runs `tests/load/bench_<name>.py`, all of them without a name, on a database of its own.

`bin/bench --list` says what there is to measure.
"""

import ast
import sys

import assets
import installing
import prepared
from common import ROOT, Stop, env, real_servers, run, state

FOLDER = ROOT / "tests" / "load"


def main(names: list[str]) -> int:
    """Each measurement prints a table that ends in ratios. Exit 1 when one fails."""
    known = sorted(file.stem.removeprefix("bench_") for file in FOLDER.glob("bench_*.py"))
    if names == ["--list"]:
        print("\n".join(f"{name:<10} {_about(name)}" for name in known))
        return 0
    for name in names:
        if name not in known:
            raise Stop(f"There is no measurement called {name}. There are: {', '.join(known) or 'none'}.")
    if real_servers() and not any(word in env.text("DATABASE_URL").rsplit("/", 1)[-1] for word in ("bench", "test")):
        raise Stop(
            "The measurements fill and empty their database. Its name in DATABASE_URL must contain bench or test."
        )
    environment, interpreter, _ = prepared.ready("bench", "dev")
    environment |= {"FRONTDOOR_DEMO": "1", "DJANGO_SETTINGS_MODULE": "frontdoor.settings"}
    if run(interpreter, "manage.py", "migrate", "--noinput", "-v", "0", env=environment).returncode:
        return 1
    assets.build(environment, interpreter, collect=True)  # pages are served as in production, so with built styles
    results = []
    for name in names or known:
        # Pages are measured beside Wagtail, which is installed for that alone.
        more = [installing.apart(state() / "bench" / "venv", "bench")] if name == "pages" else []
        print(f"== {name}", flush=True)
        done = run(interpreter, "-m", f"tests.load.bench_{name}", *more, env=environment, stdout=None)
        results.append(done.returncode)
    return 1 if any(results) else 0


def _about(name: str) -> str:
    """The first line of what a measurement says of itself."""
    words = ast.get_docstring(ast.parse((FOLDER / f"bench_{name}.py").read_text(encoding="utf-8"))) or ""
    return words.partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
