"""Who has no e-mail address can be registered by hand and at the door; an address is still one registration."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0006_everybody_registered")]

    operations = [
        migrations.RemoveConstraint(model_name="registration", name="one_registration_an_address"),
        migrations.AlterField(
            model_name="registration", name="email", field=models.EmailField(blank=True, max_length=254)
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email", ""), _negated=True),
                fields=("event", "email"),
                name="one_registration_an_address",
            ),
        ),
    ]
