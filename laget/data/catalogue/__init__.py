"""The publishers' own lists: what they say of a strategy's indicators, and what else there is to choose."""

from laget.data.catalogue.listings import Entry, Listed, Unlisted, listings
from laget.data.catalogue.offers import Found, Offer, found, offered
from laget.data.catalogue.tables import Coded, NotFollowed, Table, Taken, Variable, table_at
from laget.data.sources.pxweb.groups import group_named

__all__ = [
    "Coded",
    "Entry",
    "Found",
    "Listed",
    "NotFollowed",
    "Offer",
    "Table",
    "Taken",
    "Unlisted",
    "Variable",
    "found",
    "group_named",
    "listings",
    "offered",
    "table_at",
]
