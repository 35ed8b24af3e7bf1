"""The publishers' own lists: what they say of a strategy's indicators, and what else there is to choose."""

from laget.data.catalogue.listings import Entry, Listed, Unlisted, listings
from laget.data.catalogue.offers import Found, Offer, found, offered
from laget.data.catalogue.tables import Coded, Table, Variable, table_at

__all__ = [
    "Coded",
    "Entry",
    "Found",
    "Listed",
    "Offer",
    "Table",
    "Unlisted",
    "Variable",
    "found",
    "listings",
    "offered",
    "table_at",
]
