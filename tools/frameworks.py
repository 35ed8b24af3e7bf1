"""Writes the modules of laget/core/frameworks into a folder: python tools/frameworks.py laget/core/frameworks

They are made from the tables beside this file, in frameworks/. A table has a head of lines `# key: value` and
then a row for each item: code, the code it stands within, Swedish title, English title, with tabs between.
"""

import subprocess
import sys
import textwrap
from pathlib import Path

TABLES = Path(__file__).parent / "frameworks"


def prose(text: str) -> str:
    """Return a text of any length as string literals that together are the text."""
    lines = textwrap.wrap(text, width=90, break_long_words=False, break_on_hyphens=False)
    return "(" + "\n".join(repr(f"{line} ") for line in lines[:-1]) + f" {lines[-1]!r})"


def module(table: Path) -> str:
    """Return the whole text of a framework's module, as the formatter leaves it."""
    lines = table.read_text(encoding="utf-8").splitlines()
    head = dict(line[2:].split(": ", maxsplit=1) for line in lines if line.startswith("# "))
    rows = (line.split("\t") for line in lines if not line.startswith("# "))
    items = "".join(f"({code!r}, {within or None!r}, {sv!r}, {en!r}),\n" for code, within, sv, en in rows)
    rough = f"""\
\"\"\"Made by tools/frameworks.py from tools/frameworks/{table.name}. Not edited by hand.\"\"\"

from laget.core.frameworks.framework import Framework, items
from laget.core.words.said import Said

FRAMEWORK = Framework(
    id={table.stem!r},
    title=Said({prose(head["title_sv"])}, {prose(head["title_en"])}),
    source={prose(head["source"])},
    date={head["date"]!r},
    address={prose(head["address"])},
    note=Said({prose(head["note_sv"])}, {prose(head["note_en"])}),
    items=items(({items})),
)
"""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "-"],
        input=rough,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


if __name__ == "__main__":
    for table in sorted(TABLES.glob("*.tsv")):
        made = Path(sys.argv[1]) / f"{table.stem.replace('-', '_')}.py"
        made.write_text(module(table), encoding="utf-8")
