"""Writes: a letter is sent, once, as it was previewed; what it said that day is kept with it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.mail import actions as mails
from laget.apps.mail.actions import try_again, write_mails
from laget.apps.mail.models import Message
from laget.apps.mail.queries import mails_of_batch
from laget.apps.newsletter.actions.subscribing import about, link_to
from laget.apps.newsletter.actions.writing import unsent
from laget.apps.newsletter.models import Letter, Subscription
from laget.apps.newsletter.permissions import SEND_LETTERS
from laget.apps.newsletter.queries import batch_of, confirmed_of, token_of
from laget.core.forum.letters import plain
from laget.core.words.said import LANGUAGES, Language, Refusal, Said

WIDTH = 70  # characters of a line under a heading
OWN = "din-egen-lank-som-avslutar"  # where the word of each one's own link is put


class Unseen(Refusal):
    """A letter that says something else than what was previewed."""


class Incomplete(Refusal):
    """A letter without blocks, or with one that leads nowhere any longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A block as it is read in one language; `sentence` is computed, `url` whole."""

    title: str = ""
    sentence: str = ""
    text: str = ""  # Markdown
    url: str = ""
    is_swedish: bool = False  # the title, where the other words are in English

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing to say: what it pointed at is gone, or nothing has been written."""
        return not (self.title or self.sentence or self.text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A letter as it is mailed in one language, with OWN where the word of each one's own link stands."""

    subject: str
    text: str
    html: str


In = Mapping[Language, Sequence[Shown]]


def seen_of(letter: Letter, shown: In) -> str:
    """Return a check value of all that a letter says; it is another when anything has changed."""
    said = {language: [asdict(one) for one in shown[language]] for language in LANGUAGES}
    return sha256(json.dumps([letter.title, said], sort_keys=True).encode()).hexdigest()


def composed(letter: Letter, shown: Sequence[Shown], language: Language) -> Composed:
    """Return a letter as it is mailed in a language."""
    with translation.override(language):
        page = f"{settings.ADDRESS}{reverse('letter', args=[letter.organisation.slug, letter.slug])}"
        end = f"{settings.ADDRESS}{reverse('newsletter_end', args=[letter.organisation.slug, OWN])}"
        why = gettext("You get this letter because you have asked for the newsletter of %(name)s.")
        why %= {"name": letter.organisation.name}
        read, leave = gettext("Read the letter on the web:"), gettext("End the newsletter:")
        paragraphs = [letter.title]
        for one in shown:
            heading = f"{one.title}\n{'-' * min(len(one.title), WIDTH)}" if one.title else ""
            paragraphs += [part for part in (heading, one.sentence, plain(one.text.strip()), one.url) if part]
        paragraphs += ["-- ", f"{read}\n{page}", why, f"{leave}\n{end}"]
        context = {"letter": letter, "shown": shown, "page": page, "end": end, "why": why}
        html = render_to_string("newsletter/mails/letter.html", {**context, "language": language})
    return Composed(subject=letter.title, text="\n\n".join(paragraphs) + "\n", html=html)


def send_letter(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    letter: Letter,
    shown: In,
    seen: str,
    revision: int | None,
    now: datetime,
) -> Letter:
    """Send a letter to all who have confirmed that they want it; returns it with their number.

    One transaction: all its mails are in the outbox and it is sent, or neither. `seen` is the check value of
    what was previewed. Raises NotAllowed, Sent, Unseen, Incomplete, ChangedMeanwhile.
    """
    if actor is not None:
        require(actor, organisation, SEND_LETTERS)
    with transaction.atomic():
        row = unsent(organisation, letter, revision=revision)
        blocks = list(row.blocks.order_by("number", "pk"))
        every = [shown[language] for language in LANGUAGES]
        if not blocks or any(len(one) != len(blocks) or any(part.is_empty for part in one) for one in every):
            raise Incomplete(
                Said(
                    "Brevet har inget innehåll, eller ett block som inte leder någonstans. Ändra det först.",
                    "The letter has no content, or a block that leads nowhere. Change it first.",
                )
            )
        if seen != seen_of(row, shown):
            raise Unseen(
                Said(
                    "Brevet säger något annat än när du granskade det. Läs det igen och skicka sedan.",
                    "The letter says something else than when you looked at it. Read it again, then send.",
                )
            )
        for place, block in enumerate(blocks):
            block.told = {
                language: {
                    name: getattr(shown[language][place], name)
                    for name in ("title", "sentence", "url", "is_swedish")
                }
                for language in LANGUAGES
            }
            block.save(update_fields=["told"])
        whole = {language: composed(row, shown[language], language) for language in LANGUAGES}
        # Held, so that who ends the newsletter at this moment finds the mail and takes it along.
        those = confirmed_of(organisation).select_related("organisation").select_for_update(of=("self",))
        row.count = write_mails(
            organisation,
            letters=(_letter(one, whole["en" if one.language == "en" else "sv"]) for one in those),
            batch=batch_of(row),
            private=True,
        )
        row.sent_at, row.sent_by = now, actor if isinstance(actor, User) else None
        row.revision += 1
        row.save()
        record(
            organisation,
            actor=actor,
            action="send_letter",
            subject=f"letter:{row.slug}",
            detail={"count": row.count},
        )
    return row


def send_letter_again(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    letter: Letter,
    message: Message | None = None,
    now: datetime,
) -> int:
    """Let the mails of a letter that failed wait to be sent again; returns how many.

    `message` is one alone, and may be doubtful. Raises NotAllowed.
    """
    if actor is not None:
        require(actor, organisation, SEND_LETTERS)
    with transaction.atomic():
        row = Letter.objects.get(pk=letter.pk, organisation=organisation)
        again = try_again(mails_of_batch(organisation, batch_of(row)), message=message, now=now)
        if again:
            record(
                organisation,
                actor=actor,
                action="send_letter_again",
                subject=f"letter:{row.slug}",
                detail={"mails": again},
            )
    return again


def _letter(one: Subscription, mail: Composed) -> mails.Letter:
    word = token_of(one)
    return mails.Letter(
        to=one.email,
        subject=mail.subject,
        text=mail.text.replace(OWN, word),
        html=mail.html.replace(OWN, word),
        about=about(one),
        unsubscribe=link_to(one, "newsletter_end"),
    )


def shown_of(letter: Letter, language: Language) -> list[Shown]:
    """Return a sent letter's blocks as they were that day."""
    return [
        Shown(text=one.text, **one.told.get(language, {})) for one in letter.blocks.order_by("number", "pk")
    ]
