"""How initiatives stand in a workbook: its sheets, their columns, and the words of their choices."""

from collections.abc import Mapping
from dataclasses import dataclass

from laget.core.search import folded

BETWEEN = ";"  # between several values of one cell
READ_ME, CHOICES = "Läs först", "Att välja bland"
NOT_READ = frozenset({READ_ME, CHOICES})  # sheets that only tell whoever fills in the others


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is in code, its heading, other headings that are read as it, its width in signs."""

    key: str
    heading: str
    also: tuple[str, ...] = ()
    required: bool = False
    width: int = 18


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet: which part of an initiative it holds ("" the initiatives themselves), and its columns."""

    part: str
    name: str
    also: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, heading: str) -> Column | None:
        """Return the column that a heading names, None where it names none."""
        asked = folded(" ".join(heading.split()).rstrip(" *:"))
        return next(
            (one for one in self.columns if asked in {folded(name) for name in (one.heading, *one.also)}),
            None,
        )


INITIATIVE = Column(
    "title", "Insats", ("namn", "insatsens namn", "initiative", "name"), required=True, width=34
)
SHEETS: tuple[Layout, ...] = (
    Layout(
        "",
        "Insatser",
        ("insats", "initiatives"),
        (
            INITIATIVE,
            Column("owner", "Ägare", ("insatsägare", "projektägare", "owner"), required=True, width=26),
            Column("kind", "Slag", ("typ", "kind")),
            Column("status", "Status"),
            Column("starts", "Börjar", ("start", "startdatum", "från", "begins")),
            Column("ends", "Slutar", ("slut", "slutdatum", "till", "ends")),
            Column("serves", "Tjänar", ("inriktning", "inriktningar", "serves"), width=34),
            Column("partners", "Partner", ("parter", "partners"), width=34),
            Column("text", "Vad den gör", ("beskrivning", "text", "description"), width=50),
            Column("practice", "Så gör vi", ("practice",), width=40),
            Column("link", "Länk", ("webbadress", "link"), width=30),
            Column("public", "Visas för alla", ("publik", "public")),
        ),
    ),
    Layout(
        "places",
        "Kommuner",
        ("kommun", "platser", "places", "municipalities"),
        (
            INITIATIVE,
            Column("area", "Kommun", ("kommunkod", "municipality"), required=True, width=24),
            Column("joined", "Med från", ("från", "från år", "joined"), required=True),
            Column("left", "Lämnade", ("till", "med till", "left")),
        ),
    ),
    Layout(
        "money",
        "Pengar",
        ("finansiering", "budget", "money"),
        (
            INITIATIVE,
            Column("source", "Källa", ("från", "finansiär", "source"), required=True, width=30),
            Column("kind", "Slag", ("typ", "kind"), required=True),
            Column("amount", "Kronor", ("belopp", "belopp (kr)", "kr", "amount"), required=True),
        ),
    ),
    Layout(
        "milestones",
        "Milstolpar",
        ("milstolpe", "milestones"),
        (
            INITIATIVE,
            Column("title_of", "Milstolpe", ("vad", "milestone"), required=True, width=40),
            Column("due", "Senast", ("datum", "due"), required=True),
            Column("reached", "Nådd", ("klar", "reached")),
        ),
    ),
    Layout(
        "hopes",
        "Hopp",
        ("förväntningar", "effekter", "hopes"),
        (
            INITIATIVE,
            Column("indicator", "Indikator", ("nyckeltal", "indicator"), required=True, width=40),
            Column("area", "Område", ("kommun", "where"), width=20),
            Column("by", "Ändring", ("förändring", "by"), required=True),
            Column("since", "Från år", ("från", "since"), required=True),
            Column("until", "Till år", ("till", "until"), required=True),
            Column("text_of", "Kommentar", ("text", "comment"), width=40),
        ),
    ),
)
KINDS: Mapping[str, str] = {"project": "Projekt", "effort": "Insats"}
STATUSES: Mapping[str, str] = {
    "planned": "Planerad",
    "running": "Pågår",
    "paused": "Vilar",
    "ended": "Avslutad",
    "stopped": "Avbruten",
}
SOURCES: Mapping[str, str] = {
    "region": "Regionen",
    "municipality": "Kommun",
    "state": "Staten",
    "eu": "EU",
    "private": "Företag",
    "other": "Annan",
}
YES, NO = "ja", "nej"


def layout_of(sheet: str) -> Layout | None:
    """Return which sheet a name is of, None where it is none that is read."""
    asked = folded(" ".join(sheet.split()))
    return next(
        (one for one in SHEETS if asked in {folded(name) for name in (one.name, *one.also)}),
        None,
    )


def chosen(text: str, among: Mapping[str, str]) -> str | None:
    """Return the choice that a word names, in code or in Swedish; None where it names none."""
    asked = folded(text)
    return next((key for key, word in among.items() if asked in (folded(key), folded(word))), None)
