"""Which codes an indicator is, and which choices of them are refused with the remedy."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from laget.core.strategy.document import Indicator
from laget.core.strategy.source import PxwebSource
from laget.data.sources.pxweb.cube import Description
from laget.data.sources.pxweb.listing import CodeList
from laget.data.sources.pxweb.selection import Selection, TableRefused, code_lists, selections

AREAS = {"00": "Riket", "13": "Hallands län", "1380": "Halmstad", "14": "Västra Götalands län"}
AGES = {"TotSA": "totalt, samtliga åldrar", "0": "0 år", "1": "1 år", "-1": "0-1 år", "2-3": "2-3 år"}
SEXES = {"1": "män", "2": "kvinnor", "TotSa": "totalt, samtliga män och kvinnor"}
MEASURE = {"000007SF": "Folkmängd"}
MONTHS = {"2026M03": "2026M03", "2026M04": "2026M04"}
LISTS = {
    "Alder": {"codelists": [{"id": "vs_ett", "label": "ettårsklasser"}, {"id": "vs_tva", "label": "tvåår"}]}
}
ELIMINATED = {"Kon": {"elimination": True, "eliminationValueCode": "TotSa"}}


def code_list(name: str, **stands_for: Sequence[str]) -> CodeList:
    values = [
        {"code": code, "label": AGES.get(code, code), "valueMap": list(all_)}
        for code, all_ in stands_for.items()
    ]
    return CodeList.model_validate({"id": name, "values": values})


@pytest.fixture
def choose(described: Callable[..., dict[str, Any]]) -> Callable[..., tuple[Selection, ...]]:
    """Choose from a population table, or from another with the variables given."""

    def choose(
        *,
        variables: Mapping[str, Mapping[str, str]] | None = None,
        extension: Mapping[str, Mapping[str, Any]] | None = None,
        lists: Sequence[CodeList] = (),
        areas: Sequence[str] = ("13", "1380", "00"),
        by: Sequence[str] = ("sex",),
        **source: Any,
    ) -> tuple[Selection, ...]:
        usual = {"Region": AREAS, "Alder": AGES, "Kon": SEXES, "ContentsCode": MEASURE, "Tid": MONTHS}
        payload = described(
            extension if extension is not None else LISTS | ELIMINATED, **(variables or usual)
        )
        where = {"publisher": "scb", "table": "TAB1"} | source
        indicator = Indicator.model_validate(
            {"id": "i", "title": "i", "unit": "people", "better": "none", "by": list(by), "source": where}
        )
        assert isinstance(indicator.source, PxwebSource)
        table = Description.model_validate(payload)
        named = code_lists(indicator.source, table)
        held = {each.id: each for each in lists}
        return selections(
            indicator, indicator.source, table=table, lists={name: held[name] for name in named}, areas=areas
        )

    return choose


Choose = Callable[..., tuple[Selection, ...]]


def test_every_variable_is_selected_the_region_always(choose: Choose) -> None:
    (chosen,) = choose(select={"Alder": "0"})
    assert chosen.codes == {
        "Region": ("00", "13", "1380"),
        "Alder": ("0",),
        "Kon": ("1", "2", "TotSa"),
        "ContentsCode": ("000007SF",),
        "Tid": ("2026M03", "2026M04"),
    }
    assert (chosen.region, chosen.time, chosen.periods, chosen.group) == ("Region", "Tid", ("*",), "Kon")
    assert chosen.groups == {"1": "men", "2": "women", "TotSa": "total"}


def test_without_groups_sex_is_its_total(choose: Choose) -> None:
    (chosen,) = choose(by=[], select={"Alder": "0"})
    assert chosen.codes["Kon"] == ("TotSa",)
    assert (chosen.group, chosen.groups) == (None, {"": "total"})


def test_a_sex_that_is_fixed_is_the_only_group(choose: Choose) -> None:
    (chosen,) = choose(select={"Alder": "0", "Kon": "2"})
    assert (chosen.codes["Kon"], chosen.groups) == (("2",), {"2": "women"})


def test_a_sex_that_is_fixed_is_the_whole_where_there_are_no_groups(choose: Choose) -> None:
    (chosen,) = choose(by=[], select={"Alder": "0", "Kon": "2"})
    assert (chosen.codes["Kon"], chosen.group, chosen.groups) == (("2",), None, {"": "total"})


def test_a_total_that_has_no_code_is_asked_for_by_leaving_sex_out(choose: Choose) -> None:
    variables = {"Region": AREAS, "Kon": {"1": "män", "2": "kvinnor"}, "ContentsCode": MEASURE, "Tid": MONTHS}
    whole, parts = choose(variables=variables, extension={"Kon": {"elimination": True}})
    assert "Kon" not in whole.codes
    assert (whole.group, whole.groups) == (None, {"": "total"})
    assert (parts.codes["Kon"], parts.groups) == (("1", "2"), {"1": "men", "2": "women"})


def test_a_variable_that_can_be_left_out_has_its_own_total(choose: Choose) -> None:
    variables = {
        "Region": AREAS,
        "Sektor": {"a": "stat", "b": "kommun"},
        "Form": {"x": "en", "T": "alla former"},
        "ContentsCode": MEASURE,
        "Tid": MONTHS,
    }
    extension = {"Sektor": {"elimination": True}, "Form": {"elimination": True, "eliminationValueCode": "T"}}
    (chosen,) = choose(variables=variables, extension=extension)
    assert chosen.codes["Form"] == ("T",)
    assert "Sektor" not in chosen.codes


def test_groups_may_be_named_by_code(choose: Choose) -> None:
    variables = {
        "Region": AREAS,
        "Fodelseregion": {"09": "födda i Sverige", "11": "utrikes födda", "13": "Norden", "T": "totalt"},
        "Kon": SEXES,
        "ContentsCode": MEASURE,
        "Tid": MONTHS,
    }
    groups = {"09": "born_in_sweden", "11": "born_abroad", "13": "norden"}
    (chosen,) = choose(variables=variables, extension=ELIMINATED, group="Fodelseregion", groups=groups)
    assert chosen.codes["Fodelseregion"] == ("09", "11", "13")
    assert chosen.groups == groups
    assert chosen.codes["Kon"] == ("TotSa",)


def test_a_table_without_areas_is_about_the_whole_country(choose: Choose) -> None:
    variables = {"Kon": SEXES, "ContentsCode": MEASURE, "Tid": MONTHS}
    (chosen,) = choose(variables=variables, areas=("00", "13"))
    assert chosen.region is None
    with pytest.raises(TableRefused, match="not divided into areas; write areas:"):
        choose(variables=variables, areas=("13",))


def test_the_variables_of_area_and_time_may_be_named(choose: Choose) -> None:
    variables = {"Plats": {"13": "N", "1380": "X"}, "ContentsCode": MEASURE, "Tid": {"a": "a"}, "Mån": MONTHS}
    (chosen,) = choose(variables=variables, area="Plats", time="Mån", select={"Tid": "a"})
    assert (chosen.region, chosen.time) == ("Plats", "Mån")


def test_ages_that_look_like_counties_are_no_areas(choose: Choose) -> None:
    ages = {code: f"{code} år" for code in ("10", "12", "13", "14")}
    variables = {"Alder": ages, "Var": {"13": "Hallands län"}, "ContentsCode": MEASURE, "Tid": MONTHS}
    (chosen,) = choose(variables=variables, select={"Alder": "12"})
    assert chosen.region == "Var"


def test_areas_that_the_selection_leaves_out_are_not_asked_for(choose: Choose) -> None:
    (chosen,) = choose(select={"Alder": "0", "Region": ["13", "14"]})
    assert chosen.codes["Region"] == ("13",)


def test_periods_go_out_as_they_are_written(choose: Choose) -> None:
    (chosen,) = choose(select={"Alder": "0", "Tid": "top(1)"})
    assert (chosen.periods, chosen.codes["Tid"]) == (("top(1)",), ("2026M04",))


# Sums


def test_what_one_code_list_holds_may_be_added(choose: Choose) -> None:
    ettar = code_list("vs_ett", **{"0": ["0"], "1": ["1"]})
    (chosen,) = choose(codelist={"Alder": "vs_ett"}, select={"Alder": "*"}, sum=["Alder"], lists=[ettar])
    assert (chosen.codes["Alder"], chosen.sums, chosen.codelists) == (
        ("0", "1"),
        ("Alder",),
        {"Alder": "vs_ett"},
    )


def test_all_of_a_code_list_is_added_where_nothing_is_selected(choose: Choose) -> None:
    ettar = code_list("vs_ett", **{"0": ["0"], "1": ["1"]})
    (chosen,) = choose(codelist={"Alder": "vs_ett"}, sum=["Alder"], lists=[ettar])
    assert chosen.codes["Alder"] == ("0", "1")


@pytest.mark.parametrize("select", ["*", ["0", "1"], ["0", "-1"]])
def test_codes_that_may_overlap_are_not_added_without_a_code_list(choose: Choose, select: Any) -> None:
    without_total = {code: name for code, name in AGES.items() if code != "TotSA"}
    variables = {"Region": AREAS, "Alder": without_total, "ContentsCode": MEASURE, "Tid": MONTHS}
    with pytest.raises(TableRefused) as refused:
        choose(variables=variables, extension=LISTS, select={"Alder": select}, sum=["Alder"])
    assert refused.value.said.sv == (
        "SCB TAB1: koderna i Alder kan gå in i varandra och får inte läggas ihop utan kodlista; "
        "lägg till codelist: {Alder: …}, en av vs_ett (ettårsklasser), vs_tva (tvåår)"
    )


def test_codes_are_not_added_where_the_table_has_no_code_list_at_all(choose: Choose) -> None:
    without_total = {code: name for code, name in AGES.items() if code != "TotSA"}
    variables = {"Region": AREAS, "Alder": without_total, "ContentsCode": MEASURE, "Tid": MONTHS}
    with pytest.raises(
        TableRefused, match="no code list that says which may be added; select one single code"
    ):
        choose(variables=variables, extension={}, select={"Alder": "*"}, sum=["Alder"])


def test_a_total_is_not_added_to_its_parts(choose: Choose) -> None:
    with pytest.raises(TableRefused, match="adds the total “TotSA” to its parts"):
        choose(select={"Alder": ["TotSA", "0"]}, sum=["Alder"])
    with pytest.raises(TableRefused, match="adds the total “TotSa” to its parts"):
        choose(select={"Alder": "0", "Kon": "*"}, sum=["Kon"])


def test_codes_of_a_list_that_count_the_same_are_not_added(choose: Choose) -> None:
    mixed = code_list("vs_tva", **{"-1": ["0", "1"], "1": ["1"]})
    with pytest.raises(TableRefused, match="codes that each count “1”"):
        choose(codelist={"Alder": "vs_tva"}, select={"Alder": "*"}, sum=["Alder"], lists=[mixed])


def test_a_code_outside_the_code_list_is_refused(choose: Choose) -> None:
    ettar = code_list("vs_ett", **{"0": ["0"], "1": ["1"]})
    with pytest.raises(TableRefused, match="Alder has no code “2-3”"):
        choose(codelist={"Alder": "vs_ett"}, select={"Alder": ["0", "2-3"]}, sum=["Alder"], lists=[ettar])


def test_women_and_men_may_be_added(choose: Choose) -> None:
    (chosen,) = choose(select={"Alder": "0", "Kon": ["1", "2"]}, sum=["Kon"])
    assert (chosen.codes["Kon"], chosen.sums, chosen.group) == (("1", "2"), ("Kon",), None)


def test_one_single_code_is_always_its_own_sum(choose: Choose) -> None:
    (chosen,) = choose(select={"Alder": "TotSA"}, sum=["Alder"])
    assert chosen.codes["Alder"] == ("TotSA",)


@pytest.mark.parametrize("variable", ["Region", "Tid"])
def test_areas_and_periods_are_not_added(choose: Choose, variable: str) -> None:
    with pytest.raises(TableRefused, match=f"sum cannot add up {variable}"):
        choose(select={"Alder": "0"}, sum=[variable])


# Refusals that say what to write instead


@pytest.mark.parametrize(
    ("source", "sv"),
    [
        (
            {"select": {"Aldr": "0"}},
            "variabeln ”Aldr” finns inte; menas ”Alder”? Det finns Region (region), Alder",
        ),
        ({"select": {"ålder": "0"}}, "variabeln ”ålder” finns inte; menas ”Alder”?"),
        ({"sum": ["Age"], "select": {"Alder": "0"}}, "variabeln ”Age” finns inte; det finns Region"),
        ({"select": {"Alder": "TotSa"}}, "Alder har ingen kod ”TotSa”; menas ”TotSA”?"),
        ({"select": {"Alder": "2-3 år"}}, "Alder har ingen kod ”2-3 år”; menas ”2-3”?"),
        ({"select": {"Alder": ["0", "0"]}}, "Alder väljer koden ”0” två gånger; ta bort den ena"),
        ({"select": {"Alder": ["*", "0"]}}, "Alder väljer koden ”0” två gånger"),
        (
            {"select": {"Alder": ["0", "1"]}},
            "Alder har 2 koder valda; välj en, eller lägg ihop dem med sum: [Alder]",
        ),
        ({"select": {"Alder": "top(x)"}}, "Alder har ingen kod ”top(x)”"),
        ({"codelist": {"Alder": "vs_et"}}, "Alder har ingen kodlista ”vs_et”; menas ”vs_ett”?"),
        ({"codelist": {"Kon": "vs_ett"}}, "Kon har ingen kodlista ”vs_ett”; det finns inga"),
        ({"group": "Kön", "select": {"Alder": "0"}}, "variabeln ”Kön” finns inte; menas ”Kon”?"),
        ({"group": "Kon", "groups": {"3": "men"}, "select": {"Alder": "0"}}, "Kon har ingen kod ”3”"),
        (
            {"group": "Kon", "groups": {"1": "men", "2": "men"}, "select": {"Alder": "0"}},
            "Kon har 2 koder för gruppen män",
        ),
    ],
)
def test_what_the_table_does_not_have_is_refused_with_what_it_has(
    choose: Choose, source: Mapping[str, Any], sv: str
) -> None:
    with pytest.raises(TableRefused) as refused:
        choose(**source)
    assert f"SCB TAB1: {sv}" in refused.value.said.sv


def test_a_variable_that_must_be_selected_is_named_with_its_codes(choose: Choose) -> None:
    ages = {"0": "0 år", "1": "1 år"}
    variables = {"Region": AREAS, "Alder": ages, "ContentsCode": MEASURE, "Tid": MONTHS}
    with pytest.raises(
        TableRefused, match=r"Alder must be selected; add select: \{Alder: …\}, one of 0 \(0 år\)"
    ):
        choose(variables=variables, extension={})


def test_of_several_measures_one_must_be_selected(choose: Choose) -> None:
    measures = {"A1": "Folkmängd", "A2": "Folkökning"}
    variables = {"Region": AREAS, "ContentsCode": measures, "Tid": MONTHS}
    with pytest.raises(TableRefused, match="ContentsCode must be selected"):
        choose(variables=variables, extension={})
    (chosen,) = choose(variables=variables, extension={}, select={"ContentsCode": "A2"})
    assert chosen.codes["ContentsCode"] == ("A2",)


def test_a_table_without_the_areas_is_refused(choose: Choose) -> None:
    with pytest.raises(TableRefused, match="none of the areas needed; there are 00"):
        choose(select={"Alder": "0"}, areas=("20",))


def test_a_table_that_does_not_say_what_is_time_is_refused(described: Callable[..., dict[str, Any]]) -> None:
    source = PxwebSource.model_validate({"publisher": "scb", "table": "TAB1"})
    table = Description.model_validate(described(Region=AREAS, Tid=MONTHS) | {"role": {}})
    with pytest.raises(TableRefused, match="does not say which variable is time; write time:"):
        code_lists(source, table)
