"""What the columns of a programme are called, in tables that people keep."""

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
    UID = "uid"


WORDS: Mapping[Role, str] = {
    Role.DAY: "datum|dag|date|day|startdatum|start date|startdag|dagar|vilken dag|när (dag)",
    Role.SPAN: "tid|tider|klockslag|kl|kl.|klockan|tidpunkt|time|when|när|tidsschema|hours|tid (kl)",
    Role.STARTS: "start|starttid|börjar|från|fr.o.m.|from|begin|begins|start time|starts|dtstart|tid från|"
    "från kl|starttime|start_time|start tid|börjar kl",
    Role.ENDS: "slut|sluttid|slutar|till|t.o.m.|end|ends|end time|to|dtend|tid till|till kl|endtime|"
    "end_time|slut tid|slutar kl|until",
    Role.LASTS: "längd|duration|minuter|min|tidsåtgång|längd (min)|minutes|varaktighet|antal minuter|"
    "tidslängd|duration (min)|längd (minuter)",
    Role.LAST_DAY: "slutdatum|slutdag|end date|till datum|sista dag",
    Role.TITLE: "programpunkt|titel|rubrik|punkt|aktivitet|title|ämne|subject|vad|session|pass|"
    "programpunkter|moment|händelse|summary|programinnehåll|namn|name|benämning|föredrag|evenemang|program|event|"
    "titel på föredrag|agenda|agendapunkt|dagordning|innehåll",
    Role.PLACE: "plats|lokal|sal|rum|scen|place|room|location|where|var|hall|venue|lokal/plats|sal/rum",
    Role.PEOPLE: "medverkande|talare|föreläsare|vem|speaker|speakers|people|presenter|presenters|presentatör|"
    "ansvarig|ansvariga|moderator|moderatorer|värd|deltar|deltagare|panel|i panelen|talare/medverkande|"
    "person|personer|persons|host|med|hållare|håller i",
    Role.TEXT: "text|beskrivning|description|abstract|info|information|anteckning|anteckningar|kommentar|"
    "kommentarer|underrubrik|subtitle|syfte|detaljer|details|notes|övrigt|sammanfattning|ingress",
    Role.TRACK: "spår|tema|track|område|inriktning|inriktningar|kategori|category|ämnesområde|block|theme",
    Role.KIND: "slag|typ|type|form|format|sort|kind|punkttyp|typ av punkt",
    Role.LINK: "länk|länkar|url|webb|link|links|webbadress|adress till sida|webbsida|website",
    Role.CANCELLED: "inställd|inställt|cancelled|canceled",
    Role.UID: "id|uid|guid|nr|nummer|löpnummer|number|no|#",
}
ROLES = {folded(word): role for role, listed in WORDS.items() for word in listed.split("|")}
NAMES = frozenset(form for word in ROLES for form in (word, word.capitalize(), word.title(), word.upper()))
TIMES = (Role.SPAN, Role.STARTS)
FEWEST = 2  # columns that make a row the headings
MANY = frozenset({Role.PEOPLE, Role.TEXT, Role.LINK})  # of which a table may have several


def headings_in(rows: tuple[Row, ...]) -> tuple[int, dict[int, Role], list[tuple[int, str]]] | None:
    """Return the first row that has most of a programme's columns, each column's role, and other columns.

    None where no row among the first thirty has a title's column and one more.
    """
    best: tuple[int, dict[int, Role], list[tuple[int, str]]] | None = None
    for place, row in enumerate(rows[:30]):
        roles, others = _roles(row)
        if len(roles) < FEWEST or Role.TITLE not in roles.values():
            continue
        if best is None or len(roles) > len(best[1]):
            best = place, roles, others
    return best


def _roles(row: Row) -> tuple[dict[int, Role], list[tuple[int, str]]]:
    roles: dict[int, Role] = {}
    others = []
    for place, cell in enumerate(row):
        text = text_of(cell)
        role = ROLES.get(folded(text).strip(" :.*")) if len(text) <= 40 else None
        role = role or (ROLES.get(folded(text).split(" (")[0].strip(" :.*")) if len(text) <= 40 else None)
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
