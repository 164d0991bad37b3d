"""Pages of this room, under /account/."""

from django.urls import path

from frontdoor.organisations.joining.views import above, people, public

ONE = "organisations/<int:organisation_id>/"

app_name = "organisations"
urlpatterns = [
    path("", people.account, name="account"),
    path("join/", public.find, name="find"),
    path("join/<int:urn>/", public.ask, name="ask"),
    path("join/sent/", public.sent, name="sent"),
    path("join/confirm/", public.confirm, name="confirm"),
    path("join/joined/", public.joined, name="joined"),
    path("join/waiting/", public.waiting, name="waiting"),
    path("organisations/", people.mine, name="mine"),
    path("organisations/leave/<int:membership_id>/", people.leave, name="leave"),
    path(ONE, people.members, name="members"),
    path(f"{ONE}invite/", people.invite, name="invite"),
    path(f"{ONE}people/<int:membership_id>/remove/", people.remove, name="remove"),
    path(f"{ONE}invitations/<int:joining_id>/withdraw/", people.withdraw, name="withdraw"),
    path(f"{ONE}requests/", above.requests, name="requests"),
    path(f"{ONE}requests/<int:joining_id>/", above.decide, name="decide"),
    path(f"{ONE}schools/", above.schools, name="schools"),
    path(f"{ONE}schools/<int:urn>/", above.invite_school, name="invite-school"),
    path(f"{ONE}contacts/", above.load_contacts, name="contacts"),
    path(f"{ONE}contacts/<int:contact_id>/remove/", above.remove_contact, name="remove-contact"),
    path(f"{ONE}bodies/", above.bodies, name="bodies"),
    path(f"{ONE}bodies/<int:body_id>/", above.invite_body, name="invite-body"),
    path(f"{ONE}hubs/add/", above.add_hub, name="add-hub"),
    path(f"{ONE}adviser-services/add/", above.add_adviser_service, name="add-adviser-service"),
]
