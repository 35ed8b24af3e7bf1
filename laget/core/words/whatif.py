"""What would follow of an assumption, in words; the same grammar for every unit and every answer."""

from laget.core.followup.whatif import FARTHEST, Assumption, Outlook, Question, Wanted
from laget.core.words.measure import Measure
from laget.core.words.said import LANGUAGES, Language, Said
from laget.core.words.short import distance_in_words, short_level, short_range


def assumed(assumption: Assumption, *, measure: Measure) -> Said:
    """Return what is assumed as a clause: "om takten är +0,8 procentenheter om året"."""
    by = {language: _signed(assumption.by, measure, language) for language in LANGUAGES}
    sv, en = by["sv"], by["en"]
    match assumption.question:
        case Question.PACE if not assumption.by:
            return Said("om det står still", "if it stands still")
        case Question.BREAK if not assumption.by:
            return Said(
                f"om det står still efter {assumption.year}", f"if it stands still after {assumption.year}"
            )
        case Question.PACE:
            return Said(f"om takten är {sv} om året", f"if the pace is {en} a year")
        case Question.BREAK:
            return Said(
                f"om takten blir {sv} om året efter {assumption.year}",
                f"if the pace turns to {en} a year after {assumption.year}",
            )
        case Question.LEVEL:
            return Said(
                f"om nivån ändras med {sv} {assumption.year}",
                f"if the level changes by {en} in {assumption.year}",
            )


def hitherto(outlook: Outlook, *, measure: Measure) -> Said:
    """Return the pace hitherto as a clause."""
    sv, en = (_signed(outlook.slope, measure, language) for language in LANGUAGES)
    return Said(f"om det går som hittills, {sv} om året", f"if it goes on as hitherto, {en} a year")


def followed(
    outlook: Outlook, assumption: Assumption, *, wanted: Wanted | None, measure: Measure
) -> tuple[Said, ...]:
    """Return what would follow, one sentence each: the figure, the figure as hitherto, the target's year."""
    one, other = outlook.assumed[-1], outlook.hitherto[-1]

    def level(value: float, language: Language) -> str:
        return short_level(value, measure=measure, language=language)

    def within(between: str, language: Language) -> str:
        return short_range(one.low, one.high, measure=measure, language=language, between=between)

    clause, before = assumed(assumption, measure=measure), hitherto(outlook, measure=measure)
    found = [
        Said(
            f"{_capital(clause.sv)} ligger siffran {one.year} på {level(one.value, 'sv')}, i 80 fall av 100 "
            f"mellan {within(' och ', 'sv')}.",
            f"{_capital(clause.en)}, the figure is {level(one.value, 'en')} in {one.year}, and in 80 cases "
            f"of 100 between {within(' and ', 'en')}.",
        ),
        Said(
            f"{_capital(before.sv)}, ligger den på {level(other.value, 'sv')}.",
            f"{_capital(before.en)}, it is {level(other.value, 'en')}.",
        ),
    ]
    if wanted is not None:
        found.append(_met(outlook, wanted))
    return tuple(found)


def _met(outlook: Outlook, wanted: Wanted) -> Said:
    if outlook.is_met:
        return _kept(outlook)
    one, other = outlook.met, outlook.met_hitherto
    if one is None:
        first = Said(
            f"Målet nås då inte inom {FARTHEST} år", f"The target is then not met within {FARTHEST} years"
        )
    else:
        sv, en = _beside(one, wanted.year)
        first = Said(f"Målet nås då {one}{sv}", f"The target is then met in {one}{en}")
        if outlook.lost is not None:
            first = Said(
                f"{first.sv}, men inte längre {outlook.lost}", f"{first.en}, but no longer in {outlook.lost}"
            )
    if (one, outlook.lost) == (other, outlook.lost_hitherto):
        return Said(f"{first.sv}, liksom om det går som hittills.", f"{first.en}, as it is hitherto.")
    if other is None:
        return Said(
            f"{first.sv}; som hittills nås det inte inom {FARTHEST} år.",
            f"{first.en}; as hitherto it is not met within {FARTHEST} years.",
        )
    return Said(
        f"{first.sv}; som hittills nås det {other}.", f"{first.en}; as hitherto it is met in {other}."
    )


def _kept(outlook: Outlook) -> Said:
    """Return whether a target that the last figure meets goes on to be met, as far as is shown."""
    one, other, until = outlook.lost, outlook.lost_hitherto, outlook.assumed[-1].year
    first = Said("Målet är redan nått", "The target is met already")
    if one is None:
        first = Said(f"{first.sv} och hålls då till {until}", f"{first.en} and then stays so to {until}")
    else:
        first = Said(f"{first.sv}, men nås då inte {one}", f"{first.en}, but then not in {one}")
    if one == other:
        return Said(f"{first.sv}, liksom om det går som hittills.", f"{first.en}, as it does hitherto.")
    if other is None:
        return Said(
            f"{first.sv}; som hittills hålls det till {until}.",
            f"{first.en}; as hitherto it stays so to {until}.",
        )
    return Said(
        f"{first.sv}; som hittills nås det inte {other}.",
        f"{first.en}; as hitherto it is not met in {other}.",
    )


def _beside(year: int, wanted: int | None) -> tuple[str, str]:
    if wanted is None:
        return "", ""
    if year == wanted:
        return ", samma år som det ska vara nått", ", the very year it shall be"
    apart_by = abs(year - wanted)
    years = (
        "ett år" if apart_by == 1 else f"{apart_by} år",
        "a year" if apart_by == 1 else f"{apart_by} years",
    )
    if year > wanted:
        return f", {years[0]} för sent", f", {years[1]} too late"
    return f", {years[0]} i förväg", f", {years[1]} ahead of time"


def shown_decimals(value: float, measure: Measure) -> int:
    """Return how many decimals a pace or a move is told with: one more than the figure where it is small."""
    return measure.decimals + (1 if abs(value) < 10 * 10.0**-measure.decimals else 0)


def _signed(value: float, measure: Measure, language: Language) -> str:
    """Return a change with its sign."""
    decimals = shown_decimals(value, measure)
    shown = distance_in_words(value, measure=Measure(measure.unit, decimals), language=language)
    return f"+{shown}" if value > 0 else shown


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
