"""The site as a command sees it: Django set up on this installation, its tables and files in order."""

import os

from laget.cli.home import home


def start() -> None:
    """Set Django up on this installation."""
    import django  # late: only the site needs it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laget.config.settings")
    django.setup()


def open_database() -> None:
    """Set Django up, and bring the database's tables to what this version of Läget needs."""
    from django.core.management import call_command  # late: only the site needs it

    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    start()
    call_command("migrate", verbosity=0, interactive=False)


def answer_at(port: int) -> None:
    """Let links in mails and calendars lead to a port, unless LAGET_ADDRESS says where the site is."""
    if not os.environ.get("LAGET_ADDRESS"):
        os.environ["LAGET_ADDRESS"] = f"http://localhost:{port}"


def prepare() -> None:
    """Bring the database's tables and the files of the look to what this version of Läget needs."""
    from django.core.management import call_command  # late: only the site needs it

    open_database()
    call_command("collectstatic", verbosity=0, interactive=False)
    from laget.pages.index import index_help  # late: it needs Django set up

    index_help()
