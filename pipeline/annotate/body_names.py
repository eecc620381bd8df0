"""What a name of a body looks like: the lexicons of bodies, functions and regions as patterns.

All functions take and give folded text. Two measures of certainty: `kind_of` tells a body by its
ending and is meant for names that something else delimits (a list in an attribution); `is_strict`
wants every part of the name to be known and is meant for running text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline import lexicon
from pipeline.lexicon.patterns import alternatives, any_of, forms
from pipeline.lexicon.schema import SuffixKind

LONGEST_NAME = 40
REMEMBERED = 1 << 16  # names whose kind is kept in memory


_BODIES = lexicon.bodies()


def endings(*kinds: SuffixKind) -> list[str]:
    """How names of bodies of these kinds end, the longest first."""
    return forms(suffix for suffix in _BODIES.suffix if suffix.kind in kinds)


_HAN = "\u3400-\u9fff"
LEVEL_CHAR = "(?:省|自治区|自治州|自治县|市|州|盟|县|区|旗|镇|乡)"
FALSE_LEVEL = any_of(_BODIES.false_level)
_FILL = "管理|监督|监察|督导|行政|主管|监管|执法|综合|事务|工作|服务|保障|安全|保护|和|与|及"
CORE = f"(?:{alternatives(forms(lexicon.functions().function))}(?:{_FILL}){{0,3}}){{1,5}}"
PROVINCES = forms(lexicon.regions().province)
_PLACE_END = "(?:省|自治区|特别行政区|自治州|自治县|自治旗|地区|新区|高新区|开发区|市|州|盟|县|区|旗)"
_NO_PLACE = f"(?!{alternatives(forms(_BODIES.pivot))}|各|全|本|有关|相关|重点|其他|城市|县级|区级)"
PLACE = f"(?:{_NO_PLACE}[{_HAN}]{{2,8}}?{_PLACE_END})"
_COUNTY = f"(?:(?![各全本该每外我几两三四省市区州])[{_HAN}]县)"  # 莘县
LEVEL = f"(?!{FALSE_LEVEL}){alternatives(forms(_BODIES.level))}"
OF_LEVELS = "(?:[省市县区州旗乡镇]{2,3}[两三]级)"
_EACH = f"(?:{OF_LEVELS}|地方各级|各级地方|各级|县级以上|乡镇级|地方|各地区|各地|各|本级|属地|所在地|重点区域|地级及以上城市|县级及以上|省级以下|[一二三四五六七八九十两]{{1,3}})"
_TERRITORY = alternatives(endings("territory"))
_OWNER = (
    f"(?:{_EACH}?(?:有关|相关)?(?:{_TERRITORY}|{LEVEL_CHAR}|{PLACE}|有关|相关|省级|市级|县级|设区的市|"
    rf"(?:{LEVEL_CHAR}\({LEVEL_CHAR}(?:、{LEVEL_CHAR})*\){LEVEL_CHAR}?))|{_EACH}|{LEVEL})"
)
_GOVERNMENT = alternatives(endings("government"))
_PARTY = alternatives(endings("party"))
_DEPARTMENT_END = "(?:部门|委员会|委|厅|总局|局|部|总署|署|办公室|办公厅|办|机关|总社|社)"
_SERVICE_END = alternatives([*endings("service", "regulator"), "局", "部"])
_MASS = alternatives(endings("mass"))
_JOINT = alternatives(endings("joint"))

GENERIC = re.compile(
    r"(?:各(?:级|地)?|有关|相关|其他|省直|市直|县直|区直|省级|市级|县级|职能|主管|成员|责任|行业|管理|涉及|项目|所有|上述|以上|牵头|落实|配合|审批|执收|考核|行政|下属|国务院|国家|政府|(?:省|市|县|区)政府){1,5}"
    r"(?:各?(?:有关|相关|职能|成员|行业|主管|管理|监管|责任|牵头|企事业|配合)){0,3}"
    r"(?:部门和单位|部门及单位|部门、单位|部门\(单位\)|单位\(部门\)|委办局|委、办、局|部门单位|部门|单位|方面|机构|主体)"
    r"|各(?:推进|实施|承担|承办|落实|参与)(?:主体|单位|部门)"
)
# A class within a territory that is named ("自贸试验区相关职能部门").
LOCAL_CLASS = re.compile(
    rf"(?:{PLACE}|{LEVEL})(?=各?(?:有关|相关))(?:{GENERIC.pattern})"
    rf"|(?:国务院|{LEVEL})[{_HAN}]{{0,8}}{_JOINT}[各其]?(?:有关|相关|他)?成员单位"  # 省安委会有关成员单位
)
TERRITORY = re.compile(
    rf"{_EACH}(?:有关|相关)?(?:{_TERRITORY}|{LEVEL_CHAR}{{1,3}})(?:\([{_HAN}、]{{1,8}}\){LEVEL_CHAR}?)?"
    rf"|各地区?|地方|各?(?:有关|相关)(?:地区|地方|省份?)|各[{_HAN}]{{0,6}}?(?:园区|开发区|高新区|功能区)|市州|市县|区县|旗县区|街镇(?:\(园区\))?|重点区域(?:市县|县市|城市)"
)
CITY_CLASS = re.compile(
    r"(?:省内|其他|全省)?(?:重点(?:区域|地区)?(?:城市|市县|县市|区县)|地级及以上城市|设区的?市"
    rf"|(?:[A-Za-z][A-Za-z\d.]*|(?!{alternatives(forms(_BODIES.pivot))})[{_HAN}]{{2,6}}?)?[未已]达标(?:的?城市|设区市|地区|的?市州)|[一-龥]{{2,4}}联动城市|试点城市|县级以上城市)"
)
_STRICT = [
    ("government", rf"{_OWNER}?(?:党委(?:和|、)?(?:人民)?政府|{_GOVERNMENT}|党委|党工委)"),
    ("government", rf"{_COUNTY}(?:人民)?政府"),
    ("party", rf"(?:[省市县区州盟旗]|{PLACE}|{_COUNTY})委"),
    ("party", rf"(?:{_OWNER}|{LEVEL}委?)(?:委|政府)?(?:{CORE})?{_PARTY}"),
    ("department", rf"{_OWNER}?(?:委|政府)?{CORE}{_DEPARTMENT_END}(?:办公室)?"),
    ("department", rf"{_OWNER}(?:委|政府)?(?:{CORE}|[{_HAN}]{{2,8}}){_SERVICE_END}"),
    ("department", rf"(?:{_OWNER}(?:委|政府))(?:办公厅|办公室|办|研究室|督查室|金融办)"),
    ("department", rf"国务院(?:{CORE})?(?:{_DEPARTMENT_END})|国务院办公厅|中国气象局|国管局|标准委|版权局|认监委"),
    ("regulator", rf"(?:中国)?(?:人民银行|人行)[{_HAN}]{{0,12}}|[{_HAN}]{{2,4}}海关|海关总署|银保监会|证监会|[{_HAN}]{{2,4}}(?:银保监|证监|金融监管)(?:分|支)?局|国家金融监督管理总局(?:[{_HAN}]{{2,6}}局)?|(?:国家开发|中国进出口|中国|交通|(?:中国)?(?:农业发展|工商|农业|建设|邮政储蓄))银行|民航[{_HAN}]{{2,6}}管理局|中国铁路[{_HAN}]{{2,6}}局(?:集团)?(?:有限公司)?"),
    ("company", rf"国网[{_HAN}]{{2,8}}(?:电力|供电)"),
    ("judicial", rf"{_OWNER}?[{_HAN}]{{0,4}}(?:法院|检察院)"),
    ("mass", rf"(?:{_OWNER}|全国){_MASS}|共青团(?:中央|[{_HAN}]{{1,6}}委)?|团[省市县区州盟旗]委|妇联|残联|科协|工商联"),
    ("joint", rf"{_OWNER}[{_HAN}]{{0,20}}?(?:{_JOINT}|环委|安委|生环委)(?:办公室|办|成员单位)?"),
]  # fmt: skip
_STRICT_RE = [(kind, re.compile(pattern)) for kind, pattern in _STRICT]
_BY_ENDING: dict[str, str] = {form: suffix.kind for suffix in _BODIES.suffix for form in suffix.forms}
_BARE = {form: kind for form, kind in _BY_ENDING.items() if kind in {"mass", "party", "judicial"}}
_LONGEST_ENDING = max(map(len, _BY_ENDING))
_NAME_CHARS = re.compile(rf"[{_HAN}A-Za-z0-9()、·\"\-.]+")
_NO_NAME = re.compile(
    rf"(?:{alternatives(forms(_BODIES.pivot))}|不|以下|按|可|将|由|其中|或|等|(?:第[一二三四五六七八九十])|\d)"
)
_NAMED_PLACE = re.compile(
    rf"{PLACE}(?:镇|乡|街道)?|{_COUNTY}|第?[一二三四五六七八九十]{{1,4}}[团师]|[{_HAN}]{{2,6}}(?:镇|乡|街道)"
)
_SERVICE = re.compile(rf"(?:{LEVEL}|{PLACE}).+|.+(?:中心|支队|大队|总队|总站|指挥部|管理[处所站])")
_NO_FORM = re.compile("不[少低高超多]")  # a measure, whatever it ends in ("各单位不少于一场")
_VERBS_WITHIN = re.compile(
    "(?<!自)由|[将按]|会同|要求|情况|完成|取得|是否|不得|应当|直接|申报|超过|达到|以上|以下"
)


# A division of a department (基层处): told by its ending only where the place says that bodies stand there.
DIVISION = re.compile(rf"(?!其他|有关|相关)[{_HAN}]{{2,8}}(?<!办事|管理|派出)[处科股室]")
_CLOSING_BRACKET = re.compile(r"(?<=.)\([^()]{1,6}\)$")  # "各区政府（管委会）"
_NO_ENDING = tuple(forms(_BODIES.no_ending))
_NOBODY_IN_PARTICULAR = frozenset(forms(_BODIES.unnamed))


@lru_cache(REMEMBERED)
def kind_of(name: str) -> str | None:
    """The kind of body that a delimited `name` is by its ending ("place" for a territory); None if none."""
    name = name.replace("（", "(").replace("）", ")")
    if (
        not 2 <= len(name) <= LONGEST_NAME
        or name.endswith(_NO_ENDING)
        or not _NAME_CHARS.fullmatch(name)
        or _VERBS_WITHIN.search(name)
        or _NO_FORM.search(name)
    ):
        return None
    bracket = _CLOSING_BRACKET.search(name)
    if bracket and (kind := kind_of(name[: bracket.start()])):
        return kind
    return _unnamed_kind(name) or strict_kind(name) or _BARE.get(name) or _kind_by_ending(name)


def _unnamed_kind(name: str) -> str | None:
    """The kind of a class of bodies or territories without a name of its own."""
    if TERRITORY.fullmatch(name) or CITY_CLASS.fullmatch(name):
        return "territory"
    return "generic" if GENERIC.fullmatch(name) else None


def _kind_by_ending(name: str) -> str | None:
    """The kind that the longest known ending tells, unless the name begins as no name does."""
    if _NO_NAME.match(name):
        return None
    for length in range(min(_LONGEST_ENDING, len(name) - 1), 0, -1):
        kind = _BY_ENDING.get(name[-length:])
        if kind and (kind != "service" or _SERVICE.fullmatch(name)):
            return kind
    return "place" if _NAMED_PLACE.fullmatch(name) else None


@lru_cache(REMEMBERED)
def strict_kind(name: str) -> str | None:
    """The kind of a name of which every part is known; None if it is not one."""
    if name.endswith(_NO_ENDING) or _NO_FORM.search(name):
        return None
    return next((kind for kind, pattern in _STRICT_RE if pattern.fullmatch(name)), None)


@lru_cache(REMEMBERED)
def is_generic(name: str) -> bool:
    """Whether the body has no name of its own ("各有关部门", "各区人民政府" is a class, but not this)."""
    return GENERIC.fullmatch(name) is not None or name in _NOBODY_IN_PARTICULAR
