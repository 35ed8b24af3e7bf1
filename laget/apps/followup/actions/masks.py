"""Masking what secrecy law forbids showing in a published edition, and taking a mask away again."""

import re

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.followup.models import Edition, Mask
from laget.apps.followup.permissions import MASK_EDITION
from laget.apps.followup.queries import document_of, mask_rows
from laget.core.followup import mask as core
from laget.core.words.said import Refusal, Said

PARAGRAPH = re.compile(r"(?:OSL )?(\d{1,2}) ?kap\.? ?(\d{1,2}) ?([a-z]?) ?§")


class NotAParagraph(Refusal):
    """A ground for masking that is no chapter and paragraph of the law."""


class NothingToMask(Refusal):
    """A passage that is not read in the edition."""


def mask_passage(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    edition: Edition,
    passage: str,
    paragraph: str,
    place: str = "",
) -> Mask:
    """Mask a passage, as it is read, of one text or of all, in every edition of that year; twice is once.

    Raises NotAllowed, NotAParagraph, NothingToMask.
    """
    if actor is not None:
        require(actor, organisation, MASK_EDITION)
    found = PARAGRAPH.fullmatch(" ".join(paragraph.split()))
    if found is None:
        raise NotAParagraph(
            Said(
                "Ange kapitel och paragraf i offentlighets- och sekretesslagen, till exempel 21 kap. 1 §.",
                "Give chapter and paragraph of the secrecy act (OSL), such as 21 kap. 1 §.",
            )
        )
    law = f"{found[1]} kap. {f'{found[2]} {found[3]}'.strip()} §"
    asked = core.Mask(passage=passage, law=law, place=place)
    if not core.is_found(document_of(edition), asked, beside=edition.reason):
        raise NothingToMask(
            Said(
                "Passagen finns inte i den valda texten. Kopiera den från sidan, precis som den står.",
                "The passage is not in that text. Copy it from the page, just as it stands.",
            )
        )
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)  # of two presses one comes first
        if (known := _known(edition, place=place, passage=passage, law=law)) is not None:
            return known
        mask = Mask.objects.create(
            organisation=organisation,
            edition=edition,
            place=place,
            passage=passage,
            paragraph=law,
            made_by_id=actor.pk if actor is not None else None,
        )
        record(
            organisation,
            actor=actor,
            action="mask_passage",
            subject=f"edition:{edition.year}.{edition.number}",
            detail={"mask": mask.pk, "paragraph": law, "place": place},
        )
    return mask


def _known(edition: Edition, *, place: str, passage: str, law: str) -> Mask | None:
    """Return the mask of that passage, place and paragraph, where there is one."""
    return mask_rows(edition).filter(place=place, passage=passage, paragraph=law).first()


def lift_mask(organisation: Organisation, *, actor: Visitor | None, edition: Edition, mask: Mask) -> None:
    """Show a masked passage again; raises NotAllowed."""
    if actor is not None:
        require(actor, organisation, MASK_EDITION)
    with transaction.atomic():
        record(
            organisation,
            actor=actor,
            action="lift_mask",
            subject=f"edition:{edition.year}.{edition.number}",
            detail={"mask": mask.pk, "paragraph": mask.paragraph, "place": mask.place},
        )
        mask.delete()
