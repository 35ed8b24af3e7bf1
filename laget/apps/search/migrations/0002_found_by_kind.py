import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The index gets its kinds and its order; it is made anew from the documents, so no row is carried over."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("search", "0001_initial"),
    ]

    operations = [
        migrations.DeleteModel(name="Page"),
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("strategi", "In the strategy"),
                            ("indikator", "Indicators"),
                            ("uppfoljning", "Follow-ups"),
                            ("hjalp", "Help"),
                        ],
                        max_length=20,
                    ),
                ),
                ("address", models.CharField(max_length=200)),
                ("url", models.CharField(max_length=500)),
                ("title", models.CharField(max_length=300)),
                ("about", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField(blank=True)),
                ("folded", models.TextField()),
                ("title_length", models.PositiveIntegerField()),
                ("sort", models.CharField(max_length=600)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "language", "address"), name="one_row_a_page"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation", None)),
                        fields=("language", "address"),
                        name="one_row_a_page_of_all",
                    ),
                ],
            },
        ),
    ]
