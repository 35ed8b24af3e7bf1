"""Reads: why an edition cannot be published as it stands."""

from django.conf import settings
from django.utils import timezone

from laget.apps.evidence.queries import evidence_seen_by
from laget.apps.followup.models import EditionDraft, Part
from laget.apps.followup.queries.drafts import approvals_of, authors_of, computed_of, draft_hash, faults_of
from laget.apps.followup.queries.published import document_of, editions_of
from laget.core.followup import edition as core
from laget.core.strategy.document import said
from laget.core.words.said import Said
from laget.data.editions import alarms_from
from laget.data.figures import store_at


def hindrances_of(draft: EditionDraft, parts: dict[str, Part], edition: core.Edition) -> list[Said]:
    """Return each reason why a draft cannot be published as it stands."""
    found = []
    count = sum(len(one) for fields in faults_of(edition).values() for one in fields.values())
    if count:
        found.append(
            Said(
                f"Granskningen hittar {count} fel i texterna. Öppna de delar där utkastet visar fel.",
                f"The guard finds {count} faults in the texts. Open the parts where the draft shows faults.",
            )
        )
    waiting = alarms_from(store_at(settings.STORE), computed_of(draft), since=edition_before(draft))
    if waiting:
        names = [said(edition.strategy.indicator(one.indicator).title) for one in waiting]
        found.append(
            Said(
                f"Äldre siffror har ändrats: {'; '.join(one.sv for one in names)}. "
                "Godkänn dem under Revideringslarm.",
                f"Old figures have changed: {'; '.join(one.en for one in names)}. "
                "Accept them under Revision alarms.",
            )
        )
    closed = _closed_sources(draft, edition)
    if closed:
        names = [said(edition.strategy.element(one).title) for one in closed]
        found.append(
            Said(
                "Samlade bedömningar som vilar på underlag som inte är öppet för alla: "
                f"{'; '.join(one.sv for one in names)}. Vänta tills underlaget är öppet eller ta bort det ur "
                "bedömningen.",
                "Appraisals that rest on evidence that is not open to everybody: "
                f"{'; '.join(one.en for one in names)}. Wait until the evidence is open or take it out of "
                "the appraisal.",
            )
        )
    unsigned = [element for element, part in parts.items() if element and _unsigned(part)]
    if unsigned:
        names = [said(edition.strategy.element(one).title) for one in unsigned]
        found.append(
            Said(
                f"Samlade bedömningar utan underskrift: {'; '.join(one.sv for one in names)}. "
                "Öppna delen och underteckna.",
                f"Appraisals that nobody has signed: {'; '.join(one.en for one in names)}. "
                "Open the part and sign.",
            )
        )
    if not any(edition.texts()):
        found.append(
            Said(
                "Inget är skrivet än. Skriv minst en del.", "Nothing is written yet. Write at least one part."
            )
        )
    approved = [
        one
        for one in approvals_of(draft, content=draft_hash(draft, parts))
        if one.person_id not in authors_of(draft, parts)
    ]
    if not approved:
        found.append(
            Said(
                "Ingen annan har godkänt upplagan som den står nu. Be en strateg eller administratör som "
                "inte själv har skrivit i den.",
                "Nobody else has approved the edition as it stands now. Ask a strategist or an administrator "
                "who has not written in it.",
            )
        )
    return found


def edition_before(draft: EditionDraft) -> core.Edition | None:
    """Return the edition that a draft's revisions are counted from, None where it is the first."""
    if draft.corrects is not None:
        earlier = [row for row in editions_of(draft.organisation) if row.year < draft.year]
        return document_of(earlier[0]) if earlier else None
    return document_of(draft.previous) if draft.previous is not None else None


def _closed_sources(draft: EditionDraft, edition: core.Edition) -> list[str]:
    """Return the elements whose appraisal rests on evidence that not everybody may see today."""
    resting = {
        element: {one for one in account.appraisal.sources if one.startswith("evidence:")}
        for element, account in edition.accounts.items()
    }
    if not any(resting.values()):
        return []
    open_ = evidence_seen_by(draft.organisation, viewer=None, today=timezone.localdate())
    seen = {f"evidence:{slug}" for slug in open_.values_list("slug", flat=True)}
    return [element for element, those in resting.items() if those - seen]


def _unsigned(part: Part) -> bool:
    is_judged = part.nearness != Part._meta.get_field("nearness").default or bool(part.appraisal)
    return is_judged and not part.signings.all()
