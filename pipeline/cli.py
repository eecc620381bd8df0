"""The command line program `plans`: thin; each command imports what it needs when it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import PlanError
from pipeline.report.commands import coding, ledger
from pipeline.report.graph_command import graph
from pipeline.report.side_by_side_commands import compare, departments, measures, targets

if TYPE_CHECKING:
    from pipeline.build import BuildResult, Progress
    from pipeline.model import Record
    from pipeline.read.pdf.printed import Box

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)
_DEFAULT_MAX_MB = 20
_MAX_SIZE = "--max-size"


def _line(error: PlanError) -> str:
    """An error as it is printed. Who reads documents knows no options: which one helps is said here."""
    return str(error).replace("raise the limit", f"raise the limit: {_MAX_SIZE} MB")


class _Group(click.Group):
    """Commands whose expected errors are one line on stderr and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # the reader of our output has seen enough: click ends quietly
            raise
        except PlanError as error:
            line = _line(error)
        except OSError as error:
            where = ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)
            line = f"{where}; check the path and your permissions"
        click.echo(line, err=True)
        raise click.exceptions.Exit(1)


def _corpus_options(command: Callable[..., None]) -> Callable[..., None]:
    """What every command that builds is told."""
    for option in (
        click.option(_MAX_SIZE, type=click.FloatRange(min=0, min_open=True), default=_DEFAULT_MAX_MB,
                     metavar="MB", help="Refuse larger files.  拒绝更大的文件。  [default: 20]"),
        click.option("--jobs", type=click.IntRange(min=1), metavar="N",
                     help="Processes to read with.  并行进程数。  [default: one a processor]"),
        click.option("--records", type=_FOLDER, default=Path("extracted"), show_default=True, metavar="DIR",
                     help="Folder of the records, one JSON file a document.  记录文件夹。"),
        click.option("--db", type=_FILE, metavar="FILE",
                     help="The database.  数据库文件。  [default: plans.db in the records' folder]"),
        click.argument("corpus", type=_FOLDER, default=Path("corpus")),
    ):  # fmt: skip
        command = option(command)
    return command


_MAIN_EPILOG = """\b
Start here 从这里开始:
  plans build            read corpus/, write extracted/   读取语料库，写入记录和数据库
  plans serve --open     look at it in the browser        在浏览器中查看
  plans show FILE        what one document holds          查看一份文件
"""


@click.group(cls=_Group, epilog=_MAIN_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="plan-pipeline", message="plans %(version)s")
def main() -> None:
    """Read Chinese government plans and show what they promise, by when, and who must do it.

    读取行动计划、实施方案：承诺什么、何时完成、谁来负责。
    """


_BUILD_EPILOG = """\b
Examples 例:
  plans build
  plans build my-plans --records my-records --jobs 8
  plans build --db /tmp/plans.db --max-size 50
"""


@main.command(epilog=_BUILD_EPILOG)
@_corpus_options
@click.option("--debug", is_flag=True, help="Show the traceback of every failure.  显示出错位置。")
def build(
    corpus: Path, db: Path | None, records: Path, jobs: int | None, max_size: float, debug: bool
) -> None:
    """Read every document of a folder and write records, database and graph.  读取、记录、入库。

    Only what changed since the last build is read again. CORPUS is the folder of the documents
    (default: corpus); `catalog.toml` in it says what the files cannot say.

    Exit status: 0 all read; 1 some document could not be read (each named on stderr, all others are
    built); 2 wrong usage.
    """
    result = _build(corpus, db, records, jobs, max_size, debug)
    click.echo(_summary(result, db or records / "plans.db"))
    sys.exit(result.exit_status)


_SERVE_EPILOG = """\b
Examples 例:
  plans serve --open
  plans serve --port 8002
  plans serve --db /tmp/plans.db
"""


@main.command(epilog=_SERVE_EPILOG)
@_corpus_options
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, metavar="N",
              help="Port to listen on, on 127.0.0.1 only.  端口。")  # fmt: skip
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.  打开浏览器。")
def serve(
    corpus: Path,
    db: Path | None,
    records: Path,
    jobs: int | None,
    max_size: float,
    port: int,
    open_browser: bool,
) -> None:
    """Build if needed, then show everything in the browser.  （先更新，再）在浏览器中查看。

    Stop with Ctrl-C. After a later build, start it again to see the changes.
    """
    from pipeline.serve import HOST, check_port, run_datasette

    check_port(port)
    database = db or records / "plans.db"
    if corpus.is_dir() or not database.is_file():
        result = _build(corpus, db, records, jobs, max_size, debug=False)
        click.echo(_summary(result, database), err=True)
    click.echo(f"浏览 Browse http://{HOST}:{port}/  (Ctrl-C 停止 stops)", err=True)
    run_datasette(database, corpus, port, open_browser)


_SHOW_EPILOG = """\b
Examples 例:
  plans show corpus/hunan.txt
  plans show corpus/yichuan.txt --json > yichuan.json
  plans show corpus/plan.pdf --page 3
  plans show corpus/plan.pdf --fact 51942098ad6981b1 --picture target.png
"""


@main.command(epilog=_SHOW_EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.  输出 JSON 记录。")
@click.option(_MAX_SIZE, type=click.FloatRange(min=0, min_open=True), default=_DEFAULT_MAX_MB,
              metavar="MB", help="Refuse a larger file.  拒绝更大的文件。  [default: 20]")  # fmt: skip
@click.option("--page", type=click.IntRange(min=1), metavar="N",
              help="Write page N of a PDF file as a picture.  将PDF第N页存为图片。")  # fmt: skip
@click.option("--fact", metavar="ID",
              help="Mark this fact on its page.  在所在页上标出这条内容。")  # fmt: skip
@click.option("--picture", type=_FILE, metavar="OUT.png",
              help="Name of the picture.  图片文件名。  [default: FILE-page-N.png, here]")  # fmt: skip
def show(
    file: Path, as_json: bool, max_size: float, page: int | None, fact: str | None, picture: Path | None
) -> None:
    """Read one document of any format and print what was found.  查看一份文件。

    Writes nothing but the picture of a page that is asked for. A `catalog.toml` in the file's folder, or
    above it, is heeded.
    """
    wants_picture = page is not None or fact is not None
    if picture is not None and not wants_picture:
        raise click.UsageError("--picture needs a page or a fact: --page N or --fact ID")
    if wants_picture and as_json:
        raise click.UsageError("--json prints the record, --page and --fact write a picture: choose one")
    if page is not None and fact is None:
        _write_picture(file, page, (), picture)
        return
    record = _read(file, max_size)
    if fact is not None:
        from pipeline.pictures import fact_place

        place = fact_place(record, file, fact, page)
        _write_picture(file, place.page, place.boxes, picture)
        if place.others:
            click.echo(f"续页 it goes on on page {', '.join(map(str, place.others))}: --page N", err=True)
        return
    if as_json:
        from pipeline.store.records import record_bytes

        click.echo(record_bytes(record), nl=False)
        return
    from rich.console import Console

    from pipeline.show import show as show_record

    console = Console()
    # Piped into a file or a pager, a table is not squeezed into 80 columns.
    show_record(record, console if console.is_terminal else Console(width=200))


def _read(file: Path, max_size: float) -> Record:
    """The record of one file; of scanned pages it is said which is being recognised, if somebody watches."""
    from pipeline.corpus import locate
    from pipeline.document import read_document

    document, entry = locate(file)
    with _recognition():
        return read_document(document.path, document.id, document.file, entry, _bytes(max_size))


@contextmanager
def _recognition() -> Iterator[None]:
    """While the block runs, one line on stderr, if that is a terminal, counts the scanned pages."""
    if not sys.stderr.isatty():
        yield
        return
    from pipeline.read.pdf.child import print_progress
    from pipeline.read.pdf.scans.recognition import watched

    with watched(print_progress):
        yield


def _write_picture(file: Path, page: int, boxes: Sequence[Box], picture: Path | None) -> None:
    """Write a page with boxes drawn on it, and say where."""
    from pipeline.pictures import page_picture
    from pipeline.store.files import write_whole

    path = picture or Path(f"{file.stem}-page-{page}.png")
    write_whole(path, page_picture(file, page, boxes))
    click.echo(path)


_EVALUATE_EPILOG = """\b
Examples 例:
  plans evaluate tests/gold
  plans evaluate tests/gold --misses
"""


@main.command(epilog=_EVALUATE_EPILOG)
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--records", type=_FOLDER, default=Path("extracted"), show_default=True, metavar="DIR",
              help="Folder of the records to judge.  记录文件夹。")  # fmt: skip
@click.option("--misses", is_flag=True, help="List what was missed and what was wrong.  列出漏报和误报。")
def evaluate(gold: Path, records: Path, misses: bool) -> None:
    """Compare the last build with annotations made by hand.  与人工标注对照，计算准确率、召回率、F1。

    GOLD is a folder with one folder of annotations a document.
    """
    from pipeline.evaluate import evaluate as judge

    click.echo(judge(gold, records).render(misses))


_CHANGES_EPILOG = """\b
Examples 例:
  plans changes old-records
  plans changes old-records new-records
"""


@main.command(epilog=_CHANGES_EPILOG)
@click.argument("before", type=_FOLDER)
@click.argument("after", type=_FOLDER, default=Path("extracted"))
def changes(before: Path, after: Path) -> None:
    """List the facts won and lost between two builds.  列出两次构建之间新增和丢失的事实。

    BEFORE and AFTER are folders that `plans build --records` filled (AFTER by default: extracted).
    `make changes` compares the committed records with those of the code as it stands.
    """
    from pipeline.changes import changes as compare
    from pipeline.changes import render

    click.echo(render(compare(before, after)))


for _command in (compare, measures, targets, departments, ledger, coding, graph):
    main.add_command(_command)


def _build(
    corpus: Path, db: Path | None, records: Path, jobs: int | None, max_size: float, debug: bool
) -> BuildResult:
    """Build with a progress bar; every failure and every doubt about a document is one line on stderr."""
    if not corpus.is_dir():
        raise click.UsageError(
            f"there is no folder {corpus}; name the folder of the documents: plans build CORPUS"
        )
    from pipeline.build import build, default_jobs

    with _progress() as progress:
        result = build(
            corpus, db or records / "plans.db", records, jobs or default_jobs(), progress, _bytes(max_size)
        )
    for notice in result.notices:
        click.echo(_line(notice), err=True)
    for failure in result.failures:
        click.echo(_line(failure.error), err=True)
        if debug and failure.trace:
            click.echo(failure.trace, err=True)
    return result


@contextmanager
def _progress() -> Iterator[Progress]:
    """A progress bar on stderr, if that is a terminal; it appears with the first document read."""
    if not sys.stderr.isatty():
        yield lambda done, total, file: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("读取 Reading", total=None)
        yield lambda done, total, file: bar.update(
            task, total=total, completed=done, description=f"读取 Reading {file}"
        )


def _summary(result: BuildResult, database: Path) -> str:
    """One line on what a build did."""
    counts = f"读取 read {result.read}, 未变 unchanged {result.skipped}, 失败 failed {len(result.failures)}"
    removed = f", 删除 removed {result.removed}" if result.removed else ""
    state = "已更新 updated" if result.written else "无变化 unchanged"
    return f"{counts}{removed}; {database} {state} ({result.seconds:.1f} s)"


def _bytes(megabytes: float) -> int:
    return int(megabytes * 1_000_000)
