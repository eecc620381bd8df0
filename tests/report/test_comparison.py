"""Plans side by side as people get them: in a terminal and as CSV."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.report.comparison import NOT_HERE

RECORDS = str(Path(__file__).resolve().parents[2] / "extracted")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments, "--records", RECORDS])


def test_a_table_of_two_plans() -> None:
    result = run("sichuan", "qinghai")
    assert result.exit_code == 0
    assert "四川省（征求意见稿）" in result.output  # a draft says so
    assert "(十三) 持续推进清洁取暖" in result.output and NOT_HERE in result.output


def test_csv_opens_in_excel_and_holds_the_exact_text() -> None:
    output = run("sichuan", "qinghai", "hunan", "--format", "csv").output
    assert output.startswith("\ufeff")
    header, *rows = csv.reader(io.StringIO(output.removeprefix("\ufeff")))
    assert len(header) == 28 and all(len(row) == 28 for row in rows)
    assert rows[0][2].startswith("（一）指导思想。深入学习")
    qinghai = {
        name.removeprefix("青海省："): at for at, name in enumerate(header) if name.startswith("青海省")
    }
    certain = [row for row in rows if row[qinghai["同一事项的概率 probability of the same matter"]] == "1.00"]
    assert any(row[qinghai["对应关系 relation"]] == "同一事项 the same matter" for row in certain)
    assert all(row[qinghai["引用 citation"]].startswith("《青海省空气质量") for row in certain)


def test_csv_says_how_each_provision_differs_from_the_first() -> None:
    output = run("sichuan", "qinghai", "--format", "csv").output.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(output)))
    steel = next(row for row in rows if row["青海省：条款 ref"] == "二、/(四)")
    assert steel["青海省：共同文字 share in common"] == "0.73"
    assert steel["青海省：差异种类 kinds of difference"].startswith("数字 numbers、力度 force、措辞 wording")
    assert "数字 numbers：40% → 15%" in steel["青海省：差异 differences"].splitlines()
    assert "力争" in steel["青海省：差异 differences"]
    assert "有序开展“以钢定焦”" in steel["青海省：基准未见 not in the base"]
    assert "原则上采用清洁运输方式" in steel["青海省：仅见于基准 only in the base"]


def test_csv_says_whom_a_measure_binds_here_and_there() -> None:
    output = run("sichuan", "hunan", "--format", "csv").output.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(output)))
    (name,) = (name for name in rows[0] if name.endswith("差异 differences"))
    row = next(row for row in rows if "适用范围 scope：" in row[name])
    kinds = name.replace("差异 differences", "差异种类 kinds of difference")
    assert "适用范围 scope" in row[kinds].split("、")
    line = next(line for line in row[name].splitlines() if line.startswith("适用范围"))
    assert " → " in line


def test_a_table_needs_no_dictionary() -> None:
    """Loading jieba takes longer than comparing: the table in the terminal does without."""
    code = (
        "import sys; from pipeline.cli import main\n"
        f"try: main(['compare', 'sichuan', 'qinghai', '--records', {RECORDS!r}])\n"
        "except SystemExit: pass\n"
        "sys.exit('jieba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_nothing_in_a_csv_is_a_formula(tmp_path: Path) -> None:
    corpus, records = tmp_path / "corpus", tmp_path / "records"
    corpus.mkdir()
    for name, title in (("one", "=cmd实施方案"), ("two", "某市实施方案")):
        text = f"{title}\n一、任务\n（一）=1+1建设。加强学校建设，改善办学条件。\n"
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    runner = CliRunner()
    built = ["build", str(corpus), "--records", str(records), "--db", str(records / "plans.db")]
    assert runner.invoke(main, built).exit_code == 0
    given = ["compare", "one", "two", "--records", str(records), "--format", "csv"]
    output = runner.invoke(main, given).output.removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(output)) for cell in row]
    assert any(cell.startswith("'=cmd") for cell in cells) and any(cell == "'=1+1建设" for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize(
    ("documents", "status", "said"),
    [
        (["sichuan"], 2, "two or more different documents"),
        (["sichuan", "sichuan"], 2, "two or more different documents"),
        (["sichuan", "nowhere"], 1, "no such plan"),
    ],
)
def test_mistakes_are_said_in_one_line(documents: list[str], status: int, said: str) -> None:
    result = run(*documents)
    assert (result.exit_code, said in result.output) == (status, True)
