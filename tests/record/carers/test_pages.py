"""Parents and carers on the screen: for staff, for the parent, for the learner."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from frontdoor.letters.models import Letter
from frontdoor.record.actions import end_enrolments
from frontdoor.record.carers import actions
from frontdoor.record.models import Carer, Need, NeedKind
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
NEW = {"name": "Petra  Made-Up", "email": "petra@home.example"}


@pytest.fixture(autouse=True)
def _autumn():
    with time_machine.travel("2026-11-20 10:00", tick=True):
        yield


@pytest.fixture
def petra():
    return UserFactory(email="petra@home.example")


@pytest.fixture
def sami(here):
    """Fourteen, and signs in."""
    learner = LearnerFactory(given_names="Sami", account=UserFactory(), date_of_birth=date(2012, 3, 4))
    return enrolled(here, learner=learner).learner


@pytest.fixture
def link(sami, here, amina, petra) -> Carer:
    """Petra sees Sami's record."""
    now = timezone.now()
    made = actions.name_carer(
        learner=sami, institution=here, email=petra.email, name="Petra Made-Up", by=amina, now=now
    )
    actions.invite(carer_id=made.pk, now=now)
    return actions.accept(carer_id=made.pk, by=petra, now=now)


def of(learner, here) -> dict[str, int]:
    return {"urn": here.urn, "learner_id": learner.pk}


def text(answer) -> str:
    return answer.content.decode()


def test_from_the_schools_page_over_the_letter_to_the_record(signed_in, amina, here, sami, petra) -> None:
    staff, parent = signed_in(amina), signed_in(petra)
    address = reverse("record:carers", kwargs=of(sami, here))
    staff.post(address, NEW)
    assert "Letter sent on 20 November 2026" in text(staff.get(address))
    assert Carer.objects.get().name == "Petra Made-Up"

    link = re.search(r"/record/children/accept/\?key=\w+", Letter.objects.get().text)[0]
    page = text(parent.get(link))
    assert "Herefield School" in page
    assert "Sami" in page
    assert not sami.reasons.filter(person=petra).exists()  # only the button acts

    parent.post(reverse("record:carer-accept"), {"key": link.partition("=")[2]})

    assert "Sami" in text(parent.get("/record/children/"))
    assert parent.get(f"/record/children/{sami.pk}/").status_code == 200
    assert "Sees the record since" in text(staff.get(address))


def test_the_code_may_be_typed_and_works_for_its_own_address_only(signed_in, amina, here, sami, petra) -> None:
    signed_in(amina).post(reverse("record:carers", kwargs=of(sami, here)), NEW)
    code = re.search(r"[B-Z2-9]{4}-[B-Z2-9]{4}", Letter.objects.get().text)[0]
    accept = reverse("record:carer-accept")
    assert "Sami" in text(signed_in(petra).post(accept, {"code": code.lower()}))
    stranger = text(signed_in(UserFactory()).post(accept, {"code": code}))
    assert "another email address" in stranger
    assert "Sami" not in stranger
    assert "does not match" in text(signed_in(petra).post(accept, {"code": "WRNG-CDXX"}))


def test_after_a_stop_the_parent_gets_404_in_the_next_request(signed_in, amina, here, sami, petra, link) -> None:
    parent, page = signed_in(petra), f"/record/children/{sami.pk}/"
    assert parent.get(page).status_code == 200

    signed_in(amina).post(reverse("record:carer-stop", kwargs=of(sami, here) | {"carer_id": link.pk}))

    gone, never = parent.get(page), parent.get("/record/children/2000000000/")
    assert gone.status_code == 404
    assert gone.content == never.content
    assert "Sami" not in text(parent.get("/record/children/"))
    assert Letter.objects.count() == 1


def test_another_schools_staff_reach_no_carer(signed_in, cora, here, elsewhere, sami, link) -> None:
    client = signed_in(cora)
    enrolled(elsewhere)
    for urn in (here.urn, elsewhere.urn):
        assert client.get(reverse("record:carers", args=[urn, sami.pk])).status_code == 404
        assert client.post(reverse("record:carer-stop", args=[urn, sami.pk, link.pk])).status_code == 404


def test_of_another_schools_parents_a_school_sees_only_that_there_are_some_and_can_stop_them(
    signed_in, cora, elsewhere, amina, sami, petra, link
) -> None:
    client, where = signed_in(cora), of(enrolled(elsewhere, learner=sami, sort="other").learner, elsewhere)
    address, stop = reverse("record:carers", kwargs=where), where | {"carer_id": link.pk}
    pages = [text(client.get(address)), text(client.get(f"/learners/{elsewhere.urn}/{sami.pk}/"))]
    assert client.post(reverse("record:carer-invite", kwargs=stop)).status_code == 404
    pages.append(text(client.post(reverse("record:carer-stop", kwargs=stop), follow=True)))
    assert not sami.reasons.filter(person=petra, ended_at=None).exists()
    assert ["Named by another school" in page for page in pages] == [True, True, False]
    for page in pages:
        assert "Petra" not in page
        assert "petra@" not in page


def test_the_learner_sees_from_13_exactly_what_the_parent_sees(signed_in, sami, petra, link) -> None:
    me, parent = signed_in(sami.account), signed_in(petra)
    assert "Petra Made-Up" in text(me.get("/record/"))

    def parts(page: str) -> list[str]:
        return re.findall(r'<section class="learner__part">.*?</section>', page, re.DOTALL)

    theirs = text(parent.get(f"/record/children/{sami.pk}/"))
    assert parts(text(me.get(f"/record/parents/{link.pk}/"))) == parts(theirs)

    sami.date_of_birth = date(2014, 1, 1)
    sami.save()
    assert "Petra Made-Up" not in text(me.get("/record/"))
    assert me.get("/record/parents/").status_code == 404
    assert me.get(f"/record/parents/{link.pk}/").status_code == 404


def test_a_parent_sees_no_needs_no_other_parents_and_no_pages_of_staff(signed_in, here, sami, petra, link) -> None:
    Need.objects.create(
        learner=sami, institution=here, kind=NeedKind.EHC_PLAN, starts_on=date(2026, 9, 1), created_at=timezone.now()
    )
    Carer.objects.create(
        learner=sami, institution=here, name="Other Parent", email="other@home.example", created_at=timezone.now()
    )
    page = text(signed_in(petra).get(f"/record/children/{sami.pk}/"))
    for hidden in ("EHC", "Other Parent", "/learners/", "2012"):
        assert hidden not in page


def test_at_16_the_page_asks_and_a_no_acts_in_the_next_request(signed_in, sami, petra, link) -> None:
    sami.date_of_birth = date(2010, 1, 1)
    sami.save()
    me, parent = signed_in(sami.account), signed_in(petra)
    assert "Decide whether your parents see your record" in text(me.get("/to-do/"))
    assert "You have not said yet" in text(me.get("/record/parents/"))
    decide = reverse("record:carer-decide", kwargs={"carer_id": link.pk})

    me.post(decide, {"agrees": "no"})
    assert parent.get(f"/record/children/{sami.pk}/").status_code == 404
    assert me.get(f"/record/parents/{link.pk}/").status_code == 404
    assert "Decide whether" not in text(me.get("/to-do/"))

    me.post(decide, {"agrees": "yes"})
    assert parent.get(f"/record/children/{sami.pk}/").status_code == 200


def test_a_learner_has_no_way_to_add_a_parent(signed_in, sami, here) -> None:
    answer = signed_in(sami.account).post(reverse("record:carers", kwargs=of(sami, here)), NEW)
    assert answer.status_code == 404
    assert not Carer.objects.exists()


def test_a_former_pupils_parents_are_no_business_of_the_school(signed_in, amina, here, sami, link) -> None:
    end_enrolments(enrolments=sami.enrolments.all(), on=date(2026, 11, 20), now=timezone.now())
    assert signed_in(amina).get(reverse("record:carers", kwargs=of(sami, here))).status_code == 404


def test_addresses_are_shown_to_those_who_manage_and_to_no_other_staff(
    signed_in, bryn, amina, here, link, sami
) -> None:
    page = f"/learners/{here.urn}/{sami.pk}/"
    assert "Petra Made-Up" in text(signed_in(amina).get(page))
    assert "Petra" not in text(signed_in(bryn).get(page))


def test_a_year_groups_parents_get_their_letters_once(
    signed_in, amina, here, elsewhere, django_assert_max_num_queries
) -> None:
    now, client = timezone.now(), signed_in(amina)
    nine, ten = enrolled(here, year_group=9), enrolled(here, year_group=10, email="own@herefield.example")
    for learner, institution, email, more in (
        (nine.learner, here, "one@home.example", {}),
        (nine.learner, here, "two@home.example", {}),
        (nine.learner, here, "stopped@home.example", {"stopped_at": now, "stopped_by": amina}),
        (nine.learner, here, "invited@home.example", {"invited_at": now, "code_hash": "x"}),
        (nine.learner, elsewhere, "theirs@home.example", {}),
        (ten.learner, here, "other@home.example", {}),
        (ten.learner, here, "own@herefield.example", {}),
    ):
        Carer.objects.create(learner=learner, institution=institution, email=email, created_at=now, **more)
    address = reverse("record:carers-years", kwargs={"urn": here.urn})
    page = text(client.get(address))
    assert "2 named, and no letter sent yet" in page
    assert "1 named, and no letter sent yet" in page

    with django_assert_max_num_queries(20):
        client.post(address, {"years": ["9"]})

    assert sorted(Letter.objects.values_list("to", flat=True)) == ["one@home.example", "two@home.example"]
    assert "2 named" not in text(client.get(address))
    code = re.search(r"key=(\w+)", Letter.objects.get(to="one@home.example").text)[1]
    assert "Accept" in text(
        signed_in(UserFactory(email="one@home.example")).get(f"/record/children/accept/?key={code}")
    )
    assert "Choose at least one year group" in text(client.post(address, {}))


@pytest.mark.parametrize("number", [1, 4])
def test_more_parents_cost_no_more_queries(signed_in, amina, here, sami, django_assert_max_num_queries, number) -> None:
    for one in range(number):
        made = actions.name_carer(
            learner=sami, institution=here, email=f"{one}@home.example", name="P", by=amina, now=timezone.now()
        )
        actions.invite(carer_id=made.pk, now=timezone.now())
        account = UserFactory(email=f"{one}@home.example")
        actions.accept(carer_id=made.pk, by=account, now=timezone.now())
    for person, page, most in ((amina, f"/learners/{here.urn}/{sami.pk}/", 12), (sami.account, "/record/", 17)):
        client = signed_in(person)
        assert "Sees the record" in text(client.get(page))
        with django_assert_max_num_queries(most):
            client.get(page)
