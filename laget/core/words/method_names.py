"""What each method is called after, in a sentence."""

from collections.abc import Mapping
from types import MappingProxyType

from laget.core.words.said import Said

METHOD_NAMES: Mapping[str, Said] = MappingProxyType(
    {
        "destatis": Said("Destatis", "Destatis"),
        "statcan": Said("Statistics Canada", "Statistics Canada"),
        "un_progress": Said("FN", "the UN"),
        "eurostat": Said("Eurostat", "Eurostat"),
        "theil_sen": Said("Theil–Sen", "Theil–Sen"),
    }
)
