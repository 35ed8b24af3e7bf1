"""From which year a signal drives another, and to which."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("horizon", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="drive",
            name="since",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="drive",
            name="until",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="drive",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__gte", models.F("since")), ("since", None), ("until", None), _connector="OR"
                ),
                name="a_drive_ends_after_it_began",
            ),
        ),
    ]
