"""/graph: a node in the middle, its neighbours drawn and listed, the weightiest first; ways between two nodes."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Record
from tests.datasette_pages.pages import ROOT, Pages, links, make_database, text_of

sys.path.insert(0, str(ROOT / "datasette/plugins"))

from plans_pages.graph.layout import ROW, Sector, fitted, layout, width

labels_of = st.text("秸秆综合利用率PM2.5（）", min_size=1, max_size=30)
sectors_of = st.lists(
    st.lists(st.tuples(labels_of, st.lists(labels_of, max_size=3)), min_size=1, max_size=9),
    min_size=1,
    max_size=6,
)


def node(pages: Pages, kind: str, label: str) -> str:
    """The id of the only, or first, node of this kind and name."""
    return str(pages.rows("/plans/nodes", kind=kind, label__contains=label)[0]["id"])


def drawn(page: str) -> list[str]:
    """Where the nodes of the drawing lead."""
    picture = page[page.index("<svg class") : page.index("</svg>")]
    return [link for link in links(picture) if "?" not in link]


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("department", "省生态环境厅"),
        ("topic", "秸秆"),
        ("document", "青海省"),
        ("function", "生态环境"),
        ("deadline", "2025-12-31"),
        ("indicator", "秸秆综合利用率"),
        ("cited_document", "24号"),
        ("place", "青海省"),
        ("task", "秸秆"),
        ("comment", "核实"),
    ],
)
def test_a_node_of_each_kind_stands_among_its_neighbours(pages: Pages, kind: str, label: str) -> None:
    own = node(pages, kind, label)
    edges = [
        *pages.rows("/plans/edges", source=own, _size="max"),
        *pages.rows("/plans/edges", target=own, _size="max"),
    ]
    near = {edge["target"] if edge["source"] == own else edge["source"] for edge in edges}
    page = pages.page(f"/graph/{own}")
    shown = drawn(page)
    assert 0 < len(shown) <= 40
    assert {link.removeprefix("/graph/") for link in shown} <= near
    if len(edges) <= 15:  # all of them, in the list too
        listed = page[page.index('id="list"') :]
        assert {f"/graph/{each}" for each in near} <= set(links(listed))
    for link in sorted(set(links(page))):
        if link.startswith(("/plans/", "/read/")):
            assert pages.response(link.partition("#")[0]).status_code == 200, link


def test_the_weightiest_come_first_and_the_rest_is_a_link_away(pages: Pages) -> None:
    body = node(pages, "department", "县生态环境局")
    edges = [
        *pages.rows("/plans/edges", source=body, kind="works_with", _size="max"),
        *pages.rows("/plans/edges", target=body, kind="works_with", _size="max"),
    ]
    page = pages.page(f"/graph/{body}?edge=works_with")
    listed = [int(number) for number in re.findall(r"共同任务 (\d+)", page.partition('id="list"')[2])]
    assert listed == sorted((int(edge["weight"]) for edge in edges), reverse=True)[:100]
    few = pages.page(f"/graph/{body}")
    assert f"/graph/{body}?edge=works_with" in links(few)
    assert f"全部 {len(edges)} 条" in few


def test_edges_and_plan_narrow_the_drawing(pages: Pages) -> None:
    body = node(pages, "function", "生态环境")
    assert len(drawn(pages.page(f"/graph/{body}"))) > 1
    topic = node(pages, "topic", "秸秆")
    page = pages.page(f"/graph/{topic}?plan=qinghai")
    (provision,) = drawn(page)
    assert "/read/qinghai#c-" in page and "/read/yichuan" not in page
    assert "/graph/qinghai" in drawn(pages.page(f"/graph/{provision.removeprefix('/graph/')}"))
    alone = pages.page("/graph/qinghai?edge=cites")
    assert "含条款 →" not in alone and len(drawn(alone)) == 2


def test_two_steps_show_what_lies_behind(pages: Pages) -> None:
    topic = node(pages, "topic", "秸秆")
    one, two = (drawn(pages.page(f"/graph/{topic}?steps={steps}")) for steps in (1, 2))
    assert set(one) < set(two) and len(two) <= 48
    assert "/graph/qinghai" in two and "/graph/qinghai" not in one
    assert len(two) == len(set(two))


def test_from_a_cited_document_down_to_who_must_act(pages: Pages) -> None:
    parent = node(pages, "cited_document", "国发〔2023〕24号")
    (task,) = (
        row["id"]
        for row in pages.rows("/plans/nodes", kind="task", document_id="qinghai", label__contains="秸秆")
    )
    expected = ["引用 依据 青海省", "含条款 加强秸秆", "含任务 加强秸秆"]
    for path in (f"/graph/{parent}?to={task}", f"/graph/{task}?to={quote('国发〔2023〕24号')}"):
        way = text_of(pages.page(path).partition('class="way-list"')[2].partition("</ol></li></ol>")[0])
        assert all(words in way for words in expected), way
    body = node(pages, "department", "西宁海关")
    assert "负责" in text_of(pages.page(f"/graph/{parent}?to={body}").partition("way-list")[2])


def test_no_citation_is_no_lineage(pages: Pages) -> None:
    parent = node(pages, "cited_document", "国发〔2023〕24号")
    body = node(pages, "department", "县农业农村局")
    page = pages.page(f"/graph/{parent}?to={body}")
    assert "没有从一方到另一方的路径" in page and "不等于没有" in page
    along_all = pages.page(f"/graph/{parent}?to={body}&by=all")
    assert "way-list" in along_all and "不等于传承" in along_all


def test_a_name_of_several_nodes_is_asked_back(pages: Pages) -> None:
    page = pages.page("/graph/qinghai?to=" + quote("省生态环境厅"))
    assert "可能是" in page and "四川省" in page and "湖南省" in page
    assert "没有叫这个名称" in pages.page("/graph/qinghai?to=" + quote("区块链局"))


def test_there_are_places_to_start_from(pages: Pages) -> None:
    page = pages.page("/graph")
    for link in ("/graph/hunan", "/graph.graphml", "/graph.json", f"/graph/{node(pages, 'topic', '秸秆')}"):
        assert link in links(page)
    body = node(pages, "department", "西宁海关")
    assert f"/graph/{body}" in links(pages.page("/graph?q=" + quote("海关")))
    assert "没有名称含" in pages.page("/graph?q=" + quote("区块链"))
    assert pages.response("/graph/none").status_code == 404


def test_the_whole_graph_is_downloaded_where_it_lies(corpus: dict[str, Record], tmp_path: Path) -> None:
    pages = Pages(make_database([corpus["yichuan"]], tmp_path))
    assert pages.response("/graph.json").status_code == 404
    (tmp_path / "graph.json").write_text('{"nodes": []}', "utf-8")
    response = pages.response("/graph.json")
    assert response.json() == {"nodes": []} and "graph.json" in response.headers["content-disposition"]


@given(sectors_of, st.sampled_from([1, 2]))
def test_no_label_lies_on_another(given_sectors: list[list[tuple[str, list[str]]]], steps: int) -> None:
    sectors = [
        Sector([(label, behind if steps > 1 else []) for label, behind in each]) for each in given_sectors
    ]
    placed = layout("节点", sectors, steps)
    boxes = []
    for heading, spots in placed.sectors:
        boxes.append((heading.x, heading.y - 10, heading.y + 3, heading.anchor, 120.0))
        for spot in [*spots, *(far for near in spots for far in near.behind)]:
            boxes.append(
                (spot.label_x, spot.y - ROW / 2 + 1, spot.y + ROW / 2 - 1, spot.anchor, width(spot.label))
            )
    spans = [
        (x if anchor == "start" else x - wide, x + wide if anchor == "start" else x, top, bottom)
        for x, top, bottom, anchor, wide in boxes
    ]
    for number, (left, right, top, bottom) in enumerate(spans):
        assert left >= 0 and right <= placed.width and top >= 0 and bottom <= placed.height
        for other_left, other_right, other_top, other_bottom in spans[number + 1 :]:
            apart = right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top
            assert apart


@given(labels_of, st.integers(30, 400))
def test_a_label_is_cut_to_its_room(label: str, room: int) -> None:
    shown = fitted(label, room)
    assert width(shown) <= room and label.startswith(shown.removesuffix("…"))
