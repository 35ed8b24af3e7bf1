"""What the columns of a programme are called, in tables that people keep."""

import re
from collections.abc import Mapping
from enum import StrEnum

from laget.core.search import folded
from laget.data.sources.tables.grid import Row, text_of


class Role(StrEnum):
    """What a column holds."""

    DAY = "day"
    SPAN = "span"  # a time, or from and to
    STARTS = "starts"
    ENDS = "ends"
    LASTS = "lasts"
    LAST_DAY = "last_day"
    TITLE = "title"
    PLACE = "place"
    PEOPLE = "people"
    TEXT = "text"
    TRACK = "track"
    KIND = "kind"
    LINK = "link"
    CANCELLED = "cancelled"
    WHOLE_DAY = "whole_day"
    UID = "uid"


WORDS: Mapping[Role, str] = {
    Role.DAY: "datum|dag|date|day|startdatum|start date|startdag|dagar|vilken dag|när (dag)|veckodag|weekday|"
    "date start",
    Role.SPAN: "tid|tider|klockslag|kl|kl.|klockan|tidpunkt|time|when|när|tidsschema|hours|hour|timeslot|"
    "time slot|tid (kl)",
    Role.STARTS: "start|starttid|börjar|från|fr.o.m.|from|begin|begins|start time|starts|dtstart|tid från|"
    "från kl|starttime|start hour|start tid|börjar kl|time start|starts at|start at|scheduled at|starting|"
    "scheduled start|datum och tid|datum/tid|date and time|date/time|date & time",
    Role.ENDS: "slut|sluttid|slutar|till|t.o.m.|end|ends|end time|to|dtend|tid till|till kl|endtime|"
    "end hour|slut tid|slutar kl|until|time end|ends at|end at|ending|scheduled end",
    Role.LASTS: "längd|duration|minuter|min|tidsåtgång|längd (min)|minutes|varaktighet|antal minuter|"
    "tidslängd|duration (min)|längd (minuter)",
    Role.LAST_DAY: "slutdatum|slutdag|end date|till datum|sista dag|date end|last day",
    Role.TITLE: "programpunkt|titel|rubrik|punkt|aktivitet|title|ämne|subject|vad|session|pass|"
    "programpunkter|moment|händelse|summary|programinnehåll|namn|name|benämning|föredrag|evenemang|program|event|"
    "titel på föredrag|agenda|agendapunkt|dagordning|innehåll|what|topic|talk|lecture|presentation|item|"
    "activity|proposal",
    Role.PLACE: "plats|lokal|sal|rum|scen|place|room|location|where|var|hall|venue|lokal/plats|sal/rum",
    Role.PEOPLE: "medverkande|talare|föreläsare|vem|speaker|speakers|people|presenter|presenters|presentatör|"
    "ansvarig|ansvariga|moderator|moderatorer|värd|deltar|deltagare|panel|i panelen|talare/medverkande|"
    "person|personer|persons|host|med|hållare|håller i|who|by|föredragshållare|medverkar|lecturer|"
    "moderators|panelist|panelists|panellists",
    Role.TEXT: "text|beskrivning|description|abstract|info|information|anteckning|anteckningar|kommentar|"
    "kommentarer|underrubrik|subtitle|syfte|detaljer|details|notes|övrigt|sammanfattning|ingress|synopsis|content|contents|body",
    Role.TRACK: "spår|tema|track|område|inriktning|inriktningar|kategori|category|ämnesområde|block|theme",
    Role.KIND: "slag|typ|type|form|format|sort|kind|punkttyp|typ av punkt",
    Role.LINK: "länk|länkar|url|webb|link|links|webbadress|adress till sida|webbsida|website",
    Role.CANCELLED: "inställd|inställt|cancelled|canceled|status",
    Role.WHOLE_DAY: "heldag|heldagshändelse|hela dagen|all day|all day event",
    Role.UID: "id|uid|guid|nr|nummer|löpnummer|number|no|#",
}
ROLES = {folded(word): role for role, listed in WORDS.items() for word in listed.split("|")}
NAMES = frozenset(form for word in ROLES for form in (word, word.capitalize(), word.title(), word.upper()))
TIMES = (Role.SPAN, Role.STARTS)
FEWEST = 2  # columns that make a row the headings
MANY = frozenset({Role.DAY, Role.PEOPLE, Role.TEXT, Role.LINK})  # of which a table may have several
HUMP = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")  # between the words of "SessionTitle"
LANGUAGES = {"english", "engelska", "en", "swedish", "svenska", "sv"}  # of several columns of one role
LONGEST = 40  # characters of a heading
# Words before what a column holds: "Session title", "Scheduled duration".
OF_ITEMS = {
    "session", "talk", "event", "proposal", "presentation", "item", "activity", "programme", "program",
    "scheduled", "lecture",
}  # fmt: skip


def headings_in(rows: tuple[Row, ...]) -> tuple[int, dict[int, Role], list[tuple[int, str]]] | None:
    """Return the first row that has most of a programme's columns, each column's role, and other columns.

    None where no row among the first thirty has a title's column and one more.
    """
    best: tuple[int, dict[int, Role], list[tuple[int, str]]] | None = None
    for place, row in enumerate(rows[:30]):
        roles, others = _roles(row)
        if Role.TITLE not in roles.values() and not {*TIMES}.isdisjoint(roles.values()):
            texts = [column for column, role in roles.items() if role is Role.TEXT]
            roles |= dict.fromkeys(texts[:1], Role.TITLE)  # "Tid" and "Beskrivning" alone
        if len(roles) < FEWEST or Role.TITLE not in roles.values():
            continue
        if best is None or len(roles) > len(best[1]):
            best = place, roles, others
    return best


def role_of(text: str) -> Role | None:
    """Return what a column of this heading holds: "Room name", "Lokal/plats", "Speaker(s)"."""
    if len(text) > LONGEST:
        return None
    text = HUMP.sub(" ", text) if text != text.upper() else text
    whole = folded(text).replace("(s)", "s").replace("_", " ").strip(" :.*")
    bare = whole.split(" (")[0].strip(" :.*")
    tried = [whole, bare, *re.split(r"\s*/\s*", bare)]
    before, _space, after = bare.partition(" ")
    if after in {"name", "names", "namn"} or (after == "title" and before not in OF_ITEMS):
        tried.append(before)
    elif before in OF_ITEMS:
        tried.append(after)
    elif after in LANGUAGES:
        tried.append(before)
    tried.append(bare.replace(" ", ""))
    return next((ROLES[one] for one in tried if one in ROLES), None)


def _roles(row: Row) -> tuple[dict[int, Role], list[tuple[int, str]]]:
    roles: dict[int, Role] = {}
    others = []
    for place, cell in enumerate(row):
        text = text_of(cell)
        role = role_of(text)
        if role is None:
            if text:
                others.append((place, text))
        elif role in roles.values() and role not in MANY:
            # "Rubrik" beside "Titel" holds more words of the same item
            if role in {Role.TITLE, Role.TRACK, Role.KIND}:
                roles[place] = Role.TEXT
            else:
                others.append((place, text))
        else:
            roles[place] = role
    return roles, others
