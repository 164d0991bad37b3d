"""The pages about joining, over HTTP: what each person sees, and what bad input gets."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.organisations.joining import actions, links
from frontdoor.organisations.models import Contact, Joining, Kind, Membership, Organisation, Role
from tests.factories import MembershipFactory, OrganisationFactory, SchoolFactory, UserFactory
from tests.organisations.factories import JoiningFactory, waiting

ASK = {"role": "leader", "full_name": "Ann Other", "email": "ann@herefield.example"}


def ask(client, school, **changes):
    return client.post(reverse("organisations:ask", args=[school.urn]), ASK | changes)


def link_to(email):
    """The link in the newest letter to this address."""
    return re.search(r"https?://[^/\s]+(/account/join/confirm/\?key=\S+)", Letter.objects.filter(to=email).last().text)[
        1
    ]


def press(client, link, **data):
    path, key = link.split("?key=")
    return client.post(path, {"key": key, **data})


def page(client, name, *args):
    return client.get(reverse(f"organisations:{name}", args=args)).content.decode()


# --- Asking ---------------------------------------------------------------------------------------------------------
def test_from_finding_the_school_to_belonging(client, here):
    assert "Herefield School" in client.get(reverse("organisations:find"), {"q": "herefi"}).content.decode()
    assert ask(client, here)["Location"] == reverse("organisations:sent")

    link = link_to("ann@herefield.example")
    assert "Careers leader" in client.get(link).content.decode()
    assert not Membership.objects.exists()  # opening a link does nothing: mail scanners open links

    assert press(client, link)["Location"] == reverse("organisations:joined")
    assert Membership.objects.get().user.full_name == "Ann Other"


def test_asking_gives_everybody_the_same_answer(client, here, amina):
    answers = [ask(client, here, email=email) for email in (amina.email, "ann@herefield.example", "x@other.example")]

    assert {(answer.status_code, answer["Location"], answer.content) for answer in answers} == {
        (302, reverse("organisations:sent"), b"")
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "ann@gmail.com"}, "Use your work email address"),
        ({"email": "not an address"}, "Enter an email address in the correct format"),
        ({"email": ""}, "Enter your work email address"),
        ({"role": ""}, "Choose a role"),
        ({"role": "department"}, "Select a valid choice"),
        ({"full_name": " "}, "Enter your full name"),
    ],
)
def test_bad_answers_get_a_sentence_and_send_nothing(client, here, changes, sentence):
    answer = ask(client, here, **changes)

    assert "There is a problem" in answer.content.decode()
    assert sentence in answer.content.decode()
    assert not Letter.objects.exists()
    assert not Joining.objects.exists()


def test_asking_too_often_is_told_to_wait(client, here):
    for _ in range(5):
        ask(client, here)

    answer = ask(client, here)

    assert answer.status_code == 429
    assert "Wait a little" in answer.content.decode()


def test_a_name_with_line_breaks_stays_on_one_line(client, here):
    ask(client, here, full_name="Ann\n\nhttp://evil.example   Other")

    assert Joining.objects.get().full_name == "Ann http://evil.example Other"
    assert "evil.example" not in Letter.objects.get().text  # nothing typed by a stranger goes to an unproved address


def test_a_closed_school_is_not_found(client, here):
    Organisation.objects.filter(pk=here.pk).update(close_date="2026-08-31", status_code="2")

    assert client.get(reverse("organisations:ask", args=[here.urn])).status_code == 404
    assert "Herefield" not in client.get(reverse("organisations:find"), {"q": "Herefield"}).content.decode().replace(
        'value="Herefield"', ""
    ).replace("“Herefield”", "")


# --- The link -------------------------------------------------------------------------------------------------------
def test_a_used_link_says_so(client, here):
    ask(client, here)
    link = link_to("ann@herefield.example")
    press(client, link)

    again = press(client, link)

    assert again.status_code == 410
    assert "has been used" in again.content.decode()
    assert Membership.objects.count() == 1


def test_an_expired_link_says_so(client, here):
    joining = JoiningFactory(organisation=here, created_at=timezone.now() - timedelta(days=15))

    answer = client.get(links.path(joining))

    assert answer.status_code == 410
    assert "expired" in answer.content.decode()


@pytest.mark.parametrize(
    "key", ["", "rubbish", signing.Signer(salt="another").sign_object(1), links.SIGNER.sign_object(999_999_999)]
)
def test_a_key_that_nobody_gave_out_opens_nothing(client, db, key):
    for answer in (
        client.get(reverse("organisations:confirm"), {"key": key}),
        press(client, f"/account/join/confirm/?key={key}"),
    ):
        assert answer.status_code == 404

    assert not Membership.objects.exists()


def test_an_invited_person_without_a_name_is_asked_for_it(client, here, amina):
    joining = actions.invite(organisation=here, role=Role.TEACHER, email="x@work.example", by=amina, now=timezone.now())
    link = links.path(joining)
    assert "Enter your full name" in press(client, link).content.decode()

    press(client, link, full_name="Xan Work")

    assert Membership.objects.get(role="teacher").user.full_name == "Xan Work"


def test_somebody_signed_in_with_another_address_is_told(client, here, cora):
    client.force_login(cora)
    link = links.path(JoiningFactory(organisation=here, created_at=timezone.now()))

    answer = press(client, link)

    assert answer.status_code == 409
    assert "another address" in answer.content.decode()


def test_no_address_of_a_page_holds_an_email_address(client, here, amina, signed_in):
    ask(client, here)
    assert "@" not in link_to("ann@herefield.example")
    answer = signed_in(amina).post(
        reverse("organisations:invite", args=[here.pk]), {"role": "head", "email": "h@work.example"}
    )
    assert "work.example" not in answer["Location"]


# --- People ---------------------------------------------------------------------------------------------------------
def test_people_are_listed_with_their_roles_in_plain_english(signed_in, amina, bryn, here):
    seen = page(signed_in(amina), "members", here.pk)

    assert "Bryn Parry" in seen
    assert "Runs the careers programme" in seen
    assert "Made-up school" in seen


def test_one_press_removes_a_colleague(signed_in, amina, bryn, here):
    membership = bryn.memberships.get()

    answer = signed_in(amina).post(reverse("organisations:remove", args=[here.pk, membership.pk]))

    assert answer["Location"] == reverse("organisations:members", args=[here.pk])
    membership.refresh_from_db()
    assert membership.ended_by == amina


def test_the_last_one_is_told_why_they_cannot_leave(signed_in, amina, here):
    client = signed_in(amina)
    client.post(reverse("organisations:leave", args=[amina.memberships.get().pk]))

    assert "last person who can invite others" in page(client, "mine")
    assert amina.memberships.get().ended_at is None


def test_a_colleague_of_another_school_cannot_be_removed_through_ones_own(signed_in, amina, cora, here):
    answer = signed_in(amina).post(reverse("organisations:remove", args=[here.pk, cora.memberships.get().pk]))

    assert answer.status_code == 404
    assert cora.memberships.get().ended_at is None


def test_an_invitation_can_be_withdrawn(signed_in, amina, here):
    client = signed_in(amina)
    client.post(reverse("organisations:invite", args=[here.pk]), {"role": "head", "email": "h@work.example"})
    assert "h@work.example" in page(client, "members", here.pk)

    client.post(reverse("organisations:withdraw", args=[here.pk, Joining.objects.get().pk]))

    assert "h@work.example" not in page(client, "members", here.pk)


def test_somebody_invited_twice_over_is_refused_with_a_sentence(signed_in, amina, bryn, here):
    answer = signed_in(amina).post(
        reverse("organisations:invite", args=[here.pk]), {"role": "teacher", "email": bryn.email}
    )

    assert "already has that role" in answer.content.decode()


# --- Hub and department -----------------------------------------------------------------------------------------------
def test_the_hub_accepts_from_its_list(signed_in, hugo, hub, here):
    joining = waiting(here, full_name="Ann Other")
    client = signed_in(hugo)
    assert "Ann Other" in page(client, "requests", hub.pk)

    client.post(reverse("organisations:decide", args=[hub.pk, joining.pk]), {"answer": "accept"})
    client.post(reverse("organisations:decide", args=[hub.pk, joining.pk]), {"answer": "accept"})

    assert Membership.objects.filter(organisation=here).count() == 1
    assert "Somebody has decided about this already" in page(client, "requests", hub.pk)


def test_an_answer_that_is_neither_changes_nothing(signed_in, hugo, hub, here):
    joining = waiting(here)

    signed_in(hugo).post(reverse("organisations:decide", args=[hub.pk, joining.pk]), {"answer": "maybe"})

    joining.refresh_from_db()
    assert joining.decided_at is None


def test_the_hub_invites_a_school_of_its_own_area_only(signed_in, hugo, hub, here, beyond):
    client = signed_in(hugo)
    found = client.get(reverse("organisations:schools", args=[hub.pk]), {"q": "School"}).content.decode()
    assert "Herefield School" in found
    assert "Beyond School" not in found

    client.post(
        reverse("organisations:invite-school", args=[hub.pk, here.urn]), {"role": "leader", "email": "x@work.example"}
    )

    assert link_to("x@work.example")
    assert client.get(reverse("organisations:invite-school", args=[hub.pk, beyond.urn])).status_code == 404


def test_the_department_adds_a_hub_with_its_councils_and_invites_it(signed_in, dee, department):
    council = OrganisationFactory(kind=Kind.COUNCIL, name="Lone Council", la_code="X77")
    client = signed_in(dee)
    add = reverse("organisations:add-hub", args=[department.pk])

    answer = client.post(add, {"name": "New Hub", "councils": [council.pk]})

    council.refresh_from_db()
    assert council.hub.name == "New Hub"
    client.post(answer["Location"], {"role": "hub", "email": "first@hub.example"})
    assert link_to("first@hub.example")
    assert "hub of this name already" in client.post(add, {"name": "new hub"}).content.decode()


def test_the_department_adds_an_adviser_service_and_invites_its_lead_first(signed_in, dee, department):
    client = signed_in(dee)
    add = reverse("organisations:add-adviser-service", args=[department.pk])

    answer = client.post(add, {"name": " New  Advisers ", "website": "new.example"})

    made = Organisation.objects.get(kind=Kind.ADVISER_SERVICE)
    assert (made.name, made.website) == ("New Advisers", "https://new.example")
    assert "Lead of an adviser service" in client.get(answer["Location"]).content.decode()
    client.post(answer["Location"], {"role": "adviser", "email": "ad@new.example"})
    assert not Joining.objects.exists()  # somebody has to lead it before
    client.post(answer["Location"], {"role": "adviser-lead", "email": "lead@new.example"})
    assert Joining.objects.get().role == Role.ADVISER_LEAD
    assert "adviser service of this name already" in client.post(add, {"name": "new advisers"}).content.decode()
    assert "New Advisers" in page(client, "bodies", department.pk)


def test_nobody_but_the_department_adds_an_adviser_service(hugo):
    with pytest.raises(Refused, match="Only the department"):
        actions.add_adviser_service(name="New Advisers", website="", by=hugo)


def test_the_department_invites_somebody_of_the_adult_service(signed_in, dee, department):
    adult = OrganisationFactory(kind=Kind.ADULT_SERVICE, name="Invented Adult Service")
    invite = reverse("organisations:invite-body", args=[department.pk, adult.pk])

    signed_in(dee).post(invite, {"role": "ncs", "email": "first@adult.example"})

    assert Joining.objects.get().organisation == adult


# --- Contacts -------------------------------------------------------------------------------------------------------
def load(client, hub, content, **more):
    file = SimpleUploadedFile("contacts.csv", content, "text/csv")
    return client.post(reverse("organisations:contacts", args=[hub.pk]), {"file": file, **more}).content.decode()


def test_contacts_are_loaded_row_by_row_and_invited(signed_in, hugo, hub, here, elsewhere, cora, beyond):
    rows = b"URN,email\n900001,Office@herefield.example\n900002,office@elsewhere.example\n900003,a@b.example\nx,a@b.example\n"

    said = load(signed_in(hugo), hub, rows, invite="on")

    assert set(Contact.objects.values_list("organisation__urn", "email")) == {
        (900001, "office@herefield.example"),
        (900002, "office@elsewhere.example"),
    }
    assert "Line 4: There is no institution with this URN here." in said  # another hub's school, as if there were none
    assert "Line 5: The URN is not a number." in said
    assert list(Joining.objects.values_list("email", flat=True)) == ["office@herefield.example"]  # cora is elsewhere


def test_a_file_of_too_many_rows_is_refused_whole(signed_in, hugo, hub, here):
    said = load(signed_in(hugo), hub, b"URN,email\n" + b"900001,a@b.example\n" * 2001)

    assert "The file has more than 2,000 rows" in said
    assert not Contact.objects.exists()


def test_a_school_has_at_most_five_contacts(signed_in, hugo, hub, here):
    rows = b"".join(b"900001,c%d@herefield.example\n" % number for number in (1, 2, 3, 4, 5, 6, 1))

    said = load(signed_in(hugo), hub, b"URN,email\n" + rows)

    assert Contact.objects.count() == 5
    assert "Line 7: This institution has 5 contacts already" in said
    assert "Line 8" not in said  # it is there already


def test_invitations_from_a_file_count_towards_the_limit_of_an_hour(signed_in, hugo, hub, here, elsewhere, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "invite": "1/h/user"}

    said = load(
        signed_in(hugo), hub, b"URN,email\n900001,a@herefield.example\n900002,a@elsewhere.example\n", invite="on"
    )

    assert "Line 3: You have sent as many invitations as you can in an hour." in said
    assert Contact.objects.count() == Joining.objects.count() == 1  # the second row can be sent again later


def test_loading_the_same_contacts_again_changes_nothing(signed_in, hugo, hub, here):
    client = signed_in(hugo)
    for _ in range(2):
        load(client, hub, b"urn,Email\r\n900001,office@herefield.example\r\n", invite="on")

    assert Contact.objects.count() == Joining.objects.count() == Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Name,Age\nAnn,3\n", "does not look like a list of contacts"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
        (b" ", "empty"),
    ],
)
def test_a_wrong_file_gets_a_sentence_and_changes_nothing(signed_in, hugo, hub, here, content, sentence):
    said = load(signed_in(hugo), hub, content)

    assert sentence in said
    assert "There is a problem" in said
    assert not Contact.objects.exists()


def test_a_cell_with_markup_is_shown_as_text(signed_in, hugo, hub):
    said = load(signed_in(hugo), hub, b"URN,email\n<script>alert(1)</script>,a@b.example\n")

    assert "<script>alert" not in said


def remove_contact(client, hub, contact_id):
    return client.post(reverse("organisations:remove-contact", args=[hub.pk, contact_id]))


def test_the_hub_removes_a_contact_and_a_second_press_is_the_same(signed_in, hugo, hub, here):
    contact = Contact.objects.create(organisation=here, email="office@herefield.example", created_at=timezone.now())
    client = signed_in(hugo)
    assert "office@herefield.example" in page(client, "contacts", hub.pk)

    answers = [remove_contact(client, hub, contact.pk) for _ in range(2)]

    assert {answer["Location"] for answer in answers} == {reverse("organisations:contacts", args=[hub.pk])}
    assert "office@herefield.example" not in page(client, "contacts", hub.pk)
    kept = Contact.pgh_event_model.objects.get()
    assert (kept.pgh_label, kept.email, kept.organisation) == ("delete", "", here)


def test_the_hub_neither_sees_nor_removes_contacts_beyond_its_area(signed_in, hugo, hub, beyond):
    contact = Contact.objects.create(organisation=beyond, email="office@beyond.example", created_at=timezone.now())
    client = signed_in(hugo)
    assert "office@beyond.example" not in page(client, "contacts", hub.pk)

    assert remove_contact(client, hub, contact.pk).status_code == 404

    Contact.objects.filter(pk=contact.pk).delete()
    assert remove_contact(client, hub, contact.pk).status_code == 404


def test_contacts_are_shown_a_page_at_a_time(signed_in, dee, department, council):
    for number in range(31):
        school = SchoolFactory(council=council, name=f"School {number:02}")
        Contact.objects.create(organisation=school, email=f"o{number:02}@work.example", created_at=timezone.now())
    client = signed_in(dee)

    seen = client.get(reverse("organisations:contacts", args=[department.pk]), {"page": "2"}).content.decode()

    assert "Contacts that we have: 31" in seen
    assert "o30@work.example" in seen
    assert "o29@work.example" not in seen


# --- The same cost at any length ------------------------------------------------------------------------------------
@pytest.fixture
def queries_of(signed_in):
    def count(user, name, *args):
        client = signed_in(user)
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(f"organisations:{name}", args=args), {"q": "Costs"}).status_code == 200
        return len(found)

    return count


def test_every_list_costs_the_same_at_1_3_and_30_rows(queries_of, here, hub, amina, hugo, department, dee):
    costs: dict[str, set[int]] = {}
    for more in (0, 2, 27):
        MembershipFactory.create_batch(more, organisation=here, role=Role.TEACHER)
        JoiningFactory.create_batch(more + (not more), organisation=here, invited=True, created_at=timezone.now())
        for _ in range(more + (not more)):
            school = SchoolFactory(council=here.council, name="Costs School")
            waiting(school)
            Contact.objects.create(organisation=school, email="office@work.example", created_at=timezone.now())
            OrganisationFactory(kind=Kind.HUB)
        person = UserFactory()
        MembershipFactory.create_batch(max(more, 1), user=person)
        for user, name, args in (
            (amina, "members", [here.pk]),
            (hugo, "requests", [hub.pk]),
            (dee, "bodies", [department.pk]),
            (person, "mine", []),
            (hugo, "contacts", [hub.pk]),
            (hugo, "schools", [hub.pk]),
            (person, "find", []),
        ):
            costs.setdefault(name, set()).add(queries_of(user, name, *args))

    assert {name: len(found) for name, found in costs.items()} == dict.fromkeys(costs, 1), costs
