"""Two groups or areas beside each other: difference, ratio, times larger for their size, Kitagawa's split."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import inf, isfinite
from types import MappingProxyType

from laget.core.followup.verdict import Number, Part
from laget.core.series import FEWEST_CASES, Figures
from laget.core.words.said import Refusal, Said

FARTHEST = 1_000_000  # times that one of two rates may be the other


class DisparityReason(StrEnum):
    """Why a number about two groups is not formed."""

    NO_FIGURE = "no_figure"  # one of the two has none
    NO_COMMON_YEAR = "no_common_year"  # no year has a figure for both
    FEW_CASES = "few_cases"  # one of the two rests on fewer than 5 cases
    NOT_POSITIVE = "not_positive"  # a ratio of a value that is zero or less
    ZERO_BURDEN = "zero_burden"
    TOO_FAR = "too_far"  # one is more than a million times the other
    OTHER_SIGNS = "other_signs"  # a surplus beside a deficit
    NO_POPULATION = "no_population"  # one population is missing or zero
    AGES_DIFFER = "ages_differ"  # the burden and the population are of different ages
    OTHER_STRATA = "other_strata"  # the two are not divided into the same strata

    @property
    def said(self) -> Said:
        """The sentence on screen."""
        return SENTENCES[self]


SENTENCES: Mapping[DisparityReason, Said] = MappingProxyType(
    {
        DisparityReason.NO_FIGURE: Said("En av de två saknar siffra.", "One of the two has no figure."),
        DisparityReason.NO_COMMON_YEAR: Said(
            "Inget år har en siffra för båda.", "No year has a figure for both."
        ),
        DisparityReason.FEW_CASES: Said(
            "En av de två vilar på färre än 5 fall, och av dem bildas inget tal.",
            "One of the two rests on fewer than 5 cases, and of those no number is formed.",
        ),
        DisparityReason.NOT_POSITIVE: Said(
            "Ingen kvot bildas där ett värde är noll eller mindre.",
            "No ratio is formed where a value is zero or less.",
        ),
        DisparityReason.ZERO_BURDEN: Said(
            "Ett av talen är noll, och inget är så många gånger större än noll.",
            "One of the numbers is zero, and nothing is so many times larger than zero.",
        ),
        DisparityReason.TOO_FAR: Said(
            "Det ena talet är mer än en miljon gånger det andra; kontrollera siffrorna.",
            "One of the numbers is more than a million times the other; check the figures.",
        ),
        DisparityReason.OTHER_SIGNS: Said(
            "Det ena är ett överskott och det andra ett underskott; det ena är inte så många gånger större.",
            "One is a surplus and the other a deficit; neither is so many times larger.",
        ),
        DisparityReason.NO_POPULATION: Said(
            "Folkmängden saknas eller är noll för en av de två.",
            "The population of one of the two is missing or zero.",
        ),
        DisparityReason.AGES_DIFFER: Said(
            "Indikatorn och folkmängden gäller olika åldrar.",
            "The indicator and the population are of different ages.",
        ),
        DisparityReason.OTHER_STRATA: Said(
            "De två är inte indelade på samma sätt.", "The two are not divided in the same way."
        ),
    }
)


# --- difference and ratio ---


class Disparity(Part):
    """Group a beside group b in one year: `difference` a − b in the unit, `ratio` a over b.

    `reason` says why there is neither, `ratio_reason` why there is a difference and no ratio.
    """

    a: str
    b: str
    year: int | None = None
    value_a: Number | None = None
    value_b: Number | None = None
    difference: Number | None = None
    ratio: Number | None = None
    reason: DisparityReason | None = None
    ratio_reason: DisparityReason | None = None


def between_groups(
    figures: Figures,
    *,
    indicator: str,
    area: str,
    groups: tuple[str, str],
    year: int,
    breaks: tuple[int, ...] = (),
) -> Disparity:
    """Return two groups of an indicator in the latest year up to `year` that has a figure for both.

    Nothing from before the last of `breaks` is used.
    """
    a, b = groups
    first, second = (
        figures.series(indicator, area=area, group=group).upto(year).after_break(breaks) for group in groups
    )
    common = sorted(set(first.years) & set(second.years))
    if not common:
        suppressed = bool(first.suppressed or second.suppressed)
        known = all(one.years or one.suppressed for one in (first, second))
        reason = DisparityReason.NO_COMMON_YEAR if known else DisparityReason.NO_FIGURE
        return Disparity(a=a, b=b, reason=DisparityReason.FEW_CASES if suppressed and known else reason)
    last = common[-1]
    place, other = first.years.index(last), second.years.index(last)
    return compared(
        a,
        b,
        value_a=first.values[place],
        value_b=second.values[other],
        cases_a=first.cases[place],
        cases_b=second.cases[other],
        year=last,
    )


def compared(
    a: str,
    b: str,
    *,
    value_a: float | None,
    value_b: float | None,
    cases_a: float | None = None,
    cases_b: float | None = None,
    year: int | None = None,
) -> Disparity:
    """Return the difference and the ratio of two values in the same unit; `cases` are None where unknown."""
    if value_a is None or value_b is None:
        return Disparity(a=a, b=b, year=year, reason=DisparityReason.NO_FIGURE)
    if _few(cases_a) or _few(cases_b):
        return Disparity(a=a, b=b, year=year, reason=DisparityReason.FEW_CASES)
    why = None if value_a > 0 and value_b > 0 else DisparityReason.NOT_POSITIVE
    ratio = value_a / value_b if why is None else None
    if ratio is not None and not _near(ratio):
        ratio, why = None, DisparityReason.TOO_FAR
    return Disparity(
        a=a,
        b=b,
        year=year,
        value_a=value_a,
        value_b=value_b,
        difference=value_a - value_b,
        ratio=ratio,
        ratio_reason=why,
    )


def _near(times: float) -> bool:
    """Tell whether one of two rates is at most a million times the other, as real ones are."""
    return 1 / FARTHEST <= times <= FARTHEST


def _few(cases: float | None) -> bool:
    return cases is not None and cases < FEWEST_CASES


# --- so many times larger, in relation to share of population ---


class Times(Part):
    """How many times larger a's burden is than b's, in relation to their shares of the population.

    `burden_ratio` over `population_ratio`; below one a's is the smaller.
    """

    times: Number | None = None
    burden_ratio: Number | None = None
    population_ratio: Number | None = None
    reason: DisparityReason | None = None


def times_larger(
    *,
    burden_a: float | None,
    burden_b: float | None,
    population_a: float | None,
    population_b: float | None,
    cases_a: float | None = None,
    cases_b: float | None = None,
) -> Times:
    """Return (burden_a/burden_b)/(population_a/population_b), or the reason why not (followup.md, "Groups").

    A burden counts something: deaths, or a balance such as a migration deficit, whose two burdens must have
    the same sign. `cases` are how many events it rests on, where that is another number (a balance of −3 may
    be 500 moves); without them the burden's own size is taken.
    """
    if burden_a is None or burden_b is None or not (isfinite(burden_a) and isfinite(burden_b)):
        return Times(reason=DisparityReason.NO_FIGURE)
    if not all(size is not None and isfinite(size) and size > 0 for size in (population_a, population_b)):
        return Times(reason=DisparityReason.NO_POPULATION)
    assert population_a is not None and population_b is not None  # noqa: S101, PT018 - seen above
    if burden_a == 0 or burden_b == 0:
        return Times(reason=DisparityReason.ZERO_BURDEN)
    if (burden_a > 0) != (burden_b > 0):
        return Times(reason=DisparityReason.OTHER_SIGNS)
    rests_on = (
        abs(burden_a) if cases_a is None else cases_a,
        abs(burden_b) if cases_b is None else cases_b,
        population_a,
        population_b,
    )
    if any(map(_few, rests_on)):
        return Times(reason=DisparityReason.FEW_CASES)
    burdens, sizes = burden_a / burden_b, population_a / population_b
    times = burdens / sizes if sizes else inf
    if times == 0 or not isfinite(times):  # more than a number can hold
        return Times(reason=DisparityReason.TOO_FAR)
    return Times(times=times, burden_ratio=burdens, population_ratio=sizes)


# --- Kitagawa's split ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """One part of a population, such as an age class: how many it has, and its rate in any unit.

    `cases` is how many events the rate rests on, None where that is not known.
    """

    population: float
    rate: float
    cases: float | None = None


@dataclass(frozen=True, slots=True)
class SplitPart:
    """What one stratum adds to the difference, by its size and by its rate."""

    stratum: str
    composition: float
    rate: float


@dataclass(frozen=True, slots=True)
class Split:
    """The difference of two crude rates, a − b: `composition` and `rate` sum to it, and so do the parts."""

    rate_a: float
    rate_b: float
    difference: float
    composition: float
    rate: float
    parts: tuple[SplitPart, ...]


class NoSplit(Refusal):
    """Two populations whose difference is not split, with the reason and the strata it is about."""

    def __init__(self, reason: DisparityReason, strata: Sequence[str]) -> None:
        about = ", ".join(strata)
        super().__init__(
            Said(f"{reason.said.sv} ({about})", f"{reason.said.en} ({about})") if about else reason.said
        )
        self.reason, self.strata = reason, tuple(strata)


def kitagawa(a: Mapping[str, Stratum], b: Mapping[str, Stratum]) -> Split:
    """Return the difference of two crude rates as what composition and what rates make up (Kitagawa 1955).

    With w a stratum's share of its population and r its rate: composition Σ (wa − wb)·(ra + rb)/2, rate
    Σ (ra − rb)·(wa + wb)/2. The strata are those of one whole, the same in both, in the order of `a`. Worked
    out in fractions and rounded once. Raises NoSplit where the strata differ, a number is missing, a stratum
    is empty in one of the two, or rests on fewer than 5 cases; one that is empty in both is left out.
    """
    if odd := sorted(set(a) ^ set(b)):
        raise NoSplit(DisparityReason.OTHER_STRATA, odd)
    names = [name for name in a if a[name].population != 0 or b[name].population != 0]
    for reason, wrong in _FAULTS:
        if found := [name for name in names if wrong(a[name]) or wrong(b[name])]:
            raise NoSplit(reason, found)
    if not names:
        raise NoSplit(DisparityReason.NO_POPULATION, ())
    weights_a, weights_b = _weights(a, names), _weights(b, names)
    composition, rate = {}, {}
    for name in names:
        rate_a, rate_b = Fraction(a[name].rate), Fraction(b[name].rate)
        composition[name] = (weights_a[name] - weights_b[name]) * (rate_a + rate_b) / 2
        rate[name] = (rate_a - rate_b) * (weights_a[name] + weights_b[name]) / 2
    crude_a, crude_b = (
        sum((weights[name] * Fraction(one[name].rate) for name in names), start=Fraction())
        for weights, one in ((weights_a, a), (weights_b, b))
    )
    return Split(
        rate_a=float(crude_a),
        rate_b=float(crude_b),
        difference=float(crude_a - crude_b),
        composition=float(sum(composition.values(), start=Fraction())),
        rate=float(sum(rate.values(), start=Fraction())),
        parts=tuple(SplitPart(name, float(composition[name]), float(rate[name])) for name in names),
    )


def _no_rate(one: Stratum) -> bool:
    return not isfinite(one.rate)


def _nobody(one: Stratum) -> bool:
    return not (isfinite(one.population) and one.population > 0)


def _too_few(one: Stratum) -> bool:
    return _few(one.cases) or _few(one.population)


_FAULTS: tuple[tuple[DisparityReason, Callable[[Stratum], bool]], ...] = (
    (DisparityReason.NO_FIGURE, _no_rate),
    (DisparityReason.NO_POPULATION, _nobody),
    (DisparityReason.FEW_CASES, _too_few),
)


def _weights(strata: Mapping[str, Stratum], names: Sequence[str]) -> dict[str, Fraction]:
    whole = sum((Fraction(strata[name].population) for name in names), start=Fraction())
    return {name: Fraction(strata[name].population) / whole for name in names}
