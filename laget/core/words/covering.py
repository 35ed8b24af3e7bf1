"""How many municipalities, with what share of the population: the sentence and its formula."""

from laget.core.areas import COUNTRY, Area
from laget.core.coverage import Coverage
from laget.core.words.numbers import number
from laget.core.words.said import LANGUAGES, Language, Said
from laget.core.words.sentences import GRAMMARS

NAMED = 4  # areas with invented figures that are named
WHOLE_FROM = 10  # per cent from which no decimal is told


def covered(sum_: Coverage) -> Said:
    """Return "5 kommuner med 4 procent av befolkningen i riket", and what must be said beside it."""
    return Said(*(_covered(sum_, language) for language in LANGUAGES))


def clause(sum_: Coverage) -> Said:
    """Return the sum without a full stop: "23 kommuner med 40 procent av befolkningen i riket"."""
    return Said(*(_clause(sum_, language) for language in LANGUAGES))


def formula(sum_: Coverage) -> Said:
    """Return how the share was formed, with its numbers."""

    def told(language: Language) -> str:
        people, whole = (
            number(one, decimals=0, language=language) for one in (sum_.people, sum_.whole.people)
        )
        where, year = GRAMMARS[language].within(sum_.of), sum_.figures_year
        share = _share(sum_, language)
        return Said(
            f"Folkmängden i kommunerna {year} ({people}) delad med folkmängden {where} {year} ({whole}) är "
            f"{share}.",
            f"The population of the municipalities in {year} ({people}) over the population {where} in "
            f"{year} ({whole}) is {share}.",
        ).to(language)

    return Said(*(told(language) for language in LANGUAGES))


def municipalities(count: int) -> Said:
    """Return so many municipalities: 1 kommun, 23 kommuner."""
    sv, en = (number(count, decimals=0, language=language) for language in LANGUAGES)
    return (
        Said(f"{sv} kommun", f"{en} municipality")
        if count == 1
        else Said(f"{sv} kommuner", f"{en} municipalities")
    )


def _clause(sum_: Coverage, language: Language) -> str:
    where = GRAMMARS[language].within(sum_.of)
    counted = municipalities(sum_.count).to(language)
    counties = len(sum_.counties)
    if sum_.of == COUNTRY and counties > 1:
        counted += Said(f" i {counties} län", f" in {counties} counties").to(language)
    share = _share(sum_, language)
    return Said(
        f"{counted} med {share} av befolkningen {where}", f"{counted} with {share} of the population {where}"
    ).to(language)


def _covered(sum_: Coverage, language: Language) -> str:
    people = number(sum_.people, decimals=0, language=language)
    year = sum_.figures_year
    inhabitants = Said("invånare", "inhabitant" if sum_.people == 1 else "inhabitants").to(language)
    told = [f"{_clause(sum_, language)} ({people} {inhabitants} {_in(year, language)})."]
    if sum_.year != year:
        told.append(
            Said(
                f"Det gäller dem som är med {sum_.year}; folkmängden är från {year}.",
                f"It is of those that take part in {sum_.year}; the population is of {year}.",
            ).to(language)
        )
    if sum_.outside:
        counted, names = municipalities(len(sum_.outside)).to(language), _named(sum_.outside, language)
        where = GRAMMARS[language].within(sum_.of)
        do = "does" if len(sum_.outside) == 1 else "do"
        told.append(
            Said(
                f"Utanför summan är {counted} som inte ligger {where}: {names}.",
                f"Outside the sum: {counted} that {do} not lie {where}: {names}.",
            ).to(language)
        )
    if sum_.invented:
        names = _named(sum_.invented, language)
        told.append(
            Said(f"Folkmängden för {names} är påhittad.", f"The population of {names} is invented.").to(
                language
            )
        )
    return " ".join(told)


def _in(year: int, language: Language) -> str:
    return Said(str(year), f"in {year}").to(language)


def _named(areas: tuple[Area, ...], language: Language) -> str:
    grammar = GRAMMARS[language]
    names = [grammar.place(one) for one in areas[:NAMED]]
    more = len(areas) - NAMED
    rest = [Said(f"{more} till", f"{more} more").to(language)] if more > 0 else []
    return grammar.joined([*names, *rest])


def _share(sum_: Coverage, language: Language) -> str:
    """Return the share in per cent: whole from ten on; 100 only where it is all."""
    share, word = sum_.share, Said("procent", "per cent").to(language)
    if share < 0.05:
        least = number(0.1, decimals=1, language=language)
        return f"{Said('mindre än', 'less than').to(language)} {least} {word}"
    decimals = 0 if share >= WHOLE_FROM else 1
    if sum_.people < sum_.whole.people and round(share) >= 100:
        decimals = 1
        if share >= 99.95:
            most = number(99.9, decimals=1, language=language)
            return f"{Said('mer än', 'more than').to(language)} {most} {word}"
    return f"{number(share, decimals=decimals, language=language)} {word}"
