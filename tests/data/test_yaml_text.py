"""YAML and JSON as plain values, with lines, and without a way to harm the reader."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.data import yaml_text
from laget.data.yaml_text import DEEPEST, MOST_VALUES, UnreadableText, plain_values

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
VALUES = st.recursive(
    st.booleans() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_json_is_read_as_json_is_written(value: object, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)

    assert plain_values(text).value == value


def test_a_number_keeps_the_digits_it_was_written_with() -> None:
    read = plain_values("codes: [01, 4.10, 2024-06-12, 1_000, 0x1f, yes]").value["codes"]

    assert [getattr(value, "written", value) for value in read] == [
        "01", "4.10", "2024-06-12", "1_000", "0x1f", "yes",
    ]  # fmt: skip
    assert read[:2] == [1, 4.1]
    assert (read[0].path, read[1].path) == (("codes", 0), ("codes", 1))


def test_each_key_and_item_has_its_line() -> None:
    read = plain_values("a: 1\nb:\n  - c: 2\n    d:\n      - 3\n  - {e: 4}\n")

    assert read.lines == {
        (): 1, ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 0, "c"): 3, ("b", 0, "d"): 4,
        ("b", 0, "d", 0): 5, ("b", 1): 6, ("b", 1, "e"): 6,
    }  # fmt: skip


def test_a_key_without_a_value_is_as_good_as_none_but_has_its_line() -> None:
    read = plain_values("a:\nb: ~\nc: null\nd: ''\n")

    assert read.value == {"d": ""}
    assert read.lines["c",] == 3


def test_a_key_that_stands_twice_is_told_and_the_first_holds() -> None:
    read = plain_values("a: 1\nb: {c: 1, c: 2}\na: 3\n")

    assert read.value == {"a": 1, "b": {"c": 1}}
    assert [(line, fault.path, fault.said.sv) for line, fault in read.faults] == [
        (2, ("b", "c"), "”c” står redan på rad 2; ta bort den ena"),
        (3, ("a",), "”a” står redan på rad 1; ta bort den ena"),
    ]


def test_what_is_repeated_with_an_alias_is_read_at_each_place() -> None:
    read = plain_values("a: &x {b: 1}\nc: *x\n")

    assert read.value == {"a": {"b": 1}, "c": {"b": 1}}
    assert read.lines["c", "b"] == 1


def test_a_few_lines_that_stand_for_endlessly_many_are_refused() -> None:
    laughs = "a0: &a0 [ha, ha]\n" + "".join(
        f"a{step}: &a{step} [{', '.join([f'*a{step - 1}'] * 9)}]\n" for step in range(1, 10)
    )
    with pytest.raises(UnreadableText, match=str(MOST_VALUES)):
        plain_values(laughs)


def test_a_text_with_too_many_values_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "MOST_VALUES", 50)

    with pytest.raises(UnreadableText, match="stands for more than"):
        plain_values("[" + "1,\n" * 60 + "@")  # the letter at its end would be told of if it were reached


@pytest.mark.parametrize(
    "text",
    ["&a [*a]", "[" * 40 + "]" * 40, "{a: " * 5000 + "}" * 5000, "[" * 100_000],
    ids=["an anchor in itself", "40 lists", "5,000 mappings", "100,000 brackets"],
)
def test_what_is_nested_without_end_is_refused(text: str) -> None:
    with pytest.raises(UnreadableText, match=f"deeper than {DEEPEST}"):
        plain_values(text)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\n\tb: 2\n", 2, "en tabb"),
        ("a: 1\nb: c: d\n", 2, "ett kolon som inte väntades"),
        ("a: 1\nb: 50% av: allt\n", 2, "ett kolon som inte väntades"),
        ("a:\n  - 1\n - 2\n", 3, "indraget"),
        ("a: 'b\nc: 1\n", 3, "citattecknet"),
        ('a: "\\q"\n', 1, "citattecknet"),
        ("a: [1, 2\nb: 3\n", 2, "listan eller posten avslutas inte"),
        ("a: {b: 1\n", 2, "listan eller posten avslutas inte"),
        ("a: *b\n", 1, "* pekar på något"),
        ("a: @b\n", 1, "betyder något i YAML"),
        ("a: `b`\n", 1, "betyder något i YAML"),
        ("a: %b\n", 1, "betyder något i YAML"),
        ("a: 1\nb\nc: 2\n", 3, "saknar kolon"),
        ("a: 1\n---\nb: 2\n", 2, "flera dokument"),
        ("a: 1\nb: \x07\n", 2, "inte går att skriva ut"),
        ('a: "\\UFFFFFFFF"\n', None, "går inte att läsa som YAML"),
        ("%YAML 9.9\n---\na: 1\n", 1, "går inte att läsa som YAML"),
        ("-\n%YAML 9.9", None, "går inte att läsa som YAML"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(text: str, line: int | None, says: str) -> None:
    with pytest.raises(UnreadableText) as caught:
        plain_values(text)

    assert caught.value.line == line
    assert says in caught.value.said.sv
    assert caught.value.said.sv != caught.value.said.en


@pytest.mark.parametrize("text", ["a: !!python/object:os.system x", "a: !!binary aGVq", "!!set {a, b}"])
def test_a_tag_is_told_and_does_nothing(text: str) -> None:
    assert [(line, told.said.sv.split()[0]) for line, told in plain_values(text).faults] == [(1, "taggen")]


def test_a_key_that_is_a_list_is_told() -> None:
    read = plain_values("a: 1\n? [b]\n: 2\n")

    assert read.value == {"a": 1}
    assert [(line, told.said.en) for line, told in read.faults] == [
        (2, "a key must be a word, no list and no row")
    ]


@given(
    st.lists(
        st.sampled_from([*"ab:-?[]{},&*!|>'\"%@#~\\ \n\t", "- ", ": ", "---\n", "!!int ", "%YAML 9.9\n"])
    )
)
def test_any_text_is_read_or_refused_in_words(parts: list[str]) -> None:
    try:
        lines = plain_values("".join(parts)).lines
    except UnreadableText as refused:
        sentence = refused.said
    else:
        assert not lines or min(lines.values()) >= 1
        return
    assert sentence.sv != sentence.en


def test_an_anchor_may_be_used_again() -> None:
    assert plain_values("[&a 1, &a 2, *a]").value == [1, 2, 2]
