"""The methods that judge a target, one file each, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from laget.core.followup.methods.destatis import DESTATIS
from laget.core.followup.methods.method import Method

DEFAULT = DESTATIS
METHODS: Mapping[str, Method] = MappingProxyType({method.name: method for method in (DESTATIS,)})
