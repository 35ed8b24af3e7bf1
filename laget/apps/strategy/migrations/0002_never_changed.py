"""An adopted version stands as it was written."""

from typing import ClassVar

from django.db import migrations

from laget.apps.immutable import NeverChanged


class Migration(migrations.Migration):
    dependencies: ClassVar = [("strategy", "0001_initial")]
    operations: ClassVar = [NeverChanged("StrategyVersion")]
