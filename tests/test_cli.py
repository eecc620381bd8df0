"""The commands: what they print, what they exit with, and that they start fast."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import types
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.catalog import CatalogEntry
from pipeline.cli import main
from pipeline.errors import PlanError
from pipeline.model import Record
from tests.store.samples import SampleRecord

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = sorted(main.commands)


def read_sample(
    path: Path, document_id: str, file: str, catalog_entry: CatalogEntry | None, max_bytes: int
) -> Record:
    """Stands in for the upper half."""
    if path.read_text(encoding="utf-8") == "unreadable":
        raise PlanError(str(path), "line 1", "cannot be read")
    return SampleRecord(document_id).record()


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    """Runs `plans` in an empty folder with a corpus of one document."""
    module = types.ModuleType("pipeline.document")
    module.read_document = read_sample  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pipeline.document", module)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("a", encoding="utf-8")
    return CliRunner()


def test_help_starts_fast() -> None:
    code = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "main(['build', '--help'], standalone_mode=False)\n"
        "heavy = {'spacy', 'jieba', 'datasette', 'sqlite_utils', 'rich', 'networkx', 'docx', 'pdfplumber', 'pypdfium2', 'PIL', 'xlsxwriter'}\n"
        "sys.exit(', '.join(sorted(heavy & sys.modules.keys())) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Exit status" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples_in_both_languages(command: str) -> None:
    text = CliRunner().invoke(main, [command, "--help"]).output
    assert "Examples 例:" in text
    assert re.search("[一-龥]", text.partition("Options:")[0])
    for option in re.findall(r"^  (--[a-z-]+)", text, re.MULTILINE):
        assert re.search("[一-龥]", text.partition(option)[2].partition("--")[0]), option


@pytest.mark.parametrize("example", re.findall(r"^  plans (.+)$", "\n".join(
    main.commands[command].epilog or "" for command in COMMANDS
), re.MULTILINE))  # fmt: skip
def test_the_examples_are_spelled_right(example: str) -> None:
    name, *arguments = example.partition(" >")[0].split()
    command = main.commands[name]
    existing = [str(ROOT) if argument == "tests/gold" else argument for argument in arguments]
    existing = [__file__ if argument.endswith((".txt", ".pdf")) else argument for argument in existing]
    command.make_context(name, existing)  # raises on an unknown option or a wrong value


def test_build_says_what_it_did(runner: CliRunner, tmp_path: Path) -> None:
    done = runner.invoke(main, ["build"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "读取 read 1, 未变 unchanged 0, 失败 failed 0; extracted/plans.db 已更新 updated"
    )
    assert (tmp_path / "extracted" / "a.json").is_file()
    again = runner.invoke(main, ["build"])
    assert again.stdout.startswith(
        "读取 read 0, 未变 unchanged 1, 失败 failed 0; extracted/plans.db 无变化 unchanged"
    )


def test_build_names_what_it_could_not_read(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "b.txt").write_text("unreadable", encoding="utf-8")
    done = runner.invoke(main, ["build", "--db", "other/x.db", "--records", "records", "--jobs", "1"])
    assert (done.exit_code, done.stderr) == (1, "corpus/b.txt: line 1: cannot be read\n")
    assert (tmp_path / "other" / "x.db").is_file()
    assert (tmp_path / "records" / "a.json").is_file()
    assert "Traceback" in runner.invoke(main, ["build", "--records", "records", "--debug"]).stderr


@pytest.mark.parametrize(
    "arguments",
    [["build", "nowhere"], ["build", "--jobs", "0"], ["build", "--what"], ["show", "nowhere.txt"], ["unknown"],
     ["build", "--max-size", "0"], ["serve", "--port", "70000"], ["evaluate", "nowhere"]],
)  # fmt: skip
def test_wrong_usage(runner: CliRunner, arguments: list[str]) -> None:
    done = runner.invoke(main, arguments)
    assert done.exit_code == 2
    assert done.stderr.count("Error: ") == 1


def test_a_broken_catalog_is_one_line(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "catalog.toml").write_text("[a", encoding="utf-8")
    done = runner.invoke(main, ["build"])
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("corpus/catalog.toml: ")


def test_a_folder_that_cannot_be_written_is_one_line(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "extracted").write_text("a file in the way", encoding="utf-8")
    done = runner.invoke(main, ["build"])
    assert done.exit_code in {1, 2}
    assert "Traceback" not in done.stderr


def test_show_prints_everything_and_writes_nothing(runner: CliRunner, tmp_path: Path) -> None:
    done = runner.invoke(main, ["show", "corpus/a.txt"])
    assert (done.exit_code, done.stderr) == (0, "")
    for words in ("示例市空气质量行动计划", "目标 targets (2)", "（一）", "5.95", "市农业农村局", "国发〔2023〕24号",
                  "是否每季度？", "存疑", "臭氧", "到2025年", "秸秆禁烧"):  # fmt: skip
        assert words in done.stdout, words
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "corpus"]


def test_a_file_that_is_too_large_is_refused_with_the_option_that_helps(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、总体要求\n" * 200, encoding="utf-8")
    done = CliRunner().invoke(main, ["show", str(tmp_path / "a.txt"), "--max-size", "0.001"])
    assert done.exit_code == 1
    assert done.stderr.endswith("or raise the limit: --max-size MB\n")


def test_help_names_no_format_that_is_not_read() -> None:
    for command in COMMANDS:
        assert not re.search("ofd", CliRunner().invoke(main, [command, "--help"]).output, re.IGNORECASE)


def test_show_as_json_is_the_record(runner: CliRunner, tmp_path: Path) -> None:
    shown = runner.invoke(main, ["show", "corpus/a.txt", "--json"])
    assert json.loads(shown.stdout)["id"] == "a"
    runner.invoke(main, ["build"])
    assert shown.stdout_bytes == (tmp_path / "extracted" / "a.json").read_bytes()


def test_show_finds_the_documents_id_in_its_corpus(runner: CliRunner, tmp_path: Path) -> None:
    below = tmp_path / "corpus" / "2024"
    below.mkdir()
    (below / "gansu.txt").write_text("a", encoding="utf-8")
    (tmp_path / "corpus" / "catalog.toml").write_text(
        '["2024/gansu"]\nlevel = "province"\n', encoding="utf-8"
    )
    assert (
        json.loads(runner.invoke(main, ["show", str(below / "gansu.txt"), "--json"]).stdout)["id"]
        == "2024/gansu"
    )


def test_show_names_what_it_cannot_read(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "a.txt").write_text("unreadable", encoding="utf-8")
    done = runner.invoke(main, ["show", "corpus/a.txt"])
    assert (done.exit_code, done.stderr) == (1, "corpus/a.txt: line 1: cannot be read\n")


def test_serve_on_a_used_port_is_one_line(runner: CliRunner) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = runner.invoke(main, ["serve", "--port", str(port)])
    assert done.exit_code == 1
    assert (
        done.stderr
        == f"port {port}: is in use 端口已被占用; choose another: plans serve --port {port % 65535 + 1}\n"
    )


def test_serve_shows_a_database_without_its_corpus(runner: CliRunner, tmp_path: Path) -> None:
    runner.invoke(main, ["build"])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["serve", "no-corpus", "--db", str(tmp_path / "extracted" / "plans.db"), "--port", str(port)]
    code = f"from pipeline.cli import main; main({command!r})"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        try:
            for line in server.stderr:
                if "running on" in line:
                    break
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/plans/targets.json?_shape=array") as answer:
                assert len(json.load(answer)) == 2
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}/plans/clauses.json?_shape=array&_search=VOCs"
            ) as answer:
                assert json.load(answer) == []
        finally:
            server.send_signal(signal.SIGINT)
