"""Reads of the forum: events, programmes, registrations."""
