"""What a figure says, in whole sentences: level, change, target, reach and what must be said beside them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from laget.core.areas import COUNTRY, Kind, area
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Hair, Note, NoteKind, Verdict, Why
from laget.core.strategy import document as doc
from laget.core.strategy.document import said
from laget.core.words.aims import aim, beside
from laget.core.words.binding import Cells
from laget.core.words.case import TOTALS, Case
from laget.core.words.en import ENGLISH
from laget.core.words.language import Grammar, Quantity, When
from laget.core.words.numbers import MINUS, UNITS, number
from laget.core.words.said import Language, Said
from laget.core.words.sv import SWEDISH
from laget.core.words.text import Text, marked, marked_numbers

GRAMMARS: Mapping[Language, Grammar] = MappingProxyType({"sv": SWEDISH, "en": ENGLISH})
NAMED = 4  # municipalities that are named; of more, how many they are
LATEST = 99  # years too late that are worth a number
_PER = {
    "per_1000": re.compile("per 1[ \u00a0\u2009\u202f,]?000"),
    "per_100000": re.compile("per 100[ \u00a0\u2009\u202f,]?000"),
    "tonnes_per_person": re.compile(" per "),
    "kg_per_person": re.compile(" per "),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """A figure told in one language: at three lengths, and as the title and alternative text of a chart.

    `why` is why it cannot be judged, nothing where it can.
    """

    short: Text
    middle: Text
    long: Text
    title: Text
    alternative: Text
    why: Text


def tell(
    verdict: Verdict,
    *,
    target: doc.Target,
    indicator: doc.Indicator,
    cells: Cells,
    language: Language,
    equivalent: Said | None = None,
) -> Telling:
    """Return what is told of a verdict.

    `cells` are the figures that may be named beside it: the indicator's own of the years judged and the
    country's of the last; what they lack is left out. `equivalent` follows the gap in people: "fler än vad
    som ryms i 148 bussar". A difference is told as the bindings give it, from unrounded values; where the
    rounded numbers beside it give another, it is told as "ungefär".
    """
    case = Case(verdict=verdict, target=target, indicator=indicator, cells=cells, grammar=GRAMMARS[language])
    title = _title(case)
    level, stands, why = _level(case, title), _stands(case), _why(case, verdict.why_not)
    change, about = _change(case), _about_value(case)
    spent, left, people = _spent(case), _left(case), _people(case, equivalent)
    invented = [case.grammar.is_invented] if indicator.invented else []
    short = [level, stands, *about]
    hair = case.grammar.on_a_hair(verdict.hair) if verdict.hair else ""
    middle = [level, change, stands, why, spent, left, hair, *about]
    long = [
        level,
        _change(case, with_before=True),
        *_beside(case),
        stands,
        why,
        spent,
        left,
        people,
        _late(case),
        *_sureness(case),
        hair,
        *_notes(case),
    ]
    return Telling(
        short=_text(short),
        middle=_text(middle),
        long=_text(long),
        title=Text(_chart_title(case, title)),
        alternative=_text([_moved(case) or level, stands, why, *invented]),
        why=_text([why]),
    )


def level_told(
    verdict: Verdict, *, target: doc.Target, indicator: doc.Indicator, cells: Cells, language: Language
) -> Text:
    """Return what the figure of a verdict says, alone: a level, a ratio, a place, by the target's form."""
    case = Case(verdict=verdict, target=target, indicator=indicator, cells=cells, grammar=GRAMMARS[language])
    return Text(_level(case, _title(case)))


def _text(sentences: list[str]) -> Text:
    return Text(" ".join(sentence for sentence in sentences if sentence))


def _title(case: Case) -> str:
    title = said(case.indicator.title).to(case.grammar.language)
    return marked_numbers(case.grammar.invented(title) if case.indicator.invented else title)


def says_per_what(one: doc.Indicator, *, language: Language) -> bool:
    """Tell whether an indicator's name has said per what it is counted."""
    per = _PER.get(one.unit)
    return per is not None and bool(per.search(said(one.title).to(language)))


def _amount(case: Case, quantity: Quantity) -> str:
    return case.grammar.amount(quantity, bare=says_per_what(case.indicator, language=case.grammar.language))


def _level(case: Case, title: str) -> str:
    """What the figure says; of a series that has ended its last figure, where that is known."""
    grammar, within, now, when = case.grammar, case.grammar.within(case.place), case.now, case.when
    if now is None:
        ended = case.verdict.why_not.years[-1:] if case.verdict.why_not is not None else ()
        cell = case.cell(ended[0]) if ended and case.is_own else None
        if cell is not None and case.verdict.why_not is not None and case.verdict.why_not.reason == "ended":
            amount = _amount(case, case.quantity(*cell))
            return grammar.last_of(title, amount, within, When(ended[0]))
        return grammar.unknown(title, within)
    amount = _amount(case, now)
    match case.target:
        case doc.BetterThan() as target:
            return grammar.index(title, amount, within, when, reference=beside(case, target))
        case doc.ChangeMoreThan(base=base) as target:
            reference = beside(case, target)
            return grammar.ratio_of_changes(
                title, amount, grammar.place(case.place), when, reference=reference, base=base
            )
        case doc.SmallerGap(groups=groups, measure=measure):
            named = [marked_numbers(grammar.group(group)) for group in groups]
            is_ratio = measure == "ratio"
            amount = grammar.apart(now)
            return grammar.between(title, amount, within, when, groups=named, is_ratio=is_ratio)
        case doc.SmallerSpread(measure=measure, below=below):
            bar = grammar.amount(case.decided(below, unit=case.indicator.unit)) if below is not None else None
            return grammar.spread(title, amount, within, when, measure=measure, below=bar)
        case doc.AllAtLeast() | doc.AllAtMost():
            extreme = case.note(NoteKind.EXTREME)
            places = [grammar.place(area(code)) for code in extreme.areas] if extreme is not None else []
            if len(places) > NAMED + 1:
                places = [*places[:NAMED], grammar.more(len(places) - NAMED)]
            lowest = case.verdict.form == "all_at_least"
            if places:
                return grammar.extreme(title, amount, when, places=places, lowest=lowest)
        case doc.Rank(of=of):
            all_counties = marked(str(of)) if of == 21 else None
            return grammar.ranked(title, amount, grammar.place(case.place), when, of=all_counties)
    return grammar.level(title, amount, within, when)


def _change(case: Case, *, with_before: bool = False) -> str:
    if case.now is None:
        return ""
    shift, travel = case.shift(with_before=with_before), case.verdict.travel
    if isinstance(case.target, doc.Corridor) and travel is Travel.UNCHANGED and case.way == 0:
        travel = Travel.NOT_JUDGED  # inside a corridor a move is neither good nor bad, and not nothing
        return case.grammar.changed(shift, travel) if shift is not None else ""
    if shift is not None:
        return case.grammar.changed(shift, travel)
    return case.grammar.travelled(travel) if travel is not Travel.NOT_JUDGED else ""


def _stands(case: Case) -> str:
    return case.grammar.stands(aim(case), case.standing)


def _why(case: Case, why: Why | None) -> str:
    """Why it cannot be judged, with the years, areas and groups it is about."""
    if why is None:
        return ""
    grammar = case.grammar
    about = [grammar.place(area(code)) if code.isdigit() else code for code in why.areas]
    about += [grammar.group(group) for group in why.groups]
    told = why.reason.said(needs=why.needs, years=why.years, areas=about)
    return marked_numbers(told.to(grammar.language))


def _about_value(case: Case) -> list[str]:
    """What must be said of the value itself however short the telling is."""
    year, told = case.verdict.value_year, []
    for kind, tell_years in (
        (NoteKind.PRELIMINARY, case.grammar.preliminary),
        (NoteKind.UNCERTAIN, case.grammar.uncertain),
    ):
        note = case.note(kind)
        if note is not None and year in note.years:
            told.append(tell_years([year]))
    return told


def _spent(case: Case) -> str:
    note = case.note(NoteKind.BUDGET)
    if note is None or note.value is None:
        return ""
    unit, decimals = case.measure
    shown = number(note.value, decimals=decimals, language=case.grammar.language)
    amount = case.grammar.amount(Quantity(marked(shown), unit, one=shown.lstrip(MINUS) == "1"))
    return case.grammar.spent(amount, note.years[0], note.years[-1])


def _left(case: Case) -> str:
    left = case.left
    if left is None:
        return ""
    size, about = left
    return (
        case.grammar.none_left() if size is None else case.grammar.left(case.grammar.apart(size), about=about)
    )


def _people(case: Case, equivalent: Said | None) -> str:
    gap = case.verdict.gap
    people = gap.people if gap is not None else None
    if people is None or people.count is None or case.left is None or case.indicator.unit in TOTALS:
        return ""
    if round(people.count) < 1:
        return ""
    size = case.written(people.count, f"{case.verdict.target}.people", unit=people.of, decimals=0)
    year = people.year if people.year != case.verdict.value_year else None
    like = marked_numbers(equivalent.to(case.grammar.language)) if equivalent is not None else None
    return case.grammar.counted(case.grammar.apart(size), year, equivalent=like)


def _late(case: Case) -> str:
    gap = case.verdict.gap
    late = gap.years_late if gap is not None else None
    if case.verdict.form == "budget" or case.verdict.reach is not Reach.TOO_SLOW:
        return ""
    if late is None or not 1 <= round(late) <= LATEST:
        return ""
    source = f"{case.verdict.target}.years_late"
    return case.grammar.late(case.written(late, source, unit="years", decimals=0))


def _sureness(case: Case) -> list[str]:
    """Where it is expected, the chance of reaching the target, and how often such projections have held."""
    outlook, hits, id_ = case.outlook, case.verdict.hit_rate, case.verdict.target
    if outlook is None:
        return []
    told = [case.grammar.expected(outlook)]
    if hits is not None:
        held = case.written(hits.held, f"{id_}.held", unit="times", decimals=0)
        told.append(
            case.grammar.record(held, case.written(hits.of, f"{id_}.of_made", unit="times", decimals=0))
        )
    return told


def _beside(case: Case) -> list[str]:
    """How it is beside the country, and its place among the counties."""
    told, year, now = list[str](), case.verdict.value_year, case.now
    groups, about = case.groups
    if groups:
        named = [(marked_numbers(case.grammar.group(code)), _amount(case, level)) for code, level in groups]
        told.append(case.grammar.each_group(named, about=about))
    per_head = case.indicator.unit not in TOTALS and (
        case.indicator.unit in UNITS or " per " in case.indicator.unit
    )
    if case.is_own and now is not None and year is not None and case.place != COUNTRY and per_head:
        cell = case.cell(year, place=COUNTRY.code)
        if cell is not None:
            amount, own = _amount(case, case.quantity(*cell)), case.verdict.value or 0.0
            sign = 0 if _read(amount) == _read(_amount(case, now)) else (own > cell[0]) - (own < cell[0])
            told.append(case.grammar.compared(case.grammar.place(COUNTRY), amount, sign))
    rank = case.verdict.rank
    if rank is not None and case.verdict.form != "rank" and case.place.kind is Kind.COUNTY:
        id_ = case.verdict.target
        place = case.written(rank.place, f"{id_}.rank", unit="rank", decimals=0)
        of = case.written(rank.of, f"{id_}.of", unit="areas", decimals=0)
        told.append(case.grammar.placed(case.grammar.noun(case.place), place.shown, of.shown, rank.year))
    return told


def _read(shown: str) -> str:
    return Text(shown).text


def _notes(case: Case) -> list[str]:
    """What must be said beside the verdict, in the order in which a reader asks."""
    grammar, verdict, told = case.grammar, case.verdict, list[str]()
    if case.when.first is not None:
        told.append(grammar.several_years(case.when))
    told.append(_missing(case))
    for note in verdict.notes:
        told.append(_note(case, note))
    if verdict.travel is Travel.NOT_JUDGED and verdict.travel_why_not != verdict.why_not:
        reason = _why(case, verdict.travel_why_not)
        told.append(grammar.not_travelled(reason) if reason else "")
    return told


def _note(case: Case, note: Note) -> str:
    grammar = case.grammar
    match note.kind:
        case NoteKind.MISSED_STEP if note.value is not None:
            return grammar.missed_step(grammar.amount(case.decided(note.value)), note.years[0])
        case NoteKind.PRELIMINARY:
            return grammar.preliminary(note.years)
        case NoteKind.UNCERTAIN:
            return grammar.uncertain(note.years)
        case NoteKind.SUPPRESSED:
            return grammar.suppressed(note.years)
        case NoteKind.COMPLEMENT if note.reach is not None and Hair.COMPLEMENT not in case.verdict.hair:
            return grammar.complement(_better(note.reach, case.verdict.reach))
        case NoteKind.NEVER_SIGNIFICANT:
            return grammar.never_significant()
        case NoteKind.LONG_WINDOW if note.reach is not None:
            known = case.verdict.reach is not Reach.NOT_JUDGED
            return grammar.long_window(_better(note.reach, case.verdict.reach) if known else None)
    return ""


def _better(one: Reach, other: Reach) -> int:
    """Return 1 where a word of reach is better than another, -1 where it is worse."""
    places = list(Reach)  # best first
    return (places.index(one) < places.index(other)) - (places.index(one) > places.index(other))


def _missing(case: Case) -> str:
    """Years without a figure inside the window that is told."""
    years, shift = case.verdict.years, case.shift()
    if shift is None or not years:
        return ""
    shown = [year for year in years if year >= shift.since.year]
    lacking = [year for year in range(shown[0], shown[-1]) if year not in shown] if shown else []
    if not lacking:
        return ""
    return case.grammar.only(shown) if len(lacking) > len(shown) else case.grammar.missing(lacking)


def _chart_title(case: Case, title: str) -> str:
    grammar, last, shift = case.grammar, case.verdict.value_year, case.shift()
    place = grammar.place(case.place)
    if last is None:
        return f"{title}, {place}"
    first = shift.since.year if shift is not None and shift.since.year < last else None
    return grammar.charted(title, place, first, last)


def _moved(case: Case) -> str:
    """From what to what, where the first figure is known."""
    shift, now = case.shift(with_before=True), case.now
    if shift is None or shift.before is None or now is None:
        return ""
    before, after = _amount(case, shift.before), _amount(case, now)
    sign = 0 if _read(before) == _read(after) else shift.sign
    return case.grammar.moved(before, shift.since, after, case.when, sign)
