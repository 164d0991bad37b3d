"""Where a parent says yes, where a school records it, and where it says its own."""

import pytest

from frontdoor.organisations.access import Can
from frontdoor.record.access import live
from frontdoor.record.models import Carer, Look, LookReason, Reason
from frontdoor.record.shown import Looking
from guidance.agreeing import shown
from guidance.days import shown as days
from guidance.models import AgreedTo, ParentalYes, VideoYes
from tests.guidance.booking.people import NOW
from tests.record.factories import enrolled

TODAY = NOW.date()


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def address(kit) -> str:
    return f"/guidance/agree/{kit.pk}/"


@pytest.fixture
def school_address(here, kit) -> str:
    return f"/guidance/suppliers/{here.urn}/yes/{kit.pk}/"


def test_parent_reads_what_is_asked_at_the_childs_age(as_rhea, kit, noor, address) -> None:
    assert text(as_rhea.get(address)).count("I say yes") == 2
    shown_ = text(as_rhea.get(f"/guidance/agree/{noor.pk}/"))
    assert shown_.count("I say yes") == 1
    assert "Meetings by video call" in shown_


def test_parent_says_yes_once_and_takes_it_back(as_rhea, kit, address, rhea) -> None:
    for _ in range(2):
        answer = as_rhea.post(address, {"agreed_to": "meetings", "answer": "yes"}, follow=True)
    made = ParentalYes.objects.get()
    assert (made.name, made.carer, made.created_by) == ("Rhea Kent", Carer.objects.get(learner=kit), rhea)
    assert "It holds until 31 August 2027" in text(answer)

    answer = as_rhea.post(address, {"agreed_to": "meetings", "answer": "back"}, follow=True)
    assert "Meetings that are booked already stay" in text(answer)
    again = as_rhea.post(address, {"agreed_to": "meetings", "answer": "back"}, follow=True)
    assert "There was nothing to take back" in text(again)


def test_parent_cannot_say_yes_to_anything_else(as_rhea, address) -> None:
    for data in ({}, {"agreed_to": "everything"}):
        assert as_rhea.post(address, data).status_code == 404
    assert not ParentalYes.objects.exists()


def test_parent_keeps_a_look(as_rhea, kit, address) -> None:
    as_rhea.get(address)

    assert (Look.objects.get().learners, Look.objects.get().reason) == ([kit.pk], LookReason.PARENT)


def test_nobody_else_says_yes_for_a_child(address, at_nine, signed_in, amina, cora, ada, lena, pat) -> None:
    for person in (amina, cora, ada.user, lena, pat.account):
        client = signed_in(person)
        assert client.get(address).status_code == 404
        assert client.post(address, {"agreed_to": "meetings", "answer": "yes"}).status_code == 404


def test_parent_whose_link_has_ended_says_nothing(as_rhea, kit, address) -> None:
    Reason.objects.filter(live(TODAY), learner=kit, kind="parent").update(ended_at=NOW)

    assert as_rhea.get(address).status_code == 404


TOLD = {
    "agreed_to": "meetings",
    "name": " Rhea  Kent ",
    "said_on_day": "8",
    "said_on_month": "9",
    "said_on_year": "2026",
}


def test_school_records_what_it_was_told(as_amina, school_address, amina) -> None:
    answer = as_amina.post(school_address, TOLD, follow=True)

    made = ParentalYes.objects.get()
    assert (made.name, str(made.said_on), made.carer, made.created_by) == ("Rhea Kent", "2026-09-08", None, amina)
    assert "said by Rhea Kent on 8 September 2026" in text(answer)
    assert "Recorded by Amina Yusuf" in text(answer)
    assert as_amina.post(school_address, TOLD).status_code == 200  # it is no choice any more
    assert ParentalYes.objects.count() == 1


def test_who_said_yes_to_another_school_is_not_named(as_amina, kit, school_address, elsewhere, cora, signed_in) -> None:
    as_amina.post(school_address, TOLD)
    enrolled(elsewhere, learner=kit, year_group=8, sort="other")

    there = text(signed_in(cora).get(f"/guidance/suppliers/{elsewhere.urn}/yes/{kit.pk}/"))
    assert "A parent or carer has said yes</strong> on 8 September 2026" in there
    assert "Rhea" not in there
    assert "Amina" not in there


def test_parents_own_yes_has_no_button_for_staff(as_rhea, as_amina, address, school_address) -> None:
    as_rhea.post(address, {"agreed_to": "meetings", "answer": "yes"})

    assert "They took it back" not in text(as_amina.get(school_address))
    answer = as_amina.post(f"{school_address}back/", {"agreed_to": "meetings"}, follow=True)
    assert "Only a parent or carer can take it back" in text(answer)
    assert ParentalYes.objects.get().ended_at is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"agreed_to": ""}, "Choose what they said yes to"),
        ({"agreed_to": "<b>"}, "Choose what they said yes to"),
        ({"name": " "}, "Enter the full name of the parent or carer"),
        ({"name": "x" * 151}, "Use 150 characters or fewer"),
        ({"said_on_day": "31"}, "must be a real date"),
        ({"said_on_day": "10"}, "must be today or in the past"),
        ({"said_on_month": "8"}, "has run out on 31 August 2026"),
    ],
)
def test_bad_answers_are_said(as_amina, school_address, wrong, sentence) -> None:
    assert sentence in text(as_amina.post(school_address, TOLD | wrong))
    assert not ParentalYes.objects.exists()


def test_school_records_that_it_is_taken_back(as_amina, school_address) -> None:
    as_amina.post(school_address, TOLD)
    answer = as_amina.post(f"{school_address}back/", {"agreed_to": "meetings"}, follow=True)

    assert "Meetings that are booked already stay" in text(answer)
    assert ParentalYes.objects.get().ended_at == NOW
    assert as_amina.post(f"{school_address}back/", {"agreed_to": "x"}).status_code == 404


def test_only_staff_who_record_activities_record_a_yes(
    at_nine, signed_in, school_address, bryn, cora, ada, rhea
) -> None:
    statuses = [signed_in(one).get(school_address).status_code for one in (bryn, cora, ada.user, rhea)]

    assert statuses == [403, 404, 404, 404]


def test_who_decides_alone_is_told_so(as_amina, here, mia) -> None:
    address = f"/guidance/suppliers/{here.urn}/yes/{mia.pk}/"

    assert "decides alone" in text(as_amina.get(address))
    as_amina.post(address, TOLD)
    assert not ParentalYes.objects.exists()


def test_school_says_yes_to_video_and_takes_it_back(as_amina, here) -> None:
    address = f"/guidance/suppliers/{here.urn}/video/"
    assert "You have not said yes" in text(as_amina.get(address))

    for _ in range(2):
        assert "You have said yes" in text(as_amina.post(address, {"answer": "yes"}, follow=True))
    assert VideoYes.objects.count() == 1
    assert "Meetings that are booked already stay" in text(as_amina.post(address, {"answer": "back"}, follow=True))
    assert "There was nothing to take back" in text(as_amina.post(address, {"answer": "x"}, follow=True))


def test_suppliers_page_leads_to_video(as_amina, here) -> None:
    assert f"/guidance/suppliers/{here.urn}/video/" in text(as_amina.get(f"/guidance/suppliers/{here.urn}/"))


def test_video_is_for_those_who_choose(at_nine, signed_in, here, bryn, cora, lena) -> None:
    for person in (bryn, cora, lena):
        assert signed_in(person).get(f"/guidance/suppliers/{here.urn}/video/").status_code == 404


def test_section_of_a_parent_says_what_holds(kit, mia, rhea, here, amina) -> None:
    facts = {"said_on": TODAY, "until": TODAY, "created_by": amina, "created_at": NOW}
    ParentalYes.objects.create(learner=kit, agreed_to=AgreedTo.MEETINGS, name="Rhea Kent", **facts)
    (part,) = shown.section(Looking(kit, rhea, TODAY))

    assert [line.beside for line in part.lines] == ["Yes, until 9 September 2026", "Not said"]
    assert part.links[0][1] == f"/guidance/agree/{kit.pk}/"
    assert not list(shown.section(Looking(mia, rhea, TODAY)))
    assert not list(shown.section(Looking(kit, amina, TODAY, here)))


def test_links_are_for_staff_who_record_activities(kit, mia, amina, here) -> None:
    can = frozenset({Can.LOG_ACTIVITY})
    assert shown.links(Looking(kit, amina, TODAY, here, can))[0][1] == f"/guidance/suppliers/{here.urn}/yes/{kit.pk}/"
    assert shown.links(Looking(mia, amina, TODAY, here, can)) == []
    assert shown.links(Looking(kit, amina, TODAY, here)) == []
    assert days.links(Looking(mia, amina, TODAY, here, can))[0][1] == f"/guidance/suppliers/{here.urn}/for/{mia.pk}/"
    assert days.links(Looking(mia, amina, TODAY, here)) == []
