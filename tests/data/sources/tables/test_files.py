"""The files beside a strategy as one source: what is kept of each, and what one fault leaves whole."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from laget.core.strategy.indicator import Indicator
from laget.core.words.said import Refusal, Said
from laget.data.sources.source import Kept, Source, Tidy, Wanted
from laget.data.sources.tables import files as module
from laget.data.sources.tables.files import FileRefused, Files

COLUMNS = {"area": "Region", "period": "År", "value": "Värde"}
TABLE = "Region;År;Värde;Kön;Antal\n13;2020;5;Totalt;7\n1380;2020;6;Totalt;8\n".encode()


class NoneKept:
    def answer(self, request: str, /) -> tuple[bytes, datetime] | None:
        raise AssertionError(request)

    def keep(self, request: str, answer: bytes, /) -> None:
        raise AssertionError(request, answer)


def indicator(name: str, *, unit: str = "people", invented: bool = False, **source: Any) -> Indicator:
    source = {"file": "figures.csv", "columns": COLUMNS, **source}
    return Indicator.model_validate(
        {"id": name, "title": "X", "unit": unit, "better": "none", "source": source, "invented": invented}
    )


def fetched(
    folder: Path, *indicators: Indicator, areas: tuple[str, ...] = ("13",)
) -> dict[str, Tidy | Refusal]:
    kept: Kept = NoneKept()
    source: Source = Files(folder)
    told: list[tuple[int, int]] = []
    wanted = [Wanted(one, areas) for one in indicators]
    answers = list(
        source.fetch(wanted, kept=kept, progress=lambda done, planned: told.append((done, planned)))
    )
    assert told == [(done, len(wanted)) for done in range(1, len(wanted) + 1)]
    assert len(answers) == len(wanted)
    return dict(answers)


def one(folder: Path, **source: Any) -> Tidy:
    answer = fetched(folder, indicator("x", **source), areas=("00", "13", "1380", "1381"))["x"]
    assert isinstance(answer, Tidy), answer
    return answer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table in figures.csv."""
    (tmp_path / "figures.csv").write_bytes(TABLE)
    return tmp_path


def test_the_bytes_the_reading_and_the_missing_areas_are_kept(folder: Path) -> None:
    tidy = one(folder)
    assert [answer.body for answer in tidy.answers] == [TABLE]
    assert tidy.request == Said("filen figures.csv (UTF-8, semikolon)", "file figures.csv (UTF-8, semicolon)")
    assert tidy.answers[0].kept_since is None
    assert (tidy.missing, tidy.silent) == (("00", "1381"), ())
    assert tidy.table["indicator"].to_pylist() == ["x", "x"]


def test_all_areas_of_the_file_are_read_also_those_that_were_not_asked_for(folder: Path) -> None:
    answer = fetched(folder, indicator("x"), areas=("13",))["x"]
    assert isinstance(answer, Tidy)
    assert answer.table["area"].to_pylist() == ["13", "1380"]


def test_the_source_line_says_what_the_mapping_says_of_the_origin(folder: Path) -> None:
    plain = one(folder)
    assert plain.source == Said(sv="Källa: figures.csv", en="Source: figures.csv")
    assert (plain.publisher, plain.licence, plain.publisher_updated) == ("figures.csv", "", None)
    full = one(
        folder,
        publisher="SCB",
        title="Folkmängd",
        address="https://www.scb.se",
        published="2024-03-15",
        licence="CC0",
    )
    assert full.source.sv == "Källa: SCB, Folkmängd, https://www.scb.se"
    assert full.worked.sv == "Källa: SCB, Folkmängd, https://www.scb.se, egen bearbetning"
    assert full.worked.en == "Source: SCB, Folkmängd, https://www.scb.se, worked on by us"
    assert (full.publisher, full.licence, full.publisher_updated) == ("SCB", "CC0", "2024-03-15")


def test_an_invented_series_names_no_source(folder: Path) -> None:
    answer = fetched(folder, indicator("x", invented=True))["x"]
    assert isinstance(answer, Tidy)
    assert answer.source == Said(sv="Påhittade siffror (figures.csv)", en="Invented figures (figures.csv)")


def test_one_file_serves_several_indicators_and_is_read_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def counting(name: str) -> Callable[..., Any]:
        real = getattr(module, name)

        def count(*args: Any, **more: Any) -> Any:
            seen.append(name)
            return real(*args, **more)

        return count

    for name in ("read_bytes", "read_text"):
        monkeypatch.setattr(module, name, counting(name))
    count = indicator("b", columns={**COLUMNS, "value": "Antal"})
    answers = fetched(folder, indicator("a"), count, indicator("c", where={"Kön": "Totalt"}))
    assert seen == ["read_bytes", "read_text"]
    tables = [answer.table["value"].to_pylist() for answer in answers.values() if isinstance(answer, Tidy)]
    assert tables == [[5.0, 6.0], [7.0, 8.0], [5.0, 6.0]]


def test_one_fault_leaves_the_other_indicators_and_files_whole(folder: Path) -> None:
    (folder / "other.csv").write_bytes(b"\x00\x01")
    answers = fetched(
        folder,
        indicator("fine"),
        indicator("no_column", columns={**COLUMNS, "value": "Varde"}),
        indicator("impossible", unit="percent", columns={**COLUMNS, "value": "År"}),
        indicator("no_text", file="other.csv"),
        indicator("no_file", file="saknas.csv"),
        indicator("also_fine", columns={**COLUMNS, "value": "Antal"}),
    )
    assert isinstance(answers["fine"], Tidy)
    assert isinstance(answers["also_fine"], Tidy)
    told = {name: answer.said.sv for name, answer in answers.items() if isinstance(answer, FileRefused)}
    assert told == {
        "no_column": "figures.csv: kolumnen Varde finns inte, menas Värde? "
        "Kolumner som finns: Region, År, Värde, Kön, Antal",
        "impossible": "figures.csv, rad 2, kolumn År: 2020 är inte möjligt i enheten percent: 0 till 100\n"
        "figures.csv, rad 3, kolumn År: 2020 är inte möjligt i enheten percent: 0 till 100",
        "no_text": "other.csv: filen är varken text (CSV) eller en arbetsbok (XLSX)",
        "no_file": "saknas.csv: filen finns inte",
    }


def test_a_workbook_is_known_by_its_bytes_and_not_by_its_name(folder: Path, real: Path) -> None:
    (folder / "figures.csv").write_bytes((real / "files" / "byggande.xlsx").read_bytes())
    columns = {"area": "region", "period": "ar_kvartal", "group": "hustyp", "value": "Antal"}
    assert (
        one(folder, columns=columns, sheet="Bygglov").request.en == "file figures.csv (XLSX, sheet Bygglov)"
    )


def test_a_text_that_begins_as_a_workbook_does_is_a_text(folder: Path) -> None:
    (folder / "figures.csv").write_bytes(b"PK;" + TABLE.replace(b"\n", b"\n;").removesuffix(b";"))
    assert one(folder).table["value"].to_pylist() == [5.0, 6.0]


def test_the_root_may_be_wider_than_the_folder(folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    wanted = [Wanted(indicator("x", file="../figures.csv"), ("13",))]
    for root, kind in ((None, FileRefused), (folder, Tidy)):
        files = Files(inner, root=root)
        ((_, answer),) = files.fetch(wanted, kept=NoneKept(), progress=lambda _done, _planned: None)
        assert isinstance(answer, kind)


def test_an_indicator_that_comes_from_no_file_is_a_mistake_of_the_caller(folder: Path) -> None:
    other = Indicator.model_validate(
        {
            "id": "x",
            "title": "X",
            "unit": "percent",
            "better": "none",
            "source": {"publisher": "kolada", "kpi": "N01982"},
        }
    )
    with pytest.raises(TypeError, match="x does not come from a file"):
        fetched(folder, other)
