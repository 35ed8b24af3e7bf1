"""What several do to people at the same moment."""

from collections.abc import Callable
from functools import partial

from django.utils import timezone

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.mail.models import Message
from laget.apps.people.actions import InvitedAlready, accept_invitation, change_roles, invite_person
from tests.apps.conftest import AtOnce


def test_an_invitation_answered_twice_at_once_gives_one_account(committed: None, at_once: AtOnce) -> None:
    place = Organisation.objects.create(slug="provlan", name="Provregionen")
    link = invite_person(
        place, actor=None, email="ny@example.se", roles=[Role.READER], site="", now=timezone.now()
    )
    token = link.rstrip("/").rpartition("/")[2]
    answer: Callable[[], object] = partial(accept_invitation, token, now=timezone.now(), name="Nils")
    outcomes = at_once(answer, answer)
    assert sum(isinstance(one, User) for one in outcomes) == 1
    assert User.objects.filter(email="ny@example.se").count() == 1


def test_two_administrators_who_leave_at_once_leave_one(committed: None, at_once: AtOnce) -> None:
    place = Organisation.objects.create(slug="provlan", name="Provregionen")
    people = [User.objects.create_user(f"a{number}@example.se") for number in range(2)]
    for person in people:
        Membership.objects.create(organisation=place, user=person, role=Role.ADMINISTRATOR)
    at_once(*[partial(change_roles, place, actor=None, person=person, roles=[]) for person in people])
    assert Membership.objects.filter(organisation=place, role=Role.ADMINISTRATOR).count() == 1


def test_an_invitation_pressed_twice_is_one_mail(committed: None, at_once: AtOnce) -> None:
    place = Organisation.objects.create(slug="provlan", name="Provregionen")
    person = User.objects.create_user("a@example.se")
    Membership.objects.create(organisation=place, user=person, role=Role.ADMINISTRATOR)
    press: Callable[[], object] = partial(
        invite_person,
        place,
        actor=person,
        email="ny@example.se",
        roles=[Role.READER],
        site="",
        now=timezone.now(),
    )
    outcomes = at_once(press, press)
    assert sum(isinstance(one, InvitedAlready) for one in outcomes) == 1, outcomes
    assert Message.objects.filter(to="ny@example.se").count() == 1
