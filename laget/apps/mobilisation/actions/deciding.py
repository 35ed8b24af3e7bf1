"""Writes: a decision chooses some mobilisations and declines others; one that is done is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.kept import touched
from laget.apps.mobilisation.actions.writing import Unfit, allowed, check_years, held, logged
from laget.apps.mobilisation.models import Mobilisation
from laget.apps.mobilisation.permissions import DECIDE_MOBILISATIONS
from laget.core.words.said import Refusal, Said

State = Mobilisation.State


class OtherState(Refusal):
    """A mobilisation that cannot be decided, closed or opened from where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided and when, where it is recorded, and what it says."""

    body: str
    on: date
    paragraph: str
    diary: str
    text: str = ""


def decide_mobilisations(
    organisation: Organisation,
    *,
    actor: Visitor | None,
    decision: Decision,
    chosen: Sequence[tuple[Mobilisation, int | None]],
    declined: Sequence[tuple[Mobilisation, int | None]] = (),
    today: date | None = None,
) -> None:
    """Write one decision on each that it chose, which everybody may then see, and on each that it declined.

    Each comes with the revision that was seen. One that was chosen before is decided anew: a decision that
    was written wrong is written right. A day after `today` is refused, where that is given: what nobody has
    decided yet would be shown as decided. Raises NotAllowed, Unfit, OtherState, ChangedMeanwhile.
    """
    allowed(organisation, actor, DECIDE_MOBILISATIONS)
    _fit(decision, chosen=len(chosen) + len(declined), today=today)
    with transaction.atomic():
        for state, rows in ((State.CHOSEN, chosen), (State.DECLINED, declined)):
            for asked, revision in rows:
                row = held(organisation, asked, revision=revision)
                if row.state == State.CLOSED or (row.state == State.CHOSEN and state == State.DECLINED):
                    raise OtherState(
                        Said(
                            f"”{row.title}” är redan vald eller stängd.",
                            f"“{row.title}” is already chosen or closed.",
                        )
                    )
                row.state = state
                row.decided_by, row.decided_on = decision.body, decision.on
                row.paragraph, row.diary, row.decision = decision.paragraph, decision.diary, decision.text
                row.public = row.public or state == State.CHOSEN
                touched(row, actor=actor)
                row.save()
                logged(organisation, actor, "decide_mobilisations", row, state=state.value)


def close_mobilisation(
    organisation: Organisation, *, actor: Visitor | None, mobilisation: Mobilisation, revision: int | None
) -> None:
    """Say that the gathering is over; its text, decision and outcomes stand. Raises as the others do."""
    _move(organisation, actor, mobilisation, revision, (State.CHOSEN, State.CLOSED), "close_mobilisation")


def reopen_mobilisation(
    organisation: Organisation, *, actor: Visitor | None, mobilisation: Mobilisation, revision: int | None
) -> None:
    """Take up again what was closed; raises NotAllowed, OtherState, ChangedMeanwhile."""
    _move(organisation, actor, mobilisation, revision, (State.CLOSED, State.CHOSEN), "reopen_mobilisation")


def _move(
    organisation: Organisation,
    actor: Visitor | None,
    mobilisation: Mobilisation,
    revision: int | None,
    states: tuple[State, State],
    action: str,
) -> None:
    allowed(organisation, actor, DECIDE_MOBILISATIONS)
    with transaction.atomic():
        row = held(organisation, mobilisation, revision=revision)
        before, after = states
        if row.state != before:
            raise OtherState(
                Said(
                    "Det går bara att stänga en vald kraftsamling, och att öppna en som är stängd.",
                    "Only a chosen mobilisation can be closed, and only a closed one opened.",
                )
            )
        row.state = after
        touched(row, actor=actor)
        row.save()
        logged(organisation, actor, action, row)


def _fit(decision: Decision, *, chosen: int, today: date | None) -> None:
    check_years(decision.on.year, None, field="on")
    if today is not None and decision.on > today:
        raise Unfit("on", Said("Dagen har inte kommit än.", "The day has not come yet."))
    for field in ("body", "paragraph", "diary"):
        if not getattr(decision, field).strip():
            raise Unfit(
                field,
                Said(
                    "Ett beslut har ett organ, en paragraf och ett diarienummer.",
                    "A decision has a body, a paragraph and a diary number.",
                ),
            )
    if not chosen:
        raise Unfit(
            "", Said("Välj minst en fråga som beslutet gäller.", "Choose at least one question it is about.")
        )
