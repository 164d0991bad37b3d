"""An institution is followed by another: its reports count, its draft goes along."""

from datetime import UTC, datetime

import pytest

from benchmarks.models import ReturnKind
from benchmarks.queries import latest_submitted, open_return, return_state
from benchmarks.returns import actions
from frontdoor.organisations.models import Succession
from frontdoor.organisations.signals import succeeded
from tests.benchmarks.factories import YEAR, ReturnFactory, submitted_return

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def follow(old, new, by):
    Succession.objects.create(old=old, new=new, created_by=by, created_at=NOW)
    succeeded.send(sender=type(old), old=old, new=new, by=by, now=NOW)


def test_report_of_the_one_before_counts_in_the_same_year(here, elsewhere, dee):
    submitted = submitted_return(organisation=here)
    follow(here, elsewhere, dee)
    assert return_state(elsewhere, YEAR) == "submitted"
    assert latest_submitted(elsewhere, YEAR) == submitted


def test_draft_goes_with_the_people(here, elsewhere, dee):
    draft = ReturnFactory(organisation=here)
    follow(here, elsewhere, dee)
    assert open_return(elsewhere, YEAR) == draft


def test_draft_of_the_new_one_stays_its_own(here, elsewhere, dee):
    theirs = ReturnFactory(organisation=elsewhere)
    left = ReturnFactory(organisation=here)
    follow(here, elsewhere, dee)
    assert open_return(elsewhere, YEAR) == theirs
    assert open_return(here, YEAR) == left


def test_moved_draft_is_numbered_after_what_is_submitted(here, elsewhere, dee):
    submitted_return(organisation=elsewhere)
    ReturnFactory(organisation=here)
    follow(here, elsewhere, dee)
    moved = open_return(elsewhere, YEAR)
    assert (moved.number, moved.kind) == (2, ReturnKind.FRESH_LOOK)


def test_submitted_return_is_readable_under_the_new_one(here, elsewhere, dee, cora, signed_in):
    found = submitted_return(organisation=here)
    follow(here, elsewhere, dee)
    body = signed_in(cora).get(f"/benchmarks/900002/{YEAR}/results/{found.reference}/").content.decode()
    assert "Made by Herefield School (URN 900001)" in body


def test_first_return_starts_although_a_draft_stayed_behind(here, elsewhere, dee, cora):
    theirs = ReturnFactory(organisation=elsewhere)
    ReturnFactory(organisation=here)
    follow(here, elsewhere, dee)
    actions.throw_away(return_id=theirs.pk)
    begun = actions.start(institution=elsewhere, year=YEAR, by=cora, now=NOW)
    assert (begun.number, begun.kind) == (1, ReturnKind.FIRST)


def test_correction_is_numbered_after_every_submitted_one(here, elsewhere, dee, cora):
    submitted_return(organisation=here)
    submitted_return(organisation=elsewhere, number=2)
    follow(here, elsewhere, dee)
    begun = actions.start_again(institution=elsewhere, year=YEAR, kind=ReturnKind.CORRECTION, by=cora, now=NOW)
    assert begun.number == 3
