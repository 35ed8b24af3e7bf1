"""What a publisher says beside its tables: its configuration, its code lists, and its list of tables."""

from pydantic import Field

from laget.data.sources.pxweb.cube import Read


class Coded(Read):
    """One code of a code list, and the table's own codes it stands for."""

    code: str
    label: str = ""
    values: tuple[str, ...] = Field(default=(), alias="valueMap")


class CodeList(Read):
    """A code list: values that the publisher holds apart, so that they may be added."""

    id: str
    label: str = ""
    values: tuple[Coded, ...]


class Citation(Read):
    """How the publisher wants to be named, in one language."""

    language: str
    text: str


class Configuration(Read):
    """What a publisher's /config says: how much may be asked for at once, how often, and on what terms."""

    most_cells: int = Field(alias="maxDataCells", gt=0)
    calls: int = Field(alias="maxCallsPerTimeWindow", gt=0)
    seconds: float = Field(alias="timeWindow", gt=0)
    licence: str = Field(default="", alias="license")
    citations: tuple[Citation, ...] = Field(default=(), alias="sourceReferences")


class Subject(Read):
    """One step of the way to a table through the publisher's subjects."""

    id: str
    label: str = ""


class Summary(Read):
    """A table in the publisher's list; `discontinued` is unreliable, the last period is not."""

    id: str
    label: str
    updated: str | None = None
    first_period: str | None = Field(default=None, alias="firstPeriod")
    last_period: str | None = Field(default=None, alias="lastPeriod")
    discontinued: bool = False
    source: str = ""
    variables: tuple[str, ...] = Field(default=(), alias="variableNames")
    paths: tuple[tuple[Subject, ...], ...] = ()


class Page(Read):
    """Which part of a list an answer is."""

    number: int = Field(alias="pageNumber")
    pages: int = Field(alias="totalPages")


class Found(Read):
    """The tables that a search found, the likeliest first; `page` says which part of them."""

    tables: tuple[Summary, ...]
    page: Page | None = None
