"""The pages' words: gathers them from templates and code, and writes the Swedish catalogue.

    python tools/messages.py                gather; what is new has no translation yet
    python tools/messages.py --add FILE     give translations: lines of English, a tab, Swedish
    python tools/messages.py --check        exit 1 where the catalogue is not complete and up to date

The words in the code are English. A context (`context "organisation"`, pgettext) stands before the English in
FILE, with `|` between.
"""

import argparse
import fcntl
import io
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "laget" / "locale" / "sv" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
KEYWORDS = ("gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "_")
UNSAID = tuple(
    f'"{name}' for name in ("POT-", "PO-", "Generated-", "Last-", "Project-Id", "Report-", "Language-Team")
)
Found = tuple[str | None, str | tuple[str, str]]  # the context, and one word or its singular and plural


def of_code(path: Path) -> Iterator[Found]:
    """Return what a Python file says on pages."""
    with path.open("rb") as file:
        for _, function, said, _ in extract_python(file, dict.fromkeys(KEYWORDS), (), {}):
            words = [str(one) for one in said] if isinstance(said, list | tuple) else [str(said)]
            if str(function).startswith("p"):
                yield words[0], words[1]
            elif str(function).startswith("n"):
                yield None, (words[0], words[1])
            elif words[0]:
                yield None, words[0]


def of_template(path: Path) -> Iterator[Found]:
    """Return what a template says, as Django itself reads it."""
    from django.template import Context, Origin, Template
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    template = Template(path.read_text(encoding="utf-8"), origin=Origin(str(path)))
    for node in _walk(template.nodelist):
        if isinstance(node, TranslateNode):
            context = node.message_context.resolve(Context()) if node.message_context else None
            said = node.filter_expression.var
            yield context, str(getattr(said, "literal", None) or said)
        elif isinstance(node, BlockTranslateNode):
            context = node.message_context.resolve(Context()) if node.message_context else None
            singular, _ = node.render_token_list(node.singular)
            singular = _trimmed(singular) if node.trimmed else singular
            if node.plural:
                plural, _ = node.render_token_list(node.plural)
                yield context, (singular, _trimmed(plural) if node.trimmed else plural)
            else:
                yield context, singular


def _walk(nodes: object) -> Iterator[object]:
    for node in nodes or ():  # type: ignore[attr-defined]
        yield node
        for name in {*getattr(node, "child_nodelists", ()), "nodelist"}:
            yield from _walk(getattr(node, name, None))
        if hasattr(node, "conditions_nodelists"):
            for _, inside in node.conditions_nodelists:
                yield from _walk(inside)


def _trimmed(text: str) -> str:
    return " ".join(line.strip() for line in text.strip().splitlines() if line.strip())


def gathered() -> Catalog:
    """Return every word of the pages, with the translations that are known."""
    with CATALOGUE.open("rb") as file:
        known = read_po(file, locale="sv")
    fresh = Catalog(
        locale="sv",
        header_comment="# Läget: the words of the pages in Swedish, written by tools/messages.py.",
        fuzzy=False,
    )
    for folder in ("apps", "config", "pages", "ui"):
        for path in sorted((ROOT / "laget" / folder).rglob("*")):
            found = (
                of_code(path)
                if path.suffix == ".py"
                else of_template(path)
                if path.suffix in {".html", ".txt"} and "templates" in path.parts
                else ()
            )
            for context, said in found:
                singular = said if isinstance(said, str) else said[0]
                old = known.get(singular, context)
                fresh.add(said, old.string if old is not None else None, context=context)
    return fresh


def add(catalogue: Catalog, lines: str) -> list[str]:
    """Put translations into the catalogue; returns the lines that are of nothing in it."""
    unknown = []
    for line in filter(None, map(str.rstrip, lines.splitlines())):
        english, _, swedish = line.partition("\t")
        english, swedish = english.replace("\\n", "\n"), swedish.replace("\\n", "\n")
        context, bar, said = english.partition("|")
        message = catalogue.get(said, context) if bar else catalogue.get(english)
        if message is None or not swedish:
            unknown.append(line)
        elif isinstance(message.id, tuple):
            message.string = tuple(swedish.split("|"))
        else:
            message.string = swedish
    return unknown


def lacking(catalogue: Catalog) -> list[Message]:
    """Return what has no translation."""
    return [
        one
        for one in catalogue
        if one.id and not (all(one.string or ()) if isinstance(one.string, tuple) else one.string)
    ]


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """Return the catalogue as its source, without dates, and as gettext reads it."""
    source, compiled = io.BytesIO(), io.BytesIO()
    write_po(source, catalogue, sort_output=True, no_location=True, width=110)
    lines = source.getvalue().decode().splitlines(keepends=True)
    plain = "".join(line for line in lines if not line.startswith(UNSAID)).encode()
    again = read_po(io.BytesIO(plain), locale="sv")
    again.creation_date = again.revision_date = datetime(2000, 1, 1, tzinfo=UTC)  # no clock in the file
    write_mo(compiled, again)
    return plain, compiled.getvalue()


def main() -> int:
    """Gather, add or check."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laget.config.settings")
    sys.path.insert(0, str(ROOT))
    django.setup()
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--add", type=Path)
    options.add_argument("--check", action="store_true")
    asked = options.parse_args()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with (CATALOGUE.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not CATALOGUE.exists():
            CATALOGUE.write_text("", encoding="utf-8")
        catalogue = gathered()
        unknown = add(catalogue, asked.add.read_text(encoding="utf-8")) if asked.add else []
        source, compiled = written(catalogue)
        if asked.check:
            stale = CATALOGUE.read_bytes() != source or COMPILED.read_bytes() != compiled
            if stale:
                print("the catalogue is not up to date: run python tools/messages.py")
        else:
            stale = False
            CATALOGUE.write_bytes(source)
            COMPILED.write_bytes(compiled)
    for line in unknown:
        print(f"of nothing in the pages: {line}")
    missing = lacking(catalogue)
    for message in missing:
        print(f"without Swedish: {message.context + '|' if message.context else ''}{message.id}")
    return int(bool(missing or unknown or stale))


if __name__ == "__main__":
    sys.exit(main())
