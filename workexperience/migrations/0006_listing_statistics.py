from django.db import migrations


class Migration(migrations.Migration):
    """The planner keeps the frequency of ten thousand words instead of a thousand: the search asks it how rare one is."""

    dependencies = [("workexperience", "0005_what_happened")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE workexperience_listing ALTER COLUMN words SET STATISTICS 1000",
            "ALTER TABLE workexperience_listing ALTER COLUMN words SET STATISTICS -1",
        ),
    ]
