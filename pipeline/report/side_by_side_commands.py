"""The commands that lay plans side by side: `plans compare`, `plans targets` and `plans measures`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.report.delivery import WrongUse, chosen_format, deliver, hand_over, sheet_options, show_table

_COMPARE_EPILOG = """\b
Examples 例:
  plans compare sichuan qinghai
  plans compare sichuan qinghai hunan --out duizhao.xlsx
  plans compare sichuan qinghai --out duizhao.html
"""


@click.command(epilog=_COMPARE_EPILOG)
@click.argument("documents", nargs=-1, required=True, metavar="A B [C …]")
@sheet_options("table", "csv", "xlsx", "html")
def compare(documents: tuple[str, ...], form: str | None, out: Path | None, records: Path) -> None:
    """Lay plans side by side, provision by provision.  逐条对照若干方案。

    A, B, C are ids of documents that `plans build` has read. Rows follow the first; what only others have
    stands below. csv, xlsx and html also say how each provision differs from the first plan's: in numbers,
    dates, departments, force, scope, wording; html marks it in the text.
    """
    from pipeline.compare import profile_of, side_by_side
    from pipeline.report.comparison import comparison_sheet, comparison_table
    from pipeline.report.plans import chosen_plans

    if len(set(documents)) < 2 or len(set(documents)) < len(documents):
        raise WrongUse("name two or more different documents: plans compare A B")
    chosen = chosen_format(form, out, "table", ("csv", "xlsx", "html"))
    read = list(chosen_plans(records, documents))
    profiles = [profile_of(record) for record in read]
    if chosen == "table":
        rows = side_by_side(profiles)
        show_table(lambda console: comparison_table(read, rows, console), out, len(rows))
        return
    from pipeline.report.row_differences import compared_rows
    from pipeline.report.side_by_side_page import side_by_side_page

    compared = compared_rows(read, profiles)
    if chosen == "html":
        hand_over(side_by_side_page(read, profiles, compared), out, len(compared))
    else:
        deliver(comparison_sheet(read, compared), chosen, out)


_TARGETS_EPILOG = """\b
Examples 例:
  plans targets
  plans targets qinghai yichuan --indicator 秸秆
  plans targets --drafts --out zhibiao.xlsx
"""


@click.command(epilog=_TARGETS_EPILOG)
@click.argument("documents", nargs=-1, metavar="[DOCUMENT …]")
@click.option("--indicator", metavar="NAME",
              help="Only matters and indicators with this in their name.  只看名称含此的事项和指标。")  # fmt: skip
@click.option("--drafts", is_flag=True, help="Rank drafts, too.  征求意见稿也参与排序。")
@sheet_options("table", "csv", "xlsx")
def targets(
    documents: tuple[str, ...],
    indicator: str | None,
    drafts: bool,
    form: str | None,
    out: Path | None,
    records: Path,
) -> None:
    """Lay the targets of plans side by side, matter by matter.  逐项对照各方案的目标。

    DOCUMENT … are ids of documents that `plans build` has read (default: all in the records' folder).
    Values are ranked only where indicator, statistic, territory, year and all else agree; where not, every
    reason is said. The table shows what several plans speak of, CSV and Excel everything.
    """
    from pipeline.compare.target_rows import matters, named, shared
    from pipeline.report.plans import chosen_plans
    from pipeline.report.targets import targets_sheet, targets_table

    if len(set(documents)) < len(documents) or len(documents) == 1:
        raise WrongUse("name two or more different documents, or none for all of the folder")
    chosen = chosen_format(form, out, "table")
    read = list(chosen_plans(records, documents))
    found = matters(read, drafts)
    found = named(found, indicator) if indicator else found
    if chosen == "table":
        show_table(lambda console: targets_table(read, shared(found), console), out, len(found))
    else:
        deliver(targets_sheet(read, found), chosen, out)


_MEASURES_EPILOG = """\b
Examples 例:
  plans measures sichuan yichuan qinghai
  plans measures sichuan yichuan --differs force
  plans measures sichuan hunan --words 锅炉 --out cuoshi.xlsx
"""


@click.command(epilog=_MEASURES_EPILOG)
@click.argument("documents", nargs=-1, required=True, metavar="A B [C …]")
@click.option("--differs", type=click.Choice(["force", "threshold", "scope", "exception"]),
              help="Only measures that differ in this.  只要此处不同的措施。")  # fmt: skip
@click.option("--words", metavar="WORDS",
              help="Only measures whose text holds these words.  只要原文含此词语的措施。")  # fmt: skip
@sheet_options("table", "csv", "xlsx")
def measures(
    documents: tuple[str, ...],
    differs: str | None,
    words: str | None,
    form: str | None,
    out: Path | None,
    records: Path,
) -> None:
    """Lay the same measure of plans side by side.  同一措施在各方案中的力度、门槛、范围。

    One row a measure that at least two of the plans have: 严禁新增, 原则上不再新增 and 审慎新增 of one thing,
    with force, threshold, scope and exception of each.
    """
    from pipeline.compare.measure_rows import measure_rows
    from pipeline.report.measures import measures_sheet, measures_table
    from pipeline.report.plans import chosen_plans

    if len(set(documents)) < 2 or len(set(documents)) < len(documents):
        raise WrongUse("name two or more different documents: plans measures A B")
    chosen = chosen_format(form, out, "table")
    read = list(chosen_plans(records, documents))
    texts = {measure.id: record.text[measure.char_start : measure.char_end]
             for record in read for measure in record.measures}  # fmt: skip
    rows = [
        row
        for row in measure_rows(read)
        if (differs is None or differs in row.differs)
        and (words is None or any(cell and words in texts[cell.id] for cell in row.cells))
    ]
    if chosen == "table":
        show_table(lambda console: measures_table(read, rows, console), out, len(rows))
    else:
        deliver(measures_sheet(read, rows), chosen, out)


_DEPARTMENTS_EPILOG = """\b
Examples 例:
  plans departments qinghai yichuan
  plans departments qinghai yichuan hunan --topic 秸秆
  plans departments qinghai hunan --function 生态环境 --differs --out fengong.xlsx
"""


@click.command(epilog=_DEPARTMENTS_EPILOG)
@click.argument("documents", nargs=-1, required=True, metavar="A B [C …]")
@click.option("--topic", metavar="NAME", help="Only topics with this in their name.  只看名称含此的主题。")
@click.option(
    "--function", metavar="NAME", help="Only functions with this in their name.  只看名称含此的职能。"
)
@click.option("--differs", is_flag=True, help="Only where plans differ.  只看各方案不同之处。")
@sheet_options("table", "csv", "xlsx")
def departments(
    documents: tuple[str, ...],
    topic: str | None,
    function: str | None,
    differs: bool,
    form: str | None,
    out: Path | None,
    records: Path,
) -> None:
    """Lay side by side who does what in plans, topic by topic.  各主题由谁、以何身份负责。

    By function, so that 省工业和信息化厅 and 县科工局 meet: who leads, is responsible, supports, guides and
    implements in each plan, and where plans differ.
    """
    from pipeline.compare.department_rows import department_rows
    from pipeline.report.departments import departments_sheet, departments_table
    from pipeline.report.plans import chosen_plans

    if len(set(documents)) < 2 or len(set(documents)) < len(documents):
        raise WrongUse("name two or more different documents: plans departments A B")
    chosen = chosen_format(form, out, "table")
    read = list(chosen_plans(records, documents))
    rows = [
        row
        for row in department_rows(read)
        if (topic is None or topic in row.topic.name)
        and (function is None or function in (row.function or ""))
        and (row.differs or not differs)
    ]
    if chosen == "table":
        show_table(lambda console: departments_table(read, rows, console), out, len(rows))
    else:
        deliver(departments_sheet(read, rows), chosen, out)
