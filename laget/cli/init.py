"""`laget init`: an empty installation with one region and the invitation of its administrator."""

from typing import Annotated

import typer

from laget.cli.site import prepare
from laget.cli.speech import described, language, refusing, say, t
from laget.core.words.said import Refusal, Said


class NotInitialised(Refusal):
    """A region that cannot be made as it is asked for."""


@described(
    sv="""Gör en tom installation med en region och en administratör.

    Skriver ut en länk som administratören använder en gång för att välja namn och lösenord. Länken bygger på
    LAGET_ADDRESS. Finns regionen redan läggs bara en ny inbjudan till.

    Exempel: laget init --region-slug exempel --name "Region Exempel" --code 13
    --administrator ada@example.se
    """,
    en="""Make an empty installation with one region and one administrator.

    Prints a link that the administrator uses once to choose a name and a password. The link is made of
    LAGET_ADDRESS. Where the region is there already, only an invitation is added.

    Example: laget init --region-slug exempel --name "Region Exempel" --code 13
    --administrator ada@example.se
    """,
)
@refusing
def init(
    region_slug: Annotated[
        str, typer.Option(help=t("Regionens adress på platsen.", "The region's address."))
    ],
    name: Annotated[str, typer.Option(help=t("Regionens namn.", "The region's name."))],
    code: Annotated[str, typer.Option(help=t("Länets kod, två siffror.", "The county's code, two digits."))],
    administrator: Annotated[
        str, typer.Option(help=t("Administratörens e-postadress.", "The administrator's e-mail address."))
    ],
) -> None:
    """Make the region and invite its administrator."""
    prepare()
    from django.conf import settings  # late: these need Django set up
    from django.core.exceptions import ValidationError
    from django.db import transaction
    from django.utils import timezone, translation

    from laget.apps.accounts.models import Organisation, Role
    from laget.apps.people.actions import DAYS, invite_person

    asked = Organisation(slug=region_slug, name=name, area=code)
    with transaction.atomic():
        region = Organisation.objects.filter(slug=region_slug).first()
        if region is None:
            try:
                asked.full_clean()
            except ValidationError as fault:
                told = "; ".join(fault.messages)
                raise NotInitialised(
                    Said(f"Regionen går inte att skapa: {told}", f"The region cannot be made: {told}")
                ) from fault
            asked.save()
            region = asked
        with translation.override(language()):
            link = invite_person(
                region,
                actor=None,
                email=administrator,
                roles=[Role.ADMINISTRATOR],
                site=settings.ADDRESS,
                now=timezone.now(),
            )
    print(
        say(
            Said(
                f"{region.name} finns. Administratören väljer namn och lösenord här, "
                f"inom {DAYS} dagar:\n{link}",
                f"{region.name} is there. The administrator chooses a name and a password here, "
                f"within {DAYS} days:\n{link}",
            )
        )
    )
