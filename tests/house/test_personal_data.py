"""What the house demands of every model: a purpose for what is about people, an organisation it is of."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.queries import personal_fields
from laget.apps.accounts.queries.outside import NOT_ABOUT_PEOPLE, OUTSIDE
from laget.apps.accounts.queries.personal import personal_of

# Models that belong to no organisation, and why.
INSTALLATION_WIDE = {
    "accounts.User": "a person may have roles in several organisations",
    "account.EmailAddress": "belongs to a person",
    "account.EmailConfirmation": "belongs to a person",
    "mfa.Authenticator": "belongs to a person",
    "socialaccount.SocialAccount": "belongs to a person",
    "socialaccount.SocialToken": "belongs to a person",
    "socialaccount.SocialApp": "the installation's sign-in; set in the environment, the table is empty",
    "admin.LogEntry": "what administrators of the installation do",
    "auth.Permission": "Django's own; not used",
    "auth.Group": "Django's own; not used",
    "contenttypes.ContentType": "Django's own list of models",
    "sessions.Session": "who is signed in, by a random key",
    "django_tasks_database.DBTaskResult": "the queue; carries ids only",
    "forum.Knock": "counts within an hour of what cannot be tied to anybody",
}
WRITTEN = (models.CharField, models.TextField, models.JSONField)
A_CODE = 64  # characters; what is written by people is longer
ADDRESS = (models.EmailField, models.GenericIPAddressField)
MODELS = sorted(apps.get_models(), key=lambda model: model._meta.label)


def points_at_people(field: object) -> bool:
    return isinstance(field, models.ForeignKey) and field.related_model is User


def is_about_people(model: type[models.Model]) -> bool:
    """Return whether rows of a model can be tied to a person: being one, pointing at one, or an address."""
    fields = model._meta.concrete_fields
    return model is User or any(points_at_people(one) or isinstance(one, ADDRESS) for one in fields)


def open_fields(model: type[models.Model]) -> Iterator[str]:
    """Yield the fields that can hold something about a person: addresses, free text, links to people."""
    for field in model._meta.concrete_fields:
        free = isinstance(field, WRITTEN) and not field.choices and (field.max_length or A_CODE + 1) > A_CODE
        if points_at_people(field) or isinstance(field, ADDRESS) or free:
            yield field.name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_each_field_about_a_person_says_why_it_is_kept_and_until_when(model: type[models.Model]) -> None:
    if not is_about_people(model):
        return
    passed = getattr(model, "impersonal", None) or NOT_ABOUT_PEOPLE.get(model._meta.label, {})
    undeclared = set(open_fields(model)) - set(personal_of(model)) - set(passed)
    assert not undeclared, f"{model._meta.label}: declare in `personal` or `impersonal`"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_is_declared_is_there(model: type[models.Model]) -> None:
    names = {field.name for field in model._meta.concrete_fields}
    assert set(personal_of(model)) | set(getattr(model, "impersonal", {})) <= names


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_everything_belongs_to_an_organisation_or_says_why_not(model: type[models.Model]) -> None:
    seen: set[object] = set()
    waiting: list[object] = [model]
    while waiting:
        one = waiting.pop()
        if one is Organisation:
            assert model._meta.label not in INSTALLATION_WIDE
            return
        if one in seen or one is User or not (isinstance(one, type) and issubclass(one, models.Model)):
            continue
        seen.add(one)
        waiting += [field.related_model for field in one._meta.concrete_fields if field.is_relation]
    assert model._meta.label in INSTALLATION_WIDE


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_nothing_holds_a_person_who_wants_to_be_forgotten(model: type[models.Model]) -> None:
    for field in model._meta.concrete_fields:
        if points_at_people(field):
            assert isinstance(field, models.ForeignKey)
            unbound = not getattr(field, "db_constraint", True)
            left_alone = field.remote_field.on_delete is models.DO_NOTHING and unbound
            gone = field.remote_field.on_delete in {models.CASCADE, models.SET_NULL}
            assert left_alone or gone, f"{model._meta.label}.{field.name}"


def test_the_policy_names_each_field_in_both_languages() -> None:
    fields = personal_fields()
    assert len(fields) > 15
    for field in fields:
        assert field.what is not None
        for said in (field.what, field.purpose, field.until):
            assert said.sv
            assert said.en


def test_the_lists_of_parts_that_are_not_ours_name_models_that_are_there() -> None:
    labels = {model._meta.label for model in MODELS}
    assert set(INSTALLATION_WIDE) | set(OUTSIDE) | set(NOT_ABOUT_PEOPLE) <= labels
