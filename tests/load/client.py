"""A web client that asks for one page over and over on several kept connections, and counts.

It must never be what is slow: one thread, one prepared request, no parsing but the status and the length of an answer.
"""

import selectors
import socket
import time
from dataclasses import dataclass

CONNECTIONS = 8
PATIENCE = 30  # seconds without a byte from anybody


@dataclass
class Talk:
    """One connection: what came of the answer so far, and how much of it is still to come (None: head not read yet)."""

    socket: socket.socket
    head: bytes = b""
    missing: int | None = None

    def take(self, data: bytes) -> bool:
        """Add what came; True when the answer is whole. Any answer but a whole 200 is an error."""
        if self.missing is None:
            self.head += data
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return False
            self.missing = length(self.head[:end]) - (len(self.head) - end - 4)
        else:
            self.missing -= len(data)
        if self.missing < 0:
            raise ValueError("more came than the answer said")
        if self.missing:
            return False
        self.head, self.missing = b"", None
        return True


def length(head: bytes) -> int:
    """The bytes of a body, as the head of its answer says."""
    if not head.startswith(b"HTTP/1.1 200 "):
        raise ValueError(f"not a page: {head.splitlines()[0].decode()}")
    at = head.lower().find(b"content-length:")
    if at < 0:
        raise ValueError("an answer without its length")
    return int(head[at + 15 :].split(b"\r\n", 1)[0])


def rate(port: int, path: str, seconds: float, connections: int = CONNECTIONS) -> float:
    """Whole answers a second."""
    question = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n".encode()
    talks = [Talk(socket.create_connection(("127.0.0.1", port))) for _ in range(connections)]
    try:
        with selectors.DefaultSelector() as selector:
            for talk in talks:
                talk.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                selector.register(talk.socket, selectors.EVENT_READ, talk)
                talk.socket.sendall(question)
            return _count(selector, question, seconds)
    finally:
        for talk in talks:
            talk.socket.close()


def _count(selector: selectors.BaseSelector, question: bytes, seconds: float) -> float:
    whole, began = 0, time.perf_counter()
    while (now := time.perf_counter()) < began + seconds or whole < len(selector.get_map()):  # a slow page is asked on
        ready = selector.select(PATIENCE)
        if not ready:
            raise TimeoutError(f"no answer for {PATIENCE} seconds")
        for key, _ in ready:
            data = key.fileobj.recv(262_144)  # type: ignore[union-attr]
            if not data:
                raise ConnectionError("the server closed a connection")
            if key.data.take(data):
                whole += 1
                key.fileobj.sendall(question)  # type: ignore[union-attr]
    return whole / (now - began)


def size(port: int, path: str) -> int:
    """The bytes of a page, asked once."""
    question = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as one:
        one.sendall(question)
        answer = b"".join(iter(lambda: one.recv(262_144), b""))
    return length(answer.partition(b"\r\n\r\n")[0])
