"""The list of careers with its filters, and the page of one career."""

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from lxml import html

from frontdoor.careers import actions, queries
from frontdoor.careers.entries import Entry
from frontdoor.careers.models import Occupation, Words
from tests.careers.test_actions import DAY

pytestmark = pytest.mark.django_db
FIGURES = {"jobs": 34_000, "p10": 15_000, "p20": 20_000, "median": 30_000, "p80": 40_000, "p90": 120_000}


def make(**more):
    """A career of the name; what is not said is small."""
    title = more.pop("title", "Bee keeper")
    facts = {
        "slug": title.lower().replace(" ", "-"),
        "title": title,
        "categories": ["healthcare"],
        "overview": "Bees. And honey.",
    }
    actions.put_categories({"healthcare": "Healthcare", "transport": "Transport"})
    actions.put([Entry(**facts | more)], words=Words.OURS, as_at=DAY)


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return html.document_fromstring(response.content)


def names(tree):
    return [link.text_content() for link in tree.cssselect(".careers__name a")]


def test_browse_page_counts_categories_and_offers_every_way_to_look(client):
    make()
    make(title="Bus guard", categories=["transport", "healthcare"])

    tree = page(client, "/careers/")

    assert [row.text_content().split("\n")[1:] for row in tree.cssselect(".kind")] != []
    assert {
        row.cssselect(".kind__name")[0].text: row.cssselect(".kind__number")[0].text for row in tree.cssselect(".kind")
    } == {
        "Healthcare": "2 careers",
        "Transport": "1 career",
    }
    hrefs = set(tree.xpath("//main//a/@href"))
    assert {"?subject=maths", "?way=apprenticeship", "?pay=30000", "?letter=b", "?all=1"} <= hrefs


def test_filters_combine_in_the_address(client):
    Occupation.objects.create(code="1111", title="Keepers", **FIGURES)
    make(subjects=["biology"], ways={"work": {}}, soc2020="1111")
    make(title="Bus guard", categories=["transport"], subjects=["biology"], ways={"college": {}})

    found = {
        query: names(page(client, f"/careers/?{query}"))
        for query in (
            "subject=biology",
            "subject=biology&category=transport",
            "subject=biology&way=work",
            "pay=30000",
            "pay=40000",
            "letter=b&way=college",
            "letter=z",
            "category=nothing-known",
        )
    }

    assert found == {
        "subject=biology": ["Bee keeper", "Bus guard"],
        "subject=biology&category=transport": ["Bus guard"],
        "subject=biology&way=work": ["Bee keeper"],
        "pay=30000": ["Bee keeper"],
        "pay=40000": [],
        "letter=b&way=college": ["Bus guard"],
        "letter=z": [],
        "category=nothing-known": [],  # nothing that is offered: the browse page
    }


@pytest.mark.parametrize(
    "query", ["letter=%25", "letter=%C3%A9", "pay=x", "page=9999", "page=-1", "way=%27", "subject[]=1", "all=1&page=x"]
)
def test_odd_addresses_get_a_page(client, query):
    make()
    assert client.get(f"/careers/?{query}").status_code == 200


@pytest.mark.parametrize("number", [1, 12])
def test_list_costs_the_same_at_any_length(client, number, django_assert_num_queries):
    for one in range(number):
        make(title=f"Bee keeper {one}")
    client.get("/careers/?all=1")  # the adviser's row is kept for a minute

    with django_assert_num_queries(2):
        client.get("/careers/?all=1")


def test_career_page_costs_one_query(client, django_assert_num_queries):
    make(ways={"work": {}, "college": {}})
    make(title="Bus guard")
    client.get("/careers/bus-guard/")

    with django_assert_num_queries(1):
        client.get("/careers/bee-keeper/")


def test_career_page_says_what_it_knows_and_leaves_no_empty_heading(client):
    make()

    tree = page(client, "/careers/bee-keeper/")

    headings = [" ".join(one.text_content().split()) for one in tree.xpath("//main//h1 | //main//h2")]
    assert headings == [
        "Bee keeper",
        "Kinds of work it belongs to",
        "Ways in",
        "What it pays",
        "Talk to an adviser",
        "Where this comes from",
        "Was this page useful?",
    ]
    assert "We have not checked other ways in; ask an adviser." in tree.text_content()
    assert "There is no published pay figure for this career." in tree.text_content()
    assert not tree.cssselect(".range")


def test_chart_and_table_of_pay_agree(client):
    Occupation.objects.create(code="1111", title="Keepers", **FIGURES)
    make(soc2020="1111")

    tree = page(client, "/careers/bee-keeper/")

    sums = {row.cssselect("th")[0].text: row.cssselect("td")[0].text for row in tree.cssselect(".range__table tr")}
    assert sums == {
        "1 in 10 earn less than": "£15,000",
        "In the middle": "£30,000",
        "1 in 10 earn more than": "£120,000",
        "Number of jobs": "about 34,000",
    }
    end = int(re.sub(r"\D", "", tree.cssselect(".range__scale span")[1].text))
    fill, middle = tree.cssselect(".bar__fill")[0], tree.cssselect(".range__middle")[0]
    drawn = [float(fill.get("x")), float(fill.get("x")) + float(fill.get("width")), float(middle.get("x1"))]
    assert [round(end * place / 100) for place in drawn] == [15_000, 120_000, 30_000]


def test_unpublished_tenths_are_said(client):
    Occupation.objects.create(code="1111", title="Keepers", **FIGURES | {"p90": None})
    make(soc2020="1111")

    text = page(client, "/careers/bee-keeper/").text_content()

    assert "2 in 10 employees earn less than £20,000 a year" in text
    assert "The lowest and the highest tenth are not published" in text


def test_career_that_is_not_there_is_not_found(client):
    assert client.get("/careers/no-such-career/").status_code == 404


def test_import_careers_replaces_words_and_keeps_what_is_ours(client, tmp_path, capsys):
    make(subjects=["biology"], traits={"doer": 3}, also=["apiarist"])
    profiles = tmp_path / "profiles"
    profiles.mkdir()
    (profiles / "one.json").write_text(
        '{"Title": "Bee keeper", "Url": "https://x.example/bee-keeper", "Overview": "Theirs."}'
    )
    (profiles / "two.json").write_text(
        '[{"Title": "Moon walker", "Url": "https://x.example/moon-walker", "Overview": "O."}]'
    )
    (profiles / "bad.json").write_text("{")

    call_command("import_careers", str(profiles), rejects=str(tmp_path / "rejects.csv"))

    assert capsys.readouterr().out.splitlines()[-1] == "created=0 updated=1 unchanged=0 rejected=2"
    assert "It is in no job category." in (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
    tree = page(client, "/careers/bee-keeper/")
    assert tree.cssselect(".welcome__lead")[0].text == "Theirs."
    assert "National Careers Service job profiles" in tree.cssselect(".career__from")[0].text_content()
    assert tree.cssselect(".career__side .chip")[0].text == "Biology"
    call_command("import_careers", str(profiles), rejects=str(tmp_path / "rejects.csv"))
    assert capsys.readouterr().out.splitlines()[-1] == "created=0 updated=0 unchanged=1 rejected=2"


@pytest.mark.parametrize("content", ["", "[]", "{}", "[1]", "not json"])
def test_import_careers_refuses_what_holds_no_profile(tmp_path, content):
    file = tmp_path / "file.json"
    file.write_text(content)

    with pytest.raises(CommandError) as refused:
        call_command("import_careers", str(file))

    assert refused.value.returncode == 2


def test_career_of_the_day_changes_daily_and_has_its_full_text():
    make()
    assert queries.career_of_the_day(DAY) is None

    for name in ("Alpha", "Beta", "Gamma"):
        make(title=name, does=["Do it."], helps=["You can."], leads=["Up."])

    days = [queries.career_of_the_day(DAY + timedelta(days=number)).title for number in range(3)]
    assert sorted(days) == ["Alpha", "Beta", "Gamma"]
    assert queries.career_of_the_day(DAY).title == days[0]
