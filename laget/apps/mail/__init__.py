"""Mails as rows of an outbox, written with what they tell and sent by a job."""
