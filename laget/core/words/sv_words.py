"""Swedish words as tables: units, groups, directions and doubts."""

from types import MappingProxyType

from laget.core.areas import Kind
from laget.core.followup.reach import Travel
from laget.core.followup.verdict import Hair
from laget.core.words.language import Comparative, Subject
from laget.core.words.numbers import THIN_SPACE
from laget.core.words.text import marked

# One and many of what stands after a number; most Swedish words for what is counted have one form.
NOUNS = MappingProxyType(
    {
        "percent": ("procent", "procent"),
        "percent_free": ("procent", "procent"),
        "points": ("procentenhet", "procentenheter"),
        "people": ("person", "personer"),
        "firms": ("företag", "företag"),
        "tonnes": ("ton", "ton"),
        "kg": ("kg", "kg"),
        "tonnes_per_person": ("ton per person", "ton per person"),
        "kg_per_person": ("kg per person", "kg per person"),
        "kr": ("krona", "kronor"),
        "days": ("dag", "dagar"),
        "places": ("plats", "platser"),
        "index": ("indexenhet", "indexenheter"),
        "ratio": ("", ""),
        "rank": ("", ""),
    }
)
RATES = MappingProxyType(
    {
        "per_1000": f"per {marked(f'1{THIN_SPACE}000')} invånare",
        "per_100000": f"per {marked(f'100{THIN_SPACE}000')} invånare",
    }
)
WITHOUT_PERSON = MappingProxyType({"tonnes_per_person": "tonnes", "kg_per_person": "kg"})
COMPARATIVES = MappingProxyType(
    {
        Comparative.HIGH: ("högre", "lägre"),
        Comparative.MANY: ("fler", "färre"),
        Comparative.MUCH: ("mer", "mindre"),
        Comparative.LARGE: ("större", "mindre"),
        Comparative.PLACE: ("sämre", "bättre"),  # a larger number is a place further down
    }
)
TRAVELS = MappingProxyType(
    {
        Travel.IMPROVING: ", en förbättring",
        Travel.UNCHANGED: ", vilket räknas som oförändrat",
        Travel.WORSENING: ", en försämring",
        Travel.NOT_JUDGED: "",
    }
)
SLIGHT = MappingProxyType(
    {
        Travel.IMPROVING: ", en liten förbättring",
        Travel.UNCHANGED: "",
        Travel.WORSENING: ", en liten försämring",
        Travel.NOT_JUDGED: "",
    }
)
BESIDE = MappingProxyType(
    {
        Travel.IMPROVING: "Det är en förbättring.",
        Travel.UNCHANGED: "Det räknas som oförändrat.",
        Travel.WORSENING: "Det är en försämring.",
        Travel.NOT_JUDGED: "",
    }
)
HAIRS = MappingProxyType(
    {
        Hair.METHOD: "med en annan metod",
        Hair.COMPLEMENT: "mätt på dem som inte ingår i andelen",
        Hair.STANDARD_ERROR: "om den senaste siffran legat ett medelfel högre eller lägre",
    }
)
SUBJECTS = MappingProxyType(
    {
        Subject.VALUE: "värdet",
        Subject.LOWEST: "det lägsta värdet",
        Subject.HIGHEST: "det högsta värdet",
        Subject.DIFFERENCE: "skillnaden",
        Subject.RATIO: "kvoten",
        Subject.SHARE: "andelen",
        Subject.PLACE: "placeringen",
    }
)
GROUPS = MappingProxyType(
    {
        "total": "alla",
        "women": "kvinnor",
        "men": "män",
        "born_in_sweden": "inrikes födda",
        "born_abroad": "utrikes födda",
    }
)
KINDS = MappingProxyType({Kind.COUNTRY: "riket", Kind.COUNTY: "länet", Kind.MUNICIPALITY: "kommunen"})
PREFIXED = frozenset({"rank", "index"})  # the word stands before the number
COUNTABLE = frozenset({"people", "firms", "days"})
ON = frozenset({"0980"})  # an island: på Gotland
NAMED = 4  # areas that are named; of more, how many they are
WAYS = MappingProxyType({"each": "det bästa värdet", "mean": "medelvärdet", "median": "medianen"})
