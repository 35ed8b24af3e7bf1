"""Who takes part in an event, as somebody may see it: a private person only by their own agreement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from laget.apps.forum.models import Participant, Person
from laget.core.forum.programme import Taking

Role = Participant.Role
AT_ONCE = (Role.SPEAKER, Role.PANELLIST)  # said by the kind of the item


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody in a role: a person, or an organisation alone, with what they contribute."""

    role: str
    person: Person | None
    of: str
    text: str

    @property
    def word(self) -> str | Promise:
        """The role in words; nothing for a speaker, which the item says itself."""
        return "" if self.role in AT_ONCE or self.role not in Role.values else Role(self.role).label

    @property
    def key(self) -> tuple[int, str]:
        """What tells one who takes part from another."""
        return (self.person.pk if self.person is not None else 0, self.of)


@dataclass(frozen=True, slots=True)
class InProgramme:
    """Somebody once, with all that they do: each role with the title of the item and its slug."""

    part: Part
    does: tuple[tuple[Part, str, str], ...]


def may_be_named(person: Person) -> bool:
    """Tell whether a person may be named to everybody: a private person must have agreed."""
    return not person.is_private or person.agreed_on is not None


def parts_of(taking: Iterable[Taking], people: Mapping[int, Person], *, is_editor: bool) -> tuple[Part, ...]:
    """Return who takes part as it may be shown; who is gone, or has not agreed, is not there."""
    found = []
    for one in taking:
        person = people.get(one.person) if one.person is not None else None
        if one.person is not None and (person is None or not (is_editor or may_be_named(person))):
            continue
        found.append(Part(one.role, person, one.of, one.text))
    return tuple(found)


def as_taking(rows: Iterable[Participant]) -> list[Taking]:
    """Return rows as a document names who takes part."""
    return [Taking(person=one.person_id, of=one.of, role=one.role, text=one.text) for one in rows]


def gathered(items: Iterable[tuple[Part, str, str]]) -> list[InProgramme]:
    """Return everybody in a programme once, in its order: people first, then organisations alone."""
    found: dict[tuple[int, str], list[tuple[Part, str, str]]] = {}
    for part, title, slug in items:
        found.setdefault(part.key if part.person is None else (part.key[0], ""), []).append(
            (part, title, slug)
        )
    every = [InProgramme(does[0][0], tuple(does)) for does in found.values()]
    return [one for one in every if one.part.person is not None] + [
        one for one in every if one.part.person is None
    ]
