"""Which columns of a file somebody has chosen for what, as the strategy's own words for a source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from laget.core.areas import UnknownArea, area
from laget.core.search import words
from laget.data.catalogue import Coded
from laget.data.region_files import Look

COLUMNS = ("area", "period", "month", "group", "value")
_GUESSES: Mapping[str, tuple[str, ...]] = {
    "area": ("kommunkod", "regionkod", "kod", "kommun", "region", "län", "område", "area", "municipality"),
    "period": ("år", "period", "tid", "year", "time"),
    "month": ("månad", "month", "kvartal", "quarter"),
    "group": ("kön", "grupp", "group", "sex"),
    "value": ("värde", "value", "antal", "andel", "count", "number"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """Which column of a file is chosen for what, by the column's name, or by its number."""

    columns: Mapping[str, str]
    area: str
    where_column: str
    where_value: str


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing that a column is chosen for."""

    key: str
    label: str
    chosen: str


def picks(chosen: Mapped) -> tuple[Pick, ...]:
    """Return all that columns are chosen for."""
    labels = {
        "area": gettext("Column with areas, by code or name"),
        "period": gettext("Column with the year or the period"),
        "month": gettext("Column with the month or the quarter, where it stands apart"),
        "group": gettext("Column with groups, such as women and men"),
        "value": gettext("Column with the figures"),
    }
    return tuple(Pick(key, label, chosen.columns.get(key, "")) for key, label in labels.items())


def column_names(look: Look) -> tuple[Coded, ...]:
    """Return each column as it is pointed out (by its number where its name is not its own), and its name."""
    return tuple(
        Coded(
            name if name and look.columns.count(name) == 1 and not name.isdecimal() else str(number),
            name or gettext("column %(number)s") % {"number": number},
        )
        for number, name in enumerate(look.columns, 1)
    )


def mapped(look: Look, data: QueryDict) -> Mapped:
    """Return which columns are chosen; before anybody has chosen, what their names suggest."""
    named = column_names(look)
    known = {one.id for one in named}
    if any(f"column:{key}" in data for key in COLUMNS):
        columns = {key: data.get(f"column:{key}", "") for key in COLUMNS}
        columns = {key: value for key, value in columns.items() if value in known}
    else:
        columns = {}
        for key, guesses in _GUESSES.items():
            found = (
                one.id
                for guess in guesses
                for one in named
                if guess in words(one.label) and one.id not in columns.values()
            )
            if (first := next(found, None)) is not None:
                columns[key] = first
    where = data.get("where_column", "")
    return Mapped(
        columns=columns,
        area=data.get("area", "").strip(),
        where_column=where if where in known else "",
        where_value=data.get("where_value", "").strip(),
    )


def file_source(look: Look, chosen: Mapped, data: QueryDict) -> dict[str, Any]:
    """Return the source that the columns are."""
    columns: dict[str, Any] = {
        key: int(value) if value.isdecimal() else value for key, value in chosen.columns.items()
    }
    if "month" in columns:
        columns["year"] = columns.pop("period", "")
    source: dict[str, Any] = {"file": look.name, "columns": columns}
    if look.header != 1:
        source["header"] = look.header
    if look.sheets and look.sheet != look.sheets[0]:
        source["sheet"] = look.sheet
    if chosen.area:
        source["area"] = chosen.area
    if chosen.where_column:
        source["where"] = {chosen.where_column: chosen.where_value}
    publisher = data.get("publisher", "").strip()
    return source | ({"publisher": publisher} if publisher else {})


def file_faults(chosen: Mapped) -> list[str]:
    """Return what stops the columns from being a source."""
    faults = []
    if "value" not in chosen.columns:
        faults.append(gettext("Choose the column that holds the figures."))
    if "period" not in chosen.columns:
        faults.append(gettext("Choose the column that holds the year or the period."))
    if ("area" in chosen.columns) == bool(chosen.area):
        faults.append(
            gettext("Choose either the column of areas, or the one area that the whole file is of.")
        )
    if chosen.area:
        try:
            area(chosen.area)
        except UnknownArea:
            faults.append(gettext("The area is a code of two or four digits, such as 13 or 1380."))
    if chosen.where_column and not chosen.where_value:
        faults.append(gettext("Write what shall stand in the column that rows are chosen by."))
    return faults
