"""Whoever uses a code or undoes a joining waits for an erasing, and then gets the usual refusal.

The erasing is another connection's: it holds the learner, goes on to what hangs on it, and commits.
"""

import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction

from frontdoor.ground.refused import Refused
from frontdoor.record.claims import actions as claims
from frontdoor.record.claims.queries import NO_MATCH
from frontdoor.record.erasing.actions import erase
from frontdoor.record.joining.actions import CHANGED, CODE, join_learners, undo
from frontdoor.record.models import ClaimCode, Learner
from tests.factories import UserFactory
from tests.record.factories import NOW, LearnerFactory, enrolled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


def while_erasing(learner: Learner, act: Callable[[], object]) -> str:
    """What somebody is told who acts while the learner is locked and before it is erased."""
    held, told = threading.Event(), []

    def acts() -> None:
        held.wait(5)
        try:
            act()
            told.append("done")
        except Refused as refusal:
            told.append(str(refusal))
        connection.close()

    thread = threading.Thread(target=acts)
    thread.start()
    with transaction.atomic():
        Learner.objects.select_for_update().get(pk=learner.pk)
        held.set()
        time.sleep(0.5)  # the other waits now
        erase(learner=learner, now=NOW)
    thread.join()
    return told[0]


def test_a_code_whose_record_is_erased_matches_nothing(here, amina) -> None:
    enrolment = enrolled(here)
    claims.make_codes(enrolments=[enrolment], by=amina, now=NOW)
    code, person = ClaimCode.objects.get().pk, UserFactory()

    def use() -> None:
        claims.claim(code_id=code, born=date(2011, 3, 4), by=person, now=NOW)

    assert while_erasing(enrolment.learner, use) == f"{NO_MATCH}."
    with pytest.raises(Refused):
        use()


def test_a_joining_whose_record_is_erased_cannot_be_undone() -> None:
    sam = LearnerFactory(account=UserFactory())
    joining = join_learners(kept=sam, absorbed=LearnerFactory(), cause=CODE, now=NOW, by=sam.account)

    def take_apart() -> None:
        undo(joining_id=joining.pk, by=sam.account, now=NOW)

    assert while_erasing(sam, take_apart) == CHANGED
    with pytest.raises(Refused):
        take_apart()
