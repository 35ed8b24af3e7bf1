"""Writes, one file a noun: judgements, editions, masks."""

from laget.apps.followup.actions.judgements import judge_today as judge_today
