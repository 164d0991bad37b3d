"""The 829 careers that ship: every one has its facts and words of our own, in plain English."""

import gzip
import hashlib
import json
import re
import statistics
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from frontdoor.careers import content
from frontdoor.careers.entries import Entry
from frontdoor.careers.relating import Facts, nearest
from frontdoor.careers.routes.of_career import rows_of
from frontdoor.careers.shipped import entries, occupations
from tests.reading import reading_age

ALL = 829
FULL = 150
MOST_SHARED = 0.4
GENDERED = re.compile(
    r"\b(he|she|him|his|her|hers|himself|herself|men|women|man|woman|lady|ladies|guys?|girls?|boys?)\b", re.IGNORECASE
)
SOURCE = (
    Path(__file__).parent / "data" / "source_runs.json.gz"
)  # hashes of the five-word runs of the source's overviews


@cache
def shipped() -> list[Entry]:
    return entries()


def runs(text: str, title: str) -> set[str]:
    """The five-word runs of a text once the title's words are out."""
    names = set(re.findall(r"[a-z']+", title.lower()))
    words = [
        word for word in re.findall(r"[a-z']+", text.lower()) if word not in names and word.rstrip("s") not in names
    ]
    return {" ".join(words[i : i + 5]) for i in range(len(words) - 4)}


def text(entry: Entry) -> str:
    return " ".join([entry.overview, *entry.does, *entry.helps, *entry.leads])


def test_all_829_careers_are_there_once_and_sound():
    slugs = [entry.slug for entry in shipped()]

    assert len(slugs) == len(set(slugs)) == ALL
    assert {entry.slug: entry.problem() for entry in shipped() if entry.problem()} == {}
    assert {slug for entry in shipped() for slug in entry.categories} == content.categories().keys()


def test_full_texts_are_in_every_category():
    full = [entry for entry in shipped() if entry.does and entry.helps and entry.leads]
    number = Counter(slug for entry in full for slug in entry.categories)

    assert len(full) >= FULL
    assert min(number[slug] for slug in content.categories()) >= 5
    assert not [entry.slug for entry in shipped() if bool(entry.does) != bool(entry.helps and entry.leads)]


def test_no_two_overviews_share_much():
    found = {entry.slug: runs(entry.overview, entry.title) for entry in shipped()}
    holders = defaultdict(set)
    for slug, own in found.items():
        for run in own:
            holders[run].add(slug)
    pairs = Counter(tuple(sorted((a, b))) for same in holders.values() for a in same for b in same if a < b)

    near = {pair: n for pair, n in pairs.items() if n > MOST_SHARED * min(len(found[slug]) for slug in pair)}
    assert near == {}


def test_no_overview_is_the_sources():
    source = json.loads(gzip.decompress(SOURCE.read_bytes()))
    near = {}
    for entry in shipped():
        own = {hashlib.sha256(run.encode()).hexdigest()[:8] for run in runs(entry.overview, entry.title)}
        if len(own & set(source[entry.slug])) > MOST_SHARED * min(len(own), len(source[entry.slug]) or 1):
            near[entry.slug] = entry.overview

    assert len(source) == ALL
    assert near == {}


def test_overviews_are_two_or_three_sentences():
    sentences = {entry.slug: len(re.split(r"(?<=[.!?])\s+", entry.overview)) for entry in shipped()}
    assert {slug: number for slug, number in sentences.items() if not 2 <= number <= 4} == {}


def test_words_have_a_reading_age_of_about_eleven():
    ages = {entry.slug: reading_age(text(entry), entry.title) for entry in shipped()}
    worst = sorted(ages.items(), key=lambda pair: -pair[1])[:10]

    assert statistics.median(ages.values()) <= 11, worst
    assert worst[0][1] <= 16, worst


def test_no_sentence_is_gendered():
    assert {entry.slug: GENDERED.findall(text(entry)) for entry in shipped() if GENDERED.search(text(entry))} == {}


def test_every_soc_code_exists_and_what_has_none_says_why():
    units = {one.code for one in occupations() if len(one.code) == 4}

    assert {entry.slug: entry.soc2020 for entry in shipped() if entry.soc2020 and entry.soc2020 not in units} == {}
    assert [entry.slug for entry in shipped() if not entry.soc2020 and not entry.soc_note] == []


def test_every_check_and_skill_has_words():
    assert {check["kind"] for entry in shipped() for check in entry.checks} <= content.checks().keys()
    assert {skill for entry in shipped() for skill in entry.skills} <= content.skills().keys()


class StoredWay:
    """An entry's way with the attributes of a stored one."""

    def __init__(self, kind: str, facts: dict) -> None:
        self.kind = kind
        for name in ("needs", "courses", "subjects", "awards", "levels", "standards"):
            setattr(self, name, facts.get(name, []))


def test_every_career_has_a_way_in_or_none_that_was_checked():
    none = []
    for entry in shipped():
        rows = rows_of([StoredWay(kind, facts) for kind, facts in entry.ways.items()], entry.soc2020 or None)
        assert all(row.name and row.need and row.long and row.money and row.leads and row.sources for row in rows)
        none += [] if rows else [entry.slug]
    assert none == ["car-salesperson"]


def test_every_career_is_near_another_and_says_why():
    facts = [
        Facts(entry.slug, entry.soc2020 or "", frozenset(entry.categories), frozenset(entry.skills))
        for entry in shipped()
    ]
    found = nearest(facts, content.categories() | content.skills())

    assert [slug for slug, near in found.items() if not near or not all(one.why for one in near)] == []
