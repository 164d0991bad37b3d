"""Reading framework files: what is good comes out typed, what is doubtful is refused with a sentence."""

import ast
import copy
import json
from pathlib import Path

import pytest
import yaml

from benchmarks.frameworks.parse import WrongFramework, framework, read_yaml
from benchmarks.frameworks.shape import Facts, Kind

EXAMPLE = Path("tests/benchmarks/example.yaml").read_text()


def wrong(text):
    with pytest.raises(WrongFramework) as raised:
        framework(read_yaml(text))
    return str(raised.value)


def changed(change):
    """The complaint about the example after `change(data)`."""
    data = copy.deepcopy(read_yaml(EXAMPLE))
    change(data["forms"]["schools"], data)
    with pytest.raises(WrongFramework) as raised:
        framework(data)
    return str(raised.value)


def test_each_year_and_stage_become_one_area_each():
    areas = framework(read_yaml(EXAMPLE)).form("schools").benchmark(2).areas
    assert [one.id for one in areas][:5] == ["2.1.year-7", "2.1.year-8", "2.1.year-11", "2.1.year-13", "2.2.ks3"]
    assert areas[0].title == "Year 7"
    assert areas[0].name == "Every year: Year 7"
    assert areas[0].questions[0].base == ("year-7",)
    assert areas[4].questions[0].base == ("year-7", "year-8")
    assert areas[4].questions[0].base_words == "pupils in Key stage 3"


def test_measure_gets_the_year_group_of_its_row():
    areas = framework(read_yaml(EXAMPLE)).form("schools").benchmark(2).areas
    assert areas[0].questions[0].measure.parameters == {"year_group": 7, "n": 1}


def test_groups_gather_the_areas_that_apply():
    groups = framework(read_yaml(EXAMPLE)).form("schools").benchmark(2).groups(Facts(frozenset({7, 8})))
    assert [(one.heading, len(one.areas)) for one in groups] == [("Every year", 2), ("Every stage", 1)]


@pytest.mark.parametrize(
    ("low", "high", "years"),
    [
        (11, 16, (7, 8, 11)),
        (11, 18, (7, 8, 11, 13)),
        (4, 11, ()),
        (9, 13, (7, 8)),
        (14, 19, (11, 13)),
        (None, 16, (7, 8, 11, 13)),
    ],
)
def test_ages_decide_the_year_groups(low, high, years):
    assert framework(read_yaml(EXAMPLE)).form("schools").years_for_ages(low, high) == years


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda _form, data: data.pop("title"), "has no “title”"),
        (lambda _form, data: data.update(scored=True), "has “scored”, which means nothing here"),
        (lambda _form, data: data.update(used_from="2025"), "needs an academic year such as 2025-26"),
        (lambda _form, data: data["official"][0].update(url="http://example.org"), "begins with https://"),
        (lambda _form, data: data["thresholds"]["usual"].update(achieved_from=101), "0 < in_progress_from"),
        (lambda _form, data: data["thresholds"]["usual"].update(in_progress_from=0), "0 < in_progress_from"),
        (lambda _form, data: data["thresholds"]["usual"].pop("source"), "has no “source”"),
        (lambda form, _data: form["benchmarks"][1].update(number=1), "has two of benchmark “1”"),
        (lambda form, _data: form["benchmarks"][0].update(number="1"), "needs a whole number"),
        (lambda form, _data: form["benchmarks"][0]["areas"][1].update(id="1.1"), "has two of area “1.1”"),
        (lambda form, _data: form["benchmarks"][0]["areas"][0].update(scord=False), "has “scord”"),
        (lambda form, _data: form["benchmarks"][0]["areas"][0].update(scored="no"), "needs true or false as “scored”"),
        (lambda form, _data: form["benchmarks"][0]["areas"][0].update(kind="maybe"), "it can be yes-no, yes-partly-no"),
        (lambda form, _data: form["benchmarks"][0]["areas"][0].update(text=" "), "has an empty “text”"),
        (lambda form, _data: form["benchmarks"][0]["areas"][0].update(id=1.1), "in quotes if they look like a number"),
        (lambda form, _data: form["benchmarks"][0]["areas"][2].update(parts={"one": "Only one"}), "needs two parts or more"),
        (lambda form, _data: form["benchmarks"][0]["areas"][3]["questions"][0].update(scored=False), "has “scored”"),
        (lambda form, _data: form["benchmarks"][1]["areas"][2].update(of=["year-9"]), "is not among the form's facts"),
        (lambda form, _data: form["benchmarks"][1]["areas"][2].update(threshold="odd"), "it can be usual"),
        (lambda form, _data: form["benchmarks"][1]["areas"][0]["measure"].update(name="count"), "it can be share_with"),
        (lambda form, _data: form["benchmarks"][1]["areas"][0]["measure"].update(n="one"), "needs a whole number as “n”"),
        (lambda form, _data: form["benchmarks"][1]["areas"][0]["measure"].update(days=5), "has “days”"),
        (lambda form, _data: form.update(benchmarks=[]), "has an empty “benchmarks”"),
        (lambda form, _data: form.update(benchmarks="all"), "needs a list as “benchmarks”"),
        (lambda form, _data: form["benchmarks"].__setitem__(0, "one"), "should be a list of named values"),
        (lambda _form, data: data.update(follows=[{"framework": "x", "series_break": True, "note": "n", "benchmarks": {1: 9}, "answers": {}}]), "there is no benchmark 9"),
        (lambda _form, data: data.update(follows=[{"framework": "x", "series_break": True, "note": "n", "benchmarks": {}, "answers": {"a": "9.9"}}]), "no question “9.9”"),
    ],
)  # fmt: skip
def test_wrong_file_is_refused_with_a_sentence(change, sentence):
    complaint = changed(change)
    assert sentence in complaint
    assert complaint.endswith(".")


def test_benchmark_without_a_scored_area_is_refused():
    def unscore(form, _data):
        for area in form["benchmarks"][0]["areas"]:
            area["scored"] = False

    assert "at least one area that is scored" in changed(unscore)


def test_the_complaint_says_where():
    complaint = changed(lambda form, _data: form["benchmarks"][1]["areas"][2].update(threshold="odd"))
    assert complaint.startswith("example, forms, schools") or "schools, benchmarks number 2, benchmark 2" in complaint
    assert "area 2.3" in complaint


@pytest.mark.parametrize(
    "text", ["a: [", "- 1\n- 2", "", "just words", "a: &a [*a]", "\x00", "a: !!python/object/apply:os.getcwd []"]
)
def test_text_that_is_no_framework_is_refused(text):
    assert wrong(text).endswith(".")


def test_key_written_twice_is_refused_because_the_last_would_win():
    assert "“title” is written twice" in wrong("title: One\ntitle: Two\n")


def test_file_far_too_long_is_refused_before_it_is_read():
    assert "too long" in wrong("x" * 1_000_001)


def test_body_read_back_from_json_is_the_same_framework():
    data = read_yaml(Path("benchmarks/frameworks/gatsby-2025.yaml").read_text())
    assert framework(json.loads(json.dumps(data))) == framework(data)


@pytest.mark.parametrize("module", ["shape", "fields", "parse", "measures", "carry", "files"])
def test_pure_modules_import_no_django(module):
    tree = ast.parse(Path(f"benchmarks/frameworks/{module}.py").read_text())
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    imported += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    assert not [name for name in imported if name.startswith("django") or name == "benchmarks.models"]


def test_shares_have_base_words_and_threshold():
    for form in framework(yaml.safe_load(EXAMPLE)).forms:
        for question in form.questions():
            assert (question.kind == Kind.SHARE) == bool(question.base and question.base_words and question.threshold)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"hours_a_day": 0}, "hours_a_day and most_a_date of 1 or more"),
        ({"online_needs": ["tea"]}, "it can be task, live-contact, feedback"),
        ({"online_may_replace": "no"}, "needs true or false"),
        ({"hours": 5}, "has “hours”, which means nothing here"),
    ],
)
def test_a_doubtful_rule_of_days_is_refused(change, complaint):
    rule = {"hours_a_day": 5, "most_a_date": 1, "online_needs": ["task"], "online_may_replace": False, "source": "us"}
    assert complaint in changed(lambda _form, data: data.update(days=rule | change))
