"""Tables as a workbook: what stands in a cell, and what a screen reader is told."""

import io
from datetime import UTC, date, datetime, time
from typing import Any

import openpyxl

from laget.renders.workbook import LONGEST_CELL, Column, Sheet, workbook

COLUMNS = (Column("Namn", 30), Column("Dag"), Column("Kl."), Column("Antal"), Column("Kom"))
ROWS = (
    ("=2+2", date(2025, 10, 14), time(9, 5), 12, True),
    ("Åsa i Östra sjön", None, None, None, False),
)
MADE = datetime(2025, 10, 1, 8, tzinfo=UTC)


def _made(**changed: object) -> bytes:
    sheet = Sheet(name="Lista", columns=COLUMNS, rows=ROWS, text="Vad som visas")
    return workbook([sheet], title="En lista", created=MADE, **changed)  # type: ignore[arg-type]


def test_words_are_words_whatever_they_begin_with() -> None:
    page = openpyxl.load_workbook(io.BytesIO(_made()))["Lista"]
    assert [cell.value for cell in page[1]] == ["Namn", "Dag", "Kl.", "Antal", "Kom"]
    values = [cell.value for cell in page[2]]
    values[1] = f"{values[1]:%Y-%m-%d}"
    assert values == ["=2+2", "2025-10-14", time(9, 5), 12, "Ja"]
    assert page["A2"].data_type == "s"
    assert [cell.value for cell in page[3]] == ["Åsa i Östra sjön", None, None, None, "Nej"]


def test_a_screen_reader_is_told_of_the_title_the_language_and_the_headings() -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(_made()))
    assert book.properties.title == "En lista"
    assert {one.name: one.value for one in book.custom_doc_props.props} == {"Language": "sv-SE"}
    page = book["Lista"]
    assert page.freeze_panes == "A2"
    assert page.print_title_rows == "$1:$1"
    table = page.tables["Tabell1"]
    assert (table.ref, table.headerRowCount) == ("A1:E3", 1)


def test_the_same_values_are_the_same_bytes() -> None:
    assert _made() == _made()
    assert _made() != _made(language="en")


def test_a_table_without_rows_has_its_headings() -> None:
    data = workbook([Sheet(name="Tom", columns=COLUMNS, rows=())], title="Tom")
    page = openpyxl.load_workbook(io.BytesIO(data))["Tom"]
    assert [cell.value for cell in page[1]] == [one.heading for one in COLUMNS]


def test_names_of_sheets_are_those_that_the_format_allows() -> None:
    sheets = [
        Sheet(name="Anmälda: på plats/digitalt, med allt vad det innebär", columns=COLUMNS, rows=())
        for _ in range(3)
    ]
    names = openpyxl.load_workbook(io.BytesIO(workbook(sheets, title="Tre"))).sheetnames
    assert len(set(names)) == 3
    assert all(len(one) <= 31 and ":" not in one and "/" not in one for one in names)


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so() -> None:
    data = workbook(
        [Sheet(name="Lång", columns=(Column("Text"),), rows=(("å" * (LONGEST_CELL + 5),),))], title="Lång"
    )
    text = openpyxl.load_workbook(io.BytesIO(data))["Lång"]["A2"].value
    assert (len(text), text[-1]) == (LONGEST_CELL, "…")
