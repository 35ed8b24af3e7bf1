"""What tests of the organiser's pages share: what a page's fields hold, as a browser sends them."""

import html
import re

from django.test import Client
from django.urls import reverse

from laget.apps.forum.models import Event

Fields = dict[str, str | list[str]]


def at(name: str, event: Event, *more: object) -> str:
    """Return the address of one of an event's pages."""
    return reverse(name, args=[event.organisation.slug, event.slug, *more])


def fields_of(page: str) -> Fields:
    """Return what the fields of a page's sheet hold, as a browser would send them."""
    form = page[page.index('<form id="part"') :]
    form = form[: form.index("</form>")]
    found: Fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        held = {name: html.unescape(text) for name, text in re.findall(r'([a-z-]+)="([^"]*)"', tag)}
        kind = held.get("type", "text")
        if kind == "file" or (kind in {"checkbox", "radio"} and " checked" not in tag):
            continue
        if kind == "checkbox" and held["name"] in found:
            known = found[held["name"]]
            found[held["name"]] = [*([known] if isinstance(known, str) else known), held["value"]]
        else:
            found[held["name"]] = held.get("value", "on" if kind == "checkbox" else "")
    for name, inner in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        found[name] = chosen[1] if chosen else re.findall(r'<option value="([^"]*)"', inner)[0]
    for name, inner in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = html.unescape(inner.removeprefix("\n"))
    return found


def saved(client: Client, address: str, **given: object) -> None:
    """Send a page's sheet as it is shown, with what is given; it must be kept."""
    answer = client.post(address, {**fields_of(client.get(address).content.decode()), **given})
    assert answer.status_code == 302, answer.content.decode()
