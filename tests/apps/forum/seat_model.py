"""The law of seats once more, plainly: lists and numbers, no database; what the real one is held against."""

from dataclasses import dataclass, field

ATTENDS = ("on_site", "digital")
HELD, OFFERED, WAITING = "held", "offered", "waiting"


@dataclass
class Place:
    """What somebody has of a pass: a seat, an offer until a time, or a place in the list."""

    who: int
    kind: str
    state: str
    since: int
    answer_by: int | None = None


@dataclass
class Hall:
    """An event: how many seats each pass has, who has registered with how many, and what they have.

    Times are whole hours; an offer stands for a day, and nobody is offered anything after `until`.
    """

    seats: dict[str, int | None]  # None is no limit
    until: int
    order: tuple[str, ...]
    sizes: dict[int, int] = field(default_factory=dict)
    confirmed: set[int] = field(default_factory=set)
    places: list[Place] = field(default_factory=list)
    turn: int = 0

    def taken(self, kind: str) -> int:
        """How many seats are held or offered."""
        return sum(self.sizes[one.who] for one in self.places if one.kind == kind and one.state != WAITING)

    def fits(self, kind: str, size: int) -> bool:
        """Whether so many seats are free."""
        seats = self.seats[kind]
        return seats is None or self.taken(kind) + size <= seats

    def of(self, who: int, kind: str) -> Place | None:
        """What somebody has of a pass."""
        return next((one for one in self.places if (one.who, one.kind) == (who, kind)), None)

    def asks(self, kind: str) -> tuple[str, ...]:
        """The attendance that something is for."""
        return ("on_site",) if kind == "meal" else ATTENDS

    def attends(self, who: int, kind: str) -> bool:
        """Whether somebody has a seat in what something is for."""
        held = (self.of(who, one) for one in self.asks(kind))
        return any(one is not None and one.state == HELD for one in held)

    def offer(self, kind: str, now: int) -> None:
        """Offer what is free to the first who wait, have confirmed, and fit."""
        waiting = [one for one in self.places if one.kind == kind and one.state == WAITING]
        for one in sorted(waiting, key=lambda place: place.since):
            may = kind in ATTENDS or self.attends(one.who, kind)
            if (
                now < self.until
                and one.who in self.confirmed
                and may
                and self.fits(kind, self.sizes[one.who])
            ):
                one.state, one.answer_by = OFFERED, min(now + 24, self.until)

    def add(self, who: int, kind: str, *, takes: bool) -> Place:
        """Give a seat where one is free and may be taken, else a place last in the list."""
        self.turn += 1
        state = HELD if takes and self.fits(kind, self.sizes[who]) else WAITING
        self.places.append(Place(who, kind, state, self.turn))
        return self.places[-1]

    def drop(self, one: Place, now: int) -> None:
        """Take somebody out of a pass, and offer what they had."""
        self.places.remove(one)
        if one.state != WAITING:
            self.offer(one.kind, now)

    def last(self, one: Place, now: int) -> None:
        """Let somebody give a seat back and stand last in the list."""
        if one.state != WAITING:
            self.turn += 1
            one.state, one.since, one.answer_by = WAITING, self.turn, None
            self.offer(one.kind, now)

    def settle(self, who: int, now: int) -> None:
        """Let meals and items follow attendance."""
        for kind in self.order:
            one = self.of(who, kind)
            if one is None or kind in ATTENDS:
                continue
            if all(self.of(who, form) is None for form in self.asks(kind)):
                self.drop(one, now)
            elif not self.attends(who, kind):
                self.last(one, now)
            elif one.state == WAITING and now < self.until and self.fits(kind, self.sizes[who]):
                one.state = HELD

    def register(self, who: int, size: int, kinds: list[str]) -> None:
        """Somebody registers for a form of attendance and more."""
        self.sizes[who] = size
        attendance = next(one for one in kinds if one in ATTENDS)
        has_seat = self.add(who, attendance, takes=True).state == HELD
        for kind in self.order:
            if kind in kinds and kind not in ATTENDS:
                self.add(who, kind, takes=has_seat)

    def confirm(self, who: int, now: int) -> None:
        """Somebody confirms, and has at once what is free."""
        self.confirmed.add(who)
        if now >= self.until:
            return
        for kind in ATTENDS:
            one = self.of(who, kind)
            if one is not None and one.state == WAITING and self.fits(kind, self.sizes[who]):
                one.state = HELD
        self.settle(who, now)

    def cancel(self, who: int, now: int) -> None:
        """Somebody cancels."""
        self.confirmed.discard(who)
        for kind in self.order:
            one = self.of(who, kind)
            if one is not None:
                self.drop(one, now)
        del self.sizes[who]

    def answer(self, one: Place, answer: str, now: int) -> None:
        """Somebody takes what they are offered, leaves it, or stands last."""
        if answer == "last":
            self.last(one, now)
            return
        if answer == "leave":
            self.drop(one, now)
        else:
            one.state, one.answer_by = HELD, None
            self.let_others_go(one, now)
        self.settle(one.who, now)

    def let_others_go(self, kept: Place, now: int) -> None:
        """Let go of the seat in the other form."""
        for kind in ATTENDS:
            other = self.of(kept.who, kind)
            if kept.kind in ATTENDS and other is not None and other is not kept and other.state == HELD:
                self.drop(other, now)

    def move(self, who: int, kind: str, *, stays: bool, now: int) -> None:
        """Somebody takes the other form, or waits for it and keeps what they have."""
        new = self.of(who, kind) or self.add(who, kind, takes=True)
        if new.state != HELD:
            return
        self.let_others_go(new, now)
        for other in ATTENDS:
            old = self.of(who, other)
            if not stays and old is not None and other != kind:
                self.drop(old, now)
        self.settle(who, now)

    def expire(self, now: int) -> None:
        """Offers that nobody answered in time go on."""
        over = [one for one in self.places if one.answer_by is not None and one.answer_by <= now]
        for one in sorted(over, key=lambda place: self.order.index(place.kind)):
            self.drop(one, now)
        for one in over:
            if one.who in self.sizes:
                self.settle(one.who, now)

    def set_seats(self, kind: str, seats: int | None, now: int) -> bool:
        """The organiser changes how many seats there are, and it tells whether that can be."""
        if seats is not None and self.taken(kind) > seats:
            return False
        self.seats[kind] = seats
        self.offer(kind, now)
        return True
