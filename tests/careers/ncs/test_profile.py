"""One profile in each spelling of the source's JSON."""

import pytest

from frontdoor.careers.ncs.profile import NotAProfile, read_profile

EXPORT = {
    "title": "Glass  tester*",
    "url_name": "glass-tester",
    "last_updated": "2020-11-16",
    "categories": ["manufacturing"],
    "overview": "Words of theirs.",
    "soc2010": "8133",
    "minimum_hours": 37.0,
    "maximum_hours": 40.0,
    "working_hours_details": "a week",
    "how_to_become": {
        "college": {"relevant_subjects": ["- Level 2 Certificate in Glass"], "entry_requirements": ["2 or more GCSEs"]},
        "work": ["You could start as a helper."],
        "more_information": {"registrations": []},
    },
    "what_it_takes": {"top_onet_skills": ["Attention to Detail"], "restrictions": ["be over 18 years of age"]},
    "what_you_will_do": {"day_to_day_tasks": ["look at glass"]},
    "career_path": ["You could lead."],
    "apprenticeship_standards": ["ST0001"],
}
API = {
    "Title": "Glass tester",
    "Url": "https://pp.example/job-profiles/glass-tester",
    "LastUpdatedDate": "2020-11-16T00:00:00Z",
    "Overview": "Words of theirs.",
    "Soc": "8133",
    "MinimumHours": 37.0,
    "MaximumHours": 40.0,
    "WorkingHoursDetails": "a week",
    "AlternativeTitle": "Pane checker, Glazing inspector",
    "HowToBecome": {
        "EntryRoutes": {
            "College": {
                "RelevantSubjects": ["- Level 2 Certificate in Glass"],
                "EntryRequirements": ["2 or more GCSEs"],
            },
            "Work": ["You could start as a helper."],
        },
        "MoreInformation": {"Registrations": []},
    },
    "WhatItTakes": {
        "Skills": [{"Description": "Attention to Detail", "ONetRank": "5.06"}],
        "RestrictionsAndRequirements": {"RelatedRestrictions": ["be over 18 years of age"], "OtherRequirements": []},
    },
    "WhatYouWillDo": {"WYDDayToDayTasks": ["look at glass"]},
    "CareerPathAndProgression": {"CareerPathAndProgression": ["You could lead."]},
}


def lower_first(data):
    """The same JSON as the API answers it."""
    if isinstance(data, dict):
        return {key[:1].lower() + key[1:]: lower_first(value) for key, value in data.items()}
    return [lower_first(one) for one in data] if isinstance(data, list) else data


@pytest.mark.parametrize("data", [EXPORT, API, lower_first(API)], ids=["export", "as documented", "as answered"])
def test_profile_is_read_in_every_spelling(data):
    found = read_profile(data)

    assert (found.slug, found.title, found.updated, found.soc2010) == (
        "glass-tester",
        "Glass tester",
        "2020-11-16",
        "8133",
    )
    assert (found.hours_least, found.hours_most, found.hours_kind) == (37.0, 40.0, "a week")
    assert (found.overview, found.does, found.leads) == ("Words of theirs.", ["look at glass"], ["You could lead."])
    assert found.skills == ["Attention to Detail"]
    assert found.checks == [{"kind": "age-18"}]
    ways = {way.kind: way for way in found.ways}
    assert ways["college"].needs == [{"what": "gcse", "least": 2}]
    assert ways["college"].courses == [{"kind": "Level 2 Certificate", "name": "Glass"}]
    assert "work" in ways


def test_standard_alone_is_a_way_in():
    assert {way.kind: way.standards for way in read_profile(EXPORT).ways}["apprenticeship"] == ["ST0001"]


def test_alternative_titles_help_the_search():
    assert read_profile(API).also == ["pane checker", "glazing inspector"]


@pytest.mark.parametrize("data", [None, 5, [], "x", {}, {"title": "No address"}, {"url": "https://x.example/no-title"}])
def test_what_is_no_profile_is_refused(data):
    with pytest.raises(NotAProfile):
        read_profile(data)
