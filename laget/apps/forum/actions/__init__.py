"""Writes of the forum: events, programmes, registrations and seats, mails."""
