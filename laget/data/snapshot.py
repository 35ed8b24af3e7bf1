"""What a store keeps about figures: the record of each fetch, snapshots, vintages, and alarms said yes to."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict

from laget.core.words.said import Said, in_both

FOLDER_NAME = re.compile(r"(?!\.)[\w.-]+")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Whose figures: a region's slug, an indicator's id, and the hash of where they come from."""

    region: str
    indicator: str
    source: str

    def __post_init__(self) -> None:
        for part in (self.region, self.indicator, self.source):
            if not FOLDER_NAME.fullmatch(part):
                raise ValueError(f"no name for a folder: {part!r}")


class Document(BaseModel):
    """What is kept as canonical JSON and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fetch(Document):
    """The record of one fetch of one indicator: which bytes came, when, on what request, and what was said.

    `hash` names the Parquet, `raw` the answers it was made from, in the order they came; `missing` are the
    areas that were wanted and had no row, `ended` the last year of a series the publisher has ended.
    `next_publication` is the day it has promised new figures, `definition` its own words for them. `source`
    is the source line of a value shown as published, `worked` of anything worked out from it. A record from
    before a `request` was said in both languages is read too.
    """

    region: str
    indicator: str
    source_key: str
    hash: str
    raw: tuple[str, ...]
    at: AwareDatetime
    rows: int
    request: Annotated[Said, BeforeValidator(lambda read: in_both(read) if isinstance(read, str) else read)]
    publisher: str
    publisher_updated: str | None = None
    next_publication: str | None = None
    definition: str = ""
    licence: str = ""
    source: Said
    worked: Said
    notes: tuple[Said, ...] = ()
    missing: tuple[str, ...] = ()
    ended: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One indicator's figures in one state, and every time (UTC, oldest first) they were fetched so.

    `record` is the first fetch that brought these very figures: it stays the same however often they come.
    `latest` is the last of `fetched`: what was said then may be more, such as that the series has ended.
    """

    key: Key
    hash: str
    fetched: tuple[datetime, ...]
    record: Fetch
    latest: Fetch


class Vintage(Document):
    """The state of a strategy's figures at a time: each indicator's snapshot; `at` is only its label."""

    hash: str
    at: AwareDatetime
    indicators: dict[str, str]


class Acceptance(Document):
    """A person's yes to a revision alarm."""

    alarm: str
    by: str
    reason: str
    at: AwareDatetime
