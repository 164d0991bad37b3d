"""What those who run a service do, and what is refused."""

from datetime import UTC, date, datetime, time

import pytest

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Membership, Role
from frontdoor.organisations.places.spots import Spot
from guidance.models import Change, Channel, Place, Service
from guidance.services import actions, queries
from guidance.services.actions import Facts
from tests.factories import member
from tests.guidance.factories import MADE, PlaceFactory, ServiceFactory, WeeklyFactory, adviser_at, meeting
from tests.guidance.services.conftest import NOW
from tests.organisations.factories import MERROW

ROOM = Facts("Careers room", "Market Place, Merrow", "Up the ramp.", step_free=True)
SPOT = Spot("ZY1 1AA", MERROW, None)


def add(service, by, facts=ROOM, spot=SPOT):
    return actions.add_place(service_id=service.pk, facts=facts, spot=spot, by=by, now=NOW)


def close(place, by):
    actions.close_place(place_id=place.pk, service_id=place.service_id, by=by, now=NOW)


def face_to_face(place, adviser, **more):
    return WeeklyFactory(adviser=adviser, place=place, channels=[Channel.FACE], **more)


def test_a_school_begins_its_own_service_once(here, amina):
    first, second = (actions.begin(organisation_id=here.pk, by=amina, now=NOW) for _ in range(2))

    assert first == second == Service.objects.get()
    assert (first.kind, first.created_by, first.takes_schools) == ("Own staff", amina, False)


def test_nobody_begins_for_another_organisation(elsewhere, amina, bryn, here):
    for organisation, by in ((elsewhere, amina), (here, bryn)):
        with pytest.raises(Refused, match="no longer run"):
            actions.begin(organisation_id=organisation.pk, by=by, now=NOW)
    assert not Service.objects.exists()


def test_a_school_s_own_staff_are_never_offered_to_others(here, amina):
    service = actions.begin(organisation_id=here.pk, by=amina, now=NOW)

    actions.describe(service_id=service.pk, about="Ours.", takes_schools=True, by=amina)

    service.refresh_from_db()
    assert (service.about, service.takes_schools) == ("Ours.", False)


def test_a_service_says_who_it_is_and_that_schools_may_choose_it(service, lena):
    actions.describe(service_id=service.pk, about="Us.", takes_schools=False, by=lena)

    service.refresh_from_db()
    assert (service.about, service.takes_schools) == ("Us.", False)


def test_whoever_has_left_changes_nothing(service, lena):
    place = PlaceFactory(service=service)
    Membership.objects.filter(user=lena).update(ended_at=NOW)

    for act in (
        lambda: actions.describe(service_id=service.pk, about="x", takes_schools=True, by=lena),
        lambda: add(service, lena),
        lambda: close(place, lena),
        lambda: actions.change_place(place_id=place.pk, service_id=service.pk, facts=ROOM, spot=SPOT, by=lena),
    ):
        with pytest.raises(Refused, match="no longer run"):
            act()


def test_a_place_added_twice_is_one(service, lena):
    first, second = add(service, lena), add(service, lena)

    assert first == second == Place.objects.get()
    assert (first.postcode, first.point.easting, first.step_free) == ("ZY1 1AA", MERROW.easting, True)


def test_two_open_places_have_two_names(service, lena):
    add(service, lena)
    other = Facts("CAREERS ROOM", "", "", step_free=False)

    with pytest.raises(Refused, match="Another open place has this name"):
        add(service, lena, other)
    second = add(service, lena, Facts("Other room", "", "", step_free=False))
    with pytest.raises(Refused, match="Another open place has this name"):
        actions.change_place(place_id=second.pk, service_id=service.pk, facts=other, spot=SPOT, by=lena)


def test_a_closed_place_gives_its_name_free_and_stays_as_it_was(service, lena):
    place = add(service, lena)
    close(place, lena)

    again = add(service, lena)

    assert again != place
    with pytest.raises(Refused, match="is closed"):
        actions.change_place(place_id=place.pk, service_id=service.pk, facts=ROOM, spot=SPOT, by=lena)


def test_a_place_is_changed_and_may_keep_its_name(service, lena):
    place = add(service, lena)

    facts = Facts("Careers Room", "Mill Lane", "", step_free=False)
    actions.change_place(place_id=place.pk, service_id=service.pk, facts=facts, spot=SPOT, by=lena)

    place.refresh_from_db()
    assert (place.name, place.address, place.step_free) == ("Careers Room", "Mill Lane", False)
    assert [(old.name, old.postcode) for old in past(Place)] == [("Careers room", "ZY1 1AA")]


def test_a_change_of_the_last_answer_alone_is_stored_with_its_history(service, lena):
    place = add(service, lena)

    facts = Facts(ROOM.name, ROOM.address, ROOM.finding_it, step_free=False)
    actions.change_place(place_id=place.pk, service_id=service.pk, facts=facts, spot=SPOT, by=lena)

    assert [old.step_free for old in past(Place)] == [True]


def test_closing_twice_closes_once(service, lena):
    place = PlaceFactory(service=service)
    close(place, lena)
    other = member("leo@advisers.example", "Leo Lead", service.organisation, Role.ADVISER_LEAD)

    close(place, other)

    place.refresh_from_db()
    assert (place.closed_by, place.closed_at) == (lena, NOW)


def test_a_place_that_is_needed_stays_open_and_says_for_what(service, lena):
    place = PlaceFactory(service=service, name="Careers room")
    adviser = adviser_at(service.organisation)
    face_to_face(place, adviser)
    face_to_face(place, adviser, weekday=1, last_day=date(2026, 11, 24))
    day = {"is_away": False, "first_day": date(2026, 12, 1), "last_day": date(2026, 12, 1)}
    hours = {"starts_at": time(9), "ends_at": time(12), "channels": [Channel.FACE], "place": place}
    Change.objects.create(adviser=adviser, **day, **hours, created_by=adviser.user, created_at=MADE)
    start, end = datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC)
    meeting(adviser, start, end, channel=Channel.FACE, place=place)

    with pytest.raises(
        Refused,
        match=r"Careers room cannot be closed yet\. It is needed for 2 lines of weekly hours, 1 day of extra hours and "
        r"1 booked meeting\.",
    ):
        close(place, lena)
    assert queries.uses(place, NOW).advisers == [adviser]


def test_what_is_over_or_cancelled_needs_no_place(service, lena):
    place = PlaceFactory(service=service)
    adviser, gone = adviser_at(service.organisation), adviser_at(service.organisation, "gone@advisers.example")
    face_to_face(place, adviser, last_day=date(2026, 11, 22))
    face_to_face(place, gone)
    Membership.objects.filter(user=gone.user).update(ended_at=NOW)
    room = {"channel": Channel.FACE, "place": place}
    past = datetime(2026, 11, 20, 9, tzinfo=UTC), datetime(2026, 11, 20, 10, tzinfo=UTC)
    meeting(adviser, *past, **room)
    to_come = datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC)
    meeting(adviser, *to_come, **room, cancelled_by=lena, cancelled_at=NOW)

    close(place, lena)

    place.refresh_from_db()
    assert place.closed_at == NOW


def test_a_place_of_another_service_is_not_there(service, lena):
    place = PlaceFactory(service=ServiceFactory())

    with pytest.raises(Place.DoesNotExist):
        actions.close_place(place_id=place.pk, service_id=service.pk, by=lena, now=NOW)
