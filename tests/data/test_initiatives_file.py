"""Initiatives in a workbook: what is written is read again, and each fault has its sheet, row and column."""

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from laget.core.coverage import Stay
from laget.core.initiatives import Described, Hoped, Known, Milestone, Partner, Sum
from laget.data.initiatives_file import WorkbookRefused, initiatives_in
from laget.data.sources.tables.workbook import OLE
from laget.renders.initiatives_workbook import initiatives_workbook

KNOWN = Known(
    elements={"alla-unga-med": "Alla unga är med", "unga": "Ungas perspektiv"},
    indicators={"unga-utanfor": "Unga som varken arbetar eller studerar"},
)
WHOLE = Described(
    title="Lots till arbete",
    owner="En kommun",
    kind="effort",
    status="running",
    text="Första stycket.\n\nAndra stycket.",
    practice="=inte en formel",
    link="https://example.se/lots",
    starts=date(2024, 3, 1),
    ends=date(2026, 12, 31),
    public=True,
    partners=(Partner(name="Högskolan", role="utvärderar"), Partner(name="Ett bolag")),
    places=(Stay(area="1380", joined=2024), Stay(area="1278", joined=2025, left=2027)),
    money=(Sum(kind="eu", source="ESF+", amount=4_500_000),),
    milestones=(Milestone(title="Första lotsen", due=date(2024, 6, 30), reached=date(2024, 7, 2)),),
    serves=("alla-unga-med", "unga"),
    hopes=(Hoped(indicator="unga-utanfor", area="1380", by=-1.5, since=2023, until=2027, text="I staden"),),
)


def book(**sheets: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def claiming_a1(data: bytes) -> bytes:
    """Return a workbook whose sheets say that they hold the cell A1 alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(out, "w") as now:
        for part in was.namelist():
            content = was.read(part)
            if "worksheets/" in part:
                content = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', content)
            now.writestr(part, content)
    return out.getvalue()


def told(data: bytes, known: Known | None = KNOWN) -> list[str]:
    return [one.printed.sv for one in initiatives_in(data, known=known).faults]


def test_what_is_written_is_read_again() -> None:
    found = initiatives_in(initiatives_workbook([WHOLE], known=KNOWN), known=KNOWN)
    assert found.faults == ()
    (one,) = found.initiatives
    assert one == WHOLE
    assert {"owner", "serves", "partners", "public", "places", "money", "milestones", "hopes"} <= set(
        found.parts
    )


def test_no_word_is_a_formula_to_whoever_opens_the_file() -> None:
    written = openpyxl.load_workbook(io.BytesIO(initiatives_workbook([WHOLE], known=KNOWN)))
    assert {cell.data_type for sheet in written for row in sheet.iter_rows() for cell in row} <= set("snd")


def test_the_template_is_read_and_holds_nothing() -> None:
    found = initiatives_in(initiatives_workbook([], known=KNOWN), known=KNOWN)
    assert (found.initiatives, found.faults, found.passed_over) == ((), (), ())


def test_an_awkward_workbook_is_read() -> None:
    data = book(
        Insatser=[
            ["Insatser i länet 2025"],
            [],
            ["Nr", "INSATS", None, "Projektägare", "", "Start", "Inriktning"],
            [1, " Lots  till arbete", "x", "En kommun", None, datetime(2024, 3, 1), "Alla unga är med"],  # noqa: DTZ001
            [None, None, None, None, None, None, None],
            [2, "Grön omställning", None, "Ett bolag", None, 2025, None],
        ],
        Kommuner=[
            ["Insats", "Kommun", "Från"],
            ["lots till arbete", "Halmstads kommun", "2024"],
            ["Lots till arbete", 1278, 2025.0],
        ],
        Budget=[
            ["Insats", "Källa", "Typ", "Belopp (kr)"],
            ["Grön omställning", "Staten", "staten", "1 200 000 kr"],
        ],
        Anteckningar=[["Något annat"]],
    )
    for one in (data, claiming_a1(data)):
        found = initiatives_in(one, known=KNOWN)
        assert [fault.printed.sv for fault in found.faults] == []
        first, second = found.initiatives
        assert (first.title, first.starts, first.serves) == (
            "Lots till arbete",
            date(2024, 3, 1),
            ("alla-unga-med",),
        )
        assert first.places == (Stay(area="1380", joined=2024), Stay(area="1278", joined=2025))
        assert second.starts == date(2025, 1, 1)
        assert second.money == (Sum(kind="state", source="Staten", amount=1_200_000),)
        assert [fault.printed.sv for fault in found.passed_over] == [
            "Blad Insatser, rad 3, kolumn A: kolumnen Nr läses inte.",
            "Blad Anteckningar: bladet läses inte.",
        ]
        assert "text" not in found.parts
        assert "milestones" not in found.parts


def test_each_fault_has_its_sheet_row_and_column() -> None:
    data = book(
        Insatser=[
            ["Insats", "Ägare", "Status", "Börjar", "Slutar", "Tjänar"],
            ["Lots", None, "klar?", "i våras", None, "Något annat"],
            ["Broar", "En kommun", None, "2025-01-01", "2024-01-01", None],
            ["Lots", "En kommun", None, None, None, None],
        ],
        Kommuner=[
            ["Insats", "Kommun", "Med från", "Lämnade"],
            ["Okänd", "Halmstad", 2024, None],
            ["Broar", "Halmstadd", 2024, None],
            ["Broar", "Hallands län", 2024, None],
            ["Broar", "Varberg", "snart", None],
            ["Broar", "Laholm", 2024, 2023],
            ["Broar", "Hylte", 2024, None],
            ["Broar", "Hylte", 2025, None],
        ],
        Pengar=[
            ["Insats", "Källa", "Slag", "Kronor"],
            ["Broar", "EU", "EU", 0.5],
            ["Broar", "Stat", "stat", 5],
        ],
        Hopp=[
            ["Insats", "Indikator", "Ändring", "Från år", "Till år"],
            ["Broar", "Finns inte", 1, 2023, 2027],
        ],
        Milstolpar=[["Insats", "Senast"], ["Broar", 2024]],
    )
    assert told(data) == [
        "Blad Insatser, rad 2, kolumn B: cellen är tom.",
        (
            "Blad Insatser, rad 2, kolumn C: ”klar?” finns inte; "
            "skriv Planerad, Pågår, Vilar, Avslutad, Avbruten."
        ),
        "Blad Insatser, rad 2, kolumn D: ”i våras” är ingen dag; skriv 2025-03-01.",
        "Blad Insatser, rad 2, kolumn F: strategin har inget ”Något annat”.",
        "Blad Insatser, rad 3, kolumn E: insatsen slutar innan den börjar.",
        "Blad Insatser, rad 4, kolumn A: insatsen står också på rad 2.",
        "Blad Kommuner, rad 2, kolumn A: insatsen ”Okänd” står inte på bladet Insatser.",
        "Blad Kommuner, rad 3, kolumn B: området ”Halmstadd” finns inte; menas ”Halmstad”?",
        (
            "Blad Kommuner, rad 4, kolumn B: området ”Hallands län” finns inte; "
            "skriv länets eller kommunens namn eller kod."
        ),
        "Blad Kommuner, rad 5, kolumn C: ”snart” är inget tal.",
        "Blad Kommuner, rad 6, kolumn D: kommunen lämnar 2023, men kom med först 2024.",
        "Blad Kommuner, rad 8, kolumn B: det står här två gånger.",
        "Blad Pengar, rad 2, kolumn D: skriv ett helt tal.",
        (
            "Blad Pengar, rad 3, kolumn C: ”stat” finns inte; "
            "skriv Regionen, Kommun, Staten, EU, Företag, Annan."
        ),
        "Blad Milstolpar, rad 1: kolumnen Milstolpe saknas.",
        "Blad Hopp, rad 2, kolumn B: strategin har inget ”Finns inte”.",
    ]


def test_a_merged_name_is_asked_for_on_every_row() -> None:
    places: list[list[Any]] = [
        ["Insats", "Kommun", "Med från"],
        ["Lots", "Varberg", 2024],
        [None, "Hylte", 2024],
    ]
    (fault,) = told(book(Insatser=[["Insats", "Ägare"], ["Lots", "En kommun"]], Kommuner=places))
    assert fault.startswith("Blad Kommuner, rad 3, kolumn A: cellen är tom; skriv insatsens namn på varje")


def test_the_day_it_ended_is_asked_for_only_where_the_workbook_has_a_column_for_it() -> None:
    ended = ["Lots", "En kommun", "Avslutad"]
    assert told(book(Insatser=[["Insats", "Ägare", "Status"], ended])) == []
    (fault,) = told(book(Insatser=[["Insats", "Ägare", "Status", "Slutar"], ended]))
    assert fault.startswith("Blad Insatser, rad 2, kolumn D: skriv vilken dag insatsen slutade")


def test_a_link_that_is_none_and_a_name_too_long_have_their_places() -> None:
    rows = [["Insats", "Ägare", "Partner", "Länk"], ["Lots", "En kommun", "x" * 201, "javascript:alert(1)"]]
    assert told(book(Insatser=rows)) == [
        "Blad Insatser, rad 2, kolumn C: texten är längre än 200 tecken.",
        "Blad Insatser, rad 2, kolumn D: länken ska börja med https://.",
    ]


def test_without_a_strategy_what_is_pointed_at_is_not_looked_up() -> None:
    data = book(Insatser=[["Insats", "Ägare", "Tjänar"], ["Lots", "En kommun", "vad-som-helst"]])
    assert told(data, known=None) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"inget", "Filen är ingen XLSX-arbetsbok"),
        (OLE + bytes(600), "äldre arbetsbok (XLS)"),
        (book(Blad1=[["Insats"]]), "Arbetsboken har inget blad Insatser. Blad som finns: Blad1."),
        (b"x" * 5_000_001, "större än 5 MB"),
    ],
)
def test_what_is_no_such_workbook_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        initiatives_in(data, known=None)
    assert reason in refused.value.said.sv
    assert refused.value.said.sv.endswith(".")
