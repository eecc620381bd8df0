"""Targets across plans as people get them: in a terminal and as CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.report.targets import NOT_HERE

RECORDS = str(Path(__file__).resolve().parents[2] / "extracted")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["targets", *arguments, "--records", RECORDS])


def rows(*arguments: str) -> list[dict[str, str]]:
    output = run(*arguments, "--format", "csv").output
    assert output.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(output.removeprefix("\ufeff"))))


def test_a_table_with_verdict_and_reasons() -> None:
    result = run("--indicator", "秸秆")
    assert result.exit_code == 0
    for said in (
        "秸秆 straw", "四川省（征求意见稿）", "伊川县（待核实）", "≥93%", "未写明 not stated", "口径",
        "征求意见稿 draft: 征求意见稿，未要求时不参与排序。 Drafts are left out of rankings unless asked for.",
        "never which is more ambitious", NOT_HERE,
    ):  # fmt: skip
        assert said in result.output
    assert "更严" not in result.output and "stricter" not in result.output


def test_drafts_are_ranked_if_asked_for() -> None:
    assert "较低 lower level" not in run("--indicator", "快充").output
    ranked = run("--indicator", "快充", "--drafts").output
    assert "1/2 较低 lower level" in ranked and "2/2 较高 higher level" in ranked
    assert "持平 tie" in run("--indicator", "清扫", "--drafts").output


def test_csv_has_every_target_with_both_sentences() -> None:
    found = rows("--drafts")
    straw = [row for row in found if row["事项 matter"] == "秸秆" and row["文件 plan"] == "青海省"]
    (row,) = straw
    assert row["目标 target"] == "≥86%" and row["原因代码 reason codes"] == "statistic territory year"
    assert (
        "四川省（征求意见稿）：目标年份不同或未写明：青海省 未写明 ↔ 四川省 2025。"
        in row["原因（中文）"].splitlines()
    )
    assert (
        "The years are not the same, or one is not stated (青海省 未写明 ↔ 四川省 2025)."
        in row["Reasons (English)"]
    )
    assert row["原文 quote"] in (Path(RECORDS).parent / "corpus/qinghai.txt").read_text("utf-8")


def test_no_cell_of_the_csv_is_a_formula() -> None:
    cells = [cell for row in rows() for cell in row.values()]
    assert any(cell.startswith("'+0.5") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_only_the_plans_that_are_named() -> None:
    assert {row["文件 plan"] for row in rows("qinghai", "yichuan")} == {"青海省", "伊川县（待核实）"}


def test_the_same_plans_give_the_same_bytes() -> None:
    assert (
        run("qinghai", "sichuan", "--format", "csv").output
        == run("sichuan", "qinghai", "--format", "csv").output
    )


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["qinghai"], 2, "name two or more different documents, or none for all of the folder"),
        (["qinghai", "qinghai"], 2, "name two or more different documents"),
        (["qinghai", "nowhere"], 1, "nowhere"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], status: int, said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == status and said in result.output
