"""Erased is erased: nothing of them is left in a whole dump or in the folder of uploads; counts and checksums stand."""

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command

from benchmarks.evidence.freezing import changed_since, erased_since
from frontdoor.careers.models import Saved
from frontdoor.ground.models import Job
from frontdoor.letters.models import Letter, State
from frontdoor.people.models import User
from frontdoor.record.erasing import hanging
from frontdoor.record.erasing.actions import erase
from frontdoor.record.models import Activity, Learner, Look, Participation, PlanAction
from tests.benchmarks.factories import YEAR
from tests.record.erasing.conftest import NOW, SECRETS, UPN

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_of_them_is_left_and_counts_and_checksums_stand(everything, found, hana, signed_in, capsys) -> None:
    before = found()
    frozen = everything.signed.frozen
    row = next(one for one in frozen.evidence if one["question"] == "8.1")
    checksum, value = frozen.sha256, (row["value"], row["base"], row["sha256"])
    assert {word for words in before.values() for word in words} == set(SECRETS)  # it was all there
    assert len(before) > 12

    call_command("erase_learner", str(everything.learner.pk), "--on-a-roll")

    assert found() == {}
    _others_stand(everything)
    printed = capsys.readouterr().out
    assert "record.Enrolment: 1" in printed
    assert not any(word in printed for word in SECRETS)
    frozen.refresh_from_db()
    row = next(one for one in frozen.evidence if one["question"] == "8.1")
    assert (frozen.sha256, (row["value"], row["base"], row["sha256"])) == (checksum, value)
    assert (erased_since(everything.signed), changed_since(everything.signed)) == ({"8.1": 2}, {})
    client = signed_in(hana)
    assert "2 records erased" in client.get(f"/benchmarks/900001/{YEAR}/records/8.1/").content.decode()
    assert "2 records erased" in client.get(f"/benchmarks/900001/{YEAR}/results/").content.decode()
    assert client.get("/learners/900001/").status_code == 200
    assert client.get(f"/learners/900001/{everything.learner.pk}/").status_code == 404


def _others_stand(everything) -> None:
    """What is about others, and what says who did what, is there still."""
    assert Learner.objects.filter(family_name__startswith="Inventedson").count() == 3
    assert [*Activity.objects.order_by("pk").values_list("title", flat=True)] == ["Talk with a learner", "Talk"]
    assert Participation.objects.count() == 2
    assert [len(look.learners) for look in Look.objects.all()] == [1]
    account = User.objects.get(pk=everything.account.pk)
    assert (account.is_active, account.full_name, account.has_usable_password()) == (False, "", False)
    assert account.email.endswith("@erased.invalid")
    assert not Saved.objects.filter(user=account).exists()
    assert User.objects.get(pk=everything.parent.pk).email == "pat@home.example"
    assert not any(one.get_decoded().get("_auth_user_id") == str(account.pk) for one in Session.objects.all())
    assert not Job.objects.exclude(upload="", rejects="", file_name="").exists()
    states = dict(Letter.objects.filter(key__startswith="test:").values_list("key", "state"))
    assert states == {
        "test:waiting": State.NOT_NEEDED,
        "test:about": State.SENT,
        "test:another": State.QUEUED,
    }


def test_the_dump_finds_what_an_erasure_leaves_out(everything, found, monkeypatch) -> None:
    real = hanging.history_of
    monkeypatch.setattr(hanging, "history_of", lambda model: None if model is PlanAction else real(model))

    erase(learner=everything.learner, now=NOW)

    assert [*found()] == ["public.record_planactionevent"]


def test_an_upload_that_is_left_is_found(everything, found, monkeypatch) -> None:
    monkeypatch.setattr("frontdoor.record.erasing.elsewhere.KINDS", [])

    erase(learner=everything.learner, now=NOW)

    left = found()
    assert any(UPN in words for words in left.values())
    assert all("public." not in where or where == "public.ground_job" for where in left)
