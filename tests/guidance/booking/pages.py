"""What the tests of booking's pages share: addresses, what is typed, and how a page is read."""

from lxml import html

from guidance.models import Channel, Topic
from tests.guidance.booking.people import NINE

START, CHOOSE, HOLD, BOOK = "/guidance/", "/guidance/choose/", "/guidance/hold/", "/guidance/book/"
BY_PHONE = {"topic": Topic.AFTER_16.value, "how": Channel.PHONE.value}
BY_VIDEO = BY_PHONE | {"how": Channel.VIDEO.value}
FACE = BY_PHONE | {"how": Channel.FACE.value}
SAID = {"topic": Topic.AFTER_16.value, "phone": "07700 900 982", "words": "Apprenticeships near me", "helps": ""}


def page(response):
    """The main part of a page, its words in one line."""
    assert response.status_code == 200, response.get("Location")
    return html.document_fromstring(response.content).xpath("//main")[0]


def words(part) -> str:
    return " ".join(part.text_content().split())


def names(part) -> list[str]:
    """What is heard of each time."""
    labels = part.xpath(".//input[@name='time']/following-sibling::label")
    return [words(label) for label in labels]


def key(adviser, start) -> str:
    return f"{adviser.pk}-{int(start.timestamp())}"


def sent(adviser, start=NINE, how=Channel.PHONE, **more) -> dict[str, str]:
    """The hidden fields of a form behind the times, and the answers."""
    return {"time": key(adviser, start), "how": str(how), **SAID, **more}
