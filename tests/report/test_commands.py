"""`plans ledger` and `plans coding`: what they print, write, refuse and exit with."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from tests.workbooks import cells

ROOT = Path(__file__).resolve().parents[2]
RECORDS = str(ROOT / "extracted")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--records", RECORDS])


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_all_plans_or_those_named() -> None:
    everything = read_csv(run("ledger", "--format", "csv").stdout_bytes)
    assert len({row[1] for row in everything[1:]}) == 5
    two = run("ledger", "--plan", "yichuan", "--plan", "hunan", "--plan", "yichuan", "--format", "csv")
    assert list(dict.fromkeys(row[1] for row in read_csv(two.stdout_bytes)[1:])) == [
        "伊川县（待核实）",
        "湖南长株潭及传输通道城市（征求意见稿）",
    ]
    assert two.stderr == ""


def test_a_department_s_tasks_and_how_many_there_are() -> None:
    done = run("ledger", "--department", "生态环境", "--format", "csv")
    rows = read_csv(done.stdout_bytes)[1:]
    assert done.exit_code == 0 and all("生态环境" in "".join(row[6:11]) for row in rows)
    plans = {row[1] for row in rows}
    assert done.stderr.startswith(f"找到 found: {len(plans)}份方案 plans, {len(rows)}项任务 tasks (")
    assert done.stderr.count("\n") == 1 and "省生态环境厅" in done.stderr


@pytest.mark.parametrize("command", ["ledger", "coding"])
def test_a_workbook_holds_what_the_csv_holds(command: str, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "表.xlsx"
    done = run(command, "--plan", "hunan", "--out", str(out))
    head, *rows = cells(out.read_bytes())
    assert done.stdout == f"已写入 wrote {out}: {len(rows)}行 rows\n" and done.stderr == ""
    same = read_csv(run(command, "--plan", "hunan", "--format", "csv").stdout_bytes)
    assert [list(map(str, row)) for row in [head, *rows]] == same
    assert any("征求意见稿" in str(note) for (note,) in cells(out.read_bytes(), sheet=1))


@pytest.mark.parametrize("command", ["ledger", "coding"])
def test_a_workbook_goes_into_a_pipe_and_has_the_same_bytes(command: str, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    run(command, "--plan", "qinghai", "--out", str(out))
    assert run(command, "--plan", "qinghai", "--format", "xlsx").stdout_bytes == out.read_bytes()


def test_a_table_goes_to_the_terminal_or_into_a_file(tmp_path: Path) -> None:
    shown = run("ledger", "--plan", "yichuan")
    assert shown.exit_code == 0 and "落实：各乡镇政府、街道办事处" in shown.output
    out = tmp_path / "a.txt"
    assert run("ledger", "--plan", "yichuan", "--out", str(out)).exit_code == 0
    assert out.read_text("utf-8") == shown.output


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["ledger", "--plan", "nowhere"], 1, "nowhere: 没有这份方案 no such plan in "),
        (["coding", "--plan", "hunan", "--plan", "nowhere"], 1, "name one of: hunan, qinghai, "),
        (
            ["ledger", "--department", "火星"],
            1,
            "火星: 5份方案中没有这样的单位承担任务 no such body has a task",
        ),
        (["ledger", "--department", " "], 2, "name a body or a part of its name"),
    ],
)
def test_mistakes_are_said_in_one_line(arguments: list[str], status: int, said: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (status, "", 1)
    assert said in done.stderr


def test_a_folder_without_records_names_the_remedy(tmp_path: Path) -> None:
    for command in ("ledger", "coding"):
        done = CliRunner().invoke(main, [command, "--records", str(tmp_path)])
        assert done.exit_code == 1 and done.stderr.endswith("holds no records of plans; run plans build\n")


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize("command", ["ledger", "coding"])
def test_a_terminal_gets_no_workbook(command: str) -> None:
    import pty

    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-c", "from pipeline.cli import main; main()", command, "--format", "xlsx"],
            cwd=ROOT,
            stdout=theirs,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert "use --out FILE or a pipe" in done.stderr
