"""security.txt is as RFC 9116 asks."""

from datetime import datetime

import pytest
import time_machine


@pytest.mark.parametrize("today", ["2026-11-21", "2027-02-28", "2027-07-01", "2028-01-01"])
def test_security_text_expires_in_under_a_year(client, today):
    with time_machine.travel(f"{today}T12:00:00Z", tick=False):
        answer = client.get("/.well-known/security.txt")

    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    left = datetime.fromisoformat(lines["Expires"]) - datetime.fromisoformat(f"{today}T12:00:00+00:00")
    assert answer["Content-Type"].startswith("text/plain")
    assert 90 < left.days < 365
    assert lines["Contact"]
    assert lines["Canonical"].endswith("/.well-known/security.txt")
