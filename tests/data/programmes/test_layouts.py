"""Tables as programs write them and as people lay them out: headings in many words, places side by side."""

import io
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from laget.core.forum.brought import Brought
from laget.data.programmes.reading import programme_in

HOME = ZoneInfo("Europe/Stockholm")
DAY = date(2026, 10, 6)


def at(hour: int, minute: int = 0, day: int = 6) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=HOME)


def said(brought: Brought) -> list[str]:
    return [remark.printed.sv for remark in brought.remarks]


def times(brought: Brought) -> list[tuple[str, datetime | None, datetime | None]]:
    return [(item.title, item.starts, item.ends) for item in brought.items]


@pytest.mark.parametrize(
    ("head", "row", "unused"),
    [
        (
            "Session Title,Date,Time Start,Time End,Room/Location,Speakers,Event Type,Active",
            "Öppning,2026-10-06,9:00 AM,9:45 AM,Sal A,Eva Exempel,Keynote,Y",
            ["Fält som inte används: Active (1)."],
        ),
        (
            "Session Id,Title,Owner Email,Status,Speakers,Room,Scheduled At,Scheduled Duration",
            "1,Öppning,e@example.com,Accepted,Eva Exempel,Sal A,6 Oct 2026 09:00 AM,45",
            ["Fält som inte används: Owner Email (1)."],
        ),
        (
            "ID,Proposal title,Session type,Speaker names,Start,End,Room",
            "ABC,Öppning,Talk,Eva Exempel,2026-10-06T09:00:00+02:00,2026-10-06T09:45:00+02:00,Sal A",
            [],
        ),
        (
            "What,When,Where,Who",
            'Öppning,"Tuesday, October 6, 2026 9:00 – 9:45",Sal A,Eva Exempel',
            [],
        ),
        (
            "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Location,Speaker(s)",
            "Öppning,10/06/2026,9:00 AM,10/06/2026,9:45 AM,False,Sal A,Eva Exempel",
            ["Dagar som 10/6 är lästa med månaden först."],
        ),
        (
            "Dag;Datum;Tid;Moment;Lokal/plats;Medverkar",
            "Tisdag;6/10 2026;9.00-9.45;Öppning;Sal A;Eva Exempel",
            [],
        ),
    ],
)
def test_headings_of_programs_and_of_people(head: str, row: str, unused: list[str]) -> None:
    brought = programme_in(f"{head}\n{row}\n".encode())
    (item,) = brought.items
    assert (item.title, item.starts, item.ends) == ("Öppning", at(9), at(9, 45))
    assert (item.place, item.people) == ("Sal A", ("Eva Exempel",))
    assert said(brought) == unused


def test_days_with_the_month_first_where_another_row_shows_it() -> None:
    table = b"Title,Date,Start\nEtt,10/06/2026,09:00\nTv\xc3\xa5,10/30/2026,09:00\n"
    assert times(programme_in(table)) == [("Ett", at(9), None), ("Två", at(9, day=30), None)]
    table = b"Title,Date,Start\nEtt,06/10/2026,09:00\nTv\xc3\xa5,30/10/2026,09:00\n"
    assert times(programme_in(table)) == [("Ett", at(9), None), ("Två", at(9, day=30), None)]


@pytest.mark.parametrize(
    "row",
    [
        "Resa,2026-10-06,,2026-10-08,,True",  # the last day itself
        "Resa,2026-10-06,00:00:00,2026-10-09,00:00:00,Sant",  # the midnight after it
    ],
)
def test_whole_days_of_several(row: str) -> None:
    head = "Ämne,Startdatum,Starttid,Slutdatum,Sluttid,Heldagshändelse"
    (item,) = programme_in(f"{head}\n{row}\n".encode()).items
    assert (item.on, item.until, item.starts) == (DAY, date(2026, 10, 8), None)


def test_a_column_for_each_place() -> None:
    table = "Forumdag 6 oktober 2026;;\nTid;Stora salen;Lilla salen\n"
    brought = programme_in(f"{table}09:00-09:45;Öppning;\n10.00–11.00;Pass A;Pass B\n".encode())
    assert [(item.title, item.place, item.starts) for item in brought.items] == [
        ("Öppning", "Stora salen", at(9)),
        ("Pass A", "Stora salen", at(10)),
        ("Pass B", "Lilla salen", at(10)),
    ]
    assert said(brought) == ["Rad 1: ”Forumdag 6 oktober 2026” står ovanför rubrikerna."]


def test_a_column_for_each_day() -> None:
    table = (
        ";Tisdag 6 oktober 2026;Onsdag 7 oktober 2026\n9;Öppning;Mer\n10;Paus;-\n12.00-13.00;Lunch;Lunch\n"
    )
    assert times(programme_in(table.encode())) == [
        ("Öppning", at(9), None),
        ("Mer", at(9, day=7), None),
        ("Paus", at(10), None),
        ("Lunch", at(12), at(13)),
        ("Lunch", at(12, day=7), at(13, day=7)),
    ]


def test_a_table_without_headings_under_its_title_and_day() -> None:
    table = (
        "Program\t\nTisdag 6 oktober 2026\t\nkl. 9.00-9.45\tVälkommen\nOnsdag 7 oktober 2026\t\n9.00\tMer\n"
    )
    brought = programme_in(table.encode("utf-16"))
    assert times(brought) == [("Välkommen", at(9), at(9, 45)), ("Mer", at(9, day=7), None)]
    assert said(brought) == ["Rad 1: ”Program” står ovanför rubrikerna."]


def test_a_list_of_lines_that_begin_with_their_times() -> None:
    text = (
        "Välkommen till forum\nTisdag 6 oktober 2026\n09.00–09.30 Registrering, fika\nkl. 9.30 - 10 Öppning\n"
        "10:00: Samtal\nFritt mingel\nOnsdag 7 oktober 2026\n9.00 Mer\n"
    )
    brought = programme_in(text.encode())
    assert times(brought) == [
        ("Registrering, fika", at(9), at(9, 30)),
        ("Öppning", at(9, 30), at(10)),
        ("Samtal", at(10), None),
        ("Fritt mingel", None, None),
        ("Mer", at(9, day=7), None),
    ]
    assert said(brought) == ["Rad 1: ”Välkommen till forum” står ovanför rubrikerna."]


def test_days_of_the_week_are_of_the_event() -> None:
    table = "Dag;Tid;Titel\nTisdag;9;Ett\n;10;Två\nOns;9;Tre\n"
    brought = programme_in(table.encode(), days=[DAY, date(2026, 10, 7)])
    assert times(brought) == [("Ett", at(9), None), ("Två", at(10), None), ("Tre", at(9, day=7), None)]


def test_a_table_of_places_by_days_of_the_event_alone() -> None:
    table = "Time,Tuesday 6*,Wednesday 7\n9.00-10.15,Ett,Två\n10.15-10.30,-,Paus\n"
    brought = programme_in(table.encode(), days=[DAY, date(2026, 10, 7)])
    assert times(brought) == [
        ("Ett", at(9), at(10, 15)),
        ("Två", at(9, day=7), at(10, 15, day=7)),
        ("Paus", at(10, 15, day=7), at(10, 30, day=7)),
    ]


def test_a_row_without_a_time_among_times_is_no_row_of_places() -> None:
    table = "13:10-13:30;Öppning;;\n;Pass 1;;Ordförande: Eva\n14:30-14:50;Föredrag;Nils;\n15.00;Slut;;\n"
    brought = programme_in(table.encode(), days=[DAY])
    assert [item.title for item in brought.items] == ["Öppning", "Pass 1", "Föredrag", "Slut"]
    assert brought.remarks == ()


def test_the_year_of_a_day_above_its_rows_is_told_when_it_is_guessed() -> None:
    brought = programme_in(b"Tid;Titel\nTisdag 6 oktober;\n9;Ett\n", today=date(2026, 6, 1))
    assert times(brought) == [("Ett", at(9), None)]
    assert said(brought) == ["”Tisdag 6 oktober”: året saknas; läst som 2026-10-06."]


def test_an_item_that_its_table_calls_cancelled() -> None:
    table = b"Tid;Titel;Status\n9;Ett;Inst\xc3\xa4lld\n10;Tv\xc3\xa5;Accepted\n"
    assert [item.is_cancelled for item in programme_in(table, days=[DAY]).items] == [True, False]


def test_a_workbook_with_cells_over_rows_hidden_parts_and_formulas_without_values() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tisdag 6 oktober 2026"
    for row in (
        ["Tid", "Programpunkt", "Lokal"],
        ["10.00-11.00", "Pass A", "Sal A"],
        [None, "Pass B", "Sal B"],
        [time(12), "Lunch", None],
        ["=A4+1/24", "Efter lunch", "Sal A"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[4].hidden = True
    hidden = book.create_sheet("Gömt")
    hidden.append(["Tid", "Titel"])
    hidden.append(["9.00", "Hemlig"])
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    brought = programme_in(file.getvalue())
    assert times(brought) == [
        ("Pass A", at(10), at(11)),
        ("Pass B", at(10), at(11)),
        ("Lunch", at(12), None),
        ("Efter lunch", None, None),
    ]
    where = "Tisdag 6 oktober 2026, rad"
    assert said(brought) == [
        f"{where} 4: raden är dold i filen.",
        f"{where} 5: ”=A4+1/24” är en formel utan värde. Öppna filen i sitt program och spara den.",
        "Bladet Gömt är dolt och läses inte.",
    ]
