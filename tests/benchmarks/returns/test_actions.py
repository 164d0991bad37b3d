"""Starting, filling in and deleting a return."""

import re
from datetime import UTC, datetime

import pytest

from benchmarks.frameworks.shape import Facts
from benchmarks.models import Answer, AreaNote, Return, ReturnKind, State
from benchmarks.returns import actions
from benchmarks.returns.queries import entries, facts_of, form_of
from frontdoor.ground.refused import Refused
from tests.benchmarks.factories import YEAR, ReturnFactory, submitted_return

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 16, tzinfo=UTC)
YES, NO = {"value": "yes"}, {"value": "no"}
QUESTION = "answer:1.1.governors"


@pytest.fixture
def draft(here, amina):
    return actions.start(institution=here, year=YEAR, by=amina, now=NOW)


def save(draft, by, mine, shown=None, benchmark=1):
    return actions.save_page(return_id=draft.pk, benchmark=benchmark, shown=shown or {}, mine=mine, by=by, now=NOW)


def test_start_teaches_the_years_that_the_register_says(here, draft):
    assert facts_of(draft).years == {7, 8, 9, 10, 11, 12, 13}
    assert (draft.form, draft.number, draft.kind) == ("schools", 1, ReturnKind.FIRST)
    assert re.fullmatch(r"GB-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}", draft.reference)


def test_history_keeps_the_first_answer_and_who_gave_it(draft, amina, hana):
    save(draft, amina, {QUESTION: YES})
    save(draft, hana, {QUESTION: NO}, shown=entries(draft))

    (first,) = Answer.pgh_event_model.objects.all()
    assert (first.value, first.changed_by) == (YES, amina)
    assert Answer.objects.get().value == NO


def test_start_twice_gives_the_same_draft_to_a_second_person(here, hana, draft):
    assert actions.start(institution=here, year=YEAR, by=hana, now=NOW) == draft


def test_start_of_another_year_is_refused(here, amina):
    with pytest.raises(Refused, match="current academic year"):
        actions.start(institution=here, year="2025-26", by=amina, now=NOW)


def test_start_with_a_submitted_return_is_refused_with_what_to_do(here, amina):
    submitted_return(organisation=here)
    with pytest.raises(Refused, match="correction"):
        actions.start(institution=here, year=YEAR, by=amina, now=NOW)


def test_start_without_a_form_asks_which_fits(here, amina):
    here.form = ""
    with pytest.raises(Refused, match="which form"):
        actions.start(institution=here, year=YEAR, by=amina, now=NOW)


def last_year_of(here) -> Return:
    last = ReturnFactory(
        organisation=here,
        year="2025-26",
        submitted=True,
        facts=Facts(frozenset({7, 8}), {"year-7": 100, "year-8": 90}).as_json(),
    )
    for question, value in [("1.1.governors", YES), ("4.1.year-7", {"count": 80})]:
        Answer.objects.create(
            of_return=last, question=question, value=value, changed_by=last.created_by, changed_at=NOW
        )
    from benchmarks.results.freezing import freeze  # noqa: PLC0415 the answers come first

    freeze(last, now=last.submitted_at)
    return last


def test_copy_brings_answers_forward_and_asks_numbers_afresh(here, amina):
    last = last_year_of(here)
    made = actions.start(institution=here, year=YEAR, by=amina, now=NOW, copy=True)
    assert made.copied_from == last
    assert entries(made) == {QUESTION: YES}
    assert facts_of(made) == Facts(frozenset({7, 8}))


def test_correction_copies_everything_and_is_numbered_on(here, amina):
    first = submitted_return(organisation=here)
    Answer.objects.filter(of_return=first).delete()
    made = actions.start_again(institution=here, year=YEAR, kind=ReturnKind.CORRECTION, by=amina, now=NOW)
    assert (made.number, made.kind, made.copied_from) == (2, ReturnKind.CORRECTION, first)


def test_further_return_without_a_first_is_refused(here, amina):
    with pytest.raises(Refused, match="no submitted return"):
        actions.start_again(institution=here, year=YEAR, kind=ReturnKind.CORRECTION, by=amina, now=NOW)


def test_save_page_writes_answers_and_notes_with_who_and_when(draft, amina):
    note = {"next_step": "Ask in March", "owner": "Me", "due": "2027-03-01"}
    save(draft, amina, {QUESTION: YES, "note:1.2": note})
    assert entries(draft) == {QUESTION: YES, "note:1.2": note}
    assert Answer.objects.get().changed_by == amina
    draft.refresh_from_db()
    assert draft.saved_pages == [1]


def test_save_page_raises_the_version_with_each_change(draft, amina):
    save(draft, amina, {QUESTION: YES})
    save(draft, amina, {QUESTION: NO}, shown={QUESTION: YES})
    assert Answer.objects.get().version == 2


def test_save_page_with_nothing_clears_the_answer_and_the_note(draft, amina):
    save(draft, amina, {QUESTION: YES, "note:1.2": {"evidence": "here"}})
    save(draft, amina, {QUESTION: None, "note:1.2": None}, shown=entries(draft))
    assert not Answer.objects.exists()
    assert not AreaNote.objects.exists()


def test_second_save_of_the_same_answer_is_a_clash_and_the_rest_is_written(draft, amina, hana):
    save(draft, amina, {QUESTION: YES})
    merged = save(draft, hana, {QUESTION: NO, "answer:1.4": YES})
    assert merged.clashes == (QUESTION,)
    assert entries(draft) == {QUESTION: YES, "answer:1.4": YES}


def test_save_page_is_refused_while_the_head_has_it(here, amina):
    found = ReturnFactory(organisation=here, with_head=True)
    with pytest.raises(Refused, match="with the head"):
        save(found, amina, {QUESTION: YES})
    assert not Answer.objects.exists()


def test_save_page_is_refused_when_submitted(here, amina):
    found = ReturnFactory(organisation=here, submitted=True)
    with pytest.raises(Refused, match="no longer changes"):
        save(found, amina, {QUESTION: YES})


def test_save_facts_tells_of_facts_that_another_person_stored(draft):
    shown = draft.facts
    actions.save_facts(return_id=draft.pk, shown=shown, mine=Facts(frozenset({7}), {"year-7": 100}))
    merged = actions.save_facts(return_id=draft.pk, shown=shown, mine=Facts(frozenset({7}), {"year-7": 120}))
    draft.refresh_from_db()
    assert merged.clashes
    assert draft.facts["numbers"] == {"year-7": 100}


def test_throw_away_deletes_a_draft_and_nothing_else(here, draft):
    kept = submitted_return(organisation=here, year="2025-26")
    actions.throw_away(return_id=draft.pk)
    actions.throw_away(return_id=draft.pk)
    assert list(Return.objects.all()) == [kept]
    with pytest.raises(Refused):
        actions.throw_away(return_id=kept.pk)


def test_database_keeps_one_open_return_a_year(here):
    from django.db import IntegrityError, transaction  # noqa: PLC0415

    ReturnFactory(organisation=here)
    with pytest.raises(IntegrityError, match="one_open_a_year"), transaction.atomic():
        ReturnFactory(organisation=here, number=2)


def test_database_refuses_to_change_what_was_frozen(here):
    from django.db import DatabaseError, transaction  # noqa: PLC0415

    frozen = submitted_return(organisation=here).frozen
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        type(frozen).objects.filter(pk=frozen.pk).update(answers={"1.4": YES})


def test_every_form_can_be_started(here, amina):
    for key in ("schools", "specialist", "colleges"):
        here.form = key
        here.save()
        made = actions.start(institution=here, year=YEAR, by=amina, now=NOW)
        assert form_of(made).key == key
        assert made.state == State.DRAFT
        made.delete()
