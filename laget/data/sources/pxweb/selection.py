"""Which codes of a table an indicator is: chosen, added and grouped as the strategy says, or refused."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from laget.core.areas import COUNTRY, UnknownArea, area, by_name
from laget.core.series import TOTAL
from laget.core.strategy.indicator import Indicator
from laget.core.strategy.source import PxwebSource
from laget.core.words.said import Refusal, Said
from laget.core.words.sentences import GRAMMARS
from laget.data.sources.pxweb.cube import Description, Variable
from laget.data.sources.pxweb.expressions import expanded
from laget.data.sources.pxweb.groups import MEN, WOMEN, group_named, group_word, is_total
from laget.data.sources.pxweb.listing import CodeList

SHOWN = 8  # codes named in a refusal


class TableRefused(Refusal):
    """A table cannot give the indicator as the strategy describes it: says what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked of a table; `codes` in the table's order of variables, left out ones not among them.

    `periods` are the expressions to send for the time variable, whose `codes` are those known so far. The
    codes of `group` become the groups of `groups`; without it, all is the group that `groups` has for "".
    """

    table: str
    codes: Mapping[str, tuple[str, ...]]
    codelists: Mapping[str, str]
    region: str | None
    time: str
    periods: tuple[str, ...]
    group: str | None
    groups: Mapping[str, str]
    sums: tuple[str, ...]


def code_lists(source: PxwebSource, table: Description) -> tuple[str, ...]:
    """Return the ids of the code lists that the source names; raises TableRefused for one the table lacks."""
    chooser = _Chooser(source, table, {})
    for variable, wanted in source.codelist.items():
        there = {each.id: each.label for each in chooser.variable(variable).extension.codelists}
        if wanted not in there:
            raise chooser.refused(
                Said(f"{variable} har ingen kodlista ”{wanted}”", f"{variable} has no code list “{wanted}”"),
                _choose(wanted, there),
            )
    return tuple(dict.fromkeys(source.codelist.values()))


def selections(
    indicator: Indicator,
    source: PxwebSource,
    *,
    table: Description,
    lists: Mapping[str, CodeList],
    areas: Sequence[str],
) -> tuple[Selection, ...]:
    """Return what to ask of the table: one selection, or two where the total of both sexes has no code.

    `lists` holds the code lists that the source names, by id; `areas` are Statistics Sweden's codes. What the
    strategy says nothing of is left out where the table allows it. Raises TableRefused.
    """
    return _Chooser(source, table, lists).selections(by_sex="sex" in indicator.by, areas=areas)


@dataclass(frozen=True, slots=True)
class Anatomy:
    """Which variables of a table are time, area and sex; None where there is none."""

    time: str
    region: str | None
    sex: str | None


def anatomy(source: PxwebSource, table: Description) -> Anatomy:
    """Return which variables of a table are what; raises TableRefused where none is said to be time."""
    chooser = _Chooser(source, table, {})
    return Anatomy(chooser.time, chooser.region, chooser.sex())


class _Chooser:
    def __init__(self, source: PxwebSource, table: Description, lists: Mapping[str, CodeList]) -> None:
        self.source, self.table, self.lists = source, table, lists
        for name in (*source.select, *source.codelist, *source.sum, source.area, source.time, source.group):
            if name is not None:
                self.variable(name)
        self.time = source.time or self._role("time")
        self.region = source.area or self._region()
        for name in source.sum:
            if name in (self.time, self.region):
                raise self.refused(
                    Said(f"sum kan inte lägga ihop {name}", f"sum cannot add up {name}"),
                    Said("områden väljs med areas, perioder med months", "choose areas and months instead"),
                )

    def refused(self, what: Said, remedy: Said) -> TableRefused:
        table, publisher = self.source.table, self.source.publisher.upper()
        return TableRefused(
            Said(
                f"{publisher} {table}: {what.sv}; {remedy.sv}", f"{publisher} {table}: {what.en}; {remedy.en}"
            )
        )

    def variable(self, name: str) -> Variable:
        """Return the variable of that name; raises TableRefused, naming the likely one."""
        if name not in self.table.id:
            names = {each: self.table.dimension[each].label for each in self.table.id}
            raise self.refused(
                Said(f"variabeln ”{name}” finns inte", f"there is no variable “{name}”"), _choose(name, names)
            )
        return self.table.dimension[name]

    def selections(self, *, by_sex: bool, areas: Sequence[str]) -> tuple[Selection, ...]:
        if self.region is None and COUNTRY.code not in areas:
            raise self.refused(
                Said("tabellen är inte indelad i områden", "the table is not divided into areas"),
                Said(
                    "skriv areas: [country] om den gäller hela riket, annars area: med variabelns namn",
                    "write areas: [country] if it is about the whole country, else area: and the variable",
                ),
            )
        sex = self.sex()
        group = self.source.group or (sex if by_sex and sex not in self.source.sum else None)
        codes: dict[str, tuple[str, ...]] = {}
        groups: dict[str, str] = {"": TOTAL}
        for name in self.table.id:
            if name == self.region:
                codes[name] = self._areas(name, areas)
            elif name == self.time:
                codes[name] = self._chosen(name) or self.codes(name)
            elif name in self.source.sum:
                codes[name] = self._added(name)
            elif name == group:
                codes[name], groups = self._grouped(name)
            elif (one := self._one(name)) is not None:
                codes[name] = (one,)
        selection = Selection(
            table=self.source.table,
            codes=codes,
            codelists={name: self.source.codelist[name] for name in codes if name in self.source.codelist},
            region=self.region,
            time=self.time,
            periods=_written(self.source, self.time) or ("*",),
            group=group,
            groups=groups,
            sums=tuple(name for name in codes if name in self.source.sum),
        )
        if group is None or group in self.source.select or TOTAL in groups.values():
            return (selection,)
        if not self.variable(group).extension.elimination:
            return (selection,)
        rest = {name: chosen for name, chosen in codes.items() if name != group}
        return replace(selection, codes=rest, group=None, groups={"": TOTAL}), selection

    def sex(self) -> str | None:
        """Return the variable whose codes are women and men."""
        return next((name for name in self.table.id if self._is_sex(name)), None)

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the codes that may be chosen: those of the code list, where one is named."""
        if name in self.source.codelist:
            return tuple(each.code for each in self.lists[self.source.codelist[name]].values)
        return self.variable(name).codes

    def name_of(self, variable: str, code: str) -> str:
        """Return what a code is called, by the code list where one is named."""
        if variable in self.source.codelist:
            for each in self.lists[self.source.codelist[variable]].values:
                if each.code == code:
                    return each.label or self.variable(variable).name(code)
        return self.variable(variable).name(code)

    def names(self, variable: str) -> dict[str, str]:
        return {code: self.name_of(variable, code) for code in self.codes(variable)}

    def _role(self, role: str) -> str:
        named = [name for name in self.table.role.get(role, ()) if name in self.table.id]
        if not named:
            raise self.refused(
                Said(
                    "tabellen säger inte vilken variabel som är tid",
                    "the table does not say which variable is time",
                ),
                Said("skriv time: med variabelns namn", "write time: with the variable's name"),
            )
        return named[0]

    def _region(self) -> str | None:
        """Return the variable whose codes are areas, by code and name: no table says which it is."""
        found = {
            name: sum(is_area(code, variable.name(code)) for code in variable.codes)
            for name, variable in ((name, self.table.dimension[name]) for name in self.table.id)
            if name != self.time
        }
        best = max(found, key=lambda name: found[name], default=None)
        return best if best is not None and found[best] else None

    def _is_sex(self, name: str) -> bool:
        words = {group_word(self.variable(name).name(code)) for code in self.variable(name).codes}
        return {WOMEN, MEN} <= words <= {WOMEN, MEN, TOTAL}

    def _areas(self, name: str, areas: Sequence[str]) -> tuple[str, ...]:
        within = self._chosen(name) or self.codes(name)
        found = tuple(code for code in within if code in areas)
        if not found:
            raise self.refused(
                Said("tabellen har inget av de områden som behövs", "the table has none of the areas needed"),
                _choose("", self.names(name)),
            )
        return found

    def _chosen(self, name: str) -> tuple[str, ...]:
        """Return the codes that `select` gives a variable, none where it says nothing."""
        there = self.codes(name)
        chosen: list[str] = []
        for written in _written(self.source, name):
            codes = expanded(written, there)
            if not codes:
                raise self.refused(
                    Said(f"{name} har ingen kod ”{written}”", f"{name} has no code “{written}”"),
                    _choose(written, self.names(name)),
                )
            chosen += codes
        for code, times in Counter(chosen).items():
            if times > 1:
                raise self.refused(
                    Said(
                        f"{name} väljer koden ”{code}” två gånger", f"{name} selects the code “{code}” twice"
                    ),
                    Said("ta bort den ena", "remove one"),
                )
        return tuple(chosen)

    def _one(self, name: str) -> str | None:
        """Return the one code of a variable that is neither added nor grouped; None where it is left out."""
        chosen = self._chosen(name)
        if len(chosen) > 1:
            raise self.refused(
                Said(f"{name} har {len(chosen)} koder valda", f"{name} has {len(chosen)} codes selected"),
                Said(
                    f"välj en, eller lägg ihop dem med sum: [{name}]",
                    f"select one, or add them up with sum: [{name}]",
                ),
            )
        variable = self.variable(name)
        extension = variable.extension
        if chosen:
            return chosen[0]
        if extension.elimination:
            return extension.elimination_value if extension.elimination_value in variable.codes else None
        codes = self.codes(name)
        totals = [code for code in codes if is_total(self.name_of(name, code))]
        if len(codes) == 1 or len(totals) == 1:
            return (totals or codes)[0]
        raise self.refused(
            Said(f"{name} måste väljas", f"{name} must be selected"),
            Said(
                f"lägg till select: {{{name}: …}}, en av {_listed(self.names(name))}",
                f"add select: {{{name}: …}}, one of {_listed(self.names(name))}",
            ),
        )

    def _added(self, name: str) -> tuple[str, ...]:
        """Return codes that may be added: the publisher's code list decides (docs/decisions/0133)."""
        codes = self._chosen(name) or self.codes(name)
        if len(codes) == 1:
            return codes
        words = [group_word(self.name_of(name, code)) for code in codes]
        totals = [code for code in codes if self._is_total(name, code)]
        if totals:
            raise self.refused(
                Said(
                    f"{name} lägger ihop totalen ”{totals[0]}” med sina delar",
                    f"{name} adds the total “{totals[0]}” to its parts",
                ),
                Said("välj den ena", "select one or the other"),
            )
        if sorted(map(str, words)) == [MEN, WOMEN]:
            return codes
        if name not in self.source.codelist:
            there = {each.id: each.label for each in self.variable(name).extension.codelists}
            if not there:
                raise self.refused(
                    Said(
                        f"koderna i {name} kan gå in i varandra, och tabellen har ingen kodlista som säger "
                        "vilka som får läggas ihop",
                        f"the codes of {name} may overlap, and the table has no code list that says which "
                        "may be added",
                    ),
                    Said("välj en enda kod", "select one single code"),
                )
            raise self.refused(
                Said(
                    f"koderna i {name} kan gå in i varandra och får inte läggas ihop utan kodlista",
                    f"the codes of {name} may overlap and cannot be added without a code list",
                ),
                Said(
                    f"lägg till codelist: {{{name}: …}}, en av {_listed(there)}",
                    f"add codelist: {{{name}: …}}, one of {_listed(there)}",
                ),
            )
        stands_for = {each.code: each.values for each in self.lists[self.source.codelist[name]].values}
        counted = Counter(value for code in codes for value in stands_for[code] or (code,))
        for value, times in counted.items():
            if times > 1:
                raise self.refused(
                    Said(
                        f"{name} lägger ihop koder som alla räknar med ”{value}”",
                        f"{name} adds codes that each count “{value}”",
                    ),
                    Said("välj koder som inte går in i varandra", "select codes that do not overlap"),
                )
        return codes

    def _is_total(self, name: str, code: str) -> bool:
        return code == self.variable(name).extension.elimination_value or is_total(self.name_of(name, code))

    def _grouped(self, name: str) -> tuple[tuple[str, ...], dict[str, str]]:
        """Return the codes that become groups, and each one's group."""
        for code in self.source.groups:
            if code not in self.codes(name):
                raise self.refused(
                    Said(f"{name} har ingen kod ”{code}”", f"{name} has no code “{code}”"),
                    _choose(code, self.names(name)),
                )
        codes = self._chosen(name) or tuple(self.source.groups) or self.codes(name)
        groups = {}
        for code in codes:
            groups[code] = self.source.groups.get(code) or group_named(self.name_of(name, code))
        for group, times in Counter(groups.values()).items():
            if times > 1:
                raise self.refused(
                    Said(
                        f"{name} har {times} koder för gruppen {GRAMMARS['sv'].group(group)}",
                        f"{name} has {times} codes for {GRAMMARS['en'].group(group)}",
                    ),
                    Said("välj en av dem", "select one of them"),
                )
        return codes, groups


def _written(source: PxwebSource, name: str) -> tuple[str, ...]:
    """Return what `select` says of a variable, nothing where it says nothing."""
    written = source.select.get(name, ())
    return (written,) if isinstance(written, str) else written


def is_area(code: str, name: str) -> bool:
    """Tell whether a code is an area's by Statistics Sweden's codes, and is called so too."""
    try:
        return by_name(name, kind=area(code).kind).code == code
    except UnknownArea:
        return False


def _choose(wanted: str, there: Mapping[str, str]) -> Said:
    """Return what to write instead: the likely one by code or by name, and some of those there are."""
    if not there:
        return Said("det finns inga", "there are none")
    folded = {each.casefold(): code for code, name in there.items() for each in (name, code)}
    close = get_close_matches(wanted.casefold(), folded, n=1, cutoff=0.6)
    listed = _listed(there)
    if not close:
        return Said(f"det finns {listed}", f"there are {listed}")
    likely = folded[close[0]]
    return Said(f"menas ”{likely}”? Det finns {listed}", f"is “{likely}” meant? There are {listed}")


def _listed(there: Mapping[str, str]) -> str:
    shown = [
        f"{code} ({name})" if name and name != code else code for code, name in list(there.items())[:SHOWN]
    ]
    return ", ".join(shown) + (" …" if len(there) > SHOWN else "")
