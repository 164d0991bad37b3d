"""What the to-do page says about returns."""

from datetime import UTC, datetime

import pytest

from benchmarks.inbox import due
from tests.benchmarks.factories import ElsewhereReportFactory, ReturnFactory, submitted_return

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def whats(user) -> list[str]:
    return [one.what for one in due(user, NOW)]


def test_leader_is_asked_to_start_and_the_head_is_not(amina, hana):
    assert whats(amina) == ["Start the 2026 to 2027 Gatsby Benchmark return"]
    assert whats(hana) == []


def test_leader_is_asked_to_finish_a_draft(here, amina):
    ReturnFactory(organisation=here)
    assert whats(amina) == ["Finish the 2026 to 2027 Gatsby Benchmark return"]


def test_head_is_asked_to_sign_and_the_leader_waits(here, amina, hana):
    ReturnFactory(organisation=here, with_head=True)
    assert whats(hana) == ["Read and sign the 2026 to 2027 Gatsby Benchmark return"]
    assert whats(amina) == []


def test_leader_is_told_who_sent_it_back(here, amina):
    ReturnFactory(organisation=here, sent_back_at=NOW, sent_back_name="Hana", sent_back_note="Look")
    (one,) = due(amina, NOW)
    assert one.why == "Hana sent it back with a note."


@pytest.mark.parametrize("make", [submitted_return, ElsewhereReportFactory])
def test_nothing_is_due_once_reported(make, here, amina):
    make(organisation=here)
    assert whats(amina) == []


def test_teacher_and_stranger_have_nothing_to_do(bryn, hugo):
    assert whats(bryn) == whats(hugo) == []
