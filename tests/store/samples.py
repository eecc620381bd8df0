"""Records made up for tests: small, sound, and different where it matters."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from pipeline.model import (
    Assignment,
    Citation,
    Clause,
    Comment,
    Deadline,
    Department,
    Doubt,
    Indicator,
    Lifted,
    Metadata,
    Origin,
    Quantity,
    Record,
    Scope,
    ScopeMember,
    ScopeUse,
    TableCell,
    TableRecord,
    Target,
    Task,
)
from pipeline.store.records import record_bytes, write_record

TEXT = """示例市空气质量行动计划
一、总体要求
（一）目标指标。到2025年，PM2.5浓度控制在29.5微克/立方米以内，氮氧化物减排量达5.95万吨。
二、重点任务
（二）秸秆禁烧。按照《国家行动计划》（国发〔2023〕24号）严禁露天焚烧秸秆。（市农业农村局牵头，市城管局配合）
（三）餐饮油烟。加强油烟治理，每年抽检。（市城管局负责）
指标\t2025年
臭氧\t160"""


class SampleRecord:
    """A record about `TEXT`, built field by field; ids carry the document's."""

    def __init__(self, document_id: str = "sample", text: str = TEXT, function: str = "农业") -> None:
        self.id = document_id
        self.text = text
        self.function = function

    def place(self, words: str) -> dict[str, int]:
        start = self.text.index(words)
        return {"char_start": start, "char_end": start + len(words)}

    def name(self, kind: str) -> str:
        return f"{self.id}-{kind}"

    def clauses(self) -> tuple[Clause, ...]:
        """The outline of `TEXT`: a clause starts at its label and ends where the next of its rank starts."""
        plan = [
            ("title", None, "title", "", "示例市", "一、总体", None),
            ("一", None, "chapter", "一、", "一、总体", "二、重点", "（一）目标"),
            ("一1", "一", "article", "（一）", "（一）目标", "二、重点", None),
            ("二", None, "chapter", "二、", "二、重点", "指标\t", "（二）秸秆"),
            ("二2", "二", "article", "（二）", "（二）秸秆", "（三）餐饮", None),
            ("二3", "二", "article", "（三）", "（三）餐饮", "指标\t", None),
            ("表", None, "table", "", "指标\t", "", None),
        ]
        clauses = []
        for seq, (key, parent, level, label, first, following, child) in enumerate(plan):
            start = self.text.index(first)
            end = self.text.index(following) - 1 if following else len(self.text)
            clauses.append(
                Clause(
                    id=self.name(key),
                    parent_id=parent and self.name(parent),
                    seq=seq,
                    level=level,  # type: ignore[arg-type]
                    label=label,
                    heading=self.text[start + len(label) : end].partition("。")[0][:6] or None,
                    ref={"一1": "一、/（一）", "二2": "二、/（二）", "二3": "二、/（三）"}.get(
                        key, label or key
                    ),
                    is_provision=level == "article",
                    char_start=start,
                    own_end=self.text.index(child) if child else end,
                    char_end=end,
                )
            )
        return tuple(clauses)

    def target(self, key: str, quote: str, value: float | str, unit: str, indicator: str) -> Target:
        return Target(
            id=self.name(key),
            clause_id=self.name("一1"),
            task_id=None,
            deadline_id=self.name("deadline"),
            cell_id=None,
            kind="quantitative",
            indicator=indicator,
            indicator_id=f"indicator {indicator}",
            scope=None,
            direction="level",
            op="<=",
            value=value,
            value_high=None,
            value_text=str(value),
            unit=unit,
            value_start=None,
            value_end=None,
            base_value=None,
            base_unit=None,
            baseline=None,
            baseline_value=None,
            deadline="2025-12-31",
            recurrence=None,
            hedges=("力争", "左右"),
            strength=None,
            deferred_to=None,
            exclusions=None,
            **self.place(quote),
        )

    def deadlines(self) -> tuple[Deadline, ...]:
        sentence = self.place("到2025年，PM2.5浓度控制在29.5微克/立方米以内，氮氧化物减排量达5.95万吨。")
        return (
            Deadline(
                id=self.name("deadline"),
                clause_id=self.name("一1"),
                task_id=None,
                kind="by",
                end_date="2025-12-31",
                period=None,
                quote_start=sentence["char_start"],
                quote_end=sentence["char_end"],
                **self.place("到2025年"),
            ),
        )

    def tasks(self) -> tuple[Task, ...]:
        return tuple(
            Task(
                id=self.name(f"task{key}"),
                clause_id=self.name(key),
                seq=seq,
                title=title,
                modality="prohibit",
                attribution_status="stated",
                **self.place(words),
            )
            for seq, (key, title, words) in enumerate(
                [
                    ("二2", "秸秆禁烧", "秸秆禁烧。按照《国家行动计划》"),
                    ("二3", "餐饮油烟", "加强油烟治理，每年抽检。"),
                ]
            )
        )

    def assignment(self, key: str, clause: str, name: str, role: str, basis: str = "stated") -> Assignment:
        words = {"二2": "（市农业农村局牵头，市城管局配合）", "二3": "（市城管局负责）"}[clause]
        attribution = self.place(words)
        within = self.text.index(name, attribution["char_start"])
        return Assignment(
            id=self.name(key),
            clause_id=self.name(clause),
            task_id=None if basis == "inherited" else self.name(f"task{clause}"),
            department_id=f"department {name}",
            name=name,
            role=role,  # type: ignore[arg-type]
            basis=basis,  # type: ignore[arg-type]
            position=1,
            sole=False,
            covers_from="二、/（二）" if basis == "inherited" else None,
            covers_to="二、/（三）" if basis == "inherited" else None,
            attribution_start=attribution["char_start"],
            attribution_end=attribution["char_end"],
            char_start=within,
            char_end=within + len(name),
        )

    def department(self, name: str) -> Department:
        return Department(
            id=f"department {name}",
            name=name,
            level="prefecture",
            jurisdiction="示例市",
            generic=False,
            functions=(self.function,),
        )

    def cell(self, row: int, column: int, words: str) -> TableCell:
        return TableCell(
            id=self.name(f"cell{row}{column}"),
            table_id=self.name("table"),
            row=row,
            column=column,
            row_header=None,
            column_header=None,
            is_header=row == 0,
            merged=False,
            **self.place(words),
        )

    def scopes(self) -> tuple[Scope, ...]:
        """A term that heads a part of it: no matter that `TEXT` lists nothing."""
        return tuple(
            Scope(
                id=self.name(f"scope{key}"),
                clause_id=self.name("二2"),
                parent_id=parent and self.name(f"scope{parent}"),
                name=key,
                kind="places",
                stated_count=None,
                open=False,
                **self.place(words),
            )
            for key, parent, words in (("重点", None, "二、重点任务"), ("秸秆", "重点", "秸秆禁烧"))
        )

    def scope_members(self) -> tuple[ScopeMember, ...]:
        return (
            ScopeMember(
                id=self.name("member"),
                scope_id=self.name("scope秸秆"),
                seq=1,
                full_name="示例市",
                within=None,
                **self.place("秸秆"),
            ),
        )

    def scope_uses(self) -> tuple[ScopeUse, ...]:
        return (
            ScopeUse(
                id=self.name("use"),
                clause_id=self.name("二2"),
                scope_id=self.name("scope秸秆"),
                task_id=self.name("task二2"),
                target_id=None,
                excepted=False,
                **self.place("重点任务"),
            ),
        )

    def record(self, title: str = "示例市空气质量行动计划", doc_number: str | None = None) -> Record:
        digest = sha256(self.text.encode()).hexdigest()
        indicators = ("PM2.5年均浓度", "氮氧化物减排量")
        return Record(
            id=self.id,
            file=f"{self.id}.txt",
            format="text",
            sha256=digest,
            metadata=Metadata(
                title=title,
                short_title=f"{self.id}计划",
                doc_number=doc_number,
                status="issued",
                attribution_style="brackets",
                plan_id=self.id,
            ),
            text=self.text,
            properties={"发文机关": "示例市人民政府"},
            origins=(Origin(start=0, end=11, line=1), Origin(start=12, end=18, line=2)),
            lifted=(Lifted(kind="page_number", text="— 1 —", line=9),),
            clauses=self.clauses(),
            tables=(
                TableRecord(
                    id=self.name("table"),
                    clause_id=self.name("表"),
                    seq=1,
                    caption=None,
                    rows=2,
                    columns=2,
                    header_rows=1,
                    **self.place("指标\t2025年\n臭氧\t160"),
                ),
            ),
            table_cells=(
                self.cell(0, 0, "指标\t"[:2]),
                self.cell(0, 1, "2025年\n"[:5]),
                self.cell(1, 0, "臭氧"),
                self.cell(1, 1, "160"),
            ),
            comments=(
                Comment(
                    id=self.name("comment"),
                    clause_id=self.name("二3"),
                    parent_id=None,
                    kind="comment",
                    author="审核人",
                    created=None,
                    text="是否每季度？",
                    before=None,
                    after=None,
                    resolved=None,
                    **self.place("每年"),
                ),
            ),
            quantities=(
                Quantity(
                    id=self.name("quantity"),
                    clause_id=self.name("一1"),
                    value=29.5,
                    unit="微克/立方米",
                    role="target",
                    target_id=self.name("target1"),
                    char_start=self.place("29.5微克/立方米")["char_start"],
                    char_end=self.place("29.5微克/立方米")["char_end"],
                ),
            ),
            deadlines=self.deadlines(),
            indicators=tuple(
                Indicator(
                    id=f"indicator {name}",
                    name=name,
                    statistic=None,
                    better="lower",
                    extensive=False,
                    base_unit=None,
                )
                for name in indicators
            ),
            targets=(
                self.target(
                    "target1", "PM2.5浓度控制在29.5微克/立方米以内", 29.5, "微克/立方米", indicators[0]
                ),
                self.target("target2", "氮氧化物减排量达5.95万吨", 5.95, "万吨", indicators[1]),
            ),
            tasks=self.tasks(),
            departments=(self.department("市农业农村局"), self.department("市城管局")),
            assignments=(
                self.assignment("assignment1", "二2", "市农业农村局", "lead"),
                self.assignment("assignment2", "二2", "市城管局", "support", "inherited"),
                self.assignment("assignment3", "二3", "市城管局", "responsible"),
            ),
            measures=(),
            citations=(
                Citation(
                    id=self.name("citation"),
                    clause_id=self.name("二2"),
                    doc_number="国发〔2023〕24号",
                    relation="comply",
                    **self.place("国家行动计划"),
                ),
            ),
            scopes=self.scopes(),
            scope_members=self.scope_members(),
            scope_uses=self.scope_uses(),
            doubts=(Doubt(rule="unit", severity="warning", message="存疑", start=20, end=24),),
        )


def write_all(records: list[Record], directory: Path) -> dict[str, str]:
    """Write `records`; what `update_database` wants to know: id → SHA-256 of the record's file."""
    for record in records:
        write_record(record, directory)
    return {record.id: sha256(record_bytes(record)).hexdigest() for record in records}
