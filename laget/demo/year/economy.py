"""What the example region follows its economy by; every series of it is invented and says so."""

from laget.apps.accounts.models import Organisation
from laget.apps.horizon.actions import watch_indicators

WATCHED = ("arbetsloshet-manad-pahittad", "konkurser-pahittad", "varsel-pahittad", "bygglov-pahittad")


def fill_economy(organisation: Organisation) -> None:
    """Let the economy be followed by the months and quarters of the example; twice does no harm."""
    watch_indicators(organisation, actor=None, indicators=WATCHED)
