"""The same plan of another place: longer and shorter names, other kinds of territories.

Names are swapped throughout, also within names of bodies and titles; whatever the swap makes of the
words of a fact is what must be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.model import Record
from tests.perturbations.facts import Facts, in_words
from tests.perturbations.ways import Way, in_other_words

Words = Callable[[str], str]


def swapping(*tables: Mapping[str, str]) -> Words:
    """Swap words for others in one go, the longest first."""
    table = {old: new for names in tables for old, new in names.items()}
    pattern = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    return lambda text: pattern.sub(lambda match: table[match[0]], text)


def _named(old: str, new: str) -> dict[str, str]:
    return dict(zip(old.split(), new.split(), strict=True))


_CITIES = "成都 自贡 攀枝花 泸州 德阳 绵阳 乐山 达州 眉山 内江 宜宾 南充 广元 遂宁 广安 西宁 海东 长沙 株洲 湘潭 岳阳 常德 益阳 洛阳"

SAME_LENGTH = swapping(
    _named("四川 青海 湖南 河南 伊川", "江苏 甘肃 湖北 河北 宜阳"),
    _named(_CITIES, "南京 徐州 连云港 扬州 常州 南通 镇江 无锡 盐城 淮安 宿迁 泰州 苏州 亳州 六安 兰州 天水 武汉 宜昌 襄阳 荆州 黄石 孝感 安阳"),
    {"海西州": "临夏州"},
)  # fmt: skip
LONGER = swapping(
    _named("四川 青海 湖南 河南 伊川", "黑龙江 黑龙江 黑龙江 黑龙江 张家川"),
    _named(_CITIES, "齐齐哈尔 哈尔滨 牡丹江 佳木斯 双鸭山 大兴安岭 七台河 石家庄 张家口 秦皇岛 葫芦岛 马鞍山 景德镇 驻马店 平顶山 连云港 石嘴山 齐齐哈尔 哈尔滨 牡丹江 佳木斯 双鸭山 七台河 驻马店"),
    {"海西州": "巴音郭楞州", "凉山彝族自治州": "黔西南布依族苗族自治州", "凉山州": "黔西南州", "三台县": "阿克塞县"},
)  # fmt: skip
# Counties of one character are called by it together with 县, also where a longer name stands alone.
SHORTER = swapping(
    {"伊川县": "嵩县", "伊川": "嵩县", "伊政": "嵩政", "三台县": "歙县", "西充县": "黟县", "夹江县": "祁县"},
    {"攀枝花": "宜春", "共和县": "兴县", "玛沁县": "和县"},
)


def _of_a_region(old: str, new: str, short: str) -> dict[str, str]:
    """A province told as an autonomous region: its bodies carry 自治区 where a province's carry 省."""
    return {
        f"{old}省": new, old: short, "全省": "全区", "我省": "我区", "省内": "区内", "省外": "区外", "省际": "省际",
        "省会": "首府", "省界": "省界", "省份": "省份", "外省": "外省", "省直": "区直", "省级": "自治区级", "省属": "区属",
        "国省道": "国省道", "省情": "区情", "六省市": "六省市", "—省": "—省", "“省": "“省", "省市县": "区市县", "省": "自治区",
    }  # fmt: skip


def _of_a_municipality(old: str, new: str) -> dict[str, str]:
    """A province told as a direct-controlled city, its cities as districts."""
    return {
        f"{old}省": f"{new}市", old: new, "全省": "全市", "省级": "市级", "省内": "市内", "省外": "市外", "省际": "省际", "省会": "省会",
        "省份": "省份", "省界": "省界", "六省市": "六省市", "省市县": "市区县", "省": "市", "厅": "局", "办公厅": "办公厅", "省情": "市情",
        "省定": "市定", "各市州": "各区县", "市州": "区县", "各市、自治州": "各区、自治县", "六市州": "六区县", "两市六州": "两区六县",
        "六市": "六区", "各市": "各区", "地市": "区县", "省、市": "市、区",
    }  # fmt: skip


_DISTRICTS = _named(
    "西宁市 海东市 海西州 长沙市 株洲市 湘潭市 岳阳市 常德市 益阳市",
    "渝北区 万州区 涪陵区 江北区 渝中区 巴南区 北碚区 长寿区 綦江区",
)
_BARE_DISTRICTS = _named("长沙 株洲 湘潭 岳阳 常德 益阳", "江北 渝中 巴南 北碚 长寿 綦江")

REGION = swapping(
    _of_a_region("四川", "广西壮族自治区", "广西"),
    _of_a_region("湖南", "内蒙古自治区", "内蒙古"),
    _of_a_region("青海", "宁夏回族自治区", "宁夏"),
)
LEAGUES = swapping(
    _of_a_region("湖南", "内蒙古自治区", "内蒙古"),
    _named("长沙市 株洲市 湘潭市 岳阳市 常德市 益阳市", "锡林郭勒盟 兴安盟 阿拉善盟 呼和浩特市 包头市 乌海市"),
    _named("长沙 株洲 湘潭 岳阳 常德 益阳", "锡林郭勒盟 兴安盟 阿拉善盟 呼和浩特 包头 乌海"),
    {"六市": "六盟市", "各市": "各盟市"},
)  # fmt: skip
PREFECTURES = swapping(
    _named("长沙市 株洲市 湘潭市 岳阳市 常德市 益阳市", "恩施土家族苗族自治州 延边朝鲜族自治州 大理州 怒江州 甘孜州 凉山州"),
    _named("长沙 株洲 湘潭 岳阳 常德 益阳", "恩施州 延边州 大理州 怒江州 甘孜州 凉山州"),
    {"六市": "六州", "各市": "各州", "各市州": "各市州", "西宁市": "甘南州", "海东市": "阿坝州", "海西州": "迪庆藏族自治州"},
)  # fmt: skip
MUNICIPALITY = swapping(
    _of_a_municipality("湖南", "重庆"),
    {"青海省": "重庆市", "青海": "重庆", "四川省": "重庆市", "四川": "重庆"},
    _DISTRICTS,
    _BARE_DISTRICTS,
)


def _county_as(kind: str, whole: str, name: str, *above: Mapping[str, str]) -> Words:
    """The county's plan told as that of another territory of its level.

    Not as that of a city of its level: by its name nobody can tell such a city from a prefecture, nor its
    bodies (市财政局) from those of the city above it.
    """
    own = {"伊川县": whole, "伊川": name, "伊政": f"{name[0]}政", "县城区": "城区", "县": kind}
    return swapping(own, {"县道": "县道", "县区": "县区"}, *above)


DISTRICT = _county_as("区", "涧西区", "涧西")
DISTRICT_OF_A_MUNICIPALITY = _county_as(
    "区",
    "嘉定区",
    "嘉定",
    {"洛阳市": "上海市", "河南省": "上海市", "省": "市"},
    _named("国省道 各省", "国省道 各省"),
)
BANNER = _county_as(
    "旗", "准格尔旗", "准格尔", {"洛阳": "鄂尔多斯"}, _of_a_region("河南", "内蒙古自治区", "内蒙古")
)


def _with_levels(words: Words, levels: Mapping[str, str], names: str) -> Callable[[Facts, Record], Facts]:
    """Bodies whose new name begins with one of `names` stand on other levels of government than before."""
    starts = re.compile(names)

    def change(found: Facts, record: Record) -> Facts:
        told = in_words(found, words)
        rows = (
            row._replace(level=levels.get(row.level or "", row.level)) if starts.match(row.name) else row
            for row in told.assignments
        )
        return told._replace(assignments=tuple(rows))

    return change


# By their names, what a direct-controlled city divides into are counties.
_COUNTIES = {"prefecture": "county"}
_DISTRICT = "|".join([*_DISTRICTS.values(), "各区", "六区", "区县"])

PLACES = [
    in_other_words("names of the same length", SAME_LENGTH),
    in_other_words("longer names", LONGER),
    in_other_words("shorter names", SHORTER),
]
# Each of these makes sense of some plans only.
KINDS: dict[Way, tuple[str, ...]] = {
    in_other_words("an autonomous region", REGION): ("sichuan", "sichuan-2022", "hunan", "qinghai"),
    in_other_words("a region with leagues", LEAGUES): ("hunan",),
    in_other_words("autonomous prefectures", PREFECTURES): ("hunan", "qinghai"),
    Way("a direct-controlled city", MUNICIPALITY, _with_levels(MUNICIPALITY, _COUNTIES, _DISTRICT)): (
        "qinghai",
    ),
    # This plan does not say whose it is: its 市 can be no more than a city like others.
    Way(
        "an unnamed city",
        MUNICIPALITY,
        _with_levels(MUNICIPALITY, _COUNTIES | {"province": "prefecture"}, f"市|{_DISTRICT}"),
    ): ("hunan",),
    in_other_words("a district", DISTRICT): ("yichuan",),
    in_other_words("a district of a direct-controlled city", DISTRICT_OF_A_MUNICIPALITY): ("yichuan",),
    in_other_words("a banner", BANNER): ("yichuan",),
}
