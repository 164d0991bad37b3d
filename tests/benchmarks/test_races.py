"""Two people in the same second, on real connections: each promise holds, and its twin without the lock does not."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection

from benchmarks.frameworks import actions as frameworks
from benchmarks.frameworks.actions import import_version
from benchmarks.frameworks.parse import read_yaml
from benchmarks.models import Answer, FrameworkVersion, FrozenResult, Return, State
from benchmarks.returns import actions as drafts
from benchmarks.returns.queries import entries
from benchmarks.signing import actions as signing
from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from tests.benchmarks.factories import YEAR, ReturnFactory
from tests.benchmarks.signing.test_actions import key_in_letter

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
