"""Rule: a figure older than the latest in the vintage must say its year, and a year its own figure."""

import re
from collections.abc import Iterator

from laget.core.words.guard.clause import pairs
from laget.core.words.guard.figures import Known, fits
from laget.core.words.guard.finding import Finding, shown
from laget.core.words.guard.numbers import Number
from laget.core.words.guard.sentence import Sentence
from laget.core.words.said import Said

YEAR_AGO = re.compile(
    r"året (?:innan|före)|ett år tidigare|föregående år|förra året|i fjol|year (?:before|earlier)"
    r"|previous year|last year",
    re.IGNORECASE,
)


# "Under 2023 uppgick …", "2023 var …": the one year of a sentence, said of all of it
OF_YEAR = re.compile(
    r"^\W*(?:(?:under|år|in)\s+)?⟨Y(?P<a>\d+)⟩\s+(?!års\b)\w"
    r"|(?<!sedan )(?<!från )(?<!till )(?<!mot )(?<!med )"
    r"\b(?:under|i slutet av|vid utgången av)\s+(?:år\s+)?⟨Y(?P<b>\d+)⟩",
    re.IGNORECASE,
)


def _year_said(sentence: Sentence) -> int | None:
    """Return the year that a sentence with one year and one number is about."""
    found = OF_YEAR.search(sentence.shape)
    if found is None or len(sentence.years) != 1 or len(sentence.values) != 1:
        return None
    return int(sentence.at(found["a"] or found["b"]).value)


def _is_known(one: Number, sentence: Sentence) -> bool:
    """Tell whether a level is bound by its author, or by so many digits that it is no chance."""
    figure = one.bound
    if figure is None or figure.is_change or not figure.last.isdigit() or "mål" in sentence.text.casefold():
        return False
    return sentence.wrote(one) or len(re.sub(r"\D", "", one.text)) > 2


def _runs_to(one: Number, sentence: Sentence) -> bool:
    """Tell whether a figure is what a change in the one year that is said began from."""
    figure = one.bound
    if figure is None or len(sentence.years) != 1 or not figure.last.isdigit():
        return False
    return int(figure.last) + 1 in sentence.years and any(
        pair.first is one
        and pair.last.bound is not None
        and pair.last.bound.indicator == figure.indicator
        and pair.last.bound.last.isdigit()
        and int(pair.last.bound.last) in sentence.years
        for pair in pairs(sentence)
    )


def stale_figures(sentence: Sentence, *, known: Known | None) -> Iterator[Finding]:
    """Yield each bound figure whose year is not the latest and is not said, or is said to be another."""
    if known is None:
        return
    said = sentence.years or sentence.said_years
    for one in sentence.values:
        figure = one.bound
        if figure is None or not figure.last or figure.target:
            continue
        if _runs_to(one, sentence):
            continue
        latest, year = (
            known.latest(figure),
            int(figure.last[:4] if len(figure.last) < 9 else figure.last[-4:]),
        )
        wrong = _year_said(sentence)
        if (
            wrong is not None
            and wrong not in (year, year + 1 if figure.is_change else year)
            and _is_known(one, sentence)
        ):
            yield Finding(
                one.text,
                Said(f"siffran är från {year}, inte {wrong}", f"the figure is of {year}, not of {wrong}"),
            )
            continue
        if latest is None or year in said or (figure.is_change and year in sentence.said_years):
            continue  # of a change the last year may have been said before it: "det är 2 fler än 2013"
        if year + 1 in (said or {latest}) | {latest} and YEAR_AGO.search(sentence.text):
            continue
        series = known.series(figure.indicator, area=figure.area, group=figure.group)
        written = any(bound.resolved is figure for bound in sentence.bound)
        if (
            not written
            and figure.area != known.ground.document.region.code
            and not known.names(figure.area, sentence.text)
        ):
            continue  # of which place the number is was only guessed
        if len(sentence.years) == 1 and len(sentence.values) == 1 and not figure.is_change and not written:
            of = next(iter(sentence.years))
            if of in series and not fits(one, series[of]) and "mål" not in sentence.text.casefold():
                right = shown(series[of])
                yield Finding(
                    one.text,
                    Said(
                        f"siffran för {of} är {right.sv}; {one.text} är från {year}",
                        f"the figure of {of} is {right.en}; {one.text} is of {year}",
                    ),
                )
                continue
        if year < latest:
            now = shown(series[latest])
            yield Finding(
                one.text,
                Said(
                    f"siffran är från {year}; säg året, eller skriv {now.sv} från {latest}",
                    f"the figure is of {year}; say the year, or write {now.en} of {latest}",
                ),
            )
