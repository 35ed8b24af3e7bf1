"""English words as tables: units, groups, directions and doubts."""

from types import MappingProxyType

from laget.core.areas import Kind
from laget.core.followup.reach import Travel
from laget.core.followup.verdict import Hair
from laget.core.words.language import Comparative, Subject
from laget.core.words.text import marked

NOUNS = MappingProxyType(
    {
        "percent": ("per cent", "per cent"),
        "percent_free": ("per cent", "per cent"),
        "points": ("percentage point", "percentage points"),
        "people": ("person", "people"),
        "firms": ("firm", "firms"),
        "tonnes": ("tonne", "tonnes"),
        "kg": ("kg", "kg"),
        "tonnes_per_person": ("tonne per person", "tonnes per person"),
        "kg_per_person": ("kg per person", "kg per person"),
        "kr": ("krona", "kronor"),
        "days": ("day", "days"),
        "places": ("place", "places"),
        "index": ("index point", "index points"),
        "ratio": ("", ""),
        "rank": ("", ""),
    }
)
RATES = MappingProxyType(
    {"per_1000": f"per {marked('1,000')} inhabitants", "per_100000": f"per {marked('100,000')} inhabitants"}
)
WITHOUT_PERSON = MappingProxyType({"tonnes_per_person": "tonnes", "kg_per_person": "kg"})
COMPARATIVES = MappingProxyType(
    {
        Comparative.HIGH: ("higher", "lower"),
        Comparative.MANY: ("more", "fewer"),
        Comparative.MUCH: ("more", "less"),
        Comparative.LARGE: ("larger", "smaller"),
        Comparative.PLACE: ("worse", "better"),  # a larger number is a place further down
    }
)
TRAVELS = MappingProxyType(
    {
        Travel.IMPROVING: ", an improvement",
        Travel.UNCHANGED: ", which counts as unchanged",
        Travel.WORSENING: ", a deterioration",
        Travel.NOT_JUDGED: "",
    }
)
SLIGHT = MappingProxyType(
    {
        Travel.IMPROVING: ", a slight improvement",
        Travel.UNCHANGED: "",
        Travel.WORSENING: ", a slight deterioration",
        Travel.NOT_JUDGED: "",
    }
)
BESIDE = MappingProxyType(
    {
        Travel.IMPROVING: "That is an improvement.",
        Travel.UNCHANGED: "That counts as unchanged.",
        Travel.WORSENING: "That is a deterioration.",
        Travel.NOT_JUDGED: "",
    }
)
HAIRS = MappingProxyType(
    {
        Hair.METHOD: "by another method",
        Hair.COMPLEMENT: "measured on those outside the share",
        Hair.STANDARD_ERROR: "had the latest figure been one standard error higher or lower",
    }
)
SUBJECTS = MappingProxyType(
    {
        Subject.VALUE: "the value",
        Subject.LOWEST: "the lowest value",
        Subject.HIGHEST: "the highest value",
        Subject.DIFFERENCE: "the difference",
        Subject.RATIO: "the ratio",
        Subject.SHARE: "the share",
        Subject.PLACE: "the place",
    }
)
GROUPS = MappingProxyType(
    {
        "total": "all",
        "women": "women",
        "men": "men",
        "born_in_sweden": "people born in Sweden",
        "born_abroad": "people born abroad",
    }
)
KINDS = MappingProxyType({Kind.COUNTRY: "Sweden", Kind.COUNTY: "county", Kind.MUNICIPALITY: "municipality"})
PREFIXED = frozenset({"rank", "index"})  # the word stands before the number
COUNTABLE = frozenset({"people", "firms", "days"})
ON = frozenset({"0980"})  # an island: on Gotland
NAMED = 4  # areas that are named; of more, how many they are
WAYS = MappingProxyType({"each": "the best", "mean": "the mean", "median": "the median"})
