"""What must be known of each stored field about a person: its purpose, its legal ground, when it goes."""

from dataclasses import dataclass
from enum import StrEnum

from laget.core.words.said import Said


class Ground(StrEnum):
    """On what legal ground a field about a person is kept (GDPR, article 6.1)."""

    PUBLIC_TASK = "public_task"  # e
    LEGAL_OBLIGATION = "legal_obligation"  # c
    CONSENT = "consent"  # a

    @property
    def said(self) -> Said:
        """The sentence on screen."""
        return {
            Ground.PUBLIC_TASK: Said("uppgift av allmänt intresse", "a task of public interest"),
            Ground.LEGAL_OBLIGATION: Said("rättslig förpliktelse", "a legal obligation"),
            Ground.CONSENT: Said("samtycke", "consent"),
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """One field about a person: what it is, why it is kept, on what ground, and until when.

    A `secret` field serves sign-in; it is named to the person, its content is given to nobody.
    """

    what: Said | None = None
    purpose: Said
    ground: Ground
    until: Said
    secret: bool = False

    @property
    def told(self) -> Said:
        """What is said beside the field where it is asked for."""
        purpose, ground, until = self.purpose, self.ground.said, self.until
        return Said(
            f"Ändamål: {purpose.sv}. Rättslig grund: {ground.sv}. Sparas tills {until.sv}.",
            f"Purpose: {purpose.en}. Legal ground: {ground.en}. Kept until {until.en}.",
        )
