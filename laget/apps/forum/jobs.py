"""What is done with registrations and mailings in their time: offers go on, mails to many are written."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from laget.apps.accounts.actions import count_deleted
from laget.apps.accounts.models import Retention
from laget.apps.forum.actions.digital import send_late_links
from laget.apps.forum.actions.erasing import delete_past
from laget.apps.forum.actions.knocks import forget_knocks
from laget.apps.forum.actions.letters import write_letter
from laget.apps.forum.actions.mailings import send_mailing
from laget.apps.forum.actions.registering import tell_offers
from laget.apps.forum.actions.seats import SEATED, keep_still, let_go, settle, wait_again, waiting_for
from laget.apps.forum.models import Event, Hold, Mailing, Registration
from laget.apps.forum.queries.events import ATTENDANCE, offers_until
from laget.apps.forum.queries.mailings import due_of, is_too_late
from laget.apps.mail.models import Message

HOLDS_UNCONFIRMED = timedelta(hours=1)  # its seat, when others wait
State = Hold.State


def send_mailings(now: datetime) -> int:
    """Write the mails of approved mailings whose time has come, and of late links; returns how many mails.

    Several may do it at once, and any of them may die: the mails of a mailing are all written or none, once.
    """
    approved = Mailing.objects.filter(sent_at=None, approved_at__isnull=False).select_related("event")
    written = 0
    for one in approved:
        due = due_of(one, one.event)
        if (due is None or due <= now) and not is_too_late(one, one.event, now=now):
            written += send_mailing(one, now=now) or 0
    return written + send_late_links(now)


def look_after_seats(now: datetime) -> int:
    """Let offers whose time is over go on, and unconfirmed seats that others wait for; returns how many."""
    return pass_on_offers(now) + give_way(now)


def pass_on_offers(now: datetime) -> int:
    """Take back the offers that nobody answered in their time, and offer them on; returns how many."""
    over = Hold.objects.filter(state=State.OFFERED, answer_by__lte=now)
    gone = 0
    for event in Event.objects.filter(pk__in=over.values("to__event")).select_related("organisation"):
        with transaction.atomic():
            keep_still(event)
            until = offers_until(event)
            mine = list(
                over.filter(to__event=event).select_related("to", "registration__event__organisation")
            )
            offers = let_go(mine, now=now, until=until)
            for one in mine:
                offers += settle(one.registration, now=now, until=until)
                write_letter(one.registration, "lapsed", hold=one)
            tell_offers(offers)
        gone += len(mine)
    return gone


def give_way(now: datetime) -> int:
    """Let those who did not confirm within the hour stand last in the list of what others wait for.

    Only while seats are offered, and no more of them than are waited for. Returns how many gave way.
    """
    old = Registration.objects.filter(
        state=Registration.State.UNCONFIRMED, created__lte=now - HOLDS_UNCONFIRMED
    )
    waited = Hold.objects.filter(
        to=OuterRef("to"), state=State.WAITING, registration__state=Registration.State.CONFIRMED
    )
    seats = Hold.objects.filter(Exists(waited), registration__in=old, state__in=SEATED)
    gave = 0
    for event in Event.objects.filter(pk__in=seats.values("to__event")).select_related("organisation"):
        until = offers_until(event)
        if until is not None and until <= now:
            continue
        with transaction.atomic():
            keep_still(event)
            for one in (
                seats.filter(to__event=event).select_related("to", "registration").order_by("since", "pk")
            ):
                if not Hold.objects.filter(pk=one.pk, state__in=SEATED).exists():
                    continue  # it followed another that gave way
                if not waiting_for(one.to).exists():
                    continue  # those who waited have their offers
                offers = wait_again([one], now=now, until=until)
                if one.to.kind in ATTENDANCE:
                    offers += settle(one.registration, now=now, until=until)
                tell_offers(offers)
                gave += 1
    return gave


def delete_old(now: datetime) -> int:
    """Delete what has been, and registrations that nobody confirmed, by decision; returns how many rows.

    What they held goes to those who wait, and the mails about them go too. Counts of tries are forgotten
    after two hours, by no decision: they cannot be tied to anybody.
    """
    forget_knocks(now)
    gone = delete_past(now)
    for decided in Retention.objects.filter(what=Retention.What.UNCONFIRMED).select_related("organisation"):
        due = Registration.objects.filter(
            event__organisation=decided.organisation,
            state=Registration.State.UNCONFIRMED,
            created__lt=now - timedelta(days=decided.days),
        )
        for event in Event.objects.filter(pk__in=due.values("event")).select_related("organisation"):
            with transaction.atomic():
                keep_still(event)
                ids = list(due.filter(event=event).select_for_update().values_list("pk", flat=True))
                holds = Hold.objects.filter(registration__in=ids).select_related("to")
                offers = let_go(holds, now=now, until=offers_until(event))
                about = [f"registration:{pk}" for pk in ids]
                Message.objects.filter(organisation=event.organisation, about__in=about).delete()
                Registration.objects.filter(pk__in=ids).delete()
                count_deleted(decided, count=len(ids), now=now)
                tell_offers(offers)
            gone += len(ids)
    return gone
