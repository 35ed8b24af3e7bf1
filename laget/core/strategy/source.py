"""Where an indicator's figures come from: Kolada, a PxWeb publisher, or a file beside the strategy."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from laget.core.strategy.values import AreaCode, Code, Part, Plain, Unfit, Year, matching, whole


def _column(value: Any) -> int | str:
    if isinstance(value, int) and not isinstance(value, bool):
        if value >= 1:
            return int(value)
    elif isinstance(value, str) and value.strip():
        return value.strip()
    raise Unfit(
        sv="ska vara en kolumns namn eller dess nummer, räknat från 1",
        en="must be a column's name or its number, counted from 1",
    )


Column = Annotated[int | str, BeforeValidator(_column)]


def _many(value: Any) -> str:
    return "<many>" if isinstance(value, list | tuple) else "<one>"


Choice = Annotated[
    Annotated[Code, Tag("<one>")] | Annotated[tuple[Code, ...], Tag("<many>")], Discriminator(_many)
]
Cells = Annotated[
    Annotated[Plain, Tag("<one>")] | Annotated[tuple[Plain, ...], Tag("<many>")], Discriminator(_many)
]
"""What a cell may hold, once or as a list: text, and no code of anybody's."""
Kpi = Annotated[
    str,
    BeforeValidator(
        matching("[A-Z][0-9]{5}", sv="ett nyckeltals id som N01982", en="an indicator's id such as N01982")
    ),
]
Publisher = Annotated[
    str,
    BeforeValidator(
        matching(
            "[a-z][a-z0-9_]*",
            sv="utgivarens korta namn, till exempel scb",
            en="the publisher's short name, such as scb",
        )
    ),
]


TIME = "Tid"  # what PxWeb calls its time, unless the strategy says otherwise


class KoladaSource(Part):
    """An indicator in Kolada."""

    publisher: Literal["kolada"]
    kpi: Kpi


class PxwebSource(Part):
    """A table at Statistics Sweden or another publisher, whose address the setting LAGET_<NAME>_URL gives.

    Which dimensions are area and time is found in the table's metadata unless `area` and `time` say;
    `group` names the dimension whose codes are groups, and `groups` gives each code its group word.
    """

    publisher: Publisher
    table: Code
    codelist: Mapping[Plain, Code] = Field(default_factory=dict)
    select: Mapping[Plain, Choice] = Field(default_factory=dict)
    sum: tuple[Plain, ...] = ()
    area: Plain | None = None
    time: Plain | None = None
    group: Plain | None = None
    groups: Mapping[Plain, Plain] = Field(default_factory=dict)


class Columns(Part):
    """Which column of a file holds what; a column is named, or numbered from 1."""

    area: Column | None = None
    period: Column | None = None
    year: Column | None = None
    month: Column | None = None
    quarter: Column | None = None
    group: Column | None = None
    value: Column
    cases: Column | None = None

    @model_validator(mode="before")
    @classmethod
    def _period_of_two_columns(cls, value: Any) -> Any:
        """Read a period in two columns written together: `[År, Månad]` or `{year: År, month: Månad}`."""
        if not isinstance(value, Mapping) or isinstance(value.get("period"), int | str | None):
            return value
        rest = {key: column for key, column in value.items() if key != "period"}
        match value["period"]:
            case [year, month]:
                return {**rest, "year": year, "month": month}
            case Mapping() as parts if parts.keys() <= {"year", "month", "quarter"}:
                return {**rest, **parts}
        return value

    @model_validator(mode="after")
    def _one_way_to_the_period(self) -> "Columns":
        if (self.period is None) == (self.year is None):
            raise Unfit(
                sv="ska ange antingen period eller year (med month eller quarter om det finns)",
                en="must give either period or year (with month or quarter where there is one)",
            )
        if self.period is not None and (self.month is not None or self.quarter is not None):
            raise Unfit(
                sv="anger period och dessutom month eller quarter; använd year i stället för period",
                en="gives period and month or quarter as well; use year in place of period",
            )
        if self.month is not None and self.quarter is not None:
            raise Unfit(
                sv="anger både month och quarter; behåll den ena",
                en="gives both month and quarter; keep one",
            )
        return self


class FileSource(Part):
    """A CSV or XLSX file; `file` is relative to the strategy file.

    `publisher`, `title`, `address`, `published` and `licence` say whose figures they are and where they lay.
    """

    file: Plain
    columns: Columns
    sheet: Plain | None = None
    header: Annotated[int, whole(1)] = 1
    area: AreaCode | None = None
    groups: Mapping[Plain, Plain] = Field(default_factory=dict)
    where: Mapping[Plain, Cells] = Field(default_factory=dict)
    outcomes_to: Year | None = None
    publisher: Plain | None = None
    title: Plain | None = None
    address: Plain | None = None
    published: Plain | None = None
    licence: Plain | None = None


def _source_tag(value: Any) -> str | None:
    if isinstance(value, Part):
        return {KoladaSource: "<kolada>", PxwebSource: "<pxweb>", FileSource: "<file>"}.get(type(value))
    if not isinstance(value, Mapping):
        return None
    if "file" in value:
        return "<file>"
    if "kpi" in value or value.get("publisher") == "kolada":
        return "<kolada>"
    return "<pxweb>" if "table" in value or "publisher" in value else None


Source = Annotated[
    Annotated[KoladaSource, Tag("<kolada>")]
    | Annotated[PxwebSource, Tag("<pxweb>")]
    | Annotated[FileSource, Tag("<file>")],
    Discriminator(_source_tag),
]


def statistic(source: Source) -> dict[str, object]:
    """Return what makes a source the statistic it is, as plain values: the same for another layout of it.

    How a file is called and laid out, and which periods are asked for, is no part of what a statistic is.
    """
    if isinstance(source, KoladaSource):
        return {"kpi": source.kpi}
    if isinstance(source, FileSource):
        return {"file": source.columns.value, "where": _choices(source.where)}
    described = source.model_dump(mode="json", exclude_defaults=True)
    return described | {"select": _choices(source.select, but=source.time or TIME)}


def _choices(chosen: Mapping[str, str | tuple[str, ...]], *, but: str = "") -> dict[str, list[str]]:
    return {
        name: [codes] if isinstance(codes, str) else sorted(codes)
        for name, codes in chosen.items()
        if name != but
    }
