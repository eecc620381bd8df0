"""The tables of what a document is: its text, outline, tables, comments, and the way back to its file."""

from __future__ import annotations

from pipeline.store.columns import (
    BOOLEAN,
    CITATION,
    CLAUSE,
    DOCUMENT,
    END,
    ID,
    INTEGER,
    JSON,
    REAL,
    START,
    TEXT,
    Column,
    Table,
)

DOCUMENTS = Table(
    "documents",
    "文件：每份规划文件一行",
    "The plans: one row a document",
    (
        Column("id", TEXT, "编号：语料库中的路径（无后缀）", "Path below the corpus folder, without suffix"),
        Column("title", TEXT, "标题", "Title as printed"),
        Column("short_title", TEXT, "简称", "Short title"),
        Column("issuer", TEXT, "发文机关", "Who issued it", facet=True),
        Column("jurisdiction", TEXT, "发文地区：谁发文", "Whose government issues it (四川省)", facet=True),
        Column("territory", TEXT, "适用地区：管到哪里", "Whom it covers (长株潭及传输通道六市)", facet=True),
        Column(
            "level",
            TEXT,
            "层级：国家、省、市、县",
            "Level: national, province, prefecture, county",
            facet=True,
        ),
        Column("doc_number", TEXT, "文号", "Document number, as in 国发〔2023〕24号"),
        Column(
            "status",
            TEXT,
            "状态：征求意见稿、已发布、待核实",
            "draft; issued; unverified (issued form, but number or date left blank)",
            facet=True,
        ),
        Column("issued_on", TEXT, "发布日期", "Date of issue (ISO 8601)"),
        Column(
            "attribution_style",
            TEXT,
            "责任标注方式：括号、主语、表格、无",
            "How it says who is responsible: brackets, subjects, table, none",
            facet=True,
        ),
        Column("plan_id", TEXT, "规划：同一规划的各版本共用", "The plan that this is a version of"),
        Column("version", INTEGER, "版本", "Number of the version"),
        Column(
            "predecessor_id",
            TEXT,
            "前一版本：在库中的",
            "The version before, if it is in the corpus",
            "documents",
        ),
        Column("predecessor", TEXT, "前一版本（目录所载）", "The version before, as the catalog names it"),
        Column("file", TEXT, "源文件：相对于语料库", "Source file, relative to the corpus folder"),
        Column("format", TEXT, "格式", "Format of the source file", facet=True),
        Column("sha256", TEXT, "源文件校验值", "SHA-256 of the source file"),
        Column("source_url", TEXT, "来源网址", "Where it was published"),
        Column("retrieved_on", TEXT, "取得日期", "When it was retrieved"),
        Column(
            "properties",
            JSON,
            "文件自述信息：题头、表头所印",
            "What the file says of itself outside the text",
        ),
        Column("citation", TEXT, "引用格式：可直接复制", "How to cite the document, ready to copy"),
        Column(
            "text", TEXT, "全文：各项起止位置均以此为准", "Canonical text, into which all positions point"
        ),
        Column(
            "record_sha256", TEXT, "记录校验值", "SHA-256 of the record (JSON) that these rows were made from"
        ),
    ),
)

CLAUSES = Table(
    "clauses",
    "条款：全文的层级结构",
    "The outline: chapters, articles, items, paragraphs, tables, annexes",
    (
        ID,
        DOCUMENT,
        Column("parent_id", TEXT, "上级条款", "The clause that it is part of", "clauses"),
        Column("seq", INTEGER, "次序", "Place in reading order"),
        Column(
            "level",
            TEXT,
            "层次：章、条、项、段、表、附件等",
            "title, preamble, chapter, article, item, headed, paragraph, table, annex, signature",
            facet=True,
        ),
        Column("label", TEXT, "序号：原文所印", "Label as printed: 一、 （四） 1.; empty if none"),
        Column("heading", TEXT, "小标题", "Run-in heading without its stop; null if none"),
        Column("ref", TEXT, "位置：文件内唯一", "How people cite it, unique in its document: 二、/（四）"),
        Column(
            "is_provision",
            BOOLEAN,
            "基本单元：比较和任务所用",
            "Whether it is a unit that comparison and tasks work on",
            facet=True,
        ),
        Column("text", TEXT, "原文：含下级条款", "Its text, the clauses below it included"),
        CITATION,
        START,
        END,
        Column(
            "own_end",
            INTEGER,
            "自身终点：第一个下级条款之前",
            "End of its own text: where its first child starts",
        ),
        Column("page", INTEGER, "页码", "Page where it starts, if the format has pages"),
    ),
    search="text",
)

TABLES = Table(
    "tables",
    "表格：文件中的每张表",
    "Every table of every document",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        Column("seq", INTEGER, "次序", "Number of the table in its document"),
        Column("caption", TEXT, "表题", "Caption"),
        Column("rows", INTEGER, "行数", "Number of rows"),
        Column("columns", INTEGER, "列数", "Number of columns"),
        Column("header_rows", INTEGER, "表头行数", "How many rows at the top are headers"),
        START,
        END,
    ),
)

TABLE_CELLS = Table(
    "table_cells",
    "单元格：每格一行，附行、列表头",
    "Every cell of every table, with the headers of its row and column; merged cells stand in each place",
    (
        ID,
        DOCUMENT,
        Column("table_id", TEXT, "表格", "The table that it is in", "tables"),
        Column("row", INTEGER, "行：从0起", "Row, from 0"),
        Column("column", INTEGER, "列：从0起", "Column, from 0"),
        Column("row_header", TEXT, "行表头", "Header of its row"),
        Column("column_header", TEXT, "列表头", "Header of its column"),
        Column("is_header", BOOLEAN, "是否表头", "Whether it is a header itself"),
        Column("merged", BOOLEAN, "是否合并", "Whether it is part of a merged cell"),
        Column("text", TEXT, "内容", "What it says"),
        START,
        END,
    ),
    search="text",
)

COMMENTS = Table(
    "comments",
    "批注：批注与修订",
    "Reviewers' comments and tracked changes, lifted out of the text",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        Column("parent_id", TEXT, "所答批注", "The comment that it answers", "comments"),
        Column(
            "kind",
            TEXT,
            "种类：批注、插入、删除、移动",
            "comment, insertion, deletion, move",
            facet=True,
        ),
        Column("author", TEXT, "作者", "Author", facet=True),
        Column("created", TEXT, "时间", "When it was written, as the file says"),
        Column("anchor", TEXT, "所批文字", "The words that it hangs on"),
        Column("text", TEXT, "批注内容", "What the comment says"),
        Column("before", TEXT, "修订前", "Before a tracked change"),
        Column("after", TEXT, "修订后", "After a tracked change"),
        Column("resolved", BOOLEAN, "是否已解决", "Whether the file marks it as resolved; null if silent"),
        Column(
            "addressed",
            TEXT,
            "采纳情况：对照后一版本才知道",
            "changed, unchanged, gone; known only against a later version",
        ),
        START,
        END,
    ),
)

LIFTED = Table(
    "lifted",
    "文外内容：印在文件里而不属正文",
    "What the file prints that is no text of the document (page numbers, front matter, a website's frame)",
    (
        DOCUMENT,
        Column("seq", INTEGER, "次序", "Place in the order of the file"),
        Column(
            "kind",
            TEXT,
            "种类：页码、页眉页脚、题头、网站框架",
            "front_matter, page_number, page_furniture, site",
            facet=True,
        ),
        Column("text", TEXT, "内容", "What was printed"),
        Column("line", INTEGER, "行号", "Line of the file, from 1"),
    ),
    key=("document_id", "seq"),
)

ORIGINS = Table(
    "origins",
    "出处：全文各段在源文件中的位置",
    "The way back: where each range of the text stands in the file",
    (
        DOCUMENT,
        Column("seq", INTEGER, "次序", "Place in the order of the text"),
        START,
        END,
        Column("line", INTEGER, "行号：从1起", "Line of the file, from 1"),
        Column("line_column", INTEGER, "行内位置：从1起", "Character of the line, from 1"),
        Column("part", TEXT, "部分：脚注、尾注", "footnotes, endnotes; null: the main text"),
        Column("paragraph", INTEGER, "段落：从1起", "Paragraph of the Word file, from 1"),
        Column("run", INTEGER, "文字块：从1起", "Run of the paragraph, from 1"),
        Column("table_number", INTEGER, "表：从1起", "Table of the file"),
        Column("table_row", INTEGER, "表行：从1起", "Row of the table, from 1"),
        Column("table_cell", INTEGER, "表格单元：从1起", "Cell of the row, from 1"),
        Column("page", INTEGER, "页码：从1起", "Page, from 1"),
        Column("box_left", REAL, "左：磅", "Left edge on the page, in points"),
        Column("box_top", REAL, "上：磅", "Upper edge on the page, in points"),
        Column("box_right", REAL, "右：磅", "Right edge on the page, in points"),
        Column("box_bottom", REAL, "下：磅", "Lower edge on the page, in points"),
        Column(
            "confidence",
            REAL,
            "文字识别可信度：0至1",
            "How sure recognition of a scanned line is, 0 to 1; null: no scan",
        ),
    ),
    key=("document_id", "seq"),
)
