"""A small SMTP server that keeps each letter, says how far each conversation is, and is slow to say 250.

Our own forty lines, because the tests need to stop a conversation at each of its steps.
"""

import random
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Callable

STEPS = {"EHLO": "hello", "MAIL": "sender", "RCPT": "recipient"}
PHASES = ["hello", "sender", "recipient", "content", "answered"]


class _Conversation(socketserver.StreamRequestHandler):
    """One connection: `content` is reached when the whole letter has come and nobody has been told 250."""

    server: "_Listener"

    def handle(self) -> None:
        keeper, to = self.server.keeper, ""
        self.say("220 made-up mail server")
        while line := self.rfile.readline().decode().strip():
            verb, argument = line[:4].upper(), line.partition(":")[2]
            if verb == "QUIT":
                return self.say("221 bye")
            if verb == "DATA":
                self.say("354 go on")
                if not self.take(to):
                    return None
                keeper.reached("content")
                keeper.hesitate()
                self.say("250 taken")
                keeper.reached("answered")
                continue
            if verb == "RCPT":
                to = argument.strip().strip("<>").split(">")[0]
            if verb in STEPS:
                keeper.reached(STEPS[verb])
            self.say(keeper.answers.get(verb, "250 ok"))
        return None

    def take(self, to: str) -> bool:
        """The content up to its final dot; False when the sender died before it."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line.endswith(b"\r\n"):
                return False
            lines.append(line.removeprefix(b"."))
        self.server.keeper.keep(to, b"".join(lines))
        return True

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    keeper: "MailServer"

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed: nothing to say."""


class MailServer:
    """One server on a port of its own. `arrived` counts letters by recipient; `delay` is how long 250 takes at most.

    `when(phase, do)` calls `do()` once, at the next conversation that comes to this phase. `answers` changes what is
    said to a command: `answers["RCPT"] = "550 unknown"`.
    """

    def __init__(self, *, delay: float = 0.0, dice: random.Random | None = None) -> None:
        self.delay = delay
        self.dice = dice or random.Random()  # noqa: S311 - a test's dice
        self.arrived: Counter[str] = Counter()
        self.messages: dict[str, bytes] = {}
        self.answers: dict[str, str] = {}
        self._waiting: dict[str, Callable[[], object]] = {}
        self._lock = threading.Lock()
        self._listener = _Listener(("127.0.0.1", 0), _Conversation)
        self._listener.keeper = self
        self._thread = threading.Thread(target=self._listener.serve_forever, args=[0.05], daemon=True)

    @property
    def url(self) -> str:
        """As FRONTDOOR_EMAIL_URL."""
        return f"smtp://127.0.0.1:{self._listener.server_address[1]}"

    def start(self) -> None:
        """Listen, in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
        self._listener.shutdown()
        self._thread.join()
        self._listener.server_close()

    def when(self, phase: str, do: Callable[[], object]) -> None:
        """Call `do()` at the next conversation that comes to `phase`."""
        with self._lock:
            self._waiting[phase] = do

    def keep(self, to: str, message: bytes) -> None:
        """The letter has arrived, whatever the sender is told."""
        with self._lock:
            self.arrived[to] += 1
            self.messages[to] = message

    def reached(self, phase: str) -> None:
        """A conversation came to this phase."""
        with self._lock:
            do = self._waiting.pop(phase, None)
        if do is not None:
            do()

    def hesitate(self) -> None:
        """Wait, for as long as chance says."""
        if self.delay:
            time.sleep(self.dice.uniform(0, self.delay))
