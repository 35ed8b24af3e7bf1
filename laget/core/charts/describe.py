"""A chart in words: its title, one sentence that says what is seen, and a description of all of it."""

from laget.core.areas import COUNTRY
from laget.core.charts.level import decided_level
from laget.core.charts.picture import Expected, Line, Places, Role, Standing, Years
from laget.core.series import TOTAL
from laget.core.strategy.document import Indicator, said
from laget.core.words.language import Quantity, When
from laget.core.words.numbers import MINUS, number, unit
from laget.core.words.said import Language, Said
from laget.core.words.sentences import GRAMMARS
from laget.core.words.short import short_level
from laget.core.words.text import Text


def years_title(picture: Years, language: Language) -> str:
    """Return "Andel …, Hallands län 2010–2022"; of a group, or of several, with their names."""
    grammar = GRAMMARS[language]
    title = _title(picture, language)
    if picture.lines[0].role is not Role.OWN:
        title = f"{title}: {grammar.joined([line.name for line in picture.lines])}"
    first, last = picture.years[0], picture.years[-1]
    charted = grammar.charted(title, grammar.place(picture.place), first if first < last else None, last)
    return Text(charted).text


def years_sentence(picture: Years, language: Language) -> str:
    """Return what the lines say: the own one from first to last, the others' latest, what is wanted."""
    own, *others = picture.lines
    if own.role is Role.OWN:
        told = [_moved(own, picture, language), *(_stood(line, picture, language) for line in others)]
    else:
        told = [_went(line, picture, language) for line in picture.lines]
    for aim in picture.aims:
        level = decided_level(aim.value, picture.measure, language)
        word = (Said("Delmål", "Step") if aim.is_step else Said("Mål", "Target")).to(language)
        told.append(f"{word}: {level}." if aim.year is None else f"{word}: {level} {aim.year}.")
    if (found := picture.expected) is not None:
        low = number(found.low, decimals=picture.measure.decimals, language=language)
        high = short_level(found.high, measure=picture.measure, language=language)
        told.append(
            Said(
                f"{found.year} väntas siffran i 80 fall av 100 ligga mellan {low} och {high}.",
                f"In {found.year} the figure is expected between {low} and {high} in 80 cases of 100.",
            ).to(language)
        )
    return " ".join([*told, *_of_whom(picture, language)])


def record(found: Expected, language: Language) -> str:
    """Return how often such a projection has held; nothing where none could be made earlier."""
    if not found.made:
        return ""
    held, made = (Quantity(str(one), "times", one=one == 1) for one in (found.held, found.made))
    return Text(GRAMMARS[language].record(held, made)).text


def years_description(picture: Years, language: Language) -> str:
    """Return what kind of drawing it is, its axes and its lines, and then the sentence."""
    last = max([picture.years[-1], *(aim.year or 0 for aim in picture.aims)])
    names = GRAMMARS[language].joined([line.name for line in picture.lines])
    years, measured = f"{picture.years[0]}–{last}", _unit(picture.indicator, language)
    kind = Said(
        f"Linjediagram över åren {years}, i {measured}: {names}.",
        f"Line chart of the years {years}, in {measured}: {names}.",
    )
    return f"{kind.to(language)} {years_sentence(picture, language)}"


def places_title(picture: Places, language: Language, *, is_map: bool) -> str:
    """Return "Andel …, kommunerna i Hallands län 2022", with "karta över" where it is one."""
    title, year = _title(picture, language), picture.year
    sv, en = ("karta över ", "map of ") if is_map else ("", "")
    if picture.within == COUNTRY:
        return Said(f"{title}, {sv}länen {year}", f"{title}, {en}the counties {year}").to(language)
    inside = GRAMMARS[language].within(picture.within)
    return Said(
        f"{title}, {sv}kommunerna {inside} {year}", f"{title}, {en}the municipalities {inside} {year}"
    ).to(language)


def places_sentence(picture: Places, language: Language) -> str:
    """Return which place is highest and which lowest, and what they lie in."""
    grammar = GRAMMARS[language]
    parts = sorted(picture.parts, key=lambda one: (-one.value, one.area.code))

    def level(one: Standing) -> str:
        return short_level(one.value, measure=picture.measure, language=language)

    high, low = parts[0], parts[-1]
    top, bottom = (_capital(grammar.place(one.area)) for one in (high, low))
    if level(high) == level(low):
        told = [f"{top}: {level(high)}."]
    else:
        told = [
            Said(
                f"Högst ligger {top} med {level(high)} och lägst {bottom} med {level(low)}.",
                f"{top} is highest with {level(high)} and {bottom} lowest with {level(low)}.",
            ).to(language)
        ]
    told += [
        f"{_capital(grammar.place(one.area))}: {level(one)}."
        for one in picture.standings
        if (one.is_whole or one.is_own) and one not in (high, low)
    ]
    return " ".join([*told, *_of_whom(picture, language)])


def places_description(picture: Places, language: Language, *, is_map: bool) -> str:
    """Return what kind of drawing it is, and every figure in it."""
    kind = Said("Karta", "Map") if is_map else Said("Liggande staplar", "Horizontal bars")
    figures = "; ".join(
        f"{_capital(GRAMMARS[language].place(one.area))} "
        + short_level(one.value, measure=picture.measure, language=language)
        for one in picture.standings
    )
    return f"{kind.to(language)}, {_unit(picture.indicator, language)} {picture.year}. {figures}."


def _title(picture: Years | Places, language: Language) -> str:
    """Return what is measured, and of whom where it is not of everybody."""
    grammar, title = GRAMMARS[language], said(picture.indicator.title).to(language)
    if picture.indicator.invented:
        title = Text(grammar.invented(title)).text
    return title if picture.group == TOTAL else f"{title}: {grammar.group(picture.group)}"


def _of_whom(picture: Years | Places, language: Language) -> list[str]:
    """Return what must be said of all the figures: that they are a group's, that they are invented."""
    grammar, found = GRAMMARS[language], []
    if picture.group != TOTAL:
        name = grammar.group(picture.group)
        found.append(Said(f"Siffrorna gäller {name}.", f"The figures are of {name}.").to(language))
    if picture.indicator.invented:
        found.append(Text(grammar.is_invented).text)
    return found


def _unit(indicator: Indicator, language: Language) -> str:
    return unit(indicator.unit).to(language)


def _amount(value: float, picture: Years, language: Language) -> str:
    measure = picture.measure
    shown = number(value, decimals=measure.decimals, language=language)
    quantity = Quantity(shown, measure.unit, one=shown.lstrip(MINUS) == "1")
    return Text(GRAMMARS[language].amount(quantity, bare=True)).text


def _moved(line: Line, picture: Years, language: Language) -> str:
    first, last = line.points[0], line.last
    before, after = (_amount(point.value, picture, language) for point in (first, last))
    if first == last:
        return f"{_capital(line.name)}: {after} {last.year}."
    sign = 0 if before == after else (last.value > first.value) - (last.value < first.value)
    return Text(GRAMMARS[language].moved(before, When(first.year), after, When(last.year), sign)).text


def _stood(line: Line, picture: Years, language: Language) -> str:
    return f"{_capital(line.name)}: {_amount(line.last.value, picture, language)} {line.last.year}."


def _went(line: Line, picture: Years, language: Language) -> str:
    first, last = line.points[0], line.last
    if first == last:
        return _stood(line, picture, language)
    before, after = (_amount(point.value, picture, language) for point in (first, last))
    return Said(
        f"{_capital(line.name)}: från {before} {first.year} till {after} {last.year}.",
        f"{_capital(line.name)}: from {before} in {first.year} to {after} in {last.year}.",
    ).to(language)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
