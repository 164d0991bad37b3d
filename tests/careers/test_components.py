"""The parts that careers and choices share: the one table of ways in, and the adviser."""

from django.template import engines
from lxml import html

from frontdoor.careers.advisers.queries import Talk, shipped
from frontdoor.careers.routes.rows import row, ways_at

COLUMNS = ["The way", "What you need", "How long", "What it costs or pays", "What it leads to"]
TABLE = "{% from 'components/ways.html' import ways, no_ways %}{{ ways(rows, 'Ways in') if rows else no_ways(talk) }}"
ADVISER = "{% from 'components/adviser.html' import adviser %}{{ adviser(talk) }}"


def render(source, **context):
    return html.fromstring(f"<div>{engines['jinja2'].from_string(source).render(context)}</div>")


def test_table_has_the_same_columns_for_each_way():
    page = render(TABLE, rows=ways_at("16"))

    assert [cell.text_content() for cell in page.cssselect("thead th")] == COLUMNS
    assert {len(line.cssselect("th, td")) for line in page.cssselect("tbody tr")} == {5}
    assert page.cssselect("caption")[0].text_content() == "Ways in"


def test_label_of_a_stacked_cell_is_its_columns_name():
    page = render(TABLE, rows=[row("t-level")])
    assert [label.text_content() for label in page.cssselect("tbody .ways__label")] == COLUMNS[1:]


def test_courses_and_several_needs_are_lists():
    page = render(TABLE, rows=[row("apprenticeship-3", ["English", "maths"], ["Plumber", "<Fitter>"], 48)])

    assert [item.text for item in page.cssselect("tbody th li")] == ["Plumber", "<Fitter>"]
    assert [item.text for item in page.cssselect("tbody td li")] == ["English", "maths"]
    assert "Usually 4 years" in page.text_content()


def test_every_source_of_the_table_is_linked_once_with_its_date():
    rows = ways_at("16")
    page = render(TABLE, rows=rows)

    linked = page.xpath("//details//a/@href")
    assert sorted(linked) == sorted({source.url for each in rows for source in each.sources})
    assert "as at 11 January 2024" in page.text_content()
    assert "We last checked every line on 21 November 2026." in page.text_content()


def test_no_way_is_said_in_one_honest_line_that_leads_to_an_adviser():
    page = render(TABLE, rows=[], talk=Talk(shipped(), None))

    assert " ".join(page.text_content().split()) == "We have not checked other ways in; ask an adviser."
    assert page.xpath("//a/@href") == ["#adviser"]
    assert render(TABLE, rows=[], talk=Talk(shipped(), "/guidance/")).xpath("//a/@href") == ["/guidance/"]


def test_adviser_shows_the_services_row():
    service = shipped()
    page = render(ADVISER, talk=Talk(service, None))

    assert page.xpath("//a/@href") == ["tel:0800100900", service.website]
    assert service.name in page.text_content()
    assert service.hours in page.text_content()
    assert not page.xpath("//img")


def test_adviser_offers_times_once_there_are_some():
    page = render(ADVISER, talk=Talk(shipped(), "/guidance/"))
    assert page.xpath("//a/@href")[0] == "/guidance/"
