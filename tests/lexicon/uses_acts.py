"""How the lexicons of what is done, changed and compared, and where, are used."""

from __future__ import annotations

from pipeline.marks import StateMark
from tests.documents import marks_of
from tests.lexicon.use import Use


def indicator(text: str) -> str | None:
    return next((mark.indicator for mark in marks_of(text).phrases), None)


def scope(text: str) -> str | None:
    return next((mark.scope for mark in marks_of(text).phrases), None)


def changed(text: str) -> str | None:
    return next((mark.change for mark in marks_of(text).phrases), None)


def committed(text: str) -> bool:
    return any(mark.committed for mark in marks_of(text).phrases)


def operator(text: str) -> str | None:
    return next((mark.op for mark in marks_of(text).quantities), None)


def threshold(text: str) -> bool:
    return any(mark.threshold for mark in marks_of(text).quantities)


def states(text: str) -> list[StateMark]:
    return marks_of(text).states


def terms(text: str) -> list[str]:
    return [mark.name for mark in marks_of(text).scopes]


def listed(text: str) -> int:
    return max((len(mark.members) for mark in marks_of(text).scopes), default=0)


ACTS = {
    "act": Use(lambda e, t: committed(t), "{}设施50个"),
    "added": Use(lambda e, t: changed(t) == "increase", "全市{}1个"),
    "manner": Use(lambda e, t: indicator(t) == "网络", "网络{}建成5个"),
    "committing": Use(lambda e, t: committed(t), "{}群众5万人"),
    "move": Use(lambda e, t: not threshold(t), "{}100家以上企业实施技术改造"),
    "bring": Use(lambda e, t: scope(t) == "生产企业", "对生产企业{}抽检不少于2次"),
    "treatment": Use(lambda e, t: committed(t), "对全区1918个垃圾箱房进行{}"),
    "inspect": Use(lambda e, t: committed(t), "{}企业50家"),
    "activity": Use(
        lambda e, t: any(state.activity for state in states(t)),
        lambda e, f: [f"2025年底前，{f}企业完成改造", f"2025年底前，再{f}企业完成改造"],
    ),
    "ending": Use(lambda e, t: any(s.indicator.endswith(e.forms) for s in states(t)), "到2025年，煤炭消费{}"),
    "deed": Use(lambda e, t: (indicator(t) or "").endswith(e.forms), "完成老旧小区{}200个"),
    "rank": Use(lambda e, t: indicator(t) == "综合实力", "综合实力{}全国前十名"),
    "have": Use(lambda e, t: scope(t) == "每个社区", "每个社区{}1个活动场所"),
    "no_deed": Use(lambda e, t: threshold(t), "{}100家以上企业实施技术改造"),
}
CHANGES = {
    "change": Use(lambda e, t: changed(t) == e.direction, "货运量{}10%"),
    "extent": Use(lambda e, t: changed(t) == e.direction, "产值{}10%"),
    "leading": Use(lambda e, t: operator(t) == "=", "保有量{}到30万辆"),
    "hold": Use(lambda e, t: operator(t) == "=", "优良率{}在90%"),
    "against": Use(lambda e, t: marks_of(t).times[0].use == "baseline", "用水量{}2020年下降16%"),
}
CLAUSES = {
    "lead_in": Use(
        lambda e, t: indicator(t) in {"用水量", "煤炭消费量"},
        lambda e, f: [f"{f}用水量下降16%", f"{f}煤炭消费量下降16%"],
    ),
    "trailing": Use(lambda e, t: indicator(t) == "用水量", "用水量{}下降16%"),
    "circumstance": Use(lambda e, t: not states(t), "到2025年，{}实现达标"),
}
COMPARISONS = {
    "before": Use(lambda e, t: operator(t) == e.op, "比例{}5%"),
    "behind": Use(lambda e, t: operator(t) == e.op, lambda e, f: [f"达到5%{f}", f"5公里{f}的学校"]),
    "amount": Use(lambda e, t: not threshold(t), "50平方公里以上用地{}达到要求"),
    "share": Use(lambda e, t: not threshold(t), "80%以上县城{}绿道"),
    "given": Use(lambda e, t: threshold(t), "在5万吨{}"),
    "steady": Use(lambda e, t: not threshold(t), "营收在200亿元以上{}增长"),
}
SCOPES = {
    "place": Use(
        lambda e, t: scope(t) is not None,
        lambda e, f: [f"长沙{f}污水处理率达到40%", f"重点{f}污水处理率达到40%"],
    ),
    "place_class": Use(lambda e, t: scope(t) is not None, "重点{}污水处理率达到40%"),
    "unqualified": Use(lambda e, t: scope(t) is None, "{}污水处理率达到40%"),
    "of_the_class": Use(lambda e, t: scope(t) is None, "规模养殖场{}率达到40%"),
    "measuring": Use(lambda e, t: scope(t) is None, "{}园区污水处理率达到40%"),
    "seated": Use(lambda e, t: scope(t) is None, "长沙市第一{}床位达到500张"),
    "class_head": Use(lambda e, t: scope(t) not in {None, "全省"}, "全省{}城市臭氧浓度达到160微克/立方米"),
    "class_tail": Use(lambda e, t: scope(t) not in {None, "全省"}, "全省县级{}臭氧浓度达到160微克/立方米"),
    "per_unit": Use(
        lambda e, t: (indicator(t) or "").startswith("单位"),
        lambda e, f: [f"重点行业单位{f}消耗下降10%", f"单位{f}生产总值能耗下降10%"],
    ),
    "term_class": Use(
        lambda e, t: any(term.endswith(e.forms) for term in terms(t)),
        lambda e, f: [
            f"重点{f}：长沙市、株洲市",
            f"将长沙市、株洲市列为重点{f}",
            f"重点{f}包括钢铁、水泥、焦化",
        ],
    ),
    "qualifier": Use(
        lambda e, t: any(term.startswith(e.forms) for term in terms(t)), "{}城市包括长沙市、株洲市"
    ),
    "zone": Use(lambda e, t: bool(terms(t)), "{}为芙蓉区、天心区"),
    "region": Use(lambda e, t: bool(terms(t)), "川南{}包括自贡市、内江市"),
    "tier": Use(lambda e, t: bool(terms(t)), "第一{}包括内蒙古、广西、重庆"),
    "defining": Use(
        lambda e, t: bool(terms(t)),
        lambda e, f: [f"重点区域{f}长沙市、株洲市" if e.only_terms else f"川南地区{f}长沙市、株洲市"],
    ),
    "naming": Use(lambda e, t: bool(terms(t)), "长沙市、株洲市（{}两市），两市要落实"),
    "picked": Use(lambda e, t: bool(terms(t)), "{}长沙市、株洲市列为重点区域"),
    "assigning": Use(lambda e, t: bool(terms(t)), "将长沙市、株洲市{}重点区域"),
    "named_zone": Use(lambda e, t: listed(t) == 2, "重点区域包括杨凌{0}、泾河{0}"),
    "extent": Use(lambda e, t: listed(t) == 2, "重点区域包括长沙市、株洲市{}"),
    "foreign": Use(
        lambda e, t: not marks_of("重点区域：长沙市、株洲市", f"{t}要落实").scope_uses[1:], "{}重点区域"
    ),
}
