"""Writes: initiatives are brought from a workbook, all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor, require
from laget.apps.audit.actions import record
from laget.apps.initiatives.actions.writing import FIELDS, change, differing, fit, knowing, made
from laget.apps.initiatives.models import Initiative
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.apps.initiatives.queries import PARTS, described, known_of, whole
from laget.apps.kept import ChangedMeanwhile, locked
from laget.core.initiatives import Described, Known, Unfitting
from laget.core.search import folded
from laget.core.words.said import Refusal, Said


class SameName(Refusal):
    """Two initiatives of one name, so that a workbook cannot say which is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """What a workbook would do: initiatives that are new, those it changes (and in what), those as they are.

    `revisions` are of the rows that are changed, by slug, so that nobody's change meanwhile is lost.
    """

    new: tuple[Described, ...]
    changed: tuple[tuple[Initiative, Described, tuple[str, ...]], ...]
    same: tuple[Initiative, ...]

    @property
    def revisions(self) -> dict[str, int]:
        """The revisions of the rows that would be changed."""
        return {row.slug: row.revision for row, _, _ in self.changed}

    @property
    def is_nothing(self) -> bool:
        """Whether everything is as it is already."""
        return not self.new and not self.changed


def planned(organisation: Organisation, *, brought: Sequence[Described], parts: Sequence[str]) -> Bringing:
    """Return what bringing these would do, by their names; `parts` names what the workbook says something of.

    All else stays as it is. Raises SameName, Unfitting.
    """
    known = known_of(organisation)
    rows: dict[str, list[Initiative]] = {}
    for row in whole(Initiative.objects.filter(organisation=organisation)):
        rows.setdefault(_key(row.title), []).append(row)
    new: list[Described] = []
    changed: list[tuple[Initiative, Described, tuple[str, ...]]] = []
    same: list[Initiative] = []
    for one in brought:
        there = rows.get(_key(one.title), [])
        if len(there) > 1:
            raise SameName(
                Said(
                    f"Två insatser heter ”{one.title}”. Ge en av dem ett annat namn först.",
                    f"Two initiatives are called “{one.title}”. Give one of them another name first.",
                )
            )
        if not there:
            _fit(one, known=known)
            new.append(one)
            continue
        before = described(there[0])
        kept = {name: getattr(before, name) for name in (*FIELDS, *PARTS) if name not in parts}
        wanted = replace(one, **kept)
        _fit(wanted, known=knowing(known, before))
        if names := differing(before, wanted):
            changed.append((there[0], wanted, tuple(names)))
        else:
            same.append(there[0])
    return Bringing(new=tuple(new), changed=tuple(changed), same=tuple(same))


def bring_initiatives(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    brought: Sequence[Described],
    parts: Sequence[str],
    revisions: Mapping[str, int] | None = None,
) -> Bringing:
    """Make and change initiatives from a workbook, all of them or none; return what was done.

    `revisions` are those of the preview: what somebody has changed or made since then is not overwritten.
    Raises NotAllowed, SameName, Unfitting, ChangedMeanwhile.
    """
    if actor is not None:
        require(actor, organisation, WRITE_INITIATIVES)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        plan = planned(organisation, brought=brought, parts=parts)
        if revisions is not None and plan.revisions != dict(revisions):
            raise ChangedMeanwhile(
                Said(
                    "Insatserna har ändrats sedan du läste in filen. Läs in den igen och se vad som sker.",
                    "The initiatives have changed since you read the file. Read it again and see what would "
                    "happen.",
                )
            )
        for wanted in plan.new:
            row = made(organisation, wanted, by=actor, slug=None)
            record(
                organisation,
                actor=actor,
                action="bring_initiatives",
                subject=f"initiative:{row.pk}",
                detail={"new": True},
            )
        for row, wanted, _names in plan.changed:
            held = locked(row, revision=row.revision)
            changed = change(held, described(held), wanted, by=actor)
            record(
                organisation,
                actor=actor,
                action="bring_initiatives",
                subject=f"initiative:{row.pk}",
                detail={"changed": changed},
            )
    return plan


def _fit(one: Described, *, known: Known | None) -> None:
    """Let what can be kept pass; raises Unfitting with the name of the initiative before each fault."""
    try:
        fit(one, known=known)
    except Unfitting as unfit:
        named = [
            replace(fault, said=Said(f"{one.title}: {fault.said.sv}", f"{one.title}: {fault.said.en}"))
            for fault in unfit.faults
        ]
        raise Unfitting(named) from unfit


def _key(title: str) -> str:
    return folded(" ".join(title.split()))
