from django.db import migrations

KINDS = ("institution", "adviser-service", "council", "adult-service")


def take_in(apps, schema_editor):
    """Whoever is an adviser already is in their service's register from now on; it can run again."""
    Membership = apps.get_model("organisations", "Membership")
    Service = apps.get_model("guidance", "Service")
    Adviser = apps.get_model("guidance", "Adviser")
    live = Membership.objects.filter(role="adviser", ended_at=None, organisation__kind__in=KINDS).order_by("pk")
    for membership in live:
        since = {"created_at": membership.created_at}
        service, _ = Service.objects.get_or_create(organisation_id=membership.organisation_id, defaults=since)
        Adviser.objects.get_or_create(service=service, user_id=membership.user_id, defaults=since)


class Migration(migrations.Migration):

    dependencies = [
        ("guidance", "0002_services"),
    ]

    operations = [
        migrations.RunPython(take_in, migrations.RunPython.noop, elidable=True),
    ]
