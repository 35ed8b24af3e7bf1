"""`laget init`: an installation with a region, or a network, and the invitation of its administrator."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from laget.cli.site import prepare
from laget.cli.speech import described, language, refusing, say, t
from laget.core.areas import COUNTIES
from laget.core.words.said import Refusal, Said


class NotInitialised(Refusal):
    """A region or a network that cannot be made as it is asked for."""


@described(
    sv="""Gör en tom installation med en region och en administratör.

    Skriver ut en länk som administratören använder en gång för att välja namn och lösenord. Länken bygger på
    LAGET_ADDRESS. Finns regionen redan läggs bara en ny inbjudan till. Med --network blir det ett nätverk
    av regioner, som inte har något län.

    Exempel: laget init --region-slug exempel --name "Region Exempel" --code 13
    --administrator ada@example.se
    """,
    en="""Make an empty installation with one region and one administrator.

    Prints a link that the administrator uses once to choose a name and a password. The link is made of
    LAGET_ADDRESS. Where the region is there already, only an invitation is added. With --network it is a
    network of regions, which has no county.

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
    administrator: Annotated[
        str, typer.Option(help=t("Administratörens e-postadress.", "The administrator's e-mail address."))
    ],
    code: Annotated[
        str, typer.Option(help=t("Länets kod, två siffror.", "The county's code, two digits."))
    ] = "",
    network: Annotated[
        bool, typer.Option("--network", help=t("Ett nätverk i stället för en region.", "A network."))
    ] = False,
) -> None:
    """Make the region, or the network, and invite its administrator."""
    _hold_code(code, is_network=network)
    prepare()
    from django.conf import settings  # late: these need Django set up
    from django.core.exceptions import ValidationError
    from django.db import transaction
    from django.utils import timezone, translation

    from laget.apps.accounts.models import Organisation, Role
    from laget.apps.people.actions import DAYS, invite_person

    kind = Organisation.Kind.NETWORK if network else Organisation.Kind.REGION
    asked = Organisation(kind=kind, slug=region_slug, name=name, area=code)
    with transaction.atomic():
        region = Organisation.objects.filter(slug=region_slug).first()
        if region is None:
            try:
                asked.full_clean()
            except ValidationError as fault:
                raise _unfit(fault.message_dict) from fault
            asked.save()
            region = asked
        elif region.kind != kind:
            raise NotInitialised(
                Said(
                    f"{region_slug} finns redan och är {'en region' if network else 'ett nätverk'}.",
                    f"{region_slug} is there already and is a {'region' if network else 'network'}.",
                )
            )
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


def _hold_code(code: str, *, is_network: bool) -> None:
    """Let a county's code pass where a region is made, and none where a network is; raises NotInitialised."""
    if is_network and code:
        raise NotInitialised(
            Said("Ett nätverk har inget län: ta bort --code.", "A network has no county: leave --code out.")
        )
    if not is_network and code not in {one.code for one in COUNTIES}:
        known = ", ".join(f"{one.code} {one.name_sv}" for one in COUNTIES)
        raise NotInitialised(
            Said(
                f"--code: ”{code}” är inget läns kod. Skriv en av {known}.",
                f"--code: “{code}” is no county's code. Write one of {known}.",
            )
        )


def _unfit(faults: Mapping[str, Sequence[str]]) -> NotInitialised:
    """Return the refusal of what an organisation cannot be called, by the option that says it."""
    options = {"slug": "--region-slug", "name": "--name"}
    told = " ".join(f"{options.get(name, name)}: {' '.join(said)}" for name, said in faults.items())
    return NotInitialised(Said(f"Det går inte att skapa. {told}", f"It cannot be made. {told}"))
