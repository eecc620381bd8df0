"""Every construct of a Word draft once: its XML, and what a reader must give for it.

The text is the accepted version, one paragraph a line, a table row a line with its columns parted by tabs.
Comments and changes are lifted out of it. Footnotes follow in lines of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.read.word.drafts import (
    Note,
    Parts,
    cell,
    changed,
    control,
    field_code,
    mark,
    p,
    r,
    range_end,
    range_start,
    remarked,
    row,
    table,
)


@dataclass(frozen=True)
class Hung:
    """A comment or change: the text that it hangs on, and how the text before that ends (None: not said).

    What a change took away and put there (`before`, `after`) is without spaces at the ends; `answers` is the
    text of the comment that it answers.
    """

    anchor: str
    behind: str | None = None
    kind: Literal["comment", "insertion", "deletion", "move"] = "comment"
    text: str = ""
    author: str = "李四"
    before: str | None = None
    after: str | None = None
    resolved: bool | None = None
    answers: str | None = None


@dataclass(frozen=True)
class Construct:
    """One construct.

    `notes`: what must stand in lines of its own, anywhere behind the line that refers to it. `furniture`:
    what is lifted out. `absent`: what is nowhere in the text. `cells`: (row, column, row span, column span,
    text) of the merged cells. `doubted`: something was left out and a doubt says so.
    """

    name: str
    body: str
    lines: tuple[str, ...]
    hung: tuple[Hung, ...] = ()
    notes: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    cells: tuple[tuple[int, int, int, int, str], ...] = ()
    doubted: bool = False
    parts: Parts = Parts()  # noqa: RUF009 (it is frozen)


def insertion(after: str, behind: str | None = None, before: str | None = None, author: str = "王五") -> Hung:
    """A tracked insertion, or what was put in another text's place."""
    return Hung(after, behind, "insertion", author=author, before=before, after=after)


def deletion(before: str, behind: str | None = None, author: str = "王五") -> Hung:
    """A tracked deletion: there is nothing left to hang on."""
    return Hung("", behind, "deletion", author=author, before=before)


# --- numbers -----------------------------------------------------------------------------------


def _level(number: int, format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def _numbered(level: int, instance: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    + _level(0, "chineseCounting", "%1、")
    + _level(1, "chineseCounting", "（%2）")
    + _level(2, "decimal", "%3.")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="multilevel"/>'
    + _level(0, "decimalEnclosedCircle", "%1", '<w:pStyle w:val="Measure"/>')
    + '</w:abstractNum><w:abstractNum w:abstractNumId="3"><w:multiLevelType w:val="singleLevel"/>'
    + _level(0, "decimal", "第%1条")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="4"><w:multiLevelType w:val="singleLevel"/>'
    + _level(0, "chineseCounting", "（%1）")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="4"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Measure"><w:name w:val="措施"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="SubMeasure"><w:name w:val="子措施"/><w:basedOn w:val="Measure"/></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="内部"/><w:rPr><w:vanish/></w:rPr></w:style>'
)

NUMBERS = (
    Construct(
        "numbers, and levels that start anew",
        p("总体要求", properties=_numbered(0, 1))
        + p("指导思想。", properties=_numbered(1, 1))
        + p("基本原则。", properties=_numbered(1, 1))
        + p("坚持分类施策。", properties=_numbered(2, 1))
        + p("坚持综合治理。", properties=_numbered(2, 1))
        + p("重点任务", properties=_numbered(0, 1))
        + p("优化结构。", properties=_numbered(1, 1))
        + p("淘汰落后产能。", properties=_numbered(2, 1)),
        ("一、总体要求", "（一）指导思想。", "（二）基本原则。", "1.坚持分类施策。", "2.坚持综合治理。",
         "二、重点任务", "（一）优化结构。", "1.淘汰落后产能。"),
        parts=Parts(numbering=NUMBERING, styles=STYLES),
    ),
    Construct(
        "numbers through styles, and taken off one paragraph",
        p("推进散煤治理。", properties='<w:pStyle w:val="Measure"/>')
        + p("此段不编号。", properties='<w:pStyle w:val="Measure"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("推进锅炉改造。", properties='<w:pStyle w:val="SubMeasure"/>'),
        ("①推进散煤治理。", "此段不编号。", "②推进锅炉改造。"),
        parts=Parts(numbering=NUMBERING, styles=STYLES),
    ),
    Construct(
        "numbers of the accepted version",
        p("控制燃煤。", properties=_numbered(0, 4))
        + p(changed("del", 150, r("撤销的任务。")), properties=_numbered(0, 4) + f"<w:rPr>{mark('del', 151)}</w:rPr>")
        + p("控制扬尘。", properties=_numbered(0, 4))
        + p(changed("ins", 152, r("增补的任务。")), properties=_numbered(0, 4) + f"<w:rPr>{mark('ins', 153)}</w:rPr>")
        + p("控制油烟。", properties=_numbered(0, 4)),
        ("（一）控制燃煤。", "（二）控制扬尘。", "（三）增补的任务。", "（四）控制油烟。"),
        (deletion("撤销的任务。"), insertion("增补的任务。", "（三）")),
        absent=("撤销的",),
        parts=Parts(numbering=NUMBERING, styles=STYLES),
    ),
    Construct(
        "an empty paragraph with a number prints nothing but counts",
        p("健全机制。", properties=_numbered(0, 3))
        + p(properties=_numbered(0, 3))
        + p("加强督查。", properties=_numbered(0, 3)),
        ("第1条健全机制。", "第3条加强督查。"),
        parts=Parts(numbering=NUMBERING, styles=STYLES),
    ),
)  # fmt: skip

# --- comments ----------------------------------------------------------------------------------

COMMENTS = (
    Construct(
        "a comment across runs",
        p("到2025年，", range_start(1), r("全省PM2.5", "<w:b/>"), r("平均浓度"), range_end(1), "下降10%。"),
        ("到2025年，全省PM2.5平均浓度下降10%。",),
        (Hung("全省PM2.5平均浓度", "到2025年，", text="请核实口径。"),),
        parts=Parts(comments=[Note(1, "请核实口径。")]),
    ),
    Construct(
        "a comment across paragraphs",
        p("各地要", range_start(2), "落实责任。") + p("各部门要协同配合", range_end(2), "，形成合力。"),
        ("各地要落实责任。", "各部门要协同配合，形成合力。"),
        (Hung("落实责任。\n各部门要协同配合", "各地要", text="两段可合并。"),),
        parts=Parts(comments=[Note(2, "两段可合并。")]),
    ),
    Construct(
        "a comment in a table cell",
        table(row("城市", "2025年"), row("长沙市", cell(p("不高于", remarked(3, r("35"))))), row("株洲市", "36"), columns=2),
        ("城市\t2025年", "长沙市\t不高于35", "株洲市\t36"),
        (Hung("35", "长沙市\t不高于", text="35还是34？"),),
        parts=Parts(comments=[Note(3, "35还是34？")]),
    ),
    Construct(
        "a comment on inserted text",
        p("推广", remarked(4, changed("ins", 104, r("新能源"))), "汽车。"),
        ("推广新能源汽车。",),
        (Hung("新能源", "推广", text="补充。"), insertion("新能源", "推广")),
        parts=Parts(comments=[Note(4, "补充。")]),
    ),
    Construct(
        "an answer, and a comment that is settled",
        p(range_start(5), range_start(6), "严禁新增", range_end(5), range_end(6), "钢铁产能。")
        + p(remarked(7, r("压减")), "焦化产能。"),
        ("严禁新增钢铁产能。", "压减焦化产能。"),
        (
            Hung("严禁新增", "", text="能否改为原则上？", resolved=False),
            Hung("严禁新增", "", text="不能，国家有要求。", author="赵六", resolved=False, answers="能否改为原则上？"),
            Hung("压减", "", text="已改。", resolved=True),
        ),
        parts=Parts(comments=[
            Note(5, "能否改为原则上？", done=False),
            Note(6, "不能，国家有要求。", "赵六", answers=5, done=False),
            Note(7, "已改。", done=True),
        ]),
    ),
    Construct(
        "an answer without a place of its own",
        p("全面", remarked(9, r("禁止露天焚烧")), "。"),
        ("全面禁止露天焚烧。",),
        (
            Hung("禁止露天焚烧", "全面", text="是否过严？", resolved=False),
            Hung("禁止露天焚烧", "全面", text="不严。", resolved=False, answers="是否过严？"),
        ),
        parts=Parts(comments=[Note(9, "是否过严？", done=False), Note(10, "不严。", answers=9, done=False)]),
    ),
    Construct(
        "a comment on deleted text",
        p("建立", remarked(11, changed("del", 105, r("长效"))), "机制。"),
        ("建立机制。",),
        (Hung("", "建立", text="删去。"), deletion("长效", "建立")),
        absent=("长效",),
        parts=Parts(comments=[Note(11, "删去。")]),
    ),
    Construct(
        "a comment without a range",
        p("加强监测", '<w:r><w:commentReference w:id="8"/></w:r>', "能力建设。"),
        ("加强监测能力建设。",),
        (Hung("", "加强监测", text="由谁负责？"),),
        parts=Parts(comments=[Note(8, "由谁负责？")]),
    ),
)  # fmt: skip

# --- tracked changes ---------------------------------------------------------------------------


def _moved(kind: str, id_: int, inside: str) -> str:
    head = f'<w:{kind}RangeStart w:id="{id_}" w:author="王五" w:date="2024-03-05T10:00:00Z" w:name="move1"/>'
    return f'{head}{changed(kind, id_ + 1, inside)}<w:{kind}RangeEnd w:id="{id_}"/>'


CHANGES = (
    Construct(
        "an insertion",
        p("到2025年", changed("ins", 110, r("底")), "，完成改造。"),
        ("到2025年底，完成改造。",),
        (insertion("底", "到2025年"),),
    ),
    Construct(
        "a deletion",
        p("原则上", changed("del", 111, r("暂")), "不再新增。"),
        ("原则上不再新增。",),
        (deletion("暂", "原则上"),),
        absent=("暂",),
    ),
    Construct(
        "a number replaced",
        p("下降", changed("del", 112, r("8%")), changed("ins", 113, r("10%")), "以上。"),
        ("下降10%以上。",),
        (insertion("10%", "下降", before="8%"),),
        absent=("8%",),
    ),
    Construct(
        "one reviewer deletes, another inserts",
        p("由", changed("del", 114, r("县发改委"), "王五"), changed("ins", 115, r("县工信局"), "赵六"), "负责。"),
        ("由县工信局负责。",),
        (deletion("县发改委", "由"), insertion("县工信局", "由", author="赵六")),
        absent=("县发改委",),
    ),
    Construct(
        "a move",
        p("严格执法。", _moved("moveFrom", 120, r("公开信息。")), "强化考核。")
        + p("加强宣传。", _moved("moveTo", 124, r("公开信息。"))),
        ("严格执法。强化考核。", "加强宣传。公开信息。"),
        (Hung("公开信息。", "加强宣传。", "move", author="王五", before="公开信息。", after="公开信息。"),),
    ),
    Construct(
        "a whole paragraph inserted, another deleted",
        p("原有的一段。")
        + p(changed("ins", 130, r("新写的一段。")), properties=f"<w:rPr>{mark('ins', 131)}</w:rPr>")
        + p(changed("del", 132, r("删去的一段。")), properties=f"<w:rPr>{mark('del', 133)}</w:rPr>")
        + p("最后的一段。"),
        ("原有的一段。", "新写的一段。", "最后的一段。"),
        (insertion("新写的一段。"), deletion("删去的一段。")),
        absent=("删去的",),
    ),
    Construct(
        "two paragraphs made one",
        p("统筹减污", properties=f"<w:rPr>{mark('del', 134)}</w:rPr>") + p("与降碳。"),
        ("统筹减污与降碳。",),
        (deletion("", "统筹减污"),),
    ),
    Construct(
        "text inserted, and deleted by the next reviewer",
        p("完善", changed("ins", 135, changed("del", 136, r("有关"), "赵六")), "制度。"),
        ("完善制度。",),
        (deletion("有关", "完善", author="赵六"),),
        absent=("有关制度",),
    ),
    Construct(
        "a table row deleted, a row inserted",
        table(
            row("任务", "牵头单位"),
            row(cell(p(changed("del", 140, r("旧任务")))), cell(p(changed("del", 141, r("某部门")))), properties=mark("del", 142)),
            row(cell(p(changed("ins", 143, r("新任务")))), cell(p(changed("ins", 144, r("县住建局")))), properties=mark("ins", 145)),
            row("老任务", "县水利局"),
            columns=2,
        ),
        ("任务\t牵头单位", "新任务\t县住建局", "老任务\t县水利局"),
        (deletion("旧任务\t某部门"), insertion("新任务", ""), insertion("县住建局", "新任务\t")),
        absent=("旧任务", "某部门"),
    ),
    Construct(
        "changes of format only",
        p(r("严格", '<w:b/><w:rPrChange w:id="146" w:author="王五"><w:rPr/></w:rPrChange>'), "管控。",
          properties='<w:pPrChange w:id="147" w:author="王五"><w:pPr/></w:pPrChange>'),
        ("严格管控。",),
    ),
)  # fmt: skip

# --- tables ------------------------------------------------------------------------------------

_SPAN = '<w:gridSpan w:val="2"/>'
_DOWN, _ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"

TABLES = (
    Construct(
        "merged cells",
        table(
            row(cell(p("城市"), _DOWN), cell(p("PM2.5浓度"), _SPAN), properties="<w:tblHeader/>"),
            row(cell(p(), _ON), "2023年", "2025年", properties="<w:tblHeader/>"),
            row("岳阳市", "35", "34"),
            row("常德市", "38", "35"),
            columns=3,
        ),
        ("城市\tPM2.5浓度", "\t2023年\t2025年", "岳阳市\t35\t34", "常德市\t38\t35"),
        cells=((0, 0, 2, 1, "城市"), (0, 1, 1, 2, "PM2.5浓度")),
    ),
    Construct(
        "two paragraphs in a cell",
        table(row("序号", "措施"), row("1", cell(p("推广电动车。") + p("建设充电桩。"))), row("2", "清洁取暖。"), columns=2),
        ("序号\t措施", "1\t推广电动车。 建设充电桩。", "2\t清洁取暖。"),
    ),
    Construct(
        "a table in a cell",
        table(
            row("县区", "说明"),
            row("甲县", cell(p("分年度：") + table(row("年份", "套数"), row("2024", "120"), columns=2))),
            row("乙县", "同上"),
            columns=2,
        ),
        ("县区\t说明", "甲县\t分年度：", "乙县\t同上"),
        notes=("年份\t套数", "2024\t120"),
    ),
    Construct(
        "rows and cells in content controls",
        table(
            row("指标", "目标值"),
            control(row("优良天数比率", "85%")),
            row(control(cell(p("重污染天数比率"))), "0.1%"),
            columns=2,
        ),
        ("指标\t目标值", "优良天数比率\t85%", "重污染天数比率\t0.1%"),
    ),
)  # fmt: skip

# --- what stands around and within paragraphs --------------------------------------------------

_BOX = "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
_DRAWING = (
    '<w:drawing><wp:inline><wp:extent cx="900000" cy="300000"/><wp:docPr id="1" name="box"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr/>{0}<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>'
)
_VML = '<w:pict><v:shape style="width:90pt;height:30pt"><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict>'


def _text_box(inside: str) -> str:
    new, old = _DRAWING.format(_BOX.format(inside)), _VML.format(inside)
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


CONTAINERS = (
    Construct(
        "content controls around paragraphs and within them",
        control(p("控件中的一段。")) + p("由", control(r("县生态环境局")), "牵头。"),
        ("控件中的一段。", "由县生态环境局牵头。"),
    ),
    Construct(
        "a text box, once",
        p("专栏内容如下。", _text_box(p("专栏1重点工程"))),
        ("专栏内容如下。", "专栏1重点工程"),
    ),
    Construct("a text box of old files", p("附图如下。", f"<w:r>{_VML.format(p('图1重点区域'))}</w:r>"), ("附图如下。", "图1重点区域")),
    Construct(
        "a picture and an embedded object",
        p("流程见图", '<w:r><w:object><v:shape style="width:9pt"/><o:OLEObject Type="Embed" ProgID="Visio.Drawing"/></w:object></w:r>', "。"),
        ("流程见图。",),
    ),
    Construct(
        "footnote and endnote",
        p("优良天数比率", '<w:r><w:footnoteReference w:id="1"/></w:r>', "达到86%；完成", '<w:r><w:endnoteReference w:id="1"/></w:r>', "治理。"),
        ("优良天数比率达到86%；完成治理。",),
        notes=("扣除沙尘影响。", "以国家核定为准。"),
        parts=Parts(footnotes={1: "扣除沙尘影响。"}, endnotes={1: "以国家核定为准。"}),
    ),
    Construct(
        "fields give their results",
        p("详见", field_code("REF _Ref1 \\h", "表", "9"), "，共", '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>12</w:t></w:r></w:fldSimple>', "页。"),
        ("详见表9，共12页。",),
        absent=("REF", "NUMPAGES"),
    ),
    Construct(
        "a table of contents is furniture",
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-2" </w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "目录第一行", "<w:r><w:tab/></w:r>", "1")
        + p("目录第二行", "<w:r><w:tab/></w:r>", "2", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p("目录之后的正文。"),
        ("目录之后的正文。",),
        furniture=("目录第一行", "目录第二行"),
        absent=("TOC", "目录第"),
    ),
    Construct(
        "hyperlinks and smart tags",
        p("按照", '<w:hyperlink r:id="rIdLink"><w:r><w:t>《条例》</w:t></w:r></w:hyperlink>', "，在",
          '<w:smartTag w:uri="urn:x" w:element="place">' + r("成都市") + "</w:smartTag>", "试点。"),
        ("按照《条例》，在成都市试点。",),
        parts=Parts(links={"rIdLink": "https://example.org/tiaoli"}),
    ),
    Construct(
        "ruby prints its base",
        p("整治", "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yáng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>扬</w:t></w:r></w:rubyBase></w:ruby></w:r>", "尘。"),
        ("整治扬尘。",),
        absent=("yáng",),
    ),
    Construct(
        "signs that are elements",
        p("利用率", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "92%，GB", "<w:r><w:noBreakHyphen/></w:r>", "3095，综",
          "<w:r><w:softHyphen/></w:r>", "合利用。"),
        ("利用率≥92%，GB-3095，综合利用。",),
    ),
    Construct(
        "tabs and line breaks",
        p("联系人：", "<w:r><w:tab/></w:r>", "张某。", "<w:r><w:br/></w:r>", "三级响应时限产。", "<w:r><w:cr/></w:r>", "二级响应时停产。"),
        ("联系人： 张某。", "三级响应时限产。", "二级响应时停产。"),
    ),
    Construct(
        "a line break within a sentence, and where a page ended",
        p("推动钢铁、水泥等重点行业，", "<w:r><w:br/></w:r>", "全面完成超低排放", "<w:r><w:lastRenderedPageBreak/></w:r>", "改造。")
        + p('<w:r><w:br w:type="page"/></w:r>', "另页起的一段。"),
        ("推动钢铁、水泥等重点行业，全面完成超低排放改造。", "另页起的一段。"),
    ),
    Construct(
        "hidden text is out, what is shown again is in",
        p("公开", r("内部掌握", "<w:vanish/>"), r("发布", '<w:vanish w:val="0"/>'), "。"),
        ("公开发布。",),
        absent=("内部掌握",),
    ),
    Construct(
        "text hidden through its style",
        p("严守", r("仅供领导参阅", '<w:rStyle w:val="Secret"/>'), "底线。"),
        ("严守底线。",),
        absent=("仅供领导参阅",),
        parts=Parts(styles=STYLES),
    ),
    Construct(
        "header, footer and page number",
        p("正文照常。"),
        ("正文照常。",),
        furniture=("某县行动方案（送审稿）", "- 3 -"),
        absent=("送审稿", "- 3 -"),
        parts=Parts(headers=["某县行动方案（送审稿）"], footers=[p("- ", field_code("PAGE", "3"), " -")]),
    ),
    Construct(
        "another file within the file is left out and doubted",
        p("下列内容另附。") + '<w:altChunk r:id="rIdChunk"/>' + p("附后说明。"),
        ("下列内容另附。", "附后说明。"),
        doubted=True,
        parts=Parts(chunks={"rIdChunk": "<html><body><p>嵌入的网页。</p></body></html>"}),
    ),
)  # fmt: skip

CONSTRUCTS = (*NUMBERS, *COMMENTS, *CHANGES, *TABLES, *CONTAINERS)


def whole() -> Construct:
    """All constructs in one draft."""
    used = [construct.parts for construct in CONSTRUCTS]
    return Construct(
        "everything",
        # A paragraph between: a table would go on in the next one.
        "".join(construct.body + "<w:p/>" for construct in CONSTRUCTS),
        tuple(line for construct in CONSTRUCTS for line in construct.lines),
        tuple(hung for construct in CONSTRUCTS for hung in construct.hung),
        tuple(note for construct in CONSTRUCTS for note in construct.notes),
        tuple(item for construct in CONSTRUCTS for item in construct.furniture),
        doubted=True,
        parts=Parts(
            comments=[note for parts in used for note in parts.comments],
            numbering=NUMBERING,
            styles=STYLES,
            footnotes={id_: text for parts in used for id_, text in parts.footnotes.items()},
            endnotes={id_: text for parts in used for id_, text in parts.endnotes.items()},
            headers=[text for parts in used for text in parts.headers],
            footers=[text for parts in used for text in parts.footers],
            links={id_: target for parts in used for id_, target in parts.links.items()},
            chunks={id_: page for parts in used for id_, page in parts.chunks.items()},
        ),
    )
