"""How two provisions differ: a case a kind, and what holds of any two texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare import Differences, Side, differences
from pipeline.compare.wording import words_of
from pipeline.model import Record
from tests.compare.plans import compared, plan, provision, said
from tests.documents import read_plan

HEAD = "加强秸秆综合利用。"

CASES = {
    "a number": (
        "到2025年，全省秸秆综合利用率达到86%以上。",
        "到2025年，全省秸秆综合利用率达到90%以上。",
        {("number", "86%", "90%")},
    ),
    "numbers of one indicator, in another order": (
        "到2025年，氮氧化物和挥发性有机物重点工程减排量分别达到5.95万吨和2.53万吨。",
        "到2025年，挥发性有机物和氮氧化物重点工程减排量分别达到1500吨和6200吨。",
        {("number", "5.95万吨", "6200吨"), ("number", "2.53万吨", "1500吨")},
    ),
    "a date": (
        "2025年底前，完成全部燃煤锅炉淘汰任务。",
        "2024年10月底前，完成全部燃煤锅炉淘汰任务。",
        {("date", "2025年底前", "2024年10月底前")},
    ),
    "the same date in other words": (
        "到2025年底，完成全部燃煤锅炉淘汰任务。",
        "2025年底前，完成全部燃煤锅炉淘汰任务。",
        set(),
    ),
    "force": (
        "重点区域审慎新增燃料类煤气发生炉。",
        "重点区域严禁新增燃料类煤气发生炉。",
        {("force", "审慎", "严禁")},
    ),
    "a softened duty": (
        "城市建成区公交车力争全部实现新能源化。",
        "城市建成区公交车全部实现新能源化。",
        {("force", "力争", "")},
    ),
    "other words of the same force": (
        "严禁新增钢铁冶炼产能，完善监督管理机制。",
        "不得新增钢铁冶炼产能，完善监督管理机制。",
        set(),
    ),
    "wording": (
        "完善区域大气污染防治协作机制。",
        "健全区域大气污染防治协作机制。",
        {("wording", "完善", "健全")},
    ),
    "a word more": (
        "加强油品生产、仓储、运输全环节监管。",
        "加强油品进口、生产、仓储、运输全环节监管。",
        {("wording", "", "进口")},
    ),
    "a sentence moved": (
        "完善网格化监管体系建设。严格居民楼附近餐饮服务单位布局管理。",
        "严格居民楼附近餐饮服务单位布局管理。完善网格化监管体系建设。",
        {("moved", "完善网格化监管体系建设", "完善网格化监管体系建设")},
    ),
    "an item of a list moved": (
        "推动煤矿、钢铁、火电、有色等行业绿色转型。",
        "推动钢铁、火电、有色、煤矿等行业绿色转型。",
        {("moved", "煤矿", "煤矿")},
    ),
    "a sentence added": (
        "完善网格化监管体系建设。",
        "完善网格化监管体系建设。鼓励储罐使用低泄漏的呼吸阀。",
        {("added", "", "鼓励储罐使用低泄漏的呼吸阀")},
    ),
    "a sentence dropped": (
        "完善网格化监管体系建设。鼓励储罐使用低泄漏的呼吸阀。",
        "完善网格化监管体系建设。",
        {("dropped", "鼓励储罐使用低泄漏的呼吸阀", "")},
    ),
    "a department more, and another role": (
        "完善网格化监管体系建设。（省生态环境厅、省公安厅按职责分工负责）",
        "完善网格化监管体系建设。（省生态环境厅牵头，省财政厅配合）",
        {
            ("department", "省生态环境厅", "省生态环境厅"),
            ("department", "省公安厅", ""),
            ("department", "", "省财政厅"),
        },
    ),
    "the same function on another level": (
        "完善网格化监管体系建设。（省生态环境厅负责）",
        "完善网格化监管体系建设。（县生态环境局负责）",
        set(),
    ),
    "departments that only one text names": (
        "完善网格化监管体系建设。（省生态环境厅负责）",
        "完善网格化监管体系建设。",
        set(),
    ),
}
_KINDS = {
    "the same date in other words": "date",
    "other words of the same force": "force",
    "the same function on another level": "department",
    "departments that only one text names": "department",
}


@pytest.mark.parametrize("case", CASES)
def test_kinds(case: str) -> None:
    one, other, expected = CASES[case]
    found = said(compared(HEAD + one, HEAD + other))
    kinds = {_KINDS[case]} if case in _KINDS else {kind for kind, _, _ in expected}
    assert {change for change in found if change[0] in kinds} == expected
    if case not in _KINDS and kinds & {"number", "force", "moved", "added", "dropped", "department"}:
        assert {kind for kind, _, _ in found} - kinds <= {"wording", "moved"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("到 2025 年,新增 35 蒸吨/小时锅炉(含电力)。", "到2025年，新增35蒸吨/小时锅炉（含电力）。"),
        ("建设“绿岛”项目、推广新能源车；完善机制。", "建设绿岛项目，推广新能源车。完善机制。"),
        ("产能达到１０００万吨，占比８０％。", "产能达到1000万吨，占比80%。"),
        ("产能达到1,500吨以上。", "产能达到1500吨以上。"),
    ],
    ids=["spaces", "punctuation", "width", "thousands"],
)
def test_how_it_is_printed_is_no_difference(one: str, other: str) -> None:
    found = compared(HEAD + one, HEAD + other)
    assert (found.changes, found.share) == ((), 1.0)


def test_numbering_is_no_difference() -> None:
    one, other = plan("加强利用。完善收储体系。"), plan("加强利用。完善收储体系。")
    again = read_plan(other.text.replace("（一）", "(九)"))
    assert differences(one, provision(one), again, provision(again)).changes == ()


def test_a_date_given_once_for_two_goals_is_no_difference() -> None:
    found = compared(
        "大力发展清洁能源。到2025年，电能占终端能源消费比重达30%左右。",
        "大力发展清洁能源。到2025年，非化石能源电力装机比重达83%，电能占终端能源消费比重达34%左右。",
    )
    assert ("number", "30%", "34%") in said(found)
    assert not any(kind == "date" for kind, _, _ in said(found))


def test_a_sentence_that_was_split_corresponds_to_both() -> None:
    found = compared(
        "推进矿山治理。新建矿山要同步建设铁路专用线，对限期整改仍不达标的矿山依法关闭。",
        "推进矿山治理。新建矿山要同步建设铁路专用线。对限期整改仍不达标的矿山依法关闭。",
    )
    assert found.changes == () and found.share == 1.0
    assert len(found.sentences) == 3 and len({a for a, _ in found.sentences}) == 2


def test_shares_say_how_much_of_each_stands_in_the_other() -> None:
    found = compared(
        "推进矿山治理。新建矿山要同步建设铁路专用线。",
        "推进矿山治理。新建矿山要同步建设铁路专用线。对限期整改仍不达标的矿山，根据安全生产要求依法关闭。",
    )
    assert found.a.share == 1.0
    assert found.b.share == pytest.approx(20 / 44, abs=0.001)
    assert found.share == pytest.approx(2 * 20 / (20 + 44), abs=0.001)


def test_another_text_on_the_same_matter_has_nothing_in_common() -> None:
    found = compared("推进矿山治理。", "限制露天烧烤。")
    assert found.share == 0 and found.kinds == ("added", "dropped")


# --- what holds of any two texts ---------------------------------------------------------------------

SENTENCES = st.sampled_from([
    "完善网格化监管体系建设",
    "到2025年，全省秸秆综合利用率达到86%以上",
    "2024年10月底前，秸秆综合利用率力争达到 90%",
    "严禁新增钢铁产能，推行钢铁、焦化、烧结一体化布局",
    "新增钢铁产能原则上不予审批；推行焦化、钢铁一体化布局",
    "鼓励储罐使用低泄漏的呼吸阀（含VOCs 储罐），定期开展密封性检测",
    "加强PM2.5和臭氧协同控制",
    "燃煤锅炉35蒸吨/小时以下全部淘汰（省生态环境厅牵头，省发展改革委配合）",
    "西宁市、海东市要完善落实联防联控机制",
    "“",
    "）",
])  # fmt: skip
TEXTS = st.lists(SENTENCES, min_size=1, max_size=6).map(lambda parts: "。".join(parts) + "。")


def sides(found: Differences) -> tuple[Side, Side]:
    return found.a, found.b


@settings(max_examples=60)
@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    found = compared(text, text)
    assert found.changes == ()
    assert {piece.kind for side in sides(found) for piece in side.pieces} <= {"same", "aside"}
    assert found.share in {0.0, 1.0}  # 0: nothing in it but punctuation and attributions


@settings(max_examples=80)
@given(TEXTS, TEXTS)
def test_pieces_are_the_text_and_begin_at_words(one: str, other: str) -> None:
    records = plan(one), plan(other)
    found = differences(records[0], provision(records[0]), records[1], provision(records[1]))
    for record, side in zip(records, sides(found), strict=True):
        check_side(record, side)
    for record, name in zip(records, ("a", "b"), strict=True):
        for change in found.changes:
            reach = getattr(change, name)
            if reach and change.kind != "department":
                assert record.text[slice(*reach)] == getattr(change, f"{name}_text") != ""


def check_side(record: Record, side: Side) -> None:
    clause = next(clause for clause in record.clauses if clause.id == side.clause_id)
    assert side.pieces[0].start == clause.char_start and side.pieces[-1].end == clause.char_end
    assert all(one.end == other.start for one, other in pairwise(side.pieces))
    assert all(piece.start < piece.end for piece in side.pieces)
    begins = {clause.char_start, *(word.start for word in words_of(record, clause))}
    assert {piece.start for piece in side.pieces} <= begins


@settings(max_examples=80)
@given(TEXTS, TEXTS)
def test_swapping_the_texts_swaps_the_sides(one: str, other: str) -> None:
    there, back = compared(one, other), compared(other, one)
    assert there.share == back.share and 0 <= there.share <= 1
    assert (there.a.share, there.b.share) == (back.b.share, back.a.share)
    assert sides(there)[0].pieces == sides(back)[1].pieces and there.b.pieces == back.a.pieces
    turned = {"added": "dropped", "dropped": "added"}
    assert said(there) == {(turned.get(kind, kind), a, b) for kind, b, a in said(back)}
    assert {(b, a) for a, b in there.sentences} == set(back.sentences)


@settings(max_examples=80)
@given(TEXTS, TEXTS)
def test_what_is_the_same_reads_the_same(one: str, other: str) -> None:
    a, b = plan(one), plan(other)
    found = differences(a, provision(a), b, provision(b))
    keys: list[dict[int | None, str]] = []
    for record, side in ((a, found.a), (b, found.b)):
        clause = next(clause for clause in record.clauses if clause.id == side.clause_id)
        words = words_of(record, clause)
        keys.append({
            piece.link: "".join(w.key for w in words if w.size and piece.start <= w.start < piece.end)
            for piece in side.pieces
            if piece.kind in {"same", "moved"}
        })  # fmt: skip
    assert keys[0] == keys[1]
