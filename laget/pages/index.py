"""What can be found by searching: strategy, indicators, editions, what is open of the rest, help."""

from collections.abc import Callable, Iterator
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from laget.apps.accounts.models import Organisation
from laget.apps.evidence.queries import evidence_seen_by, whole
from laget.apps.followup.models import Edition
from laget.apps.followup.queries import editions_of
from laget.apps.forum.models import Session
from laget.apps.forum.queries.events import ends_of, events_seen_by
from laget.apps.forum.queries.programme import document_of as programme_in
from laget.apps.forum.queries.programme import latest_version
from laget.apps.horizon.queries import signals_seen_by
from laget.apps.households.queries import households_seen_by
from laget.apps.initiatives.queries import initiatives_seen_by
from laget.apps.mobilisation.queries import mobilisations_seen_by, platforms_seen_by
from laget.apps.newsletter.actions.sending import shown_of as letter_shown
from laget.apps.newsletter.queries import letters_seen_by
from laget.apps.search.actions import Findable, reindex
from laget.apps.search.models import Page
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.strategy.document import (
    FileSource,
    Indicator,
    KoladaSource,
    Practice,
    Signal,
    StrategyDocument,
    Text,
    said,
)
from laget.core.strategy.tree import above, level_word
from laget.core.words.days import day_in_words
from laget.core.words.said import LANGUAGES, Language
from laget.pages.help import NAMES, help_text
from laget.pages.households.meanings import meanings_of
from laget.pages.published import published
from laget.ui.templatetags.laget import plain

BETWEEN = " · "
OF_NO_NEWS = ("break", "meal", "check_in", "check_out", "movement")  # items that say nothing to look for
Gather = Callable[[Organisation, Language], Iterator[Findable]]


def index(organisation: Organisation) -> int:
    """Bring what can be found of an organisation to what it has adopted, judged and published.

    To be called when any of that has happened, and each day, since evidence opens by its day; also brings
    Läget's own help pages to this version's. Returns how many rows are others.
    """
    rows: list[Findable] = []
    for language in LANGUAGES:
        with override(language):
            for gather in (
                _of_strategy,
                _of_editions,
                _of_evidence,
                _of_horizon,
                _of_initiatives,
                _of_mobilisations,
                _of_households,
                _of_forum,
                _of_letters,
            ):
                rows.extend(gather(organisation, language))
    return reindex(organisation, rows=rows) + index_help()


def index_help() -> int:
    """Bring what can be found of the help pages to what this version of Läget has."""
    rows: list[Findable] = []
    for language in LANGUAGES:
        with override(language):
            rows.extend(_of_help(language))
    return reindex(None, rows=rows)


def _of_strategy(organisation: Organisation, language: Language) -> Iterator[Findable]:
    version = version_in_force(organisation)
    if version is None:
        return
    document, slug = document_of(version), organisation.slug

    def read(*texts: Text | None) -> str:
        return plain("\n\n".join(said(text).to(language) for text in texts if text is not None))

    whole = document.strategy
    news = [text for point in whole.news for text in (point.title, point.text)]
    yield Findable(
        kind=Page.Kind.STRATEGY,
        language=language,
        address=f"strategy:{whole.id}",
        url=reverse("strategy", args=[slug]),
        title=said(whole.title).to(language),
        about=gettext("The strategy"),
        text=read(whole.vision, whole.text, *news),
    )
    for element in document.elements:
        beside: list[Practice | Signal] = [one for one in document.practices if element.id in one.about]
        beside += [one for one in document.signals if element.id in one.touches]
        around = [text for one in beside for text in (one.title, one.text)]
        within = [said(one.title).to(language) for one in above(document, element)]
        yield Findable(
            kind=Page.Kind.STRATEGY,
            language=language,
            address=f"element:{element.id}",
            url=reverse("element", args=[slug, element.id]),
            title=said(element.title).to(language),
            about=BETWEEN.join([level_word(document, element.level).to(language), *within]),
            text=read(element.text, element.desired, element.why, *element.responsible, *around),
        )
    for indicator in document.indicators:
        yield Findable(
            kind=Page.Kind.INDICATOR,
            language=language,
            address=f"indicator:{indicator.id}",
            url=reverse("indicator", args=[slug, indicator.id]),
            title=said(indicator.title).to(language),
            about=BETWEEN.join(
                [gettext("Indicator"), *(_titles(document, indicator, language=language)[:1])]
            ),
            text=f"{read(indicator.why)} {_source(indicator, language=language)}".strip(),
        )


def _of_editions(organisation: Organisation, language: Language) -> Iterator[Findable]:
    latest: dict[int, Edition] = {}
    for row in editions_of(organisation):  # latest first: a correction stands for those before it
        latest.setdefault(row.year, row)
    for row in latest.values():
        read = published(row)
        url = reverse("edition_number", args=[organisation.slug, row.year, row.number])
        called = gettext("Follow-up %(year)s") % {"year": row.year}
        yield Findable(
            kind=Page.Kind.EDITION,
            language=language,
            address=f"edition:{row.year}",
            url=url,
            title=called,
            text=plain(read.introduction),
        )
        for element_id, account in read.edition.accounts.items():
            yield Findable(
                kind=Page.Kind.EDITION,
                language=language,
                address=f"edition:{row.year}/{element_id}",
                url=f"{url}#{quote(element_id)}",
                title=said(read.edition.strategy.element(element_id).title).to(language),
                about=called,
                text=plain("\n\n".join(read.read(text) for text in account.texts.values())),
            )


def _of_evidence(organisation: Organisation, language: Language) -> Iterator[Findable]:
    """Yield what everybody may see today: what opens by its day is found when this is next asked."""
    for row in whole(evidence_seen_by(organisation, viewer=None, today=timezone.localdate())):
        quoted = [text for one in row.quotations.all() for text in (one.text, one.voice)]
        yield Findable(
            kind=Page.Kind.EVIDENCE,
            language=language,
            address=f"evidence:{row.slug}",
            url=reverse("evidence", args=[organisation.slug, row.slug]),
            title=row.title,
            about=BETWEEN.join([gettext("Evidence"), row.get_kind_display(), str(row.year), row.source]),
            text=plain("\n\n".join([row.says, row.text, row.method, *quoted])),
        )


def _of_horizon(organisation: Organisation, language: Language) -> Iterator[Findable]:
    """Yield the signals that everybody may see, also those that are gone: what was seen is found still."""
    for row in signals_seen_by(organisation, viewer=None).prefetch_related("steps"):
        steps = [one.title for one in row.steps.all()]
        yield Findable(
            kind=Page.Kind.HORIZON,
            language=language,
            address=f"signal:{row.slug}",
            url=reverse("signal", args=[organisation.slug, row.slug]),
            title=row.title,
            about=BETWEEN.join([row.get_kind_display(), row.get_level_display()]),
            text=plain("\n\n".join([row.for_county, row.text, *steps])),
        )


def _of_initiatives(organisation: Organisation, language: Language) -> Iterator[Findable]:
    """Yield the initiatives that everybody may see, with their partners and what their logs tell."""
    seen = initiatives_seen_by(organisation, viewer=None)
    for row in seen.prefetch_related("partners", "milestones", "entries"):
        parts = [one.name for one in row.partners.all()] + [one.title for one in row.milestones.all()]
        yield Findable(
            kind=Page.Kind.INITIATIVE,
            language=language,
            address=f"initiative:{row.slug}",
            url=reverse("initiative", args=[organisation.slug, row.slug]),
            title=row.title,
            about=BETWEEN.join([row.get_kind_display(), row.get_status_display(), row.owner]),
            text=plain("\n\n".join([row.text, row.practice, *parts, *(e.text for e in row.entries.all())])),
        )


def _of_households(organisation: Organisation, language: Language) -> Iterator[Findable]:
    """Yield the households that everybody may see, with what is written for each."""
    today = timezone.localdate()
    for row in households_seen_by(organisation, viewer=None).prefetch_related("meanings"):
        of_pages, of_sessions = meanings_of(organisation, row, viewer=None, today=today)
        written = [one.meaning.text for one in of_pages]
        written += [text for one in of_sessions for text in (one.session, one.text)]
        yield Findable(
            kind=Page.Kind.HOUSEHOLD,
            language=language,
            address=f"household:{row.slug}",
            url=reverse("household", args=[organisation.slug, row.slug]),
            title=row.name,
            about=gettext("Invented household"),
            text=plain("\n\n".join([row.lives_on, row.text, *written])),
        )


def _of_mobilisations(organisation: Organisation, language: Language) -> Iterator[Findable]:
    """Yield the questions that everybody may see, and the platforms; never who sits in one."""
    for row in mobilisations_seen_by(organisation, viewer=None):
        yield Findable(
            kind=Page.Kind.MOBILISATION,
            language=language,
            address=f"mobilisation:{row.slug}",
            url=reverse("mobilisation", args=[organisation.slug, row.slug]),
            title=row.title,
            about=BETWEEN.join([row.get_state_display(), f"{row.first_year}–{row.last_year}"]),
            text=plain("\n\n".join([row.shift, row.text, row.decision])),
        )
    for platform in platforms_seen_by(organisation, viewer=None).prefetch_related("meetings", "deeds"):
        meetings = [text for one in platform.meetings.all() for text in (one.title, one.text)]
        deeds = [one.text for one in platform.deeds.all()]
        yield Findable(
            kind=Page.Kind.MOBILISATION,
            language=language,
            address=f"platform:{platform.slug}",
            url=reverse("platform", args=[organisation.slug, platform.slug]),
            title=platform.title,
            about=gettext("Platform"),
            text=plain("\n\n".join([platform.mandate, platform.text, *meetings, *deeds])),
        )


def _of_forum(organisation: Organisation, language: Language) -> Iterator[Findable]:
    """Yield the events that everybody may see, and what is published of their items; never who takes part."""
    now = timezone.now()
    rows = events_seen_by(organisation, viewer=None).filter(organisation=organisation)
    for row in rows.prefetch_related("sessions__resources"):
        ends = ends_of(row)
        has_been = ends is not None and ends <= now  # what was said is read from then on
        beside = {str(one.uid): _beside(one, has_been=has_been) for one in row.sessions.all()}
        days = [day_in_words(one.on).to(language) for one in row.days.all()]
        yield Findable(
            kind=Page.Kind.FORUM,
            language=language,
            address=f"event:{row.slug}",
            url=reverse("event", args=[organisation.slug, row.slug]),
            title=row.title,
            about=BETWEEN.join([row.get_kind_display(), *days]),
            text=plain(
                "\n\n".join([row.theme, row.text, row.purpose, row.audience, row.summary if has_been else ""])
            ),
        )
        version = latest_version(row)
        for item in programme_in(version).items if version is not None else ():
            if item.cancelled or item.kind in OF_NO_NEWS:
                continue
            yield Findable(
                kind=Page.Kind.FORUM,
                language=language,
                address=f"session:{row.slug}.{item.slug}",
                url=reverse("session", args=[organisation.slug, row.slug, item.slug]),
                title=item.title,
                about=BETWEEN.join([gettext("Item of a programme"), row.title]),
                text=plain("\n\n".join([item.text, item.question, *beside.get(item.id, ())])),
            )


def _of_letters(organisation: Organisation, language: Language) -> Iterator[Findable]:
    """Yield the letters that have been sent, as they were that day."""
    for row in letters_seen_by(organisation, viewer=None):
        shown = [text for one in letter_shown(row, language) for text in (one.title, one.sentence, one.text)]
        day = day_in_words(timezone.localdate(row.sent_at)).to(language)
        yield Findable(
            kind=Page.Kind.LETTER,
            language=language,
            address=f"letter:{row.slug}",
            url=reverse("letter", args=[organisation.slug, row.slug]),
            title=row.title,
            about=BETWEEN.join([gettext("Newsletter"), day]),
            text=plain("\n\n".join(shown)),
        )


def _beside(session: Session, *, has_been: bool) -> list[str]:
    """Return what an item leaves: its films and documents, and afterwards what was said."""
    left = [text for one in session.resources.all() for text in (one.title, one.text)]
    return [*([session.summary] if has_been else []), *left]


def _of_help(language: Language) -> Iterator[Findable]:
    for name in NAMES:
        text = help_text(name, language=language)
        parts = [text.lead, *(part for one in text.sections for part in (one.title, one.text))]
        yield Findable(
            kind=Page.Kind.HELP,
            language=language,
            address=f"help:{name}",
            url=reverse("help") if name == NAMES[0] else reverse("help_page", args=[name]),
            title=text.title,
            about=gettext("About Läget"),
            text=plain("\n\n".join(parts)),
        )


def _titles(document: StrategyDocument, indicator: Indicator, *, language: Language) -> list[str]:
    """Return the titles of the elements that an indicator has a target for or follows."""
    aimed = [one.element for one in document.targets if one.indicator == indicator.id]
    return [said(document.element(one).title).to(language) for one in (*aimed, *indicator.follows)]


def _source(indicator: Indicator, *, language: Language) -> str:
    match indicator.source:
        case KoladaSource(kpi=kpi):
            return f"Kolada {kpi}"
        case FileSource(publisher=publisher, title=title):
            own = said(title).to(language) if title is not None else ""
            return f"{publisher or ''} {own}".strip()
        case source:
            return f"{source.publisher.upper()} {source.table}"
