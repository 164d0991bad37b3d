"""A career as schema.org's Occupation, for search engines. Pure."""

from typing import Any

from frontdoor.careers.pay import SOURCE, YEAR, Pay


def occupation(*, title: str, overview: str, address: str, pay: Pay | None) -> dict[str, Any]:
    """An Occupation (schema.org/Occupation) with what ONS publishes of its pay, in pounds a year before tax."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "name": title,
        "description": overview,
        "mainEntityOfPage": address,
        "occupationLocation": {"@type": "Country", "name": "England"},
    }
    if pay:
        amount = {
            "@type": "MonetaryAmountDistribution",
            "name": f"{SOURCE} ({YEAR})",
            "currency": "GBP",
            "duration": "P1Y",
            "median": pay.middle,
            "percentile10": pay.low if pay.is_whole else None,
            "percentile90": pay.high if pay.is_whole else None,
        }
        found["estimatedSalary"] = [{name: value for name, value in amount.items() if value is not None}]
    return found


def breadcrumbs(steps: list[tuple[str, str]]) -> dict[str, Any]:
    """A BreadcrumbList of (name, address), outermost first."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(steps, 1)
        ],
    }
