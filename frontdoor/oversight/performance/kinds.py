"""The kinds of page that ask "Was this page useful?", by their pattern: an address may hold a person's part."""

from django.urls import ResolverMatch

# In the order of the page of figures. A pattern that no page has any more fails a test.
KINDS = {
    "": "Start page",
    "for-<slug:slug>/": "A door of the start page",
    "for-schools/": "Door for schools",
    "search": "Search results",
    "careers/": "Lists of careers",
    "careers/<str:slug>/": "A career",
    "careers/quiz/result/": "Result of the careers quiz",
    "careers/quiz/how/": "How the careers quiz works",
    "choices/": "What you can do next: the choice of pages",
    "choices/<slug:stage>/": "What you can do next: a page",
    "choices/<slug:stage>/near/": "Places to learn near you",
    "choices/<slug:stage>/easy-read/": "Easy read",
    "choices/teachers/<slug:subject>/": "Careers in a school subject",
    "work-experience/": "Find work experience",
    "what-to-expect/": "What to expect at school or college",
    "schools/": "Find a school or college",
    "work-experience/<int:offer_id>/": "An offer of work experience",
    "guidance/what-it-is/": "What personal guidance is",
    "guidance/advisers/": "Meet the advisers",
    "employers/": "For employers: offer work experience",
    "worried/": "Worried or not safe?",
    "help/": "Help and contact",
    "accessibility/": "Accessibility",
    "privacy/": "Privacy notice",
    "privacy/ages-11-to-13/": "Privacy, ages 11 to 13",
    "privacy/ages-14-to-17/": "Privacy, ages 14 to 17",
    "terms/": "Terms and sources",
}


def kind_of(match: ResolverMatch | None) -> str | None:
    """The pattern of a page that asks; None for any other page."""
    return match.route if match and match.route in KINDS else None
