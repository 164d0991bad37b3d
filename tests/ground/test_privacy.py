"""Each field is classed, each audited model has its triggers, and history never keeps a password."""

import pghistory
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from frontdoor.ground import privacy
from frontdoor.ground.history import History
from frontdoor.organisations.models import Kind, Membership, Organisation, Role

OURS = sorted(privacy.our_models(), key=lambda model: model._meta.label)
HISTORIES = {parent: model for model in OURS if (parent := privacy.tracked_model(model))}


def unclassed(model):
    """What is wrong with a model's classes, as sentences; empty when nothing is."""
    try:
        personal, plain = privacy.classes(model)
    except AttributeError:
        return [f"{model._meta.label} states no PERSONAL and PLAIN"]
    fields = privacy.field_names(model)
    return (
        [f"{name} is in neither PERSONAL nor PLAIN" for name in sorted(fields - personal - plain)]
        + [f"{name} is in both" for name in sorted(personal & plain)]
        + [f"{name} is no field" for name in sorted((personal | plain) - fields)]
    )


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_model_classes_each_of_its_fields_once(model):
    assert unclassed(model) == []


def test_our_models_are_found_in_every_room():
    assert {"people.User", "organisations.Organisation", "organisations.MembershipEvent", "letters.Letter"} <= {
        model._meta.label for model in OURS
    }


def test_unclassed_field_and_model_are_noticed(monkeypatch):
    monkeypatch.setattr(Membership, "PLAIN", {"id", "organisation", "user"})
    assert unclassed(Membership) == [
        "created_at is in neither PERSONAL nor PLAIN",
        "ended_at is in neither PERSONAL nor PLAIN",
        "role is in neither PERSONAL nor PLAIN",
        "user is in both",
    ]
    monkeypatch.delattr(Membership, "PLAIN")
    assert unclassed(Membership) == ["organisations.Membership states no PERSONAL and PLAIN"]


def test_history_models_are_exactly_those_of_audited_models():
    marked = {model for model in OURS if getattr(model, "AUDITED", False) and model not in HISTORIES.values()}
    assert marked == set(HISTORIES)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", sorted(HISTORIES, key=lambda model: model._meta.label), ids=lambda model: model._meta.label
)
def test_audited_model_has_triggers_for_updates_and_deletes(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [model._meta.db_table]
        )
        names = " ".join(name for (name,) in cursor.fetchall())
    assert "update_update" in names
    assert "delete_delete" in names
    says_who_made_it = {"created_by", "created_at"} <= privacy.field_names(model)
    if says_who_made_it:
        assert "insert_insert" not in names


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", sorted(HISTORIES, key=lambda model: model._meta.label), ids=lambda model: model._meta.label
)
def test_history_keeps_the_row_as_it_was_before_a_change(model):
    """What is there now stands in the row itself: a history of the new values would have lost the first ones."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
            " WHERE tgrelid = %s::regclass AND tgname LIKE '%%update_update%%'",
            [model._meta.db_table],
        )
        (body,) = cursor.fetchone()
    key = model._meta.pk.column
    assert f'OLD."{key}"' in body
    assert f'NEW."{key}"' not in body


def test_history_keeps_no_password():
    kept = {field.name for model in HISTORIES.values() for field in model._meta.get_fields()}
    assert not kept & {"password", "last_login"}


@pytest.mark.django_db
def test_update_by_any_path_keeps_the_row_before_it_and_who_did_it():
    user = get_user_model().objects.create_user("amina@school.example", full_name="Amina")
    with pghistory.context(user=user.pk, source="a test"):
        get_user_model().objects.filter(pk=user.pk).update(full_name="Amina Khan")
    event = HISTORIES[get_user_model()].objects.get(pgh_label="update")
    assert event.full_name == "Amina"
    assert event.pgh_context.metadata == {"user": user.pk, "source": "a test"}


@pytest.mark.django_db
def test_delete_keeps_the_last_row():
    school = Organisation.objects.create(kind=Kind.INSTITUTION, name="Made-up School", urn=900001)
    user = get_user_model().objects.create_user("amina@school.example")
    made = Membership.objects.create(user=user, organisation=school, role=Role.LEADER, created_at=timezone.now())
    made.delete()
    event = HISTORIES[Membership].objects.get()
    assert (event.pgh_label, event.role, event.user_id) == ("delete", "leader", user.pk)


@pytest.mark.django_db
def test_imported_register_tracks_no_inserts():
    Organisation.objects.create(kind=Kind.INSTITUTION, name="Made-up School", urn=900001)
    assert not HISTORIES[Organisation].objects.exists()


@pytest.mark.django_db
def test_request_that_changes_something_carries_the_pattern_of_its_page_not_its_path(rf):
    context = History(lambda _: None).get_context(rf.post("/account/login/?next=/secret"))
    assert context == {"user": None, "url": "account/login/"}
