"""What is read of a programme file, gathered: each item as it can be kept, and what could not be used."""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from laget.core.forum.brought import (
    LONGEST_PLACE,
    LONGEST_TITLE,
    NOWHERE,
    Brought,
    Entry,
    Remark,
)
from laget.core.words.said import Refusal, Said
from laget.data.programmes.times import LONGEST
from laget.data.programmes.words import (
    is_kind,
    kind_of,
    line,
    links_of,
    markdown_of,
    people_of,
    titled,
    words,
)

MOST_ITEMS = 5_000
MOST_REMARKS = 5_000
MOST_NAMED = 200  # fields and kinds that are not used
QUOTED = 60  # characters
# Where people meet: such a link is for those who are registered, and a programme is for everybody.
MEETING = re.compile(
    r"\b(teams\.microsoft\.com/(l/meetup-join|meet)|teams\.live\.com/meet|zoom\.us/(j|w|my)/|meet\.google\.com/"
    r"|webex\.com/|whereby\.com/|meet\.jit\.si/|gotomeet|join\.skype\.com/|meet\.lync\.com/)",
    re.IGNORECASE,
)


class FileRefused(Refusal):
    """A file that holds no programme that can be read at all."""


@dataclass(slots=True, kw_only=True)
class Raw:
    """An item as a file says it, before it is made to fit."""

    where: Said
    title: object = ""
    texts: Sequence[object] = ()
    starts: datetime.datetime | None = None
    ends: datetime.datetime | None = None
    on: datetime.date | None = None
    until: datetime.date | None = None
    place: object = ""
    people: Sequence[str] = ()
    track: object = ""
    kind: str = ""
    links: Sequence[tuple[object, object]] = ()
    uid: object = ""
    is_cancelled: bool = False


@dataclass(slots=True)
class Gathering:
    """The items and remarks of one file; `unused` counts fields that have no place here, by their names."""

    items: list[Entry] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unused: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)  # that no item has here
    floating: int = 0  # times without a time zone
    too_many: int = 0
    first_unread: Said | None = None  # where the first of them is
    untold: int = 0

    def tell(self, sv: str, en: str, *, where: Said = NOWHERE) -> None:
        """Keep what is to be said of the file."""
        remark = Remark(said=Said(sv, en), where=where)
        if self.remarks and self.remarks[-1] == remark:  # of several items of one row
            return
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(remark)
        else:
            self.untold += 1

    def keep(self, raw: Raw) -> None:
        """Keep an item as it fits; what does not is told, and put into its text where it is words."""
        title, says_cancelled = titled(raw.title)
        texts = list(dict.fromkeys(one for one in (markdown_of(words(text)) for text in raw.texts) if one))
        if not title and texts:
            title, *rest = texts[0].split("\n", 1)
            title = line(title)
            texts[0] = rest[0].strip() if rest else ""
            self.tell(
                "ingen titel; textens första rad är titel.",
                "no title; the text's first line is it.",
                where=raw.where,
            )
        if not title:
            when = f" ({raw.starts:%Y-%m-%d %H.%M})" if raw.starts else f" ({raw.on})" if raw.on else ""
            self.tell(
                f"ingen titel{when}; punkten används inte.",
                f"no title{when}; the item is not used.",
                where=raw.where,
            )
            return
        if len(self.items) >= MOST_ITEMS:
            self.too_many += 1
            self.first_unread = self.first_unread or raw.where
            return
        if len(title) > LONGEST_TITLE:
            texts.insert(0, title)
            title = title[: LONGEST_TITLE - 1].rstrip() + "…"
            self._cut("titeln", "the title", raw.where)
        place = line(raw.place)
        if len(place) > LONGEST_PLACE:
            texts.append(place)
            place = place[: LONGEST_PLACE - 1].rstrip() + "…"
            self._cut("platsen", "the place", raw.where)
        people, odd = people_of(raw.people)
        texts += odd
        if odd:
            self._cut("namnet", "the name", raw.where)
        links, no_links = links_of(raw.links)
        texts += no_links
        for one in no_links:
            self.tell(
                f"”{quoted(one)}” är ingen webbadress; den står i texten.",
                f"“{quoted(one)}” is no web address; it stands in the text.",
                where=raw.where,
            )
        if any(MEETING.search(one) for one in (*texts, place, *(link.address for link in links))):
            self.tell(
                "har en länk till ett digitalt möte. Den visas för alla i programmet.",
                "has a link to a digital meeting. It is shown to everybody in the programme.",
                where=raw.where,
            )
        if raw.kind and not is_kind(raw.kind):
            self.kinds[quoted(raw.kind)] += 1
        starts, ends = self._span(raw)
        self.items.append(
            Entry(
                title=title,
                starts=starts,
                ends=ends,
                on=None if starts is not None else raw.on,
                until=self._until(raw) if starts is None else None,
                place=place,
                people=people,
                text="\n\n".join(one for one in texts if one),
                track=line(raw.track)[:LONGEST_TITLE],
                kind=kind_of(raw.kind, title),
                links=links,
                uid=line(raw.uid),
                is_cancelled=raw.is_cancelled or says_cancelled,
                where=raw.where,
            )
        )

    def brought(self, *, read_as: Said, title: str = "") -> Brought:
        """Return what has been gathered; times without a zone and fields not used are told once each."""
        remarks = list(self.remarks)
        if self.floating:
            many = self.floating
            said = Said(
                f"tider utan tidszon: {many}. De är lästa som svensk tid.",
                f"times without a time zone: {many}. They are read as Swedish time.",
            )
            remarks.append(Remark(said=said))
        if self.kinds:
            sv, en = _counted(self.kinds)
            remarks.append(
                Remark(
                    said=Said(
                        f"slag som inte finns här, lästa efter titeln eller som föredrag: {sv}.",
                        f"kinds that are not known here, read by the title or as talks: {en}.",
                    )
                )
            )
        if self.unused:
            sv, en = _counted(self.unused)
            said = Said(f"fält som inte används: {sv}.", f"fields that are not used: {en}.")
            remarks.append(Remark(said=said))
        if self.too_many:
            remarks.append(
                Remark(
                    said=Said(
                        f"filen har fler än {MOST_ITEMS} punkter; {self.too_many} är inte lästa, härifrån.",
                        f"the file has more than {MOST_ITEMS} items; {self.too_many} from here are not read.",
                    ),
                    where=self.first_unread or NOWHERE,
                )
            )
        if self.untold:
            remarks.append(
                Remark(said=Said(f"och {self.untold} anmärkningar till.", f"and {self.untold} remarks more."))
            )
        return Brought(
            items=tuple(self.items),
            remarks=tuple(remarks),
            read_as=read_as,
            title=titled(title)[0][:LONGEST_PLACE],
        )

    def _span(self, raw: Raw) -> tuple[datetime.datetime | None, datetime.datetime | None]:
        starts, ends = raw.starts, raw.ends
        if starts is None or ends is None:
            return starts, None
        length = ends.astimezone(datetime.UTC) - starts.astimezone(datetime.UTC)  # of time, not of the clock
        if not length:
            return starts, None
        if length < datetime.timedelta():
            self.tell(
                "slutet är före starten; sluttiden används inte.",
                "the end is before the start; the end is not used.",
                where=raw.where,
            )
            return starts, None
        if length > LONGEST:
            self.tell(
                f"punkten är längre än {LONGEST.days} dagar; sluttiden används inte.",
                f"the item is longer than {LONGEST.days} days; the end is not used.",
                where=raw.where,
            )
            return starts, None
        return starts, ends

    def _until(self, raw: Raw) -> datetime.date | None:
        if raw.on is None or raw.until is None or raw.until <= raw.on:
            return None
        return raw.until

    def _cut(self, sv: str, en: str, where: Said) -> None:
        self.tell(
            f"{sv} är för lång och står hel i texten.",
            f"{en} is too long and stands whole in the text.",
            where=where,
        )


def _counted(many: Counter[str]) -> tuple[str, str]:
    listed = ", ".join(f"{name} ({number})" for name, number in many.most_common(MOST_NAMED))
    more = len(many) - MOST_NAMED
    return (f"{listed} och {more} till", f"{listed} and {more} more") if more > 0 else (listed, listed)


def quoted(text: object) -> str:
    """Return the beginning of what a file says, as it is quoted in a sentence."""
    written = line(text)
    return written if len(written) <= QUOTED else written[: QUOTED - 1] + "…"


def on_line(number: int) -> Said:
    """Return where a line is."""
    return Said(f"Rad {number}", f"Line {number}")
