"""The log stands as it was written."""

from typing import ClassVar

from django.db import migrations

from laget.apps.immutable import NeverChanged


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0001_initial")]
    operations: ClassVar = [NeverChanged("Entry")]
