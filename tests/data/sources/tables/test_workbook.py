"""Workbooks as analysts and programs leave them, and files that only look like workbooks."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.data.sources.tables import grid, workbook
from laget.data.sources.tables.grid import Grid, Percent, Unreadable, Unworked
from laget.data.sources.tables.workbook import read_workbook

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Rows = Iterable[Iterable[Any]]


def book(
    sheets: dict[str, Rows], *, hidden: tuple[str, ...] = (), change: Callable[[Any], None] | None = None
) -> bytes:
    """Return a workbook's bytes; `change` may alter it before it is saved."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
        if name in hidden:
            page.sheet_state = "hidden"
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out)
    made.close()
    return out.getvalue()


def rezipped(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return the workbook with each part as `change` makes it; a part it gives None for is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def read(data: bytes, sheet: str | None = None) -> Grid:
    return read_workbook(data, sheet=sheet)


def refusal(data: bytes, sheet: str | None = None) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data, sheet)
    return refused.value.said.sv


def test_numbers_texts_dates_and_empty_cells_are_read_as_they_stand() -> None:
    day = datetime.datetime(2021, 4, 1)  # noqa: DTZ001 - a workbook's days have no time zone
    rows = [("Område", "År", None, "Värde"), ("20", 2020, day, 3.5), (None, True, "text", -7)]
    assert read(book({"Blad": rows})).rows == tuple(rows)


def test_the_first_sheet_shown_is_read_unless_one_is_named() -> None:
    data = book({"Dold": [("a",)], "Ett": [("b",)], "Två": [("c",)]}, hidden=("Dold",))
    assert read(data).rows == (("b",),)
    assert read(data).read_as.sv == "XLSX, blad Ett"
    assert read(data, "Två").rows == (("c",),)
    assert read(data, "Dold").rows == (("a",),)


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    data = book({"Nybyggnation": [("a",)], "Bygglov": [("b",)]})
    assert (
        refusal(data, "bygglov ")
        == "bladet bygglov  finns inte, menas Bygglov? Blad som finns: Nybyggnation, Bygglov"
    )
    assert refusal(data, "Rivning") == "bladet Rivning finns inte. Blad som finns: Nybyggnation, Bygglov"


@pytest.mark.parametrize("claimed", ["A1", "A1:A1", "C3:D4", "A1:XFD1048576"])
def test_a_sheet_that_claims_a_wrong_range_is_read_whole(claimed: str) -> None:
    def claim(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return part
        assert part.count(b'<dimension ref="A1:C4"') == 1
        return part.replace(b'<dimension ref="A1:C4"', f'<dimension ref="{claimed}"'.encode())

    rows = [(row, row * 2, f"text {row}") for row in range(4)]
    assert read(rezipped(book({"Blad": rows}), claim)).rows == tuple(rows)


def test_a_drawing_and_a_style_that_are_not_there_are_of_no_matter() -> None:
    def broken(name: str, part: bytes) -> bytes | None:
        if name == "xl/worksheets/sheet1.xml":
            link = f'<drawing xmlns:r="{RELATIONS}" r:id="rId9"/>'.encode()
            return part.replace(b"</worksheet>", link + b"</worksheet>")
        return None if name == "xl/theme/theme1.xml" else part

    assert read(rezipped(book({"Blad": [("a", 1)]}), broken)).rows == (("a", 1),)


def test_a_formula_gives_its_kept_value_and_is_told_where_it_has_none() -> None:
    def keep(name: str, part: bytes) -> bytes:
        return re.sub(rb"<f>A1\+1</f><v ?/?>(</v>)?", b"<f>A1+1</f><v>8</v>", part)

    data = rezipped(book({"Blad": [(7, "=A1+1", "=A1+2", "x")]}), keep)
    assert read(data).rows == ((7, 8, Unworked("=A1+2"), "x"),)


def test_a_share_in_per_cent_is_the_number_that_is_shown() -> None:
    def formats(made: Any) -> None:
        page = made.worksheets[0]
        for cell, style in zip(page[1], ["0.0%", "0 %", '0.0"%"', "General", "0%"], strict=True):
            cell.number_format = style

    rows = read(book({"Blad": [(0.713, 1, 71.3, 0.713, None)]}, change=formats)).rows
    assert rows == ((Percent(71.3), Percent(100.0), 71.3, 0.713, None),)


def test_faults_in_formulas_stay_as_they_are_shown() -> None:
    def fault(name: str, part: bytes) -> bytes:
        return part.replace(b'<c r="A1" t="n"><v>1</v>', b'<c r="A1" t="e"><v>#DIV/0!</v>')

    assert read(rezipped(book({"Blad": [(1, 2)]}), fault)).rows == (("#DIV/0!", 2),)


def test_what_a_program_adds_gives_no_warning() -> None:
    def extend(name: str, part: bytes) -> bytes:
        if name == "xl/styles.xml":
            return part.replace(b'<cellStyle name="Normal"', b'<cellStyle name="Annat"')
        extra = b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"/></extLst></worksheet>'
        return part.replace(b"</worksheet>", extra)

    # Warnings are errors in these tests: the reader's own, about what it passes over, would raise here.
    assert read(rezipped(book({"Blad": [("a", 1)]}), extend)).rows == (("a", 1),)


def test_an_older_workbook_and_a_locked_one_are_told_apart() -> None:
    assert "äldre arbetsbok (XLS)" in refusal(workbook.OLE + b"\0" * 600)
    assert "låst med lösenord" in refusal(workbook.OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize("part", ["mimetype", "xl/workbook.bin", "readme.txt"])
def test_another_kind_of_archive_is_refused(part: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(out.getvalue()).startswith("filen är ingen XLSX-arbetsbok")


def test_a_table_of_text_with_a_workbooks_name_is_refused() -> None:
    assert refusal(b"Insats;Kommun").startswith("filen är ingen XLSX-arbetsbok")


def test_a_cut_workbook_is_refused() -> None:
    data = book({"Blad": [(row, row) for row in range(200)]})
    for length in (2, 30, len(data) // 2, len(data) - 1):
        assert refusal(data[:length]).startswith("arbetsboken är trasig eller inte hel")


def test_a_zip_locked_with_a_password_is_refused() -> None:
    data = bytearray(book({"Blad": [(1, 2)]}))
    at = 0
    while (at := data.find(b"PK\x01\x02", at) + 1) > 0:
        data[at + 7] |= 1  # the flag of an encrypted part, in the central directory
    assert refusal(bytes(data)).startswith("arbetsboken är trasig")


def test_a_small_file_that_unpacks_without_end_is_refused_before_it_does() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for _ in range(workbook.MOST_UNPACKED // 1_000_000 + 1):
                part.write(b" " * 1_000_000)
    assert len(out.getvalue()) < 1_000_000
    assert refusal(out.getvalue()).startswith("filen packar upp sig till mer")
    with pytest.raises(Unreadable) as refused:
        workbook.sheet_names(out.getvalue())
    assert refused.value.said.sv.startswith("filen packar upp sig till mer")


def test_entities_that_grow_without_end_are_refused() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha ha ha">{laughs}]>'.encode()

    def laugh(name: str, part: bytes) -> bytes:
        return bomb + part.replace(b">ha<", b">&a11;<") if "sheet1" in name else part

    data = rezipped(book({"Blad": [("ha", "b")]}), laugh)
    assert refusal(data).startswith("arbetsboken är trasig")


@pytest.mark.parametrize("row", ["999999999999", "1048576"])
def test_a_row_number_far_down_is_refused_and_not_counted_to(
    monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    monkeypatch.setattr(grid, "MOST_CELLS", 10_000)

    def far(name: str, part: bytes) -> bytes:
        return part.replace(b'<row r="2"', f'<row r="{row}"'.encode()) if "sheet1" in name else part

    assert refusal(rezipped(book({"Blad": [(1, 2), (3, 4)]}), far)).startswith(
        "tabellen har fler än 10000 celler"
    )


def as_saved(number: float) -> float:
    """Return what is left of a number in a workbook, which keeps fifteen digits."""
    return float(f"{number:.15g}")


CELLS = (
    st.none()
    | st.integers(-(10**9), 10**9)
    | st.floats(-1e12, 1e12).map(as_saved)
    | st.sampled_from(["a", "Åre", "--", "3,5"])
)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.lists(CELLS, min_size=2, max_size=2).map(lambda row: ["x", *row, "y"]), min_size=1, max_size=6
    )
)
def test_what_is_written_is_read_back(rows: list[list[Any]]) -> None:
    assert read(book({"Blad": rows})).rows == tuple(tuple(row) for row in rows)


WHOLE = book({"Blad": [("Region", "Värde"), ("Hylte", 3.5), ("Laholm", "=B2*2")]})


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_workbook_damaged_anywhere_gives_rows_or_a_refusal(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        victim = data.draw(st.sampled_from(archive.namelist()))
        size = len(archive.read(victim))
    at = data.draw(st.integers(0, size - 1))
    span = data.draw(st.integers(0, 30))
    put = data.draw(
        st.binary(max_size=10) | st.sampled_from([b"1e999", b"-1", b'"', b"<", b"999999", b"NaN"])
    )

    def damage(name: str, part: bytes) -> bytes:
        return part[:at] + put + part[at + span :] if name == victim else part

    try:
        found = read(rezipped(WHOLE, damage))
    except Unreadable:
        return
    assert found.rows is not None


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_file_damaged_anywhere_gives_rows_or_a_refusal(data: st.DataObject) -> None:
    at = data.draw(st.integers(2, len(WHOLE) - 1))
    put = data.draw(st.binary(max_size=6))
    try:
        found = read(WHOLE[:at] + put + WHOLE[at + len(put) :])
    except Unreadable:
        return
    assert found.rows is not None


def test_nothing_is_left_open(tmp_path: Path) -> None:
    # An archive left open is a ResourceWarning, and warnings are errors in these tests.
    path = tmp_path / "book.xlsx"
    path.write_bytes(WHOLE)
    assert read(path.read_bytes()).rows[2] == ("Laholm", Unworked("=B2*2"))
    path.unlink()
