"""What an indicator shall reach, and when: one class for each form of target."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Discriminator, Field, Tag

from laget.core.strategy.amounts import Number, Share, WrittenBy
from laget.core.strategy.values import AreaCode, Id, Part, Plain, Unfit, Year, whole

How = Literal["each", "mean", "median"]


class TargetPart(Part):
    """What every form of target says: which element, which indicator, where, from when and to when."""

    id: Id
    element: Id
    indicator: Id
    area: AreaCode | None = None
    year: Year | None = None
    base: Year | None = None


class _Level(TargetPart):
    value: Number
    steps: Mapping[Year, Number] = Field(default_factory=dict)


class AtLeast(_Level):
    """The figure shall be `value` or more; `steps` are levels to pass on the way."""

    form: Literal["at_least"]


class AtMost(_Level):
    """The figure shall be `value` or less; `steps` are levels to pass on the way."""

    form: Literal["at_most"]


class Hold(TargetPart):
    """The figure shall not become worse than `value`, or than it was in the base year."""

    form: Literal["hold"]
    value: Number | None = None


class Corridor(TargetPart):
    """The figure shall lie between `low` and `high`."""

    form: Literal["corridor"]
    low: Number
    high: Number


class Change(TargetPart):
    """The figure shall change by so much since the base year."""

    form: Literal["change"]
    by: WrittenBy
    base: Year


class Pace(TargetPart):
    """The figure shall change by so much each year, counted from a year."""

    form: Literal["pace"]
    by: WrittenBy
    from_: Year = Field(alias="from")
    year: Year


class Direction(TargetPart):
    """The figure shall rise, or fall; no level is set."""

    form: Literal["direction"]
    way: Literal["up", "down"]


def _some_areas(value: Any) -> Any:
    if isinstance(value, list | tuple) and value:
        return value
    raise Unfit(
        sv="ska vara en lista med minst en områdeskod: [”19”, ”07”]",
        en="must be a list of at least one area code: [“19”, “07”]",
    )


class _Compared(TargetPart):
    areas: Annotated[tuple[AreaCode, ...], BeforeValidator(_some_areas)]
    how: How = "mean"


class BetterThan(_Compared):
    """The figure shall be better than other areas'."""

    form: Literal["better_than"]


class ChangeMoreThan(_Compared):
    """The figure shall change more than other areas' since the base year."""

    form: Literal["change_more_than"]
    base: Year


def _two_groups(value: Any) -> Any:
    if isinstance(value, list | tuple) and len(value) == 2:
        return value
    raise Unfit(sv="ska vara två grupper: [women, men]", en="must be two groups: [women, men]")


class SmallerGap(TargetPart):
    """The gap between two groups shall shrink to a share of the base year's, or to `value`."""

    form: Literal["smaller_gap"]
    groups: Annotated[tuple[Plain, Plain], BeforeValidator(_two_groups)]
    measure: Literal["difference", "ratio"] = "difference"
    to: Share = 0.5
    value: Number | None = None


class SmallerSpread(TargetPart):
    """The spread over municipalities shall shrink to a share of the base year's, or to `value`."""

    form: Literal["smaller_spread"]
    measure: Literal["range", "ratio", "share_below"] = "range"
    below: Number | None = None
    to: Share = 0.5
    value: Number | None = None


class AllAtLeast(TargetPart):
    """Every municipality in the county shall have `value` or more."""

    form: Literal["all_at_least"]
    value: Number


class AllAtMost(TargetPart):
    """Every municipality in the county shall have `value` or less."""

    form: Literal["all_at_most"]
    value: Number


class Rank(TargetPart):
    """The county shall be among the `at_most` best of 21 counties, or of as many as `of` says."""

    form: Literal["rank"]
    at_most: Annotated[int, whole(1, 21)]
    of: Annotated[int, whole(2, 21)] = 21


class Budget(TargetPart):
    """The yearly figures, added from a year to the target year, shall stay within `total`."""

    form: Literal["budget"]
    total: Number
    from_: Year = Field(alias="from")
    year: Year


def _form(value: Any) -> str | None:
    form = value.get("form") if isinstance(value, Mapping) else getattr(value, "form", None)
    return f"<{form}>" if isinstance(form, str) and form in FORMS else None


Target = Annotated[
    Annotated[AtLeast, Tag("<at_least>")]
    | Annotated[AtMost, Tag("<at_most>")]
    | Annotated[Hold, Tag("<hold>")]
    | Annotated[Corridor, Tag("<corridor>")]
    | Annotated[Change, Tag("<change>")]
    | Annotated[Pace, Tag("<pace>")]
    | Annotated[Direction, Tag("<direction>")]
    | Annotated[BetterThan, Tag("<better_than>")]
    | Annotated[ChangeMoreThan, Tag("<change_more_than>")]
    | Annotated[SmallerGap, Tag("<smaller_gap>")]
    | Annotated[SmallerSpread, Tag("<smaller_spread>")]
    | Annotated[AllAtLeast, Tag("<all_at_least>")]
    | Annotated[AllAtMost, Tag("<all_at_most>")]
    | Annotated[Rank, Tag("<rank>")]
    | Annotated[Budget, Tag("<budget>")],
    Discriminator(_form),
]
FORMS: Mapping[str, type[TargetPart]] = {
    get_args(get_args(kind)[0].model_fields["form"].annotation)[0]: get_args(kind)[0]
    for kind in get_args(get_args(Target)[0])
}
"""Every form's word and its class, in the order of followup.md."""
