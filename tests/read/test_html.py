"""Pages of government sites: the document without the site, its tables, its head table."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ReadError
from pipeline.model import Source
from pipeline.read import read, read_bytes
from pipeline.read.html import read_html

BODY = "为持续改善环境空气质量，保障人民群众身体健康，结合本地实际，制定本方案，各地各部门要认真抓好落实工作，确保完成各项任务目标。"
MENU = '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开，请点击这里进入，查看更多</a></li></ul>'
FOOT = '<div class="foot">主办：某市人民政府办公室　版权所有</div>'


def lines(html: str) -> list[str]:
    return read_html(html.encode()).text.split("\n")


def site(source: Source) -> list[str]:
    return [item.text for item in source.lifted if item.kind == "site"]


PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>关于印发某市空气方案的通知_某市人民政府</title>
<meta name="ArticleTitle" content="关于印发某市空气方案的通知"><meta name="PubDate" content="2024-03-02 10:00">
<script>var a = "不是正文，不能读入。";</script></head><body>{MENU}
<table class="head"><tr><td><b>索 引 号：</b></td><td>0001/2024</td><td>发文机关：</td><td>某市人民政府</td></tr>
<tr><td>标　　题：</td><td colspan="3">关于印发某市空气方案的通知</td></tr>
<tr><td>发文字号：</td><td>某政发〔2024〕3号</td><td>主 题 词：</td><td></td></tr></table>
<div class="share">分享到：微信</div>
<h1>关于印发某市空气方案的通知</h1>
<p>来源：某市人民政府  字体：【大 中 小】  打印</p>
<div class="TRS_Editor"><style>p {{ color: red }}</style>
<p>　　{BODY}</p><p style="display:none">看不见的字，不算正文。</p><p>&nbsp;&nbsp;一、总体要求&nbsp;</p>
<p><span>到</span><span>2025年</span>，<b>PM<sub>2.5</sub></b>浓度
   下降。</p>
<p>责任编辑：张三</p></div>
<!-- 注释里的字 -->{FOOT}</body></html>"""


def test_the_document_without_its_site() -> None:
    source = read_html(PAGE.encode())
    assert source.text.split("\n") == [
        "关于印发某市空气方案的通知",
        BODY,
        "一、总体要求",
        "到2025年，PM2.5浓度下降。",
    ]
    assert source.format == "html"
    assert source.blocks[0].heading_level == 1
    assert "责任编辑：张三" in site(source)
    assert any("主办" in text for text in site(source))
    everything = source.text + "".join(site(source))
    assert not any(hidden in everything for hidden in ("不是正文", "看不见", "注释", "color"))


def test_the_head_table_is_properties() -> None:
    source = read_html(PAGE.encode())
    assert source.properties == {
        "索引号": "0001/2024",
        "发文机关": "某市人民政府",
        "标题": "关于印发某市空气方案的通知",
        "发文字号": "某政发〔2024〕3号",
        "来源": "某市人民政府",
        "ArticleTitle": "关于印发某市空气方案的通知",
        "PubDate": "2024-03-02 10:00",
    }


def test_every_line_knows_its_source_line() -> None:
    source = read_html(PAGE.encode())
    printed = PAGE.split("\n")
    assert {origin.line for origin in source.origins} >= {9, 12, 13, 14}
    for origin in source.origins:
        text = source.text[origin.start : origin.end].strip()
        assert origin.line is not None
        assert text[:1] in printed[origin.line - 1]


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "gb18030", "utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared", ['<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', ""]
)
def test_encodings(encoding: str, declared: str, tmp_path: Path) -> None:
    page = f"<html><head>{declared}<title>方案</title></head><body><p>{BODY}</p></body></html>"
    file = tmp_path / "page.bin"
    file.write_bytes(page.encode(encoding))
    assert read(file).text == BODY


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        # paragraphs set with <br> and indentation
        (f"<p>　　{BODY}<br>　　{BODY}</p>", [BODY, BODY]),
        (f"{BODY}<br/><br/>&nbsp;&nbsp;一、目标<br>（一）任务", [BODY, "一、目标", "（一）任务"]),
        # a title broken over lines, its number apart
        (
            "<p align=center>某省人民政府<br>关于印发某某方案<br>的通知</p>",
            ["某省人民政府关于印发某某方案的通知"],
        ),
        (
            "<p align=center>关于印发方案的通知<br>某政〔2024〕1号</p>",
            ["关于印发方案的通知", "某政〔2024〕1号"],
        ),
        (
            '<p style="text-align: center">某省空气方案<br>（征求意见稿）</p>',
            ["某省空气方案", "（征求意见稿）"],
        ),
        # a sentence that goes on
        (f"<p>{BODY[:40]}<br>{BODY[40:]}</p>", [BODY]),
        # nested and broken markup
        (f"<div><div><p>{BODY}<p>一、目标</div>（一）任务<p></p></div>", [BODY, "一、目标", "（一）任务"]),
        (f"<p><font><span>{BODY[:9]}</span></font><a href=x>{BODY[9:]}</a></p>", [BODY]),
        ("<pre>一、目标\n二、任务</pre>", ["一、目标", "二、任务"]),
        ("<p>PM2.5 and\n  VOCs减\n 排</p>", ["PM2.5 and VOCs减排"]),
        # a heading's script is dropped, its escaped text stays text
        ("<h2>目标<script>alert(1)</script></h2>", ["目标"]),
        ("<h2>&lt;script&gt;alert(1)&lt;/script&gt;</h2>", ["<script>alert(1)</script>"]),
    ],
)
def test_paragraphs(inside: str, expected: list[str]) -> None:
    assert lines(f"<html><body>{inside}</body></html>") == expected


def test_a_sentence_joined_over_a_line_break_is_doubted() -> None:
    source = read_html(f"<p>{BODY[:40]}<br>{BODY[40:]}</p>".encode())
    assert [doubt.rule for doubt in source.doubts] == ["read.broken_sentence"]


GOALS = """<table border=1><caption>表1 主要指标</caption>
<tr><td rowspan="2">指标</td><td colspan="2">目标值</td></tr>
<tr><td>2023年</td><td>2025年</td></tr>
<tr><td>PM<sub>2.5</sub></td><td><p>42</p></td><td>40<br>左右</td></tr>
<tr><td colspan="3">注：以省下达为准。</td></tr></table>"""


def test_a_table_with_merged_cells() -> None:
    source = read_html(f"<div><p>{BODY}</p>{GOALS}<p>二、任务</p></div>".encode())
    assert source.text.split("\n")[1:] == [
        "表1 主要指标",
        "指标\t目标值",
        "\t2023年\t2025年",
        "PM2.5\t42\t40 左右",
        "注：以省下达为准。",
        "二、任务",
    ]
    (table,) = source.tables
    assert (table.rows, table.columns, table.header_rows) == (3, 3, 2)
    assert [
        (source.text[c.start : c.end], c.row, c.column, c.row_span, c.column_span)
        for c in table.cells
        if c.row < 2
    ] == [("指标", 0, 0, 2, 1), ("目标值", 0, 1, 1, 2), ("2023年", 1, 1, 1, 1), ("2025年", 1, 2, 1, 1)]
    assert [block.kind for block in source.blocks] == ["paragraph"] * 2 + ["row"] * 3 + ["paragraph"] * 2


@pytest.mark.parametrize(
    ("table", "header_rows"),
    [
        ("<thead><tr><td>a<td>b</thead><tr><td>c<td>d<tr><td>e<td>f", 1),
        ("<tr><th>a<th>b<tr><td>c<td>d", 1),
        ("<tr><td>城市<td>2023年<tr><td>甲市<td>42", 1),
        ("<tr><td>甲市<td>42<tr><td>乙市<td>43", 0),
    ],
)
def test_header_rows(table: str, header_rows: int) -> None:
    assert read_html(f"<table>{table}</table>".encode()).tables[0].header_rows == header_rows


@pytest.mark.parametrize(
    "page",
    [
        # one cell; menu beside the document; document in the cell of a nested table
        f"<table><tr><td><p>{BODY}</p><p>一、目标</p></td></tr></table>",
        f"<table><tr><td><a href=x>导航</a></td><td><p>{BODY}</p><p>一、目标</p></td></tr></table>",
        f"<table><tr><td>x</td></tr><tr><td><table><tr><td>{BODY}<br>　　一、目标</td></tr></table></td></tr></table>",
        f'<table role="presentation"><tr><td>{BODY}</td></tr><tr><td>一、目标</td></tr></table>',
    ],
)
def test_layout_tables_are_no_tables(page: str) -> None:
    source = read_html(page.encode())
    assert source.tables == ()
    assert source.text.split("\n")[-2:] == [BODY, "一、目标"]


def test_the_densest_block_where_no_container_is_known() -> None:
    news = "".join(f'<li><a href="/{n}">某市召开会议，研究部署有关工作，推进落实</a></li>' for n in range(40))
    page = f"<body>{MENU}<div class=x1><div class=x2><p>{BODY}</p><p>{BODY}</p></div><ul>{news}</ul></div>{FOOT}</body>"
    assert lines(page) == [BODY, BODY]


def test_a_known_container_that_holds_little_is_not_believed() -> None:
    assert lines(f'<body><div id="zoom"><p>扫一扫</p></div><div><p>{BODY}</p></div></body>') == [BODY]


def test_annexes_in_containers_of_their_own_belong_to_the_document() -> None:
    page = f'<body>{MENU}<div><div class="TRS_Editor"><p>{BODY}</p></div><hr><div class="TRS_Editor"><p>{BODY}</p></div></div>{FOOT}</body>'
    assert lines(page) == [BODY, BODY]


def test_a_head_table_inside_the_container_is_lifted() -> None:
    head = "<table><tr><td>索引号</td><td>01</td></tr><tr><td>发文机关</td><td>甲局</td></tr><tr><td>成文日期</td><td>2024-01-02</td></tr></table>"
    source = read_html(f'<div class="pages_content">{head}<p>某方案</p><p>{BODY}</p></div>'.encode())
    assert source.text == f"某方案\n{BODY}"
    assert source.properties == {"索引号": "01", "发文机关": "甲局", "成文日期": "2024-01-02"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body><script>x</script></body></html>", "no text"),
        (b"<p> </p><div></div>", "no text"),
        (("<div>" * 5000 + "深").encode(), "nested"),
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04 x", "broken ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x", "broken Word or WPS"),
    ],
)
def test_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_bytes(data, "a")


SOUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<br>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<td>",
            "<td_rowspan=2>",
            "<th_colspan=3>",
            "<td_colspan=x>",
            "</td>",
            "<div>",
            "</div>",
            "<h1>",
            "</h1>",
            "<thead>",
            "<caption>",
            "<center>",
            "<pre>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<a>",
            "</a>",
            "一、目标",
            "（一）任务。",
            "2025年",
            "&nbsp;",
            "\u3000",
            "&#0;",
            "&amp;",
            "\n",
            "<",
            ">",
        ]
    ),
    max_size=40,
)


@given(SOUP)
def test_any_tag_soup_is_read_or_refused(parts: list[str]) -> None:
    try:
        source = read_html(("".join(parts).replace("_", " ") + BODY).encode())
    except ReadError:
        return
    for block, line in zip(source.blocks, source.text.split("\n"), strict=True):
        assert source.text[block.start : block.end] == line
    for table in source.tables:
        for cell in table.cells:
            assert table.start <= cell.start <= cell.end <= table.end
    for origin in source.origins:
        assert 0 <= origin.start < origin.end <= len(source.text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"nothing\.txt: cannot be opened"):
        read(tmp_path / "nothing.txt")


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("<!DOCTYPE html><html><body>方案</body></html>", "html"),
        ("\n<!-- x --><div>方案</div>", "html"),
        ('<?xml version="1.0" encoding="gb2312"?><html><body>方案</body></html>', "html"),
        ("# 方案\n\n一、目标", "markdown"),
        ("---\n标题: 方案\n---\n一、目标", "markdown"),
        ("一、目标\n<国务院>印发", "text"),
        ("某方案\n#1机组", "text"),
    ],
)
def test_the_format_is_found_by_content(text: str, format: str) -> None:
    assert read_bytes(text.encode(), "x.doc").format == format
