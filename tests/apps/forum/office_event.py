"""An open event with those who have registered to it, and browsers of those who work with them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.forum.actions.events import OnDay, Wish, add_event
from laget.apps.forum.actions.registering import Given, confirm, register
from laget.apps.forum.models import Event, Pass, Registration

DAY = datetime(2031, 3, 4, 8, tzinfo=UTC)


def open_event(halland: Organisation) -> Event:
    """An open event with four seats, of which a group of three and one more hold all."""
    days = (OnDay(on=DAY.date(), starts=DAY, ends=DAY + timedelta(hours=8)),)
    row = add_event(halland, actor=None, wish=Wish(title="Provdagen", largest_group=3, days=days))
    Event.objects.filter(pk=row.pk).update(state=Event.State.PUBLISHED)
    Pass.objects.filter(event=row).update(seats=4)
    row.refresh_from_db()
    come(
        row,
        "Vera Ek",
        of="Föreningen Pröva",
        area="1380",
        companions=("Nils Ek", "Ida #strong[Ek]"),
        food="Vegan",
    )
    come(row, "Åke Prov", of="Provkommun", area="1383", access="Hörslinga")
    come(row, "Siv Sist", food="vegan ")
    return row


def come(event: Event, name: str, **more: Any) -> Registration:
    to = Pass.objects.get(event=event, kind=Pass.Kind.ON_SITE)
    email = f"{name.split()[0].lower().translate(str.maketrans('åäöë', 'aaoe'))}@example.se"
    register(event, given=Given(name=name, email=email, passes=(to.pk,), **more), now=timezone.now())
    row = Registration.objects.get(event=event, email=email)
    confirm(row, now=timezone.now())
    return row


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def of_role(halland: Organisation, role: Role) -> Client:
    user = User.objects.create_user(f"{role}.prov@example.se")
    Membership.objects.create(organisation=halland, user=user, role=role)
    return browser(user)


def at(event: Event, name: str, *more: object, **query: str) -> str:
    return reverse(name, args=[event.organisation.slug, event.slug, *more], query=query or None)


def text(answer: Any) -> str:
    return str(answer.content.decode())
