"""Writes, one file a noun: judgements, drafts and their parts, contributors, editions, masks, moved gaps."""

from laget.apps.followup.actions.alarms import accept_alarm, leave_alarm
from laget.apps.followup.actions.contributors import finish_contribution, send_parts, withdraw_link
from laget.apps.followup.actions.drafts import (
    approve_edition,
    count_anew,
    discard_edition,
    publish_edition,
    start_correction,
    start_edition,
)
from laget.apps.followup.actions.editions import keep_edition
from laget.apps.followup.actions.indicators import add_indicator, keep_own_file
from laget.apps.followup.actions.judgements import judge_today
from laget.apps.followup.actions.masks import lift_mask, mask_passage
from laget.apps.followup.actions.moves import move_gap, return_gap
from laget.apps.followup.actions.parts import contribute_part, sign_part, write_part
from laget.apps.followup.actions.refreshes import decide_remark, start_refresh
from laget.apps.followup.actions.sections import take_section, write_section

__all__ = [
    "accept_alarm",
    "add_indicator",
    "approve_edition",
    "contribute_part",
    "count_anew",
    "decide_remark",
    "discard_edition",
    "finish_contribution",
    "judge_today",
    "keep_edition",
    "keep_own_file",
    "leave_alarm",
    "lift_mask",
    "mask_passage",
    "move_gap",
    "publish_edition",
    "return_gap",
    "send_parts",
    "sign_part",
    "start_correction",
    "start_edition",
    "start_refresh",
    "take_section",
    "withdraw_link",
    "write_part",
    "write_section",
]
