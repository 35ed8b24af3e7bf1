"""The example's newsletter: two who subscribe, a letter that has been sent and one under way."""

from importlib.resources import files
from typing import Any

from django.utils import timezone
from django.utils.crypto import get_random_string
from ruamel.yaml import YAML

from laget.apps.accounts.models import Organisation
from laget.apps.newsletter.actions.sending import seen_of, send_letter
from laget.apps.newsletter.actions.writing import Part, add_letter
from laget.apps.newsletter.models import Block, Letter, Subscription
from laget.pages.newsletter.telling import KINDS, told_of

READERS = {"prenumerant@example.se": "sv", "reader@example.se": "en"}


def fill_newsletter(organisation: Organisation) -> None:
    """Put the example's letters into a region; where there is one already all is left."""
    if Letter.objects.filter(organisation=organisation).exists():
        return
    now = timezone.now()
    for email, language in READERS.items():
        Subscription.objects.create(
            organisation=organisation,
            email=email,
            language=language,
            nonce=get_random_string(32),
            created=now,
            confirmed_at=now,
        )
    rows = YAML(typ="safe").load((files("laget.demo") / "newsletter.yaml").read_text("utf-8"))
    for row in rows:
        letter = add_letter(
            organisation, actor=None, title=row["title"], parts=[_part(one) for one in row["blocks"]]
        )
        if row.get("sent"):
            shown = told_of(letter, now=now)
            seen = seen_of(letter, shown)
            send_letter(
                organisation, actor=None, letter=letter, shown=shown, seen=seen, revision=None, now=now
            )


def _part(row: dict[str, Any]) -> Part:
    kind = KINDS.get(row.get("address", "").partition(":")[0], Block.Kind.TEXT)
    return Part(kind=kind, **{**row, "text": row.get("text", "").strip()})
