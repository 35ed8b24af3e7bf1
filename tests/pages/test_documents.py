"""docs/documents.md: every line of the five documents has a place, and the demonstration shows it."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.utils.html import strip_tags

from laget.apps.accounts.models import Organisation
from laget.apps.forum.models import Event

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[2] / "docs/documents.md"
SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)  # what machines read of the same
TAG = re.compile(r"\s*<(?=/?(?:p|dt|dd|li|h\d|div|td|th|br|ul|ol))")  # what stands on a line of its own
BESIDE = re.compile(r'(?:alt|href)="([^"]*)"')
NO_FIELD = ("heading", "page chrome")
Row = tuple[str, str, str, str, str]


def sections() -> dict[str, tuple[int, list[int], list[Row]]]:
    """Return of each document how many lines it has, those that are empty, and the rows of its table."""
    found = {}
    for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        stated = re.search(r"^(\d+) lines\. Empty: (.+)\.$", part, re.M)
        assert stated is not None
        rows = [line for line in part.splitlines() if re.match(r"\| \d", line)]
        cells = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]
        found[part[:3]] = (int(stated[1]), numbers(stated[2]), cells)
    return found  # type: ignore[return-value]


def numbers(text: str) -> list[int]:
    """Return the numbers of "1, 3–5"."""
    found: list[int] = []
    for part in text.split(", "):
        first, _dash, last = part.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


def model_called(name: str) -> type[Model]:
    """Return a model by its name, the forum's before others'; "app.Model" names the app too."""
    app, _dot, called = name.rpartition(".")
    named = [one for one in apps.get_models() if one.__name__ == called and app in ("", one._meta.app_label)]
    assert named, name
    return min(named, key=lambda one: (one._meta.app_label != "forum", one._meta.label))


SECTIONS = sections()
ROWS = [(document, *row) for document, (_lines, _empty, rows) in SECTIONS.items() for row in rows]


@pytest.mark.parametrize("document", ["000", "001", "002", "003", "004"])
def test_each_line_of_a_document_is_named_once(document: str) -> None:
    lines, empty, rows = SECTIONS[document]
    named = empty + [number for row in rows for number in numbers(row[0])]
    assert sorted(named) == list(range(1, lines + 1))


def test_each_line_with_something_to_say_has_a_field_that_is_there() -> None:
    for _document, _lines, _says, field, at, shown in ROWS:
        if field in NO_FIELD:
            assert not at
            continue
        for one in field.replace("`", "").split(", "):
            model, _dot, name = one.rpartition(".")
            assert model_called(model)._meta.get_field(name)
        assert at
        assert shown


def words_of(html: str) -> str:
    """Return what a reader finds on a page below its menus: words, what pictures show, where links lead."""
    html = SCRIPT.sub("", html).partition("<main")[2]
    found = [unescape(one) for one in BESIDE.findall(html)]
    return " ".join(" ".join([unescape(strip_tags(TAG.sub(" <", html))), *found]).split())


def test_the_demonstration_shows_a_counterpart_of_each_line(client: Client, region: Organisation) -> None:
    pages: dict[str, str] = {}
    missing = []
    for document, lines, _says, field, at, shown in ROWS:
        if field in NO_FIELD:
            continue
        paths = [
            one if one.startswith("/") else f"/{region.slug}/forum/{one}"
            for one in at.replace("`", "").split(", ")
        ]
        for path in paths:
            if path not in pages:
                answer = client.get(path)
                assert answer.status_code == 200, path
                pages[path] = words_of(answer.content.decode())
        found = " ".join(pages[path] for path in paths)
        missing += [(document, lines, paths, part) for part in shown.split(" ; ") if part not in found]
    assert not missing, "\n".join(map(str, missing))
    assert len(pages) > 30


def test_several_lines_of_one_kind_have_a_counterpart_each() -> None:
    for document, lines, says, _field, _at, shown in ROWS:
        if says.startswith(("two ", "three ", "seven ")) and "–" in lines:
            assert len(shown.split(" ; ")) >= len(numbers(lines)), (document, lines)


def test_a_page_of_which_a_field_is_taken_away_lacks_its_counterpart(
    client: Client, region: Organisation
) -> None:
    event = Event.objects.get(organisation=region, slug="ett-lan-for-fler")
    path, said = f"/{region.slug}/forum/{event.slug}/", "vad som får folk att slå rot"
    assert said in words_of(client.get(path).content.decode())
    Event.objects.filter(pk=event.pk).update(text="")
    assert said not in words_of(client.get(path).content.decode())
