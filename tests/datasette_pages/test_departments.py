"""Functions and bodies: how much each answers for, and in which role."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import quote, unquote

import pytest

from pipeline.duties import duties
from pipeline.model import Record, Role
from tests.datasette_pages.pages import Pages, links, text_of
from tests.workbooks import cells

ROLES: tuple[Role, ...] = ("lead", "responsible", "support", "guide", "implement")


def body(record: Record, name: str) -> str:
    """The id of a body of a record."""
    return next(each.id for each in record.departments if each.name == name)


def tasks_in(record: Record, role: Role, wanted: set[str]) -> set[str]:
    return {
        task
        for task, doing in duties(record).items()
        if any(a.role == role and a.department_id in wanted for a in doing)
    }


def numbers(page: str, path: str) -> list[int]:
    """The figures in the row that leads to `path`."""
    row = next(row for row in page.split("<tr>") if f'href="{path}"' in row)
    return [int(n.replace(",", "")) for n in re.findall(r'<td class="number[^>]*>(?:<b>)?([\d,]+)', row)]


def sheet(pages: Pages, path: str) -> list[dict[str, str]]:
    answer = pages.response(path)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_bodies_are_counted_by_role(pages: Pages, corpus: dict[str, Record]) -> None:
    record = corpus["qinghai"]
    key = body(record, "省生态环境厅")
    by_role = [tasks_in(record, role, {key}) for role in ROLES]
    expected = [*map(len, by_role), len(set().union(*by_role)), 1]
    assert expected[1] > 20 and numbers(pages.page("/departments"), f"/departments/{key}") == expected


def test_functions_are_counted_over_all_plans(pages: Pages, corpus: dict[str, Record]) -> None:
    found: list[set[str]] = [set() for _ in ROLES]
    for record in corpus.values():
        holders = {each.id for each in record.departments if "交通运输" in each.functions}
        for place, role in enumerate(ROLES):
            found[place] |= tasks_in(record, role, holders)
    figures = numbers(pages.page("/departments"), f"/departments/function/{quote('交通运输')}")
    assert figures[1:-1] == [*map(len, found), len(set().union(*found))]


def test_what_a_body_answers_for_is_told_apart_by_role(pages: Pages, corpus: dict[str, Record]) -> None:
    record = corpus["qinghai"]
    key = body(record, "省生态环境厅")
    rows = sheet(pages, f"/departments/{key}.csv?plan=qinghai")
    for role in ROLES:
        said = [row for row in rows if row["身份 role"].endswith(role)]
        assert len(said) == len(tasks_in(record, role, {key}))
        assert {row["单位 body"] for row in said} <= {"省生态环境厅"}
    order = [row["身份 role"].split()[1] for row in rows]
    assert order == sorted(order, key=ROLES.index)
    head, *lines = cells(pages.response(f"/departments/{key}.xlsx?plan=qinghai").content)
    assert [dict(zip(head, line, strict=True))["工作措施 measures"] for line in lines] == [
        row["工作措施 measures"] for row in rows
    ]
    stated = [row["标注原文 attribution"] for row in rows if row["依据 basis"].endswith("stated")]
    assert stated and all("省生态环境厅" in words for words in stated)


def test_sections_are_the_roles_that_it_has(pages: Pages, corpus: dict[str, Record]) -> None:
    page = pages.page(f"/departments/{body(corpus['qinghai'], '省生态环境厅')}")
    assert re.findall(r'<h2 id="r-(\w+)">', page) == ["lead", "responsible"]
    assert "首位，非牵头" in page and "排在首位不等于牵头" in page


def test_a_role_is_shown_whole_in_pages(pages: Pages, corpus: dict[str, Record]) -> None:
    record = corpus["qinghai"]
    key = body(record, "省生态环境厅")
    page = pages.page(f"/departments/{key}?role=responsible")
    shown = set(re.findall(r'href="/plans/tasks/(\w+)"', page))
    assert shown == tasks_in(record, "responsible", {key})


def test_deadlines_come_in_order(pages: Pages, corpus: dict[str, Record]) -> None:
    rows = sheet(pages, f"/departments/{body(corpus['yichuan'], '县生态环境局')}.csv?role=lead")
    days = [min(re.findall(r"\d{4}-\d\d-\d\d", row["完成时限 deadline"]), default="9999") for row in rows]
    assert days == sorted(days) and days[0] < "2025"


def test_a_function_has_the_bodies_of_all_levels(pages: Pages) -> None:
    for path in ("/departments/function/工业和信息化", f"/departments/function/{quote('工业和信息化')}"):
        page = text_of(pages.page(path))
        assert "县科工局" in page and "省工业和信息化厅" in page


def test_partners_lead_to_the_tasks_that_are_shared(pages: Pages, corpus: dict[str, Record]) -> None:
    record = corpus["qinghai"]
    key, other = body(record, "省生态环境厅"), body(record, "省发展改革委")
    shared = [
        task
        for task, doing in duties(record).items()
        if {key, other} <= {assignment.department_id for assignment in doing}
    ]
    href = f"/ledger?department={key}&with={other}"
    page = pages.page(f"/departments/{key}")
    assert href in links(page)
    assert re.search(rf'href="{re.escape(href).replace("&", "&amp;")}">{len(shared)}</a>', page)
    assert set(re.findall(r'<tr id="t-(\w+)"', pages.page(href))) == set(shared)


def test_functions_that_work_together_are_counted_the_same_filtered_or_not(pages: Pages) -> None:
    def together(query: str) -> list[str]:
        page = pages.page(f"/departments/function/{quote('交通运输')}{query}")
        return re.findall(r'<td class="number"[^>]*>(?:<a [^>]*>)?(\d+)', page.partition('id="partners"')[2])

    plans = "&".join(f"plan={plan}" for plan in ("hunan", "qinghai", "sichuan", "sichuan-2022", "yichuan"))
    assert together("") == together(f"?{plans}") != []


def test_filters_hold_for_page_and_file(pages: Pages) -> None:
    path = f"/departments/function/{quote('生态环境')}"
    query = f"plan=hunan&topic={quote('机动车')}"
    rows = sheet(pages, f"{path}.csv?{query}")
    page = pages.page(f"{path}?{query}")
    assert rows and len(set(re.findall(r'href="/plans/tasks/(\w+)"', page))) == len(
        {r["工作措施 measures"] for r in rows}
    )


def test_search_finds_names_functions_and_territories(pages: Pages) -> None:
    assert "县科工局" in text_of(pages.page("/departments?who=科技"))
    assert "县科工局" in text_of(pages.page("/departments?who=伊川"))
    nothing = text_of(pages.page("/departments?who=无此单位"))
    assert "未写，不等于没有" in nothing


@pytest.mark.parametrize("path", ["/departments/none", "/departments/function/none", "/departments/none.csv"])
def test_what_is_not_there_is_said(pages: Pages, path: str) -> None:
    assert pages.response(path).status_code == 404


def test_a_body_that_is_nobody_in_particular_says_so(pages: Pages, corpus: dict[str, Record]) -> None:
    generic = next(each for each in corpus["qinghai"].departments if each.generic)
    assert "泛指" in text_of(pages.page(f"/departments/{generic.id}"))


def test_english_labels(pages: Pages, corpus: dict[str, Record]) -> None:
    page = pages.page(f"/departments/{body(corpus['qinghai'], '省生态环境厅')}", plans_language="en")
    assert "3 tasks in 1 plan" in text_of(page) and "first, not lead" in page


def test_a_level_counts_only_its_own_bodies(pages: Pages, corpus: dict[str, Record]) -> None:
    everywhere, county = (
        numbers(pages.page(f"/departments{query}"), f"/departments/function/{quote('生态环境')}")
        for query in ("", "?level=county")
    )
    assert 0 < county[0] < everywhere[0]
    assert all(there <= of_all for there, of_all in zip(county, everywhere, strict=True))
    held = {b.id for record in corpus.values() for b in record.departments if b.level == "county"}
    functions = {
        f for record in corpus.values() for b in record.departments if b.id in held for f in b.functions
    }
    listed = set(
        re.findall(
            'href="/departments/function/([^"?]+)"[^>]*>[^<]*</a></th>',
            pages.page("/departments?level=county"),
        )
    )
    assert {unquote(name) for name in listed} <= functions


def test_the_functions_of_the_bodies_found_lead_to_those_of_other_names(pages: Pages) -> None:
    page = pages.page("/departments?who=省生态环境厅")
    assert f'/departments/function/{quote("生态环境")}"' in page
    assert "省生态环境部门" in pages.page(f"/departments/function/{quote('生态环境')}")
