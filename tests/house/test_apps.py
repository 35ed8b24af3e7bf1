"""What import-linter cannot see of the law of apps: files, foreign keys, templates, addresses."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

from laget.apps.accounts.models import RESERVED

ROOT = Path(__file__).resolve().parents[2]
APPS = ROOT / "laget" / "apps"
FILES = {
    "__init__",
    "apps",
    "models",
    "permissions",
    "queries",
    "actions",
    "jobs",
    "forms",
    "views",
    "feeds",
    "urls",
    "admin",
}
ALSO = {"accounts": {"adapters", "sessions"}}  # what allauth and Django call what changes how they work
FOLDERS = FILES | {"templates", "static", "migrations", "templatetags", "management"}
# Which apps each may know: its siblings on the same line never, those on later lines always.
ORDER = (
    ("mobilisation", "households", "newsletter"),
    ("forum",),
    ("initiatives",),
    ("horizon",),
    ("followup",),
    ("evidence",),
    ("strategy",),
    ("people",),
    ("audit", "mail", "media", "search", "feedback"),
    ("accounts",),
)
DEPTH = {name: depth for depth, names in enumerate(ORDER) for name in names}
OUTSIDE = {"auth", "contenttypes", "sessions"}


def own_apps() -> list[str]:
    return sorted(folder.name for folder in APPS.iterdir() if (folder / "apps.py").is_file())


def test_every_app_has_its_place_in_the_order() -> None:
    assert set(own_apps()) == set(DEPTH)


@pytest.mark.parametrize("app", own_apps())
def test_an_app_has_the_files_that_every_app_has_and_no_others(app: str) -> None:
    inside = {path for path in (APPS / app).iterdir() if path.name != "__pycache__"}
    assert {path.stem for path in inside if path.is_file()} <= FILES | ALSO.get(app, set())
    assert {path.name for path in inside if path.is_dir()} <= FOLDERS


@pytest.mark.parametrize("app", own_apps())
def test_a_foreign_key_points_down_or_within_its_app(app: str) -> None:
    for model in apps.get_app_config(app).get_models():
        for field in model._meta.get_fields():
            if field.auto_created or not field.is_relation or field.related_model is None:
                continue
            other = field.related_model._meta.app_label
            assert other == app or other in OUTSIDE or DEPTH[app] < DEPTH[other], (
                f"{model.__name__}.{field.name}"
            )


@pytest.mark.parametrize("app", own_apps())
def test_a_template_includes_only_its_own_those_below_and_the_look(app: str) -> None:
    for path in (APPS / app / "templates").rglob("*.html"):
        for name in re.findall(
            r"{%\s*(?:include|extends)\s+[\"']([^\"']+)", path.read_text(encoding="utf-8")
        ):
            other = name.split("/")[0]
            allowed = other in {app, "ui"} or (other in DEPTH and DEPTH[app] < DEPTH[other])
            foreign = other not in DEPTH and other not in {"pages"}  # allauth's own
            assert allowed or foreign, f"{path.name} includes {name}"


def test_an_organisation_may_not_be_called_what_an_address_begins_with() -> None:
    first = set()
    for pattern in get_resolver().url_patterns:
        route = str(pattern.pattern)
        inside = getattr(pattern, "url_patterns", None)
        routes = [route] if route else [str(one.pattern) for one in inside or ()]
        if inside is not None and not route:
            for one in inside:
                if not str(one.pattern) and hasattr(one, "url_patterns"):
                    routes += [str(below.pattern) for below in one.url_patterns]
        first |= {re.split(r"[/^]", one.lstrip("^"))[0] for one in routes}
    words = {word for word in first if re.fullmatch(r"[a-z][a-z.-]*", word)}
    assert "stil" in words
    assert words <= RESERVED


def test_no_two_addresses_have_the_same_name() -> None:
    """Two of one name: a link would lead to whichever came last."""
    names = Counter(own_names(get_resolver().url_patterns))
    assert names["start"] == 1
    assert [name for name, count in names.items() if count > 1] == []


def own_names(patterns: Iterable[object]) -> Iterator[str]:
    """Every name of our own addresses; the same address in two languages is one pattern."""
    for one in patterns:
        inside = getattr(one, "url_patterns", None)
        if inside is not None:
            if getattr(one, "namespace", None) is None:
                yield from own_names(inside)
        elif getattr(one, "name", None) and getattr(one.callback, "__module__", "").startswith("laget."):  # type: ignore[attr-defined]
            yield one.name  # type: ignore[attr-defined]
