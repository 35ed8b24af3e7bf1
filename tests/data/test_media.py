"""Files that people bring are known by their content, and kept by their bytes."""

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from laget.core.canonical import sha256
from laget.data.durable import CannotWrite
from laget.data.media import UnfitFile, clear_bytes, keep_bytes, kind_of, path_of

MOST = 20_000_000
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 20 + b"\xff\xd9"
MAIN = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}


def zipped(parts: Mapping[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def office(kind: str, **more: bytes) -> bytes:
    main = f"application/vnd.openxmlformats-officedocument.{MAIN[kind]}.main+xml"
    types = f'<Types><Override PartName="/x.xml" ContentType="{main}"/></Types>'.encode()
    return zipped({"[Content_Types].xml": types, "x.xml": b"<x/>", **more})


ODT = zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})
TEXT = "Fråga;Svar\nVad?;Det.\n"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("Rapport.PDF", PDF, "pdf"),
        ("bild.png", PNG, "png"),
        ("bild.jpg", JPEG, "jpeg"),
        ("bild.jpeg", JPEG, "jpeg"),
        ("text.docx", office("docx"), "docx"),
        ("blad.xlsx", office("xlsx"), "xlsx"),
        ("bilder.pptx", office("pptx"), "pptx"),
        ("text.odt", ODT, "odt"),
        ("svar.csv", TEXT.encode(), "csv"),
        ("svar.csv", TEXT.encode("cp1252"), "csv"),
        ("svar.txt", TEXT.encode("utf-16"), "txt"),
        ("svar.txt", b"\xef\xbb\xbfhej < 3 och > 2", "txt"),
    ],
)
def test_a_file_is_what_its_content_is(name: str, data: bytes, kind: str) -> None:
    assert kind_of(data, name=name, most=MOST) == kind


MACROS = office("docx", **{"word/vbaProject.bin": b"x"})
ENABLED = zipped(
    {"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml", "x.xml": b"<x/>"}
)
BASIC = zipped(
    {"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/Standard/Module1.xml": b"Sub Main"}
)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("tom.pdf", b"", "tom"),
        ("blank.txt", b" \n\t ", "tom"),
        ("stor.txt", b"a" * (MOST + 1), "större än 20 MB"),
        ("program.exe", b"MZ\x90\x00", "program"),
        ("rapport.pdf", b"MZ\x90\x00", "program"),
        ("rapport.pdf", b"\x7fELF\x02", "program"),
        ("kor.txt", b"#!/bin/sh\nrm -r x", "program"),
        ("sida.html", b"<!DOCTYPE html><p>", "webbsida"),
        ("sida.txt", b"\xef\xbb\xbf  <HTML><script>", "webbsida"),
        ("sida.csv", "<svg onload=x>".encode("utf-16"), "webbsida"),
        ("bild.svg", b'<?xml version="1.0"?><svg/>', "webbsida"),
        ("bild.png", b'<svg xmlns="x"/>', "webbsida"),
        ("makro.docm", office("docx"), "makron"),
        ("makro.docx", MACROS, "makron"),
        ("makro.docx", ENABLED, "makron"),
        ("makro.odt", BASIC, "makron"),
        ("ark.xlsx", office("xlsx", **{"xl/macrosheets/sheet1.xml": b"x"}), "makron"),
        ("ark.xlsx", office("xlsx", **{"xl/x/Setup.EXE": b"x"}), "makron"),
        ("gammal.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "äldre format"),
        ("avkapad.pdf", PDF[:20], "trasig"),
        ("avkapad.png", PNG[:-4], "trasig"),
        ("avkapad.jpg", JPEG[:-2], "trasig"),
        ("avkapad.docx", office("docx")[:-30], "trasig"),
        ("arkiv.zip", zipped({"a.txt": b"a"}), "inget av det som tas emot"),
        ("arkiv.docx", zipped({"a.txt": b"a"}), "inget av det som tas emot"),
        ("brus.txt", b"hej\x00\x01hej", "inget av det som tas emot"),
        ("rapport.docx", PDF, "innehåller PDF"),
        ("rapport.pdf", office("docx"), "innehåller DOCX"),
        ("ark.docx", office("xlsx"), "innehåller XLSX"),
        ("bild.png", JPEG, "innehåller JPEG"),
        ("rapport.pdf", b"hej", "innehåller TXT"),
        ("rapport", PDF, "saknar filändelse"),
        ("rapport.pdf.exe", PDF, "heter .exe"),
    ],
)
def test_what_is_not_taken_is_refused_with_why(name: str, data: bytes, word: str) -> None:
    with pytest.raises(UnfitFile) as refused:
        kind_of(data, name=name, most=MOST)
    assert word in refused.value.said.sv
    assert refused.value.said.en


def test_a_zip_that_unpacks_without_end_is_refused() -> None:
    bomb = office("docx", **{f"word/{number}.xml": bytes(130_000_000) for number in (1, 2)})
    assert len(bomb) < 1_000_000
    with pytest.raises(UnfitFile, match="unpacks to more") as refused:
        kind_of(bomb, name="bomb.docx", most=MOST)
    assert "packar upp" in refused.value.said.sv


def test_a_zip_that_states_a_smaller_size_than_it_has_is_refused() -> None:
    whole = office("docx", **{"word/document.xml": bytes(5_000_000)})
    lying = whole.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != whole
    with pytest.raises(UnfitFile) as refused:
        kind_of(lying, name="lognen.docx", most=MOST)
    assert "trasig" in refused.value.said.sv


def test_a_zip_of_many_parts_is_refused() -> None:
    many = office("docx", **{f"word/{number}": b"" for number in range(10_001)})
    with pytest.raises(UnfitFile) as refused:
        kind_of(many, name="manga.docx", most=MOST)
    assert "packar upp" in refused.value.said.sv


def test_a_locked_document_is_refused() -> None:
    plain = office("docx")
    locked = bytearray(plain)
    place = plain.rfind(b"PK\x01\x02")
    locked[place + 8] |= 1  # the flag that a part is encrypted
    with pytest.raises(UnfitFile) as refused:
        kind_of(bytes(locked), name="last.docx", most=MOST)
    assert "lösenord" in refused.value.said.sv


def test_bytes_lie_under_their_own_name_once(tmp_path: Path) -> None:
    name = keep_bytes(tmp_path, PDF)
    assert name == sha256(PDF) == keep_bytes(tmp_path, PDF)
    assert path_of(tmp_path, name).read_bytes() == PDF
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [path_of(tmp_path, name)]


def test_bytes_that_were_cut_are_written_whole_again(tmp_path: Path) -> None:
    name = keep_bytes(tmp_path, PDF)
    path_of(tmp_path, name).write_bytes(PDF[:10])
    assert keep_bytes(tmp_path, PDF) == name
    assert path_of(tmp_path, name).read_bytes() == PDF


def test_a_disk_that_says_no_is_told(tmp_path: Path) -> None:
    (tmp_path / sha256(PDF)[:2]).write_text("i vägen")
    with pytest.raises(CannotWrite):
        keep_bytes(tmp_path, PDF)


def test_bytes_that_nobody_has_go_and_new_ones_wait(tmp_path: Path) -> None:
    had, left, new = (keep_bytes(tmp_path, data) for data in (PDF, PNG, JPEG))
    for name in (had, left):
        os.utime(path_of(tmp_path, name), (1000, 1000))
    broken_off = path_of(tmp_path, left).with_name(f".{left}.1.1.tmp")
    broken_off.write_bytes(b"x")
    os.utime(broken_off, (1000, 1000))
    assert clear_bytes(tmp_path, had={had}, before=2000) == 2
    kept = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert kept == sorted([had, new])


def test_bytes_brought_again_are_as_new(tmp_path: Path) -> None:
    name = keep_bytes(tmp_path, PDF)
    os.utime(path_of(tmp_path, name), (1000, 1000))
    keep_bytes(tmp_path, PDF)
    assert clear_bytes(tmp_path, had=set(), before=2000) == 0
