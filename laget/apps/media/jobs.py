"""What is due: files that nothing points at go, and then the bytes that no file has."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from laget.apps.media.models import File
from laget.apps.media.queries import pointed_at_by_nothing
from laget.data.media import clear_bytes

GRACE = timedelta(days=1)  # for a form that is not saved yet to have its file
WRITING = timedelta(hours=1)  # for bytes to have their row


def clear_files(now: datetime) -> int:
    """Remove the files that nothing points at, and the bytes that are nobody's; returns how many files."""
    gone = 0
    for pk in list(pointed_at_by_nothing().filter(brought_at__lt=now - GRACE).values_list("pk", flat=True)):
        with transaction.atomic():
            held = File.objects.select_for_update().filter(pk=pk).first()  # whoever points at it locks it too
            if held is not None and pointed_at_by_nothing().filter(pk=pk).exists():
                held.delete()
                gone += 1
    had = set(File.objects.values_list("hash", flat=True))
    clear_bytes(Path(settings.MEDIA_ROOT), had=had, before=(now - WRITING).timestamp())
    return gone
