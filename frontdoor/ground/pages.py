"""How pages are made: the Jinja2 environment with GOV.UK components, and forms rendered as those components."""

from collections.abc import MutableMapping
from functools import cache
from typing import Any

from django.contrib.messages import get_messages
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django_htmx.jinja import htmx_script
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, select_autoescape

from frontdoor.ground import rendering
from frontdoor.ground.clock import time_in_words, weekday_in_words
from frontdoor.ground.dates import day_in_words, moment_in_words
from frontdoor.ground.years import in_words, year_group_in_words


class Quick(Environment):
    """Jinja2's environment with each template's globals in one plain dict.

    Jinja2 chains two maps and walks through them in Python at each `{% from ... import %}`, of which a page has fifteen:
    a tenth of its time. So what is shared must be in `globals` before the first template is loaded.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of one template."""
        return {**self.globals, **(d or {})}


def environment(**options: object) -> Environment:
    """The environment of every Jinja2 page. Rooms add nothing to it; what several pages share is a macro or a filter here."""
    loader = options.pop("loader")
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    # Everything is escaped but a letter's plain text and its style sheet.
    options["autoescape"] = select_autoescape(disabled_extensions=("txt", "css"), default=True)
    env = Quick(
        loader=ChoiceLoader([loader, components]),  # type: ignore[list-item]
        trim_blocks=True,
        lstrip_blocks=True,
        **options,  # type: ignore[arg-type]
    )
    # A file's address stays the same while the process lives, and a page asks for ten of them.
    env.globals.update(static=cache(static), url=reverse, htmx_script=htmx_script, get_messages=get_messages)
    env.globals.update(
        component=rendering.component,
        error_list=rendering.error_list,
        field_params=rendering.field_params,
        has_errors=rendering.has_errors,
        shown_fields=rendering.shown_fields,
        with_query=with_query,
    )
    env.filters.update(
        day=day_in_words,
        weekday=weekday_in_words,
        clock=time_in_words,
        moment=moment_in_words,
        years=in_words,
        year_group=year_group_in_words,
    )
    return env


def with_query(request: HttpRequest, **changes: object) -> str:
    """The page's own query with some values changed: `?q=leeds&page=2`."""
    query = QueryDict(mutable=True)
    for name in request.GET:  # not `GET.copy()`: that copies each value deeply
        query.setlist(name, request.GET.getlist(name))
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


class FormRenderer(TemplatesSetting):
    """`{{ form }}` gives the fields as GOV.UK components with hints, errors and kept answers."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
