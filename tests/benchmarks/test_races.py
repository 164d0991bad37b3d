"""Two people in the same second, on real connections: each promise holds, and its twin without the lock does not."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection

from benchmarks.evidence import freezing
from benchmarks.frameworks import actions as frameworks
from benchmarks.frameworks.actions import import_version
from benchmarks.frameworks.parse import read_yaml
from benchmarks.models import Answer, FrameworkVersion, FrozenResult, Return, State
from benchmarks.returns import actions as drafts
from benchmarks.returns.queries import entries
from benchmarks.signing import actions as signing
from frontdoor.ground import importing
from frontdoor.ground.importing import Report
from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.record.activities import loading
from frontdoor.record.activities.actions import log_each
from frontdoor.record.activities.facts import Facts
from frontdoor.record.models import ActivityKind, Learner, Participation
from tests.benchmarks.counting.test_queries import took_part
from tests.benchmarks.factories import YEAR, ReturnFactory
from tests.benchmarks.signing.test_actions import key_in_letter
from tests.record.factories import enrolled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]
EXAMPLE = Path("tests/benchmarks/example.yaml").read_text()
NOW = datetime(2026, 11, 21, 16, tzinfo=UTC)
YES, NO = {"value": "yes"}, {"value": "no"}
HEAD = "head@herefield.example"


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call returned or refused with, all of them let go at the same moment."""
    barrier, outcomes = threading.Barrier(len(calls)), [None] * len(calls)

    def run(index: int, call: Callable[[], Any]) -> None:
        barrier.wait(10)
        try:
            outcomes[index] = call()
        except Exception as error:  # noqa: BLE001 the outcome is what is looked at
            outcomes[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def test_two_first_saves_of_one_answer_keep_one_and_tell_the_other(here, amina, hana):
    draft = ReturnFactory(organisation=here)

    def save(by, value):
        return lambda: drafts.save_page(
            return_id=draft.pk, benchmark=1, shown={}, mine={"answer:1.4": value}, by=by, now=NOW
        )

    one, two = at_once(save(amina, YES), save(hana, NO))
    assert sorted([one.clashes, two.clashes]) == [(), ("answer:1.4",)]
    kept = one if not one.clashes else two
    assert entries(draft) == kept.write
    assert Answer.objects.count() == 1


def test_two_starts_make_one_return(here, amina, hana):
    def start(by):
        return lambda: drafts.start(institution=here, year=YEAR, by=by, now=NOW)

    one, two = at_once(start(amina), start(hana))
    assert one == two
    assert Return.objects.count() == 1


def test_two_heads_at_once_one_signs_and_the_other_is_told(here, amina, hana):
    draft = ReturnFactory(organisation=here, created_by=amina)
    signing.send_to_head(return_id=draft.pk, email=HEAD, by=amina, now=NOW)
    key = key_in_letter()
    outcomes = at_once(
        lambda: signing.sign_by_link(key=key, name="By Link", role="Head", now=NOW),
        lambda: signing.sign(return_id=draft.pk, name="Hana Novak", role="Head", by=hana, now=NOW),
    )
    refused = [one for one in outcomes if isinstance(one, Refused)]
    (signed,) = [one for one in outcomes if isinstance(one, Return)]
    assert len(refused) == 1
    assert f"signed by {signed.signed_name}" in str(refused[0])
    assert FrozenResult.objects.count() == 1
    assert Letter.objects.filter(kind="return-submitted", to=hana.email).count() == 1


def test_sign_and_send_back_at_once_do_not_both_happen(here, amina, hana):
    draft = ReturnFactory(organisation=here, created_by=amina)
    signing.send_to_head(return_id=draft.pk, email=HEAD, by=amina, now=NOW)
    key = key_in_letter()
    outcomes = at_once(
        lambda: signing.sign_by_link(key=key, name="By Link", role="Head", now=NOW),
        lambda: signing.send_back_by_link(key=key, name="By Link", note="No.", now=NOW),
    )
    assert sum(isinstance(one, Refused) for one in outcomes) == 1
    draft.refresh_from_db()
    assert (draft.state == State.SUBMITTED) == (draft.sent_back_note == "")


def test_double_click_on_submit_submits_once(here, amina, hana):
    signing.choose_who_signs(organisation=here, leader_alone=True, by=hana, now=NOW)
    draft = ReturnFactory(organisation=here, created_by=amina)

    def submit():
        return signing.submit_alone(return_id=draft.pk, name="Amina", role="Careers leader", by=amina, now=NOW)

    one, two = at_once(submit, submit)
    assert one == two == draft
    assert FrozenResult.objects.count() == 1


def import_two_first_versions() -> list[Any]:
    """Two operators load a framework that nobody has loaded before, each with words of their own."""

    def load(text: str) -> Callable[[], Any]:
        return lambda: import_version(data=read_yaml(text), source="example.yaml", publish=True, now=NOW)

    return at_once(load(EXAMPLE), load(EXAMPLE.replace("Is it known?", "Do people know it?")))


def test_two_first_imports_of_a_framework_make_two_versions():
    assert {(version.number, outcome) for version, outcome in import_two_first_versions()} == {
        (1, "created"),
        (2, "created"),
    }
    assert FrameworkVersion.objects.filter(slug="example").count() == 2


def test_without_the_lock_the_first_imports_would_collide(monkeypatch):
    both_read, real = threading.Barrier(2), frameworks._next

    def slow_next(*facts):
        both_read.wait(10)
        return real(*facts)

    monkeypatch.setattr(frameworks, "_one_at_a_time", lambda _slug: None)
    monkeypatch.setattr(frameworks, "_next", slow_next)

    assert [one for one in import_two_first_versions() if isinstance(one, IntegrityError)]


def test_without_the_lock_the_first_saves_would_collide(here, amina, hana, monkeypatch):
    """The twin: the lock is patched away, both read "nothing stored", and one of them breaks."""
    draft = ReturnFactory(organisation=here)
    both_read = threading.Barrier(2)
    real = drafts.merge

    def slow_merge(**values):
        both_read.wait(10)
        return real(**values)

    monkeypatch.setattr(drafts, "_draft", lambda pk: Return.objects.select_related("organisation").get(pk=pk))
    monkeypatch.setattr(drafts, "merge", slow_merge)

    def save(by, value):
        return lambda: drafts.save_page(
            return_id=draft.pk, benchmark=1, shown={}, mine={"answer:1.4": value}, by=by, now=NOW
        )

    outcomes = at_once(save(amina, YES), save(hana, NO))
    assert not any(getattr(one, "clashes", ()) for one in outcomes)


def loaded_while_signing(monkeypatch, here, amina, hana, write: Callable[[list[Learner]], Any]) -> dict[str, Any]:
    """The frozen row of a question when somebody writes records in the middle of a signature."""
    pupils = [enrolled(here).learner for _ in range(3)]
    took_part(pupils[:1], institution=here)
    found = drafts.start(institution=here, year=YEAR, by=amina, now=NOW)
    signing.send_to_head(return_id=found.pk, email=HEAD, by=amina, now=NOW)
    real, writing = freezing.facts_of, []

    def run() -> None:
        try:
            write(pupils)
        finally:
            connection.close()

    def in_the_middle(rows):
        """The answer has been counted; now, before its records are listed, somebody writes two more."""
        if not writing:
            writing.append(threading.Thread(target=run))
            writing[0].start()
            writing[0].join(1)
        return real(rows)

    monkeypatch.setattr(freezing, "facts_of", in_the_middle)
    with time_machine.travel(NOW, tick=True):
        signed = signing.sign(return_id=found.pk, name="Hana Novak", role="Head", by=hana, now=NOW)
        writing[0].join(10)
    assert Participation.objects.count() == 3  # whoever waited has written after all
    return next(row for row in signed.frozen.evidence if row["question"] == "8.1")


def by_hand(here, amina) -> Callable[[list[Learner]], Any]:
    """Two more meetings, recorded by hand."""
    facts = Facts(
        kind=ActivityKind.GUIDANCE, title="Two", day=date(2026, 10, 2), hours=1, one_to_one=True, adviser_level=6
    )
    who = {"institution": here, "by": amina, "now": NOW, "source": "By hand", "source_key": "log:race"}
    return lambda pupils: log_each(**who, facts=facts, attended=[one.pk for one in pupils[1:]])


def by_file(here, amina) -> Callable[[list[Learner]], Any]:
    """The same from a file."""

    def load(pupils: list[Learner]) -> None:
        head = "Given names,Family name,Date of birth,Title,Kind,Date,Hours,One to one,Adviser level"
        rows = [f"{one.given_names},{one.family_name},2011-03-04,Two,guidance,2026-10-02,1,yes,6" for one in pupils[1:]]
        importing.run(
            lambda data, told: loading.load(data, told, institution=here, by=amina, now=NOW),
            "\n".join([head, *rows]).encode(), Report(),
        )  # fmt: skip

    return load


@pytest.mark.parametrize("way", [by_hand, by_file])
def test_records_written_during_a_signature_wait_for_it(monkeypatch, here, amina, hana, way):
    row = loaded_while_signing(monkeypatch, here, amina, hana, way(here, amina))
    assert (row["value"], row["base"], len(row["records"])) == (1, 3, 1)


def test_without_holding_the_institution_the_answer_and_its_records_would_differ(monkeypatch, here, amina, hana):
    monkeypatch.setattr(signing, "hold", lambda _: None)
    row = loaded_while_signing(monkeypatch, here, amina, hana, by_hand(here, amina))
    assert (row["value"], len(row["records"])) == (1, 3)
