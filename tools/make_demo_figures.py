"""Writes laget/demo/figures.csv from official figures: python tools/make_demo_figures.py ../shared/real

Run by hand, when the example strategy or the figures it rests on have changed. Each row says which
indicator of the example strategy it belongs to and whose figure it is. Values stand as they were published;
what was worked out here says "egen bearbetning". Two series are invented from beginning to end and say so.
"""

import argparse
import csv
import gzip
import io
import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from laget.core.areas import COUNTIES, COUNTRY, by_name, from_kolada, municipalities_of
from laget.core.strategy.document import KoladaSource
from laget.data.sources.kolada import Kpi
from laget.data.sources.tables.workbook import read_workbook
from laget.data.strategy_file import read_strategy

DEMO = Path(__file__).resolve().parents[1] / "laget" / "demo"
COUNTY = "13"
PLACES = {place.code for place in (COUNTRY, *COUNTIES, *municipalities_of(COUNTY))}
COLUMNS = ("indikator", "regionkod", "period", "grupp", "värde", "status", "källa", "påhittad", "upphörde")
OUTCOME, FORECAST, MISSING = "utfall", "prognos", "saknas"
APRIL = "2026M04"
SEXES = {"TotSa": "totalt", "2": "kvinnor", "1": "män"}
LAST_OUTCOME = 2025  # of the population files: later years are a forecast, whether they are marked or not

INVENTED = "påhittad serie, ingen riktig statistik"
# Share unemployed in the example county by region of birth: born in Sweden, born abroad. No figure is real.
INVENTED_UNEMPLOYMENT = {
    2015: ("3.6", "16.8"),
    2016: ("3.5", "16.5"),
    2017: ("3.3", "15.9"),
    2018: ("3.1", "15.2"),
    2019: ("3.2", "14.9"),
    2020: ("4.0", "16.4"),
    2021: ("3.5", "15.1"),
    2022: ("2.8", "12.9"),
    2023: ("3.0", "12.4"),
    2024: ("3.3", "12.6"),
    2025: ("3.2", "12.1"),
}
# People in four municipalities beside the county, in 2015 and how many more a year. No figure is real.
INVENTED_NEIGHBOURS = {
    "1278": (14_500, 50),
    "1292": (41_000, 300),
    "1463": (34_000, 100),
    "1465": (10_500, 25),
}
INVENTED_YEARS = range(2015, LAST_OUTCOME + 1)


@dataclass(frozen=True, slots=True)
class Economy:
    """An invented series of months (12 parts) or quarters (4): a level a year, and what each part adds."""

    levels: Mapping[int, str]
    parts: Sequence[str]
    wobble: str = "0"  # how much a part strays, up or down
    last: int = 12  # the last part of the last year


# The economy of the example county by month and quarter. No figure is real.
INVENTED_ECONOMY = {
    "arbetsloshet-manad-pahittad": Economy(
        {2021: "6.4", 2022: "5.4", 2023: "5.2", 2024: "5.8", 2025: "6.0"},
        ("0.4", "0.3", "0.2", "0.0", "-0.2", "0.3", "0.1", "-0.1", "-0.3", "-0.3", "-0.2", "0.0"),
        wobble="0.1",
        last=10,
    ),
    "konkurser-pahittad": Economy(
        {2021: "15", 2022: "16", 2023: "21", 2024: "25", 2025: "22"},
        ("1", "0", "2", "1", "2", "1", "-7", "-3", "2", "2", "1", "0"),
        wobble="2",
        last=10,
    ),
    "varsel-pahittad": Economy(
        {2021: "60", 2022: "55", 2023: "120", 2024: "140", 2025: "110"},
        ("10", "15", "5", "0", "0", "-15", "-45", "-10", "10", "25", "20", "-5"),
        wobble="18",
        last=10,
    ),
    "bygglov-pahittad": Economy(
        {
            2018: "640",
            2019: "600",
            2020: "560",
            2021: "690",
            2022: "520",
            2023: "260",
            2024: "240",
            2025: "290",
        },
        ("-40", "60", "-50", "30"),
        wobble="25",
        last=3,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure: `value` is the number's own digits, None where none was published."""

    indicator: str
    area: str
    period: str
    value: str | None
    source: str
    group: str = "totalt"
    status: str = OUTCOME
    invented: bool = False
    ended: str = ""  # the last year of a series that its publisher has ended

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What no two rows share."""
        return self.indicator, self.area, self.period, self.group


def kolada(real: Path) -> Iterator[Row]:
    """Yield the values of the Kolada indicators of both versions of the example strategy."""
    catalogue = json.loads(gzip.decompress((real / "kolada" / "kpi.json.gz").read_bytes()))["values"]
    described = {entry["id"]: Kpi.model_validate(entry) for entry in catalogue}
    wanted = {
        indicator.source.kpi: indicator.id
        for version in ("strategy.yaml", "strategy-previous.yaml")
        for indicator in read_strategy(DEMO / version).document.indicators
        if isinstance(indicator.source, KoladaSource)
    }
    for line in gzip.decompress((real / "kolada" / "values.jsonl.gz").read_bytes()).splitlines():
        found = json.loads(line)
        area = from_kolada(found["municipality"]).code
        if found["kpi"] in wanted and area in PLACES:
            kpi = described[found["kpi"]]
            publisher = kpi.underlying.replace("\\n", "")  # some descriptions end in a line break spelt out
            yield Row(
                indicator=wanted[kpi.id],
                area=area,
                period=str(found["period"]),
                value=None if found["value"] is None else str(found["value"]),
                status=MISSING if found["value"] is None else OUTCOME,
                source=f"Kolada {kpi.id} ({publisher})",
                ended="" if kpi.ended is None else str(kpi.ended),
            )


def population(real: Path) -> Iterator[Row]:
    """Yield population, births less deaths, and net migration: outcomes and the forecast after them."""
    for found in _csv(real, "befolkningsdata.csv"):
        yield _demographic(
            "befolkning", found["Region"], found["År"], found["Folkmängd"], "befolkningsdata.csv"
        )
    for indicator, variable, name in (
        ("fodelsenetto", "Födelsenetto", "fodelsenetto.csv"),
        ("inrikes-flyttnetto", "Inrikes flyttnetto", "inrikesflyttningar.csv"),
        ("utrikes-flyttnetto", "Utrikes flyttnetto", "utrikesflyttningar.csv"),
    ):
        for found in _csv(real, name):
            if found["Variabel"] == variable:
                yield _demographic(indicator, found["Region"], found["År"], found["Värde"], name)


def ages(real: Path) -> Iterator[Row]:
    """Yield the population by age that the example divides by, and the share that is of working age."""
    name = "aldersstrukturer.csv"
    by_place: dict[tuple[str, str], dict[str, Decimal]] = {}
    for found in _csv(real, name):
        people = by_place.setdefault((found["Region"], found["År"]), {})
        people[found["Åldersgrupp"]] = Decimal(found["Befolkning"])
    for (region, year), people in by_place.items():
        working, over_80 = people["20-64 år"], people["80+ år"]
        share = round(100 * working / sum(people.values()), 4)
        own = f"{name}, egen bearbetning"
        yield _demographic("befolkning-20-64", region, year, str(working), name)
        yield _demographic("befolkning-65", region, year, str(people["65-79 år"] + over_80), own)
        yield _demographic("befolkning-80", region, year, str(over_80), name)
        yield _demographic("andel-20-64", region, year, str(share), own)


def _demographic(indicator: str, region: str, year: str, value: str, file: str) -> Row:
    forecast = int(year) > LAST_OUTCOME
    return Row(
        indicator=indicator,
        area=by_name(region).code,
        period=year,
        value=value,
        status=FORECAST if forecast else OUTCOME,
        source=f"prognos utan angiven upphovsman ({file})" if forecast else f"SCB ({file})",
    )


def unemployment(real: Path) -> Iterator[Row]:
    """Yield unemployment in all counties by year, and by region of birth and month for two areas."""
    for found in _workbook(real, "arbetsmarknadsstatus_lan.xlsx"):
        yield Row(
            indicator="arbetsloshet",
            area=found["regionkod"],
            period=found["år"],
            value=found["arbetslöshet"],
            source="SCB (arbetsmarknadsstatus_lan.xlsx)",
        )
    name = "andel_arblosa_2020M01_2022M12.xlsx"
    for found in _workbook(real, name):
        if found["regionkod"] in ("00", "20"):
            yield Row(
                indicator="arbetsloshet-fodelseregion",
                area=found["regionkod"],
                period=found["tid"],
                group=found["födelseregion"],
                value=found["andel"],
                source=f"SCB ({name})",
            )


def monthly_population(real: Path) -> Iterator[Row]:
    """Yield the population of each county by month; in April by sex, and the share that are young adults.

    Populations are sums of ten-year classes, the country's of its counties.
    """
    cube = json.loads((real / "scb" / "TAB6471_data.json").read_bytes())
    codes = [list(cube["dimension"][name]["category"]["index"]) for name in cube["id"]]
    people: Counter[tuple[str, str, str]] = Counter()
    young: Counter[tuple[str, str]] = Counter()
    for chosen, value in zip(itertools.product(*codes), cube["value"], strict=True):
        cell = dict(zip(cube["id"], chosen, strict=True))
        for area in (cell["Region"], COUNTRY.code):
            people[area, cell["Kon"], cell["Tid"]] += value
            if cell["Tid"] == APRIL and cell["Alder"] in ("20-29", "30-39"):
                young[area, cell["Kon"]] += value
    source = "SCB TAB6471, summa av tioårsklasser"
    for (area, sex, month), count in people.items():
        if sex == "TotSa" and area != COUNTRY.code:
            yield Row(indicator="folkmangd-april", area=area, period=month, value=str(count), source=source)
    for area, sex in itertools.product((COUNTY, COUNTRY.code), SEXES):
        count = people[area, sex, APRIL]
        share = round(100 * Decimal(young[area, sex]) / count, 4)
        for indicator, value in (("befolkning-april-kon", str(count)), ("andel-20-39-april", str(share))):
            yield Row(
                indicator=indicator,
                area=area,
                period=APRIL,
                group=SEXES[sex],
                value=value,
                source="SCB TAB6471, egen bearbetning",
            )


def invented() -> Iterator[Row]:
    """Yield the series that are made up: unemployment by region of birth, people beside the county."""
    for year, (born_in_sweden, born_abroad) in INVENTED_UNEMPLOYMENT.items():
        for group, value in (("inrikes född", born_in_sweden), ("utrikes född", born_abroad)):
            yield Row(
                indicator="arbetsloshet-fodelseregion-pahittad",
                area=COUNTY,
                period=str(year),
                group=group,
                value=value,
                source=INVENTED,
                invented=True,
            )
    for (area, (people, more)), year in itertools.product(INVENTED_NEIGHBOURS.items(), INVENTED_YEARS):
        yield Row(
            indicator="befolkning-grannkommuner-pahittad",
            area=area,
            period=str(year),
            value=str(people + more * (year - INVENTED_YEARS[0])),
            source=INVENTED,
            invented=True,
        )


def economy() -> Iterator[Row]:
    """Yield the economy by month and quarter, made up: a level, what each part adds, and what it strays."""
    for indicator, one in INVENTED_ECONOMY.items():
        count, last_year = len(one.parts), max(one.levels)
        for (year, level), (number, more) in itertools.product(one.levels.items(), enumerate(one.parts, 1)):
            if year == last_year and number > one.last:
                continue
            stray = Decimal((7 * year + 3 * number * number) % 5 - 2) / 2 * Decimal(one.wobble)
            exact = Decimal(level) + Decimal(more) + stray
            yield Row(
                indicator=indicator,
                area=COUNTY,
                period=f"{year}M{number:02}" if count == 12 else f"{year}Q{number}",
                value=str(exact.quantize(Decimal(level))),
                source=INVENTED,
                invented=True,
            )


def _csv(real: Path, name: str) -> Iterator[dict[str, str]]:
    with (real / "files" / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _workbook(real: Path, name: str) -> Iterator[dict[str, str]]:
    header, *rows = read_workbook((real / "files" / name).read_bytes(), sheet=None).rows
    for row in rows:
        yield {str(column): str(cell) for column, cell in zip(header, row, strict=True)}


def written(rows: Iterable[Row]) -> str:
    """Return the rows as CSV in the order of their keys; a key twice is an error."""
    ordered = sorted(rows, key=lambda row: row.key)
    for one, other in itertools.pairwise(ordered):
        if one.key == other.key:
            raise SystemExit(f"two values for {one.key}")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in ordered:
        mark = "ja" if row.invented else "nej"
        writer.writerow((*row.key, row.value, row.status, row.source, mark, row.ended))
    return text.getvalue()


def main() -> None:
    """Write the figures of the example from the folder that is given."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("real", type=Path, help="the folder of real official figures")
    parser.add_argument("--out", type=Path, default=DEMO / "figures.csv")
    asked = parser.parse_args()
    sources = (kolada, population, ages, unemployment, monthly_population)
    rows = itertools.chain(invented(), economy(), *(source(asked.real) for source in sources))
    asked.out.write_text(written(rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
