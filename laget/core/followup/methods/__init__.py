"""The methods that judge a target, one file each, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from laget.core.followup.methods.destatis import DESTATIS
from laget.core.followup.methods.eurostat import EUROSTAT
from laget.core.followup.methods.method import Method
from laget.core.followup.methods.statcan import STATCAN
from laget.core.followup.methods.theil_sen import THEIL_SEN
from laget.core.followup.methods.un_progress import UN_PROGRESS

METHODS: Mapping[str, Method] = MappingProxyType(
    {method.name: method for method in (DESTATIS, STATCAN, UN_PROGRESS, EUROSTAT, THEIL_SEN)}
)
