"""What the checks say, in Chinese: the record keeps the English message, people read both.

A message holds words of the document (a name, a line's number); a pattern takes them out and the
Chinese sentence puts them in again.
"""

from __future__ import annotations

import re

_MESSAGES: tuple[tuple[str, str], ...] = (
    (r"ending left out: (.+)", "单位名称缺尾字：{}"),
    (r"ending printed twice: (.+)", "单位名称尾字重复：{}"),
    (r"level of the name before it \((.+)\) nowhere else in the document", "前一单位的层级（{}）在文中别处未见，按本文件的层级读"),
    (r"stray characters behind the name: (.+)", "单位名称后有多余的字：{}"),
    (r"read as (.+): (.+)", "“{1}”疑为误印，读作“{0}”"),
    (r"same sound as (.+): (.+)", "“{1}”疑为同音误印，读作“{0}”"),
    (r"no known form of a name: (.+)", "不像单位名称：{}"),
    (r"a name that a reform had ended by (.+): now (.+)", "机构改革（{0}前完成）前的名称，现归“{1}”"),
    (r"the day is not in the source .+", "原文未给出具体日期（季节、以某事为起点，或年份不明）"),
    (r"the day follows from the years that the plan runs", "原文只写年数：按计划的起止年份推出日期"),
    (r"its date stands in another sentence", "目标所用的日期写在另一句，请核对"),
    (r"what the value measures was not found", "未能确定数值所指的指标，请核对"),
    (r"a number with a comparison that was not taken for a target", "带比较词的数值未计为目标，请核对"),
    (r"(\d+) said, (\d+) named", "文中写{}个，列出{}个，请核对"),
    (r"joined: the sentence goes on from line (\d+) to line (\d+)", "断行处已接上：句子从第{}行续至第{}行"),
    (r"joined: the sentence goes on after a line break", "断行处已接上：句子在换行后继续"),
    (r"header cells do not spread evenly over the columns", "表头的格子不能平均分到各列"),
    (r"rows of different lengths", "各行长短不一"),
    (r"a column is filled in its first row only: read as one merged cell", "某列只有首行有内容：按合并单元格读"),
    (r"rows with fewer cells than columns: .+", "有的行格子少于列数：前几列按与上一行合并读"),
    (r"rows with more cells than columns: .+", "有的行格子多于列数：多出的并入最长的一格"),
    (r"the number before (.+) is missing", "“{}”之前的序号缺失"),
    (r"no numbered clause was found: .+", "未见有序号的条款：每段各为一条"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), chinese) for pattern, chinese in _MESSAGES)


def in_chinese(message: str) -> str | None:
    """The Chinese wording of a check's message; None for a message that has none yet."""
    for pattern, chinese in _PATTERNS:
        if match := pattern.fullmatch(message):
            return chinese.format(*match.groups())
    return None
