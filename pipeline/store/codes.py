"""What the codes in the tables mean in Chinese: one place for the pages and the exports."""

from __future__ import annotations

import json
from typing import TypeGuard

# Columns that hold a JSON list of words.
LISTED = ("hedges", "differs", "obstacles")
_YES_NO = {"1": "是", "0": "否"}
_PERIODS = {
    "P1Y": "每年",
    "P6M": "每半年",
    "P3M": "每季度",
    "P1M": "每月",
    "P10D": "每旬",
    "P1W": "每周",
    "P1D": "每日",
}
_BASES = {"stated": "写明", "inherited": "承前", "subject": "主语"}

_ROLES = {
    "lead": "牵头",
    "support": "配合",
    "responsible": "负责",
    "guide": "指导",
    "implement": "落实",
}
_RELATIONS = {
    "basis": "依据",
    "implement": "落实",
    "comply": "遵守",
    "amend": "修订",
    "draft": "起草",
    "same": "相同",
    "partial": "部分",
}
_DEADLINES = {"by": "截至", "during": "期间", "recurring": "周期", "from": "起始"}

_FORCES = {
    "prohibit": "禁止",
    # Not 必须: the plain statement of a duty is in it too.
    "require": "要求",
    "in_principle": "原则上",
    "promote": "推动",
    "encourage": "鼓励",
    "explore": "探索",
}

_STATUSES = {"draft": "征求意见稿", "issued": "已发布", "unverified": "待核实"}

# By the name of the column; a name that several tables use has the codes of all of them.
CODES: dict[str, dict[str, str]] = {
    "addressed": {"changed": "已修改", "unchanged": "未修改", "gone": "已删去"},
    "attribution_status": {**_BASES, "none": "未写明"},
    "attribution_style": {
        "brackets": "括号标注",
        "subjects": "以主语写出",
        "table": "表格",
        "none": "未标注",
    },
    "basis": _BASES,
    "better": {"lower": "低为优", "higher": "高为优"},
    "detail": {**_BASES, **_RELATIONS, **_DEADLINES, **_FORCES},
    "differs": {
        "force": "力度",
        "threshold": "门槛",
        "scope": "适用范围",
        "exception": "除外",
        "number": "数字",
        "date": "日期",
        "department": "单位",
        "wording": "措辞",
        "moved": "次序",
        "added": "仅见于后者",
        "dropped": "仅见于前者",
    },
    "direction": {"level": "水平", "increase": "增加", "decrease": "减少", "state": "状态"},
    "excepted": _YES_NO,
    "extensive": _YES_NO,
    "format": {
        "text": "文本",
        "markdown": "Markdown",
        "html": "网页",
        "docx": "Word",
        "doc": "Word 97–2003",
        "wps": "WPS",
        "odt": "OpenDocument",
        "rtf": "RTF",
        "pdf": "PDF",
    },
    "generic": _YES_NO,
    "is_header": _YES_NO,
    "is_provision": _YES_NO,
    "kind": {
        "quantitative": "定量",
        "qualitative": "定性",
        "places": "地区",
        "groups": "对象",
        **_DEADLINES,
        "document": "文件",
        "cited_document": "库外文件",
        "provision": "条款",
        "task": "任务",
        "measure": "措施",
        "scope": "界定范围",
        "target": "目标",
        "indicator": "指标",
        "department": "责任单位",
        "function": "职能",
        "deadline": "时限",
        "assignment": "分工",
        "place": "地区",
        "topic": "主题",
        "has_provision": "含条款",
        "has_task": "含任务",
        "has_measure": "含措施",
        "has_target": "含目标",
        "aims_at": "以之为目标",
        "measures": "所测指标",
        **_ROLES,
        "works_with": "共同承担",
        "has_function": "职能为",
        "belongs_to": "隶属",
        "due": "期限",
        "starts": "起始于",
        "cites": "引用",
        "issued_by": "发文地区",
        "covers": "适用地区",
        "succeeds": "前一版本",
        "deals_with": "涉及主题",
        "compared_with": "相互比较",
        "counterpart": "对应条款",
        "same_measure": "同一措施",
        "defines": "界定",
        "has_member": "包括",
        "binds_only": "仅适用于",
        "on": "批注于",
        "replies_to": "回复",
        "comment": "批注",
        "insertion": "插入",
        "deletion": "删除",
        "move": "移动",
        "front_matter": "题头",
        "page_number": "页码",
        "page_furniture": "页眉页脚",
        "site": "网站框架",
    },
    "level": {
        "national": "国家",
        "province": "省级",
        "prefecture": "市级",
        "county": "县级",
        "township": "乡镇级",
        "title": "标题",
        "preamble": "引言",
        "chapter": "章",
        "article": "条",
        "item": "项",
        "headed": "有小标题的段",
        "paragraph": "段",
        "table": "表",
        "annex": "附件",
        "signature": "落款",
    },
    "main": _YES_NO,
    "merged": _YES_NO,
    "modality": _FORCES,
    "open": _YES_NO,
    "other_modality": _FORCES,
    "other_status": _STATUSES,
    "op": {"<=": "≤", "<": "<", ">=": "≥", ">": ">", "=": "=", "~": "约"},
    "obstacles": {
        "indicator": "指标不明",
        "territory": "地区不明",
        "year": "年份未写明",
        "baseline": "基准年未写明",
        "unit": "单位不可换算",
        "operator": "上下限不明",
        "extensive": "随地域大小增减",
        "deferred": "由他文件定",
        "qualitative": "定性",
    },
    "part": {"footnotes": "脚注", "endnotes": "尾注"},
    "period": _PERIODS,
    "recurrence": _PERIODS,
    "relation": _RELATIONS,
    "resolved": _YES_NO,
    "role": {
        **_ROLES,
        "target": "目标",
        "threshold": "门槛",
        "observation": "现状",
        "baseline": "基期",
        "capacity": "规模",
        "date": "日期",
        "document_number": "文号",
        "ordinal": "序号",
        "name": "名称",
        "other": "其他",
    },
    "rule": {
        "body_name": "单位名称",
        "body_name.former": "改革前的名称",
        "deadline.open_day": "日期未定",
        "deadline.plan_period": "按计划年限推定",
        "outline.gap": "序号缺漏",
        "outline.no_numbering": "没有序号",
        "read.broken_sentence": "断行接续",
        "read.flattened_table": "表格还原",
        "scope.count": "列举与总数不符",
        "target.date_elsewhere": "日期在另一句",
        "target.left_out": "数值未计为目标",
        "target.unnamed": "指标不明",
    },
    "severity": {"info": "提示", "warning": "警告", "error": "错误"},
    "sole": _YES_NO,
    "statistic": {
        "mean": "平均",
        "each": "各个",
        "total": "总量",
        "share": "占比",
        "count": "个数",
        "one": "单一市县",
        "whole": "整体",
        "unstated": "未说明",
    },
    "status": _STATUSES,
    "strength": {"binding": "约束性", "expected": "预期性", "striven": "力争"},
}


# Where the code itself is no English; of all others it is, and its underscores are blanks.
_PERIODS_EN = {
    "P1Y": "yearly",
    "P6M": "half-yearly",
    "P3M": "quarterly",
    "P1M": "monthly",
    "P10D": "every ten days",
    "P1W": "weekly",
    "P1D": "daily",
}
_ENGLISH: dict[str, dict[str, str]] = {
    # Neither text is the other's draft: nothing was added to it or dropped from it.
    "differs": {"added": "only in the second", "dropped": "only in the first", "moved": "order"},
    "period": _PERIODS_EN,
    "recurrence": _PERIODS_EN,
    "rule": {
        "body_name": "name of a body",
        "body_name.former": "name from before the reform",
        "deadline.open_day": "no certain day",
        "deadline.plan_period": "inferred from the plan's years",
        "outline.gap": "gap in the numbering",
        "outline.no_numbering": "no numbering",
        "read.broken_sentence": "broken line joined",
        "read.flattened_table": "table restored",
        "scope.count": "list and count differ",
        "target.date_elsewhere": "date in another sentence",
        "target.left_out": "number not counted as a target",
        "target.unnamed": "indicator unclear",
    },
}

# What a word alone would not tell: Chinese and English.
NOTES: dict[tuple[str, str], tuple[str, str]] = {
    ("modality", "require"): ("含一般的职责陈述，不限于“必须”", "plain statements of a duty too"),
}

# The refs of clauses that have no printed label of their own.
_REFS = {"title": "标题", "preamble": "引言", "signature": "落款"}


def word(column: str, code: object) -> str | None:
    """The Chinese word for what a column holds; None where it holds no code."""
    return CODES.get(column, {}).get(str(code))


def english(column: str, code: object) -> str:
    """The English words for what a column holds; what is no code stays as it is."""
    value = str(code)
    known = CODES.get(column, {})
    if known.get("1") == _YES_NO["1"]:
        return {"1": "yes", "0": "no"}.get(value, value)
    return _ENGLISH.get(column, {}).get(value) or (value.replace("_", " ") if value in known else value)


def ref_word(ref: str) -> str:
    """A clause's ref as Chinese readers say it: title → 标题, preamble/¶2 → 引言/¶2; others as they are."""
    first, *rest = ref.split("/")
    name, number, repeat = first.partition("#")
    return "/".join([_REFS.get(name, name) + number + repeat, *rest])


def is_list(value: object) -> TypeGuard[str]:
    """Whether a value is a JSON list: a query of one's own may give a list's column anything."""
    if not isinstance(value, str):
        return False
    try:
        return isinstance(json.loads(value), list)
    except ValueError:
        return False


def words(column: str, listed: str, *, chinese: bool = True) -> str:
    """The members of a JSON list, joined; those that are codes in the language that is asked for."""
    members = [str(member) for member in json.loads(listed)]
    if chinese:
        return "、".join(word(column, member) or member for member in members)
    return ", ".join(english(column, member) for member in members)
