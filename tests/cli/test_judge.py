"""`laget judge`: any series against any target, from two files to one."""

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.cli.conftest import Run

HEADER = "target,series,kind,value,low,high,base_year,base_value,year,better,as_of,limit"
RISING = "series,period,value\n" + "".join(f"a,{2011 + n},{10 + n}\n" for n in range(10))

Judge = Callable[..., Result]


@pytest.fixture
def judge(laget: Run, tmp_path: Path) -> Judge:
    """Run `laget judge` on figures and targets that are given as text."""

    def run(
        *targets: str,
        figures: str | bytes = RISING,
        header: str = HEADER,
        method: str = "destatis",
        out: Path | None = None,
    ) -> Result:
        data = figures if isinstance(figures, bytes) else figures.encode()
        (tmp_path / "figures.csv").write_bytes(data)
        (tmp_path / "targets.csv").write_bytes("\n".join([header, *targets, ""]).encode())
        files = ("--figures", tmp_path / "figures.csv", "--targets", tmp_path / "targets.csv")
        return laget("judge", *files, "--method", method, *(("--out", out) if out else ()))

    return run


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def refusal(result: Result) -> str:
    assert result.exit_code == 1
    assert result.stdout == ""
    return result.stderr


def test_each_target_has_a_row_in_the_order_of_its_file(judge: Judge) -> None:
    result = judge(
        "z,a,value,30,,,,,2030,higher,,",
        '"å, b",a,hold,12,,,,,,higher,,',
        "a,a,corridor,,3,5,,,,,,",
        "a,a,direction,,,,,,,lower,,",
    )
    assert result.stdout.splitlines() == [
        "target,method,class,progress_value,score,projected,base_year_used,last_year_used,reason",
        "z,destatis,slightly_cloudy,0.0909090909091,,29,2015,2020,",
        '"å, b",destatis,sun,1,,,2015,2020,',
        "a,destatis,thunderstorm,1,,,2015,2020,",
        "a,destatis,thunderstorm,1,,,2015,2020,",
    ]


@pytest.mark.parametrize(
    ("method", "word", "progress", "score", "projected", "base_year"),
    [
        ("destatis", "slightly_cloudy", 1 / 11, None, 29, "2015"),
        (
            "statcan",
            "substantial_progress",
            ratio := ((19 / 14) ** (1 / 5) - 1) / ((30 / 14) ** (1 / 15) - 1),
            7.1429 * ratio - 4.2857,
            None,
            "2015",
        ),
        (
            "un_progress",
            "on_track",
            (19 * (19 / 14) ** 2 - 14) / (30 - 14),
            None,
            19 * (19 / 14) ** 2,
            "2015",
        ),
        ("eurostat", "significant", ratio, None, None, "2015"),
        ("theil_sen", "falls_short", 1, None, 29, "2011"),
    ],
)
def test_every_method_answers_in_its_own_words_and_numbers(
    judge: Judge,
    method: str,
    word: str,
    progress: float,
    score: float | None,
    projected: float | None,
    base_year: str,
) -> None:
    (row,) = rows(judge("t,a,value,30,,,,,2030,higher,,", method=method))
    assert (row["method"], row["class"], row["base_year_used"]) == (method, word, base_year)
    assert float(row["progress_value"]) == pytest.approx(progress, rel=1e-11)
    for name, number in {"score": score, "projected": projected}.items():
        assert (float(row[name]) if row[name] else None) == (number and pytest.approx(number, rel=1e-11))


def test_columns_may_stand_in_any_order_among_others_and_behind_a_byte_order_mark(judge: Judge) -> None:
    figures = "\ufeffnote,value,series,period\r\n" + "".join(
        f'"x, ""y""", {10 + n} ,a,{2011 + n}\r\n' for n in range(10)
    )
    header = "limit,as_of,better,year,base_value,base_year,high,low,value,kind,series,target"
    (row,) = rows(judge(",,higher,2030,,,,,30,value,a,t", figures=figures, header=header))
    assert (row["target"], row["class"], row["last_year_used"]) == ("t", "slightly_cloudy", "2020")


def test_periods_after_as_of_are_not_seen(judge: Judge) -> None:
    early, late = rows(judge("t,a,direction,,,,,,,higher,2016,", "t,a,direction,,,,,,,higher,,"))
    assert (early["base_year_used"], early["last_year_used"]) == ("2011", "2016")
    assert (late["base_year_used"], late["last_year_used"]) == ("2015", "2020")


def test_a_period_of_several_years_counts_as_its_last(judge: Judge) -> None:
    figures = "series,period,value\n" + "".join(f"a,{2011 + n}-{2014 + n},{n}\n" for n in range(4))
    (row,) = rows(judge("t,a,direction,,,,,,,higher,,", figures=figures))
    assert (row["base_year_used"], row["last_year_used"], row["progress_value"]) == ("2014", "2017", "1")


def test_an_empty_value_is_a_missing_year(judge: Judge) -> None:
    figures = RISING.replace("2018,17", "2018,")
    (row,) = rows(judge("t,a,direction,,,,,,,higher,,", figures=figures))
    assert row["base_year_used"] == "2014"


def test_an_empty_year_makes_a_value_a_hold_and_an_empty_hold_is_held_to_its_base(judge: Judge) -> None:
    falling = "series,period,value\n" + "".join(f"a,{2011 + n},{30 - n}\n" for n in range(10))
    judged = rows(
        judge(
            "level,a,value,20,,,,,,higher,,",
            "hold,a,hold,,,,2012,,,higher,,",
            "given,a,hold,,,,2012,20,,higher,,",
            figures=falling,
        )
    )
    assert [row["class"] for row in judged] == ["slightly_cloudy", "thunderstorm", "slightly_cloudy"]


def test_what_cannot_be_judged_says_why_and_is_no_fault(judge: Judge) -> None:
    figures = RISING + "short,2019,1\nshort,2020,2\n"
    judged = rows(
        judge(
            "no series,b,value,30,,,,,2030,higher,,",
            "too short,short,value,30,,,,,2030,higher,,",
            "too early,a,value,30,,,,,2005,higher,,",
            figures=figures,
        )
    )
    assert {row["class"] for row in judged} == {"not_judged"}
    assert [row["reason"] for row in judged] == ["no_figure", "too_few_years", "target_before_figures"]
    assert [row["last_year_used"] for row in judged] == ["", "2020", ""]


def test_a_limit_narrows_what_statcan_asks_for(judge: Judge) -> None:
    figures = "series,period,value\na,2015,98\na,2020,98.3\n"
    without, near = rows(
        judge(
            "t,a,direction,,,,,,,higher,,",
            "t,a,direction,,,,,,,higher,,100",
            figures=figures,
            method="statcan",
        )
    )
    assert (without["class"], near["class"]) == ("limited_progress", "moderate_progress")


def test_numbers_have_twelve_digits_and_no_exponent(judge: Judge) -> None:
    figures = "series,period,value\n" + "".join(f"a,{2011 + n},{n / 300000:.20f}\n" for n in range(6))
    (row,) = rows(judge("t,a,direction,,,,,,,higher,,", figures=figures))
    assert row["progress_value"] == "0.00000333333333333"


def test_the_answer_is_written_whole_to_the_file_asked_for(judge: Judge, tmp_path: Path) -> None:
    out = tmp_path / "answers" / "judged.csv"
    printed = judge("t,a,value,30,,,,,2030,higher,,").stdout
    result = judge("t,a,value,30,,,,,2030,higher,,", out=out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text(encoding="utf-8") == printed
    assert list(out.parent.iterdir()) == [out]


def test_a_device_is_written_to_and_not_replaced(judge: Judge, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert judge("t,a,direction,,,,,,,higher,,", out=pipe).exit_code == 0
        assert os.read(reading, 10_000).startswith(b"target,method,class")
    finally:
        os.close(reading)
    assert pipe.is_fifo()


TARGET = "t,a,value,30,,,,,2030,higher,,"


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("series,value\na,1\n", "figures.csv: kolumnen saknas: period"),
        ("", "figures.csv: kolumnen saknas: series, period, value"),
        ("series;period;value\na;2015;1\n", "kolumner skiljs åt med komma"),
        ("series,period,value,value\na,2015,1,2\n", "figures.csv: kolumnen står två gånger: value"),
        ("series,period,value\na,2015,1\n\nb,2015,1\na,2015,\n", "figures.csv rad 5: serien a har redan"),
        ("series,period,value\na,2015,1\na,2012-2015,1\n", "figures.csv rad 3: serien a har redan"),
        ("series,period,value\na,2014,1\na,2015,..\n", "figures.csv rad 3: value: ”..” är inget tal"),
        ('series,period,value\na,2015,"1,5"\n', "figures.csv rad 2: value: ”1,5” är inget tal"),
        ("series,period,value\na,2015,nan\n", "figures.csv rad 2: value: ”nan” är inget tal"),
        ("series,period,value\na,2015,1e999\n", "figures.csv rad 2: value: ”1e999” är inget tal"),
        ("series,period,value\na,2015M03,1\n", "figures.csv rad 2: period: ”2015M03” är en månad"),
        ("series,period,value\na,2015-03,1\n", "figures.csv rad 2: period: ”2015-03” är en månad"),
        ("series,period,value\na,ifjol,1\n", "figures.csv rad 2: period: ”ifjol” är inget år"),
        ("series,period,value\n,2015,1\n", "figures.csv rad 2: series saknas"),
        ("series,period,value\na,2015,1\na,2016\n", "figures.csv rad 3: antal celler: 2"),
        ('series,period,value\n"a\nb",2015,1\na,2016,x\n', "figures.csv rad 4: value: ”x”"),
        ('series,period,value\n"a,2015,1\n' + "a,2016,1\n" * 20000, "figures.csv rad 2: antal celler: 1"),
        (b"series,period,value\na,2015,1\n\xe5,2015,1\n", "figures.csv rad 3: texten är inte UTF-8"),
    ],
)
def test_figures_with_a_fault_are_refused_with_their_row(
    judge: Judge, tmp_path: Path, figures: str | bytes, said: str
) -> None:
    out = tmp_path / "judged.csv"
    out.write_text("kept", encoding="utf-8")
    assert said in refusal(judge(TARGET, figures=figures, out=out))
    assert out.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("t,a,level,30,,,,,2030,higher,,", "kind: ”level” är ingen av value, hold, corridor, direction"),
        ("t,a,,30,,,,,2030,higher,,", "kind: ”” är ingen av"),
        ("t,a,value,,,,,,2030,higher,,", "value saknas"),
        ("t,a,value,thirty,,,,,2030,higher,,", "value: ”thirty” är inget tal"),
        ("t,a,value,30,,,,,2030,,,", "better: ”” är varken higher eller lower"),
        ("t,a,direction,,,,,,,up,,", "better: ”up” är varken higher eller lower"),
        ("t,a,value,30,,,,,soon,higher,,", "year: ”soon” är inget år"),
        ("t,a,value,30,,,15,,2030,higher,,", "base_year: ”15” är inget år"),
        ("t,a,value,30,,,,x,2030,higher,,", "base_value: ”x” är inget tal"),
        ("t,a,direction,,,,,,,higher,2016M03,", "as_of: ”2016M03” är inget år"),
        ("t,a,direction,,,,,,,higher,,x", "limit: ”x” är inget tal"),
        ("t,a,corridor,,3,,,,,,,", "low eller high saknas"),
        ("t,a,corridor,,5,3,,,,,,", "low är större än high"),
    ],
)
def test_a_target_with_a_fault_is_refused_with_its_row(judge: Judge, target: str, said: str) -> None:
    told = refusal(judge(TARGET, target))
    assert told.startswith("targets.csv rad 3: ")
    assert said in told


def test_a_missing_column_among_the_targets_is_named(judge: Judge) -> None:
    told = refusal(judge("t,a,value", header="target,series,kind"))
    assert told == (
        "targets.csv: kolumnen saknas: value, low, high, base_year, base_value, year, better, as_of, limit\n"
    )


def test_every_fault_has_its_line_and_the_many_are_counted(judge: Judge) -> None:
    figures = "series,period,value\n" + "".join(f"a,{2001 + n},x\n" for n in range(12)) + "a,ifjol,1\n"
    told = refusal(judge(TARGET, figures=figures)).splitlines()
    assert told[0] == "figures.csv rad 2: value: ”x” är inget tal; decimaler skrivs med punkt"
    assert told[-1] == "figures.csv: och 3 fel till"
    assert len(told) == 11


def test_faults_are_told_in_english_where_that_is_asked(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGET_LANGUAGE", "en")
    told = refusal(judge(TARGET, figures="series,period,value\na,2015,x\n"))
    assert told == "figures.csv row 2: value: “x” is no number; decimals are written with a point\n"


def test_a_method_by_a_name_that_none_has_is_refused(judge: Judge) -> None:
    assert "välj en av destatis, statcan" in refusal(judge(TARGET, method="guess"))


def test_a_file_that_is_not_there_is_refused_and_a_missing_option_is_a_usage_error(
    laget: Run, tmp_path: Path
) -> None:
    absent = laget(
        "judge", "--figures", tmp_path / "f.csv", "--targets", tmp_path / "t.csv", "--method", "destatis"
    )
    assert absent.exit_code == 1
    assert "f.csv kan inte läsas" in absent.stderr
    assert laget("judge", "--method", "destatis").exit_code == 2


def test_the_help_shows_an_example(laget: Run) -> None:
    assert "laget judge --figures serier.csv" in laget("judge", "--help").stdout
