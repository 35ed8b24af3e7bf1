"""Strategy files from the disk: what is read, what is refused, and that nothing else can happen."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from laget.core.canonical import canonical_bytes
from laget.core.strategy.faults import path_text
from laget.data.strategy_file import (
    LARGEST_FILE,
    PlacedFault,
    StrategyRefused,
    absent_versions,
    read_strategy,
)

HERE = Path(__file__).parent
GOOD = (HERE / "strategy.yaml").read_bytes()


def refusal(path: Path) -> StrategyRefused:
    with pytest.raises(StrategyRefused) as caught:
        read_strategy(path)
    return caught.value


def written(folder: Path, data: bytes | str) -> Path:
    file = folder / "strategi.yaml"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def faults_in(path: Path) -> tuple[PlacedFault, ...]:
    try:
        return read_strategy(path).warnings
    except StrategyRefused as refused:
        return refused.faults


def test_a_strategy_comes_with_the_line_of_everything_in_it() -> None:
    read = read_strategy(HERE / "strategy.yaml")

    assert read.document.strategy.version == 2
    assert read.folder == HERE
    assert read.places["targets", 0, "steps", "2027"] == 68
    assert read.warnings == ()


def test_json_says_the_same_as_yaml(tmp_path: Path) -> None:
    values = YAML(typ="safe").load(GOOD)
    file = tmp_path / "strategi.json"
    file.write_text(json.dumps(values, default=str), encoding="utf-8")

    assert read_strategy(file).document == read_strategy(HERE / "strategy.yaml").document


def test_a_fault_in_json_has_its_line(tmp_path: Path) -> None:
    values = YAML(typ="safe").load(GOOD)
    values["elements"][0]["level"] = "gaol"
    text = json.dumps(values, default=str, indent=1)

    (fault,) = refusal(written(tmp_path, text)).faults

    assert text.splitlines()[(fault.line or 0) - 1].strip() == '"level": "gaol",'


def test_the_canonical_document_is_a_strategy_file_and_comes_back_the_same(tmp_path: Path) -> None:
    canonical = canonical_bytes(read_strategy(HERE / "strategy.yaml").document)

    assert canonical_bytes(read_strategy(written(tmp_path, canonical)).document) == canonical


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    windows = b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")

    read = read_strategy(written(tmp_path, windows))

    assert read.document == read_strategy(HERE / "strategy.yaml").document
    assert read.places["targets", 0] == 68


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.decode()
        .replace('code: "13"', "code: 01")
        .replace("unit: percent", "unti: percent")  # the row cannot be read, but it is there
        .replace("id: t1,", "id: tå1,")  # the rows after it keep their places
        .replace("form: hold", "form: holld")
        .replace("follows: [utbildning]", "follows: [utbildning]\n    folows: 1")
        .replace("{id: t16, element: utbildning", "{id: t16, element: utbilding")
    )
    faults = refusal(written(tmp_path, text)).faults

    assert [(fault.line, path_text(fault.path), fault.severity) for fault in faults] == [
        (2, "region.code", "warning"),
        (38, "indicators[0].unit", "fault"),
        (40, "indicators[0].unti", "fault"),
        (43, "indicators[0].folows", "fault"),
        (69, "targets[0].id", "fault"),
        (71, "targets[2].form", "fault"),
        (84, "targets[15].area", "warning"),
        (84, "targets[15].element", "fault"),
    ]


def test_a_part_that_cannot_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    text = GOOD.decode().replace("elements:\n", "elements: hej\nlevels2:\n")

    assert [path_text(fault.path) for fault in refusal(written(tmp_path, text)).faults] == [
        "elements",
        "levels2",
    ]


def test_the_refusal_says_each_fault_on_a_line_of_its_own(tmp_path: Path) -> None:
    file = written(
        tmp_path, GOOD.decode().replace("level: goal", "level: x").replace("form: hold", "form: y")
    )
    refused = refusal(file)

    assert refused.said.sv.splitlines() == [fault.printed.sv for fault in refused.faults]
    assert refused.said.sv.startswith(f"{file}:19: elements[0].level: nivån ”x”")
    assert refused.said.en.startswith(f"{file}:19: elements[0].level: the level “x”")


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"", 1, "filen är tom"),
        (b"# bara en kommentar\n", 1, "filen är tom"),
        (b"- a\n- b\n", 1, "nycklar med värden"),
        (b"hej", 1, "nycklar med värden"),
        (b"format: laget/1\ntitel: M\xe5l\n", 2, "inte UTF-8"),
        (b"\xff\xfef\x00o\x00", 1, "inte UTF-8"),
        (b"a" * (LARGEST_FILE + 1), None, "större än 2 MB"),
        (b"a: 1\na: 2\n", 2, "står redan på rad 1"),
    ],
    ids=["empty", "a comment", "a list", "a word", "latin-1", "utf-16", "too large", "a key twice"],
)
def test_a_file_that_is_no_strategy_is_refused(
    tmp_path: Path, data: bytes, line: int | None, says: str
) -> None:
    faults = refusal(written(tmp_path, data)).faults

    assert any(fault.line == line and says in fault.said.sv for fault in faults)


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert (
        refusal(tmp_path / "ingen.yaml").said.sv == f"{tmp_path}/ingen.yaml: filen finns inte; rätta sökvägen"
    )
    assert "är en mapp" in refusal(tmp_path).said.sv
    assert "kan inte läsas" in refusal(tmp_path / ("x" * 300)).said.sv


def test_an_earlier_version_without_its_file_is_told(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    (warning,) = absent_versions(read_strategy(file))
    assert warning.printed.sv.startswith(
        f"{file}:85: varning: history[0].file: filen rus-2018.yaml finns inte"
    )

    (tmp_path / "rus-2018.yaml").touch()
    assert absent_versions(read_strategy(file)) == ()


def test_a_fault_is_printed_as_file_line_path_and_sentence() -> None:
    refused = refusal(Path("nowhere.yaml"))

    assert refused.faults == (PlacedFault("nowhere.yaml", None, (), refused.faults[0].said),)
    assert refused.said.en == "nowhere.yaml: there is no such file; correct the path"


PIECES = [
    b"\t",
    b"- ",
    b": ",
    b"{",
    b"]",
    b"&a ",
    b"*a",
    b"!!int ",
    b'"',
    b"|",
    b"---\n",
    b"\xe5",
    b"\x00",
    b"<<: ",
]
CUTS = st.tuples(st.integers(0, len(GOOD)), st.integers(0, 30), st.sampled_from([b"", *PIECES]))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CUTS, min_size=1, max_size=5))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    tmp_path: Path, cuts: list[tuple[int, int, bytes]]
) -> None:
    data = GOOD
    for start, length, instead in cuts:
        data = data[:start] + instead + data[start + length :]
    faults = faults_in(written(tmp_path, data))

    assert all(fault.said.sv != fault.said.en for fault in faults)


MISPLACED = st.sampled_from(
    [
        True,
        -1,
        1e300,
        "",
        " ",
        "1380",
        [],
        [1],
        [[]],
        {},
        {"sv": "x"},
        {"form": []},
        {"plan": 1},
        "\ud800",
        "50%",
    ]
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_value_anywhere_is_read_or_refused_in_the_words_of_the_format(
    tmp_path: Path, data: st.DataObject
) -> None:
    values = YAML(typ="safe").load(GOOD)
    for _ in range(data.draw(st.integers(1, 3))):
        part = values
        while True:
            keys = list(part) if isinstance(part, dict) else list(range(len(part)))
            key = data.draw(st.sampled_from(keys))
            if not part[key] or not isinstance(part[key], dict | list) or data.draw(st.booleans()):
                break
            part = part[key]
        part[key] = deepcopy(data.draw(MISPLACED))
    try:
        read_strategy(written(tmp_path, json.dumps(values, default=str)))
    except StrategyRefused as refused:
        for fault in refused.faults:
            assert fault.line is not None
            assert (
                "går inte att läsa här" not in fault.said.sv
            )  # no kind of fault is without its own sentence
            fault.printed.sv.encode()


def test_a_level_of_the_region_s_own_may_have_swedish_letters(tmp_path: Path) -> None:
    text = GOOD.decode().replace("delmal", "delmål")

    assert "delmål: {" in text
    assert faults_in(written(tmp_path, text)) == ()
