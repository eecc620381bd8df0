"""What a title says: who issues, what it is called without the notice around it, where it applies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.fold import fold_characters

_TYPESETTING = re.compile(r"(?<![A-Za-z])[ \t\u3000\xa0]+|[ \t\u3000\xa0]+(?![A-Za-z])")
DRAFT = re.compile("征求意见稿|草案|送审稿|讨论稿|公开征求意见|征求.{0,8}意见的(?:函|公告|通知)")
_TAG = re.compile(r"[（(\[【〔][^（）()]{0,12}(?:稿|草案|试行|暂行)[）)\]】〕]$")
_WRAPPER = re.compile(
    "^(?P<issuer>.*?)关于(?P<verb>印发|转发|批转|发布|公布|下发)(?P<inner>.+?)(?:等[一二三四五六七八九十0-9]*个?(?:文件|方案|制度))?的(?P<kind>通知|公告|通告|函|决定)$"
)
_NOTICE = re.compile(
    "^(?P<issuer>.*?)关于(?P<topic>.+?)的(?P<kind>通知|公告|通告|函|意见|实施意见|指导意见|若干意见|决定|批复|通报)$"
)
_BODY_END = re.compile(
    "(?:政府|国务院|办公厅|办公室|委员会|中央|党委|省委|市委|县委|区委|州委|旗委|工委|[委厅局部署院会]|中心|公司|管委会|指挥部|领导小组|部门)$"
)
_AREA = re.compile(
    "^(?P<area>[\u3400-\u9fff、]{0,14}?(?:[及和与、][\u3400-\u9fff]{0,6}(?:城市|地区|区域|市|县|区)|(?:重点|通道|沿江|沿黄|沿海|中心)城市"
    "|城市群|都市圈|流域|经济区|经济带|平原|[二两三四五六七八九十](?:省|市|县|区|州)))"
)
_NO_AREA = re.compile(
    "关于|加快|推进|推动|促进|支持|深化|开展|加强|建设|实施|提升|贯彻|落实|完善|全面|持续|深入|打好|进一步|印发"
)
_BROKEN = re.compile("(?<=[\u3400-\u9fff）》”])[ \u3000]+(?=[\u3400-\u9fff（《“])")
_NUMBER_LINE = re.compile(
    r"\((?:19|20)\d\d\)第?\d*号\)?\s*$"
)  # a document's number above its title is no part of it
_NOTICE_LINES = 6
_LINE = 60
_LONGEST_SHORT = 80


def without_spaces(text: str) -> str:
    """`text` without the spaces that typesetting put in; its other characters stay as printed."""
    return _TYPESETTING.sub("", text.strip())


def joined(title: str) -> str:
    """A title's printed words: only the spaces where its lines were broken are dropped."""
    return _BROKEN.sub("", title.strip())


def notice_title(lines: Sequence[str]) -> str | None:
    """The title of a covering notice at the head of `lines`, its broken lines joined; None if there is none."""
    for first in range(min(len(lines), 8)):
        joined = ""
        for line in lines[first : first + _NOTICE_LINES]:
            if len(line) > _LINE * 2 or "。" in line or _NUMBER_LINE.search(fold_characters(line)):
                break
            joined += without_spaces(line)
            if _WRAPPER.match(joined):
                return joined
    return None


def unwrapped(title: str) -> str:
    """The plan's own title: without a notice that issues it, book-title marks and a draft's tag."""
    wrapper = _WRAPPER.match(title)
    inner = wrapper["inner"] if wrapper else title
    if inner.startswith("《") and inner.endswith("》") and inner.count("《") == 1:
        inner = inner[1:-1]
    return _TAG.sub("", inner)


def short(title: str, place: str | None) -> str:
    """A name for tables and charts: `unwrapped`, and for a notice that is the document itself its topic."""
    name = without_spaces(unwrapped(title))
    notice = _NOTICE.match(name)
    if not notice:
        return _cut(name)
    topic = notice["topic"]
    return _cut(topic if place is None or topic.startswith(place) else place + topic)


def _cut(name: str) -> str:
    """A name that fits a table: what a broken page gives for a title may be as long as the page."""
    return name if len(name) <= _LONGEST_SHORT else f"{name[:_LONGEST_SHORT]}…"


def issuer_of(title: str) -> str | None:
    """Who stands before 关于 in a notice's title; several bodies are parted by 、 as printed."""
    notice = _WRAPPER.match(title) or _NOTICE.match(title)
    if not notice:
        return None
    name = notice["issuer"].strip("、，, ")
    return name if is_body(name) else None


def is_body(name: str) -> bool:
    """Whether `name` ends like a body that can issue."""
    return len(name) > 2 and bool(_BODY_END.search(name.rsplit(maxsplit=1)[-1]))


def area_at_head(title: str) -> str | None:
    """A group of places that an unwrapped title starts with: 长株潭及传输通道城市, 川南三市, 汾渭平原."""
    found = _AREA.match(fold_characters(title))
    if not found or _NO_AREA.search(found["area"]):
        return None
    return title[: found.end()]
