"""What a page says of its document outside the text: the head table, `<meta>` names, source lines.

Labels are those of the State Council's rules for government information (索引号, 发文机关 …) and of
common site software; a property keeps the name that is printed, without spaces and colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

_LABELS = (
    "索引号 主题分类 发文机关 发文单位 发布机关 发布机构 发布单位 制定机关 公开机构 信息来源 来源 成文日期 生成日期 印发日期"
    " 签发日期 制发日期 公布日期 发布日期 发布时间 公开日期 公开时间 实施日期 生效日期 施行日期 失效日期 废止日期 标题"
    " 文件名称 信息名称 公文名称 名称 发文字号 文号 发文文号 文件编号 公文种类 体裁分类 组配分类 服务对象 主题词 关键词"
    " 有效性 时效性 效力状态 是否有效 文件状态 公开方式 公开范围 公开形式 公开类别 信息分类 层级 统一登记号 登记号 规范性文件编号"
)
LABELS = _LABELS.split()
_META = ("ArticleTitle", "PubDate", "ContentSource", "SiteName", "Url", "Author", "Keywords")
_SPACED = "|".join(r"\s*".join(label) for label in sorted(LABELS, key=len, reverse=True))
_LABEL = re.compile(rf"(?<![\w])[【\[]?\s*({_SPACED})\s*[】\]]?\s*[:：]")
_BARE = re.compile(rf"^[【\[]?\s*({_SPACED})\s*[】\]]?\s*[:：]?$")
_MAX_VALUE = 200
_REACH = 3
# Lines that site software prints around a document.
SITE_LINE = re.compile(
    r"^(?:扫一扫|扫码|分享(?:到|至)?|打印(?:本页)?|关闭(?:窗口|本页)?|收藏|返回顶部|上一[篇条]|下一[篇条]|相关(?:链接|阅读|稿件|解读|新闻)"
    r"|【?\s*字(?:体|号)|责任?编辑|编辑[:：]|浏览(?:次数|量)|点击(?:数|量|次数)|访问(?:量|次数)|阅读(?:数|量|次数)?[:：]|首页|当前位置|您(?:的|所在)"
    r"|我要纠错|无障碍|微信|微博|【?\s*打\s*印|【?\s*关\s*闭|版权所有|主办[:：]|承办[:：])"
)
_SITE_WORD = re.compile(r"[【\[]?\s*(?:字体|字号|浏览|点击|打印|分享|收藏|访问)|[|│]|[ \u3000\xa0]{3,}")


def read_meta(page: HtmlElement) -> Iterator[tuple[str, str]]:
    """`<meta name=… content=…>` of government sites' software, under the names that they use."""
    wanted = {name.lower(): name for name in _META}
    for meta in page.iter("meta"):
        name = wanted.get((meta.get("name") or "").lower())
        value = " ".join((meta.get("content") or "").split())
        if name and value:
            yield name, value


def read_pairs(lines: Iterable[tuple[str, int | None]]) -> Iterator[tuple[str, str]]:
    """Labelled values in printed lines: "文号：…", several in one line, or label and value in two.

    Args:
        lines: text and source line; a value stands within `_REACH` source lines of its label, so the
            label of an empty cell takes nothing from further down.
    """
    waiting, since = None, 0
    for raw, number in lines:
        line, at = raw.strip(), number or 0
        found = list(_LABEL.finditer(line))
        bare = _BARE.match(line)
        if waiting and not found and not bare and at - since <= _REACH and _is_value(line):
            yield waiting, line
        waiting = None
        for label, following in zip(found, [*found[1:], None], strict=False):
            text = line[label.end() : following.start() if following else len(line)]
            value = _SITE_WORD.split(text, maxsplit=1)[0].strip(" \u3000\xa0\t|│【[")
            if _is_value(value):
                yield "".join(label[1].split()), value
        if bare:
            waiting, since = "".join(bare[1].split()), at


def _is_value(text: str) -> bool:
    return 0 < len(text) <= _MAX_VALUE and not SITE_LINE.match(text)


def is_head_line(line: str) -> bool:
    """Whether a line at the document's head or foot is the site's: it begins with one of the labels."""
    match = _LABEL.match(line.strip())
    return bool(match) and len(line) <= _MAX_VALUE
