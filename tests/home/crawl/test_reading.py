"""Public pages are for readers of 11: the median page of each type, with names taken out. Names are data."""

import statistics
from collections.abc import Iterator
from typing import Any

import pytest

from frontdoor.careers import content
from frontdoor.careers.entries import SUBJECTS
from frontdoor.careers.shipped import entries, occupations
from tests.home.crawl.walking import Seen
from tests.reading import by_first_word, reading_age, without_names

pytestmark = [pytest.mark.xdist_group("crawl"), pytest.mark.django_db]
OLDEST = 11
SHORT = 5  # words
END = "\N{INFORMATION SEPARATOR TWO}"
INLINE = ["a", "abbr", "b", "bdi", "em", "i", "small", "span", "strong", "time", "u"]
# What stands in one of these is a choice of many or no words at all.
SKIPPED = ["script", "style", "svg", "template", "select", "noscript"]
QUALIFICATIONS = [
    "A level", "AS level", "T level", "GCSE", "BTEC", "NVQ", "degree", "foundation degree", "degree apprenticeship",
    "apprenticeship", "supported internship", "traineeship", "diploma", "certificate", "higher national diploma",
    "higher national certificate", "higher technical qualification", "qualification", "technical qualification",
    "Skills Bootcamp", "functional skills", "postgraduate", "postgraduate course", "university", "universities",
    "EHC plan", "education, health and care plan", "English Baccalaureate",
]  # fmt: skip
ORGANISATIONS = [
    "National Careers Service", "Skills England", "Office for National Statistics", "ONS", "UCAS", "GOV.UK", "O*NET",
    "US Department of Labor", "Department for Education", "Get Information about Schools", "Ordnance Survey",
    "Ofqual", "Ofsted", "Samaritans", "Childline", "Information Commissioner", "Information Commissioner's Office",
    "Careers Hub", "Open Government Licence", "Gatsby Benchmark", "SENDIASS", "Royal Mail",
]  # fmt: skip


@pytest.fixture(scope="module")
def names() -> dict[str, list[list[str]]]:
    """Titles of careers, occupations, courses, standards, categories, subjects; qualifications and organisations."""
    found = {*content.categories().values(), *SUBJECTS.values(), *QUALIFICATIONS, *ORGANISATIONS}
    found |= {one.title for one in occupations()}
    for entry in entries():
        found.add(entry.title)
        for way in entry.ways.values():
            found |= {row["title"] for row in way.get("standards", [])} | set(way.get("subjects", []))
            found |= {row["name"] for row in way.get("courses", [])}
    return by_first_word(found)


def test_pages_are_for_readers_of_eleven(site, names):
    ages: dict[str, dict[str, float]] = {}
    for page in site.values():
        if page.body:
            ages.setdefault(page.kind, {})[page.address] = reading_age(without_names(words(page), names))

    old = {kind: middle for kind, pages in ages.items() if (middle := statistics.median(pages.values())) > OLDEST}
    worst = sorted(((age, address) for pages in ages.values() for address, age in pages.items()), reverse=True)[:10]
    lines = [*(f"{age:.1f} is the median of {kind}" for kind, age in old.items()), "The worst ten:"]
    assert not old, "\n".join([*lines, *(f"{age:.1f} {address}" for age, address in worst)])


def words(page: Seen) -> str:
    """What the main part says in sentences: labels, headings and figures are too short to be read wrongly."""
    (main,) = page.tree.xpath("//main")
    blocks = [" ".join(block.split()) for block in "".join(said(main)).split(END)]
    return " ".join(block if block[-1] in ".!?:" else f"{block}." for block in blocks if block.count(" ") >= SHORT - 1)


def said(element: Any) -> Iterator[str]:
    """The element's text, each block between two `END`s."""
    if not isinstance(element.tag, str) or element.tag in SKIPPED or element.get("aria-hidden") == "true":
        yield element.tail or ""
        return
    end = "" if element.tag in INLINE else END
    yield f"{end}{element.text or ''}"
    for child in element:
        yield from said(child)
    yield f"{end}{element.tail or ''}"


def test_names_are_left_out_of_the_measure():
    names = by_first_word(["Biomedical engineer", "Engineer"])

    assert without_names("A biomedical engineer and two engineers. They engineered it.", names) == (
        "A job and two job. They engineered it."
    )
