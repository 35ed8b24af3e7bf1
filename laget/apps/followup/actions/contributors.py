"""Writes: parts are sent by link to somebody outside who needs no account, and links are taken back."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.followup.actions.parts import locked_draft
from laget.apps.followup.models import Contributor
from laget.apps.followup.permissions import PUBLISH_EDITION
from laget.apps.followup.queries.drafts import computed_of, kept_as, parts_with_masks
from laget.apps.mail.actions import write_mail
from laget.core.strategy.document import said
from laget.core.words.said import Refusal, Said

DAYS = 30  # that a link holds
PRESSED_TWICE = timedelta(minutes=1)  # the same link asked for so soon again is the same press


class NoParts(Refusal):
    """A link that would lead to nothing."""


class HoldsSecrets(Refusal):
    """A part with a passage that secrecy law forbids showing: it is sent to nobody outside."""


class SentAlready(Refusal):
    """The same parts were sent to the same address a moment ago."""


def send_parts(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    email: str,
    elements: Collection[str],
    site: str,
    now: datetime,
) -> str:
    """Send the parts of some elements to an address, and return the link that the mail holds.

    `site` is the address of the installation without a slash at the end; of the token only a check value is
    kept. Raises NotAllowed, NoDraft, NoParts, HoldsSecrets, SentAlready, BadMail.
    """
    if actor is not None:
        require(actor, organisation, PUBLISH_EDITION)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        draft = locked_draft(organisation)
        titles = {
            one.id: said(one.title).sv for one in computed_of(draft).strategy.elements if one.id in elements
        }
        if not titles:
            raise NoParts(Said("Välj minst en del.", "Choose at least one part."))
        if kept_back := [titles[one] for one in titles if one in parts_with_masks(draft)]:
            raise HoldsSecrets(
                Said(
                    f"Något i texten är maskerat enligt sekretesslagen: {'; '.join(kept_back)}. "
                    "Ta bort det maskerade ur texten innan delen skickas till någon utanför.",
                    f"Something in the text is masked by secrecy law: {'; '.join(kept_back)}. "
                    "Take what is masked out of the text before the part is sent to anybody outside.",
                )
            )
        lately = Contributor.objects.filter(
            draft=draft, email=email.lower(), expires__gt=now, created__gt=now - PRESSED_TWICE
        )
        if any(one.elements == list(titles) for one in lately):
            raise SentAlready(
                Said(
                    "Länken till de delarna skickades nyss till samma adress.",
                    "The link to those parts was sent to the same address a moment ago.",
                )
            )
        contributor = Contributor.objects.create(
            draft=draft,
            email=email.lower(),
            elements=list(titles),
            token=kept_as(token),
            created=now,
            expires=now + timedelta(days=DAYS),
            sent_by_id=actor.pk if actor is not None else None,
        )
        link = site + reverse("contribution", args=[organisation.slug, token])
        write_mail(
            organisation,
            to=email.lower(),
            subject=gettext("%(organisation)s asks for your text for the follow-up of %(year)s")
            % {"organisation": organisation, "year": draft.year},
            text=gettext(
                "%(organisation)s is writing its follow-up of %(year)s and asks you to write about:\n\n"
                "%(parts)s\n\nOpen the link and write. You need no account. What you write is saved as you "
                "go, and the link holds for %(days)s days:\n\n%(link)s\n\n"
                "The link is yours: do not pass it on."
            )
            % {
                "organisation": organisation,
                "year": draft.year,
                "parts": "\n".join(f"– {title}" for title in titles.values()),
                "days": DAYS,
                "link": link,
            },
            about=f"contributor:{contributor.pk}",
            private=True,
        )
        record(
            organisation,
            actor=actor,
            action="send_parts",
            subject=f"edition_draft:{draft.year}",
            detail={"contributor": contributor.pk, "elements": list(titles)},
        )
    return link


def withdraw_link(
    organisation: Organisation, *, actor: Visitor | None, contributor: Contributor, now: datetime
) -> None:
    """Let a link lead nowhere from `now` on; what was written by it stays. Raises NotAllowed, NoDraft."""
    if actor is not None:
        require(actor, organisation, PUBLISH_EDITION)
    with transaction.atomic():
        draft = locked_draft(organisation)
        Contributor.objects.filter(pk=contributor.pk, draft=draft).update(expires=now)
        record(
            organisation,
            actor=actor,
            action="withdraw_link",
            subject=f"edition_draft:{draft.year}",
            detail={"contributor": contributor.pk},
        )


def finish_contribution(contributor: Contributor, *, now: datetime) -> None:
    """Say that a contributor is done; the link still holds. Raises NoDraft."""
    organisation = contributor.draft.organisation
    with transaction.atomic():
        draft = locked_draft(organisation)
        Contributor.objects.filter(pk=contributor.pk, draft=draft).update(finished_at=now)
        record(
            organisation,
            actor=None,
            action="finish_contribution",
            subject=f"edition_draft:{draft.year}",
            detail={"contributor": contributor.pk},
        )
