"""What each key of the format is called on a form, and what is said under it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Label = Any  # a text, or one that is translated when it is shown

LABELS: Mapping[str, Label] = {
    "title": _("Title"),
    "level": _("Level"),
    "like": _("Works like"),
    "dimension": _("Dimension of sustainability"),
    "within": _("Lies within"),
    "serves": _("Contributes to"),
    "text": _("Text"),
    "desired": _("Desired state"),
    "why": _("Why this is important"),
    "responsible": _("Responsible"),
    "vision": _("Vision"),
    "period.from": _("First year"),
    "period.to": _("Last year"),
    "reviewed": _("Last reviewed"),
    "follow_up.rhythm": _("How often it is followed up"),
    "follow_up.tool": _("Followed up in"),
    "follow_up.address": _("Address of the follow-up"),
    "contact.role": _("Whom to ask"),
    "contact.address": _("Address of the contact"),
    "because": _("Because of"),
    "unit": _("Unit"),
    "decimals": _("Decimals shown"),
    "better": _("Which way is better"),
    "follows": _("Shows how it goes for"),
    "areas": _("Areas"),
    "by": _("By group"),
    "people": _("Population that it is a share of"),
    "noise": _("Smallest change that counts"),
    "breaks": _("First years of new series"),
    "months": _("How months become a year"),
    "quarters": _("How quarters become a year"),
    "ages": _("Ages"),
    "counts": _("What is counted"),
    "invented": _("The figures are invented"),
    "about": _("How it is done for"),
    "touches": _("Touches"),
    "address": _("Where it can be read"),
    "since": pgettext_lazy("signal", "Since"),
    "owner": _("Owner"),
    "status": _("State"),
    "to": _("Leads to"),
    "kind": _("Kind of link"),
    "form": _("Form of target"),
    "indicator": _("Indicator"),
    "area": _("Area"),
    "value": _("Level"),
    "year": _("Target year"),
    "base": _("Base year"),
    "steps": _("Steps on the way"),
    "low": _("Lowest level"),
    "high": _("Highest level"),
    "from": _("Counted from the year"),
    "way": _("Direction"),
    "how": _("Compared with"),
    "groups": _("Groups"),
    "measure": _("Measure"),
    "below": _("Limit"),
    "at_most": _("Place"),
    "of": _("Out of how many counties"),
    "total": _("Total"),
}
HINTS: Mapping[str, Label] = {
    "title": _("Short: it is shown in lists and headings."),
    "level": _("What it is in the strategy's own structure."),
    "like": _("Which of the known levels this one works like."),
    "dimension": _("For overarching goals."),
    "serves": _("The goals that this contributes to."),
    "text": _("What it covers. You may write in Markdown."),
    "desired": _("What it looks like when the goal is reached."),
    "responsible": _(
        "One a line. An English name may stand after an equals sign: Regionstyrelsen = Regional Board"
    ),
    "period.to": _("Leave it empty if the strategy holds until further notice."),
    "contact.role": _("A role, not a person."),
    "because": _("Addresses such as signal:energipriser, with commas between."),
    "unit": _("For example percent, per_1000, people, kr or words of your own."),
    "areas": _("Words such as county, municipalities, counties, country, or area codes."),
    "noise": _("Smaller changes are told as no change. Leave it empty for the usual limits."),
    "breaks": _("Years from which figures cannot be compared with earlier ones."),
    "ages": _("For example 25–64. Only where the title does not say."),
    "area": _("The county, unless you choose another."),
    "year": _("The year when the target shall be reached."),
    "base": _("The year that the change is counted from."),
    "steps": _("One a line, the year and the level: 2027: 47"),
    "about": _("The goals, areas and directions on whose pages it is shown."),
    "touches": _("The goals, areas and directions on whose pages it is shown."),
    "address": _("The source: a web address that begins with https://, or a document's name."),
    "since": _("A year, a month or a day: 2024, 2024-06 or 2024-06-12."),
    "owner": _("Who has decided the plan."),
    "way": _("No level is set; what is judged is whether it goes that way."),
}
OF_FORM: Mapping[tuple[str, str], tuple[Label, Label]] = {
    ("at_least", "value"): (_("At least"), _("The level to reach, in the indicator's unit.")),
    ("at_most", "value"): (_("At most"), _("The level to come down to, in the indicator's unit.")),
    ("hold", "value"): (_("No worse than"), _("Leave it empty to hold the level of the base year.")),
    ("change", "by"): (
        _("Change by"),
        _("In per cent (−60 %) or in the indicator's unit (−2,5), since the base year."),
    ),
    ("pace", "by"): (_("Change each year"), _("In per cent (−6 %) or in the indicator's unit (−0,5).")),
    ("better_than", "areas"): (_("Better than"), _("The counties or areas to compare with.")),
    ("change_more_than", "areas"): (_("Change more than"), _("The counties or areas to compare with.")),
    ("smaller_gap", "to"): (
        _("Share of the gap that may be left"),
        _("For example 50 %: the gap shall be halved since the base year."),
    ),
    ("smaller_gap", "value"): (
        _("Or the largest gap that is accepted"),
        _("In place of a share: leave the share as it is and give a level here."),
    ),
    ("smaller_gap", "groups"): (_("The gap between"), ""),
    ("smaller_spread", "to"): (
        _("Share of the spread that may be left"),
        _("For example 50 %: the spread between municipalities shall be halved since the base year."),
    ),
    ("smaller_spread", "value"): (
        _("Or the largest spread that is accepted"),
        _("In place of a share: leave the share as it is and give a level here."),
    ),
    ("smaller_spread", "below"): (
        _("Limit"),
        _("Only for the measure share of municipalities below a limit."),
    ),
    ("all_at_least", "value"): (_("Every municipality at least"), _("The level in the indicator's unit.")),
    ("all_at_most", "value"): (_("Every municipality at most"), _("The level in the indicator's unit.")),
    ("rank", "at_most"): (
        _("Among the best"),
        _("A number from 1 to 21: 3 means among the three best counties."),
    ),
    ("rank", "of"): (_("Out of how many counties"), _("21 unless you say otherwise.")),
    ("budget", "total"): (
        _("All years together at most"),
        _("The sum from the first year to the target year, in the indicator's unit."),
    ),
    ("practice", "text"): (_("Text"), _("How you go about it. You may write in Markdown.")),
    ("signal", "text"): (_("Text"), _("What happens, and what it means here. You may write in Markdown.")),
    ("signal", "kind"): (_("Kind of signal"), ""),
    ("signal", "level"): (pgettext_lazy("signal", "Level"), _("Where it happens or is decided.")),
    ("pace", "year"): (_("Target year"), _("The pace shall be held until this year.")),
    ("budget", "year"): (_("Last year"), _("The last year of the sum.")),
}
FORM_NAMES: Mapping[str, tuple[Label, Label]] = {
    "at_least": (_("At least a level"), _("The figure shall be so high, or higher.")),
    "at_most": (_("At most a level"), _("The figure shall be so low, or lower.")),
    "hold": (_("No worse than now"), _("The figure shall not become worse than a level or a base year.")),
    "corridor": (_("Between two levels"), _("The figure shall lie within a corridor.")),
    "change": (_("Change by so much"), _("So much up or down since a base year.")),
    "pace": (_("Change so much each year"), _("A pace to hold every year.")),
    "direction": (_("Only a direction"), _("The figure shall rise or fall; no level is set.")),
    "better_than": (_("Better than others"), _("Better than chosen counties or areas.")),
    "change_more_than": (_("Change more than others"), _("A better development than chosen counties have.")),
    "smaller_gap": (_("Smaller gap between groups"), _("For example between women and men.")),
    "smaller_spread": (
        _("Smaller spread between municipalities"),
        _("The municipalities of the county shall come closer to each other."),
    ),
    "all_at_least": (_("Every municipality at least a level"), _("No municipality is below the level.")),
    "all_at_most": (_("Every municipality at most a level"), _("No municipality is above the level.")),
    "rank": (_("A place among the counties"), _("The county shall be among the best.")),
    "budget": (_("A budget for all years"), _("The years added together shall stay within a total.")),
}
DIMENSIONS = (
    ("social", _("Social")),
    ("economic", _("Economic")),
    ("environmental", _("Environmental")),
)
BETTER = (
    ("higher", _("Higher is better")),
    ("lower", _("Lower is better")),
    ("corridor", _("Within a corridor")),
    ("none", _("Neither is better")),
)
PLAN_LEVELS = (
    ("municipal", _("Municipal")),
    ("regional", _("Regional")),
    ("national", _("National")),
    ("eu", _("EU")),
    ("global", _("Global")),
)
PLAN_STATES = (
    ("planned", _("Planned")),
    ("draft", _("Draft")),
    ("consultation", _("Out for consultation")),
    ("in_force", _("In force")),
    ("ended", _("Ended")),
)
LINK_KINDS = (
    ("contributes", _("Contributes to")),
    ("implements", _("Implements")),
    ("guides", _("Guides")),
    ("shares_goal", _("Shares a goal with")),
    ("conflicts", _("Conflicts with")),
)
SIGNAL_KINDS = (
    ("megatrend", _("Megatrend")),
    ("trend", _("Trend")),
    ("occurrence", _("Occurrence")),
    ("pending", _("Pending")),
)
WAYS = (("up", _("Rise")), ("down", _("Fall")))
HOW = (
    ("mean", _("The mean of them")),
    ("median", _("The median of them")),
    ("each", _("Each one of them")),
)
GAP_MEASURES = (("difference", _("The difference")), ("ratio", _("How many times larger")))
SPREAD_MEASURES = (
    ("range", _("From the lowest to the highest")),
    ("ratio", _("The highest divided by the lowest")),
    ("share_below", _("Share of municipalities below a limit")),
)
PARTS_OF_YEAR = (
    ("last", _("The last one")),
    ("mean", _("Their mean")),
    ("sum", _("Their sum")),
)
GROUPS = (
    ("women", _("Women")),
    ("men", _("Men")),
    ("born_in_sweden", _("Born in Sweden")),
    ("born_abroad", _("Born abroad")),
    ("total", pgettext_lazy("group", "Everyone")),
)
BY_SEX = (("sex", _("Women and men")),)
