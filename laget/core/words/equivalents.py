"""A number told by something familiar: 148 buses. Each unit has a size, and a source for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from laget.core.words.numbers import number
from laget.core.words.said import Said

FEWEST, MOST = 2, 500  # how many of a unit a number may be told as
TENS = 30  # the number that is easiest to picture: some few tens
WHOLE_FROM = 10  # from here on a whole number is within 5 per cent
NEAR = 0.05  # how far a smaller number may lie from a whole one to be told as it
UNFAMILIAR = 1.5  # how much farther off a familiar unit may be and still be chosen
FEWEST_CASES = 5  # of fewer people or firms nothing is formed


@dataclass(frozen=True, slots=True)
class Source:
    """Where a size stands; `year` is the document's, None where it bears none."""

    publisher: str
    document: str
    year: int | None

    @property
    def text(self) -> str:
        """The source as it is shown beside the number."""
        parts = (self.publisher, self.document, "" if self.year is None else str(self.year))
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Something familiar: `size` of it is in `of` (people, kg, greenhouse_gases in tonnes, days or firms)."""

    id: str
    of: str
    size: float
    one: Said
    many: Said
    source: Source
    familiar: bool = True


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A number of a unit, whole from 10 on and else where that is near, with at most one decimal."""

    number: float
    unit: Unit

    @property
    def said(self) -> Said:
        """The number and the unit, "148 bussar"; the number is rounded, so a sentence says about."""
        decimals = 0 if self.number.is_integer() else 1
        sv, en = (number(self.number, decimals=decimals, language=language) for language in ("sv", "en"))
        return Said(f"{sv} {self.unit.many.sv}", f"{en} {self.unit.many.en}")


def equivalent(count: float, *, of: str) -> Equivalent | None:
    """Return a count of `of` told in the unit that is easiest to picture, or None where no unit fits.

    `of` is people, firms, days, kg, tonnes, or greenhouse_gases (tonnes). The number is from 2 to 500; among
    the units that allow it a number that is whole without being bent comes first, then a familiar unit, then
    the number nearest to some few tens. Nothing is formed from fewer than 5 people or firms.
    """
    if of in {"people", "firms"} and count < FEWEST_CASES:
        return None
    if of == "tonnes":
        count, of = count * 1000, "kg"
    found = [
        (not _is_whole(count / unit.size), _distance(count / unit.size, unit=unit), place, unit)
        for place, unit in enumerate(UNITS.values())
        if unit.of == of and FEWEST <= count / unit.size <= MOST
    ]
    if not found:
        return None
    *_, unit = min(found)
    exact = count / unit.size
    return Equivalent(float(round(exact)) if _is_whole(exact) else round(exact, 1), unit)


def _is_whole(exact: float) -> bool:
    """Tell whether a number is told as the nearest whole one."""
    return exact >= WHOLE_FROM or abs(exact - round(exact)) <= NEAR * exact


def _distance(exact: float, *, unit: Unit) -> float:
    """Return how far a number is from some few tens, by division only so that it is the same everywhere."""
    ratio = max(exact / TENS, TENS / exact)
    return ratio if unit.familiar else ratio * UNFAMILIAR


def _unit(
    id_: str,
    of: str,
    size: float,
    *,
    sv: tuple[str, str],
    en: tuple[str, str],
    source: tuple[str, str, int | None],
    familiar: bool = True,
) -> Unit:
    return Unit(
        id=id_,
        of=of,
        size=size,
        one=Said(sv[0], en[0]),
        many=Said(sv[1], en[1]),
        source=Source(*source),
        familiar=familiar,
    )


_LAW = "Svensk författningssamling"

UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        unit.id: unit
        for unit in (
            _unit(
                "minibus",
                "people",
                9,
                sv=("full minibuss", "fulla minibussar"),
                en=("full minibus", "full minibuses"),
                source=("Cityterminalen", "About buses", None),
            ),
            _unit(
                "football_team",
                "people",
                11,
                sv=("fotbollslag", "fotbollslag"),
                en=("football team", "football teams"),
                source=("The International Football Association Board", "Laws of the Game, Law 3", 2024),
            ),
            _unit(
                "preschool_group",
                "people",
                15,
                sv=("full förskolegrupp", "fulla förskolegrupper"),
                en=("full preschool group", "full preschool groups"),
                source=("Skolverket", "Nya riktmärken ska bidra till mindre barngrupper", 2016),
            ),
            _unit(
                "school_class",
                "people",
                19,
                sv=("skolklass", "skolklasser"),
                en=("school class", "school classes"),
                source=("Skolverket", "19 elever per klass i grundskolan", 2014),
            ),
            _unit(
                "bus",
                "people",
                50,
                sv=("full buss", "fulla bussar"),
                en=("full bus", "full buses"),
                source=("Cityterminalen", "About buses", None),
            ),
            _unit(
                "double_decker",
                "people",
                96,
                sv=("full dubbeldäckare", "fulla dubbeldäckare"),
                en=("full double-decker coach", "full double-decker coaches"),
                source=("Volvo Buses", "22 units of Volvo 9700 DD for Gothenburg–Borås", 2021),
                familiar=False,
            ),
            _unit(
                "symphony_orchestra",
                "people",
                109,
                sv=("symfoniorkester så stor som Göteborgs", "symfoniorkestrar så stora som Göteborgs"),
                en=("symphony orchestra like Gothenburg's", "symphony orchestras like Gothenburg's"),
                source=("Göteborgs Symfoniker", "About the organisation", None),
                familiar=False,
            ),
            _unit(
                "aeroplane",
                "people",
                189,
                sv=("fullsatt passagerarplan", "fullsatta passagerarplan"),
                en=("full airliner", "full airliners"),
                source=("FlightGlobal", "Modified A320 could feature 195 seats: EASA (Boeing 737-800)", 2015),
            ),
            _unit(
                "oresund_train",
                "people",
                229,
                sv=("fullsatt Öresundståg", "fullsatta Öresundståg"),
                en=("full Öresund train", "full Öresund trains"),
                source=("Järnväg.net", "Vagnguide X31K", None),
            ),
            _unit(
                "riksdag",
                "people",
                349,
                sv=("fullsatt riksdag", "fullsatta riksdagar"),
                en=("full Swedish parliament", "full Swedish parliaments"),
                source=(_LAW, "Regeringsformen (1974:152), 3 kap.", 1974),
                familiar=False,
            ),
            _unit(
                "european_parliament",
                "people",
                720,
                sv=("fullsatt Europaparlament", "fullsatta Europaparlament"),
                en=("full European Parliament", "full European Parliaments"),
                source=(
                    "Europaparlamentet",
                    "Europaparlamentet 2024–2029: så många platser har varje land",
                    2023,
                ),
                familiar=False,
            ),
            _unit(
                "lecture_hall",
                "people",
                1000,
                sv=("full hörsal som Aula Medica i Solna", "fulla hörsalar som Aula Medica i Solna"),
                en=(
                    "full lecture hall like Aula Medica in Solna",
                    "full lecture halls like Aula Medica in Solna",
                ),
                source=("Karolinska Institutet", "Pressvisning av Aula Medica", 2013),
                familiar=False,
            ),
            _unit(
                "ferry",
                "people",
                2800,
                sv=("full färja som Viking Grace", "fulla färjor som Viking Grace"),
                en=("full ferry like Viking Grace", "full ferries like Viking Grace"),
                source=("Ilta-Sanomat", "Viking Grace, 21.11.2020", 2020),
            ),
            _unit(
                "falkenberg_arena",
                "people",
                5500,
                sv=("fullsatt fotbollsarena som Falkenbergs", "fullsatta fotbollsarenor som Falkenbergs"),
                en=("full football arena like Falkenberg's", "full football arenas like Falkenberg's"),
                source=("Falkenbergs kommun", "Förslag på ny fotbollsarena i Falkenberg", 2014),
            ),
            _unit(
                "vasaloppet",
                "people",
                15_800,
                sv=("fulltecknat Vasalopp", "fulltecknade Vasalopp"),
                en=("fully booked Vasaloppet ski race", "fully booked Vasaloppet ski races"),
                source=(
                    "Vasaloppet",
                    "Fakta, statistik, nyheter och kuriosa inför det 96:e Vasaloppet",
                    2020,
                ),
            ),
            _unit(
                "national_arena",
                "people",
                50_000,
                sv=("fullsatt nationalarena i Solna", "fullsatta nationalarenor som den i Solna"),
                en=("full national arena in Solna", "full national arenas like the one in Solna"),
                source=("UEFA", "Friends Arena, Solna (UEFA Women's EURO 2013)", 2013),
            ),
            # What weighs: of tonnes as well.
            _unit(
                "empty_pallet",
                "kg",
                25,
                sv=("tom EUR-pall", "tomma EUR-pallar"),
                en=("empty Euro pallet", "empty Euro pallets"),
                source=("European Pallet Association", "EPAL Euro pallet, product sheet", None),
            ),
            _unit(
                "pallet",
                "kg",
                1500,
                sv=("fullastad EUR-pall", "fullastade EUR-pallar"),
                en=("fully loaded Euro pallet", "fully loaded Euro pallets"),
                source=("European Pallet Association", "EPAL Euro pallet, product sheet", None),
            ),
            _unit(
                "container",
                "kg",
                30_480,
                sv=("fullastad tjugofotscontainer", "fullastade tjugofotscontainrar"),
                en=("fully loaded twenty-foot container", "fully loaded twenty-foot containers"),
                source=("International Organization for Standardization", "ISO 668, Amendment 1", 2005),
                familiar=False,
            ),
            _unit(
                "lorry",
                "kg",
                74_000,
                sv=(
                    "lastbil med släp av den tyngsta sorten på väg",
                    "lastbilar med släp av den tyngsta sorten på väg",
                ),
                en=(
                    "lorry and trailer of the heaviest kind on roads",
                    "lorries and trailers of the heaviest kind on roads",
                ),
                source=(_LAW, "Förordning (2018:102) om ändring i trafikförordningen", 2018),
            ),
            _unit(
                "ore_wagon",
                "kg",
                100_000,
                sv=("full malmvagn", "fulla malmvagnar"),
                en=("full ore wagon", "full ore wagons"),
                source=("LKAB", "LKAB beställer 300 nya malmvagnar från Kockums", 2011),
                familiar=False,
            ),
            _unit(
                "ore_train",
                "kg",
                6_800_000,
                sv=("fullt malmtåg", "fulla malmtåg"),
                en=("full ore train", "full ore trains"),
                source=("LKAB", "LKAB beställer 300 nya malmvagnar från Kockums", 2011),
            ),
            # Tonnes of greenhouse gases: what causes them, not what they weigh.
            _unit(
                "car_year",
                "greenhouse_gases",
                4.6,
                sv=(
                    "genomsnittlig amerikansk bil under ett år",
                    "genomsnittliga amerikanska bilar under ett år",
                ),
                en=("average American car for a year", "average American cars for a year"),
                source=(
                    "United States Environmental Protection Agency",
                    "Tailpipe Greenhouse Gas Emissions from a Typical Passenger Vehicle, EPA-420-F-23-014",
                    2023,
                ),
                familiar=False,
            ),
            _unit(
                "consumption_year",
                "greenhouse_gases",
                8,
                sv=("svensk persons konsumtion under ett år", "svenskars konsumtion under ett år"),
                en=("Swedish resident's consumption for a year", "Swedish residents' consumption for a year"),
                source=("Naturvårdsverket", "Klimatet och konsumtionen (utsläpp 2020)", 2020),
            ),
            _unit(
                "holiday",
                "days",
                25,
                sv=("årssemester enligt lagen", "årssemestrar enligt lagen"),
                en=("year's holiday by law", "years' holidays by law"),
                source=(_LAW, "Semesterlag (1977:480), 4 §", 1977),
            ),
            _unit(
                "school_year",
                "days",
                178,
                sv=("läsår i skolan", "läsår i skolan"),
                en=("school year", "school years"),
                source=(_LAW, "Skolförordning (2011:185), 3 kap.", 2011),
            ),
            _unit(
                "parental_leave",
                "days",
                480,
                sv=("hel föräldraledighet", "hela föräldraledigheter"),
                en=("whole parental leave", "whole parental leaves"),
                source=(_LAW, "Socialförsäkringsbalk (2010:110), 12 kap. 12 §", 2017),
            ),
            _unit(
                "listed_firms",
                "firms",
                30,
                sv=("börslista så lång som Stockholms ledande", "börslistor så långa som Stockholms ledande"),
                en=(
                    "stock list as long as Stockholm's leading one",
                    "stock lists as long as Stockholm's leading one",
                ),
                source=("Nasdaq", "Semi-Annual Review of the OMX Stockholm 30 Index", 2020),
            ),
        )
    }
)
