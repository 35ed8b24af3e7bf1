"""Papers as PDF: what people write is never markup, long names shrink, and screen readers are told all."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
import typst

from laget.renders.pdf import PAPERS, pdf

LONG = "Karl-Gustav Exempelström von Mycket-Långtnamnsson den yngre"
MARKUP = [
    "#emph[Vera]",
    "*stark* $x$ <a> @b",
    "#panic(1)",
    '#read("/etc/passwd")',
    "\\u{41} // = rubrik",
    "]}",
]
CODE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8H0z"/></svg>'


def badges(names: list[str], **more: object) -> bytes:
    made = [{"name": one, "of": f"{one} AB", "code": CODE} for one in names]
    data = {"event": "Provdagen", "day": "6 oktober 2026", "code_alt": "Kod till dörren", "badges": made}
    return pdf("badges", {**data, **more}, title="Namnskyltar")


def listed(rows: list[list[str]]) -> bytes:
    data = {"columns": ["Namn", "Organisation"], "widths": [1, 1], "rows": rows, "lines": [], "foot": "Fot"}
    return pdf("list", data, title="Deltagare")


def words(data: bytes) -> str:
    read = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in read).split())


def sizes(data: bytes) -> set[int]:
    """Return the heights of what is written in large letters on the first page."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    return {
        round(top - bottom) for _left, bottom, _right, top in map(page.get_charbox, range(page.count_chars()))
    }


@pytest.mark.parametrize("text", MARKUP)
def test_what_somebody_is_called_is_never_markup(text: str) -> None:
    assert text in words(badges([text]))
    assert text in words(listed([[text, text]]))


def test_eight_badges_stand_on_a_page() -> None:
    names = [f"Person {number}" for number in range(9)]
    read = pypdfium2.PdfDocument(badges(names))
    assert len(read) == 2
    assert "Person 7" in read[0].get_textpage().get_text_range()
    assert "Person 8" in read[1].get_textpage().get_text_range()


def test_a_long_name_is_smaller_and_is_whole() -> None:
    short, long = badges(["Vera Ek"], event="E"), badges([LONG], event="E")
    assert max(sizes(long)) < max(sizes(short))
    assert LONG.replace(" ", "") in words(long).replace(" ", "")


def test_a_word_that_is_too_long_is_broken_and_is_whole() -> None:
    word = "W" * 120
    for paper in (badges([word]), listed([[word, f"{word}@example.se"], [LONG, "Ort"]])):
        page = pypdfium2.PdfDocument(paper)[0]
        text = page.get_textpage()
        drawn = [text.get_charbox(place) for place in range(text.count_chars())]
        assert max(right for _left, _bottom, right, _top in drawn) < page.get_width()
        assert "".join(text.get_text_range().split()).count("W") >= 120


def test_a_paper_says_its_title_its_language_and_what_pictures_show() -> None:
    data = badges(["Vera Ek"])
    assert b"/Lang" in data
    assert b"pdfuaid" in data
    assert b"pdfaid" in data
    read = pypdfium2.PdfDocument(data)
    assert read.get_metadata_value("Title") == "Namnskyltar"
    assert read.is_tagged()


def test_a_list_repeats_its_heading_on_each_page() -> None:
    read = pypdfium2.PdfDocument(listed([[f"Namn {number}", "Ort"] for number in range(80)]))
    assert len(read) > 1
    assert all("Organisation" in page.get_textpage().get_text_range() for page in read)


def test_the_same_values_are_the_same_bytes() -> None:
    assert badges(["Vera Ek"]) == badges(["Vera Ek"])


def test_a_paper_is_dated_by_swedish_time_too() -> None:
    made = datetime(2026, 7, 1, 9, 0, 0, 123, tzinfo=ZoneInfo("Europe/Stockholm"))
    data = {"event": "E", "day": "", "code_alt": "Kod", "badges": [{"name": "Vera", "of": "", "code": ""}]}
    assert b"20260701" in pdf("badges", data, title="Namnskyltar", created=made)


def test_a_sign_that_no_font_has_is_a_box_that_is_read_aloud() -> None:
    name = 'Vera \U0001f9a0\u0bb4 "Ek" \U0001f9a0\x07'
    for paper in (badges([name, "Åsa Ö"]), listed([[name, "[(.*"]])):
        assert "Vera" in words(paper)
        assert b"pdfuaid" in paper, "it is made for screen readers still"
        assert b"/Alt" in paper


def test_letters_of_europe_come_with_the_program() -> None:
    data = typst.compile(
        PAPERS / "list.typ",
        root=PAPERS,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={
            "data": '{"title": "Zoë Łukasz Đorđević Ångström Čeněk Şükrü Ωμέγα Ольга", "language": "sv", '
            '"columns": ["a"], "widths": [1], "rows": [], "lines": [], "foot": ""}'
        },
        pdf_standards=["ua-1", "a-2a"],
        timestamp=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert "Đorđević" in words(data)
