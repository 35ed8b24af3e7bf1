"""Drawings: what they say and never ask for, kept once, whole or not there, cleared when none wants them."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest

from laget.core.canonical import sha256
from laget.core.charts.chart import Chart
from laget.renders.draw import CannotDraw, clear_drawings, draw, drawings, keep, svg
from laget.ui.tokens import THEMES

Make = Callable[..., Chart]
SVG = "{http://www.w3.org/2000/svg}"
DAY = 86_400


def drawn(chart: Chart, *, folder: Path) -> str:
    wanted = drawings(chart).wide
    keep(wanted, folder=folder)
    found = svg(wanted.hash, folder=folder)
    assert found is not None
    return found.decode()


def test_a_drawing_says_what_it_is_to_who_does_not_see_it(made: Make, tmp_path: Path) -> None:
    chart = made()
    root = ElementTree.fromstring(drawn(chart, folder=tmp_path))  # noqa: S314 - our own
    assert (root.get("role"), root.get("lang")) == ("img", "sv")
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root.findtext(f"{SVG}title") == chart.title
    assert root.findtext(f"{SVG}desc") == chart.description


def test_a_drawing_asks_for_nothing_and_has_no_style_and_no_script(made: Make, tmp_path: Path) -> None:
    text = drawn(made(), folder=tmp_path)
    assert set(re.findall(r"https?://[^\"' <]+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(script|style|image|use|foreignObject)|\sstyle=|\son\w+=|href=|url\(", text)


def test_numbers_are_written_as_the_language_writes_them(made: Make, tmp_path: Path) -> None:
    assert "20\u202f000" in drawn(made(), folder=tmp_path)
    assert "20,000" in drawn(made(language="en"), folder=tmp_path)
    assert ">2020<" in drawn(made(), folder=tmp_path)


def test_light_and_dark_have_the_tokens_colours(made: Make) -> None:
    found = drawings(made())
    light, dark = found.wide.data.decode(), found.wide_dark.data.decode()
    assert THEMES["light"]["spruce"] in light
    assert THEMES["dark"]["spruce"] in dark
    assert THEMES["light"]["spruce"] != THEMES["dark"]["spruce"]
    assert "var(--" not in light + dark
    assert len({one.hash for one in found.all}) == 4


def test_a_title_that_looks_like_a_colour_stands_as_it_is(made: Make, tmp_path: Path) -> None:
    assert "var(--nothing)" in drawn(made("Andel var(--nothing)"), folder=tmp_path)


def test_a_drawing_has_the_size_its_page_leaves_it(made: Make, tmp_path: Path) -> None:
    found = drawings(made())
    for one, size in (
        (found.wide, (found.width, found.height)),
        (found.narrow, (found.narrow_width, found.narrow_height)),
    ):
        root = ElementTree.fromstring(draw(one.data))  # noqa: S314 - our own
        assert (root.get("width"), root.get("height")) == tuple(map(str, size))


def test_the_second_reader_is_given_what_was_drawn_for_the_first(made: Make, tmp_path: Path) -> None:
    text = drawn(made(), folder=tmp_path)
    name = drawings(made()).wide.hash
    written = (tmp_path / f"{name}.svg").stat().st_mtime_ns
    assert svg(name, folder=tmp_path) == text.encode()
    assert (tmp_path / f"{name}.svg").stat().st_mtime_ns == written


def test_what_no_page_wants_is_not_drawn(tmp_path: Path) -> None:
    assert svg("0" * 64, folder=tmp_path) is None
    assert svg("../secret", folder=tmp_path) is None


def test_a_half_written_wish_is_forgotten_so_that_the_next_page_writes_it(made: Make, tmp_path: Path) -> None:
    wanted = drawings(made()).wide
    (tmp_path / f"{wanted.hash}.json").write_bytes(wanted.data[:100])
    assert svg(wanted.hash, folder=tmp_path) is None
    keep(wanted, folder=tmp_path)
    assert svg(wanted.hash, folder=tmp_path) is not None


def test_two_who_draw_at_once_are_both_given_the_whole(made: Make, tmp_path: Path) -> None:
    wanted = drawings(made()).wide
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: keep(wanted, folder=tmp_path), range(8)))
        found = set(pool.map(lambda _: svg(wanted.hash, folder=tmp_path), range(4)))
    assert found == {draw(wanted.data)}
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".svg"]


SCRIPT = """
import sys
from pathlib import Path
from laget.renders.draw import svg
sys.stdout.buffer.write(svg(sys.argv[1], folder=Path(sys.argv[2])))
"""


def drawing_process(name: str, folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", SCRIPT, name, str(folder)], stdout=subprocess.PIPE)


def test_two_processes_write_the_same_bytes(made: Make, tmp_path: Path) -> None:
    wanted = drawings(made()).wide
    keep(wanted, folder=tmp_path)
    with drawing_process(wanted.hash, tmp_path) as one, drawing_process(wanted.hash, tmp_path) as other:
        first, second = one.communicate()[0], other.communicate()[0]
    assert first == second == (tmp_path / f"{wanted.hash}.svg").read_bytes()


DYING = """
import os, sys
from pathlib import Path
from laget.renders import draw
def dies(handle):  # half is on its way to the disk
    os._exit(9)
os.fsync = dies
draw.svg(sys.argv[1], folder=Path(sys.argv[2]))
"""


def test_who_is_killed_half_way_leaves_no_drawing_and_the_next_draws_it(made: Make, tmp_path: Path) -> None:
    wanted = drawings(made()).wide
    keep(wanted, folder=tmp_path)
    died = subprocess.run([sys.executable, "-c", DYING, wanted.hash, str(tmp_path)], check=False)
    assert died.returncode == 9
    assert [path.suffix for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == [".tmp"]
    assert not (tmp_path / f"{wanted.hash}.svg").exists()
    assert svg(wanted.hash, folder=tmp_path) == draw(wanted.data)
    clear_drawings(tmp_path, now=time.time() + 2 * DAY)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".svg"]


def test_what_no_page_has_shown_for_long_is_cleared_and_what_is_shown_stays(
    made: Make, tmp_path: Path
) -> None:
    old, new = drawings(made()).wide, drawings(made("Ett annat mått")).wide
    for one in (old, new):
        keep(one, folder=tmp_path)
        svg(one.hash, folder=tmp_path)
        long_ago = time.time() - 90 * DAY
        os.utime(tmp_path / f"{one.hash}.json", (long_ago, long_ago))
    keep(new, folder=tmp_path)  # a page shows it today
    assert clear_drawings(tmp_path, now=time.time()) == 2
    assert {path.stem for path in tmp_path.iterdir()} == {new.hash}
    assert clear_drawings(tmp_path, now=time.time()) == 0
    assert clear_drawings(tmp_path / "none", now=time.time()) == 0


def test_what_the_library_refuses_is_said(made: Make) -> None:
    wanted = drawings(made()).wide.data
    with pytest.raises(CannotDraw):
        draw(wanted.replace(b'"type":"line"', b'"type":"no such mark"'))


def test_a_name_is_the_hash_of_all_that_is_drawn(made: Make) -> None:
    wanted = drawings(made())
    assert all(sha256(one.data) == one.hash for one in wanted.all)
    assert drawings(made()).wide.hash == wanted.wide.hash
    assert drawings(made("Ett annat mått")).wide.hash != wanted.wide.hash
