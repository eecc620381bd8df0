"""Pairs of provisions of the corpus that were read: what differs in numbers, dates, force and departments.

The findings were checked against the texts by one reader who had seen what the program says of them: they
hold what is right today, and measure nothing. Of numbers, dates, departments in the text and force each list is
complete for sentences that correspond; of wording, added and dropped it names what has to be there.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.compare import Differences, differences
from pipeline.model import Record
from pipeline.store.records import read_record, record_path

FOLDER = Path(__file__).parents[2] / "extracted"


class Reading(NamedTuple):
    """Two provisions and what differs: (kind, text of the first, text of the second); spaces aside."""

    one: tuple[str, str]
    other: tuple[str, str]
    all_of: set[tuple[str, str, str]]
    among: AbstractSet[tuple[str, str, str]] = frozenset()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


READ = {
    "steel": Reading(
        ("qinghai", "二、/(四)"),
        ("sichuan", "2、/（四）"),
        {("number", "15%", "40%"), ("force", "引导", ""), ("force", "力争", "")},
        {("wording", "青海省", "四川省"), ("wording", "", "违规"), ("wording", "", "全省")},
        ("原则上采用清洁运输方式", "推动实施“以钢定焦”", "退城搬迁"),
        ("严控全省炼焦产能与长流程炼钢比例",),
    ),
    "VOCs in materials": Reading(
        ("qinghai", "二、/(七)"),
        ("sichuan", "2、/（七）"),
        {("force", "", "基本")},
        {
            ("wording", "and", "和"),
            (
                "moved",
                "在生产、销售、进口、使用等环节严格执行VOCs含量限值标准",
                "在生产、销售、进口、使用等环节严格执行VOCs含量限值标准",
            ),
        },
        ("探索低（无）VOCs含量产品标识制度", "培育一批原辅材料替代示范标杆企业"),
        ("实施源头替代工程",),
    ),
    "new energy": Reading(
        ("qinghai", "三、/(九)"),
        ("sichuan", "3、/（九）"),
        {("number", "52.2%", "41.5%"), ("number", "34%", "30%")},
        {("wording", "和清洁取暖", "")},
        ("非化石能源电力装机比重达83.3%", "千亿立方米级产能基地"),
        ("推动大型风电光伏基地并网发电", "提升配电网智能化水平"),
    ),
    "coal": Reading(
        ("qinghai", "三、/(十)"),
        ("sichuan", "3、/（十）"),
        {("force", "", "严格")},
        {("wording", "重点区域推进", "继续")},
        ("原煤消费量控制在7000万吨以内", "替代方案不完善的不予审批"),
        ("优先采购洁净煤", "提高电力用煤效率"),
    ),
    "boilers": Reading(
        ("qinghai", "三、/(十一)"),
        ("sichuan", "3、/（十一）"),
        {("number", "", "2蒸吨/小时")},
        {("wording", "燃煤", ""), ("moved", "加快热力管网建设", "加快热力管网建设")},
        ("重点区域原则上不再新建燃煤锅炉",),
        ("有序扩大天然气管网覆盖面",),
    ),
    "furnaces": Reading(
        ("qinghai", "三、/(十二)"),
        ("sichuan", "3、/（十二）"),
        {
            ("force", "审慎新增", "原则上不再新增"),
            ("force", "鼓励推广", "原则上"),
            ("force", "有序", ""),
            ("force", "鼓励", ""),
        },
        {("wording", "在", "")},
        ("全省电制茶比例达到80%",),
        ("在不影响民生用气稳定、已落实合同气源的前提下",),
    ),
    "fuel": Reading(
        ("qinghai", "四、/(十七)"),
        ("sichuan", "4、/（十六）"),
        set(),
        {("wording", "", "进口")},
        (),
        ("依法监督燃料生产企业按照国家标准规定生产合格的成品油",),
    ),
    "mines": Reading(
        ("qinghai", "五、/(十九)"),
        ("sichuan", "5、/（十八）"),
        set(),
        set(),
        ("建立省级绿色矿山名录库",),
        ("开展露天矿山综合治理工作",),
    ),
    "straw": Reading(
        ("qinghai", "五、/(二十)"),
        ("sichuan", "5、/（十九）"),
        {
            ("number", "86%", "90%"),
            ("date", "", "到2025年"),
            ("date", "", "2024年底前"),
            ("department", "各市州", "各地"),
        },
        {("wording", "等作出具体规定", "进行优化调整"), ("wording", "充分利用", "综合运用")},
        ("重点区域力争达到95%", "严禁无序烧除"),
        ("重点区域严禁露天焚烧秸秆",),
    ),
    "fuel in a county": Reading(
        ("qinghai", "四、/(十七)"),
        ("yichuan", "四、/（十三）/1"),
        {
            ("department", "省能源局", ""),
            ("department", "西宁海关", ""),
            ("department", "地方各级人民政府", ""),
            ("department", "", "各乡镇政府"),
            ("department", "", "街道办事处"),
        },
        {("wording", "", "进口"), ("wording", "", "力度")},
        (),
        ("全面清理整顿自建油罐",),
    ),
}


def record(document: str) -> Record:
    return read_record(record_path(FOLDER, document))


def read(reading: Reading) -> Differences:
    records = record(reading.one[0]), record(reading.other[0])
    ids = [
        next(clause.id for clause in each.clauses if clause.ref == ref)
        for each, (_, ref) in zip(records, reading[:2], strict=True)
    ]
    return differences(records[0], ids[0], records[1], ids[1])


@pytest.mark.parametrize("name", READ)
def test_what_was_read(name: str) -> None:
    reading = READ[name]
    found = read(reading)
    changes = {(c.kind, "".join(c.a_text.split()), "".join(c.b_text.split())) for c in found.changes}
    facts = {change for change in changes if change[0] in {"number", "date", "department", "force"}}
    assert facts == reading.all_of
    assert reading.among <= changes
    for kind, texts in (("added", reading.added), ("dropped", reading.dropped)):
        there = "|".join(one + other for of, one, other in changes if of == kind)
        assert [text for text in texts if text not in there] == []


def test_no_difference_is_a_single_character_between_others() -> None:
    """No confetti: short words in common between two differences belong to them."""
    for reading in READ.values():
        for side in (read(reading).a, read(reading).b):
            pieces = [piece for piece in side.pieces if piece.kind != "aside"]
            for before, piece, behind in zip(pieces, pieces[1:], pieces[2:], strict=False):
                if piece.kind == "same" and {before.kind, behind.kind} == {"changed"}:
                    assert piece.end - piece.start > 1
