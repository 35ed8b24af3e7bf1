"""What somebody has chosen of a table, as the strategy's own words for a source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from laget.apps.strategy.forms.words import GROUPS as GROUP_WORDS
from laget.data.catalogue import Table, Variable, group_named

TOTAL, ONE, SUM, GROUPS = "total", "one", "sum", "groups"
AREA, TIME, COUNTRY = "area-variable", "time-variable", "country"  # fields of the form
OWN = "="  # a group that is called what the publisher calls it


@dataclass(frozen=True, slots=True)
class Grouped:
    """A code that becomes a group: what the publisher calls it, and which group it is."""

    code: str
    label: str
    group: str

    @property
    def words(self) -> list[tuple[str, Any]]:
        """What the group can be: one that everybody knows, or what the publisher calls it."""
        return [(OWN, self.label), *GROUP_WORDS]

    @property
    def word(self) -> str:
        """Which of the words is chosen."""
        return self.group if self.group in dict(GROUP_WORDS) else OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One variable on the form: which ways it can be taken, and what is chosen of it."""

    variable: Variable
    ways: tuple[tuple[str, str], ...]
    way: str
    codes: tuple[str, ...]
    list: str
    groups: tuple[Grouped, ...]

    @property
    def needs_codes(self) -> bool:
        """Whether codes are chosen of it."""
        return self.way != TOTAL

    @property
    def fault(self) -> str:
        """What has to be chosen, nothing where all is."""
        if self.way == ONE and len(self.codes) != 1:
            return gettext("Choose one of the values.")
        if self.way == SUM and self.variable.lists and not self.list and len(self.codes) != 1:
            return gettext("Choose one of the publisher’s code lists: it says which values may be added.")
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
    grouped = [one for one in variable.codes if one.id in codes or not codes] if way == GROUPS else []
    return Choice(
        variable=variable,
        ways=tuple(ways),
        way=way,
        codes=tuple(codes[:1] if way == ONE else codes),
        list=list_ if list_ in {one.id for one in variable.lists} else "",
        groups=tuple(
            Grouped(
                one.id,
                one.label,
                _group(data.get(f"group:{variable.id}:{one.id}", ""), label=one.label),
            )
            for one in grouped
        ),
    )


def _group(word: str, *, label: str) -> str:
    """Return the group that is chosen for a code, before that the one that its name says."""
    if word == OWN:
        return label
    return word if word in dict(GROUP_WORDS) else group_named(label)


def table_source(table: Table, choices: Sequence[Choice]) -> dict[str, Any]:
    """Return the source that the choices are."""
    source: dict[str, Any] = {"publisher": table.publisher, "table": table.id}
    if table.area.is_named:
        source["area"] = table.area.chosen
    if table.time.is_named:
        source["time"] = table.time.chosen
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
            if choice.codes or any(one.group != group_named(one.label) for one in choice.groups):
                source["groups"] = {one.code: one.group for one in choice.groups}
        elif choice.way == ONE and choice.codes:
            select[name] = choice.codes[0]
    return source | {
        key: value for key, value in (("select", select), ("codelist", codelist), ("sum", added)) if value
    }


def table_values(table: Table, choices: Sequence[Choice]) -> dict[str, Any]:
    """Return all that a table decides of an indicator: its source, its areas, whether it is by sex."""
    values: dict[str, Any] = {"source": table_source(table, choices)}
    if table.area.chosen is None:
        values["areas"] = ["country"]
    sexes = [choice.way for choice in choices if choice.variable.id == table.sex]
    others = [choice for choice in choices if choice.way == GROUPS]
    if others or sexes in ([ONE], [SUM]):
        values["by"] = []
    return values


def table_faults(table: Table, choices: Sequence[Choice], data: QueryDict) -> list[str]:
    """Return what stops the choices from being a source."""
    faults = []
    if table.area.chosen is None and COUNTRY not in data:
        faults.append(gettext("Say that the figures are of the whole country, or look for another table."))
    faults += [f"{one.variable.label}: {one.fault}" for one in choices if one.fault]
    if sum(one.way == GROUPS for one in choices) > 1:
        faults.append(gettext("Only one variable can be taken as groups."))
    return faults
