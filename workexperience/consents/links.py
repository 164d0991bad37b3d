"""The address of the link to a question."""

from django.urls import reverse


def path(key: str) -> str:
    """The address of the page. The key is in the query, which no log keeps."""
    return f"{reverse('workexperience:agree')}?key={key}"
