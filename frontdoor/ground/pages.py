"""How pages are made: the Jinja2 environment with GOV.UK components, and forms rendered as those components."""

from django.contrib.messages import get_messages
from django.forms.renderers import TemplatesSetting
from django.templatetags.static import static
from django.urls import reverse
from django_htmx.jinja import htmx_script
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader


def environment(**options: object) -> Environment:
    """The environment of every Jinja2 page. Rooms add nothing to it; what several pages share is a macro or a filter here."""
    loader = options.pop("loader")
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    env = Environment(
        loader=ChoiceLoader([loader, components]),  # type: ignore[list-item]
        trim_blocks=True,
        lstrip_blocks=True,
        **options,  # type: ignore[arg-type]
    )
    env.globals.update(static=static, url=reverse, htmx_script=htmx_script, get_messages=get_messages)
    return env


class FormRenderer(TemplatesSetting):
    """`{{ form }}` gives the fields as GOV.UK components with hints, errors and kept answers."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
