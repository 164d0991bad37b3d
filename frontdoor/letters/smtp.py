"""Django's SMTP connection, and whether this letter's content had begun to go when something broke.

Before `DATA` the server cannot have taken the letter, so it may be tried again. After it, only the server's own answer
tells; without one nobody knows.
"""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class _Noting:
    data_begun = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.data_begun = True
        return super().data(msg)  # type: ignore[misc]


class _Plain(_Noting, smtplib.SMTP):
    pass


class _Tls(_Noting, smtplib.SMTP_SSL):
    pass


class Backend(EmailBackend):
    """`begun` is true once `DATA` was sent on this connection. One letter a connection."""

    begun = False

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The connection that notes when content begins to go."""
        return _Tls if self.use_ssl else _Plain

    def close(self) -> None:
        """Close, and remember."""
        self.begun = self.begun or getattr(self.connection, "data_begun", False)
        super().close()
