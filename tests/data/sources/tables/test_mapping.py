"""What a mapping makes of rows, and what it refuses, with row and column."""

import csv
import datetime
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.core.areas import ALL
from laget.core.strategy.indicator import Indicator
from laget.core.strategy.source import FileSource
from laget.core.words.said import Refusal
from laget.data.sources.source import Tidy
from laget.data.sources.tables.files import FileRefused, grid_of
from laget.data.sources.tables.mapping import column_names, figures_of

Ask = Callable[..., Tidy | Refusal]
HEADER = "Region;År;Värde\n"


def rows(answer: Tidy | Refusal) -> list[tuple[Any, ...]]:
    assert isinstance(answer, Tidy), answer
    return [
        (row["area"], row["period"], row["group"], row["value"], row["status"])
        for row in answer.table.to_pylist()
    ]


def told(answer: Tidy | Refusal) -> list[str]:
    """Return the sentences of a refusal, after the file's name."""
    assert isinstance(answer, FileRefused), answer
    sentences = answer.said.sv.split("\n")
    assert all(sentence.startswith("figures.csv") for sentence in sentences)
    assert len(answer.said.en.split("\n")) == len(sentences)
    return [sentence.removeprefix("figures.csv").lstrip(",: ") for sentence in sentences]


def workbook(*lines: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    out = io.BytesIO()
    book.save(out)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("00", "00"),
        ("0", "00"),
        ("13", "13"),
        ("1", "01"),
        ("1380", "1380"),
        ("114", "0114"),
        ("0013", "13"),
        ("0000", "00"),
        (" 1380 ", "1380"),
        ("Halmstad", "1380"),
        ("HALMSTADS KOMMUN", "1380"),
        ("Hallands län", "13"),
        ("Region Halland", "13"),
        ("20 Dalarnas län", "20"),
        ("Riket", "00"),
    ],
)
def test_an_area_is_read_by_code_or_by_name(ask: Ask, written: str, code: str) -> None:
    assert rows(ask(f"{HEADER}{written};2020;5\n")) == [(code, "2020", "total", 5.0, "")]


@pytest.mark.parametrize(
    ("number", "code"), [(0, "00"), (1, "01"), (13, "13"), (114, "0114"), (1380.0, "1380")]
)
def test_a_code_that_a_spreadsheet_made_a_number_is_read(ask: Ask, number: float, code: str) -> None:
    data = workbook(("Region", "År", "Värde"), (number, 2020, 5))
    assert rows(ask(data)) == [(code, "2020", "total", 5.0, "")]


def test_a_namesake_is_told_by_the_other_names_in_its_column(ask: Ask) -> None:
    counties = ask(f"{HEADER}Kalmar;2020;1\nHalland;2020;2\n")
    assert [row[0] for row in rows(counties)] == ["08", "13"]
    municipalities = ask(f"{HEADER}Kalmar;2020;1\nHalmstad;2020;2\n")
    assert [row[0] for row in rows(municipalities)] == ["0880", "1380"]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("26", "områdeskoden ”26” finns inte"),
        ("9999", "områdeskoden ”9999” finns inte"),
        ("0099", "koden ”0099”"),
        ("Halands län", "området ”Halands län” finns inte; menas ”Hallands län”?"),
        ("Halmsta", "området ”Halmsta” finns inte; menas ”Halmstad”?"),
        ("20 Hallands län", "20 är Dalarnas län"),
        ("", "cellen är tom"),
    ],
)
def test_an_area_that_does_not_exist_is_refused(ask: Ask, written: str, reason: str) -> None:
    (sentence,) = told(ask(f"{HEADER}13;2020;5\n{written};2020;6\n"))
    assert sentence.startswith("rad 3, kolumn Region: ")
    assert reason in sentence


def test_a_namesake_that_nothing_tells_apart_is_refused(ask: Ask) -> None:
    (sentence,) = told(ask(f"{HEADER}Kalmar;2020;1\n"))
    assert sentence.startswith("rad 2, kolumn Region: ”Kalmar” är både ett län (08) och en kommun (0880)")


def test_an_area_may_be_the_same_for_all_of_the_file(ask: Ask) -> None:
    columns = {"period": "År", "value": "Värde"}
    assert rows(ask("År;Värde\n2020;5\n", columns=columns, area="20")) == [("20", "2020", "total", 5.0, "")]
    (sentence,) = told(ask("År;Värde\n2020;5\n", columns=columns, area="26"))
    assert "områdeskoden ”26” finns inte" in sentence


@pytest.mark.parametrize("area", [None, "20"])
def test_an_area_said_nowhere_or_twice_is_refused(ask: Ask, area: str | None) -> None:
    columns = {"period": "År", "value": "Värde"} | ({"area": "Region"} if area else {})
    (sentence,) = told(ask(f"{HEADER}13;2020;5\n", columns=columns, area=area))
    assert sentence == 'säg var området står: antingen columns: {area: …} eller, för hela filen, area: "20"'


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2021", "2021"),
        ("2020M01", "2020M01"),
        ("2023K4", "2023Q4"),
        ("2023Q4", "2023Q4"),
        ("2021–2024", "2021-2024"),
    ],
)
def test_a_period_is_read_from_one_column(ask: Ask, written: str, text: str) -> None:
    assert rows(ask(f"{HEADER}13;{written};5\n"))[0][1] == text


@pytest.mark.parametrize(
    ("column", "written", "text"),
    [
        ("month", "Januari", "2020M01"),
        ("month", "12", "2020M12"),
        ("month", "M04", "2020M04"),
        ("month", "K1", "2020Q1"),
        ("month", "kvartal 4", "2020Q4"),
        ("quarter", "K1", "2020Q1"),
        ("quarter", "4", "2020Q4"),
    ],
)
def test_a_period_is_read_from_two_columns(ask: Ask, column: str, written: str, text: str) -> None:
    columns = {"area": "Region", "year": "År", column: "Del", "value": "Värde"}
    assert rows(ask(f"Region;År;Del;Värde\n13;2020;{written};5\n", columns=columns))[0][1] == text


@pytest.mark.parametrize(
    ("columns", "line", "reasons"),
    [
        ({"period": "År"}, "13;snart;;5", ["kolumn År: perioden ”snart” kan inte läsas"]),
        ({"period": "År"}, "13;2024-2021;;5", ["kolumn År: perioden ”2024-2021” är vänd"]),
        ({"period": "År"}, "13;;;5", ["kolumn År: cellen är tom"]),
        ({"year": "År", "month": "Del"}, "13;2020;trettonde;5", ["kolumn Del: ”trettonde” är ingen månad"]),
        ({"year": "År", "month": "Del"}, "13;2020M01;1;5", ["kolumn År: ”2020M01” är inget år"]),
        ({"year": "År", "month": "Del"}, "13;;;5", ["kolumn År: cellen är tom", "kolumn Del: cellen är tom"]),
        ({"year": "År", "quarter": "Del"}, "13;2020;K5;5", ["kolumn Del: ”K5” är inget kvartal"]),
        ({"year": "År"}, "13;2020-2021;;5", ["kolumn År: ”2020-2021” är inget år"]),
    ],
)
def test_a_period_that_cannot_be_read_is_refused(
    ask: Ask, columns: dict[str, str], line: str, reasons: list[str]
) -> None:
    answer = ask(f"Region;År;Del;Värde\n{line}\n", columns={"area": "Region", "value": "Värde"} | columns)
    for sentence, reason in zip(told(answer), reasons, strict=True):
        assert sentence.startswith(f"rad 2, {reason}")


def test_a_date_is_a_month_a_quarter_or_a_year_only_where_the_mapping_says_which(ask: Ask) -> None:
    days = ((datetime.date(2021, 4, 1), 5), (datetime.datetime(2021, 12, 31, 10), 6))  # noqa: DTZ001
    for data in (
        workbook(("Dag", "Värde"), *days),
        "Dag;Värde\n2021-04-01;5\n2021-12-31 10:00:00;6\n",
    ):
        for part, periods in (
            ({}, None),
            ({"month": "Dag"}, ["2021M04", "2021M12"]),
            ({"quarter": "Dag"}, ["2021Q2", "2021Q4"]),
        ):
            if periods is None:
                answer = ask(data, area="13", columns={"period": "Dag", "value": "Värde"})
                assert told(answer)[0].startswith("rad 2, kolumn Dag: 2021-04-01 är en dag; säg om")
            else:
                answer = ask(data, area="13", columns={"year": "Dag", "value": "Värde"} | part)
                assert [row[1] for row in rows(answer)] == periods


def test_a_day_that_is_none_is_no_period(ask: Ask) -> None:
    (sentence,) = told(ask(f"{HEADER}13;2021-02-30;5\n"))
    assert sentence.startswith("rad 2, kolumn År: perioden ”2021-02-30” kan inte läsas")


def test_groups_have_one_vocabulary_and_a_file_may_have_its_own(ask: Ask) -> None:
    labels = ["Totalt", "kvinnor", "Män", "inrikes född", "utrikes född", "16-24 år"]
    data = "Region;År;Grupp;Värde\n" + "".join(f"13;2020;{label};5\n" for label in labels)
    columns = {"area": "Region", "period": "År", "group": "Grupp", "value": "Värde"}
    known = {"total", "women", "men", "born_in_sweden", "born_abroad", "16-24 år"}
    assert {row[2] for row in rows(ask(data, columns=columns))} == known
    mapped = ask(data, columns=columns, groups={"16-24 år": "unga", "Män": "karlar", "finns inte": "x"})
    assert {row[2] for row in rows(mapped)} == known - {"16-24 år", "men"} | {"unga", "karlar"}
    (sentence,) = told(ask("Region;År;Grupp;Värde\n13;2020;;5\n", columns=columns))
    assert sentence == "rad 2, kolumn Grupp: cellen är tom"


@pytest.mark.parametrize("wanted", [2020, "2020", " 2020 "])
@pytest.mark.parametrize("there", ["2020", 2020, 2020.0, " 2020"])
def test_a_condition_compares_numbers_and_texts_alike(ask: Ask, wanted: Any, there: Any) -> None:
    data = workbook(("Region", "År", "Värde", "Urval"), ("13", 2020, 5, there), ("13", 2020, 6, 2021))
    assert rows(ask(data, where={"Urval": wanted})) == [("13", "2020", "total", 5.0, "")]


def test_a_condition_may_name_several_values_and_hold_for_several_columns(ask: Ask) -> None:
    data = "Region;År;Värde;A;B\n13;2019;1;a;x\n13;2020;2;b;x\n13;2021;3;c;x\n13;2022;4;a;y\n"
    assert [row[1] for row in rows(ask(data, where={"A": ["a", "b"], "B": "x"}))] == ["2019", "2020"]
    assert [row[1] for row in rows(ask(data, where={"4": "c"}))] == ["2021"]


def test_rows_that_no_condition_lets_through_are_not_looked_at(ask: Ask) -> None:
    data = "Region;År;Värde;A\n13;2020;1;a\nTyskland;snart;tre;b\n"
    assert len(rows(ask(data, where={"A": "a"}))) == 1


def test_a_condition_that_meets_nothing_is_refused_with_what_there_is(ask: Ask) -> None:
    data = "Region;År;Värde;Kön\n13;2020;1;kvinnor\n13;2021;1;män\n"
    assert told(ask(data, where={"Kön": "kvinor"})) == [
        "where: ingen rad har kvinor i kolumnen Kön (kvinnor?); där står: kvinnor, män"
    ]
    assert told(ask(data, where={"Kön": ["x", "y"]})) == [
        "where: ingen rad har x, y i kolumnen Kön; där står: kvinnor, män"
    ]
    assert told(ask(data, where={"Kön": "män", "År": 2020})) == [
        "ingen rad uppfyller alla villkor i where samtidigt"
    ]
    many = "Region;År;Värde;N\n" + "".join(f"13;{2000 + n};1;n{n}\n" for n in range(20))
    assert told(ask(many, where={"N": "zz"}))[0].endswith(
        "där står: n0, n1, n2, n3, n4, n5, n6, n7, n8, n9 …"
    )


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ("Varde", "kolumnen Varde finns inte, menas Värde? Kolumner som finns: Region, År, Värde, 4"),
        ("värde", "kolumnen värde finns inte, menas Värde? Kolumner som finns: Region, År, Värde, 4"),
        ("Antal", "kolumnen Antal finns inte. Kolumner som finns: Region, År, Värde, 4"),
        (5, "kolumnen 5 finns inte. Kolumner som finns: Region, År, Värde, 4"),
        ("12", "kolumnen 12 finns inte. Kolumner som finns: Region, År, Värde, 4"),
    ],
)
def test_a_column_that_is_not_there_is_refused_with_those_that_are(
    ask: Ask, wanted: str | int, reason: str
) -> None:
    columns = {"area": "Region", "period": "År", "value": wanted}
    assert told(ask("Region;År;Värde;\n13;2020;5;x\n", columns=columns)) == [reason]


def test_a_name_that_several_columns_have_is_refused(ask: Ask) -> None:
    data = "Region;År;Värde;Värde\n13;2020;5;6\n"
    assert told(ask(data)) == ["flera kolumner heter Värde; peka ut den med sitt nummer: 3 eller 4"]
    assert rows(ask(data, columns={"area": 1, "period": 2, "value": 4}))[0][3] == 6.0


def test_a_column_named_by_a_year_is_found_by_its_name(ask: Ask) -> None:
    for value in (2021, "2021"):
        columns = {"area": "Region", "period": "År", "value": value}
        assert rows(ask("Region;År;2021\n13;2020;6\n", columns=columns)) == [("13", "2020", "total", 6.0, "")]


def test_a_name_is_found_whatever_blanks_and_line_ends_it_has(ask: Ask) -> None:
    data = 'Region ;"År";" Värde\n\u00a0(antal)"\n13;2020;5\n'
    assert rows(ask(data, columns={"area": "Region", "period": "År", "value": "Värde (antal)"}))[0][3] == 5.0


def test_a_header_that_stands_elsewhere_is_pointed_out(ask: Ask) -> None:
    data = f"Befolkning i länet\n\n{HEADER}13;2020;5\n"
    assert told(ask(data)) == ["rubrikerna står på rad 3; skriv header: 3"]
    assert rows(ask(data, header=3)) == [("13", "2020", "total", 5.0, "")]
    assert told(ask(data, header=9)) == ["tabellen har 4 rader, men rubrikerna ska stå på rad 9 (header)"]


def test_a_row_of_figures_is_no_header(ask: Ask) -> None:
    columns = {"area": 1, "period": 2, "value": 3}
    assert told(ask("13;2020;5\n13;2021;6\n", columns=columns)) == [
        "rad 1 ser ut som siffror; sätt en rad med rubriker överst"
    ]
    assert len(rows(ask(";;\n13;2020;5\n13;2021;6\n", columns=columns))) == 2


def test_a_value_that_is_no_number_is_refused(ask: Ask) -> None:
    assert told(ask(f"{HEADER}13;2020;5\n13;2021;fem\n\n13;2022;6\n13;2023;7x\n")) == [
        "rad 3, kolumn Värde: ”fem” är inget tal",
        "rad 6, kolumn Värde: ”7x” är inget tal",
    ]


def test_two_values_for_one_cell_are_refused_with_both_rows(ask: Ask) -> None:
    (sentence,) = told(ask(f"{HEADER}13;2020;5\n1380;2020;6\nHalland;2020;5\n"))
    assert sentence.startswith("rad 4, kolumn Värde: två värden för samma ruta (x, 13, 2020, total)")
    assert sentence.endswith("rad 2")


def test_a_value_that_its_unit_cannot_have_is_refused(ask: Ask) -> None:
    data = f"{HEADER}13;2020;50\n13;2021;103,5\n13;2022;-1\n"
    assert told(ask(data, unit="percent")) == [
        "rad 3, kolumn Värde: 103.5 är inte möjligt i enheten percent: 0 till 100",
        "rad 4, kolumn Värde: -1 är inte möjligt i enheten percent: 0 till 100",
    ]
    assert len(rows(ask(data, unit="percent_free"))) == 3


def test_a_cell_in_per_cent_is_refused_for_another_unit(ask: Ask) -> None:
    data = f"{HEADER}13;2020;71,3 %\n"
    assert rows(ask(data, unit="percent"))[0][3] == 71.3
    assert told(ask(data, unit="people")) == [
        "rad 2, kolumn Värde: cellen är i procent, men enheten är people"
    ]


def test_marks_of_missing_figures_become_statuses(ask: Ask) -> None:
    marks = ["", "--", "..", "-", ".", ":", "NA"]
    data = HEADER + "".join(f"13;{2000 + at};{mark}\n" for at, mark in enumerate(marks)) + "13;2010;0\n"
    seen = rows(ask(data))
    assert [(value, status) for *_, value, status in seen[:-1]] == [
        (None, f"missing {mark}".strip()) for mark in marks
    ]
    assert seen[-1][3:] == (0.0, "")


def test_the_number_of_cases_is_read_and_may_be_missing(ask: Ask) -> None:
    columns = {"area": "Region", "period": "År", "value": "Värde", "cases": "Antal"}
    answer = ask("Region;År;Värde;Antal\n13;2020;5,5;1 200\n13;2021;6;..\n", columns=columns)
    assert isinstance(answer, Tidy)
    assert answer.table["cases"].to_pylist() == [1200.0, None]
    assert told(ask("Region;År;Värde;Antal\n13;2020;5;-3\n13;2021;6;få\n", columns=columns)) == [
        "rad 2, kolumn Antal: antalet fall ska vara 0 eller mer",
        "rad 3, kolumn Antal: ”få” är inget tal",
    ]


def test_what_comes_after_the_last_outcome_is_a_forecast(ask: Ask) -> None:
    data = f"{HEADER}13;2024;1\n13;2025;2\n13;2025M12;3\n13;2026;4\n13;2023-2026;5\n13;2027;..\n"
    seen = {row[1]: row[4] for row in rows(ask(data, outcomes_to=2025))}
    assert seen == {
        "2024": "",
        "2025": "",
        "2025M12": "",
        "2026": "forecast",
        "2023-2026": "forecast",
        "2027": "missing ..",
    }


def test_a_row_says_itself_that_it_is_a_forecast_or_preliminary(ask: Ask) -> None:
    data = "Region;År;Värde;Källa\n13;2020;1;historisk\n13;2021;2;Preliminär\n13;2022;3; Prognos \n"
    assert [row[4] for row in rows(ask(data))] == ["", "preliminary", "forecast"]
    assert [row[4] for row in rows(ask(data, where={"Källa": "Prognos"}))] == ["forecast"]


def test_a_line_of_text_alone_is_a_note_and_no_figure(ask: Ask) -> None:
    answer = ask(f"{HEADER}13;2020;5\n;;\n\nKälla: SCB\n;Reviderad i mars;\n")
    assert len(rows(answer)) == 1
    assert isinstance(answer, Tidy)
    assert [note.sv for note in answer.notes] == ["Källa: SCB", "Reviderad i mars"]
    (sentence,) = told(ask(f"{HEADER}13;2020;5\n;;Källa: SCB\n"))[-1:]
    assert sentence.startswith("rad 3, kolumn Värde: ”Källa: SCB” är inget tal")


def test_a_year_without_a_figure_is_no_note(ask: Ask) -> None:
    answer = ask("År;Värde\n2020M01;5\n2020M02;\n", area="13", columns={"period": "År", "value": "Värde"})
    assert [row[1:] for row in rows(answer)] == [
        ("2020M01", "total", 5.0, ""),
        ("2020M02", "total", None, "missing"),
    ]


def test_a_decimal_comma_that_parts_two_fields_is_refused(ask: Ask) -> None:
    assert told(ask("Region,År,Värde\n13,2020,3\n13,2021,3,5\n"))[0].startswith(
        "rad 3, 4 fält, men rubrikraden har 3"
    )
    assert rows(ask('Region,År,Värde\n13,2020,3\n13,2021,"3,5",\n'))[1][3] == 3.5


def test_a_row_that_ends_early_has_nothing_in_its_last_cells(ask: Ask) -> None:
    assert rows(ask(f"{HEADER}13;2020;5\n13;2021\n"))[1][3:] == (None, "missing")


def test_a_table_without_a_row_is_refused(ask: Ask) -> None:
    assert told(ask(HEADER)) == ["det finns inga rader under rubrikerna"]
    assert told(ask(f"{HEADER};;\n\n")) == ["det finns inga rader under rubrikerna"]


def test_booleans_and_formulas_without_a_value_are_refused_as_figures(ask: Ask) -> None:
    data = workbook(("Region", "År", "Värde"), ("13", 2020, True), ("13", 2021, "=1+1"), ("13", 2022, "#N/A"))
    assert told(ask(data)) == [
        "rad 2, kolumn Värde: ”SANT” är inget tal",
        "rad 3, kolumn Värde: formeln =1+1 har inget uträknat värde; spara filen i ett kalkylprogram",
    ]


def test_all_faults_are_gathered_and_the_first_twenty_said(ask: Ask) -> None:
    data = HEADER + "".join(f"Utopia{at};{2000 + at};x\n" for at in range(33))
    answer = ask(data)
    assert isinstance(answer, FileRefused)
    assert len(answer.faults) == 66
    sentences = told(answer)
    assert len(sentences) == 21
    assert sentences[-1] == "66 fel i allt; här står de första 20"
    assert [sentence.split(", ")[0] for sentence in sentences[:4]] == ["rad 2", "rad 2", "rad 3", "rad 3"]


VALUES = st.none() | st.decimals(-(10**7), 10**7, allow_nan=False, places=4).map(
    lambda number: number.normalize() + Decimal(0)
)
TABLES = st.dictionaries(
    st.tuples(st.sampled_from([area.code for area in ALL]), st.integers(1900, 2100)), VALUES, min_size=1
)
MAPPING = {"area": "Område", "period": "År", "value": "Värde"}
INDICATOR = Indicator.model_validate(
    {
        "id": "x",
        "title": "X",
        "unit": "people",
        "better": "none",
        "source": {"file": "f.csv", "columns": MAPPING},
    }
)


def read_back(data: bytes, *, header: int) -> dict[tuple[str, int], float | None]:
    source = FileSource.model_validate({"file": "f.csv", "header": header, "columns": MAPPING})
    found = grid_of(data, sheet=None, header=header, names=column_names(source))
    table, _ = figures_of(found, indicator=INDICATOR, source=source)
    return {(row["area"], int(row["period"])): row["value"] for row in table.to_pylist()}


def floats(
    figures: dict[tuple[str, int], Decimal | None],
) -> dict[tuple[str, int], float | None]:
    return {cell: None if value is None else float(value) for cell, value in figures.items()}


@settings(max_examples=60, deadline=None)
@given(
    figures=TABLES,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "latin-1", "utf-16", "twice"]),
    delimiter=st.sampled_from(";\t,"),
    mark=st.sampled_from(",."),
    space=st.sampled_from(["", " ", "\u00a0"]),
    titles=st.integers(0, 3),
)
def test_figures_written_to_any_text_file_are_read_back(
    figures: dict[tuple[str, int], Decimal | None],
    encoding: str,
    delimiter: str,
    mark: str,
    space: str,
    titles: int,
) -> None:
    # Four decimals always: a comma before three digits, where commas part the fields, is doubtful.
    def written(value: Decimal | None) -> str:
        if value is None:
            return "--"
        return f"{value:,.4f}".replace(",", "\0").replace(".", mark).replace("\0", space)

    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([["Befolkning i länet, tusental; osäkra"]] * titles)
    writer.writerow(["Område", "År", "Värde", "Övrigt"])
    writer.writerows([code, year, written(value), "åäö"] for (code, year), value in figures.items())
    text = out.getvalue()
    data = text.encode().decode("latin-1").encode() if encoding == "twice" else text.encode(encoding)
    assert read_back(data, header=titles + 1) == floats(figures)


@settings(max_examples=30, deadline=None)
@given(figures=TABLES, as_text=st.booleans(), titles=st.integers(0, 3))
def test_figures_written_to_a_workbook_are_read_back(
    figures: dict[tuple[str, int], Decimal | None], as_text: bool, titles: int
) -> None:
    lines = [
        (
            code if as_text else int(code),
            str(year) if as_text else year,
            None if value is None else float(value),
        )
        for (code, year), value in figures.items()
    ]
    data = workbook(*[("Befolkning",)] * titles, ("Område", "År", "Värde"), *lines)
    assert read_back(data, header=titles + 1) == floats(figures)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text('13;,\t\n"År20Värde.-x', max_size=120).map(str.encode))
def test_random_bytes_give_figures_or_a_refusal(data: bytes) -> None:
    try:
        found = read_back("Område;År;Värde\n".encode() + data, header=1)
    except Refusal:
        return
    assert all(1700 <= year <= 2999 for _, year in found)
