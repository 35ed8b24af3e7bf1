"""Faults of indicators: what they follow, where they are measured, and how their source is read."""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from laget.core.areas import UnknownArea, area
from laget.core.followup.gap import ITSELF, PER_PERSON
from laget.core.strategy.consistency.register import Register
from laget.core.strategy.document import AREA_WORDS, Columns, FileSource, Indicator, PxwebSource
from laget.core.strategy.faults import Fault, fault, meant, warning
from laget.core.strategy.values import Path
from laget.core.units import UNITS

# Figures in these units are of something and do not count it.
NO_COUNTS = frozenset((*PER_PERSON, "percent_free", "index", "ratio"))
SEX = ("kon", "kön", "sex", "gender")  # women and men never overlap
NEAR_UNIT = 0.8  # how like a known unit a word is that was meant to be it: "procent", "percnt"


def indicator_faults(register: Register) -> Iterator[Fault]:
    """Yield what is wrong with each indicator and its source."""
    for place, indicator in enumerate(register.document.indicators):
        path: Path = ("indicators", place)
        yield from register.all_absent("elements", indicator.follows, path=(*path, "follows"))
        for number, word in enumerate(indicator.areas):
            yield from _area(word, path=(*path, "areas", number))
        yield from _figures(indicator, path=path)
        yield from _people(register, indicator, path=path)
        if isinstance(indicator.source, FileSource):
            yield from _file(indicator.source, path=(*path, "source"))
        if isinstance(indicator.source, PxwebSource):
            yield from _pxweb(indicator.source, path=(*path, "source"))


def _area(word: str, *, path: Path) -> Iterator[Fault]:
    if word in AREA_WORDS:
        return
    if word.isdecimal():
        try:
            area(word)
        except UnknownArea as unknown:
            yield Fault(path, unknown.said)
        return
    ask = meant(word, AREA_WORDS)
    yield fault(
        path,
        sv=f"”{word}” är varken en områdeskod eller ett av orden{ask.sv}",
        en=f"“{word}” is neither an area code nor one of the words{ask.en}",
    )


def _figures(indicator: Indicator, *, path: Path) -> Iterator[Fault]:
    near = get_close_matches(indicator.unit, UNITS, n=1, cutoff=NEAR_UNIT)
    if near and near != [indicator.unit]:
        yield warning(
            (*path, "unit"),
            sv=f"”{indicator.unit}” är en egen enhet; menade du ”{near[0]}”?",
            en=f"“{indicator.unit}” is a unit of your own; did you mean “{near[0]}”?",
        )
    if indicator.noise is not None and indicator.noise < 0:
        yield fault(
            (*path, "noise"),
            sv="kan inte vara negativ: så stor ändring som ändå är oförändrat, till exempel 0.3",
            en="cannot be negative: how large a change is still unchanged, such as 0.3",
        )
    breaks = indicator.breaks
    if [*breaks] != sorted(set(breaks)):
        listed = ", ".join(str(year) for year in sorted(set(breaks)))
        yield fault(
            (*path, "breaks"),
            sv=f"ska vara åren i ordning, vart och ett en gång: [{listed}]",
            en=f"must be the years in order, each once: [{listed}]",
        )
    if indicator.months is not None and indicator.quarters is not None:
        yield fault(
            (*path, "quarters"),
            sv="en indikator kommer varje månad eller varje kvartal, inte båda; "
            "ta bort months eller quarters",
            en="an indicator comes each month or each quarter, not both; remove months or quarters",
        )


def _people(register: Register, indicator: Indicator, *, path: Path) -> Iterator[Fault]:
    if indicator.people is None:
        return
    path = (*path, "people")
    yield from register.absent("indicators", indicator.people, path=path)
    people = register.indicators.get(indicator.people)
    if people is None:
        return
    if people.id == indicator.id:
        yield fault(
            path,
            sv="en indikator kan inte säga själv vad en procent är i människor; peka på en folkmängd",
            en="an indicator cannot say itself what one per cent is in people; point at a population",
        )
    elif people.unit in NO_COUNTS:
        yield fault(
            path,
            sv=f"”{people.id}” räknas i {people.unit} och inte i people; "
            "peka på en indikator som räknar antal",
            en=f"“{people.id}” is measured in {people.unit}, not in people; "
            "point at an indicator that counts",
        )
    elif people.age_range != indicator.age_range:
        yield warning(
            path,
            sv=f"”{people.id}” har andra åldrar; inget räknas med den innan båda har samma (nyckeln ages)",
            en=f"“{people.id}” has other ages; nothing is counted with it until both have the same (the "
            "key ages)",
        )
    if indicator.unit not in PER_PERSON and indicator.unit not in ITSELF:
        yield warning(
            path,
            sv=f"enheten {indicator.unit} är varken en andel av en folkmängd eller ett antal; folkmängden "
            "används inte",
            en=f"the unit {indicator.unit} is no share of a population and no count; the population is not "
            "used",
        )


def _file(source: FileSource, *, path: Path) -> Iterator[Fault]:
    columns = source.columns
    if columns.area is None and source.area is None:
        yield fault(
            (*path, "columns", "area"),
            sv="saknas; skriv vilken kolumn som är området, eller area: ”20” bredvid columns för hela filen",
            en="is missing; write which column is the area, or area: “20” beside columns for the whole file",
        )
    if columns.area is not None and source.area is not None:
        yield fault(
            (*path, "area"),
            sv="området står både som kolumn och för hela filen; behåll det ena",
            en="the area stands both as a column and for the whole file; keep one",
        )
    if source.area is not None:
        yield from _area(source.area, path=(*path, "area"))
    if source.groups and columns.group is None:
        yield fault(
            (*path, "groups"),
            sv="groups behöver kolumnen med grupper; lägg till group under columns",
            en="groups needs the column of groups; add group under columns",
        )
    for column, uses in _uses(columns).items():
        if len(uses) > 1:
            yield fault(
                (*path, "columns", uses[1]),
                sv=f"kolumnen ”{column}” används både som {uses[0]} och som {uses[1]}; "
                "välj en kolumn för var och en",
                en=f"the column “{column}” is used both as {uses[0]} and as {uses[1]}; "
                "choose a column for each",
            )
    if source.file.startswith(("/", "\\", "~")) or source.file[1:2] == ":":
        yield warning(
            (*path, "file"),
            sv="är en plats på den här datorn och gäller inte på någon annan; "
            "skriv sökvägen från strategifilens mapp",
            en="is a place on this computer and holds on no other; "
            "write the path from the strategy file's folder",
        )


def _uses(columns: Columns) -> dict[int | str, list[str]]:
    uses: dict[int | str, list[str]] = {}
    for use in Columns.model_fields:
        column = getattr(columns, use)
        if column is not None:
            uses.setdefault(column, []).append(use)
    return uses


def _pxweb(source: PxwebSource, *, path: Path) -> Iterator[Fault]:
    if source.groups and source.group is None:
        yield fault(
            (*path, "groups"),
            sv="groups behöver veta vilken variabel som har grupperna; lägg till group med dess kod",
            en="groups needs to know which variable has the groups; add group with its code",
        )
    for variable, choice in source.select.items():
        for code, times in Counter(choice if isinstance(choice, tuple) else ()).items():
            if times > 1:
                yield fault(
                    (*path, "select", variable),
                    sv=f"koden ”{code}” står två gånger; ta bort den ena",
                    en=f"the code “{code}” stands twice; remove one",
                )
    for place, variable in enumerate(source.sum):
        if variable in source.codelist:
            continue
        if _all_of(source, variable) and variable.casefold() not in SEX:
            yield fault(
                (*path, "sum", place),
                sv=f"koderna i {variable} kan gå in i varandra och får inte läggas ihop utan kodlista; "
                f"lägg till codelist: {{{variable}: …}} med en av tabellens",
                en=f"the codes of {variable} may overlap and cannot be added without a code list; "
                f"add codelist: {{{variable}: …}}, one of the table's",
            )
        elif variable not in source.select:
            yield warning(
                (*path, "sum", place),
                sv=f"”{variable}” summeras men väljs inte; skriv under select vilka koder som ska läggas "
                "ihop",
                en=f"“{variable}” is added up but not selected; write under select which codes to add",
            )


def _all_of(source: PxwebSource, variable: str) -> bool:
    """Tell whether codes are chosen by a pattern, which takes classes and their parts alike."""
    chosen = source.select.get(variable, ())
    written = (chosen,) if isinstance(chosen, str) else chosen
    return any("*" in code or "?" in code for code in written)
