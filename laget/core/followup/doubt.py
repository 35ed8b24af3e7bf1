"""What would change the word of a target: another method, the complement of a share, one standard error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan, sqrt

import numpy as np

from laget.core.followup.methods import METHODS
from laget.core.followup.methods.method import FEWEST, Block, Case, Floats, Kind, Method
from laget.core.followup.reach import REACHES, Reach, reach_of
from laget.core.followup.target import Judgeable
from laget.core.followup.verdict import Hair
from laget.core.units import unit

COUNTED = {"per_1000", "per_100000", "people", "firms"}  # their cases are counted as a Poisson count is
LEVELS = {Kind.VALUE, Kind.HOLD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """How firmly a word of reach stands.

    `methods` holds every method's reach by name, `complement` the reach were the complement of the share
    measured (None where there is no complement), `hair` what would change the word.
    """

    methods: Mapping[str, Reach]
    complement: Reach | None
    hair: tuple[Hair, ...]


def doubts(found: Sequence[Judgeable], *, units: Sequence[str], method: Method) -> list[Doubt]:
    """Return the doubt of each target, judged by `method`; `units` are their indicators' unit words.

    A word that is not there hangs on nothing, and a word is not changed into none.
    """
    cases = [one.case for one in found]
    by_method = {name: _reaches(known, cases, found) for name, known in METHODS.items()}
    own = by_method[method.name]

    shares = [row for row, one in enumerate(found) if _is_share(one, units[row])]
    mirrored = _reaches(method, [_mirrored(cases[row]) for row in shares], [found[row] for row in shares])
    complement = dict(zip(shares, mirrored, strict=True))

    errors = standard_errors(found, units=units)
    shifts = [
        (row, sign * error) for row, error in enumerate(errors.tolist()) if error > 0 for sign in (-1, 1)
    ]
    moved = _reaches(
        method,
        [_shifted(cases[row], by, word=units[row] if found[row].same_unit else "") for row, by in shifts],
        [found[row] for row, _ in shifts],
    )
    beside: dict[int, list[Reach]] = {row: [] for row in range(len(found))}
    for (row, _), reach in zip(shifts, moved, strict=True):
        beside[row].append(reach)
    return [
        Doubt(
            methods={name: reaches[row] for name, reaches in by_method.items()},
            complement=complement.get(row),
            hair=_hair(
                own[row],
                {
                    Hair.METHOD: [reaches[row] for reaches in by_method.values()],
                    Hair.COMPLEMENT: [complement[row]] if row in complement else [],
                    Hair.STANDARD_ERROR: beside[row],
                },
            ),
        )
        for row in range(len(found))
    ]


def settled(found: Judgeable, reach: Reach) -> Reach:
    """Return the reach as the form settles it: some decide it, some can be met only after their year."""
    if found.decided is not None:
        return found.decided
    if found.met_only_after is not None and reach is Reach.MET:  # its year is not out, or it were decided
        return Reach.ON_TRACK
    return reach


def standard_errors(found: Sequence[Judgeable], *, units: Sequence[str]) -> Floats:
    """Return one standard error of each target's last value, NaN where it is not known.

    Where the cases are known, from them: of a share in per cent the binomial one, of a rate or a count r on x
    cases r/√x. Else what a single year strays, see `stray`.
    """
    error = np.full(len(found), np.nan)
    for row, one in enumerate(found):
        cases, value = one.series.cases[-1], one.series.values[-1]
        if one.own and cases and units[row] == "percent" and 0 < value <= 100:
            error[row] = value * sqrt((1 - value / 100) / cases)
        elif one.own and cases and units[row] in COUNTED:
            error[row] = abs(value) / sqrt(cases)
        else:
            error[row] = stray(one.case.years, one.case.values)
    return error


def stray(years: Sequence[int], values: Sequence[float]) -> float:
    """Return what a single year strays, one standard error; NaN for fewer than four values.

    Gasser, Sroka and Jennen-Steinmetz (1986): each value but the first and the last is held against the
    straight line between its neighbours, so that neither a trend nor a slow turn counts as chance.
    """
    if len(years) < FEWEST:
        return nan
    when, value = np.array(years, np.float64), np.array(values)
    before = (when[2:] - when[1:-1]) / (when[2:] - when[:-2])  # the weight of the neighbour before
    off = before * value[:-2] + (1 - before) * value[2:] - value[1:-1]
    return float(np.sqrt(np.mean(off**2 / (before**2 + (1 - before) ** 2 + 1))))


def _reaches(method: Method, cases: Sequence[Case], found: Sequence[Judgeable]) -> list[Reach]:
    """Return where `method` says that each case stands, as its form settles it."""
    if not cases:
        return []
    block = Block.of(cases)
    reach = reach_of(method, block, method.judge(block))
    return [settled(one, REACHES[code]) for one, code in zip(found, reach.tolist(), strict=True)]


def _hair(own: Reach, others: Mapping[Hair, Sequence[Reach]]) -> tuple[Hair, ...]:
    if own is Reach.NOT_JUDGED:
        return ()
    same = {own, Reach.NOT_JUDGED}
    return tuple(hair for hair, reaches in others.items() if not same.issuperset(reaches))


def _is_share(found: Judgeable, word: str) -> bool:
    """A level of a share could as well have been measured by its complement."""
    return found.own and word == "percent" and found.met_only_after is None and found.case.kind in LEVELS


def _mirrored(case: Case) -> Case:
    """Return the case as it were if the complement of the share was measured."""
    assert case.threshold is not None  # noqa: S101 - a level has one
    values = tuple(100 - value for value in case.values)
    return replace(case, values=values, threshold=100 - case.threshold, way=-case.way)


def _shifted(case: Case, by: float, *, word: str) -> Case:
    """Return the case with its last value `by` higher, within what its unit can be."""
    known = unit(word)
    last = min(max(case.values[-1] + by, known.lowest), known.highest)
    return replace(case, values=(*case.values[:-1], last))
