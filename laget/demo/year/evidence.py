"""Evidence of the example region, read from its file and put there; doing it twice does no harm."""

from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from laget.apps.accounts.models import Organisation
from laget.apps.evidence.actions import Content, Quoted, publish_evidence, write_evidence
from laget.apps.evidence.models import Evidence
from laget.apps.media.actions import bring_file
from laget.apps.media.models import File

OWN_KEYS = ("slug", "public", "file", "ties", "quotations", "kind")


def fill_evidence(organisation: Organisation) -> None:
    """Put the example's evidence into a region; what is there already is left as it is."""
    known = set(Evidence.objects.filter(organisation=organisation).values_list("slug", flat=True))
    for row in YAML(typ="safe").load((files("laget.demo.year") / "evidence.yaml").read_text("utf-8")):
        if row["slug"] not in known:
            _put(organisation, row)


def _put(organisation: Organisation, row: dict[str, Any]) -> None:
    told = {key: value for key, value in row.items() if key not in OWN_KEYS}
    content = Content(
        kind=Evidence.Kind(row["kind"]),
        file=_brought(organisation, row["file"]) if "file" in row else None,
        ties=tuple(row.get("ties", ())),
        quotations=tuple(
            Quoted(**{**one, "ties": tuple(one.get("ties", ()))}) for one in row.get("quotations", ())
        ),
        **told,
    )
    evidence = write_evidence(organisation, actor=None, content=content)
    Evidence.objects.filter(pk=evidence.pk).update(slug=row["slug"])  # as other examples point at it
    if row.get("public"):
        publish_evidence(organisation, actor=None, evidence=evidence)


def _brought(organisation: Organisation, name: str) -> File:
    data = (files("laget.demo.year") / name).read_bytes()
    return bring_file(organisation, actor=None, name=name, data=data)
