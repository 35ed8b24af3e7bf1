"""What a key of a strategy may hold: ids, codes, years, numbers, texts; and how each is read from a file."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    PlainValidator,
    Tag,
    ValidationInfo,
)

from laget.core.words.said import Said

FIRST_YEAR, LAST_YEAR = 1800, 2199
LONGEST_ID = 80


class Part(BaseModel):
    """A part of a strategy: never changed once made, and without a key that the format does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Unfit(ValueError):
    """A value that does not fit its key; says why and what to write instead."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.en)
        self.said = said


class WrittenInt(int):
    """A whole number with the digits the file wrote: `01` is one, but as a code it is "01"."""

    written: str
    path: tuple[str | int, ...]


class WrittenFloat(float):
    """A number with the digits the file wrote: `4.10` is 4.1, but as a code it is "4.10"."""

    written: str
    path: tuple[str | int, ...]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _plain_text(value: Any) -> str:
    """Return `value` as text without outer blanks; a number is the digits that were written."""
    if _is_number(value):
        return str(getattr(value, "written", value))
    if not isinstance(value, str):
        raise Unfit(Said(sv="ska vara text", en="must be text"))
    if _UNPRINTABLE.search(value):
        raise Unfit(
            Said(
                sv="innehåller ett tecken som inte går att skriva ut; ta bort det",
                en="holds a character that cannot be printed; remove it",
            )
        )
    text = value.strip()
    if not text:
        raise Unfit(
            Said(
                sv="är tom; skriv något eller ta bort nyckeln",
                en="is empty; write something or remove the key",
            )
        )
    return text


def _code(value: Any, info: ValidationInfo) -> str:
    """Return a code as text, and tell the reader (a list in the context) of a number without quotes."""
    if _is_number(value) and isinstance(info.context, list):
        info.context.append(value)
    return _plain_text(value)


_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_PLAIN_LETTERS = str.maketrans("åäöéüÅÄÖÉÜ ./", "aaoeuAAOEU---")


def _id(value: Any, info: ValidationInfo) -> str:
    text = _code(value, info)
    if _ID.fullmatch(text) and len(text) <= LONGEST_ID:
        return text
    plain = re.sub(r"[^A-Za-z0-9_-]", "", text.translate(_PLAIN_LETTERS)).strip("-_")[:LONGEST_ID]
    raise Unfit(
        Said(
            sv=f"”{text}” kan inte vara ett id: skriv a–z, 0–9 och bindestreck, högst {LONGEST_ID} tecken"
            + (f", till exempel ”{plain}”" if plain else ""),
            en=f'"{text}" cannot be an id: write a–z, 0–9 and hyphens, at most {LONGEST_ID} characters'
            + (f', such as "{plain}"' if plain else ""),
        )
    )


def matching(pattern: str, *, sv: str, en: str) -> Callable[[Any, ValidationInfo], str]:
    """Return a reader of codes that match `pattern`; `sv` and `en` say what is wanted."""
    compiled = re.compile(pattern)

    def read(value: Any, info: ValidationInfo) -> str:
        text = _code(value, info)
        if compiled.fullmatch(text):
            return text
        raise Unfit(Said(sv=f"”{text}” ska vara {sv}", en=f'"{text}" must be {en}'))

    return read


def _year(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"\d{4}", value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not FIRST_YEAR <= value <= LAST_YEAR:
        raise Unfit(
            Said(
                sv=f"ska vara ett årtal mellan {FIRST_YEAR} och {LAST_YEAR}",
                en=f"must be a year between {FIRST_YEAR} and {LAST_YEAR}",
            )
        )
    return int(value)


_NUMBER = re.compile(r"([-−+]?)\s*(\d+(?:[.,]\d+)?)\s*(%?)")
_NO_NUMBER = Said(
    sv="ska vara ett tal, till exempel 50 eller −2.5", en="must be a number, such as 50 or −2.5"
)


def _signed(value: Any, *, wanted: Said) -> tuple[Decimal, bool]:
    """Return the exact number in `value` and whether a per cent sign follows it."""
    if _is_number(value):
        # A number too large for a float is no figure either.
        if abs(value) <= 1e300 and math.isfinite(value):
            return Decimal(repr(float(value))), False
    elif isinstance(value, str) and (match := _NUMBER.fullmatch(value.strip())) and len(value) < 50:
        sign = "-" if match[1] in ("-", "−") else ""
        return Decimal(sign + match[2].replace(",", ".")), bool(match[3])
    raise Unfit(wanted)


def _number(value: Any) -> float:
    amount, per_cent = _signed(value, wanted=_NO_NUMBER)
    if per_cent:
        raise Unfit(
            Said(sv="ska vara ett tal utan procenttecken", en="must be a number without a per cent sign")
        )
    return float(amount)


def _per_cent(amount: Decimal) -> str:
    return f"{amount.normalize():f}%"


@dataclass(frozen=True, slots=True)
class By:
    """How much shall change: per cent where `relative` (−60 for "-60%"), else in the figure's unit."""

    amount: float
    relative: bool

    @property
    def way(self) -> int:
        """The sign of the change: +1 up, −1 down."""
        return 1 if self.amount > 0 else -1

    def changed(self, base: float) -> float:
        """Return `base` after the change, followup.md's T of `change`."""
        return base * (1 + self.amount / 100) if self.relative else base + self.amount

    def paced(self, base: float, *, years: int) -> float:
        """Return `base` after `years` of the change each year, followup.md's T of `pace`."""
        if self.relative:
            return float(base * (1 + self.amount / 100) ** years)
        return base + self.amount * years

    @property
    def written(self) -> str | float:
        """The change as a file writes it: "-60%" or −2.5."""
        return _per_cent(Decimal(repr(self.amount))) if self.relative else self.amount


def _by(value: Any) -> By:
    if isinstance(value, By):
        return value
    wanted = Said(
        sv="ska vara en förändring, till exempel -60% eller -2.5", en="must be a change, such as -60% or -2.5"
    )
    amount, relative = _signed(value, wanted=wanted)
    if amount == 0:
        raise Unfit(
            Said(
                sv="är noll och ändrar ingenting; skriv hur mycket, eller använd formen hold",
                en="is zero and changes nothing; write how much, or use the form hold",
            )
        )
    return By(amount=float(amount), relative=relative)


def _share(value: Any) -> float:
    wanted = Said(
        sv="ska vara en andel av basårets värde i procent, till exempel 50%",
        en="must be a share of the base year's value in per cent, such as 50%",
    )
    amount, per_cent = _signed(value, wanted=wanted)
    if not per_cent:
        raise Unfit(wanted)
    if not 0 <= amount <= 100:
        raise Unfit(
            Said(
                sv="ska ligga mellan 0 % och 100 %: så stor del av basårets värde som får vara kvar",
                en="must lie between 0% and 100%: how much of the base year's value may be left",
            )
        )
    return float(amount / 100)


def _when(value: Any) -> str:
    text = _plain_text(value)
    if re.fullmatch(r"(1[89]|20|21)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        return text
    raise Unfit(
        Said(
            sv="ska vara ett år, en månad eller en dag: 2024, 2024-06 eller 2024-06-12",
            en="must be a year, a month or a day: 2024, 2024-06 or 2024-06-12",
        )
    )


class Translated(Part):
    """A text in both languages."""

    sv: "Plain"
    en: "Plain"


def _text_tag(value: Any) -> str:
    return "<translated>" if isinstance(value, dict | Translated) else "<plain>"


Plain = Annotated[str, BeforeValidator(_plain_text, json_schema_input_type=str)]
Text = Annotated[
    Annotated[Plain, Tag("<plain>")] | Annotated[Translated, Tag("<translated>")], Discriminator(_text_tag)
]
Id = Annotated[str, BeforeValidator(_id), Field(json_schema_extra={"pattern": f"^{_ID.pattern}$"})]
Code = Annotated[str, BeforeValidator(_code)]
AreaCode = Annotated[
    str,
    BeforeValidator(
        matching(
            r"\d\d(\d\d)?",
            sv='en områdeskod inom citattecken: "00" riket, "13" ett län eller "1380" en kommun',
            en='an area code in quotes: "00" the country, "13" a county or "1380" a municipality',
        )
    ),
    Field(json_schema_extra={"pattern": r"^\d\d(\d\d)?$"}),
]
Year = Annotated[
    int, BeforeValidator(_year), Field(json_schema_extra={"minimum": FIRST_YEAR, "maximum": LAST_YEAR})
]
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
When = Annotated[str, BeforeValidator(_when)]


class Years(Part):
    """From one year to another, both included; without `to` until further notice."""

    from_: Year = Field(alias="from")
    to: Year | None = None


def said(text: str | Translated) -> Said:
    """Return a text as it is said in each language; a plain string is Swedish and stands in both."""
    return Said(sv=text, en=text) if isinstance(text, str) else Said(sv=text.sv, en=text.en)


Translated.model_rebuild()
