"""JSON-stat as PxWeb writes it, in each of its forms."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from laget.data.sources.pxweb.cube import Cube, Description

CODES = {"Region": {"13": "Hallands län"}, "Tid": {"2024": "2024", "2025": "2025", "2026": "2026"}}


def test_the_real_cube_is_read_in_its_own_shape(real: Path) -> None:
    cube = Cube.model_validate_json((real / "scb" / "TAB6471_data.json").read_bytes())
    assert cube.figures.shape == (21, 11, 3, 1, 4)
    # SCB, TAB6471: Hallands län, 30-39 år, totalt, april 2026
    halland, thirty = cube.dimension["Region"].codes.index("13"), cube.dimension["Alder"].codes.index("30-39")
    assert cube.figures[halland, thirty, 0, 0, 3] == 42547
    assert not np.isnan(cube.figures).any()


def test_the_real_cubes_mandatory_notes_are_found(real: Path) -> None:
    notes = Cube.model_validate_json((real / "scb" / "TAB6471_data.json").read_bytes()).mandatory_notes()
    assert len(notes) == 5  # four of the table, one of its ages
    assert notes[0].sv.startswith(
        "Från och med referensåret 2025 och framåt är en liten kontrollerad slumpmässig"
    )
    assert notes[4].sv.startswith("Med ålder avses uppnådd ålder vid årets slut")
    assert "\r" not in "".join(note.sv for note in notes)


@pytest.mark.parametrize("value", [[1, None, 3.5], {"0": 1, "2": 3.5}, {"0": 1, "1": None, "2": 3.5}])
@pytest.mark.parametrize("status", [[None, "..", None], {"1": ".."}, ["", "..", ""]])
def test_values_and_marks_are_read_as_a_list_or_by_place(
    described: Callable[..., dict[str, Any]], value: Any, status: Any
) -> None:
    cube = Cube.model_validate(described(**CODES) | {"value": value, "status": status})
    np.testing.assert_array_equal(cube.figures, [[1, np.nan, 3.5]])
    assert cube.marks.tolist() == [["", "..", ""]]


def test_one_mark_may_stand_for_all(described: Callable[..., dict[str, Any]]) -> None:
    cube = Cube.model_validate(described(**CODES) | {"value": [None, None, None], "status": ":"})
    assert cube.marks.tolist() == [[":", ":", ":"]]


@pytest.mark.parametrize("index", [["13", "14"], {"14": 1, "13": 0}])
def test_codes_stand_in_the_order_of_their_index(
    described: Callable[..., dict[str, Any]], index: Any
) -> None:
    payload = described(Region={"13": "Hallands län", "14": "Västra Götalands län"}, Tid={"2025": "2025"})
    payload["dimension"]["Region"]["category"]["index"] = index
    assert Description.model_validate(payload).dimension["Region"].codes == ("13", "14")


def test_a_single_code_may_lack_an_index(described: Callable[..., dict[str, Any]]) -> None:
    payload = described(Region={"13": "Hallands län"}, Tid={"2025": "2025"})
    del payload["dimension"]["Region"]["category"]["index"]
    assert Description.model_validate(payload).dimension["Region"].codes == ("13",)


def test_what_is_null_is_as_if_it_were_not_there(described: Callable[..., dict[str, Any]]) -> None:
    payload = described(**CODES) | {"note": None, "updated": None, "extension": None, "value": [1, 2, 3]}
    payload["dimension"]["Region"]["extension"] = {"elimination": None, "codelists": None}
    cube = Cube.model_validate(payload)
    assert (cube.note, cube.updated, cube.mandatory_notes()) == ((), None, ())


def test_a_note_on_a_code_is_told_with_the_code(described: Callable[..., dict[str, Any]]) -> None:
    payload = described(**CODES) | {"value": [1, 2, 3]}
    payload["dimension"]["Tid"]["category"]["note"] = {"2025": ["Ny metod.", "Mindre viktigt."]}
    payload["dimension"]["Tid"]["extension"]["categoryNoteMandatory"] = {"2025": {"0": True, "1": False}}
    assert [note.sv for note in Cube.model_validate(payload).mandatory_notes()] == ["2025: Ny metod."]


@pytest.mark.parametrize(
    "change",
    [
        {"value": [1, 2]},
        {"value": {"3": 1}},
        {"value": [1, 2, "many"]},
        {"value": [1, 2, float("inf")]},
        {"size": [1, 4], "value": [1, 2, 3, 4]},
        {"size": [3], "value": [1, 2, 3]},
        {"id": ["Region", "Alder"], "value": [1, 2, 3]},
    ],
)
def test_a_cube_that_disagrees_with_itself_is_refused(
    described: Callable[..., dict[str, Any]], change: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        Cube.model_validate(described(**CODES) | change)
