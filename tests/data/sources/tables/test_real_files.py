"""Every real file is read as it stands, beside a reading that knows only zip, XML and csv."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from laget.core.words.said import Refusal
from laget.data.sources.source import Tidy

Ask = Callable[..., Tidy | Refusal]
Figures = dict[tuple[str, str, str], tuple[float | None, str]]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MONTHS = [
    "Januari", "Februari", "Mars", "April", "Maj", "Juni",
    "Juli", "Augusti", "September", "Oktober", "November", "December",
]  # fmt: skip
HALLAND = {
    "Riket": "00", "Hallands län": "13", "Hylte": "1315", "Halmstad": "1380", "Laholm": "1381",
    "Falkenberg": "1382", "Varberg": "1383", "Kungsbacka": "1384",
}  # fmt: skip


def sheet(path: Path, number: int = 1) -> list[dict[str, str]]:
    """Return the raw text of a sheet's cells, row by row, by column letter."""
    with zipfile.ZipFile(path) as archive:
        strings = []
        if "xl/sharedStrings.xml" in archive.namelist():
            shared = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314
            strings = ["".join(part.text or "" for part in item.iter(f"{MAIN}t")) for item in shared]
        tree = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314
    rows = []
    for row in tree.iter(f"{MAIN}row"):
        cells = {}
        for cell in row:
            letter = (cell.get("r") or "").rstrip("0123456789")
            value = cell.find(f"{MAIN}v")
            if cell.get("t") == "inlineStr":
                cells[letter] = "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
            elif value is not None and value.text is not None:
                cells[letter] = strings[int(value.text)] if cell.get("t") == "s" else value.text
        rows.append(cells)
    return rows


def lines(path: Path) -> list[dict[str, str]]:
    """Return a UTF-8 file's rows by column name."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


def figures(answer: Tidy | Refusal) -> Figures:
    assert isinstance(answer, Tidy), answer
    return {
        (row["area"], row["period"], row["group"]): (row["value"], row["status"])
        for row in answer.table.to_pylist()
    }


@pytest.mark.parametrize(
    ("file", "times_encoded", "rows"),
    [("Bolagsverket_2024_03_15.csv", 2, 50), ("Bolagsverket_2024_12_11.csv", 1, 59)],
)
def test_new_companies_are_read_in_every_legal_form_however_often_the_file_was_encoded(
    real: Path, ask_real: Ask, file: str, times_encoded: int, rows: int
) -> None:
    text = (real / "files" / file).read_bytes().decode()
    for _ in range(times_encoded - 1):
        text = text.encode("latin-1").decode()
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    forms = list(table[0])[3:]
    assert len(forms) == 26
    assert len(table) == rows
    for form in forms:
        answer = ask_real(file, columns={"area": "Län", "year": "År", "month": "Månad", "value": form})
        assert figures(answer) == {
            (row["Län"], f"{row['År']}M{int(row['Månad']):02}", "total"): (float(row[form]), "")
            for row in table
        }


@pytest.mark.parametrize(
    ("column", "letter"), [("Antal hushåll", "C"), ("Utbetalt ekonomiskt bistånd tkr", "D")]
)
def test_two_dashes_in_the_middle_of_a_series_are_missing_and_no_nought(
    real: Path, ask_real: Ask, column: str, letter: str
) -> None:
    file = "Socialstyrelsen_2025_01_31.xlsx"
    columns = {"year": "År", "month": "Månad", "value": column}
    answer = ask_real(file, header=2, area="20", columns=columns)
    raw = [row for row in sheet(real / "files" / file)[2:] if row]
    expected: Figures = {}
    for row in raw:
        key = "20", f"{row['A']}M{MONTHS.index(row['B']) + 1:02}", "total"
        missing = row[letter] == "--"
        expected[key] = (None, "missing --") if missing else (float(row[letter]), "")
    assert figures(answer) == expected
    assert len(expected) == 132
    holes = [period for (_, period, _), (value, _) in expected.items() if value is None]
    assert holes
    assert min(expected)[1] < holes[0] < max(expected)[1]


@pytest.mark.parametrize(("date", "rows", "last"), [("2024_04_10", 52, 447.0), ("2024_08_21", 53, 414.0)])
def test_columns_without_a_name_are_found_by_number(
    real: Path, ask_real: Ask, date: str, rows: int, last: float
) -> None:
    file = f"Tillvaxtananalys_{date}.xlsx"
    answer = ask_real(file, header=3, unit="firms", columns={"period": 1, "area": 2, "value": 3})
    assert figures(answer) == {
        ("20", row["A"], "total"): (float(row["C"]), "") for row in sheet(real / "files" / file) if "B" in row
    }
    assert len(figures(answer)) == rows
    assert figures(answer)["20", "2023Q4", "total"] == (last, "")


def test_groups_by_birth_and_months_are_read(real: Path, ask_real: Ask) -> None:
    file = "andel_arblosa_2020M01_2022M12.xlsx"
    born = {"inrikes född": "born_in_sweden", "utrikes född": "born_abroad"}
    columns = {"area": "regionkod", "period": "tid", "group": "födelseregion", "value": "andel"}
    answer = ask_real(file, unit="percent", columns=columns, groups=born)
    assert figures(answer) == {
        (row["B"], row["A"], born[row["E"]]): (float(row["F"]), "")
        for row in sheet(real / "files" / file)[1:]
    }
    assert len(figures(answer)) == 36 * 17 * 2
    assert figures(answer)["2085", "2022M12", "born_abroad"] == (19.3, "")
    by_name = {"area": "region", "year": "år", "month": "månad", "group": "födelseregion", "value": "andel"}
    assert figures(ask_real(file, unit="percent", columns=by_name)) == figures(answer)


def test_a_sheet_that_claims_to_be_one_cell_is_read_whole(real: Path, ask_real: Ask) -> None:
    file = "arbetsloshet_kommun.xlsx"
    answer = ask_real(
        file, unit="percent", columns={"area": "region_kod", "period": "månad", "value": "value"}
    )
    assert figures(answer) == {
        (row["A"], row["G"], "total"): (float(row["H"]), "") for row in sheet(real / "files" / file)[1:]
    }
    assert len(figures(answer)) == 15


def test_counties_are_the_same_by_code_and_by_names_that_are_also_municipalities(
    real: Path, ask_real: Ask
) -> None:
    file = "arbetsmarknadsstatus_lan.xlsx"
    by_code = {"area": "regionkod", "period": "år", "value": "arbetslöshet"}
    answer = ask_real(file, unit="percent", columns=by_code)
    assert figures(answer) == {
        (row["A"], row["F"], "total"): (float(row["G"]), "") for row in sheet(real / "files" / file)[1:]
    }
    assert len(figures(answer)) == 22 * 3
    by_name = {**by_code, "area": "region"}
    assert figures(ask_real(file, unit="percent", columns=by_name)) == figures(answer)


@pytest.mark.parametrize(
    ("name", "number", "value", "letters", "rows"),
    [
        ("Nybyggnation", 1, "Paborjade", ("B", "D", "G"), 392),
        ("Nybyggnation", 1, "Fardigstallda", ("B", "E", "G"), 392),
        ("Bygglov", 2, "Antal", ("B", "D", "F"), 448),
    ],
)
def test_a_sheet_is_chosen_by_name_and_a_quarter_read_whole_or_in_two_columns(
    real: Path, ask_real: Ask, name: str, number: int, value: str, letters: tuple[str, str, str], rows: int
) -> None:
    house, figure, quarter = letters
    by_period = {"area": "region", "period": "ar_kvartal", "group": "hustyp", "value": value}
    answer = ask_real("byggande.xlsx", sheet=name, columns=by_period)
    raw = sheet(real / "files" / "byggande.xlsx", number)[1:]
    assert figures(answer) == {
        ("20", row[quarter].replace("K", "Q"), row[house]): (float(row[figure]), "") for row in raw
    }
    assert len(figures(answer)) == rows
    in_two = {"area": "region", "year": "ar", "quarter": "kvartal", "group": "hustyp", "value": value}
    assert figures(ask_real("byggande.xlsx", sheet=name, columns=in_two)) == figures(answer)
    alone = {key: value for key, value in by_period.items() if key != "group"}
    small = ask_real("byggande.xlsx", sheet=name, columns=alone, where={"hustyp": "småhus"})
    assert figures(small) == {
        (area, period, "total"): seen
        for (area, period, group), seen in figures(answer).items()
        if group == "småhus"
    }


@pytest.mark.parametrize("value", [7, "Hälsa efter region, kön och år. Andel"])
def test_four_years_together_and_a_share_among_its_interval_are_read(
    real: Path, ask_real: Ask, value: int | str
) -> None:
    columns = {"area": "regionkod", "period": "År", "group": "Kön", "value": value}
    where = {"Andel och konfidensintervall": "Andel"}
    answer = ask_real("test_fohm.xlsx", unit="percent", columns=columns, where=where)
    raw = sheet(real / "files" / "test_fohm.xlsx")[1:]
    assert figures(answer) == {(row["A"], "2021-2024", "total"): (float(row["G"]), "") for row in raw}
    assert len(figures(answer)) == 16


@pytest.mark.parametrize("column", ["Folkmängd", "Förändring"])
def test_what_comes_after_the_last_outcome_is_a_forecast(real: Path, ask_real: Ask, column: str) -> None:
    answer = ask_real(
        "befolkningsdata.csv",
        columns={"area": "Region", "period": "År", "value": column},
        outcomes_to=2025,
    )
    expected: Figures = {}
    for row in lines(real / "files" / "befolkningsdata.csv"):
        status = "forecast" if int(row["År"]) > 2025 else ""
        value: tuple[float | None, str] = (
            (None, "missing NA") if row[column] == "NA" else (float(row[column]), status)
        )
        expected[HALLAND[row["Region"]], row["År"], "total"] = value
    assert figures(answer) == expected
    assert len(expected) == 8 * 41


def test_ages_become_groups_or_are_chosen(real: Path, ask_real: Ask) -> None:
    columns = {"area": "Region", "period": "År", "group": "Åldersgrupp", "value": "Befolkning"}
    answer = ask_real("aldersstrukturer.csv", columns=columns, outcomes_to=2025)
    expected = {
        (HALLAND[row["Region"]], row["År"], row["Åldersgrupp"]): (
            float(row["Befolkning"]),
            "forecast" if int(row["År"]) > 2025 else "",
        )
        for row in lines(real / "files" / "aldersstrukturer.csv")
    }
    assert figures(answer) == expected
    assert len(expected) == 288
    alone = {key: value for key, value in columns.items() if key != "group"}
    old = ask_real("aldersstrukturer.csv", columns=alone, where={"Åldersgrupp": "80+ år"}, outcomes_to=2025)
    assert figures(old) == {
        (area, period, "total"): seen for (area, period, group), seen in expected.items() if group == "80+ år"
    }


@pytest.mark.parametrize(
    ("file", "variables", "areas"),
    [
        ("fodelsenetto.csv", ("Födda", "Döda", "Födelsenetto"), 8),
        ("inrikesflyttningar.csv", ("Inrikes inflyttade", "Inrikes utflyttade", "Inrikes flyttnetto"), 7),
        ("utrikesflyttningar.csv", ("Invandring", "Utvandring", "Utrikes flyttnetto"), 8),
    ],
)
def test_a_row_that_says_prognos_is_a_forecast_without_being_told(
    real: Path, ask_real: Ask, file: str, variables: tuple[str, ...], areas: int
) -> None:
    columns = {"area": "Region", "period": "År", "value": "Värde"}
    for variable in variables:
        answer = ask_real(file, columns=columns, where={"Variabel": variable})
        chosen = [row for row in lines(real / "files" / file) if row["Variabel"] == variable]
        assert figures(answer) == {
            (HALLAND[row["Region"]], row["År"], "total"): (
                float(row["Värde"]),
                "forecast" if row["datakalla"] == "prognos" else "",
            )
            for row in chosen
        }
        assert len(figures(answer)) == areas * 41


def test_no_real_file_is_left_out(real: Path) -> None:
    tried = {
        "Bolagsverket_2024_03_15.csv", "Bolagsverket_2024_12_11.csv", "Socialstyrelsen_2025_01_31.xlsx",
        "Tillvaxtananalys_2024_04_10.xlsx", "Tillvaxtananalys_2024_08_21.xlsx",
        "andel_arblosa_2020M01_2022M12.xlsx", "arbetsloshet_kommun.xlsx", "arbetsmarknadsstatus_lan.xlsx",
        "byggande.xlsx", "test_fohm.xlsx", "befolkningsdata.csv", "aldersstrukturer.csv", "fodelsenetto.csv",
        "inrikesflyttningar.csv", "utrikesflyttningar.csv",
    }  # fmt: skip
    assert {path.name for path in (real / "files").iterdir()} == tried
