"""Sweden's areas: the country, its 21 counties and 290 municipalities, found by code or by name."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from laget.core import areas_data
from laget.core.words.said import Refusal, Said


class Kind(StrEnum):
    """What an area is."""

    COUNTRY = "country"
    COUNTY = "county"
    MUNICIPALITY = "municipality"


_NUTS2_OF = {code: nuts2 for code, _, _, _, nuts2 in areas_data.COUNTIES}


@dataclass(frozen=True, slots=True)
class Area:
    """One area under Statistics Sweden's code: "00" the country, "13" a county, "1380" a municipality."""

    code: str
    kind: Kind
    name_sv: str
    name_en: str

    @property
    def name(self) -> Said:
        """The name in each language."""
        return Said(self.name_sv, self.name_en)

    @property
    def kolada(self) -> str:
        """Kolada's code, four digits: "0000", "0013", "1380"."""
        return self.code.zfill(4)

    @property
    def county(self) -> str | None:
        """The code of the county it is or lies in; None for the country."""
        return None if self.kind is Kind.COUNTRY else self.code[:2]

    @property
    def nuts2(self) -> str | None:
        """The code of its NUTS 2 group, "SE23"; None for the country."""
        return None if self.county is None else _NUTS2_OF[self.county]


COUNTRY = Area("00", Kind.COUNTRY, "Riket", "Sweden")
COUNTIES: tuple[Area, ...] = tuple(
    Area(code, Kind.COUNTY, name_sv, name_en) for code, name_sv, name_en, _, _ in areas_data.COUNTIES
)
MUNICIPALITIES: tuple[Area, ...] = tuple(
    Area(code, Kind.MUNICIPALITY, name, name) for code, name in areas_data.MUNICIPALITIES
)
ALL: tuple[Area, ...] = (COUNTRY, *COUNTIES, *MUNICIPALITIES)
NUTS2: Mapping[str, Said] = {code: Said(sv, en) for code, (sv, en) in areas_data.NUTS2.items()}

_BY_CODE = {area.code: area for area in ALL}
_BY_KOLADA = {area.kolada: area for area in ALL}


class UnknownArea(Refusal):
    """A code or a name that is no area, or a name that is two."""


def area(code: str) -> Area:
    """Return the area with Statistics Sweden's code; raises UnknownArea, saying the likely right code."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    other = _BY_KOLADA.get(code) or _BY_CODE.get(_with_zeros(code))
    if other is not None:
        raise UnknownArea(
            Said(
                f"områdeskoden ”{code}” finns inte; {other.name_sv} skrivs ”{other.code}”",
                f"there is no area code “{code}”; {other.name_en} is written “{other.code}”",
            )
        )
    raise UnknownArea(
        Said(
            f"områdeskoden ”{code}” finns inte; skriv ”00” för riket, två siffror för ett län, "
            "fyra för en kommun",
            f"there is no area code “{code}”; write “00” for the country, two digits for a county, "
            "four for a municipality",
        )
    )


def from_kolada(code: str) -> Area:
    """Return the area with Kolada's code, four digits: "0013" is county 13; raises UnknownArea."""
    if code not in _BY_KOLADA:
        raise UnknownArea(
            Said(
                f"Kolada har inget län och ingen kommun med koden ”{code}”",
                f"Kolada has no county and no municipality with the code “{code}”",
            )
        )
    return _BY_KOLADA[code]


def from_number(code: int | str) -> Area:
    """Return the area whose code lost its leading zero on the way through a spreadsheet.

    1 is "01", 180 is "0180", 0 is "00"; codes that are whole are read as they are. Raises UnknownArea.
    """
    return area(_with_zeros(str(code)))


def _with_zeros(digits: str) -> str:
    return digits.zfill(4 if len(digits) > 2 else 2)


def municipalities_of(county: str) -> tuple[Area, ...]:
    """Return the municipalities of a county in code order; raises UnknownArea where it is no county."""
    if area(county).kind is not Kind.COUNTY:
        raise UnknownArea(
            Said(f"”{county}” är inget län; ett läns kod har två siffror", f"“{county}” is no county")
        )
    return tuple(municipality for municipality in MUNICIPALITIES if municipality.county == county)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFC", name).casefold()
    return " ".join(re.sub(r"[-‐‑–—.,()]", " ", plain).split())


def _names_of_county(name_sv: str, name_en: str, region: str) -> set[str]:
    short = name_en.removesuffix(" County")
    of = region.removeprefix("Region ")
    regions = {region, of, f"{of} län", f"{of}s län", f"Region {short}", f"Region {name_sv}"}
    return regions | {short, name_sv, name_en, f"{short} län", f"{short}s län"}


def _names_of_municipality(name: str) -> set[str]:
    stems = {name, f"{name}s"} | ({"Falu"} if name == "Falun" else set())
    words = ("kommun", "kommuns", "stad", "kn", "municipality")
    return {name} | {f"{stem} {word}" for stem in stems for word in words}


def _places() -> dict[str, tuple[Area, ...]]:
    """Return the areas of every name we read: one, or a county and its namesake municipality."""
    names: dict[Area, set[str]] = {
        COUNTRY: {"Riket", "Hela riket", "Sverige", "Hela Sverige", "Hela landet", "Sweden"}
    }
    for county, (_, name_sv, name_en, region, _) in zip(COUNTIES, areas_data.COUNTIES, strict=True):
        names[county] = _names_of_county(name_sv, name_en, region)
    for municipality in MUNICIPALITIES:
        names[municipality] = _names_of_municipality(municipality.name_sv)
    places: dict[str, tuple[Area, ...]] = {}
    for place, written in names.items():
        for name in {_folded(name) for name in written}:
            places[name] = (*places.get(name, ()), place)
    return places


_PLACES = _places()


def by_name(name: str, *, kind: Kind | None = None) -> Area:
    """Return the area that `name` names: "Halland", "Hallands län", "Region Halland", "20 Dalarnas län",
    "Riket", "Falkenberg", "Falkenbergs kommun"; case, hyphens and spaces do not matter.

    Six names are both a county and a municipality (Stockholm, Uppsala, Jönköping, Kalmar, Gotland, Örebro):
    `kind` says which is meant. Raises UnknownArea for a name without its area, and for one with two.
    """
    found = tuple(place for place in _found(name) if kind in (None, place.kind))
    if len(found) == 1:
        return found[0]
    raise UnknownArea(_two(name, found) if found else _none(name, kind))


def by_names(names: Iterable[str]) -> dict[str, Area]:
    """Return the area of each name of one column, where the others tell which namesake is meant.

    A name that is both a county and a municipality is the one whose other stands in the column by its full
    name ("Kalmar" beside "Kalmar län" is the municipality); else it is what all the plain ones are, the
    country aside. Raises UnknownArea as by_name does.
    """
    column = {name: _found(name) for name in names}
    plain = {found[0] for found in column.values() if len(found) == 1}
    kinds = {place.kind for place in plain} - {Kind.COUNTRY}
    areas = {}
    for name, found in column.items():
        left = [place for place in found if len(found) == 1 or place not in plain]
        if len(left) == 1:
            areas[name] = left[0]
        else:
            areas[name] = by_name(name, kind=next(iter(kinds)) if found and len(kinds) == 1 else None)
    return areas


def _found(name: str) -> tuple[Area, ...]:
    code, plain = _parted(name)
    return tuple(place for place in _PLACES.get(plain, ()) if code in (None, place.code))


def _parted(name: str) -> tuple[str | None, str]:
    """Return the code in front of a name ("20 Dalarnas län") or None, and the rest folded."""
    code, _, rest = name.strip().partition(" ")
    return (code, _folded(rest)) if rest and code in _BY_CODE else (None, _folded(name))


def _two(name: str, found: tuple[Area, ...]) -> Said:
    codes = sorted(place.code for place in found)
    return Said(
        f"”{name}” är både ett län ({codes[0]}) och en kommun ({codes[1]}); skriv ”län” eller ”kommun” "
        "efter namnet, eller koden",
        f"“{name}” is both a county ({codes[0]}) and a municipality ({codes[1]}); "
        "add “län” or “kommun” to the name, or write the code",
    )


def _none(name: str, kind: Kind | None) -> Said:
    code, plain = _parted(name)
    if code is not None and plain in _PLACES:
        right = _BY_CODE[code]
        return Said(
            f"i ”{name}” säger koden ett och namnet ett annat: {code} är {right.name_sv}",
            f"in “{name}” the code says one thing and the name another: {code} is {right.name_en}",
        )
    known = {_folded(place.name_sv): place.name_sv for place in ALL if kind in (None, place.kind)}
    close = get_close_matches(plain, known, n=1, cutoff=0.75)
    if not close:
        return Said(
            f"området ”{name}” finns inte; skriv länets eller kommunens namn eller kod",
            f"there is no area “{name}”; write the name or the code of the county or municipality",
        )
    return Said(
        f"området ”{name}” finns inte; menas ”{known[close[0]]}”?",
        f"there is no area “{name}”; is “{known[close[0]]}” meant?",
    )
