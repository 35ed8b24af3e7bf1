"""A letter's blocks as they are read: title, one computed sentence with figures as on the page, link."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.translation import gettext

from laget.apps.accounts.models import Organisation
from laget.apps.followup.queries import editions_of, shown_of
from laget.apps.forum.queries.events import events_seen_by, status_of
from laget.apps.newsletter.actions.sending import Shown
from laget.apps.newsletter.models import Block, Letter
from laget.core.words.said import LANGUAGES, Language
from laget.pages.addresses import Named, named
from laget.pages.standing import Standing, standing_of
from laget.ui.templatetags.laget import spoken, told

KINDS = {"edition": Block.Kind.EDITION, "target": Block.Kind.GAP, "event": Block.Kind.EVENT}
"""What a block may show, by the kind of its address."""


def told_of(letter: Letter, *, now: datetime) -> dict[Language, list[Shown]]:
    """Return what the blocks of a letter say today, in both languages, to whoever is nobody in particular.

    A block that points at what is gone, or at what not everybody may see, says nothing.
    """
    found: dict[Language, list[Shown]] = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = list(_told(letter, language, now))
    return found


def _told(letter: Letter, language: Language, now: datetime) -> Iterator[Shown]:
    organisation, blocks = letter.organisation, list(letter.blocks.order_by("number", "pk"))
    today = timezone.localtime(now).date()
    known = named(organisation, [one.address for one in blocks if one.address], viewer=None, today=today)
    for block in blocks:
        if block.kind == Block.Kind.TEXT:
            yield Shown(title=block.title, text=block.text)
        elif block.address in known:
            yield _shown(organisation, known[block.address], block, language, now)
        else:
            yield Shown()


def _shown(organisation: Organisation, one: Named, block: Block, language: Language, now: datetime) -> Shown:
    sentence = {"target": _of_gap, "edition": _of_edition, "event": _of_event}[one.kind](
        organisation, one.id, language, now
    )
    return Shown(
        title=told(one.title),
        sentence=sentence,
        text=block.text,
        url=f"{settings.ADDRESS}{one.url}",
        is_swedish=bool(spoken(one.title)),
    )


def _of_gap(organisation: Organisation, target: str, language: Language, _now: datetime) -> str:
    standing = standing_of(organisation)
    if standing is None or target not in standing.verdicts:
        return gettext("Not judged yet.")
    return standing.gap(target, language=language).telling.short.text


def _of_edition(organisation: Organisation, year: str, language: Language, _now: datetime) -> str:
    row = next(one for one in editions_of(organisation) if str(one.year) == year)
    return Standing(row, shown_of(row)).summary.to(language)


def _of_event(organisation: Organisation, slug: str, _language: Language, now: datetime) -> str:
    row = events_seen_by(organisation, viewer=None).get(organisation=organisation, slug=slug)
    when = " ".join(strip_tags(render_to_string("pages/forum/when.html", {"event": row})).split())
    places = ", ".join(one.name for one in row.places.all())
    state = told(status_of(row, now=now).said)
    return f"{', '.join(part for part in (when, places) if part)}. {state[:1].upper()}{state[1:]}."
