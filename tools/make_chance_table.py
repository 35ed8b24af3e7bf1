"""Draws series from the model and writes how often interval and chance held, in docs/methods/chance.md."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import NormalDist

import numpy as np

from laget.core.followup.methods.method import Case, Floats, Kind
from laget.core.followup.odds import odds, project

PAGE = Path(__file__).resolve().parents[1] / "docs/methods/chance.md"
BEGIN, END = "<!-- written by tools/make_chance_table.py -->\n", "<!-- to here -->\n"
LENGTHS = (4, 6, 8, 10, 15, 20)  # years with a value
AHEAD = (1, 5, 10)  # years from the last value to the target's
SERIES = 3_000  # for each cell of the first two tables
TARGETS = 200  # for each length and distance of the third
BINS = 10
FIRST_YEAR = 2000

Noise = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Bin:
    """Targets given about the same chance: how many, their mean chance, and the share that was reached."""

    low: float
    high: float
    targets: int
    given: float
    reached: float


def uniform(rows: int, columns: int, *, seed: int) -> Floats:
    """Return rows × columns of numbers between 0 and 1 from raw bits of PCG64, the same everywhere."""
    raw = np.random.PCG64(seed).random_raw(rows * columns) >> np.uint64(11)
    return (raw.astype(np.float64) + 0.5).reshape(rows, columns) / 2.0**53


def normal(chance: Floats) -> Floats:
    """Return normal noise of spread 1."""
    quantile = NormalDist().inv_cdf
    return np.array([quantile(one) for one in chance.ravel().tolist()]).reshape(chance.shape)


def even(chance: Floats) -> Floats:
    """Return noise that lies evenly between two ends."""
    return chance - 0.5


def heavy(chance: Floats) -> Floats:
    """Return noise with heavy tails (Laplace)."""
    far: Floats = np.log(2 * np.minimum(chance, 1 - chance))
    return np.sign(chance - 0.5) * -far


def inert(chance: Floats) -> Floats:
    """Return normal noise of which half is left the year after."""
    noise = normal(chance)
    noise[:, 0] /= np.sqrt(1 - 0.25)
    for column in range(1, noise.shape[1]):
        noise[:, column] += 0.5 * noise[:, column - 1]
    return noise


NOISES = {"normal": normal, "even": even, "heavy tails": heavy, "half of it left next year": inert}


def coverage(length: int, ahead: int, *, noise: Noise = normal) -> float:
    """Return the share of outcomes inside the 80 % interval, on series of `length` years about a line."""
    drawn = noise(uniform(SERIES, length + ahead, seed=1000 * length + ahead))
    years = np.arange(FIRST_YEAR, FIRST_YEAR + length)
    year = np.full(SERIES, years[-1] + ahead, np.float64)
    return float(project(years, drawn[:, :length], year=year).holds(drawn[:, -1]).mean())


def targets(length: int, ahead: int) -> Iterator[tuple[Case, bool]]:
    """Yield targets on random lines with normal noise, and whether each came to be reached.

    A target lies anywhere within three spreads of where the line leads; a spread is that of an outcome about
    a least-squares line through so many years.
    """
    seed = 1_000_000 + 1000 * length + ahead
    noise, more = normal(uniform(TARGETS, length + 1, seed=seed)), uniform(TARGETS, 3, seed=seed + 500)
    steps = np.arange(length)
    last = length - 1 + ahead
    middle = float(steps.mean())
    spread = float(np.sqrt(1 + 1 / length + (last - middle) ** 2 / ((steps - middle) ** 2).sum()))
    for row in range(TARGETS):
        slope, way = 2 * more[row, 0] - 1, 1 if more[row, 1] < 0.5 else -1
        threshold = 50 + slope * last + 3 * spread * (2 * more[row, 2] - 1)
        case = Case(
            years=tuple((FIRST_YEAR + steps).tolist()),
            values=tuple((50 + slope * steps + noise[row, :-1]).tolist()),
            kind=Kind.VALUE,
            way=way,
            threshold=float(threshold),
            year=FIRST_YEAR + last,
        )
        yield case, bool(way * (50 + slope * last + noise[row, -1] - threshold) >= 0)


@cache
def calibration() -> tuple[tuple[Bin, ...], float]:
    """Return the bins of chance from 0 to 1, and the share of past projections whose interval held."""
    chances, outcomes, held, of = [], [], 0, 0
    for length in LENGTHS:
        for ahead in AHEAD:
            drawn = list(targets(length, ahead))
            ids = [f"{length}-{ahead}-{row}" for row in range(len(drawn))]
            for (_, reached), one in zip(drawn, odds([case for case, _ in drawn], ids=ids), strict=True):
                if one is None:
                    raise AssertionError("a target ahead of four values has odds")
                chances.append(one.chance)
                outcomes.append(reached)
                held, of = held + one.held, of + one.of
    chance, came = np.array(chances), np.array(outcomes)
    place = np.minimum((chance * BINS).astype(np.int64), BINS - 1)
    bins = tuple(
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            targets=int((place == number).sum()),
            given=float(chance[place == number].mean()),
            reached=float(came[place == number].mean()),
        )
        for number in range(BINS)
    )
    return bins, held / of


def tables() -> str:
    """Return the three tables of the page."""
    lines = [
        f"How many outcomes in 100 lay inside the interval, of {SERIES:,} series in each cell, normal noise.",
        "",
    ]
    lines += ["| years with a value | " + " | ".join(_ahead(one) for one in AHEAD) + " |"]
    lines += ["| --- " * (len(AHEAD) + 1) + "|"]
    for length in LENGTHS:
        cells = " | ".join(f"{100 * coverage(length, ahead):.1f}" for ahead in AHEAD)
        lines.append(f"| {length} | {cells} |")
    lines += ["", "The same five years ahead, by kind of noise.", ""]
    lines += ["| noise | " + " | ".join(f"{length} years" for length in LENGTHS) + " |"]
    lines += ["| --- " * (len(LENGTHS) + 1) + "|"]
    for name, noise in NOISES.items():
        cells = " | ".join(f"{100 * coverage(length, 5, noise=noise):.1f}" for length in LENGTHS)
        lines.append(f"| {name} | {cells} |")
    bins, held = calibration()
    many = sum(one.targets for one in bins)
    lines += [
        "",
        f"Of {many:,} targets, {TARGETS} for each length and distance above: the chance they were given, ",
    ]
    lines[-1] += "and how many were reached."
    lines += ["", "| chance given | targets | mean chance | reached |", "| --- | --- | --- | --- |"]
    for one in bins:
        given = f"{100 * one.low:.0f}–{100 * one.high:.0f} %"
        lines.append(f"| {given} | {one.targets} | {100 * one.given:.1f} % | {100 * one.reached:.1f} % |")
    lines += [
        "",
        f"The intervals made in earlier years of the same series held {100 * held:.1f} times in 100.",
    ]
    return "\n".join(lines) + "\n"


def _ahead(years: int) -> str:
    return f"{years} year{'s' if years > 1 else ''} ahead"


def page(written: str) -> str:
    """Return the page with its tables drawn anew."""
    before, _, rest = written.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{tables()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
