"""The pages as Django knows them."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Registers the pages' templates."""

    name = "laget.pages"
    label = "pages"

    def ready(self) -> None:
        """Let appraisals rest on what the pages can resolve."""
        from laget.apps.followup.queries import sources  # models are there only now
        from laget.pages.addresses import sources_of_appraisals

        sources.OFFERS.append(sources_of_appraisals)
