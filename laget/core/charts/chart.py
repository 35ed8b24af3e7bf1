"""A chart: its spec in two widths, its title, sentence and description, and the table it can be read as."""

from dataclasses import dataclass
from enum import StrEnum

from laget.core.charts import describe
from laget.core.charts.picture import Places, Years
from laget.core.charts.spec.frame import Size, Spec
from laget.core.charts.spec.places import bars_spec, map_spec
from laget.core.charts.spec.years import years_spec
from laget.core.charts.table import Table, places_table, years_table
from laget.core.words.said import Language


class Kind(StrEnum):
    """What kind of chart it is."""

    YEARS = "years"
    BARS = "bars"
    MAP = "map"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart in one language.

    `sentence` is its alternative text and says nothing that `table` does not hold; `description` is all of
    it in words. The specs are plain values of Vega-Lite whose colours are the tokens' names.
    """

    kind: Kind
    language: Language
    title: str
    sentence: str
    description: str
    table: Table
    wide: Spec
    narrow: Spec


def years_chart(picture: Years, *, language: Language) -> Chart:
    """Return lines of years: an area beside others, or groups beside each other."""
    title = describe.years_title(picture, language)
    wide, narrow = (years_spec(picture, size=size, language=language) for size in Size)
    return Chart(
        kind=Kind.YEARS,
        language=language,
        title=title,
        sentence=describe.years_sentence(picture, language),
        description=describe.years_description(picture, language),
        table=years_table(picture, caption=title, language=language),
        wide=wide,
        narrow=narrow,
    )


def bars_chart(picture: Places, *, language: Language) -> Chart:
    """Return places as ranked bars."""
    wide, narrow = (bars_spec(picture, size=size, language=language) for size in Size)
    return _of_places(picture, language=language, kind=Kind.BARS, wide=wide, narrow=narrow)


def map_chart(picture: Places, *, language: Language) -> Chart:
    """Return places as a map."""
    wide, narrow = (map_spec(picture, size=size, language=language) for size in Size)
    return _of_places(picture, language=language, kind=Kind.MAP, wide=wide, narrow=narrow)


def _of_places(picture: Places, *, language: Language, kind: Kind, wide: Spec, narrow: Spec) -> Chart:
    title = describe.places_title(picture, language, is_map=kind is Kind.MAP)
    return Chart(
        kind=kind,
        language=language,
        title=title,
        sentence=describe.places_sentence(picture, language),
        description=describe.places_description(picture, language, is_map=kind is Kind.MAP),
        table=places_table(picture, caption=title, language=language),
        wide=wide,
        narrow=narrow,
    )
