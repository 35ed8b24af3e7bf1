"""What a key of a strategy may hold: texts, ids, codes, years and days; and how each is read from a file."""

import datetime
import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, ValidationInfo

from laget.core.words.said import Said

FIRST_YEAR, LAST_YEAR = 1800, 2199
LONGEST_ID = 80
LONGEST_SHOWN = 60

Path = tuple[str | int, ...]


class Part(BaseModel):
    """A part of a strategy: never changed once made, and without a key that the format does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Unfit(ValueError):
    """A value that does not fit its key; says why and what to write instead."""

    def __init__(self, *, sv: str, en: str) -> None:
        super().__init__(en)
        self.said = Said(sv=sv, en=en)


class WrittenInt(int):
    """A whole number as a file wrote it: `01` is one, but as a code it is “01”."""

    written: str
    path: Path


class WrittenFloat(float):
    """A number as a file wrote it: `4.10` is 4.1, but as a code it is “4.10”."""

    written: str
    path: Path


def is_number(value: Any) -> bool:
    """Tell whether `value` is a number, and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def shown(value: Any) -> str:
    """Return `value` as it is quoted in a sentence: on one line, and shortened."""
    line = " ".join(str(value).split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"


# What YAML holds for unprintable too: a text that came from elsewhere can always be written to a file.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _text(value: Any) -> str:
    """Return `value` as text without outer blanks; of a number the digits that were written."""
    if is_number(value):
        return str(getattr(value, "written", value))
    if not isinstance(value, str):
        raise Unfit(sv="ska vara text", en="must be text")
    if _UNPRINTABLE.search(value):
        raise Unfit(
            sv="innehåller ett tecken som inte går att skriva ut; ta bort det",
            en="holds a character that cannot be printed; remove it",
        )
    text = value.strip()
    if not text:
        raise Unfit(
            sv="är tom; skriv något eller ta bort nyckeln", en="is empty; write something or remove the key"
        )
    return text


def _code(value: Any, info: ValidationInfo) -> str:
    """Return a code as text, and tell the reader (a list in the context) of a number without quotes."""
    if is_number(value) and isinstance(info.context, list):
        info.context.append(value)
    return _text(value)


def matching(pattern: str, *, sv: str, en: str) -> Callable[[Any, ValidationInfo], str]:
    """Return a reader of codes that match `pattern`; `sv` and `en` say what is wanted."""
    compiled = re.compile(pattern)

    def read(value: Any, info: ValidationInfo) -> str:
        text = _code(value, info)
        if compiled.fullmatch(text):
            return text
        text = shown(text)
        raise Unfit(sv=f"”{text}” ska vara {sv}", en=f"“{text}” must be {en}")

    return read


_ID = re.compile("[A-Za-z0-9][A-Za-z0-9_-]*")
_PLAIN_LETTERS = str.maketrans("åäæöøéüÅÄÆÖØÉÜ ./", "aaaooeuAAAOOEU---")


def _id(value: Any, info: ValidationInfo) -> str:
    text = _code(value, info)
    if _ID.fullmatch(text) and len(text) <= LONGEST_ID:
        return text
    plain = re.sub("[^A-Za-z0-9_-]", "", text.translate(_PLAIN_LETTERS)).strip("-_")[:LONGEST_ID]
    text = shown(text)
    raise Unfit(
        sv=f"”{text}” kan inte vara ett id: skriv a–z, 0–9 och bindestreck, högst {LONGEST_ID} tecken"
        + (f", till exempel ”{plain}”" if plain else ""),
        en=f"“{text}” cannot be an id: write a–z, 0–9 and hyphens, at most {LONGEST_ID} characters"
        + (f", such as “{plain}”" if plain else ""),
    )


def _year(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch("[0-9]{4}", value.strip()):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR:
        return int(value)
    raise Unfit(
        sv=f"ska vara ett årtal mellan {FIRST_YEAR} och {LAST_YEAR}",
        en=f"must be a year between {FIRST_YEAR} and {LAST_YEAR}",
    )


def _calendar_day(written: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise Unfit(
            sv=f"dagen {written} finns inte i kalendern", en=f"the calendar has no day {written}"
        ) from None


def _day(value: Any) -> datetime.date:
    if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        value = _calendar_day(value.strip())
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        if FIRST_YEAR <= value.year <= LAST_YEAR:
            return value
        raise Unfit(
            sv=f"ska vara en dag mellan åren {FIRST_YEAR} och {LAST_YEAR}",
            en=f"must be a day between the years {FIRST_YEAR} and {LAST_YEAR}",
        )
    raise Unfit(sv="ska vara en dag som 2024-06-12", en="must be a day such as 2024-06-12")


def _when(value: Any) -> str:
    text = str(value) if isinstance(value, datetime.date) else _text(value)
    if re.fullmatch("(1[89]|20|21)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", text):
        return _calendar_day(text).isoformat() if text.count("-") == 2 else text
    raise Unfit(
        sv="ska vara ett år, en månad eller en dag: 2024, 2024-06 eller 2024-06-12",
        en="must be a year, a month or a day: 2024, 2024-06 or 2024-06-12",
    )


def whole(lowest: int, highest: int | None = None) -> BeforeValidator:
    """Return a reader of whole numbers from `lowest` to `highest`, both included."""
    upper_sv, upper_en = (
        (f" till {highest}", f" to {highest}") if highest is not None else (" och uppåt", " up")
    )

    def read(value: Any) -> int:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if is_whole and lowest <= value and (highest is None or value <= highest):
            return int(value)
        raise Unfit(
            sv=f"ska vara ett heltal från {lowest}{upper_sv}",
            en=f"must be a whole number from {lowest}{upper_en}",
        )

    return BeforeValidator(read, json_schema_input_type=Annotated[int, Field(ge=lowest, le=highest)])


Plain = Annotated[str, BeforeValidator(_text, json_schema_input_type=Annotated[str, Field(min_length=1)])]
"""A text in one language: a name, a note, a cell of a table."""


class Translated(Part):
    """A text in both languages."""

    sv: Plain
    en: Plain


def _text_tag(value: Any) -> str:
    return "<translated>" if isinstance(value, dict | Translated) else "<plain>"


Text = Annotated[
    Annotated[Plain, Tag("<plain>")] | Annotated[Translated, Tag("<translated>")], Discriminator(_text_tag)
]
Id = Annotated[str, BeforeValidator(_id), Field(json_schema_extra={"pattern": f"^{_ID.pattern}$"})]
Code = Annotated[str, BeforeValidator(_code)]
Word = Annotated[
    str,
    BeforeValidator(
        matching(
            rf"[^\W_][\w-]{{0,{LONGEST_ID - 1}}}",
            sv="ett ord av bokstäver, siffror och bindestreck",
            en="a word of letters, digits and hyphens",
        )
    ),
]
"""A word of the region's own that no address is made of, so that it may have å, ä and ö."""
AreaCode = Annotated[
    str,
    BeforeValidator(
        matching(
            "[0-9]{2}([0-9]{2})?",
            sv="en områdeskod: ”00” riket, ”13” ett län eller ”1380” en kommun",
            en="an area code: “00” the country, “13” a county or “1380” a municipality",
        )
    ),
    Field(json_schema_extra={"pattern": "^[0-9]{2}([0-9]{2})?$"}),
]
Year = Annotated[
    int, BeforeValidator(_year), Field(json_schema_extra={"minimum": FIRST_YEAR, "maximum": LAST_YEAR})
]
Day = Annotated[datetime.date, BeforeValidator(_day)]
When = Annotated[str, BeforeValidator(_when, json_schema_input_type=str | int)]
"""A year, a month or a day, as text."""


class Years(Part):
    """From one year to another, both included; without `to` until further notice."""

    from_: Year = Field(alias="from")
    to: Year | None = None


def said(text: str | Translated) -> Said:
    """Return a text as it is said in each language; a plain string is Swedish and stands in both."""
    return Said(sv=text, en=text) if isinstance(text, str) else Said(sv=text.sv, en=text.en)
