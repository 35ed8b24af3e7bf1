"""What touches a household, in whole sentences: who they are, its figures, targets, counts, initiatives."""

from collections.abc import Callable, Sequence

from laget.core.areas import Area, Kind
from laget.core.household import Aim, Count, Figure, Lack, Person, Touching
from laget.core.series import TOTAL
from laget.core.strategy.document import StrategyDocument, said
from laget.core.words.case import digits
from laget.core.words.decided import decided
from laget.core.words.language import Grammar, Quantity, When
from laget.core.words.measure import apart, decimals_of
from laget.core.words.numbers import MINUS, number, unit
from laget.core.words.said import LANGUAGES, Language, Said
from laget.core.words.sentences import GRAMMARS, says_per_what
from laget.core.words.text import Text

LACKS = {
    Lack.NO_POPULATION: Said(
        "det finns ingen folkmängd att räkna på", "there is no population to reckon with"
    ),
    Lack.UNIT: Said("enheten är ingen andel av en befolkning", "the unit is no share of a population"),
    Lack.AGES_DIFFER: Said(
        "siffran och folkmängden gäller olika åldrar", "the figure and the population are of different ages"
    ),
    Lack.NO_COMMON_YEAR: Said(
        "folkmängden saknas för siffrans år", "the population of the figure's year is missing"
    ),
    Lack.BELOW_ZERO: Said("siffran är mindre än noll", "the figure is below zero"),
    Lack.FEW: Said("antalet är för litet", "the count is too small"),
    Lack.NO_UNIT: Said("inget bekant är lagom stort", "nothing familiar is of a fitting size"),
}

WHOLES = {
    Kind.COUNTRY: ("hela riket", "the whole country"),
    Kind.COUNTY: ("hela länet", "the whole county"),
    Kind.MUNICIPALITY: ("kommunen", "the municipality"),
}


def who(people: Sequence[Person], home: Area) -> Said:
    """Return who lives in a household and where: "Mia, 34 år, och Leo, 6 år, bor i Hylte."."""
    return _both(lambda language: _who(people, home, language))


def _who(people: Sequence[Person], home: Area, language: Language) -> str:
    within = GRAMMARS[language].within(home)
    if not people:
        return Said(f"Hushållet finns {within}.", f"The household is {within}.").to(language)
    names = [f"{one.who}, {_age(one.age, language)}" for one in people]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, {_and(language)} {names[-1]}"
    lives = "bor" if language == "sv" else "lives" if len(people) == 1 else "live"
    return f"{listed}, {lives} {within}."


def _age(age: int, language: Language) -> str:
    if age == 0:
        return Said("under 1 år", "under 1 year old").to(language)
    return Said(f"{age} år", f"aged {age}").to(language)


def _and(language: Language) -> str:
    return Said("och", "and").to(language)


def figure_told(figure: Figure) -> Said:
    """Return the figure in a sentence, and in others of what and of whom it is where it is not as asked."""
    return _both(lambda language: _figure(figure, GRAMMARS[language]))


def _figure(figure: Figure, grammar: Grammar) -> str:
    one, language = figure.indicator, grammar.language
    title = said(one.title).to(language)
    if one.invented:
        title = grammar.invented(title)
    if figure.group != TOTAL:
        title = f"{title}, {grammar.group(figure.group)}"
    quantity = _quantity(figure.value, one.unit, one.shown_decimals, language)
    amount = grammar.amount(quantity, bare=says_per_what(one, language=language))
    told = [grammar.level(title, amount, grammar.within(figure.area), When(figure.year, figure.first))]
    if figure.area != figure.home:
        home, (sv, en) = grammar.place(figure.home), WHOLES[figure.area.kind]
        told.append(
            Said(
                f"Siffran gäller {sv}, eftersom ingen är publicerad för {home}.",
                f"The figure is of {en}, since none is published for {home}.",
            ).to(language)
        )
    if figure.group != figure.asked_group:
        group = grammar.group(figure.asked_group)
        told.append(
            Said(
                f"Den gäller alla: för gruppen {group} är ingen siffra publicerad där.",
                f"It is of everybody: no figure is published there for the group {group}.",
            ).to(language)
        )
    if figure.is_preliminary:
        told.append(grammar.preliminary([figure.year]))
    if figure.is_uncertain:
        told.append(grammar.uncertain([figure.year]))
    return Text(" ".join(told)).text


def no_figure(title: Said, home: Area) -> Said:
    """Return that nothing is published for a municipality, nor for what it lies in."""
    return _both(lambda language: GRAMMARS[language].unknown(title.to(language), _nowhere(home, language)))


def _nowhere(home: Area, language: Language) -> str:
    within = GRAMMARS[language].within(home)
    return Said(f"{within}, i länet eller i riket", f"{within}, in the county or in the country").to(language)


def aim_told(aim: Aim, figure: Figure, document: StrategyDocument) -> Said:
    """Return the target, and how far the household's own figure is from it where that can be said."""
    return _both(lambda language: _aim(aim, figure, document, GRAMMARS[language]))


def _aim(aim: Aim, figure: Figure, document: StrategyDocument, grammar: Grammar) -> str:
    language, one = grammar.language, figure.indicator
    words = decided(aim.target, document).aim.to(language)
    place = grammar.place(aim.area)
    told = [Said(f"Målet för {place} är {words}.", f"The target for {place} is {words}.").to(language)]
    if aim.distance is None:
        return Text(told[0]).text
    within = _capital(grammar.within(figure.area))
    if aim.is_met:
        met = Said(f"{within} är nivån redan uppnådd.", f"{within} the level is already reached.")
        told.append(met.to(language))
    elif not digits(aim.distance, one.shown_decimals):
        told.append(grammar.none_left())
    else:
        left = grammar.apart(_quantity(aim.distance, apart(one.unit), one.shown_decimals, language))
        told.append(
            Said(f"{within} är det {left} kvar dit.", f"{within} the distance to it is {left}.").to(language)
        )
    return Text(" ".join(told)).text


def no_aim(home: Area, *, is_aimed_at: bool) -> Said:
    """Return that no target touches a household; `is_aimed_at` where other places have one."""
    if not is_aimed_at:
        return Said("Siffran följs utan mål.", "The figure is followed without a target.")
    return _both(
        lambda language: Said(
            f"Inget av målen gäller {GRAMMARS[language].place(home)}.",
            f"None of the targets is for {GRAMMARS[language].place(home)}.",
        ).to(language)
    )


def counted_told(found: Count) -> Said:
    """Return a count and what it is like, or why that is not told."""
    return _both(lambda language: _counted(found, GRAMMARS[language]))


def _counted(found: Count, grammar: Grammar) -> str:
    language = grammar.language
    why = LACKS[found.lack].to(language) if found.lack is not None else ""
    if found.count is None or found.lack is Lack.FEW:
        return Said(f"Det räknas inte i antal: {why}.", f"It is not told as a count: {why}.").to(language)
    amount = grammar.amount(_quantity(found.count, found.of, 0, language))
    begun = Said("Det som är kvar är", "What is left is") if found.of_gap else Said("Det är", "That is")
    told = f"{begun.to(language)} {amount} ({found.year})"
    if found.like is None:
        rest = Said(f"; det jämförs inte med något: {why}.", f"; it is compared with nothing: {why}.")
        return Text(f"{told}{rest.to(language)}").text
    one = found.like.unit
    size = number(one.size, decimals=decimals_of(one.size), language=language)
    of, source = unit(one.of).to(language), one.source.text
    like = Said(
        f", ungefär {found.like.said.sv} (à {size} {of}, {source}).",
        f", about {found.like.said.en} (of {size} {of} each, {source}).",
    )
    return Text(f"{told}{like.to(language)}").text


def initiatives_told(count: int) -> Said:
    """Return how many initiatives touch a household."""
    if not count:
        return Said("Ingen insats rör hushållet.", "No initiative touches the household.")
    if count == 1:
        return Said("En insats rör hushållet.", "One initiative touches the household.")
    return _both(
        lambda language: Said(
            f"{_capital(_counting(count, language))} insatser rör hushållet.",
            f"{_capital(_counting(count, language))} initiatives touch the household.",
        ).to(language)
    )


_NUMBERS = {
    "sv": ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}


def _counting(count: int, language: Language) -> str:
    """Return a number as it is read in running text: in letters up to twelve."""
    words = _NUMBERS[language]
    return words[count - 2] if count - 2 < len(words) else number(count, decimals=0, language=language)


def touched_told(one: Touching, home: Area, titles: Sequence[Said]) -> Said:
    """Return why an initiative touches a household; `titles` are of the followed elements that it serves."""
    return _both(lambda language: _touched(one, home, titles, GRAMMARS[language]))


def _touched(one: Touching, home: Area, titles: Sequence[Said], grammar: Grammar) -> str:
    language, place = grammar.language, grammar.place(home)
    since = one.since
    told = [
        Said(f"{_capital(place)} är med sedan {since}.", f"{place} has taken part since {since}.")
        if since is not None
        else Said(f"{_capital(place)} är inte med.", f"{place} does not take part.")
    ]
    if titles:
        names = grammar.joined([Said(f"”{t.sv}”", f"“{t.en}”").to(language) for t in titles])
        told.append(
            Said(
                f"Den bidrar till {names}, som hushållet följer.",
                f"It serves {names}, which the household follows.",
            )
        )
    return " ".join(part.to(language) for part in told)


def _quantity(value: float, of: str, decimals: int, language: Language) -> Quantity:
    shown = number(value, decimals=decimals, language=language)
    return Quantity(shown, of, one=shown.lstrip(MINUS) == "1")


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _both(told: Callable[[Language], str]) -> Said:
    sv, en = (told(language) for language in LANGUAGES)
    return Said(sv, en)
