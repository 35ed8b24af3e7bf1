"""Text files in every encoding and with every delimiter, and bytes that are no text."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.data.sources.tables import grid
from laget.data.sources.tables.grid import Grid, Unreadable
from laget.data.sources.tables.text import read_text

BOM = "\ufeff".encode()


def read(data: bytes, *, header: int = 1, names: tuple[str, ...] = ()) -> Grid:
    return read_text(data, header=header, names=names)


def twice(text: str) -> bytes:
    return text.encode().decode("latin-1").encode()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("År;Län\n".encode(), "UTF-8"),
        (BOM + "År;Län\n".encode(), "UTF-8"),
        (twice("År;Län\n"), "UTF-8 kodad två gånger"),
        (BOM + twice("År;Län\n"), "UTF-8 kodad två gånger"),
        (twice("\ufeffÅr;Län\n"), "UTF-8 kodad två gånger"),
        ("År;Län\n".encode("latin-1"), "ISO-8859-1"),
        (BOM + "År;Län\n".encode("latin-1"), "ISO-8859-1"),
        ("År;Län\n".encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + "År;Län\n".encode("utf-16-be"), "UTF-16"),
    ],
)
def test_the_encoding_is_found_and_stated(data: bytes, encoding: str) -> None:
    found = read(data)
    assert found.rows == (("År", "Län"),)
    assert found.read_as.sv == f"{encoding}, semikolon"


def test_every_letter_survives_being_encoded_twice() -> None:
    # The second byte of Å, 0x85, is no character in cp1252: an undoing by it would fail here.
    alphabet = "ÅÄÖåäöéÉüÜ–”§€"
    assert read(twice(f"a;{alphabet}\n")).rows == (("a", alphabet),)
    assert read(twice(twice(f"a;{alphabet}\n").decode())).rows == (("a", alphabet),)


def test_the_signs_that_windows_adds_to_iso_8859_1_are_read() -> None:
    assert read("25–64 år;€\n".encode("cp1252")).rows == (("25–64 år", "€"),)


def test_a_broken_character_in_utf_8_is_told_with_its_row() -> None:
    with pytest.raises(Unreadable) as refused:
        read("År;Län\n2020;Örebro l".encode() + b"\xe4" + "n\n2021;Örebro län\n".encode())
    assert refused.value.said.sv.startswith("rad 2: filen är UTF-8 men har ett tecken som är trasigt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02",
        b"%PDF-1.7\n\x00\xff",
        b"\x89PNG\r\n\x1a\n\x00",
        b"\xff\xfe\x00",
        b"a;\x81\x8d\n",
        b"\x1f\x8b\x08\x00",
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="neither text"):
        read(data)


@pytest.mark.parametrize("page", ["<!DOCTYPE html><p>Logga in</p>", "\n <html>", '<?xml version="1.0"?><a/>'])
def test_a_web_page_in_place_of_a_table_is_refused(page: str) -> None:
    with pytest.raises(Unreadable, match="web page or XML"):
        read(page.encode())


@pytest.mark.parametrize(
    ("text", "names", "delimiter"),
    [
        ("År;Värde\n2020;3,5\n2021;4,5\n", (), ";"),
        ("År\tVärde\n2020\t3,5\n2021\t4,5\n", (), "\t"),
        ('År,Värde\n2020,"3,5"\n2021,"4,5"\n', (), ","),
        # both give three columns on every row: the names tell, and without them the semicolon goes first
        ("Region;Antal, totalt;Andel, hela\nHylte;3,5;4,5\n", (), ";"),
        ("Region,Not; mer;Annat,År\nHylte,a;b;c,2020\n", ("Region", "År"), ","),
        ("Region,Not; mer\nHylte,a; b\n", ("Region",), ","),
        # a title above the header holds delimiters of its own
        ("Befolkning; hela länet; 2020\nÅr,Region,Antal\n2020,Hylte,7\n", ("År", "Region", "Antal"), ","),
    ],
)
def test_the_delimiter_is_found(text: str, names: tuple[str, ...], delimiter: str) -> None:
    header = 2 if text.startswith("Befolkning") else 1
    assert read(text.encode(), names=names, header=header).delimiter == delimiter


@pytest.mark.parametrize("text", ["a\r\nb;c\r\n", "a\rb;c\r", "a\nb;c"])
def test_every_line_end_ends_a_row(text: str) -> None:
    assert read(text.encode(), header=2).rows == (("a",), ("b", "c"))


def test_a_quoted_field_may_hold_delimiter_quotes_and_line_end() -> None:
    data = 'Region;"Andel\n(procent)"\n"Hylte; hela";"säger ""ja"""\n'.encode()
    assert read(data).rows == (("Region", "Andel\n(procent)"), ("Hylte; hela", 'säger "ja"'))


@pytest.mark.parametrize("broken", ['a;b\n1;"2\n', 'a;b\n1;"2"x\n'])
def test_quotes_that_do_not_match_are_refused_with_their_row(broken: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(broken.encode())
    assert refused.value.said.sv.startswith("rad 2: citattecken som inte går ihop")


def test_a_cell_without_end_is_refused() -> None:
    with pytest.raises(Unreadable, match="row 2"):
        read(b"a;b\n1;" + b"x" * 200_000)


def test_a_table_larger_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MOST_CELLS", 5)
    assert len(read(b"a;b\n1;2\n").rows) == 2
    with pytest.raises(Unreadable, match="more than 5 cells"):
        read(b"a;b\n1;2\n3;4\n")


FIELDS = st.text(st.sampled_from("abcåäöÅÄÖ 0123456789.,;\t\"'-"), max_size=8)


@given(
    rows=st.lists(st.lists(FIELDS, min_size=3, max_size=3), min_size=1, max_size=8),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "latin-1", "utf-16", "twice"]),
    delimiter=st.sampled_from(";\t,"),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read_back(
    rows: list[list[str]], encoding: str, delimiter: str, line_end: str
) -> None:
    written = io.StringIO()
    names = ["Område", "År", "Värde"]
    csv.writer(written, delimiter=delimiter, lineterminator=line_end).writerows([names, *rows])
    text = written.getvalue()
    data = twice(text) if encoding == "twice" else text.encode(encoding)
    found = read(data, names=tuple(names))
    assert found.rows == (tuple(names), *map(tuple, rows))
    assert found.delimiter == delimiter


@given(st.binary(max_size=300))
def test_random_bytes_give_rows_or_a_refusal(data: bytes) -> None:
    try:
        found = read(data)
    except Unreadable:
        return
    assert all(isinstance(cell, str) for row in found.rows for cell in row)
