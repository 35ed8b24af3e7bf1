"""What an item of a programme means for the households that follow the day."""

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.households.models import Meaning
from laget.apps.households.queries import households_seen_by


def meant_for(organisation: Organisation, address: str, *, viewer: Visitor | None) -> list[Meaning]:
    """Return what is written of an address for each household that somebody may see, in their order."""
    seen = households_seen_by(organisation, viewer=viewer)
    rows = Meaning.objects.filter(address=address, household__in=seen.values("pk"))
    return list(rows.select_related("household").order_by("household__place", "household__pk"))
