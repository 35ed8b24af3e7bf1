"""What somebody has chosen of a table or of a file, as the strategy's own words for a source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from laget.core.areas import UnknownArea, area
from laget.core.search import words
from laget.data.catalogue import Coded, Table, Variable
from laget.data.region_files import Look

TOTAL, ONE, SUM, GROUPS = "total", "one", "sum", "groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One variable on the form: which ways it can be taken, and what is chosen of it."""

    variable: Variable
    ways: tuple[tuple[str, str], ...]
    way: str
    codes: tuple[str, ...]
    list: str

    @property
    def needs_codes(self) -> bool:
        """Whether codes are chosen of it."""
        return self.way != TOTAL

    @property
    def fault(self) -> str:
        """What has to be chosen, nothing where all is."""
        if self.way == ONE and len(self.codes) != 1:
            return gettext("Choose one of the values.")
        return ""


def lists_in(data: QueryDict) -> dict[str, str]:
    """Return the code lists that are chosen, by variable."""
    return {
        name.removeprefix("list:"): str(value)
        for name, value in data.items()
        if name.startswith("list:") and value
    }


def choices_of(table: Table, data: QueryDict) -> tuple[Choice, ...]:
    """Return every variable with what is chosen of it; at first each stands at its total where it has one."""
    return tuple(_choice(variable, table=table, data=data) for variable in _variables(table))


def _variables(table: Table) -> Iterator[Variable]:
    if table.contents is not None:
        yield table.contents
    yield from table.variables


def _choice(variable: Variable, *, table: Table, data: QueryDict) -> Choice:
    is_contents = table.contents is not None and variable.id == table.contents.id
    ways = [(ONE, gettext("One value"))]
    if not is_contents:
        if variable.id == table.sex:
            ways.insert(0, (TOTAL, gettext("All together, and women and men apart")))
        elif variable.total is not None or variable.optional:
            ways.insert(0, (TOTAL, gettext("All together")))
        ways += [(SUM, gettext("Several values added together")), (GROUPS, gettext("Each value as a group"))]
    way = data.get(f"way:{variable.id}", "")
    if way not in {word for word, _ in ways}:
        way = ways[0][0]
    codes = [code for code in data.getlist(f"code:{variable.id}") if variable.holds(code)]
    if not codes and way == ONE and (is_contents or len(variable.codes) == 1):
        codes = [variable.codes[0].id]
    list_ = data.get(f"list:{variable.id}", "")
    return Choice(
        variable=variable,
        ways=tuple(ways),
        way=way,
        codes=tuple(codes[:1] if way == ONE else codes),
        list=list_ if list_ in {one.id for one in variable.lists} else "",
    )


def table_source(table: Table, choices: Sequence[Choice]) -> dict[str, Any]:
    """Return the source that the choices are."""
    source: dict[str, Any] = {"publisher": table.publisher, "table": table.id}
    select: dict[str, Any] = {}
    codelist: dict[str, str] = {}
    added: list[str] = []
    for choice in choices:
        name = choice.variable.id
        if choice.list and choice.way != TOTAL:
            codelist[name] = choice.list
        if choice.way == SUM:
            added.append(name)
            select[name] = list(choice.codes) or "*"
        elif choice.way == GROUPS:
            source["group"] = name
            if choice.codes:
                select[name] = list(choice.codes)
        elif choice.way == ONE and choice.codes:
            select[name] = choice.codes[0]
    return source | {
        key: value for key, value in (("select", select), ("codelist", codelist), ("sum", added)) if value
    }


def table_values(table: Table, choices: Sequence[Choice]) -> dict[str, Any]:
    """Return all that a table decides of an indicator: its source, its areas, whether it is by sex."""
    values: dict[str, Any] = {"source": table_source(table, choices)}
    if not table.has_areas:
        values["areas"] = ["country"]
    sexes = [choice.way for choice in choices if choice.variable.id == table.sex]
    others = [choice for choice in choices if choice.way == GROUPS]
    if others or sexes in ([ONE], [SUM]):
        values["by"] = []
    return values


def table_faults(choices: Sequence[Choice]) -> list[str]:
    """Return what stops the choices from being a source."""
    faults = [f"{one.variable.label}: {one.fault}" for one in choices if one.fault]
    if sum(one.way == GROUPS for one in choices) > 1:
        faults.append(gettext("Only one variable can be taken as groups."))
    return faults


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
