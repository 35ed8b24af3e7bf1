"""Every action that somebody does is tried for every role: each is named in a table of its app's tests."""

import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
APPS = sorted(one.label for one in apps.get_app_configs() if one.name.startswith("laget.apps."))


def actions_of(app: str) -> Iterator[str]:
    """Yield the public functions of an app's actions that say who does it."""
    name = f"laget.apps.{app}.actions"
    if importlib.util.find_spec(name) is None:
        return
    package = importlib.import_module(name)
    inside = pkgutil.iter_modules(getattr(package, "__path__", []), f"{name}.")
    for module in (package, *(importlib.import_module(one.name) for one in inside)):
        for called, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not called.startswith("_")
            if own and "actor" in inspect.signature(function).parameters:
                yield called


def tabled(app: str) -> set[str]:
    """Return the actions in an app's table of cases."""
    if not (ROOT / "tests" / "apps" / app / "test_permissions.py").is_file():
        return set()
    table = importlib.import_module(f"tests.apps.{app}.test_permissions")
    return {case.action.__name__ for case in getattr(table, "CASES", ())}


@pytest.mark.parametrize("app", [app for app in APPS if app != "audit"])  # it records what the others do
def test_every_action_is_tried_for_every_role(app: str) -> None:
    assert sorted(set(actions_of(app)) - tabled(app)) == []
