"""What the keys of the format are called where a page says that one of them is another than before."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

KEYS: Mapping[str, str | Promise] = {
    "title": pgettext_lazy("key", "title"),
    "text": pgettext_lazy("key", "text"),
    "vision": pgettext_lazy("key", "vision"),
    "desired": pgettext_lazy("key", "desired state"),
    "why": pgettext_lazy("key", "reasons"),
    "level": pgettext_lazy("key", "level"),
    "within": pgettext_lazy("key", "where it belongs"),
    "serves": pgettext_lazy("key", "what it serves"),
    "dimension": pgettext_lazy("key", "dimension"),
    "responsible": pgettext_lazy("key", "who is responsible"),
    "targets": pgettext_lazy("key", "targets"),
    "links": pgettext_lazy("key", "links"),
    "period": pgettext_lazy("key", "period"),
    "contact": pgettext_lazy("key", "contact"),
    "follow_up": pgettext_lazy("key", "how it is followed up"),
    "process": pgettext_lazy("key", "state of the process"),
    "unit": pgettext_lazy("key", "unit"),
    "decimals": pgettext_lazy("key", "decimals"),
    "better": pgettext_lazy("key", "which way is better"),
    "follows": pgettext_lazy("key", "what it follows"),
    "source": pgettext_lazy("key", "source"),
    "areas": pgettext_lazy("key", "areas"),
    "by": pgettext_lazy("key", "groups"),
    "people": pgettext_lazy("key", "population it is counted with"),
    "noise": pgettext_lazy("key", "what counts as no change"),
    "breaks": pgettext_lazy("key", "breaks in the series"),
    "months": pgettext_lazy("key", "how months make a year"),
    "quarters": pgettext_lazy("key", "how quarters make a year"),
    "ages": pgettext_lazy("key", "ages"),
    "counts": pgettext_lazy("key", "what is counted"),
    "invented": pgettext_lazy("key", "whether it is invented"),
    "element": pgettext_lazy("key", "what it is a target for"),
    "indicator": pgettext_lazy("key", "indicator"),
    "owner": pgettext_lazy("key", "owner"),
    "status": pgettext_lazy("key", "state"),
    "kind": pgettext_lazy("key", "kind"),
    "about": pgettext_lazy("key", "what it is about"),
    "touches": pgettext_lazy("key", "what it touches"),
    "since": pgettext_lazy("key", "since when"),
    "address": pgettext_lazy("key", "address"),
}


def in_words(keys: Iterable[str]) -> str:
    """Return keys as a list in a sentence."""
    return ", ".join(str(KEYS.get(name, name)) for name in keys)
