"""Who does what side by side, and the same measure side by side, as people get them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main

RECORDS = str(Path(__file__).resolve().parents[2] / "extracted")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--records", RECORDS])


def rows(*arguments: str) -> list[dict[str, str]]:
    output = run(*arguments, "--format", "csv").output
    assert output.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(output.removeprefix("\ufeff"))))


def test_a_table_of_departments() -> None:
    output = run("departments", "qinghai", "yichuan", "sichuan", "--topic", "秸秆").output
    for said in ("牵头 县农业农村局", "负责 省农业农村厅", "未写明责任单位", "首位也不算牵头"):
        assert said in output


def test_only_where_plans_differ() -> None:
    found = rows("departments", "qinghai", "yichuan", "--function", "生态环境", "--differs")
    assert found and all(row["不同 differs"] and row["职能 function"] == "生态环境" for row in found)


def test_a_table_of_measures_says_force_scope_and_what_differs() -> None:
    output = run("measures", "sichuan", "yichuan", "--words", "煤气发生炉").output
    for said in ("〔原则上〕", "〔禁止〕", "范围：重点区域", "范围：全县", "力度 force", "不等于没有"):
        assert said in output


def test_measures_of_three_plans_in_one_row() -> None:
    found = rows("measures", "sichuan", "yichuan", "qinghai", "--words", "新增钢铁产能")
    (row,) = found
    forces = {value for name, value in row.items() if name.endswith("力度 force")}
    assert forces == {"禁止"} and "动作" not in row["不同之处 differs"]


@pytest.mark.parametrize("differs", ["force", "threshold", "scope", "exception"])
def test_measures_that_differ_in_one_thing(differs: str) -> None:
    found = rows("measures", "sichuan", "qinghai", "--differs", differs)
    assert found and all(differs in row["不同之处 differs"] for row in found)


@pytest.mark.parametrize("command", ["departments", "measures", "targets", "compare"])
def test_a_workbook_opens(tmp_path: Path, command: str) -> None:
    out = tmp_path / "out.xlsx"
    assert run(command, "qinghai", "yichuan", "--out", str(out)).exit_code == 0
    page = openpyxl.load_workbook(out).active
    assert page is not None and page.max_row > 5 and page.freeze_panes == "A2"


@pytest.mark.parametrize("command", ["departments", "measures", "compare"])
@pytest.mark.parametrize(
    ("documents", "status", "said"),
    [(["sichuan"], 2, "two or more different documents"), (["sichuan", "nowhere"], 1, "no such plan")],
)
def test_mistakes_are_said_in_one_line(command: str, documents: list[str], status: int, said: str) -> None:
    result = run(command, *documents)
    assert (result.exit_code, result.exception is None or isinstance(result.exception, SystemExit)) == (
        status,
        True,
    )
    assert said in result.output
