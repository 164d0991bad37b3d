"""Runs one pair of embedded servers while anybody uses them: `guardian.py STATE KIND SITE-PACKAGES`. See embedded.py.

A server that dies is started again. When the guardian itself is killed the kernel stops both servers (PDEATHSIG) and
the next command starts a new guardian.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import embedded
from common import Stop, die_with_parent

QUICK = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "wal_level=minimal",
    "max_wal_senders=0",
]
LOG_LIMIT = 5_000_000


class Servers:
    """Both servers of one place."""

    def __init__(self, place: embedded.Place, site: Path) -> None:
        self.place = place
        self.person = embedded.account()
        self.postgres, self.valkey = embedded.programs(site, self.person)
        self.home = embedded.home_of(place, self.person)
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, *command: str | Path, **options: object) -> subprocess.Popen[bytes]:
        """Start a program as the servers' account; it ends when we do."""
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=self.home,
            preexec_fn=self.become,
            env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"},
            stdin=options.pop("stdin", subprocess.DEVNULL),  # type: ignore[call-overload]
            **options,
        )

    def become(self) -> None:
        """In the child: a group of its own, the account, and the wish to end with its parent (which a change of account clears)."""
        os.setpgid(0, 0)
        if self.person is not None:
            os.setgroups([])
            os.setgid(self.person.pw_gid)
            os.setuid(self.person.pw_uid)
        os.umask(0o077)
        die_with_parent()

    def prepare(self) -> None:
        """Folders, a new cluster on the first start and, for tests, on every start."""
        sockets = self.place.sockets
        owner = self.person.pw_uid if self.person else os.geteuid()
        if not sockets.exists():
            sockets.mkdir(mode=0o700)
            os.chown(sockets, owner, -1)
            sockets.chmod(0o711)
        if sockets.is_symlink() or sockets.stat().st_uid != owner:
            raise Stop(f"{sockets} belongs to somebody else. Remove it, or set FRONTDOOR_STATE to another folder.")
        if self.place.kind != "demo":
            for old in self.home.iterdir():
                shutil.rmtree(old, ignore_errors=True)
        (self.home / "valkey").mkdir(exist_ok=True)
        if self.person is not None:
            os.chown(self.home / "valkey", self.person.pw_uid, self.person.pw_gid)
        if not (self.home / "postgres").exists():
            self.make_cluster()

    def make_cluster(self) -> None:
        """`initdb` into a folder beside the final one, renamed when whole: a kill in the middle leaves nothing half made."""
        new = self.home / "postgres.new"
        shutil.rmtree(new, ignore_errors=True)
        settings = ["-U", "frontdoor", "--auth=trust", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
        initdb = self.run(self.postgres / "bin" / "initdb", "-D", new, *settings, "--no-sync", "--no-instructions")
        if initdb.wait():
            raise Stop("initdb failed.")
        single = self.run(self.postgres / "bin" / "postgres", "--single", "-D", new, "postgres", stdin=subprocess.PIPE)
        single.communicate(b"CREATE DATABASE frontdoor;\n")
        if single.returncode:
            raise Stop("The database could not be made.")
        new.rename(self.home / "postgres")

    def start_postgres(self) -> subprocess.Popen[bytes]:
        """PostgreSQL on its socket. Only its own account and root can reach it, so it asks for no password."""
        self.forget_dead_postgres()
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.place.sockets}",
            "unix_socket_permissions=0700",
        ]
        settings += ["max_connections=200", "log_min_messages=warning", "log_min_error_statement=panic", "port=5432"]
        if self.place.kind == "test":
            settings += QUICK
        options = [part for setting in settings for part in ("-c", setting)]
        return self.run(self.postgres / "bin" / "postgres", "-D", self.home / "postgres", *options)

    def forget_dead_postgres(self) -> None:
        """Remove the lock file of a killed PostgreSQL when its number now belongs to another program or to nobody."""
        lock = self.home / "postgres" / "postmaster.pid"
        if not lock.exists() or embedded.postgres_answers(self.place):
            return
        number = lock.read_text().split("\n", 1)[0].strip()
        try:
            program = Path(f"/proc/{number}/exe").readlink().name
        except OSError:
            program = ""
        if not program.startswith("postgres"):
            lock.unlink(missing_ok=True)

    def start_valkey(self) -> subprocess.Popen[bytes]:
        """Valkey on its socket; the demo's broker keeps what it was given."""
        self.place.valkey_socket.unlink(missing_ok=True)
        options: list[str | Path] = [
            "--port",
            "0",
            "--unixsocket",
            self.place.valkey_socket,
            "--unixsocketperm",
            "700",
            "--save",
            "",
        ]
        options += ["--dir", self.home / "valkey", "--maxmemory-policy", "noeviction", "--loglevel", "warning"]
        options += ["--appendonly", "no" if self.place.kind == "test" else "yes"]
        return self.run(self.valkey, *options)

    def keep_running(self) -> None:
        """Start what is not running."""
        starts = {
            "postgres": self.start_postgres,
            "valkey": self.start_valkey,
        }
        for name, start in starts.items():
            server = self.running.get(name)
            if server is None or server.poll() is not None:
                if server is not None:
                    print(f"guardian: {name} ended with {server.returncode}; starting it again", flush=True)
                    time.sleep(0.5)
                self.running[name] = start()

    def stop(self) -> None:
        """Stop both: PostgreSQL quickly and cleanly (INT), Valkey by TERM; after ten seconds by force."""
        for name, server in self.running.items():
            server.send_signal(signal.SIGINT if name == "postgres" else signal.SIGTERM)
        for server in self.running.values():
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()
        shutil.rmtree(self.place.sockets, ignore_errors=True)


def guard(place: embedded.Place, site: Path) -> int:
    """Keep the servers running until nobody holds the users' lock."""
    mine = (place.folder / "guardian.lock").open("w")
    try:
        fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return embedded.OTHER_GUARDIAN
    log = embedded.log_file(place)
    if log.stat().st_size > LOG_LIMIT:
        os.truncate(log, 0)
    servers = Servers(place, site)
    servers.prepare()
    with (place.folder / "users.lock").open("w") as users:
        try:
            while True:
                servers.keep_running()
                time.sleep(0.2)
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                return 0
        finally:  # with the users' lock ours alone, newcomers wait until we are gone
            servers.stop()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    sys.exit(guard(embedded.Place(Path(sys.argv[1]), sys.argv[2]), Path(sys.argv[3])))
