"""What the shipped frameworks ask: every published criterion, at a humane length, in words that people understand."""

import re
from itertools import chain
from pathlib import Path
from statistics import median

import pytest

from benchmarks.frameworks.parse import framework, read_yaml
from benchmarks.frameworks.shape import Facts, Kind
from benchmarks.scoring import explain

FOLDER = Path("benchmarks/frameworks")
NEW = framework(read_yaml((FOLDER / "gatsby-2025.yaml").read_text()))
OLD = framework(read_yaml((FOLDER / "gatsby-2014.yaml").read_text()))
FORMS = pytest.mark.parametrize("form", NEW.forms, ids=lambda form: form.key)

# The published criteria (domain reference, section 1.2), numbered by their place.
CRITERIA = {
    "schools": "1.1 1.2 1.3 1.4 1.5 1.6 2.1 2.2 3.1 3.2 3.3 3.4 3.5 4.1 4.2 5.1 6.1 6.2 7.1 7.2 8.1 8.2 8.3 8.4",
    "specialist": "1.1 1.2 1.3 1.4 1.5 1.6 2.1 2.2 3.1 3.2 3.3 3.4 3.5 4.1 4.2 5.1 6.1 6.2 7.1 7.2 8.1 8.2 8.3 8.4",
    "colleges": "1.1 1.2 1.3 1.4 1.5 1.6 2.1 2.2 3.1 3.2 3.3 3.4 3.5 4.1 4.2 5.1 6.1 7.1 8.1 8.3 8.4",
}
PAGES_AROUND = 4  # facts, task list, check your answers, send to the head


def ids(form, *, scored=True):
    return [area.id for area in form.areas() if area.scored or not scored]


def test_there_are_three_forms_of_eight_benchmarks():
    assert [form.key for form in NEW.forms] == ["schools", "specialist", "colleges"]
    assert all([one.number for one in form.benchmarks] == [1, 2, 3, 4, 5, 6, 7, 8] for form in NEW.forms)


@FORMS
def test_every_criterion_is_asked_about_in_a_scored_area(form):
    found = {".".join(one.split(".")[:2]) for one in ids(form)}
    assert found == set(CRITERIA[form.key].split())


@pytest.mark.parametrize("form", NEW.forms, ids=lambda form: form.key)
def test_first_benchmark_has_eight_areas(form):
    assert len([area for area in form.benchmark(1).areas if area.scored]) == 8


def test_school_shares_follow_the_year_groups_and_key_stages():
    form = NEW.form("schools")
    years = [f"year-{year}" for year in range(7, 14)]
    assert [one for one in ids(form) if one.startswith("5.1.year")] == [f"5.1.{year}" for year in years]
    assert [one for one in ids(form) if one.startswith("4.1.")] == [f"4.1.{year}" for year in years]
    assert [one for one in ids(form) if one.startswith("2.1.")] == ["2.1.ks3", "2.1.ks4", "2.1.ks5"]
    assert form.question("7.2").base == ("considering-university",)
    assert {form.question(one).base for one in ("6.1", "8.1", "7.1.colleges")} == {("year-11",)}
    assert {form.question(one).base for one in ("6.2", "8.2")} == {("year-13",)}


def test_every_kind_of_provider_is_asked_about():
    kinds = [one.removeprefix("7.1.") for one in ids(NEW.form("schools")) if one.startswith("7.1.")]
    assert kinds == ["meaningful", "sixth-forms", "colleges", "universities", "training-providers"]


@FORMS
def test_meaningful_checks_have_four_and_seven_parts(form):
    assert len(form.question("5.1.meaningful").parts) == 4
    assert len(form.question("6.1.meaningful").parts) == 7


@FORMS
def test_what_meaningful_means_is_asked_before_people_are_counted(form):
    for benchmark in form.benchmarks:
        order = [one.id.endswith(".meaningful") for one in benchmark.areas]
        assert not any(order[1:])


@pytest.mark.parametrize("form", [*NEW.forms, *OLD.forms], ids=lambda form: form.key)
def test_every_share_has_its_limits_with_a_source(form):
    limits = [one.threshold for one in form.questions() if one.kind == Kind.SHARE]
    assert limits
    assert all((one.achieved_from, one.in_progress_from) == (76, 1) for one in limits)
    assert all("older national reports" in one.source for one in limits)


def test_2025_limits_say_that_they_are_not_confirmed():
    assert all("not confirmed for the 2025 form" in " ".join(explain(form)) for form in NEW.forms)


def test_school_for_11_to_16_is_asked_nothing_about_later_years():
    form = NEW.form("schools")
    facts = Facts(frozenset(form.years_for_ages(11, 16)))
    asked = [area for area in form.areas() if area.applies(facts)]
    told = [*chain.from_iterable((area.name, area.questions[0].text) for area in asked)]
    told += [fact.text for fact in form.facts if fact.applies(facts)]
    assert not [text for text in told if re.search(r"Year 1[23]|Key stage 5|university or other", text)]


@FORMS
def test_form_is_at_most_14_pages_and_no_page_is_long(form):
    assert PAGES_AROUND + len(form.benchmarks) <= 14
    facts = Facts(frozenset(form.years))
    for benchmark in form.benchmarks:
        assert len(benchmark.groups(facts)) <= 8
        asked = [question for area in benchmark.areas for question in area.questions]
        assert sum(question.kind != Kind.SHARE for question in asked) <= 9


@pytest.mark.parametrize("found", [NEW, OLD], ids=["2025", "2014"])
def test_each_framework_says_whose_reading_it_is_and_where_the_official_text_is(found):
    assert found.reading_note == "These questions are our own reading of the published benchmarks."
    assert all(re.fullmatch(r"https://www\.(gatsbybenchmarks\.org|gov)\.uk/\S*", link.url) for link in found.official)


def test_2025_follows_2014_across_a_break():
    said = NEW.succession_from(OLD.slug)
    assert said.series_break
    assert said.benchmarks == {number: number for number in range(1, 9)}
    old_ids = {one.id: one.kind for one in OLD.form("schools").questions()}
    for old, new in said.answers.items():
        assert all(old_ids[old] == form.question(new).kind for form in NEW.forms)


@FORMS
def test_colleges_have_learners_and_schools_have_pupils(form):
    other = {"pupils": r"\blearners?\b", "learners": r"\bpupils?\b"}[form.people]
    assert not [text for text in texts(form) if re.search(other, text)]


@FORMS
def test_nothing_is_asked_about_a_careers_leaders_hours(form):
    assert not [text for text in texts(form) if re.search(r"\bhours?\b", text)]


@pytest.mark.parametrize("form", NEW.forms, ids=lambda form: form.key)
def test_texts_can_be_read_at_eleven_on_the_whole(form):
    different = {re.sub(r"Year \d+", "Year", text) for text in texts(form) if len(text.split()) >= 6}
    grades = sorted(map(grade, different))
    assert len(grades) > 40
    assert median(grades) <= 6  # US school grades: grade 6 is age 11 to 12
    assert grades[len(grades) * 9 // 10] <= 10  # the subject's own long words: experiences, personal guidance


def test_no_question_id_number_or_limit_stands_in_the_code():
    known = {question.id for found in (NEW, OLD) for form in found.forms for question in form.questions()}
    known |= {area.id for found in (NEW, OLD) for form in found.forms for area in form.areas()}
    known |= {part.key for form in NEW.forms for one in form.questions() for part in one.parts if "-" in part.key}
    quoted = re.compile("[\"'](" + "|".join(map(re.escape, known)) + ")[\"']")
    # a benchmark's own number, or the limits in per cent
    numbers = re.compile(r"benchmark(s|\.number|_number)?\s*(==|\[|\()\s*[1-8]\b|\b76\b|range\(1, 9\)")
    code = [
        *Path("benchmarks").rglob("*.py"),
        *Path("templates/benchmarks").rglob("*"),
        *Path("frontdoor/oversight").rglob("*.py"),
    ]
    found = [
        f"{path}: {line.strip()}"
        for path in code
        if path.is_file() and "migrations" not in path.parts
        for line in path.read_text().splitlines()
        if quoted.search(line) or numbers.search(line)
    ]
    assert found == []


def texts(form):
    """Every text that a person reads on the form's pages."""
    yield form.facts_intro
    for fact in form.facts:
        yield from (fact.text, fact.hint)
    for benchmark in form.benchmarks:
        yield benchmark.summary
    for area in form.areas():
        yield from (area.title, area.group_hint)
        for question in area.questions:
            yield from (question.text, question.hint, question.parts_text)
            yield from (part.text for part in question.parts)


def grade(text):
    """Flesch-Kincaid grade, with syllables counted as groups of vowels: rough, and the same for every text."""
    words = re.findall(r"[A-Za-z’']+", text)
    sentences = max(1, len(re.findall(r"[.?!:](?:\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word):
    word = word.lower()
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(1, groups - (word.endswith("e") and not word.endswith("le")))
