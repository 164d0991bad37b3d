"""Names our admin site to Django; a file of its own, as it is read before any model."""

from django.contrib.admin.apps import AdminConfig


class Config(AdminConfig):
    """Django's admin app with our site."""

    default_site = "frontdoor.home.admin_site.Site"
