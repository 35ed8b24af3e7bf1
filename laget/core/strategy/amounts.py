"""Numbers of a strategy: levels, changes and shares, with the minus signs and commas people write."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, PlainValidator

from laget.core.strategy.values import Unfit, is_number
from laget.core.units import LARGEST

_WRITTEN = re.compile(r"([-−+]?)\s*([0-9]{1,16}(?:[.,][0-9]{1,16})?)\s*(%?)")


def _exact(value: Any) -> tuple[Decimal, bool] | None:
    """Return the number in `value` and whether a per cent sign follows it; None where it is no number."""
    if is_number(value):
        # False for NaN and the infinities too
        return (Decimal(repr(float(value))), False) if abs(value) <= LARGEST else None
    match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    sign = "-" if match[1] in ("-", "−") else ""
    return Decimal(sign + match[2].replace(",", ".")), bool(match[3])


def _number(value: Any) -> float:
    exact = _exact(value)
    if exact is None:
        raise Unfit(
            sv="ska vara ett tal, till exempel 50 eller −2.5", en="must be a number, such as 50 or −2.5"
        )
    amount, per_cent = exact
    if per_cent:
        raise Unfit(
            sv="ska vara ett tal utan procenttecken; enheten står på indikatorn",
            en="must be a number without a per cent sign; the unit stands on the indicator",
        )
    return float(amount) + 0.0  # never the negative zero


@dataclass(frozen=True, slots=True)
class By:
    """How much shall change: per cent where `relative` (−60 for “-60%”), else in the figure's unit."""

    amount: float
    relative: bool

    @property
    def way(self) -> int:
        """The sign of the change: +1 up, −1 down."""
        return 1 if self.amount > 0 else -1

    def changed(self, base: float) -> float:
        """Return `base` after the change: T of the form `change` in followup.md."""
        return base * (1 + self.amount / 100) if self.relative else base + self.amount

    def paced(self, base: float, *, years: int) -> float:
        """Return `base` after `years` of the change each year: T of the form `pace` in followup.md."""
        if self.relative:
            return float(base * (1 + self.amount / 100) ** years)
        return base + self.amount * years

    @property
    def written(self) -> str | float:
        """The change as a file writes it: “-60%” or −2.5."""
        return _per_cent(Decimal(repr(self.amount))) if self.relative else self.amount


def _per_cent(amount: Decimal) -> str:
    return f"{amount.normalize():f}%"


def _by(value: Any) -> By:
    if isinstance(value, By):
        return value
    exact = _exact(value)
    if exact is None:
        raise Unfit(
            sv="ska vara en förändring, till exempel -60% eller -2.5",
            en="must be a change, such as -60% or -2.5",
        )
    amount, relative = exact
    if amount == 0:
        raise Unfit(
            sv="är noll och ändrar ingenting; skriv hur mycket, eller använd formen hold",
            en="is zero and changes nothing; write how much, or use the form hold",
        )
    return By(amount=float(amount), relative=relative)


def _share(value: Any) -> float:
    exact = _exact(value)
    if exact is None or not exact[1]:
        raise Unfit(
            sv="ska vara en andel av basårets värde i procent, till exempel 50%",
            en="must be a share of the base year's value in per cent, such as 50%",
        )
    if not 0 <= exact[0] <= 100:
        raise Unfit(
            sv="ska ligga mellan 0 % och 100 %: så mycket av basårets värde får vara kvar",
            en="must lie between 0% and 100%: how much of the base year's value may be left",
        )
    return float(exact[0] / 100)


Number = Annotated[float, BeforeValidator(_number)]
WrittenBy = Annotated[
    By,
    PlainValidator(_by, json_schema_input_type=float | str),
    PlainSerializer(lambda by: by.written, return_type=float | str),
]
Share = Annotated[
    float,
    PlainValidator(_share, json_schema_input_type=str),
    PlainSerializer(lambda share: _per_cent(Decimal(repr(share)) * 100), return_type=str),
]
"""A share between 0 and 1, written in per cent."""
