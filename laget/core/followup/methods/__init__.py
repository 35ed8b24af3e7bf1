"""The methods that judge a target, one file each, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from laget.core.followup.methods.destatis import DESTATIS
from laget.core.followup.methods.eurostat import EUROSTAT
from laget.core.followup.methods.method import Method
from laget.core.followup.methods.statcan import STATCAN
from laget.core.followup.methods.theil_sen import THEIL_SEN
from laget.core.followup.methods.un_progress import UN_PROGRESS
from laget.core.words.said import Refusal, Said

METHODS: Mapping[str, Method] = MappingProxyType(
    {method.name: method for method in (DESTATIS, STATCAN, UN_PROGRESS, EUROSTAT, THEIL_SEN)}
)


class UnknownMethod(Refusal):
    """A method by a name that none has."""


def method_named(name: str) -> Method:
    """Return the method of that name; raises UnknownMethod, naming those there are."""
    if name not in METHODS:
        known = ", ".join(METHODS)
        raise UnknownMethod(
            Said(
                sv=f"Metoden ”{name}” finns inte; välj en av {known}.",
                en=f"There is no method “{name}”; choose one of {known}.",
            )
        )
    return METHODS[name]
