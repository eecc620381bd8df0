"""What `plans show` prints of targets and dates, in a terminal of 80 columns as in a wide one."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from pipeline.show import show
from tests.documents import read_plan

PLAN = """某市空气质量持续改善行动计划
某政发〔2023〕15号

一、总体目标
（一）主要目标。到2025年，单位工业增加值能耗较2020年下降5%，新能源汽车占比提高10个百分点，优良天数比率达到省定要求，力争秸秆综合利用率稳定在95%以上。
（二）监测。每季度开展1次督导。
"""


def shown(width: int) -> str:
    """The terminal's text, the lines of a cell joined."""
    console = Console(width=width, file=io.StringIO(), legacy_windows=False)
    show(read_plan(PLAN, "a"), console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    "words",
    ["−5 % 较2020年", "+10 个百分点", "从属于 defers to：省", "≥95 % 力争", "1 次 每季度", "2025-12-31"],
)
def test_a_target_is_shown_as_the_pages_show_it(words: str) -> None:
    assert words in shown(200)


def test_dates_are_whole_in_a_narrow_terminal() -> None:
    lines = shown(80).splitlines()
    assert max(map(len, lines)) <= 80
    targets = lines[next(i for i, line in enumerate(lines) if line.startswith("目标 targets")) :]
    assert sum("2025-12-31" in line for line in targets) >= 4
