"""Reads: every stored field about people, and what is held about one of them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.functional import lazy

from laget.apps.accounts.models import User
from laget.apps.accounts.queries.outside import OUTSIDE
from laget.core.personal import Personal
from laget.core.words.said import Said
from laget.ui.templatetags.laget import told

KEPT_SECRET = Said(
    "finns, men lämnas inte ut: den som har uppgiften kan logga in som du",
    "is kept, but is given to nobody: whoever has it can sign in as you",
)


def personal_of(model: type[models.Model]) -> dict[str, Personal]:
    """Return what is declared of a model's fields about people."""
    declared: dict[str, Personal] = getattr(model, "personal", None) or OUTSIDE.get(model._meta.label, {})
    return declared


def why_kept(model: type[models.Model], field: str) -> str:
    """Return why, on what ground and until when a field is kept, for the form that asks for it.

    The words are found when they are shown, in the language of whoever reads.
    """
    return lazy(lambda: told(personal_of(model)[field].told), str)()


def personal_fields() -> list[Personal]:
    """Return every stored field about people, each once, as the public policy lists them."""
    seen: dict[str, Personal] = {}
    for model in apps.get_models():
        for name, field in personal_of(model).items():
            what = field.what.sv if field.what is not None else f"{model._meta.label}.{name}"
            seen.setdefault(what, field)
    return [seen[what] for what in sorted(seen, key=str.casefold)]


def held_about(user: User) -> dict[str, list[dict[str, Any]]]:
    """Return all that is held about a person, by model and row, ready to be written as JSON.

    A row is about somebody who is it, whom it points at, or whose address is in it.
    """
    held: dict[str, list[dict[str, Any]]] = {}
    for model in apps.get_models():
        declared = personal_of(model)
        if not declared:
            continue
        about = _about(model, declared, user)
        rows = model._default_manager.filter(about).order_by("pk") if about is not None else []
        if found := [dict(_told(row, declared)) for row in rows]:
            held[model._meta.label] = found
    return held


def _about(model: type[models.Model], declared: dict[str, Personal], user: User) -> Q | None:
    """Return which rows of a model are about a person, None where none can be."""
    if model is User:
        return Q(pk=user.pk)
    found: Q | None = None
    for name in declared:
        field = model._meta.get_field(name)
        if isinstance(field, models.ForeignKey) and field.related_model is User:
            one = Q(**{f"{name}_id": user.pk})
        elif isinstance(field, models.EmailField):
            one = Q(**{f"{name}__iexact": user.email})
        else:
            continue
        found = one if found is None else found | one
    return found


def _told(row: models.Model, declared: dict[str, Personal]) -> Iterator[tuple[str, Any]]:
    """Return the fields of a row that are about a person, with the times and choices beside them."""
    for field in row._meta.concrete_fields:
        known = declared.get(field.name)
        value = field.value_from_object(row)
        if known is not None and known.secret:
            yield field.name, KEPT_SECRET.sv
        elif known is not None or field.choices:
            yield field.name, value.isoformat() if isinstance(value, date | datetime) else value
        elif isinstance(value, date | datetime):
            yield field.name, value.isoformat()
