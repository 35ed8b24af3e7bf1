"""The example region as a site: people, strategy, editions, judgement. Doing it twice does no harm."""

from importlib.resources import as_file, files

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from laget.apps.accounts.models import Membership, Organisation, Role, User
from laget.apps.followup.actions import judge_today
from laget.apps.followup.queries.statistics import files_of
from laget.apps.strategy.actions import adopt_strategy
from laget.apps.strategy.queries import document_of, version_in_force
from laget.core.strategy.document import StrategyDocument, said
from laget.data.strategy_file import read_strategy
from laget.demo.editions import publish_editions
from laget.demo.forums import NETWORK, fill_forums
from laget.demo.newsletter import fill_newsletter
from laget.demo.retention import fill_retention
from laget.demo.year.economy import fill_economy
from laget.demo.year.evidence import fill_evidence
from laget.demo.year.horizon import fill_horizon
from laget.demo.year.households import fill_households
from laget.demo.year.initiatives import fill_initiatives
from laget.demo.year.mobilisation import fill_mobilisation
from laget.pages.index import index

FIGURES = "figures.csv"
PASSWORD = "lingon-gran-2030"  # noqa: S105 - the demonstration's own, printed where it starts
PEOPLE = {
    "administrator@example.se": ("Ada Exempel", Role.ADMINISTRATOR),
    "strateg@example.se": ("Stig Exempel", Role.STRATEGIST),
    "analytiker@example.se": ("Anna Exempel", Role.ANALYST),
    "kommunikator@example.se": ("Kim Exempel", Role.COMMUNICATOR),
    "samtalsledare@example.se": ("Sam Exempel", Role.FACILITATOR),
    "lasare@example.se": ("Lo Exempel", Role.READER),
}


def fill(document: StrategyDocument) -> Organisation:
    """Make the example region as it is in `document`; what is there already is left."""
    name = said(document.region.name)
    organisation, _ = Organisation.objects.get_or_create(
        slug=document.region.slug,
        defaults={"name": name.sv, "name_en": name.en, "area": document.region.code},
    )
    known = {user.email: user for user in User.objects.filter(email__in=PEOPLE)}
    hashed = "" if len(known) == len(PEOPLE) else make_password(PASSWORD)  # once: it is slow on purpose
    for email, (called, role) in PEOPLE.items():
        user = known.get(email)
        if user is None:
            user = User.objects.create(email=email, password=hashed, name=called)
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        Membership.objects.get_or_create(organisation=organisation, user=user, role=role)
    version = version_in_force(organisation)
    if version is None:
        adopt_earlier(organisation, document)
    if version is None or document_of(version) != document:
        version = adopt_strategy(organisation, actor=None, document=document)
    keep_files(organisation)
    fill_evidence(organisation)
    fill_horizon(organisation)
    fill_economy(organisation)
    fill_initiatives(organisation)
    fill_mobilisation(organisation)  # what came of them stands in an edition
    publish_editions(organisation, version=version, store=settings.STORE)
    judge_today(organisation, version=version, store=settings.STORE)
    fill_forums(organisation)
    fill_households(organisation)  # what they say of the forum's items
    fill_newsletter(organisation)
    for one in (organisation, Organisation.objects.get(slug=NETWORK)):
        fill_retention(one)
        index(one)
    return organisation


def keep_files(organisation: Organisation) -> None:
    """Put the strategy's own file where a refresh reads the region's files."""
    folder = files_of(organisation)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FIGURES).write_bytes((files("laget.demo") / FIGURES).read_bytes())


def adopt_earlier(organisation: Organisation, document: StrategyDocument) -> None:
    """Adopt the versions before `document` that lie beside it, oldest first."""
    with as_file(files("laget.demo")) as folder:
        for earlier in document.history:
            if earlier.file is not None:
                before = read_strategy(folder / earlier.file).document
                adopt_strategy(organisation, actor=None, document=before)
