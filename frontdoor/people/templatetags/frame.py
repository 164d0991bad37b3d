"""`{% frame %}...{% endframe %}`: a Django template's words in the Jinja2 frame of every page."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


class FrameNode(template.Node):
    """Renders what is inside and hands it to `people/frame.html`."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The whole page."""
        given = {"inner": self.nodelist.render(context), "form": context.get("form")}
        return render_to_string("people/frame.html", given, request=context.get("request"))


@register.tag
def frame(parser: Parser, _token: Token) -> FrameNode:
    """The tag."""
    nodelist = parser.parse(("endframe",))
    parser.delete_first_token()
    return FrameNode(nodelist)
