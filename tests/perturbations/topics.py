"""The same plan of another field: its nouns replaced, all else as it is.

What is measured, built and done becomes another thing; who does it, by when and how much stays. The names
of the bodies stay, too (生态环境厅), and so do vehicles, whose emission standards name them (国三柴油货车).
What is listed as one with another ("A及B减排量") is one word each: only who knows the words can tell
where such a list ends. The nouns hold no territory: "乡镇药房" may be what is built or where something is.
"""

from __future__ import annotations

from tests.perturbations.places import swapping
from tests.perturbations.ways import Way, in_other_words

# Of each: what is bad and measured, what is good, who pollutes, what they use, what is installed.
_NOUNS = (
    "空气质量 大气环境 大气污染物 大气污染 臭氧 氮氧化物 挥发性有机物 细颗粒物 VOCs PM2.5 PM10 重污染天气 污染天数 优良天数 "
    "秸秆综合利用率 秸秆 燃煤锅炉 锅炉 新能源汽车 非道路移动机械 煤炭 炉窑 扬尘 餐饮油烟 降尘量 畜禽粪污 涂料 绿岛"
)
_FIELDS = {
    "water": "水体质量 流域环境 水体污染物 流域污染 总磷 氨氮 化学需氧量 悬浮物 COD TN30 TP10 重污染水体 超标天数 达标天数 "
    "再生水综合利用率 再生水 灌溉泵站 泵站 节水器具 临时取水设施 地下水 管渠 淤泥 污水溢流 渗漏量 养殖尾水 药剂 绿湾",
    "sports": "健身质量 赛事环境 赛场安全隐患 赛事隐患 足球 运动员 裁判员 健身步道 KTV TY30 TY10 重大停赛日 停训天数 开放天数 "
    "场馆综合利用率 场馆 简易球场 球场 智能健身器材 户外运动器材 篮球 跑道 草坪 观赛噪声 缺席量 赛事垃圾 护具 绿茵",
    "health": "医疗质量 诊疗环境 院内感染源 院内感染 高血压 慢性病 糖尿病 全科医生 ICU HP30 HP10 重大传染病 停诊天数 出诊天数 "
    "病床综合使用率 病床 自助药房 药房 移动诊疗车 院外急救器械 抗生素 门诊 病案 输液反应 漏诊量 医疗废物 试剂 绿廊",
    "education": "教学质量 校园环境 校园安全隐患 校园欺凌 近视 中学生 小学生 寄宿学生 MOOC ED30 ED10 重大考试日 停课天数 上课天数 "
    "教室综合利用率 教室 固定教学点 教学点 智慧课桌 校外实训设备 作业 学区 课桌 校园餐饮 缺课量 校园垃圾 教具 绿园",
    "culture": "展陈质量 文物环境 文物病害源 文物病害 古籍 演艺团体 文化志愿者 村史馆 APP WH30 WH10 重大闭馆日 停演天数 开馆天数 "
    "藏书综合利用率 藏书 简易书屋 书屋 流动图书车 馆外展陈设备 字画 展厅 残卷 展厅噪声 破损量 展陈废料 颜料 绿舟",
}  # fmt: skip


def _topic(name: str) -> Way:
    pairs = dict(zip(_NOUNS.split(), _FIELDS[name].split(), strict=True))
    words = swapping(pairs)

    return in_other_words(f"of {name}", words)


TOPICS = [_topic(name) for name in _FIELDS]
