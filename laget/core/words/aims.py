"""What a target asks for, put into words: at least so much by a year, better than others, so much less."""

from laget.core.areas import area
from laget.core.followup.verdict import NoteKind
from laget.core.strategy import document as doc
from laget.core.words.case import Case
from laget.core.words.language import Quantity
from laget.core.words.measure import apart, decimals_of
from laget.core.words.numbers import MINUS, number
from laget.core.words.text import marked


def beside(case: Case, target: doc.BetterThan | doc.ChangeMoreThan) -> str:
    """Return what the others are that a target sets an area beside."""
    return case.grammar.reference([area(code) for code in target.areas], target.how)


def aim(case: Case) -> str:
    """The target as it is decided."""
    grammar, target, year = case.grammar, case.target, case.target.year
    wanted = case.grammar.amount(case.threshold) if case.threshold is not None else None
    match target:
        case doc.AtLeast() | doc.AtMost():
            at_least = target.form == "at_least"
            final = grammar.limit(grammar.amount(case.decided(target.value)), year, at_least=at_least)
            step = case.note(NoteKind.STEP)
            if step is not None and wanted is not None:
                return grammar.step(grammar.limit(wanted, step.years[0], at_least=at_least), final)
            return grammar.limit(wanted, year, at_least=at_least) if wanted is not None else final
        case doc.Hold():
            if wanted is None:
                wanted = grammar.amount(case.decided(target.value)) if target.value is not None else None
            at_least = case.way > 0
            if wanted is None:
                wanted = grammar.base_level(target.base)
            return grammar.limit(wanted, year, at_least=at_least, is_hold=True)
        case doc.Corridor(low=low, high=high):
            below = case.decided(low)
            return grammar.corridor(below.shown, grammar.amount(case.decided(high)), year)
        case doc.Change(by=by, base=base) | doc.Pace(by=by, from_=base):
            limit = grammar.limit(wanted, year, at_least=by.way > 0) if wanted is not None else None
            is_pace = isinstance(target, doc.Pace)
            return grammar.changed_by(_by(case, by), since=base, until=year, yearly=is_pace, limit=limit)
        case doc.Direction(way=way):
            return grammar.way(up=way == "up")
        case doc.BetterThan():
            return grammar.better(beside(case, target), year, base=None)
        case doc.ChangeMoreThan(base=base):
            return grammar.better(beside(case, target), year, base=base)
        case doc.SmallerGap() | doc.SmallerSpread():
            return _narrowed(case, target)
        case doc.AllAtLeast(value=value) | doc.AllAtMost(value=value):
            wanted = wanted or grammar.amount(case.decided(value))
            return grammar.everywhere(grammar.limit(wanted, year, at_least=target.form == "all_at_least"))
        case doc.Rank(at_most=at_most, of=of):
            wanted = case.threshold.shown if case.threshold is not None else marked(str(at_most))
            return grammar.best_places(wanted, year, of=marked(str(of)) if of != 21 else None)
    return grammar.total(grammar.amount(case.decided(target.total)), target.from_, target.year)


def _by(case: Case, by: doc.By) -> str:
    """A decided change with its sign: −60 procent, +2,5 procentenheter."""
    shown = number(by.amount, decimals=decimals_of(by.amount), language=case.grammar.language)
    unit = "percent" if by.relative else case.indicator.unit
    quantity = Quantity(marked(f"+{shown}" if by.amount > 0 else shown), unit, one=shown.lstrip(MINUS) == "1")
    if by.relative:
        return case.grammar.amount(quantity)
    return case.grammar.apart(Quantity(quantity.shown, apart(unit), one=quantity.one))


def _narrowed(case: Case, target: doc.SmallerGap | doc.SmallerSpread) -> str:
    grammar, year, threshold = case.grammar, case.target.year, case.threshold
    if threshold is None and target.value is not None:
        threshold = case.decided(target.value)
    if isinstance(target, doc.SmallerSpread) and target.measure == "share_below":
        wanted = grammar.amount(threshold) if threshold is not None else None
        below = grammar.amount(case.decided(target.below or 0.0, unit=case.indicator.unit))
        return grammar.share_below(wanted, year, below=below)
    share = 100 * target.to
    shown = number(share, decimals=min(1, decimals_of(round(share, 6))), language=grammar.language)
    is_ratio = target.measure == "ratio"
    by_base = target.value is None and target.base is not None
    return grammar.narrowed(
        grammar.apart(threshold) if threshold is not None else None,
        year,
        is_ratio=is_ratio,
        to=marked(shown) if by_base else None,
        base=target.base if by_base else None,
    )
