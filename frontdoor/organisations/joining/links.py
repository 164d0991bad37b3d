"""The link in a letter: a signed number, no name and no address. Its 14 days and its single use stand in the row."""

from django.core import signing
from django.urls import reverse

from frontdoor.organisations.models import Joining

SIGNER = signing.Signer(salt="organisations.joining")


def path(joining: Joining) -> str:
    """The address of the page that shows what the link does. The key is in the query, which no log keeps."""
    return f"{reverse('organisations:confirm')}?key={key(joining)}"


def key(joining: Joining) -> str:
    """The row's number, signed."""
    return SIGNER.sign_object(joining.pk)


def find(key: str) -> Joining | None:
    """The row that the key names; None when nobody signed it."""
    try:
        pk = SIGNER.unsign_object(key)
    except signing.BadSignature:
        return None
    return Joining.objects.select_related("organisation").filter(pk=pk).first()
