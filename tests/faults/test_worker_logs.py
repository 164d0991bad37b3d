"""What a worker logs when sending fails: which letter and why, never to whom or what it says."""

import json

import pytest

from frontdoor.letters.models import Letter, State
from tests.letters.test_queue import make

pytestmark = pytest.mark.real_servers


def test_refused_and_broken_letters_leave_no_address_name_or_words_in_the_log(
    broker, shared_database, mail_server, start_worker, until
):
    mail_server.answers["RCPT"] = "550 5.1.1 <amina@school.example> unknown"
    worker = start_worker(mail_server.url)
    refused = make(key="refused", to="amina@school.example", context={"school": "Here", "name": "Amina Yusuf"})
    broken = make(key="broken", to="not an address\n", context={"school": "Here", "name": "Amina Yusuf"})

    until(lambda: Letter.objects.filter(state=State.REFUSED).count() == 2, within=90)
    worker.stop()

    log = worker.log.read_text()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    told = {line["letter"]: line["code"] for line in lines if "letter" in line}
    assert told == {refused.pk: "550", broken.pk: "BadHeaderError"}
    assert "5.1.1" in Letter.objects.get(key="refused").error
    for personal in ("amina", "Amina", "Yusuf", "school.example", "A note for", "Hello", "not an address"):
        assert personal not in log
