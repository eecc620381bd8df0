"""The commands that lay plans side by side: `plans compare` and `plans targets`."""

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
    dates, departments, force, wording; html marks it in the text.
    """
    from pipeline.compare import profile_of, side_by_side
    from pipeline.report.comparison import comparison_sheet, comparison_table
    from pipeline.report.plans import chosen_plans

    if len(set(documents)) < 2 or len(set(documents)) < len(documents):
        raise WrongUse("name two or more different documents: plans compare A B")
    chosen = chosen_format(form, out, "table", ("csv", "xlsx", "html"))
    read = list(chosen_plans(records, documents))
    profiles = [profile_of(record) for record in read]
    rows = side_by_side(profiles)
    if chosen == "table":
        show_table(lambda console: comparison_table(read, rows, console), out, len(rows))
        return
    from pipeline.report.row_differences import compared_rows
    from pipeline.report.side_by_side_page import side_by_side_page

    compared = compared_rows(read, rows)
    if chosen == "html":
        hand_over(side_by_side_page(read, profiles, compared), out, len(rows))
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
