"""Every action of the app, by every role, in the actor's own region and in another's.

`CASES` names each public action that has an actor, with the permission it asks for and how it is called.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from laget.apps.accounts.models import Organisation, Role
from laget.apps.accounts.permissions import NotAllowed, Permission, Visitor
from laget.apps.followup import actions
from laget.apps.followup.actions.alarms import NoAlarm
from laget.apps.followup.actions.parts import NoSuchPart
from laget.apps.followup.models import Contributor, Edition, EditionDraft, Mask, Remark, Section
from laget.apps.followup.permissions import (
    ACCEPT_REVISION,
    APPROVE_EDITION,
    MASK_EDITION,
    MOVE_GAP,
    PUBLISH_EDITION,
    REFRESH_FIGURES,
    WRITE_EDITION,
)
from laget.apps.followup.queries import document_of
from laget.apps.followup.queries.drafts import draft_at, draft_hash, part_hash, parts_of
from laget.apps.mail.models import Message
from laget.apps.strategy.permissions import EDIT_STRATEGY
from tests.apps.followup.conftest import TEXT, YEAR, member

pytestmark = pytest.mark.django_db
ELEMENT = "hogre-utbildning"
Call = Callable[[Organisation, Visitor], object]


def seen(organisation: Organisation) -> str:
    draft = draft_at(organisation)
    return draft_hash(draft, parts_of(draft))


def part_seen(organisation: Organisation) -> str:
    return part_hash(parts_of(draft_at(organisation)).get(ELEMENT))


def published(organisation: Organisation) -> Edition:
    row = Edition.objects.filter(organisation=organisation).first()
    return row if row is not None else publish(organisation)


def publish(organisation: Organisation) -> Edition:
    approver = member(organisation, Role.STRATEGIST, name="godkannare")
    actions.approve_edition(organisation, actor=approver, seen=seen(organisation))
    return actions.publish_edition(organisation, actor=None, seen=seen(organisation))


def contributor(organisation: Organisation) -> Contributor:
    known = Contributor.objects.first()
    if known is None:
        actions.send_parts(
            organisation,
            actor=None,
            email="ute@example.se",
            elements=[ELEMENT],
            site="https://example.se",
            now=timezone.now(),
        )
    return Contributor.objects.get()


def mask(organisation: Organisation) -> Mask:
    edition = published(organisation)
    return Mask.objects.first() or actions.mask_passage(
        organisation, actor=None, edition=edition, passage="utbildning", paragraph="21 kap. 1 §"
    )


def remark(organisation: Organisation) -> Remark:
    return Remark.objects.get_or_create(organisation=organisation, indicator="x", kind="gone", is_fault=True)[
        0
    ]


def without_alarm(action: Callable[..., None], organisation: Organisation, actor: Visitor) -> None:
    """Decide about an alarm that does not wait: whoever may is told so, nobody else comes so far."""
    try:
        action(organisation, actor=actor, alarm="0badc0de", reason="Prov.")
    except NoAlarm:
        pass
    else:
        raise AssertionError("an alarm that does not wait was decided about")


OWN_FIGURES = {
    "title": "Eget mått",
    "unit": "kr",
    "better": "none",
    "source": {"file": "finns-inte.csv", "area": "13", "columns": {"period": "år", "value": "värde"}},
}


@dataclass(frozen=True)
class Case:
    """An action, the permission that it takes, what must be there first, and a call that succeeds."""

    action: Callable[..., object]
    permission: Permission
    call: Call
    before: Callable[[Organisation], object] = lambda _: None


CASES = (
    Case(
        actions.start_edition,
        PUBLISH_EDITION,
        lambda organisation, actor: actions.start_edition(organisation, actor=actor, year=2024),
        before=lambda _: EditionDraft.objects.all().delete(),
    ),
    Case(
        actions.start_correction,
        PUBLISH_EDITION,
        lambda organisation, actor: actions.start_correction(
            organisation, actor=actor, edition=published(organisation), reason="Fel ord."
        ),
        before=published,
    ),
    Case(actions.count_anew, PUBLISH_EDITION, lambda region, actor: actions.count_anew(region, actor=actor)),
    Case(
        actions.discard_edition,
        PUBLISH_EDITION,
        lambda organisation, actor: actions.discard_edition(organisation, actor=actor),
    ),
    Case(
        actions.approve_edition,
        APPROVE_EDITION,
        lambda organisation, actor: actions.approve_edition(
            organisation,
            actor=actor,  # type: ignore[arg-type]
            seen=seen(organisation),
        ),
    ),
    Case(
        actions.publish_edition,
        PUBLISH_EDITION,
        lambda organisation, actor: actions.publish_edition(
            organisation, actor=actor, seen=seen(organisation)
        ),
        before=lambda region: actions.approve_edition(
            region, actor=member(region, Role.STRATEGIST, name="godkannare"), seen=seen(region)
        ),
    ),
    Case(
        actions.keep_edition,
        PUBLISH_EDITION,
        lambda organisation, actor: actions.keep_edition(
            organisation,
            actor=actor,
            version=published(organisation).version,
            edition=document_of(published(organisation)),
        ),
        before=published,
    ),
    Case(
        actions.write_part,
        WRITE_EDITION,
        lambda organisation, actor: actions.write_part(
            organisation,
            actor=actor,
            element=ELEMENT,
            values={"text": "Ny text."},
            seen=part_seen(organisation),
        ),
    ),
    Case(
        actions.sign_part,
        WRITE_EDITION,
        lambda organisation, actor: actions.sign_part(
            organisation,
            actor=actor,  # type: ignore[arg-type]
            element=ELEMENT,
            seen=part_seen(organisation),
        ),
        before=lambda region: actions.write_part(
            region, actor=None, element=ELEMENT, values={"appraisal": "Bra."}, seen=part_seen(region)
        ),
    ),
    Case(
        actions.write_section,
        WRITE_EDITION,
        lambda organisation, actor: actions.write_section(
            organisation,
            actor=actor,
            year=2025,
            address="mobilisation:unga",
            kind=Section.Kind.MOBILISATION,
            title="Unga",
            text="Så gick det.",
        ),
    ),
    Case(
        actions.take_section,
        WRITE_EDITION,
        lambda organisation, actor: actions.take_section(
            organisation, actor=actor, year=2025, address="mobilisation:unga"
        ),
    ),
    Case(
        actions.send_parts,
        PUBLISH_EDITION,
        lambda organisation, actor: actions.send_parts(
            organisation,
            actor=actor,
            email="ute@example.se",
            elements=[ELEMENT],
            site="https://example.se",
            now=timezone.now(),
        ),
    ),
    Case(
        actions.withdraw_link,
        PUBLISH_EDITION,
        lambda organisation, actor: actions.withdraw_link(
            organisation, actor=actor, contributor=contributor(organisation), now=timezone.now()
        ),
        before=contributor,
    ),
    Case(
        actions.mask_passage,
        MASK_EDITION,
        lambda organisation, actor: actions.mask_passage(
            organisation,
            actor=actor,
            edition=published(organisation),
            passage="utbildning",
            paragraph="21 kap. 1 §",
        ),
        before=published,
    ),
    Case(
        actions.lift_mask,
        MASK_EDITION,
        lambda organisation, actor: actions.lift_mask(
            organisation, actor=actor, edition=published(organisation), mask=mask(organisation)
        ),
        before=mask,
    ),
    Case(
        actions.start_refresh,
        REFRESH_FIGURES,
        lambda organisation, actor: actions.start_refresh(organisation, actor=actor),
    ),
    Case(
        actions.decide_remark,
        REFRESH_FIGURES,
        lambda organisation, actor: actions.decide_remark(
            organisation, actor=actor, remark=remark(organisation), state=Remark.State.DONE
        ),
    ),
    Case(
        actions.accept_alarm,
        ACCEPT_REVISION,
        lambda organisation, actor: without_alarm(actions.accept_alarm, organisation, actor),
    ),
    Case(
        actions.leave_alarm,
        ACCEPT_REVISION,
        lambda organisation, actor: without_alarm(actions.leave_alarm, organisation, actor),
    ),
    Case(
        actions.move_gap,
        MOVE_GAP,
        lambda organisation, actor: actions.move_gap(
            organisation, actor=actor, target="m-nystartade", place=1, reason="Prov."
        ),
        before=lambda region: actions.judge_today(
            region,
            version=region.versions.get(),
            store=settings.STORE,
        ),
    ),
    Case(
        actions.return_gap,
        MOVE_GAP,
        lambda organisation, actor: actions.return_gap(organisation, actor=actor, target="m-foretag"),
    ),
    Case(
        actions.add_indicator,
        EDIT_STRATEGY,
        lambda organisation, actor: actions.add_indicator(organisation, actor=actor, values=OWN_FIGURES),
    ),
    Case(
        actions.keep_own_file,
        REFRESH_FIGURES,
        lambda organisation, actor: actions.keep_own_file(
            organisation, actor=actor, name="behorighet.csv", data="år;värde\n2024;1\n".encode()
        ),
    ),
)


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is not there afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.action.__name__)
def test_an_action_is_for_its_roles_in_their_own_region_only(
    case: Case, draft: EditionDraft, subtests: pytest.Subtests
) -> None:
    """An edition takes a while to begin: one is begun, and everybody tries the action on it as it was."""
    region = draft.organisation
    actions.write_part(region, actor=None, element=ELEMENT, values={"text": TEXT}, seen=part_seen(region))
    case.before(region)
    other = Organisation.objects.create(slug="annan", name="En annan region", area="14")
    for role, is_own in product([None, *Role], [True, False]):
        with subtests.test(f"{role} {'own' if is_own else 'other'}"), undone():
            halland = Organisation.objects.get(pk=region.pk)
            own = halland if is_own else other
            actor: Visitor = member(own, role) if role is not None else AnonymousUser()
            if is_own and role in case.permission.roles:
                case.call(halland, actor)
            else:
                with pytest.raises(NotAllowed):
                    case.call(halland, actor)


def test_every_public_action_with_an_actor_is_in_the_table() -> None:
    without_actor = {"contribute_part", "finish_contribution", "judge_today"}
    assert {case.action.__name__ for case in CASES} == set(actions.__all__) - without_actor


def test_a_link_gives_its_own_parts_only_and_only_for_its_time(draft: EditionDraft) -> None:
    link = contributor(draft.organisation)
    now = timezone.now()
    values = {"text": "Så gick det hos oss.", "nearness": "nearer", "appraisal": "Bra."}
    part = actions.contribute_part(link, element=ELEMENT, values=values, seen=part_hash(None), now=now)
    assert (part.text, part.nearness, part.appraisal) == ("Så gick det hos oss.", "not_judged", "")
    for element, later in (("arbetsliv", now), ("", now), (ELEMENT, now + timedelta(days=31))):
        with pytest.raises(NoSuchPart):
            actions.contribute_part(
                link, element=element, values={"text": "x"}, seen=part_hash(None), now=later
            )


def test_a_link_that_is_taken_back_leads_nowhere_and_what_was_written_stays(draft: EditionDraft) -> None:
    link = contributor(draft.organisation)
    actions.contribute_part(
        link, element=ELEMENT, values={"text": "Vår text."}, seen=part_hash(None), now=timezone.now()
    )
    actions.withdraw_link(draft.organisation, actor=None, contributor=link, now=timezone.now())
    link.refresh_from_db()
    with pytest.raises(NoSuchPart):
        actions.contribute_part(
            link,
            element=ELEMENT,
            values={"text": "x"},
            seen=part_seen(draft.organisation),
            now=timezone.now(),
        )
    assert parts_of(draft)[ELEMENT].text == "Vår text."


def test_of_a_token_only_a_check_value_is_kept_and_the_mail_is_private(draft: EditionDraft) -> None:
    link = actions.send_parts(
        draft.organisation,
        actor=None,
        email="Ute@example.se",
        elements=[ELEMENT],
        site="https://example.se",
        now=timezone.now(),
    )
    token = link.rstrip("/").rsplit("/", 1)[1]
    mail = Message.objects.get()
    assert link in mail.text
    assert mail.private
    assert mail.to == "ute@example.se"
    assert token not in Contributor.objects.get().token
    assert str(YEAR) in mail.subject
