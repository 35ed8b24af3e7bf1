"""Programmes in tables as people keep them: headings of many kinds, times in many ways, days above rows."""

import io
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from laget.core.forum.brought import Brought
from laget.data.programmes.gathering import FileRefused
from laget.data.programmes.reading import programme_in

HOME = ZoneInfo("Europe/Stockholm")
DAY = date(2025, 10, 14)


def at(hour: int, minute: int = 0, day: int = 14) -> datetime:
    return datetime(2025, 10, day, hour, minute, tzinfo=HOME)


def said(brought: Brought) -> list[str]:
    return [remark.printed.sv for remark in brought.remarks]


def times(brought: Brought) -> list[tuple[str, datetime | None, datetime | None]]:
    return [(item.title, item.starts, item.ends) for item in brought.items]


@pytest.mark.parametrize("between", [";", ",", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_between_any_signs_in_any_encoding(between: str, coding: str) -> None:
    rows = [["Tid", "Titel", "Plats", "Medverkande"], ["9.05", "Öppning", "Aulan", "Eva Exempel"]]
    text = "\r\n".join(between.join(row) for row in rows)
    (item,) = programme_in(text.encode(coding), days=[DAY]).items
    assert (item.title, item.starts, item.place, item.people) == (
        "Öppning",
        at(9, 5),
        "Aulan",
        ("Eva Exempel",),
    )


@pytest.mark.parametrize(
    ("written", "starts", "ends"),
    [
        ("9.05", at(9, 5), None),
        ("09:05", at(9, 5), None),
        ("9:05–9:30", at(9, 5), at(9, 30)),
        ("9.05 - 9.30", at(9, 5), at(9, 30)),
        ("09:05-09:30", at(9, 5), at(9, 30)),
        ("22:00-01:00", at(22), at(1, day=15)),
        ("ca 9.05", at(9, 5), None),
        ("9:05am - 9:30am", at(9, 5), at(9, 30)),
        ("14 okt kl. 9.05-9.30", at(9, 5), at(9, 30)),
        ("Oct 14, 2025 9:05 AM – 9:30 AM", at(9, 5), at(9, 30)),
        ("14.10.2025 09:05", at(9, 5), None),
        ("2025-10-14T09:05:00-02:00", at(13, 5), None),
        ("kl. 9", at(9), None),
        ("Kl 9-10", at(9), at(10)),
        ("0905-0930", at(9, 5), at(9, 30)),
        ("kl. 22–01", at(22), at(1, day=15)),
        ("2 pm", at(14), None),
        ("0,378472", at(9, 5), None),
        ("2025-10-15 09:05", at(9, 5, day=15), None),
        ("heldag", None, None),
        ("24:00", at(0, day=15), None),
    ],
)
def test_times_as_people_write_them(written: str, starts: datetime | None, ends: datetime | None) -> None:
    brought = programme_in(f"Tid;Titel\n{written};Punkt\n".encode(), days=[DAY])
    assert times(brought) == [("Punkt", starts, ends)]
    assert said(brought) == []


@pytest.mark.parametrize(
    "written",
    [
        "2025-10-14",
        "14/10 2025",
        "14.10.2025",
        "tisdag 14 oktober 2025",
        "14 okt",
        "20251014",
        "45944",
        "Dag 1",
    ],
)
def test_days_as_people_write_them(written: str) -> None:
    brought = programme_in(f"Datum;Start;Slut;Programpunkt\n{written};9.00;9.30;Punkt\n".encode(), days=[DAY])
    assert times(brought) == [("Punkt", at(9), at(9, 30))]


def test_a_day_stands_above_its_rows() -> None:
    table = (
        "Tid;Aktivitet;Ansvarig\nTisdag 14 oktober 2025;;\n9.00;Start;\n10.00;Paus;\n"
        "Onsdag 15 oktober 2025;;\n9.00;Mer;A och B\n"
    )
    brought = programme_in(table.encode())
    assert times(brought) == [("Start", at(9), None), ("Paus", at(10), None), ("Mer", at(9, day=15), None)]
    assert [item.kind for item in brought.items] == ["talk", "break", "talk"]
    assert brought.items[2].people == ("A", "B")


def test_a_year_that_is_missing_is_guessed_and_told() -> None:
    brought = programme_in(b"Datum;Tid;Titel\n14/10;9;Punkt\n", today=date(2025, 6, 1))
    assert times(brought) == [("Punkt", at(9), None)]
    assert said(brought) == ["Rad 2: året saknas; läst som 2025-10-14."]


def test_times_without_any_day_are_told() -> None:
    brought = programme_in(b"Tid;Titel\n9.05-10;Punkt\n")
    assert times(brought) == [("Punkt", None, None)]
    assert said(brought) == [
        "Rad 2: ”9.05-10” har ingen dag; punkten kommer utan tid. Skriv dagen i filen eller på evenemanget."
    ]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Starttid;Längd (min);Rubrik;Lokal;Föreläsare", "9.00;30;Punkt;Aulan;Eva"),
        ("START;SLUT;TITEL;SAL;TALARE", "9.00;9.30;Punkt;Aulan;Eva"),
        ("Från;Till;Programpunkt;Var;Vem", "9.00;9.30;Punkt;Aulan;Eva"),
        ("start_time;duration;title;room;speakers", "09:00;00:30;Punkt;Aulan;Eva"),
        ("Tid:;Moment:;Plats:;Medverkande:", "9.00-9.30;Punkt;Aulan;Eva"),
    ],
)
def test_headings_that_people_choose(head: str, row: str) -> None:
    brought = programme_in(f"{head}\n{row}\n".encode(), days=[DAY])
    (item,) = brought.items
    assert (item.title, item.starts, item.ends, item.place, item.people) == (
        "Punkt",
        at(9),
        at(9, 30),
        "Aulan",
        ("Eva",),
    )
    assert said(brought) == []


def test_what_stands_above_and_beside_is_told() -> None:
    table = "Program för höstforum;;;\n;;;\nTid;Titel;Budget;\n9.00;Punkt;1000;\n;;5;\n10.00;;;\n"
    brought = programme_in(table.encode(), days=[DAY])
    assert [item.title for item in brought.items] == ["Punkt"]
    assert said(brought) == [
        "Rad 1: ”Program för höstforum” står ovanför rubrikerna.",
        "Rad 6: ingen titel (2025-10-14 10.00); punkten används inte.",
        "Fält som inte används: Budget (2).",
    ]


def test_a_table_without_headings_that_begins_with_times() -> None:
    brought = programme_in("9.00;Välkommen;Aulan\n9.30;Läget i länet;\n10.30;Paus;\n".encode(), days=[DAY])
    assert [item.title for item in brought.items] == ["Välkommen", "Läget i länet", "Paus"]
    assert brought.items[0].text == "Aulan"


def test_quotes_that_never_end_lose_no_row() -> None:
    brought = programme_in(
        'Tid;Titel\n9.00;Den "stora frågan\n10.00;"Paus\n11.00;Slut\n'.encode(), days=[DAY]
    )
    assert [item.starts for item in brought.items] == [at(9), at(10), at(11)]


def test_what_a_spreadsheet_would_take_for_a_formula_is_words() -> None:
    (item,) = programme_in(b"Tid,Titel\n9.00,'=1+1\n", days=[DAY]).items
    assert item.title == "=1+1"


def book(sheets: dict[str, list[list[Any]]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made["Sheet"])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_workbook_with_a_sheet_for_each_day() -> None:
    head = ["Tid", "Till", "Punkt", "Sal"]
    data = book(
        {
            "Tis 14 oktober 2025": [
                head,
                [time(9, 5), time(9, 30), "Öppning", "Aulan"],
                [0.5, None, "Lunch", None],
            ],
            "Ons 15 oktober 2025": [
                head,
                [datetime(2025, 10, 15, 9, 0, tzinfo=UTC).replace(tzinfo=None), None, "Mer", None],
            ],
            "Budget": [["Post", "Kronor"], ["Kaffe", 500]],
            "Tomt": [],
        }
    )
    brought = programme_in(data)
    assert times(brought) == [
        ("Öppning", at(9, 5), at(9, 30)),
        ("Lunch", at(12), None),
        ("Mer", at(9, day=15), None),
    ]
    assert said(brought) == ["Bladet Budget har inga rubriker för ett program och läses inte."]
    assert [item.kind for item in brought.items] == ["talk", "meal", "talk"]


@pytest.mark.parametrize(
    "data",
    [
        b"a;b\n1;2\n",
        b"%PDF-1.7 \x00\x01",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        b"PK\x03\x04 inte ett arkiv",
        book({"Budget": [["Post", "Kronor"], ["Kaffe", 500]]}),
    ],
    ids=["no programme", "pdf", "xls", "broken zip", "another workbook"],
)
def test_what_holds_no_programme_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        programme_in(data)
    assert refused.value.said.sv.endswith(".")
    assert refused.value.said.en.endswith(".")
